"""Several models in one score, with weights fitted on held-out views."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from reeltalk.retrieval.histories import Histories
from reeltalk.retrieval.item_weights import Scores
from reeltalk.retrieval.splits import Cases
from reeltalk.retrieval.watchlog import Codes, Floats

AT_ONCE = 256
"""Histories scored at a time."""
NEAREST = 50
"""Clips that each model brings into the comparison with a target."""
DRAWN = 100
"""Clips drawn at random into it, for all the others."""
MOST_CASES = 1_000
ROUNDS = 4
GRID = (0.01, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 1.0, 1.5, 2.5)
WORTH = 3e-4
"""Least gain for which a part is taken in."""


class Model(Protocol):
    """Scores the clips of a catalog for histories."""

    def score(self, histories: Histories, columns: Codes | None = None) -> Scores:
        """Scores (n, columns), higher is better, of all clips unless `columns` holds codes."""
        ...


@dataclass(frozen=True)
class Blend:
    """A weighted sum of models."""

    parts: Mapping[str, Model]
    weights: Mapping[str, float]
    """How much each part counts; those that are left out count nothing."""

    def score(self, histories: Histories, columns: Codes | None = None) -> Scores:
        """Scores (n, columns)."""
        size = histories.size if columns is None else len(columns)
        scores = np.zeros((len(histories), size), np.float32)
        for name, part in self.parts.items():
            if weight := self.weights.get(name, 0.0):
                scores += np.float32(weight) * part.score(histories, columns)
        return scores


def fit_weights(
    parts: Mapping[str, Model], cases: Cases, *, seed: int, least: Mapping[str, float] | None = None
) -> dict[str, float]:
    """Weights from 0 on that put the targets highest: the mean of 1 / log2(1 + place) is climbed, one weight at a time.

    Places are among each target's rivals, the clips that any part ranks near. A part that does not raise the mean
    by `WORTH` gets no weight, or what `least` says, in deviations of the strongest part's scores.
    """
    random = np.random.default_rng(seed)
    if len(cases) > MOST_CASES:
        cases = cases.take(np.sort(random.choice(len(cases), MOST_CASES, replace=False)))
    slices = [slice(start, start + AT_ONCE) for start in range(0, len(cases), AT_ONCE)]
    features = np.concatenate([_gather(list(parts.values()), cases.take(part), random) for part in slices])
    scale = np.nanstd(features, axis=(0, 1))
    scale = np.where(scale > 0, scale, 1.0)
    fitted: Floats = _climb(features / scale, np.array([(least or {}).get(name, 0.0) for name in parts]))
    return {name: float(weight) for name, weight in zip(parts, fitted / scale, strict=True)}


def _gather(parts: Sequence[Model], cases: Cases, random: np.random.Generator) -> Floats:
    """Features (n, 1 + rivals, parts) of each case's target and of its rivals; not-a-number for places left over."""
    scores = np.stack([part.score(cases.histories) for part in parts])
    banned = np.zeros(scores.shape[1:], bool)
    banned[cases.histories.viewers, cases.histories.clips] = True
    banned[np.arange(len(cases)), cases.targets] = True
    near = min(NEAREST, scores.shape[2])
    noise = random.random(scores.shape[1:], np.float32)  # ties go to chance, not to the order of the catalog
    best = [_nearest(np.where(banned, -np.inf, part), noise, near) for part in scores]
    drawn = random.integers(0, scores.shape[2], (len(cases), DRAWN))
    columns = np.concatenate([cases.targets[:, None], *best, drawn], axis=1)
    rows = np.arange(len(cases))[:, None]
    features = np.moveaxis(scores[:, rows, columns], 0, 2).astype(float)
    features[:, 1:][banned[rows, columns[:, 1:]] | _repeated(columns[:, 1:])] = np.nan
    return features


def _nearest(scores: Scores, noise: Scores, count: int) -> Codes:
    span = np.where(np.isfinite(scores), np.abs(scores), 0).max(initial=0.0) * 1e-6
    return np.asarray(np.argpartition(-(scores + span * noise), count - 1, axis=1)[:, :count])


def _repeated(columns: Codes) -> NDArray[np.bool_]:
    """Which entries of each row stood in it before."""
    order = np.argsort(columns, axis=1, kind="stable")
    ranked = np.take_along_axis(columns, order, axis=1)
    again = np.zeros(columns.shape, bool)
    again[:, 1:] = ranked[:, 1:] == ranked[:, :-1]
    found = np.zeros(columns.shape, bool)
    np.put_along_axis(found, order, again, axis=1)
    return found


def _climb(features: Floats, least: Floats) -> Floats:
    """Coordinate ascent from the best single part: each weight in turn is the best of `GRID`."""
    count = features.shape[2]
    alone = [_gain(features, np.eye(count)[part]) for part in range(count)]
    first, best = int(np.argmax(alone)), max(alone)
    weights: Floats = np.maximum(least, np.eye(count)[first])
    for _ in range(ROUNDS):
        before = best
        for part in (part for part in range(count) if part != first):
            bare = weights.copy()
            bare[part] = least[part]
            without = _gain(features, bare)
            found = [(_gain(features, bare + size * np.eye(count)[part]), size) for size in GRID]
            gain, size = max(found)
            weights, best = bare, without
            if gain > without + WORTH:
                weights[part], best = least[part] + size, gain
        if best - before < WORTH:
            break
    return weights


def _gain(features: Floats, weights: Floats) -> float:
    scores = features @ weights
    with np.errstate(invalid="ignore"):
        above = (scores[:, 1:] > scores[:, :1]).sum(axis=1)
        level = (scores[:, 1:] == scores[:, :1]).sum(axis=1)
    return float(np.mean(1.0 / np.log2(2.0 + above + level / 2)))
