"""Whether words name a category of the catalog, or are what clips are about."""

from __future__ import annotations

import re

from reeltalk.agent.context import TurnContext
from reeltalk.agent.names import Names, find_name
from reeltalk.agent.tags import Tag, Tagged

_CATEGORY = re.compile(r"\b(?:categor\w+|genres?|sections?|department)\b", re.I)

_WITHIN = re.compile(r"\b(?:in|from|under|within)\s+(?:the\s+|your\s+)?$", re.I)


def settle_categories(tagged: Tagged, context: TurnContext, names: Names) -> Tagged:
    """With words for a category taken as the subject where neither the message nor the catalog calls them one."""

    def settle(tag: Tag) -> Tag:
        within = _WITHIN.search(tagged.text[: tag.start]) and find_name(tagged.words(tag), names.categories)
        if tag.label != "category" or _CATEGORY.search(tagged.text) or within:
            return tag
        return Tag("more" if context.wish.args else "topic", tag.start, tag.end, tag.sure)

    tags = tuple(settle(tag) for tag in tagged.tags)
    if not any(tag.label == "category" for tag in tags):
        tags = _cut_category(tagged.text, tags, names)
    return Tagged(tagged.text, tags, tagged.kind, tagged.sure)


_NAMED_CATEGORY = re.compile(
    r"\b([\w&'-]+)\s+(?:category|section|genre)\b|\b(?:category|genre)\s*:?\s+([\w&'-]+)", re.I
)


def _cut_category(text: str, tags: tuple[Tag, ...], names: Names) -> tuple[Tag, ...]:
    """With a category of the catalog that the message calls one, cut off the subject that it was taken for."""
    match = _NAMED_CATEGORY.search(text)
    name = (match[1] or match[2]) if match else ""
    if match is None or not find_name(name, names.categories):
        return tags
    start, end = match.span(1 if match[1] else 2)
    kept = [tag for tag in tags if not (tag.start < match.end() and tag.end > match.start())]
    rest = [
        Tag(tag.label, max(tag.start, match.end()), tag.end, tag.sure)
        for tag in tags
        if tag.start <= match.end() < tag.end
    ]
    return tuple(sorted([*kept, *rest, Tag("category", start, end)], key=lambda tag: tag.start))
