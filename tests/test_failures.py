"""A remote model that fails: tried again within bounds, then the embedded one takes the turn and the reply says so."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from typing import Any

import httpx
import openai
import pytest
from hypothesis import given
from hypothesis import strategies as st
from kittens import KITTENS
from model_server import Dropped, ModelServer, Raw, Status, Stuck, ask_for, say_json, serving

from reeltalk import Agent, Catalog, Reply
from reeltalk.agent.failures import Failed, name_failure
from reeltalk.agent.options import ModelOptions
from reeltalk.agent.retries import Retries
from reeltalk.retrieval.pacing import read_wait

WORDS = {"content": "Here you are."}
SEARCH = ask_for("search_clips", query="kittens")
OVERFLOW = Status(400, text="This model's maximum context length is 8192 tokens")


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    with Catalog.open(tmp_path_factory.mktemp("home")) as opened:
        opened.add(KITTENS)
        yield opened


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pauses between tries take no time here; how long they are is tested on `Retries` alone."""
    monkeypatch.setattr(Retries, "pause_after", lambda self, failed, number: _short(PAUSE(self, failed, number)))


PAUSE = Retries.pause_after


def _short(pause: float | None) -> float | None:
    return None if pause is None else 0.0


def ask(server: ModelServer, catalog: Catalog, thread: str | None = None, **options: Any) -> Reply:
    settings = ModelOptions(**{"way": "native", "reasons": False, **options})
    with Agent(catalog, model="openai:fake", base_url=server.url, api_key="sk-secret", options=settings) as agent:
        return agent.ask("kittens please", viewer="ann", thread=thread)


FAULTS: dict[str, list[Any]] = {
    "429 for ever": [Status(429)] * 3,
    "429 with a wait that is too long": [Status(429, {"Retry-After": "3600"})],
    "429 for an empty account": [Status(429, text="insufficient_quota")],
    "500": [500] * 3,
    "502": [502] * 3,
    "503 in the second call": [SEARCH, 503, 503, 503],
    "529": [529] * 3,
    "400": [400],
    "401": [401],
    "404": [404],
    "an empty reply": [{"content": ""}] * 3,
    "white space": [{"content": " \n"}] * 3,
    "no choices": [Raw('data: {"id": "x", "object": "chat.completion.chunk", "choices": []}\n\ndata: [DONE]\n\n')] * 3,
    "broken JSON": [Raw("data: {not json\n\ndata: [DONE]\n\n")] * 3,
    "a page of HTML": [Raw("<html>gateway</html>", "text/html")] * 3,
    "a body of nothing": [Raw("")] * 3,
    "an error within the stream": [Raw('data: {"error": {"message": "overloaded", "code": 500}}\n\n')] * 3,
    "a dropped stream": [Dropped(WORDS)] * 3,
    "a stream dropped within a call": [Dropped(SEARCH, 3)] * 3,
    "a stream dropped after results": [SEARCH, *[Dropped(WORDS)] * 3],
    "an overflow that stays": [OVERFLOW] * 2,
    "an overflow in the second call that stays": [SEARCH, OVERFLOW, OVERFLOW],
}


@pytest.mark.parametrize("name", FAULTS)
def test_every_failure_gives_the_turn_to_the_embedded_model_and_leaves_the_thread_whole(
    catalog: Catalog, name: str
) -> None:
    with serving(*FAULTS[name]) as server:
        reply = ask(server, catalog, thread=name)
        assert reply.model == "embedded"
        assert reply.picks[0].clip.id == "raw-1"
        assert reply.text
        assert "; the embedded model answered instead" in reply.notices[0]
        assert "sk-secret" not in reply.model_dump_json()
        assert not server.answers  # as often as it may, and no more

        server.answers[:] = [SEARCH, WORDS]
        server.requests.clear()
        again = ask(server, catalog, thread=name)
    assert again.model == "openai:fake"
    assert again.text == "Here you are."
    told = [one["role"] for one in server.requests[0]["messages"]]
    assert told == ["system", "user", "assistant", "user"]  # a request and its reply, no call without a result


@pytest.mark.parametrize(
    "answers",
    [
        [Status(429, {"Retry-After": "1"}), SEARCH, WORDS],
        [503, 503, SEARCH, 500, WORDS],
        [{"content": ""}, SEARCH, WORDS],
        [Dropped(SEARCH, 2), SEARCH, Dropped(WORDS, 2), WORDS],
        [Raw("data: {not json\n\n"), SEARCH, WORDS],
        [OVERFLOW, SEARCH, WORDS],
        [SEARCH, OVERFLOW, WORDS],
    ],
)
def test_what_passes_is_tried_again_and_the_viewer_never_knows(catalog: Catalog, answers: list[Any]) -> None:
    with serving(*answers) as server:
        reply = ask(server, catalog)
    assert reply.model == "openai:fake"
    assert reply.text == "Here you are."
    assert reply.notices == []
    assert reply.usage.model_calls == 2


@pytest.mark.parametrize("fault", ["a dropped stream", "broken JSON", "500", "an empty reply"])
def test_json_mode_fails_as_safely(catalog: Catalog, fault: str) -> None:
    with serving(*FAULTS[fault]) as server:
        reply = ask(server, catalog, way="json")
    assert reply.model == "embedded"
    assert reply.picks


def test_a_failure_after_a_search_keeps_what_was_found(catalog: Catalog) -> None:
    with serving(ask_for("search_clips", query="harbour"), 401) as server:
        reply = ask(server, catalog)
    assert [(one.tool, one.args["query"]) for one in reply.calls] == [("search_clips", "harbour")]
    assert reply.picks[0].clip.id == "raw-3"
    assert reply.model == "embedded"


def test_a_taste_that_was_noted_before_the_failure_is_noted_once(catalog: Catalog) -> None:
    noted = ask_for("remember", text="kittens", polarity="like", strength="usually")
    with (
        serving(noted, 401) as server,
        Agent(catalog, model="openai:fake", base_url=server.url, options=ModelOptions(way="native")) as agent,
    ):
        reply = agent.ask("I usually like kittens", viewer="noting")
    assert reply.model == "embedded"
    assert [one.tool for one in reply.calls] == ["remember"]
    assert [one.text for one in reply.preferences] == ["kittens"]


def test_a_stream_that_stops_is_given_up_in_time(catalog: Catalog) -> None:
    with serving(Stuck(WORDS, 2)) as server:
        reply = ask(server, catalog, timeout_s=0.5)
        assert server.left.wait(10)  # and the server is not left writing for nobody
    assert reply.model == "embedded"
    assert "within 0.5 s" in reply.notices[0]


def test_a_server_that_is_not_there_is_one_notice(catalog: Catalog) -> None:
    with serving() as server:
        pass
    reply = ask(server, catalog)
    assert reply.model == "embedded"
    assert "no connection" in reply.notices[0]


def test_an_overflow_drops_the_history_and_keeps_the_request(catalog: Catalog) -> None:
    with serving(SEARCH, WORDS, OVERFLOW, SEARCH, WORDS) as server:
        ask(server, catalog, thread="long")
        reply = ask(server, catalog, thread="long")
    assert reply.model == "openai:fake"
    assert [len(one["messages"]) for one in server.requests[2:4]] == [4, 2]
    assert "kittens please" in server.requests[3]["messages"][-1]["content"]


def test_a_notice_holds_nothing_of_the_server_s_own_words(catalog: Catalog) -> None:
    with serving(Status(400, text="<script>alert(1)</script> sk-other-key")) as server:
        reply = ask(server, catalog)
    told = json.dumps(reply.model_dump(mode="json"))
    assert "<script" not in told
    assert "sk-other" not in told


# --- pauses -----------------------------------------------------------------------------------------------------------


@given(st.integers(1, 2), st.floats(0, 0.999), st.none() | st.floats(0, 20))
def test_a_pause_grows_with_the_failures_stays_in_bounds_and_waits_as_long_as_asked(
    number: int, drawn: float, wait: float | None
) -> None:
    retries = Retries(tries=3, random=lambda: drawn)
    pause = PAUSE(retries, Failed("x", "passing", wait_s=wait), number)
    assert pause is not None
    backoff = 0.5 * 2 ** (number - 1)
    if wait is None:
        assert backoff / 2 <= pause <= backoff
    else:
        assert wait - 1e-9 <= pause <= wait + backoff


@pytest.mark.parametrize(
    ("failed", "number"),
    [
        (Failed("x", "passing"), 3),
        (Failed("x", "refused"), 1),
        (Failed("x", "overflow"), 1),
        (Failed("x", "budget"), 1),
        (Failed("x", "passing", wait_s=21), 1),
    ],
)
def test_nothing_is_tried_again_that_will_not_change_or_takes_too_long(failed: Failed, number: int) -> None:
    assert PAUSE(Retries(tries=3), failed, number) is None


def test_tries_are_counted() -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    calls = 0

    async def work() -> None:
        nonlocal calls
        calls += 1
        raise Failed("x", "passing")

    with pytest.raises(Failed):
        asyncio.run(Retries(tries=4, sleep=sleep, random=lambda: 1.0).attempt(work))
    assert calls == 4
    assert len(slept) == 3


@pytest.mark.parametrize(
    ("told", "seconds"),
    [("7", 7.0), ("0.5", 0.5), ("Thu, 01 Jan 1970 00:01:40 GMT", 40.0), ("soon", None), ("", None), ("-1", None)],
)
def test_retry_after_is_read_as_seconds_or_as_a_date(told: str, seconds: float | None) -> None:
    assert read_wait({"retry-after": told}, now=lambda: 60.0) == seconds


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, "refused"),
        (401, "refused"),
        (403, "refused"),
        (404, "refused"),
        (408, "passing"),
        (409, "passing"),
        (422, "refused"),
        (429, "passing"),
        (500, "passing"),
        (501, "refused"),
        (503, "passing"),
        (529, "passing"),
    ],
)
def test_a_status_says_whether_it_may_pass(status: int, kind: str) -> None:
    response: Any = httpx.Response(status, request=httpx.Request("POST", "http://x"))
    assert name_failure(openai.APIStatusError("no", response=response, body=None)).kind == kind


def test_json_mode_repairs_stay_within_the_turn_s_model_calls(catalog: Catalog) -> None:
    answers = [say_json(("search_clips", {"query": f"kittens {number}"})) for number in range(7)]
    with serving(*answers, *[{"content": "no object"}] * 5) as server:
        reply = ask(server, catalog, way="json")
    assert len(server.requests) == 8
    assert reply.picks
