"""Which words of several meanings stand in another one than people exclude: the mouse beside a keyboard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from reeltalk.retrieval.lemmas import Word, mark_of


@dataclass
class Cues:
    """What stands beside a word: speaking for another meaning of it, and for the one that people exclude."""

    other: set[str] = field(default_factory=set)
    main: set[str] = field(default_factory=set)

    def add(self, line: str) -> None:
        """Take "cue, cue | cue, cue"; a cue on both sides tells nothing."""
        other, _, main = line.partition("|")
        self.other |= _marks(other)
        self.main |= _marks(main)

    def prevail(self, said: frozenset[str]) -> bool:
        """Whether more speaks for another meaning than for the one that people exclude."""
        return len((self.other - self.main) & said) > len((self.main - self.other) & said)


_FUNCTION_WORDS = """
do be see mr way over who his she own first second time long back in set take put free out top left right high
great good get go up down case life love day name
"""
_TELL_NOTHING = frozenset(_FUNCTION_WORDS.split())
"""Lemmas too common to speak for a meaning."""


def _marks(words: str) -> set[str]:
    return {mark_of(word) for word in words.split(",") if word.strip()} - _TELL_NOTHING


def otherwise(words: Iterable[Word], cues: Mapping[str, Cues]) -> frozenset[str]:
    """The lemmas, and forms in -ing, that stand in another meaning in a clip of these words."""
    said = frozenset(form for word in words for form in word)
    return frozenset(word for word in cues.keys() & said if cues[word].prevail(said - {word}))
