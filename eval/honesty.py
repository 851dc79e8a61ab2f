"""Whether a reply admits that nothing fits, told from its words, for any agent that speaks English."""

from __future__ import annotations

import re

from reeltalk.eval.answers import Answer

_ADMISSIONS = re.compile(
    r"\b(nothing|none) (here |of (them|these|those) |in the catalog )?"
    r"(fit|match|meet|is|are|was|were|that|found|came|here|like|really|quite|suits?|on|in|by|from|with|about|under)\w*"
    r"|\bno (clip|video|result|match|item|other clip)\w*"
    r"|\b(did not|didn.t|could not|couldn.t|cannot|can.t|can not) find"
    r"|\b(do not|don.t|does not|doesn.t) have (any|a |one|that|such)|\bthere (is|are|was|were) (no|none|nothing)\b"
    r"|\b(isn.t|aren.t) any\b|\bunable to find|\bnot (available|in the catalog)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“\"«„][^”\"»“]*[”\"»“]")


def admits(answer: Answer) -> bool:
    """Whether the text or a notice says that what was asked for is not there."""
    texts = (answer.text, answer.question or "", *answer.notices)
    return any(_ADMISSIONS.search(_QUOTED.sub(" ", text)) for text in texts)  # a clip's own words admit nothing


def abstains(answer: Answer) -> bool:
    """Whether a reply shows nothing and says so."""
    return not answer.picks and admits(answer)
