"""Days of publication: words that are known to tell a time become the days that limit it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Literal

from reeltalk.agent.numbers import NUMBER, read_number
from reeltalk.agent.periods import YEAR, Period, find_periods

Side = Literal["after", "before", "during"]

_SPANS = {
    "hour": 1 / 24, "hr": 1 / 24, "day": 1, "night": 1, "week": 7, "wk": 7, "weekend": 7, "fortnight": 14,
    "month": 30.5, "quarter": 91.3, "season": 91.3, "year": 365.25, "yr": 365.25, "decade": 3652.5,
}  # fmt: skip
_SPAN = rf"(?P<span>{'|'.join(sorted(_SPANS, key=len, reverse=True))})s?"
_COUNT = rf"(?P<count>(?!\d{{4}}){NUMBER}|half\s+an?|an?|(?:a\s+)?few|(?:a\s+)?couple(?:\s+of)?)"
_BACK = re.compile(rf"\b(?:(?P<which>last|past|previous|recent|latest|back)\s+)?(?:{_COUNT}[\s-]+){_SPAN}\b")
_ONE_BACK = re.compile(rf"\b(?P<which>last|past|previous)\s+{_SPAN}\b")


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
    if len(periods) == 2 and periods[1][0] < periods[0][0] and not YEAR.search(lower):
        first, last = periods[0]  # "from July to August"
        periods = [(first.replace(year=first.year - 1), last.replace(year=last.year - 1)), periods[1]]
    start, end = min(one[0] for one in periods), max(one[1] for one in periods)
    if re.search(
        r"\b(?:onwards?|on(?=$|[.,;!?])|or (?:later|newer)|till now|until now|to (?:now|today|date))\b", lower
    ):
        return {"published_after": _say(start)}
    recent = end > today - timedelta(days=7 if end - start > timedelta(days=2) else 0)
    ends = {} if recent else {"published_before": _say(end)}
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
