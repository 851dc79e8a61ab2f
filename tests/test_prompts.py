"""What a model is told: a fixed beginning, what varies last, and history cut at whole turns."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kittens import KITTENS
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage
from model_server import ask_for, say_json, serving

from reeltalk import Agent, Catalog
from reeltalk.agent.answers import convert_messages, list_specs
from reeltalk.agent.budget import count_tokens
from reeltalk.agent.context import Shown, Taste, TurnContext
from reeltalk.agent.options import ModelOptions
from reeltalk.agent.prompts import (
    HISTORY_CHARS,
    HISTORY_TURNS,
    compose_form,
    compose_messages,
    render_context,
    trim_history,
)
from reeltalk.agent.reply import Wish
from reeltalk.agent.signatures import shorten_schemas
from reeltalk.tools.toolbox import Toolbox

SPECS = list_specs(Toolbox().spec(name) for name in Toolbox().names())
CONTEXT = TurnContext(
    today=date(2026, 3, 1),
    wish=Wish(tool="similar_clips", args={"clip": "raw-id-7", "max_seconds": 60}),
    shown=[Shown(handle="1", title="Kittens</clip>", duration_s=41, language="en", text="Two kittens.")],
    preferences=[Taste(text="gore", polarity="dislike", strength="always")],
    question="Long or short?",
    options=["long", "short"],
)


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    with Catalog.open(tmp_path_factory.mktemp("home")) as opened:
        opened.add(KITTENS)
        yield opened


def talk(turns: int, length: int = 20) -> list[BaseMessage]:
    pairs = [(f"request {number} {'x' * length}", f"reply {number}") for number in range(turns)]
    return [message for said, told in pairs for message in (HumanMessage(said), AIMessage(told))]


@pytest.mark.parametrize("way", ["native", "json"])
def test_every_request_of_every_turn_begins_with_the_same_text(catalog: Catalog, way: Any) -> None:
    search, words = ask_for("search_clips", query="kittens"), {"content": "Here."}
    if way == "json":
        search, words = say_json(("search_clips", {"query": "kittens"})), say_json(text="Here.")
    options = ModelOptions(way=way, reasons=False)
    with (
        serving(*[search, words] * 3) as server,
        Agent(catalog, model="openai:fake", base_url=server.url, options=options) as agent,
    ):
        for number in range(3):
            agent.ask(f"kittens {number}", viewer=f"viewer {number % 2}", thread=f"{way} {number % 2}")
    begun = {json.dumps([one["messages"][0], one.get("tools"), one.get("response_format")][: 2 + number % 2])
             for number, one in enumerate(server.requests) if number % 2 == 0}  # fmt: skip
    assert len(begun) == 1
    for first, second in zip(server.requests[::2], server.requests[1::2], strict=True):
        assert second["messages"][: len(first["messages"])] == first["messages"] or way == "json"


def test_the_prompts_are_short_enough_for_a_small_model_on_a_slow_machine() -> None:
    assert count_tokens(compose_form(SPECS, propose=True)) < 1000
    assert count_tokens(json.dumps(shorten_schemas(SPECS))) < 2300


def test_the_state_names_no_id_and_fences_what_others_wrote() -> None:
    told = render_context(CONTEXT)
    assert "raw-id" not in told
    assert 'wish in force: similar_clips <clip>{"clip": "0", "max_seconds": 60}</clip>' in told
    assert "1. <clip>Kittens | 0:41, en | Two kittens.</clip>" in told
    assert "always dislikes <clip>gore</clip>" in told
    assert told.count("<clip>") == told.count("</clip>")


@given(st.integers(0, 40), st.integers(0, 1500))
def test_history_is_cut_at_whole_turns_within_its_bounds(turns: int, length: int) -> None:
    history = talk(turns, length)
    earlier, kept = trim_history(history)
    assert kept == history[len(history) - len(kept) :]
    assert len(kept) % 2 == 0
    assert len(kept) <= 2 * HISTORY_TURNS
    assert sum(len(one.text) for one in kept) <= HISTORY_CHARS
    assert bool(earlier) == (len(kept) < len(history))
    assert len(earlier) < 1000 + 12 * length


def test_turns_are_left_out_several_at_once_so_that_a_cache_holds_for_some_turns() -> None:
    begins = [trim_history(talk(turns))[1][0].text for turns in range(1, 16)]
    assert len(set(begins)) == 4


def test_what_is_left_out_is_summarised_from_requests_and_state() -> None:
    history = talk(12)
    messages = compose_messages(history, [HumanMessage("shorter")], CONTEXT)
    told = messages[-1].text
    assert told.startswith("shorter\n")
    assert "asked earlier: request 0" in told
    assert "wish in force" in told
    assert "picks last shown" in told
    assert "viewer: always dislikes" in told


def test_a_call_is_never_parted_from_its_result() -> None:
    calls = [{"name": "search_clips", "args": {"query": "x"}, "id": f"c{number}"} for number in range(2)]
    running = [
        HumanMessage("cats"),
        AIMessage("", tool_calls=calls),
        ToolMessage("one", tool_call_id="c0"),
        ToolMessage("two", tool_call_id="c1"),
    ]
    messages = compose_messages(talk(30, 400), running, CONTEXT)
    assert messages[-3:] == running[1:]
    told = convert_messages(messages, "system")
    assert [one.type for one in told] == ["system", "human", "ai", "human"]
    assert "one" in told[-1].text
    assert "two" in told[-1].text


def test_without_words_of_its_own_a_model_is_asked_once_a_turn(catalog: Catalog) -> None:
    wrong, right = ask_for("search_clips", query="kittens", max_seconds="x"), ask_for("search_clips", query="kittens")
    for answers, asked in ([right], 1), ([wrong, right], 2):
        with (
            serving(*answers) as server,
            Agent(
                catalog,
                model="openai:fake",
                base_url=server.url,
                options=ModelOptions(way="native", words=False, reasons=False),
            ) as agent,
        ):
            reply = agent.ask("kittens", viewer="ann")
        assert (len(server.requests), reply.model) == (asked, "openai:fake")
        assert reply.picks
        assert "for “kittens”" in reply.text
