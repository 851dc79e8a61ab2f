"""Who watched what, from a .csv, .jsonl or .parquet file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from sqlalchemy import select

from reeltalk.errors import CatalogError
from reeltalk.retrieval.cells import clean, read_id, read_number, read_seconds, shown
from reeltalk.retrieval.names import nearest_names
from reeltalk.retrieval.schema import clips
from reeltalk.retrieval.tables import Rejection, Row, RowError, read_columns, read_rows
from reeltalk.retrieval.viewer import Event, Verdict
from reeltalk.retrieval.viewers import IMPORTED

if TYPE_CHECKING:
    from reeltalk.retrieval.catalog import Catalog

__all__ = ["InteractionResult", "Rejection", "Unit", "import_interactions", "read_events"]

Unit = Literal["seconds", "milliseconds", "iso"]

REQUIRED = ("viewer_id", "clip_id", "timestamp")
FIELDS = (*REQUIRED, "verdict", "rating", "watched_s")

MILLISECONDS_FROM = 1e11
"""A number from here on is milliseconds since 1970: as seconds it would be after the year 5000."""

_LATEST = 7.3e9  # seconds: the year 2201
_SAMPLE = 1000


@dataclass(frozen=True)
class InteractionResult:
    """What came of an import of interactions."""

    rows: int
    """Rows taken."""
    viewers: int
    clips: int
    unit: Unit
    """How the timestamps were read."""
    rejected: int
    unknown_clips: int = 0
    """How many of `clips` are not in the catalog; their rows are kept and count once the clips are imported."""
    repeated: int = 0
    """How many of `rows` were there already."""


def import_interactions(
    path: str | Path,
    catalog: Catalog,
    *,
    mapping: Mapping[str, str] | None = None,
    progress: Callable[[int], None] | None = None,
    report: Callable[[Rejection], None] | None = None,
) -> InteractionResult:
    """Keep the interactions of a file; run again, it adds nothing twice. `mapping` names the columns: theirs to ours.

    A row that cannot be taken is told to `report` and the rest goes on; `progress` is told how many rows were done
    since the last time. Raises `CatalogError` for a file or a mapping that cannot be used.
    """
    file, names = Path(path), dict(mapping or {})
    _check_columns(file, names)
    unit = _find_unit(islice(_renamed(file, names), _SAMPLE))
    intake = _Intake(file, unit, report or (lambda _: None))
    written = catalog.viewers.record_many(intake.events(_renamed(file, names)), progress, key=_key)
    if intake.rows + intake.rejected == 0:
        raise CatalogError(f"{path} holds no rows; one interaction a row is needed: {', '.join(REQUIRED)}")
    with catalog.engine.connect() as connection:
        unknown = intake.clips.difference(connection.execute(select(clips.c.id)).scalars())
    return InteractionResult(
        intake.rows,
        len(intake.viewers),
        len(intake.clips),
        unit,
        intake.rejected,
        len(unknown),
        intake.rows - written,
    )


def read_events(
    path: Path, mapping: Mapping[str, str] | None = None, report: Callable[[Rejection], None] | None = None
) -> Iterator[Event]:
    """The interactions of a file, without keeping them; errors as `import_interactions` has them."""
    names = dict(mapping or {})
    _check_columns(path, names)
    unit = _find_unit(islice(_renamed(path, names), _SAMPLE))
    return _Intake(path, unit, report or (lambda _: None)).events(_renamed(path, names))


@dataclass
class _Intake:
    """The events of a file on their way in."""

    path: Path
    unit: Unit
    report: Callable[[Rejection], None]
    rows: int = 0
    rejected: int = 0
    viewers: set[str] = field(default_factory=set)
    clips: set[str] = field(default_factory=set)

    def events(self, rows: Iterator[Row]) -> Iterator[Event]:
        for number, values in rows:
            try:
                if isinstance(values, RowError):
                    raise values
                event = to_event(values, self.unit)
            except RowError as error:
                self.rejected += 1
                self.report(error.reject(self.path, number))
                continue
            self.rows += 1
            self.viewers.add(event.viewer_id)
            self.clips.add(event.clip_id)
            yield event


def to_event(values: dict[str, Any], unit: Unit) -> Event:
    """The event of a row whose number timestamps are in `unit`. Raises `RowError`."""
    found: dict[str, Any] = {}
    for name in FIELDS:
        try:
            value = clean(values.get(name))
            if value is not None and str(value).strip():
                found[name] = _read_time(value, unit) if name == "timestamp" else _READERS[name](value)
        except ValueError as error:
            raise RowError(name, str(error)) from None
    for name in REQUIRED:
        if name not in found:
            raise RowError(name, "is missing")
    return Event(**found)


def _read_time(value: Any, unit: Unit) -> float:
    """Seconds since 1970."""
    try:
        number = read_number(value)
    except ValueError:
        return _read_iso(value)
    seconds = number / 1000 if unit == "milliseconds" else number
    if not 0 <= seconds <= _LATEST:
        raise ValueError(f"{shown(value)} is no time in {unit if unit != 'iso' else 'seconds'} since 1970")
    return seconds


def _read_iso(value: Any) -> float:
    try:
        moment = datetime.fromisoformat(str(value).strip())
    except ValueError:
        raise ValueError(f"{shown(value)} is no time: seconds or milliseconds since 1970, or ISO") from None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def _read_verdict(value: Any) -> str:
    verdict = str(value).strip().casefold()
    if verdict not in get_args(Verdict):
        raise ValueError(f"{shown(value)} is none of {', '.join(get_args(Verdict))}")
    return verdict


_READERS: dict[str, Callable[[Any], Any]] = {
    "viewer_id": read_id,
    "clip_id": read_id,
    "verdict": _read_verdict,
    "rating": read_number,
    "watched_s": read_seconds,
}


def _renamed(path: Path, names: dict[str, str]) -> Iterator[Row]:
    taken = set(names.values())
    for number, values in read_rows(path):
        if isinstance(values, dict):
            kept = {name: value for name, value in values.items() if name not in names and name not in taken}
            values = kept | {ours: values[theirs] for theirs, ours in names.items() if theirs in values}
        yield number, values


def _find_unit(rows: Iterator[Row]) -> Unit:
    """The unit that most of these rows' timestamps are in."""
    counts: dict[Unit, int] = {"seconds": 0, "milliseconds": 0, "iso": 0}
    for _, values in rows:
        if isinstance(values, dict) and values.get("timestamp") is not None:
            counts[_unit_of(values["timestamp"])] += 1
    return max(counts, key=lambda unit: counts[unit])


def _unit_of(value: Any) -> Unit:
    try:
        return "milliseconds" if read_number(value) >= MILLISECONDS_FROM else "seconds"
    except ValueError:
        return "iso"


def _check_columns(path: Path, names: dict[str, str]) -> None:
    columns = read_columns(path)
    if not columns:
        return
    for theirs, ours in names.items():
        if ours not in FIELDS:
            raise CatalogError(f"{theirs}={ours}: {ours!r} is none of {', '.join(FIELDS)}")
        if theirs not in columns:
            raise CatalogError(f"{path} has no column {theirs!r}; it has {', '.join(map(repr, columns))}")
    for name in REQUIRED:
        if name not in columns and name not in names.values():
            near = nearest_names(name, dict.fromkeys(columns, 1), limit=1)
            hint = f", for instance --map {near[0]}={name}" if near else ""
            raise CatalogError(f"{path} has no column {name!r}; it has {', '.join(columns)}; say which is it{hint}")


def _key(event: Event) -> str:
    """The write key of an imported event: the same row again is the same event."""
    parts = [repr(part) for part in event.model_dump().values()]
    return IMPORTED + blake2b("\x1f".join(parts).encode(), digest_size=12).hexdigest()
