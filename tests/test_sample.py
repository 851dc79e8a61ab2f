"""The sample library: its files, its words, its invented viewers, and how a home gets it."""

from __future__ import annotations

import collections
import csv
import json
import math
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from reeltalk.retrieval import sample
from reeltalk.retrieval.catalog import Catalog
from reeltalk.retrieval.clip import Clip
from reeltalk.retrieval.sample import open_sample, read_clips, read_history, read_labels, sample_folder

ROOT = Path(__file__).resolve().parent.parent
FOLDER = sample_folder()
CLIPS = list(read_clips(FOLDER))
BY_ID = {clip.id: clip for clip in CLIPS}
HISTORY = list(read_history(FOLDER))


def decode(clip: Clip) -> tuple[int, tuple[int, int], float, float]:
    """Frames, size, seconds of picture, and seconds of sound (0 without) of a clip's file."""
    import av

    frames, heard, size = 0, 0.0, (0, 0)
    with av.open(str(clip.path)) as file:
        rate = float(file.streams.video[0].average_rate or 0)
        for frame in file.decode(*file.streams.video, *file.streams.audio):
            if isinstance(frame, av.VideoFrame):
                frames, size = frames + 1, (frame.width, frame.height)
            elif isinstance(frame, av.AudioFrame):
                heard += frame.samples / frame.sample_rate
    return frames, size, frames / rate, heard


@pytest.fixture(scope="module")
def decoded() -> dict[str, tuple[int, tuple[int, int], float, float]]:
    return {clip.id: decode(clip) for clip in CLIPS}


@pytest.mark.slow
def test_every_clip_decodes_to_the_length_that_its_row_states(
    decoded: dict[str, tuple[int, tuple[int, int], float, float]],
) -> None:
    for clip in CLIPS:
        _, size, seconds, heard = decoded[clip.id]
        assert size == (320, 180), clip.id
        assert clip.duration_s == pytest.approx(seconds, abs=0.09), clip.id
        assert heard == 0 or heard == pytest.approx(seconds, abs=0.25), clip.id


@pytest.mark.slow
def test_at_least_half_of_the_clips_have_sound_and_some_have_none(
    decoded: dict[str, tuple[int, tuple[int, int], float, float]],
) -> None:
    with_sound = sum(heard > 0 for _, _, _, heard in decoded.values())
    assert len(CLIPS) / 2 <= with_sound <= 0.85 * len(CLIPS)


def test_the_library_is_large_enough_and_small_enough() -> None:
    assert len(CLIPS) >= 96
    assert len({clip.id for clip in CLIPS}) == len(CLIPS)
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) <= 12_000_000


def test_the_folder_is_flat_and_holds_just_what_the_rows_name() -> None:
    named = {Path(str(place)).name for clip in CLIPS for place in (clip.path, clip.thumbnail)}
    assert all(file.is_file() for file in FOLDER.iterdir())
    assert {file.name for file in FOLDER.iterdir() if file.suffix in (".webm", ".jpg")} == named


def test_every_still_picture_has_the_size_of_its_clip() -> None:
    from PIL import Image

    for clip in CLIPS:
        with Image.open(str(clip.thumbnail)) as picture:
            assert picture.size == (320, 180)


def test_every_length_filter_bites() -> None:
    lengths = [clip.duration_s or 0.0 for clip in CLIPS]
    for shortest, longest, least in ((3, 10, 5), (10, 30, 30), (30, 60, 20), (60, 90.1, 5)):
        assert sum(shortest <= length < longest for length in lengths) >= least
    assert 3 <= min(lengths) <= max(lengths) <= 90


def test_kinds_languages_creators_and_audiences_are_many() -> None:
    kinds = collections.Counter(clip.category for clip in CLIPS)
    languages = collections.Counter(clip.language for clip in CLIPS)
    assert len(kinds) >= 24
    assert min(kinds.values()) >= 2
    assert set(languages) == {"en", "es", "de"}
    assert min(languages.values()) >= 20
    assert len({clip.creator for clip in CLIPS}) >= 12
    assert {"all", "7", "12", "16", "18"} == {clip.audience for clip in CLIPS}


def test_every_description_has_60_to_150_words_and_says_where_it_comes_from() -> None:
    for clip in CLIPS:
        assert 60 <= len(clip.description.split()) <= 150, clip.id
        assert clip.description_source == sample.DESCRIPTION_SOURCE


def test_moments_lie_in_their_clip_and_in_order() -> None:
    for clip in CLIPS:
        assert 2 <= len(clip.moments) <= 6, clip.id
        starts = [moment.start_s for moment in clip.moments]
        assert starts == sorted(starts), clip.id
        assert all(moment.start_s < moment.end_s <= (clip.duration_s or 0) for moment in clip.moments), clip.id


def test_dates_views_and_likes_spread_and_some_clips_are_hidden_gems() -> None:
    years = {clip.published.year for clip in CLIPS if clip.published}
    views = [clip.views or 0 for clip in CLIPS]
    rates = [(clip.likes or 0) / (clip.views or 1) for clip in CLIPS]
    assert years == {2023, 2024, 2025, 2026}
    assert max(views) > 30 * min(views)
    bar = sorted(rates, reverse=True)[len(rates) // 3]
    middle = statistics.median(views)
    assert sum(seen < middle and rate >= bar for seen, rate in zip(views, rates, strict=True)) >= 5


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a-waterfall-at-rest", "waterfall-rodeo"),
        ("tortilla-de-patatas-paso-a-paso", "the-art-of-boiling-water"),
        ("one-minute-morning-stretch", "couch-potato-bootcamp"),
        ("neuer-radweg-eroeffnet", "el-calcetin-desaparecido"),
        ("die-gestalt-am-fenster", "the-ghost-who-feared-the-dark"),
        ("kitchen-volcano", "proof-that-cats-are-liquid"),
    ],
)
def test_pairs_share_a_subject_and_differ_in_intent(one: str, other: str) -> None:
    assert set(BY_ID[one].tags) != set(BY_ID[other].tags)
    assert BY_ID[one].description != BY_ID[other].description


def test_what_is_meant_for_grown_ups_is_marked() -> None:
    assert all(clip.audience in ("16", "18") for clip in CLIPS if clip.category == "horror")
    assert all(clip.audience == "all" for clip in CLIPS if clip.category in ("kids", "relaxation"))


def test_the_credits_say_what_is_invented_and_under_which_licences() -> None:
    credits = (FOLDER / "CREDITS.md").read_text(encoding="utf-8")
    for words in ("Apache-2.0", "Invented", "eSpeak NG", "SIL Open Font License", "Bitstream Vera", "200 viewers"):
        assert words in credits


def test_the_history_is_of_200_viewers_and_of_clips_that_there_are() -> None:
    assert len({event.viewer_id for event in HISTORY}) == 200
    assert {event.clip_id for event in HISTORY} <= set(BY_ID)
    assert {event.verdict for event in HISTORY} == {None, "like", "dislike"}
    assert [event.timestamp for event in HISTORY] == sorted(event.timestamp for event in HISTORY)


def test_nobody_watched_a_clip_before_it_was_published_or_longer_than_it_is() -> None:
    for event in HISTORY:
        clip = BY_ID[event.clip_id]
        assert clip.published is not None
        assert datetime.fromtimestamp(event.timestamp, UTC).date() >= clip.published
        assert 0 < (event.watched_s or 0) <= (clip.duration_s or 0) + 0.05


def test_children_are_shown_nothing_above_their_age() -> None:
    assert {BY_ID[event.clip_id].audience for event in HISTORY if event.viewer_id == "luna-kids"} == {"all"}


def test_popularity_is_skewed_as_in_real_catalogs() -> None:
    counts = sorted(collections.Counter(event.clip_id for event in HISTORY).values(), reverse=True)
    assert sum(counts[: len(CLIPS) // 5]) > 0.4 * len(HISTORY)


def test_viewers_with_a_name_watch_more_of_what_they_are_named_for() -> None:
    for viewer, kind in (
        ("mara-trains", "trains"),
        ("otto-nights", "relaxation"),
        ("luna-kids", "kids"),
        ("vic-laughs", "comedy"),
        ("nox-midnight", "horror"),
    ):
        mine = [BY_ID[event.clip_id].category == kind for event in HISTORY if event.viewer_id == viewer]
        everybody = [BY_ID[event.clip_id].category == kind for event in HISTORY]
        assert statistics.mean(mine) > 2 * statistics.mean(everybody), viewer


def test_one_clip_leads_to_another_of_its_kind() -> None:
    """Within a sitting the next clip shares the category more often than two of the viewer's clips do by chance."""
    by_viewer: dict[str, list[Any]] = collections.defaultdict(list)
    for event in HISTORY:
        by_viewer[event.viewer_id].append(event)
    follows, chance = [], []
    for rows in by_viewer.values():
        kinds = [BY_ID[event.clip_id].category for event in rows]
        counts = collections.Counter(kinds)
        share = sum(math.comb(n, 2) for n in counts.values()) / max(1, math.comb(len(kinds), 2))
        for k in range(1, len(rows)):
            if rows[k].timestamp - rows[k - 1].timestamp < 600:
                follows.append(kinds[k] == kinds[k - 1])
                chance.append(share)
    assert statistics.mean(follows) > 1.3 * statistics.mean(chance)


def test_the_history_can_be_invented_again(tmp_path: Path) -> None:
    subprocess.run([sys.executable, ROOT / "scripts" / "invent_history.py", "--out", tmp_path], check=True)
    for name in ("history.csv", "viewers.csv"):
        assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes()


def test_a_clip_can_be_drawn_again(tmp_path: Path) -> None:
    if not Path("/usr/share/fonts/truetype/noto/NotoSans-Bold.ttf").exists():
        pytest.skip("Debian's fonts-noto-core is not installed; the clips' letters are drawn with it")
    script = ROOT / "scripts" / "draw_sample.py"
    subprocess.run([sys.executable, script, "--only", "boop", "--out", tmp_path], check=True)
    shipped, drawn = pictures(FOLDER / "105-boop.webm"), pictures(tmp_path / "105-boop.webm")
    assert shipped.shape == drawn.shape
    assert float(np.abs(shipped - drawn).mean()) < 4  # of 255: encoders differ a little


def pictures(file: Path) -> np.ndarray[Any, np.dtype[np.float32]]:
    """Every frame of a clip as (frames, height, width, 3), from 0 to 255."""
    import av

    with av.open(str(file)) as opened:
        return np.stack([frame.to_ndarray(format="rgb24") for frame in opened.decode(video=0)]).astype(np.float32)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    with open_sample(tmp_path_factory.mktemp("sample") / "home") as catalog:
        yield catalog


def test_the_first_open_brings_clips_history_and_names(library: Catalog) -> None:
    assert library.count() == len(CLIPS)
    known = {viewer.id: viewer for viewer in library.viewers.known()}
    assert len(known) == 200
    assert sum(viewer.events for viewer in known.values()) == len(HISTORY)
    assert known["mara-trains"].label == "mara: trains and maps"
    assert {name: viewer.label for name, viewer in known.items() if viewer.label} == read_labels(FOLDER)


def test_the_library_is_labelled(library: Catalog) -> None:
    assert library.label("description_source") == sample.DESCRIPTION_SOURCE
    assert "invented" in (library.label("history") or "")


def test_paths_are_absolute_and_lead_to_files(library: Catalog) -> None:
    for clip in library.get(library.ids()):
        for place in (clip.path, clip.thumbnail):
            assert place is not None
            assert Path(place).is_absolute()
            assert Path(place).is_file()


def test_what_was_imported_counts_as_seen(library: Catalog) -> None:
    lengths = {clip.id: clip.duration_s for clip in CLIPS}
    watched = {event.clip_id for event in HISTORY if event.viewer_id == "mara-trains"}
    assert library.viewers.seen("mara-trains", lengths) == watched


@pytest.mark.parametrize(
    ("wish", "answers"),
    [
        ("something calming with water", {"a-waterfall-at-rest", "breathe-with-the-sea", "a-quiet-reef"}),
        ("steam train over a viaduct", {"dampfzug-ueber-das-viadukt", "dampfzug-im-schnee"}),
        ("a ghost that is not scary", {"the-ghost-who-feared-the-dark"}),
        ("mock cooking show", {"the-art-of-boiling-water"}),
    ],
)
def test_wishes_are_answered_by_meaning(library: Catalog, wish: str, answers: set[str]) -> None:
    found = [candidate.clip.id for candidate in library.search(wish, limit=3)]
    assert answers & set(found), found


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small library of its own, which a test may change; its first three clips and their history."""
    folder = tmp_path / "library"
    folder.mkdir()
    write_edition(folder, CLIPS[:3])
    monkeypatch.setattr(sample, "sample_folder", lambda: folder)
    return folder


def write_edition(folder: Path, clips: list[Clip], titles: dict[str, str] | None = None) -> None:
    """Write rows, history and names of some clips; their files are empty."""
    rows = []
    for clip in clips:
        row = clip.model_dump(mode="json")
        for name in ("path", "thumbnail"):
            row[name] = Path(row[name]).name
            (folder / row[name]).touch()
        row["title"] = (titles or {}).get(clip.id, clip.title)
        rows.append(row)
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (folder / "clips.jsonl").write_text(lines, encoding="utf-8")
    kept = [event for event in HISTORY if event.clip_id in {clip.id for clip in clips}]
    with (folder / "history.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, ["viewer_id", "clip_id", "timestamp", "verdict", "watched_s"])
        table.writeheader()
        table.writerows(event.model_dump(include=set(table.fieldnames)) for event in kept)
    for name in ("viewers.csv", "vectors.npz"):
        shutil.copy(FOLDER / name, folder / name)


def count_events(catalog: Catalog) -> int:
    return sum(viewer.events for viewer in catalog.viewers.known())


def test_a_second_open_writes_nothing(edition: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_sample(tmp_path / "home").close()

    def fail(*_: object, **__: object) -> int:
        raise AssertionError("imported again")

    monkeypatch.setattr(Catalog, "add", fail)
    open_sample(tmp_path / "home").close()


def test_an_import_that_was_cut_off_is_finished_once(
    edition: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(sample, "read_labels", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            open_sample(tmp_path / "home")
    with open_sample(tmp_path / "home") as catalog:
        assert catalog.count() == 3
        assert count_events(catalog) == sum(1 for _ in read_history(edition))
        assert catalog.label("description_source")


def test_another_edition_updates_adds_and_clears_away(edition: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    with open_sample(home) as catalog:
        catalog.add([Clip(id="mine", title="My own clip")])
    write_edition(edition, CLIPS[1:5], {CLIPS[1].id: "A new title"})
    with open_sample(home) as catalog:
        assert set(catalog.ids()) == {"mine", *(clip.id for clip in CLIPS[1:5])}
        assert catalog.get([CLIPS[1].id])[0].title == "A new title"
        assert count_events(catalog) == sum(1 for _ in read_history(edition))


def test_what_a_person_did_outlives_another_edition(edition: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    with open_sample(home) as catalog:
        liked = HISTORY[0].model_copy(update={"viewer_id": "ann", "clip_id": CLIPS[1].id, "verdict": "like"})
        catalog.viewers.record(liked)
        catalog.add([catalog.get([CLIPS[1].id])[0].model_copy(update={"notes": "my favourite"})])
    write_edition(edition, CLIPS[1:4])
    with open_sample(home) as catalog:
        assert catalog.viewers.verdicts("ann") == {CLIPS[1].id: "like"}
        assert catalog.get([CLIPS[1].id])[0].notes == "my favourite"


def test_a_library_that_moved_is_found_again(edition: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    open_sample(home).close()
    moved = edition.rename(tmp_path / "moved")
    monkeypatch.setattr(sample, "sample_folder", lambda: moved)
    with open_sample(home) as catalog:
        assert all(Path(str(clip.path)).parent == moved for clip in catalog.get(catalog.ids()))
        assert count_events(catalog) == sum(1 for _ in read_history(moved))
