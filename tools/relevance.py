"""Whether what was found is about what was asked.

The floors were read off real queries on a real catalog (200 web clips described by a multimodal model): the best
cosine of a caption that has its clip there is never under 0.31, that of nonsense mostly under 0.30; between 0.30 and
0.40 both occur, and only a clip that has the words themselves settles it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from reeltalk.retrieval.clip import Candidate, Clip

NOTHING = 0.30
"""Best cosine under which nothing here is about the query."""
CLEAR = 0.40
"""Best cosine from which something here clearly is, where it also stands out as far as chance hardly would."""
SURE = 0.55
"""Best cosine from which it clearly is in any case, such as in a catalog where everything is about the query."""
CHANCE = 1.75
"""Times sqrt(2 ln n), the reach of the best of n random scores, that a clear match stands above the background."""
FAR = 0.22
"""A clip under this is not about the query, whatever the others are."""
STANDS_OUT = 1.0
"""Fused score, in deviations above the catalog's background, that a clip under `CLEAR` needs: one word alone is
somewhat like everything."""
PARTLY = 0.5
"""Share of the query's words from which a clip is shown, with a doubt, whatever its scores: a short description that
says "a calm river" is cosine 0.26 from "calm with water", and to say "nothing" would be wrong."""
TOO_FEW = 20
"""Under this many clips there is no background to stand out from."""
LOOKED_AT = 30
"""How many of the best candidates decide."""

_WORD = re.compile(r"[^\W\d_]{2,}|\d+")
_STOP_TEXT = """
the an and or of in on at to for with by from is are was be it its this that these those there here me my we you your
he she they them his her some any something anything someone video videos clip clips vid vids show find give get want
like about please watch see what how which who while as
"""
_STOP = frozenset(_STOP_TEXT.split())


def content_words(text: str) -> frozenset[str]:
    """The words of a text that carry meaning, plural endings off.

    >>> sorted(content_words("videos about the steam trains"))
    ['steam', 'train']
    """
    return frozenset(_stem(word) for word in _WORD.findall(text.casefold()) if word not in _STOP)


def share_words(clip: Clip, wanted: frozenset[str]) -> float:
    """The share of the wanted words that stand in the clip's texts, from 0 to 1."""
    texts = (clip.title, clip.description, *clip.descriptions.values(), clip.notes, clip.category or "")
    more = (*clip.tags, *(moment.text for moment in clip.moments))
    return len(wanted & content_words(" ".join((*texts, *more)))) / len(wanted) if wanted else 0.0


def judge(
    query: str, candidates: Sequence[Candidate], size: int, *, strictly: bool = False
) -> tuple[list[Candidate], bool]:
    """The candidates that are about the query at all, in their order, and whether any clearly is.

    A clip that has all the query's words is about it whatever its scores. `size` is the number of clips in the
    catalog. `strictly` is for an order other than by relevance, which would else bring up what is hardly about it.
    """
    wanted = content_words(query)
    top = sorted(candidates, key=lambda one: -one.score)[:LOOKED_AT]
    best = max((_cosine(candidate) for candidate in top), default=0.0)
    shares = {candidate.clip.id: share_words(candidate.clip, wanted) for candidate in top}
    named = {clip_id for clip_id, share in shares.items() if share == 1.0}
    partly = [one for one in candidates if shares.get(one.clip.id, 0.0) >= PARTLY and _cosine(one) >= FAR]
    floor = max(NOTHING, 0.65 * best) if strictly else max(FAR, 0.5 * best)
    stands_out = STANDS_OUT if size >= TOO_FEW else -math.inf
    near = [
        one
        for one in candidates
        if one.clip.id in named or (_cosine(one) >= floor and (_cosine(one) >= CLEAR or one.score >= stands_out))
    ]
    nearest = max((_cosine(candidate) for candidate in near), default=0.0)
    highest = max((candidate.score for candidate in near), default=0.0)
    bar = CHANCE * math.sqrt(2 * math.log(size)) if size >= TOO_FEW else -math.inf
    clear = bool(named) or nearest >= SURE or (nearest >= CLEAR and highest >= bar)
    return (near if nearest >= NOTHING or named else partly), clear


def hold_alone(query: str, candidates: Sequence[Candidate]) -> bool:
    """Whether these candidates would be shown if there were no others: one is near the query, or has all its words.

    Clips that pass beside nearer ones are about nothing asked for where a narrower wish leaves only them.
    """
    wanted = content_words(query)
    return any(
        one.relevance is None or one.relevance >= NOTHING or share_words(one.clip, wanted) == 1.0 for one in candidates
    )


def _cosine(candidate: Candidate) -> float:
    return candidate.relevance or 0.0


def _stem(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
