"""Lengths of clips in a request: limits both ways, ranges, time at hand; "2 minute noodles" is none."""

from __future__ import annotations

import re
from typing import Any

from reeltalk.agent.normaliser import GAP
from reeltalk.agent.numbers import NUMBER, read_number
from reeltalk.agent.spans import Reading, compile_pattern, take

_UNIT = r"(?:seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|hr|h|min\.|sec\.|minuts?|minuets?)"
_LONG_UNIT = r"(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|hr)"
_HALF = (
    r"(?:half[\s-]+(?:an?\s+)?(?:hour|hr|minute|min)|(?:a\s+)?quarter\s+(?:of\s+)?an?\s+hour|"
    r"three[\s-]quarters\s+of\s+an\s+hour)"
)
_LENGTH = (
    rf"(?:{_HALF}"
    rf"|\d{{1,2}}:\d{{2}}(?::\d{{2}})?"
    rf"|(?:an?|one|1)\s+(?:and\s+a\s+half\s+{_LONG_UNIT}|{_LONG_UNIT}\s+and\s+a\s+half)"
    rf"|{NUMBER}\s*(?:{_LONG_UNIT})\s*(?:and\s+)?{NUMBER}\s*(?:{_LONG_UNIT})"
    rf"|{NUMBER}\s*(?:{_LONG_UNIT})\s+and\s+a\s+half"
    rf"|{NUMBER}\s+and\s+a\s+half\s+{_LONG_UNIT}"
    rf"|{NUMBER}[\s-]*{_UNIT}(?!\w)(?!')"
    rf"|an?\s+(?:single\s+)?(?:couple\s+(?:of\s+)?|few\s+)?{_LONG_UNIT}"
    rf"|(?:couple|few)\s+(?:of\s+)?{_LONG_UNIT})(?!\w)"
)
_AT_MOST = r"""(?:no\s+(?:more|longer|greater)\s+than|not?\s+(?:be\s+)?(?:any\s+)?(?:more|longer|over|above)\s*(?:than)?




    |nothing\s+that(?:'s|\s+(?:goes|runs|lasts|is))\s+(?:on\s+)?(?:past|over|beyond|above|(?:longer|more)\s+than)(?:\s+the)?
    |(?:and\s+)?nothing\s+(?:over|above|beyond|past|longer\s+than|more\s+than|that's\s+(?:over|longer\s+than|more\s+than))




    |(?:don't|doesn't|shouldn't|can't|mustn't|won't)\s+(?:be\s+|go\s+|last\s+|run\s+|exceed\s*)*(?:longer\s+than|more\s+than|over|above|past|beyond)?




    |at\s+(?:the\s+)?(?:very\s+)?most|at\s+max(?:imum)?|max(?:imum)?(?:\s+(?:length|duration))?(?:\s+of|:)?|up\s+to|under|below|beneath|within|inside|(?:in\s+)?less\s+than|fewer\s+than|shorter\s+than




    |(?:as\s+)?short\s+as|sub[\s-]?|<=?|cap(?:ped)?(?:\s+(?:it|that|this|them|things))?\s+at|limit(?:ed)?\s+(?:it\s+|them\s+)?(?:to|of|is|at)|keep\s+(?:it|them|these|those)\s+(?:to|at|within|under|below)|until|till




    |(?:that|which)\s+(?:fits?|takes?)\s+(?:in|into|within|under)?|not\s+exceeding|no\s+over|quicker\s+than|smaller\s+than|lower\s+than)"""
_AT_LEAST = r"""(?:no\s+(?:less|shorter|fewer)\s+than|not?\s+(?:be\s+)?(?:any\s+)?(?:less|shorter|under)\s*(?:than)?
    |(?:and\s+)?nothing\s+(?:under|below|shorter\s+than|less\s+than)




    |at\s+(?:the\s+)?(?:very\s+)?least|min(?:imum)?(?:\s+(?:length|duration))?(?:\s+of|:)?|over|above|more\s+than|longer\s+than|upwards?\s+of|exceeding|beyond|>=?|greater\s+than|bigger\s+than|starting\s+(?:at|from)|from)"""
_MOST_AFTER = (
    r"(?:or\s+(?:less|under|shorter|below|fewer|so\s+max)|and\s+(?:under|below|less|shorter)|"
    r"max(?:imum)?|tops|at\s+(?:the\s+)?(?:very\s+|absolute\s+)?most|at\s+max|limit|cap|is\s+(?:my|"
    r"the|our)\s+(?:limit|max(?:imum)?)|(?:or\s+)?(?:not|no)\s+(?:more|longer))"
)
_LEAST_AFTER = (
    r"(?:or\s+(?:more|longer|over|above|up|so\s+min)|and\s+(?:over|up|above|longer|more)|"
    r"min(?:imum)?\b|at\s+(?:the\s+)?(?:very\s+)?least|plus|\+)"
)
_VIDEO = r"(?:videos?|clips?|ones?|films?|footage|version|versions|watch|long|in\s+length|length|duration|runtime)"
_AROUND = (
    r"(?:about|around|roughly|approximately|approx\.?|circa|ca\.?|~|exactly|give\s+or\s+take|"
    r"more\s+or\s+less|close\s+to|near|nearly)"
)
_TAIL = r"(?:\s*[,-]?\s*(?:long|in\s+length|in\s+duration|each|of\s+length|worth|mark)\b)?"
_JOIN = r"(?:\s*(?:-|to|and|until|till|up\s+to|through)\s*)"
_LEAD = (
    r"(?:\b(?:(?:that|which|they)(?:'s|\s+(?:is|are|last|lasts|run|runs))|lasting|running|"
    r"(?:with\s+)?(?:a\s+)?(?:length|duration|runtime)(?:\s+(?:is|of))?|in\s+length|make\s+(?:it|them|"
    r"that)|it\s+should\s+be|(?:only\s+)?(?:ones|videos|clips)\s+(?:that\s+are\s+)?|i\s+mean|still|"
    r"but|and|also|with|all|keep\s+(?:it|them))\s+)?"
)

_RANGE = compile_pattern(
    rf"{_LEAD}(?:between|from|anywhere\s+(?:between|from)|somewhere\s+between|duration|\b)\s*"
    rf"(?P<low>{NUMBER}|{_HALF}|an?\s+(?:minute|hour))\s*(?P<unit>{_UNIT}\b)?{_JOIN}(?P<high>{_LENGTH}){_TAIL}"
)
_OPEN_RANGE = compile_pattern(
    rf"{_LEAD}{_AT_LEAST}\s*(?P<low>{_LENGTH})\s*(?:,|but|and|"
    rf",\s*but)\s*(?:also\s+)?{_AT_MOST}\s*(?P<high>{_LENGTH}){_TAIL}"
)
_BEFORE = compile_pattern(
    rf"{_LEAD}(?<![\w])(?P<not>\b(?:nothing|not|no|none|never|don't|doesn't|shouldn't|isn't|"
    rf"aren't)\b[^,.;:!?¦]{{0,30}}?)?"
    rf"(?:(?P<most>{_AT_MOST})|(?P<least>{_AT_LEAST})|(?P<near>{_AROUND}))\s*"
    rf"(?:{_AROUND}\s*|just\s+|a\s+(?=\d)|like\s+)?(?P<length>{_LENGTH}){_TAIL}(?:\s*(?:long|each|ish))?"
)
_AFTER = compile_pattern(
    rf"{_LEAD}(?P<length>{_LENGTH}){_TAIL}\s*,?\s*(?:(?P<most>{_MOST_AFTER})|(?P<least>{_LEAST_AFTER}))(?![\w])"
)
_AT_HAND = compile_pattern(
    rf"""(?:\b(?:i|we|he|she|they|you)(?:'ve|\s+have|'s|\s+has)?\s+)?(?:\b(?:only|just|got|have|with|spare|
    free|about)\s+|\b(?:i|we)'ve\s+)+(?:like\s+|about\s+|around\s+|only\s+|roughly\s+|maybe\s+)*
    (?P<length>{_LENGTH})\s*(?:(?:of\s+)?(?:spare|free|left|time|to\s+(?:kill|spare|spend|fill|waste|
    watch|go|myself|burn|relax)|for\s+(?:this|it|lunch)|break|(?:before|until|till|til)(?:\s+(?:my|the|
    our|i|we|it|class|work|dinner|lunch|bed|school)\b[^,.;!?¦]{{0,30}}(?=[,.;!?]|$|\b(?:so|show|find|
    what|give)\b))?|here|free|now|so|only)\b(?:\s+(?:time|to\s+(?:kill|spare)))?|(?=\s*(?:[,.!?;:]|$|-\s)))"""
)
_OCCASION = compile_pattern(
    rf"(?:\b(?:for|on|during|in|over|fill|fills?|fit|fits)\s+)(?:my|a|an|our|the|his|"
    rf"her)\s+(?P<length>{_LENGTH})\s*[\s-]?(?P<what>break|commute|ride|bus\s+ride|train\s+ride|"
    rf"journey|trip|walk|lunch\s+break|lunch|wait|coffee\s+break|slot|window|gap|drive|flight|"
    rf"tea\s+break)"
)
_WAIT = compile_pattern(
    rf"(?:\b(?:my|the|our|a)\s+)?\b(?:lunch|break|lunch\s+break|tea\s+break|commute|journey|ride|bus|train|"
    rf"bus\s+ride|train\s+ride|wait|slot|window|flight|queue|nap)\s*(?:is|lasts|takes|'s)\s+(?:only\s+|about\s+|"
    rf"just\s+|like\s+)*(?P<length>{_LENGTH})(?:\s+long)?"
)
_KILL = compile_pattern(
    rf"(?:(?:\bi|we)(?:'ve|\s+have)?\s+)?(?:got\s+)?(?P<length>{_LENGTH})\s+(?:to\s+(?:kill|spare|"
    rf"fill|waste|burn)|free|spare|of\s+free\s+time|(?:till?|until|before)\s+(?:my|the|our|i|"
    rf"we)\b[^,.;!?¦]{{0,30}}?(?=[,.;!?]|$|\b(?:so|show|find|what's|give)\b))"
)
_PATIENCE = compile_pattern(
    rf"(?P<length>{_LENGTH})[\s-]*(?:attention\s+span|of\s+(?:patience|attention|concentration))\b"
)
_UNTIL = compile_pattern(
    rf"\b(?:leav\w+|go|going|off|bed|comes?|arrives?|starts?|begins?|due|here|out|back|ready|school|dinner|lunch)\b[^,.;¦]{{0,20}}?\s+"
    rf"in\s+(?:about\s+|like\s+)?(?P<length>{_LENGTH})"
)
_OWN_TIME = (_PATIENCE, _WAIT, _AT_HAND, _KILL, _OCCASION)
_GIVE_OR_TAKE = compile_pattern(
    rf"(?P<length>{_LENGTH})(?P<topic>[^¦.;!?]{{0,40}}?)[\s,(]*(?:give\s+or\s+take|plus\s+or\s+minus|\+/-)\s+(?P<by>{_LENGTH})\)?"
)
_EXACT = compile_pattern(
    rf"(?:\b(?:an?|some|the|any)\s+)?(?P<length>{NUMBER}[\s-]*{_LONG_UNIT}|"
    rf"{_HALF})[\s-]*(?:long\s+)?(?=(?:{_VIDEO})\b)(?:long\b|in\s+length\b)?"
)
_FORM = compile_pattern(
    rf"(?:\b(?:an?|some|the|any|quick)\s+)*(?P<length>{NUMBER}[\s-]*{_LONG_UNIT})[\s-]*(?:long\s+)?(?=(?:explainer|summary|overview|tutorial|"
    rf"recap|intro|introduction|lesson|guide|animation|montage|compilation|break\s?down|demo)s?\b|(?<=second\s)[\w'-]+\s+(?:video|clip)s?\b)"
)
_IN_LENGTH = compile_pattern(
    rf"(?<!\w)(?:explained|summari[sz]ed|told|shown|done|all)?\s*\bin\s+(?P<length>{NUMBER}[\s-]*{_LONG_UNIT})\b"
)
_BARE = compile_pattern(
    rf"^[\s,]*(?:(?:no|wait|oh|ok|okay|hmm|actually|well|sorry|i\s+mean|maybe|make\s+(?:it|that|them)|"
    rf"let's\s+say|say|just|more\s+like)[\s,]+)*(?P<length>{_LENGTH})[\s,]*(?:instead(?:\s+of\s+"
    rf"[\w ]{{1,20}})?|then|please|"
    rf"now|will\s+do|is\s+(?:ok|fine|enough))?[\s.!?]*$"
)
_GO_UP = compile_pattern(
    rf"\b(?:go|stretch|extend|increase|raise)\b[^,.;{{}}]{{0,20}}?\b(?:up\s+)?to\s+(?P<length>{_LENGTH})"
)
_AGO = re.compile(r"^\s*(?:ago|old|or\s+so\s+ago)\b", re.I)
_SECONDS = {"s": 1, "m": 60, "h": 3600}


def read_durations(reading: Reading) -> Reading:
    """Take out limits on length and give `min_seconds` and `max_seconds`."""
    if not re.search(r"\d|sec|min|hour|hr|long|short|<|>", reading.text, re.I):
        return reading
    reading = _read_give_or_take(reading)
    reading = take(reading, _OPEN_RANGE, _read_range)
    reading = take(reading, _RANGE, _read_range)
    reading = take(reading, _GO_UP, lambda match: _limit("max_seconds", match))
    for pattern in (_AFTER, _BEFORE):
        reading = take(reading, pattern, _read_limit)
    for pattern in _OWN_TIME:
        reading = take(reading, pattern, lambda match: _limit("max_seconds", match))
    reading = take(reading, _EXACT, _read_around)
    reading = take(reading, _FORM, _read_around)
    reading = take(reading, _IN_LENGTH, _read_in)
    return take(reading, _BARE, lambda match: _limit("max_seconds", match))


def _read_give_or_take(reading: Reading) -> Reading:
    """ "half an hour of yoga, give or take five minutes": the words between are the topic's."""
    match = _GIVE_OR_TAKE.search(reading.text)
    length, by = (read_length(match["length"]), read_length(match["by"])) if match else (None, None)
    if match is None or length is None or by is None or by >= length:
        return reading
    text = f"{reading.text[: match.start()]}{GAP}{match['topic']} {GAP} {reading.text[match.end() :]}"
    return Reading(text, {**reading.found, "min_seconds": length - by, "max_seconds": length + by})


def read_time_at_hand(text: str) -> dict[str, Any]:
    """The limit that the viewer's own time sets, where a text only tells of it: "my break is ten minutes"."""
    reading = Reading(text)
    for pattern in (*_OWN_TIME, _UNTIL):
        reading = take(reading, pattern, lambda match: _limit("max_seconds", match))
    return reading.found


def read_length(text: str) -> int | None:
    """The seconds that a length in words gives, or None.

    >>> read_length("an hour and a half"), read_length("90 secs"), read_length("quarter of an hour")
    (5400, 90, 900)
    """
    lower = " ".join(re.sub(r"(?<=\w)-(?=\w)", " ", text.lower()).split())
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
    half = 0.5 if "and a half" in lower else 0.0
    lead = re.match(rf"({NUMBER}|an?)\s+and\s+a\s+half\s+({_UNIT})", lower)
    pairs = [(lead[1], lead[2])] if lead else pairs
    if not pairs:
        return None
    total = sum(
        (_amount(number) + (half if place == 0 else 0)) * _SECONDS[unit[0]]
        for place, (number, unit) in enumerate(pairs)
    )
    return round(total) or None


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


def _read_limit(match: re.Match[str]) -> dict[str, Any] | None:
    groups = match.groupdict()
    if _is_no_length(match) or groups.get("near"):
        return _read_around(match)
    name = "max_seconds" if groups["most"] else "min_seconds"
    if groups.get("not"):
        name = "min_seconds" if groups["most"] else "max_seconds"
    return _limit(name, match)


_FEAT = re.compile(
    r"\b(?:how (?:to|do|can)|run(?:ning)?|solv(?:e|es|ing)|learn(?:ing)?|eat(?:ing)?|los(?:e|ing)|"
    r"built|build(?:ing)?)\b.*\bin\s*$",
    re.I,
)


def _is_no_length(match: re.Match[str]) -> bool:
    """Whether the length is the topic's own: an age, or a feat "in under a minute"."""
    rest = match.string[match.end() :]
    if _FEAT.search(match.string[: match.start()]):
        return True
    return bool(_AGO.match(rest)) or bool(re.match(r"\s*(?:race|marathon|workouts?\s+a\s+week)\b", rest, re.I))


def _limit(name: str, match: re.Match[str]) -> dict[str, Any] | None:
    seconds = read_length(match["length"])
    if seconds is None or _AGO.match(match.string[match.end() :]):
        return None
    return {name: seconds}


def _read_range(match: re.Match[str]) -> dict[str, Any] | None:
    high = read_length(match["high"])
    low_text = match["low"]
    unit = match.groupdict().get("unit")
    if read_length(low_text) is None:
        own = re.findall(rf"{_UNIT}$", match["high"].strip(), re.I)
        low_text = f"{low_text} {unit or (own[0] if own else '')}"
    elif unit:
        low_text = f"{low_text} {unit}"
    low = read_length(low_text)
    if low is None or high is None or low >= high or _is_no_length(match):
        return None
    return {"min_seconds": low, "max_seconds": high}


def _read_around(match: re.Match[str]) -> dict[str, Any] | None:
    seconds = read_length(match["length"])
    if seconds is None or _is_no_length(match):
        return None
    return {"min_seconds": round(seconds * 0.75), "max_seconds": round(seconds * 1.25)}


def _read_in(match: re.Match[str]) -> dict[str, Any] | None:
    after = match.string[match.end() :]
    if _AGO.match(after) or not re.match(r"\s*(?:[¦,.!?;]|$|or\b|please|for\b|max)", after):
        return None
    return _limit("max_seconds", match)
