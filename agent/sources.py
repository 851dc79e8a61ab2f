"""Who made a clip, its category and tags: named in a request and looked up in the catalog's own names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from reeltalk.agent.spans import Reading, compile_pattern, take
from reeltalk.agent.words import read_words

_MIN_LIKENESS = 88
"""Of 100: how alike a name must be to one of the catalog's to be taken as it."""

_NAME = r"(?P<name>(?:the\s+)?[^\s,.;:!?¦]+(?:\s+[^\s,.;:!?¦]+){0,3}?)"
_END = (
    r"(?=\s*(?:[¦,.;:!?]|$|\b(?:about|on|please|only|from|in|under|over|that|with|without|and|but|or|"
    r"for|of|which|who|less|more|max|since|channel|channels|at|if|because|instead|doing|where|showing|"
    r"no|not)\b))"
)
_BY = compile_pattern(
    rf"(?P<lead>\b(?:anything|something|stuff|videos?|clips?|vids?|ones?|content|things|uploads?|"
    rf"made|posted|uploaded|created|published|channel|only|but|more|just|it|uploads|else|"
    rf"everything|(?:is|are)\s+there\s+(?:any|some)|all)\s+|(?:^|[¦,.;])\s*(?:and\s+|but\s+|"
    rf"only\s+|just\s+|ones\s+|by\s+)*)(?:(?:which\s+(?:is|are|was)|that's|that\s+(?:is|are|was|"
    rf"were))\s+)?(?:made\s+|uploaded\s+|posted\s+)?\bby\s+(?:the\s+(?:creator|channel|user|"
    rf"youtuber)\s+)?{_NAME}{_END}(?:\s+channels?\b)?"
)
_CHANNEL = compile_pattern(
    rf"(?:\b(?:from|on|by|of|in)\s+)?(?:the\s+)?(?:\b(?:channel|creator|youtuber|uploader|"
    rf"user)\s+(?:called\s+|named\s+|is\s+|=\s*|:\s*)?)(?!(?:who|that|which|about|with|for|name|"
    rf"names|has|have|made|list)\b){_NAME}{_END}"
)
_OWN = compile_pattern(
    r"\b(?:from|on|by)\s+(?P<name>[^\s,.;:!?¦]+(?:\s+[^\s,.;:!?¦]+){0,2}?)(?:'s|s')?\s+(?:channel|"
    r"page|account|feed)\b"
)
_FROM = compile_pattern(rf"\b(?:from|by|of)\s+(?:the\s+)?{_NAME}{_END}")
_CATEGORY = compile_pattern(
    r"(?:\b(?:in|from|under|within|of|only|just)\s+)*(?:\b(?:the|your|"
    r"our)\s+)?(?:\bcategory\s*(?::|=|is|called|named)?\s*(?P<name>[\w&'-]+)|"
    r"(?<!\w)(?P<before>[\w&'-]+)\s+(?:category|section|genre))\b"
)
_TAGS = compile_pattern(
    rf"(?:\b(?:with|that\s+(?:have|has)|has|have|having|and|only|"
    rf"under)\s+)*(?:\b(?:the\s+)?(?:hash)?tags?\s+(?:of\s+|called\s+|is\s+|:\s*)?|"
    rf"\b(?:hash)?tagged\s+(?:as\s+|with\s+)?)[\"'#]*(?P<name>[\w'-]+(?:\s+[\w'-]+){{0,2}}?)"
    rf"[\"']?{_END}"
)
_AT = re.compile(r"(?:\b(?:from|by|of)\s+)?(?<![\w.])@(?P<name>[^\W\d_][\w.-]*\w)", re.I)
_HASH = re.compile(r"(?<!\w)#(?P<name>[^\W\d_][\w-]*)")
_NOT_MAKERS = read_words(
    """
    the sea beach lake river ocean fire hand night day myself yourself himself herself themselves
    candlelight bike car train boat foot step far side accident chance default law nature mistake me you us
    them him her my your a an this that these those it something someone anyone people kids children women
    men two three one bus plane ferry air land numbers heart design then now all some any dogs cats same
    which what who how when where popular most today tonight tomorrow anybody whom whoever
    """
)


def read_sources(reading: Reading, creators: Iterable[str], categories: Iterable[str], tags: Iterable[str]) -> Reading:
    """Take out and give `creator`, `category` and `tags`, spelt as in the catalog where it knows them."""
    reading = take(reading, _CATEGORY, lambda match: _read_category(match, categories))
    reading = take(reading, _HASH, lambda match: {"tags": [_closest(match["name"], tags) or match["name"]]})
    reading = take(reading, _TAGS, lambda match: {"tags": [_closest(match["name"], tags) or match["name"].strip()]})
    reading = take(reading, _AT, lambda match: {"creator": _closest(match["name"], creators) or match["name"]})
    for pattern in (_OWN, _CHANNEL, _BY):
        reading = take(reading, pattern, lambda match: _read_creator(match["name"], creators))
    return take(reading, _FROM, lambda match: _read_known(match["name"], creators))


def _read_creator(name: str, creators: Iterable[str]) -> dict[str, Any] | None:
    name = name.strip(" '\"")
    words = name.lower().removeprefix("the ").split()
    if not words or words[0] in _NOT_MAKERS or len(name) < 2 or re.search(r"\d{4}", name) or words[0].endswith("ing"):
        return None
    return {"creator": _closest(name, creators) or re.sub(r"'s$", "", name)}


def _read_known(name: str, creators: Iterable[str]) -> dict[str, Any] | None:
    known = _closest(name, creators, floor=94) if len(name) > 2 else None
    return None if known is None else {"creator": known}


def _read_category(match: re.Match[str], categories: Iterable[str]) -> dict[str, Any] | None:
    name = match["name"] or match["before"]
    if name.lower() in {
        "the",
        "a",
        "this",
        "that",
        "your",
        "any",
        "which",
        "what",
        "same",
        "other",
        "another",
        "list",
        "each",
        "every",
        "new",
        "no",
        "of",
        "by",
    }:
        return None
    return {"category": _closest(name, categories) or name}


def _closest(name: str, names: Iterable[str], floor: int = _MIN_LIKENESS) -> str | None:
    from rapidfuzz import fuzz, process, utils

    found = process.extractOne(
        name, list(names), scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=floor
    )
    if found is None:
        bare = re.sub(r"^the\s+|'s$", "", name, flags=re.I)
        found = process.extractOne(
            bare, list(names), scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=floor
        )
    return None if found is None else str(found[0])
