"""Popularity with time decay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from reeltalk.retrieval.histories import TARGET, Histories
from reeltalk.retrieval.item_weights import Scores, Tensors
from reeltalk.retrieval.watchlog import Codes, Floats

DAY_S = 86_400.0
REACH = 10
"""Half-lives after which an event counts no more: it would count less than a thousandth."""


@dataclass(frozen=True)
class Popularity:
    """How much each clip was watched and liked of late, as of a viewer's latest event: nothing after it counts."""

    clips: Codes
    """The clip of each event that counts, in order of time (e,)."""
    times: Floats
    """When, in seconds since 1970 (e,)."""
    size: int
    """How many clips there are."""
    days: float = np.inf
    """After how many days an event counts half; never fewer for no end."""

    def score(self, histories: Histories, columns: Codes | None = None) -> Scores:
        """Logarithms of decayed counts (n, columns); for a viewer without events as of the latest event of all."""
        newest = self.times[-1] if len(self.times) else 0.0
        ends = np.where(histories.lengths > 0, histories.ends, newest)
        scores = np.empty((len(histories), self.size if columns is None else len(columns)), np.float32)
        for place, end in enumerate(ends):
            counts = self._count(float(end))
            scores[place] = np.log1p(counts if columns is None else counts[columns])
        return scores

    @cached_property
    def present(self) -> Scores:
        """Scores (size,) as of the latest event of all."""
        return np.log1p(self._count(float(self.times[-1]) if len(self.times) else 0.0)).astype(np.float32)

    def _count(self, now: float) -> Floats:
        span = self.days * DAY_S
        first = int(np.searchsorted(self.times, now - REACH * span)) if np.isfinite(span) else 0
        late = slice(first, int(np.searchsorted(self.times, now, "right")))
        worth = 0.5 ** ((now - self.times[late]) / span)
        return np.asarray(np.bincount(self.clips[late], worth, self.size), float)

    def tensors(self) -> Tensors:
        """What a checkpoint keeps."""
        return {"clips": self.clips, "times": self.times, "size": np.array([self.size]), "days": np.array([self.days])}

    @classmethod
    def load(cls, tensors: Mapping[str, NDArray[np.generic]]) -> Popularity:
        """The model of `tensors`."""
        clips, times = np.asarray(tensors["clips"], np.int64), np.asarray(tensors["times"], float)
        return cls(clips, times, int(tensors["size"][0]), float(tensors["days"][0]))


def fit_popularity(histories: Histories, *, days: float = np.inf) -> Popularity:
    """Popularity by what was watched and not disliked."""
    good = histories.weights >= TARGET
    order = np.argsort(histories.times[good], kind="stable")
    return Popularity(histories.clips[good][order], histories.times[good][order], histories.size, days)
