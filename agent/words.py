"""Words: lists of them, their likeness, the start of a text."""

from __future__ import annotations

import re


def read_words(text: str) -> frozenset[str]:
    """The words of a text, each once."""
    return frozenset(text.split())


def cut_words(text: str, count: int) -> str:
    """The first `count` words of a text."""
    return " ".join(text.split()[:count])


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """A pattern in which letters' case does not count and blanks are free, for readable long patterns."""
    return re.compile(pattern, re.IGNORECASE | re.VERBOSE)


def is_alike(one: str, other: str) -> bool:
    """Whether two short phrases share a word, endings aside.

    >>> is_alike("dogs", "the dog"), is_alike("dogs", "cats")
    (True, False)
    """
    return bool(_stems(one) & _stems(other))


def _stems(text: str) -> set[str]:
    words = re.findall(r"[^\W_]{2,}", text.lower())
    small = read_words("the any no of and to in my that about bit thing stuff videos for it is")
    return {_stem(word) for word in words if word not in small}


def _stem(word: str) -> str:
    if len(word) < 4:
        return word
    single = re.sub(r"(?:ies|(?<!s)s)$", "", word)
    return (
        re.sub(r"(?:ing|ed|e|y|n|ish|i)$", "", single)
        if len(single) > 4
        else single.removesuffix("e").removesuffix("y")
    )


_MARKS = ' ,.;:!?"“”()-'
_HESITATION = re.compile(
    r"^(?:(?:u+h+m*|u+m+|e+r+m*|h+m+|a+h+)\b[\s,.;:!?-]*)+|(?:[\s,.;:!?-]*\b(?:u+h+m*|u+m+|e+r+m*|h+m+))+$", re.I
)


def tidy_words(words: str) -> str:
    """The words without marks and sounds of hesitation at their ends and with single blanks.

    >>> tidy_words("er, the  harp um")
    'the harp'
    """
    bare = words.strip(_MARKS)
    return " ".join((_HESITATION.sub("", bare)).strip(_MARKS).split())
