"""Hybrid search: whole descriptions, single passages and words, fused.

Candidates come from the whole-description vectors, in large catalogs from the nearest clusters of them, and BM25; for
their union every feature is computed exactly, z-scored against a fixed background of clips and combined linearly. Small
catalogs are scored whole.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]  # no types

from reeltalk.retrieval.indexes import Indexes

Rows = NDArray[np.int64]
Floats = NDArray[np.float32]
_Moments = tuple[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True)
class FusionSettings:
    """How features become one score, and where the search is exact."""

    whole: float = 1.0
    """Weight of the whole description's cosine."""
    passage: float = 1.0
    """Weight of the best passage's cosine."""
    lexical: float = 0.4
    """Weight of BM25."""
    candidates: int = 400
    """How many clips each source proposes."""
    small: int = 1000
    """Up to this many clips every one of them is scored."""
    exact: int = 30_000
    """Up to this many clips are compared by their whole vectors; of more, those whose clusters are nearest."""
    background: int = 500
    """Clips in the fixed background."""
    lexical_depth: int = 3000
    """How many BM25 hits of the whole catalog are read where constraints leave a part of it."""
    lexical_background: int = 2000
    """Clips in the fixed sample that says how BM25 usually is: more than for cosines, for most hold no word of it."""
    lexical_rows: int = 20_000
    """Up to this many allowed clips BM25 is asked for them alone, where the catalog's best hits are mostly others."""
    sharpest: float = 8.0
    """A feature's best value is at most this many deviations above its mean, however rare the word that matched."""


@dataclass(frozen=True)
class Ranking:
    """Rows, best first, with what was measured of each."""

    rows: Rows
    score: Floats
    """The fused score."""
    relevance: Floats
    """The best raw cosine."""
    passage: Rows
    """The number of the best passage."""
    fused_ms: float = 0.0
    """How long scoring and sorting took, once the features were there."""

    def pick(self, places: Rows) -> Ranking:
        """Return some of the rows, in the order of `places`."""
        picked = self.rows[places], self.score[places], self.relevance[places], self.passage[places]
        return Ranking(*picked, self.fused_ms)


@dataclass(frozen=True)
class _Background:
    """What a feature looks like on clips nobody asked for."""

    whole: Floats
    passages: Floats
    starts: Rows
    lexical: Rows
    """The rows whose BM25 is looked at; all of them in a small catalog."""

    def moments(self, vector: Floats, detail: Floats) -> _Moments:
        """Return mean and deviation of the whole cosine and of the best passage's."""
        whole = self.whole @ vector
        best = np.maximum.reduceat(self.passages @ detail, self.starts)
        return (float(whole.mean()), float(whole.std())), (float(best.mean()), float(best.std()))


class Search:
    """Ranks rows for a request; safe to use from several threads."""

    def __init__(self, indexes: Indexes, settings: FusionSettings) -> None:
        """Search in open indexes."""
        self._indexes = indexes
        self._settings = settings
        self._background: _Background | None = None
        self._threads = ThreadpoolController()

    def forget_background(self) -> None:
        """Draw the background anew at the next search, after the catalog changed."""
        self._background = None

    def rank(
        self,
        text: str,
        vector: Floats,
        allowed: NDArray[np.bool_],
        live: NDArray[np.bool_],
        depth: int,
        detail: Floats | None = None,
    ) -> Ranking:
        """Return the best `depth` of the allowed rows for a request's words and unit vector (d,).

        `detail` is what single passages are compared with, where that is not the same vector.
        """
        with self._threads.limit(limits=1, user_api="blas"):  # the products are small: waking threads costs more
            return self._rank(text, vector, allowed, live, depth, vector if detail is None else detail)

    def _rank(
        self,
        text: str,
        vector: Floats,
        allowed: NDArray[np.bool_],
        live: NDArray[np.bool_],
        depth: int,
        detail: Floats,
    ) -> Ranking:
        allowed = allowed & live
        rows, size = np.flatnonzero(allowed), int(np.count_nonzero(live))
        if not rows.size or depth < 1:
            return _nothing()
        background = self._draw_background(live)
        hits = self._propose_by_words(text, rows, size)
        known = hits[hits < live.size]
        union, whole = self._propose(rows, vector, known[allowed[known]], allowed, depth)
        best, number = self._indexes.passages.best(union, detail)
        words, usual_words = self._weigh_words(text, union, background.lexical)
        usual = background.moments(vector, detail)
        gathered = time.perf_counter()
        score = self._fuse(whole, best, words, usual_words, usual)
        order = np.argsort(-score, kind="stable")[:depth]
        fused_ms = (time.perf_counter() - gathered) * 1e3
        return Ranking(union[order], score[order], np.maximum(whole, best)[order], number[order], fused_ms)

    def _propose(
        self, rows: Rows, vector: Floats, hits: Rows, allowed: NDArray[np.bool_], depth: int
    ) -> tuple[Rows, Floats]:
        """Return the rows to score, sorted, with their whole cosines."""
        settings = self._settings
        count = max(settings.candidates, depth)
        if rows.size > settings.exact:
            rows = self._indexes.whole.near(vector, allowed, settings.exact)
        cosines = self._indexes.whole.product(rows, vector)
        if rows.size > settings.small:
            best = np.argpartition(-cosines, min(count, rows.size - 1))[:count]
            union = np.union1d(rows[best], hits[:count])
            return union, self._indexes.whole.product(union, vector)
        union = np.union1d(rows, hits[:count])
        return (union, cosines) if union.size == rows.size else (union, self._indexes.whole.product(union, vector))

    def _propose_by_words(self, text: str, rows: Rows, size: int) -> Rows:
        """Return the rows of the best BM25 hits: of the allowed ones where those are few, else of the whole catalog,
        deep enough that a filter leaves some."""
        settings = self._settings
        if rows.size == size:
            return self._indexes.lexical.search(text, settings.candidates)[0]
        if rows.size * 2 < size and rows.size <= settings.lexical_rows:
            return self._indexes.lexical.search(text, settings.candidates, rows.tolist())[0]
        return self._indexes.lexical.search(text, settings.lexical_depth)[0]

    def _weigh_words(self, text: str, union: Rows, background: Rows) -> tuple[Floats, Floats]:
        """Return the BM25 of the rows to score and of the background's."""
        asked, lexical = np.union1d(union, background), self._indexes.lexical
        if len(asked) <= self._settings.lexical_rows:
            hits, weights = lexical.search(text, len(asked), asked.tolist())
        else:
            hits, weights = lexical.search(text, max(1, lexical.count()))
        return _look_up(union, hits, weights), _look_up(background, hits, weights)

    def _fuse(self, whole: Floats, best: Floats, words: Floats, usual_words: Floats, usual: _Moments) -> Floats:
        """Combine the features, z-scored by how they usually are; `usual_words` is the background's BM25."""
        settings = self._settings
        (whole_mean, whole_std), (best_mean, best_std) = usual
        mean, deviation = float(usual_words.mean()), float(usual_words.std())
        top = max(float(words.max(initial=0.0)), float(usual_words.max(initial=0.0)))
        score = settings.whole * (whole - whole_mean) / max(whole_std, 0.02)
        score = score + settings.passage * (best - best_mean) / max(best_std, 0.02)
        if top > 0:
            scale = max(deviation, (top - mean) / settings.sharpest, top / 20)  # all alike: the words tell nothing
            score = score + settings.lexical * (words - mean) / scale
        return np.asarray(score, dtype=np.float32)

    def _draw_background(self, live: NDArray[np.bool_]) -> _Background:
        """Return the fixed background: the same rows as long as the catalog stays as it is."""
        drawn = self._background
        if drawn is None:
            rows = lexical = np.flatnonzero(live)
            chance = np.random.default_rng(0)
            if rows.size > self._settings.background:
                rows = np.sort(chance.choice(rows, self._settings.background, replace=False))
            if lexical.size > self._settings.lexical_background:
                lexical = np.sort(chance.choice(lexical, self._settings.lexical_background, replace=False))
            passages, counts = self._indexes.passages.take(rows)
            starts = (np.cumsum(counts) - counts)[counts > 0]
            drawn = self._background = _Background(self._indexes.whole.take(rows), passages, starts, lexical)
        return drawn


def _look_up(rows: Rows, hits: Rows, weights: Floats) -> Floats:
    """Return each row's BM25, 0 where it is no hit."""
    found = np.zeros(len(rows), dtype=np.float32)
    if hits.size:
        order = np.argsort(hits)
        places = np.minimum(np.searchsorted(hits[order], rows), len(hits) - 1)
        same = hits[order][places] == rows
        found[same] = weights[order][places][same]
    return found


def _nothing() -> Ranking:
    return Ranking(np.empty(0, np.int64), np.empty(0, np.float32), np.empty(0, np.float32), np.empty(0, np.int64))
