"""Opening a home's indexes: built anew where their form changed, drained, and healed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from sqlalchemy import Engine

from reeltalk.retrieval import store
from reeltalk.retrieval.chroma import MOST_ROWS
from reeltalk.retrieval.columns import Columns
from reeltalk.retrieval.encoder import DEFAULT, Encoder
from reeltalk.retrieval.indexes import LAYOUT, Indexes, lexical_mark, remove_lexical, remove_vectors
from reeltalk.retrieval.onnx_encoder import OnnxEncoder
from reeltalk.retrieval.queue import VECTORS_VERSION, drain, pending
from reeltalk.retrieval.sentences import PASSAGES_VERSION

Progress = Callable[[int, int], None]
"""Told how many clips were done since the last time, and how many there are to do in all."""

_MARK = "indexes"
"""The label that says what made the vectors: encoder, dimensions and versions."""
_CHOICE = "encoder"
"""The label that names the encoder chosen for a home; none where it is the default."""


def open_indexes(
    home: Path, engine: Engine, encoder: Encoder | None, load: Callable[[], Encoder], progress: Progress | None = None
) -> tuple[Indexes, Columns]:
    """Return a home's indexes, in line with its rows, and its columns; only the owner may call this.

    `encoder` is None for the one the home is meant for, which `load` loads only where something must be encoded.
    What a kill interrupts goes on at the next opening, without doing again what was done.
    """
    progress = progress or _ignore_progress
    dimensions = _drop_unlike_vectors(home, engine, encoder, load)
    _drop_unlike_words(home, engine)
    indexes = Indexes.open(home, dimensions)
    try:
        _write_lexical(engine, indexes, progress)
        return indexes, _heal(engine, indexes, load, progress)
    except BaseException:
        indexes.close()
        raise


def chosen_encoder(engine: Engine) -> str:
    """Return the name of the encoder that a home's clips are meant to be encoded by."""
    return store.read_label(engine, _CHOICE) or DEFAULT


def kept_dimensions(engine: Engine) -> int:
    """Return how long a home's vectors are; the default encoder's where it has none yet."""
    return _read_mark(store.read_label(engine, _MARK))[1] or OnnxEncoder.dimensions


def choose_encoder(engine: Engine, name: str) -> None:
    """Have a home's clips encoded by another encoder from the next opening on."""
    store.write_label(engine, _CHOICE, name)


def _heal(engine: Engine, indexes: Indexes, load: Callable[[], Encoder], progress: Progress) -> Columns:
    """Bring the indexes in line with the rows, and return the rows' columns."""
    _drain(engine, indexes, load, progress)
    columns = Columns.load(engine)
    if _queue_stale(engine, indexes, columns):
        _drain(engine, indexes, load, progress)
        columns = Columns.load(engine)  # that drain may have brought rows of another process too
    _align_chroma(indexes, columns)
    return columns


def _drain(engine: Engine, indexes: Indexes, load: Callable[[], Encoder], progress: Progress) -> None:
    """Empty the queue; nobody reads the indexes yet."""
    waiting = pending(engine, None)
    if waiting:
        progress(0, waiting)
    drain(engine, indexes, load, lambda rows: None, lambda count: progress(count, waiting))


def _drop_unlike_vectors(home: Path, engine: Engine, encoder: Encoder | None, load: Callable[[], Encoder]) -> int:
    """Queue every clip anew where another encoder, splitting or layout made the vectors; return their length."""
    found = store.read_label(engine, _MARK)
    versions = f"{PASSAGES_VERSION}.{VECTORS_VERSION}/{LAYOUT}"
    name = encoder.name if encoder else chosen_encoder(engine)
    dimensions = encoder.dimensions if encoder else _known_dimensions(name, found) or load().dimensions
    wanted = f"{name}/{dimensions}/{versions}"
    if found != wanted:
        remove_vectors(home)
        store.enqueue_all(engine, _MARK, wanted)
    return dimensions


def _known_dimensions(name: str, mark: str | None) -> int | None:
    """Return how long an encoder's vectors are, where that can be told without loading it."""
    if name == DEFAULT:
        return OnnxEncoder.dimensions
    made_by, dimensions = _read_mark(mark)
    return dimensions if made_by == name else None


def _read_mark(mark: str | None) -> tuple[str, int | None]:
    """Return the encoder and the dimensions of what made a home's vectors."""
    name, *rest = (mark or "").rsplit("/", 3)
    return name, int(rest[0]) if len(rest) == 3 and rest[0].isdigit() else None


def _drop_unlike_words(home: Path, engine: Engine) -> None:
    """Empty the lexical index where its form changed."""
    if store.read_label(engine, "lexical") not in (lexical_mark(), _begun()):
        remove_lexical(home)
        store.write_label(engine, "lexical", _begun())


def _write_lexical(engine: Engine, indexes: Indexes, progress: Progress) -> None:
    """Write the rows that an emptied lexical index has not got yet."""
    if store.read_label(engine, "lexical") != _begun():
        return
    there = set(indexes.lexical.rows().tolist())
    lacking = [row for row, _ in store.read_ids(engine) if row not in there]
    if lacking:
        progress(0, len(lacking))
    for part in store.chunks(lacking):
        indexes.lexical.write(store.fetch_rows(engine, part).items(), [])
        progress(len(part), len(lacking))
    store.write_label(engine, "lexical", lexical_mark())


def _begun() -> str:
    """The label of a lexical index that is being written."""
    return f"{lexical_mark()} begun"


def _queue_stale(engine: Engine, indexes: Indexes, columns: Columns) -> bool:
    """Empty what is gone and queue what an index lacks, such as after its folder was deleted; return whether any."""
    live = columns.live()
    stale = indexes.stale(live)
    gone = stale[~live[stale]]
    if gone.size:
        indexes.whole.clear(gone)
        indexes.passages.clear(gone)
        indexes.lexical.write([], np.asarray(gone).tolist())
    lacking = stale[live[stale]]
    store.enqueue(engine, columns.ids_of(lacking))
    return bool(lacking.size)


def _align_chroma(indexes: Indexes, columns: Columns) -> None:
    """Give Chroma the vectors it lacks, such as after its folder was deleted, and take away those of clips gone."""
    live = columns.live()[:MOST_ROWS]
    if indexes.chroma.stored() == int(live.sum()):
        return
    there = indexes.chroma.ids()
    known = columns.ids_of(np.flatnonzero(live))
    indexes.chroma.delete(sorted(there.difference(known)))
    encoded = np.flatnonzero(live & indexes.whole.filled(len(live)))  # what was added since waits in the queue
    lacking = [(row, name) for row, name in zip(encoded, columns.ids_of(encoded), strict=True) if name not in there]
    if lacking:
        rows, names = zip(*lacking, strict=True)
        indexes.chroma.put(list(names), indexes.whole.take(np.array(rows, dtype=np.int64)))


def _ignore_progress(done: int, total: int) -> None:
    """Nobody looks on."""
