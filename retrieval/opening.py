"""Opening a home's indexes: built anew where their form changed, drained, and healed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from sqlalchemy import Engine

from reeltalk.retrieval import store
from reeltalk.retrieval.columns import Columns
from reeltalk.retrieval.encoder import DEFAULT, Encoder, OnnxEncoder
from reeltalk.retrieval.indexes import LAYOUT, Indexes, lexical_mark, remove_lexical, remove_vectors
from reeltalk.retrieval.queue import drain
from reeltalk.retrieval.sentences import PASSAGES_VERSION


def open_indexes(
    home: Path, engine: Engine, encoder: Encoder | None, load: Callable[[], Encoder]
) -> tuple[Indexes, Columns]:
    """Return a home's indexes, in line with its rows, and its columns; only the owner may call this.

    `encoder` is None for the default one, which `load` loads only where something must be encoded.
    """
    dimensions = _drop_unlike_vectors(home, engine, encoder)
    unlike = store.read_label(engine, "lexical") != lexical_mark()
    if unlike:
        remove_lexical(home)
    indexes = Indexes.open(home, dimensions)
    try:
        if unlike:
            _write_lexical(engine, indexes)
        return indexes, _heal(engine, indexes, load)
    except BaseException:
        indexes.close()
        raise


def _heal(engine: Engine, indexes: Indexes, load: Callable[[], Encoder]) -> Columns:
    """Bring the indexes in line with the rows, and return the rows' columns."""
    drain(engine, indexes, load, _ignore)
    columns = Columns.load(engine)
    if _queue_stale(engine, indexes, columns):
        drain(engine, indexes, load, _ignore)
        columns = Columns.load(engine)  # that drain may have brought rows of another process too
    _align_chroma(indexes, columns)
    return columns


def _drop_unlike_vectors(home: Path, engine: Engine, encoder: Encoder | None) -> int:
    """Queue every clip anew where another encoder, splitting or layout made the vectors; return their length."""
    name, dimensions = (encoder.name, encoder.dimensions) if encoder else (DEFAULT, OnnxEncoder.dimensions)
    wanted = f"{name}/{dimensions}/{PASSAGES_VERSION}/{LAYOUT}"
    if store.read_label(engine, "indexes") != wanted:
        remove_vectors(home)
        store.enqueue_all(engine, "indexes", wanted)
    return dimensions


def _write_lexical(engine: Engine, indexes: Indexes) -> None:
    """Write the lexical index from the rows; the label last, so that a kill starts this again."""
    for part in store.chunks([row for row, _ in store.read_ids(engine)]):
        indexes.lexical.write(store.fetch_rows(engine, part).items(), [])
    store.write_label(engine, "lexical", lexical_mark())


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
    live = columns.live()
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


def _ignore(rows: list[int]) -> None:
    """Nobody reads the indexes yet."""
