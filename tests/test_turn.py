"""The first half of a turn: what is left of an interrupted one, and what a request may hold."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage

from reeltalk.agent.turn import MAX_REQUEST, clean_request, split_turns

CALL = {"name": "search_clips", "args": {"query": "cats"}, "id": "x"}


def ask(text: str) -> HumanMessage:
    return HumanMessage(text, id=text)


def test_finished_turns_stay_and_an_interrupted_one_goes() -> None:
    finished: list[BaseMessage] = [ask("cats"), AIMessage("Here are cats.")]
    torn: list[BaseMessage] = [ask("dogs"), AIMessage("", tool_calls=[CALL]), ToolMessage("…", tool_call_id="x")]
    assert split_turns([*finished, *torn]) == (finished, [*torn[1:], torn[0]])
    assert split_turns([*torn, *finished])[0] == finished


messages = st.sampled_from(["ask", "call", "result", "answer"])


@given(st.lists(messages, max_size=12))
def test_whatever_was_cut_off_what_is_kept_are_pairs_of_request_and_answer(kinds: list[str]) -> None:
    made: dict[str, type[BaseMessage]] = {"ask": HumanMessage, "answer": AIMessage}
    history: list[BaseMessage] = [
        ToolMessage("r", tool_call_id="x")
        if kind == "result"
        else AIMessage("", tool_calls=[CALL])
        if kind == "call"
        else made[kind](kind)
        for kind in kinds
    ]
    kept, dropped = split_turns(history)
    assert len(kept) + len(dropped) == len(history)
    assert [type(message) for message in kept] == [HumanMessage, AIMessage] * (len(kept) // 2)


@given(st.text(max_size=200))
def test_a_cleaned_request_has_no_control_characters(text: str) -> None:
    cleaned, cut = clean_request(text)
    assert not cut
    assert not any(ord(sign) < 32 and sign not in "\n\t" for sign in cleaned)


def test_a_long_request_is_cut_and_it_is_said() -> None:
    cleaned, cut = clean_request("a" * 100_000)
    assert cut
    assert len(cleaned) == MAX_REQUEST
