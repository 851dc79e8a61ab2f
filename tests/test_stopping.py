"""Leaving a turn: the request to the server really ends, the thread goes on, what was written is written once."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import aclosing
from pathlib import Path
from typing import Any

import pytest
from kittens import KITTENS
from model_server import ModelServer, Stuck, ask_for, say_json, serving

from reeltalk import Agent, Catalog
from reeltalk.agent.options import ModelOptions

WORDS = {"content": "Here you are. Two kittens play. A third one sleeps."}
SEARCH = ask_for("search_clips", query="kittens")
OPTIONS = ModelOptions(way="native", tries=1, reasons=False)


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    with Catalog.open(tmp_path_factory.mktemp("home")) as opened:
        opened.add(KITTENS)
        yield opened


def open_agent(server: ModelServer, catalog: Catalog, options: ModelOptions = OPTIONS) -> Agent:
    return Agent(catalog, model="openai:fake", base_url=server.url, options=options)


async def wait_for(event: threading.Event) -> None:
    assert await asyncio.to_thread(event.wait, 20)


def assert_goes_on(server: ModelServer, agent: Agent, thread: str) -> None:
    """The thread takes the next request as if nothing had been."""
    server.answers[:] = [SEARCH, WORDS]
    server.requests.clear()
    reply = agent.ask("kittens please", viewer="ann", thread=thread)
    assert reply.model == "openai:fake"
    assert reply.text == WORDS["content"]
    assert [one["role"] for one in server.requests[0]["messages"]] == ["system", "user"]


@pytest.mark.parametrize(("before", "pieces"), [([], 0), ([], 2), ([SEARCH], 0), ([SEARCH], 5)])
def test_leaving_a_stream_ends_the_request_and_leaves_the_thread_whole(
    catalog: Catalog, before: list[Any], pieces: int
) -> None:
    thread = f"left-{len(before)}-{pieces}"

    async def leave() -> None:
        async with aclosing(agent.stream("kittens please", viewer="ann", thread=thread)) as events:  # type: ignore[type-var]
            coming = asyncio.ensure_future(anext(events))
            while not server.stuck.is_set():
                await asyncio.wait(
                    {coming, asyncio.ensure_future(wait_for(server.stuck))}, return_when="FIRST_COMPLETED"
                )
                if coming.done() and not server.stuck.is_set():
                    coming = asyncio.ensure_future(anext(events))
            coming.cancel()
            await asyncio.wait({coming})
        await wait_for(server.left)

    with serving(*before, Stuck(WORDS, pieces)) as server, open_agent(server, catalog) as agent:
        asyncio.run(leave())
        assert_goes_on(server, agent, thread)


def test_cancelling_an_awaited_turn_ends_the_request(catalog: Catalog) -> None:
    async def cancel() -> None:
        turn = asyncio.ensure_future(agent.aask("kittens please", viewer="ann", thread="awaited"))
        await wait_for(server.stuck)
        turn.cancel()
        with pytest.raises(asyncio.CancelledError):
            await turn
        await wait_for(server.left)

    with serving(SEARCH, Stuck(WORDS, 3)) as server, open_agent(server, catalog) as agent:
        asyncio.run(cancel())
        assert_goes_on(server, agent, "awaited")


def test_the_stop_button_of_the_web_chat_ends_the_request_and_says_so(catalog: Catalog) -> None:
    from reeltalk.ui.desk import Desk
    from reeltalk.ui.page import Events
    from reeltalk.ui.sessions import Sessions

    async def press() -> str:
        sessions = Sessions()
        session = sessions.open("guest-0123456789abcdef")
        events = Events(Desk(agent, catalog), sessions)
        shown: list[dict[str, Any]] = []

        async def page() -> None:
            async for value in events.ask(session.key, {"text": "kittens please"}):
                shown.append(value)

        running = asyncio.ensure_future(page())
        await wait_for(server.stuck)
        assert session.busy
        events.stop(session.key, {})
        await running
        await wait_for(server.left)
        assert not session.busy
        assert "Stopped." in json.dumps(shown[-1])
        return session.thread

    with serving(SEARCH, Stuck(WORDS, 4)) as server, open_agent(server, catalog) as agent:
        thread = asyncio.run(press())
        server.answers[:] = [SEARCH, WORDS]
        assert agent.ask("kittens please", viewer="guest-0123456789abcdef", thread=thread).text == WORDS["content"]


def test_words_stream_sentence_by_sentence_and_only_once(catalog: Catalog) -> None:
    async def read() -> list[dict[str, Any]]:
        return [event async for event in agent.stream("kittens please", viewer="ann", thread="words")]

    for way, answers in (
        ("native", [SEARCH, WORDS]),
        ("json", [say_json(("search_clips", {"query": "kittens"})), say_json(text=WORDS["content"])]),
    ):
        options = OPTIONS.model_copy(update={"way": way})
        with serving(*answers) as server, open_agent(server, catalog, options) as agent:
            events = asyncio.run(read())
        kinds = list(dict.fromkeys(event["type"] for event in events))
        assert kinds == ["call", "stage", "token", "pick", "reply"]
        assert "".join(event["data"]["text"] for event in events if event["type"] == "token") == WORDS["content"]
        assert not any(event["data"].get("anew") for event in events if event["type"] == "token")


def test_the_first_sentence_is_read_before_the_model_has_ended(catalog: Catalog) -> None:
    async def read() -> str:
        told = ""
        async with aclosing(agent.stream("kittens please", viewer="ann", thread="early")) as events:  # type: ignore[type-var]
            async for event in events:
                if event["type"] == "token":
                    told += event["data"]["text"]
                if told == "Here you are.":
                    break
        return told

    with serving(SEARCH, Stuck(WORDS, 4)) as server, open_agent(server, catalog) as agent:
        assert asyncio.run(read()) == "Here you are."


def test_words_that_do_not_stand_are_taken_back(catalog: Catalog) -> None:
    async def read() -> list[dict[str, Any]]:
        return [event async for event in agent.stream("kittens please", viewer="ann", thread="back")]

    wrong = {"content": "Two kittens play. See also “Harbour at dawn of another day”. Enjoy."}
    with serving(SEARCH, wrong) as server, open_agent(server, catalog) as agent:
        events = asyncio.run(read())
    tokens = [event["data"] for event in events if event["type"] == "token"]
    place = next(number for number, one in enumerate(tokens) if one.get("anew"))
    assert "".join(one["text"] for one in tokens[:place]) == "Two kittens play."
    text = "".join(one["text"] for one in tokens[place:])
    assert text == events[-1]["data"]["text"]
    assert "Harbour" not in text


# --- a process that dies ----------------------------------------------------------------------------------------------

PROGRAM = """
import sys
from reeltalk import Agent, Catalog
from reeltalk.agent.options import ModelOptions
home, url = sys.argv[1:]
with Catalog.open(home) as catalog, Agent(
    catalog, model="openai:fake", base_url=url, options=ModelOptions(way="native", reasons=False)
) as agent:
    agent.ask("kittens please", viewer="ann", thread="killed")
    agent.ask("I usually like wool, kittens please", viewer="ann", thread="killed")
"""
BOTH = {
    "tool_calls": [
        *ask_for("remember", text="wool", polarity="like", strength="usually")["tool_calls"],
        {**SEARCH["tool_calls"][0], "id": "c2"},
    ]
}


@pytest.mark.parametrize("answers", [[Stuck(BOTH, 4)], [BOTH, Stuck(WORDS, 5)]])
def test_a_process_killed_in_the_middle_of_a_turn_leaves_a_thread_that_goes_on(
    tmp_path: Path, answers: list[Any]
) -> None:
    with Catalog.open(tmp_path) as catalog:
        catalog.add(KITTENS)
    with serving(SEARCH, WORDS, *answers) as server:
        process = subprocess.Popen([sys.executable, "-c", PROGRAM, str(tmp_path), server.url])
        try:
            assert server.stuck.wait(60)
        finally:
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
        server.answers[:] = [BOTH, WORDS]
        server.requests.clear()
        with Catalog.open(tmp_path) as catalog, open_agent(server, catalog) as agent:
            reply = agent.ask("I usually like wool, kittens please", viewer="ann", thread="killed")
    assert reply.model == "openai:fake"
    assert [(one.tool, one.ok) for one in reply.calls] == [("remember", True), ("search_clips", True)]
    assert [one.text for one in reply.preferences] == ["wool"]  # written once, whichever turn wrote it
    told = [one["role"] for one in server.requests[0]["messages"]]
    assert told == ["system", "user", "assistant", "user"]
