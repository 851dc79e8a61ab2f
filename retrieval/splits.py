"""Splits of histories: what is learned from, what settings are chosen on, what is tested."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reeltalk.errors import CatalogError
from reeltalk.retrieval.histories import TARGET, Histories
from reeltalk.retrieval.watchlog import Codes, Floats


@dataclass(frozen=True)
class Cases:
    """Histories, each with the one clip that came next."""

    histories: Histories
    """Each viewer's events before the target (n)."""
    targets: Codes
    """The clip to foresee: liked, or watched and not judged (n,)."""
    viewers: Codes
    """The viewer's place in what was split (n,)."""

    def __len__(self) -> int:
        """How many cases."""
        return len(self.targets)

    def take(self, rows: Codes | slice) -> Cases:
        """Some of the cases."""
        return Cases(self.histories.take(rows), self.targets[rows], self.viewers[rows])


@dataclass(frozen=True)
class Split:
    """Three parts of the same histories, in order of time."""

    train: Histories
    """What models are fitted on while settings are chosen."""
    validation: Cases
    known: Histories
    """What models are fitted on before the test: everything before each test target."""
    test: Cases
    name: str = "leave-one-out"


def leave_one_out(histories: Histories) -> Split:
    """Test on each viewer's last target, choose on the one before it; viewers with less stay in training.

    A target is a like, or a view that was not judged: a low rating is never one. Events after the test target are
    left out. Raises `CatalogError` where no viewer has enough.
    """
    last, before = _last_targets(histories)
    chosen = np.flatnonzero((before > histories.starts[:-1]) & (last > before))
    if not len(chosen):
        raise CatalogError(
            "no viewer has three clips of which the last two were liked or watched; ranking cannot be evaluated here"
        )
    train, known = _cut(histories, chosen, before), _cut(histories, chosen, last)
    return Split(
        train,
        Cases(train.take(chosen), histories.clips[before[chosen]], chosen),
        known,
        Cases(known.take(chosen), histories.clips[last[chosen]], chosen),
    )


def split_by_time(histories: Histories, *, validation: float = 0.8, test: float = 0.9) -> Split:
    """Split at two moments that are the same for all: shares of the events lie before them.

    A case is a viewer's first target after a moment, with everything of theirs before it; a viewer without history by
    then is one too. Nothing that happened after a moment is learned from. Raises `CatalogError` for an empty part.
    """
    if not len(histories.clips):
        raise CatalogError("there are no events to split")
    first, second = np.quantile(histories.times, [validation, test])
    train, known = histories.keep(histories.times < first), histories.keep(histories.times < second)
    return Split(
        train,
        _first_after(histories, first, second, "validation"),
        known,
        _first_after(histories, second, np.inf, "test"),
        "global time",
    )


def _first_after(histories: Histories, start: float, end: float, part: str) -> Cases:
    good = (histories.weights >= TARGET) & (histories.times >= start) & (histories.times < end)
    viewers, places = np.unique(histories.viewers[good], return_index=True)
    if not len(viewers):
        raise CatalogError(f"the {part} part of the time split is empty: no clip was liked or watched in it")
    at = np.flatnonzero(good)[places]
    ends = np.array(histories.starts[:-1])
    ends[viewers] = at
    return Cases(_cut(histories, viewers, ends).take(viewers), histories.clips[at], viewers)


def _last_targets(histories: Histories) -> tuple[Codes, Codes]:
    """Places of each viewer's last target and of the one before it; -1 where there is none."""
    good = histories.weights >= TARGET
    viewers, places = histories.viewers[good], np.flatnonzero(good)
    counts = np.bincount(viewers, minlength=len(histories))
    ends = np.cumsum(counts)
    last, before = np.full(len(histories), -1), np.full(len(histories), -1)
    last[counts >= 1] = places[ends[counts >= 1] - 1]
    before[counts >= 2] = places[ends[counts >= 2] - 2]
    return last, before


def _cut(histories: Histories, viewers: Codes, ends: Codes) -> Histories:
    """The same histories, those of `viewers` up to a place."""
    limits = np.array(histories.starts[1:])
    limits[viewers] = ends[viewers]
    return histories.keep(np.arange(len(histories.clips)) < np.repeat(limits, histories.lengths))


def place_targets(scores: NDArray[np.floating], cases: Cases, *, seed: int) -> Codes:
    """The place (n,) of each target among all clips, from 1, by scores (n, clips); the viewer's history is left out.

    Of clips with the target's score it stands at a random place: where a model cannot tell clips apart, neither the
    order of the catalog nor luck of the target counts for it. Raises `ValueError` for scores that are no numbers.
    """
    if np.isnan(scores).any():
        raise ValueError("a score is not a number")
    histories = cases.histories
    rows = np.arange(len(cases))
    wanted = scores[rows, cases.targets][:, None]
    above, level = scores > wanted, scores == wanted
    above[histories.viewers, histories.clips] = False
    level[histories.viewers, histories.clips] = False
    luck = np.random.default_rng(seed).random(len(cases))
    ties = np.maximum(level.sum(axis=1), 1)
    return np.asarray(1 + above.sum(axis=1) + np.floor(luck * ties), np.int64)


def gain_at(places: Codes, depth: int = 10) -> Floats:
    """nDCG with the one target: 1 / log2(1 + place), 0 beyond `depth`."""
    return np.where(places <= depth, 1.0 / np.log2(1.0 + places), 0.0)
