"""What clips state of themselves, read field by field for all or some rows of a catalog."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from reeltalk.retrieval.clip import AUDIENCE_AGES

NAMES = ("language", "creator", "category")
NUMBERS = ("duration_s", "published", "views", "likes", "audience")

_FIELDS = ("row", "id", "tags", *NAMES, *NUMBERS)
_SELECT = f"SELECT {', '.join(_FIELDS)} FROM clips"  # plain: SQLAlchemy's own rows would take a minute for a million
_BATCH = 500  # rows named in one statement; SQLite limits its parameters
_AT_ONCE = 50_000  # rows read at a time
_EPOCH = date(1970, 1, 1).toordinal()


class Stated(NamedTuple):
    """The constrainable fields of some clips, a place each."""

    rows: NDArray[np.int64]
    ids: Sequence[str]
    tags: Sequence[Sequence[str]]
    names: dict[str, Sequence[str | None]]
    """Of each of `NAMES`."""
    numbers: dict[str, NDArray[np.float64]]
    """Of each of `NUMBERS`: seconds, days since 1970-01-01, counts, years of age; NaN where a clip states none."""


def read_all(connection: Connection) -> Iterator[Stated]:
    """Yield all clips, in the order they came."""
    found = connection.exec_driver_sql(f"{_SELECT} ORDER BY row")
    while records := found.fetchmany(_AT_ONCE):
        yield _gather(records)


def read_some(connection: Connection, rows: Sequence[int]) -> Iterator[Stated]:
    """Yield the clips of these rows that there are."""
    for start in range(0, len(rows), _BATCH):
        batch = tuple(rows[start : start + _BATCH])
        named = ", ".join("?" * len(batch))
        if records := connection.exec_driver_sql(f"{_SELECT} WHERE row IN ({named})", batch).all():
            yield _gather(records)


def to_days(day: date) -> int:
    """Days since 1970-01-01."""
    return day.toordinal() - _EPOCH


def _gather(records: Sequence[Any]) -> Stated:
    fields = dict(zip(_FIELDS, zip(*records, strict=True), strict=True))
    fields["published"] = tuple(map(_read_day, fields["published"]))
    fields["audience"] = tuple(map(AUDIENCE_AGES.get, fields["audience"]))
    return Stated(
        np.array(fields["row"], np.int64),
        fields["id"],
        [() if text == "[]" else json.loads(text) for text in fields["tags"]],
        {field: fields[field] for field in NAMES},
        {field: np.array(fields[field], np.float64) for field in NUMBERS},  # None becomes NaN
    )


@lru_cache(maxsize=10_000)
def _read_day(text: str | None) -> int | None:
    return None if text is None else to_days(date.fromisoformat(text))
