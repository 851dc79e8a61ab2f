"""One round of a turn: the model is asked what to do next; where a remote one fails, the embedded one takes over."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage

from reeltalk.agent.budget import MAX_MODEL_CALLS
from reeltalk.agent.calling import Asked, ask_by
from reeltalk.agent.context import TurnContext
from reeltalk.agent.failures import Failed
from reeltalk.agent.parts import EMBEDDED, Parts
from reeltalk.agent.probe import Ways, find_way
from reeltalk.agent.prompts import compose_messages
from reeltalk.agent.remote import REPAIRS, Remote
from reeltalk.agent.speech import open_check
from reeltalk.agent.state import State
from reeltalk.agent.telling import Teller

WAYS = "models.json"
"""The file in the home that remembers how servers call tools."""

Emit = Callable[[dict[str, Any]], None]


async def ask_model(state: State, parts: Parts, emit: Emit) -> State:
    """One answer of the model that drives the turn, and whatever the viewer must know of how it came."""
    update = State(rounds=state["rounds"] + 1)
    if state["model"] == EMBEDDED or parts.remote is None:
        return update | State(messages=[_ask_embedded(state, parts)])
    if not parts.remote.options.words and _ran_well(state):
        return update | State(messages=[AIMessage(content="")])
    if _is_over(state):
        if any(call["ok"] for call in state["calls"]):
            return update | State(messages=[AIMessage(content="")])  # code words what was found
        return update | _hand_over(state, parts, "the model's calls could not be run", {})
    try:
        return update | await _ask_remote(state, parts, parts.remote, emit)
    except Failed as failed:
        return update | _hand_over(state, parts, str(failed), failed.usage)


def _ran_well(state: State) -> bool:
    """Whether calls were made, and all of the last answer's ran."""
    last = state["calls"][-1]["round"] if state["calls"] else None
    return last is not None and all(call["ok"] for call in state["calls"] if call["round"] == last)


def _is_over(state: State) -> bool:
    """Whether nothing more is to be asked: too many model calls, or one call mended in vain."""
    if state["usage"].get("model_calls", 0) >= MAX_MODEL_CALLS:
        return True
    failures: dict[str, int] = {}
    for call in state["calls"]:
        failures[call["tool"]] = 0 if call["ok"] else failures.get(call["tool"], 0) + 1
    return any(count > REPAIRS for count in failures.values())


def _hand_over(state: State, parts: Parts, why: str, usage: dict[str, int]) -> State:
    """The embedded model takes the turn, on from what was done; nothing done, from its beginning."""
    notice = f"{why}; the embedded model answered instead"
    answer = _ask_embedded(state, parts)
    return State(model=EMBEDDED, notices=[*state["notices"], notice], messages=[answer], usage=usage or state["usage"])


def _ask_embedded(state: State, parts: Parts) -> AIMessage:
    request, *done = running_messages(state)
    by_embedded = state["model"] == EMBEDDED
    kept = done if by_embedded or any(call["ok"] for call in state["calls"]) else []  # failed calls tell it nothing
    answer = parts.embedded.invoke(compose_messages([], [request, *kept], _context(state)))
    assert isinstance(answer, AIMessage)
    return answer


async def _ask_remote(state: State, parts: Parts, remote: Remote, emit: Emit) -> State:
    ways = Ways(parts.catalog.home / WAYS)
    way, usage = await find_way(remote, ways, state["usage"])
    teller = Teller(emit, open_check(state, parts))
    asked = Asked(
        messages=_compose(state, parts, whole=True),
        usage=usage,
        turn=f"call_{state['turn']}_{state['rounds']}",
        propose=lambda: _propose(state, parts),
        hear=teller.hear if state["calls"] else None,  # words before any result are no answer yet
        rules=parts.policy.render(),
    )
    try:
        answer, usage = await ask_by(way, remote, parts.toolbox, asked)
    except Failed as failed:
        if failed.kind == "refused":
            ways.forget(remote)
        if failed.kind != "overflow":
            raise
        shorter = replace(asked, messages=_compose(state, parts, whole=False), usage=failed.usage)
        answer, usage = await ask_by(way, remote, parts.toolbox, shorter)
    return State(messages=[_drop_repeated(answer, state)], usage=usage, told=teller.sent)


def _compose(state: State, parts: Parts, *, whole: bool) -> list[BaseMessage]:
    """What the model is told; not `whole` where that was too long: the request with its state and results alone."""
    messages = list(state["messages"])
    running = running_messages(state)
    history = messages[: len(messages) - len(running)] if whole else []
    return compose_messages(history, running, _context(state), parts.policy.render())


def _propose(state: State, parts: Parts) -> AIMessage | None:
    """What the embedded model would do now: its calls, or words once nothing is left to call."""
    if state["calls"] and not state["calls"][-1]["ok"]:
        return None  # an error is to be mended, and its text says how
    answer = _ask_embedded(state, parts)
    return answer if answer.tool_calls or answer.text else None


def _drop_repeated(answer: AIMessage, state: State) -> AIMessage:
    """The answer without calls that were made in this turn already: asking again brings nothing new."""
    done = {json.dumps([call["name"], call["args"]], sort_keys=True) for call in _made(state)}
    calls = [call for call in answer.tool_calls if json.dumps([call["name"], call["args"]], sort_keys=True) not in done]
    return AIMessage(content=answer.content, tool_calls=calls)


def _made(state: State) -> list[Any]:
    """The calls of this turn that ran, as the model gave them."""
    running = running_messages(state)
    ran = {one.tool_call_id for one in running if isinstance(one, ToolMessage) and one.status == "success"}
    return [call for one in running if isinstance(one, AIMessage) for call in one.tool_calls if call["id"] in ran]


def running_messages(state: State) -> list[BaseMessage]:
    """The request of the running turn and whatever came of it so far."""
    messages = list(state["messages"])
    start = max(index for index, message in enumerate(messages) if isinstance(message, HumanMessage))
    return messages[start:]


def _context(state: State) -> TurnContext:
    return TurnContext.model_validate(state["context"])
