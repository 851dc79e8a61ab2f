"""Lengths: words that are known to tell one become limits in seconds."""

from __future__ import annotations

import math
import re
from typing import Any

from reeltalk.agent.context import TurnContext
from reeltalk.agent.degrees import LONG, SHORT, lengthen, shorten
from reeltalk.agent.numbers import NUMBER, NUMBER_WORD, read_number

Values = dict[str, Any]
"""Constraint name to value; None takes a constraint of the wish away."""

_UNIT = r"(?:seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|hr|h|min\.|sec\.|minuts?|minuets?)"
_SECONDS = {"s": 1, "m": 60, "h": 3600}


_UNLIMITED = re.compile(r"\b(?:no|without|any)\s+(?:\w+\s+)?(?:min\w*|max\w*|limit\w*|cap|length)\b", re.I)
_AMOUNT = rf"(?:{NUMBER}|an?|half an?)[\s-]*{_UNIT}\b(?:\s+(?:and\s+)?a\s+half)?"
_HAS_AMOUNT = re.compile(rf"\d|\b{NUMBER_WORD}\b|\b{_UNIT}\b|\b(?:half|quarter|double|twice)\b", re.I)
_AHEAD = re.compile(rf"[\s,]*(?:of|is|to|as|than)?\s*(?P<amount>{_AMOUNT})", re.I)
_BEHIND = re.compile(rf"(?P<amount>{_AMOUNT})[\s,]*(?:at|is)?\s*$", re.I)


def has_amount(words: str) -> bool:
    """Whether a stretch says how much."""
    return bool(_HAS_AMOUNT.search(words))


def has_length(words: str) -> bool:
    """Whether a stretch names a length by number and unit."""
    return re.search(_AMOUNT, words, re.I) is not None


def find_amount_ahead(text: str) -> str:
    """The length that a text begins with, or nothing."""
    match = _AHEAD.match(text)
    return match["amount"] if match else ""


def find_amount_behind(text: str) -> str:
    """The length that a text ends with, or nothing."""
    match = _BEHIND.search(text)
    return match["amount"] if match else ""


def read_durations(label: str, words: str, context: TurnContext) -> Values:
    """The limits in seconds that a stretch tagged `label` sets; None takes one away."""
    if label in ("shorter", "longer") and has_length(words) and re.search(r"\bthan\b", words, re.I):
        label = "max" if label == "shorter" else "min"
    if label in ("shorter", "longer"):
        return _scale(words, context) or _read_degree(label, words, context)
    if label in ("max", "min") and _UNLIMITED.search(words) and not has_amount(words):
        return {f"{label}_seconds": None}
    both = _read_both(words, context) if label in ("max", "min", "range") else {}
    return both or _read_amount(_direct(label, words), words, context)


def _read_amount(label: str, words: str, context: TurnContext) -> Values:
    moved = _scale(words, context) or _move(label, words, context)
    if moved:
        return moved
    if label == "range":
        return _read_range(words, context) or read_durations("max", words, context)
    seconds = _find_seconds(words, context)
    if seconds is None:
        return _read_degree("longer" if label == "min" else "shorter", words, context)
    if label == "around":
        return {"min_seconds": round(seconds * 0.75), "max_seconds": round(seconds * 1.25)}
    return {f"{label}_seconds": seconds}


_NEGATED = re.compile(
    r"\b(?:nothing|not|no|none|never|\w+n't|cannot)\b[\w ]*?"
    r"\b(?:(?P<more>over|above|longer|more|beyond|past|exceeding)|(?P<less>under|below|shorter|less|fewer|briefer))\b",
    re.I,
)
_AT_LEAST = re.compile(
    r"\b(?:at least|minimum|or more|or longer|and up|upwards|more than|longer than|over|above)\b|"
    r"\d\s?(?:s|secs?|m|mins?|h|hrs?)?\+",
    re.I,
)
_AT_MOST = re.compile(r"\b(?:at most|maximum|or less|or under|tops|up to|less than|shorter than|under|below)\b", re.I)


_LOW = r"(?:more than|longer than|over|above|at least|no less than|not less than|minimum|min\.?)"
_HIGH = r"(?:less than|shorter than|under|below|at most|no more than|not more than|no longer than|maximum|max\.?|up to)"
_BOTH = re.compile(
    rf"\b{_LOW}\s+(?P<low>[^,]*?\d*[^,]*?)[\s,]+(?:and\s+|but\s+)?{_HIGH}\s+(?P<high>.+)|"
    rf"\b{_HIGH}\s+(?P<top>[^,]*?)[\s,]+(?:and\s+|but\s+)?{_LOW}\s+(?P<bottom>.+)",
    re.I,
)


def _read_both(words: str, context: TurnContext) -> Values:
    """ "more than 20 seconds and less than a minute": both limits in one stretch."""
    match = _BOTH.search(words)
    if match is None:
        return {}
    low, high = match["low"] or match["bottom"], match["high"] or match["top"]
    least, most = _find_seconds(low, context, _find_unit(high)), _find_seconds(high, context, _find_unit(low))
    return {"min_seconds": least, "max_seconds": most} if least and most and least < most else {}


def _direct(label: str, words: str) -> str:
    """The label, or the one that unmistakable words within the stretch give: "nothing shorter than" sets the least."""
    if label not in ("max", "min"):
        return label
    negated = _NEGATED.search(words)
    if negated is not None:
        return "max" if negated["more"] else "min"
    if bool(_AT_LEAST.search(words)) != bool(_AT_MOST.search(words)):
        return "min" if _AT_LEAST.search(words) else "max"
    return label


_BETWEEN = re.compile(r"\s*(?:-|\b(?:to|until|till|or)\b|\band\b(?!\s+(?:a\s+)?(?:half|quarter)))\s*", re.I)


def _read_range(words: str, context: TurnContext) -> Values:
    sides = [side for side in _BETWEEN.split(words) if side]
    high = _find_seconds(sides[-1], context) if sides else None
    low = _find_seconds(sides[-2], context, unit=_find_unit(sides[-1])) if len(sides) > 1 else None
    return {"min_seconds": low, "max_seconds": high} if low and high and low < high else {}


def _scale(words: str, context: TurnContext) -> Values:
    """ "double that", "half as long": the limits in force, scaled; the count where only that is in force."""
    factor = 2.0 if re.search(r"\b(?:doubled?|twice)\b", words, re.I) else 0.0
    factor = 0.5 if re.search(r"\b(?:halved?|half (?:that|it|as|the))\b", words, re.I) else factor
    wish = context.wish.args
    lengths = [name for name in ("min_seconds", "max_seconds") if wish.get(name)]
    names = lengths or [name for name in ("limit",) if wish.get(name)]
    return {name: max(1, round(wish[name] * factor)) for name in names if factor}


_ADDED = re.compile(
    rf"\b(?:another|(?:an?\s+)?(?:extra|additional|further))\s+(?P<first>.+)|"
    rf"(?<!or )(?P<last>(?:{NUMBER}|an?|half an?)\s+{_UNIT})\s+"
    r"(?P<way>more|longer|extra|less|shorter|on top)\b(?!\s+than)",
    re.I,
)


def _move(label: str, words: str, context: TurnContext) -> Values:
    """ "another minute", "thirty seconds less": the limit in force, moved by a length."""
    match = _ADDED.search(words)
    name = f"{label}_seconds"
    limit = context.wish.args.get(name)
    if match is None or not limit or re.search(r"\b(?:than|or|at (?:least|most))\b", words, re.I):
        return {}
    length = _find_seconds(match["first"] or match["last"], context) or 0
    moved = limit - length if match["way"] in ("less", "shorter") else limit + length
    return {name: moved} if length and moved > 0 else {}


def _find_seconds(words: str, context: TurnContext, unit: str = "") -> int | None:
    """The length that words give; a bare number has the unit given, else that of the request before, else minutes."""
    clock = re.search(r"\d{1,2}:\d{2}(?::\d{2})?", words)
    if clock is not None:
        return read_length(clock.group())
    fraction = re.search(
        r"(?:half|(?:a )?quarter|three[ -]quarters)(?: of)?[ -](?:an? )?(?:hour|hr|minute|min)\b(?! and)", words, re.I
    )
    if fraction is not None and not re.search(rf"(?:{NUMBER}|an?) and $", words[: fraction.start()], re.I):
        return read_length(fraction.group())
    seconds = read_length(words)
    if seconds is not None:
        return seconds
    single = re.search(r"\b(?:an?|the|one)?\s*(?:single )?(second|minute|min|sec|hour)\b", words, re.I)
    number = re.search(NUMBER, words, re.I)
    if number is None:
        return read_length(f"one {single[1]}") if single else None
    own = unit or _find_unit(words) or _find_unit(context.previous) or _guess_unit(number.group(), context)
    return read_length(f"{number.group()} {own}")


def _guess_unit(number: str, context: TurnContext) -> str:
    """The unit that brings a bare number nearer to the limit in force: "make that 40" after a minute is seconds."""
    limit = next((found for name in ("max_seconds", "min_seconds") if (found := context.wish.args.get(name))), None)
    value = read_number(number)
    if not limit or not value:
        return "minutes"
    return min(("minutes", "seconds"), key=lambda unit: abs(math.log(value * _SECONDS[unit[0]] / limit)))


def _find_unit(words: str) -> str:
    found = re.search(r"(?<![a-z])(s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?)(?![a-z])", words, re.I)
    return found[1] if found else ""


_COMPARED = re.compile(
    r"\b(?:\w{2,}er|too|drag\w*|less|more|goes? on|long-?winded|endless|forever|rush\w*|not enough)\b", re.I
)


def _read_degree(label: str, words: str, context: TurnContext) -> Values:
    """ "short" is a length of its own; "shorter" depends on what was shown."""
    known = bool(context.shown or context.wish.args)
    if label == "shorter" and re.search(r"\b(?:not|nothing|isn't|aren't|never)\b.*\blong\b", words, re.I):
        return {"max_seconds": LONG}
    if label == "shorter":
        return (
            shorten(context.wish.args, context.shown) if known and _COMPARED.search(words) else {"max_seconds": SHORT}
        )
    return lengthen(context.wish.args, context.shown) if known else {"min_seconds": LONG}


def read_length(text: str) -> int | None:
    """The seconds that a length in words gives, or None.

    >>> read_length("an hour and a half"), read_length("90 secs"), read_length("quarter of an hour")
    (5400, 90, 900)
    """
    lower = _spell_out(text)
    if re.fullmatch(r"\d{1,2}:\d{2}(?::\d{2})?", lower):
        seconds = 0
        for part in lower.split(":"):
            seconds = seconds * 60 + int(part)
        return seconds
    if (special := _read_fraction(lower)) is not None:
        return special
    pairs: list[tuple[str, str]] = re.findall(
        rf"({NUMBER}|couple|few|an?)\s*(?:of\s+|single\s+)?({_UNIT})(?!\w)", lower
    )
    half = 0.5 if "and a half" in lower else 0.25 if "and a quarter" in lower else 0.0
    lead = re.search(rf"({NUMBER}|an?)\s+and\s+a\s+(?:half|quarter)\s+({_UNIT})", lower)
    pairs = [(lead[1], lead[2])] if lead else pairs
    if not pairs:
        return None
    total = sum(
        (_amount(number) + (half if place == 0 else 0)) * _SECONDS[unit[0]]
        for place, (number, unit) in enumerate(pairs)
    )
    return round(total) or None


_FRACTIONS = {"1/2": 0.5, "1/4": 0.25, "3/4": 0.75}
_SMALLER = {"m": "s", "h": "m"}
_REST = re.compile(
    rf"(?P<unit>(?<![a-z]){_UNIT})\s*(?:and\s+)?(?P<rest>\d{{1,2}}|{NUMBER_WORD})(?![\w:.])(?!\s*{_UNIT}\b)", re.I
)


def _spell_out(text: str) -> str:
    """A length with all its units: "1m30", "a minute ten" and "2 1/2 mins" say them in part."""
    lower = " ".join(re.sub(r"(?<=\w)-(?=\w)", " ", text.lower().replace("\u2044", "/")).split())
    lower = re.sub(
        r"(?:(\d+)\s+)?\b(1/2|1/4|3/4)", lambda match: f"{int(match[1] or 0) + _FRACTIONS[match[2]]:g}", lower
    )
    lower = re.sub(r"(?<=\d)(?=[a-z])|(?<=[a-z])(?=\d)", " ", lower)
    return _REST.sub(lambda match: f"{match['unit']} {match['rest']} {_SMALLER.get(match['unit'][0], 's')}", lower)


def _read_fraction(text: str) -> int | None:
    unit = 3600 if re.search(r"\bh(?:ou)?r", text) else 60
    if re.match(r"half\b", text):
        return unit // 2
    if re.match(r"(?:a )?quarter\b", text):
        return unit // 4
    return unit * 3 // 4 if text.startswith("three quarter") else None


def _amount(text: str) -> float:
    words = {"a": 1.0, "an": 1.0, "couple": 2.0, "few": 3.0}
    return words.get(text) or read_number(text) or 0.0
