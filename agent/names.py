"""The catalog's own names, and which of them a name as typed means."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

_MIN_LIKENESS = 88
"""Of 100: how alike a name must be to one of the catalog's to be taken as it."""


@dataclass(frozen=True)
class Names:
    """The catalog's own names, as a reader needs them."""

    creators: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


_LONGEST = 6
"""Words of the longest name that is looked for in running text."""


@lru_cache(8)
def _by_lower(names: tuple[str, ...]) -> dict[str, str]:
    return {" ".join(name.lower().split()): name for name in names}


def find_ahead(text: str, at: int, names: tuple[str, ...]) -> int | None:
    """The end of the longest of `names` that stands, letter for letter but for case, at a place of a text, or None."""
    known = _by_lower(names)
    words = list(re.finditer(r"\S+", text[at:]))[:_LONGEST]
    for last in reversed(words):
        piece = text[at : at + last.end()].rstrip(" .,;:!?)'\"")
        if " ".join(piece.lower().split()) in known:
            return at + len(piece)
    return None


def find_behind(text: str, at: int, names: tuple[str, ...]) -> int | None:
    """The start of the longest of `names` that ends at a place of a text, or None."""
    known = _by_lower(names)
    words = list(re.finditer(r"\S+", text[:at]))[-_LONGEST:]
    return next((one.start() for one in words if " ".join(text[one.start() : at].lower().split()) in known), None)


def find_name(name: str, names: Iterable[str], floor: int = _MIN_LIKENESS) -> str | None:
    """The one of `names` that a name as typed most likely means, or None."""
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
