"""The drain: carries over to the indexes what the queue says; after a kill at any point draining again heals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Engine, delete, func, select

from reeltalk.retrieval import store
from reeltalk.retrieval.chroma import MOST_ROWS
from reeltalk.retrieval.clip import Clip
from reeltalk.retrieval.encoder import Encoder
from reeltalk.retrieval.indexes import Indexes
from reeltalk.retrieval.schema import clips, index_queue
from reeltalk.retrieval.sentences import clip_passages, whole_text
from reeltalk.retrieval.vectors import ClipVectors, from_bytes, pack_passages
from reeltalk.retrieval.windows import normalise

BATCH = 256
"""Queue rows carried over at once."""
FEW_LETTERS = 400
"""Up to this many in its passages a clip is encoded as a whole too: a title and a sentence or two are one thing. On
6,583 film plots that finds more than the mean does, on 200 descriptions of 145 words the mean finds as much."""
VECTORS_VERSION = 4
"""Raise it when a clip's vectors come from its texts in another way: homes with the old ones are built anew."""


@dataclass(frozen=True)
class _Work:
    """What one batch of the queue asks for, compared with the truth as it stands."""

    numbers: list[int]
    puts: dict[int, tuple[Clip, bytes | None]]
    """Row -> clip and its packed vectors."""
    gone_rows: list[int]
    gone_ids: list[str]


def drain(
    engine: Engine,
    indexes: Indexes,
    encoder: Callable[[], Encoder],
    changed: Callable[[list[int]], None],
    progress: Callable[[int], None] | None = None,
) -> int:
    """Empty the queue into the indexes; return how many queue rows there were.

    `changed` is told the rows of each batch after it stands in every index; `progress` how many clips it had.
    """
    total = 0
    while (work := _read(engine)) is not None:
        _carry_over(work, indexes, encoder)
        with engine.begin() as connection:
            for part in store.chunks(work.numbers):
                connection.execute(delete(index_queue).where(index_queue.c.number.in_(part)))
        store.reached("queue rows removed")
        changed([*work.puts, *work.gone_rows])
        total += len(work.numbers)
        if progress is not None:
            progress(len(work.puts) + len(work.gone_ids))
    return total


def pending(engine: Engine, limit: int | None = BATCH) -> int:
    """Return how many rows wait in the queue, counted up to `limit`; all of them where that is None."""
    with engine.connect() as connection:
        waiting = select(index_queue.c.number).limit(limit).subquery()
        return connection.scalar(select(func.count()).select_from(waiting)) or 0


def encode_clips(batch: Sequence[Clip], encoder: Encoder) -> list[ClipVectors]:
    """Compute the vectors of clips; equal texts are encoded once.

    A clip of a few sentences gets its own vector from its whole text. Of a longer one it is the mean of its passages',
    each counting by its letters: to encode all of it once more would take as long again, and finds no better.
    """
    passages = [[passage.text for passage in clip_passages(clip)] for clip in batch]
    wholes = [_encoded_whole(clip, part) for clip, part in zip(batch, passages, strict=True)]
    places: dict[str, int] = {}
    for text in (text for part, whole in zip(passages, wholes, strict=True) for text in (*part, *whole)):
        places.setdefault(text, len(places))
    vectors = encoder.encode(list(places))
    found = []
    for part, whole in zip(passages, wholes, strict=True):
        parts, texts = vectors[[places[text] for text in part]], whole or part
        weights = np.array([max(1, len(text)) for text in texts], dtype=np.float32)
        own = weights @ vectors[[places[text] for text in texts]]
        found.append(ClipVectors(normalise(own), pack_passages(parts)))
    return found


def _encoded_whole(clip: Clip, passages: Sequence[str]) -> list[str]:
    """The text that a clip's own vector comes from where it is short, or has no passages; none where it is long."""
    return [whole_text(clip)] if sum(map(len, passages)) <= FEW_LETTERS else []


def _read(engine: Engine) -> _Work | None:
    """Read one batch; None where the queue is empty. An id that is queued again later is left to its last row."""
    queue = index_queue.c
    with engine.connect() as connection:
        rows = connection.execute(select(index_queue).order_by(queue.number).limit(BATCH)).all()
        if not rows:
            return None
        ids = sorted({row.clip_id for row in rows})
        last = select(queue.clip_id, func.max(queue.number)).where(queue.clip_id.in_(ids)).group_by(queue.clip_id)
        newest = {name: number for name, number in connection.execute(last)}
        truth = {
            found["id"]: found for found in connection.execute(select(clips).where(clips.c.id.in_(ids))).mappings()
        }
    live = {found["row"] for found in truth.values()}
    due = [row for row in rows if row.number == newest[row.clip_id]]
    puts = {
        truth[row.clip_id]["row"]: (store.to_clip(truth[row.clip_id]), row.vectors)
        for row in due
        if row.clip_id in truth
    }
    gone_ids = [row.clip_id for row in due if row.clip_id not in truth]
    return _Work([row.number for row in rows], puts, sorted({row.row for row in rows} - live), gone_ids)


def _carry_over(work: _Work, indexes: Indexes, encoder: Callable[[], Encoder]) -> None:
    """Write one batch into every index; each write can be repeated."""
    rows = np.array(list(work.puts), dtype=np.int64)
    found = [clip for clip, _ in work.puts.values()]
    vectors = _find_vectors(work, encoder) if found else []
    whole = np.array([each.whole for each in vectors], dtype=np.float32)
    gone = np.array(work.gone_rows, dtype=np.int64)
    indexes.whole.put(rows, whole)
    indexes.whole.clear(gone)
    store.reached("whole vectors written")
    indexes.passages.put(rows, [each.passages for each in vectors])
    indexes.passages.clear(gone)
    store.reached("passage vectors written")
    indexes.whole.flush()
    indexes.passages.flush()
    near = np.flatnonzero(rows < MOST_ROWS)
    if near.size:
        indexes.chroma.put([found[place].id for place in near], whole[near])
    store.reached("chroma written")
    if work.gone_ids:
        indexes.chroma.delete(work.gone_ids)
    store.reached("chroma deleted")
    indexes.lexical.write(zip(work.puts, found, strict=True), work.gone_rows)
    store.reached("lexical committed")


def _find_vectors(work: _Work, encoder: Callable[[], Encoder]) -> list[ClipVectors]:
    """Take the vectors that came with the queue, and compute the rest."""
    model = encoder()
    known = [from_bytes(packed, model.name) if packed else None for _, packed in work.puts.values()]
    missing = [clip for (clip, _), vectors in zip(work.puts.values(), known, strict=True) if vectors is None]
    fresh = iter(encode_clips(missing, model) if missing else [])
    return [vectors if vectors is not None else next(fresh) for vectors in known]
