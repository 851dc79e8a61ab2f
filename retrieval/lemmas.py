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


_LOOKED_AT = 600
"""The letters of a text by which its language is told."""
_LAST_LATIN = "\u024f"
_SMALL = frozenset(["he", "she", "they", "his", "her", "their", "by", "not", "no", "from", "into", "who", "as", "over"])
_SMALL_FOREIGN = """
der die das und ein eine einen einem einer ist im auf dem den des mit für nicht von zu zum zur wie sich
el los las un una unos en con por para y su se que del al es le les une des du et est dans sur avec pour au aux qui ne
il lo gli di della che per sono nel um uma o os com não da do na het een van op voor niet i w z się jest nie och att på
"""
_FOREIGN = frozenset(_SMALL_FOREIGN.split()) - {"i", "do", "des", "die", "o"}
"""Small words of German, Spanish, French, Italian, Portuguese, Dutch, Polish and Swedish that are none of English."""


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


def is_english(text: str) -> bool:
    """Whether a text passes for English: only such a text is read by kinds and negations. Told by its letters, and by
    the small words of English against those of other languages; what has neither passes.

    >>> [is_english(text) for text in ("Ein Hund auf dem Sofa.", "一只狗在跑", "Mochi in Kyoto", "#cat #dog")]
    [False, False, True, True]
    """
    letters = [letter for letter in text[:_LOOKED_AT] if letter.isalpha()]
    if sum(letter > _LAST_LATIN for letter in letters) > len(letters) / 2:
        return False
    words = [found.casefold() for found in _WORD.findall(text[:_LOOKED_AT])]
    return sum(word in _FOREIGN for word in words) <= sum(word in FILLERS | _SMALL for word in words)


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
