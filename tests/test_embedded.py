from __future__ import annotations

from datetime import date
from typing import Any

from langchain_core.messages import AIMessage, HumanMessage, ToolMessage

from reeltalk.agent.context import CONTEXT_KEY, REQUEST_KEY, Shown, TurnContext
from reeltalk.agent.embedded import EmbeddedModel

SHOWN = [Shown(handle=str(rank), title=f"Clip {rank}") for rank in range(1, 4)]


def say(text: str, **context: Any) -> HumanMessage:
    told = TurnContext(today=date(2026, 7, 15), **context).model_dump(mode="json")
    return HumanMessage(content=f"{text}\n\n[state] …", additional_kwargs={CONTEXT_KEY: told, REQUEST_KEY: text})


def test_a_request_becomes_tool_calls_with_handles() -> None:
    answer = EmbeddedModel().invoke([say("more like the second", shown=SHOWN)])
    assert [(call["name"], call["args"]) for call in answer.tool_calls] == [("similar_clips", {"clip": "2"})]


def test_small_talk_becomes_no_call() -> None:
    assert EmbeddedModel().invoke([say("hello")]).tool_calls == []


def test_after_the_tools_ran_it_calls_nothing_more() -> None:
    request = say("funny cats")
    first = EmbeddedModel().invoke([request])
    result = ToolMessage(content="{}", tool_call_id=str(first.tool_calls[0]["id"]))
    assert EmbeddedModel().invoke([request, first, result]).tool_calls == []


def test_the_same_messages_give_the_same_calls() -> None:
    answers = [EmbeddedModel().invoke([say("no dogs, funny cats under a minute")]) for _ in range(2)]
    assert isinstance(answers[0], AIMessage)
    assert answers[0].tool_calls == answers[1].tool_calls
