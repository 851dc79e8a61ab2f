"""Make a home of many synthetic clips from the clips and stored vectors of others, without encoding anything.

    python scripts/make_large_home.py OUT --clips 200000 --source HOME [HOME ...] [--seed 0]

Each clip has about 6.5 sentences of 22 words, as descriptions by multimodal models do. A sentence is the start of one
stored sentence and the rest of a near one; its vector lies between theirs, moved by chance. The whole vector is the
mean of the sentences', moved as far as the whole vectors of the sources lie from their sentences' mean. No two clips
are alike. Every index is filled as an import would, but for what clips name: that is gathered sentence by sentence.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Engine, insert

from reeltalk.retrieval import store
from reeltalk.retrieval.catalog import Catalog
from reeltalk.retrieval.chroma import MOST_ROWS
from reeltalk.retrieval.clip import Clip
from reeltalk.retrieval.encoder import default_encoder
from reeltalk.retrieval.home import open_home
from reeltalk.retrieval.indexes import Indexes
from reeltalk.retrieval.mentions import mentions
from reeltalk.retrieval.opening import open_indexes
from reeltalk.retrieval.schema import clips as clips_table
from reeltalk.retrieval.sentences import clip_passages
from reeltalk.retrieval.vectors import pack_passages

CHUNK = 10_000
SENTENCES = 6.5
WORDS = 22
SHORTEST = 6
"""Words of the shortest stored sentence that is used."""
NEAR, TOPIC = 64, 512
"""How many near sentences one is crossed with, and how many make up what a clip is about."""
ASTRAY = 0.15
"""The share of sentences about something else."""
MOVED = 0.35
"""The length of the chance part of a sentence's vector, before it is brought back to 1."""

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Pool:
    """What clips are made of."""

    words: list[list[str]]
    """Of each sentence."""
    marks: list[frozenset[str]]
    """What each sentence names."""
    vectors: Floats
    near: Numbers
    """(sentences, TOPIC): the nearest other sentences of each, nearest first."""
    residuals: Floats
    """How whole vectors differ from the mean of their sentences'."""
    clips: list[Clip]
    """Whose lengths, names and counts are used again."""


@dataclass(frozen=True)
class Batch:
    """Some clips with their vectors and what they name."""

    clips: list[Clip]
    marks: list[frozenset[str]]
    whole: Floats
    passages: list[NDArray[Any]]


def main() -> None:
    """Read the arguments and make the home."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("out", type=Path)
    parser.add_argument("--clips", type=int, required=True)
    parser.add_argument("--source", type=Path, nargs="+", required=True, help="homes whose clips are recombined")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    pool = gather([Catalog.open(home) for home in options.source])
    print(json.dumps(make_home(options.out, pool, options.clips, options.seed)))


def gather(sources: list[Catalog]) -> Pool:
    """Read sentences, vectors and fields of all clips of some catalogs."""
    texts: dict[str, NDArray[np.float32]] = {}
    residuals, clips = [], []
    for catalog in sources:
        engine, (indexes, columns) = catalog.engine, open_sources(catalog)
        for part in store.chunks(np.flatnonzero(columns.live()).tolist()):
            for row, clip in store.fetch_rows(engine, part).items():
                vectors, _ = indexes.passages.take(np.array([row]))
                passages = clip_passages(clip)
                texts |= {
                    passage.text: vector
                    for passage, vector in zip(passages, vectors, strict=True)
                    if len(passage.text.split()) >= SHORTEST
                }
                residuals.append(indexes.whole.take(np.array([row]))[0] - unit(vectors.mean(axis=0)))
                clips.append(clip)
        catalog.close()
    vectors = np.stack(list(texts.values()))
    marks = [mentions(Clip.model_construct(id="s", description=text)) for text in texts]
    return Pool([text.split() for text in texts], marks, vectors, nearest(vectors), np.stack(residuals), clips)


def open_sources(catalog: Catalog) -> Any:
    """The indexes and columns of an open catalog."""
    retriever = catalog._open_retriever()
    return retriever.indexes, retriever.columns


def nearest(vectors: Floats) -> Numbers:
    """The nearest others of each vector, nearest first."""
    found = []
    for start in range(0, len(vectors), 1000):
        cosines = vectors[start : start + 1000] @ vectors.T
        top = np.argpartition(-cosines, TOPIC + 1, axis=1)[:, : TOPIC + 1]
        order = np.argsort(-np.take_along_axis(cosines, top, axis=1), axis=1)
        found.append(np.take_along_axis(top, order, axis=1)[:, 1:].astype(np.int32))
    return np.concatenate(found)


def make_home(out: Path, pool: Pool, count: int, seed: int) -> dict[str, Any]:
    """Fill a new home; return how long each part took."""
    out.mkdir(parents=True)
    engine = open_home(out)
    indexes, _ = open_indexes(out, engine, None, default_encoder)
    took: dict[str, float] = {}
    first = 1
    for batch in compose(pool, count, np.random.default_rng(seed)):
        write(engine, indexes, batch, first, took)
        first += len(batch.clips)
        print(f"\r{first - 1} of {count}", end="", file=sys.stderr, flush=True)
    indexes.close()
    engine.dispose()
    return {"clips": count, "seed": seed, "seconds": {part: round(seconds, 1) for part, seconds in took.items()}}


def write(engine: Engine, indexes: Indexes, batch: Batch, first: int, took: dict[str, float]) -> None:
    """Write clips to the rows from `first` on."""
    rows = np.arange(first, first + len(batch.clips))
    marks = dict(zip(rows.tolist(), batch.marks, strict=True))
    started = time.perf_counter()

    def lap(part: str) -> None:
        nonlocal started
        took[part] = took.get(part, 0.0) + time.perf_counter() - started
        started = time.perf_counter()

    with engine.begin() as connection:
        values = [store.to_row(clip) | {"row": row} for row, clip in zip(rows.tolist(), batch.clips, strict=True)]
        connection.execute(insert(clips_table), values)
    lap("rows")
    indexes.whole.put(rows, batch.whole)
    indexes.passages.put(rows, batch.passages)
    lap("vectors")
    indexes.lexical.write(zip(rows.tolist(), batch.clips, strict=True), [], marks)
    lap("lexical")
    if first < MOST_ROWS:
        indexes.chroma.put([clip.id for clip in batch.clips][: MOST_ROWS - first], batch.whole[: MOST_ROWS - first])
    lap("chroma")


def compose(pool: Pool, count: int, random: np.random.Generator) -> Iterator[Batch]:
    """Yield that many clips, in batches."""
    for start in range(0, count, CHUNK):
        yield compose_batch(pool, start, min(CHUNK, count - start), random)


def compose_batch(pool: Pool, start: int, size: int, random: np.random.Generator) -> Batch:
    """Make clips that recombine near sentences."""
    counts = np.clip(random.poisson(SENTENCES - 1, size) + 1, 2, 20)
    topic = np.repeat(random.integers(len(pool.words), size=size), counts)
    astray = random.random(len(topic)) < ASTRAY
    near = pool.near[topic, random.integers(TOPIC, size=len(topic))]
    one = np.where(astray, random.integers(len(pool.words), size=len(topic)), near)
    two = pool.near[one, random.integers(NEAR, size=len(topic))]
    texts = [cross(pool.words[a], pool.words[b]) for a, b in zip(one.tolist(), two.tolist(), strict=True)]
    shares = np.array([kept for _, kept in texts], dtype=np.float32)[:, None]
    mixed = shares * pool.vectors[one] + (1 - shares) * pool.vectors[two]
    vectors = unit(unit(mixed) + MOVED * unit(random.standard_normal(mixed.shape, dtype=np.float32)))
    starts = np.cumsum(counts) - counts
    mean = unit(np.add.reduceat(vectors, starts))
    whole = unit(mean + pool.residuals[random.integers(len(pool.residuals), size=size)])
    made = [
        make_clip(f"s{start + number}", [text for text, _ in texts[at : at + held]], pool, random)
        for number, (at, held) in enumerate(zip(starts.tolist(), counts.tolist(), strict=True))
    ]
    marks = [pool.marks[a] | pool.marks[b] for a, b in zip(one.tolist(), two.tolist(), strict=True)]
    named = [frozenset().union(*marks[at : at + held]) for at, held in zip(starts, counts, strict=True)]
    packed = np.split(pack_passages(vectors), starts[1:])
    return Batch(made, named, whole, packed)


def cross(one: list[str], two: list[str]) -> tuple[str, float]:
    """The start of one sentence and the rest of another, about `WORDS` long; with the share of the first."""
    first = one[: WORDS * 2 // 3] if len(one) > WORDS // 2 else one
    rest = two[-max(WORDS // 3, WORDS - len(first)) :]
    text = " ".join([*first, *rest]).replace(".", ",").replace("!", ",").replace("?", ",")
    return text.rstrip(" ,;:") + ".", len(first) / (len(first) + len(rest))


def make_clip(name: str, sentences: list[str], pool: Pool, random: np.random.Generator) -> Clip:
    """A clip that says these sentences, with another's fields slightly changed."""
    like = pool.clips[int(random.integers(len(pool.clips)))]
    factor = float(random.uniform(0.8, 1.25))
    values = like.model_dump(exclude={"id", "title", "description", "descriptions", "notes", "moments"})
    values |= {
        "duration_s": like.duration_s and round(like.duration_s * factor, 1),
        "views": like.views and int(like.views * factor),
        "published": like.published and like.published - timedelta(days=int(30 * factor)),
        "description_source": "synthetic",
        "tags": tuple(like.tags),
    }
    return Clip.model_construct(id=name, description=" ".join(sentences), **values)


def unit(vectors: Any) -> Floats:
    """Brought to length 1."""
    return np.asarray(vectors / np.linalg.norm(vectors, axis=-1, keepdims=True), dtype=np.float32)


if __name__ == "__main__":
    main()
