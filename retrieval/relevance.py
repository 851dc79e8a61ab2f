"""The floor on relevance: what is near enough to a request to be ordered by something else."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from reeltalk.retrieval.clip import Candidate

BEST_SCORES = (3.0, 12.0)
SHARES_OF_BEST = (0.3, 0.55)
"""A clip is about something else below this share of the best fused score, linear between the two `BEST_SCORES`:
the larger the catalog, the more the best stands out. Chosen by eye on 7, 26 and 20,000 clips; of 100 captions of 200
clips it keeps the right one for 85, with 11 others on average."""
SHARE_OF_COSINE = 0.55
"""The same for the best cosine."""
LEAST_COSINE = 0.2
"""Below it no sentence of a clip has to do with the request, by the default encoder."""


def keep_relevant(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates above the floor, in their order; all of them where there was no query."""
    if any(candidate.relevance is None for candidate in candidates):
        return list(candidates)
    scores = np.array([candidate.score for candidate in candidates], dtype=np.float64)
    cosines = np.array([candidate.relevance for candidate in candidates], dtype=np.float64)
    kept = find_relevant(scores, cosines)
    return [candidate for candidate, keep in zip(candidates, kept, strict=True) if keep]


def find_relevant(scores: NDArray[np.floating], cosines: NDArray[np.floating]) -> NDArray[np.bool_]:
    """Return which clips are above the floor, by fused score and best cosine; the best one always is."""
    if not len(scores):
        return np.zeros(0, dtype=np.bool_)
    best = float(scores.max())
    share = float(np.interp(best, BEST_SCORES, SHARES_OF_BEST))
    kept = (scores >= share * best) & (cosines >= max(LEAST_COSINE, SHARE_OF_COSINE * float(cosines.max())))
    kept[int(np.argmax(scores))] = True
    return np.asarray(kept)
