"""Lasting tastes: "never show me gore again", and taking them back; "tonight" makes a taste pass with the day."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reeltalk.agent.context import Taste
from reeltalk.agent.exclusions import is_alike
from reeltalk.agent.intents import Forget, Remember
from reeltalk.agent.spans import compile_pattern

_PASSING = compile_pattern(
    r"\b(?:tonight|today|right\s+now|just\s+now|for\s+now|this\s+(?:time|once|evening|morning|"
    r"afternoon|week|weekend)|just\s+this\s+once|for\s+once|at\s+the\s+moment|"
    r"in\s+this\s+(?:search|list)|currently|temporarily)\b"
)
_FROM_TODAY = re.compile(r"\bfrom\s+(?:today|now|tonight|this\s+\w+)\s+on(?:wards?)?\b", re.I)
_NOTE = (
    r"(?:(?:please\s+|can\s+you\s+|could\s+you\s+|just\s+)*(?:remember|note|make\s+a\s+note|"
    r"keep\s+(?:it\s+|this\s+|that\s+)?in\s+mind|bear\s+(?:it\s+|this\s+|that\s+)?in\s+mind|"
    r"don't\s+forget|take\s+note|store|save|jot\s+down|fyi|for\s+(?:future\s+reference|"
    r"the\s+record|next\s+time|the\s+future|later)|write\s+(?:it\s+)?down|log|you\s+should\s+know))"
)
_LASTING = compile_pattern(
    r"""\b(?:never\s+(?:again|ever|show|recommend|suggest|give|play|want|wanna|stomach|deal|cope|tolerate|like|watch|put|include|bring|
    in\s+my\s+life|any)|(?:don't|do\s+not|please\s+don't)\s+ever|not\s+ever|ever\s+again|again\s+ever|
    from\s+now(?:\s+on)?|from\s+here\s+on|going\s+forward|from\s+today\s+on|in\s+(?:the\s+)?future|
    (?:a\s+)?(?:(?:big|huge|total|complete|absolute|massive)\s+)*sucker\s+for|
    in\s+general|as\s+a\s+(?:general\s+)?rule|permanently|for\s+good|forever|always|every\s+time|usually|normally|
    generally|typically|mostly|tend\s+to|most\s+of\s+the\s+time|more\s+often\s+than\s+not|often|
    by\s+default|remember|keep\s+(?:it\s+|this\s+|that\s+)?in\s+mind|bear\s+(?:it\s+|this\s+|
    that\s+)?in\s+mind|make\s+a\s+note|take\s+note|note\s+(?:that|down)|for\s+(?:future\s+reference|
    next\s+time|later|the\s+future|the\s+record)|don't\s+forget|(?:a\s+|an\s+)?(?:big|huge|massive|
    total|lifelong|not\s+(?:really\s+)?(?:a\s+|much\s+of\s+a\s+)?(?:big|huge|massive)?)\s*fan\s+of|
    my\s+(?:favou?rites?|thing)\b|not\s+my\s+(?:thing|cup\s+of\s+tea|bag|jam)|(?:can't|
    cannot)\s+(?:stand|bear|abide)|phobia|phobic|stop\s+(?:showing|recommending|
    suggesting|giving)|any\s+more\s+ever|until\s+i\s+say|not\s+that\s+keen\s+on|
    (?:don't|do\s+not|no)\s+(?:more\s+)?[\w\s]{2,40},?\s+ever(?=\W*$)|fyi|whenever|anytime|when\s+i\s+ask)\b"""
)
_FIRM = compile_pattern(
    r"\b(?:never|ever|always|can't\s+(?:stand|bear|abide)|cannot|under\s+no\s+circumstances|"
    r"absolutely|at\s+all\s+costs|permanently|for\s+good|forever|hate|loathe|detest|despise|"
    r"no\s+more|every\s+time|from\s+(?:now|today)|from\s+here\s+on|going\s+forward|in\s+future|"
    r"in\s+the\s+future|stop\s+(?:showing|recommending|suggesting|giving|playing)|phobia|phobic|"
    r"allergic|terrified|must|only\s+ever|"
    r"don't\s+(?:ever\s+)?(?:show|recommend|suggest|give)|makes?\s+me\s+(?:sick|ill|faint)|"
    r"triggers?)\b"
)
_SOFT = compile_pattern(
    r"\b(?:usually|normally|generally|typically|mostly|tend\s+to|most\s+of\s+the\s+time|"
    r"more\s+often|often|as\s+a\s+(?:general\s+)?rule|in\s+general|rather|prefer|not\s+(?:really\s+|that\s+|"
    r"so\s+)?(?:a\s+(?:big\s+|huge\s+|massive\s+)?fan|keen|into|my|much)|sometimes|quite|"
    r"kind\s+of|a\s+bit|not\s+too|by\s+and\s+large|by\s+default|on\s+the\s+whole)\b"
)
_DISLIKE = compile_pattern(
    r"\b(?:never|don't|do\s+not|doesn't|didn't|hate|loathe|detest|despise|dislike|"
    r"can't\s+(?:stand|bear|abide|deal|handle|watch)|cannot|not|no\s+more|no\b|avoid|skip|"
    r"stop\s+(?:showing|recommending|suggesting|giving|playing)|"
    r"without|nothing|less|sick\s+of|tired\s+of|bored\s+(?:of|by|with)|allergic|phobia|phobic|"
    r"terrified|scared|afraid|keep\s+[\w\s]{2,30}\s+away|leave\s+out|hide|exclude|block|ban|"
    r"rather\s+not|isn't|aren't|turns?\s+me\s+off|puts?\s+me\s+off|makes?\s+me\s+(?:sick|ill|"
    r"faint|queasy|uncomfortable|anxious)|makes?\s+my\s+(?:skin|stomach|blood|toes)|gives?\s+me\s+the\s+\w+|annoys?|bores?|gross(?:es)?\s+me|ew+)\b"
)
_LIKING = compile_pattern(
    r"\b(?:i|we|my\s+\w+)(?:'m|'ve|'d|\s+am|\s+have|\s+do|\s+would)?\s*(?:always|usually|normally|"
    r"generally|typically|mostly|really|absolutely|totally|just|so|such|never|ever|often|do|don't|"
    r"do\s+not|can't|am|not|also|tend|to|go|only|a|an|\s)*\s*(?:like|love|enjoy|prefer|adore|hate|"
    r"loathe|detest|despise|dislike|want|watch|into|fan|go|vibe|keen|fond|stand|bear|abide|care|"
    r"mind|appreciate|dig|favou?r|am|need|handle|lean|drawn|obsessed|interested|big|huge|massive|"
    r"sucker|allergic|bothered|scared|terrified|afraid|choose|opt|pick|find)\b"
)
_CUES = [
    _NOTE + r"(?:\s+(?:that|down|of|this|to))*(?:\s*[:,])?",
    r"(?:from\s+(?:now|here|today)(?:\s+on(?:wards)?)?|going\s+forward|in\s+(?:the\s+)?future|"
    r"in\s+general|as\s+a\s+(?:general\s+)?rule|permanently|for\s+good|forever|ever(?:\s+again)?|again|"
    r"every\s+time|by\s+default|whenever\s+i\s+ask|until\s+i\s+say\s+otherwise|"
    r"for\s+(?:future\s+reference|next\s+time|later|the\s+future|the\s+record)|(?:and\s+|so\s+|"
    r"please\s+)*(?:keep|bear)\s+(?:it|that|this)\s+in\s+mind(?:\s+please)?(?:\s+for\s+(?:later|"
    r"next\s+time|the\s+future))?|any\s*more|on\s+the\s+whole|by\s+the\s+way|btw|fyi|"
    r"more\s+often\s+than\s+not|most\s+of\s+the\s+time)",
    r"(?:please|pls|thanks|thank\s+you|ok(?:ay)?|also|and|oh|so|well|hey|hi|actually|right|mate|"
    r"just|but|honestly|yeah|lol|ugh|ew+|period|no\s+exceptions|if\s+you\s+can)",
    r"(?:always|usually|normally|generally|typically|mostly|tend\s+to|often|never|really|"
    r"absolutely|totally|quite|rather|kind\s+of|sort\s+of|so\s+much|a\s+lot|very\s+much|at\s+all|"
    r"ever)",
]
_OBJECT = compile_pattern(
    r"""(?:\b(?:show|recommend|suggest|give|play|bring|send|put|include|showing|recommending|suggesting|
    giving|playing)\s+(?:me\s+|us\s+|up\s+)*|\b(?:want|wanna|need|like|love|enjoy|prefer|adore|hate|
    loathe|detest|despise|dislike|one\s+for|stomach|tolerate|deal\s+with|cope\s+with|put\s+up\s+with|big\s+on|(?:crazy|wild|mad|nuts)\s+about|
    watch|see|hear|appreciate|dig|favour|mind|handle|abide|vibe\s+with|
    bear|stand|care\s+for|go\s+(?:for|with)|into|keen\s+on|fond\s+of|fan\s+of|sucker\s+for|
    obsessed\s+with|allergic\s+to|scared\s+of|afraid\s+of|terrified\s+of|phobia\s+of|interested\s+in|
    lean\s+towards?|drawn\s+to|bothered\s+(?:by|about|with)|sick\s+of|tired\s+of|bored\s+(?:of|by|with)|
    avoid|skip|block|ban|hide|exclude|leave\s+out|without|no\s+more|stick\s+(?:to|with)|opt\s+for|
    choose|pick|fan\s+of\s+seeing|do)\b)
    (?:\s*(?:(?:to\s+)?(?:see|seeing|watch|watching|hear|hearing|be\s+shown|listen\s+to|listening\s+to|
    have)\b))?(?:\s+(?:me|us)\b)?(?:\s*(?:any(?:thing)?|something|stuff|videos?|clips?|content|things|
    ones?)\s+(?:about|with|of|involving|featuring|containing|that\s+(?:has|have|is|are|contains?|
    involves?|features?|shows?)|to\s+do\s+with|related\s+to|on|in|from|
    like)\b)?\s*(?P<object>[^\s.;!?].*)$"""
)
_SUBJECT_OBJECT = compile_pattern(
    r"^(?P<object>.{2,60}?)\s*,?\s*(?:(?:is|are|'s|'re)\s+(?:really\s+|just\s+|so\s+|generally\s+|"
    r"usually\s+|always\s+|normally\s+)*(?:not\s+(?:really\s+)?)?(?:my\s+(?:\w+\s+)?(?:thing|jam|"
    r"favou?rites?|cup\s+of\s+tea|bag|passion|weakness|guilty\s+pleasure)|a\s+(?:big\s+)?(?:no|"
    r"yes)(?:[\s-]no)?|great|good|fine|welcome|boring|banned|off\s+limits|gross|"
    r"(?:always\s+)?a\s+hit|a\s+must|essential|non-negotiable|a\s+necessity|a\s+plus)|(?:aren't|"
    r"isn't)\s+(?:really\s+)?(?:my\s+(?:\w+\s+)?(?:thing|jam|"
    r"cup\s+of\s+tea|bag)|for\s+me)|(?:freaks?|creeps?|terrif(?:y|ies)|scares?|frightens?|"
    r"disgusts?|upsets?|stress|bores?|annoys?|grosses|puts?|turns?|makes?|"
    r"triggers?|stresses|gives?)\s+(?:me|my\s+\w+)\b.*|never\s+(?:again|ever)|always|only\s+please|please\s+always|"
    r"by\s+default)"
)
_SOMETHING = compile_pattern(
    r"(?:^|[,;:]\s*(?:so\s+|and\s+|but\s+)*|\bthat\s+)(?P<object>[\w' -]{2,40}?)\s+(?:is|are)\s+"
    r"(?:something|things?|stuff|what)\s+(?:that\s+)?(?:i|we)\b"
)
_AM = compile_pattern(r"^(?:i'm|i\s+am|we're|we\s+are)\s+(?:an?\s+)?(?P<object>[\w-]+(?:\s[\w-]+){0,2})$")
_NO_MORE = compile_pattern(
    r"(?:^|\b)(?:no\s+more|never\s+again(?:\s+with)?|no|only|always|never|less|more|"
    r"nothing\s+(?:about|with))\s+(?P<object>[\w'][\w' /&-]{1,50})$"
)
_CLAUSE_END = re.compile(
    r"\s*(?:[,;.!?(]\s*(?!\s*(?:and|or)\s+\w+$).*|\s(?:because|since|as\s+(?:i|it|they|my)|cause|"
    r"so\s+(?:please|don't|keep|no)|they\s+(?:are|freak|creep|make|scare|bore|give)|it\s+(?:is|"
    r"freaks|creeps|makes|scares|bores|gives|puts)|when\s+i|but\s+(?:for|today|not|i|now|tonight|"
    r"show|only)|and\s+(?:i\s+(?:hate|never|love|usually|want|don't)|for\s+now|now|show|please|"
    r"keep|that|so)|if\s+(?:possible|you\s+can)|over\s+(?:anything|others?)|"
    r"more\s+than\s+anything|the\s+most|best|to\s+anything\s+else)\b.*)$",
    re.I,
)
_TRIM = re.compile(
    r"^(?:(?:any(?:thing)?|the|a|an|some|of|with|about|to|those|these|that|my|in|on|for|all|"
    r"really|very|much|so|such|this|at|me|seeing|watching|see|watch|more|stuff|things|from|"
    r"featuring|involving|containing|listening|like)\s+)+|(?:\s+(?:videos?|clips?|stuff|content|"
    r"ones?|things?|at\s+all|in\s+(?:my|the)\s+(?:feed|results|list|recommendations|videos?|"
    r"clips?)|again|ever|please|either|too|any\s*more|a\s+lot|so\s+much|very\s+much|to\s+me|me|"
    r"you|kind\s+of\s+thing|that|and|or|of|to|for|instead|always|only|usually|normally|generally|"
    r"in\s+general|though|tbh|lol|mate|now|ok|okay))+$",
    re.I,
)

_NO_NAME = re.compile(
    r"(?:it|them|this|that|these|those|one|ones|me|you|any|more|i|so|all|is|see|watch|show|like|love|stuff|"
    r"videos?|clips?|\d+|(?:first|second|third|last|that|this)\s*one)?",
    re.I,
)
_FORGET = compile_pattern(
    r"""\b(?:forget|scrap|delete|remove|erase|undo|cancel|drop|clear|wipe|disregard|ignore|scratch|strike|
    unremember|lose|retract|reset|lift|discard|take\s+back|take\s+(?:that|it|this)\s+back|
    take\s+(?:that|it)\s+off|stop\s+(?:remembering|avoiding|hiding|filtering|excluding|blocking|
    assuming)|no\s+need\s+to\s+(?:remember|avoid|keep|hide)|never\s+mind|(?:don't|
    no\s+longer)\s+(?:need\s+to\s+)?(?:remember|avoid|hide|block|keep\s+(?:that|it|this)\s+in\s+mind)|
    changed?\s+my\s+mind|i\s+was\s+wrong|no\s+longer\s+(?:mind|hate|dislike|bother|bothered|like|love|
    prefer|into|a\s+fan|care|true|applies|the\s+case|an\s+issue|a\s+problem|scared|afraid)|(?:don't|
    doesn't|do\s+not|isn't|aren't|not)\s+(?:really\s+)?(?:hate|dislike|mind|bother|apply|prefer|like|
    love|into|a\s+fan\s+of|scared|true)\b[\w\s',]{0,40}\bany\s*more)\b"""
)
_STORED = compile_pattern(
    r"\b(?:preferences?|tastes?|what\s+i\s+(?:said|told\s+you)|i\s+(?:said|told\s+you|mentioned|"
    r"asked)|(?:bit|thing|part|rule|note|stuff|ban|filter|restriction)s?\s+(?:about|on|with|of|"
    r"for)|remember(?:ed|ing)?|dislikes?|likes?|that\s+i\s+(?:like|love|hate|don't|dislike|prefer|"
    r"can't|usually|never)|my\s+(?:profile|list|settings|memory|record)|take\s+(?:that|it|"
    r"this)\s+back|(?:rule|note|ban)\b|earlier\s+(?:about|rule)|mind\s+(?:about|on)|any\s*more|"
    r"no\s+longer)"
)
_AGAIN = compile_pattern(
    r"(?:\b(?P<a>[\w'-]+(?:\s[\w'-]+){0,3}?)\s+(?:is|are|'s|'re)\s+(?:actually\s+|now\s+|"
    r"totally\s+|perfectly\s+)*(?:ok|okay|fine|alright|all\s+right|allowed|welcome|cool|good|"
    r"great|back)(?:\s+(?:now|again|after\s+all|by\s+me|with\s+me|these\s+days|too|actually|"
    r"from\s+now\s+on))*|\b(?:you\s+can|feel\s+free\s+to|it's\s+(?:ok|okay|"
    r"fine)\s+to)\s+(?:start\s+)?(?:show(?:ing)?|recommend(?:ing)?|suggest(?:ing)?|include|"
    r"including|bring(?:ing)?|give|giving)\s+(?:me\s+)?(?:back\s+)?(?P<b>[\w' -]{2,40}?)"
    r"\s*(?:back|again|now|too|after\s+all|from\s+now\s+on|any\s*time)(?:\s+(?:now|please|"
    r"if\s+you\s+like))*|\b(?:i|we)(?:'ve)?\s+(?:don't\s+mind|am\s+(?:ok|okay|fine)\s+with|like|"
    r"love|got\s+over\s+my\s+\w+\s+of|quite\s+like|started\s+(?:liking|"
    r"enjoying))\s+(?P<c>[\w' -]{2,40}?)\s+(?:now|again|after\s+all|these\s+days))\s*(?=[,.;!?]|$)"
)
_ABOUT = compile_pattern(
    r"(?:\b(?:about|on|with|regarding|of|for|me|avoiding|hiding|filtering|excluding|blocking|"
    r"avoid|hide|block|(?:i|my)\s+(?:like|love|liked|loved|liking|hate|hated|dislike|disliked|"
    r"don't\s+like|didn't\s+like|prefer|preferred|preferring|can't\s+stand|usually\s+like|"
    r"usually\s+enjoy|enjoy|enjoyed|never\s+want(?:ed)?(?:\s+to\s+see)?|want(?:ed)?(?:\s+only)?|"
    r"mind|was\s+into|am\s+into)|no\s+longer\s+(?:mind|hate|dislike|like|love|prefer|into)|"
    r"(?:don't|do\s+not)\s+(?:really\s+)?(?:hate|dislike|mind|like|love|prefer)|the|no|my|"
    r"that)\s+)+(?P<object>[\w'][\w' &/-]*?)(?:\s+(?:preferences?|tastes?|thing|rule|bit|part|"
    r"note|ban|filter|stuff|restriction|dislike|any\s*more|now|please|again|after\s+all|then|too|"
    r"from\s+(?:my|the|your)\s+[\w\s]+|i\s+(?:said|mentioned|told)[\w\s]*|as\s+(?:a|"
    r"one)[\w\s]*))*\s*(?=[,.;!?]|$|\b(?:got|because|since|they|it's|i'm|but|and\s+show)\b)"
)


def read_forget(text: str, tastes: Sequence[Taste]) -> Forget | None:
    """The taste that a clause takes back, or None."""
    lower = text.lower()
    cued = bool(_FORGET.search(text))
    stored = bool(_STORED.search(text))
    again = _AGAIN.search(text)
    if again is not None and not cued:
        name = next(group for group in again.groups() if group)
        known = _find_taste(name, tastes, polarity="dislike")
        return Forget(known) if known else None
    if not cued or re.search(r"\b(?:don't|never)\s+forget\b", lower):
        return None
    return _read_taken_back(text, tastes, stored=stored)


def _read_taken_back(text: str, tastes: Sequence[Taste], *, stored: bool) -> Forget | None:
    if tastes and re.search(r"\bforget\s+(?:that\s+)?i\s+(?:ever\s+)?said\s+(?:that|it|so|anything)\b", text, re.I):
        return Forget(tastes[-1].text)
    known = _find_taste(text, tastes)
    if known is not None:
        return Forget(known)
    about = _ABOUT.search(text)
    name = _trim(about["object"]) if about is not None else ""
    vague = not name or re.fullmatch(
        r"(?:i\s+)?(?:that|it|this|what|said|told|you|one|last|preferences?|tastes?|rules?|notes?|"
        r"thing|my|the|all|everything|me|so|back|mind|just|now|i|\s)+",
        name,
        re.I,
    )
    if vague:
        everything = re.search(r"\b(?:all|everything|every)\b", text, re.I)
        if tastes and stored and not re.search(r"\bit\s*$", text, re.I):
            return Forget("everything" if everything else tastes[-1].text)
        return None
    return Forget(name) if stored else None


def read_remember(text: str, *, standing: bool = False) -> Remember | None:
    """The lasting taste that a clause states, or None; `standing` takes a plain "I hate X" for one too."""
    if _PASSING.search(_FROM_TODAY.sub(" ", text)):
        return None
    lasting = bool(_LASTING.search(text)) or bool(re.search(rf"\b{_NOTE}", text, re.I))
    if not lasting and not standing:
        return None
    if re.search(
        r"\b(?:haven't|i've\s+never|i\s+have\s+never|never\s+(?:seen|watched|heard|tried|been|"
        r"done|got|had|made|used)|remember\s+(?:when|the\s+time|that\s+(?:one|video|clip))|"
        r"i\s+(?:can't|don't)\s+remember|how\s+(?:do|to|can|does|did)\b|do\s+you\s+remember|not\s+(?:usually|always)\s+sure)\b",
        text,
        re.I,
    ):
        return None
    dislike = bool(
        _DISLIKE.search(re.sub(r"\bdon't\s+forget\b|\bno\s+exceptions\b|\bnot\s+only\b", "", text, flags=re.I))
    )
    name = _find_object(text)
    if not name:
        return None
    soft = _SOFT.search(text) and not re.search(r"\b(?:never|always|ever)\b", text, re.I)
    strength = "always" if _FIRM.search(text) and not soft else "usually"
    return Remember(name, "dislike" if dislike else "like", strength)  # type: ignore[arg-type]  # one of the two literals


def _find_object(text: str) -> str:
    bare = text.strip(" ,.;:!?")
    about = _SOMETHING.search(bare)
    if about is not None:
        return _trim(about["object"])
    subject = _SUBJECT_OBJECT.search(_without_cues(bare, keep_frequency=True))
    direct = _OBJECT.search(_without_cues(bare, keep_frequency=False))
    if direct is not None and not re.match(r"(?:them|it|those|that|these|any|one|ones)\b", direct["object"], re.I):
        name = _trim(_CLAUSE_END.sub("", direct["object"]))
        if name:
            return name
    if subject is not None:
        return _trim(_CLAUSE_END.sub("", re.sub(r"^(?:i\s+find|i\s+think)\s+", "", subject["object"], flags=re.I)))
    short = _NO_MORE.search(_without_cues(bare, keep_frequency=True))
    short = short or _AM.search(_without_cues(bare, keep_frequency=False))
    return _trim(short["object"]) if short is not None else ""


def _without_cues(text: str, *, keep_frequency: bool) -> str:
    cues = _CUES[:3] if keep_frequency else _CUES
    before = ""
    while before != text:
        before = text
        for cue in cues:
            text = re.sub(
                rf"^(?:{cue})(?![\w'])[\s,:;]*|[\s,;:.!]*(?<![\w'])(?:{cue})[\s,.!]*$", "", text, flags=re.I
            ).strip(" ,;:.!")
    return text


def _trim(name: str) -> str:
    before = ""
    while before != name:
        before, name = name, _TRIM.sub("", _without_cues(name, keep_frequency=True)).strip(" ,.;:!?'\"-")
    return "" if _NO_NAME.fullmatch(name) else name


def _find_taste(text: str, tastes: Sequence[Taste], polarity: str | None = None) -> str | None:
    same = [taste.text for taste in tastes if polarity in (None, taste.polarity) and is_alike(taste.text, text)]
    return same[-1] if same else None
