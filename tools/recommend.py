"""Recommending without a query: from what the viewer watched and likes, or what is popular for a new one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from reeltalk.retrieval.catalog import Catalog, Retrieval
from reeltalk.retrieval.clip import Candidate
from reeltalk.tools.arguments import RecommendClips, dump_arguments
from reeltalk.tools.outcome import Outcome, ToolContext
from reeltalk.tools.pipeline import find
from reeltalk.tools.relevance import CLEAR
from reeltalk.tools.scope import Scope
from reeltalk.tools.search import name_values
from reeltalk.tools.tastes import trim_taste
from reeltalk.tools.viewer import Viewer
from reeltalk.tools.wish import DEPTH, Blend, Wish

INTERESTS = 4
"""Interests followed at a time: one mean of them all would lie between them, where no clip is."""
RECENT = 40
"""Clips of the history that are looked at, the latest first."""
SAME_INTEREST = 0.45
"""Cosine from which two clips count as one interest."""
BROUGHT = 50
"""Clips that one interest brings."""
STEP = 0.1
"""What a clip loses for each better one of the same interest, in the units of the reranker's share."""
TASTING = 0.3
"""How much preferences weigh among interests, of which each liked thing is one already."""
NEW_VIEWER = "nothing is known of your taste yet, so these are what is watched most here"
NEW_CATALOG = "nothing is known of your taste yet, nor of what others watch, so these are a mix"


def recommend_clips(arguments: RecommendClips, context: ToolContext) -> Outcome:
    """Clips for this viewer."""
    constraints = arguments.constraints()
    wish = Wish(
        args=dump_arguments(arguments),
        constraints=constraints,
        retrieve=lambda scope, viewer: blend(context.catalog, scope, viewer),
        words=name_values(constraints),
        hides_seen=True,
        tasting=TASTING,
    )
    return find(context, wish)


def blend(catalog: Catalog, scope: Scope, viewer: Viewer) -> Retrieval:
    """What the viewer's interests bring, each one's best first; the most popular fill up."""
    if scope.constraints.sort not in (None, "relevance"):
        return _popular(catalog, scope)
    interests = find_interests(catalog, viewer)
    parts: list[tuple[str | None, list[Candidate]]]
    parts = [(interest.seed, _like(catalog, scope, interest.seed)) for interest in interests]
    parts += [(None, part) for part in _tasted(catalog, scope, viewer)]
    parts += [(None, part) for part in _co_viewed(catalog, scope, viewer, interests)]
    popular = _popular(catalog, scope)
    known = any(part for _, part in parts)
    merged: dict[str, Candidate] = {}
    akin_to: dict[str, str] = {}
    for seed, part in [*parts, (None, _behind(popular.candidates, by=BROUGHT if known else 0))]:
        for candidate in part:
            clip_id = candidate.clip.id
            if clip_id not in merged or merged[clip_id].score < candidate.score:
                merged[clip_id] = candidate
                akin_to.pop(clip_id, None)
                akin_to |= {clip_id: seed} if seed else {}
    ranked = sorted(merged.values(), key=lambda one: -one.score)[:DEPTH]
    return Blend(
        ranked,
        popular.matching,
        popular.timings,
        popular.unknown,
        popular.missing,
        akin_to,
        "" if known else NEW_VIEWER if _has_views(catalog, popular.candidates) else NEW_CATALOG,
    )


class Interest(NamedTuple):
    """Clips of a viewer's history that are alike."""

    seed: str
    """The one that stands for them: the latest liked, else the latest watched."""
    clips: frozenset[str]


def find_interests(catalog: Catalog, viewer: Viewer) -> list[Interest]:
    """The viewer's main interests, the strongest first: clusters of what was liked and watched of late."""
    liked = {clip for clip, verdict in viewer.verdicts.items() if verdict == "like"}
    welcome = (liked | viewer.seen) - viewer.disliked
    latest = list(dict.fromkeys(event.clip_id for event in reversed(viewer.history) if event.clip_id in welcome))
    known = {clip.id for clip in catalog.get(latest[:RECENT])}
    ids = [clip_id for clip_id in latest[:RECENT] if clip_id in known]
    if not ids:
        return []
    vectors = catalog.vectors_of(ids)
    clusters: list[list[int]] = []
    for number in range(len(ids)):
        home = next((one for one in clusters if vectors[one[0]] @ vectors[number] >= SAME_INTEREST), None)
        if home is None:
            clusters.append([number])
        else:
            home.append(number)
    weights = [sum((2.0 if ids[n] in liked else 1.0) * 0.95**n for n in cluster) for cluster in clusters]
    main = [clusters[place] for place in np.argsort([-weight for weight in weights], kind="stable")[:INTERESTS]]
    return [
        Interest(
            ids[next((n for n in cluster if ids[n] in liked), cluster[0])], frozenset(ids[number] for number in cluster)
        )
        for cluster in main
    ]


def _like(catalog: Catalog, scope: Scope, seed: str) -> list[Candidate]:
    found = catalog.similar(seed, scope.constraints, depth=BROUGHT, **scope.arguments())
    return _behind(found.candidates)


def _tasted(catalog: Catalog, scope: Scope, viewer: Viewer) -> list[list[Candidate]]:
    """What each liked thing brings that no firm rule states already."""
    parts = []
    liked = [taste for taste, _ in viewer.tastes if taste.polarity == "like"][-INTERESTS:]
    for taste in liked:
        text = trim_taste(taste.text)
        found = catalog.retrieve(text, scope.constraints, depth=BROUGHT, **scope.arguments())
        parts.append(_behind([one for one in found.candidates if (one.relevance or 0.0) >= CLEAR]))
    return parts


def _co_viewed(catalog: Catalog, scope: Scope, viewer: Viewer, interests: Sequence[Interest]) -> list[list[Candidate]]:
    """What others watched with the whole history, and with each interest of several by itself: the sum over all of
    them finds only what goes with the strongest."""
    if not viewer.history:
        return []
    from reeltalk.retrieval.rerank import open_reranker

    ids = catalog.matching(scope.constraints, **scope.arguments())
    if not ids:
        return []
    recent = viewer.recent
    groups = [recent]
    if len(interests) > 1:
        groups += [tuple(event for event in recent if event.clip_id in one.clips) for one in interests]
    scores = open_reranker(catalog).co_viewing_batch(groups, ids)
    return [_best(catalog, ids, row) for row in scores]


def _best(catalog: Catalog, ids: Sequence[str], scores: NDArray[np.float64]) -> list[Candidate]:
    best = np.argsort(-scores, kind="stable")[:BROUGHT]
    clips = catalog.get([ids[number] for number in best if scores[number] > 0])
    return _behind([Candidate(clip=clip, score=0.0) for clip in clips])


def _popular(catalog: Catalog, scope: Scope) -> Retrieval:
    return catalog.retrieve("", scope.constraints, depth=DEPTH, **scope.arguments())


def _has_views(catalog: Catalog, candidates: Sequence[Candidate]) -> bool:
    return any(one.clip.views is not None for one in candidates[:1]) or catalog.viewers.version() > 0


def _behind(candidates: Sequence[Candidate], by: int = 0) -> list[Candidate]:
    """The candidates with scores that only tell their place, so that interests mix evenly."""
    return [one.model_copy(update={"score": -STEP * (place + by)}) for place, one in enumerate(candidates)]
