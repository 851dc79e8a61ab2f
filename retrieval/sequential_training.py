"""Training of sequential rerankers: seeded, with early stopping, and resumable after every epoch."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from reeltalk.errors import CatalogError
from reeltalk.retrieval.histories import TARGET, Histories
from reeltalk.retrieval.item_weights import Scores, Tensors
from reeltalk.retrieval.splits import Cases, Split
from reeltalk.retrieval.training import mean_gain
from reeltalk.retrieval.watchlog import Codes

if TYPE_CHECKING:
    from torch import Tensor

    from reeltalk.retrieval.sequential import NextClip

Progress = Callable[[str], None]

Kind = Literal["sasrec", "gru4rec", "two-tower"]
Inputs = Literal["ids", "vectors", "both"]

KINDS: Mapping[str, tuple[Kind, Inputs]] = {
    "sasrec": ("sasrec", "ids"),
    "sasrec-text": ("sasrec", "both"),
    "gru4rec": ("gru4rec", "ids"),
    "two-tower": ("two-tower", "ids"),
}
"""Name -> network and what it knows clips by."""
CHECKED_ON = 1_000
"""Validation cases that decide when to stop."""


@dataclass(frozen=True)
class SequentialSettings:
    """How a network is trained."""

    kind: Kind = "sasrec"
    inputs: Inputs = "ids"
    width: int = 64
    length: int = 50
    dropout: float = 0.1
    rate: float = 1e-3
    """AdamW's learning rate; the MicroLens recipe has 1e-4, on more data."""
    decay: float = 0.1
    """AdamW's weight decay."""
    batch: int = 128
    epochs: int = 30
    patience: int = 3
    """Epochs without a better validation score after which it stops."""
    device: str = "cpu"
    seed: int = 0


class SequentialModel:
    """A trained network as a reranker of all clips."""

    def __init__(self, net: NextClip, device: str) -> None:
        import torch

        self.net = net.eval()
        self._device = device
        with torch.no_grad():
            self._clips = net.clips(torch.arange(self._count(), device=device)).cpu().numpy()

    def _count(self) -> int:
        own = self.net.clips.own
        return int(own.num_embeddings if own is not None else len(self.net.clips.get_buffer("given")))

    def tensors(self) -> Tensors:
        """What a checkpoint keeps: the clips' vectors as they came out, so that it needs what they were made of no
        more."""
        shape = self.net.settings
        numbers = [shape.width, shape.length, shape.blocks, shape.heads]
        own = {name: tensor.cpu().numpy() for name, tensor in self.net.state_dict().items()}
        kept: Tensors = {name: value for name, value in own.items() if not name.startswith("clips.")}
        kind = np.frombuffer(shape.kind.encode(), np.uint8)
        return {**kept, "clips": self._clips, "kind": kind, "shape": np.array(numbers)}

    @classmethod
    def load(cls, tensors: Mapping[str, NDArray[np.generic]]) -> SequentialModel:
        """The model of `tensors`."""
        import torch

        from reeltalk.retrieval.sequential import NetSettings, NextClip

        kept = dict(tensors)
        clips = kept.pop("clips")
        kind: Any = kept.pop("kind").tobytes().decode()
        width, length, blocks, heads = (int(number) for number in kept.pop("shape"))
        net = NextClip(NetSettings(kind, "ids", width, length, blocks, heads), len(clips))
        state = {name: torch.from_numpy(np.array(value)) for name, value in kept.items()}
        net.load_state_dict({**state, "clips.own.weight": torch.from_numpy(np.array(clips))})
        return cls(net, "cpu")

    def score(self, histories: Histories, columns: Codes | None = None) -> Scores:
        """Scores (n, columns), of all clips unless `columns` holds codes; 0 for a viewer without history."""
        import torch

        recent = histories.keep(histories.weights > 0).last(self.net.settings.length)
        chosen = self._clips if columns is None else self._clips[columns]
        scores = np.zeros((len(histories), len(chosen)), np.float32)
        some = np.flatnonzero(recent.lengths)
        if len(some):
            filled, lengths, _ = fill(recent.take(some), self._device)
            with torch.no_grad():
                sought = self.net(filled, lengths)[torch.arange(len(some)), lengths - 1].cpu().numpy()
            scores[some] = sought @ chosen.T
        return scores


def fit_sequential(
    name: str,
    split: Split,
    vectors: NDArray[np.float32] | None,
    *,
    seed: int,
    progress: Progress = lambda _: None,
    settings: SequentialSettings | None = None,
    state: Path | None = None,
) -> SequentialModel:
    """Train until the validation score rises no more, then as many epochs anew on all that is known.

    With `state` a file is kept after every epoch, and a training that was cut off goes on from it. Raises
    `CatalogError` for a state of other data or settings.
    """
    if settings is None:
        kind, inputs = KINDS[name]
        settings = SequentialSettings(kind=kind, inputs=inputs, seed=seed)
    chosen = settings
    if chosen.inputs != "ids" and vectors is None:
        raise CatalogError(f"{name} stands on description vectors, and there are none: name a home with these clips")
    first = Training(chosen, split.train, vectors, split.validation, _beside(state, "choose"))
    best = first.run(progress, f"{name}, choosing")
    again = Training(replace(chosen, epochs=best), split.known, vectors, None, _beside(state, "fit"))
    again.run(progress, f"{name}, fitting on everything")
    return again.model()


@dataclass(frozen=True)
class Network:
    """A network as a part of the blend: stopped early on the validation part, then trained as long on everything."""

    name: str
    vectors: NDArray[np.float32] | None
    seed: int
    state: Path | None = None
    progress: Progress = lambda _: None

    def choose(self, histories: Histories, validation: Cases) -> tuple[SequentialModel, int]:
        """The network trained on the training part, and the epochs that were best."""
        training = Training(self._settings(), histories, self.vectors, validation, _beside(self.state, "choose"))
        best = training.run(self.progress, f"{self.name}, choosing")
        return training.model(), best

    def fit(self, histories: Histories, epochs: int) -> SequentialModel:
        """The network trained for so many epochs."""
        chosen = replace(self._settings(), epochs=epochs)
        training = Training(chosen, histories, self.vectors, None, _beside(self.state, "fit"))
        training.run(self.progress, f"{self.name}, fitting on everything")
        return training.model()

    def forget(self) -> None:
        """Remove what a training that was cut off would go on from."""
        for part in ("choose", "fit"):
            if (file := _beside(self.state, part)) is not None:
                file.unlink(missing_ok=True)

    def _settings(self) -> SequentialSettings:
        kind, inputs = KINDS[self.name]
        return SequentialSettings(kind=kind, inputs=inputs, seed=self.seed)


def _beside(state: Path | None, part: str) -> Path | None:
    return None if state is None else state.with_name(f"{state.name}.{part}.safetensors")


class Training:
    """One network's training; `run` goes on from where its file says."""

    def __init__(
        self,
        settings: SequentialSettings,
        histories: Histories,
        vectors: NDArray[np.float32] | None,
        validation: Cases | None,
        state: Path | None = None,
    ) -> None:
        import torch

        from reeltalk.retrieval.sequential import NetSettings, NextClip

        self._settings = settings
        self._validation = None if validation is None else sample_cases(validation, CHECKED_ON, settings.seed)
        self._state = state
        self._pieces = cut_pieces(histories.keep(histories.weights > 0), settings.length + 1)
        self._mark = mark_of(settings, histories)
        views = np.bincount(histories.clips[histories.weights >= TARGET], minlength=histories.size)
        self._log_views = torch.log(torch.tensor(views + 1.0, dtype=torch.float32, device=settings.device))
        shape = NetSettings(settings.kind, settings.inputs, settings.width, settings.length, dropout=settings.dropout)
        given = None if vectors is None else torch.tensor(vectors, device=settings.device)
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(settings.seed)
            self.net = NextClip(shape, histories.size, given).to(settings.device)
        self._optimizer = torch.optim.AdamW(self.net.parameters(), lr=settings.rate, weight_decay=settings.decay)
        self._best = {"epoch": 0.0, "score": -1.0}
        self._kept: dict[str, Tensor] = {}
        self.epoch = 0
        self._restore()

    def run(self, progress: Progress, name: str) -> int:
        """Train to the end; returns the best epoch, the last where there are no validation cases."""
        while self.epoch < self._settings.epochs and not self._is_done():
            found = "" if self._best["score"] < 0 else f", best {self._best['score']:.4f} in {self._best['epoch']:.0f}"
            progress(f"{name}, epoch {self.epoch + 1} of at most {self._settings.epochs}{found}")
            self.train_epoch()
        return max(1, int(self._best["epoch"]) if self._validation is not None else self.epoch)

    def train_epoch(self) -> None:
        """Once over all histories; then the score, and the file."""
        import torch

        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(self._settings.seed * 1_000 + self.epoch)
            self.net.train()
            for piece in self._batches():
                self._step(piece)
        self.epoch += 1
        if self._validation is not None:
            score = mean_gain(self.model(), self._validation, self._settings.seed)
            if score > self._best["score"]:
                self._best = {"epoch": float(self.epoch), "score": score}
        self._save()

    def model(self) -> SequentialModel:
        """The reranker as it stands."""
        return SequentialModel(self.net, self._settings.device)

    def _is_done(self) -> bool:
        waited = self.epoch - self._best["epoch"]
        return self._validation is not None and self.epoch > 0 and waited >= self._settings.patience

    def _batches(self) -> Iterator[Histories]:
        order = np.random.default_rng([self._settings.seed, self.epoch]).permutation(len(self._pieces))
        for start in range(0, len(order), self._settings.batch):
            yield self._pieces.take(order[start : start + self._settings.batch])

    def _step(self, piece: Histories) -> None:
        import torch

        from reeltalk.retrieval.sequential import batch_loss

        histories, lengths, good = fill(piece, self._settings.device)
        loss = batch_loss(self.net, histories, lengths, good, self._log_views)
        self._optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 5.0)
        self._optimizer.step()

    def _save(self) -> None:
        if self._state is None:
            return
        from safetensors.torch import save_file

        tensors = {f"net/{name}": tensor.contiguous() for name, tensor in self.net.state_dict().items()}
        for number, moments in self._optimizer.state_dict()["state"].items():
            tensors |= {f"adam/{number}/{name}": torch_of(value) for name, value in moments.items()}
        self._state.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._state.with_suffix(".new")
        save_file(tensors, fresh, {"mark": self._mark, "epoch": str(self.epoch), "best": json.dumps(self._best)})
        fresh.replace(self._state)

    def _restore(self) -> None:
        if self._state is None or not self._state.is_file():
            return
        from safetensors import safe_open

        with safe_open(self._state, framework="pt") as file:
            facts = file.metadata()
            if facts.get("mark") != self._mark:
                raise CatalogError(
                    f"{self._state} is of a training on other events or settings; begin anew without --resume"
                )
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118  # not a mapping
        self.net.load_state_dict({n[4:]: t for n, t in tensors.items() if n.startswith("net/")}, strict=False)
        adam = self._optimizer.state_dict()
        adam["state"] = _read_moments(tensors)
        self._optimizer.load_state_dict(adam)
        self.epoch, self._best = int(facts["epoch"]), json.loads(facts["best"])


def torch_of(value: Any) -> Tensor:
    """A number or tensor as a tensor that can be kept."""
    import torch

    return torch.as_tensor(value).clone().contiguous()


def _read_moments(tensors: Mapping[str, Tensor]) -> dict[int, dict[str, Tensor]]:
    moments: dict[int, dict[str, Tensor]] = {}
    for name, tensor in tensors.items():
        if name.startswith("adam/"):
            _, number, key = name.split("/")
            moments.setdefault(int(number), {})[key] = tensor
    return moments


def fill(histories: Histories, device: str) -> tuple[Tensor, Tensor, Tensor]:
    """Codes (n, longest) filled up with 0 at the end, lengths (n,), and which events are targets (n, longest)."""
    import torch

    lengths = histories.lengths
    rows = histories.viewers
    places = np.arange(len(histories.clips)) - np.repeat(histories.starts[:-1], lengths)
    shape = (len(histories), int(lengths.max(initial=1)))
    codes, good = np.zeros(shape, np.int64), np.zeros(shape, bool)
    codes[rows, places] = histories.clips
    good[rows, places] = histories.weights >= TARGET
    return (
        torch.from_numpy(codes).to(device),
        torch.from_numpy(np.asarray(lengths)).to(device),
        torch.from_numpy(good).to(device),
    )


def cut_pieces(histories: Histories, length: int) -> Histories:
    """Histories of at most `length` events, long ones cut from the end; those of one event left out."""
    from_end = histories.ages // length
    pieces = np.stack([histories.viewers, -from_end], axis=1)
    begins = (
        np.flatnonzero(np.r_[True, (np.diff(pieces, axis=0) != 0).any(axis=1)]) if len(pieces) else np.zeros(0, int)
    )
    starts = np.r_[begins, len(histories.clips)].astype(np.int64)
    cut = replace(histories, starts=starts)
    return cut.take(np.flatnonzero(cut.lengths > 1))


def sample_cases(cases: Cases, count: int, seed: int) -> Cases:
    """At most `count` of the cases."""
    if len(cases) <= count:
        return cases
    return cases.take(np.sort(np.random.default_rng(seed).choice(len(cases), count, replace=False)))


def mark_of(settings: SequentialSettings, histories: Histories) -> str:
    """A name of these settings and events: a training goes on only on the same."""
    digest = blake2b(json.dumps(asdict(settings), sort_keys=True).encode(), digest_size=12)
    for part in (histories.starts, histories.clips, histories.weights):
        digest.update(np.ascontiguousarray(part).tobytes())
    return digest.hexdigest()
