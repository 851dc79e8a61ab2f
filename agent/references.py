"""Which of the picks last shown a text means: by number, by position, by description."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reeltalk.agent.context import Shown
from reeltalk.agent.numbers import ORDINAL, read_number, read_ordinal
from reeltalk.agent.words import compile_pattern, read_words


@dataclass(frozen=True)
class Reference:
    """The picks that a stretch of text means."""

    handles: tuple[str, ...]
    start: int
    end: int
    sure: bool = True
    """False where it is a plain "it" or "that one"."""


_THING = r"(?:videos?|clips?|ones?|picks?|results?|options?|suggestions?|recommendations?)"
_DIGIT = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)"
_NUMBERED = compile_pattern(
    rf"(?:\b(?:the\s+)?(?:number|numbers|no\.?|nr\.?|num|clip|clips|video|videos|option|options|"
    rf"pick|picks|result|results|item)\s*\#?|\#)\s*(?P<first>(?:\d{{1,2}}|{_DIGIT}))\b(?!\s*(?:min|"
    rf"sec|hour|%|of\s+them))(?P<rest>(?:\s*(?:,|and|or|&|vs\.?|versus|to|with|against|than|"
    rf",\s*and)\s*(?:number|no\.?|clip|video|\#)?\s*{_DIGIT}\b)*)"
)
_AFTER_VERB = compile_pattern(
    r"\b(?:seen|watched|saw|compare|rated?|liked?|loved?|hated?|disliked?|enjoyed|why|between|"
    r"explain|describe|is|was|does|come|"
    r"do|mark|skip|(?:up|down)\s+(?:for|to|on))\s+(?:both\s+)?(?P<first>\d)(?P<rest>(?:\s*(?:,|"
    r"and|or|&|vs\.?|versus|to|with|,\s*and)\s*\d\b)*)"
    r"(?=\s*(?:[,.!?;]|$|\b(?:already|before|and|but|is|was|are|were|so|please|as|any|ok|good|"
    r"suitable|safe|in|about|show|shows|have|has|mention|explain|cover|contain|include|need|use|come|feature|"
    r"involve|last|there|end|start|also|actually|really|on|got)\b))"
)
_AS_SUBJECT = compile_pattern(
    r"(?:^\s*|[,;]\s*|\b(?:but|and|while|though|that)\s+)(?P<first>\d)(?P<rest>(?:\s*(?:,|and|or|&|,\s*and)\s*\d\b)*)"
    r"(?=\s+(?:isn't|wasn't|is|are|was|were|didn't|did|had|has|gave|got|went|dragged|felt|left|put|really|just|looks?|sounds?|seems?|bored|made|makes|sucks?|sucked|rocks?|rocked|not)\b|\s*[=:]\s*[a-z])"
)
_PLACE = rf"(?:{ORDINAL}|last|final|bottom|top|middle|penultimate)"
_ORDINAL_LIST = compile_pattern(
    rf"(?<!at the )\b(?:the\s+|your\s+|that\s+|this\s+)?(?:very\s+)?(?P<places>{_PLACE}(?:\s*(?:,|and|or|&|"
    rf"vs\.?|versus|with|to|against|than|,\s*and)\s*(?:the\s+)?{_PLACE})*)(?:\s+{_THING})?(?:\s+"
    rf"(?:of\s+(?:those|these|them|the\s+\w+)|you\s+(?:showed|gave|found|listed|recommended|"
    rf"suggested)(?:\s+me)?|on\s+the\s+list|in\s+the\s+list|there))?\b(?!\s*(?:time|day|night|week|"
    rf"month|year|of\s+all|aid|world|person|class|steps?|lesson|thing|place|hand|date|people|"
    rf"words?|kiss|dance|birthday|love|minutes?|seconds?|hours?|fortnight|samurai|fm|half|season|"
    rf"episode|name|song|flight|dish|knitting|language|floor|gear|degree|grade|grader|baby|child|"
    rf"look|impressions?|born|home|car|job|one\s+hundred)\b)(?!\s+\d)"
)
_BLOCK = compile_pattern(
    r"\b(?:the\s+|your\s+|those\s+|these\s+)?(?P<side>first|last|final|top|bottom|"
    r"other)\s+(?P<count>\d{1,2}|two|three|four|five|couple|few)(?:\s+(?:videos?|clips?|ones?|"
    r"picks?|results?|of\s+(?:them|those|these)))?(?!\s*(?:days?|weeks?|months?|years?|minutes?|"
    r"mins?|seconds?|secs?|hours?|decades?|seasons?|episodes?)\b)\b"
)
_ALL = compile_pattern(
    r"\b(?:all\s+(?:of\s+)?(?:them|these|those|five|four|three)|(?:all\s+|any\s+of\s+|"
    r"none\s+of\s+|each\s+of\s+|every\s+one\s+of\s+)(?:these|those|them)|both(?:\s+of\s+(?:them|"
    r"those|these))?|every(?:\s+single)?\s+(?:one|video|clip))\b"
)
_THESE = compile_pattern(r"\b(?:these|those|them)(?:\s+(?:videos?|clips?|ones|picks|results|two|three))?\b")
_ONE = compile_pattern(
    r"\b(?:that|this)\s+(?:(?:last|first)\s+)?(?:one|video|clip|pick|result|recommendation|"
    r"suggestion)\b|\b(?:it|that|this)\b(?!\s+(?:is|was)?\s*(?:what|how|why|kind|sort|type|week|"
    r"month|year|time|weekend|morning|evening|afternoon|summer|winter|spring|autumn|christmas|"
    r"same|rain|snow))"
)
_DESCRIBED = compile_pattern(
    r"\b(?:the|that|this)\s+(?:(?:one|video|clip)s?\s+(?:with|about|on|of|where|that|which|"
    r"showing|from|featuring|in|by|called|titled|who|for)\s+(?:the\s+|a\s+|an\s+|has\s+|had\s+|"
    r"is\s+|was\s+|shows\s+|they\s+|he\s+|she\s+|you\s+)*(?P<after>[^,.;!?¦]{2,60})|"
    r"(?P<before>(?:[\w'-]+\s+){1,3}?)(?:one|video|clip)s?\b)"
)
_BOUND = re.compile(
    r"\s(?:but|and\s+(?:why|what|how|is|was|then|show|find|give|i|more)|was|is|were|are|"
    r"has\s+been|seems?|looks?|sounds?|because|please|only|though|instead|under|over|shorter|"
    r"longer|bored|made\s+me|annoyed|put\s+me|really|any\s+good|worth|so\s+much|a\s+lot|"
    r"to\s+bits)\b",
    re.I,
)
_NOT_DESCRIPTIVE = read_words(
    "good best other same right next new shorter longer newer older only first second third fourth fifth last "
    "final top bottom middle very same such whole that this another wrong great bad nice a an more less "
    "english french german spanish italian portuguese japanese korean chinese hindi arabic short long funny "
    "old latest"
)


def find_references(text: str, shown: Sequence[Shown]) -> list[Reference]:
    """Every stretch that means picks, in order; described ones only where one pick clearly fits."""
    count = len(shown)
    found: list[Reference] = []
    for pattern, read in (
        (_NUMBERED, _read_numbered),
        (_AFTER_VERB, _read_numbered),
        (_AS_SUBJECT, _read_numbered),
        (_BLOCK, _read_block),
        (_ORDINAL_LIST, _read_places),
    ):
        for match in pattern.finditer(text):
            if not _overlaps(match, found):
                handles = read(match, count)
                if handles:
                    found.append(Reference(tuple(handles), match.start(), match.end()))
    found += [one for one in _find_described(text, shown) if not _crosses(one, found)]
    every = tuple(str(place) for place in range(1, count + 1))
    whole = [Reference(every, match.start(), match.end()) for match in _ALL.finditer(text) if count]
    found += [one for one in whole if not _crosses(one, found)]
    return sorted(found, key=lambda one: one.start)


def find_anaphor(text: str, shown: Sequence[Shown], previous: str) -> Reference | None:
    """What "it", "that one" or "these" means: the pick last spoken of, else the first."""
    if not shown:
        return None
    these = _THESE.search(text)
    if these is not None:
        return Reference(
            tuple(str(place) for place in range(1, len(shown) + 1)), these.start(), these.end(), sure=False
        )
    one = _ONE.search(text)
    if one is None:
        return None
    earlier = [ref for ref in find_references(previous, shown) if len(ref.handles) == 1]
    handles = earlier[-1].handles if earlier else ("1",)
    return Reference(handles, one.start(), one.end(), sure=False)


def _find_described(text: str, shown: Sequence[Shown]) -> list[Reference]:
    described = [_read_described(match, shown) for match in _DESCRIBED.finditer(text)]
    return [one for one in described if one is not None]


def _crosses(one: Reference, found: Sequence[Reference]) -> bool:
    return any(one.start < other.end and other.start < one.end for other in found)


def _overlaps(match: re.Match[str], found: Sequence[Reference]) -> bool:
    return any(match.start() < one.end and one.start < match.end() for one in found)


def _read_numbered(match: re.Match[str], count: int) -> list[str]:
    words = re.findall(_DIGIT, f"{match['first']} {match['rest']}", re.I)
    numbers = [read_number(word) for word in words]
    if re.search(r"\b(?:to|through)\b", match["rest"] or "") and len(numbers) == 2 and numbers[0] and numbers[1]:
        numbers = [float(one) for one in range(int(numbers[0]), int(numbers[1]) + 1)]
    return list(dict.fromkeys(str(int(number)) for number in numbers if number and 1 <= number <= count))


def _read_block(match: re.Match[str], count: int) -> list[str]:
    words = {"couple": 2, "few": 3}
    number = min(words.get(match["count"].lower()) or int(read_number(match["count"]) or 0), count)
    if match["side"].lower() in ("first", "top"):
        return [str(place) for place in range(1, number + 1)]
    return [str(place) for place in range(count - number + 1, count + 1)] if number else []


def _read_places(match: re.Match[str], count: int) -> list[str]:
    places = []
    for word in re.findall(_PLACE, match["places"], re.I):
        place = _place(word.lower(), count)
        if place is not None and 1 <= place <= count:
            places.append(str(place))
    if re.fullmatch(r"(?:last|top|final|middle|bottom)", match.group().strip(), re.I):
        return []
    return list(dict.fromkeys(places))


def _place(word: str, count: int) -> int | None:
    named = {
        "last": count,
        "final": count,
        "bottom": count,
        "top": 1,
        "middle": (count + 1) // 2,
        "penultimate": count - 1,
    }
    return named.get(word) or read_ordinal(word)


def _read_described(match: re.Match[str], shown: Sequence[Shown]) -> Reference | None:
    after, before = match["after"], match["before"]
    end = match.end()
    if after:
        bound = _BOUND.search(" " + after)
        if bound is not None:
            cut = max(bound.start() - 1, 0)
            end, after = match.start("after") + cut, after[:cut]
    words = (after or before or "").lower()
    if before and set(before.lower().split()) <= _NOT_DESCRIPTIVE:
        return None
    best = find_described(words, shown)
    return None if best is None else Reference((best,), match.start(), end)


def find_described(words: str, shown: Sequence[Shown]) -> str | None:
    """The handle of the pick whose texts hold most of the words, or None where none or several do."""
    wanted = _content(words)
    if not wanted:
        return None
    scores = sorted(((_likeness(wanted, clip), -place) for place, clip in enumerate(shown)), reverse=True)
    if not scores or scores[0][0] < 0.5 * len(wanted):
        return None
    if len(scores) > 1 and scores[1][0] >= scores[0][0]:
        return None
    return shown[-scores[0][1]].handle


def _likeness(wanted: set[str], clip: Shown) -> float:
    title, rest = (
        _content(clip.title),
        _content(" ".join([clip.text, *clip.tags, clip.category or "", clip.creator or ""])),
    )
    return sum(1.0 if word in title else 0.7 if word in rest else 0.0 for word in wanted)


_SMALL = read_words(
    "the a an and or of in on at to for with from by about this that is are was it its one ones video clip "
    "some someone somebody guy person people who where they he she has have had"
)


def _content(text: str) -> set[str]:
    words = re.findall(r"[^\W_]+", text.lower())
    return {
        re.sub(r"(?:ies|es|s|ing|ed|e|y)$", "", word) if len(word) > 4 else word for word in words if word not in _SMALL
    }


def resolve_reference(words: str, shown: Sequence[Shown], previous: str) -> tuple[str, ...]:
    """The handles that a stretch which is known to point at picks means; `previous` tells what "it" is."""
    if not shown:
        return ()
    count = len(shown)
    every = [str(place) for place in range(1, count + 1)]
    group = re.fullmatch(
        rf"(?:all |out )?(?:of )?(?:the |these |those |your )?(?P<count>{_DIGIT})", words.strip(), re.I
    )
    if group is not None and re.search(r"\b(?:these|those|all|of)\b", words, re.I):
        return tuple(every[: int(read_number(group["count"]) or count)])
    found = find_references(words, shown)
    if found:
        return tuple(dict.fromkeys(handle for one in found for handle in one.handles))
    ones = resolve_numbers(words, shown)
    if ones and not re.search(r"\b(?:that|this|the|which|other)\s+one\b|^one$", words, re.I):
        return ones
    described = find_described(words, shown)
    return (described,) if described is not None else _resolve_place(words, shown, previous)


def resolve_numbers(words: str, shown: Sequence[Shown]) -> tuple[str, ...]:
    """The handles that the numbers in a stretch mean, those between the ends of "1 to 3" among them."""
    count = len(shown)
    every = [str(place) for place in range(1, count + 1)]
    span = re.search(rf"\b({_DIGIT})\s*(?:to|through|thru|-)\s*(?:number\s+)?({_DIGIT})\b", words, re.I)
    if span is not None:
        first, last = (int(read_number(end) or 0) for end in span.groups())
        return tuple(every[first - 1 : last]) if 1 <= first < last else ()
    numbers = [read_number(one) for one in re.findall(rf"\b{_DIGIT}\b", words, re.I)]
    return tuple(dict.fromkeys(str(int(number)) for number in numbers if number and 1 <= number <= count))


def _resolve_place(words: str, shown: Sequence[Shown], previous: str) -> tuple[str, ...]:
    """What words without a number or a description point at: the rest, an end of the list, the pick last spoken of."""
    every = [clip.handle for clip in shown]
    spoken = find_anaphor("it", shown, previous)
    if re.search(r"\b(?:others?|rest|remaining)\b", words, re.I):
        return tuple(handle for handle in every if spoken is None or handle not in spoken.handles)
    if re.search(r"\b(?:last|final|bottom)\b", words, re.I):
        return (every[-1],)
    if re.search(r"\b(?:first|top)\b", words, re.I):
        return (every[0],)
    meant = find_anaphor(words, shown, previous) or spoken
    return meant.handles if meant is not None else (every[0],)
