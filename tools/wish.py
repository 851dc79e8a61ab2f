"""A call that returns clips, and the candidates it brings under the limits in force."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from reeltalk.retrieval.catalog import Retrieval
from reeltalk.retrieval.clip import Candidate
from reeltalk.retrieval.constraints import Constraints
from reeltalk.tools.outcome import ToolContext
from reeltalk.tools.relevance import judge
from reeltalk.tools.scope import Limits, Scope
from reeltalk.tools.viewer import Viewer

DEPTH = 200
"""Clips that retrieval brings."""
PERSONAL = 3.0
"""Most that the reranker adds to a score, in deviations of the fused score: taste reorders what is above the floor on
relevance, no more. Held-out clips asked for in vague and in exact words rise with it up to 4 to 6
(scripts/fit_personal.py); half of that, so that what a viewer said, which weighs 1 to 2, still tells."""


@dataclass(frozen=True)
class Wish:
    """A call that returns clips, as the pipeline takes it."""

    args: dict[str, Any]
    """The call's arguments, as `Call.args` holds them."""
    constraints: Constraints
    retrieve: Callable[[Scope, Viewer], Retrieval]
    """What brings candidates from a scope, for a viewer."""
    query: str = ""
    """What clips must be about; empty: nothing in particular, so no floor on relevance."""
    words: str = ""
    """What the call asks for by name, which may set a preference aside."""
    hides_seen: bool = False
    """Whether seen and disliked clips stay out unless `unseen_only` says otherwise."""
    seed: str | None = None
    """The clip that all must be like."""
    tasting: float = 1.0
    """How much preferences weigh: less where they chose the clips already."""
    diversifies: bool = True
    """Whether clips much alike may be set apart and left out."""


@dataclass(frozen=True)
class Blend(Retrieval):
    """What several interests of a viewer brought together."""

    akin_to: dict[str, str] = field(default_factory=dict)
    """Candidate -> the clip of the viewer's history that it was chosen for its likeness to."""
    notice: str = ""
    """What the viewer must know of how the clips were chosen."""


@dataclass(frozen=True)
class Pool:
    """What a wish finds under limits, before it is ordered for the viewer."""

    candidates: list[Candidate]
    retrieval: Retrieval
    clear: bool
    """Whether some candidate clearly is about the query."""
    scope: Scope

    @property
    def best(self) -> float:
        """The best fused score, in deviations above the catalog's background: comparable between limits."""
        return max((candidate.score for candidate in self.candidates), default=0.0)


@dataclass(frozen=True)
class Stage:
    """What stays the same while a call is answered and its relaxations are tried."""

    context: ToolContext
    viewer: Viewer
    limits: Limits
    least: float = 0.0
    """Best fused score that a relaxation must bring: one that brings what is as far off the query helps nobody."""


def gather(
    stage: Stage,
    wish: Wish,
    constraints: Constraints | None = None,
    limits: Limits | None = None,
    *,
    strictly: bool = False,
) -> Pool:
    """The candidates that fulfil everything and are about the query; `constraints` and `limits` may stand in.

    `strictly` keeps only those about as near to the query as the best.
    """
    scope = (limits or stage.limits).apply(constraints or wish.constraints)
    retrieval = wish.retrieve(scope, stage.viewer)
    if not wish.query:
        return Pool(retrieval.candidates, retrieval, True, scope)
    strictly = strictly or scope.constraints.sort not in (None, "relevance")
    near, clear = judge(wish.query, retrieval.candidates, stage.context.catalog.count(), strictly=strictly)
    return Pool(near, retrieval, clear, scope)
