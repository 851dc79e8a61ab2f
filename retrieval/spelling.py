"""What a misspelt term of an exclusion means: "spidres" are spiders."""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_lowercase

from reeltalk.retrieval.lemmas import Word, lemma_of
from reeltalk.retrieval.lexicon import Lexicon

_SHORTEST = 5
"""Shorter words are one letter from too many others."""


def respell(word: Word, lexicon: Lexicon) -> frozenset[str]:
    """The listed things that a word unknown to English and to the lexicon is one slip away from (Damerau, 1964).

    The first letter is taken as meant. A right name that looks like a slip is still looked for as it stands.
    """
    from simplemma import is_known

    text = word.text
    if len(text) < _SHORTEST or lexicon.knows(word.lemma) or not text.isalpha() or is_known(text, lang="en"):
        return frozenset()
    return frozenset(lemma for slip in _slips(text) if lexicon.lists(lemma := lemma_of(slip)))


def _slips(text: str) -> Iterator[str]:
    """All words that differ by one letter left out, put in, taken for another, or swapped with its neighbour."""
    for at in range(1, len(text) + 1):
        head, tail = text[:at], text[at:]
        yield head + tail[1:]
        yield head + tail[1:2] + tail[:1] + tail[2:]
        for letter in ascii_lowercase:
            yield head + letter + tail
            yield head + letter + tail[1:]
