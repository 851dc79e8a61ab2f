"""A request cut where one thing asked for ends and another begins; and which parts only give the background."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reeltalk.agent.spans import compile_pattern


@dataclass(frozen=True)
class Clause:
    """One part of a request."""

    text: str
    begins: bool = True
    """Whether it begins a sentence."""


_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\s*\n\s*|\s+-{1,2}\s+|(?<=[a-z]{3})\.(?=[A-Z])")
_PLACE = r"(?:the\s+)?(?:first|second|third|fourth|fifth|last|\d(?:st|nd|rd|th)|number\s+\w+|\#\s*\d|top)"
_POLITE = (
    r"(?:(?:please|also|now|then|maybe|just|ok|okay|so|oh|right|anyway|instead|next|after\s+that|"
    r"for\s+now|while\s+you're\s+at\s+it)[\s,]+)*(?:(?:can|could|would|will)\s+(?:you|u|i|"
    r"we)\s+(?:please\s+|also\s+|just\s+|maybe\s+)*)?"
)
_ACT = rf"""(?:{_POLITE}(?:




   (?:show|find|give|get|bring|fetch|send|play|pull\s+up|dig\s+up|look\s+for|search(?:\s+for)?|recommend|suggest|pick|see|have)\s+(?:me|us|some|something|anything|a\b|an\b|the\b|more|for|up|similar|another|others)




  |recommend|suggest|now\s+(?:something|some|videos|clips|one)|surprise\s+me|remember(?!\s+(?:that|this|it)\W*$)|note\s+that|forget|keep\s+in\s+mind|bear\s+in\s+mind|compare|tell\s+me|explain|rate|mark|like\s+{_PLACE}|dislike)\b




  |(?:why|how\s+come)\b|what(?:'s|\s+is|\s+are|\s+do|\s+have|\s+else|\s+about|\s+kind|\s+sort|\s+language|\s+should|\s+made)\b|how\s+(?:long|old|many|does|is|about)\b|who\s+(?:made|is|are|posted|uploaded)\b|when\s+(?:was|is)\b
  |(?:is|does|has|are|do)\s+(?:{_PLACE}|it|that\s+one|any\s+of\s+(?:these|them|those)|these|those)\b




  |(?:i\s+)?(?:have\s+|'ve\s+)?(?:already\s+|really\s+|absolutely\s+|just\s+)?(?:seen|loved|liked|hated|disliked|enjoyed|watched|adored)\s+(?:{_PLACE}|it|that|them|this|those|both|all)\b
  |i(?:'ve|\s+have)\s+(?:already\s+)?(?:seen|watched)\b




  |i\s+(?:really\s+|usually\s+|normally\s+|generally\s+|always\s+|never\s+|absolutely\s+)*(?:usually|normally|generally|always|never|prefer|hate|can't\s+stand|want|need|love|like|enjoy)\b
  |i'd\s+(?:like|love|prefer|rather)\b|i'm\s+(?:looking|after|in\s+the\s+mood|not|a\s+big)\b
  |{_PLACE}(?:\s+(?:one|video|clip))?\s+(?:was|is|looks?|made|bored|put|sucks?|rocks?|rules?)\b
  |(?:that|this|it)\s+(?:one\s+)?(?:was|bored|sucked|rocked)\b




  |more\s+(?:like|of)\s+(?:\d|{_PLACE}|that|this|it|these)\b|(?:something\s+)?similar\s+to\b|thumbs\s+(?:up|down)\b|never\s+(?:show|recommend|again(?!\W*$))\b|don't\s+(?:ever\s+)?(?:show|recommend)\b|stop\s+(?:showing|recommending)\b|from\s+now\s+on\b|for\s+(?:future|next\s+time)\b|(?:any|got\s+any|do\s+you\s+have|have\s+you\s+got)\s+(?:any\s+)?(?:videos|clips|footage|of\s+(?:that|those|it|this)|others?|more|in\s+\w+)\b
  |(?:not\s+a\s+fan|skip|no\s+more)\s+(?:of\s+)?{_PLACE}\b|in\s+future\b
  )"""
_SPLIT = compile_pattern(
    rf"(?:\s*,\s*|\s+)(?:(?:and|but|then|so|also|plus|because|cause|&)[\s,]+(?:then\s+|also\s+|"
    rf"so\s+|now\s+)*(?={_ACT})|(?<=,\s)(?={_ACT}))"
)
_COMMA = re.compile(
    r"\s*,\s+(?!(?:and|or|but)\b)|\s*,\s+(?=(?:and|but)\s+(?:i|he|she|they|we|it|my)\b)|"
    r"\s+(?=because\s+(?:i|my|it|we|he|she|they|the)\b)|\s+(?=since\s+(?:i|my|we|he|she|they|"
    r"it)(?:'m|'s|'ve|'re|\s))|\s+(?=as\s+(?:i|my|we|he|she)(?:'m|'s|'ve|\s+(?:am|have|need|is|"
    r"can|want)))|(?<=\w)\s+\((?=\w)",
    re.I,
)
_SUBJECT = (
    r"(?:and\s+|but\s+|because\s+|since\s+|as\s+|cause\s+|for\s+|well\s+|so\s+|also\s+)*(?:i|we|he|"
    r"she|they|it|you|this|that|there|everyone|everybody|nobody|(?:my|our|his|her|their|the|these|"
    r"those|last\s+\w+'s|a|some)\s+[\w' -]{1,30}?|kids|last\s+year's)"
)
_VERB = (
    r"(?:'m|'s|'re|'ve|'ll|\s+(?:am|is|are|was|were|has|have|had|do|does|did|don't|doesn't|didn't|"
    r"can't|can|could|couldn't|will|won't|would|get|gets|got|keep|keeps|kept|need|needs|want|wants|"
    r"love|loves|hate|hates|like|likes|think|thinks|just|really|only|already|never|always|moaned|"
    r"moans|cries|cry|refuse|refuses|said|says|told|asked|feel|feels|live|lives|work|works|teach|"
    r"teaches|watch|watches|go|goes|know|knows|find|finds|find|gets?|try|trying|might|must|should|"
    r"too))(?!\w)"
)
_STATEMENT = re.compile(rf"^{_SUBJECT}{_VERB}", re.I)
_DEMAND = compile_pattern(
    r"^(?:and\s+|but\s+|so\s+)*(?:it|they|these|those|that|the\s+(?:clips?|videos?|length|language))\s+(?:must|should|shouldn't|"
    r"mustn't|can't|has\s+to|have\s+to|needs?\s+to|may\s+not|cannot)\b(?!\s+(?:be\s+)?(?:in|at|out|back|up|go|leave|get|eat|sleep)\b)"
)
_REQUEST = compile_pattern(
    r"""\b(?:show|find|give|get|bring|recommend|suggest|search|play)\s+(?:me|us|some|something|a\b|for|up)\b
    |\b(?:i|we)\s+(?:really\s+|just\s+|only\s+|do\s+)*(?:want|need|wanna|fancy|wish|would\s+(?:like|
    love)|could\s+(?:really\s+)?(?:do\s+with|use))\b|\b(?:i|we)\s+(?:don't|do\s+not|didn't|
    wouldn't)\s+(?:want|need|like|fancy)\b|\b(?:i|we)(?:'ve)?\s+(?:haven't|have\s+not|not)\s+(?:seen|
    watched)\b|\ballergic\s+to\b|\b(?:sick|tired|fed\s+up|bored)\s+(?:of|with)\b|\bi\s+(?:said|meant)\b|
    \b(?:i|we)'d\s+(?:really\s+|just\s+)?(?:like|
    love|
    prefer)\b
    |\b(?:looking|searching|hunting)\s+for\b|\b(?:i'm|we're)\s+(?:really\s+)?(?:after|in\s+the\s+mood|
    craving|keen)\b|\b(?:any|some|got|good|more|have)\s+(?:[\w-]+\s+){0,2}(?:videos?|clips?|vids?|
    footage|tutorials?|stuff)\b|\b(?:videos?|clips?|footage)\s+(?:of|about|on|for|that|with|where|
    showing)\b
    |\bcan\s+(?:i|we)\s+(?:see|get|have|watch)\b|\blet(?:'s|\s+us|\s+me)\s+(?:see|watch|have)\b|
    \bin\s+the\s+mood\s+for\b|\bhelp\s+me\b|\bhow\s+to\b"""
)


def split_clauses(text: str) -> list[Clause]:
    """The request's sentences, cut where a new act begins."""
    clauses = []
    for sentence in _SENTENCE.split(text):
        start, begins = 0, True
        for match in _SPLIT.finditer(sentence):
            if sentence[start : match.start()].strip(" ,"):
                clauses.append(Clause(sentence[start : match.start()].strip(" ,"), begins))
                start, begins = match.end(), False
        if sentence[start:].strip(" ,"):
            clauses.append(Clause(sentence[start:].strip(" ,"), begins))
    return clauses


def split_background(text: str) -> tuple[str, str]:
    """(what is asked, what is only said besides) of one clause: "no more than 3 minutes, he has no patience"."""
    parts = [part for part in _COMMA.split(text) if part and part.strip(" ,()")]
    asked = [part for part in parts if not is_statement(part)]
    said = [part for part in parts if is_statement(part)]
    return ", ".join(asked), ", ".join(said)


def is_statement(text: str) -> bool:
    """Whether a part tells of the viewer or the world and asks for nothing."""
    if _DEMAND.match(text.strip(" ,()")):
        return False
    return bool(_STATEMENT.match(text.strip(" ,()"))) and not is_request(text)


def is_request(text: str) -> bool:
    """Whether a part asks for clips in so many words."""
    return bool(_REQUEST.search(text))
