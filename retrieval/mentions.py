"""What a clip's text names without taking it back: "a dog" names a dog, "no dogs here" and "dog-free" do not."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import pairwise

from reeltalk.retrieval.clip import Clip
from reeltalk.retrieval.figures import ARTICLES, is_verb, likened, names
from reeltalk.retrieval.lemmas import Word, words_of
from reeltalk.retrieval.lexicon import Lexicon, open_lexicon
from reeltalk.retrieval.negations import REACH, negations

_SEPARATOR = re.compile(r"[.;:!?\n()\[\]|/#]+|\s[-–—]+\s|[–—]")
_FREE = re.compile(r"\b(\w+)[-‑](?:free|less)\b")  # from a word's start only: a word of a million letters is read once
_LIST = re.compile(r",")


def texts_of(clip: Clip) -> Iterator[str]:
    """Every text of a clip that `exclude` looks at."""
    yield from (clip.title, clip.description, *clip.descriptions.values(), clip.notes)
    yield from (moment.text for moment in clip.moments)
    yield from clip.tags
    if clip.category:
        yield clip.category


def mentions(clip: Clip) -> frozenset[str]:
    """The marks (lemmas, "-ing" and "-ed" forms, known phrases of lemmas) that a clip names un-negated."""
    lexicon = open_lexicon()
    found: set[str] = set()
    texts = list(texts_of(clip))
    parts = [part for text in texts for part in parts_of(text)]
    named = names(texts) | _otherwise({word.lemma for part in parts for word, _ in part}, lexicon)
    for part in parts:
        _gather(part, lexicon, named, found)
    return frozenset(found)


def _otherwise(lemmas: set[str], lexicon: Lexicon) -> set[str]:
    """Words of several meanings that stand in another one here: the mouse beside a keyboard."""
    return {word for word in lexicon.cues.keys() & lemmas if not lexicon.cues[word].isdisjoint(lemmas - {word})}


def parts_of(text: str) -> Iterator[list[tuple[Word, bool]]]:
    """The words between commas and other stops in order, each with whether it is negated."""
    for clause in _SEPARATOR.split(text):
        if clause.strip():
            yield from _judge(clause)


def _judge(clause: str) -> Iterator[list[tuple[Word, bool]]]:
    parts = [words_of(part) for part in _LIST.split(clause)]
    freed = {name.casefold() for name in _FREE.findall(clause)}
    carried = False
    last = max((number for number, words in enumerate(parts) if _joins(words)), default=-1)
    for number, words in enumerate(parts):
        negated = negations(words)
        if carried and number <= last:  # a further item of a negated list: "no cats, dogs or birds"
            negated = [True] * len(words) if len(words) <= REACH + 1 else negated
        else:
            carried = False
        carried = carried or (bool(words) and any(negated[-2:]))
        yield [(word, away or word.text in freed) for word, away in zip(words, negated, strict=True)]


def _joins(words: list[Word]) -> bool:
    return any(word.text in ("or", "nor") for word in words)


def _gather(part: list[tuple[Word, bool]], lexicon: Lexicon, names: Collection[str], found: set[str]) -> None:
    words = [word for word, _ in part]
    figures = likened(words)
    covered = figures | _species(words, lexicon)
    for at, phrase in _phrases(words, lexicon):
        last = at + phrase.count(" ")
        if not part[at][1] and not part[last][1] and figures.isdisjoint((at, last)):
            found.add(phrase)
        covered.update(at + place for place in lexicon.idioms.get(phrase, ()))
    for at, (word, negated) in enumerate(part):
        if not negated and at not in covered:
            before = words[at - 1].text if at else ""
            found.update(
                (f"name {word.lemma}",)
                if word.lemma in names
                else _marks(word, before, lexicon.is_homograph(word) and is_verb(words, at), lexicon)
            )


def _phrases(words: list[Word], lexicon: Lexicon) -> Iterator[tuple[int, str]]:
    """The known phrases of lemmas that stand here, each with its place."""
    lemmas = tuple(word.lemma for word in words)
    for at, pair in enumerate(pairwise(lemmas)):
        for phrase in lexicon.phrases.get(pair, ()):
            if lemmas[at : at + len(phrase)] == phrase:
                yield at, " ".join(phrase)


def _species(words: list[Word], lexicon: Lexicon) -> set[int]:
    """The places of animals that a plant is called after."""
    pairs = enumerate(pairwise(words))
    return {at for at, (one, two) in pairs if one.text == one.lemma and lexicon.is_species(one.lemma, two.lemma)}


def _marks(word: Word, before: str, done: bool, lexicon: Lexicon) -> tuple[str, ...]:
    """A word's marks; the form itself too where it tells more: "a saw" is no form of "see", "oranges" are no colour."""
    marks = lexicon.marks(word, done)
    telling = before in ARTICLES or word.text in lexicon.plurals
    return (*marks, word.text) if word.text != word.lemma and telling else marks
