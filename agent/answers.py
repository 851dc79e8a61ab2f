"""JSON mode: one object with calls and text in place of a server's own tool calls."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage, ToolMessage
from langchain_core.utils.json import parse_partial_json

from reeltalk.agent.remote import read_object
from reeltalk.tools.toolbox import ToolSpec

OTHERS = frozenset({"rerank_clips"})
"""Tools for other agents: what this one finds is in order already."""
MOST_CALLS = 4
"""Calls of one answer."""


def list_specs(specs: Iterable[ToolSpec]) -> list[ToolSpec]:
    """The tools that a model is told of in JSON mode."""
    return [spec for spec in specs if spec.name not in OTHERS]


TAKE = "take"
"""What an answer says that takes the proposal: six tokens in place of fifty, and none of them wrong."""


def describe_answer(specs: Iterable[ToolSpec], *, proposed: bool = False) -> dict[str, Any]:
    """The JSON schema of an answer: each tool with its own arguments, no others; or that a proposal is taken."""
    calls = {"type": "array", "items": {"anyOf": [_describe_call(spec) for spec in specs]}, "maxItems": MOST_CALLS}
    own = {"calls": calls, "text": {"type": "string"}}
    return _object({TAKE: {"const": True}, **own}, []) if proposed else _object(own, ["calls", "text"])


def _describe_call(spec: ToolSpec) -> dict[str, Any]:
    given = spec.schema()["function"]["parameters"]
    required = list(given["required"])
    first = {name: _bare(given["properties"][name]) for name in required}
    rest = {name: _bare(part) for name, part in given["properties"].items() if name not in first}
    return _object({"tool": {"const": spec.name}, "args": _object({**first, **rest}, required)}, ["tool", "args"])


def _object(properties: Mapping[str, Any], required: Sequence[str]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(required),
        "additionalProperties": False,
    }


def _bare(part: Mapping[str, Any]) -> dict[str, Any]:
    """A property as a grammar needs it: texts may be of any length, which the tools check themselves."""
    kept = {"type", "enum", "items", "format", "minimum"}
    return {name: _bare(value) if name == "items" else value for name, value in part.items() if name in kept}


def read_answer(text: str, turn: str, proposed: AIMessage | None = None) -> AIMessage:
    """The message behind an answer of JSON mode; `turn` makes the calls' names unique, `proposed` may be taken.

    Raises `ValueError` where it is none.
    """
    told = read_object(text, {"required": []})
    if proposed is not None and told.get(TAKE) is True:
        told = json.loads(write_answer(proposed))
    given = told.get("calls", [])
    if not isinstance(given, list):
        raise ValueError("calls is no list")
    calls = [_read_call(one, f"{turn}_{number}") for number, one in enumerate(given[:MOST_CALLS])]
    said = told.get("text")
    words = said.strip() if isinstance(said, str) and not calls else ""
    if not calls and not words:
        raise ValueError("it holds neither calls nor text")
    return AIMessage(content=words, tool_calls=calls)


def _read_call(one: Any, name: str) -> Any:
    if not isinstance(one, dict) or not isinstance(one.get("tool"), str) or not isinstance(one.get("args", {}), dict):
        raise ValueError('a call is {"tool": …, "args": {…}}')
    return {"name": one["tool"], "args": one.get("args", {}), "id": name, "type": "tool_call"}


def read_partial(text: str) -> str:
    """The words of an answer of which only the beginning has come; nothing while it makes calls.

    >>> read_partial('{"calls": [], "text": "Two cl')
    'Two cl'
    """
    start = text.find("{")
    try:
        told = parse_partial_json(text[start:]) if start >= 0 else None
    except ValueError:
        return ""
    if not isinstance(told, dict) or told.get("calls"):
        return ""
    words = told.get("text")
    return words if isinstance(words, str) else ""


def write_answer(message: AIMessage) -> str:
    """A message as JSON mode writes it."""
    calls = [{"tool": call["name"], "args": call["args"]} for call in message.tool_calls]
    return json.dumps({"calls": calls, "text": "" if calls else message.text}, ensure_ascii=False)


def convert_messages(messages: Sequence[BaseMessage], system: str, proposal: str = "") -> list[BaseMessage]:
    """The messages of a turn in JSON mode: no tool roles, earlier turns within the request, a proposal at its end.

    `messages` are policy, earlier requests and replies, the request with its state, and this turn's calls.
    """
    _, *rest = messages
    last = max(place for place, one in enumerate(rest) if isinstance(one, HumanMessage))
    request = rest[last].text
    before = [_tell_before(one) for one in rest[:last]]
    after = _join_results(rest[last + 1 :])
    asked = "\n".join([*(["[before]", *before, "[request]"] if before else ["[request]"]), request])
    if proposal and not after:
        asked = f"{asked}\n[proposed] {proposal}"
    if proposal and after:
        after[-1] = HumanMessage(f"{after[-1].text}\n[proposed] {proposal}")
    return [SystemMessage(system), HumanMessage(asked), *after]


def _tell_before(message: BaseMessage) -> str:
    who = "viewer" if isinstance(message, HumanMessage) else "you"
    line = " ".join(message.text.split())
    return f"{who}: {line if len(line) <= 160 else line[:159] + '…'}"


def _join_results(messages: Sequence[BaseMessage]) -> list[BaseMessage]:
    """Answers as they were written, each followed by the results of all its calls in one message."""
    joined: list[BaseMessage] = []
    for message in messages:
        if isinstance(message, AIMessage):
            joined.append(AIMessage(write_answer(message)))
        elif isinstance(message, ToolMessage):
            line = f"[{'error' if message.status == 'error' else 'result'} of {message.name}] {message.text}"
            if joined and isinstance(joined[-1], HumanMessage):
                joined[-1] = HumanMessage(f"{joined[-1].text}\n{line}")
            else:
                joined.append(HumanMessage(line))
    return joined
