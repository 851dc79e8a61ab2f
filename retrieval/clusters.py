"""Clusters of near vectors: what to look at first where there are too many to compare all of them.

An inverted file (Sivic and Zisserman, Video Google, 2003) without its own copy of the vectors: each row has the number
of the centroid that it is nearest to, and a search walks the clusters, nearest centroid first, until it has met enough
rows that it may return. So a filter costs no recall, however few rows it leaves. All of it is computed from the
vectors, and is computed anew where it is missing.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reeltalk.retrieval.growing import GrowingArray

Floats = NDArray[np.float32]
Rows = NDArray[np.int64]
Mask = NDArray[np.bool_]

FROM = 50_000
"""Vectors from which on clusters are made; fewer are compared one by one."""
MOST = 2048
"""Clusters there are at most."""
SAMPLE = 64
"""Vectors a cluster that centroids are computed from."""
ROUNDS = 8
_AT_ONCE = 4096
_STEP = 16
"""Clusters looked into at a time."""


@dataclass(frozen=True)
class _Lists:
    """The rows of each cluster, as they stood at one time."""

    version: int
    centroids: Floats
    rows: Rows
    """Ordered by cluster."""
    starts: Rows
    """Where each cluster starts in them, and where the last one ends."""


class Clusters:
    """The cluster of each row; none until `settle` finds enough vectors. Searching from several threads is safe."""

    def __init__(self, folder: Path, dimensions: int) -> None:
        """Open the files in a folder, made where they are not there."""
        self._file = folder / "centroids.npy"
        self._of = GrowingArray(folder / "clusters.i16", np.dtype((np.int16, ())))  # row -> cluster + 1; 0 is none
        self._centroids = _read(self._file, dimensions)
        self._version = 0
        self._lists: _Lists | None = None

    @property
    def made(self) -> bool:
        """Whether there are any."""
        return len(self._centroids) > 0

    def put(self, rows: Rows, vectors: Floats) -> None:
        """Note the nearest centroid of vectors (n, d) at rows (n,)."""
        if rows.size and self.made:
            self._of.reserve(int(rows.max()) + 1)
            self._of.view[rows] = _nearest(vectors, self._centroids)
            self._version += 1

    def clear(self, rows: Rows) -> None:
        """Take rows out."""
        self._of.view[rows[rows < len(self._of.view)]] = 0
        self._version += 1

    def draw(self, vector: Floats, allowed: Mask, count: int) -> Rows:
        """Return allowed rows of the clusters nearest to a unit vector, sorted: `count` or a few more, where there are
        so many."""
        lists = self._read_lists()
        order = np.argsort(-(lists.centroids @ vector))
        found: list[Rows] = []
        left = count
        for at in range(0, len(order), _STEP):
            near = order[at : at + _STEP].tolist()
            rows = np.concatenate([lists.rows[lists.starts[one] : lists.starts[one + 1]] for one in near])
            found.append(rows[allowed[np.minimum(rows, len(allowed) - 1)] & (rows < len(allowed))])
            left -= found[-1].size
            if left <= 0:
                break
        return np.sort(np.concatenate(found))

    def outgrown(self, count: int) -> bool:
        """Whether so many vectors should have clusters that are not there, or more of them."""
        return count >= FROM and len(self._centroids) * 2 < _wanted(count)

    def settle(self, vectors: Floats, filled: Mask) -> None:
        """Make the clusters where they are outgrown, and see that every filled row has one."""
        rows = np.flatnonzero(filled)
        if not self.made and not self.outgrown(rows.size):
            return
        self._of.reserve(len(filled))
        held = self._of.view[rows]
        if self.outgrown(rows.size) or int(held.max(initial=0)) > len(self._centroids):
            self._make(rows, vectors)
        elif (held == 0).any():
            self.put(rows[held == 0], vectors[rows[held == 0]])

    def flush(self) -> None:
        """Have the system write to disk."""
        self._of.flush()

    def _make(self, rows: Rows, vectors: Floats) -> None:
        """Compute centroids and the cluster of every row; the centroids are written last, so that a kill on the way
        starts this again."""
        self._file.unlink(missing_ok=True)
        centroids = _find_centroids(vectors, rows)
        parts = [_nearest(vectors[rows[at : at + _AT_ONCE]], centroids) for at in range(0, len(rows), _AT_ONCE)]
        self._of.view[rows] = np.concatenate(parts)
        self._centroids = centroids
        self._version += 1
        self.flush()
        _write(self._file, centroids)

    def _read_lists(self) -> _Lists:
        lists, version = self._lists, self._version
        if lists is None or lists.version != version:
            centroids, of = self._centroids, self._of.view
            rows = np.argsort(of, kind="stable")
            starts = np.searchsorted(of[rows], np.arange(1, len(centroids) + 2))
            lists = self._lists = _Lists(version, centroids, rows, starts)
        return lists


def _nearest(vectors: Floats, centroids: Floats) -> NDArray[np.int16]:
    """The number of each vector's nearest centroid, counted from 1."""
    return np.asarray((vectors @ centroids.T).argmax(axis=1) + 1, dtype=np.int16)


def _wanted(vectors: int) -> int:
    """How many clusters so many vectors should have."""
    return min(MOST, int(2 * vectors**0.5))


def _find_centroids(vectors: Floats, rows: Rows) -> Floats:
    """Spherical k-means over a sample, from fixed chance (Dhillon and Modha, 2001)."""
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]  # no types; only seldom needed

    random = np.random.default_rng(0)
    wanted = _wanted(rows.size)
    sample = vectors[np.sort(random.choice(rows, min(rows.size, SAMPLE * wanted), replace=False))]
    centroids = sample[random.choice(len(sample), wanted, replace=False)]
    for _ in range(ROUNDS):
        of = np.concatenate([(part @ centroids.T).argmax(axis=1) for part in np.array_split(sample, wanted // 16)])
        sums = csr_matrix((np.ones(len(of), np.float32), of, np.arange(len(of) + 1)), (len(of), wanted)).T @ sample
        norms = np.linalg.norm(sums, axis=1, keepdims=True)
        centroids = np.where(norms > 0, sums / np.maximum(norms, 1e-12), centroids)
    return np.asarray(centroids, dtype=np.float32)


def _read(file: Path, dimensions: int) -> Floats:
    """The centroids (k, d); none where the file is missing or is not whole."""
    try:
        found = np.load(file, allow_pickle=False)
    except (OSError, ValueError, EOFError):
        found = None
    fits = found is not None and found.ndim == 2 and found.shape[1] == dimensions and found.dtype == np.float32
    return found if fits else np.empty((0, dimensions), dtype=np.float32)


def _write(file: Path, centroids: Floats) -> None:
    """Write all or nothing."""
    part = file.with_suffix(".part")
    with part.open("wb") as stream:
        np.save(stream, centroids)
        stream.flush()
        os.fsync(stream.fileno())
    part.replace(file)
