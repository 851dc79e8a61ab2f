"""What a request is about: its words without the phrases that carry them."""

from __future__ import annotations

import re

from reeltalk.agent.normaliser import GAP
from reeltalk.agent.spans import compile_pattern
from reeltalk.agent.words import read_words

MAX_WORDS = 40
"""Longer topics are cut: an encoder reads no more, and a search needs no more."""

_FILLER = (
    r"(?:hi|hello|hey|hiya|heya|yo|evening|morning|afternoon|good\s+(?:morning|evening|afternoon|day)|"
    r"ok|okay|k|so|um+|uh+|erm*|er|hmm*|like|please|right|well|yeah|yep|yes|no|nope|nah|oh|ooh|ah|and|"
    r"but|or|now|then|actually|alright|never\s+mind|wait|oops|(?:the\s+)?same\s+(?:thing\s+|"
    r"again\s+|search\s+)*(?:but|for|with)|(?:the\s+)?same\s+(?:thing|again|search|idea)(?=,)|be\s+grateful\s+for\s+(?:any|some)\s+(?:ideas|tips|"
    r"help)|cool|great|nice|perfect|lovely|"
    r"brilliant|thanks|thank\s+you|"
    r"cheers|just|maybe|perhaps|also|anyway|instead|sorry|there|mate|bro|dude|guys|man|today|tonight|"
    r"alexa|siri|computer|quick|go\s+on\s+then|go\s+on|let's\s+see|you\s+know|i\s+mean|basically|"
    r"honestly|too|either|still|though|first|next|hopefully|ideally|if\s+(?:possible|you\s+can|"
    r"you\s+could|you\s+have\s+(?:any|some|it|them))|for\s+(?:now|today|tonight|once|a\s+change|"
    r"the\s+moment|this\s+one)|just\s+for\s+(?:tonight|today|now|once)|this\s+time|right\s+now|again|"
    r"else|quickly|kindly|some|only|with|in|that|is|are|of|about|on|to|for|the|a|an|by|from|at|it|"
    r"them|me|i|my|want|all)"
)
_ASK = (
    r"(?:(?:can|could|would|will|may|might|do|did|have|is|are)\s+(?:you|u|i|we|there|"
    r"it\s+be\s+possible\s+to)\s+(?:be\s+)?(?:possibly\s+|please\s+|maybe\s+|just\s+|also\s+|"
    r"kindly\s+|able\s+to\s+|perhaps\s+)*)"
)
_VERB = (
    r"(?:show|find|give|get|bring|fetch|send|play|pull\s+up|dig\s+up|dig\s+out|look\s+(?:for|up)|"
    r"search(?:\s+(?:for|up))?|recommend|suggest|see|have|want|need|watch|pick(?:\s+out)?|choose|grab|"
    r"browse|explore|display|list|locate|hit\s+me\s+with|throw|switch\s+to|change\s+(?:it\s+)?to|"
    r"make\s+(?:it|that|them)(?:\s+about)?|try|go\s+(?:with|for)|know\s+of|got|query|request|put\s+on|"
    r"watching|seeing|share|see\s+if\s+you\s+can\s+find|help\s+me\s+find|help\s+me|check\s+for|"
    r"narrow\s+(?:it|that|this)\s+(?:down\s+)?to|stick\s+to|keep\s+(?:it|them)\s+to|limit\s+(?:it|"
    r"them)\s+to|restrict\s+(?:it|them)\s+to|focus\s+on|point\s+me\s+(?:to|towards))"
)
_WHOM = r"(?:\s+(?:me|us|him|her(?=\s)|my\s+(?:son|daughter|kids?|class|mum|mom|dad)|them|out|up|for\s+me))*"
_SELF = (
    r"(?:(?:i|we)\s+(?:really\s+|just\s+|kind\s+of\s+|sort\s+of\s+|also\s+|only\s+|actually\s+|"
    r"would\s+|do\s+|said\s+|could\s+(?:really\s+)?)*(?:want|need|like|love|fancy|wish|said|meant|"
    r"mean|require|prefer|feel\s+like|am\s+looking\s+for|do\s+with|use|was\s+(?:hoping|looking|"
    r"wondering)\s+(?:for|to\s+find|to\s+see|if\s+(?:you|there)\s+(?:had|have|were|could\s+find|"
    r"could\s+show\s+me)))|(?:i'm|i\s+am|we're|we\s+are)\s+(?:really\s+|actually\s+|currently\s+|"
    r"just\s+|kind\s+of\s+)*(?:looking|searching|hunting|after|in\s+the\s+mood|keen|craving|trying|"
    r"dying|hoping|interested|curious|up|here|feeling)(?:\s+(?:for|to|on|in|about|like))*|(?:i'd|we'd|"
    r"i\s+would)\s+(?:really\s+|just\s+|rather\s+|much\s+)*(?:like|love|prefer|appreciate|enjoy|"
    r"be\s+interested\s+in|rather)|(?:looking|searching|hunting)\s+(?:for|to)|in\s+the\s+mood\s+for|"
    r"in\s+search\s+of|need|want|fancy|craving|feel\s+like|let(?:'s|\s+me|\s+us)|how\s+about|"
    r"what\s+about|what\s+else|any\s+chance\s+(?:of|you\s+(?:have|could\s+find))|any|anything|"
    r"something|some|is\s+there\s+(?:any|some|anything|a)|are\s+there\s+(?:any|some)|do\s+you\s+have|"
    r"have\s+you\s+got|you\s+got|got|what\s+(?:do\s+you\s+have|have\s+you\s+got)(?:\s+(?:on|about|"
    r"for))?|what's\s+(?:good\s+)?(?:in|on|out\s+there\s+(?:on|about|for))|what's\s+good\s+in|"
    r"tell\s+me\s+about|teach\s+me(?:\s+about)?|wondering\s+(?:if|whether)|you\s+know\s+of)"
)
_QUALITY = (
    r"(?:some|a|an|any|the|few|couple|couple\s+of|good|great|decent|nice|cool|best|quality|random|"
    r"interesting|more|other|another|new\s+set\s+of|bunch\s+of|load\s+of|loads\s+of|lot\s+of|"
    r"lots\s+of|bit\s+of|selection\s+of|list\s+of|handful\s+of|really|very|entire|proper|of\s+your|"
    r"your|my|those|these|relevant|online|different|bunch|one|ones|single)"
)
_OBJECT = (
    r"(?:videos?|clips?|vids?|footage|stuff|something|anything|content|films?\s+clips|one|ones|"
    r"things?|material|results?|recommendations?|suggestions?|examples?|options|media|uploads?|reels?|"
    r"shorts)"
)
_LINK = (
    r"(?:about|on|of|for|with|that\s+(?:has|have|is|are|shows?|explains?|covers?|talks?\s+about|"
    r"features?|involves?)|showing|where|featuring|explaining|covering|related\s+to|relating\s+to|"
    r"to\s+do\s+with|regarding|concerning|around|involving|which\s+(?:show|shows|explain|explains|are|"
    r"is)|like|in|from|that|who|to|containing|discussing|by|i\s+can\s+watch\s+(?:about|on|with)|"
    r"to\s+watch\s+(?:about|on|with))"
)
_HEAD = compile_pattern(
    rf"^[\s,.;:!?'\"()¦-]*(?:{_SELF}(?=[\s,.;:!?¦]|$)|{_ASK}(?={_VERB}|\s)|"
    rf"{_VERB}{_WHOM}(?=[\s,.;:!?¦]|$)|{_FILLER}(?=[\s,.;:!?()¦]|$))[\s,.;:!?'\"()¦-]*"
)
_SOME = compile_pattern(
    rf"^[\s,]*(?:{_QUALITY}\s+)*(?:(?:{_OBJECT})(?=[\s,.;:!?¦]|$)\s*(?:{_LINK}\s+)?|(?:{_QUALITY})\s+)"
)
_TAIL = compile_pattern(
    r"""[\s,.;:!?'"()¦-]*(?:\b(?:please|thanks|thank\s+you|thx|cheers|ta|mate|bro|dude|lol|lmao|haha+|xx?|
    asap|then|instead|too|as\s+well|if\s+(?:you\s+can|possible|you\s+could|you\s+have\s+(?:any|some|it|
    them|one)|that's\s+(?:ok|okay|possible)|poss|available)|or\s+(?:something|whatever|anything|so|
    similar|the\s+like)(?:\s+like\s+that)?|and\s+(?:stuff|things|such|so\s+on|
    all\s+that)(?:\s+like\s+that)?|kind\s+of\s+(?:thing|stuff)|sort\s+of\s+(?:thing|stuff)|
    type\s+(?:thing|stuff)|for\s+(?:me|us|now|today|tonight|once|a\s+change)|to\s+(?:watch|look\s+at|
    see|enjoy)|videos?|clips?|vids?|footage|content|stuff|you\s+(?:have|got|know\s+of|can\s+find|find|
    carry)|that\s+you\s+have|do\s+you\s+have|have\s+you\s+got|is\s+there|are\s+there|out\s+there|
    right\s+now|today|tonight|now|again|in\s+(?:here|there|your\s+(?:catalog|library|collection))|there|
    maybe|perhaps|ok|okay|yeah|right|and|or|but|with|in|of|for|about|on|from|by|the|a|an|only|just|is|
    are|that|to|at|also|please\s+and\s+thank\s+you|much\s+appreciated|if\s+any|i\s+guess|i\s+think|
    you\s+know|want|would\s+be\s+(?:great|nice|good|lovely|perfect|ideal|fine|cool)|would\s+do|
    will\s+do|any|so|like|than|not|be|it\s+to|make\s+it|i\s+want|ones?))[\s,.;:!?'"()¦-]*$"""
)
_INNER = compile_pattern(
    r"\b(?:so\s+)?none\s+of\s+(?:those|these|that)\b|\b(?:i'm|i\s+am)\s*(?=¦)|"
    r"\b(?:please|pls|thank\s+you|thanks|um+|uh+|erm+|you\s+know|i\s+mean|basically|"
    r"could\s+(?:really\s+)?do\s+with|(?:can|could)\s+you\s+(?:please\s+)?(?:show|find|give|"
    r"get)\s+(?:me\s+)?(?:some\s+|a\s+)?|(?:show|find|give|get)\s+me\s+(?:some\s+|a\s+|"
    r"something\s+(?:about|on)\s+)?|i(?:'d|\s+would)\s+(?:really\s+)?(?:like|love)\s+to\s+(?:see|"
    r"watch|find)|some\s+decent|(?:some|any|a\s+few|good|decent|nice)\s+(?:videos?|clips?|"
    r"vids?)(?:\s+(?:of|about|on|for)\b)?|so\s+i'd\s+like\s+to|i\s+(?:want|need)\s+to\s+(?:see|"
    r"watch|find)|i'm\s+looking\s+for|any\s+videos\s+of\s+that)\b"
)
_EDGE_WORDS = read_words(
    "the a an of for with in on at to and or but is are was be that it some any only just about from "
    "by so then this these those i me my you your we us like as if"
)
_SMALL = _EDGE_WORDS | read_words(
    "videos video clips clip vid vids one ones stuff something anything thing things nothing show "
    "find give please good nice more other others another great best some want need watch see look "
    "looking maybe really very can could would will do does did have has had got get not no yes ok "
    "okay thanks now then again instead too there here what which who how why when where them they "
    "he she it's i'm i've don't can't his her their our up out over under into all each every much "
    "many bit lot lots kind sort type way if than because since while also still just even well let "
    "let's go going make made know time today tonight say were been um uh erm hmm fine mean better wait hand help"
)


def find_topic(text: str) -> str:
    """The words that a request is about, in their order.

    >>> find_topic("can you please show me some videos about how black holes work")
    'how black holes work'
    """
    parts = [_strip(part) for part in re.split(r"(?<=\w)[.!?;]+(?=\s|$)|\n", text)]
    topic = " ".join(part for part in parts if part)
    topic = _INNER.sub(" ", topic).replace(GAP, " ")
    topic = re.sub(r"\s+([,.;:!?])", r"\1", re.sub(r"[,;:]+(?=\s*[,;:.])", "", topic))
    words = _trim_edges(" ".join(topic.split()).split())
    return " ".join(words[:MAX_WORDS])


def content_words(text: str) -> list[str]:
    """The words of a text that say something about a topic, in small letters."""
    return [word for word in re.findall(r"[^\W_]+(?:'[^\W_]+)?", text.lower()) if word not in _SMALL]


def _strip(text: str) -> str:
    before = ""
    while before != text:
        before = text
        text = _HEAD.sub("", text, count=1)
        text = _SOME.sub("", text, count=1)
    before = ""
    while before != text:
        before, text = text, _TAIL.sub("", text, count=1)
    return text.strip(" ,.;:!?-'\"()") if not re.fullmatch(r"\W*", text) else ""


def _trim_edges(words: list[str]) -> list[str]:
    while words and (words[-1].lower().strip(",.") in _EDGE_WORDS or not re.search(r"\w", words[-1])):
        words = words[:-1]
    while words and not re.search(r"\w", words[0]):
        words = words[1:]
    return [word for word in words if word]
