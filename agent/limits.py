"""What a tagged stretch says in terms of constraints: the tag gives the kind, the words give the value."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from reeltalk.agent.context import TurnContext
from reeltalk.agent.dates import Side, read_dates
from reeltalk.agent.durations import Values, read_durations
from reeltalk.agent.languages import find_language
from reeltalk.agent.names import Names, find_name
from reeltalk.agent.numbers import NUMBER, read_number

_OLD_DAYS = 730
"""What "older ones" means where no limit was in force: at least so many days old."""


def read_limit(label: str, words: str, context: TurnContext, names: Names) -> Values:
    """The constraints that a stretch tagged `label` gives; empty where its words hold no value."""
    if label in _LENGTHS:
        return read_durations(label, words, context)
    if label in _DATES:
        return _read_date(label, words, context)
    if label in _FIXED:
        return dict(_FIXED[label])
    return _OTHERS[label](words, context, names)


_LENGTHS = ("max", "min", "range", "around", "shorter", "longer")
_DATES = ("after", "before", "during", "older")
_FIXED: dict[str, Values] = {
    "newest": {"sort": "newest"},
    "gem": {"popularity": "hidden_gem"},
    "shortest": {"sort": "shortest"},
    "longest": {"sort": "longest"},
    "best": {"sort": "relevance"},
}


def _read_date(label: str, words: str, context: TurnContext) -> Values:
    if label == "older":
        if context.wish.args.get("published_after"):
            return {"published_after": None, "sort": None}
        return {"published_before": (context.today - timedelta(days=_OLD_DAYS)).isoformat()}
    limits = [context.wish.args.get(name) for name in ("published_after", "published_before")]
    start, end = (date.fromisoformat(str(limit)[:10]) if limit else None for limit in limits)
    negated = re.search(
        r"\b(?:nothing|not|no|none|never)\b[\w ]*?\b(?:(older|before|earlier|prior|pre)|newer|later|after|post)\b",
        words,
        re.I,
    )
    side = _SIDES[label] if label == "during" else _say_side(words) or _SIDES[label]
    if negated is not None and label != "during":
        side = "after" if negated[1] else "before"
    found = read_dates(side, words, context.today, (start, end))
    if found or label == "before":
        return found
    return {"sort": "newest"} if re.search(r"\b(?:new|recen|fresh|lates)", words, re.I) else {}


_EARLIER = re.compile(r"\b(?:earlier than|older than|prior to|before|pre)\b", re.I)
_LATER = re.compile(r"\b(?:later than|newer than|more recent than|since|onwards?|or (?:later|newer))\b", re.I)


def _say_side(words: str) -> Side | None:
    """The side that words leave no doubt of: "from earlier than 2024" is before."""
    earlier, later = _EARLIER.search(words), _LATER.search(words)
    if bool(earlier) == bool(later):
        return None
    return "before" if earlier else "after"


_SIDES: dict[str, Side] = {"after": "after", "before": "before", "during": "during"}


def _read_language(words: str, context: TurnContext, names: Names) -> Values:
    code = find_language(words)
    return {"language": code} if code else {}


def _read_creator(words: str, context: TurnContext, names: Names) -> Values:
    bare = re.sub(r"^(?:by|from|the channel|channel|@)\s*|'s$|\s+channel$", "", words.strip(" '\""), flags=re.I)
    return {"creator": find_name(bare, names.creators) or bare} if bare else {}


def _read_category(words: str, context: TurnContext, names: Names) -> Values:
    bare = re.sub(r"\b(?:the|category|section|genre|in|from|under)\b\s*", "", words, flags=re.I).strip(" '\"")
    return {"category": find_name(bare, names.categories) or bare} if bare else {}


def _read_tag(words: str, context: TurnContext, names: Names) -> Values:
    bare = words.strip(" #'\"")
    return {"tags": [find_name(bare, names.tags) or bare]} if bare else {}


def _read_popular(words: str, context: TurnContext, names: Names) -> Values:
    most = re.search(r"\b(?:most|top|best|biggest|highest|sort|order|rank|first)\b", words, re.I)
    if re.search(r"\b(?:sort\w*|order\w*|rank\w*|first|by (?:views|likes|popularity))\b", words, re.I):
        return {"sort": "popular"}
    return {"popularity": "popular", **({"sort": "popular"} if most else {})}


def _read_unseen(words: str, context: TurnContext, names: Names) -> Values:
    return {"unseen_only": not re.search(r"\bmind|\binclud|\beven if|\btoo\b|\bok\b|\bfine\b", words, re.I)}


_AGES = (7, 12, 16, 18)
_YOUNG = re.compile(
    r"\b(?:all|famil\w*|babies|baby|toddlers?|nursery|pre-?school\w*|months?|everyone|everybody|u|you|g|universal|work)\b",
    re.I,
)
_PARENTAL = re.compile(r"\b(?:pg|kids?|child\w*|primary|graders?|elementary|little|young\w*)\b", re.I)


def _read_audience(words: str, context: TurnContext, names: Names) -> Values:
    """The mark that a clip may have at most: the highest at or under the age named."""
    number = next((read_number(match.group()) for match in re.finditer(NUMBER, words, re.I)), None)
    if number is None or re.search(r"\bmonths?\b", words, re.I):
        mark = "all" if _YOUNG.search(words) else "7" if _PARENTAL.search(words) else None
        return {"max_audience": mark} if mark else {}
    below = re.search(r"\b(?:under|not|no|below|younger than)\b", words, re.I) and not re.search(
        r"\b(?:or|and) (?:under|below|less|lower|younger)|\b(?:not|no) (?:over|above|more|older|higher)", words, re.I
    )
    age = int(number) - 1 if below else int(number)
    marks = [mark for mark in _AGES if mark <= age]
    return {"max_audience": str(marks[-1]) if marks else "all"}


_COUNTS = {
    "half dozen": 6, "dozen": 12, "couple": 2, "pair": 2, "duo": 2, "trio": 3, "threesome": 3, "quartet": 4,
    "handful": 5, "few": 3, "single": 1,
}  # fmt: skip


def _read_count(words: str, context: TurnContext, names: Names) -> Values:
    lower = re.sub(r"\bhalf (?:a )?dozen\b|\bhalf-dozen\b", "half dozen", words.lower())
    current = int(context.wish.args.get("limit") or 5)
    named = next((value for name, value in _COUNTS.items() if re.search(rf"\b{name}s?\b", lower)), None)
    said = [int(read_number(match.group()) or 0) for match in re.finditer(NUMBER, lower)]
    number = said[-1] if said else named  # of "two or three" the larger
    if said and named == 12:
        number = 12 * said[0]
    if re.search(r"\b(?:fewer|less|half (?:that|as|of|the)|halve)\b", lower) and not number:
        return {"limit": max(1, current // 2)}
    if re.search(r"\b(?:double|twice)\b", lower):
        return {"limit": current * 2}
    if re.search(r"\bmore than (?:that|this|those)\b|^more$", lower):
        return {"limit": current + number if number else current * 2}
    if number is None:
        return {"limit": 1} if re.search(r"\ban?\b|\bone\b|\bonly\b|\bbest\b", lower) else {}
    return {"limit": number} if 1 <= number <= 100 else {}


_OTHERS: dict[str, Callable[[str, TurnContext, Names], Values]] = {
    "lang": _read_language,
    "creator": _read_creator,
    "category": _read_category,
    "tag": _read_tag,
    "popular": _read_popular,
    "unseen": _read_unseen,
    "audience": _read_audience,
    "count": _read_count,
}
LIMIT_LABELS = frozenset((*_LENGTHS, *_DATES, *_FIXED, *_OTHERS))
"""The labels that `read_limit` knows."""
