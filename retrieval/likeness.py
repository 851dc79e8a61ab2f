"""When two short phrases speak of the same thing."""

from __future__ import annotations

from reeltalk.retrieval.lemmas import subject_of

_TYPO = 93.0
"""The likeness, of 100, at which two phrases differ by a slip of the keys only ("action" and "auction" do not)."""

_WORD_TYPO = 85.0
"""The same for one longer word among others."""


def same_subject(one: str, other: str) -> bool:
    """Whether two phrases name one subject: the same lemmas but for fillers, or a typing slip apart.

    >>> same_subject("horror movies", "Horror"), same_subject("jazz", "smooth jazz")
    (True, False)
    """
    from rapidfuzz import fuzz

    left, right = subject_of(one), subject_of(other)
    if left == right:
        return True
    likeness = fuzz.ratio(" ".join(sorted(left)), " ".join(sorted(right)))
    return bool(likeness >= _TYPO)


def overlaps(one: str, other: str) -> bool:
    """Whether all that one phrase is about stands in the other, in either direction, typing slips aside.

    >>> overlaps("snakes", "big snakes in water"), overlaps("snakes", "spiders")
    (True, False)
    """
    left, right = subject_of(one), subject_of(other)
    few, many = sorted((left, right), key=len)
    return bool(few) and all(any(_alike(word, candidate) for candidate in many) for word in few)


def _alike(one: str, other: str) -> bool:
    from rapidfuzz import fuzz

    return one == other or (min(len(one), len(other)) > 4 and bool(fuzz.ratio(one, other) >= _WORD_TYPO))
