"""Metrics of one ranking against the clips that were wanted, with binary relevance.

A library would bring a compiler (ranx: numba) or a C extension (pytrec_eval) for three sums.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from math import log2

CUTOFFS = (1, 5, 10, 50)
"""Depths at which recall is reported."""
METRICS = (*(f"R@{k}" for k in CUTOFFS), "MRR@10", "nDCG@10")
"""The names of the reported metrics, in order."""


def score_ranking(ranking: Sequence[str], wanted: Set[str]) -> tuple[float, ...]:
    """Return every metric of `METRICS` for one ranking of ids, best first."""
    recalls = (recall(ranking, wanted, k) for k in CUTOFFS)
    return (*recalls, reciprocal_rank(ranking, wanted, 10), discounted_gain(ranking, wanted, 10))


def recall(ranking: Sequence[str], wanted: Set[str], k: int) -> float:
    """Return |wanted among the first k| / |wanted| (Manning et al., Introduction to Information Retrieval, 2008).

    With one wanted clip it is 1 where that is among the first k, else 0. `wanted` is not empty.

    >>> recall(["a", "b", "c"], {"b", "z"}, 2)
    0.5
    """
    return len(wanted & set(ranking[:k])) / len(wanted)


def reciprocal_rank(ranking: Sequence[str], wanted: Set[str], k: int) -> float:
    """Return 1 / (place of the first wanted clip), 0 beyond place k (Voorhees, TREC-8 question answering, 1999).

    >>> reciprocal_rank(["a", "b", "c"], {"b", "c"}, 10)
    0.5
    """
    return next((1 / place for place, name in enumerate(ranking[:k], 1) if name in wanted), 0.0)


def discounted_gain(ranking: Sequence[str], wanted: Set[str], k: int) -> float:
    """Return nDCG: the sum of 1 / log2(1 + place) over wanted clips among the first k, over its highest possible value.

    Järvelin and Kekäläinen, Cumulated gain-based evaluation of IR techniques, 2002, with gains of 0 and 1.

    >>> round(discounted_gain(["a", "b"], {"b"}, 10), 4)
    0.6309
    """
    gained = sum(1 / log2(1 + place) for place, name in enumerate(ranking[:k], 1) if name in wanted)
    best = sum(1 / log2(1 + place) for place in range(1, min(len(wanted), k) + 1))
    return gained / best
