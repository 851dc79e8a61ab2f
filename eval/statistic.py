"""Shares with their uncertainty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb, sqrt

Z_95 = 1.959964
"""The 97.5 % quantile of the standard normal distribution."""


@dataclass(frozen=True)
class Share:
    """A share of `n` trials with its 95 % interval."""

    n: int
    mean: float
    low: float
    high: float


def share_of(outcomes: Sequence[bool], z: float = Z_95) -> Share:
    """The share of true outcomes with the Wilson score interval (Wilson, 1927); 0 of 0 spans everything.

    >>> share_of([True] * 9 + [False])
    Share(n=10, mean=0.9, low=0.5958, high=0.9821)
    """
    n = len(outcomes)
    if n == 0:
        return Share(0, 0.0, 0.0, 1.0)
    mean = sum(outcomes) / n
    middle = (mean + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * sqrt(mean * (1 - mean) / n + z * z / (4 * n * n))
    return Share(n, mean, round(max(0.0, middle - half), 4), round(min(1.0, middle + half), 4))


def pass_power(successes: Sequence[tuple[int, int]], k: int) -> float:
    """pass^k: the mean chance that k runs drawn from a task's runs all succeed (Yao et al., tau-bench, 2024).

    `successes` holds (successful runs, runs) a task; tasks with fewer than k runs are left out.

    >>> pass_power([(2, 2), (1, 2)], 2)
    0.5
    """
    chances = [comb(won, k) / comb(runs, k) for won, runs in successes if runs >= k]
    return sum(chances) / len(chances) if chances else 0.0


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0 to 1) of the values lie, nearest rank; 0 of none.

    >>> percentile([1.0, 2.0, 3.0, 4.0], 0.5)
    2.0
    """
    if not values:
        return 0.0
    ranked = sorted(values)
    return ranked[max(0, min(len(ranked) - 1, -(-int(share * 1000) * len(ranked) // 1000) - 1))]
