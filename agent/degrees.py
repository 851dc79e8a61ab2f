"""Changes by degree: "shorter", "too long", "something quick", "any length": read against the wish and the picks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median
from typing import Any

from reeltalk.agent.context import Shown
from reeltalk.agent.spans import Reading, compile_pattern, take

SHORT = 180
"""Seconds that "short" means where nothing else is known."""
LONG = 600
"""Seconds from which a clip is "long"."""

_FORE = (
    r"(?:\b(?:make\s+(?:it|them|that)|i\s+(?:want|need|prefer)|something|anything|keep\s+(?:it|them)|"
    r"(?:a\s+)?(?:bit|little|lot|tad|touch)|much|way|even|far|just|only|but|and|got\s+any(?:thing)?|"
    r"any|some|they're|these\s+are|those\s+are|that's|it's|all|still|really|the|a|ones?\s+that\s+are|"
    r"please)\s+)*"
)
_AFT = r"(?:\s+(?:ones?|videos?|clips?|version|please|stuff|in\s+length|instead|than\s+(?:that|this|these|those)))*"
_SHORTER = compile_pattern(
    rf"{_FORE}\b(?:shorter|briefer|quicker|too\s+long|not\s+(?:so|that|as|too|very)\s+long|"
    rf"less\s+long|go\s+on\s+(?:too\s+long|forever)|long[\s-]?winded|cut\s+(?:it|"
    rf"them)\s+down)\b{_AFT}"
)
_LONGER = compile_pattern(
    rf"{_FORE}\b(?:longer(?!\s+(?:than|is)\b)|lengthier|too\s+short|too\s+brief|not\s+(?:so|that|"
    rf"as|too|very)\s+short|less\s+short|more\s+in[\s-]depth|over\s+too\s+(?:soon|quickly))\b{_AFT}"
)
_SHORT = compile_pattern(
    r"(?:\b(?:a|some|any|really|very|nice|something|anything|make\s+it|keep\s+(?:it|them)|super|"
    r"only|just|please|pretty|ideally|preferably|and|but)\s+)*\b(?:short(?:ish)?|brief|"
    r"bite[\s-]?sized?|snack[\s-]?sized?|quick(?!\s+(?:recipe|meal|dinner|lunch|breakfast|snack|"
    r"workout|fix|and\s+easy|draw|release|question|bread|guide|weeknight|easy|"
    r"step)))\b(?=\s*(?:[¦,.;!?]|$|\b(?:and|but|videos?|clips?|ones?|vids?|please|about|on|of|for|"
    r"enough|tonight|today|something|thing|watch|one|to\s+watch|for|mood|laugh|tutorials?|"
    r"explainers?|demos?|overview|summary|highlights)\b))(?:\s+(?:and\s+sweet|ones?|videos|clips|"
    r"please|enough))*"
)
_LONG = compile_pattern(
    r"(?:\b(?:a|some|any|really|very|nice|something|anything|make\s+it|super|only|just|please|"
    r"pretty|ideally|preferably|proper)\s+)*\b(?:long(?:ish|[\s-]?form|er[\s-]form)?|lengthy|"
    r"full[\s-]length|in[\s-]depth)\b(?=\s*(?:[¦,.;!?]|$|\b(?:videos?|clips?|ones?|vids?|please|"
    r"about|to\s+watch|watch|documentar\w+)\b))(?:\s+(?:ones?|videos|clips|please))*"
)
_NOT_LONG = compile_pattern(
    r"(?:\bbut\s+)?\b(?:not|nothing|isn't|aren't)\s+(?:(?:so|that|as|too|very|overly|super)\s+)*long\b(?!\s+(?:ago|hair|jump|exposure|distance))"
    r"(?:\s+(?:ones?|videos?|clips?|please|though))*"
)
_ANY_LENGTH = compile_pattern(
    r"\b(?:any\s+(?:length|duration)(?:\s+is\s+(?:ok|okay|fine))?|(?:the\s+)?(?:length|"
    r"duration)\s+(?:doesn't|does\s+not)\s+matter(?:\s+(?:any\s*more|now))?|(?:doesn't|does\s+not|"
    r"don't)\s+(?:matter|care|mind)\s+(?:about\s+)?(?:the\s+)?(?:how\s+long|length|"
    r"duration)(?:\s+(?:it|they)\s+(?:is|are))?|(?:no|without\s+(?:a|the|any)|(?:drop|lose|remove|"
    r"forget|ignore|scrap|ditch)\s+the|never\s+mind\s+the|lift\s+the)\s+(?:time|length|duration|"
    r"\d+[\s-]*(?:minute|second|min|sec|hour)s?)[\s-]*(?:limit|restriction|filter|cap|constraint|"
    r"limits|thing|bit|rule)?s?\b(?:\s+(?:any\s*more|now|then))?|longer\s+(?:is|"
    r"ones\s+are)\s+(?:ok|okay|fine|also\s+fine|good)(?:\s+(?:too|now))?|"
    r"(?:as\s+long\s+as\s+(?:it|you)\s+(?:likes?|takes?|want))|however\s+long|(?:time|length|duration)\s+(?:limit\s+)?(?:off|gone|lifted|removed|is\s+no\s+(?:issue|object|problem))|"
    r"no\s+limit\s+on\s+(?:the\s+)?(?:time|length))\b"
)
_ANY_DATE = compile_pattern(
    r"\b(?:any\s+(?:date|year|time\s+period|age)|older\s+(?:ones?\s+|stuff\s+)?(?:is|are)\s+(?:ok|okay|fine|good|alright)(?:\s+too)?|"
    r"(?:doesn't|don't|needn't)\s+(?:(?:have|need)\s+to\s+)?be\s+(?:that\s+|so\s+)?(?:new|recent)|(?:older|old)\s+(?:ones|stuff|videos|"
    r"clips)\s+(?:are|is)\s+(?:ok|okay|fine|good)(?:\s+too)?|(?:the\s+)?(?:date|year|"
    r"age)\s+(?:doesn't|does\s+not)\s+matter|(?:drop|lose|remove|forget|ignore|scrap|"
    r"ditch)\s+the\s+(?:date|year|time\s+frame|recency)(?:\s+(?:limit|filter|bit|thing|"
    r"restriction))?|don't\s+(?:care|mind)\s+(?:when|how\s+old|what\s+year)(?:\s+(?:it|they)(?:'s|"
    r"'re|\s+is|\s+are|\s+was|\s+were)?(?:\s+from|\s+posted|\s+made)?)?|from\s+any\s+(?:time|year|"
    r"date)|no\s+(?:date|time)\s+(?:limit|filter|restriction))\b"
)
_ANYONE = compile_pattern(
    r"\b(?:(?:by|from)\s+(?:any(?:one|body)|any\s+(?:creator|channel))(?:\s+(?:else|is\s+fine))?|"
    r"any(?:one|body)\s+else(?:\s+(?:too|as\s+well|is\s+(?:ok|okay|fine)|will\s+do))?|any\s+(?:creator|channel)(?:\s+(?:is\s+(?:ok|fine)|will\s+do))?|(?:doesn't|"
    r"does\s+not)\s+have\s+to\s+be\s+(?:by|from)\s+[\w']+(?:\s[\w']+)?|(?:drop|remove|forget|"
    r"lose)\s+the\s+(?:creator|channel)(?:\s+filter)?|don't\s+(?:care|mind)\s+who\s+(?:made|"
    r"makes)\s+(?:it|them))\b"
)
_ANY_POPULARITY = compile_pattern(
    r"\b(?:(?:they\s+)?(?:doesn't|don't|needn't)\s+(?:have\s+to|need\s+to)?\s*be\s+(?:popular|"
    r"hidden\s+gems?|famous|obscure|viral)|popular(?:ity)?\s+(?:doesn't\s+matter|"
    r"(?:ones\s+)?(?:is|are)\s+(?:ok|fine)(?:\s+too)?)|(?:drop|remove|forget|"
    r"lose)\s+the\s+(?:popular|popularity|hidden\s+gems?|viral|trending)(?:\s+(?:filter|bit|thing|"
    r"part))?)\b"
)
_FREED = (
    r"\b(?:(?:drop|lose|remove|forget|ignore|scrap|ditch|clear|lift|never\s+mind)\s+(?:the\s+|that\s+)?(?:[\w&-]+\s+)?"
    r"(?:{0})(?:\s+(?:filter|limit|bit|thing|part|restriction))?|any\s+(?:{0})(?:\s+(?:is\s+fine|will\s+do|works))?|"
    r"(?:the\s+)?(?:{0})\s+(?:doesn't|does\s+not)\s+matter)(?=\s*(?:[¦,.;!?]|$|\b(?:please|now|then|but|and)\b))"
)
_ANY_CATEGORY = compile_pattern(_FREED.format("categor(?:y|ies)|genre|section"))
_ANY_TAG = compile_pattern(_FREED.format("(?:hash)?tags?"))
_DOUBLE = compile_pattern(
    r"(?:\b(?:you\s+can|make\s+(?:it|that)|i\s+meant)\s+)*\b(?:double|halve|half|twice)\s+(?:that|"
    r"it|as\s+(?:long|short)|the\s+(?:length|time))\b"
)
_NOT_ONLY = {"any_date": {"published_after": None, "published_before": None, "sort": None}}


def read_relaxations(reading: Reading) -> Reading:
    """Take out "any length" and the like: constraints that are wished away."""
    reading = take(reading, _ANY_LENGTH, lambda match: {"min_seconds": None, "max_seconds": None})
    reading = take(reading, _ANY_DATE, lambda match: dict(_NOT_ONLY["any_date"]))
    reading = take(reading, _ANY_CATEGORY, lambda match: {"category": None})
    reading = take(reading, _ANY_TAG, lambda match: {"tags": None})
    reading = take(reading, _ANYONE, lambda match: {"creator": None})
    return take(reading, _ANY_POPULARITY, lambda match: {"popularity": None})


def read_degrees(reading: Reading, wish: dict[str, Any], shown: Sequence[Shown]) -> Reading:
    """Take out "shorter", "too long", "short" and the like and give limits on length."""
    if "max_seconds" in reading.found or "min_seconds" in reading.found:
        return reading
    if shown or wish:
        reading = take(reading, _DOUBLE, lambda match: _scale(match.group(), wish))
        reading = take(reading, _SHORTER, lambda match: shorten(wish, shown))
        reading = take(reading, _LONGER, lambda match: lengthen(wish, shown))
    reading = take(reading, _NOT_LONG, lambda match: {"max_seconds": LONG})
    reading = take(reading, _SHORT, lambda match: {"max_seconds": SHORT})
    return take(reading, _LONG, lambda match: {"min_seconds": LONG})


def _scale(text: str, wish: dict[str, Any]) -> dict[str, Any] | None:
    factor = 0.5 if re.search(r"hal(?:f|ve)|short", text, re.I) else 2.0
    names = [name for name in ("min_seconds", "max_seconds") if wish.get(name)]
    return {name: max(1, round(wish[name] * factor)) for name in names} or None


def shorten(wish: dict[str, Any], shown: Sequence[Shown]) -> dict[str, Any]:
    """The limit that "shorter" means: under the usual length of the picks shown, or half of the limit in force."""
    limit = wish.get("max_seconds")
    lengths = [clip.duration_s for clip in shown if clip.duration_s]
    found = int(limit) / 2 if limit else float(median(lengths)) if lengths else 0.0
    if lengths and limit:
        found = min(int(limit) * 0.75, float(median(lengths)))
    if not found:
        return {"sort": "shortest"}
    least = wish.get("min_seconds")
    seconds = _round(found)
    return {"max_seconds": seconds, **({"min_seconds": None} if least and int(least) >= seconds else {})}


def lengthen(wish: dict[str, Any], shown: Sequence[Shown]) -> dict[str, Any]:
    """The limit that "longer" means: over the usual length of the picks shown, or twice the limit in force."""
    least = wish.get("min_seconds")
    lengths = [clip.duration_s for clip in shown if clip.duration_s]
    found = max(int(least or 0) * 2, float(median(lengths)) if lengths else 0.0)
    if not found:
        limit = wish.get("max_seconds")
        return {"min_seconds": int(limit), "max_seconds": None} if limit else {"sort": "longest"}
    seconds = _round(found)
    most = wish.get("max_seconds")
    return {"min_seconds": seconds, **({"max_seconds": None} if most and int(most) <= seconds * 2 else {})}


def _round(seconds: float) -> int:
    step = 5 if seconds < 60 else 10 if seconds < 300 else 60
    return max(5, int(seconds // step * step))
