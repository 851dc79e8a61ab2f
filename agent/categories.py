"""Whether words name a category or a creator of the catalog, or are what clips are about."""

from __future__ import annotations

import re

from reeltalk.agent.context import TurnContext
from reeltalk.agent.names import Names, find_ahead, find_behind, find_name
from reeltalk.agent.tags import Tag, Tagged

_CATEGORY = re.compile(
    r"\b(?:categor\w+|genres?|sections?|department)\b|\b(?:filed|listed|classed|sorted) (?:under|as)\b", re.I
)
_WITHIN = re.compile(r"\b(?:in|from|under|within)\s+(?:the\s+|your\s+)?$", re.I)
_CATEGORY_AHEAD = re.compile(
    r"\b(?:category|genre|section)\s*:?\s+|\b(?:filed|listed|classed|sorted) (?:under|as)\s+", re.I
)
_CATEGORY_BEHIND = re.compile(r"(?<=\S)\s+(?:category|section|genre)\b", re.I)
_CREATOR_AHEAD = re.compile(r"\b(?:by|channel|creator|youtuber|from)\s+(?:the (?:channel|creator)\s+)?", re.I)
_CREATOR_MADE = re.compile(r"\bthat\s+(?=(?:\S+\s+){1,6}(?:made|posted|uploaded|filmed|put (?:up|out))\b)", re.I)


_LEAD = re.compile(r"(?:\b(?:in|from|under|within)\s+)?(?:\b(?:the|your)\s+)?$", re.I)
_MADE = re.compile(r"(?:\s+(?:made|posted|uploaded|filmed|put (?:up|out))\b)?", re.I)


def settle_categories(tagged: Tagged, context: TurnContext, names: Names) -> Tagged:
    """With words for a category taken as the subject where neither the message nor the catalog calls them one; and
    with names of the catalog's categories and creators, where the message calls them so, cut off the subject."""

    def settle(tag: Tag) -> Tag:
        within = _WITHIN.search(tagged.text[: tag.start]) and find_name(tagged.words(tag), names.categories)
        if tag.label != "category" or _CATEGORY.search(tagged.text) or within:
            return tag
        return Tag("more" if context.wish.args else "topic", tag.start, tag.end, tag.sure)

    tags = tuple(settle(tag) for tag in tagged.tags)
    for label, spans in (
        ("category", _find_categories(tagged.text, names)),
        ("creator", _find_creators(tagged, names)),
    ):
        if spans and not any(tag.label == label for tag in tags):
            tags = _cut(tags, *spans[0], Tag(label, *spans[0][:2]))
    return Tagged(tagged.text, tags, tagged.kind, tagged.sure)


Span = tuple[int, int, int, int]
"""Where a name stands, and where the words that call it one begin and end."""


def _find_categories(text: str, names: Names) -> list[Span]:
    found = []
    for match in _CATEGORY_AHEAD.finditer(text):
        end = find_ahead(text, match.end(), names.categories)
        if end is not None:
            found.append((match.end(), end, match.start(), end))
    for match in _CATEGORY_BEHIND.finditer(text):
        start = find_behind(text, match.start(), names.categories)
        if start is not None:
            found.append((start, match.start(), _begin_lead(text, start), match.end()))
    return found


def _find_creators(tagged: Tagged, names: Names) -> list[Span]:
    found = []
    for pattern in (_CREATOR_AHEAD, _CREATOR_MADE):
        for match in pattern.finditer(tagged.text):
            end = find_ahead(tagged.text, match.end(), names.creators)
            if end is not None:
                found.append((match.end(), end, match.start(), _end_made(tagged.text, end)))
    return found


def _begin_lead(text: str, start: int) -> int:
    """Where the "from the" before a name begins."""
    match = _LEAD.search(text[:start])
    return match.start() if match else start


def _end_made(text: str, end: int) -> int:
    """Where the "made" after a name ends."""
    match = _MADE.match(text, end)
    return match.end() if match else end


def _cut(tags: tuple[Tag, ...], start: int, end: int, low: int, high: int, name: Tag) -> tuple[Tag, ...]:
    """The tags with the stretch from `low` to `high` cut off theirs, and the name's own."""
    kept = []
    for tag in tags:
        pieces = ((tag.start, min(tag.end, low)), (max(tag.start, high), tag.end))
        kept += [Tag(tag.label, first, last, tag.sure) for first, last in pieces if first < last]
    return tuple(sorted([*kept, name], key=lambda tag: tag.start))
