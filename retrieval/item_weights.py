"""Linear item-to-item models: a clip's score is a weighted sum over the clips of a history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse  # type: ignore[import-untyped]  # it ships no types

from reeltalk.retrieval.histories import TARGET, Histories
from reeltalk.retrieval.watchlog import Codes, Floats

Scores = NDArray[np.float32]
Tensors = dict[str, NDArray[np.generic]]

NEGLIGIBLE = 1e-3
"""An event that weighs less than this by its age is not looked at."""


def weigh_events(histories: Histories, decay: float, *, dislike: float = 0.0) -> Floats:
    """What each event counts (e,): what was liked or watched 1, what was so-so or begun less, times `decay` for each
    event of the viewer that came after it."""
    said = np.where(histories.weights >= TARGET, 1.0, histories.weights)
    said = np.where(histories.weights < 0, dislike, said)
    return np.asarray(said * decay**histories.ages)


@dataclass(frozen=True)
class ItemWeights:
    """What each clip of a history adds to the score of each clip; events count by `weigh_events`."""

    warm: Codes
    """Codes of the clips that someone watched, ascending (w,)."""
    weights: NDArray[np.float32] | sparse.csr_matrix
    """From a clip of the history (row) to a candidate (column), (w, w)."""
    size: int
    """How many clips there are."""
    decay: float = 1.0

    def score(self, histories: Histories, columns: Codes | None = None) -> Scores:
        """Scores (n, columns), of all clips unless `columns` holds codes; 0 for clips that no one watched."""
        places = self._places
        depth = len(self.warm) if self.decay >= 1 else int(np.ceil(np.log(NEGLIGIBLE) / np.log(self.decay)))
        recent = histories.last(depth)
        if len(histories) == 1 and columns is not None:
            return self._score_one(recent, columns)
        rows = self._rows(recent, places)
        wanted = places if columns is None else places[columns]
        known = np.flatnonzero(wanted >= 0)
        scores = np.zeros((len(histories), len(wanted)), np.float32)
        scores[:, known] = self._multiply(rows, None if columns is None else wanted[known])
        return scores

    def _score_one(self, history: Histories, columns: Codes) -> Scores:
        """The same for a chat's one viewer and few candidates, without the cost of making matrices."""
        values, rows, wanted = weigh_events(history, self.decay), self._places[history.clips], self._places[columns]
        kept, known = (rows >= 0) & (values != 0), wanted >= 0
        scores = np.zeros((1, len(columns)), np.float32)
        weights: Any = self.weights
        if sparse.issparse(weights):
            part = weights[rows[kept]].T @ values[kept].astype(np.float32)
            scores[0, known] = part[wanted[known]]
        else:
            scores[0, known] = values[kept].astype(np.float32) @ weights[rows[kept][:, None], wanted[known][None, :]]
        return scores

    @cached_property
    def _places(self) -> Codes:
        """The row of each clip in `weights`, -1 where it has none (size,)."""
        places = np.full(self.size, -1, np.int64)
        places[self.warm] = np.arange(len(self.warm))
        return places

    def _rows(self, histories: Histories, places: Codes) -> sparse.csr_matrix:
        values = weigh_events(histories, self.decay).astype(np.float32)
        kept = (places[histories.clips] >= 0) & (values != 0)
        chosen = histories.keep(kept)
        shape = (len(histories), len(self.warm))
        return sparse.csr_matrix((values[kept], places[chosen.clips], chosen.starts), shape)

    def _multiply(self, rows: sparse.csr_matrix, columns: Codes | None) -> Scores:
        if columns is None:
            found = rows @ self.weights
        else:  # only what is needed of a large matrix
            used = np.unique(rows.indices)
            part = (
                self.weights[used][:, columns] if sparse.issparse(self.weights) else self.weights[np.ix_(used, columns)]
            )
            found = rows[:, used] @ part
        return np.asarray(found.toarray() if sparse.issparse(found) else found, np.float32)

    def tensors(self) -> Tensors:
        """What a checkpoint keeps."""
        held: Any = self.weights
        if sparse.issparse(held):
            parts = {"data": held.data, "indices": held.indices, "indptr": held.indptr}
        else:
            parts = {"weights": held}
        return {"warm": self.warm, "decay": np.array([self.decay]), "size": np.array([self.size]), **parts}

    @classmethod
    def load(cls, tensors: Mapping[str, NDArray[np.generic]]) -> ItemWeights:
        """The model of `tensors`."""
        warm = np.asarray(tensors["warm"], np.int64)
        if "weights" in tensors:
            weights = np.asarray(tensors["weights"], np.float32)
        else:
            shape = (len(warm), len(warm))
            weights = sparse.csr_matrix((tensors["data"], tensors["indices"], tensors["indptr"]), shape)
        return cls(warm, weights, int(tensors["size"][0]), float(tensors["decay"][0]))
