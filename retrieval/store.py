"""The rows of a catalog in SQLite, the one truth, and the queue of what its indexes have still to take over."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Literal, TypeVar

from sqlalchemy import Connection, Engine, RowMapping, delete, func, insert, literal, select
from sqlalchemy.dialects.sqlite import insert as upsert

from reeltalk.retrieval.clip import Clip, Moment
from reeltalk.retrieval.schema import clips, index_queue, meta

CHUNK = 500
"""Ids in one statement; SQLite bounds how many values a statement takes."""

_Value = TypeVar("_Value")

FIELDS = tuple(Clip.model_fields)
_SELECT = f"SELECT row, {', '.join(FIELDS)} FROM clips"

Found = Iterator[tuple[int, Clip]]


def reached(point: str) -> None:
    """Mark a point between two writes; a test replaces this to stop the process there."""


def put(engine: Engine, batch: Sequence[Clip], vectors: Sequence[bytes | None]) -> None:
    """Write clips and their queue rows in one transaction; of clips with the same id the last counts."""
    latest = {clip.id: (clip, packed) for clip, packed in zip(batch, vectors, strict=True)}
    if not latest:
        return
    statement = upsert(clips)
    changed = {name: statement.excluded[name] for name in FIELDS if name != "id"}
    with engine.begin() as connection:
        connection.execute(
            statement.on_conflict_do_update(index_elements=[clips.c.id], set_=changed),
            [to_row(clip) for clip, _ in latest.values()],
        )
        reached("rows written")
        rows = _rows_of(connection, list(latest))
        connection.execute(
            insert(index_queue),
            [
                {"clip_id": name, "row": rows[name], "operation": "upsert", "vectors": packed}
                for name, (_, packed) in latest.items()
            ],
        )
        reached("queue written")
    reached("rows and queue committed")


def remove(engine: Engine, ids: Sequence[str]) -> int:
    """Delete clips and queue that for the indexes, in one transaction; return how many there were."""
    with engine.begin() as connection:
        connection.execute(delete(clips).where(clips.c.id.is_(None)))  # takes the write lock before reading
        rows = _rows_of(connection, ids)
        if not rows:
            return 0
        for part in chunks(list(rows)):
            connection.execute(delete(clips).where(clips.c.id.in_(part)))
        reached("rows deleted")
        connection.execute(
            insert(index_queue),
            [{"clip_id": name, "row": row, "operation": "delete", "vectors": None} for name, row in rows.items()],
        )
    reached("deletion committed")
    return len(rows)


def enqueue(engine: Engine, ids: Sequence[str]) -> None:
    """Queue clips that are there already, so that the next drain writes them into the indexes again."""
    with engine.begin() as connection:
        connection.execute(delete(clips).where(clips.c.id.is_(None)))  # takes the write lock before reading
        rows = _rows_of(connection, ids)
        entries = [{"clip_id": name, "row": row, "operation": "upsert", "vectors": None} for name, row in rows.items()]
        if entries:
            connection.execute(insert(index_queue), entries)


def enqueue_all(engine: Engine, key: str, text: str) -> None:
    """Queue every clip anew and write the label that asks for no further rebuilding, in one transaction."""
    columns = [index_queue.c.clip_id, index_queue.c.row, index_queue.c.operation]
    source = select(clips.c.id, clips.c.row, literal("upsert")).order_by(clips.c.row)
    with engine.begin() as connection:
        connection.execute(delete(index_queue).where(index_queue.c.operation == "upsert"))
        connection.execute(insert(index_queue).from_select(columns, source))
        _put_label(connection, key, text)


def fetch(engine: Engine, ids: Sequence[str]) -> dict[str, Clip]:
    """Return the clips of these ids that there are, by id."""
    with engine.connect() as connection:
        return {clip.id: clip for _, clip in read(connection, "id", ids)}


def fetch_rows(engine: Engine, rows: Sequence[int]) -> dict[int, Clip]:
    """Return the clips of these rows that there are, by row."""
    with engine.connect() as connection:
        return dict(read(connection, "row", rows))


def read(connection: Connection, column: Literal["id", "row"], values: Sequence[str] | Sequence[int]) -> Found:
    """Yield (row, clip) of the clips whose id or row is among these.

    Past SQLAlchemy's types, which would take most of a search's time; what was validated when it was written is not
    validated again.
    """
    for part in chunks(values):
        named = ", ".join("?" * len(part))
        for row in connection.exec_driver_sql(f"{_SELECT} WHERE {column} IN ({named})", tuple(part)):
            yield row[0], _to_clip(row)


def count(engine: Engine) -> int:
    """Return how many clips there are."""
    with engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(clips)) or 0


def read_ids(engine: Engine) -> list[tuple[int, str]]:
    """Return (row, id) of every clip, in the order they came."""
    with engine.connect() as connection:
        return [(row, name) for row, name in connection.execute(select(clips.c.row, clips.c.id).order_by(clips.c.row))]


def read_label(engine: Engine, key: str) -> str | None:
    """Return a small fact kept beside the clips."""
    with engine.connect() as connection:
        return connection.scalar(select(meta.c.value).where(meta.c.key == key))


def write_label(engine: Engine, key: str, text: str) -> None:
    """Keep a small fact beside the clips."""
    with engine.begin() as connection:
        _put_label(connection, key, text)


def to_clip(row: RowMapping) -> Clip:
    """Build a clip from its row; what was validated when it was written is not validated again."""
    values: dict[str, Any] = {name: row[name] for name in FIELDS}
    values["moments"] = tuple(Moment.model_construct(**moment) for moment in values["moments"])
    values["tags"] = tuple(values["tags"])
    return Clip.model_construct(**values)


def _to_clip(row: Sequence[Any]) -> Clip:
    values: dict[str, Any] = dict(zip(FIELDS, row[1:], strict=True))
    for name in ("descriptions", "moments", "tags", "extra"):
        values[name] = json.loads(values[name])
    values["moments"] = tuple(Moment.model_construct(**moment) for moment in values["moments"])
    values["tags"] = tuple(values["tags"])
    if values["published"] is not None:
        values["published"] = date.fromisoformat(values["published"])
    return Clip.model_construct(**values)


def to_row(clip: Clip) -> dict[str, Any]:
    """Return a clip's columns; JSON ones as JSON-able values."""
    values: dict[str, Any] = {name: getattr(clip, name) for name in FIELDS}
    values["moments"] = [moment.model_dump() for moment in clip.moments]
    values["tags"] = list(clip.tags)
    values["extra"] = clip.model_dump(mode="json", include={"extra"})["extra"]
    return values


def _put_label(connection: Connection, key: str, text: str) -> None:
    statement = upsert(meta).values(key=key, value=text)
    connection.execute(statement.on_conflict_do_update(index_elements=[meta.c.key], set_={"value": text}))


def _rows_of(connection: Connection, ids: Sequence[str]) -> dict[str, int]:
    """Return the row of each id there is."""
    rows: dict[str, int] = {}
    for part in chunks(ids):
        for name, row in connection.execute(select(clips.c.id, clips.c.row).where(clips.c.id.in_(part))):
            rows[name] = row
    return rows


def chunks(values: Sequence[_Value]) -> Iterator[Sequence[_Value]]:
    """Yield stretches of at most `CHUNK`."""
    for at in range(0, len(values), CHUNK):
        yield values[at : at + CHUNK]
