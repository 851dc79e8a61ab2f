"""Proof that a simulated viewer never told what it was looking for by name: every utterance is searched."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from reeltalk.eval.items import Item, words_of

LONG = 3
"""Words in a row from a title that count as telling it; a shorter title counts whole."""
ORDINARY = 5.3
"""Zipf frequency from which a word is anybody's: a stretch of such words alone tells nothing."""
_NUMBER = re.compile(r"\d{1,4}")


def find_leak(utterance: str, solutions: Iterable[Item], allowed: str = "") -> str | None:
    """What of a solution an utterance tells: its id, its title, or three words of it in a row; None where nothing.

    `allowed` holds the words of the conditions, which the viewer may say anyway: a stretch tells something where it has
    a word that is neither one of these nor an ordinary one.
    """
    said = f" {' '.join(words_of(utterance))} "
    free = frozenset(words_of(allowed))
    for item in solutions:
        for part in _stretches(item):
            if f" {part} " in said and any(word not in free and not _is_ordinary(word) for word in part.split()):
                return part
    return None


def _stretches(item: Item) -> list[str]:
    title = words_of(item.title)
    parts = [" ".join(title[start : start + LONG]) for start in range(max(1, len(title) - LONG + 1))]
    # a short number is an id in some catalogs and a length, a year or an age in every conversation
    named = [] if _NUMBER.fullmatch(item.id) else [" ".join(words_of(item.id))]
    return [part for part in (*parts, *named) if part]


@cache
def _is_ordinary(word: str) -> bool:
    from wordfreq import zipf_frequency

    return word.isdigit() or float(zipf_frequency(word, "en")) >= ORDINARY
