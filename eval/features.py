"""What clips are known by, compared: the same recommenders on titles, descriptions, sound, all, or vectors of a file.

After De Nadai, Damianou and Lalmas, Describe what you see with multimodal large language models to enhance video
recommendations (2025): each kind of vector in place of the clips' ids and fused with them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reeltalk.errors import CatalogError
from reeltalk.eval.ranking import Ranked, rank_cases, scorer
from reeltalk.eval.ranking_data import RankingData
from reeltalk.retrieval.content import Content, centre
from reeltalk.retrieval.encoder import Encoder, default_encoder
from reeltalk.retrieval.sequential_training import Inputs, Kind, SequentialSettings, fit_sequential

TEXTS = ("title", "description", "audio")
KINDS: dict[Kind, str] = {"sasrec": "sequential", "two-tower": "two-tower"}
"""Network -> what the table calls it."""
CONTENT = "content-only"
BATCH = 512

Vectors = NDArray[np.float32]


def measure_features(
    data: RankingData,
    features: Sequence[str],
    models: Sequence[str] | None = None,
    *,
    seed: int,
    progress: Callable[[str], None] = lambda _: None,
    encoder: Encoder | None = None,
    settings: SequentialSettings | None = None,
) -> dict[str, Ranked]:
    """Rank the test cases by each recommender with each kind of vector: alone, and fused with ids; ids alone first.

    `features` holds title, description, audio, all, or NAME=FILE; `models` some of sasrec, two-tower and content-only.
    Raises `CatalogError` for a kind that these clips lack and a file that does not fit.
    """
    kinds = _check(models)
    vectors = {_name(feature): read_feature(data, feature, encoder, progress) for feature in features}
    base = settings or SequentialSettings(seed=seed)
    ranked: dict[str, Ranked] = {}
    for kind in (kind for kind in KINDS if kind in kinds):
        runs: list[tuple[str, Inputs, Vectors | None]] = [("ids", "ids", None)]
        for name, given in vectors.items():
            runs += [(name, "vectors", given), (f"ids + {name}", "both", given)]
        for name, inputs, chosen in runs:
            label = f"{KINDS[kind]}, {name}"
            ranked[label] = _train(data, replace(base, kind=kind, inputs=inputs), chosen, label, seed, progress)
    if CONTENT in kinds:
        for name, given in vectors.items():
            ranked[f"{CONTENT}, {name}"] = rank_cases(scorer(Content(given), data.window), data.split.test, seed)
    return ranked


def _check(models: Sequence[str] | None) -> Sequence[str]:
    known = (*KINDS, CONTENT)
    if unknown := [name for name in models or () if name not in known]:
        raise CatalogError(f"--features compares {', '.join(known)}, not {unknown[0]!r}")
    return models or known


def _train(
    data: RankingData,
    settings: SequentialSettings,
    vectors: Vectors | None,
    label: str,
    seed: int,
    progress: Callable[[str], None],
) -> Ranked:
    started, busy = time.perf_counter(), time.process_time()
    model = fit_sequential(label, data.split, vectors, seed=seed, progress=progress, settings=settings)
    took, cpu = time.perf_counter() - started, time.process_time() - busy
    return replace(rank_cases(scorer(model, data.window), data.split.test, seed), train_s=took, cpu_s=cpu)


def _name(feature: str) -> str:
    return feature.partition("=")[0]


def read_feature(
    data: RankingData, feature: str, encoder: Encoder | None, progress: Callable[[str], None] = lambda _: None
) -> Vectors:
    """Centred vectors (clips, d) of one kind; zeros for clips that lack it."""
    name, sign, file = feature.partition("=")
    if sign:
        return centre(read_vector_file(Path(file), data.ids))
    if name == "all":
        texts = [
            " ".join(filter(None, parts)) for parts in zip(*(data.texts.get(kind, []) for kind in TEXTS), strict=True)
        ]
    elif name in TEXTS:
        texts = data.texts.get(name, [])
    else:
        raise CatalogError(f"there is no kind of vector {name!r}; choose from {', '.join(TEXTS)}, all or NAME=FILE")
    if not any(text.strip() for text in texts):
        raise CatalogError(f"no clip here has a text of kind {name!r}")
    progress(f"encoding {name}")
    return centre(_encode(texts, encoder or default_encoder()))


def _encode(texts: Sequence[str], encoder: Encoder) -> Vectors:
    there = [place for place, text in enumerate(texts) if text.strip()]
    vectors = np.zeros((len(texts), encoder.dimensions), np.float32)
    for start in range(0, len(there), BATCH):
        part = there[start : start + BATCH]
        vectors[part] = encoder.encode([texts[place] for place in part])
    return vectors


def read_vector_file(file: Path, ids: Sequence[str]) -> Vectors:
    """The vectors in a .npz with the arrays `ids` (n,) and `vectors` (n, d), in the order of ids."""
    try:
        with np.load(file, allow_pickle=False) as arrays:
            names, given = [str(name) for name in arrays["ids"]], np.asarray(arrays["vectors"], np.float32)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CatalogError(f"{file} is no .npz with the arrays ids and vectors ({error})") from error
    if given.ndim != 2 or len(given) != len(names):
        raise CatalogError(f"{file} holds {len(names)} ids and vectors of shape {given.shape}; one row an id is needed")
    if not np.isfinite(given).all():
        raise CatalogError(f"{file} holds numbers that are not finite")
    rows = {name: row for row, name in enumerate(names)}
    found = np.zeros((len(ids), given.shape[1]), np.float32)
    known = [(place, rows[name]) for place, name in enumerate(ids) if name in rows]
    if not known:
        raise CatalogError(
            f"{file} holds no vector of any of these clips; its ids are such as {names[0] if names else ''!r}"
        )
    places, sources = zip(*known, strict=True)
    found[list(places)] = given[list(sources)]
    return found
