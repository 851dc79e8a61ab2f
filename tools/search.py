"""Finding clips: by what is in them, by likeness to one, and ordering given ones for the viewer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reeltalk.errors import ToolInputError
from reeltalk.retrieval.catalog import Retrieval
from reeltalk.retrieval.clip import Candidate, Clip
from reeltalk.retrieval.constraints import Constraints
from reeltalk.tools.arguments import RerankClips, SearchClips, SimilarClips, dump_arguments
from reeltalk.tools.outcome import Outcome, ToolContext
from reeltalk.tools.pipeline import find
from reeltalk.tools.scope import Scope
from reeltalk.tools.viewer import Viewer
from reeltalk.tools.wish import DEPTH, Wish


def search_clips(arguments: SearchClips, context: ToolContext) -> Outcome:
    """Clips about a query."""
    constraints = arguments.constraints()
    query = arguments.query

    def retrieve(scope: Scope, viewer: Viewer) -> Retrieval:
        return context.catalog.retrieve(query, scope.constraints, depth=DEPTH, **scope.arguments())

    return find(
        context,
        Wish(
            args=dump_arguments(arguments),
            constraints=constraints,
            retrieve=retrieve,
            query=query,
            words=" ".join([query, name_values(constraints)]),
        ),
    )


def similar_clips(arguments: SimilarClips, context: ToolContext) -> Outcome:
    """Clips like one, changed as said; never the clip itself."""
    constraints = arguments.constraints()
    seed = take_clips(context, [arguments.clip])[0]
    change = strip_measures(arguments.change or "")

    def retrieve(scope: Scope, viewer: Viewer) -> Retrieval:
        return context.catalog.similar(
            seed.id, scope.constraints, change=change or None, depth=DEPTH, **scope.arguments()
        )

    return find(
        context,
        Wish(
            args=dump_arguments(arguments),
            constraints=constraints,
            retrieve=retrieve,
            words=" ".join([arguments.change or "", name_values(constraints)]),
            hides_seen=True,
            seed=seed.id,
        ),
    )


_MEASURES = re.compile(
    r"\b(?:(?:much|a\s+bit|a\s+little|slightly|way|even|and|but|also)\s+)*"
    r"(?:shorter|longer|short|long|brief|briefer|quick|quicker|newer|older|new|old|recent|latest|"
    r"(?:more|less)\s+(?:recent|popular|watched|known|viewed))\b",
    re.IGNORECASE,
)


def strip_measures(change: str) -> str:
    """What of a change is about the content: how long, old or popular a clip is, no description tells.

    Searched for, "shorter" would bring clips that speak of shortness. The constraints say it.

    >>> strip_measures("shorter"), strip_measures("calmer and a bit shorter")
    ('', 'calmer')
    """
    return " ".join(_MEASURES.sub(" ", change).split()).strip(" ,;")


@dataclass(frozen=True)
class _Given:
    """Given clips as a retrieval: those that the scope lets through, all of one score."""

    clips: Sequence[Clip]
    context: ToolContext

    def __call__(self, scope: Scope, viewer: Viewer) -> Retrieval:
        ids = frozenset(clip.id for clip in self.clips)
        allowed = ids if scope.allowed is None else ids & scope.allowed
        limits = {**scope.arguments(), "allowed": allowed}
        kept = set(self.context.catalog.matching(scope.constraints, **limits))
        candidates = [Candidate(clip=clip, score=0.0) for clip in self.clips if clip.id in kept]
        return Retrieval(candidates, len(kept))


def rerank_clips(arguments: RerankClips, context: ToolContext) -> Outcome:
    """Given clips in the order of this viewer's taste; those that a limit or a firm dislike forbids are left out."""
    clips = take_clips(context, arguments.clips)
    wish = Wish(
        args=dump_arguments(arguments),
        constraints=Constraints(limit=len(clips)),
        retrieve=_Given(clips, context),
        diversifies=False,
    )
    return find(context, wish)


def take_clips(context: ToolContext, ids: Sequence[str]) -> list[Clip]:
    """The clips of ids, each once. Raises `ToolInputError` for one that is not in the catalog."""
    wanted = list(dict.fromkeys(ids))
    clips = context.catalog.get(wanted)
    if missing := sorted(set(wanted) - {clip.id for clip in clips}):
        shown = ", ".join(repr(name[:40]) for name in missing[:5])
        raise ToolInputError(f"there is no clip {shown}: name clips by the ids that search_clips returned")
    return clips


def name_values(constraints: Constraints) -> str:
    """What constraints ask for by name."""
    return " ".join([constraints.category or "", *(constraints.tags or ()), constraints.creator or ""]).strip()
