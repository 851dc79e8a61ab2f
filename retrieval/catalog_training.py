"""Training a home's reranker on what the catalog knows of its viewers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from reeltalk.errors import CatalogError
from reeltalk.retrieval.checkpoint import FILE, Checkpoint, write_checkpoint
from reeltalk.retrieval.content import mean_vector, shift
from reeltalk.retrieval.histories import Histories, read_histories
from reeltalk.retrieval.opening import chosen_encoder
from reeltalk.retrieval.rerank import read_titles, read_vectors
from reeltalk.retrieval.splits import Split, leave_one_out
from reeltalk.retrieval.training import BlendSettings, Progress, describe_blend, fit_blend
from reeltalk.retrieval.watchlog import WatchLog

if TYPE_CHECKING:
    from reeltalk.retrieval.catalog import Catalog
    from reeltalk.retrieval.sequential_training import Network

LEAST_VIEWERS = 20
"""Held-out views under which weights would be chosen by chance."""
DAY_S = 86_400.0


@dataclass(frozen=True)
class TrainResult:
    """What came of a training."""

    file: Path
    viewers: int
    events: int
    clips: int
    """Clips that someone watched."""
    held_out: int
    """Views that the weights were chosen on."""
    parts: dict[str, dict[str, float]]
    """Each part's weight and what was chosen for it."""
    notices: list[str]


def train_reranker(
    catalog: Catalog,
    settings: BlendSettings | None = None,
    *,
    networks: Sequence[str] = (),
    resume: bool = False,
    progress: Progress = lambda _: None,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> TrainResult:
    """Fit the default reranker on all events and keep it in the home; weights are chosen on each viewer's last view.

    Raises `CatalogError` where there is too little to learn from.
    """
    chosen = settings or BlendSettings()
    progress("reading")
    ids = catalog.ids()
    histories, notices = read_known(catalog, ids, clock().timestamp())
    split = hold_out(histories)
    vectors = read_vectors(catalog, ids)
    mean = mean_vector(vectors)
    shifted = shift(vectors, mean)
    deep = open_networks(networks, catalog.home / FILE.parent, shifted, chosen.seed, progress, resume=resume)
    blend = fit_blend(split, shifted, chosen, progress, deep)
    facts = _describe(histories, split, chosen, clock())
    checkpoint = Checkpoint(blend, tuple(ids), mean, chosen_encoder(catalog.engine), facts)
    file = catalog.home / FILE
    write_checkpoint(file, checkpoint, read_titles(catalog))
    for network in deep:
        network.forget()
    parts = {name: dict(part) for name, part in describe_blend(blend).items()}
    return TrainResult(file, facts["viewers"], facts["events"], facts["clips"], facts["held_out"], parts, notices)


def open_networks(
    names: Sequence[str], folder: Path, vectors: NDArray[np.float32], seed: int, progress: Progress, *, resume: bool
) -> list[Network]:
    """The networks named, each with a file that a cut off training goes on from; without `resume` it begins anew.

    Raises `CatalogError` for an unknown name.
    """
    if not names:
        return []
    from reeltalk.retrieval.sequential_training import KINDS, Network

    if unknown := [name for name in names if name not in KINDS]:
        raise CatalogError(f"there is no network {unknown[0]!r}; choose from {', '.join(KINDS)}")
    found = [Network(name, vectors, seed, folder / f"{name}.training", progress) for name in names]
    for network in found:
        if not resume:
            network.forget()
    return found


def read_known(catalog: Catalog, ids: list[str], now: float) -> tuple[Histories, list[str]]:
    """The histories of all viewers, and what must be said of them; events after `now` count as of now."""
    histories = read_histories(WatchLog(catalog.engine).read(), ids)
    return settle_future(histories, now)


def settle_future(histories: Histories, now: float) -> tuple[Histories, list[str]]:
    """Histories with no event after `now`, which would make everything else look old, and a line on those that were."""
    late = histories.times > now + DAY_S
    if not late.any():
        return histories, []
    newest = datetime.fromtimestamp(float(histories.times.max()), UTC).date().isoformat()
    said = f"{int(late.sum()):,} events lie in the future (the latest on {newest}); they count as of now"
    return replace(histories, times=np.minimum(histories.times, now)), [said]


def hold_out(histories: Histories) -> Split:
    """All histories as what is known, each viewer's last view held out to choose on."""
    try:
        split = leave_one_out(histories)
    except CatalogError:
        split = None
    if split is None or len(split.test) < LEAST_VIEWERS:
        found = 0 if split is None else len(split.test)
        raise CatalogError(
            f"there is too little to learn from: {found} viewers watched or liked three clips of this catalog, "
            f"{LEAST_VIEWERS} are needed; add who watched what with `reeltalk interactions FILE`"
        )
    return Split(split.known, split.test, histories, split.test)


def _describe(histories: Histories, split: Split, settings: BlendSettings, when: datetime) -> dict[str, Any]:
    return {
        "trained": when.astimezone(UTC).isoformat(timespec="seconds"),
        "viewers": int((histories.lengths > 0).sum()),
        "events": len(histories.clips),
        "clips": len(np.unique(histories.clips)),
        "held_out": len(split.validation),
        "settings": asdict(settings),
    }
