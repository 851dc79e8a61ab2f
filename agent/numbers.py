"""Numbers in digits and words."""

from __future__ import annotations

import re

_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ONES = "|".join(_SMALL[1:10])

NUMBER_WORD = (
    rf"(?:(?:{'|'.join(_TENS)})(?:[\s-](?:{_ONES}))?|{'|'.join(sorted(_SMALL, key=len, reverse=True))}|"
    rf"(?:a|one)\s+hundred(?:\s+and\s+(?:{_ONES}|{'|'.join(_TENS)}))?)"
)
"""Matches a number in words up to two hundred."""

NUMBER = rf"(?:\d{{1,6}}(?:[.,]\d{{1,2}})?|{NUMBER_WORD})"
"""Matches a number in digits or words."""

_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
]
_POSITIONS = {word: place for place, word in enumerate(_ORDINALS, start=1)}

ORDINAL = rf"(?:{'|'.join(_ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))"
"""Matches a place in an order."""


def read_number(text: str) -> float | None:
    """The number that a text in digits or words gives, or None.

    >>> read_number("ninety"), read_number("twenty-five"), read_number("1.5"), read_number("dog")
    (90.0, 25.0, 1.5, None)
    """
    from text_to_num import text2num  # type: ignore[import-untyped]  # it ships no types

    text = text.strip().lower().replace(",", ".")
    if re.fullmatch(r"\d+(?:\.\d+)?", text):
        return float(text)
    words = text.replace("-", " ")
    words = "one " + words[2:] if words.startswith("a ") else words
    try:
        return float(text2num(words, "en"))
    except ValueError:
        return None


def read_ordinal(text: str) -> int | None:
    """The place that "third" or "3rd" gives, from 1, or None."""
    lower = text.strip().lower()
    digits = re.match(r"\d+", lower)
    return int(digits.group()) if digits else _POSITIONS.get(lower)
