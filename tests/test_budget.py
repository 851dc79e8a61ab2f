"""Budgets: tokens and cost of a turn and of a conversation, as the server counts them or estimated, hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kittens import KITTENS
from langchain_core.messages import AIMessage
from model_server import USAGE, ask_for, serving

from reeltalk import Agent, Catalog, Reply
from reeltalk.agent.budget import add_usage, begin_usage, check_budget, count_tokens
from reeltalk.agent.failures import Failed
from reeltalk.agent.options import ModelOptions, read_options
from reeltalk.errors import SettingsError

WORDS = {"content": "Here you are."}
SEARCH = ask_for("search_clips", query="kittens")
READ, WRITTEN = USAGE["prompt_tokens"], USAGE["completion_tokens"]
PRICES: dict[str, Any] = {"price_in": 1.0, "price_out": 4.0}


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    with Catalog.open(tmp_path_factory.mktemp("home")) as opened:
        opened.add(KITTENS)
        yield opened


def ask(catalog: Catalog, turns: int = 1, counts: bool = True, **options: Any) -> list[Reply]:
    """The replies of one conversation."""
    settings = ModelOptions(way="native", tries=1, reasons=False, **options)
    with (
        serving(*[SEARCH, WORDS] * turns, counts=counts) as server,
        Agent(catalog, model="openai:fake", base_url=server.url, options=settings) as agent,
    ):
        replies = [agent.ask("kittens please", viewer="ann", thread=str(options)) for _ in range(turns)]
        assert len(server.requests) == sum(reply.usage.model_calls for reply in replies)
    return replies


@pytest.fixture(scope="module")
def first(catalog: Catalog) -> int:
    """The estimate of a first request, which is mostly the tools: what it is held against the limits by."""
    with (
        serving({"content": "Hello."}, counts=False) as server,
        Agent(catalog, model="openai:fake", base_url=server.url, options=ModelOptions(way="native")) as agent,
    ):
        return agent.ask("kittens please", viewer="ann").usage.input_tokens


def test_a_turn_stops_before_it_would_pass_its_tokens_and_keeps_what_it_found(catalog: Catalog, first: int) -> None:
    (reply,) = ask(catalog, turn_tokens=first + 100)
    assert reply.usage.model_calls == 1
    assert reply.model == "embedded"
    assert reply.picks
    assert reply.notices[0].startswith(f"the limit of {first + 100:,} tokens for a turn is reached")


def test_a_conversation_stops_at_its_tokens_also_in_another_agent(catalog: Catalog, first: int) -> None:
    replies = [ask(catalog, thread_tokens=first + 1500)[0] for _ in range(3)]
    assert [reply.model for reply in replies] == ["openai:fake", "embedded", "embedded"]
    assert "for a conversation is reached" in replies[1].notices[0]


def test_cost_is_told_and_limited_for_a_turn_and_a_conversation(catalog: Catalog, first: int) -> None:
    (reply,) = ask(catalog, **PRICES)
    assert reply.usage.cost == pytest.approx(2 * (READ + 4 * WRITTEN) / 1e6)
    (reply,) = ask(catalog, turn_cost=(first + 100) / 1e6, **PRICES)
    assert reply.usage.model_calls == 1
    assert "cost of a turn" in reply.notices[0]
    replies = ask(catalog, turns=2, thread_cost=(first + 1500) / 1e6, **PRICES)
    assert [one.model for one in replies] == ["openai:fake", "embedded"]
    assert "cost of a conversation" in replies[1].notices[0]


def test_a_server_that_does_not_count_is_estimated_and_limited_all_the_same(catalog: Catalog) -> None:
    (reply,) = ask(catalog, counts=False)
    assert reply.usage.input_tokens > 1000  # the tools alone are more
    assert reply.usage.output_tokens > 0
    (reply,) = ask(catalog, counts=False, turn_tokens=500)
    assert (reply.usage.model_calls, reply.model) == (0, "embedded")


def test_without_a_price_there_is_no_cost(catalog: Catalog) -> None:
    assert ask(catalog)[0].usage.cost is None


@given(
    st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 4000)), max_size=12),
    st.integers(1, 9000),
    st.integers(1, 20000),
)
def test_no_sequence_of_requests_begins_over_a_limit(
    sizes: list[tuple[int, int]], turn_tokens: int, thread_tokens: int
) -> None:
    options = ModelOptions(turn_tokens=turn_tokens, thread_tokens=thread_tokens)
    usage: dict[str, int] = {}
    for number, (read, written) in enumerate(sizes):
        if number % 3 == 0:
            usage = begin_usage(usage)
        try:
            check_budget(options, usage, read)
        except Failed:
            continue
        assert usage.get("input_tokens", 0) + usage.get("output_tokens", 0) + read <= turn_tokens
        assert usage.get("thread_input_tokens", 0) + usage.get("thread_output_tokens", 0) + read <= thread_tokens
        told = {"input_tokens": read, "output_tokens": written, "total_tokens": read + written}
        usage = add_usage(usage, AIMessage("x", usage_metadata=told), read)


@pytest.mark.parametrize("text", ["", "cats", "Katzen über Straßen", "猫が見たい" * 20])
def test_an_estimate_of_tokens_is_positive_where_there_is_text(text: str) -> None:
    assert (count_tokens(text) > 0) == bool(text)


@pytest.mark.parametrize(
    ("pair", "line"),
    [
        ("speed=9", "NAME=VALUE; there is way"),
        ("way", "NAME=VALUE"),
        ("way=smoke", "option way"),
        ("turn_tokens=-3", "option turn_tokens"),
        ("turn_cost=1", "price_in and price_out"),
    ],
)
def test_an_option_that_cannot_be_used_is_one_clear_line(pair: str, line: str) -> None:
    with pytest.raises(SettingsError, match=line):
        read_options([pair])
