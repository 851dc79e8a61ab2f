"""Fixed phrases that do not hold what their words name: a tiger lily holds no tiger, to kill time is no killing.

From WordNet's nouns and verbs of several words. A word of a phrase counts as named where the phrase is a kind of what
the word names, or where its gloss speaks of it or a kind of it: a "wine glass" is a glass "in which wine is served".
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from wordfreq import zipf_frequency

from reeltalk.retrieval.encoder import Encoder
from reeltalk.retrieval.lemmas import FILLERS, mark_of, words_of
from reeltalk.retrieval.lexicon import Lexicon, Rules, Synsets

MAX_WORDS = 4
MIN_FREQUENCY = 2.3
"""The least Zipf frequency of each word of a phrase."""
LIKENESS = 0.4
"""The cosine from which on a gloss speaks of a word that it does not hold: "fire" and "burst into flames"."""
_PARTICLES = "in on up down out off away over back through around about along by to at for with it"
PARTICLES = frozenset(_PARTICLES.split())
_Phrases = dict[str, list[tuple[str, set[int]]]]
"""Phrase -> each sense's gloss and the places of its words that the gloss does not hold."""


def find_compounds(folder: Path, synset_lines: list[str], encoder: Encoder) -> dict[str, list[int]]:
    """Phrases of lemmas with the places of the words that name nothing in any of the phrase's senses."""
    lexicon = Lexicon(Synsets(synset_lines), Rules())
    phrases: _Phrases = {}
    for phrase, gloss in [*_read(folder / "data.noun"), *_read(folder / "data.verb")]:
        phrases.setdefault(phrase, []).append((gloss, _unsaid(phrase, gloss, lexicon)))
    left = {phrase: senses for phrase, senses in phrases.items() if set.intersection(*(at for _, at in senses))}
    vectors = _encode(left, encoder)
    listed = {}
    for phrase, senses in sorted(left.items()):
        empty = set.intersection(*(_unlike(phrase, gloss, places, vectors) for gloss, places in senses))
        if empty:
            listed[phrase] = sorted(empty)
    return listed


def _read(file: Path) -> Iterator[tuple[str, str]]:
    """Phrases of common words, as lemmas, with the gloss of the sense."""
    for line in file.read_text("utf-8").splitlines():
        head, _, gloss = line.partition(" | ")
        parts = head.split()
        for spelt in parts[4 : 4 + 2 * int(parts[3], 16) : 2] if not line.startswith(" ") else ():
            words = spelt.replace("_", " ").split()
            common = all(zipf_frequency(word, "en") >= MIN_FREQUENCY for word in words)
            whole = words[-1] not in ("family", "genus") and not PARTICLES.issuperset(words[1:])
            if 1 < len(words) <= MAX_WORDS and common and whole and spelt.islower():
                yield mark_of(spelt.replace("_", " ")), gloss.split('; "')[0].strip()


def _unsaid(phrase: str, gloss: str, lexicon: Lexicon) -> set[int]:
    """The places of words that the phrase is no kind of, and that its gloss names neither itself nor a kind of."""
    words = words_of(gloss)
    said = {word.text for word in words} | {word.lemma for word in words}
    said |= {f"{one.lemma} {two.lemma}" for one, two in pairwise(words)}
    unsaid = set()
    for at, word in enumerate(phrase.split()):
        kinds = lexicon.kinds(word)
        held = phrase in kinds or not kinds.isdisjoint(said) or any(other.startswith(word) for other in said)
        if not held and word not in FILLERS and word not in PARTICLES:
            unsaid.add(at)
    return unsaid


def _encode(phrases: _Phrases, encoder: Encoder) -> dict[str, NDArray[np.float32]]:
    """The vectors of all glosses and words, by their text."""
    texts = {gloss for senses in phrases.values() for gloss, _ in senses} | {w for p in phrases for w in p.split()}
    listed = sorted(texts)
    return dict(zip(listed, encoder.encode(listed), strict=True))


def _unlike(phrase: str, gloss: str, places: set[int], vectors: dict[str, NDArray[np.float32]]) -> set[int]:
    words = phrase.split()
    return {at for at in places if float(vectors[words[at]] @ vectors[gloss]) < LIKENESS}
