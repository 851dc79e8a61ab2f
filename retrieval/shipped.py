"""Vectors that ship with the sample library, so that its first open takes no encoding."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reeltalk.retrieval.encoder import DEFAULT, Encoder, default_encoder

DIGEST_BYTES = 12
"""Of a text's SHA-256: enough that no two of some thousand texts are taken for one another."""


class ShippedEncoder:
    """The default encoder, with the vectors of some texts read from a file instead of computed.

    A text that the file does not hold is encoded; so is every text where the file is of another encoder.
    """

    name = DEFAULT
    dimensions = 384

    def __init__(self, file: Path) -> None:
        self._file = file

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one L2-normalised row a text, (n, dimensions)."""
        rows = [self._rows.get(digest_text(text)) for text in texts]
        unknown = [text for text, row in zip(texts, rows, strict=True) if row is None]
        fresh = iter(self._encoder.encode(unknown)) if unknown else iter(())
        found = [next(fresh) if row is None else row for row in rows]
        return np.stack(found) if found else np.zeros((0, self.dimensions), np.float32)

    @cached_property
    def _encoder(self) -> Encoder:
        return default_encoder()

    @cached_property
    def _rows(self) -> dict[bytes, NDArray[np.float32]]:
        with np.load(self._file, allow_pickle=False) as kept:
            if str(kept["encoder"]) != self.name:
                return {}
            vectors = kept["vectors"].astype(np.float32)
            digests = [digest.tobytes() for digest in kept["digests"]]
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)  # the scale of the eight bits falls out here
        return dict(zip(digests, vectors, strict=True))


def digest_text(text: str) -> bytes:
    """What a text is found by."""
    return hashlib.sha256(text.encode("utf-8", "replace")).digest()[:DIGEST_BYTES]


def write_vectors(file: Path, texts: Iterable[str], encoder: Encoder) -> int:
    """Write the vectors of texts in eight bits a number, each once; return how many."""
    unique = sorted(set(texts))
    digests = np.frombuffer(b"".join(map(digest_text, unique)), np.uint8).reshape(-1, DIGEST_BYTES)
    exact = encoder.encode(unique)
    vectors = np.round(exact * (127 / np.abs(exact).max(axis=1, keepdims=True))).astype(np.int8)
    np.savez_compressed(file, encoder=np.array(encoder.name), digests=digests, vectors=vectors)
    return len(unique)
