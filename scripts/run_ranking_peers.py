"""Scores of other programs for the cases of a split, to be measured beside reeltalk's rerankers.

    reeltalk eval ranking --home HOME --write-split SPLIT
    PYTHON scripts/run_ranking_peers.py SPLIT NAME…          # in an environment that has the peer's package
    reeltalk eval ranking --home HOME --scores rectools-ease=SPLIT/rectools-ease.npy …

Each peer is fitted on what is known before the test (`known_*`), liked and unjudged views of weight 1, as its own
documentation does; what there is to choose is chosen by nDCG@10 on the validation cases after a fit on `train_*`.
The time noted is that of the last fit alone, by the clock and of all processors together. NAME.npy holds scores
(cases, clips), NAME.json the times and settings.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse  # type: ignore[import-untyped]

Split = dict[str, Any]
LIKED = 0.55
LOWEST = np.float32(-1e30)


def matrix_of(split: Split, part: str, size: int) -> sparse.csr_matrix:
    """Viewers by clips, 1 where liked or watched and not judged."""
    starts, clips = split[f"{part}_starts"], split[f"{part}_clips"]
    good = (split[f"{part}_weights"] >= LIKED).astype(np.float32)
    found = sparse.csr_matrix((good, clips, starts), (len(starts) - 1, size))
    found.eliminate_zeros()
    return found


def gain(scores: np.ndarray, split: Split) -> float:
    """nDCG@10 on the validation cases, history left out, ties counted half."""
    starts, clips, targets = (split[f"validation_{name}"] for name in ("starts", "clips", "targets"))
    gains = []
    for row, target in enumerate(targets):
        own = scores[row].copy()
        own[clips[starts[row] : starts[row + 1]]] = -np.inf
        place = 1 + (own > own[target]).sum() + ((own == own[target]).sum() - 1) / 2
        gains.append(1 / np.log2(1 + place) if place <= 10 else 0.0)
    return float(np.mean(gains))


# --- implicit ------------------------------------------------------------------------------------------------------


def implicit_bm25(train: sparse.csr_matrix, histories: sparse.csr_matrix, k: int, k1: float, b: float) -> Any:
    from implicit.nearest_neighbours import BM25Recommender  # type: ignore[import-untyped]

    def fit() -> Any:
        model = BM25Recommender(K=k, K1=k1, B=b)
        model.fit(train, show_progress=False)
        return model

    def score(model: Any) -> np.ndarray:
        return np.asarray((histories @ model.similarity.T).todense(), np.float32)

    return fit, score


def implicit_als(train: sparse.csr_matrix, histories: sparse.csr_matrix, factors: int, alpha: float, reg: float) -> Any:
    from implicit.als import AlternatingLeastSquares  # type: ignore[import-untyped]

    def fit() -> Any:
        model = AlternatingLeastSquares(factors=factors, alpha=alpha, regularization=reg, iterations=15, random_state=0)
        model.fit(train, show_progress=False)
        return model

    def score(model: Any) -> np.ndarray:
        viewers = model.recalculate_user(np.arange(histories.shape[0]), histories)
        return np.asarray(viewers @ model.item_factors.T, np.float32)

    return fit, score


# --- RecTools ------------------------------------------------------------------------------------------------------


def rectools_dataset(split: Split, part: str) -> Any:
    import pandas as pd  # type: ignore[import-untyped]
    from rectools.dataset import Dataset  # type: ignore[import-not-found]

    starts, clips, times = (split[f"{part}_{name}"] for name in ("starts", "clips", "times"))
    viewers = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    good = split[f"{part}_weights"] >= LIKED
    frame = pd.DataFrame(
        {
            "user_id": viewers[good],
            "item_id": clips[good],
            "weight": 1.0,
            "datetime": pd.to_datetime((times[good] * 1e9).astype("int64"))
            + pd.to_timedelta(np.arange(good.sum()), "us"),
        }
    )
    return Dataset.construct(frame)


def rectools_scores(model: Any, dataset: Any, viewers: np.ndarray, size: int) -> np.ndarray:
    """The scores that its recommendations carry; all clips are asked for."""
    known = dataset.user_id_map.external_ids
    there = np.isin(viewers, known)
    found = model.recommend(users=viewers[there], dataset=dataset, k=dataset.item_id_map.size, filter_viewed=False)
    scores = np.full((len(viewers), size), LOWEST, np.float32)
    rows = {viewer: row for row, viewer in enumerate(viewers)}
    scores[found["user_id"].map(rows).to_numpy(), found["item_id"].to_numpy()] = found["score"].to_numpy()
    return scores


def rectools_ease(dataset: Any, viewers: np.ndarray, size: int, ridge: float) -> Any:
    from rectools.models import EASEModel  # type: ignore[import-not-found]

    return lambda: EASEModel(regularization=ridge).fit(dataset), lambda m: rectools_scores(m, dataset, viewers, size)


def rectools_sasrec(dataset: Any, viewers: np.ndarray, size: int, factors: int, epochs: int) -> Any:
    import torch
    from rectools.models import SASRecModel

    def fit() -> Any:
        torch.manual_seed(0)
        model = SASRecModel(n_factors=factors, n_blocks=2, n_heads=2, session_max_len=50, epochs=epochs, verbose=0)
        return model.fit(dataset)

    return fit, lambda model: rectools_scores(model, dataset, viewers, size)


# --- LightFM -------------------------------------------------------------------------------------------------------


def lightfm_warp(train: sparse.csr_matrix, viewers: np.ndarray, factors: int, epochs: int) -> Any:
    from lightfm import LightFM  # type: ignore[import-not-found]

    def fit() -> Any:
        return LightFM(no_components=factors, loss="warp", random_state=0).fit(train, epochs=epochs, num_threads=2)

    def score(model: Any) -> np.ndarray:
        own_bias, own = model.get_user_representations()
        bias, items = model.get_item_representations()
        return np.asarray(own[viewers] @ items.T + bias[None, :] + own_bias[viewers, None], np.float32)

    return fit, score


GRIDS: dict[str, list[dict[str, Any]]] = {
    "popularity": [{}],
    "implicit-bm25": [{"k": k, "k1": k1, "b": b} for k, k1, b in product((50, 200), (1.2, 100.0), (0.2, 0.8))],
    "implicit-als": [{"factors": f, "alpha": a, "reg": r} for f, a, r in product((32, 128), (1.0, 10.0), (0.01, 0.1))],
    "rectools-ease": [{"ridge": ridge} for ridge in (50.0, 200.0, 500.0, 1000.0)],
    "rectools-sasrec": [{"factors": 64, "epochs": 10}],
    "lightfm-warp": [{"factors": f, "epochs": e} for f, e in product((32, 64), (10, 30))],
}


def prepare(name: str, split: Split, stage: str, settings: dict[str, Any]) -> tuple[Callable[[], Any], Any]:
    """What fits a peer and what scores the cases by it: for "validation" on `train`, for "test" on `known`."""
    size = len(split["ids"])
    part = "train" if stage == "validation" else "known"
    viewers = split[f"{stage}_viewers"]
    train, histories = matrix_of(split, part, size), matrix_of(split, stage, size)
    if name == "popularity":
        return lambda: np.asarray(train.sum(axis=0), np.float32), lambda model: np.repeat(model, len(viewers), axis=0)
    if name.startswith("rectools"):
        dataset = rectools_dataset(split, part)
        make = rectools_ease if name == "rectools-ease" else rectools_sasrec
        return make(dataset, viewers, size, **settings)  # type: ignore[no-any-return]
    if name == "lightfm-warp":
        return lightfm_warp(train, viewers, **settings)  # type: ignore[no-any-return]
    make_implicit = implicit_bm25 if name == "implicit-bm25" else implicit_als
    return make_implicit(train, histories, **settings)  # type: ignore[no-any-return]


def run(name: str, split: Split, folder: Path, limit: int | None) -> None:
    """Choose settings on the validation cases, fit on all that is known, write the scores of the test cases."""
    tried = []
    for settings in GRIDS[name][:limit]:
        if len(GRIDS[name][:limit]) > 1:
            fit, score = prepare(name, split, "validation", settings)
            tried.append((gain(score(fit()), split), settings))
            print(name, settings, f"validation nDCG@10 {tried[-1][0]:.4f}", flush=True)
    chosen = max(tried, key=lambda pair: pair[0])[1] if tried else GRIDS[name][0]
    fit, score = prepare(name, split, "test", chosen)
    started, busy = time.perf_counter(), time.process_time()
    model = fit()
    took, cpu = time.perf_counter() - started, time.process_time() - busy
    np.save(folder / f"{name}.npy", score(model))
    facts = {"train_s": round(took, 2), "cpu_s": round(cpu, 2), "settings": chosen, "tried": len(tried) or 1}
    (folder / f"{name}.json").write_text(json.dumps(facts), "utf-8")
    print(name, facts, flush=True)


def read_names() -> Iterator[tuple[Path, str, int | None]]:
    """The command line's folder, names and limit of settings."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("split", type=Path, help="the folder of --write-split")
    parser.add_argument("names", nargs="+", choices=list(GRIDS))
    parser.add_argument("--first", type=int, default=None, help="try the first so many settings only")
    given = parser.parse_args()
    for name in given.names:
        yield given.split, name, given.first


if __name__ == "__main__":
    for place, peer, first in read_names():
        with np.load(place / "split.npz") as arrays:
            run(peer, dict(arrays), place, first)
