"""What a ranking evaluation stands on: histories, vectors, and how they are split."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from reeltalk.errors import CatalogError
from reeltalk.eval.pairs import read_pairs
from reeltalk.retrieval.catalog_training import read_known, settle_future
from reeltalk.retrieval.content import centre
from reeltalk.retrieval.histories import Histories
from reeltalk.retrieval.rerank import read_vectors
from reeltalk.retrieval.splits import Split, leave_one_out, split_by_time

if TYPE_CHECKING:
    from reeltalk.retrieval.catalog import Catalog

PRESETS = ("microlens-100k",)
LEAST_EVENTS, KEPT_EVENTS, INPUT_EVENTS = 5, 13, 10
"""Of the MicroLens protocol: events that a viewer needs, the last ones that are kept, and those that are looked at."""

Clock = Callable[[], datetime]


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class RankingData:
    """Histories over named clips."""

    ids: tuple[str, ...]
    histories: Histories
    durations: NDArray[np.float64]
    """Seconds of each clip, not-a-number where unknown."""
    vectors: NDArray[np.float32] | None = None
    """Centred description vectors (clips, d)."""
    texts: dict[str, list[str]] = field(default_factory=dict)
    """Kind of text -> one text a clip."""
    notices: tuple[str, ...] = ()
    window: int | None = None
    """Events of a history that models may look at."""
    cutting: Split | None = None

    @property
    def split(self) -> Split:
        """The split; see `cut`."""
        if self.cutting is None:
            raise CatalogError("the histories were not split")
        return self.cutting

    def cut(self, *, preset: str | None, by: str) -> RankingData:
        """The same, split. Raises `CatalogError` for an unknown preset and where a part would be empty."""
        if preset is not None and preset not in PRESETS:
            raise CatalogError(f"there is no preset {preset!r}; choose from {', '.join(PRESETS)}")
        if preset is None:
            split = leave_one_out(self.histories) if by == "leave-one-out" else split_by_time(self.histories)
            return replace(self, cutting=split)
        enough = np.flatnonzero(self.histories.lengths >= LEAST_EVENTS)
        if not len(enough):
            raise CatalogError(f"no viewer has {LEAST_EVENTS} interactions, which {preset} asks for")
        kept = self.histories.take(enough).last(KEPT_EVENTS)
        split = replace(leave_one_out(kept), name=preset)
        return replace(self, histories=kept, cutting=split, window=INPUT_EVENTS)

    def fingerprint(self) -> str:
        """A name of these very events and this split."""
        parts = [self.histories.starts, self.histories.clips, self.histories.times, self.split.test.targets]
        digest = blake2b("\0".join(self.ids).encode(), digest_size=8)
        for part in parts:
            digest.update(np.ascontiguousarray(part).tobytes())
        return digest.hexdigest()


def read_home(catalog: Catalog, pairs: Path | None = None, clock: Clock = _now) -> RankingData:
    """A home's events, or those of a file over its clips, with its description vectors."""
    ids = catalog.ids()
    if len(ids) < 2:
        raise CatalogError(f"{catalog.home} holds {len(ids)} clips: there is nothing to rank")
    if pairs is None:
        histories, notices = read_known(catalog, ids, clock().timestamp())
    else:
        read = read_pairs(pairs, ids)
        histories, late = settle_future(read.histories, clock().timestamp())
        notices = [*read.notices, *late]
    if not len(histories.clips):
        raise CatalogError(
            f"nobody watched a clip of {catalog.home}; add who watched what with `reeltalk interactions FILE`"
        )
    clips = {clip.id: clip for clip in catalog.get(ids)}
    durations = np.array([clips[name].duration_s or np.nan for name in ids], float)
    texts = {
        "title": [clips[name].title for name in ids],
        "description": [clips[name].description for name in ids],
        "audio": [clips[name].descriptions.get("audio", "") for name in ids],
    }
    return RankingData(tuple(ids), histories, durations, centre(read_vectors(catalog, ids)), texts, tuple(notices))


def read_events(file: Path, clock: Clock = _now) -> RankingData:
    """The events of a file by themselves, without descriptions; its clips are the catalog."""
    read = read_pairs(file, None)
    histories, late = settle_future(read.histories, clock().timestamp())
    return RankingData(read.ids, histories, np.full(len(read.ids), np.nan), notices=(*read.notices, *late))


def write_split_files(folder: Path, data: RankingData) -> None:
    """Write the split as one .npz that other programs can read: codes, times and weights of the events of each part."""
    split = data.split
    folder.mkdir(parents=True, exist_ok=True)
    arrays = {"ids": np.array(data.ids)}
    parts = {"train": split.train, "known": split.known}
    parts |= {"validation": split.validation.histories, "test": split.test.histories}
    for name, part in parts.items():
        arrays |= {f"{name}_starts": part.starts, f"{name}_clips": part.clips}
        arrays |= {f"{name}_times": part.times, f"{name}_weights": part.weights}
    arrays |= {"validation_targets": split.validation.targets, "validation_viewers": split.validation.viewers}
    arrays |= {"test_viewers": split.test.viewers}  # not its targets: those are for the scorer
    np.savez_compressed(folder / "split.npz", **arrays)  # type: ignore[arg-type]
