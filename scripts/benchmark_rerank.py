"""How long the trained reranker takes to order candidates for one viewer.

python scripts/benchmark_rerank.py HOME [--candidates 200] [--viewers 300]
"""

from __future__ import annotations

import argparse
import os
import time
from pathlib import Path

import numpy as np

from reeltalk import Catalog
from reeltalk.eval.statistic import percentile
from reeltalk.retrieval.rerank import open_reranker


def measure(home: Path, candidates: int, viewers: int, seed: int) -> tuple[list[float], list[float]]:
    """Milliseconds of each viewer's call, after a few that warm up: by the clock, and of all processors together."""
    random = np.random.default_rng(seed)
    with Catalog.open(home) as catalog:
        ids = np.array(catalog.ids())
        names = [one.id for one in catalog.viewers.known()]
        chosen = random.choice(names, min(viewers, len(names)) + 5, replace=True)
        reranker = open_reranker(catalog)
        times, busy = [], []
        for name in chosen:
            history = catalog.viewers.events_of(str(name))
            some = [str(clip) for clip in random.choice(ids, min(candidates, len(ids)), replace=False)]
            started, used = time.perf_counter(), time.process_time()
            reranker.score(history, some)
            times.append((time.perf_counter() - started) * 1e3)
            busy.append((time.process_time() - used) * 1e3)
    return times[5:], busy[5:]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("home", type=Path)
    parser.add_argument("--candidates", type=int, default=200)
    parser.add_argument("--viewers", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    taken, worked = measure(given.home, given.candidates, given.viewers, given.seed)
    print(
        f"{given.candidates} candidates, n = {len(taken)}: p50 {percentile(taken, 0.5):.2f} ms, "
        f"p95 {percentile(taken, 0.95):.2f} ms on {os.cpu_count()} cores; "
        f"of all processors together p50 {percentile(worked, 0.5):.2f}, p95 {percentile(worked, 0.95):.2f} ms"
    )
