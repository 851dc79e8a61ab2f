"""What a clip's text names without taking it back: "a dog" names a dog, "no dogs here" and "dog-free" do not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from reeltalk.retrieval.clip import Clip
from reeltalk.retrieval.lemmas import Word, words_of
from reeltalk.retrieval.lexicon import Lexicon, open_lexicon

_SEPARATOR = re.compile(r"[.;:!?\n()\[\]|/#]+|\s[-–—]+\s|[–—]")
_FREE = re.compile(r"\b(\w+)[-‑](?:free|less)\b")  # from a word's start only: a word of a million letters is read once
_LIST = re.compile(r",")
_WORDS = {
    "before": "no without zero non minus sans lacks lacking excluding",  # take back a name among the next few
    "verbal": "not never nor neither isn't aren't wasn't weren't don't doesn't didn't",  # "not a", yet "not like the"
    "determiner": "a an any the single one some even actual real to be of many much have has show shows",
    "end": "but except yet although though however just only because so while when then until",
    "idle": "doubt wonder matter longer one way idea less more time problem reason need only just",  # "no doubt"
    "after": "not never isn't aren't wasn't weren't nowhere absent don't doesn't didn't",
    "shown": "allowed seen shown visible present included found here appear sight featured involved used absent",
}
_BEFORE, _VERBAL, _DETERMINERS, _ENDS, _IDLE, _AFTER, _SHOWN = (frozenset(words.split()) for words in _WORDS.values())
_PAIRS = frozenset({"free of", "free from", "devoid of", "lack of", "absence of", "instead of", "rather than"})
_TRIGGERS = _BEFORE | _VERBAL | _AFTER | {pair.split()[0] for pair in _PAIRS}
_REACH = 3
"""Content words that a negation reaches over."""


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
    for text in texts_of(clip):
        for clause in clauses_of(text):
            _gather(clause, lexicon, found)
    return frozenset(found)


def clauses_of(text: str) -> Iterator[list[tuple[Word, bool]]]:
    """The words of each clause in order, each with whether it is negated."""
    for clause in _SEPARATOR.split(text):
        if clause.strip():
            yield _judge(clause)


def _judge(clause: str) -> list[tuple[Word, bool]]:
    parts = [words_of(part) for part in _LIST.split(clause)]
    judged: list[tuple[Word, bool]] = []
    carried = False
    last = max((number for number, words in enumerate(parts) if _joins(words)), default=-1)
    for number, words in enumerate(parts):
        negated = _negated(words)
        if carried and number <= last:  # a further item of a negated list: "no cats, dogs or birds"
            negated = [True] * len(words) if len(words) <= _REACH + 1 else negated
        else:
            carried = False
        carried = carried or (bool(words) and any(negated[-2:]))
        judged += zip(words, negated, strict=True)
    freed = {name.casefold() for name in _FREE.findall(clause)}
    return [(word, negated or word.text in freed) for word, negated in judged] if freed else judged


def _joins(words: list[Word]) -> bool:
    return any(word.text in ("or", "nor") for word in words)


def _negated(words: list[Word]) -> list[bool]:
    negated = [False] * len(words)
    texts = [word.text.replace("’", "'") for word in words] + ["", ""]
    if _TRIGGERS.isdisjoint(texts):
        return negated
    for at, text in enumerate(texts[:-2]):
        after = texts[at + 1]
        if text in ("no", "not") and after in _IDLE:
            continue
        if text in _BEFORE or f"{text} {after}" in _PAIRS or (text in _VERBAL and _takes_noun(text, texts[at + 1 :])):
            _spread(texts, at + 1, negated)
        if text in _AFTER and _SHOWN.intersection(texts[at : at + 4]):
            _spread_back(texts, at, negated)
    return negated


def _takes_noun(text: str, rest: list[str]) -> bool:
    """Whether "not" and its like take back a name that follows: "not a dog", "not dogs", yet not "not like the dog"."""
    return text in ("nor", "neither") or rest[0] in _DETERMINERS or rest[1] in _ENDS or not rest[1]


def _spread(texts: list[str], start: int, negated: list[bool]) -> None:
    """Negate what follows, up to the end of the phrase."""
    left = _REACH
    for at in range(start, len(negated)):
        if texts[at] in _ENDS or left == 0:
            return
        negated[at] = True
        if texts[at] in ("or", "nor", "and"):
            left = max(left, 2)
        elif texts[at] not in _DETERMINERS:
            left -= 1


def _spread_back(texts: list[str], end: int, negated: list[bool]) -> None:
    """Negate the two words before "are not allowed"."""
    while end and texts[end - 1] in ("is", "are", "was", "were", "be"):
        end -= 1
    for at in range(max(0, end - 2), end):
        negated[at] = True


def _gather(clause: list[tuple[Word, bool]], lexicon: Lexicon, found: set[str]) -> None:
    lemmas = tuple(word.lemma for word, _ in clause)
    covered: set[int] = set()
    for at, pair in enumerate(pairwise(lemmas)):
        for phrase in lexicon.phrases.get(pair, ()):
            last = at + len(phrase) - 1
            if lemmas[at : last + 1] == phrase:
                if " ".join(phrase) in lexicon.idioms:
                    covered.add(last)
                if not clause[at][1] and not clause[last][1]:
                    found.add(" ".join(phrase))
    for at, (word, negated) in enumerate(clause):
        if not negated and at not in covered:
            found.update(lexicon.marks(word))
