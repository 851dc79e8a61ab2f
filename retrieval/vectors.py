"""Vectors of clips: whole descriptions in float32 and passages in int8, in memory-mapped files addressed by row.

A file only grows, so that a reader's mapping stays valid while a writer extends it. Bytes beyond what the tables
point at are leftovers of an interrupted write and are written over.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reeltalk.errors import damaged
from reeltalk.retrieval.clusters import Clusters
from reeltalk.retrieval.growing import GrowingArray

_AT_ONCE = 1024
"""Vectors unpacked or gathered at a time."""


class WholeVectors:
    """One float32 vector a row; a row of zeros is empty. Many of them have clusters."""

    def __init__(self, folder: Path, dimensions: int) -> None:
        """Map the files in a folder, made where they are not there."""
        self.dimensions = dimensions
        self._array = GrowingArray(folder / "whole.f32", np.dtype((np.float32, (dimensions,))))
        self._clusters = Clusters(folder, dimensions)

    def put(self, rows: NDArray[np.int64], vectors: NDArray[np.float32]) -> None:
        """Write vectors (n, d) at rows (n,)."""
        if rows.size:
            self._array.reserve(int(rows.max()) + 1)
            self._array.view[rows] = vectors
            self._clusters.put(rows, vectors)

    def clear(self, rows: NDArray[np.int64]) -> None:
        """Empty rows."""
        rows = rows[rows < len(self._array.view)]
        self._array.view[rows] = 0
        self._clusters.clear(rows)

    def take(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the vectors (n, d) of rows that were put."""
        return np.asarray(self._array.view[rows])

    def product(self, rows: NDArray[np.int64], vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the cosine (n,) of a unit vector with each of these rows, sorted ones."""
        view = self._array.view
        if rows.size and rows.size * 2 > int(rows[-1]):
            return np.asarray((view[: int(rows[-1]) + 1] @ vector)[rows])
        cosines = np.empty(len(rows), dtype=np.float32)
        for at in range(0, len(rows), _AT_ONCE):  # what is gathered stays in the cache
            cosines[at : at + _AT_ONCE] = view[rows[at : at + _AT_ONCE]] @ vector
        return cosines

    def near(self, vector: NDArray[np.float32], allowed: NDArray[np.bool_], count: int) -> NDArray[np.int64]:
        """Return allowed rows, sorted: those of the clusters nearest to a unit vector, `count` of them or more, or all
        that are allowed where there are no clusters."""
        return self._clusters.draw(vector, allowed, count) if self._clusters.made else np.flatnonzero(allowed)

    def outgrown(self, count: int) -> bool:
        """Whether so many vectors call for clusters, or more of them; see `settle`."""
        return self._clusters.outgrown(count)

    def settle(self, live: NDArray[np.bool_]) -> None:
        """Make or mend the clusters, where there are so many vectors that they pay; some 20 µs a vector."""
        self._clusters.settle(self._array.view, live & self.filled(len(live)))

    def filled(self, size: int) -> NDArray[np.bool_]:
        """Return which of the rows below `size` hold a vector."""
        return _fit(np.asarray(self._array.view[:size].any(axis=1)), size)

    def flush(self) -> None:
        """Have the system write to disk."""
        self._array.flush()
        self._clusters.flush()


class PassageVectors:
    """The int8 vectors of each row's passages, in the passages' order."""

    def __init__(self, folder: Path, dimensions: int) -> None:
        """Map the files in a folder, made where they are not there. Raises `CatalogError` where they do not match."""
        self.kind = passage_type(dimensions)
        self._data = GrowingArray(folder / "passages.i8", self.kind)
        self._table = GrowingArray(folder / "passages.at", np.dtype((np.int64, (2,))))  # row -> start, count
        room = len(self._data.view)
        if self._table.view.size and not 0 <= self._table.view.min() <= self._table.view.max() <= room:
            raise damaged(folder)
        self._end = int(self._table.view.sum(axis=1).max(initial=0))
        if self._end > room:
            raise damaged(folder)

    def put(self, rows: NDArray[np.int64], passages: Sequence[NDArray[Any]]) -> None:
        """Append each row's packed passages, then point the rows at them."""
        if not rows.size:
            return
        counts = np.array([len(part) for part in passages], dtype=np.int64)
        starts = self._end + np.cumsum(counts) - counts
        end = self._end + int(counts.sum())
        self._data.reserve(end)
        self._table.reserve(int(rows.max()) + 1)
        self._data.view[self._end : end] = np.concatenate(list(passages))
        self._table.view[rows] = np.stack([starts, counts], axis=1)
        self._end = end

    def clear(self, rows: NDArray[np.int64]) -> None:
        """Empty rows."""
        rows = rows[rows < len(self._table.view)]
        self._table.view[rows] = 0

    def take(self, rows: NDArray[np.int64]) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Return the passages' vectors (m, d) of rows, one row after the other, and how many each row has (n,)."""
        starts, counts = self._table.view[rows].T
        firsts = np.cumsum(counts) - counts
        places = np.arange(int(counts.sum())) - np.repeat(firsts, counts) + np.repeat(starts, counts)
        packed = self._data.view[places]
        return unpack_passages(packed), counts

    def best(
        self, rows: NDArray[np.int64], vector: NDArray[np.float32]
    ) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Return each row's best cosine (n,) with a unit vector, and the number of the passage that has it.

        Both are -1 where a row has none. Of equal ones the first counts.
        """
        starts, counts = self._table.view[rows].T
        firsts = np.cumsum(counts) - counts
        places = np.arange(int(counts.sum())) + np.repeat(starts - firsts, counts)
        return best_of_each(self._cosines(places, vector), counts)

    def _cosines(self, places: NDArray[np.int64], vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the cosines of single passages, a few at a time so that what is unpacked stays in the cache."""
        cosines = np.empty(len(places), dtype=np.float32)
        unpacked = np.empty((_AT_ONCE, len(vector)), dtype=np.float32)
        for at in range(0, len(places), _AT_ONCE):
            packed = self._data.view[places[at : at + _AT_ONCE]]
            part = unpacked[: len(packed)]
            part[...] = packed["values"]
            cosines[at : at + _AT_ONCE] = (part @ vector) * packed["scale"]
        return cosines

    def filled(self, size: int) -> NDArray[np.bool_]:
        """Return which of the rows below `size` have passages."""
        return _fit(self._table.view[:size, 1] > 0, size)

    def flush(self) -> None:
        """Have the system write to disk, the data before the table that points at it."""
        self._data.flush()
        self._table.flush()


@dataclass(frozen=True)
class ClipVectors:
    """What the encoder made of one clip."""

    whole: NDArray[np.float32]
    """(d,), unit length."""
    passages: NDArray[Any]
    """(m,) packed, see `pack_passages`."""


def best_of_each(
    cosines: NDArray[np.float32], counts: NDArray[np.int64]
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Return the best of each stretch of `counts` cosines and its place there; -1 where a stretch is empty."""
    best = np.full(len(counts), -1.0, dtype=np.float32)
    number = np.full(len(counts), -1, dtype=np.int64)
    some = counts > 0
    starts = (np.cumsum(counts) - counts)[some]
    if not starts.size:
        return best, number
    best[some] = np.maximum.reduceat(cosines, starts)
    is_best = cosines == np.repeat(best, counts)
    places = np.where(is_best, np.arange(len(cosines)), len(cosines))
    number[some] = np.minimum.reduceat(places, starts) - starts
    return best, number


def _fit(mask: NDArray[np.bool_], size: int) -> NDArray[np.bool_]:
    """Lengthen a mask with False."""
    return np.pad(mask, (0, size - len(mask)))


def passage_type(dimensions: int) -> np.dtype[Any]:
    """The packed form of a passage's vector: int8 values and what to multiply them by."""
    return np.dtype([("scale", np.float32), ("values", np.int8, (dimensions,))])


def pack_passages(vectors: NDArray[np.float32]) -> NDArray[Any]:
    """Round vectors (m, d) to int8, each by its own largest value; a cosine is off by about 0.002."""
    packed = np.empty(len(vectors), dtype=passage_type(vectors.shape[1]))
    scale = np.maximum(np.abs(vectors).max(axis=1, initial=0.0), 1e-12) / 127
    packed["scale"] = scale
    packed["values"] = np.rint(vectors / scale[:, None])
    return packed


def unpack_passages(packed: NDArray[Any]) -> NDArray[np.float32]:
    """Return the vectors (m, d) in float32."""
    return np.asarray(packed["values"].astype(np.float32) * packed["scale"][:, None])


def to_bytes(vectors: ClipVectors, encoder: str) -> bytes:
    """Serialize for the queue, with the encoder's name."""
    name = encoder.encode()
    head = struct.pack("<HII", len(name), len(vectors.whole), len(vectors.passages))
    return head + name + vectors.whole.astype("<f4").tobytes() + vectors.passages.tobytes()


def from_bytes(content: bytes, encoder: str) -> ClipVectors | None:
    """Return the vectors from the queue, or None where another encoder made them."""
    length, dimensions, count = struct.unpack_from("<HII", content)
    at = struct.calcsize("<HII")
    if content[at : at + length].decode() != encoder:
        return None
    whole = np.frombuffer(content, "<f4", dimensions, at + length).astype(np.float32)
    start = at + length + 4 * dimensions
    return ClipVectors(whole, np.frombuffer(content, passage_type(dimensions), count, start).copy())
