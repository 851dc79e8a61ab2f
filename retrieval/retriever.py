"""Retrieval in open indexes: constraints, ranking, order, and the rows turned into candidates."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, field
from math import isnan

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Engine

from reeltalk.retrieval import store
from reeltalk.retrieval.clip import Candidate, Clip
from reeltalk.retrieval.columns import Columns
from reeltalk.retrieval.constraints import Constraints, Sort
from reeltalk.retrieval.encoder import Encoder
from reeltalk.retrieval.exclusion import Exclusion
from reeltalk.retrieval.indexes import Indexes
from reeltalk.retrieval.relevance import find_relevant
from reeltalk.retrieval.search import Floats, FusionSettings, Ranking, Rows, Search
from reeltalk.retrieval.unwanted import unwanted_rows

MAX_QUERY_LETTERS = 4000
"""A longer request is cut: nobody describes a clip at such length, and it must not hold up others."""
KEPT_CLIPS = 20_000
"""Clips held in memory."""
KEPT_EXCLUSIONS = 256
"""Exclusions whose rows are held in memory."""

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Retrieval:
    """What was found for a request."""

    candidates: list[Candidate]
    """Best first."""
    matching: int
    """How many clips fulfil the constraints."""
    timings: dict[str, float] = field(default_factory=dict)
    """Milliseconds by stage: encode the request, rank (find and measure rows), fuse the measures, read the clips."""
    unknown: dict[str, list[str]] = field(default_factory=dict)
    """Argument -> nearest values, for a category, creator, tag or language that no clip has."""
    missing: list[str] = field(default_factory=list)
    """Fields that clips do not state, where that removed everything."""


class Retriever:
    """Answers requests from open indexes."""

    def __init__(
        self,
        engine: Engine,
        indexes: Indexes,
        columns: Columns,
        encoder: Callable[[], Encoder],
        settings: FusionSettings,
    ) -> None:
        """Stand on a home's indexes and columns."""
        self.indexes = indexes
        self.columns = columns
        self._engine = engine
        self._encoder = encoder
        self._search = Search(indexes, settings)
        self._kept: dict[int, Clip] = {}
        self._unwanted: dict[tuple[str, ...], Rows] = {}

    def note_changes(self, rows: list[int]) -> None:
        """Read rows anew after they were written to the indexes."""
        self.columns.update(rows)
        for row in rows:
            self._kept.pop(row, None)
        self._unwanted = {}
        self._search.forget_background()

    def settle(self) -> None:
        """Cluster the vectors anew, where there are so many more that the clusters are outgrown."""
        if self.indexes.whole.outgrown(len(self.columns)):
            self.indexes.whole.settle(self.columns.live())

    def ids_of(self, rows: Rows) -> list[str]:
        """Return the ids of rows."""
        return self.columns.ids_of(rows)

    def vectors_of(self, ids: Sequence[str]) -> Floats:
        """Return whole-description vectors (n, d); a row of zeros for a clip that is not there."""
        rows = self.columns.rows_of(ids)
        if len(rows) == len(ids):
            return self.indexes.whole.take(rows)
        found = [self.columns.rows_of([name]) for name in ids]
        none = np.zeros((1, self.indexes.whole.dimensions), np.float32)
        return np.concatenate([none[:0], *(self.indexes.whole.take(row) if row.size else none for row in found)])

    def mask(
        self, constraints: Constraints, allowed: Set[str] | None, banned: Set[str], extra_excludes: Sequence[str]
    ) -> Mask:
        """Return the rows that fulfil the constraints, are allowed and not banned."""
        mask = self.columns.mask(constraints)
        if allowed is not None:
            mask &= self.columns.mask_of(allowed)[: mask.size]  # the columns may have grown since
        if banned:
            mask &= ~self.columns.mask_of(banned)[: mask.size]
        terms = (*(constraints.exclude or ()), *extra_excludes)
        if terms:
            rows = self._unwanted_rows(terms)
            mask[rows[rows < mask.size]] = False
        return mask

    def _unwanted_rows(self, terms: tuple[str, ...]) -> Rows:
        """Return the rows that exclusions remove, remembered until the catalog changes."""
        known = self._unwanted
        if terms not in known:
            if len(known) >= KEPT_EXCLUSIONS:
                known.clear()
            known[terms] = unwanted_rows(Exclusion(terms), self.indexes.lexical, self._engine)
        return known[terms]

    def retrieve(self, query: str, constraints: Constraints, mask: Mask, depth: int) -> Retrieval:
        """Return the best of the masked rows for a request; without words the most popular."""
        text = _clean(query)
        started = time.perf_counter()
        if text:
            vector = self._encoder().encode([text])[0]
            encoded = time.perf_counter()
            ranking = self._search.rank(text, vector, mask, self._live(mask), depth)
        else:
            encoded = started
            ranking = self._by_field(
                mask, constraints.sort if constraints.sort not in (None, "relevance") else "popular", depth
            )
        return self._conclude(ranking, constraints, mask, started, encoded)

    def similar(self, clip_id: str, change: str | None, constraints: Constraints, mask: Mask, depth: int) -> Retrieval:
        """Return the masked rows most like a clip, changed as said."""
        started = time.perf_counter()
        row = self.columns.rows_of([clip_id])
        if not row.size:
            return Retrieval([], int(mask.sum()))
        vector = detail = self.indexes.whole.take(row)[0]
        if text := _clean(change or ""):  # as a whole like the clip with the change, in one passage like the change
            detail = self._encoder().encode([text])[0]
            vector = (vector + detail) / np.linalg.norm(vector + detail)
        ranking = self._search.rank(text, vector, mask, self._live(mask), depth, detail)
        return self._conclude(ranking, constraints, mask, started, started)

    def _conclude(
        self, ranking: Ranking, constraints: Constraints, mask: Mask, started: float, encoded: float
    ) -> Retrieval:
        """Order as asked for, read the rows and say what was not there."""
        ranked = time.perf_counter()
        candidates = self._to_candidates(self._order(ranking, constraints))
        read = time.perf_counter()
        matching = int(mask.sum())
        fused = ranking.fused_ms
        timings = {"encode": (encoded - started) * 1e3, "rank": (ranked - encoded) * 1e3 - fused, "fuse": fused}
        return Retrieval(
            candidates,
            matching,
            timings | {"read": (read - ranked) * 1e3},
            self.columns.unknown(constraints),
            [] if matching else self.columns.missing(constraints),
        )

    def _live(self, mask: Mask) -> Mask:
        """Return the rows that hold a clip, as far as the mask reaches: rows may have come since it was made."""
        return self.columns.live()[: mask.size]

    def _order(self, ranking: Ranking, constraints: Constraints) -> Ranking:
        """Sort by a field where asked for, unknowns last; among what is relevant, where something was asked."""
        sort = constraints.sort
        if sort is None or sort == "relevance" or not ranking.rows.size:
            return ranking
        if not np.isnan(ranking.relevance).any():
            ranking = ranking.pick(np.flatnonzero(find_relevant(ranking.score, ranking.relevance)))
        place = {int(row): number for number, row in enumerate(ranking.rows)}
        return ranking.pick(np.array([place[int(row)] for row in self.columns.sorted_rows(ranking.rows, sort)]))

    def _by_field(self, mask: Mask, sort: Sort, depth: int) -> Ranking:
        """Return the masked rows in the order asked for, else the most viewed first."""
        rows = self.columns.sorted_rows(np.flatnonzero(mask), sort)[:depth]
        score = np.linspace(1, 0, len(rows), endpoint=False, dtype=np.float32)
        return Ranking(rows, score, np.full(len(rows), np.nan, np.float32), np.full(len(rows), -1, np.int64))

    def _to_candidates(self, ranking: Ranking) -> list[Candidate]:
        """Read the ranked rows from the truth; one that is gone by now is left out."""
        rows = [int(row) for row in ranking.rows]
        kept = self._keep(rows)
        measured = zip(rows, ranking.score.tolist(), ranking.relevance.tolist(), ranking.passage.tolist(), strict=True)
        return [
            Candidate(clip=clip, score=score, relevance=None if isnan(relevance) else relevance, passage=number)
            for row, score, relevance, number in measured
            if (clip := kept.get(row)) is not None
        ]

    def _keep(self, rows: Iterable[int]) -> dict[int, Clip]:
        """Hold the clips of rows in memory, and return all that is held."""
        missing = [row for row in rows if row not in self._kept]
        if len(self._kept) + len(missing) > KEPT_CLIPS:
            self._kept = {}
        if missing:
            self._kept.update(store.fetch_rows(self._engine, missing))
        return self._kept


def _clean(query: str) -> str:
    """Cut a request and replace lone surrogates, which neither encoder nor index takes."""
    return query.strip()[:MAX_QUERY_LETTERS].encode("utf-8", "replace").decode("utf-8")
