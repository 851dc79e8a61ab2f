"""Tags that the words around them belie: what they say then."""

from __future__ import annotations

import re
from dataclasses import replace

from reeltalk.agent.context import TurnContext
from reeltalk.agent.durations import has_length
from reeltalk.agent.names import Names, find_name
from reeltalk.agent.tags import Tag, Tagged

_FOR_NOW = re.compile(
    r"\b(?:tonight|today|(?:right|just|for) now|at the moment|this (?:time|once|evening|morning|afternoon|round)|"
    r"in the mood|feeling like)\b",
    re.I,
)
_FOR_GOOD = re.compile(
    r"\b(?:always|never|ever|from now on|from today|in general|generally|remember|usually|normally|for good|"
    r"every time|in future|keep in mind|note)\b",
    re.I,
)
_ERA = re.compile(r"\b(?:vintage|retro|classic|antique|old[- ](?:style|school|fashioned|time|timey|world))\b", re.I)
_AGED = re.compile(r"\b(?:age[sd]?|rated?|rating|year|kids?|child\w*|toddlers?|under|over|plus|certificate|pg)\b", re.I)
_MAKER = re.compile(
    r"\b(?:by|from|channel\w*|creator\w*|youtuber\w*|made|makes?|posted|uploads?|uploaded|filmed|called|named)\b|@|'s\b",
    re.I,
)


def settle_tags(tagged: Tagged, context: TurnContext, names: Names) -> Tagged:
    """The tags, those changed that the words around them belie."""
    return replace(tagged, tags=tuple(_settle(tag, tagged, context, names) for tag in tagged.tags))


def _settle(tag: Tag, tagged: Tagged, context: TurnContext, names: Names) -> Tag:
    words = tagged.words(tag)
    said = "more" if context.wish.args else "topic"
    if tag.label in ("never", "avoid", "always", "prefer") and _is_passing(tagged.text):
        return replace(tag, label="exclude" if tag.label in ("never", "avoid") else said)
    if tag.label == "older" and _ERA.search(words):
        return replace(tag, label=said)
    if tag.label == "audience" and has_length(words) and not _AGED.search(words):
        return replace(tag, label="max")
    unnamed = tag.label == "creator" and words.islower() and not _MAKER.search(tagged.text)
    if unnamed and find_name(words, names.creators) is None:
        return replace(tag, label=said)
    return tag


def _is_passing(text: str) -> bool:
    """Whether what is said holds for now only: "not in the mood for loud stuff just now" is no lasting taste."""
    return bool(_FOR_NOW.search(text)) and not _FOR_GOOD.search(text)
