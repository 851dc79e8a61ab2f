"""Measures how well rerankers foresee what a viewer watches next, all clips of the catalog ranked."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from reeltalk.retrieval.blend import AT_ONCE, Model
from reeltalk.retrieval.histories import TARGET, Histories
from reeltalk.retrieval.models import fit_model
from reeltalk.retrieval.splits import Cases, Split, place_targets

LISTED = 20
"""Clips of a list that are kept."""
METRICS = ("HR@10", "HR@20", "nDCG@10", "nDCG@20", "MRR")
"""Of the place of the one target: hit rate, normalised discounted gain, mean reciprocal rank."""
COLD_VIEWER = 2
"""Likes that a viewer who is new to the catalog said in a chat."""

Places = NDArray[np.int64]


@dataclass(frozen=True)
class Ranked:
    """What a model did on the cases, in their order."""

    places: Places
    """The place of each target among all clips, from 1 (n,)."""
    lists: Places
    """Codes of the first `LISTED` clips (n, LISTED); -1 where there are fewer."""
    train_s: float = 0.0
    """Seconds of fitting, choosing of settings included; of a program elsewhere what it says."""
    cpu_s: float = 0.0
    """The same in seconds of all processors together, which other work on the machine changes less."""


Score = Callable[[Cases], NDArray[np.floating]]
"""Scores (n, clips) of cases."""


def measure_models(
    names: Sequence[str],
    split: Split,
    vectors: NDArray[np.float32] | None,
    *,
    seed: int,
    progress: Callable[[str], None] = lambda _: None,
    window: int | None = None,
) -> tuple[dict[str, Model], dict[str, Ranked]]:
    """Fit each model and rank the test cases with it."""
    models, ranked = {}, {}
    for name in names:
        started, busy = time.perf_counter(), time.process_time()
        models[name] = model = fit_model(name, split, vectors, seed=seed, progress=_name(progress, name))
        took, cpu = time.perf_counter() - started, time.process_time() - busy
        progress(f"{name}: ranking")
        ranked[name] = rank_cases(scorer(model, window), split.test, seed)
        ranked[name] = replace(ranked[name], train_s=took, cpu_s=cpu)
    return models, ranked


def _name(progress: Callable[[str], None], name: str) -> Callable[[str], None]:
    return lambda stage: progress(f"{name}: {stage}")


def scorer(model: Model, window: int | None = None) -> Score:
    """Scores by a model that may look at the latest `window` events only."""
    return lambda cases: model.score(cases.histories if window is None else cases.histories.last(window))


def rank_cases(score: Score, cases: Cases, seed: int) -> Ranked:
    """Rank all clips for each case, its history left out. `score` takes some hundred cases at a time.

    The viewer's own clips are no candidates; ties go to chance, see `splits.place_targets`.
    """
    places, lists = [], []
    for start in range(0, len(cases), AT_ONCE):
        part = cases.take(slice(start, start + AT_ONCE))
        scores = np.array(score(part), np.float32)
        places.append(place_targets(scores, part, seed=seed + start))
        scores[part.histories.viewers, part.histories.clips] = -np.inf
        lists.append(list_best(scores, LISTED, seed + start))
    return Ranked(np.concatenate(places), np.concatenate(lists))


def list_best(scores: NDArray[np.float32], count: int, seed: int) -> Places:
    """The codes of the best `count` clips of each row, best first; -1 for ones that are no candidates."""
    few = min(count, scores.shape[1])
    shuffled = np.random.default_rng(seed).permutation(scores.shape[1])  # else ties show the catalog's order
    mixed = scores[:, shuffled]
    best = np.argpartition(-mixed, few - 1, axis=1)[:, :few]
    order = np.argsort(-np.take_along_axis(mixed, best, axis=1), axis=1, kind="stable")
    best = np.take_along_axis(best, order, axis=1)
    found = np.where(np.isfinite(np.take_along_axis(mixed, best, axis=1)), shuffled[best], -1)
    return np.pad(found, ((0, 0), (0, count - few)), constant_values=-1)


def score_places(places: Places) -> NDArray[np.float64]:
    """Every metric of `METRICS` of each case (n, metrics)."""
    gain = 1.0 / np.log2(1.0 + places)
    hits = [(places <= depth).astype(float) for depth in (10, 20)]
    return np.stack([*hits, gain * hits[0], gain * hits[1], 1.0 / places], axis=1)


def shorten_histories(cases: Cases, likes: int = COLD_VIEWER) -> Cases:
    """The same targets for viewers of whom only their last few likes are known.

    What they watched besides is unknown too, so it may come up again and stand before the target.
    """
    good = cases.histories.keep(cases.histories.weights >= TARGET).last(likes)
    return Cases(good, cases.targets, cases.viewers)


def slice_cases(split: Split, durations: NDArray[np.float64]) -> dict[str, NDArray[np.bool_]]:
    """Name -> which test cases: by length of the history, by views of the target, by its length in seconds."""
    cases, known = split.test, split.known
    lengths = cases.histories.lengths
    views = np.bincount(known.clips[known.weights >= TARGET], minlength=known.size)
    wanted = views[cases.targets]
    median = float(np.median(wanted[wanted > 0])) if (wanted > 0).any() else 0.0
    slices = {
        "history of 1 to 4": lengths < 5,
        "history of 5 to 19": (lengths >= 5) & (lengths < 20),
        "history of 20 to 99": (lengths >= 20) & (lengths < 100),
        "history of 100 and more": lengths >= 100,
        "cold clips (no view known)": wanted == 0,
        f"rare clips (1 to {median:.0f} views)": (wanted > 0) & (wanted <= median),
        f"watched clips (over {median:.0f} views)": wanted > median,
    }
    seconds = durations[cases.targets]
    if np.isfinite(seconds).any():
        middle = float(np.nanmedian(seconds))
        slices |= {f"clips to {middle:.0f} s": seconds <= middle, f"clips over {middle:.0f} s": seconds > middle}
    return {name: chosen for name, chosen in slices.items() if chosen.any()}


def count_views(histories: Histories) -> NDArray[np.float64]:
    """How often each clip was liked, or watched and not judged (clips,)."""
    return np.bincount(histories.clips[histories.weights >= TARGET], minlength=histories.size).astype(float)
