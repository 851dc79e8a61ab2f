"""ALS: factors of viewers and clips (Hu, Koren and Volinsky, Collaborative filtering for implicit feedback, 2008)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reeltalk.retrieval.histories import Histories
from reeltalk.retrieval.item_weights import Scores, Tensors, weigh_events
from reeltalk.retrieval.watchlog import Codes


@dataclass(frozen=True)
class AlsSettings:
    """How the factors are fitted."""

    factors: int = 64
    confidence: float = 10.0
    """How much surer a view is than no view."""
    penalty: float = 0.1
    iterations: int = 15
    decay: float = 1.0
    """What an older event counts of the next where a viewer's factors are computed."""


@dataclass(frozen=True)
class Als:
    """Factors of clips; a viewer's are computed from the history, also of one never seen before."""

    clips: NDArray[np.float32]
    """(clips, factors)"""
    settings: AlsSettings

    def score(self, histories: Histories, columns: Codes | None = None) -> Scores:
        """Scores (n, columns), of all clips unless `columns` holds codes."""
        values = np.maximum(weigh_events(histories, self.settings.decay), 0.0)
        gram = self.clips.T @ self.clips + self.settings.penalty * np.eye(self.clips.shape[1], dtype=np.float32)
        viewers = np.zeros((len(histories), self.clips.shape[1]), np.float32)
        for row in np.flatnonzero(histories.lengths):
            place = slice(histories.starts[row], histories.starts[row + 1])
            own, worth = self.clips[histories.clips[place]], values[place, None].astype(np.float32)
            surer = own.T @ (self.settings.confidence * worth * own)
            wanted = ((1 + self.settings.confidence * worth) * (worth > 0) * own).sum(axis=0)
            viewers[row] = np.linalg.solve(gram + surer, wanted)
        chosen = self.clips if columns is None else self.clips[columns]
        return np.asarray(viewers @ chosen.T, np.float32)

    def tensors(self) -> Tensors:
        """What a checkpoint keeps."""
        chosen = self.settings
        numbers = [chosen.factors, chosen.confidence, chosen.penalty, chosen.iterations, chosen.decay]
        return {"clips": self.clips, "settings": np.array(numbers, float)}

    @classmethod
    def load(cls, tensors: Mapping[str, NDArray[np.generic]]) -> Als:
        """The model of `tensors`."""
        factors, confidence, penalty, iterations, decay = np.asarray(tensors["settings"], float)
        settings = AlsSettings(int(factors), float(confidence), float(penalty), int(iterations), float(decay))
        return cls(np.asarray(tensors["clips"], np.float32), settings)


def fit_als(
    histories: Histories,
    settings: AlsSettings | None = None,
    *,
    seed: int,
    progress: Callable[[int], None] = lambda _: None,
) -> Als:
    """Factors by the `implicit` library; `progress` is told the number of each iteration."""
    from implicit.cpu.als import AlternatingLeastSquares  # type: ignore[import-untyped]  # it ships no types
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]  # the same

    chosen = settings or AlsSettings()
    worth = np.maximum(weigh_events(histories, 1.0), 0.0)
    watched = histories.keep(worth > 0)
    matrix = watched.matrix((1.0 + chosen.confidence * worth[worth > 0]).astype(np.float32))
    with threadpool_limits(1, "blas"):  # the library runs threads of its own
        model = AlternatingLeastSquares(
            factors=chosen.factors,
            regularization=chosen.penalty,
            alpha=1.0,
            iterations=chosen.iterations,
            random_state=seed,
        )
        model.fit(matrix, show_progress=False, callback=lambda number, *_: progress(number))
    return Als(np.asarray(model.item_factors, np.float32), chosen)
