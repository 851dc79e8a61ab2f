"""Rows of a .jsonl, .csv or .parquet file, read one after the other."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reeltalk.errors import CatalogError
from reeltalk.retrieval.annotations import read_annotations

_BATCH = 500
_MAX_CELL = 50_000_000  # letters; the csv module stops at 131,072 unless told
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Rejection:
    """A row that was not taken as it stands."""

    file: str
    row: int
    """Counted from 1: the line of a .jsonl; in a .csv the header is row 1; in a .parquet the first row is row 1."""
    field: str
    """Empty where the row as a whole is meant."""
    why: str

    def __str__(self) -> str:
        field = f", {self.field}" if self.field else ""
        return f"{self.file}, row {self.row}{field}: {self.why}"


class RowError(ValueError):
    """A row that cannot be used: which field, and why."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(why)
        self.field = field
        self.why = why

    def reject(self, path: Path, row: int) -> Rejection:
        """The rejection of a row of a file."""
        return Rejection(path.name, row, self.field, self.why)


Row = tuple[int, dict[str, Any] | RowError]
"""A row's number, and its values by field or what is wrong with it."""


def read_rows(path: Path) -> Iterator[Row]:
    """Every row of a file, in order and in bounded memory.

    Raises `CatalogError`, on the call itself, for a file that is not there or of another kind.
    """
    readers: dict[str, Callable[[Path], Iterator[Row]]] = {  # a .json holds annotations as MSR-VTT's
        ".jsonl": _read_jsonl,
        ".ndjson": _read_jsonl,
        ".csv": _read_csv,
        ".tsv": _read_csv,
        ".parquet": _read_parquet,
        ".json": read_annotations,
    }
    if not path.exists():
        raise CatalogError(f"there is no file {path}")
    if path.is_dir():
        raise CatalogError(f"{path} is a folder; name a .jsonl, .csv or .parquet file")
    if path.suffix.lower() not in readers:
        raise CatalogError(f"{path} is no .jsonl, .csv or .parquet file; convert it to one of these")
    try:
        path.open("rb").close()
    except OSError as error:
        raise CatalogError(f"{path} cannot be read ({error.strerror}); give it the right to be read") from error
    return readers[path.suffix.lower()](path)


def read_columns(path: Path) -> list[str]:
    """The names of a file's columns; for a .jsonl the fields of its first object. Raises `CatalogError` as above."""
    rows = read_rows(path)
    if path.suffix.lower() in (".csv", ".tsv"):
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            first = file.readline()
            return [name.strip() for name in next(csv.reader([first], delimiter=_delimiter(first)), [])]
    return next((list(values) for _, values in rows if isinstance(values, dict)), [])


def _read_jsonl(path: Path) -> Iterator[Row]:
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if number == 1:
                line = line.removeprefix(_BOM)
            if line.strip():
                yield number, _parse_line(line)


def _parse_line(line: bytes) -> dict[str, Any] | RowError:
    try:
        values = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        return RowError("", "is not UTF-8 text; save the file as UTF-8")
    except json.JSONDecodeError as error:
        return RowError("", f"is not JSON: {error.msg} at letter {error.pos + 1}")
    except (RecursionError, ValueError) as error:  # nested too deeply, or a number of too many digits
        return RowError("", f"is not JSON that can be read: {error}")
    return values if isinstance(values, dict) else RowError("", "is not a JSON object ({…})")


def _read_csv(path: Path) -> Iterator[Row]:
    csv.field_size_limit(_MAX_CELL)
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        first = file.readline()
        file.seek(0)
        reader = csv.reader(file, delimiter=_delimiter(first))
        try:
            header = [name.strip() for name in next(reader, [])]
            _check_header(path, header)
            for number, cells in enumerate(reader, 2):
                if any(cell.strip() for cell in cells):
                    yield number, _join(header, cells)
        except csv.Error as error:
            raise CatalogError(f"{path}, line {reader.line_num}: {error}; mend the line or its quotes") from error


def _delimiter(header: str) -> str:
    return max(",", ";", "\t", key=lambda mark: (header.count(mark), mark == ","))


def _check_header(path: Path, header: list[str]) -> None:
    if not any(header):
        raise CatalogError(f"{path} is empty; its first line must name the columns")
    twice = sorted({name for name in header if name and header.count(name) > 1})
    if twice:
        raise CatalogError(f"{path} has two columns named {twice[0]!r}; rename one")


def _join(header: list[str], cells: list[str]) -> dict[str, Any] | RowError:
    if len(cells) > len(header):
        return RowError(
            "", f"has {len(cells)} cells, the header names {len(header)}; quote cells that hold the delimiter"
        )
    values = {name: cell for name, cell in zip(header, cells, strict=False) if name and cell.strip()}
    for name, cell in values.items():
        if any("\udc80" <= letter <= "\udcff" for letter in cell):
            return RowError(name, "is not UTF-8 text; save the file as UTF-8")
    return values


def _read_parquet(path: Path) -> Iterator[Row]:
    import pyarrow as pa  # type: ignore[import-untyped]  # it ships no types
    import pyarrow.parquet as pq  # type: ignore[import-untyped]

    number = 0
    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=_BATCH):
                for values in batch.to_pylist():
                    number += 1
                    yield number, values
    except pa.ArrowException as error:
        reason = str(error).splitlines()[0]
        raise CatalogError(f"{path} cannot be read as Parquet after row {number}: {reason}") from error
