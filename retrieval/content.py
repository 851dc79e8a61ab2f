"""Likeness of descriptions to what a viewer watched: works for clips and viewers that nobody has seen before."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse  # type: ignore[import-untyped]  # it ships no types

from reeltalk.retrieval.histories import Histories
from reeltalk.retrieval.item_weights import Scores, weigh_events
from reeltalk.retrieval.watchlog import Codes

LATEST = 50
"""Events of a history that are looked at."""
MOST_DISLIKED = 20
"""Dislikes that are looked at, the latest."""
NEAREST = 3
"""Disliked clips that count against a candidate, the nearest."""


def mean_vector(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """The mean (d,) of the vectors (n, d) that are not zeros."""
    some = vectors[np.flatnonzero(vectors.any(axis=1))]
    return np.asarray(some.mean(axis=0) if len(some) else np.zeros(vectors.shape[1]), np.float32)


def shift(vectors: NDArray[np.float32], mean: NDArray[np.float32]) -> NDArray[np.float32]:
    """Vectors less their mean, of length 1: what all descriptions share says nothing. Rows of zeros stay so."""
    if not vectors.size:
        return vectors
    some = np.asarray(vectors.any(axis=1)).reshape(-1, 1)
    moved = np.where(some, vectors - mean, 0.0)
    lengths = np.linalg.norm(moved, axis=1, keepdims=True)
    return np.asarray(moved / np.maximum(lengths, 1e-6), np.float32)


def centre(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """All vectors of a catalog (n, d), shifted by their own mean."""
    return shift(vectors, mean_vector(vectors))


@dataclass(frozen=True)
class Content:
    """Cosine of each clip's vector with the decayed mean of the vectors of a history."""

    vectors: NDArray[np.float32]
    """Centred, of all clips (clips, d); see `centre`."""
    decay: float = 0.85
    sign: int = 1
    """1: of what was liked and watched; -1: of what was disliked, taken off."""
    only: NDArray[np.bool_] | None = None
    """The clips that get a score, all unless given."""

    def score(self, histories: Histories, columns: Codes | None = None) -> Scores:
        """Scores (n, columns): at most about 1, whatever the history's length; never above 0 for dislikes."""
        recent = histories.last(LATEST) if self.sign > 0 else histories
        chosen = self.vectors if columns is None else self.vectors[columns]
        scores = self._liked(recent, chosen) if self.sign > 0 else self._disliked(recent, chosen)
        if self.only is not None:
            scores = scores * (self.only if columns is None else self.only[columns])
        return scores

    def _liked(self, histories: Histories, chosen: NDArray[np.float32]) -> Scores:
        values = np.maximum(weigh_events(histories, self.decay), 0.0).astype(np.float32)
        if len(histories) == 1:
            mean = values @ self.vectors[histories.clips] / max(float(values.sum()), 1e-9)
            return np.asarray(chosen @ mean, np.float32)[None, :]
        used, places = np.unique(histories.clips, return_inverse=True)
        rows = sparse.csr_matrix((values, places, histories.starts), (len(histories), len(used)))
        total = np.maximum(np.asarray(rows.sum(axis=1)), 1e-9)
        return np.asarray((rows @ self.vectors[used] / total) @ chosen.T, np.float32)

    def _disliked(self, histories: Histories, chosen: NDArray[np.float32]) -> Scores:
        bad = histories.keep(histories.weights < 0).last(MOST_DISLIKED)
        scores = np.zeros((len(histories), len(chosen)), np.float32)
        for row in np.flatnonzero(bad.lengths):
            names = bad.clips[bad.starts[row] : bad.starts[row + 1]]
            likeness = np.maximum(chosen @ self.vectors[names].T, 0.0)
            nearest = min(NEAREST, likeness.shape[1])
            scores[row] = -np.partition(likeness, -nearest, axis=1)[:, -nearest:].mean(axis=1)
        return scores
