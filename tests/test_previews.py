"""Previews: what browsers cannot play is shown by a small copy, made at the first view."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import av
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from videos import GREEN, RED, make_video, turn

from reeltalk.retrieval.catalog import Catalog
from reeltalk.retrieval.clip import Clip
from reeltalk.retrieval.decoders import Decoders
from reeltalk.retrieval.hashing import HashingEncoder
from reeltalk.retrieval.ingest import Ingest
from reeltalk.retrieval.ledger import Ledger
from reeltalk.ui.media import build_media_routes
from reeltalk.ui.previews import Previews, plays


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    folder = tmp_path_factory.mktemp("videos")
    make_video(folder / "plain.mp4", scenes=(RED,))
    make_video(folder / "hevc.mp4", codec="libx265", scenes=(RED, GREEN), sound=True)
    make_video(folder / "ten.mp4", pixels="yuv420p10le")
    make_video(folder / "old.avi", codec="mpeg4")
    make_video(folder / "flash.flv", codec="flv1", rate=25)
    turn(make_video(folder / "turned.mov", pixels="yuv420p10le", scenes=(GREEN,)))
    with Catalog.open(tmp_path_factory.mktemp("home"), encoder=HashingEncoder()) as catalog:
        with closing(Ledger(catalog.home)) as ledger, Decoders(1) as decoders:
            assert Ingest(catalog, ledger, decoders, jobs=1).run([folder]).failed == []
        yield catalog


@pytest.fixture(scope="module")
def page(catalog: Catalog) -> TestClient:
    app = FastAPI()
    app.include_router(build_media_routes(catalog))
    return TestClient(app)


def find(catalog: Catalog, name: str) -> Clip:
    return next(clip for clip in catalog.get(catalog.ids()) if Path(clip.path or "").name == name)


@pytest.mark.parametrize("name", ["hevc.mp4", "ten.mp4", "old.avi", "flash.flv", "turned.mov"])
def test_what_browsers_cannot_play_is_shown_by_a_copy_that_they_can(
    catalog: Catalog, page: TestClient, name: str, tmp_path: Path
) -> None:
    clip = find(catalog, name)
    assert not plays(clip)
    answer = page.get(f"/media/{clip.id}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "video/mp4")
    (tmp_path / "shown.mp4").write_bytes(answer.content)
    with av.open(str(tmp_path / "shown.mp4")) as shown:
        stream = shown.streams.video[0]
        assert (stream.codec_context.name, stream.codec_context.pix_fmt) == ("h264", "yuv420p")
        assert (stream.width, stream.height) == (clip.extra["file"]["width"], clip.extra["file"]["height"])
        assert bool(shown.streams.audio) == (clip.extra["file"]["audio_codec"] is not None)
        assert sum(1 for _ in shown.decode(stream)) >= 18
    part = page.get(f"/media/{clip.id}", headers={"Range": "bytes=0-9"})
    assert (part.status_code, part.content) == (206, answer.content[:10])


def test_what_browsers_play_is_served_as_it_is(catalog: Catalog, page: TestClient) -> None:
    clip = find(catalog, "plain.mp4")
    assert plays(clip)
    assert page.get(f"/media/{clip.id}").content == Path(clip.path or "").read_bytes()


def test_a_preview_is_made_once(catalog: Catalog) -> None:
    previews = Previews(catalog.home)
    file = Path(find(catalog, "old.avi").path or "")
    first = previews.find(file)
    assert first is not None
    made = first.read_bytes()
    first.write_bytes(made + b"kept")
    assert previews.find(file) == first
    assert first.read_bytes() == made + b"kept"
    first.unlink()


def test_previews_are_bounded_in_disk(catalog: Catalog) -> None:
    previews = Previews(catalog.home, most_bytes=1)
    for name in ("old.avi", "ten.mp4"):
        newest = previews.find(Path(find(catalog, name).path or ""))
    assert newest is not None
    assert list(newest.parent.iterdir()) == [newest]


def test_a_file_that_is_no_video_has_no_preview(tmp_path: Path) -> None:
    (tmp_path / "secret.avi").write_bytes(b"not a video")
    previews = Previews(tmp_path)
    assert previews.find(tmp_path / "secret.avi") is None
    assert previews.find(tmp_path / "secret.avi") is None
    assert list((tmp_path / "previews").iterdir()) == []
