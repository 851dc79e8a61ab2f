"""Plain ways to retrieve, scored exactly over all clips: what a search has to beat."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reeltalk.retrieval.clip import Clip
from reeltalk.retrieval.encoder import Encoder
from reeltalk.retrieval.lexical import LexicalIndex
from reeltalk.retrieval.sentences import clip_passages, whole_text

Floats = NDArray[np.float32]
LEXICAL_WEIGHT = 0.4
"""What BM25 weighs in the recipe."""
RECIPE = f"recipe: whole + sentence + {LEXICAL_WEIGHT} BM25"
BASELINES: dict[str, Callable[[Floats, Floats, Floats], Floats]] = {
    "BM25": lambda whole, sentence, words: words,
    "whole description": lambda whole, sentence, words: whole,
    "best sentence": lambda whole, sentence, words: sentence,
    RECIPE: lambda whole, sentence, words: (
        standardise(whole) + standardise(sentence) + LEXICAL_WEIGHT * standardise(words)
    ),
}
"""Name -> score of all clips from their whole cosines, best sentence's cosines and BM25."""


class Baselines:
    """Features of all clips for a request, from float32 vectors and an index of their own."""

    def __init__(self, clips: Sequence[Clip], encoder: Encoder, folder: Path) -> None:
        """Encode the clips and index their words in a folder."""
        self._ids = np.array([clip.id for clip in clips])
        self._whole = encoder.encode([whole_text(clip) for clip in clips])
        parts = [[passage.text for passage in clip_passages(clip)] or [clip.title] for clip in clips]
        self._sentences = encoder.encode([text for part in parts for text in part])
        counts = np.array([len(part) for part in parts])
        self._starts = np.cumsum(counts) - counts
        self._lexical = LexicalIndex(folder)
        self._lexical.write(enumerate(clips), ())
        self._by_id = np.argsort(self._ids, kind="stable")

    def features(self, text: str, vector: Floats) -> tuple[Floats, Floats, Floats]:
        """Return whole cosines, best sentence's cosines and BM25 (0 where no word matches), (n,) each."""
        words = np.zeros(len(self._ids), dtype=np.float32)
        rows, scores = self._lexical.search(text, len(self._ids))
        words[rows] = scores
        return self._whole @ vector, np.maximum.reduceat(self._sentences @ vector, self._starts), words

    def rankings(self, text: str, vector: Floats, banned: frozenset[str], depth: int) -> dict[str, list[str]]:
        """Return each baseline's first `depth` ids, best first, ties by id."""
        features = self.features(text, vector)
        return {name: self._rank(score(*features), banned, depth) for name, score in BASELINES.items()}

    def close(self) -> None:
        """Let go of the index."""
        self._lexical.close()

    def _rank(self, scores: Floats, banned: frozenset[str], depth: int) -> list[str]:
        order = self._by_id[np.argsort(-scores[self._by_id], kind="stable")]
        found = (str(name) for name in self._ids[order[: depth + len(banned)]])
        return [name for name in found if name not in banned][:depth]


def standardise(values: Floats) -> Floats:
    """Return (x - mean) / deviation over all clips, for one request; zeros where all are alike."""
    deviation = float(values.std())
    if deviation < 1e-9:
        return np.zeros_like(values)
    return np.asarray((values - values.mean()) / deviation, dtype=np.float32)
