"""Clips from a .jsonl, .csv or .parquet file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from sqlalchemy import Engine, select

from reeltalk.errors import CatalogError
from reeltalk.retrieval.cells import (
    clean,
    read_count,
    read_date,
    read_id,
    read_list,
    read_object,
    read_objects,
    read_seconds,
    read_text,
    shown,
)
from reeltalk.retrieval.clip import AUDIENCE_AGES, Clip
from reeltalk.retrieval.names import fold_language
from reeltalk.retrieval.schema import clips
from reeltalk.retrieval.tables import Rejection, RowError, read_columns, read_rows

if TYPE_CHECKING:
    from reeltalk.retrieval.catalog import Catalog

__all__ = ["ImportResult", "Rejection", "import_clips"]

BATCH = 500
"""Clips added at once; each batch is a transaction."""
SHARED_BATCH = 64
"""The same where another process shows the clips: encoded here, each batch appears there within seconds."""


@dataclass(frozen=True)
class ImportResult:
    """What came of an import, in rows; together they are all rows of the file."""

    added: int
    updated: int
    """Clips that the catalog had before."""
    rejected: int
    repeated: int = 0
    """Rows whose id stands in an earlier row; the later row counts."""


def import_clips(
    path: str | Path,
    catalog: Catalog,
    *,
    mapping: Mapping[str, str] | None = None,
    progress: Callable[[int], None] | None = None,
    report: Callable[[Rejection], None] | None = None,
) -> ImportResult:
    """Add the clips of a file, or update those whose id is known. A killed import can be run again.

    `mapping` tells which of their columns is which field here; a column without a name here keeps its own.
    A row that cannot be taken, or repeats an id, is told to `report` and the rest goes on; `progress` is told how many
    clips were done since the last time. Raises `CatalogError` for a file that cannot be read at all.
    """
    _check_mapping(Path(path), mapping or {})
    intake = _Intake(Path(path), report or (lambda _: None), mapping or {})
    added = updated = 0
    for batch in intake.batches(BATCH if catalog.owner else SHARED_BATCH):
        known = _known(catalog.engine, [clip.id for clip in batch])
        catalog.add(batch, progress=progress)
        fresh = {clip.id for clip in batch} - intake.written
        updated += len(known & fresh)
        added += len(fresh - known)
        intake.written.clear()
    if intake.rows == 0:
        raise CatalogError(f"{path} holds no rows; one clip a row is needed, with id and title or description")
    return ImportResult(added, updated, intake.rejected, intake.repeated)


class _Intake:
    """The clips of a file on their way in, batch by batch."""

    def __init__(self, path: Path, report: Callable[[Rejection], None], mapping: Mapping[str, str]) -> None:
        self.path = path
        self._mapping = mapping
        self.rows = 0
        self.rejected = 0
        self.repeated = 0
        self.written: set[str] = set()
        """Ids of the batch that an earlier batch held already."""
        self._report = report
        self._seen: set[bytes] = set()

    def batches(self, size: int) -> Iterator[list[Clip]]:
        folder = self.path.absolute().parent
        batch: dict[str, Clip] = {}
        for number, values in read_rows(self.path):
            self.rows += 1
            try:
                if isinstance(values, RowError):
                    raise values
                clip = to_clip(self._rename(values), folder)
            except RowError as error:
                self.rejected += 1
                self._report(error.reject(self.path, number))
                continue
            self._note_repeat(clip.id, number, batch)
            batch[clip.id] = clip
            if len(batch) == size:
                yield list(batch.values())
                batch = {}
        if batch:
            yield list(batch.values())

    def _rename(self, values: dict[str, Any]) -> dict[str, Any]:
        """The values under our names; a column of theirs that bears the name of one that is mapped gives way."""
        if not self._mapping:
            return values
        ours = {self._mapping[name]: value for name, value in values.items() if name in self._mapping}
        return {name: value for name, value in values.items() if name not in self._mapping} | ours

    def _note_repeat(self, name: str, number: int, batch: dict[str, Clip]) -> None:
        digest = blake2b(name.encode(), digest_size=8).digest()
        if digest in self._seen:
            self.repeated += 1
            why = f"{shown(name)} stands in an earlier row too; this later row counts"
            self._report(Rejection(self.path.name, number, "id", why))
            if name not in batch:
                self.written.add(name)
        self._seen.add(digest)


def to_clip(values: dict[str, Any], folder: Path) -> Clip:
    """The clip of a row; a relative `path` or `thumbnail` starts from `folder`. Raises `RowError`."""
    found = read_fields(values)
    for field in ("path", "thumbnail"):
        if field in found:
            found[field] = _resolve(found[field], folder)
    if not found.get("id"):
        raise RowError("id", "is missing; every clip needs one of its own")
    if not found.get("title", "").strip() and not found.get("description", "").strip():
        raise RowError("title", "is missing, and so is description; one of them is needed")
    try:
        return Clip.model_validate(found)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "id"
        raise RowError(field, f"{first['msg'].lower()}, not {shown(clean(first['input']))}") from None


def read_fields(values: dict[str, Any]) -> dict[str, Any]:
    """The values as fields of a clip hold them, unknown ones as they are; raises `RowError`."""
    found: dict[str, Any] = {}
    for field, value in values.items():
        try:
            kept = clean(value)
            if not _is_blank(kept):
                found[field] = _READERS[field](kept) if field in _READERS else kept
        except ValueError as error:
            raise RowError(field, str(error)) from None
    return found


def _is_blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _read_audience(value: Any) -> str:
    mark = str(value).strip().casefold().removesuffix("+")
    if mark not in AUDIENCE_AGES:
        raise ValueError(f"{shown(value)} is none of {', '.join(AUDIENCE_AGES)}")
    return mark


def _read_language(value: Any) -> str:
    return fold_language(read_text(value).replace("_", "-"))


def _read_name(value: Any) -> str:
    return read_text(value).strip()


_READERS: dict[str, Callable[[Any], Any]] = {
    "id": read_id,
    "title": read_text,
    "description": read_text,
    "descriptions": read_object,
    "description_source": read_text,
    "moments": read_objects,
    "notes": read_text,
    "url": _read_name,
    "path": _read_name,
    "thumbnail": _read_name,
    "duration_s": read_seconds,
    "language": _read_language,
    "creator": _read_name,
    "category": _read_name,
    "tags": read_list,
    "published": read_date,
    "views": read_count,
    "likes": read_count,
    "audience": _read_audience,
    "extra": read_object,
}


def _resolve(place: str, folder: Path) -> str:
    """An absolute path; an address on the web stays."""
    if "://" in place or place.startswith("data:"):
        return place
    return str(folder / Path(place).expanduser())


def _check_mapping(path: Path, mapping: Mapping[str, str]) -> None:
    """Raise `CatalogError` where a mapping names a column or a field that there is not."""
    unknown = sorted(set(mapping.values()) - set(Clip.model_fields))
    if unknown:
        raise CatalogError(f"a clip has no field {unknown[0]!r}; its fields are {', '.join(Clip.model_fields)}")
    missing = sorted(set(mapping) - set(read_columns(path))) if mapping else []
    if missing:
        raise CatalogError(f"{path} has no column {missing[0]!r}; it has {', '.join(read_columns(path))}")


def _known(engine: Engine, ids: list[str]) -> set[str]:
    with engine.connect() as connection:
        return set(connection.execute(select(clips.c.id).where(clips.c.id.in_(ids))).scalars())
