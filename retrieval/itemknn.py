"""ItemKNN: clips that the same viewers watched (Deshpande and Karypis, Item-based top-N recommendation, 2004)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse  # type: ignore[import-untyped]  # it ships no types

from reeltalk.retrieval.histories import Histories
from reeltalk.retrieval.item_weights import ItemWeights, weigh_events
from reeltalk.retrieval.watchlog import Codes, Floats

NEIGHBOURS = 200
"""Neighbours that a clip keeps, the nearest."""
WINDOW = 30
"""Events between which pairs are made: a viewer's n events make at most n times as many."""


@dataclass(frozen=True)
class KnnSettings:
    """How co-viewing becomes nearness."""

    pair_decay: float = 0.9
    """What a pair counts for each event between its two."""
    backward: float = 0.5
    """What a pair counts from the later clip to the earlier, of what it counts the other way."""
    popular: float = 0.3
    """Exponent of the candidate's count in the denominator; that of the history's clip is 1 less it."""
    shrink: float = 5.0
    """Added to the denominator: pairs of clips with few viewers are damped."""
    busy: float = 0.5
    """A viewer's pairs count 1 / (their pairs' number an event, to this power)."""


def fit_itemknn(histories: Histories, settings: KnnSettings | None = None, *, decay: float = 1.0) -> ItemWeights:
    """Counts of viewers that watched two clips near one another, over the clips' own; each one's `NEIGHBOURS`."""
    chosen = settings or KnnSettings()
    values = weigh_events(histories, 1.0)
    good = histories.keep(values > 0)
    warm, places = np.unique(good.clips, return_inverse=True)
    rows, columns, counted = _pair(good, places, values[values > 0], chosen)
    near = sparse.csr_matrix((counted, (rows, columns)), (len(warm),) * 2)
    near.sum_duplicates()
    own = np.bincount(places, minlength=len(warm)).astype(float)
    at = np.repeat(np.arange(len(warm)), np.diff(near.indptr))
    near.data /= own[at] ** (1 - chosen.popular) * own[near.indices] ** chosen.popular + chosen.shrink
    return ItemWeights(warm.astype(np.int64), keep_nearest(near.astype(np.float32), NEIGHBOURS), histories.size, decay)


def _pair(good: Histories, places: Codes, values: Floats, settings: KnnSettings) -> tuple[Codes, Codes, Floats]:
    """The pairs of clips that viewers watched at most `WINDOW` events apart, and what each counts."""
    viewers = good.viewers
    busy = np.minimum(np.maximum(good.lengths - 1, 1), WINDOW) ** -settings.busy
    rows, columns, counted = [], [], []
    for apart in range(1, min(WINDOW, int(good.lengths.max(initial=1)) - 1) + 1):
        same = np.flatnonzero(viewers[:-apart] == viewers[apart:])
        worth = values[same] * values[same + apart] * busy[viewers[same]] * settings.pair_decay ** (apart - 1)
        rows += [places[same], places[same + apart]]
        columns += [places[same + apart], places[same]]
        counted += [worth, settings.backward * worth]
    nothing = np.zeros(0, np.int64)
    return (
        np.concatenate([nothing, *rows]),
        np.concatenate([nothing, *columns]),
        np.concatenate([np.zeros(0), *counted]),
    )


def fit_walk(near: ItemWeights) -> ItemWeights:
    """Neighbours of neighbours: what two steps over a sparse model reach, where few viewers say little."""
    weights = sparse.csr_matrix(near.weights)
    return ItemWeights(near.warm, keep_nearest(weights @ weights, NEIGHBOURS), near.size, near.decay)


def keep_nearest(weights: sparse.csr_matrix, count: int) -> sparse.csr_matrix:
    """The largest `count` entries of each row."""
    lengths = np.diff(weights.indptr)
    if lengths.max(initial=0) <= count:
        return weights
    kept = np.ones(len(weights.data), bool)
    for row in np.flatnonzero(lengths > count):
        place = slice(weights.indptr[row], weights.indptr[row + 1])
        own = np.zeros(lengths[row], bool)
        own[np.argpartition(-weights.data[place], count - 1)[:count]] = True
        kept[place] = own
    starts = np.r_[0, np.cumsum(kept)][weights.indptr]
    return sparse.csr_matrix((weights.data[kept], weights.indices[kept], starts), weights.shape)
