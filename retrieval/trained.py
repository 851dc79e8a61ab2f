"""The trained reranker of a catalog: any clip of it, any viewer, whatever came after the training."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from reeltalk.retrieval.blend import Blend
from reeltalk.retrieval.checkpoint import Checkpoint
from reeltalk.retrieval.content import Content, shift
from reeltalk.retrieval.histories import Histories, encode_histories
from reeltalk.retrieval.popularity import Popularity
from reeltalk.retrieval.viewer import Event
from reeltalk.retrieval.viewers import verdict_of
from reeltalk.retrieval.watchlog import Codes

EVENTS = 60
"""Events of a history that are looked at, the latest: with decay older ones weigh next to nothing, and cost time."""
DISLIKES = 20
"""Older dislikes that are looked at besides."""

Vectors = Callable[[Sequence[str]], NDArray[np.float32]]
"""Description vectors (n, d) of ids; zeros for a clip that there is not."""


class TrainedReranker:
    """Scores by a checkpoint's blend. Events count at once; clips that came later are scored by their descriptions."""

    def __init__(self, checkpoint: Checkpoint, vectors: Vectors) -> None:
        self._checkpoint = checkpoint
        self._codes = {name: code for code, name in enumerate(checkpoint.ids)}
        self._vectors = vectors
        parts = checkpoint.blend.parts
        self._learned = {name: part for name, part in parts.items() if not isinstance(part, Content | Popularity)}
        self._described = {name: part for name, part in parts.items() if isinstance(part, Content)}
        self._popular = {name: part for name, part in parts.items() if isinstance(part, Popularity)}
        self._warm = np.zeros(len(self._codes), bool)
        for part in self._learned.values():
            self._warm[getattr(part, "warm", [])] = True

    def score(self, history: Sequence[Event], candidates: Sequence[str]) -> NDArray[np.float64]:
        """One score a candidate, higher is better; `history` may be of a viewer never seen before."""
        return np.asarray(self.score_batch([history], candidates)[0])

    def score_batch(self, histories: Sequence[Sequence[Event]], candidates: Sequence[str]) -> NDArray[np.float64]:
        """The same for several histories at a time, (histories, candidates)."""
        late = [take_late(history) for history in histories]
        scores = np.zeros((len(late), len(candidates)))
        known = np.array([self._codes.get(name, -1) for name in candidates], np.int64)
        self._add_learned(scores, encode_histories(late, self._codes, len(self._codes)), known)
        if self._described:
            self._add_described(scores, late, candidates, known)
        return scores

    def _add_learned(self, scores: NDArray[np.float64], histories: Histories, known: Codes) -> None:
        """Add what was learned of the candidates that were there at the training."""
        there = known >= 0
        learned = Blend(self._learned, self._checkpoint.blend.weights)
        scores[:, there] += learned.score(histories, known[there])
        for name, part in self._popular.items():
            scores[:, there] += self._checkpoint.blend.weights[name] * part.present[known[there]]

    def _add_described(
        self, scores: NDArray[np.float64], histories: Sequence[Sequence[Event]], candidates: Sequence[str], known: Codes
    ) -> None:
        """Add likeness of descriptions, over just the clips that it takes."""
        names = list(dict.fromkeys([*candidates, *(event.clip_id for history in histories for event in history)]))
        codes = {name: code for code, name in enumerate(names)}
        vectors = shift(self._vectors(names), self._checkpoint.mean)
        cold = np.ones(len(names), bool)
        for name, place in zip(candidates, known, strict=True):
            cold[codes[name]] = place < 0 or not self._warm[place]
        parts = {
            name: replace(part, vectors=vectors, only=None if part.only is None else cold)
            for name, part in self._described.items()
        }
        encoded = encode_histories(histories, codes, len(names))
        columns = np.array([codes[name] for name in candidates], np.int64)
        scores += Blend(parts, self._checkpoint.blend.weights).score(encoded, columns)


def take_late(history: Sequence[Event]) -> list[Event]:
    """The latest events, oldest first, and before them the latest of the older dislikes."""
    ordered = sorted(history, key=lambda event: event.timestamp)
    older = [event for event in ordered[:-EVENTS] if verdict_of(event) == "dislike"]
    return older[-DISLIKES:] + ordered[-EVENTS:]
