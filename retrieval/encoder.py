"""Sentence encoders: text to unit vectors.

The default one, all-MiniLM-L6-v2 (Wang et al., MiniLM, 2020; Reimers and Gurevych, Sentence-BERT, 2019), runs on
ONNX Runtime from checked weights and imports neither torch nor sentence-transformers, which would cost seconds.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Sequence
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from reeltalk.retrieval.onnx_encoder import EXACT, QUICK, OnnxEncoder
from reeltalk.retrieval.weights import find_weights

__all__ = ["DEFAULT", "Encoder", "default_encoder", "encode_queries", "find_weights", "open_encoder"]

DEFAULT = QUICK


class Encoder(Protocol):
    """Turns texts into unit vectors."""

    @property
    def name(self) -> str:
        """The model's name; vectors of encoders with different names are never mixed."""

    @property
    def dimensions(self) -> int:
        """The length of a vector."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one L2-normalised row a text, (n, dimensions); a text beyond one window is the mean of its windows."""


@runtime_checkable
class TwoSidedEncoder(Protocol):
    """An encoder that encodes requests otherwise than passages, as models trained with prefixes do."""

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one L2-normalised row a request, (n, dimensions)."""


def encode_queries(encoder: Encoder, texts: Sequence[str]) -> NDArray[np.float32]:
    """Return one unit vector a request, to compare with those that `encoder.encode` makes of passages."""
    return encoder.encode_queries(texts) if isinstance(encoder, TwoSidedEncoder) else encoder.encode(texts)


def open_encoder(name: str = DEFAULT) -> Encoder:
    """Return the encoder of that name: all-MiniLM-L6-v2 on ONNX Runtime, any other through sentence-transformers.

    Raises `CatalogError` where the model cannot be had, or the default's weights are not the known ones.
    """
    if name == DEFAULT:
        return default_encoder()
    if name == EXACT:
        return OnnxEncoder(find_weights())
    from reeltalk.retrieval.transformer_encoder import TransformerEncoder

    return TransformerEncoder(name)


def default_encoder() -> Encoder:
    """Return the default encoder, one a process: a second thread waits for the first to load it."""
    with _LOADING:
        return _load_default()


@functools.cache
def _load_default() -> Encoder:
    return OnnxEncoder(find_weights(), DEFAULT)


_LOADING = threading.Lock()
