"""When a question goes with the picks: what a finished search says of itself, and what went before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from langchain_core.messages import ToolMessage

from reeltalk.agent.context import Choice, TurnContext
from reeltalk.agent.untrusted import fence
from reeltalk.tools.narrowing import Narrowing

Asking = Literal["never", "when it pays", "always"]

ASK = "ask_viewer"
KEPT_QUESTIONS = 8
"""Questions of a thread that are remembered."""
_SEARCH = "search_clips"
_BUSY = frozenset({ASK, "explain_pick", "clip_details", "rate_clip"})
"""After a turn with one of these no question is put: the viewer was asked just now, or is busy with the picks."""


def may_ask(last_calls: Sequence[str]) -> bool:
    """Whether what the last turn did leaves room for a question."""
    return _BUSY.isdisjoint(last_calls)


def read_narrowing(content: Mapping[str, Any], asking: Asking = "when it pays") -> Narrowing | None:
    """The question that a tool's result suggests, where it is worth asking; None for a result without one."""
    given = content.get("narrowing")
    if not given or asking == "never":
        return None
    narrowing = Narrowing.model_validate(given)
    return narrowing if narrowing.pays or asking == "always" else None


def ask_beside(results: Sequence[ToolMessage], context: TurnContext, asking: Asking) -> list[dict[str, Any]]:
    """The call that puts a question beside the picks; none unless the turn did nothing but search."""
    if [message.name for message in results] != [_SEARCH] or not may_ask(context.last_calls):
        return []
    narrowing = read_narrowing({"narrowing": results[0].artifact}, asking)
    if narrowing is None:
        return []
    options = [option.label for option in narrowing.options]
    return [{"name": ASK, "args": {"question": narrowing.question, "options": options}}]


def suggest_question(narrowing: Narrowing) -> str:
    """The question as other models are told of it; the labels are words of clips, so they are fenced."""
    options = fence(" / ".join(option.label for option in narrowing.options))
    return f"Many clips fit. A question beside these, by {ASK}, would narrow them: options {options}"


def list_choices(calls: Sequence[Mapping[str, Any]], options: Sequence[str]) -> list[Choice]:
    """What the options of a reply lead to, told from the searches of its turn."""
    found: dict[str, Choice] = {}
    for call in calls:
        for option in (call["content"].get("narrowing") or {}).get("options", ()):
            found[option["label"]] = Choice(label=option["label"], tool=call["tool"], args=option["args"])
    return [found[label] for label in options if label in found]


def name_asked(calls: Sequence[Mapping[str, Any]]) -> list[str]:
    """[attribute, query] of the question that a turn's search suggested."""
    call = next(one for one in reversed(calls) if one["content"].get("narrowing"))
    return [call["content"]["narrowing"]["by"], str(call["args"].get("query", ""))]
