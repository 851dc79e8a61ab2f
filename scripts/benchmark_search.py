"""Measure a catalog's search: index rate, latency, and recall where queries with known answers are given.

    python scripts/benchmark_search.py CLIPS.jsonl [--queries QUERIES.jsonl] [--out RESULT.json] [--home DIR] [--seed 0]

CLIPS holds one clip a line; QUERIES one {"query": text, "relevant": [ids]} a line. Without queries, latency is measured
on titles and sentences drawn from the clips. The result is one JSON document, also printed.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import random
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from reeltalk.retrieval.catalog import Catalog
from reeltalk.retrieval.clip import Clip
from reeltalk.retrieval.constraints import Constraints
from reeltalk.retrieval.sentences import clip_passages

GENERATION = 1
"""Raised when a figure's definition changes."""
DEPTHS = (1, 5, 10)
LATENCY_QUERIES = 300


def main() -> None:
    """Read the arguments, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("clips", type=Path)
    parser.add_argument("--queries", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--home", type=Path, help="a catalog to use again; a temporary one unless given")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        result = measure(options.clips, options.queries, options.home or Path(folder) / "home", options.seed)
    text = json.dumps(result, indent=2)
    print(text)
    if options.out:
        options.out.write_text(text + "\n", encoding="utf-8")


def measure(clips_file: Path, queries_file: Path | None, home: Path, seed: int) -> dict[str, Any]:
    """Index the clips and measure."""
    clips = [Clip.model_validate(row) for row in read_lines(clips_file)]
    queries = list(read_lines(queries_file)) if queries_file else []
    result: dict[str, Any] = {"generation": GENERATION, "seed": seed, "clips": len(clips), "file": clips_file.name}
    result["machine"] = {"cores": os.cpu_count(), "system": platform.system(), "python": platform.python_version()}
    with Catalog.open(home) as catalog:
        known = set(catalog.ids())
        result["index"] = index(catalog, [clip for clip in clips if clip.id not in known])
        texts = [row["query"] for row in queries] or draw_queries(clips, seed)
        result["latency"] = {
            "search": latency(lambda text: catalog.search(text, limit=5), texts),
            "retrieve_200": latency(lambda text: catalog.retrieve(text, Constraints(), depth=200), texts),
            "filtered": latency(lambda text: catalog.search(text, limit=5, max_seconds=60), texts),
        }
        if queries:
            result["recall"] = recall(catalog, queries)
    return result


def index(catalog: Catalog, clips: list[Clip]) -> dict[str, Any]:
    """Add the clips and return how fast that went."""
    started, spent = time.perf_counter(), time.process_time()
    total = 0

    def show(done: int) -> None:
        nonlocal total
        total += done
        print(f"\r{total} of {len(clips)}", end="", file=sys.stderr, flush=True)

    catalog.add(clips, progress=show)
    print(file=sys.stderr)
    seconds, spent = time.perf_counter() - started, time.process_time() - spent
    rates = {"a_second": round(len(clips) / seconds, 1), "a_cpu_second": round(len(clips) / spent, 1)}
    return {"n": len(clips), "seconds": round(seconds, 2), "cpu_seconds": round(spent, 2), **rates}


def draw_queries(clips: list[Clip], seed: int) -> list[str]:
    """Return passages of clips drawn by chance, as requests of a realistic length."""
    drawn = random.Random(seed).sample(clips, min(LATENCY_QUERIES, len(clips)))
    return [" ".join(clip_passages(clip)[0].text.split()[:10]) for clip in drawn]


def latency(ask: Any, texts: list[str]) -> dict[str, Any]:
    """Return percentiles of the time one request takes, in milliseconds, with the median's 95 % interval."""
    for text in texts[:5]:
        ask(text)
    times = sorted(_time(ask, text) for text in texts)
    n = len(times)
    spread = 1.96 * math.sqrt(n) / 2  # ranks around the median, from the binomial distribution
    low, high = times[max(0, int(n / 2 - spread))], times[min(n - 1, int(n / 2 + spread))]
    at = {f"p{share}_ms": round(times[min(n - 1, n * share // 100)], 2) for share in (50, 95)}
    return {"n": n, **at, "p50_interval_ms": [round(low, 2), round(high, 2)]}


def recall(catalog: Catalog, queries: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the share of queries with a right clip among the first k, with its Wilson 95 % interval."""
    ranks = []
    for row in queries:
        found = [candidate.clip.id for candidate in catalog.search(row["query"], limit=max(DEPTHS))]
        ranks.append(next((place for place, name in enumerate(found) if name in row["relevant"]), math.inf))
    n = len(ranks)
    return {
        f"R@{k}": {"value": round(hits / n, 4), "n": n, "interval": wilson(hits, n)}
        for k in DEPTHS
        for hits in [sum(rank < k for rank in ranks)]
    }


def wilson(hits: int, n: int) -> list[float]:
    """Return the 95 % score interval of a share (Wilson, 1927)."""
    z = 1.96
    share = hits / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return [round(middle - half, 4), round(middle + half, 4)]


def read_lines(file: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a .jsonl file."""
    with file.open(encoding="utf-8") as lines:
        yield from _parse(lines)


def _parse(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    for line in lines:
        if line.strip():
            yield json.loads(line)


def _time(ask: Any, text: str) -> float:
    started = time.perf_counter()
    ask(text)
    return (time.perf_counter() - started) * 1e3


if __name__ == "__main__":
    main()
