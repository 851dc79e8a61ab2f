"""Any encoder that sentence-transformers can load."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reeltalk.errors import CatalogError
from reeltalk.retrieval.windows import MAX_WINDOWS, average_windows, clean

WINDOW_TOKENS = 256
"""Where a model does not say how much it reads."""


class TransformerEncoder:
    """A model by its name or folder.

    Models that put other words before a request than before a passage ("query: ", "passage: ") say so in their own
    configuration, and get them.
    """

    def __init__(self, name: str) -> None:
        """Load the model `name`. Raises `CatalogError` where it cannot be had."""
        self._model: Any = _load(name)
        self.name = name
        self.dimensions = int(self.encode(["a"]).shape[1])

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit vector a passage; see `Encoder.encode`."""
        return self._encode(texts, self._model.encode_document)

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit vector a request."""
        return self._encode(texts, self._model.encode_query)

    def _encode(self, texts: Sequence[str], embed: Any) -> NDArray[np.float32]:
        def run(windows: list[str]) -> NDArray[np.float32]:
            return np.asarray(embed(windows, normalize_embeddings=True, show_progress_bar=False), dtype=np.float32)

        return average_windows([self._split(clean(text)) for text in texts], run, getattr(self, "dimensions", 0))

    def _split(self, text: str) -> list[str]:
        """Cut a text at the model's window, by the tokenizer's own offsets, with room for markers and a prefix."""
        size = max(8, int(self._model.max_seq_length or WINDOW_TOKENS) - 2 - self._longest_prefix)
        encoded = self._tokenize(text)
        spans = encoded["offset_mapping"]
        starts = range(0, len(spans), size)
        return [text[spans[at][0] : spans[min(at + size, len(spans)) - 1][1]] for at in starts][:MAX_WINDOWS] or [text]

    def _tokenize(self, text: str) -> Any:
        return self._model.tokenizer(text, add_special_tokens=False, return_offsets_mapping=True, truncation=False)

    @property
    def _longest_prefix(self) -> int:
        """Tokens that the model's own words before a text take."""
        return max((len(self._tokenize(prompt)["input_ids"]) for prompt in self._model.prompts.values()), default=0)


def _load(name: str) -> Any:
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceTransformer(name)
    except (OSError, ValueError) as error:
        first = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise CatalogError(f"the encoder {name!r} cannot be loaded ({first}); name another one") from error
