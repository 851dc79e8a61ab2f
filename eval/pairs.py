"""Pairs of viewers and clips from a file, for an evaluation that keeps nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import NamedTuple

from reeltalk.errors import CatalogError
from reeltalk.retrieval.histories import Histories, encode_histories
from reeltalk.retrieval.interactions import read_events
from reeltalk.retrieval.tables import Rejection, read_columns
from reeltalk.retrieval.viewer import Event

THEIRS = {"user": "viewer_id", "item": "clip_id", "timestamp": "timestamp"}
"""Columns of the MicroLens pairs."""
SHOWN = 3
"""Rejected rows that are named."""


class Pairs(NamedTuple):
    """Histories over named clips, and what must be said of the file."""

    histories: Histories
    ids: tuple[str, ...]
    notices: list[str]


def read_pairs(file: Path, ids: Sequence[str] | None) -> Pairs:
    """The histories in a file of interactions, or of MicroLens pairs: user,item,timestamp, or a line a user with the
    items in order. Over the clips named, else over those in the file.

    Raises `CatalogError` for a file that cannot be used or in which not one row can.
    """
    rejected: list[Rejection] = []
    by_viewer: dict[str, list[Event]] = {}
    repeated = 0
    for event in _read(file, rejected):
        own = by_viewer.setdefault(event.viewer_id, [])
        repeated += bool(own) and own[-1] == event
        own.append(event)
    if not by_viewer:
        raise CatalogError(
            f"{file} holds no interaction that can be read; {rejected[0] if rejected else 'it is empty'}"
        )
    found = dict.fromkeys(event.clip_id for own in by_viewer.values() for event in own)
    names = tuple(found if ids is None else ids)
    codes = {name: code for code, name in enumerate(names)}
    unknown = sum(name not in codes for name in found)
    notices = [str(row) for row in rejected[:SHOWN]]
    notices += [f"{file.name}: {len(rejected):,} rows were left out"] if rejected else []
    notices += [f"{file.name}: {repeated:,} rows repeat the one before them and count once"] if repeated else []
    notices += [f"{unknown:,} of the {len(found):,} clips are not in the catalog; their rows were left out"] * bool(
        unknown
    )
    return Pairs(encode_histories(list(by_viewer.values()), codes, len(names)), names, notices)


def _read(file: Path, rejected: list[Rejection]) -> Iterator[Event]:
    if file.suffix.lower() == ".tsv" and not set(read_columns(file)) & {"user", "viewer_id"}:
        return _read_sequences(file, rejected)
    theirs = set(read_columns(file)) >= {"user", "item"}
    return read_events(file, {k: v for k, v in THEIRS.items() if k != v} if theirs else None, rejected.append)


def _read_sequences(file: Path, rejected: list[Rejection]) -> Iterator[Event]:
    """A line a viewer: a name, a tab, the clips in order; times are places in it."""
    with file.open(encoding="utf-8", errors="replace") as lines:
        for number, line in zip(count(1), lines):
            viewer, tab, clips = line.strip().partition("\t")
            if not (viewer and tab and clips.strip()):
                if line.strip():
                    rejected.append(Rejection(file.name, number, "", "is not a viewer, a tab and clips"))
                continue
            for place, name in enumerate(clips.split()):
                yield Event(viewer_id=viewer, clip_id=name, timestamp=float(place))
