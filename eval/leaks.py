"""Proof that a simulated viewer never told what it was looking for by name: every utterance is searched."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reeltalk.eval.items import Item, words_of

LONG = 3
"""Words in a row from a title that count as telling it; a shorter title counts whole."""
_NUMBER = re.compile(r"\d{1,4}")


def find_leak(utterance: str, solutions: Iterable[Item], allowed: str = "") -> str | None:
    """What of a solution an utterance tells: its id, its title, or three words of it in a row; None where nothing.

    `allowed` holds the words of the conditions: what the viewer may say anyway leaks nothing.
    """
    said = f" {' '.join(words_of(utterance))} "
    free = f" {' '.join(words_of(allowed))} "
    for item in solutions:
        for part in _tell_tales(item):
            if f" {part} " in said and f" {part} " not in free:
                return part
    return None


def _tell_tales(item: Item) -> list[str]:
    title = words_of(item.title)
    parts = [" ".join(title[start : start + LONG]) for start in range(max(1, len(title) - LONG + 1))]
    name = " ".join(words_of(item.id))
    # a short number is an id in some catalogs and a length, a year or an age in every conversation
    named = [] if _NUMBER.fullmatch(item.id) else [name]
    return [part for part in (*parts, *named) if part and (len(part.split()) > 1 or len(part) > 3)]
