"""How many clips, in which order, how popular, seen or not, for which age: the small constraints of a request."""

from __future__ import annotations

import re
from typing import Any

from reeltalk.agent.numbers import NUMBER_WORD, read_number
from reeltalk.agent.spans import Reading, compile_pattern, take

_VIDEO = (
    r"(?:videos?|clips?|results?|options?|suggestions?|picks?|ones?|recommendations?|examples?|"
    r"choices|vids?|hits|items|things\s+to\s+watch)"
)
_COUNT = (
    rf"(?P<count>\d{{1,3}}|{NUMBER_WORD}|half\s+a\s+dozen|a\s+dozen|a\s+couple(?:\s+of)?|a\s+pair\s+of|"
    rf"a\s+handful\s+of|a\s+single)"
)
_ASK = (
    r"(?:show|give|find|get|list|bring|send|fetch|recommend|suggest|see|want|need|like|have|pick|play|"
    r"choose|take|with|only|just|exactly|maybe|about|up\s+to|around|top|best|say)"
)
_OF_VIDEOS = compile_pattern(
    rf"(?:\b(?:only|just|exactly|about|around|maybe|like|the|my|top|best|another)\s+)*\b(?<![\d.:-]){_COUNT}\s+"
    rf"(?=(?:(?!of\b|and\b|in\b|for\b|with\b|to\b|seconds?\b|minutes?\b|hours?\b|years?\b|days?\b|"
    rf"weeks?\b|months?\b|or\b)[\w'-]+\s+){{0,3}}?{_VIDEO}\b)"
)
_ASKED = compile_pattern(
    rf"\b(?:{_ASK}\s+)(?:me\s+|us\s+|them\s+)?(?:(?:about|around|just|only|exactly|like|maybe|"
    rf"the\s+(?:top|best)|top|best|up\s+to)\s+)*{_COUNT}(?:\s+(?:more|of\s+(?:them|those|these)|"
    rf"at\s+(?:a\s+time|most)|results?|max(?:imum)?|please|instead(?:\s+of\s+\w+)?|total|will\s+do|is\s+(?:enough|"
    rf"fine|plenty)|only))*\s*(?=[¦,.;!?]|$|\b(?:of|on|about|from|under|in|with|that|is|would|then|"
    rf"and|but|for)\b)"
)
_PLURAL = compile_pattern(
    rf"\b(?:show|give|find|get|list|bring|send|fetch|recommend|suggest)\s+(?:me\s+|"
    rf"us\s+)?(?:(?:just|only|exactly|about)\s+)?{_COUNT}\s+(?=(?:[\w'-]+\s+"
    rf"){{0,2}}?(?P<noun>[a-z]{{3,}}s)\b)(?!second|minute|hour|min\b|sec\b|ingredient)"
)
_OF_THEM = compile_pattern(
    rf"(?:\b(?:make\s+(?:it|that)|only|just|i\s+only\s+(?:want|need))\s+){_COUNT}\s*(?:of\s+them|"
    rf"instead|please|then|is\s+enough|will\s+do)?\s*(?=[¦,.;!?]|$)"
)
_DOZEN = compile_pattern(
    r"(?:^\s*|\b(?:have|get|give|show|find|see|me|us|like|want|need)\s+)(?P<count>half\s+a\s+dozen|a\s+dozen)\s+(?:of\s+)?"
    r"(?=[\w'-]+)(?!eggs?\b|roses\b|donuts\b|oysters\b)"
)
_GEMS = compile_pattern(
    rf"^\s*(?:just\s+|only\s+)?{_COUNT}\s+(?=(?:hidden\s+gems?|underrated|popular|lesser[\s-]known|¦))"
)
_SINGLE = compile_pattern(
    r"\b(?:only|just)\s+(?:need|want|after|looking\s+for)\s+one\b(?=\s*(?:[:,.;!¦]|$|please|on\b|about\b))|"
    r"\b(?:just|only|the)\s+(?:a\s+single|(?:one|1)(?:\s+(?:really\s+)?(?:good|great|best|decent|"
    r"nice))?|(?:single\s+)?best)\s+(?:video|clip|result|one)\b(?!\s+of\s+(?:those|these|them))|"
    r"\bone\s+(?:good\s+|great\s+)?(?:video|clip)\s+only\b|\bjust\s+the\s+(?:top|best)\s+one\b"
)
_ALONE = compile_pattern(
    rf"^\s*(?:(?:no|ok|actually|well|maybe|sorry|just)[\s,]+)*{_COUNT}\s*(?:of\s+(?:them|"
    rf"those)\s*)?(?:please|instead|then|only|is\s+enough|will\s+do|max)?[\s.!?]*$"
)

_HIDDEN = compile_pattern(
    r"(?:\b(?:some|any|a|the|real|few|that\s+are|more|something|"
    r"stuff)\s+)*(?:\bhidden[\s-]+gems?\b(?:\s+(?:of|on|about|in|for))?|\bunder[\s-]?rated\b|"
    r"\b(?:less(?:er)?|not\s+(?:so|that|very|too))[\s-]+well[\s-]+known\b|\b(?:lesser|less|little|not\s+(?:so|that|very|well))[\s-]+(?:known|popular|famous|watched|"
    r"viewed|seen|mainstream)\b|\bunder[\s-](?:the[\s-]radar|appreciated|viewed)\b|\boverlooked\b|"
    r"\boff\s+the\s+beaten\s+(?:track|path)\b|\bobscure\b|\b(?:that\s+)?(?:not\s+many|"
    r"hardly\s+any(?:one|body)?|few|nobody|no[\s-]one|almost\s+no(?:body|[\s-]one)|"
    r"barely\s+any(?:one|body)?)\s*(?:people\s+)?(?:has|have|had|else\s+has|know|knows|"
    r"ever)\s*(?:really\s+)?(?:seen|watched|found|discovered|heard\s+of|about|"
    r"watches)?(?:\s+(?:yet|it|about|of))?\b|\b(?:with\s+|that\s+(?:have|got)\s+)?(?:few|"
    r"not\s+many|hardly\s+any|low|barely\s+any|little)\s+views\b|\b(?:nothing|not|no|isn't|"
    r"aren't)\s+(?:too\s+|so\s+|very\s+)?(?:mainstream|viral|popular|trending)\b(?:\s+(?:stuff|"
    r"ones|videos|hits))?|\bundiscovered\b|\b(?:that\s+|the\s+ones\s+)?(?:not\s+many|hardly\s+any(?:one|body)?|nobody|no[\s-]one|"
    r"barely\s+any(?:one|body)?|almost\s+(?:nobody|no[\s-]one))\s+(?:people\s+)?(?:watched|watches|saw|sees|knows?|clicked\s+on)(?:\s+about)?\b|\bniche\b(?=\s+(?:videos|clips|stuff|ones)))"
)
_MOST = compile_pattern(
    r"(?:\b(?:sort(?:ed)?|order(?:ed)?|rank(?:ed)?|arrange[d]?)\s+(?:it|them|these|those|"
    r"the\s+results)?\s*by\s+(?:views?|popularity|most\s+\w+|view\s+count)|\b(?:the\s+)?(?:most|"
    r"highest|best)[\s-]+(?:viewed|watched|seen|played|popular|views|loved|liked)(?:\s+(?:ones?|"
    r"videos|clips))?(?:\s+first)?\b|\b(?:by|with\s+the\s+most|with\s+most)\s+views\b|"
    r"\bbiggest\s+(?:hits|videos|clips)\b)(?:\s+(?:on|about|of|for|in)\b)?"
)
_POPULAR = compile_pattern(
    r"(?:\b(?:only\s+|the\s+|really\s+|some\s+|super\s+|that\s+are\s+|that's\s+|what's\s+|"
    r"that\s+went\s+|went\s+|gone\s+|going\s+|that\s+have\s+gone\s+)*(?:popular|trending|viral|"
    r"famous\s+(?=videos|clips|ones))\b(?:\s+(?:stuff|ones?|videos|clips|right\s+now|these\s+days|"
    r"at\s+the\s+moment|now|first))*|\b(?:with\s+)?(?:lots|loads|millions|tons|plenty|"
    r"a\s+lot)\s+of\s+views\b|\b(?:that\s+)?(?:everyone|everybody|people)(?:'s|\s+is|"
    r"\s+are)?\s+(?:watching|loves?|talking\s+about)\b|\bmainstream\s+(?:ones|stuff|hits)\b|"
    r"\bmore\s+mainstream\b|\b(?:that's\s+|that\s+is\s+|what's\s+)?(?:blowing\s+up|all\s+the\s+rage|taking\s+off|"
    r"making\s+the\s+rounds|hyped)\b(?:\s+(?:right\s+now|now|at\s+the\s+moment|lately|these\s+days|in|on))*)"
)
_SORTS = [
    (
        "newest",
        compile_pattern(
            r"(?:\b(?:sort(?:ed)?|order(?:ed)?|rank(?:ed)?)\s+(?:it|them|these|"
            r"those)?\s*by\s+(?:date|newest|latest|most\s+recent|recency|new)(?:\s+first)?|"
            r"\b(?:the\s+|only\s+)?(?:very\s+)?(?:newest|latest|most\s+recent)(?:\s+(?:ones?|"
            r"first|videos?|clips?|stuff|uploads?|at\s+the\s+top))*\b|\b(?:new|recent|"
            r"fresh)\s+(?:ones?|first|videos?|clips?|stuff|uploads?)\b|\brecently\s+(?:uploaded|"
            r"posted|published|added|made|released)\b|\b(?:brand\s+new|up[\s-]to[\s-]date)\b|"
            r"\b(?:something|anything)\s+(?:new|recent|newer)\b(?!\s+to\s+me)(?:\s+(?:on|about))?|"
            r"\b(?:make\s+(?:it|them)\s+|a\s+bit\s+|something\s+|much\s+|but\s+)?(?:newer|"
            r"more\s+recent)(?:\s+(?:ones?|stuff|videos?|clips?))?\b|\brecent(?=\s+[a-z]))"
        ),
    ),
    (
        "shortest",
        compile_pattern(
            r"(?:\b(?:sort(?:ed)?|order(?:ed)?)\s+(?:it|them|these|those)?\s*by\s+(?:length|"
            r"duration|shortest|short(?:ness)?)(?:\s+first)?|\b(?:the\s+)?(?:shortest|quickest|"
            r"briefest)(?:\s+(?:ones?|first|videos?|clips?|to\s+longest|at\s+the\s+top))+\b|"
            r"^\s*(?:the\s+)?shortest\b(?=\s+(?:[\w'-]+\s+){0,2}[\w'-]+(?:s|ing)\s*(?:[¦,.;!?]|$)))"
        ),
    ),
    (
        "longest",
        compile_pattern(
            r"(?:\b(?:sort(?:ed)?|order(?:ed)?)\s+(?:it|them|these|"
            r"those)?\s*by\s+longest(?:\s+first)?|\b(?:the\s+)?longest(?:\s+(?:ones?|first|"
            r"videos?|clips?|at\s+the\s+top))+\b|^\s*(?:the\s+)?longest\b(?=\s+(?:[\w'-]+\s+){0,2}[\w'-]+(?:s|ing)\s*(?:[¦,.;!?]|$)))"
        ),
    ),
    (
        "relevance",
        compile_pattern(
            r"\b(?:sort(?:ed)?|order(?:ed)?)\s+(?:it|them|these|those)?\s*by\s+(?:relevance|"
            r"best\s+match|relevancy)\b|\bbest\s+match(?:es)?\s+first\b"
        ),
    ),
]
_SORT_BY = compile_pattern(
    r"\b(?:sort|order|rank|arrange)(?:ed)?\b(?:\s+(?:it|them|these|those|by|the\s+results|with|"
    r"from|the|how|what|whatever|which|got|has|have|on))*"
    r"\s*(?P<what>[^¦,.;!?]{3,40})"
)
_ORDERED = (
    r"(?P<what>newest|latest|most\s+recent|shortest|briefest|quickest|longest|"
    r"most[\s-]+(?:watched|viewed|popular|seen|liked))"
)
_MOST_FIRST = compile_pattern(
    rf"\b(?:the\s+)?{_ORDERED}\s+(?!ones?\b|videos?\b|clips?\b)(?P<topic>(?:[\w'-]+\s+){{1,3}}?)first\b"
)
_FIRST = compile_pattern(
    rf"(?:\b(?:put|show|list|have|start|begin|with|from|the|me|and|but)\s+)*\b{_ORDERED}(?:\s+(?:ones?|videos?|clips?))?\s+"
    r"(?:(?:at|to)\s+the\s+(?:top|start|beginning|front)|first|on\s+top|up\s+(?:top|front)|(?:down\s+)?to\s+(?:the\s+)?"
    r"(?:shortest|longest|oldest|newest|least\s+\w+))\b"
)
_SORT_WORDS = {
    "popular": re.compile(r"view|popular|watch|like|hit", re.I),
    "newest": re.compile(r"new|date|recen|latest|fresh", re.I),
    "longest": re.compile(r"\blong", re.I),
    "shortest": re.compile(r"short|length|duration|quick", re.I),
}
_UNSEEN = compile_pattern(
    r"(?:(?:\b(?:but\s+|and\s+|only\s+|just\s+)*(?:show\s+me\s+)?(?:stuff|ones|things|something|"
    r"anything|videos|clips|those)\s+)?(?:\b(?:that|which)\s+)?\b(?:i|we)(?:'ve|\s+have|"
    r"\s+had)?\s*(?:haven't|have\s+not|hadn't|didn't|never|not)\s+(?:already\s+|"
    r"actually\s+)?(?:seen|watched|see|viewed|saw|come\s+across|encountered|stumbled\s+(?:on|upon))(?:\s+(?:yet|before|already|any\s+of))*"
    r"|(?:\b(?:and|but)\s+)?\b(?:nothing|none(?:\s+(?:of\s+)?(?:the\s+ones|that))?|"
    r"not\s+(?:anything|ones?|stuff)|no(?:t)?\s+(?:videos|"
    r"clips|ones)?|skip\s+(?:the\s+)?(?:ones|anything|things|stuff|what|everything)|"
    r"leave\s+out\s+(?:the\s+)?(?:ones|anything|things|stuff|what)|exclude\s+(?:the\s+)?(?:ones|"
    r"anything|things|what)|without\s+(?:the\s+)?(?:ones|anything|things)|"
    r"hide\s+(?:the\s+)?(?:ones|anything|what)|except\s+(?:the\s+)?(?:ones|what|"
    r"things))\s*(?:that\s+|which\s+)?(?:i|we)(?:'ve|\s+have)?\s+(?:already\s+)?(?:seen|watched|"
    r"viewed|saw)(?:\s+(?:already|before))*"
    r"|\bnew[\s-]to[\s-]me\b|\b(?:only\s+)?(?:unseen|unwatched)(?:\s+(?:ones?|only|videos|clips|stuff|"
    r"by\s+me))*\b|\bnot\s+(?:already\s+|previously\s+)?(?:seen|watched)(?:\s+(?:before|yet))?\b|"
    r"\bno\s+(?:repeats|reruns|rewatches|duplicates)\b)"
)
_SEEN_TOO = compile_pattern(
    r"\b(?:(?:including|include|even|also)\s+(?:the\s+)?(?:ones?|things|stuff|videos|clips|"
    r"if)?\s*(?:that\s+)?(?:i|we)(?:'ve|\s+have)\s+(?:already\s+)?(?:seen|watched)(?:\s+(?:it|"
    r"them|before|already))*|(?:i\s+)?(?:don't|do\s+not)\s+(?:mind|care)\s+(?:if\s+(?:i've|"
    r"i\s+have)\s+(?:already\s+)?seen\s+(?:it|them)(?:\s+before)?|repeats|reruns|rewatching|"
    r"seeing\s+(?:it|them)\s+again)|(?:seen|watched)\s+ones\s+(?:too|are\s+(?:ok|okay|fine))|"
    r"repeats\s+are\s+(?:ok|okay|fine))\b"
)
_AUDIENCE = compile_pattern(
    r"(?:\b(?:nothing|not|no\s+higher\s+than|up\s+to|at\s+most|max(?:imum)?)\s+)?(?:\b(?:rated|"
    r"age\s+rating|rating|certificate)\s+(?:of\s+)?(?:up\s+to\s+|at\s+most\s+|max\s+|"
    r"under\s+)?(?P<age>all|u|7|12|16|18)\b(?:\s+(?:or\s+(?:under|below|less|lower)|max))?|"
    r"\b(?:nothing\s+(?:over|above))\s+(?:an?\s+)?(?P<over>7|12|16)(?:\s*(?:\+|rating|certificate|"
    r"rated))?(?!\s*(?:min|sec|hour|\d)))"
)


def read_orders(reading: Reading, *, critique: bool) -> Reading:
    """Take out count, order, popularity, seen or not, and age mark."""
    reading = Reading(_MOST_FIRST.sub(_move_order, reading.text), reading.found)
    reading = take(reading, _FIRST, _read_sort_word)
    reading = take(reading, _SEEN_TOO, lambda match: {"unseen_only": False})
    reading = take(reading, _UNSEEN, lambda match: {"unseen_only": True})
    reading = take(reading, _AUDIENCE, _read_audience)
    reading = _read_counts(reading, critique=critique)
    reading = take(reading, _SORT_BY, _read_sort)
    reading = take(reading, _HIDDEN, lambda match: {"popularity": "hidden_gem"})
    reading = take(reading, _MOST, _read_most)
    reading = take(reading, _POPULAR, lambda match: {"popularity": "popular"})
    for name, pattern in _SORTS:
        reading = take(reading, pattern, lambda match, name=name: {"sort": name})  # type: ignore[misc]  # bound per pattern
    return reading


def _move_order(match: re.Match[str]) -> str:
    """ "most watched trick shots first" as "trick shots, sorted by views"."""
    return f"{match['topic']} {match['what']} first "


def _read_sort_word(match: re.Match[str]) -> dict[str, Any] | None:
    name = next((name for name, words in _SORT_WORDS.items() if words.search(match["what"])), None)
    return None if name is None else {"sort": name}


def _read_counts(reading: Reading, *, critique: bool) -> Reading:
    reading = take(reading, _SINGLE, lambda match: {"limit": 1})
    patterns = [_GEMS, _DOZEN, _OF_VIDEOS, _ASKED, _OF_THEM, _PLURAL, *([_ALONE] if critique else [])]
    for pattern in patterns:
        reading = take(reading, pattern, _read_count)
    return reading


def _read_count(match: re.Match[str]) -> dict[str, Any] | None:
    text = " ".join(match["count"].lower().split())
    special = {
        "half a dozen": 6,
        "a dozen": 12,
        "a couple": 2,
        "a couple of": 2,
        "a pair of": 2,
        "a handful of": 5,
        "a single": 1,
    }
    number = special.get(text) or read_number(text)
    if number is None or not 1 <= number <= 100:
        return None
    if re.match(r"(?:the|that|this|another)\s+one\b", match.group().strip(), re.I):
        return None
    if text == "one" and not re.search(
        r"\b(?:just|only|exactly|single|enough|will\s+do|plenty)\b", match.group(), re.I
    ):
        return None
    return {"limit": int(number)}


def _read_most(match: re.Match[str]) -> dict[str, Any]:
    if re.search(r"\b(?:sort|order|rank|arrange|first|by)", match.group(), re.I):
        return {"sort": "popular"}
    return {"sort": "popular", "popularity": "popular"}


def _read_sort(match: re.Match[str]) -> dict[str, Any] | None:
    """ "sort them by how many views they got"; "how to sort laundry" is none."""
    if not re.search(
        r"\b(?:by|with|from|on|(?:sort|order|rank|arrange)\s+(?:it|them|these|those))\b", match.group(), re.I
    ):
        return None
    name = next((name for name, words in _SORT_WORDS.items() if words.search(match["what"])), None)
    return None if name is None or re.search(r"how\s+to\s*$", match.string[: match.start()], re.I) else {"sort": name}


def _read_audience(match: re.Match[str]) -> dict[str, Any] | None:
    age = (match["age"] or match["over"] or "").lower()
    return {"max_audience": "all" if age in ("u", "all") else age}
