"""The trained reranker's file: tensors by safetensors, with what tells whether it belongs to a catalog."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from reeltalk.errors import CatalogError
from reeltalk.retrieval.als import Als
from reeltalk.retrieval.blend import Blend, Model
from reeltalk.retrieval.content import Content
from reeltalk.retrieval.item_weights import ItemWeights, Tensors
from reeltalk.retrieval.popularity import Popularity

FORMAT = "1"
"""Of the layout; a file of another one is refused with the mend."""
FILE = Path("reranker") / "blend.safetensors"
"""Where it lies in a home."""
BELONGS = 0.5
"""Share of the clips it was trained on that the catalog must still hold, with their titles: clips come and go, but a
file of another catalog knows other clips by the same names."""


@runtime_checkable
class Kept(Model, Protocol):
    """A model that a checkpoint can hold."""

    def tensors(self) -> Tensors:
        """What makes the model again."""
        ...

    @classmethod
    def load(cls, tensors: Mapping[str, NDArray[np.generic]]) -> Model:
        """The model of `tensors`."""
        ...


def _find_kind(name: str) -> type[Kept]:
    if name == "SequentialModel":  # torch takes seconds to load
        from reeltalk.retrieval.sequential_training import SequentialModel

        return SequentialModel
    kinds: dict[str, type[Kept]] = {"ItemWeights": ItemWeights, "Popularity": Popularity, "Als": Als}
    return kinds[name]


@dataclass(frozen=True)
class Checkpoint:
    """A trained blend and what it was trained on."""

    blend: Blend
    ids: tuple[str, ...]
    """The clips that its codes stand for."""
    mean: NDArray[np.float32]
    """The mean description vector that was taken off (d,); empty without descriptions."""
    encoder: str
    """The encoder that made the description vectors."""
    facts: Mapping[str, Any]
    """When it was trained, on how much, with what settings and seed."""


def fingerprint(ids: Sequence[str], titles: Mapping[str, str]) -> NDArray[np.uint64]:
    """One number a clip, of its id and title (n,); 0 for a clip that has no title here."""
    found = np.zeros(len(ids), np.uint64)
    for place, name in enumerate(ids):
        if name in titles:
            digest = blake2b(f"{name}\0{titles[name]}".encode(), digest_size=8).digest()
            found[place] = int.from_bytes(digest, "little") | 1
    return found


def write_checkpoint(path: Path, checkpoint: Checkpoint, titles: Mapping[str, str]) -> None:
    """Write all or nothing: a reader sees the old file or the new one."""
    from safetensors.numpy import save_file

    tensors: Tensors = {
        "ids": np.frombuffer(json.dumps(checkpoint.ids, ensure_ascii=False).encode(), np.uint8),
        "fingerprint": fingerprint(checkpoint.ids, titles),
        "mean": checkpoint.mean,
    }
    kinds = {}
    for name, part in checkpoint.blend.parts.items():
        kinds[name] = type(part).__name__
        if not isinstance(part, Content):
            assert isinstance(part, Kept)
            tensors |= {f"{name}/{key}": np.ascontiguousarray(value) for key, value in part.tensors().items()}
    facts = {
        "format": FORMAT,
        "encoder": checkpoint.encoder,
        "kinds": json.dumps(kinds),
        "signs": json.dumps({n: [p.decay, p.sign, p.only is not None] for n, p in _contents(checkpoint.blend)}),
        "weights": json.dumps(dict(checkpoint.blend.weights)),
        "facts": json.dumps(dict(checkpoint.facts)),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    save_file(tensors, fresh, facts)
    with fresh.open("rb") as written:
        os.fsync(written.fileno())
    fresh.replace(path)


def _contents(blend: Blend) -> list[tuple[str, Content]]:
    return [(name, part) for name, part in blend.parts.items() if isinstance(part, Content)]


def read_checkpoint(path: Path, titles: Mapping[str, str], encoder: str) -> Checkpoint:
    """Read a checkpoint for the catalog whose clips have these titles.

    Raises `CatalogError` for a file that cannot be read, of another layout, of another catalog or encoder. The parts
    that stand on descriptions hold no vectors: those are the catalog's own.
    """
    from safetensors import SafetensorError, safe_open

    mend = f"run `reeltalk train` again, or move {path} away"
    try:
        with safe_open(path, framework="np") as file:
            facts = file.metadata() or {}
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118  # not a mapping
    except (SafetensorError, OSError) as error:
        raise CatalogError(f"the trained reranker {path} cannot be read ({error}); {mend}") from error
    if facts.get("format") != FORMAT:
        raise CatalogError(f"the trained reranker {path} has layout {facts.get('format')}, not {FORMAT}; {mend}")
    ids = tuple(json.loads(tensors["ids"].tobytes()))
    _check(path, ids, tensors["fingerprint"], titles, facts["encoder"], encoder, mend)
    weights = json.loads(facts["weights"])
    blend = Blend(_read_parts(tensors, facts), weights)
    return Checkpoint(blend, ids, tensors["mean"], facts["encoder"], json.loads(facts["facts"]))


def _check(
    path: Path,
    ids: Sequence[str],
    trained: NDArray[np.uint64],
    titles: Mapping[str, str],
    had: str,
    has: str,
    mend: str,
) -> None:
    same = int((fingerprint(ids, titles) == trained).sum())
    if same < BELONGS * len(ids):
        raise CatalogError(
            f"the trained reranker {path} is of another catalog: {same} of the {len(ids)} clips it knows are "
            f"here under the same id and title; {mend}"
        )
    if had != has:
        raise CatalogError(f"the trained reranker {path} was made with encoder {had}, this home has {has}; {mend}")


def _read_parts(tensors: Tensors, facts: Mapping[str, str]) -> dict[str, Model]:
    parts: dict[str, Model] = {}
    signs = json.loads(facts["signs"])
    for name, kind in json.loads(facts["kinds"]).items():
        if name in signs:
            decay, sign, only_cold = signs[name]
            only = np.zeros(0, bool) if only_cold else None
            parts[name] = Content(np.zeros((0, 0), np.float32), decay, sign, only)
        else:
            own = {key.partition("/")[2]: value for key, value in tensors.items() if key.startswith(f"{name}/")}
            parts[name] = _find_kind(kind).load(own)
    return parts
