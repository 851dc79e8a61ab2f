"""The question that would narrow a wish best, and whether to put it: a small decision under uncertainty, in numbers.

Which of the candidates the viewer has in mind is not known; relevance says how likely each is. The picks shown hold it
with some chance. A question whose answers part the candidates lets the next reply show the best of the viewer's part:
it is put where that brings more than the picks already do, by more than it costs to read a question.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from reeltalk.retrieval.clip import Candidate
from reeltalk.retrieval.constraints import DEFAULT_LIMIT
from reeltalk.tools.attributes import Attribute, list_attributes
from reeltalk.tools.relevance import content_words
from reeltalk.tools.terms import Usual

Floats = NDArray[np.float64]

TEMPERATURES = (3.6, 2.0, 1.3)
"""The softmax's temperature in deviations of the fused score, for requests of one, two, and three or more words that
carry meaning: the fewer the words, the less a score tells which clip is meant. Near the most likely values on requests
made of words of a drawn clip: 2.6 to 4.3, 1.6 to 2.6 and 1.0 to 1.8 in three catalogs of 108, 200 and 19,735 clips
(`scripts/fit_narrowing.py`)."""
COST = 0.1
"""What a question costs, as a share of what the picks are worth, for each thing that the viewer said: who said much
means it, and wants clips."""
LOOKED_AT = 100
"""The best candidates, whose attributes are looked at: what an answer brings into sight is among them."""
ENOUGH = 3
"""Times as many candidates as are shown from which there is something to ask about."""


_UNSAID = ("query", "limit", "unseen_only", "sort")
"""Arguments that say nothing of which clip is meant."""


class Option(BaseModel):
    """One answer to a question."""

    model_config = ConfigDict(frozen=True)

    label: str
    """In the viewer's words."""
    count: int
    """How many of the best candidates it leaves."""
    args: dict[str, Any]
    """The whole arguments of the search that it leads to."""


class Narrowing(BaseModel):
    """The best question about a wish, and what it is worth."""

    model_config = ConfigDict(frozen=True)

    by: str
    """The attribute asked for."""
    question: str
    options: list[Option] = Field(default_factory=list)
    shown: float
    """Chance that the clip the viewer has in mind is among the picks."""
    answered: float
    """Where it is not: the chance that it is among the picks after an answer."""
    pays: bool
    """Whether to ask: an answer brings more than the picks do, by more than the question costs."""


@dataclass(frozen=True)
class Searched:
    """A finished search, as far as a question is about it."""

    args: dict[str, Any]
    """The search's arguments."""
    candidates: Sequence[Candidate]
    """What it found, best first."""
    picks: Collection[str]
    """The ids of those shown."""
    asked: Collection[str] = ()
    """The attributes that the viewer was asked for before."""

    @property
    def query(self) -> str:
        """The words searched for."""
        return str(self.args.get("query") or "")

    @property
    def words(self) -> int:
        """How many words that carry meaning were searched for."""
        return len(content_words(self.query))

    @property
    def said(self) -> int:
        """How many things the viewer said: words and constraints."""
        return self.words + sum(name not in _UNSAID for name in self.args)


def narrow_down(searched: Searched, usual: Usual) -> Narrowing | None:
    """The best question about what was found; None where there are too few to ask about, or nothing parts them.

    `usual` gives the words usual in the catalog, read only where they are needed.
    """
    shown = max(len(searched.picks), DEFAULT_LIMIT)
    if len(searched.candidates) < ENOUGH * shown:
        return None
    chances = weigh(np.array([one.score for one in searched.candidates]), searched.words)
    seen = np.array([one.clip.id in searched.picks for one in searched.candidates])
    now, rest = float(chances[seen].sum()), np.where(seen, 0.0, chances)
    near = replace(searched, candidates=searched.candidates[:LOOKED_AT])
    rated = [(one.care * _gain(one, rest, shown), one) for one in list_attributes(near, rest, shown, usual)]
    if not rated:
        return None
    gain, best = max(rated, key=lambda pair: pair[0])
    answered = gain / float(rest.sum())
    return Narrowing(
        by=best.name,
        question=best.phrase(),
        options=[
            Option(label=part.label, count=part.count, args={**searched.args, **part.args}) for part in best.parts
        ],
        shown=round(now, 3),
        answered=round(answered, 3),
        pays=answered > now * (1 + COST * searched.said),
    )


def weigh(scores: Floats, words: int) -> Floats:
    """The chance of each candidate to be the one meant: a softmax of the scores.

    >>> [round(float(chance), 2) for chance in weigh(np.array([3.0, 0.0, 0.0]), 1)]
    [0.53, 0.23, 0.23]
    """
    temperature = TEMPERATURES[min(max(words, 1), len(TEMPERATURES)) - 1]
    chances = np.exp((scores - scores.max()) / temperature)
    return np.asarray(chances / chances.sum(), dtype=np.float64)


def _gain(attribute: Attribute, rest: Floats, shown: int) -> float:
    """The chance of the clips that the answers would bring into sight: of each part its first, less those seen."""
    brought = np.zeros(len(rest), dtype=bool)
    for part in attribute.parts:
        brought[list(part.members[:shown])] = True
    return float(rest[brought].sum())
