"""all-MiniLM-L6-v2 on ONNX Runtime, in float32 or with its products in eight bits."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from reeltalk.retrieval.weights import open_session
from reeltalk.retrieval.windows import MAX_WINDOWS, average_windows, batch_by_length, clean

if TYPE_CHECKING:
    from tokenizers import Tokenizer

EXACT = "all-MiniLM-L6-v2"
"""In float32: equal to sentence-transformers within 1e-4."""
QUICK = "all-MiniLM-L6-v2-int8"
"""With its matrix products in eight bits; see `int8_graph` for what that changes."""
WINDOW_TOKENS = 256
"""What the model reads at once, its two marker tokens included."""
TOKENS_A_BATCH = 1024
"""Tokens that run through the model together: small batches stay in the processor's cache."""


class OnnxEncoder:
    """all-MiniLM-L6-v2 without torch."""

    dimensions = 384

    def __init__(self, weights: Path, name: str = EXACT, cache: Path | None = None) -> None:
        """Load `EXACT` or `QUICK` from the folder `weights`, keeping the graph in `cache` (the user's unless given)."""
        from tokenizers import Tokenizer

        from reeltalk.retrieval.bert_graph import build_graph

        self.name = name
        self._tokenizer: Tokenizer = Tokenizer.from_file(str(weights / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._start, *_, self._end = self._tokenizer.encode("").ids  # what the tokenizer puts around every text
        self._session = open_session(weights, name, lambda file: build_graph(file, eight_bits=name == QUICK), cache)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit vector a text; see `Encoder.encode`."""
        return average_windows(self._cut(texts), self._run, self.dimensions)

    def _cut(self, texts: Sequence[str]) -> list[list[list[int]]]:
        """Return each text's windows as token ids, with the model's markers around each."""
        size = WINDOW_TOKENS - 2
        cut = []
        for encoded in self._tokenizer.encode_batch([clean(text) for text in texts], add_special_tokens=False):
            ids = encoded.ids[: size * MAX_WINDOWS]
            starts = range(0, max(1, len(ids)), size)
            cut.append([[self._start, *ids[at : at + size], self._end] for at in starts])
        return cut

    def _run(self, windows: list[list[int]]) -> NDArray[np.float32]:
        """Encode windows in batches of like length, so that little is padding."""
        vectors = np.empty((len(windows), self.dimensions), dtype=np.float32)
        batches = list(batch_by_length(windows, TOKENS_A_BATCH))

        def run(batch: list[int]) -> None:
            vectors[batch] = self._run_batch([windows[number] for number in batch])

        if len(batches) == 1:
            run(batches[0])
        else:  # one thread a batch: a thread pool within each operator would wait for its slowest at every step
            with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
                list(pool.map(run, batches))
        return vectors

    def _run_batch(self, windows: list[list[int]]) -> NDArray[np.float32]:
        """Encode windows together, padded to the longest."""
        ids = np.zeros((len(windows), max(map(len, windows))), dtype=np.int32)
        mask = np.zeros_like(ids)
        for place, window in enumerate(windows):
            ids[place, : len(window)] = window
            mask[place, : len(window)] = 1
        return np.asarray(self._session.run(None, {"input_ids": ids, "attention_mask": mask})[0])
