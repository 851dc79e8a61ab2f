"""Ingest: from a folder of videos to clips, and what a further run makes of what changed."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from videos import BLUE, GREEN, GREY, RED, WHITE, make_huge_gif, make_video, turn
from vision_server import GOOD, VisionServer, seeing

from reeltalk.errors import CatalogError
from reeltalk.retrieval.catalog import Catalog
from reeltalk.retrieval.claim import claim_home, follow_home
from reeltalk.retrieval.clip import Clip
from reeltalk.retrieval.decoders import Decoders
from reeltalk.retrieval.endpoint import EndpointDescriber
from reeltalk.retrieval.hashing import HashingEncoder
from reeltalk.retrieval.ingest import Ingest
from reeltalk.retrieval.ledger import Ledger
from reeltalk.retrieval.tally import Tally
from reeltalk.retrieval.transcriber import EndpointTranscriber

Run = Callable[..., Tally]


@pytest.fixture(scope="module")
def decoders() -> Iterator[Decoders]:
    with Decoders(2) as lent:
        yield lent


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_video(tmp_path / "pets" / "a_brown_dog.mp4", scenes=(RED,))
    make_video(tmp_path / "pets" / "a grey cat.mp4", scenes=(GREY, WHITE), seconds=14, sound=True)
    make_video(tmp_path / "sea.mkv", scenes=(BLUE,), tags={"title": "Waves", "comment": "at Brighton"})
    return tmp_path


@pytest.fixture
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def run(home: Path, decoders: Decoders) -> Run:
    def once(*paths: Path, **options: object) -> Tally:
        with Catalog.open(home, encoder=HashingEncoder(), own=False) as catalog, closing(Ledger(home)) as ledger:
            return Ingest(catalog, ledger, decoders, jobs=2, **options).run(paths)  # type: ignore[arg-type]

    return once


def clips_in(home: Path) -> dict[str, Clip]:
    """The catalog's clips by the name of their file."""
    with Catalog.open(home, encoder=HashingEncoder(), own=False) as catalog:
        return {Path(clip.path or "").name: clip for clip in catalog.get(catalog.ids())}


def refuses(home: Path, run: Run, path: Path) -> str:
    """Why a file is no clip; nothing else may have come of it."""
    tally = run(path)
    assert clips_in(home) == {}
    [(failed, why)] = tally.failed
    assert failed == str(path)
    return why


# --- what becomes of a folder ----------------------------------------------------------------------------------------


def test_a_folder_becomes_clips_that_can_be_found(folder: Path, home: Path, run: Run) -> None:
    tally = run(folder)
    assert (tally.files, tally.read, tally.looked, tally.failed) == (3, 3, 3, [])
    dog = clips_in(home)["a_brown_dog.mp4"]
    assert (dog.title, dog.category, dog.description_source) == ("a brown dog", "pets", "metadata")
    assert dog.duration_s == pytest.approx(2.0)
    assert dog.description.startswith("Known from its file only: “a_brown_dog.mp4” in the folder “pets”")
    assert dog.thumbnail is not None
    assert Path(dog.thumbnail).read_bytes()[:2] == b"\xff\xd8"
    with Catalog.open(home, encoder=HashingEncoder()) as catalog:
        assert catalog.search("brown dog")[0].clip.id == dog.id


def test_the_tags_of_a_container_are_told_and_claim_no_more(folder: Path, home: Path, run: Run) -> None:
    run(folder)
    sea = clips_in(home)["sea.mkv"]
    assert "comment: at Brighton" in sea.description
    assert "without sound" in sea.description
    assert sea.extra["file"]["video_codec"] == "h264"


def test_a_second_run_does_nothing(folder: Path, home: Path, run: Run) -> None:
    run(folder)
    before = clips_in(home)
    tally = run(folder)
    assert (tally.known, tally.read, tally.looked, tally.clips, tally.removed) == (3, 0, 0, 0, 0)
    assert clips_in(home) == before


def test_a_new_file_is_taken_in_beside_the_old_ones(folder: Path, home: Path, run: Run) -> None:
    run(folder)
    make_video(folder / "late.mp4", scenes=(GREEN,))
    assert run(folder).read == 1
    assert len(clips_in(home)) == 4


def test_a_moved_file_keeps_its_clip(folder: Path, home: Path, run: Run) -> None:
    run(folder)
    before = clips_in(home)["sea.mkv"]
    (folder / "sea.mkv").rename(folder / "pets" / "ocean.mkv")
    tally = run(folder)
    assert (tally.removed, tally.looked) == (0, 0)
    after = clips_in(home)["ocean.mkv"]
    assert (after.id, after.path) == (before.id, str(folder / "pets" / "ocean.mkv"))
    assert len(clips_in(home)) == 3


def test_files_that_change_names_keep_their_clips(folder: Path, home: Path, run: Run) -> None:
    run(folder)
    before = clips_in(home)
    dog, cat, spare = folder / "pets/a_brown_dog.mp4", folder / "pets/a grey cat.mp4", folder / "spare.mp4"
    dog.rename(spare)
    cat.rename(dog)
    spare.rename(cat)
    run(folder)
    after = clips_in(home)
    assert after["a grey cat.mp4"].id == before["a_brown_dog.mp4"].id
    assert after["a_brown_dog.mp4"].id == before["a grey cat.mp4"].id


def test_a_file_changed_in_place_keeps_its_clip_and_notes(folder: Path, home: Path, run: Run) -> None:
    run(folder)
    before = clips_in(home)["sea.mkv"]
    with Catalog.open(home, encoder=HashingEncoder(), own=False) as catalog:
        catalog.add([before.model_copy(update={"notes": "the day we met"})])
    make_video(folder / "sea.mkv", scenes=(WHITE,), seconds=5)
    assert run(folder).looked == 1
    after = clips_in(home)["sea.mkv"]
    assert (after.id, after.notes) == (before.id, "the day we met")
    assert after.duration_s == pytest.approx(5.0)


def test_a_copy_is_no_second_clip_and_takes_over_when_the_first_is_gone(folder: Path, home: Path, run: Run) -> None:
    run(folder)
    before = clips_in(home)["sea.mkv"]
    shutil.copy(folder / "sea.mkv", folder / "copy.mkv")
    assert run(folder).copies == 1
    assert len(clips_in(home)) == 3
    (folder / "sea.mkv").unlink()
    assert run(folder).removed == 0
    assert clips_in(home)["copy.mkv"].id == before.id


def test_a_removed_file_takes_its_clip_along_and_brings_it_back_with_its_notes(
    folder: Path, home: Path, run: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    run(folder)
    before = clips_in(home)["sea.mkv"]
    with Catalog.open(home, encoder=HashingEncoder(), own=False) as catalog:
        catalog.add([before.model_copy(update={"notes": "the day we met"})])
    away = tmp_path_factory.mktemp("away") / "sea.mkv"
    shutil.move(folder / "sea.mkv", away)
    assert run(folder).removed == 1
    assert "sea.mkv" not in clips_in(home)
    shutil.move(away, folder / "sea.mkv")
    tally = run(folder)
    after = clips_in(home)["sea.mkv"]
    assert (after.id, after.notes, tally.looked) == (before.id, "the day we met", 0)


def test_a_folder_that_is_not_there_removes_nothing(folder: Path, home: Path, run: Run) -> None:
    run(folder)
    folder.rename(folder.with_name("unplugged"))
    with pytest.raises(CatalogError, match="there is no file or folder"):
        run(folder)
    assert len(clips_in(home)) == 3


def test_another_folder_leaves_the_first_alone(
    folder: Path, home: Path, run: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    run(folder)
    other = make_video(tmp_path_factory.mktemp("other") / "hill.mp4", scenes=(GREEN,)).parent
    assert run(other).removed == 0
    assert len(clips_in(home)) == 4


def test_one_process_at_a_time_ingests(home: Path) -> None:
    with claim_home(home), pytest.raises(CatalogError, match="another process"), claim_home(home):
        pass


def test_one_that_follows_makes_way_for_one_that_is_asked_to(home: Path) -> None:
    asked, given = threading.Event(), threading.Event()

    def follow() -> None:
        with follow_home(home, asked.set) as ours:
            assert ours
            given.set()
            asked.wait(20)

    thread = threading.Thread(target=follow)
    thread.start()
    given.wait(20)
    with claim_home(home), follow_home(home, lambda: None) as ours:
        assert asked.is_set()
        assert not ours
    thread.join()


# --- sidecars --------------------------------------------------------------------------------------------------------


def test_what_lies_beside_a_file_describes_it(folder: Path, home: Path, run: Run) -> None:
    (folder / "sea.txt").write_text("Grey waves break on a shingle beach.", encoding="utf-8")
    (folder / "pets" / "a_brown_dog.info.json").write_text(
        '{"fulltitle": "Rex digs", "uploader": "Ann", "upload_date": "20240131", "view_count": 7, "age_limit": 0, '
        '"tags": ["garden"], "chapters": [{"start_time": 0, "end_time": 1, "title": "He sniffs"}], "id": "zz"}',
        encoding="utf-8",
    )
    (folder / "pets" / "a grey cat.en.srt").write_text(
        "1\n00:00:01,000 --> 00:00:02,500\nCome down from there!\n", encoding="utf-8"
    )
    run(folder)
    clips = clips_in(home)
    assert clips["sea.mkv"].description == "Grey waves break on a shingle beach."
    assert clips["sea.mkv"].description_source == "sidecar"
    dog = clips["a_brown_dog.mp4"]
    assert (dog.title, dog.creator, str(dog.published), dog.views) == ("Rex digs", "Ann", "2024-01-31", 7)
    assert (dog.tags, [one.text for one in dog.moments]) == (("garden",), ["He sniffs"])
    cat = clips["a grey cat.mp4"]
    assert (cat.moments[0].start_s, cat.moments[0].text, cat.language) == (1.0, "Said: “Come down from there!”", "en")


def test_a_sidecar_that_changes_is_read_again_and_the_video_is_not(folder: Path, home: Path, run: Run) -> None:
    (folder / "sea.json").write_text('{"description": "Waves.", "creator": "Bo"}', encoding="utf-8")
    run(folder)
    (folder / "sea.json").write_text('{"description": "Waves, and a gull.", "creator": "Bo"}', encoding="utf-8")
    tally = run(folder)
    assert tally.looked == 0
    assert clips_in(home)["sea.mkv"].description == "Waves, and a gull."


def test_a_field_of_a_sidecar_that_is_wrong_spoils_no_other(folder: Path, home: Path, run: Run) -> None:
    (folder / "sea.json").write_text('{"title": "Sea", "views": "many", "published": "soon"}', encoding="utf-8")
    told: list[str] = []
    run(folder, report=lambda path, why: told.append(why))
    sea = clips_in(home)["sea.mkv"]
    assert (sea.title, sea.views) == ("Sea", None)
    assert any("views" in line for line in told)
    assert any("published" in line for line in told)


def test_metadata_alone_leaves_sidecars_unread(folder: Path, home: Path, run: Run) -> None:
    (folder / "sea.txt").write_text("Grey waves.", encoding="utf-8")
    run(folder, use_sidecars=False)
    assert clips_in(home)["sea.mkv"].description_source == "metadata"


# --- odd and hostile files -------------------------------------------------------------------------------------------


def test_one_bad_file_is_listed_and_the_rest_goes_on(folder: Path, home: Path, run: Run) -> None:
    (folder / "empty.mp4").write_bytes(b"")
    (folder / "junk.avi").write_bytes(bytes(range(256)) * 64)
    tally = run(folder)
    assert {Path(path).name: why for path, why in tally.failed}["empty.mp4"] == "is empty"
    assert len(tally.failed) == 2
    assert len(clips_in(home)) == 3
    again = run(folder)
    assert sorted(again.failed) == sorted(tally.failed)
    assert again.read == 0  # told again, not tried again


def test_a_bad_file_that_is_mended_becomes_a_clip(folder: Path, home: Path, run: Run) -> None:
    (folder / "new.mp4").write_bytes(b"")
    run(folder)
    make_video(folder / "new.mp4", scenes=(WHITE,))
    assert run(folder).failed == []
    assert "new.mp4" in clips_in(home)


def test_a_file_with_sound_only_is_no_clip(home: Path, run: Run, tmp_path: Path) -> None:
    assert "only sound" in refuses(home, run, make_video(tmp_path / "song.mp4", picture=False, sound=True))


def test_a_still_picture_is_no_clip(home: Path, run: Run, tmp_path: Path) -> None:
    still = make_video(tmp_path / "still.gif", codec="gif", pixels="rgb8", seconds=0.1)
    assert "still picture" in refuses(home, run, still)


def test_a_picture_of_billions_of_pixels_is_not_decoded(home: Path, run: Run, tmp_path: Path) -> None:
    assert refuses(home, run, make_huge_gif(tmp_path / "huge.gif"))


@pytest.mark.parametrize(
    "text",
    [
        "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n{other}\n#EXT-X-ENDLIST\n",
        "ffconcat version 1.0\nfile '{other}'\n",
        "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\n",
    ],
    ids=["playlist", "concatenation", "session"],
)
def test_a_file_that_names_others_opens_none_of_them(home: Path, run: Run, tmp_path: Path, text: str) -> None:
    other = make_video(tmp_path / "other" / "private.ts", codec="mpeg2video", rate=25)
    listed = tmp_path / "list.mp4"
    listed.write_text(text.format(other=other), encoding="utf-8")
    assert refuses(home, run, listed)


def test_a_cut_off_file_is_a_clip_that_says_so(home: Path, run: Run, tmp_path: Path) -> None:
    whole = make_video(tmp_path / "long.mkv", seconds=20, scenes=(RED, GREEN), options={"bf": "0", "g": "5"})
    whole.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    run(tmp_path)
    assert "breaks off" in clips_in(home)["long.mkv"].extra["file"]["trouble"]


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("hevc.mp4", {"codec": "libx265"}),
        ("ten.mkv", {"pixels": "yuv420p10le"}),
        ("old.avi", {"codec": "mpeg4"}),
        ("uneven.mkv", {"times": (0, 100, 150, 900, 2000, 2050, 5000, 9000)}),
        ("moving.gif", {"codec": "gif", "pixels": "rgb8"}),
        ("新しい 📹 فيديو.mp4", {}),
        ("odd 'quotes' \"and\" %s {x} #1?.mp4", {}),
        ("UPPER.MP4", {}),
    ],
)
def test_files_of_many_kinds_become_clips(
    home: Path, run: Run, tmp_path: Path, name: str, options: dict[str, object]
) -> None:
    make_video(tmp_path / name, **options)  # type: ignore[arg-type]
    assert run(tmp_path).failed == []
    clip = clips_in(home)[name]
    assert clip.thumbnail is not None
    assert clip.duration_s is not None
    assert clip.title


def test_a_turned_file_is_upright(home: Path, run: Run, tmp_path: Path) -> None:
    from PIL import Image

    turn(make_video(tmp_path / "turned.mp4"))
    run(tmp_path)
    clip = clips_in(home)["turned.mp4"]
    assert (clip.extra["file"]["width"], clip.extra["file"]["height"]) == (48, 64)
    assert "portrait" in clip.description
    with Image.open(clip.thumbnail or "") as still:
        assert still.height > still.width


def test_links_that_lead_round_end(folder: Path, home: Path, run: Run) -> None:
    (folder / "pets" / "up").symlink_to(folder)
    (folder / "self.mp4").symlink_to(folder / "self.mp4")
    (folder / "again.mkv").symlink_to(folder / "sea.mkv")
    tally = run(folder)
    assert len(clips_in(home)) == 3
    assert [Path(path).name for path, _ in tally.failed] == ["self.mp4"]


def test_a_pipe_is_not_waited_for(folder: Path, run: Run) -> None:
    os.mkfifo(folder / "pipe.mp4")
    assert [why for _, why in run(folder).failed] == ["is no regular file"]


def test_a_name_that_is_no_text_is_told(folder: Path, run: Run) -> None:
    name = os.fsencode(folder) + b"/caf\xe9.mp4"
    Path(os.fsdecode(name)).write_bytes((folder / "sea.mkv").read_bytes())
    assert ["no text" in why for _, why in run(folder).failed] == [True]


def test_the_text_of_a_program_is_no_transport_stream(folder: Path, run: Run) -> None:
    (folder / "index.ts").write_text("export const a = 1;\n", encoding="utf-8")
    tally = run(folder)
    assert (tally.files, tally.failed) == (3, [])


def test_hidden_folders_are_left_alone(folder: Path, home: Path, run: Run) -> None:
    make_video(folder / ".trash" / "gone.mp4", scenes=(GREEN,))
    run(folder)
    assert "gone.mp4" not in clips_in(home)


# --- descriptions ----------------------------------------------------------------------------------------------------


def describer(server: VisionServer, model: str = "seer") -> EndpointDescriber:
    return EndpointDescriber(model, base_url=server.url, parallel=1, sleep=lambda seconds: None)


def age(path: Path, days: int) -> Path:
    os.utime(path, (path.stat().st_atime, path.stat().st_mtime - days * 86400))
    return path


def test_videos_are_described_newest_first_and_once(folder: Path, home: Path, run: Run) -> None:
    age(folder / "sea.mkv", 3)
    age(folder / "pets" / "a grey cat.mp4", 1)
    with seeing() as server:
        tally = run(folder, describer=describer(server))
        assert server.files() == ["file: a_brown_dog.mp4", "file: a grey cat.mp4", "file: sea.mkv"]
        assert (tally.described, tally.usage.read_tokens) == (3, 3000)
        again = run(folder, describer=describer(server))
        assert (again.to_describe, again.described, len(server.requests)) == (0, 0, 3)
    clip = clips_in(home)["sea.mkv"]
    assert clip.description.startswith("A brown dog trots")
    assert (clip.description_source, clip.extra["described"]["prompt"]) == ("mllm:seer", "1")
    assert clip.moments[0].text == "The dog leaps over a puddle."
    assert "Mood: cheerful." in clip.descriptions["details"]
    assert (clip.tags, clip.audience, clip.category) == (("dog", "walk"), "all", "pets")
    with Catalog.open(home, encoder=HashingEncoder()) as catalog:
        assert catalog.label("described") == "3 of 3"


def test_a_copy_and_a_moved_file_are_not_described_again(folder: Path, run: Run) -> None:
    with seeing() as server:
        run(folder, describer=describer(server))
        shutil.copy(folder / "sea.mkv", folder / "copy.mkv")
        (folder / "pets" / "a_brown_dog.mp4").rename(folder / "rex.mp4")
        run(folder, describer=describer(server))
        assert len(server.requests) == 3


def test_notes_of_the_owner_survive_a_new_description(folder: Path, home: Path, run: Run) -> None:
    run(folder)
    with Catalog.open(home, encoder=HashingEncoder(), own=False) as catalog:
        catalog.add([clips_in(home)["sea.mkv"].model_copy(update={"notes": "this is the pier at Hove"})])
    with seeing() as server:
        run(folder, describer=describer(server))
    clip = clips_in(home)["sea.mkv"]
    assert (clip.notes, clip.description_source) == ("this is the pier at Hove", "mllm:seer")


def test_a_description_outlives_a_run_without_a_describer(folder: Path, home: Path, run: Run) -> None:
    with seeing() as server:
        run(folder, describer=describer(server))
    (folder / "sea.txt").write_text("Grey waves.", encoding="utf-8")
    run(folder)
    clip = clips_in(home)["sea.mkv"]
    assert (clip.description_source, clip.descriptions["given"]) == ("mllm:seer", "Grey waves.")


def test_what_is_not_described_is_listed_and_stays_findable(folder: Path, home: Path, run: Run) -> None:
    with seeing(usual="I can't help with that.") as server:
        tally = run(folder, describer=describer(server))
        assert (tally.described, tally.undescribed) == (0, 3)
        assert {why for _, why in tally.failed} == {
            "not described: the summary refuses or apologises instead of describing"
        }
        again = run(folder, describer=describer(server))
        assert len(again.failed) == 3
        assert len(server.requests) == 6  # two each, in the first run
    assert {clip.description_source for clip in clips_in(home).values()} == {"metadata"}


def test_a_refused_key_stops_describing_at_once_and_marks_nothing(folder: Path, home: Path, run: Run) -> None:
    with seeing(401, usual=GOOD) as server:
        tally = run(folder, describer=describer(server))
        assert (tally.stopped, tally.described, len(server.requests)) == ("the endpoint refused the key", 0, 1)
        assert run(folder, describer=describer(server)).described == 3


def test_the_transcript_beside_a_file_is_sent_with_its_frames(folder: Path, home: Path, run: Run) -> None:
    (folder / "sea.vtt").write_text("WEBVTT\n\n00:00.500 --> 00:01.000\nLook, a seal!\n", encoding="utf-8")
    with seeing() as server:
        run(folder / "sea.mkv", describer=describer(server))
        assert "Look, a seal!" in server.requests[0]["messages"][1]["content"][0]["text"]
    assert [one.text for one in clips_in(home)["sea.mkv"].moments][-1] == "Said: “Look, a seal!”"


def test_subtitles_inside_a_file_are_its_transcript(home: Path, run: Run, tmp_path: Path) -> None:
    make_video(tmp_path / "talk.mkv", seconds=6, subtitles=[(1, 2, "Good evening"), (2.5, 4, "and welcome.")])
    run(tmp_path)
    [moment] = clips_in(home)["talk.mkv"].moments
    assert (moment.start_s, moment.text) == (1.0, "Said: “Good evening and welcome.”")


def test_a_hostile_description_stays_a_text(folder: Path, home: Path, run: Run) -> None:
    spiked = {**GOOD, "tags": ["x" * 5000, "\x00nul"], "mood": "\ud800 broken", "genre": "</script><b>"}
    with seeing(usual=spiked) as server:
        run(folder, describer=describer(server))
    clip = clips_in(home)["sea.mkv"]
    assert max(map(len, clip.tags)) <= 60
    assert "\x00" not in "".join(clip.tags)


# --- what is said ----------------------------------------------------------------------------------------------------


def transcriber(server: VisionServer) -> EndpointTranscriber:
    return EndpointTranscriber("ear", base_url=server.url, sleep=lambda seconds: None)


def test_what_is_said_is_written_down_once_and_shown_to_the_describer(folder: Path, home: Path, run: Run) -> None:
    with seeing() as server:
        tally = run(folder, describer=describer(server), transcriber=transcriber(server))
        assert (tally.transcribed, server.heard) == (1, 1)  # one of the three has sound
        told = [asked["messages"][1]["content"][0]["text"] for asked in server.requests]
        assert ["Good evening." in text for text in told].count(True) == 1
        run(folder, describer=describer(server), transcriber=transcriber(server))
        assert server.heard == 1
    cat = clips_in(home)["a grey cat.mp4"]
    assert (cat.moments[-1].start_s, cat.moments[-1].text, cat.language) == (1.0, "Said: “Good evening.”", "en")


def test_a_transcript_needs_no_describer(folder: Path, home: Path, run: Run) -> None:
    run(folder)
    with seeing() as server:
        tally = run(folder, transcriber=transcriber(server))
        assert (tally.transcribed, tally.looked) == (1, 0)
    assert clips_in(home)["a grey cat.mp4"].moments[0].text == "Said: “Good evening.”"


def test_where_subtitles_tell_it_nothing_is_sent(folder: Path, run: Run) -> None:
    (folder / "pets" / "a grey cat.srt").write_text("1\n00:00:01,000 --> 00:00:02,000\nMiaow\n", encoding="utf-8")
    with seeing() as server:
        run(folder, transcriber=transcriber(server))
        assert server.heard == 0


def test_a_sound_that_cannot_be_transcribed_leaves_the_clip(folder: Path, home: Path, run: Run) -> None:
    with seeing() as server:
        server.transcript = 400
        tally = run(folder, describer=describer(server), transcriber=transcriber(server))
        assert [why for _, why in tally.failed] == ["not transcribed: the endpoint refused it (HTTP 400)"]
        assert tally.described == 3
    assert len(clips_in(home)) == 3


def test_a_transcript_without_times_is_kept_whole(folder: Path, home: Path, run: Run) -> None:
    with seeing() as server:
        server.transcript = {"text": "Good evening."}
        run(folder, transcriber=transcriber(server))
    assert clips_in(home)["a grey cat.mp4"].moments[0].text == "Said: “Good evening.”"
