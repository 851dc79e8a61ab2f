"""Feedback on picks, said straight ("thumbs down for 2") or not ("meh, that one bored me")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Any, Literal

from reeltalk.agent.context import Shown
from reeltalk.agent.intents import Rate
from reeltalk.agent.references import Reference, find_anaphor, find_references
from reeltalk.agent.spans import compile_pattern

Verdict = Literal["like", "dislike", "seen"]

_SEEN = compile_pattern(
    r"\b(?:(?:already|previously)\s+(?:seen|watched|saw)|(?:i|we)(?:'ve|\s+have)?\s+(?:(?:already|"
    r"definitely|actually)\s+)*(?:seen|watched|saw)\b|(?:seen|watched)\s+(?:it|that|this|them|"
    r"those|these|number|\#|the\s+\w+|both|all)\b|(?:seen|watched)\b.{0,30}\b(?:before|already)|"
    r"already\s+kn[oe]w|know\s+(?:that|this|it|the\s+\w+)\s*(?:one)?\s+already|mark\b.{0,40}\b(?:seen|watched)|"
    r"(?:was|were|is|been)\s+(?:already\s+)?(?:seen|watched))\b|^\s*(?:seen|watched)\b"
)
_DISLIKE = compile_pattern(
    r"""\b(?:hate[ds]?|hating|dislike[ds]?|disliking|detest(?:ed)?|loathe[ds]?|despise[ds]?|thumbs?\s+down|
    down[\s-]?vote|bore[ds]?|boring|bores|meh|bleh|blah|yuck|ew+|ugh|yikes|awful|terrible|rubbish|
    crap(?:py)?|garbage|trash|sucks?|sucked|worst|horrible|horrid|dreadful|lame|cringe[yd]?|dull|
    annoying|annoyed|tedious|pants|naff|dire|poor|disappointing|disappointed|disappointment|
    dragg(?:ed|s)|drags|went\s+(?:on\s+(?:and\s+on|forever|too\s+long|a\s+bit)|nowhere)|lost\s+(?:me|interest|my\s+interest)|
    switched\s+(?:it\s+)?off|nodded\s+off|yawn\w*|snor\w+|got\s+old|fell\s+flat|flop|dud|let[\s-]?down|clickbait\w*|
    unfunny|unbearable|uninteresting|uninspir\w+|painful\w*|(?:couldn't|could)\s+care\s+less|can't\s+say\s+(?:that\s+)?i\b|didn't\s+(?:take|warm)\s+to|headache|nause\w+|queasy|dizzy|nightmares?|(?:not|wasn't|isn't|weren't)\s+(?:quite\s+|really\s+)?(?:to\s+my\s+\w+|my\s+\w+|for\s+us)|
    did\s+nothing\s+for\s+me|nothing\s+special|wish\s+i\s+hadn't|regret\w*|hard\s+pass|no\s+thanks\s+to|
    (?:wasn't|isn't|not)\s+(?:worth|up\s+to\s+much|all\s+that|doing\s+it)|does\s+nothing\s+for\s+me|
    (?:couldn't|can't|could\s+not)\s+(?:be\s+bothered|make\s+it\s+through|sit\s+through|bear|get\s+into)|
    waste\s+of\s+(?:my\s+)?time|put\s+me\s+(?:right\s+)?(?:to\s+sleep|off)|fell\s+asleep|couldn't\s+(?:finish|stand|
    get\s+through|watch)|didn't\s+(?:really\s+)?(?:like|enjoy|love|care\s+for|do\s+(?:it|much|
    anything)\s+for\s+me|work\s+for\s+me|finish|get\s+into|think\s+much\s+of|land|click|hit)|
    don't\s+(?:really\s+|particularly\s+)?(?:like|love|enjoy|care\s+for|rate|want\s+to\s+see|
    think\s+much\s+of)|do\s+not\s+(?:like|enjoy)|not\s+(?:really\s+)?(?:a\s+(?:big\s+|huge\s+)?fan|
    my\s+(?:thing|cup|kind|style|taste|bag|vibe|jam|sort)|for\s+me|great|good|impressed|funny|
    interesting|into|keen|feeling|what\s+i\s+(?:wanted|was\s+after|asked))|isn't\s+(?:for\s+me|my\s+\w+|
    very\s+good|any\s+good|good|funny)|wasn't\s+(?:for\s+me|my\s+\w+|very\s+good|any\s+good|good|funny|
    great|impressed|keen|feeling)|no\s+good|way\s+too|too\s+(?:slow|long|loud|childish|silly|boring|
    cheesy|dark|gory|preachy)|turned?\s+(?:it\s+)?off|gave\s+up|gross|overrated|nah\s+to|no\s+to|
    never\s+(?:show\s+me\s+)?(?:that|this|it)(?:\s+one)?\s+again|don't\s+show\s+(?:me\s+)?(?:that|this|
    it|the)\b|can't\s+stand|unwatchable|not\s+so\s+(?:much|good|great)|less\s+so|mid\b|
    got\s+on\s+my\s+nerves|irritat\w+|zzz+|snooze\w*|
    left\s+me\s+cold|underwhelm\w+|weak|pointless|stupid|offensive|creeped\s+me\s+out|nope)\b|👎|\(-\)"""
)
_LIKE = compile_pattern(
    r"""\b(?:love[ds]?|loving|adore[ds]?|enjoy(?:ed|ing|s)?|liked|likes|thumbs?\s+up|a\s+(?:like|heart|star|
    thumb)\b|up[\s-]?vote|great|
    brilliant|excellent|fantastic|amazing|awesome|wonderful|superb|perfect|favou?rite|hilarious|lovely|
    ace|belter|fab(?:ulous)?|gold(?:en)?|spot\s+on|legendary|epic|fire|lit|banger|slaps|slapped|rocks|
    rocked|rules|the\s+best|so\s+good|really\s+good|very\s+good|pretty\s+good|quite\s+good|
    good\s+(?:one|pick|stuff|shout|choice|call)|nailed\s+it|made\s+(?:my\s+day|me\s+(?:laugh|smile|cry|
    lol|giggle|chuckle))|cracked\s+me\s+up|had\s+me\s+(?:in\s+(?:stitches|tears)|laughing|hooked|
    rolling)|(?:was|is|were|are|looks?)\s+(?:really\s+|so\s+|very\s+|pretty\s+|quite\s+|super\s+|
    actually\s+|absolutely\s+|dead\s+|well\s+|proper\s+|such\s+a\s+|a\s+|just\s+)*(?:good|great|cool|
    nice|funny|fun|helpful|useful|interesting|cute|sweet|class|sick|wicked|dope|hit|treat|gem|winner|
    keeper|beautiful|stunning|delightful|impressive|exactly\s+what\s+i\s+\w+)|big\s+fan|a\s+winner|
    a\s+hit|hit\s+the\s+spot|i\s+(?:really\s+|do\s+|quite\s+|actually\s+|definitely\s+)*like|
    up\s+my\s+(?:street|alley)|goose\s?bumps|chills|shivers|moved\s+me|stuck\s+with\s+me|won\s+me\s+over|tickled|
    a\s+(?:keeper|winner|gem|treat|cracker|corker|stunner|beauty)|made\s+me\s+(?:beam|grin|giggle|happy)|a\s+(?:riot|blast|joy|delight|scream|laugh|masterpiece)|charming|hooked|floored\s+me|i\s+(?:laughed|giggled|chuckled|grinned)|
    (?:saved|bookmarked|shared)\s+(?:it|that|this|the\s+\w+)|sent\s+(?:it|that)\s+to|(?:learned|learnt)\s+(?:a\s+lot|loads|so\s+much)|
    could\s+watch\b.{0,20}\b(?:all\s+(?:day|night)|for\s+(?:hours|ever|days))|made\s+my\s+(?:week|night|evening|morning)|
    top\s+marks|worth\s+(?:it|every\s+second|the\s+watch)|just\s+(?:what|the\s+thing)\s+i\s+\w+|
    chef's\s+kiss|10/10|ten\s+out\s+of\s+ten|five\s+stars|5\s+stars|(?:watched|watching|played|
    put)\s+(?:it|that|this|the\s+\w+(?:\s+one)?)\s+(?:on\s+)?(?:twice|three\s+times|again\s+and\s+again|
    on\s+repeat|over\s+and\s+over)|on\s+repeat|couldn't\s+stop\s+(?:watching|laughing)|obsessed|heart|
    top[\s-]notch|top\s+drawer|cracking|smashing|mint|impressed|blew\s+(?:me\s+away|my\s+mind)|
    so\s+(?:funny|cute|cool|helpful|useful|relaxing)|not\s+bad|can't\s+fault|like\s+(?=(?:number|\#|
    that\s+one|this\s+one)))\b|👍|❤|😍"""
)
_NEGATED = compile_pattern(
    r"\b(?:not|n't|never|hardly|barely|less\s+than|wasn't|isn't|didn't|don't|"
    r"nothing)\s+(?:really\s+|that\s+|so\s+|very\s+|all\s+that\s+|particularly\s+|exactly\s+|"
    r"quite\s+|much\s+|a\s+|the\s+|my\s+|as\s+|too\s+)*(?:great|brilliant|good|amazing|fantastic|"
    r"enjoy|like|love|fun|funny|interesting|impressed|helpful|useful|fan|favou?rite|cool|best|hit|"
    r"perfect|excellent)\b"
)
_NOT_BAD = re.compile(
    r"\bnot\s+(?:too\s+|half\s+|that\s+|so\s+)?bad\b|\bdidn't\s+hate\b|\bcan't\s+get\s+enough\b|"
    r"\bnot\s+boring\b|\bcouldn't\s+stop\b",
    re.I,
)
_ASKING = compile_pattern(
    r"^\s*(?:(?:and|but|so|ok|okay|please|also|now)[\s,]+)*(?:(?:can|could|would|will)\s+(?:you|i|"
    r"we)\b|show\b|find\b|give\b|get\b|recommend\b|suggest\b|search\b|is\b|are\b|does\b|"
    r"do\s+(?:you|they)\b|what\b|which\b|who\b|when\b|where\b|how\b|why\b|any\b|more\b|"
    r"i(?:'d)?\s+(?:want|need|would|like\s+to|love\s+to)\b|looking\b)"
)
_TOO = re.compile(r"\b(?:too|a\s+bit|not)\s+\w+", re.I)
_MARK = compile_pattern(r"\b(?:rate|mark|vote|give)\b")


def read_verdict(clause: str, shown: Sequence[Shown], previous: str) -> list[Rate]:
    """The verdicts on picks that a clause gives; none where it names no pick or asks for something."""
    if not shown or (_ASKING.match(clause) and not _MARK.search(clause)) or clause.rstrip().endswith("?"):
        return []
    refs = find_references(clause, shown)
    verdict = find_verdict(clause) or (find_feeling(clause) if refs else None)
    if verdict is None:
        return []
    if len(refs) > 1:
        return _read_several(clause, refs, verdict)
    ref = refs[0] if refs else find_anaphor(clause, shown, previous)
    if ref is None:
        ref = _find_implied(clause, shown, previous)
    if ref is None or (len(ref.handles) > 1 and not ref.sure and (verdict == "like" or _TOO.search(clause))):
        return []
    return [Rate(ref.handles, verdict)]


def find_verdict(text: str) -> Verdict | None:
    """The verdict that a text gives, or None."""
    if _SEEN.search(text):
        liked = _LIKE.search(text) and not _NEGATED.search(text)
        disliked = _DISLIKE.search(text)
        return "seen" if not (liked or disliked) or re.search(r"\bmark\b", text) else "dislike" if disliked else "like"
    if _NOT_BAD.search(text):
        return "like"
    if _NEGATED.search(text) or _DISLIKE.search(text):
        return "dislike"
    return "like" if _LIKE.search(text) else None


def find_feeling(text: str) -> Verdict | None:
    """The verdict in words that no list above holds, where a lexicon of feelings is sure of it.

    Hutto and Gilbert, "VADER" (ICWSM 2014).
    """
    if not _IS.search(text) or re.search(
        r"\b(?:more|similar|like\s+(?:the|number|that)|show|find|but\s+\w+er|how|what)\b", text, re.I
    ):
        return None
    compound = _feelings().polarity_scores(re.sub(r"\b(?:please|thanks|thank you|ok(?:ay)?)\b", " ", text, flags=re.I))[
        "compound"
    ]
    return "like" if compound >= _SURE else "dislike" if compound <= -_SURE else None


_IS = re.compile(
    r"\b(?:is|was|are|were|looks?|looked|feels?|felt|made|makes|had|has|got|seems?|put|gave|left|"
    r"sounds?|wow|ugh|omg)\b|'s\b",
    re.I,
)
_SURE = 0.4
"""From -1 to 1; from 0.05 on a text counts as positive there, but a verdict changes what is shown later."""


@cache
def _feelings() -> Any:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer  # type: ignore[import-untyped]  # no types

    return SentimentIntensityAnalyzer()


def _read_several(clause: str, refs: Sequence[Reference], verdict: Verdict) -> list[Rate]:
    """One verdict for each reference: "loved 1, hated 3" has the nearest words decide."""
    cuts = [0]
    for one, other in pairwise(refs):
        gap = clause[one.end : other.end]
        joint = re.search(r",|\b(?:but|and|though|while)\b", gap)
        cuts.append(one.end + joint.end() if joint else one.end)
    rates: list[Rate] = []
    for ref, start, end in zip(refs, cuts, [*cuts[1:], len(clause)], strict=True):
        own = find_verdict(clause[start:end]) or find_feeling(clause[start:end])
        rates.append(Rate(ref.handles, own or (rates[-1].verdict if rates else verdict)))
    return rates


def _find_implied(clause: str, shown: Sequence[Shown], previous: str) -> Reference | None:
    """A bare "loved it"-like clause without a word for the pick, such as "thumbs up" or "seen already"."""
    bare = re.fullmatch(
        r"(?:oh|well|ok|and|so|,|\s)*(?:(?:a\s+)?(?:big\s+)?thumbs?\s+(?:up|down)|"
        r"(?:already\s+)?(?:seen|watched)(?:\s+(?:already|before))?|already\s+(?:seen|watched)|"
        r"(?:i\s+)?(?:loved|hated|disliked|enjoyed)|(?:really\s+|very\s+)?(?:boring|meh)|👍|"
        r"👎)[\s.!]*",
        clause.strip(),
        re.I,
    )
    if bare is None or (
        len(shown) > 1 and not find_references(previous, shown) and not re.search(r"thumb|👍|👎", clause, re.I)
    ):
        return None
    return find_anaphor("it", shown, previous)
