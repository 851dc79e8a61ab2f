"""Misspelt words, mended only where one common word is clearly meant."""

from __future__ import annotations

import re
from functools import cache

MAX_COMMON = 3.0
"""Words at least this common (Zipf scale: 3 is once in a million words) are taken as meant."""

_RARE = 1.5
"""Words this rare are misspellings or names; commoner ones are real words and need stronger grounds."""

_CUES = frozenset(
    [
        "about",
        "above",
        "after",
        "already",
        "alphabetical",
        "animated",
        "another",
        "anything",
        "around",
        "avoid",
        "because",
        "before",
        "beginner",
        "beginners",
        "below",
        "between",
        "bored",
        "boring",
        "category",
        "categories",
        "channel",
        "channels",
        "clips",
        "compare",
        "creator",
        "creators",
        "detailed",
        "details",
        "different",
        "dislike",
        "documentaries",
        "documentary",
        "doesn't",
        "during",
        "easier",
        "enough",
        "everything",
        "exclude",
        "explain",
        "favourite",
        "fewer",
        "first",
        "follow",
        "forget",
        "fortnight",
        "fourth",
        "french",
        "friday",
        "funnier",
        "funny",
        "german",
        "hated",
        "hidden",
        "hours",
        "instead",
        "italian",
        "japanese",
        "korean",
        "language",
        "languages",
        "latest",
        "length",
        "less",
        "limit",
        "loved",
        "maximum",
        "minimum",
        "minute",
        "minutes",
        "month",
        "monday",
        "months",
        "more",
        "most",
        "never",
        "newer",
        "newest",
        "nothing",
        "number",
        "oldest",
        "please",
        "popular",
        "portuguese",
        "prefer",
        "previous",
        "rather",
        "recent",
        "recommend",
        "recommended",
        "remember",
        "remove",
        "russian",
        "saturday",
        "second",
        "seconds",
        "search",
        "shorter",
        "shortest",
        "shouldn't",
        "similar",
        "since",
        "something",
        "sometimes",
        "spanish",
        "sunday",
        "surprise",
        "talking",
        "thanks",
        "third",
        "thursday",
        "tonight",
        "tuesday",
        "tutorial",
        "tutorials",
        "under",
        "underrated",
        "unless",
        "until",
        "usually",
        "video",
        "videos",
        "watch",
        "watched",
        "wednesday",
        "week",
        "weeks",
        "weekend",
        "without",
        "year",
        "years",
        "yesterday",
    ]
)


@cache
def mend_word(word: str) -> str:
    """The word, or the common word it is a slip of.

    >>> mend_word("shoter"), mend_word("soem"), mend_word("paella"), mend_word("budgie")
    ('shorter', 'some', 'paella', 'budgie')
    """
    from wordfreq import zipf_frequency

    lower = word.lower()
    own = zipf_frequency(lower, "en")
    if own >= MAX_COMMON:
        return word
    best = max(_near_words(lower), key=lambda near: _rank(lower, near[0], near[1]), default=None)
    if best is None or not _is_meant(lower, own, *best):
        return word
    return best[0].capitalize() if word[0].isupper() else best[0]


def _rank(word: str, near: str, distance: int) -> tuple[float, ...]:
    from wordfreq import zipf_frequency

    swapped, cue = sorted(word) == sorted(near), near in _CUES
    heard = swapped or _sound(word) == _sound(near) or (cue and distance == 1)
    return (heard, -distance, near[0] == word[0], swapped or cue, swapped, cue, zipf_frequency(near, "en"))


def _is_meant(word: str, own: float, near: str, distance: int) -> bool:
    from wordfreq import zipf_frequency

    common = zipf_frequency(near, "en")
    if own > 0 and any(word == f"{near}{ending}" for ending in ("r", "rs", "er", "ers", "ist", "ists", "less")):
        return False
    if near[0] != word[0] or common < own + 1.5:
        return False
    if sorted(word) == sorted(near):
        return True
    if own > 0 and near not in _CUES and _sound(word) != _sound(near):
        return False  # "restringing" is a word, if a rare one, and not "restricting"
    if near in _CUES and own < 2.5 and len(word) > 5:
        return True
    if own >= _RARE:
        return near in _CUES and distance == 1 and len(word) > 4  # a real word, such as "potting", is meant
    return distance == 1 or (common >= 3.5 and (len(word) > 7 or _sound(word) == _sound(near)))


_VOWELS = re.compile(r"(?<!^)[aeiouyhw]")
_LIKE_SOUNDS = str.maketrans("ckqzv", "kkksf")


@cache
def _sound(word: str) -> str:
    """Roughly how a word is heard: its consonants, those that sound alike as one; slips mostly leave it as it is.

    >>> _sound("elefant") == _sound("elephant"), _sound("snorkling") == _sound("sparkling")
    (True, False)
    """
    kept = _VOWELS.sub("", re.sub("ph", "f", word)).translate(_LIKE_SOUNDS)
    return re.sub(r"(.)\1+", r"\1", kept)


def _near_words(word: str) -> list[tuple[str, int]]:
    from rapidfuzz import process
    from rapidfuzz.distance import DamerauLevenshtein

    reach = 1 if len(word) < 6 else 2
    words = _words_by_length()
    near = [one for size in range(len(word) - reach, len(word) + reach + 1) for one in words.get(size, ())]
    found = process.extract(word, near, scorer=DamerauLevenshtein.distance, score_cutoff=reach, limit=8)
    return [(one, int(distance)) for one, distance, _ in found]


@cache
def _words_by_length() -> dict[int, list[str]]:
    from wordfreq import top_n_list

    by_length: dict[int, list[str]] = {}
    for word in dict.fromkeys([*_CUES, *top_n_list("en", 25000)]):
        if word.isalpha() and word.isascii():
            by_length.setdefault(len(word), []).append(word)
    return by_length
