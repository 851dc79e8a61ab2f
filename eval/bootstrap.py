"""Bootstrap intervals of means, and of differences of means, over the same requests."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_AT_ONCE = 1000


@dataclass(frozen=True)
class Estimate:
    """A mean over `n` requests with its 95 % interval."""

    n: int
    mean: float
    low: float
    high: float


class Bootstrap:
    """The percentile bootstrap (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13).

    Every estimate uses the same resamples, so that the interval of a difference is paired. Requests of one group, such
    as the turns of one dialogue, are drawn together: they are not independent.
    """

    def __init__(self, groups: Sequence[Hashable], *, resamples: int, seed: int) -> None:
        """Resample `groups`, which names the group of each request in order."""
        places = {name: place for place, name in enumerate(dict.fromkeys(groups))}
        self._group_of = np.array([places[name] for name in groups], dtype=np.int64)
        self._groups = len(places)
        self._resamples = resamples
        self._seed = seed

    def estimate(self, values: Floats) -> list[Estimate]:
        """Return the estimate of each column's mean; `values` (n, m) holds one row a request."""
        n = len(values)
        if n == 0:
            return [Estimate(0, 0.0, 0.0, 0.0)] * values.shape[1]
        sums = np.zeros((self._groups, values.shape[1] + 1))
        np.add.at(sums, self._group_of, np.column_stack([values, np.ones(n)]))
        drawn = self._draw(sums)
        low, high = np.quantile(drawn, (0.025, 0.975), axis=0)
        return [
            Estimate(n, round(float(mean), 4), round(float(bottom), 4), round(float(top), 4))
            for mean, bottom, top in zip(values.mean(axis=0), low, high, strict=True)
        ]

    def _draw(self, sums: Floats) -> Floats:
        """Return the means (resamples, m) of all resamples; the last column of `sums` counts requests."""
        random = np.random.default_rng(self._seed)
        share = np.full(self._groups, 1 / self._groups)
        parts = []
        for start in range(0, self._resamples, _AT_ONCE):
            times = random.multinomial(self._groups, share, size=min(_AT_ONCE, self._resamples - start))
            totals = times @ sums
            parts.append(totals[:, :-1] / totals[:, -1:])
        return np.concatenate(parts)
