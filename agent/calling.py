"""Asking a remote model what to do: by a server's own tool calls, or by a JSON object."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage

from reeltalk.agent.answers import (
    convert_messages,
    describe_answer,
    list_specs,
    read_answer,
    read_partial,
    write_answer,
)
from reeltalk.agent.budget import count_tokens
from reeltalk.agent.failures import Failed
from reeltalk.agent.mistaken import read_mistaken
from reeltalk.agent.options import Way
from reeltalk.agent.prompts import compose_form
from reeltalk.agent.remote import REPAIRS, Hear, Remote, ask_once, constrain
from reeltalk.agent.signatures import shorten_schemas
from reeltalk.tools.toolbox import Toolbox

UNREAD = "unread_arguments"
"""The argument that stands for arguments which were no JSON."""


@dataclass(frozen=True)
class Asked:
    """One question to a remote model."""

    messages: Sequence[BaseMessage]
    """Policy, history, the request with its state, this turn's calls."""
    usage: Mapping[str, int]
    turn: str
    """What makes the names of its calls unique."""
    propose: Callable[[], AIMessage | None] = field(default=lambda: None)
    """The embedded model's answer, where one is to be offered."""
    hear: Hear | None = None
    """Told the words of the answer while they come."""
    rules: str = ""
    """What the operator rules, as a model is told it."""


async def ask_by(way: Way, remote: Remote, toolbox: Toolbox, asked: Asked) -> tuple[AIMessage, dict[str, int]]:
    """The model's calls or words, and the usage with what it took. Raises `Failed`."""
    return await (_ask_native if way == "native" else _ask_json)(remote, toolbox, asked)


async def _ask_native(remote: Remote, toolbox: Toolbox, asked: Asked) -> tuple[AIMessage, dict[str, int]]:
    schemas = shorten_schemas(list_specs(toolbox.spec(name) for name in toolbox.names()))
    answer, usage = await ask_once(
        remote,
        remote.model.bind_tools(schemas),
        asked.messages,
        usage=asked.usage,
        fixed_tokens=count_tokens(json.dumps(schemas)),
        hear=asked.hear,
    )
    return _mend_calls(answer, toolbox.names(), asked), usage


def _mend_calls(answer: AIMessage, names: Sequence[str], asked: Asked) -> AIMessage:
    """The answer with every call it holds: unreadable ones as calls that fail, those in its text as calls."""
    calls: list[Any] = [*answer.tool_calls]
    for broken in answer.invalid_tool_calls:
        calls.append({**broken, "args": {UNREAD: str(broken["args"])[:200]}, "type": "tool_call"})
    if not calls:
        shown = "\n".join(message.text for message in asked.messages)
        calls = [{**call, "type": "tool_call"} for call in read_mistaken(answer.text, names, shown)]
    named = [_name_call(call, f"{asked.turn}_{place}") for place, call in enumerate(calls)]
    return AIMessage(content="" if named else answer.text, tool_calls=named)


def _name_call(call: Any, name: str) -> Any:
    return {"name": call["name"] or "", "args": call["args"], "id": call.get("id") or name, "type": "tool_call"}


async def _ask_json(remote: Remote, toolbox: Toolbox, asked: Asked) -> tuple[AIMessage, dict[str, int]]:
    """An answer in JSON mode; one that cannot be read goes back, at most `REPAIRS` times."""
    specs = list_specs(toolbox.spec(name) for name in toolbox.names())
    proposed = asked.propose() if remote.options.propose else None
    proposal = write_answer(proposed) if proposed is not None else ""
    form = compose_form(specs, propose=remote.options.propose, rules=asked.rules)
    messages = convert_messages(asked.messages, form, proposal)
    schema = describe_answer(specs, proposed=proposed is not None)
    told, usage = messages, dict(asked.usage)
    for left in range(REPAIRS, -1, -1):
        answer, usage = await _ask_object(remote, schema, told, usage, asked.hear)
        try:
            return read_answer(answer.text, asked.turn, proposed), usage
        except ValueError as error:
            usage["broken"] = usage.get("broken", 0) + 1
            if not left:
                failed = Failed("the model gave no readable answer", "broken")
                failed.usage = usage
                raise failed from error
            told = [*messages, AIMessage(answer.text[:2000]), HumanMessage(f"Not usable: {error}. Answer again.")]
    raise AssertionError("unreachable")


async def _ask_object(
    remote: Remote, schema: dict[str, Any], messages: Sequence[BaseMessage], usage: dict[str, int], hear: Hear | None
) -> tuple[AIMessage, dict[str, int]]:
    """One answer constrained by the schema; unconstrained where the server knows no such thing."""

    def listen(text: str) -> None:
        if hear is not None:
            hear(read_partial(text))

    try:
        return await ask_once(remote, constrain(remote.model, schema, "answer"), messages, usage=usage, hear=listen)
    except Failed as failed:
        if failed.kind != "refused":
            raise
        return await ask_once(remote, remote.model, messages, usage=usage, hear=listen)
