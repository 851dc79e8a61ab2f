"""Days of publication: words that are known to tell a time become the days that limit it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from typing import Any, Literal

from reeltalk.agent.numbers import NUMBER, read_number

Period = tuple[date, date]
"""The first day of a time and the first day after it."""
Side = Literal["after", "before", "during"]

_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_MONTHS = [
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
]  # fmt: skip
_SPANS = {
    "hour": 1 / 24, "hr": 1 / 24, "day": 1, "night": 1, "week": 7, "wk": 7, "weekend": 7, "fortnight": 14,
    "month": 30.5, "quarter": 91.3, "season": 91.3, "year": 365.25, "yr": 365.25, "decade": 3652.5,
}  # fmt: skip
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
_SPAN = rf"(?P<span>{'|'.join(sorted(_SPANS, key=len, reverse=True))})s?"
_COUNT = rf"(?P<count>(?!\d{{4}}){NUMBER}|half\s+an?|an?|(?:a\s+)?few|(?:a\s+)?couple(?:\s+of)?)"
_BACK = re.compile(rf"\b(?:(?P<which>last|past|previous|recent|latest|back)\s+)?(?:{_COUNT}[\s-]+){_SPAN}\b")
_ONE_BACK = re.compile(rf"\b(?P<which>last|past|previous)\s+{_SPAN}\b")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


def read_dates(
    side: Side, words: str, today: date, limits: tuple[date | None, date | None] = (None, None)
) -> dict[str, Any]:
    """`published_after` (inclusive) and `published_before` (exclusive) that words give; empty where they tell no time.

    `side` says which limit the words set; `limits` are those in force, which "the year after" starts from.

    >>> read_dates("during", "uploaded in 2023", date(2026, 7, 15))
    {'published_after': '2023-01-01', 'published_before': '2024-01-01'}
    >>> read_dates("before", "older than three weeks", date(2026, 7, 15))
    {'published_before': '2026-06-24'}
    """
    lower = " ".join(words.lower().replace("’", "'").split())
    counted = _count_back(lower, today)
    if counted is not None:
        return {"published_before": _say(counted)} if side == "before" else {"published_after": _say(counted)}
    moved = _move(lower, limits)
    periods = [moved] if moved else find_periods(lower, today)
    return _SIDES[side](lower, periods, today) if periods else {}


def _say(day: date) -> str:
    return day.isoformat()


_LATER = re.compile(r"\b(?:after|past|later than|newer than|more recent than|beyond|post)\b")
_FROM_ON = re.compile(
    r"\b(?:or (?:later|newer|after)|and (?:later|newer|up|after)|onwards?|on|no older|not older|from before)\b"
)


def _limit_after(lower: str, periods: list[Period], today: date) -> dict[str, Any]:
    start, end = periods[0]
    strictly = _LATER.search(lower) and not _FROM_ON.search(lower) and end <= today
    return {"published_after": _say(end if strictly else start)}


def _limit_before(lower: str, periods: list[Period], today: date) -> dict[str, Any]:
    start, end = periods[-1]
    whole = re.search(
        r"\b(?:until|till|up to|no later than|not after|nothing (?:after|newer than|since|later)|"
        r"no newer than|or (?:earlier|older|before))\b",
        lower,
    )
    return {"published_before": _say(end if whole else start)}


def _limit_during(lower: str, periods: list[Period], today: date) -> dict[str, Any]:
    if len(periods) == 2 and periods[1][0] < periods[0][0] and not _YEAR.search(lower):
        first, last = periods[0]  # "from July to August"
        periods = [(first.replace(year=first.year - 1), last.replace(year=last.year - 1)), periods[1]]
    start, end = min(one[0] for one in periods), max(one[1] for one in periods)
    if re.search(r"\b(?:onwards?|or (?:later|newer)|till now|until now|to (?:now|today|date))\b", lower):
        return {"published_after": _say(start)}
    ends = {} if end > today - timedelta(days=7) else {"published_before": _say(end)}
    return {"published_after": _say(start), **ends}


_SIDES: dict[Side, Callable[[str, list[Period], date], dict[str, Any]]] = {
    "after": _limit_after,
    "before": _limit_before,
    "during": _limit_during,
}


def _count_back(lower: str, today: date) -> date | None:
    """The day that "the last 30 days", "two weeks ago" or "older than three years" counts back to."""
    match = _BACK.search(lower)
    if match is not None:
        return today - timedelta(days=max(1, round(_amount(match["count"]) * _SPANS[match["span"]])))
    named = re.search(r"\b(?:last|past|a)\s+(fortnight|decade)\b|\b24\s?h", lower)
    if named is not None:
        return today - timedelta(days={"fortnight": 14, "decade": 3653}.get(named[1], 1))
    rolling = re.search(
        rf"\b(?:in|within|over|during|of|from)?\s*the\s+(?:last|past)\s+{_SPAN}\b|\bpast\s+(?P<only>{'|'.join(_SPANS)})\b",
        lower,
    )
    if rolling is not None and not re.search(r"\b(?:before|prior|earlier)\b", lower):
        return today - timedelta(days=max(1, round(_SPANS[rolling["span"] or rolling["only"]])))
    return None


def _amount(count: str) -> float:
    bare = re.sub(r"^an?\s+(?=few|couple)", "", count)
    fixed = {"few": 3.0, "couple": 2.0, "couple of": 2.0, "half a": 0.5, "half an": 0.5, "a": 1.0, "an": 1.0}
    return fixed.get(bare) or read_number(bare) or 1.0


def _move(lower: str, limits: tuple[date | None, date | None]) -> Period | None:
    """ "the year after": the limits in force, moved by one span."""
    match = re.search(
        r"\b(?:(?P<next>following|next)|(?P<last>previous))?\s*(?P<span>year|month|week)\s*(?P<way>after|later|before|earlier)?\b",
        lower,
    )
    start, end = limits
    if match is None or start is None or end is None or not (match["next"] or match["last"] or match["way"]):
        return None
    back = bool(match["last"]) or match["way"] in ("before", "earlier")
    return (start - (end - start), start) if back else (end, end + (end - start))


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
                found.append((match.start(), match.end(), period))
    found += [(named.start(), named.end(), (start, end)) for one, start, end in _NAMED if (named := one.search(lower))]
    return [period for _, _, period in sorted(found)]


def _month(match: re.Match[str], today: date) -> Period | None:
    number = _month_number(match["month"])
    year = match["year"]
    if year:
        first = date(int(year) if year.isdigit() else today.year - year.startswith("last"), number, 1)
    else:
        later = next(iter(_YEAR.findall(match.string[match.end() :])), None)  # "between April and June 2025"
        first = date(int(later) if later else today.year - (number > today.month), number, 1)
    day = match["day"] or match["before"]
    if day and 1 <= int(day) <= 28 + 3 * (number != 2):
        exact = date(first.year, number, min(int(day), 30 if number in (4, 6, 9, 11) else 31))
        exact = exact.replace(year=exact.year - 1) if exact > today and not year else exact
        return exact, exact + timedelta(days=1)
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
    (_YEAR, _year),
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
