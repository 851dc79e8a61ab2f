"""What an agent's clarifying question is about, told from its words and options alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reeltalk.eval.items import Shelf, words_of
from reeltalk.eval.predicates import Kind
from reeltalk.eval.wordings import LANGUAGES

_CUES: dict[tuple[Kind, ...], str] = {
    ("max_seconds", "min_seconds"): r"\b(long|short(er)?|length|minutes?|seconds?|duration|how much time)\b",
    ("language",): r"\b(languages?|speak|spoken|subtitles?)\b",
    ("category",): r"\b(category|categories|genres?|section)\b",
    ("category", "about"): (
        r"\b(kind|sort|type|topic|subject|about what|what about|theme|mood|what .* (watch|see)|in mind)\b"
    ),
    ("year", "since", "before"): r"\b(years?|new(er|est)?|recent|old(er)?|when|dates?|since|before \d{4})\b",
    ("creator",): r"\b(creators?|channels?|who made|made by|by whom)\b",
    ("age",): r"\b(ages?|kids?|child(ren)?|suitable|audience|famil(y|ies))\b",
    ("without",): r"\b(avoid|exclude|without|leave out|not (want|like))\b",
    ("popular", "hidden_gem"): r"\b(popular|well.known|gems?|views)\b",
}  # fmt: skip
_OFFER = re.compile(
    r"\b(shall i|should i|would you (like|want|mind)|do you want me|instead\?|drop|relax|loosen|leave out|without that|"
    r"widen|is (that|it) (ok|okay|fine|all right)|how about)\b"
)


def find_asked(question: str, options: Sequence[str], shelf: Shelf) -> frozenset[Kind]:
    """The kinds of condition that a question, or one of its options, is about."""
    text = " ".join([question, *options]).casefold()
    if not question or is_offer(question):
        return frozenset()
    kinds = {kind for group, cue in _CUES.items() if re.search(cue, text) for kind in group}
    if any(name.casefold() in text for name in LANGUAGES.values()):
        kinds.add("language")
    said = {" ".join(words_of(option)) for option in options}
    if said & {word for label in shelf.labels.values() for word in (label.name, *map(str.casefold, label.words))}:
        kinds.add("about")
    return frozenset(kinds)


def is_offer(question: str) -> bool:
    """Whether a question offers something else than what was asked for."""
    return bool(_OFFER.search(question.casefold()))
