"""Questions about the picks, about why they were picked, and about what the catalog holds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reeltalk.agent.context import Shown
from reeltalk.agent.intents import Browse, Details, Explain
from reeltalk.agent.references import Reference, find_anaphor, find_references
from reeltalk.agent.spans import compile_pattern
from reeltalk.agent.topics import content_words, find_topic

_WHY = compile_pattern(
    r"""\bwhy\s+(?:exactly\s+|then\s+|though\s+)?(?:did|do|would|have|are|were|was|is)?\s*(?:you|it|is|was|did|me|these|those|this|that|the|
    number|\#|\d|them|on\s+earth)\b|\bwhy\s*\?|\bwhy\s+(?:that|this|these|those)\b|
    \bhow\s+come\b.{0,30}\b(?:you|that|this|these|one|it|\d|number|first|second|third|last)\b|
    \bwhat(?:'s|\s+is|\s+are)\s+.{2,25}\s+doing\s+(?:(?:in|on)\s+(?:this|the|my|that|here|there)|here|there)\b|
    \b(?:don't|can't|do\s+not|fail\s+to)\s+(?:really\s+|quite\s+)?(?:get|see|understand|follow)\s+(?:what|why|how)\b|\bwhat\s+made\s+you\s+(?:pick|choose|show|
    suggest|recommend|go)|\bwhat's\s+the\s+(?:reason|logic|thinking)\b|\b(?:reason(?:ing|s)?|rationale|
    logic)\s+(?:for|behind)\b|\bexplain\s+(?:your|the|that|this|why|number|pick|\#|these)\b|
    \bon\s+what\s+basis\b|\bwhat\s+makes\s+you\s+think\b|\bwhat's\s+(?:so\s+special\s+about|
    this\s+got\s+to\s+do)|\bhow\s+(?:is|was|does)\s+(?:that|this|it|the\s+\w+(?:\s+one)?|
    number\s+\w+)\s+(?:relevant|related|connected|relate|fit|match|about)|\bhow\s+did\s+(?:you|that|
    this|the\s+\w+)\s+(?:pick|choose|come\s+up|get\s+(?:in|there|on)|end\s+up|make)|
    \bwhat\s+has\s+(?:that|this|it|the\s+\w+)\b.{0,20}\bto\s+do\s+with\b|\bjustify\b"""
)
_ASKS = compile_pattern(
    r"""^\s*(?:(?:and|but|so|ok|okay|also|hmm+|hey|um|oh|well|cool|nice|wait|right|please|quick\s+question|
    just\s+checking)[\s,:]+)*(?:
      (?:is|are|does|do|did|has|have|was|were|can|could|will|would|should)\s+(?!you\b|u\b|i\b|we\b|
      there\s+(?:any|some|a)\b(?!.*\b(?:in|on)\s+(?:the|number|it|that|this))|there\s+more\b)
     |(?:what|what's|which|who|who's|whose|when|when's|where|where's|how)\b
     |(?:tell|give)\s+me\s+(?:a\s+bit\s+)?(?:more|about|the\s+(?:length|details))\b|more\s+(?:about|
     info|details|on)\b|details?\s+(?:of|on|about|for|please)\b|describe\b|compare\b|summari[sz]e\b|
     info\s+(?:on|about)\b|(?:can|could|would)\s+you\s+(?:please\s+)?(?:compare|describe|summari[sz]e|
     tell\s+me)\b|difference\b|is\s+there\b|are\s+there\b|do\s+(?:i|you)\b|(?:i\s+)?(?:want|wanna|need|
     would\s+like|'d\s+like)\s+to\s+know\b|(?:i'm\s+)?(?:wondering|curious)\b)"""
)
_COMPARE = compile_pattern(
    r"\b(?:compare|comparison|difference|differ|differs|different|versus|vs\.?|better|best|"
    r"shortest|longest|newest|oldest|longer|shorter|newer|older|funnier|easier|which|"
    r"more\s+(?:popular|views?|beginner)|most\s+(?:views?|popular|watched)|worth)\b"
)
_SINGLE_DETAIL = compile_pattern(
    r"\b(?:how\s+long|length|duration|who\s+(?:made|is|did|posted|uploaded|created|was|are)|"
    r"creator|channel|when\s+(?:was|is|did)|what\s+language|subtitles?|captions?|narrat\w+|about|"
    r"rating|age|suitable|safe|appropriate|ok\s+for|okay\s+for|for\s+kids|happens|views|date|"
    r"published|in\s+it|show|shows|explain|cover|covers|mention|feature|include|tools?|"
    r"ingredients?|need|spoken|speak|music|sound|talk|end|start|finish|details|info|good|any)\b"
)
_CATALOG = compile_pattern(
    r"""\b(?:what|which|how\s+many|list|show\s+me|tell\s+me|give\s+me|see|name|browse|overview\s+of|
    are\s+there|do\s+you\s+have|have\s+you\s+got|who\s+are|can\s+i\s+see)\b.{0,30}?\b(?:categories|
    genres|topics|themes|subjects|tags|hashtags|languages|creators|channels|youtubers|
    makers|uploaders|authors|sections|lengths|durations)\b
    |^\W*(?:what|which)(?:'s|\s+is|\s+are)?\s+(?:your\s+|the\s+)(?:most\s+(?:common|popular|used)|biggest|largest|top|main)\s+
    (?:category|genre|topic|tag|hashtag|language|creator|channel)s?\b"""
)
_BY = [
    ("language", re.compile(r"\blanguages?\b|\bspoken\b", re.I)),
    (
        "creator",
        re.compile(
            r"\b(?:creators?|channels?|youtubers?|makers?|uploaders?|authors?|who\s+(?:makes|made|posts|uploads))\b",
            re.I,
        ),
    ),
    ("tag", re.compile(r"\b(?:hash)?tags?\b", re.I)),
    ("duration", re.compile(r"\b(?:lengths?|durations?|how\s+long|how\s+short)\b", re.I)),
    (
        "category",
        re.compile(
            r"\b(?:categor(?:y|ies)|genres?|topics?|themes?|subjects?|sections?|kinds?|sorts?|"
            r"types?|stuff|things?|videos?|clips?|content|areas?)\b",
            re.I,
        ),
    ),
]
_HOLDS = compile_pattern(
    r"""^\s*(?:(?:so|ok|okay|hi|hello|hey|and|um|well|cool|right|just\s+curious|i\s+wonder)[\s,]+)*(?:
      (?:what|which)(?:\s+(?:else|all|exactly))?\s+(?:do|have|does|can|is|are|'s)?\s*(?:you|u|there|
      this|it|your|i|in)\b.{0,30}?\b(?:have|got|offer|offering|stock|carry|available|here|there|
      in\s+(?:your|the|this|here|there)|browse|cover|find|contain|library|catalogu?e|collection|
      watch\s+here)\b(?!\s+(?:on|about|for|with|of|that)\s+\w)
     |what's\s+(?:in|on|inside|available(?:\s+here)?|here|on\s+offer|
     in\s+stock)\b(?:.{0,12}\b(?:catalogu?e|library|collection|store|offer|there|here|menu|
     database))?\s*(?:[?.!]|$)
     |(?:show|give|tell)\s+me\s+(?:what\s+(?:you(?:'ve|\s+have)?|there)\b.{0,20}|(?:around|
     the\s+(?:whole\s+)?(?:catalogu?e|library|menu|collection)|an\s+overview).{0,20})$
     |(?:what|which)\s+(?:kinds?|sorts?|types?)\s+of\s+(?P<what>[\w' -]{0,40}?)\s*(?:do\s+you|
     can\s+you\s+(?:show|find|offer)|have\s+you|are\s+there|is\s+there|can\s+i|you\s+got|you\s+have|
     is\s+available|are\s+available|
     exist|does\s+this|in\s+(?:your|the|here))\b
     |how\s+many\s+(?P<many>[\w' -]{0,30}?)\s*(?:do\s+you\s+have|have\s+you\s+got|are\s+there|you\s+got|
     are\s+in)\b
     |how\s+are\s+(?:the|your|all\s+the)\s+(?:clips|videos)\s+(?:spread|distributed|split|divided|broken\s+down)\b
     |how\s+(?:big|large)\s+is\s+(?:your|the|this)\b|who\s+(?:makes|made|posts|uploads|
     creates)\s+(?:the|your|these|those|all)\s+(?:videos|clips|stuff|content)|
     browse\b(?!\s+\w+\s+\w+\s+\w)|
     (?:the\s+)?(?:catalogu?e|menu)\s*(?:please|\?)?\s*$|how\s+(?:long|short)\s+are\s+(?:your|
     the)\s+(?:videos?|clips?)\b|what\s+can\s+i\s+(?:watch|find|see)\s+(?:here|in\s+here|on\s+here|
     on\s+this)|do\s+you\s+(?:only\s+)?have\s+(?:different|other)\s+(?:languages|categories))"""
)


def read_why(clause: str, shown: Sequence[Shown], previous: str) -> Explain | None:
    """The picks whose reason a clause asks for, or None: "why do cats purr" is a topic."""
    if not shown or not _WHY.search(clause):
        return None
    refs = find_references(clause, shown)
    aimed = refs[0] if refs else find_anaphor(clause, shown, previous)
    you = re.search(r"\b(?:you|your|recommend|suggest|pick|chose|choose|chosen|shown)\b", clause, re.I)
    if aimed is None and (you is not None or re.fullmatch(r"\W*(?:but\s+|and\s+|ok\s+)?why\W*", clause, re.I)):
        aimed = _last_meant(shown, previous)
    if aimed is None or (not refs and you is None and len(content_words(clause)) > 2):
        return None
    return Explain(tuple(dict.fromkeys(handle for ref in (refs or [aimed]) for handle in ref.handles)))


def read_details(clause: str, shown: Sequence[Shown], previous: str) -> Details | None:
    """A question about picks that have been shown, or their comparison, or None."""
    if not shown or not (_ASKS.match(clause) or (clause.rstrip().endswith("?") and _SINGLE_DETAIL.search(clause))):
        return None
    if re.search(
        r"\b(?:similar|more\s+like|else\s+like)\b|\b(?:find|show|get)\s+me\b|\b(?:got|"
        r"have)\s+(?:any|anything|something)\b",
        clause,
        re.I,
    ):
        return None
    refs = find_references(clause, shown)
    if refs:
        return Details(tuple(dict.fromkeys(handle for ref in refs for handle in ref.handles)), _tidy(clause))
    which = re.search(
        r"\bwhich\s+(?:one|of\s+(?:these|those|them)|(?:video|clip)\b|(?:is|was|has)\s+(?:the\s+)?\w+)", clause, re.I
    )
    if which is not None and not re.search(r"\bdo\s+you\s+have\b|\bin\s+your\b", clause, re.I):
        return Details(tuple(clip.handle for clip in shown), _tidy(clause))
    meant = find_anaphor(clause, shown, previous)
    if meant is None or not (_SINGLE_DETAIL.search(clause) or _COMPARE.search(clause)):
        return None
    return Details(meant.handles, _tidy(clause)) if len(content_words(clause)) < 9 else None


def read_catalog_again(clause: str) -> Browse | None:
    """After a look into the catalog: "and the tags"."""
    if len(content_words(clause)) > 1:
        return None
    by = next((name for name, pattern in _BY[:-1] if pattern.search(clause)), None)
    if by is None and re.search(r"\b(?:categories|genres|topics)\b", clause, re.I):
        by = "category"
    return None if by is None else Browse(by)


def read_catalog(clause: str) -> Browse | None:
    """A question about what the catalog holds, or None: "anything about bees?" is a search."""
    holds, named = _HOLDS.search(clause), _CATALOG.search(clause)
    if holds is None and named is None:
        return None
    if holds is None and re.search(
        r"\b(?:sign|body|love|programming|learn(?:ing)?|english|foreign)\s+languages?\b|"
        r"\b(?:youtube|tv)\s+channels?\s+about\b",
        clause,
        re.I,
    ):
        return None
    if holds is None and len(content_words(clause)) > 6:
        return None
    by = next((name for name, pattern in _BY if pattern.search(clause)), "category")
    about = next((group for group in (holds.groups() if holds else ()) if group), "")
    if not about and holds is None:
        within = re.search(
            r"\b(?:for|about|within|under|on|in)\s+(?!your\b|the\b|this\b|here\b|there\b|stock\b|"
            r"total\b|general\b)(?P<about>[\w' -]{3,40}?)\s*\??$",
            clause,
            re.I,
        )
        about = within["about"] if within else ""
    topic = find_topic(about)
    words = [
        word
        for word in content_words(topic)
        if not re.fullmatch(
            r"(?:hash)?tags?|categor(?:y|ies)|genres?|topics?|languages?|creators?|channels?|"
            r"total|here|different|content|kinds?|subjects?|themes?",
            word,
        )
    ]
    return Browse(by, topic if words else "")


def _last_meant(shown: Sequence[Shown], previous: str) -> Reference | None:
    return find_anaphor("it", shown, previous)


def _tidy(clause: str) -> str:
    return re.sub(r"^\s*(?:and|but|so|ok|okay|also)[\s,]+", "", clause, flags=re.I).strip()
