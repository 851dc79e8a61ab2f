"""The clips' files over HTTP: ranges, what is never served, and who may act on the page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import Headers

from reeltalk.retrieval.catalog import Catalog
from reeltalk.retrieval.clip import Clip
from reeltalk.retrieval.hashing import HashingEncoder
from reeltalk.ui.guard import Guard, comes_from_here, own_hosts
from reeltalk.ui.markup import clean_text, mark_quotes, media_url, show_text, web_link
from reeltalk.ui.media import VIDEO_TYPES, build_media_routes, locate_file

VIDEO = bytes(range(256)) * 8
SECRET = b"not for the page"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    (home / "videos").mkdir(parents=True)
    (home / "videos" / "a.mp4").write_bytes(VIDEO)
    (home / "still.jpg").write_bytes(b"jpeg")
    (home / "notes.txt").write_bytes(SECRET)
    (tmp_path / "outside.mp4").write_bytes(VIDEO)
    (tmp_path / "secret.txt").write_bytes(SECRET)
    (home / "link.mp4").symlink_to(tmp_path / "secret.txt")
    (home / "away.mp4").symlink_to(tmp_path / "outside.mp4")
    (home / "ring.mp4").symlink_to(home / "ring.mp4")
    return home


@pytest.fixture
def page(home: Path) -> Iterator[TestClient]:
    with Catalog.open(home, encoder=HashingEncoder()) as catalog:
        catalog.add(
            [
                Clip(id="a", title="A", path="videos/a.mp4", thumbnail="still.jpg"),
                Clip(id="../a b/ü?#", title="Odd id", path=str(home / "videos" / "a.mp4")),
                Clip(id="outside", title="Named in full", path=str(home.parent / "outside.mp4")),
                Clip(id="climbs", title="Climbs", path="../outside.mp4"),
                Clip(id="link", title="Link to a text", path="link.mp4"),
                Clip(id="away", title="Link out of the home", path="away.mp4"),
                Clip(id="ring", title="Ring of links", path="ring.mp4"),
                Clip(id="text", title="A text", path="notes.txt"),
                Clip(id="gone", title="Gone", path="videos/gone.mp4"),
                Clip(id="folder", title="Folder", path="videos"),
                Clip(id="nul", title="Nul", path="a\0.mp4"),
                Clip(id="none", title="No file"),
            ]
        )
        app = FastAPI()
        app.include_router(build_media_routes(catalog))
        app.add_middleware(Guard, hosts=own_hosts("127.0.0.1"))
        yield TestClient(app, base_url="http://127.0.0.1:7860")


def test_a_clip_is_served_whole_with_its_type(page: TestClient) -> None:
    answer = page.get("/media/a")
    assert (answer.status_code, answer.content, answer.headers["content-type"]) == (200, VIDEO, "video/mp4")
    assert answer.headers["accept-ranges"] == "bytes"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("asked", "first", "last"), [("bytes=10-19", 10, 19), ("bytes=2000-", 2000, 2047), ("bytes=-5", 2043, 2047)]
)
def test_a_range_is_served_alone(page: TestClient, asked: str, first: int, last: int) -> None:
    answer = page.get("/media/a", headers={"Range": asked})
    assert answer.status_code == 206
    assert answer.content == VIDEO[first : last + 1]
    assert answer.headers["content-range"] == f"bytes {first}-{last}/{len(VIDEO)}"


def test_a_range_beyond_the_end_is_refused(page: TestClient) -> None:
    answer = page.get("/media/a", headers={"Range": "bytes=5000-"})
    assert (answer.status_code, answer.headers["content-range"]) == (416, f"bytes */{len(VIDEO)}")


def test_head_tells_the_length_and_sends_nothing(page: TestClient) -> None:
    answer = page.head("/media/a")
    assert (answer.status_code, answer.headers["content-length"], answer.content) == (200, str(len(VIDEO)), b"")


def test_an_unchanged_file_is_not_sent_again(page: TestClient, home: Path) -> None:
    tag = page.get("/media/a").headers["etag"]
    assert page.get("/media/a", headers={"If-None-Match": tag}).status_code == 304
    (home / "videos" / "a.mp4").write_bytes(VIDEO * 2)
    assert page.get("/media/a", headers={"If-None-Match": tag}).content == VIDEO * 2


def test_an_id_of_any_signs_reaches_its_clip(page: TestClient) -> None:
    assert page.get(media_url("../a b/ü?#")).content == VIDEO


def test_a_file_that_its_owner_named_in_full_is_served(page: TestClient) -> None:
    assert page.get("/media/outside").content == VIDEO


@pytest.mark.parametrize(
    "clip", ["climbs", "link", "away", "ring", "text", "gone", "folder", "nul", "none", "unknown", "a/../text"]
)
def test_nothing_else_is_served(page: TestClient, clip: str) -> None:
    answer = page.get(media_url(clip))
    assert answer.status_code == 404
    assert SECRET not in answer.content


@pytest.mark.parametrize("path", ["/media/notes.txt", "/media/%2e%2e%2fsecret.txt", "/media//etc/passwd", "/media/"])
def test_a_path_in_the_request_names_no_file(page: TestClient, path: str) -> None:
    assert page.get(path).status_code == 404


def test_the_still_picture_is_served_and_the_video_is_none(page: TestClient) -> None:
    assert page.get("/still/a").headers["content-type"] == "image/jpeg"
    assert page.get("/still/outside").status_code == 404


def test_a_name_too_long_for_a_file_is_no_file(home: Path) -> None:
    assert locate_file("x" * 5000 + ".mp4", home, VIDEO_TYPES) is None


def test_a_foreign_host_name_gets_no_answer(page: TestClient) -> None:
    assert page.get("/media/a", headers={"Host": "evil.example"}).status_code == 403
    assert page.get("/media/a", headers={"Host": "["}).status_code == 403
    assert page.get("/media/a", headers={"Host": "localhost:7860"}).status_code == 200


@pytest.mark.parametrize(
    ("headers", "ours"),
    [
        ({"sec-fetch-site": "same-origin", "host": "127.0.0.1:7860"}, True),
        ({"sec-fetch-site": "cross-site", "host": "127.0.0.1:7860"}, False),
        ({"sec-fetch-site": "same-site", "host": "127.0.0.1:7860"}, False),
        ({"origin": "http://127.0.0.1:7860", "host": "127.0.0.1:7860"}, True),
        ({"origin": "http://127.0.0.1:9999", "host": "127.0.0.1:7860"}, False),
        ({"origin": "null", "host": "127.0.0.1:7860"}, False),
        ({"host": "127.0.0.1:7860"}, True),
    ],
)
def test_only_the_page_itself_and_programs_may_act(headers: dict[str, str], ours: bool) -> None:
    assert comes_from_here(Headers(headers)) is ours


@given(st.text())
def test_shown_text_holds_no_markup_and_no_direction_signs(text: str) -> None:
    shown = show_text(text)
    assert not set(shown) & set("<>\"'\u202e\u2066\x00\x07")
    assert len(clean_text(text, 10)) <= 11


@given(st.text(alphabet="ab<&>“ ", max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_a_marked_quote_reads_as_before(text: str, start: int, end: int) -> None:
    from html import unescape

    marked = mark_quotes(text, [text[start:end]])
    assert unescape(marked.replace("<mark>", "").replace("</mark>", "")) == clean_text(text)
    assert marked.count("<mark>") == marked.count("</mark>")
    assert ("<mark>" in marked) == bool(text[start:end].strip())


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", " data:text/html,x", "http://", "//example.org", "http://a b", "http://[", "", None]
)
def test_an_address_that_is_none_of_the_web_is_no_link(url: str | None) -> None:
    assert web_link(url) is None
