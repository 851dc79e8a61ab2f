"""The web chat without a browser: what the page shows, what its events do, and who is kept apart from whom."""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from reeltalk import Agent, Catalog, Clip
from reeltalk.errors import SettingsError
from reeltalk.retrieval.hashing import HashingEncoder
from reeltalk.retrieval.viewer import Event
from reeltalk.ui.desk import Desk
from reeltalk.ui.page import Events
from reeltalk.ui.sessions import Sessions, invent_guest, is_guest
from reeltalk.ui.start import build_examples
from reeltalk.ui.web import build_app, open_listener

# --- what the events do ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    home = tmp_path_factory.mktemp("home")
    with Catalog.open(home, encoder=HashingEncoder()) as opened:
        (home / "kite.mp4").write_bytes(b"video")
        opened.add(
            [
                Clip(id="kite", title="Kite", description="A red kite flies.", path="kite.mp4", duration_s=20),
                Clip(id="cat", title="Cat", description="A cat sleeps.", duration_s=60, category="pets", language="de"),
                Clip(id="dog", title="Dog", description="A dog runs.", duration_s=40, category="pets", language="en"),
            ]
        )
        opened.viewers.record(Event(viewer_id="vera", clip_id="cat", timestamp=1.0, verdict="like"))
        yield opened


@pytest.fixture(scope="module")
def agent(catalog: Catalog) -> Iterator[Agent]:
    with Agent(catalog) as made:
        yield made


@pytest.fixture
def events(agent: Agent, catalog: Catalog) -> Events:
    return Events(Desk(agent, catalog), Sessions())


def open_page(events: Events, guest: str = "") -> tuple[dict[str, Any], str]:
    return events.open({"guest": guest})


def ask(events: Events, key: str, text: str) -> list[dict[str, Any]]:
    async def collect() -> list[dict[str, Any]]:
        return [value async for value in events.ask(key, {"text": text})]

    return asyncio.run(collect())


def blocks_of(value: dict[str, Any]) -> dict[str, str]:
    return dict(value["turns"][-1]["blocks"])


def test_a_request_streams_to_a_reply_with_cards(events: Events) -> None:
    _, key = open_page(events)
    values = ask(events, key, "a red kite")
    assert values[0]["busy"]
    assert list(blocks_of(values[0])) == ["request", "text"]
    assert not values[-1]["busy"]
    assert any(name.startswith("card-") and "A red kite flies." in html for name, html in blocks_of(values[-1]).items())


@pytest.mark.parametrize("text", ["", "   ", "🎈🎈🎈", "\x00\x07", "שלום עולם", "x" * 100_000, "<b>bold</b>"])
def test_a_request_of_any_kind_gets_a_reply(events: Events, text: str) -> None:
    _, key = open_page(events)
    value = ask(events, key, text)[-1]
    shown = blocks_of(value)
    assert not value["busy"]
    assert "trouble" not in shown
    assert shown["text"]
    assert len(shown["request"]) < 2000


def test_a_page_nobody_knows_any_more_is_told_so(events: Events) -> None:
    assert ask(events, "unknown", "hello") == [{"lost": True}]
    assert events.renew("unknown", {}) == {"lost": True}


def test_two_pages_keep_their_conversations_apart(events: Events) -> None:
    (one, first), (two, second) = open_page(events), open_page(events)
    assert one["viewer"] != two["viewer"]

    async def both() -> None:
        async def run(key: str, text: str) -> None:
            async for value in events.ask(key, {"text": text}):
                assert [turn["number"] for turn in value["turns"]] == [1]
                assert text in blocks_of(value)["request"]

        await asyncio.gather(run(first, "a sleeping cat"), run(second, "never show me kites"))

    asyncio.run(both())
    assert len(events.sessions.get(first).turns) == 1  # type: ignore[union-attr]  # it was just opened
    assert "kites" not in events.show(events.sessions.get(first))["tastes"]


def test_a_page_loaded_again_shows_its_conversation(events: Events) -> None:
    _, key = open_page(events)
    ask(events, key, "a red kite")
    again, same = events.open({"key": key})
    assert (same, len(again["turns"]), again["whole"]) == (key, 1, True)


def test_a_browser_stays_the_same_guest_and_can_be_no_one_elses(events: Events) -> None:
    guest = invent_guest()
    assert open_page(events, guest)[0]["viewer"] == guest
    assert is_guest(open_page(events, "vera")[0]["viewer"])


def test_another_viewer_starts_a_conversation_of_their_own(events: Events) -> None:
    before, key = open_page(events)
    ask(events, key, "a red kite")
    after = events.view(key, {"viewer": "vera"})
    assert (after["viewer"], after["turns"]) == ("vera", [])
    assert after["conversation"] != before["conversation"]
    assert ask(events, key, "a cat")[-1]["viewer"] == "vera"
    assert events.view(key, {"viewer": "nobody-known"})["viewer"] == before["guest"]
    assert is_guest(events.view(key, {"viewer": "@new"})["viewer"])


def test_a_stopped_turn_ends_and_the_next_one_works(events: Events) -> None:
    _, key = open_page(events)

    async def stop_at_once() -> dict[str, Any]:
        value: dict[str, Any] = {}
        async for value in events.ask(key, {"text": "a red kite"}):
            if value["busy"]:
                events.stop(key, {})
        return value

    stopped = asyncio.run(stop_at_once())
    assert "Stopped." in blocks_of(stopped)["trouble"]
    assert not stopped["busy"]
    assert any(name.startswith("card-") for name in blocks_of(ask(events, key, "a red kite")[-1]))


def test_a_second_request_while_one_runs_is_not_taken(events: Events) -> None:
    _, key = open_page(events)

    async def twice() -> int:
        async for value in events.ask(key, {"text": "a red kite"}):
            if value["busy"]:
                [_ async for _ in events.ask(key, {"text": "a cat"})]
        return len(events.sessions.get(key).turns)  # type: ignore[union-attr]  # it was just opened

    assert asyncio.run(twice()) == 1


def test_what_is_said_anew_leaves_no_old_wish_in_force(events: Events) -> None:
    _, key = open_page(events)
    assert "in German" in ask(events, key, "a cat, in German")[-1]["wish"]

    async def again() -> dict[str, Any]:
        return [value async for value in events.ask(key, {"text": "a cat", "anew": True})][-1]

    value = asyncio.run(again())
    assert "in German" not in value["wish"]
    assert value["turns"][-1]["number"] == 2


def test_a_taste_said_is_shown_and_can_be_forgotten(events: Events) -> None:
    _, key = open_page(events)
    assert "gore" in ask(events, key, "I never want to see gore")[-1]["tastes"]
    assert "Nothing noted" in events.forget(key, {"text": "gore"})["tastes"]


def test_only_so_many_pages_are_kept() -> None:
    sessions = Sessions(most=2)
    first, second = sessions.open(invent_guest()), sessions.open(invent_guest())
    sessions.get(first.key)
    sessions.open(invent_guest())
    assert sessions.get(first.key) is first
    assert sessions.get(second.key) is None


# --- the routes ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def page(agent: Agent, catalog: Catalog) -> Iterator[TestClient]:
    with TestClient(build_app(agent, catalog), base_url="http://127.0.0.1:7860") as client:
        yield client


def open_session(page: TestClient) -> tuple[str, str]:
    """(key, viewer) of a new page, over the same events as the browser's."""
    config = page.get("/config").json()
    index = next(one["id"] for one in config["dependencies"] if any(target[1] == "open" for target in one["targets"]))
    body = {"data": [], "event_data": {}, "fn_index": index, "session_hash": "s", "trigger_id": None}
    event = page.post("/gradio_api/queue/join", json=body).json()["event_id"]
    stream = page.get("/gradio_api/queue/data", params={"session_hash": "s"}).text
    assert event in stream
    key = re.search(r'"key":\s*"([^"]+)"', stream)
    viewer = re.search(r'"viewer":\s*"([^"]+)"', stream)
    assert key is not None
    assert viewer is not None
    return key[1], viewer[1]


def test_the_page_keeps_to_itself(page: TestClient) -> None:
    answer = page.get("/")
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert not re.findall(r'<(?:script|link|img|iframe)[^>]+(?:src|href)="(?:https?:)?//', answer.text)
    assert "fonts.googleapis" not in answer.text + page.get("/theme.css").text


def test_a_verdict_is_kept_shown_and_taken_back(page: TestClient, catalog: Catalog) -> None:
    key, viewer = open_session(page)
    liked = page.post("/page/event", json={"key": key, "clip": "dog", "verdict": "like"})
    assert liked.json() == {"clip": "dog", "verdict": "like", "seen": True}
    assert catalog.viewers.verdicts(viewer) == {"dog": "like"}
    undone = page.post("/page/event", json={"key": key, "clip": "dog", "verdict": "like", "undo": True})
    assert undone.json() == {"clip": "dog", "verdict": None, "seen": False}
    assert catalog.viewers.verdicts(viewer) == {}


def test_half_of_a_clip_watched_counts_as_seen(page: TestClient) -> None:
    key, _ = open_session(page)
    assert not page.post("/page/event", json={"key": key, "clip": "dog", "watched_s": 19.0}).json()["seen"]
    assert page.post("/page/event", json={"key": key, "clip": "dog", "watched_s": 21.0}).json()["seen"]


@pytest.mark.parametrize(
    ("deed", "status"),
    [
        ({"clip": "unknown", "verdict": "like"}, 404),
        ({"clip": "dog"}, 422),
        ({"clip": "dog", "verdict": "love"}, 422),
        ({"clip": "dog", "watched_s": -1}, 422),
        ({"clip": "dog", "verdict": "like", "viewer": "vera"}, 422),
        ({"clip": "dog", "verdict": "like", "key": "guessed"}, 410),
    ],
)
def test_what_cannot_be_noted_is_refused(page: TestClient, deed: dict[str, Any], status: int) -> None:
    key, _ = open_session(page)
    assert page.post("/page/event", json={"key": key, **deed}).status_code == status


@pytest.mark.parametrize(
    "body",
    [
        b"\xff\xfe",
        b"null",
        b"[" * 5000,
        b'{"key": "k", "clip": "\\ud83d", "verdict": "like"}',
        b'{"key": "\\ud83d", "clip": "dog", "verdict": "like"}',
        b'{"key": "k", "clip": "dog", "verdict": "\\ud83d"}',
        b'{"key": "k", "clip": "dog", "watched_s": NaN}',
        b'{"key": "k", "clip": "dog", "watched_s": 1e999}',
    ],
)
@pytest.mark.parametrize("kind", ["application/json", "text/plain"])
def test_a_body_that_cannot_be_read_is_refused_without_a_traceback(page: TestClient, body: bytes, kind: str) -> None:
    answer = page.post("/page/event", content=body, headers={"content-type": kind})
    assert answer.status_code in (400, 410, 422)
    assert isinstance(answer.json()["detail"], str)


def test_another_site_cannot_act(page: TestClient) -> None:
    key, _ = open_session(page)
    deed = {"key": key, "clip": "dog", "verdict": "dislike"}
    for headers in ({"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert page.post("/page/event", json=deed, headers=headers).status_code == 403
        assert page.post("/gradio_api/queue/join", json={}, headers=headers).status_code == 403


def test_no_file_of_the_computer_is_given_out(page: TestClient) -> None:
    for path in ("/gradio_api/file=/etc/passwd", "/page/../page.py", "/page/%2e%2e/page.py", "/page/..%2fpage.py"):
        assert page.get(path).status_code in (403, 404)


def test_a_taken_port_is_one_clear_line() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match=f"port {port} is taken: .*--port"):
            open_listener("127.0.0.1", port)
    with pytest.raises(SettingsError, match=r"127\.0\.0\.1:99999"):
        open_listener("127.0.0.1", 99_999)


def test_six_requests_to_try_are_made_from_what_the_catalog_has(catalog: Catalog) -> None:
    examples = build_examples(catalog.vocabulary(), "vera", "Vera")
    assert len({one.power for one in examples}) == 6
    assert all(one.text for one in examples)
    assert [one.viewer for one in examples if one.viewer] == ["vera"]
