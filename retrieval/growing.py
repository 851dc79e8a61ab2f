"""Arrays on disk that grow."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_FIRST_ROWS = 1024


class GrowingArray:
    """A memory-mapped array of fixed items that grows by doubling, zeros where nothing was written."""

    def __init__(self, file: Path, item: np.dtype[Any]) -> None:
        """Map the file, made where it is not there."""
        self._file, self._item = file, item
        file.touch()
        if file.stat().st_size < _FIRST_ROWS * item.itemsize:
            os.truncate(file, _FIRST_ROWS * item.itemsize)
        self.view = self._map()

    def reserve(self, length: int) -> None:
        """Make room for that many items."""
        if length > len(self.view):
            self.flush()
            os.truncate(self._file, max(length, len(self.view) * 2) * self._item.itemsize)
            self.view = self._map()

    def flush(self) -> None:
        """Have the system write to disk."""
        self._mapped.flush()

    def _map(self) -> NDArray[Any]:
        base = self._item.base
        length = self._file.stat().st_size // self._item.itemsize
        self._mapped = np.memmap(self._file, dtype=base, mode="r+", shape=(length, *self._item.shape))
        return np.asarray(self._mapped)  # a plain array on the same memory: memmap's own indexing is slow
