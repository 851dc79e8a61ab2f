"""What lists of clips are like besides being right: how much of the catalog they show, and how alike they are."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from reeltalk.retrieval.splits import Cases

Lists = NDArray[np.int64]
Floats = NDArray[np.float64]


def coverage(lists: Lists, size: int) -> float:
    """The share of the catalog's clips that stand in some list (Herlocker et al., Evaluating collaborative filtering
    recommender systems, 2004).

    >>> coverage(np.array([[0, 1], [1, 2]]), 4)
    0.75
    """
    shown = np.unique(lists[lists >= 0])
    return len(shown) / max(1, size)


def novelty(lists: Lists, views: Floats) -> Floats:
    """Mean self-information of each list's clips, in bits (n,): -log2 of the share of all views, one view added to
    each clip (Vargas and Castells, Rank and relevance in novelty and diversity metrics, 2011)."""
    surprise = -np.log2((views + 1.0) / (views + 1.0).sum())
    return _mean_of(lists, surprise)


def popularity_lift(lists: Lists, views: Floats, cases: Cases) -> float:
    """How many times as popular the clips shown are as those in the viewers' histories (Abdollahpouri et al., The
    connection between popularity bias, calibration, and fairness in recommendation, 2020); 1 changes nothing."""
    histories = cases.histories
    some = histories.lengths > 0
    sums = np.bincount(histories.viewers, views[histories.clips], len(histories))
    usual = float((sums[some] / histories.lengths[some]).mean()) if some.any() else 0.0
    return float(_mean_of(lists, views).mean() / usual) if usual else float("nan")


def exposure_gini(lists: Lists, size: int) -> float:
    """How unevenly attention falls on the catalog's clips: the Gini index of the exposure that the lists give, each
    place counting 1 / log2(1 + place); 0 all alike, 1 all on one clip (Singh and Joachims, Fairness of exposure in
    rankings, 2018)."""
    worth = np.broadcast_to(1.0 / np.log2(2.0 + np.arange(lists.shape[1])), lists.shape)
    given = np.sort(np.bincount(lists[lists >= 0], worth[lists >= 0], size))
    total = given.sum()
    ranks = np.arange(1, size + 1)
    return float(((2 * ranks - size - 1) * given).sum() / (size * total)) if total else 0.0


def intra_list_diversity(lists: Lists, vectors: NDArray[np.float32]) -> Floats:
    """1 less the mean cosine of each list's pairs of clips (n,) (Ziegler et al., Improving recommendation lists through
    topic diversification, 2005); `vectors` are of length 1."""
    found = np.ones(len(lists))
    for row, names in enumerate(lists):
        own = vectors[names[names >= 0]]
        if len(own) > 1:
            summed = own.sum(axis=0)
            pairs = (summed @ summed - (own * own).sum()) / (len(own) * (len(own) - 1))
            found[row] = 1.0 - float(pairs)
    return found


def _mean_of(lists: Lists, values: Floats) -> Floats:
    there = lists >= 0
    sums = np.where(there, values[np.maximum(lists, 0)], 0.0).sum(axis=1)
    return np.asarray(sums / np.maximum(there.sum(axis=1), 1))
