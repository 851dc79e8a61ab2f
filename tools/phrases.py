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
    whole = max(1, round(seconds)) if seconds > 0 else 0
    if whole < 60:
        return phrase_count(whole, "second")
    minutes, rest = divmod(whole, 60)
    if minutes >= 60:
        hours, minutes = divmod(minutes, 60)
        return phrase_count(hours, "hour") + (f" {phrase_count(minutes, 'minute')}" if minutes else "")
    if rest == 0:
        return phrase_count(minutes, "minute")
    if rest == 30:
        return f"{minutes}½ minutes"
    return f"{phrase_count(minutes, 'minute')} {phrase_count(rest, 'second')}"


def phrase_range(shortest: float, longest: float) -> str:
    """A range of lengths in words; the unit once where both have the same.

    >>> phrase_range(15, 30), phrase_range(30, 90), phrase_range(60, 60)
    ('15 to 30 seconds', '30 seconds to 1½ minutes', 'exactly 1 minute')
    """
    low, high = phrase_length(shortest), phrase_length(longest)
    if low == high:
        return f"exactly {high}"
    number, _, unit = low.partition(" ")
    shared = unit and high.partition(" ")[2].rstrip("s") == unit.rstrip("s")
    return f"{number if shared else low} to {high}"


def phrase_count(number: int, noun: str) -> str:
    """A number of things.

    >>> phrase_count(1, "view"), phrase_count(1200, "view")
    ('1 view', '1,200 views')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


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

    >>> phrase_language("de"), phrase_language("zxx")
    ('German', 'no language')
    """
    from langcodes import Language
    from langcodes.tag_parser import LanguageTagError

    try:
        name = str(Language.get(code).display_name("en"))
    except LanguageTagError:
        return code
    return _NO_LANGUAGES.get(code.casefold()) or (code if name.startswith("Unknown language") else name)


def phrase_constraints(args: dict[str, Any]) -> list[tuple[str, str]]:
    """(argument, words) for each constraint in a call's arguments, in a reader's order.

    >>> phrase_constraints({"query": "cats", "max_seconds": 60, "exclude": ["dogs"]})
    [('max_seconds', 'up to 1 minute'), ('exclude', 'no dogs')]
    """
    given = {name: value for name, value in args.items() if value not in (None, [], (), "")}
    if not given.get("min_seconds"):
        given.pop("min_seconds", None)  # every clip lasts at least 0 seconds
    elif given.get("max_seconds"):
        given["max_seconds"] = phrase_range(given.pop("min_seconds"), given["max_seconds"])
    return [(name, phrase(given[name])) for name, phrase in _PHRASES.items() if name in given]


def join_words(words: list[str], last: str = "and") -> str:
    """Words as a list in a sentence.

    >>> join_words(["a", "b", "c"])
    'a, b and c'
    """
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}" if words else ""


_NO_LANGUAGES = {"zxx": "no language", "und": "an unknown language", "mul": "several languages"}
_PHRASES: dict[str, Callable[[Any], str]] = {
    "min_seconds": lambda value: f"at least {phrase_length(value)}",
    "max_seconds": lambda value: value if isinstance(value, str) else f"up to {phrase_length(value)}",
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
