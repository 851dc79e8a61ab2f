"""An encoder without a model: words hashed to fixed random directions. For tests and for trying things out."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


class HashingEncoder:
    """The normalised sum of one random unit vector a word (random indexing, Kanerva et al., 2000).

    Texts are alike as far as they share words; nothing is known of meaning. Needs no weights and no time.
    """

    name = "hashing"

    def __init__(self, dimensions: int = 64) -> None:
        """Make vectors of that length."""
        self.dimensions = dimensions

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit vector a text; a text without words gets a fixed direction."""
        rows = [np.sum([self._direct(word) for word in _words(text)], axis=0) for text in texts]
        vectors = np.asarray(rows, dtype=np.float32).reshape(-1, self.dimensions)
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)

    def _direct(self, word: str) -> NDArray[np.float64]:
        return np.random.default_rng(zlib.crc32(word.encode("utf-8", "replace"))).standard_normal(self.dimensions)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold()) or [""]
