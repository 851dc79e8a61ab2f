"""Which wish emptied a list, and the nearest loosening that would really return something."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations
from typing import Any

from reeltalk.retrieval.clip import AUDIENCE_AGES, Clip
from reeltalk.retrieval.constraints import DEFAULT_LIMIT, Constraints
from reeltalk.tools.manners import says_manner_only
from reeltalk.tools.outcome import Relaxation
from reeltalk.tools.phrases import join_words, phrase_constraints, phrase_language, phrase_length
from reeltalk.tools.scope import Limits
from reeltalk.tools.wish import Pool, Stage, Wish, gather

_COSTS = {
    "popularity": 0.8,
    "tags": 0.9,
    "unseen_only": 1.0,
    "category": 1.2,
    "creator": 1.3,
    "published_after": 1.0,
    "published_before": 1.0,
    "language": 1.6,
    "exclude": 2.0,
    "max_audience": 3.0,
}
"""How much is given up by dropping a wish; a length costs the octaves it moves."""
REPLACE = 0.3
"""What it costs to take the nearest name for one that no clip has."""
OVERSHADOWED = 0.35
"""Under this share of the best score that the catalog has for a query, doubtful clips are not about it."""
EMPTY = "the catalog is empty"
"""What is said in a wish's place where there are no clips at all."""
PAIRS = 20
"""Pairs of wishes that are tried where no single one helps."""


@dataclass(frozen=True)
class Loosening:
    """A change of a call's constraints that brings clips."""

    cost: float
    fields: tuple[str, ...]
    constraints: Constraints
    text: str


def explain_empty(stage: Stage, wish: Wish, pool: Pool) -> tuple[str, Relaxation | None]:
    """The wish that emptied the list, in plain words, and the nearest relaxation."""
    loosening = _find_nearest(stage, wish, pool)
    if loosening is not None:
        emptied_by = " with ".join(_phrase_fields(wish.constraints, loosening.fields))
        return emptied_by, _to_relaxation(stage, wish, loosening)
    return _blame_limits(stage, wish), None


def _find_nearest(stage: Stage, wish: Wish, pool: Pool) -> Loosening | None:
    fields = _loosened_fields(wish)
    everything = next(_loosen(stage, wish, pool, tuple(fields)), None) if fields else None
    if everything is None:
        return None  # not even without all of them
    single = [one for name in fields for one in _loosen(stage, wish, pool, (name,))]
    if single:
        return min(single, key=lambda one: one.cost)
    pairs = list(combinations(fields, 2))[:PAIRS]
    double = [one for pair in pairs for one in _loosen(stage, wish, pool, pair)]
    return min(double, key=lambda one: one.cost, default=everything)


def find_overshadowed(stage: Stage, wish: Wish, pool: Pool) -> float:
    """The score from which clips are about the query, where the constraints left only clips that are far off it.

    0 where they did not: "hidden gems about space" in a catalog whose clips of space are all well known is a wish that
    finds nothing, not one that finds whatever else is little known. Words of manner alone cast no shadow: no clip is
    described as hilarious, and the few that fulfil the constraints are shown with the doubt.
    """
    fields = _loosened_fields(wish)
    if not wish.query or says_manner_only(wish.query) or pool.clear or not pool.candidates or not fields:
        return 0.0
    loosened, limits = _drop(stage, wish, {name: False if name == "unseen_only" else None for name in fields})
    bare = gather(stage, wish, loosened, limits, strictly=True)
    bar = OVERSHADOWED * bare.best
    return bar if bare.clear and pool.best < bar else 0.0


def _loosened_fields(wish: Wish) -> list[str]:
    names = ("min_seconds", "max_seconds", *_COSTS)
    given = [name for name in names if getattr(wish.constraints, name) not in (None, 0)]  # 0 seconds limit nothing
    if wish.hides_seen and wish.constraints.unseen_only is None:
        given.append("unseen_only")
    return [name for name in given if name != "unseen_only" or wish.hides_seen or wish.constraints.unseen_only]


def _loosen(stage: Stage, wish: Wish, pool: Pool, fields: tuple[str, ...]) -> Iterator[Loosening]:
    """The smallest changes of these fields that bring clips; none where dropping them brings none."""
    for drop in _drops(wish, pool, fields):
        loosened, limits = _drop(stage, wish, drop)
        found = gather(stage, wish, loosened, limits, strictly=True)
        if found.candidates and (not stage.least or found.best >= stage.least):
            clips = [candidate.clip for candidate in found.candidates]
            yield _tighten(wish, fields, drop, loosened, clips)
            return


def _drops(wish: Wish, pool: Pool, fields: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """What the fields may become, the smallest change first: a near name, one term less, nothing."""
    if len(fields) == 1:
        name = fields[0]
        value = getattr(wish.constraints, name)
        nearest = pool.retrieval.unknown.get(name, [])
        if name in ("category", "creator") and nearest:  # no language stands in for another
            yield {name: nearest[0]}
        if isinstance(value, tuple) and len(value) > 1:
            for number in range(len(value)):
                yield {name: value[:number] + value[number + 1 :]}
    yield {name: False if name == "unseen_only" else None for name in fields}


def _drop(stage: Stage, wish: Wish, change: dict[str, Any]) -> tuple[Constraints, Limits]:
    loosened = wish.constraints.model_copy(update=change)
    shows_seen = change.get("unseen_only") is False and not stage.limits.within.unseen_only
    return loosened, replace(stage.limits, hidden=frozenset()) if shows_seen else stage.limits


def _tighten(
    wish: Wish, fields: tuple[str, ...], change: dict[str, Any], loosened: Constraints, clips: Sequence[Clip]
) -> Loosening:
    """Take back as much of a dropped range as the clips found allow."""
    update, cost, texts = {}, 0.0, []
    for name in fields:
        old = getattr(wish.constraints, name)
        new = change[name] if change[name] is not None else _nearest_bound(name, old, clips)
        update[name] = new
        cost += _cost(name, old, new)
        texts.append(_phrase_change(name, old, new))
    return Loosening(cost, fields, loosened.model_copy(update=update), join_words(texts))


def _nearest_bound(name: str, old: Any, clips: Sequence[Clip]) -> Any:
    """The bound nearest to the old one that lets at least one of the clips in; None drops the wish."""
    if name == "max_seconds":
        return min((max(1, math.ceil(clip.duration_s)) for clip in clips if clip.duration_s is not None), default=None)
    if name == "min_seconds":
        return max((math.floor(clip.duration_s) for clip in clips if clip.duration_s is not None), default=None)
    if name == "published_after":
        return max((clip.published for clip in clips if clip.published), default=None)
    if name == "published_before":
        first = min((clip.published for clip in clips if clip.published), default=None)
        return first + timedelta(days=1) if first else None
    if name == "max_audience":
        return min((clip.audience or "18" for clip in clips), key=AUDIENCE_AGES.__getitem__, default=None)
    return None


def _cost(name: str, old: Any, new: Any) -> float:
    if name in ("min_seconds", "max_seconds"):
        return abs(math.log2(max(1, new) / max(1, old))) if new is not None else 3.0
    if isinstance(old, date) and isinstance(new, date):
        return min(3.0, abs((new - old).days) / 365)
    if isinstance(new, str) and name != "max_audience":
        return REPLACE
    if isinstance(old, tuple) and isinstance(new, tuple):
        return _COSTS[name] / len(old)
    return _COSTS[name]


def _phrase_change(name: str, old: Any, new: Any) -> str:
    if new is None or name in ("exclude", "tags", "unseen_only"):
        return _phrase_drop(name, old, new)
    if name in ("min_seconds", "max_seconds"):
        return (
            f"{'up to' if name == 'max_seconds' else 'at least'} {phrase_length(new)} instead of {phrase_length(old)}"
        )
    before, after = (_phrase_one(name, value) for value in (old, new))
    return f"{after} instead of {before}"


def _phrase_drop(name: str, old: Any, new: Any) -> str:
    if name == "unseen_only":
        return "also what you have seen"
    if name == "exclude":
        allowed = [term for term in old if term not in (new or ())]
        return f"also with {join_words(allowed)}"
    if name == "tags":
        return f"without the tag {join_words([tag for tag in old if tag not in (new or ())])}"
    if name == "language":
        return f"in any language instead of {phrase_language(old)}"
    return {
        "category": f"in any category instead of {old}",
        "creator": f"by anyone instead of {old}",
        "popularity": "whatever its views",
        "max_audience": "for any age",
    }.get(name, f"without “{_phrase_one(name, old)}”")


def _phrase_one(name: str, value: Any) -> str:
    plain = value.isoformat() if isinstance(value, date) else list(value) if isinstance(value, tuple) else value
    return dict(phrase_constraints({name: plain})).get(name, name)


def _phrase_fields(constraints: Constraints, fields: Sequence[str]) -> list[str]:
    given = constraints.model_copy(update={"unseen_only": True} if "unseen_only" in fields else {})
    return [f"“{_phrase_one(name, getattr(given, name))}”" for name in fields]


def _to_relaxation(stage: Stage, wish: Wish, loosening: Loosening) -> Relaxation:
    values = loosening.constraints.model_dump(mode="json")
    own = {name: value for name, value in wish.args.items() if name not in Constraints.model_fields}
    kept = {name: values[name] for name in values if values[name] not in (None, [])}
    _, limits = _drop(stage, wish, {name: getattr(loosening.constraints, name) for name in loosening.fields})
    count = len(gather(stage, wish, loosening.constraints, limits).candidates)
    limit = loosening.constraints.limit or DEFAULT_LIMIT
    return Relaxation(text=loosening.text, args={**own, **kept}, count=min(count, limit))


def _blame_limits(stage: Stage, wish: Wish) -> str:
    """What emptied the list where no loosening of the call helps: a lasting rule, the host, or the query itself."""
    limits = stage.limits
    for number, rule in enumerate(limits.rules):
        rest = replace(limits, rules=limits.rules[:number] + limits.rules[number + 1 :])
        if gather(stage, wish, None, rest).candidates:
            return f"your lasting rule “{rule.text}”"
    if limits.rules and gather(stage, wish, None, replace(limits, rules=())).candidates:
        return "your lasting rules " + join_words([f"“{rule.text}”" for rule in limits.rules])
    if limits.are_hosted and gather(stage, wish, None, limits.unhosted()).candidates:
        return "the limits set here: " + join_words(_host_phrases(limits))
    if limits.are_hosted and gather(stage, wish, Constraints(), limits.unhosted()).candidates:
        return "the limits set here, together with what was asked for: " + join_words(_host_phrases(limits))
    if not stage.context.catalog.count():
        return EMPTY
    return f"“{wish.query}”" if wish.query else "all of it together"


def _host_phrases(limits: Limits) -> list[str]:
    within = {name: value for name, value in limits.within.model_dump(mode="json").items() if value is not None}
    phrases = [text for _, text in phrase_constraints(within)]
    phrases += [host.text for host in limits.hosted]
    return [*phrases, "only clips from the list set here"] if limits.only is not None else phrases
