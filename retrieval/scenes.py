"""Scenes, moments and telling frames, from how much the picture changes between samples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LONGEST_S = 60.0
"""No moment is longer."""
SHORTEST_S = 6.0
"""No cut makes a moment shorter than this."""
_FLOOR = 0.18
"""A change below this is no cut, however still the rest is."""
_SURE = 0.5
"""A change from this on is a cut, however much moves around it."""
_CONTRAST = 3.0
"""A cut changes the picture this many times more than its surroundings do."""
_RISE, _SPREADS = 1.35, 8.0
"""A cut in the midst of even motion: this many times the usual change, and above it by so many times its spread."""
_AROUND = 6
"""Samples on each side that are a change's surroundings."""
_BINS = 16


@dataclass(frozen=True)
class Sample:
    """One looked-at picture, made small: its time in seconds and its pixels (height, width, 3), 0 to 255."""

    time_s: float
    pixels: NDArray[np.uint8]


def measure_change(before: NDArray[np.uint8], after: NDArray[np.uint8]) -> float:
    """How much a small picture changes into the next, from 0 to 1.

    The mean of two measures: how far pixels move in brightness, which sees motion, and half the L1 distance of the
    colour histograms, which does not mind motion and sees another place.
    """
    moved = float(np.abs(before.astype(np.int16) - after.astype(np.int16)).mean()) / 255
    spread = float(np.abs(_histogram(before) - _histogram(after)).sum()) / 2
    return min(1.0, (min(1.0, 3 * moved) + spread) / 2)


def find_cuts(changes: NDArray[np.float64]) -> list[int]:
    """The places in `changes` (n) where a scene ends: changes that stand out of their surroundings."""
    cuts = []
    for place, change in enumerate(changes):
        if change < _FLOOR:
            continue
        around = np.r_[changes[max(0, place - _AROUND) : place], changes[place + 1 : place + 1 + _AROUND]]
        if _stands_out(float(change), around) and change >= float(changes[max(0, place - 1) : place + 2].max()):
            cuts.append(place)
    return cuts


def _stands_out(change: float, around: NDArray[np.float64]) -> bool:
    """Whether a change is large, or large for its surroundings, or rises out of changes that are all alike, as in a
    steady pan: by their median absolute deviation, which a second cut nearby does not move."""
    usual = float(np.median(around)) if around.size else 0.0
    spread = float(np.median(np.abs(around - usual))) if around.size else 0.0
    rises = change >= _RISE * usual and change - usual >= _SPREADS * spread + 0.02
    return change >= min(_SURE, _CONTRAST * usual) or rises


def cut_moments(
    times: Sequence[float], strengths: Sequence[float], duration_s: float, longest_s: float = LONGEST_S
) -> list[tuple[float, float]]:
    """Moments (start, end) in seconds that make up the whole, from cuts at `times` with their `strengths`.

    The strongest cut parts first, as long as both parts keep `SHORTEST_S`; what is still too long and has no cut is
    parted evenly, so that no moment is longer than `longest_s`.
    """
    starts = {0.0}
    waiting = [(0.0, duration_s)]
    ranked = sorted(zip(strengths, times, strict=True), reverse=True)
    while waiting:
        start, end = waiting.pop()
        cut = next((time for _, time in ranked if start + SHORTEST_S <= time <= end - SHORTEST_S), None)
        if cut is None:
            parts = max(1, int(np.ceil((end - start) / longest_s - 1e-9)))
            starts |= {start + (end - start) * part / parts for part in range(parts)}
        else:
            waiting += [(start, cut), (cut, end)]
    ordered = sorted(starts)
    return list(zip(ordered, [*ordered[1:], duration_s], strict=True))


def choose_frames(times: Sequence[float], changes: NDArray[np.float64], count: int) -> list[int]:
    """The places of at most `count` samples between which about equally much changes.

    `changes[i]` lies between samples i and i + 1. A quarter of the weight is time itself, so that a still picture is
    seen more than once; samples right after a large change are taken rather than those right before.
    """
    size = len(times)
    if size <= count:
        return list(range(size))
    moved = changes + 1e-9
    passed = np.diff(np.asarray(times, dtype=np.float64)) + 1e-9
    weights = 0.75 * moved / moved.sum() + 0.25 * passed / passed.sum()
    reached = np.r_[0.0, np.cumsum(weights)]
    wanted = (np.arange(count) + 0.5) / count
    return sorted({int(place) for place in np.minimum(np.searchsorted(reached, wanted), size - 1)})


def count_frames(duration_s: float, most: int) -> int:
    """How many frames tell a video of this length: 4 and more, growing with the root of its length."""
    return int(min(most, max(4, round(2.5 * duration_s**0.5))))


def _histogram(pixels: NDArray[np.uint8]) -> NDArray[np.float64]:
    """The share of pixels in each bin of each colour (3 · bins), each colour a third."""
    binned = (pixels.reshape(-1, 3) // (256 // _BINS)).astype(np.int64) + np.arange(3) * _BINS
    counts = np.bincount(binned.ravel(), minlength=3 * _BINS)
    return np.asarray(counts / max(1, binned.size), dtype=np.float64)
