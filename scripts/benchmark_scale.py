"""Measure search in large catalogs: latency by how much the constraints leave, recall, memory and disk.

    python scripts/benchmark_scale.py HOME [HOME ...] --queries QUERIES.jsonl [--out RESULT.json] [--plot RESULT.svg]
        [--requests 200] [--exact 40] [--peers 50000] [--seed 0]

Each home is measured in a process of its own; it needs its indexes for itself (see make_large_home.py). QUERIES holds
one {"query": text} a line, to which stretches of stored sentences are added. Recall is the share of the first 50 of an
exact search, which scores every allowed clip from all its features, that the search finds. Homes of at most `--peers`
clips are also put to LangChain's Chroma and to bm25s fused with it, over the same vectors (pip install
'reeltalk[peers]'). `search_cpu_ms` is the mean of the processor's time, all threads together: on a machine with other
work it tells more than the clock. The result is one JSON document, also printed.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from reeltalk.eval.known_vectors import full_text
from reeltalk.eval.peers import CHROMA, FUSED, Peers
from reeltalk.retrieval import store
from reeltalk.retrieval.catalog import Catalog
from reeltalk.retrieval.clip import Clip
from reeltalk.retrieval.columns import Columns
from reeltalk.retrieval.constraints import Constraints
from reeltalk.retrieval.search import FusionSettings, Search
from reeltalk.retrieval.sentences import clip_passages

GENERATION = 1
"""Raised when a figure's definition changes."""
DEPTH = 50
WORDS = 10
"""Of a stretch of a sentence that serves as a request."""
SHOWN = 10
EPOCH = date(1970, 1, 1)
WARM_UP = 20


def main() -> None:
    """Read the arguments, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("homes", type=Path, nargs="+")
    parser.add_argument("--queries", type=Path)
    parser.add_argument("--requests", type=int, default=200, help="timed for each kind of constraints")
    parser.add_argument("--exact", type=int, default=40, help="requests that are also searched exactly")
    parser.add_argument("--peers", type=int, default=0, help="clips up to which the peers are measured too")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    given = [json.loads(line)["query"] for line in options.queries.open(encoding="utf-8")] if options.queries else []
    machine = {"cores": os.cpu_count(), "system": platform.system(), "python": platform.python_version()}
    result: dict[str, Any] = {"generation": GENERATION, "seed": options.seed, "machine": machine, "homes": []}
    for home in options.homes:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
            measuring = process.submit(
                measure, home, given, options.requests, options.exact, options.peers, options.seed
            )
            result["homes"].append(measuring.result())
        if options.out:
            options.out.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=2))
    if options.plot:
        from plot_scale import draw

        options.plot.write_text(draw(result) + "\n", encoding="utf-8")


def measure(home: Path, given: Sequence[str], requests: int, exact: int, peers: int, seed: int) -> dict[str, Any]:
    """Open a home and measure its search."""
    started = time.perf_counter()
    catalog = Catalog.open(home)
    opened = time.perf_counter() - started
    columns = Columns.load(catalog.engine)
    size = len(columns)
    texts = draw_requests(catalog, given, requests + WARM_UP, seed)
    catalog.retrieve(texts[0], Constraints())
    result: dict[str, Any] = {"clips": size, "opened_s": round(opened, 1), "resident_opened_mb": resident()}
    kinds = draw_constraints(columns)
    del columns
    result["kinds"] = {}
    for name, constraints in kinds.items():
        print(f"{size} clips, {name}", file=sys.stderr, flush=True)
        result["kinds"][name] = time_kind(catalog, constraints, texts)
    result["resident_mb"] = resident()
    for name, constraints in kinds.items():
        result["kinds"][name]["recall"] = find_recall(catalog, constraints, texts[:exact])
    if size <= peers:
        result["peers"] = time_peers(catalog, kinds, texts)
    catalog.close()
    result["disk_mb"] = measure_disk(home)
    return result


def time_kind(catalog: Catalog, constraints: Constraints, texts: Sequence[str]) -> dict[str, Any]:
    """The latency of requests under constraints, in milliseconds, encoding included."""
    stages: dict[str, list[float]] = {}
    times = []
    for number, text in enumerate(texts):
        started = time.perf_counter()
        found = catalog.retrieve(text, constraints)
        if number >= WARM_UP:
            times.append((time.perf_counter() - started) * 1e3)
            for stage, took in found.timings.items():
                stages.setdefault(stage, []).append(took)
    given = constraints.model_dump(exclude_none=True)
    spent_before = time.process_time()
    shown = [clock(partial(catalog.search, text, limit=SHOWN, **given)) for text in texts[WARM_UP:]]
    spent = time.process_time() - spent_before
    return {
        "constraints": constraints.model_dump(mode="json", exclude_none=True),
        "matching": found.matching,
        "retrieve_200_ms": sum_up(times),
        "search_ms": sum_up(shown),
        "search_cpu_ms": round(spent / len(shown) * 1e3, 2),
        "stages_ms": {stage: round(float(np.median(took)), 2) for stage, took in stages.items()},
    }


def time_peers(catalog: Catalog, kinds: Mapping[str, Constraints], texts: Sequence[str]) -> dict[str, Any]:
    """The latency of the peers under the same constraints."""
    retriever = catalog._open_retriever()
    rows = np.flatnonzero(retriever.columns.live())
    known = store.fetch_rows(catalog.engine, rows.tolist())
    clips = [known[row] for row in rows.tolist()]
    found: dict[str, Any] = {}
    with TemporaryDirectory() as folder:
        rivals = Peers(catalog.encoder, Path(folder))
        ids, documents = [clip.id for clip in clips], [full_text(clip) for clip in clips]
        rivals.add(ids, documents, retriever.indexes.whole.take(rows), list(map(list_fields, clips)))
        for name, constraints in kinds.items():
            where, allowed = to_filter(constraints), retriever.mask(constraints, None, frozenset(), ())[rows]
            for peer, ask in (
                (CHROMA, partial(rivals.by_chroma, count=SHOWN, where=where)),
                (FUSED, partial(rivals.by_both, count=SHOWN, where=where, allowed=allowed if where else None)),
            ):
                for text in texts[:WARM_UP]:
                    ask(text)
                before = time.process_time()
                times = [clock(partial(ask, text)) for text in texts[WARM_UP:]]
                spent = (time.process_time() - before) / len(times) * 1e3
                found[f"{peer}, {name}"] = {"search_ms": sum_up(times), "search_cpu_ms": round(spent, 2)}
    return found


def list_fields(clip: Clip) -> dict[str, str | int | float]:
    """What a filter may ask for."""
    known = {"duration_s": clip.duration_s, "language": clip.language, "category": (clip.category or "").casefold()}
    day = (clip.published - EPOCH).days if clip.published else None
    return {name: value for name, value in {**known, "day": day}.items() if value is not None}


def to_filter(constraints: Constraints) -> dict[str, Any] | None:
    """The constraints that this benchmark draws, as Chroma takes them."""
    asked: list[dict[str, Any]] = []
    if constraints.min_seconds is not None:
        asked.append({"duration_s": {"$gte": constraints.min_seconds}})
    if constraints.max_seconds is not None:
        asked.append({"duration_s": {"$lte": constraints.max_seconds}})
    if constraints.published_after is not None:
        asked.append({"day": {"$gte": (constraints.published_after - EPOCH).days}})
    if constraints.language is not None:
        asked.append({"language": constraints.language})
    if constraints.category is not None:
        asked.append({"category": constraints.category.casefold()})
    return {"$and": asked} if asked else None


def find_recall(catalog: Catalog, constraints: Constraints, texts: Sequence[str]) -> dict[str, Any]:
    """The share of the exact search's first clips that the search finds, over requests."""
    retriever = catalog._open_retriever()
    live = retriever.columns.live()
    mask = retriever.mask(constraints, None, frozenset(), ())
    size = int(live.sum())
    exact = Search(retriever.indexes, replace(FusionSettings(), small=size, lexical_depth=size))
    usual = Search(retriever.indexes, FusionSettings())
    shares = []
    for text, vector in zip(texts, catalog.encoder.encode(texts), strict=True):
        wanted = exact.rank(text, vector, mask, live, DEPTH).rows
        found = usual.rank(text, vector, mask, live, 4 * DEPTH).rows[:DEPTH]
        if wanted.size:
            shares.append(np.isin(wanted, found).mean())
    random_draw = np.random.default_rng(0).choice(shares, (2000, len(shares))).mean(axis=1)
    low, high = np.quantile(random_draw, (0.025, 0.975))
    mean = round(float(np.mean(shares)), 4)
    return {"at": DEPTH, "n": len(shares), "mean": mean, "interval": [round(float(low), 4), round(float(high), 4)]}


def draw_constraints(columns: Columns) -> dict[str, Constraints]:
    """Two constraints each that leave nearly all, a quarter, some percent and some thousandths; and none at all."""
    lengths, days = columns.values("duration_s"), columns.values("published")
    categories = columns.counts("category")

    def at(share: float) -> int:
        return int(np.nanquantile(lengths, share))

    def day(share: float) -> date:
        return EPOCH + timedelta(days=int(np.nanquantile(days, share)))

    def nearest(share: float) -> str:
        return min(categories, key=lambda name: abs(categories[name] - share * len(columns)))

    language = next(iter(columns.counts("language")))
    return {
        "none": Constraints(),
        "unselective": Constraints(min_seconds=at(0.05), published_after=day(0.05)),
        "middling": Constraints(language=language, max_seconds=at(0.5)),
        "narrow": Constraints(category=nearest(0.05), max_seconds=at(0.5)),
        "selective": Constraints(category=nearest(0.02), published_after=day(0.9)),
    }


def draw_requests(catalog: Catalog, given: Sequence[str], count: int, seed: int) -> list[str]:
    """The requests given and stretches of stored sentences, mixed."""
    chance = random.Random(seed)
    rows = chance.sample([row for row, _ in store.read_ids(catalog.engine)], max(0, count - len(given)))
    drawn = []
    for clip in store.fetch_rows(catalog.engine, rows).values():
        words = chance.choice(clip_passages(clip)).text.split()
        start = chance.randrange(max(1, len(words) - WORDS))
        drawn.append(" ".join(words[start : start + WORDS]))
    texts = [*given, *drawn]
    chance.shuffle(texts)
    return texts[:count]


def sum_up(times: Sequence[float]) -> dict[str, Any]:
    """Median and 95th percentile."""
    low, high = np.percentile(times, (50, 95))
    return {"n": len(times), "p50": round(float(low), 1), "p95": round(float(high), 1)}


def clock(ask: Callable[[], Any]) -> float:
    """Milliseconds that a call takes."""
    started = time.perf_counter()
    ask()
    return (time.perf_counter() - started) * 1e3


def resident() -> dict[str, int]:
    """Resident memory in MB: all of it, what is the process's own, and what are files that the system may drop."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    fields = dict(line.split(":", 1) for line in status.splitlines())
    names = {"all": "VmRSS", "own": "RssAnon", "files": "RssFile", "peak": "VmHWM"}
    return {name: int(fields[field].split()[0]) // 1024 for name, field in names.items()}


def measure_disk(home: Path) -> dict[str, int]:
    """MB on disk of each part of a home, as the system allots them."""
    parts: dict[str, int] = {}
    for file in home.rglob("*"):
        if file.is_file():
            name = file.relative_to(home).parts[0].split(".sqlite")[0]
            parts[name] = parts.get(name, 0) + file.stat().st_blocks * 512
    return {name: size >> 20 for name, size in sorted(parts.items())}


if __name__ == "__main__":
    main()
