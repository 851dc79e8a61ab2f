"""Who watched what, in memory as sparse columns, kept up with the events table."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse  # type: ignore[import-untyped]  # it ships no types
from sqlalchemy import Connection, Engine, Row, func, select

from reeltalk.retrieval.schema import clips, event_changes, events
from reeltalk.retrieval.viewer import Event, Verdict
from reeltalk.retrieval.viewers import is_imported, is_seen, to_event, verdict_of

WATCHED = 0.5
"""From this weight on an event means that the clip was watched."""

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]


def weigh(event: Event, *, seen: bool) -> float:
    """How much an event speaks for its clip: 1 liked, 0.6 watched, 0.5 seen or rated so-so, 0.1 begun, -1 disliked."""
    return weigh_verdict(verdict_of(event), seen=seen)


def weigh_verdict(verdict: Verdict | None, *, seen: bool) -> float:
    """The same for what was said of a clip in the end."""
    if verdict is None:
        return 0.6 if seen else 0.1
    return {"like": 1.0, "dislike": -1.0, "seen": 0.5}[verdict]


@dataclass(frozen=True)
class Watched:
    """A state of the log that does not change: matrices of viewers by clips, one entry a pair that stands."""

    viewers: dict[str, int]
    """Code of each viewer; also of later ones, not in the matrices."""
    clips: dict[str, int]
    """Code of each clip; the same."""
    shape: tuple[int, int]
    by_viewer: sparse.csr_matrix
    """Weights above 0, by viewer."""
    times: sparse.csr_matrix
    """Seconds since 1970 of the same entries."""
    by_clip: sparse.csc_matrix
    """The same weights by clip."""
    times_by_clip: sparse.csc_matrix
    signs: sparse.csc_matrix
    """All weights by clip, dislikes as -1 too."""
    sign_times: sparse.csc_matrix
    """Seconds since 1970 of these entries."""
    newest: float
    """The time of the latest entry."""

    def code_of(self, clip_id: str) -> int:
        """The clip's column; -1 where it has none."""
        code = self.clips.get(clip_id, -1)
        return code if code < self.shape[1] else -1

    def codes_of(self, viewers: Iterable[str]) -> Codes:
        """The codes of viewers that have events."""
        codes = {self.viewers.get(name, self.shape[0]) for name in viewers}
        return np.asarray(sorted(code for code in codes if code < self.shape[0]), np.int64)

    def watchers(self, clip_id: str) -> Codes:
        """The viewers who watched a clip, whatever they thought of it."""
        who, weights = self._who(clip_id)
        return np.asarray(who[np.abs(weights) >= WATCHED])

    def likers(self, clip_id: str) -> Codes:
        """The viewers who liked a clip."""
        who, weights = self._who(clip_id)
        return np.asarray(who[weights == 1.0])

    def _who(self, clip_id: str) -> tuple[Codes, Floats]:
        code = self.code_of(clip_id)
        place = slice(self.signs.indptr[code], self.signs.indptr[code + 1]) if code >= 0 else slice(0, 0)
        return np.asarray(self.signs.indices[place], np.int64), np.asarray(self.signs.data[place])


class _Entries(NamedTuple):
    """One place an event."""

    numbers: Codes
    viewers: Codes
    clips: Codes
    times: Floats
    weights: Floats


class WatchLog:
    """All viewers' events, one weight a viewer and clip. Reads and updates from several threads are safe."""

    def __init__(self, engine: Engine) -> None:
        """Begin empty; `read` fetches."""
        self._engine = engine
        self._lock = threading.Lock()
        self._last = 0
        self._changed = 0
        self._viewers: dict[str, int] = {}
        self._clips: dict[str, int] = {}
        self._columns = _Entries._make(np.zeros(0, kind) for kind in (np.int64, np.int64, np.int64, float, float))
        self._state = self._build()

    def read(self) -> Watched:
        """The present state: with the events that are new, without those that are gone."""
        with self._lock, self._engine.connect() as connection:
            stale = self._forget_changed(connection)
            chosen = (
                select(events, clips.c.duration_s)
                .outerjoin(clips, clips.c.id == events.c.clip_id)
                .where(events.c.number > self._last)
                .order_by(events.c.number)
            )
            rows = connection.execute(chosen).all()
            if rows:
                self._last = rows[-1].number
                pairs = zip(self._columns, self._encode(rows), strict=True)
                self._columns = _Entries._make(np.concatenate(pair) for pair in pairs)
            if rows or stale:
                self._state = self._build()
            return self._state

    def _forget_changed(self, connection: Connection) -> bool:
        """Go back to before the first event that was deleted or changed, and read on from there; whether any was.

        What came after it is read again too: SQLite may have given a deleted event's number to a new one.
        """
        since = event_changes.c.number > self._changed
        first, last = connection.execute(
            select(func.min(event_changes.c.event), func.max(event_changes.c.number)).where(since)
        ).one()
        if last is None:
            return False
        self._changed = last
        self._last = min(self._last, first - 1)
        kept = self._columns.numbers <= self._last
        self._columns = _Entries._make(column[kept] for column in self._columns)
        return True

    def _encode(self, rows: Iterable[Row[Any]]) -> _Entries:
        numbers, who, what, when, weights = [], [], [], [], []
        for row in rows:
            event = to_event(row)
            numbers.append(row.number)
            who.append(self._viewers.setdefault(row.viewer_id, len(self._viewers)))
            what.append(self._clips.setdefault(row.clip_id, len(self._clips)))
            when.append(row.timestamp)
            weights.append(weigh(event, seen=is_seen(event, row.duration_s, imported=is_imported(row))))
        return _Entries(
            np.asarray(numbers), np.asarray(who), np.asarray(what), np.asarray(when, float), np.asarray(weights, float)
        )

    def _build(self) -> Watched:
        shape = (len(self._viewers), len(self._clips))
        who, what, when, weights = _settle(*self._columns[1:])
        good = weights > 0
        by_viewer = sparse.csr_matrix((weights[good], (who[good], what[good])), shape)
        times = sparse.csr_matrix((when[good], (who[good], what[good])), shape)
        return Watched(
            viewers=self._viewers,
            clips=self._clips,
            shape=shape,
            by_viewer=by_viewer,
            times=times,
            by_clip=by_viewer.tocsc(),
            times_by_clip=times.tocsc(),
            signs=sparse.csc_matrix((weights, (who, what)), shape),
            sign_times=sparse.csc_matrix((when, (who, what)), shape),
            newest=float(when.max()) if len(when) else 0.0,
        )


def _settle(who: Codes, what: Codes, when: Floats, weights: Floats) -> tuple[Codes, Codes, Floats, Floats]:
    """One entry a viewer and clip: the latest like or dislike, else the strongest sign of watching."""
    if not len(who):
        return who, what, when, weights
    order = np.lexsort((when, what, who))
    who, what, when, weights = who[order], what[order], when[order], weights[order]
    starts = np.flatnonzero(np.r_[True, (np.diff(who) != 0) | (np.diff(what) != 0)])
    said = np.maximum.reduceat(np.where(np.abs(weights) == 1.0, np.arange(len(weights)), -1), starts)
    settled = np.where(said >= 0, weights[said], np.maximum.reduceat(weights, starts))
    return who[starts], what[starts], np.maximum.reduceat(when, starts), settled
