"""The parts of a wish in plain words: for replies, chips and notices."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_POPULARITY = {"popular": "much watched", "hidden_gem": "hidden gems"}
_SORT = {
    "newest": "newest first",
    "popular": "most watched first",
    "shortest": "shortest first",
    "longest": "longest first",
}


def phrase_length(seconds: float) -> str:
    """A length in words, such as "45 seconds", "1 minute", "2½ minutes", "1 hour 10 minutes".

    >>> phrase_length(60), phrase_length(150), phrase_length(12)
    ('1 minute', '2½ minutes', '12 seconds')
    """
    whole = round(seconds)
    if whole < 60:
        return _count(whole, "second")
    minutes, rest = divmod(whole, 60)
    if minutes >= 60:
        hours, minutes = divmod(minutes, 60)
        return _count(hours, "hour") + (f" {_count(minutes, 'minute')}" if minutes else "")
    if rest == 0:
        return _count(minutes, "minute")
    if rest == 30:
        return f"{minutes}½ minutes"
    return f"{_count(minutes, 'minute')} {_count(rest, 'second')}"


def phrase_clock(seconds: float) -> str:
    """A length or a point in a clip as on a player: m:ss or h:mm:ss.

    >>> phrase_clock(75.4), phrase_clock(3700)
    ('1:15', '1:01:40')
    """
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def phrase_language(code: str) -> str:
    """A language's English name; the code itself where it is none.

    >>> phrase_language("de")
    'German'
    """
    from langcodes import Language
    from langcodes.tag_parser import LanguageTagError

    try:
        return str(Language.get(code).display_name("en"))
    except LanguageTagError:
        return code


def phrase_constraints(args: dict[str, Any]) -> list[tuple[str, str]]:
    """(argument, words) for each constraint in a call's arguments, in a reader's order.

    >>> phrase_constraints({"query": "cats", "max_seconds": 60, "exclude": ["dogs"]})
    [('max_seconds', 'up to 1 minute'), ('exclude', 'no dogs')]
    """
    phrases = [(name, phrase(args[name])) for name, phrase in _PHRASES.items() if args.get(name) not in (None, [], "")]
    if "min_seconds" in args and "max_seconds" in args:
        both = f"{phrase_length(args['min_seconds'])} to {phrase_length(args['max_seconds'])}"
        phrases = [("max_seconds", both) if name == "max_seconds" else (name, text) for name, text in phrases]
        phrases = [(name, text) for name, text in phrases if name != "min_seconds"]
    return phrases


def join_words(words: list[str], last: str = "and") -> str:
    """Words as a list in a sentence.

    >>> join_words(["a", "b", "c"])
    'a, b and c'
    """
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}" if words else ""


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


_PHRASES: dict[str, Callable[[Any], str]] = {
    "min_seconds": lambda value: f"at least {phrase_length(value)}",
    "max_seconds": lambda value: f"up to {phrase_length(value)}",
    "exclude": lambda value: join_words([f"no {term}" for term in value]),
    "language": lambda value: f"in {phrase_language(value)}",
    "category": lambda value: f"category {value}",
    "tags": lambda value: "tagged " + join_words(list(value)),
    "creator": lambda value: f"by {value}",
    "published_after": lambda value: f"since {value}",
    "published_before": lambda value: f"before {value}",
    "popularity": lambda value: _POPULARITY[value],
    "max_audience": lambda value: "for everyone" if value == "all" else f"fit for age {value}",
    "unseen_only": lambda value: "not seen yet" if value else "seen ones too",
    "sort": lambda value: _SORT.get(value, "best match first"),
}
