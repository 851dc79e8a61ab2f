"""What happens inside every tool that returns clips: retrieve, constrain, filter, rerank, diversify, limit."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reeltalk.retrieval.catalog import Catalog
from reeltalk.retrieval.clip import Candidate
from reeltalk.retrieval.constraints import DEFAULT_LIMIT
from reeltalk.retrieval.diversify import diversify
from reeltalk.tools.narrowing import Narrowing, Searched, narrow_down
from reeltalk.tools.notices import notice_found, notice_values
from reeltalk.tools.outcome import Basis, Found, Outcome, ToolContext
from reeltalk.tools.relaxation import explain_empty, find_overshadowed
from reeltalk.tools.relevance import content_words
from reeltalk.tools.scope import set_limits
from reeltalk.tools.tastes import is_named, score_tastes
from reeltalk.tools.terms import read_background
from reeltalk.tools.viewer import Viewer, read_viewer
from reeltalk.tools.wish import PERSONAL, Blend, Pool, Stage, Wish, gather

CONSIDERED = 40
"""Clips that preferences and diversity look at: more than are returned."""
SUITS = 0.5
"""Share of a preference's weight from which it is named as a basis."""


def find(context: ToolContext, wish: Wish) -> Outcome:
    """Answer a wish, in final order."""
    started = time.perf_counter()
    viewer = read_viewer(context)
    words = [text for text in (wish.words, context.request) if text.strip()] if wish.words.strip() else []
    limits, notices = set_limits(
        context.catalog, viewer, wish.constraints, context.within, context.only, words, wish.hides_seen, context.hosted
    )
    stage = Stage(context, viewer, limits)
    tastes, set_aside = _weigh_tastes(viewer, words)
    pool = gather(stage, wish)
    if least := find_overshadowed(stage, wish, pool):
        stage, pool = replace(stage, least=least), replace(pool, candidates=[])
    pool, passed = _go_on(context, wish, pool)
    gathered = time.perf_counter()
    ranked, bases = order(stage, wish, pool, tastes)
    notices += set_aside + passed + notice_values(context.catalog, pool.retrieval, wish.constraints)
    emptied_by, relaxation = None, None
    if ranked:
        notices += notice_found(wish.query, pool, ranked)
        notices += [pool.retrieval.notice] if isinstance(pool.retrieval, Blend) and pool.retrieval.notice else []
    else:
        emptied_by, relaxation = explain_empty(stage, wish, pool)
    ordered = time.perf_counter()
    narrowing = _narrow(stage, wish, pool, ranked)
    timings = {name: round(value, 2) for name, value in pool.retrieval.timings.items()}
    timings |= {"gather": _ms(gathered - started), "order": _ms(ordered - gathered)}
    timings |= {"narrow": _ms(time.perf_counter() - ordered)}
    return Outcome(
        clips=[_found(one, viewer, _akin_to(wish, pool, one.clip.id), bases[one.clip.id]) for one in ranked],
        matching=pool.retrieval.matching,
        applied=limits.phrase(),
        notices=list(dict.fromkeys(notices)),
        emptied_by=emptied_by,
        relaxation=relaxation,
        narrowing=narrowing,
        timings=timings,
    )


def _go_on(context: ToolContext, wish: Wish, pool: Pool) -> tuple[Pool, list[str]]:
    """Others than were shown, where the wish in force is asked for once more; the same ones, and that it is so, where
    there are no others."""
    if not context.passed or not pool.candidates or wish.args != dict(context.wish):
        return pool, []
    others = [candidate for candidate in pool.candidates if candidate.clip.id not in context.passed]
    if not others:
        return pool, ["that was all that fits; here it is from the start again"]
    return replace(pool, candidates=others), []


def _narrow(stage: Stage, wish: Wish, pool: Pool, ranked: Sequence[Candidate]) -> Narrowing | None:
    """What to ask about a search; nothing where its order or its candidates say nothing of what is meant."""
    sorts = pool.scope.constraints.sort not in (None, "relevance")
    if not wish.query or not ranked or not pool.clear or sorts:
        return None
    catalog = stage.context.catalog
    words = content_words(wish.query)
    asked = frozenset(name for name, query in stage.context.asked if words & content_words(query))
    searched = Searched(wish.args, pool.candidates, frozenset(one.clip.id for one in ranked), asked)
    return narrow_down(searched, lambda: read_background(catalog))


def order(
    stage: Stage, wish: Wish, pool: Pool, tastes: Sequence[tuple[Any, float]] = ()
) -> tuple[list[Candidate], dict[str, list[Basis]]]:
    """The candidates in final order, at most `limit`, with what of the viewer speaks for each."""
    catalog = stage.context.catalog
    limit = pool.scope.constraints.limit or DEFAULT_LIMIT
    sorts = pool.scope.constraints.sort not in (None, "relevance")
    if sorts or not pool.candidates:
        chosen = pool.candidates[:limit]
        return chosen, _name_bases(stage, chosen, _suits(catalog, chosen, tastes), tastes)
    scored = _personalise(stage, pool.candidates)[: max(CONSIDERED, 2 * limit)]
    suits = _suits(catalog, scored, tastes)
    scored = [
        candidate.model_copy(update={"score": candidate.score + wish.tasting * float(gain)})
        for candidate, gain in zip(scored, suits.sum(axis=1), strict=True)
    ]
    ranking = sorted(range(len(scored)), key=lambda number: -scored[number].score)
    scored, suits = [scored[number] for number in ranking], suits[ranking]
    chosen = scored[:limit]
    if wish.diversifies:
        chosen = diversify(scored, catalog.vectors_of([one.clip.id for one in scored]), limit=limit)
    place = {one.clip.id: number for number, one in enumerate(scored)}
    return chosen, _name_bases(stage, chosen, suits[[place[one.clip.id] for one in chosen]], tastes)


def _personalise(stage: Stage, candidates: list[Candidate]) -> list[Candidate]:
    """The candidates reordered for the viewer, a little; as they came for one without history."""
    if not stage.viewer.history:
        return candidates
    from reeltalk.retrieval.rerank import open_reranker

    scores = open_reranker(stage.context.catalog).score(stage.viewer.recent, [one.clip.id for one in candidates])
    gains = PERSONAL * _scale(scores)
    moved = [
        one.model_copy(update={"score": one.score + float(gain)}) for one, gain in zip(candidates, gains, strict=True)
    ]
    return sorted(moved, key=lambda one: -one.score)


def _scale(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Scores on [0, 1]; all 0 where they are all the same."""
    span = float(np.ptp(scores)) if len(scores) else 0.0
    return (scores - scores.min()) / span if span > 0 else np.zeros(len(scores))


def _weigh_tastes(viewer: Viewer, words: Sequence[str]) -> tuple[list[tuple[Any, float]], list[str]]:
    """The preferences that move the score, less the dislikes that this request names itself."""
    kept, notices = [], []
    for taste, weight in viewer.tastes:
        if taste.polarity == "dislike" and words and all(is_named(taste.text, text) for text in words):
            notices.append(f"you asked for it this time, so your dislike of “{taste.text}” was set aside for this turn")
        else:
            kept.append((taste, weight))
    return kept, notices


def _suits(
    catalog: Catalog, candidates: Sequence[Candidate], tastes: Sequence[tuple[Any, float]]
) -> NDArray[np.float64]:
    if not tastes or not candidates:
        return np.zeros((len(candidates), len(tastes)))
    vectors = catalog.vectors_of([one.clip.id for one in candidates])
    return score_tastes(candidates, tastes, vectors, catalog.encoder)


def _name_bases(
    stage: Stage, chosen: Sequence[Candidate], suits: NDArray[np.float64], tastes: Sequence[tuple[Any, float]]
) -> dict[str, list[Basis]]:
    """What speaks for each clip besides its text: fulfilled preferences, and what others watched."""
    bases: dict[str, list[Basis]] = {}
    for candidate, row in zip(chosen, suits, strict=True):
        named = [
            Basis(kind="preference", text=taste.text, clip_id=None)
            for (taste, weight), gain in zip(tastes, row, strict=True)
            if gain >= SUITS * weight
        ]
        named += [
            Basis(kind="preference", text=rule.preference.text)
            for rule in stage.limits.rules
            if rule.preference.polarity == "like"
        ]
        bases[candidate.clip.id] = named + co_viewing(stage.context.catalog, stage.viewer, candidate.clip.id)
    return bases


def co_viewing(catalog: Catalog, viewer: Viewer, clip_id: str) -> list[Basis]:
    """The co-viewing fact that speaks for a clip, if there is one."""
    if not viewer.history:
        return []
    from reeltalk.retrieval.rerank import open_reranker

    fact = open_reranker(catalog).reasons(viewer.recent, clip_id)
    return [] if fact is None else [Basis(kind="co_viewing", text=fact.text, clip_id=fact.clip_id)]


def _found(candidate: Candidate, viewer: Viewer, akin_to: str | None, bases: list[Basis]) -> Found:
    clip = candidate.clip
    return Found(
        id=clip.id,
        title=clip.title,
        score=round(candidate.score, 4),
        relevance=None if candidate.relevance is None else round(candidate.relevance, 4),
        matched=candidate.matched,
        matched_field=candidate.matched_field,
        start_s=candidate.start_s,
        end_s=candidate.end_s,
        seen=clip.id in viewer.seen,
        akin_to=akin_to,
        basis=bases,
    )


def _akin_to(wish: Wish, pool: Pool, clip_id: str) -> str | None:
    if isinstance(pool.retrieval, Blend):
        return pool.retrieval.akin_to.get(clip_id)
    return wish.seed


def _ms(seconds: float) -> float:
    return round(seconds * 1e3, 2)
