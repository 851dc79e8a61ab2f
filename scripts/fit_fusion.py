"""Fit the fusion's weights on requests with known answers, cross-fitted, and tell what they are worth.

    python scripts/fit_fusion.py CLIPS.jsonl QUERIES.jsonl [--further] [--strength 3] [--folds 10] [--seed 0]

Each request is scored by weights fitted on the other folds: listwise, by the softmax over all clips, as multiples of
the plain weights that are drawn toward 1. Prints one JSON document: the metrics of the plain weights and of the
cross-fitted ones, the paired differences with 95 % bootstrap intervals, and the weights fitted on everything.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]  # it ships no types

from reeltalk.eval.baselines import standardise
from reeltalk.eval.bootstrap import Bootstrap
from reeltalk.eval.queries import Query, read_clips, read_queries
from reeltalk.eval.ranking_metrics import METRICS, score_ranking
from reeltalk.eval.retrieval import strip_further
from reeltalk.retrieval.catalog import Catalog
from reeltalk.retrieval.clip import Clip
from reeltalk.retrieval.search import FusionSettings

Floats = NDArray[np.float64]
FEATURES = ("whole", "passage", "lexical")
PLAIN = np.array([FusionSettings.whole, FusionSettings.passage, FusionSettings.lexical])


def main() -> None:
    """Read the arguments, fit, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("clips", type=Path)
    parser.add_argument("queries", type=Path)
    parser.add_argument("--further", action="store_true", help="index further descriptions too")
    parser.add_argument("--strength", type=float, default=3.0, help="of the pull toward the plain weights")
    parser.add_argument("--folds", type=int, default=10)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    clips = read_clips(given.clips)
    clips = clips if given.further else [strip_further(clip) for clip in clips]
    queries, _ = read_queries(given.queries, {clip.id for clip in clips}, 3)
    features = measure(clips, queries)
    ids = [clip.id for clip in clips]
    right = [[place for place, name in enumerate(ids) if name in query.wanted] for query in queries]
    fold = np.random.default_rng(given.seed).permutation(len(queries)) % given.folds
    fitted = np.empty((len(queries), len(FEATURES)))
    for number in range(given.folds):
        rest = np.flatnonzero(fold != number)
        fitted[fold == number] = fit(features[rest], [right[place] for place in rest], given.strength)
    plain = np.array([rate(features[n] @ PLAIN, ids, query) for n, query in enumerate(queries)])
    crossed = np.array([rate(features[n] @ fitted[n], ids, query) for n, query in enumerate(queries)])
    bootstrap = Bootstrap([query.group for query in queries], resamples=10_000, seed=given.seed)
    report: dict[str, Any] = {"clips": len(clips), "queries": len(queries), "strength": given.strength}
    for name, values in (("plain", plain), ("cross-fitted", crossed), ("difference", crossed - plain)):
        report[name] = {m: asdict(one) for m, one in zip(METRICS, bootstrap.estimate(values), strict=True)}
    everything = fit(features, right, given.strength)
    report["weights"] = dict(zip(FEATURES, np.round(everything, 3).tolist(), strict=True))
    print(json.dumps(report, indent=2))


def measure(clips: Sequence[Clip], queries: Sequence[Query]) -> Floats:
    """The search's own features (requests, clips, features), each z-scored over all clips."""
    with tempfile.TemporaryDirectory() as folder, Catalog.open(Path(folder)) as catalog:
        catalog.add(clips)
        retriever = catalog._open_retriever()
        indexes, rows = retriever.indexes, retriever.columns.rows_of([clip.id for clip in clips])
        place = {int(row): number for number, row in enumerate(rows)}
        order = np.argsort(rows)
        vectors = catalog.encoder.encode([query.text for query in queries])
        found = np.zeros((len(queries), len(clips), len(FEATURES)))
        for number, (query, vector) in enumerate(zip(queries, vectors, strict=True)):
            found[number, :, 0] = standardise(indexes.whole.take(rows) @ vector)
            best, _ = indexes.passages.best(rows[order], vector)
            found[number, order, 1] = standardise(best)
            words = np.zeros(len(clips), dtype=np.float32)
            for row, score in zip(*indexes.lexical.search(query.text, len(clips)), strict=True):
                words[place[int(row)]] = score
            found[number, :, 2] = standardise(words)
    return found


def fit(features: Floats, right: Sequence[Sequence[int]], strength: float) -> Floats:
    """The weights under which the right clips are most likely, drawn toward the plain ones, brought to their sum."""

    def loss(given: Floats) -> float:
        scores = features @ (PLAIN * np.exp(given[1:])) * np.exp(given[0])
        top = scores.max(axis=1, keepdims=True)
        total = np.log(np.exp(scores - top).sum(axis=1)) + top[:, 0]
        chance = sum(total[n] - scores[n, places].mean() for n, places in enumerate(right))
        return float(chance + strength * (given[1:] ** 2).sum())

    best = minimize(loss, np.zeros(1 + len(PLAIN)), method="L-BFGS-B")
    weights = PLAIN * np.exp(best.x[1:])
    return np.asarray(weights * PLAIN.sum() / weights.sum(), dtype=np.float64)


def rate(scores: Floats, ids: Sequence[str], query: Query) -> tuple[float, ...]:
    """The metrics of a request, without what it bans, ties by id."""
    order = sorted(range(len(ids)), key=lambda place: (-scores[place], ids[place]))
    ranking = [ids[place] for place in order[: 50 + len(query.banned)] if ids[place] not in query.banned]
    return score_ranking(ranking, query.wanted)


if __name__ == "__main__":
    main()
