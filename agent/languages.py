"""The language asked for: "in Portuguese" is a constraint, "Spanish guitar" and "learn German" are topics."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from reeltalk.agent.spans import Reading, compile_pattern, take

_AUTONYMS = {
    "español": "es",
    "espanol": "es",
    "castellano": "es",
    "castilian": "es",
    "deutsch": "de",
    "français": "fr",
    "francais": "fr",
    "italiano": "it",
    "português": "pt",
    "portugues": "pt",
    "nederlands": "nl",
    "flemish": "nl",
    "polski": "pl",
    "svenska": "sv",
    "türkçe": "tr",
    "русский": "ru",
    "日本語": "ja",
    "中文": "zh",
    "한국어": "ko",
    "mandarin": "zh",
    "cantonese": "zh",
    "chinese": "zh",
    "farsi": "fa",
    "tagalog": "tl",
    "filipino": "tl",
    "brazilian": "pt",
    "brazilian portuguese": "pt",
    "gaelic": "ga",
    "welsh": "cy",
    "british english": "en",
    "american english": "en",
    "latin american spanish": "es",
    "norwegian": "no",
    "hebrew": "he",
    "bahasa": "id",
}
_CUE = r"(?:spoken|narrated|dubbed|voiced|subtitled|subbed|told|explained|made|done|available|speaking)"
_NAME = r"(?P<name>[^\W\d_]+(?:\s+(?:english|portuguese|spanish))?)"
_AFTER = (
    r"(?=\s*(?:[¦,.;:!?)]|$|\b(?:please|only|or|and|but|with|without|from|for|about|on|that|this|"
    r"because|since|as|under|over|if|instead|too|now|then|again|also|audio|language|subtitles?|subs|"
    r"by|so|no|not|less|more|at|though|max|up|who|where|thanks|today|tonight|i|i'm|he|she|my|we|they|"
    r"it's)\b))"
)
_IN = compile_pattern(
    rf"(?:\b(?:but|and|only|just|still|preferably|ideally|anything|something|(?:the\s+)?ones?|"
    rf"make\s+(?:it|that|them)|switch\s+(?:it\s+)?to|change\s+(?:it\s+)?to|(?:that\s+(?:is|are)|"
    rf"that's|they're|it's))\s+)*"
    rf"(?:\b{_CUE}\s+)?\b(?:in|into|auf|en|em)\s+(?:the\s+)?{_NAME}(?:\s+language|\s+audio|"
    rf"\s+only)?{_AFTER}(?:\s*(?:only|please|instead)\b)?"
)
_LANGUAGE = compile_pattern(
    rf"(?:\b(?:in|with|only|has|have|and|but)\s+)*\b{_NAME}(?:[\s-]+(?:language|speaking|spoken|"
    rf"dubbed|dub|audio|narration|voiceover|voice[\s-]over|commentary|version|subtitled))\b"
)
_SPOKEN = compile_pattern(
    rf"(?:\b(?:where|in\s+which|with|and|that|who|but)\s+)*(?:\b(?:they|people|someone|he|she|"
    rf"everyone|everybody|the\s+\w+|is|are|all)\s+)*"
    rf"\b(?:speaks?|talks?|speaking|talking|narrates?)\s+(?:in\s+|only\s+)?{_NAME}\b"
)
_SWITCH = compile_pattern(
    rf"(?:^|[¦,.]\s*|\b(?:no|sorry|oops|actually|ok|okay|and|but|please)[\s,]+)(?:i\s+(?:want|meant|"
    rf"need|said|prefer)\s+|make\s+(?:it|that|them|those)\s+|only\s+|just\s+|"
    rf"switch\s+(?:it\s+)?to\s+|change\s+(?:(?:it|the\s+language)\s+)?to\s+|"
    rf"(?:the\s+)?language\s*(?:is|should\s+be|:|=)?\s*|has\s+to\s+be\s+|must\s+be\s+|"
    rf"preferably\s+|same\s+but\s+|but\s+)*{_NAME}(?:\s+(?:ones?|videos|clips|only|please|instead|"
    rf"language|then|now|too|will\s+do|is\s+(?:fine|ok|okay|good)|works|i\s+(?:mean|meant|said)))*\s*(?=[¦,.;!?]|$)"
)
_ANY = compile_pattern(
    r"\b(?:(?:in\s+)?any\s+language(?:\s+(?:is\s+)?(?:fine|ok|okay|will\s+do|works))?|"
    r"(?:the\s+)?language\s+(?:doesn't|does\s+not|don't)\s+matter|(?:i\s+)?(?:don't|"
    r"do\s+not)\s+(?:mind|care)\s+(?:about\s+)?(?:the|what|which)\s+language(?:\s+(?:it's|"
    r"it\s+is)\s+in)?|whatever\s+language|no\s+language\s+(?:limit|restriction|filter)|(?:drop|"
    r"lose|remove|forget)\s+the\s+(?P<drop>[a-z]+)(?:\s+(?:bit|part|thing|language|filter|"
    r"requirement))?(?=\s*(?:[¦,.;!?]|$)))"
)
_NOT = compile_pattern(
    rf"\b(?:not|nothing|none|isn't|aren't)\s+in\s+{_NAME}(?=\s*(?:[¦,.;!?]|$|\b(?:please|and|or|but)\b))"
)


def read_language(reading: Reading, *, critique: bool) -> Reading:
    """Take out the language asked for and give `language` (ISO 639-1); a bare name counts where `critique` is true."""
    reading = take(reading, _NOT, _read_not)
    reading = take(reading, _ANY, _read_any)
    patterns = [_MINE, _PREFERRED, _ONLY, _IN, _LANGUAGE, _SPOKEN, _PREFIX, *([_SWITCH] if critique else [])]
    for pattern in patterns:
        reading = take(reading, pattern, _read_named)
    return reading


_MINE = compile_pattern(
    rf"\b(?:in\s+)?my\s+(?:own\s+|native\s+|mother\s+|home\s+|first\s+)*(?:language|tongue)\s*(?:[,:(-]|which\s+is|is|that's)?\s*{_NAME}\)?{_AFTER}"
)
_PREFERRED = compile_pattern(
    rf"\b{_NAME}\s+(?:preferred|preferably|would\s+be\s+(?:best|better|ideal|great)|if\s+(?:possible|you\s+can))(?=\s*(?:[¦,.;!?]|$))"
)
_ONLY = compile_pattern(
    rf"(?:\b(?:my|our|the|his|her)\s+[\w-]+\s+|\b(?:he|she|they|we|i)\s+)?\b(?:(?:only|just)\s+(?:speaks?|understands?|knows?)|"
    rf"(?:speaks?|understands?|knows?)\s+(?:only|nothing\s+but))\s+{_NAME}\b"
)


def read_understood(text: str) -> dict[str, Any]:
    """The language that is all someone understands, where a text tells of it: "grandma only speaks Greek"."""
    return take(Reading(text), _ONLY, _read_named).found


_PREFIX = compile_pattern(
    rf"(?:\b(?:only|just)\s+)?\b{_NAME}(?=\s+(?:videos|clips|ones?|version)\s*(?:[¦,.;!?]|$|(?:about|on|of|"
    rf"only)\b))(?:\s+(?:videos|clips|ones)\s+only\b)?"
)


def find_language(name: str) -> str | None:
    """The ISO 639-1 code of a language named in English or by itself, or None.

    >>> find_language("Portuguese"), find_language("Rome")
    ('pt', None)
    """
    lower = " ".join(name.lower().split())
    return _AUTONYMS.get(lower) or _names().get(lower)


@cache
def _names() -> dict[str, str]:
    from langcodes import Language

    return {Language.get(code).display_name("en").lower(): code for code in _CODES.split()}


_CODES = """
    af am ar az be bg bn bs ca cs cy da de el en eo es et eu fa fi fr ga gl gu he hi hr ht hu hy id is it ja ka
    kk km kn ko
    ku ky la lb lo lt lv mk ml mn mr ms mt my ne nl no pa pl ps pt ro ru sd si sk sl so sq sr sv sw ta te tg th
    tk tl tr uk ur
uz vi yo zh zu"""


def _read_named(match: re.Match[str]) -> dict[str, Any] | None:
    code = find_language(match["name"])
    return None if code is None else {"language": code}


def _read_not(match: re.Match[str]) -> dict[str, Any] | None:
    return None if find_language(match["name"]) is None else {"exclude": [match["name"]]}


def _read_any(match: re.Match[str]) -> dict[str, Any] | None:
    name = match.groupdict().get("drop")
    return {"language": None} if name is None or find_language(name) else None
