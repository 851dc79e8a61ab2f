"""What a tagged stretch takes away of the wish in force."""

from __future__ import annotations

import re
from dataclasses import replace

from reeltalk.agent.context import TurnContext
from reeltalk.agent.durations import Values
from reeltalk.agent.languages import find_language
from reeltalk.agent.tags import Tag, Tagged
from reeltalk.agent.words import is_alike

_DROPS: list[tuple[re.Pattern[str], tuple[str, ...]]] = [
    (
        re.compile(
            r"\b(?:length|long|longer|short|shorter|duration|time|minutes?|mins?|seconds?|secs?|hours?|quick|limit)\b",
            re.I,
        ),
        ("min_seconds", "max_seconds"),
    ),
    (
        re.compile(
            r"\b(?:dates?|years?|recent|recency|new|newer|newest|old|older|when|since|months?|weeks?|20[012]\d)\b", re.I
        ),
        ("published_after", "published_before"),
    ),
    (re.compile(r"\b(?:order|sort\w*|newest|latest|shortest|longest|ranking)\b", re.I), ("sort",)),
    (
        re.compile(r"\b(?:popular\w*|famous|viral|views?|trending|gems?|underrated|obscure|unknown)\b", re.I),
        ("popularity",),
    ),
    (re.compile(r"\b(?:creators?|channels?|who|anyone|anybody|by)\b", re.I), ("creator",)),
    (re.compile(r"\b(?:languages?|subtitles?)\b", re.I), ("language",)),
    (re.compile(r"\b(?:categor\w+|genres?|sections?)\b", re.I), ("category",)),
    (re.compile(r"\b(?:hash|un)?tag(?:s|ged)?\b", re.I), ("tags",)),
    (re.compile(r"\b(?:seen|watched|repeats?|unseen|rewatch\w*)\b", re.I), ("unseen_only",)),
    (re.compile(r"\b(?:ages?|rating|rated|audience)\b", re.I), ("max_audience",)),
    (re.compile(r"\b(?:count|how many|number|just one|only one)\b", re.I), ("limit",)),
]


def settle_taken_back(tagged: Tagged, context: TurnContext) -> Tagged:
    """Tell what is taken back of this request from a taste that is: it is where it was said.

    "Dogs are fine after all" reads like both; what is only left out of the wish in force is dropped, what only a
    taste says is forgotten.
    """
    return replace(tagged, tags=tuple(_settle(tag, tagged, context) for tag in tagged.tags))


def _settle(tag: Tag, tagged: Tagged, context: TurnContext) -> Tag:
    words = tagged.words(tag)
    told = any(is_alike(taste.text, words) for taste in context.preferences)
    if tag.label == "forget" and not told and any(is_alike(term, words) for term in _excluded(context)):
        return replace(tag, label="drop")
    asked = re.search(r"\bforget\b", tagged.text[: tag.start], re.I) and not any(
        is_alike(term, words) for term in _excluded(context)
    )
    if tag.label == "drop" and told and (asked or read_drop(words, context) == ({}, [], None)):
        return replace(tag, label="forget")
    return tag


def _excluded(context: TurnContext) -> list[str]:
    return [str(term) for term in context.wish.args.get("exclude") or ()]


def read_drop(words: str, context: TurnContext) -> tuple[Values, list[str], str | None]:
    """What is taken away: constraints, exclusions of the wish, and the query that is left (None where it stays)."""
    wish = context.wish.args
    dropped = _drop_named(words, wish)
    terms = [term for term in _excluded(context) if is_alike(term, words)]
    if terms or dropped:
        return dropped, terms, None
    query = str(wish.get("query") or "")
    kept = [word for word in query.split() if not is_alike(word, words)]
    if kept and len(kept) < len(query.split()):
        return {}, [], re.sub(r"^(?:for|with|in|and|of|about)\s+|\s+(?:for|with|in|and|of|about)$", "", " ".join(kept))
    if re.search(r"\b(?:everything|all|any|whatever|anything|limits?|filters?|restrictions?)\b", words, re.I):
        return {name: None for name in wish if name not in ("query", "clip", "change", "exclude")}, [], None
    return {}, [], None


def _drop_named(words: str, wish: Values) -> Values:
    """Constraints in force that the words name, by their field or by their value."""
    dropped: Values = {}
    if wish.get("language") and find_language(words):
        dropped["language"] = None
    for name in ("creator", "category"):
        if wish.get(name) and is_alike(str(wish[name]), words):
            dropped[name] = None
    tags = [tag for tag in wish.get("tags") or () if is_alike(str(tag), words)]
    if tags:
        dropped["tags"] = [tag for tag in wish["tags"] if tag not in tags] or None
    for pattern, fields in _DROPS:
        if pattern.search(words):
            dropped |= {name: None for name in fields if wish.get(name) is not None and name not in dropped}
    side = re.search(r"\b(?:(lower|minimum|least|bottom)|(upper|maximum|most|cap|top))\b", words, re.I)
    if side is not None and {"min_seconds", "max_seconds"} & set(wish):
        name = "min_seconds" if side[1] else "max_seconds"
        return {name: None} if wish.get(name) else dropped
    return dropped
