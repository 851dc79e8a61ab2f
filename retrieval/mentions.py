"""What a clip's text names without taking it back: "a dog" names a dog, "no dogs here" and "dog-free" do not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from reeltalk.retrieval.clip import Clip
from reeltalk.retrieval.figures import ARTICLES, is_verb, likened, names, spanned
from reeltalk.retrieval.hyponyms import told_senses
from reeltalk.retrieval.lemmas import Word, inflected, words_of
from reeltalk.retrieval.lexicon import Lexicon, open_lexicon
from reeltalk.retrieval.negations import REACH, negations
from reeltalk.retrieval.senses import otherwise

_SEPARATOR = re.compile(r"[.;:!?\n()\[\]|/#]+|\s[-–—]+\s|[–—]")
_FREE = re.compile(
    r"\b(\w+)[-‑](?:free|less|proof)\b"
)  # from a word's start only: a word of a million letters is read once
_LIST = re.compile(r",")
_DENIAL = re.compile(
    r"(?:none|nope|no|never|zero|nowhere|absent|not (?:here|present|visible|at all|any|today))", re.IGNORECASE
)
"""An answer that denies all of a short question or label before it: "Dogs? Not here." and "Music: none"."""
_ACTS = frozenset(
    {"nap", "sleep", "talk", "walk", "dance", "play", "run", "jump", "kick", "crawl", "swim", "race", "hop"}
)
"""What animals and people do, and parts of names of things: "cat nap", "bear crawl"."""
_ASKED = 3
"""Words of such a question or label."""


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
    words = [word for part in parts for word, _ in part]
    told = told_senses(words, lexicon.senses)
    reading = _Reading(
        lexicon,
        names(texts, lexicon.is_called, lexicon.is_firm, lexicon.given_names),
        otherwise(words, lexicon.cues),
        told,
    )
    for part in parts:
        found |= reading.gather(part)
    return frozenset(found)


def parts_of(text: str) -> Iterator[list[tuple[Word, bool]]]:
    """The words between commas and other stops in order, each with whether it is negated."""
    clauses = [clause for clause in _SEPARATOR.split(text) if clause.strip()]
    for clause, answer in pairwise([*clauses, ""]):
        parts = _judge(clause)
        denied = _DENIAL.fullmatch(answer.strip()) and len(clause.split()) <= _ASKED
        yield from ([(word, True) for word, _ in part] for part in parts) if denied else parts


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


@dataclass(frozen=True)
class _Reading:
    """One clip's words, read with what all of its texts tell of them."""

    lexicon: Lexicon
    names: frozenset[str]
    otherwise: frozenset[str]
    """Words in another meaning than people exclude."""
    told: dict[str, set[str]]
    """Words, and the marks of the senses in which they stand here for certain."""

    def gather(self, part: list[tuple[Word, bool]]) -> set[str]:
        """The marks of a comma-free stretch of text."""
        words, lexicon = [word for word, _ in part], self.lexicon
        found = set()
        figures = likened(words, lexicon.exemplifies)
        covered = figures | _species(words, lexicon) | spanned(words, lexicon.spans)
        for at, phrase in _phrases(words, lexicon):
            last = at + phrase.count(" ")
            if _is_clause(words, at, last):
                continue
            if not part[at][1] and not part[last][1] and figures.isdisjoint((at, last)):
                found.add(phrase)
            covered.update(at + place for place in lexicon.idioms.get(phrase, ()))
        for at, (_, negated) in enumerate(part):
            if not negated and at not in covered:
                found.update(self._marks_at(words, at))
        return found

    def _marks_at(self, words: list[Word], at: int) -> tuple[str, ...]:
        word = words[at]
        marks = self._plain_marks_at(words, at)
        return (*marks, *self.told.get(word.lemma, ()), *self.told.get(word.text, ())) if self.told else marks

    def _plain_marks_at(self, words: list[Word], at: int) -> tuple[str, ...]:
        word, lexicon = words[at], self.lexicon
        if word.text in self.otherwise or word.lemma in self.otherwise:
            marks: tuple[str, ...] = (f"other {word.lemma}",)
            if inflected(word) and word.text not in self.otherwise:
                marks = (*marks, word.text)
            return (*marks, f"name {word.lemma}") if lexicon.is_name(word.lemma) else marks
        if word.lemma in self.names and not lexicon.is_person(word.lemma):
            return (f"name {word.lemma}",)
        done = lexicon.is_homograph(word) and is_verb(words, at)
        return _marks(word, words[at - 1].text if at else "", done, lexicon)


def _phrases(words: list[Word], lexicon: Lexicon) -> Iterator[tuple[int, str]]:
    """The known phrases of lemmas that stand here, each with its place."""
    lemmas = tuple(word.lemma for word in words)
    for at, pair in enumerate(pairwise(lemmas)):
        for phrase in lexicon.phrases.get(pair, ()):
            if lemmas[at : at + len(phrase)] == phrase:
                yield at, " ".join(phrase)


def _is_clause(words: list[Word], at: int, last: int) -> bool:
    """Whether two words that could be one thing say that somebody does something: "cats nap", "a cat naps"."""
    one, two = words[at], words[last]
    if last != at + 1 or one.text.endswith("'s"):
        return False
    after = words[last + 1].text if last + 1 < len(words) else ""
    if two.text.endswith("s") and two.text != two.lemma and after in ARTICLES:
        return True  # "his jump scares the pigeons"
    if two.lemma not in _ACTS:
        return False
    if one.text != one.lemma and one.text.endswith("s"):
        return two.text == two.lemma
    alone = any(word.text in ("a", "an", "each", "every") for word in words[max(0, at - 2) : at])
    return alone and two.text != two.lemma and two.text.endswith("s")


def _species(words: list[Word], lexicon: Lexicon) -> set[int]:
    """The places of animals that a plant is called after."""
    pairs = enumerate(pairwise(words))
    return {at for at, (one, two) in pairs if one.text == one.lemma and lexicon.is_species(one.lemma, two.lemma)}


def _marks(word: Word, before: str, done: bool, lexicon: Lexicon) -> tuple[str, ...]:
    """A word's marks; the form itself too where it tells more: "a saw" is no form of "see", "oranges" are no colour."""
    marks = lexicon.marks(word, done)
    telling = before in ARTICLES or word.text in lexicon.plurals
    return (*marks, word.text) if word.text != word.lemma and telling else marks
