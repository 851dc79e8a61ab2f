"""Words of a text with their lemmas, in order."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_OWN = {
    "singing": "sing",
    "leaves": "leaf",
    "dice": "dice",
    "movies": "movie",
    "glasses": "glasses",
    "series": "series",
    "thieves": "thief",
    "loaves": "loaf",
    "wives": "wife",
    "lives": "life",
    "calves": "calf",
    "halves": "half",
    "elves": "elf",
    "trainers": "trainers",
    "sweets": "sweets",
    "clothes": "clothes",
    "fries": "fries",
    "troops": "troops",
}
"""Where the lemmatiser takes the rarer word, such as "singe" for "singing"."""

PASTS = frozenset({"saw", "rose", "felt", "dove", "wound", "spoke", "leaves"})
"""Forms of verbs that are also things under another lemma."""

_FILLERS = """
a an the any some all every of in on at with about to for from and or that this these those is are be it its my me i
you very really too so much more lot kind sort type thing stuff anything something everything video clip film movie
content footage please
"""
FILLERS = frozenset(_FILLERS.split())
"""Lemmas that say nothing of what a phrase is about."""


class Word(NamedTuple):
    """One word of a text: as lower-cased, and its lemma."""

    text: str
    lemma: str


@lru_cache(maxsize=200_000)
def lemma_of(word: str) -> str:
    """The English lemma of one word, lower-cased; a word the lemmatiser does not know stays as it is.

    >>> [lemma_of(word) for word in ("Puppies", "jumping", "geese", "dog's")]
    ['puppy', 'jump', 'goose', 'dog']
    """
    from simplemma import lemmatize

    plain = _POSSESSIVE.sub("", word.casefold())
    return _OWN.get(plain) or lemmatize(plain, lang="en").casefold() or plain


def words_of(text: str) -> list[Word]:
    """The words of a text in order; punctuation and hyphens divide them.

    >>> [word.lemma for word in words_of("No dogs, dog-free!")]
    ['no', 'dog', 'dog', 'free']
    """
    return [Word(found.casefold(), lemma_of(found)) for found in _WORD.findall(text)]


def inflected(word: Word) -> bool:
    """Whether a word is an "-ing" or "-ed" form of its lemma."""
    return word.lemma != word.text and word.text.endswith(("ing", "ed"))


def mark_of(phrase: str) -> str:
    """The form of a word or phrase by which it is found in texts: lemmas, a single "-ing" or "-ed" form as it stands.

    >>> [mark_of(phrase) for phrase in ("Dogs", "training", "pie-dogs")]
    ['dog', 'training', 'pie dog']
    """
    words = words_of(phrase)
    if len(words) == 1 and inflected(words[0]):
        return words[0].text
    return " ".join(word.lemma for word in words)


def subject_of(text: str) -> frozenset[str]:
    """The lemmas that a short phrase is about; all of its lemmas where only fillers stand.

    >>> sorted(subject_of("any horror movies"))
    ['horror']
    """
    lemmas = [word.lemma for word in words_of(text)]
    return frozenset(lemma for lemma in lemmas if lemma not in FILLERS) or frozenset(lemmas)
