"""Requests for clips like a pick: "more like the second", "the first but shorter", "similar to #1 but newer"."""

from __future__ import annotations

import re

from reeltalk.agent.context import TurnContext
from reeltalk.agent.intents import Search, Similar
from reeltalk.agent.references import Reference, find_anaphor, find_references
from reeltalk.agent.spans import compile_pattern
from reeltalk.agent.topics import content_words, find_topic
from reeltalk.agent.wishes import Names, read_constraints

_LIKE = compile_pattern(
    r"""\b(?:(?:more|something|anything|others?|another(?:\s+(?:one|two|three|four|five|few|\d))?|ones?|one\s+more|videos?|clips?|stuff|
    things|similar|closer|close|just|exactly|else|much|some|few|a\s+bunch|plenty)\s+(?:(?:more|clips|
    videos|ones|stuff|things)\s+)*(?:like|to|of|along\s+the\s+lines\s+of|in\s+the\s+(?:vein|style|
    spirit)\s+of|resembling|similar\s+to|(?:that\s+(?:are|is)\s+)?(?:similar|close|closer)\s+to)|
    similar\s+(?:to|as)|resembl(?:es?|ing)|along\s+the\s+lines\s+of|in\s+the\s+(?:vein|style|spirit|
    same\s+vein)\s+(?:of|as)|(?:the\s+)?same\s+(?:sort|kind|type|style|vibe|mood|feel|thing|energy|
    topic|creator)?\s*(?:of\s+(?:thing|stuff|vibe|video|clip)s?\s+)?(?:as|like|to)|reminiscent\s+of|
    akin\s+to|comparable\s+to|related\s+to)\b"""
)
_BARE_LIKE = re.compile(r"^[\W_]*(?:(?:ok|okay|and|now|yeah|yes|please|so|hmm|great|cool|nice|but)[\s,]+)*like\b", re.I)
_BUT = re.compile(
    r"^[\W_]*(?:(?:ok|okay|and|now|yeah|please|so|hmm)[\s,]+)*(?:the\s+)?\S.*?\b(?:but|only|except|just)\b", re.I
)
_ALONE = re.compile(r"\b(?:something\s+|anything\s+|more\s+|others?\s+|me\s+|find\s+|some\s+)+similar\b", re.I)
_DEGREE = re.compile(
    r"\b(shorter|longer|newer|older|funnier|calmer|quieter|slower|faster|easier|harder|simpler|"
    r"cheaper|scarier|more\s+(?!like\b|of\b)\w+|less\s+\w+|not\s+(?:so|as|that)\s+\w+|too\s+\w+)\b",
    re.I,
)
_MORE = re.compile(
    r"^(?:\s+one)?\s*[,.:-]\s*(?:(?:some\s+)?more|another|others)(?:\s+(?:of|like)\s+(?:that|it|those))?"
    r"(?:\s+(?:please|pls|thanks))?\W*$",
    re.I,
)
_NEARLY = re.compile(
    r"^\W*(?:'s|is|was|looks?|comes?)\s+(?:nearly|almost|close|closest|the\s+closest|not\s+far\s+off)\b[^.!?]*?\bbut\b",
    re.I,
)
_LINK = re.compile(r"^\W*(?:but|only|just|except|and|with|though|in|please|maybe|this\s+time|it's|that's)?\s*", re.I)


def read_similar(text: str, context: TurnContext, previous: str, names: Names) -> Similar | Search | None:
    """The pick that a clause wants more like, and how they should differ; a search where it only describes one."""
    if not context.shown:
        return None
    cue = _LIKE.search(text) or _BARE_LIKE.match(text) or _ALONE.search(text)
    refs = find_references(text, context.shown)
    if cue is None:
        cue = _read_elliptic(text, refs)
        if cue is None:
            return None
    ref = _find_seed(text, cue, refs, context, previous)
    if ref is None:
        return _read_described(text, cue, context, names)
    return _with_changes(text, cue, ref, context, names)


def _find_seed(
    text: str, cue: re.Match[str], refs: list[Reference], context: TurnContext, previous: str
) -> Reference | None:
    """The pick after the cue, else what "that" or a bare "similar" points back to."""
    after = [ref for ref in refs if ref.start >= cue.start()]
    if after:
        return after[0]
    rest = text[cue.end() :]
    meant = find_anaphor(rest, context.shown, previous)
    if meant is not None and re.match(r"\s*(?:that|this|it|these|those|them)\b", rest, re.I):
        handles = refs[-1].handles if refs else meant.handles
        return Reference(handles, meant.start + cue.end(), meant.end + cue.end(), sure=False)
    bare = re.match(r"\W*(?:please|ones?|videos?|clips?|stuff|things?|but\b.*)?\W*$", rest, re.I)
    earlier = find_references(previous, context.shown) if bare is not None else []
    return Reference(earlier[-1].handles, cue.start(), cue.end(), sure=False) if earlier else None


def _read_elliptic(text: str, refs: list[Reference]) -> re.Match[str] | None:
    """ "the first one but in French": a reference at the start, then a change."""
    if not refs or not (_BUT.match(text) or _MORE.match(text[refs[0].end :])) or text.rstrip().endswith("?"):
        return None
    lead = text[: refs[0].start]
    rest = text[refs[0].end :]
    if not content_words(lead) and (_NEARLY.match(rest) or _MORE.match(rest)):
        return re.compile(r"").search(text, refs[0].start)
    if content_words(lead) or not re.match(r"\W*(?:(?:again|please|pls)[\s,]+)*(?:but|only|except|just)\s", rest, re.I):
        return None
    if re.match(r"\W*but\s+(?:i|it|that|the|he|she|they|not|was|is|too)\b", rest, re.I) and not re.match(
        r"\W*but\s+not\s+(?:in|with|so|as)\b", rest, re.I
    ):
        return None
    return re.compile(r"").search(text, refs[0].start)


def _with_changes(text: str, cue: re.Match[str], ref: Reference, context: TurnContext, names: Names) -> Similar:
    lead = text[: cue.start()]
    lead = "" if find_references(lead, context.shown) else lead
    rest = f"{lead} ¦ {text[max(ref.end, cue.end()) :]}"
    clip = next(one for one in context.shown if one.handle == ref.handles[0])
    local = context.model_copy(update={"shown": [clip]})
    degree = [match.group() for match in _DEGREE.finditer(rest)]
    reading = read_constraints(rest, local, names)
    changes = {
        name: value
        for name, value in reading.found.items()
        if value is not None and name not in ("add", "drop_exclude")
    }
    words = find_topic(_LINK.sub("", reading.text))
    words = (
        ""
        if not content_words(words) or set(content_words(words)) <= {"more", "another", "others", "version"}
        else words
    )
    said = " ".join(
        dict.fromkeys(
            [
                *degree,
                *([str(reading.found["add"])] if reading.found.get("add") else []),
                *([words] if words not in degree else []),
            ]
        )
    )
    return Similar(ref.handles[0], said.strip(), changes)


def _read_described(text: str, cue: re.Match[str], context: TurnContext, names: Names) -> Search | None:
    """ "more like the one about women warriors", where no pick shown clearly is that one."""
    match = re.match(
        r"\s*(?:the|that)\s+(?:one|video|clip)s?\s+(?:with|about|on|of|where|that|showing|"
        r"featuring|in)\s+(?P<what>.+)$",
        text[cue.end() :],
        re.I,
    )
    if match is None:
        return None
    reading = read_constraints(match["what"], context, names)
    changes = {name: value for name, value in reading.found.items() if name != "add"}
    return Search(find_topic(reading.text), "refine", changes)
