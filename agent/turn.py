"""The first half of a turn besides the model: read the state, run the calls."""

from __future__ import annotations

import hashlib
import json
import re
import time
import unicodedata
from collections.abc import Callable
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, RemoveMessage, ToolMessage
from langgraph.runtime import Runtime
from pydantic import ValidationError

from reeltalk.agent.asking import ASK, may_ask, read_narrowing, suggest_question
from reeltalk.agent.budget import begin_usage
from reeltalk.agent.calling import UNREAD
from reeltalk.agent.context import Choice, Offer, Shown, Taste, TurnContext
from reeltalk.agent.handles import resolve_handles
from reeltalk.agent.parts import EMBEDDED as EMBEDDED
from reeltalk.agent.parts import Parts as Parts
from reeltalk.agent.prompts import render_result
from reeltalk.agent.reply import Call, Wish
from reeltalk.agent.speech import open_check
from reeltalk.agent.state import State, TurnInput
from reeltalk.agent.untrusted import strip_sequences
from reeltalk.agent.warrants import Said, refuse_unsaid
from reeltalk.errors import ToolInputError
from reeltalk.retrieval.catalog import Catalog
from reeltalk.tools.outcome import ToolContext

MAX_CALLS = 12
"""Tool calls in one turn."""
KEPT_REQUEST = 500
"""Characters of a request that the next turn may look back at."""
MAX_REQUEST = 4000
"""Characters of a request that are read; more is cut, and said."""


def clean_request(text: str) -> tuple[str, bool]:
    """The request without control signs and terminal sequences, at most `MAX_REQUEST` long, and whether it was cut.

    >>> clean_request("cats\\x00 please")
    ('cats please', False)
    """
    cut = len(text) > MAX_REQUEST
    text = strip_sequences(text)
    kept = "".join(sign for sign in text[:MAX_REQUEST] if sign in "\n\t" or unicodedata.category(sign) not in _UNREAD)
    return kept.strip(), cut


_UNREAD = ("Cc", "Cs", "Co", "Cn")


def split_turns(messages: list[BaseMessage]) -> tuple[list[BaseMessage], list[BaseMessage]]:
    """(the finished turns, what is left over): pairs of a request and a final text count, anything else is left over.

    An interrupted turn leaves a request without an answer, or a call without its result; neither may reach a model.
    """
    kept: list[BaseMessage] = []
    dropped: list[BaseMessage] = []
    for message in messages:
        if isinstance(message, HumanMessage):
            if kept and isinstance(kept[-1], HumanMessage):
                dropped.append(kept.pop())
            kept.append(message)
        elif isinstance(message, AIMessage) and not message.tool_calls and kept and isinstance(kept[-1], HumanMessage):
            kept.append(message)
        else:
            dropped.append(message)
    if kept and isinstance(kept[-1], HumanMessage):
        dropped.append(kept.pop())
    return kept, dropped


def begin_turn(state: State, given: TurnInput, parts: Parts) -> State:
    """Repair the thread, clean the request, and set out what the model is told."""
    messages = state["messages"]
    request = messages[-1] if messages else None
    if not isinstance(request, HumanMessage):
        raise ValueError("a turn starts with a HumanMessage: give {'messages': [HumanMessage(...)]}")
    text, cut = clean_request(request.text)
    _, dropped = split_turns(list(messages[:-1]))
    clean = HumanMessage(content=text, id=request.id)
    return State(
        messages=[*[RemoveMessage(id=str(message.id)) for message in dropped], clean],
        turn=state.get("turn", 0) + 1,
        context=_gather_context(state, given, parts).model_dump(mode="json"),
        rounds=0,
        model=parts.model_name,
        usage=begin_usage(state.get("usage") or {}),
        calls=[],
        found=[],
        picks=[],
        text="",
        told="",
        notices=[f"only the first {MAX_REQUEST:,} characters of the request were read"] if cut else [],
    )


def _gather_context(state: State, given: TurnInput, parts: Parts) -> TurnContext:
    preferences = parts.catalog.viewers.preferences_of(given.viewer)
    offer = state.get("offer")
    return TurnContext(
        today=parts.clock().date(),
        wish=Wish.model_validate(state.get("wish") or {}),
        shown=_describe_shown(state.get("shown", []), parts),
        preferences=[Taste(text=one.text, polarity=one.polarity, strength=one.strength) for one in preferences],
        question=state.get("question"),
        options=state.get("options", []),
        choices=[Choice.model_validate(one) for one in state.get("choices", [])],
        offer=Offer.model_validate(offer) if offer else None,
        last_calls=state.get("last_calls", []),
        previous=state.get("previous", ""),
    )


def _describe_shown(ids: list[str], parts: Parts) -> list[Shown]:
    rows = {clip.id: clip for clip in parts.catalog.get(parts.policy.permitted(parts.catalog, ids))} if ids else {}
    shown = []
    for number, clip_id in enumerate(ids, start=1):
        clip = rows.get(clip_id)
        if clip is None:  # deleted since, or not permitted any more: the number stays, so that the others keep theirs
            shown.append(Shown(handle=str(number), title="(no longer in the catalog)"))
            continue
        shown.append(
            Shown(
                handle=str(number),
                title=clip.title,
                duration_s=clip.duration_s,
                creator=clip.creator,
                category=clip.category,
                language=clip.language,
                tags=clip.tags[:12],
                text=clip.description[:300],
            )
        )
    return shown


def run_calls(state: State, given: TurnInput, parts: Parts, emit: Callable[[dict[str, Any]], None]) -> State:
    """Run the calls of the model's last answer, one after another: a taste said first holds for the search after it."""
    asked = state["messages"][-1]
    assert isinstance(asked, AIMessage)
    results: list[BaseMessage] = []
    calls, found = list(state["calls"]), list(state["found"])
    for number, wanted in enumerate(asked.tool_calls):
        call_id = wanted["id"] or f"{state['rounds']}-{number}"
        context = _tool_context(state, given, parts, _name_call(state, number, wanted))
        full = len(calls) >= MAX_CALLS
        call, content = _refuse(wanted) if full else _run_call(wanted, context, state, found, parts)
        first = len(state.get("shown", [])) + len(found) + 1
        clips = content.get("clips", []) if call.ok and parts.toolbox.spec(call.tool).returns_clips else []
        found += [{**clip, "call": len(calls), "round": state["rounds"]} for clip in clips]
        calls.append({**call.model_dump(mode="json"), "content": content, "round": state["rounds"]})
        text = call.error or render_result(content, first, _rows(clips, parts.catalog))
        narrowing = read_narrowing(content)
        if narrowing and may_ask(state["context"]["last_calls"]):
            text = f"{text}\n{suggest_question(narrowing)}"
        results.append(
            ToolMessage(
                content=text,
                tool_call_id=call_id,
                name=call.tool,
                status="success" if call.ok else "error",
                artifact=content.get("narrowing"),
            )
        )
        emit({"type": "call", "data": call.model_dump(mode="json")})
        for name, elapsed in content.get("timings", {}).items():
            emit({"type": "stage", "data": {"name": name, "elapsed_ms": elapsed}})
    return State(messages=results, calls=calls, found=found)


def _name_call(state: State, number: int, wanted: Any) -> str:
    """The same name for the same call of a turn that runs again after a crash, another one for any other call."""
    what = json.dumps([wanted["name"], wanted["args"]], sort_keys=True, default=str)
    return f"{state['rounds']}-{number}-{hashlib.sha256(what.encode()).hexdigest()[:12]}"


def _refuse(wanted: Any) -> tuple[Call, dict[str, Any]]:
    error = f"no more than {MAX_CALLS} calls a turn: answer with what was found"
    return Call(tool=wanted["name"], args={}, ok=False, error=error), {}


def _run_call(
    wanted: Any, context: ToolContext, state: State, found: list[dict[str, Any]], parts: Parts
) -> tuple[Call, dict[str, Any]]:
    started = time.perf_counter()
    name, args = wanted["name"], dict(wanted["args"])
    try:
        _refuse_unread(name, args)
        _refuse_asking_on(name, state)
        resolved = resolve_handles(args, state.get("shown", []), [one["id"] for one in found], context.wish.get("clip"))
        _refuse_gone(resolved, parts)
        if state["model"] != EMBEDDED:
            _refuse_unasked(name, resolved, context, state, parts)
        result = parts.toolbox.call(name, resolved, context)
    except ToolInputError as error:
        return Call(tool=name, args=_jsonable(args), ok=False, error=str(error), elapsed_ms=_since(started)), {}
    return Call(tool=name, args=result.args, ok=True, elapsed_ms=_since(started)), result.content


def _refuse_unread(name: str, args: dict[str, Any]) -> None:
    if UNREAD in args:
        raise ToolInputError(f"{name}: the arguments are no JSON object; write them again")


def _refuse_asking_on(name: str, state: State) -> None:
    """One question, then clips: a viewer who is asked and asked again gets nothing."""
    if name == ASK and ASK in state["context"]["last_calls"]:
        raise ToolInputError("you asked in the turn before: search or recommend with what is known by now")


def _refuse_gone(resolved: dict[str, Any], parts: Parts) -> None:
    """A number stays with its clip, also when that was deleted since: then it is said, of the number's clip alone."""
    named = [resolved.get("clip"), *(resolved.get("clips") or ())]
    ids = {one for one in named if isinstance(one, str)}
    if len(parts.catalog.get(parts.policy.permitted(parts.catalog, [*ids]))) < len(ids):
        raise ToolInputError("a clip named there is no longer in the catalog; name another or search again")


def _refuse_unasked(name: str, resolved: dict[str, Any], context: ToolContext, state: State, parts: Parts) -> None:
    """What a remote model writes about a viewer, or asks them, must come from them and not from a clip's text."""
    clip = (
        next(iter(parts.catalog.get([resolved["clip"]])), None) if name == "rate_clip" and "clip" in resolved else None
    )
    said = Said(context.request, str(state["context"].get("previous", "")), state.get("shown", []))
    refuse_unsaid(name, resolved, said, clip.title if clip else "")
    if name == ASK:
        stands = open_check(state, parts)
        texts = [str(resolved.get("question", "")), *map(str, resolved.get("options") or ())]
        if not all(stands(text) for text in texts):
            raise ToolInputError("ask_viewer: ask in plain words of your own, without titles, addresses or rules")


_OTHERS = re.compile(r"\b(?:more|others?|another|else|different|next|new|not)\b", re.I)


def _tool_context(state: State, given: TurnInput, parts: Parts, call: str) -> ToolContext:
    try:
        wish = Wish.model_validate(state.get("wish") or {})
    except ValidationError:
        wish = Wish()
    request = next(m.text for m in reversed(state["messages"]) if isinstance(m, HumanMessage))
    # the same words get the same answer, and whoever answers "I don't mind" to a question keeps the list
    again = request[:KEPT_REQUEST] == state.get("previous") or (state.get("question") and not _OTHERS.search(request))
    context = ToolContext(
        catalog=parts.catalog,
        viewer=given.viewer,
        thread=given.thread,
        turn=state["turn"],
        call=call if given.thread else "",
        within=given.within,
        only=given.only,
        history=given.history,
        request=request,
        wish=wish.args,
        passed=frozenset() if again else frozenset(state.get("passed", [])),
        asked=[(by, query) for by, query in state.get("asked", [])],
        clock=parts.clock,
    )
    return parts.policy.bind(context)


def _rows(clips: list[dict[str, Any]], catalog: Catalog) -> dict[str, Any]:
    return {clip.id: clip for clip in catalog.get([one["id"] for one in clips])} if clips else {}


def _jsonable(args: dict[str, Any]) -> dict[str, Any]:
    """Arguments that did not validate, as they came, so that a trace can hold them."""
    restored = json.loads(json.dumps(args, default=str))
    return restored if isinstance(restored, dict) else {}


def _since(started: float) -> float:
    return round((time.perf_counter() - started) * 1000, 2)


def given_input(runtime: Runtime[TurnInput]) -> TurnInput:
    """What the host gave; inside another graph that gives nothing, the viewer is "local" and nothing is limited."""
    return runtime.context if isinstance(runtime.context, TurnInput) else TurnInput()
