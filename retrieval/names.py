"""Columns of names: category, creator, language and tags, compared ignoring case and surrounding spaces."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
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
    """Codes of names. Names that are compared as one share a folded form, whose most used spelling is shown."""

    def __init__(self, *, language: bool = False) -> None:
        self._fold = fold_language if language else fold_name
        self._language = language
        self._codes: dict[str, int] = {}
        self._shown: list[str] = []
        self._folded: list[str] = []
        self._alike: dict[str, list[int]] = {}

    def code(self, name: str) -> int:
        """The code of a name's spelling; -1 of a blank one."""
        code = self._codes.get(name)
        if code is None:
            code = self._codes[name] = self._add(" ".join(name.split()))
        return code

    def folded(self, code: int) -> str:
        """The form in which a spelling is compared."""
        return self._folded[code]

    def alike(self, name: str) -> list[int]:
        """The codes of all spellings that are compared as this name."""
        return self._alike.get(self._fold(name), [])

    def counts(self, clips: Sequence[int]) -> dict[str, int]:
        """Shown name -> number of clips, the most used first, from the number of clips of each code."""
        shown: dict[str, int] = {}
        for codes in self._alike.values():
            if total := sum(clips[code] for code in codes):
                shown[min((-clips[code], self._shown[code]) for code in codes)[1]] = total
        return dict(sorted(shown.items(), key=lambda item: (-item[1], item[0])))

    def __len__(self) -> int:
        return len(self._shown)

    def _add(self, spelling: str) -> int:
        if not spelling:
            return -1
        folded = self._fold(spelling)
        spelling = folded if self._language else spelling
        codes = self._alike.setdefault(folded, [])
        known = next((code for code in codes if self._shown[code] == spelling), None)
        if known is not None:
            return known
        self._shown.append(spelling)
        self._folded.append(folded)
        codes.append(len(self._shown) - 1)
        return codes[-1]


class NameColumn:
    """One name a row, as a code; -1 where the clip states none."""

    def __init__(self, *, language: bool = False) -> None:
        self._spellings = Spellings(language=language)
        self._values = np.full(0, -1, np.int32)

    def grow(self, size: int) -> None:
        """Make room for rows below `size`."""
        self._values = grown(self._values, size, -1)

    def put(self, rows: NDArray[np.int64], names: Iterable[str | None]) -> None:
        """Set the names of rows; None and blank take them away."""
        code = self._spellings.code
        self._values[rows] = [code(name) if name else -1 for name in names]

    def counts(self) -> dict[str, int]:
        """Shown name -> number of clips, the most used first."""
        stated = self._values[self._values >= 0]
        return self._spellings.counts(np.bincount(stated, minlength=len(self._spellings)).tolist())

    def knows(self, name: str) -> bool:
        """Whether any clip has this name."""
        return bool(self.mask(name).any())

    def mask(self, name: str) -> NDArray[np.bool_]:
        """The rows with this name."""
        codes = self._spellings.alike(name)
        return np.asarray(self._values == codes[0] if len(codes) == 1 else np.isin(self._values, codes))

    def stated(self) -> NDArray[np.bool_]:
        """The rows with any name."""
        return self._values >= 0


class TagColumn:
    """Several names a row, as the rows of each name."""

    def __init__(self) -> None:
        self._spellings = Spellings()
        self._rows: list[array[int]] = []
        self._tags: dict[int, tuple[int, ...]] = {}
        self._stated = np.zeros(0, bool)

    def grow(self, size: int) -> None:
        """Make room for rows below `size`."""
        self._stated = grown(self._stated, size, False)

    def put(self, row: int, tags: Iterable[str]) -> None:
        """Set the tags of a row."""
        for code in self._tags.pop(row, ()):
            self._rows[code].remove(row)
        spellings = self._spellings
        codes = (code for tag in tags if (code := spellings.code(tag)) >= 0)
        new = tuple({spellings.folded(code): code for code in codes}.values())
        while len(self._rows) < len(spellings):
            self._rows.append(array("q"))
        for code in new:
            self._rows[code].append(row)
        if new:
            self._tags[row] = new
        self._stated[row] = bool(new)

    def counts(self) -> dict[str, int]:
        """Shown name -> number of clips, the most used first."""
        return self._spellings.counts([len(rows) for rows in self._rows])

    def knows(self, name: str) -> bool:
        """Whether any clip has this tag."""
        return any(self._rows[code] for code in self._spellings.alike(name))

    def mask(self, name: str) -> NDArray[np.bool_]:
        """The rows with this tag."""
        mask = np.zeros(len(self._stated), bool)
        for code in self._spellings.alike(name):
            mask[np.array(self._rows[code], np.int64)] = True
        return mask

    def stated(self) -> NDArray[np.bool_]:
        """The rows with any tag."""
        return self._stated.copy()
