"""Times that words tell, as days: years, quarters, months, seasons, feasts, decades."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

Period = tuple[date, date]
"""The first day of a time and the first day after it."""

_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_MONTHS = [
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
]  # fmt: skip
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_DECADES = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60,
    "seventies": 70, "eighties": 80, "nineties": 90, "noughties": 0,
}  # fmt: skip
_NAMED = [
    (re.compile(r"\b(?:covid|corona\w*|pandemic|lockdowns?|quarantine)\b"), date(2020, 3, 1), date(2022, 1, 1)),
    (re.compile(r"\b(?:millennium|y2k)\b"), date(2000, 1, 1), date(2001, 1, 1)),
    (re.compile(r"\bbrexit\b"), date(2016, 6, 23), date(2020, 2, 1)),
]
"""Times that people name by what happened."""
YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
"""Matches a year."""


def find_periods(lower: str, today: date) -> list[Period]:
    """Every time that a text in small letters tells, in order: years, months, seasons, days, decades, named times."""
    exact = _parse_day(lower)
    if exact:
        return exact
    found: list[tuple[int, int, Period]] = []
    for pattern, read in _FORMS:
        for match in pattern.finditer(lower):
            if any(match.start() < high and low < match.end() for low, high, _ in found):
                continue
            period = read(match, today)
            if period is not None:
                found.append((match.start(), match.end(), _take_part(lower[: match.start()], period)))
    found += [(named.start(), named.end(), (start, end)) for one, start, end in _NAMED if (named := one.search(lower))]
    return [period for _, _, period in sorted(found)]


_PARTS = re.compile(
    r"\b(?:(?:the\s+)?(?:(?P<early>early|start of|beginning of|first (?:part|third) of)|(?P<mid>mid|middle of)|"
    r"(?P<late>late|end of|last (?:part|third) of)|(?P<half>first|1st|second|2nd|last|latter) half of))"
    r"[\s-]+(?:in\s+|the\s+)*$"
)


def _take_part(before: str, period: Period) -> Period:
    """The part of a time that the words before it name: "early 2024", "the second half of last year"."""
    match = _PARTS.search(before)
    start, end = period
    days = (end - start).days
    if match is None or days < 3:
        return period
    if match["half"]:
        middle = _add_months(start, round(days / 30.4) // 2) if days > 80 else start + timedelta(days=days // 2)
        return (start, middle) if match["half"] in ("first", "1st") else (middle, end)
    thirds = [start, *(_divide(start, days, part) for part in (1, 2)), end]
    place = 0 if match["early"] else 1 if match["mid"] else 2
    return thirds[place], thirds[place + 1]


def _divide(start: date, days: int, part: int) -> date:
    """Where a third of a time ends; those of a year are months."""
    return _add_months(start, 4 * part) if days > 360 else start + timedelta(days=days * part // 3)


def _month(match: re.Match[str], today: date) -> Period | None:
    number = _month_number(match["month"])
    year = match["year"]
    if year:
        first = date(int(year) if year.isdigit() else today.year - year.startswith("last"), number, 1)
    else:
        later = next(iter(YEAR.findall(match.string[match.end() :])), None)  # "between April and June 2025"
        first = date(int(later) if later else today.year - (number > today.month), number, 1)
    day = match["day"] or match["before"]
    if day and 1 <= int(day) <= 28 + 3 * (number != 2):
        exact = date(first.year, number, min(int(day), 30 if number in (4, 6, 9, 11) else 31))
        exact = exact.replace(year=exact.year - 1) if exact > today and not year else exact
        week = re.search(r"\bweek (?:of|beginning|starting|from)\s+(?:the\s+)?$", match.string[: match.start()])
        return exact, exact + timedelta(days=7 if week else 1)
    return first, (first + timedelta(days=32)).replace(day=1)


def _month_number(name: str) -> int:
    return next(place for place, month in enumerate(_MONTHS, 1) if month.startswith(name[:3]))


def _season(match: re.Match[str], today: date) -> Period:
    start = _SEASONS[match["season"]]
    if match["year"]:
        first = date(int(match["year"]), start, 1)
    else:
        first = date(today.year, start, 1)
        over = first + timedelta(days=91 if (match["which"] or "").startswith("last") else 0)
        first = first if over <= today else date(today.year - 1, start, 1)
        first = first.replace(year=first.year - 1) if match["twice"] else first
    return first, (first + timedelta(days=92)).replace(day=1)


def _year(match: re.Match[str], today: date) -> Period | None:
    year = int(match[1])
    return (date(year, 1, 1), date(year + 1, 1, 1)) if year <= today.year else None


def _decade(match: re.Match[str], today: date) -> Period:
    word = match["word"]
    first = _DECADES[word] if word else int(match["digits"][-2:])
    century = int(match["digits"][:2]) * 100 if match["digits"] and len(match["digits"]) == 4 else 0
    century = century or (2000 if first < 30 and word in (None, "noughties") else 1900)
    return date(century + first, 1, 1), date(century + first + 10, 1, 1)


def _quarter(match: re.Match[str], today: date) -> Period | None:
    """ "Q1 this year", "the third quarter of 2024"; without a year the last one that has begun."""
    number = int(match["number"]) if match["number"] else _QUARTERS.index(match["word"]) + 1
    said = match["year"] or ""
    year = int(said) if said.isdigit() else today.year - said.startswith("last")
    first = date(year, 3 * number - 2, 1)
    first = first.replace(year=year - 1) if not said and first > today else first
    return first, _add_months(first, 3)


_QUARTERS = ["first", "second", "third", "fourth"]


def _short_year(match: re.Match[str], today: date) -> Period | None:
    year = 2000 + int(match["digits"])
    return (date(year, 1, 1), date(year + 1, 1, 1)) if year <= today.year else None


def _begun(match: re.Match[str], today: date) -> Period:
    """ "The start of the year", "year to date": the time that runs, from its first day."""
    unit = match["unit"] or "year"
    if unit == "week":
        start = today - timedelta(days=today.weekday())
        return start, start + timedelta(days=7)
    start = today.replace(day=1) if unit == "month" else date(today.year, 1, 1)
    return start, _add_months(start, 1 if unit == "month" else 12)


def _before_last(match: re.Match[str], today: date) -> Period:
    """ "The year before last"."""
    if match["unit"] == "week":
        start = today - timedelta(days=today.weekday() + 14)
        return start, start + timedelta(days=7)
    if match["unit"] == "month":
        start = _add_months(today.replace(day=1), -2)
        return start, _add_months(start, 1)
    return date(today.year - 2, 1, 1), date(today.year - 1, 1, 1)


def _month_digits(match: re.Match[str], today: date) -> Period | None:
    """ "05/2025", "2025-05"."""
    year, number = int(match["year"] or match["first"]), int(match["number"] or match["second"])
    if not 1 <= number <= 12:
        return None
    first = date(year, number, 1)
    return first, _add_months(first, 1)


def _calendar(match: re.Match[str], today: date) -> Period:
    last, span = match["which"].startswith("last"), match["unit"]
    monday = today - timedelta(days=today.weekday())
    if span == "week":
        start = monday - timedelta(days=7 * last)
        return start, start + timedelta(days=7)
    if span == "weekend":
        return (monday - timedelta(days=9), monday) if last else (monday - timedelta(days=2), today + timedelta(days=1))
    if span == "decade":
        start = date(today.year // 10 * 10 - 10 * last, 1, 1)
        return start, date(start.year + 10, 1, 1)
    if span in ("month", "quarter"):
        first = today.replace(day=1) if span == "month" else date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
        step = 1 if span == "month" else 3
        start = _add_months(first, -step * last)
        return start, _add_months(start, step)
    return date(today.year - last, 1, 1), date(today.year - last + 1, 1, 1)


def _add_months(first: date, months: int) -> date:
    place = first.year * 12 + first.month - 1 + months
    return date(place // 12, place % 12 + 1, 1)


def _day(match: re.Match[str], today: date) -> Period:
    back = (today.weekday() - _DAYS.index(match["day"])) % 7 or 7
    return today - timedelta(days=back), today - timedelta(days=back - 1)


def _feast(match: re.Match[str], today: date) -> Period:
    name = match["feast"]
    year = int(match["year"]) if match["year"] else 0

    def start(of: int) -> date:
        if name.startswith(("christmas", "xmas")):
            return date(of, 12, 25)
        if name.startswith("new year"):
            return date(of, 1, 1)
        return date(of, 10, 31) if name == "halloween" else _easter(of)

    first = start(year or today.year)
    first = first if year or first <= today else start(today.year - 1)
    return first, first + timedelta(days=2)


def _easter(year: int) -> date:
    from dateutil.easter import easter

    day: date = easter(year)
    return day


def _near(match: re.Match[str], today: date) -> Period:
    if match.group() == "yesterday" or match.group() == "last night":
        return today - timedelta(days=1), today
    return today, today + timedelta(days=1)


_FORMS: list[tuple[re.Pattern[str], Callable[[re.Match[str], date], Period | None]]] = [
    (
        re.compile(
            r"\b(?:(?P<before>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?)?"
            r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
            r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?(?:\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?\b(?!\d))?"
            r"(?:,?\s+(?:of\s+)?(?P<year>(?:19|20)\d\d|last\s+year|this\s+year))?"
        ),
        _month,
    ),
    (
        re.compile(
            r"\b(?P<which>last|this(?:\s+past)?|past)?\s*(?P<season>spring|summer|autumn|fall|winter)\b"
            r"(?P<twice>\s+before\s+last)?(?:\s+(?:of\s+)?(?P<year>(?:19|20)\d\d))?"
        ),
        _season,
    ),
    (
        re.compile(r"\b(?P<feast>christmas|xmas|new year(?:'s)?|easter|halloween)\b(?:\s+(?P<year>(?:19|20)\d\d))?"),
        _feast,
    ),
    (
        re.compile(
            rf"(?:\b(?P<digits>(?:19|20)?\d0)'?s\b|\b(?:twenty[ -])?(?P<word>{'|'.join(_DECADES)})\b)"
        ),
        _decade,
    ),
    (
        re.compile(
            r"\b(?:q(?P<number>[1-4])|(?P<word>first|second|third|fourth) quarter)\b"
            r"(?:,?\s+(?:of\s+|in\s+)?(?P<year>(?:19|20)\d\d|this year|last year))?"
        ),
        _quarter,
    ),
    (
        re.compile(
            r"(?<![\d/-])(?:(?P<number>\d{1,2})[/.](?P<year>(?:19|20)\d\d)|(?P<first>(?:19|20)\d\d)-(?P<second>\d{2}))(?![\d/-])"
        ),
        _month_digits,
    ),
    (
        re.compile(
            r"\b(?:start|beginning) of (?:the|this) (?P<unit>year|month|week)\b|"
            r"\byear to date\b|\bytd\b|\bso far this year\b"
        ),
        _begun,
    ),
    (re.compile(r"\b(?P<unit>year|month|week) before last\b"), _before_last),
    (re.compile(r"(?<!\w)'(?P<digits>\d\d)\b"), _short_year),
    (YEAR, _year),
    (
        re.compile(r"\b(?P<which>this|last|current)\s+(?:\w+\s+)?(?P<unit>week(?:end)?|month|quarter|year|decade)\b"),
        _calendar,
    ),
    (re.compile(rf"\b(?:last\s+|this\s+)?(?P<day>{'|'.join(_DAYS)})\b"), _day),
    (re.compile(r"\byesterday\b|\blast night\b|\btoday\b|\bthis morning\b|\btonight\b"), _near),
]  # fmt: skip


@cache
def _parse_day(lower: str) -> list[Period]:
    """A day in digits ("15/06/2025", "2025-06-15"), which a library reads."""
    match = re.search(r"\b\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b", lower)
    if match is None:
        return []
    from dateutil.parser import ParserError, parse

    try:
        day = parse(match.group(), dayfirst=not re.match(r"\d{4}", match.group())).date()
    except (ParserError, OverflowError):
        return []
    return [(day, day + timedelta(days=1))]
