"""Columns of names: category, creator, language and tags, compared ignoring case and surrounding spaces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

NEAREST = 5
"""How many near values to offer for an unknown one."""

NEAR_ENOUGH = 60.0
"""The least likeness, of 100, of a value worth offering."""


def fold_name(name: str) -> str:
    """The form in which names are compared: case folded, white space collapsed.

    >>> fold_name("  Nature &  Science ")
    'nature & science'
    """
    return " ".join(name.casefold().split())


@lru_cache(maxsize=4096)
def fold_language(name: str) -> str:
    """The ISO 639-1 code of a language tag, a three-letter code or a name; what is none of these stays as it is.

    >>> [fold_language(name) for name in ("EN", "pt-BR", "deu", "German")]
    ['en', 'pt', 'de', 'de']
    """
    import langcodes

    plain = fold_name(name)
    if langcodes.tag_is_valid(plain):
        return langcodes.Language.get(plain).language or plain
    try:
        return langcodes.find(plain).language or plain
    except LookupError:
        return plain


def nearest_names(name: str, counts: dict[str, int], limit: int = NEAREST) -> list[str]:
    """The names most like one that does not exist, best first; the most used ones where none is like it."""
    from rapidfuzz import fuzz, process

    found = process.extract(
        fold_name(name), list(counts), scorer=fuzz.WRatio, processor=fold_name, limit=limit, score_cutoff=NEAR_ENOUGH
    )
    if found:
        return [near for near, _, _ in sorted(found, key=lambda hit: (-hit[1], -counts[hit[0]], hit[0]))]
    return sorted(counts, key=lambda other: (-counts[other], other))[:limit]


def grown(values: NDArray[Any], size: int, fill: object) -> NDArray[Any]:
    """An array with room for at least `size` values, the new ones set to `fill`."""
    if size <= len(values):
        return values
    longer = np.full(max(size, len(values) * 5 // 4), fill, values.dtype)
    longer[: len(values)] = values
    return longer


class Spellings:
    """How often each name occurs, gathered under its folded form and shown in its most used spelling."""

    def __init__(self) -> None:
        self._seen: dict[str, Counter[str]] = {}

    def count(self, folded: str, spelling: str, step: int) -> None:
        """Count a spelling up or down; a name that no clip has any more is forgotten."""
        seen = self._seen.setdefault(folded, Counter())
        seen[spelling] += step
        if seen[spelling] <= 0:
            del seen[spelling]
        if not seen:
            del self._seen[folded]

    def counts(self) -> dict[str, int]:
        """Shown name -> number of clips, the most used first."""
        shown = {min(seen, key=lambda name: (-seen[name], name)): seen.total() for seen in self._seen.values()}
        return dict(sorted(shown.items(), key=lambda item: (-item[1], item[0])))

    def __contains__(self, folded: object) -> bool:
        return folded in self._seen


class NameColumn:
    """One name a row, as a code; -1 where the clip states none."""

    def __init__(self, *, language: bool = False) -> None:
        self.spellings = Spellings()
        self._fold = fold_language if language else fold_name
        self._codes: dict[str, int] = {}
        self._names: list[str] = []
        self._values = np.full(0, -1, np.int32)
        self._spelt: dict[int, str] = {}

    def grow(self, size: int) -> None:
        """Make room for rows below `size`."""
        self._values = grown(self._values, size, -1)

    def put(self, row: int, name: str | None) -> None:
        """Set the name of a row; None and blank take it away."""
        if row in self._spelt:
            old = self._spelt.pop(row)
            self.spellings.count(self._fold(old), old, -1)
        spelling = " ".join(name.split()) if name else ""
        if not spelling:
            self._values[row] = -1
            return
        folded = self._fold(spelling)
        shown = folded if self._fold is fold_language else spelling
        self._spelt[row] = shown
        self.spellings.count(folded, shown, 1)
        self._values[row] = self._codes.setdefault(folded, len(self._codes))

    def knows(self, name: str) -> bool:
        """Whether any clip has this name."""
        return self._fold(name) in self.spellings

    def mask(self, name: str) -> NDArray[np.bool_]:
        """The rows with this name."""
        return np.asarray(self._values == self._codes.get(self._fold(name), -2))

    def stated(self) -> NDArray[np.bool_]:
        """The rows with any name."""
        return self._values >= 0


class TagColumn:
    """Several names a row, as the set of rows of each name."""

    def __init__(self) -> None:
        self.spellings = Spellings()
        self._rows: dict[str, set[int]] = {}
        self._tags: dict[int, dict[str, str]] = {}
        self._stated = np.zeros(0, bool)

    def grow(self, size: int) -> None:
        """Make room for rows below `size`."""
        self._stated = grown(self._stated, size, False)

    def put(self, row: int, tags: Iterable[str]) -> None:
        """Set the tags of a row."""
        for folded, spelling in self._tags.pop(row, {}).items():
            self.spellings.count(folded, spelling, -1)
            self._rows[folded].discard(row)
        new = {fold_name(tag): " ".join(tag.split()) for tag in tags if tag.strip()}
        for folded, spelling in new.items():
            self.spellings.count(folded, spelling, 1)
            self._rows.setdefault(folded, set()).add(row)
        if new:
            self._tags[row] = new
        self._stated[row] = bool(new)

    def knows(self, name: str) -> bool:
        """Whether any clip has this tag."""
        return fold_name(name) in self.spellings

    def mask(self, name: str) -> NDArray[np.bool_]:
        """The rows with this tag."""
        rows = self._rows.get(fold_name(name), set())
        mask = np.zeros(len(self._stated), bool)
        mask[np.fromiter(rows, np.int64, len(rows))] = True
        return mask

    def stated(self) -> NDArray[np.bool_]:
        """The rows with any tag."""
        return self._stated.copy()
