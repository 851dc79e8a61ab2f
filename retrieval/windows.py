"""Texts cut to what an encoder reads at once, and the vectors of the pieces put together again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

MAX_WINDOWS = 32
"""Text beyond this many windows (about 6,000 words) is not encoded."""

_Window = TypeVar("_Window")


def clean(text: str) -> str:
    """Replace lone surrogates, which no tokenizer takes."""
    return text.encode("utf-8", "replace").decode("utf-8")


def average_windows(
    windows: list[list[_Window]], run: Callable[[list[_Window]], NDArray[np.float32]], dimensions: int
) -> NDArray[np.float32]:
    """Return the renormalised mean of each text's window vectors; `run` encodes all windows together."""
    flat = [window for text in windows for window in text]
    if not flat:
        return np.empty((0, dimensions), dtype=np.float32)
    starts = np.cumsum([0, *(len(text) for text in windows[:-1])])
    return normalise(np.add.reduceat(run(flat), starts, axis=0))


def normalise(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return rows of unit length, in the same directions."""
    norms = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(norms, 1e-12), dtype=np.float32)


def batch_by_length(windows: Sequence[Sequence[int]], tokens: int) -> Iterator[list[int]]:
    """Yield batches of window numbers, longest first, each of about so many tokens."""
    order = sorted(range(len(windows)), key=lambda number: -len(windows[number]))
    at = 0
    while at < len(order):
        size = max(1, tokens // len(windows[order[at]]))
        yield order[at : at + size]
        at += size
