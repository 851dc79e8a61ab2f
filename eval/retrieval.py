"""Measures how well and how fast a catalog's search finds the right clip, beside plain baselines."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reeltalk.eval.baselines import BASELINES, Baselines
from reeltalk.eval.known_vectors import KnownVectors, full_text
from reeltalk.eval.peers import CHROMA, FUSED, Peers
from reeltalk.eval.queries import Query
from reeltalk.eval.ranking_metrics import CUTOFFS, score_ranking
from reeltalk.retrieval.catalog import Catalog, Retrieval
from reeltalk.retrieval.clip import Clip
from reeltalk.retrieval.constraints import Constraints
from reeltalk.retrieval.diversify import WEIGHT, diversify

STAGES = {"query encoding": "encode", "retrieval": "rank", "fusion": "fuse", "reading": "read"}
"""Stage -> its name in `Retrieval.timings`."""
SEARCH = "search"
SHOWN = "search, near-twins parted"
"""The order in which clips are shown."""
TOO = ", further descriptions too"
FURTHER = f"{SEARCH}{TOO}"
DEPTH = 2 * max(CUTOFFS)
"""How many clips are retrieved for a request; parting near-twins chooses half of them."""
WARM_UP = 5
"""Requests that run once before the clock counts."""


@dataclass(frozen=True)
class Measurement:
    """What was measured of every request, in the requests' order."""

    metrics: dict[str, NDArray[np.float64]]
    """System -> (n, m), a row a request and a column each of `METRICS`."""
    fields: dict[str, list[str]]
    """System -> the fields of clips that it indexed."""
    latency_ms: dict[str, list[float]]
    """Stage of the plain search -> one value a request."""


def measure_retrieval(
    clips: Sequence[Clip],
    queries: Sequence[Query],
    encoder: KnownVectors,
    folder: Path,
    progress: Callable[[int], None] | None = None,
    peers: bool = False,
) -> Measurement:
    """Put every request to the search and the baselines, over indexes made in an empty folder.

    Search and baselines index the main description; where clips have further ones, one more search indexes those too.
    With `peers` others' retrievers take part; raises `SettingsError` where they are not installed.
    """
    advance = progress or (lambda _: None)
    main = [strip_further(clip) for clip in clips]
    metrics = _measure_baselines(main, queries, encoder, folder / "lexical", advance)
    latency: dict[str, list[float]] = {}
    if peers:
        metrics |= _measure_peers(main, queries, encoder, folder / "peers", "", latency, advance)
    metrics |= _measure_search(main, queries, encoder, folder / "main", latency, advance)
    fields = dict.fromkeys(metrics, indexed_fields(main))
    if main != list(clips):
        further = dict[str, NDArray[np.float64]]()
        if peers:
            further |= _measure_peers(clips, queries, encoder, folder / "peers further", TOO, {}, advance)
        found = _measure_search(clips, queries, encoder, folder / "further", {}, advance)
        further[FURTHER] = found[SEARCH]
        metrics |= further
        fields |= dict.fromkeys(further, indexed_fields(clips))
    return Measurement(metrics, fields, latency)


def count_steps(clips: Sequence[Clip], queries: Sequence[Query], peers: bool) -> int:
    """Return how many steps `measure_retrieval` tells of: each system answers each request."""
    further = any(strip_further(clip) != clip for clip in clips)
    return len(queries) * (2 + further + (1 + further) * peers)


def strip_further(clip: Clip) -> Clip:
    """Return the clip without its further descriptions, where it has a main one."""
    return clip.model_copy(update={"descriptions": {}}) if clip.description.strip() else clip


def indexed_fields(clips: Iterable[Clip]) -> list[str]:
    """Return the searchable fields that some clip states, such as `description` and `descriptions.short`."""
    stated: dict[str, None] = {}
    for clip in clips:
        plain = ("title", "description", "notes", "moments", "tags", "category", "creator")
        stated |= dict.fromkeys(name for name in plain if getattr(clip, name))
        stated |= dict.fromkeys(f"descriptions.{name}" for name, text in clip.descriptions.items() if text)
    return sorted(stated)


def _measure_baselines(
    clips: Sequence[Clip], queries: Sequence[Query], encoder: KnownVectors, folder: Path, advance: Callable[[int], None]
) -> dict[str, NDArray[np.float64]]:
    baselines = Baselines(clips, encoder, folder)
    scores: dict[str, list[tuple[float, ...]]] = {name: [] for name in BASELINES}
    for query in queries:
        vector = encoder.encode([query.text])[0]
        for name, ranking in baselines.rankings(query.text, vector, query.banned, max(CUTOFFS)).items():
            scores[name].append(score_ranking(ranking, query.wanted))
        advance(1)
    baselines.close()
    return {name: np.array(rows) for name, rows in scores.items()}


def _measure_peers(
    clips: Sequence[Clip],
    queries: Sequence[Query],
    encoder: KnownVectors,
    folder: Path,
    suffix: str,
    latency: dict[str, list[float]],
    advance: Callable[[int], None],
) -> dict[str, NDArray[np.float64]]:
    """Return the metrics of the peers, which index all of a clip's text as one; `latency` gets what each takes."""
    rivals = Peers(encoder, folder)
    texts = [full_text(clip) for clip in clips]
    rivals.add([clip.id for clip in clips], texts, encoder.encode(texts))
    scores: dict[str, list[tuple[float, ...]]] = {}
    for ask, name in ((rivals.by_chroma, CHROMA), (rivals.by_both, FUSED)):
        rows = scores.setdefault(name + suffix, [])
        for number, query in enumerate([*queries[:WARM_UP], *queries]):
            started = time.perf_counter()
            found = ask(query.text, min(len(clips), DEPTH + len(query.banned)))
            if number >= WARM_UP:
                latency.setdefault(name, []).append((time.perf_counter() - started) * 1e3)
                rows.append(score_ranking([each for each in found if each not in query.banned], query.wanted))
    advance(len(queries))
    return {name: np.array(rows) for name, rows in scores.items()}


def _measure_search(
    clips: Sequence[Clip],
    queries: Sequence[Query],
    encoder: KnownVectors,
    folder: Path,
    latency: dict[str, list[float]],
    advance: Callable[[int], None],
) -> dict[str, NDArray[np.float64]]:
    """Return the metrics of the search as it ranks and as it is shown; `latency` is filled."""
    ranked, shown = [], []
    with Catalog.open(folder, encoder=encoder) as catalog:
        catalog.add(clips)
        for query in queries[:WARM_UP]:
            _retrieve(catalog, query)
        for query in queries:
            retrieval = _retrieve(catalog, query)
            _note(retrieval, latency)
            names = [candidate.clip.id for candidate in retrieval.candidates]
            parted = diversify(retrieval.candidates, catalog.vectors_of(names), limit=max(CUTOFFS), weight=WEIGHT)
            ranked.append(score_ranking(names, query.wanted))
            shown.append(score_ranking([candidate.clip.id for candidate in parted], query.wanted))
            advance(1)
    return {SEARCH: np.array(ranked), SHOWN: np.array(shown)}


def _retrieve(catalog: Catalog, query: Query) -> Retrieval:
    return catalog.retrieve(query.text, Constraints(), banned=query.banned, depth=DEPTH)


def _note(retrieval: Retrieval, latency: dict[str, list[float]]) -> None:
    for stage, name in STAGES.items():
        latency.setdefault(stage, []).append(retrieval.timings[name])
    latency.setdefault("all", []).append(sum(retrieval.timings.values()))
