"""The catalog's own names, and which of them a name as typed means."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_MIN_LIKENESS = 88
"""Of 100: how alike a name must be to one of the catalog's to be taken as it."""


@dataclass(frozen=True)
class Names:
    """The catalog's own names, as a reader needs them."""

    creators: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


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
