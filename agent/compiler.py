"""Turns what a request asks for into tool calls; here, and only here, the wish in force is carried on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from reeltalk.agent.context import TurnContext
from reeltalk.agent.intents import (
    Accept,
    Ask,
    Browse,
    Chat,
    Details,
    Explain,
    Forget,
    Intent,
    Rate,
    Recommend,
    Remember,
    Search,
    Similar,
)
from reeltalk.agent.topics import content_words
from reeltalk.agent.words import is_alike

SEED_HANDLE = "0"
"""The clip that the wish in force is about, where that wish is for similar clips."""

_CLIPS_TOOLS = ("search_clips", "similar_clips", "recommend_clips")
_PASSING = ("limit",)


def compile_calls(intents: Sequence[Intent], context: TurnContext) -> list[dict[str, Any]]:
    """The calls, `{"name", "args"}`, in the order in which they should run; at most one that returns clips."""
    calls = [call for intent in intents for call in _compile(intent, context)]
    clips = [call for call in calls if call["name"] in _CLIPS_TOOLS]
    rest = [call for call in calls if call["name"] not in _CLIPS_TOOLS]
    return _without_repeats([*rest, *clips[-1:]])


def _compile(intent: Intent, context: TurnContext) -> list[dict[str, Any]]:
    if isinstance(intent, Search):
        return [_compile_search(intent, context)]
    if isinstance(intent, Chat):
        return []
    return _SIMPLE[type(intent)](intent)


_LEFT_OVER = " ,;:-–("
"""Marks that stay at the ends of a topic when a constraint beside it was taken out."""


def _call(tool: str, /, **args: Any) -> dict[str, Any]:
    trimmed = {name: value.strip(_LEFT_OVER) if isinstance(value, str) else value for name, value in args.items()}
    given = {name: value for name, value in trimmed.items() if value not in (None, "", [], ())}
    if given.get("min_seconds", 0) > given.get("max_seconds", float("inf")):
        del given["min_seconds"]  # "long, no, not too long": of two limits that leave nothing the upper one holds
    return {"name": tool, "args": given}


def _compile_search(search: Search, context: TurnContext) -> dict[str, Any]:
    wish = context.wish.args
    if search.mode == "new" or not wish:
        changes = _without_marks(search.changes)
        return (
            _call("search_clips", query=search.topic, **changes)
            if search.topic
            else _call("recommend_clips", **changes)
        )
    kept = _merge(wish, search.changes)
    query = str(search.changes.get("kept_query") or wish.get("query") or "")
    if search.mode == "replace":
        return _call("search_clips", **{**_without(kept, "query", "clip", "change"), "query": search.topic})
    tool = context.wish.tool or "search_clips"
    if tool == "similar_clips":
        change = " ".join(part for part in (str(wish.get("change") or ""), search.topic) if part)
        return _call("similar_clips", **{**_without(kept, "query"), "clip": SEED_HANDLE, "change": change})
    query = _join(_leave_out(query, search.changes.get("exclude") or ()), search.topic)
    kept = _allow(_without(kept, "query", "clip", "change"), search.topic)
    return _call("search_clips", query=query, **kept) if query else _call("recommend_clips", **kept)


def _merge(wish: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    merged = {**wish, **_without_marks(changes)}
    dropped = [term.lower() for term in changes.get("drop_exclude", ())]
    terms = [*(wish.get("exclude") or ()), *(changes.get("exclude") or ())]
    terms = [term for place, term in enumerate(terms) if term.lower() not in [one.lower() for one in terms[:place]]]
    merged["exclude"] = [term for term in terms if term.lower() not in dropped]
    low, high = merged.get("min_seconds"), merged.get("max_seconds")
    if low and high and low >= high:
        merged["max_seconds" if "min_seconds" in changes else "min_seconds"] = None
    first, end = merged.get("published_after"), merged.get("published_before")
    if first and end and str(first) >= str(end):
        merged["published_before" if "published_after" in changes else "published_after"] = None
    return merged


def _allow(args: dict[str, Any], topic: str) -> dict[str, Any]:
    """Without exclusions of what is now asked for."""
    terms = [term for term in args.get("exclude") or () if not (topic and is_alike(str(term), topic))]
    return {**args, "exclude": terms}


def _leave_out(query: str, terms: Sequence[str]) -> str:
    """The query without what is now excluded, where anything is left of it: "leave the fountain out of it"."""
    words = query.split()
    for term in terms:
        said = content_words(term)
        left = [word for word in words if not is_alike(word, term)]
        if said and all(any(is_alike(word, one) for word in words) for one in said) and content_words(" ".join(left)):
            words = left
    return " ".join(words)


def _join(query: str, added: str) -> str:
    known = set(content_words(query))
    new = [word for word in added.split() if word.lower().strip(",.") not in known]
    if not content_words(" ".join(new)):
        return query
    return " ".join(part for part in (query, " ".join(new)) if part)


def _without(args: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in args.items() if name not in names}


def _without_marks(changes: dict[str, Any]) -> dict[str, Any]:
    return _without(changes, "kept_query", "drop_exclude")


def _without_repeats(calls: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [call for place, call in enumerate(calls) if call not in calls[:place]]


_SIMPLE: dict[type, Callable[[Any], list[dict[str, Any]]]] = {
    Accept: lambda one: [
        _call(one.tool, **({**one.args, "clip": SEED_HANDLE} if one.tool == "similar_clips" else one.args))
    ],
    Similar: lambda one: [_call("similar_clips", clip=one.clip, change=one.change, **_without_marks(one.changes))],
    Recommend: lambda one: [_call("recommend_clips", **_without_marks(one.changes))],
    Rate: lambda one: [_call("rate_clip", clip=clip, verdict=one.verdict) for clip in one.clips],
    Remember: lambda one: [_call("remember", text=one.text, polarity=one.polarity, strength=one.strength)],
    Forget: lambda one: [_call("forget", text=one.text)],
    Explain: lambda one: [_call("explain_pick", clip=clip) for clip in one.clips],
    Details: lambda one: [_call("clip_details", clips=list(one.clips), question=one.question)],
    Browse: lambda one: [_call("browse_catalog", by=one.by, query=one.query)],
    Ask: lambda one: [_call("ask_viewer", question=one.question, options=list(one.options))],
}
