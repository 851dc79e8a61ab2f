"""Diversity: maximal marginal relevance (Carbonell and Goldstein, 1998), and no near-twins side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from reeltalk.retrieval.clip import Candidate

WEIGHT = 0.85
"""The share of the score; the rest is unlikeness to what stands already."""
TWIN_COSINE = 0.95
"""Clips whose whole descriptions are at least this alike are near-twins."""


def diversify(
    candidates: Sequence[Candidate], vectors: NDArray[np.float32], *, limit: int, weight: float = WEIGHT
) -> list[Candidate]:
    """Return at most `limit` candidates in an order of high scores and little repetition.

    `candidates` come best first, `vectors` (n, d) are their whole-description vectors. The first stays first.
    A near-twin of the one before it waits; where nothing else is left to stand between them, it is left out.
    """
    if not candidates or limit < 1:
        return []
    twins = _find_twins(candidates, vectors)
    likeness = vectors @ vectors.T
    worth = weight * _scale(np.array([candidate.score for candidate in candidates]))
    left = np.ones(len(candidates), dtype=np.bool_)
    nearest = np.zeros(len(candidates))
    chosen: list[int] = []
    while len(chosen) < limit:
        free = left & ~twins[chosen[-1]] if chosen else left
        if not free.any():
            break
        pick = int(np.argmax(np.where(free, worth - (1 - weight) * nearest, -np.inf))) if chosen else 0
        chosen.append(pick)
        left[pick] = False
        nearest = np.maximum(nearest, likeness[pick])
    return [candidates[number] for number in chosen]


def normalise_title(title: str) -> str:
    """Return a title's words and numbers, without case and signs."""
    return " ".join(re.findall(r"\w+", title.casefold()))


def _find_twins(candidates: Sequence[Candidate], vectors: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Return which pairs (n, n) are near-twins: alike in meaning, or of the same title."""
    twins = np.asarray(vectors @ vectors.T >= TWIN_COSINE)
    titles = [normalise_title(candidate.clip.title) for candidate in candidates]
    codes = np.unique(titles, return_inverse=True)[1]
    named = np.array([bool(title) for title in titles])
    twins |= (codes[:, None] == codes[None, :]) & named[:, None]
    return twins


def _scale(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return scores on [0, 1]."""
    span = float(np.ptp(scores))
    return (scores - scores.min()) / span if span > 0 else np.zeros_like(scores)
