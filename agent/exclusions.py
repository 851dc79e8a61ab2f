"""What must not be in a clip: "no dogs, cats or babies"; "no-bake cake" and "without a rice cooker" are topics."""

from __future__ import annotations

import re

from reeltalk.agent.normaliser import GAP
from reeltalk.agent.spans import Reading, compile_pattern
from reeltalk.agent.words import read_words

_CUE = compile_pattern(
    r"""(?<![\w-])(?P<cue>
    (?:but\s+|and\s+|or\s+|just\s+|also\s+|please\s+)*(?:
      (?:(?:i|we)\s+)?(?:really\s+)?(?:don't|do\s+not|didn't|doesn't)\s+(?:want|need|like|show|give|
      include|care\s+for|fancy|feel\s+like)(?:\s+(?:me|us))?(?:\s+to\s+(?:see|watch|hear|
      have))?(?:\s+(?:anything|
      something|any\s+(?:videos|clips|ones)|ones|stuff|videos|clips|it|them)(?:\s+(?:that\s+(?:has|have|
      contains?|shows?|
      features?|is|are|involves?)|with|about|to\s+(?:have|be|contain|include)|in\s+them))?)?
     |(?:i|we)(?:'d|\s+would)\s+rather\s+not\s+(?:see|have|watch|hear)
     |(?:anything|something|everything|nothing|all)\s+(?:but|except|besides|other\s+than|apart\s+from)
     |none\s+of\s+(?:that|this|those|these|the|your)|never
     |(?:not|nothing|none|no\s+(?:videos|clips|ones|stuff|content))\s+(?:about|with|featuring|involving|
     containing|on|like|related\s+to|that\s+(?:has|have|involves?|contains?|is|are|shows?|features?))
     |not\s+(?:the\s+ones?\s+)?(?:with|about|from|any)
     |(?:that\s+(?:has|have|contains?)|with|has|have|and|but|there\s+(?:should|must)\s+be)\s+(?:no|zero)
     |(?:that|which|who|they)\s+(?:don't|doesn't|do\s+not|does\s+not)\s+(?:use|need|wear|mention|show|
     include|feature|involve|require|have|contain|star|talk\s+about)
     |(?:i'm\s+)?not\s+(?:really\s+|so\s+)?(?:feeling|in\s+the\s+mood\s+for|keen\s+on|into)
     |that\s+(?:isn't|aren't|is\s+not|are\s+not)(?:\s+(?:about|too))?
     |(?:that\s+)?(?:don't|doesn't|do\s+not|does\s+not)\s+(?:have|contain|feature|involve|mention|show|
     include)\s*(?:any)?
     |(?:leave|keep|filter|cut|take|edit)\s+out|leaving\s+out|(?:skip|skipping|avoid|avoiding|exclude|
     excluding|minus|without|except(?:ing)?(?:\s+for)?|omit|hide|ban|ditch|lose|drop|remove|
     spare\s+(?:me|us)|hold|forget|nix|kill)
     |(?:other\s+than|apart\s+from|aside\s+from|besides|instead\s+of|rather\s+than|
     stay(?:ing)?\s+away\s+from|steer\s+clear\s+of|free\s+(?:of|from)|devoid\s+of|(?:no|
     not)\s+interest(?:ed)?\s+in|(?:i'm\s+)?(?:sick|tired|bored|fed\s+up)\s+(?:of|with)|enough\s+(?:of|
     with)|(?:i\s+)?(?:am\s+|'m\s+)?(?:allergic\s+to|hate|can't\s+stand|loathe|despise|dislike)|
     go\s+easy\s+on|easy\s+on|less|fewer|
     nor|zero)
     |nothing(?:\s+(?:too|overly|remotely|even\s+slightly|that's|that\s+is|at\s+all))*
     |(?:not|isn't|aren't)(?:\s+(?:too|so|very|overly|really|an?|any|all|being|be))*
     |no(?:\s+(?:more|any))?
    )(?:\s+(?:any|all|the|these|those|that|this|a|an|too\s+much|so\s+much|so\s+many|too\s+many|much|
    many|more|other|of\s+(?:the|that|those|these)|bits?\s+(?:of|with)|stuff\s+(?:with|about)|
    kinds?\s+of|sorts?\s+of|ones?\s+with|videos?\s+(?:of|about|with)|clips?\s+(?:of|about|with)|
    anything\s+with|obvious|bloody|stupid|annoying))*
    )\s+(?=[^\W_])"""
)
_TRAPS = compile_pattern(
    r"""(?:no|not|nothing|less|more|without|skip|drop|lose|forget|hide|never)\s*(?:
      no\W|(?:problem|worries|wait|of\s+\d|thanks|thank|thx|idea|clue|matter|doubt|way|need|rush|
      pressure|mind|offence|
      offense|longer|more\s+than|less\s+than|chance|luck|biggie|sweat|bother|preference|particular|
      reason|fuss|experience|equipment|one\b|patience|time|money|churn|knead|bake|sew|cook|code|
      country\s+for|budget|plan|degree|man's|mans|fap|hitter|brainer|makeup\s+makeup|way\s+home|strings|filter|pain|oven)\b
      |(?:sure|bad|only|really\b\s*(?:$|[.,!?])|just|yet|quite|exactly\s+sure|that\s+(?:it|i|one)|
      the\s+(?:first|second|third|last|one)|my\s+(?:thing|cup|kind|style|bag|taste)|what|this|that\b|
      those|these|it\b|them|for\s+me|working|helpful|bothered|fussed|funny\b|great|good|for\b|to\b|in\b|
      from\b|now|today|tonight|here|really|all\s+that|as\b|at\s+all|because|if|even|else|much|many|is|
      are|was|you|i\b|he\b|she\b|we\b|they\b|there|please)\b
      |(?:further\s+ado|end|borders|fear|limits|leaving|knowing|getting|using|having|losing|breaking|
      a\s+(?:doubt|trace|paddle|net|cause|hitch|clue)|killing|being|looking)\b
      |(?:else\s+matters|compares|special|beats|but\s+(?:the\s+)?thieves)\b)"""
)
_FEAT = re.compile(
    r"\b(?:how\s+(?:to|do|does|can|did|would)|learn(?:ing)?\s+to|ways?\s+to|life|living|survive|"
    r"surviving|can\s+you\s+\w+)\b[^¦.,;]*$",
    re.I,
)
_STOP = compile_pattern(
    r"(?:[.,;:!?()¦\n]|\s(?:please|pls|thanks|thank|but|more\s|and\s+(?:i|we|it|he|she|they|then|"
    r"also|show|find|give|make|keep|only|no|not|nothing|maybe|preferably|in|under|over|with|for|"
    r"from|more|less|something|anything|add|sort)\b|that|which|who|because|since|so|if|when|while|"
    r"as\s+(?:i|we|it|my)|though|tho|either|neither|at\s+all|whatsoever|in\s+(?:it|them|there|"
    r"particular|any|the\s+(?:clip|video|results|background))|this\s+time|today|tonight|now|"
    r"anymore|any\s+more|again|instead|this\s+(?:evening|morning|week|afternoon|weekend)|"
    r"for\s+(?:now|me|tonight|once|today|this|kids|my|the|a|"
    r"beginners)|from\s+(?:the\s+list|now|these|that)|(?:i'm|i've|he's|she's|it's|we're|my|i|we|"
    r"he|she)\s|on\s+(?:the\s+)?(?:screen|this)|with\s|involved|allowed|included|shown|to\s+be|"
    r"is\b|are\b|just\s|only\s|yet|mate|lol|ok\b|right\b|thank|show\s|find\s|give\s)|$)"
)
_JOINED = re.compile(
    r"\s*(?:,\s*(?:and|or|nor|no|not|without)?\s+|\s(?:or|nor|and|&)\s+(?:no\s+|any\s+|the\s+|"
    r"without\s+|not\s+)?|/)\s*",
    re.I,
)
_LIST = re.compile(
    r"^((?:\s*,\s*(?:no\s+|any\s+|the\s+)?[\w'-]+(?:\s+[\w'-]+)?){1,6}\s*,?\s+(?:or|and|"
    r"nor)\s+(?:any\s+|the\s+|no\s+)?[\w'-]+(?:\s+[\w'-]+)?)(?=\s*(?:[¦.,;!?]|$|please))",
    re.I,
)
_DROP = compile_pattern(
    r"""(?:\b(?:actually|ok|okay|well|and|oh|hmm)[\s,]+)*(?:
     (?:you\s+can\s+)?(?:bring|put|add|let|allow|include|have)(?:\s+(?:back|
     in))?\s+(?:the\s+)?(?P<a>[\w' -]{2,40}?)\s+(?:back(?:\s+in)?|again|after\s+all|too\s+then|
     back\s+into\s+it)
    |(?P<b>[\w'-]+(?:\s[\w'-]+){0,2}?)\s+(?:is|are|would\s+be)\s+(?:actually\s+)?(?:ok|okay|fine|
    alright|all\s+right|allowed|welcome|good|back)(?:\s+(?:after\s+all|again|now|too|actually|by\s+me|
    then))*
    |(?:i\s+)?(?:don't|do\s+not)\s+(?:mind|care\s+about)\s+(?:the\s+|
    any\s+)?(?P<c>[\w'-]+(?:\s[\w'-]+){0,2}?)(?:\s+(?:after\s+all|now|any\s*more|then|actually))*
    |(?:you\s+can\s+)?(?:stop\s+(?:excluding|leaving\s+out|avoiding|hiding)|drop\s+the\s+no|
    forget\s+the\s+no|allow|include|remove\s+the\s+no|never\s+mind\s+the\s+no)
    [\s-]+(?P<d>[\w'-]+(?:\s[\w'-]+){0,2}?)(?:\s+(?:rule|thing|bit|filter|part|again|after\s+all|now|
    too))*
    )\s*(?=[¦,.;!?]|$)"""
)
_FREE = re.compile(
    r"(?<!\w)([a-z]{3,})-free\b(?!\s+(?:cake|bread|recipe|baking|cook|diet|pasta|pizza|cookies|"
    r"brownies|desserts?|food|meals?))",
    re.I,
)
_FOOD_FREE = read_words(
    "gluten dairy sugar fat egg nut lactose grain carb meat soy royalty care "
    "risk hands duty tax scot wheat flour oil salt calorie guilt cage hassle pain"
)
_EDGES = re.compile(
    r"^(?:(?:any|the|in|a|an|of|that|those|these|too|so|very|much|many|more|all|with|about|like|"
    r"really|anything|stuff|things?|to|no)\s+)+|(?:\s+(?:videos?|clips?|stuff|ones?|content|"
    r"things?|please|bits?|at\s+all|either|scenes?|too|in|and|or|with|for|the|also|again|kind|"
    r"footage|elements|of|rubbish|nonsense|crap|bs|malarkey|business))+$",
    re.I,
)
_MAX_WORDS = 5


def read_exclusions(reading: Reading, excluded: list[str]) -> Reading:
    """Take out what must not be in a clip and give `exclude`; `drop_exclude`: those of `excluded` now fine."""
    reading = _read_drops(reading, excluded)
    text, terms, start = reading.text, list(reading.found.get("exclude", ())), 0
    terms += [match["what"] for match in _FEARED.finditer(text)]
    text = _FEARED.sub(f" {GAP} ", text)
    while (match := _CUE.search(text, start)) is not None:
        found = _read_after(text, match)
        if found is None:
            start = match.start() + max(2, len(match["cue"].split()[0]))
            continue
        more, end = found
        terms += [term for term in more if term.lower() not in (one.lower() for one in terms)]
        text = f"{text[: match.start()]} {GAP} {text[end:]}"
        start = match.start() + 3
    terms += [match["what"] for match in _LEFT.finditer(text)]
    text = _LEFT.sub(f" {GAP} ", text)
    for match in _OUT.finditer(text):
        terms += [term for term in [_trim(match["what"])] if term and term.lower() not in ("those", "these")]
    text = _OUT.sub(f" {GAP} ", text)
    for match in _FREE.finditer(text):
        if match[1].lower() not in _FOOD_FREE:
            terms.append(match[1])
    text = _FREE.sub(lambda match: match.group() if match[1].lower() in _FOOD_FREE else f" {GAP} ", text)
    found_now = {**reading.found, **({"exclude": terms} if terms else {})}
    return Reading(text, found_now)


_ACTION = compile_pattern(
    r"(?:rises?|works?|gets?|goes|go|fails?|ends?|stops?|sleeps?|eats?|comes?|says?|give|gives|mind|ever|again|heard|seen|"
    r"tried|been|had|have|has|forget|miss|lets?|quit|stopped|too|really|knew|know|happened|happens|die|dies|gave|look|"
    r"show|recommend|see|watch|play|want|like|been|before|\w+ed)\b"
)
_LEFT = compile_pattern(
    r"(?:[,;.]\s*)?(?:\band\s+)?\b(?P<what>[\w-]+)\s+(?:(?:really|just|always)\s+)?(?:makes?|gives?|scares?|freaks?|creeps?|bores?|"
    r"annoys?|upsets?|terrif(?:y|ies)|grosse?s?)\s+(?:me|him|her|us|them|my\s+\w+)\b[^,.;¦]{0,25}?[\s,]+(?:so\s+|and\s+)+(?:please\s+)?"
    r"(?:(?:leave|keep|take|cut|filter)\s+(?:those|them|it|that|these)\s+out|(?:skip|avoid|no|drop)\s+(?:those|them|it|that|these))"
    r"(?:\s+(?:as\s+well|too|please))*"
)
_FEARED = compile_pattern(
    r"(?:\bbut\s+)?(?:\b(?:i'm|he's|she's|they're|we're|is|are|am|gets?)\s+)?(?:really\s+|a\s+bit\s+|so\s+)*"
    r"\b(?:scared|afraid|frightened|terrified|sick|tired)\s+of\s+(?P<what>[\w-]+(?:\s[\w-]+)?)[\s,]+(?:so|and)\s+(?:please\s+)?"
    r"(?:none\s+of\s+(?:that|those|it|them)|not\s+(?:that|those|them)|nothing\s+(?:like\s+that|with\s+(?:that|those|them)))\b"
)
_OUT = compile_pattern(
    r"(?:\b(?:but|and|please)\s+)*\b(?:leave|keep|take|cut|filter|edit)\s+(?:the\s+|any\s+|"
    r"all\s+)?(?P<what>[\w'-]+(?:\s[\w'-]+)?)\s+out"
    r"(?:\s+of\s+(?:it|this|that|them|the\s+\w+))?\b"
)


def _read_after(text: str, match: re.Match[str]) -> tuple[list[str], int] | None:
    cue = match["cue"].lower().split()
    rest = text[match.end() :]
    if _TRAPS.match(" ".join([cue[-1], rest[:60]])) or (
        _TRAPS.match(f"{cue[0]} {' '.join(cue[1:])} {rest[:60]}") and len(cue) < 3
    ):
        return None
    if cue[0] == "zero" and not match.start() and len(rest.split()) > 1:
        return None
    if {"without", "instead"} & set(cue) and _FEAT.search(text[: match.start()]):
        return None
    if (
        cue[0] in ("less", "fewer", "drop", "lose", "forget", "kill", "hide", "never", "hold", "besides", "remove")
        and match.start() > 0
        and not re.search(r"(?:[¦,.;!?]|\b(?:and|but|with|please|you|can))\s*$", text[: match.start()], re.I)
    ):
        return None
    stop = _STOP.search(rest)
    end = stop.start() if stop else len(rest)
    phrase = rest[:end]
    listed = _LIST.match(rest[end:])
    if listed:
        phrase, end = phrase + listed[1], end + listed.end(1)
    terms = [_trim(term) for term in _JOINED.split(phrase)]
    terms = [term for term in terms if term and len(term.split()) <= _MAX_WORDS]
    terms = _without_topic(terms, cue, text[: match.start()])
    if not terms or (cue[0] == "never" and not _names_thing(rest, end)):
        return None
    return terms, match.end() + end


def _without_topic(terms: list[str], cue: list[str], before: str) -> list[str]:
    """Without the very topic: "funny but not too funny" excludes nothing."""
    if "too" not in cue and cue[-1] not in ("so", "very", "overly"):
        return terms
    return [term for term in terms if not _stems(term) <= _stems(before)]


def _names_thing(rest: str, end: int) -> bool:
    """Whether "never" has a thing after it and no action: "never gore", not "never works"."""
    return end >= len(rest.rstrip(" .!?,")) and not _ACTION.match(rest) and len(rest.split()) <= 4


def _trim(term: str) -> str:
    before = ""
    term = term.strip(" -'\"")
    while before != term:
        before, term = term, _EDGES.sub("", term).strip(" -'\"")
    return (
        ""
        if re.fullmatch(
            r"(?:videos?|clips?|stuff|ones?|things?|more|it|them|this|that|one|any|all|much|too|please|me|you|\d+)?",
            term,
            re.I,
        )
        else term
    )


def _read_drops(reading: Reading, excluded: list[str]) -> Reading:
    if not excluded:
        return reading
    text, dropped, start = reading.text, [], 0
    while (match := _DROP.search(text, start)) is not None:
        name = next(group for group in match.groups() if group)
        same = [term for term in excluded if is_alike(term, name)]
        if not same:
            start = match.end()
            continue
        dropped += same
        text = f"{text[: match.start()]} {GAP} {text[match.end() :]}"
        start = match.start() + 3
    return Reading(text, {**reading.found, "drop_exclude": dropped}) if dropped else reading


def is_alike(one: str, other: str) -> bool:
    """Whether two short phrases share a word, endings aside.

    >>> is_alike("dogs", "the dog"), is_alike("dogs", "cats")
    (True, False)
    """
    return bool(_stems(one) & _stems(other))


def _stems(text: str) -> set[str]:
    words = re.findall(r"[^\W_]{2,}", text.lower())
    small = read_words("the any no of and to in my that about bit thing stuff videos for it is")
    return {
        re.sub(r"(?:ies|es|s|ing|ed|e|y|n|ish)$", "", word) if len(word) > 3 else word
        for word in words
        if word not in small
    }
