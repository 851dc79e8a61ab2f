"""Dates of publication in a request, read against a given today; "next Thursday's meeting" is none."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from reeltalk.agent.numbers import NUMBER, read_number
from reeltalk.agent.spans import Reading, compile_pattern, take

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"(?:19[5-9]\d|20\d\d)"
_DAY = rf"(?:{'|'.join(_DAYS)})"
_SPAN = r"(?:days?|weeks?|months?|years?|yrs?|fortnights?|hours?|hrs?|weekends?|quarters?|decades?)"
_SEASON = r"(?:spring|summer|autumn|fall|winter|christmas|new\s+year(?:'s)?|easter)"
_POINT = (
    rf"(?:\d{{4}}-\d{{1,2}}-\d{{1,2}}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}"
    rf"|(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?"
    rf"|{_MONTH}\s+(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?(?!\d)(?:,?\s+{_YEAR})?"
    rf"|(?:early\s+|mid[\s-]|late\s+|the\s+(?:start|beginning|end)\s+of\s+)?(?:last\s+|"
    rf"this\s+)?{_MONTH}(?:\s+(?:of\s+)?(?:{_YEAR}|last\s+year|this\s+year))?"
    rf"|(?:the\s+(?:start|beginning)\s+of\s+)?(?:the\s+|this\s+|last\s+)(?:year|month|week|quarter)"
    rf"|(?:last|this|past)\s+(?:{_DAY}|weekend|{_SEASON})|{_DAY}|yesterday|today|(?:last|this)\s+night|this\s+morning"
    rf"|{NUMBER}\s+{_SPAN}\s+ago|an?\s+{_SPAN}\s+ago|(?:a\s+)?(?:couple|few)\s+(?:of\s+)?{_SPAN}\s+ago"
    rf"|(?:the\s+year\s+|back\s+in\s+)?{_YEAR})(?![\w'-])"
)
_POSTED = (
    r"(?:(?:that\s+(?:was|were|came\s+out|went\s+up)|which\s+(?:was|were))\s+)?(?:uploaded|posted|"
    r"published|released|made|put\s+up|added|out|filmed|dated?|came\s+out|come\s+out|coming\s+out|"
    r"shared)"
)
_OPTIONAL = (
    rf"(?:\b(?:only\s+|just\s+)?(?:(?:the\s+)?(?:stuff|ones|things|anything|something|clips|"
    rf"videos)\s+)?(?:that's\s+|that\s+are\s+|which\s+are\s+|that\s+)?(?:{_POSTED}\s+)?)?"
)
_SINCE = compile_pattern(
    rf"{_OPTIONAL}\b(?P<cue>since|after|later\s+than|newer\s+than|more\s+recent\s+than|"
    rf"no\s+older\s+than|not\s+older\s+than|nothing\s+(?:older\s+than|before|from\s+before|pre)|"
    rf"not\s+before|no\s+earlier\s+than|from\s+after|post|starting(?:\s+from)?|from|younger\s+than|"
    rf"less\s+than|under)"
    rf"[\s-]+(?P<point>{_POINT}|(?:{NUMBER}|an?|a\s+few|a\s+couple\s+of)\s+{_SPAN}(?:\s+(?:old|"
    rf"ago))?)(?P<onward>\s+(?:on(?:wards?)?|or\s+(?:later|newer|after)|and\s+(?:later|newer|after|"
    rf"up)|to\s+(?:now|today)|till\s+now))?(?![\w'])"
)
_BEFORE = compile_pattern(
    rf"{_OPTIONAL}\b(?P<cue>before|prior\s+to|earlier\s+than|older\s+than|from\s+before|pre|until|"
    rf"till|up\s+to|no\s+later\s+than|not\s+after|nothing\s+(?:after|newer\s+than|from\s+after|"
    rf"since)|more\s+than|over|at\s+least)"
    rf"[\s-]+(?P<point>{_POINT}|(?:{NUMBER}|an?)\s+{_SPAN}(?:\s+(?:old|ago))?)(?![\w'])"
)
_BETWEEN = compile_pattern(
    rf"{_OPTIONAL}\b(?:between|from)\s+(?P<low>{_POINT})\s*(?:and|to|-|until|till)\s*(?P<high>{_POINT})"
)
_LAST = compile_pattern(
    rf"{_OPTIONAL}(?:\b(?:from|in|within|during|over|of|for)\s+)?(?:\b(?:the|this|"
    rf"these)\s+)?\b(?P<which>last|past|previous|latest|this|these)\s+(?:(?P<count>{NUMBER}|few|"
    rf"couple(?:\s+of)?|half)\s+(?:a\s+)?)?(?P<span>{_SPAN})(?P<own>'s)?(?!\w)"
)
_FORTNIGHT = compile_pattern(
    rf"{_OPTIONAL}\b(?:from|in|within|during|over|of)\s+(?:the\s+)?(?P<which>last|"
    rf"past)\s+(?P<span>fortnight|weekend)\b"
)
_YEARS_OWN = compile_pattern(
    rf"{_OPTIONAL}(?:\b(?:from|of)\s+)(?P<which>this|last)\s+(?P<span>year|month|week|weekend)(?!')\b"
)
_IN_POINT = compile_pattern(rf"\b{_POSTED}\s+(?:in|on|during|back\s+in)?\s*(?P<point>{_POINT})")
_ON_YEAR = compile_pattern(
    rf"(?:\b(?:videos?|clips?|ones|stuff|uploads|only)\s+)(?:in|of)\s+(?P<point>{_YEAR})(?![\w'-])"
)
_AGED = compile_pattern(
    rf"{_OPTIONAL}\b(?:at\s+most|max(?:imum)?|up\s+to)\s+(?P<count>{NUMBER}|an?)\s+(?P<span>{_SPAN})\s+old\b"
)
_VIDEO_BEFORE = re.compile(
    r"(?:\b(?:videos?|clips?|vids|stuff|ones?|things?|anything|something|uploads?|content|footage|"
    r"releases?|only|just|but|and|also)|[¦,;:]|^)\s*$",
    re.I,
)
_LENGTHS = {
    "hour": 1 / 24,
    "hr": 1 / 24,
    "day": 1,
    "week": 7,
    "weekend": 7,
    "fortnight": 14,
    "month": 30.5,
    "quarter": 91,
    "year": 365,
    "yr": 365,
    "decade": 3652,
}
_OLDEST_UPLOAD = 2005
"""No video was uploaded before; an earlier year belongs to the topic."""


def read_dates(reading: Reading, today: date) -> Reading:
    """Take out limits on the day of publication and give `published_after` and `published_before`."""
    if not re.search(
        r"\d{4}|\d+|last|past|this|these|since|after|before|from|posted|upload|publish|pre|older|"
        r"newer|latest|previous",
        reading.text,
        re.I,
    ):
        return reading
    reading = take(reading, _BETWEEN, lambda match: _read_between(match, today))
    reading = take(reading, _AGED, lambda match: _read_last(match, today))
    reading = take(reading, _SINCE, lambda match: _read_since(match, today))
    reading = take(reading, _BEFORE, lambda match: _read_before(match, today))
    for pattern in (_FORTNIGHT, _YEARS_OWN, _LAST):
        reading = take(reading, pattern, lambda match: _read_last(match, today))
    for pattern in (_IN_POINT, _ON_YEAR):
        reading = take(reading, pattern, lambda match: _period(match["point"], today))
    return reading


def _read_between(match: re.Match[str], today: date) -> dict[str, Any] | None:
    low, high = find_period(match["low"], today), find_period(match["high"], today)
    if low is None or high is None or low[0] >= high[1] or high[1].year < _OLDEST_UPLOAD:
        return None
    return {"published_after": low[0].isoformat(), "published_before": high[1].isoformat()}


def _read_since(match: re.Match[str], today: date) -> dict[str, Any] | None:
    cue, point = " ".join(match["cue"].lower().split()), match["point"]
    counted = _read_age(point, today)
    if cue in ("less than", "under") and not re.search(r"\b(?:old|ago)$", point, re.I):
        return None
    if counted is not None and not (cue in ("from", "starting") and not point.lower().endswith("ago")):
        return {"published_after": counted.isoformat()}
    found = find_period(point, today)
    if found is None or found[0].year < _OLDEST_UPLOAD or found[0] > today:
        return None
    if cue == "from" and not match["onward"]:
        return _read_from(match, found, today)
    if cue in ("after", "later than", "newer than", "more recent than", "from after", "post"):
        return (
            {"published_after": found[1].isoformat()}
            if found[1] <= today
            else {"published_after": found[0].isoformat()}
        )
    return {"published_after": found[0].isoformat()}


def _read_from(match: re.Match[str], found: tuple[date, date], today: date) -> dict[str, Any] | None:
    point = match["point"].lower()
    if re.fullmatch(_DAY, point, re.I) and not _VIDEO_BEFORE.search(match.string[: match.start("cue")]):
        return None
    if found[1] > today - timedelta(days=7):
        return {"published_after": found[0].isoformat()}
    return {"published_after": found[0].isoformat(), "published_before": found[1].isoformat()}


def _read_before(match: re.Match[str], today: date) -> dict[str, Any] | None:
    cue, point = " ".join(match["cue"].lower().split()), match["point"]
    aged = bool(re.search(r"\b(?:old|ago)$", point, re.I))
    if cue in ("more than", "over", "at least") and not aged:
        return None
    counted = _read_age(point, today)
    if counted is not None:
        return {"published_before": counted.isoformat()} if cue != "up to" and cue != "until" else None
    found = find_period(point, today)
    if found is None or found[0].year < _OLDEST_UPLOAD:
        return None
    whole = cue in (
        "until",
        "till",
        "up to",
        "no later than",
        "not after",
        "nothing after",
        "nothing newer than",
        "nothing from after",
        "nothing since",
    )
    return {"published_before": found[1 if whole else 0].isoformat()}


def _read_last(match: re.Match[str], today: date) -> dict[str, Any] | None:
    groups = match.groupdict()
    which, span = (groups.get("which") or "last").lower(), groups["span"].lower().rstrip("s")
    before, after = match.string[: match.start()], match.string[match.end() :]
    if groups.get("own") and not re.match(
        r"\s*(?:[.!?]*$|videos?|clips?|uploads?|stuff|best|most|top|new|ones|releases|¦)", after, re.I
    ):
        return None
    cued = bool(
        re.search(
            r"\b(?:from|in|within|during|over|of|posted|uploaded|published|released|made|added|"
            r"out|at most|max|up to)\b",
            match.group(),
            re.I,
        )
    )
    ends = bool(re.match(r"\s*(?:[¦,.;:!?)]|$|please|only|or\s+so|though|and\b|but\b)", after, re.I))
    if not cued and not groups.get("own") and not (ends or _VIDEO_BEFORE.search(before)):
        return None
    if which in ("this", "these") and span in ("hour", "hr"):
        return None
    return {"published_after": _start_of_last(which, groups.get("count"), span, today).isoformat()}


def _start_of_last(which: str, count: str | None, span: str, today: date) -> date:
    if which == "this" and not count:
        found = find_period(f"this {span}", today)
        if found is not None:
            return found[0]
    words = {"few": 3.0, "couple": 2.0, "couple of": 2.0, "half": 0.5, "a": 1.0, "an": 1.0}
    number = words.get((count or "1").lower()) or read_number(count or "1") or 1.0
    return today - timedelta(days=max(1, round(number * _LENGTHS[span])))


def _read_age(point: str, today: date) -> date | None:
    match = re.fullmatch(
        rf"(?P<count>{NUMBER}|an?|(?:a\s+)?few|(?:a\s+)?couple(?:\s+of)?)\s+(?P<span>{_SPAN})(?:\s+(?:old|ago))?",
        point.strip(),
        re.I,
    )
    if match is None:
        return None
    count = re.sub(r"^a\s+(?=few|couple)", "", match["count"].lower())
    return _start_of_last("last", count, match["span"].lower().rstrip("s"), today)


def _period(point: str, today: date) -> dict[str, Any] | None:
    found = find_period(point, today)
    if found is None or found[0].year < _OLDEST_UPLOAD or found[0] > today:
        return None
    if found[1] > today:
        return {"published_after": found[0].isoformat()}
    return {"published_after": found[0].isoformat(), "published_before": found[1].isoformat()}


def find_period(text: str, today: date) -> tuple[date, date] | None:
    """The first day of a time in words and the first day after it, or None.

    >>> find_period("March", date(2026, 1, 5))
    (datetime.date(2025, 3, 1), datetime.date(2025, 4, 1))
    """
    lower = re.sub(
        r"^(?:the year|back in|the start of|the beginning of|the end of|early|late|mid)[\s-]+",
        "",
        " ".join(text.lower().split()),
    )
    lower = lower.removeprefix("the ").rstrip(".")
    if re.fullmatch(_YEAR, lower):
        return date(int(lower), 1, 1), date(int(lower) + 1, 1, 1)
    found = _find_calendar(lower, today) or _find_relative(lower, today) or _find_month(lower, today)
    return found or _parse_day(lower, today)


def _find_calendar(text: str, today: date) -> tuple[date, date] | None:
    monday = today - timedelta(days=today.weekday())
    first = today.replace(day=1)
    before = (first - timedelta(days=1)).replace(day=1)
    year = today.year
    periods = {
        "week": (monday, monday + timedelta(days=7)),
        "this week": (monday, monday + timedelta(days=7)),
        "last week": (monday - timedelta(days=7), monday),
        "month": (first, _next_month(first)),
        "this month": (first, _next_month(first)),
        "last month": (before, first),
        "year": (date(year, 1, 1), date(year + 1, 1, 1)),
        "this year": (date(year, 1, 1), date(year + 1, 1, 1)),
        "last year": (date(year - 1, 1, 1), date(year, 1, 1)),
        "yesterday": (today - timedelta(days=1), today),
        "last night": (today - timedelta(days=1), today + timedelta(days=1)),
        "today": (today, today + timedelta(days=1)),
        "this morning": (today, today + timedelta(days=1)),
        "this weekend": (monday - timedelta(days=2), today + timedelta(days=1)),
        "last weekend": (monday - timedelta(days=2), monday),
        "christmas": (date(year - 1, 12, 25), date(year - 1, 12, 27)),
        "last christmas": (date(year - 1, 12, 25), date(year - 1, 12, 27)),
        "new year": (date(year, 1, 1), date(year, 1, 2)),
    }
    return periods.get(text)


def _find_relative(text: str, today: date) -> tuple[date, date] | None:
    age = _read_age(text, today) if text.endswith("ago") else None
    if age is not None:
        return age, age + timedelta(days=1)
    season = re.fullmatch(r"(last|this|past)\s+(spring|summer|autumn|fall|winter|easter)", text)
    if season is not None:
        return _find_season(season[2], today, passed=season[1] == "last")
    day = re.fullmatch(rf"(?:last\s+|this\s+|past\s+)?({_DAY})", text)
    if day is None:
        return None
    back = (today.weekday() - _DAYS.index(day[1])) % 7 or 7
    return today - timedelta(days=back), today - timedelta(days=back - 1)


def _find_season(season: str, today: date, *, passed: bool) -> tuple[date, date]:
    start = {"spring": 3, "easter": 4, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}[season]
    first = date(today.year, start, 1)
    begun = first + timedelta(days=91 if passed else 0)
    first = first if begun <= today else date(today.year - 1, start, 1)
    end = first + timedelta(days=92)
    return first, end.replace(day=1)


def _find_month(text: str, today: date) -> tuple[date, date] | None:
    match = re.fullmatch(
        rf"(?P<last>last\s+|this\s+)?(?P<month>[a-z]+)\.?(?:\s+(?:of\s+)?(?P<year>{_YEAR}|last\s+year|this\s+year))?",
        text,
    )
    if match is None:
        return None
    number = next(
        (
            place
            for place, name in enumerate(_MONTHS, 1)
            if len(match["month"]) >= 3
            and name.startswith(match["month"][:4])
            and name.startswith(match["month"].replace("sept", "sep"))
        ),
        None,
    )
    if number is None:
        return None
    given = match["year"]
    year = today.year if number <= today.month else today.year - 1
    if given:
        year = int(given) if given.isdigit() else today.year - given.startswith("last")
    first = date(year, number, 1)
    return first, _next_month(first)


def _next_month(first: date) -> date:
    return (first.replace(day=1) + timedelta(days=32)).replace(day=1)


def _parse_day(text: str, today: date) -> tuple[date, date] | None:
    from datetime import datetime

    import dateparser

    settings: Any = {
        "RELATIVE_BASE": datetime(today.year, today.month, today.day),
        "PREFER_DATES_FROM": "past",
        "DATE_ORDER": "DMY",
    }
    if re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}", text):
        settings["DATE_ORDER"] = "YMD"
    parsed = dateparser.parse(text.replace(" of ", " "), languages=["en"], settings=settings)
    if parsed is None:
        return None
    return parsed.date(), parsed.date() + timedelta(days=1)
