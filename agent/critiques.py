"""Whether words change the wish in force or begin a new one, and what "too advanced" asks for instead."""

from __future__ import annotations

import re
from typing import Literal

from reeltalk.agent.exclusions import is_alike
from reeltalk.agent.opposites import OPPOSITES
from reeltalk.agent.spans import Reading, compile_pattern, take
from reeltalk.agent.topics import content_words
from reeltalk.agent.words import read_words

Mode = Literal["new", "refine", "replace"]


_TOO = compile_pattern(
    r"(?:\b(?:these|those|they|it|that|this|all|this\s+(?:one|is)|that's|it's|they're|these\s+are|"
    r"those\s+are|are|is|was|were|a|bit|little|way|far|much|still|just|looks?|seems?|feels?|"
    r"sounds?|kind\s+of|sort\s+of|all\s+(?:of\s+)?(?:these|those|them)|everything|"
    r"stuff)\s+)*\b(?:too|(?:a\s+bit|a\s+little|a\s+tad)\s+(?:too\s+)?|overly|not\s+(?:so|as|that|"
    r"quite\s+so|too|very)|less)\s+(?P<what>[a-z][a-z-]+)(?:\s+(?:for\s+(?:me|us|my\s+\w+|him|her|"
    r"them|a\s+\w+|kids|this|now|tonight)|please|ones?|videos|clips|stuff|though|tbh|honestly|"
    r"than\s+(?:that|these|this)))*(?=\s*(?:[¦,.;!?]|$|and\b|but\b))"
)
_FRESH = compile_pattern(
    r"\b(?:(?:completely|totally|entirely|something)\s+(?:different|else)|different\s+(?:topic|"
    r"subject|thing)|new\s+(?:topic|search|subject|request|question)|change\s+(?:of\s+)?(?:topic|"
    r"subject|the\s+subject)|start(?:ing)?\s+(?:over|again|fresh|from\s+scratch)|never\s+mind|"
    r"forget\s+(?:it|that|about\s+(?:it|that|all\s+that|those|them)|all\s+that|everything|those|"
    r"them|the\s+rest)|scrap\s+(?:it|that|all\s+that|those)|scratch\s+that|on\s+to\s+something|"
    r"moving\s+on|clear\s+(?:that|everything|all|the\s+(?:filters|search))|reset|"
    r"enough\s+of\s+(?:that|those|this|these)|that's\s+enough\s+of|next\s+(?:topic|thing|up)|"
    r"unrelated(?:ly)?|anyway|by\s+the\s+way|btw|leave\s+that|bored\s+of\s+(?:that|this|these|"
    r"those))\b"
)
_REPLACE = compile_pattern(
    r"^[\W_¦]*(?:(?:ok|okay|and|so|hmm+|cool|great|nice|well|actually|no|nah|oh|but|right|then|"
    r"yeah|alright|thanks|sorry|lovely|perfect|good)[\s,.!]+)*(?:(?:what|how)\s+about|now\b|"
    r"(?:the\s+)?same\s+(?:thing\s+|again\s+|search\s+)*but\s|(?:the\s+)?same\s+(?:thing\s+|"
    r"again\s+|search\s+|but\s+)*(?:for|with|but\s+for|but\s+with|"
    r"about|on)|(?:switch|change)\s+(?:it|that|this|them)?\s*to|make\s+(?:it|that|"
    r"them)\s+(?:about\s+)?(?!a\b)|try|do\s+(?:it\s+)?(?:for|with)|(?:i|we)\s+(?:meant|mean|said|"
    r"meant\s+to\s+say)|i\s+was\s+thinking(?:\s+of)?|rather|swap\s+(?:it\s+)?(?:for|to)|"
    r"let's\s+(?:do|try|go\s+(?:for|with))|go\s+for|and\s+(?:also\s+)?for\b)"
)
_CORRECTS = compile_pattern(
    r"^[\W_¦]*(?:(?:no|oh|ah|oops|sorry|actually|hmm+|hang\s+on|hold\s+on)[\s,]+)+(?:wait|sorry|actually|scratch\s+that|"
    r"hang\s+on|hold\s+on|i\s+mean|rather)\b"
)
_ADDS = compile_pattern(
    r"^[\W_¦]*(?:(?:ok|okay|and|so|hmm+|well|actually|oh|but|right|then|yeah|"
    r"maybe)[\s,]+)*(?:(?:(?:what|how)\s+about|now)\s+"
    r"(?:some\s+|ones?\s+|videos\s+|clips\s+|just\s+|only\s+)*(?:in|with|for|without|on|at|by|"
    r"from|that|where|using|more|less)\b|"
    r"make\s+(?:them|those|these)\s+(?!about\b))"
)
_INSTEAD = compile_pattern(r"\b(?:instead|rather\s+than|i\s+meant|i\s+said|i\s+mean|meant\s+to\s+(?:say|type))\b")
_REFINE = compile_pattern(
    r"""^[\W_¦]*(?:(?:ok|okay|so|hmm+|cool|great|nice|well|oh|yeah|please|actually|maybe|no|yes|right|
    perfect|lovely|thanks|good|not\s+bad|better|closer|almost|fine)[\s,.!]+)*(?:
      (?:but|and|only|just|with|without|for|in|from|on|at|where|that|which|who|more|less|preferably|
      ideally|also|plus|or|using|featuring|including|involving|has\s+to|have\s+to|must|should|
      needs?\s+to|made\s+(?:with|for|by|in|of)|suitable|aimed\s+at|add|include|narrow|limit|restrict|
      filter|keep|stick|focus(?:ing)?|specifically|especially|particularly|mostly|mainly|as\s+long|
      aimed|set\s+in|filmed|shot|during|by|near|around|under|over)\b
     |(?:can|could)\s+(?:you|we|it|they)\s+(?:make|be|keep|also|add|narrow|limit|filter|include)\b|
     make\s+(?:it|them|that|sure|those)\b|(?:i\s+)?(?:want|need|prefer|would\s+prefer|'d\s+prefer|
     meant)\s+(?:it|them|ones?|something\s+(?:more|less|with|that|a\s+bit)|the\s+\w+\s+ones?|more|
     less)\b|i'd\s+(?:prefer|rather)\b
     |(?:the\s+|some\s+|any\s+)?(?:[\w'-]+\s+){1,2}(?:ones?|version|kind|type|sort|variety|edition|
     style)\s*(?:please|only|then|instead|pls|if\s+possible)?[\W_]*$|ones?\s+(?:with|that|where|for|in|
     from|about|without|by|on)\b|something\s+(?:more|less|a\s+bit|a\s+little|with|for|that|without|
     [a-z]+er\b)|anything\s+(?:more|less|a\s+bit|with|for|[a-z]+er\b)|got\s+any\s+(?:with|for|that|in|
     [a-z]+er\b)|any\s+(?:with|for|that|in|without|[a-z]+er\s+ones)\b|a\s+(?:bit|little|lot)\b|
     nothing\b|not\b|no\b|same\s+but\b|even\b|much\b|too\b|slightly\b|way\b)"""
)
_COMPARATIVE = re.compile(
    r"^(?:some\s+|any\s+|something\s+|a\s+bit\s+|much\s+|even\s+)*(?:more\s+\w+|less\s+\w+|"
    r"(?!(?:other|under|over|after|another|number|water|paper|soccer|summer|winter|weather|computer|"
    r"river|letter|order|dinner|butter|border|master|monster|ginger|pepper|spider|tiger|rubber|beer|"
    r"deer|flower|tower|finger|career|laser|roller|skater|baker|minecrafter|easter|sister|brother|"
    r"mother|father|poker|player|singer|dancer|teacher|rapper|boxer|printer|digger|tractor|burger|"
    r"chester|manchester|leicester|super|hyper|cyber|inter|rather|ever|never|whether|later|paper|"
    r"oyster|lobster|hamster|panther|beaver|badger|otter|transformer|boiler|cooker|mixer|gamer|"
    r"streamer|youtuber|trailer|thriller|poster|cluster|filter|amber|copper|silver|timber|lumber|"
    r"cucumber|explorer|freezer|september|october|november|december|halloweener|leather|feather|"
    r"heather|together|fever|lever|clever|diver|driver|ladder|shoulder|calendar|thunder|wonder|powder|"
    r"builder|elder|founder|ranger|danger|stranger|manager|hunger|anger|passenger|messenger|beginner|"
    r"partner|corner|runner|winner|owner|designer|trainer|cleaner|container|gardener|farmer|consumer|"
    r"customer|character|quarter|theater|theatre|chapter|helicopter|counter|encounter|center|cancer|"
    r"officer|producer|dealer|ruler|killer|miller|roller|seller|traveler|traveller|wrestler|chandler|"
    r"toddler)\b)[a-z]{3,}er)\b",
    re.I,
)
_QUALITIES = read_words("""
    funny calm calming relaxing indoor outdoor indoors outdoors vegan vegetarian live acoustic animated
    official homemade healthy easy simple
    beginner beginners advanced intermediate basic professional vintage retro classic modern old-school
    traditional authentic spicy sweet savoury cute scary sad happy
    wholesome uplifting inspiring motivational educational informative detailed in-depth step-by-step slow fast
    colourful colorful black white dark
    light cosy cozy quiet loud intense extreme gentle realistic slow-motion slowmo 4k hd uncut unedited raw
    serious silly dramatic romantic
    british american european asian african japanese italian french german spanish indian mexican chinese
    korean russian local urban rural wild
    male female kid-friendly kids family-friendly family child-friendly pet-friendly budget cheap affordable
    expensive luxury diy handmade small large big tiny giant mini
    solo group pro amateur winter summer autumn spring christmas halloween night daytime underwater aerial
    tropical domestic newborn baby young
    satisfying weird creepy epic emotional peaceful soothing energetic upbeat instrumental gluten-free
    dairy-free low-carb sugar-free eco-friendly sustainable
    narrated subtitled silent wordless captioned vertical widescreen cinematic handheld practical theoretical
    technical non-technical historical contemporary fictional real true
    men women girls boys adults seniors elderly teens teenagers toddlers students""")
_CORRECTION = compile_pattern(
    r"\b(?:i\s+(?:meant|said|mean)|meant\s+to\s+(?:say|type)|typo|correction|wrong\s+(?:one|word|thing))\b"
)
_NOT_THAT = re.compile(r"[\s,]*\b(?:and\s+)?not\s+(?:the\s+)?[\w'-]+(?:\s[\w'-]+)?\s*(?=[,.!]|$)", re.I)
_DROP_PART = compile_pattern(
    r"(?:\b(?:actually|ok|and|also|please|you\s+can)[\s,]+)*\b(?:drop|lose|forget|remove|scrap|"
    r"ditch|never\s+mind|ignore|skip|take\s+out|leave\s+out)\s+(?:about\s+)?(?:the\s+)"
    r"(?P<what>[\w' -]{2,40}?)\s*(?:bit|part|thing|requirement|word|filter|idea|stuff|"
    r"limit)?(?:\s+(?:then|now|please|after\s+all))*\s*(?=[¦,.;!?]|$)"
)


def read_too(reading: Reading) -> Reading:
    """Take out "too advanced" and give the opposite in `add` and the quality itself in `exclude`."""
    added: list[str] = []

    def read(match: re.Match[str]) -> dict[str, object] | None:
        what = match["what"].lower()
        if what not in OPPOSITES or not OPPOSITES[what]:
            return None
        added.append(OPPOSITES[what])
        return {}

    reading = take(reading, _TOO, read)
    return reading.having(add=" ".join(added)) if added else reading


def read_dropped_words(reading: Reading, query: str) -> tuple[Reading, str]:
    """Take out "drop the X bit" where X is in the query, and give the query without it."""
    words: list[str] = []

    def read(match: re.Match[str]) -> dict[str, object] | None:
        kept = [word for word in query.split() if not is_alike(word, match["what"])]
        if len(kept) == len(query.split()) or not kept:
            return None
        words[:] = kept
        return {}

    reading = take(reading, _DROP_PART, read)
    return reading, re.sub(r"\s*\b(?:for|with|in|and|of|about)$", "", " ".join(words)) if words else query


def correct_text(text: str) -> str:
    """The text without "not X" where it corrects itself: "I meant dogs, not cats"."""
    if not _CORRECTION.search(text):
        return text
    cut = _NOT_THAT.sub(" ", text)
    return cut if content_words(cut) else text


def choose_mode(text: str, topic: str, query: str) -> Mode:
    """Whether `topic`, said in `text`, refines the wish about `query`, replaces its topic, or begins a new wish.

    >>> choose_mode("for kids", "kids", "football"), choose_mode("what about dogs", "dogs", "cats")
    ('refine', 'replace')
    """
    words = content_words(topic)
    if not words:
        return "refine"
    if _FRESH.search(text):
        return "new"
    if _is_quality(topic, words) or _ADDS.match(text):
        return "refine"
    if _CORRECTS.match(text) or _REPLACE.match(text) or _INSTEAD.search(text):
        return "replace"
    if _COMPARATIVE.match(topic) or (_REFINE.match(text) and not _is_new_request(text)):
        return "refine"
    return "replace" if _repeats(words, query) else "new"


def _is_quality(topic: str, words: list[str]) -> bool:
    if re.fullmatch(
        r"(?:\w+[ -](?:free|friendly|only|style|based|themed|proof)|(?:low|high|semi|non|old|new|"
        r"real)[ -]\w+)",
        topic,
        re.I,
    ):
        return True
    if len(words) == 1 and re.search(r"(?:able|ible|ful|less|ous|ish|ive|proof|ical|like|esque|ed)$", words[0]):
        return True
    return len(words) <= 3 and (
        all(word in _QUALITIES for word in re.findall(r"[\w-]+", topic.lower()) if word in words or "-" in word)
        or bool(_COMPARATIVE.match(topic) and len(words) <= 2)
    )


def _is_new_request(text: str) -> bool:
    return bool(
        re.match(
            r"^[\W_]*(?:(?:and|but|ok|okay|so|now|then)[\s,]+)*(?:show|find|give|get|look\s+for|"
            r"search)\b(?!\s+(?:me\s+)?(?:only|just|ones?|some\s+with|more|less))",
            text,
            re.I,
        )
    ) or bool(
        re.match(
            r"^[\W_]*(?:how|in\s+(?:the\s+)?(?:\w+\s+){3,}|for\s+(?:my|the|"
            r"a)\s+\w+)\b.*\b(?:how\s+to|videos?|tutorial)\b",
            text,
            re.I,
        )
    )


def _repeats(words: list[str], query: str) -> bool:
    old = content_words(query)
    same = [word for word in old if any(is_alike(word, one) for one in words)]
    return bool(old) and len(same) == len(old)
