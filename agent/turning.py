"""Answers to what the last reply asked or offered."""

from __future__ import annotations

import re
from functools import partial

from reeltalk.agent.context import TurnContext
from reeltalk.agent.intents import Accept, Chat, Intent, Recommend, Search
from reeltalk.agent.numbers import ORDINAL, read_number, read_ordinal

_compile = partial(re.compile, flags=re.IGNORECASE | re.VERBOSE)

_YES = _compile(
    r"^[\W_]*(?:(?:oh|ok|okay|well|um|hmm)[\s,]+)*(?:y|ye|yes+|yeah+|yep|yup|ya|aye|"
    r"sure(?:\s+thing)?|of\s+course|ok(?:ay|ey)?|k|alright|all\s+right|fine|go\s+(?:ahead|"
    r"for\s+it|on(?:\s+then)?)|please(?:\s+do)?|do\s+(?:it|that|so)|yes\s+please|why\s+not|"
    r"sounds?\s+(?:good|great|fine|perfect)|that(?:'s|\s+is)?\s*(?:works?|fine|ok|okay|good|great|"
    r"will\s+do)|that\s+works|works\s+for\s+me|perfect|great|absolutely|definitely|certainly|"
    r"by\s+all\s+means|let's\s+(?:do\s+(?:it|that)|go)|i\s+guess(?:\s+so)?|if\s+you\s+must|deal|"
    r"agreed|👍|👌|✅)(?![\w'])[\s,.!]*(?:(?:then|please|thanks|thank\s+you|ok|okay|do|it|that|"
    r"that's|fine|go|ahead|for|on|show|me|them|those|mate|cheers|i\s+don't\s+mind|works|good|"
    r"great|you\s+can|would\s+be)[\s,.!]*)*$"
)
_NO = _compile(
    r"^[\W_]*(?:(?:oh|ok|okay|well|um|hmm)[\s,]+)*(?:n|no+|nope|nah|no\s+thanks?|no\s+thank\s+you|"
    r"not\s+(?:really|now|today)|don't(?:\s+bother)?|rather\s+not|i'd\s+rather\s+not|leave\s+it|"
    r"never\s+mind|forget\s+it|keep\s+it(?:\s+as\s+(?:it\s+)?is)?|👎)[\s,.!]*(?:(?:thanks|"
    r"thank\s+you|then|it's|fine|ok|okay|i'm|good|leave|it|mate|cheers|don't|bother)[\s,.!]*)*$"
)


def take_offer(text: str, context: TurnContext) -> list[Intent] | None:
    """What a plain yes or no to an offered relaxation leads to."""
    if context.offer is None:
        return None
    if _YES.match(text):
        return [Accept(context.offer.tool, dict(context.offer.args))]
    return [Chat("accept")] if _NO.match(text) else None


def answer_question(text: str, context: TurnContext) -> list[Intent] | None:
    """What the choice of an option leads to: by its words or number, or by its words alone where picks stand beside."""
    if context.choices:
        return _choose(text, context)
    if not context.question or not context.options:
        return None
    option = _chosen(text, context.options)
    if option is None:
        return None
    if re.search(r"\bsurprise\b|\bpick\s+(?:for|something)\b|\banything\b", option, re.I):
        return [Recommend()]
    if context.wish.args.get("query"):
        return [Search(option, "refine", {})]
    return [Search(option, "new", {})]


_PREFERENCE = _compile(
    r"^\W*(?:(?:i|it|really|honestly|oh|um|well)\W+)*(?:do(?:es)?n't\s+(?:mind|matter|care)|(?:have\s+)?no\s+preference|"
    r"whichever|either(?:\s+(?:one|is\s+fine))?|any(?:\s+of\s+(?:them|those|these))?|all\s+of\s+(?:them|those|these)|"
    r"not\s+(?:fussed|bothered|important))\W*$"
)
_AROUND = re.compile(
    r"^\W*(?:(?:ok|okay|um|hmm|well|oh|yes|yeah|maybe|rather|more|the|a|some|something|in|with|about|of|i'd\s+say|"
    r"let's\s+go\s+with|i'll\s+take|i'd\s+(?:prefer|like|rather\s+have)|i\s+(?:want|prefer|like|choose|pick))\b\W*)+|"
    r"(?:\W*\b(?:please|ones?|then|thanks))*\W*$",
    re.I,
)


def _choose(text: str, context: TurnContext) -> list[Intent] | None:
    """What an answer to a question beside picks leads to: exactly what its option searched for."""
    if _PREFERENCE.match(text):
        return [Accept(context.wish.tool or "search_clips", dict(context.wish.args))]
    said = _plain(text)
    for choice in context.choices:
        if said and said == _plain(choice.label):
            return [Accept(choice.tool, dict(choice.args))]
    return None


def _plain(text: str) -> str:
    return _AROUND.sub("", text).casefold().strip(" .!,")


def _chosen(text: str, options: list[str]) -> str | None:
    said = re.sub(
        r"^\W*(?:(?:ok|okay|um|hmm|well|the|i'd\s+say|let's\s+go\s+with|i'll\s+take|i\s+(?:want|"
        r"prefer|like|choose|pick)|maybe|option|number|#|yes|yeah)[\s,]+)*|[\s.!,]*(?:please|one|"
        r"then|thanks)*[\s.!]*$",
        "",
        text,
        flags=re.I,
    ).lower()
    for option in options:
        if (
            said == option.lower()
            or (len(said) > 2 and said in option.lower().split())
            or option.lower() == text.strip(" .!").lower()
        ):
            return option
    place = read_ordinal(said) if re.fullmatch(ORDINAL, said, re.I) else read_number(said) if said else None
    if place is None and said in ("last", "latter"):
        place = len(options)
    return options[int(place) - 1] if place and 1 <= place <= len(options) else None
