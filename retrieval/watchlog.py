"""Who watched what, in memory as sparse columns, kept up with the events table."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse  # type: ignore[import-untyped]  # it ships no types
from sqlalchemy import Engine, Row, select

from reeltalk.retrieval.schema import clips, events
from reeltalk.retrieval.viewer import Event
from reeltalk.retrieval.viewers import is_imported, is_seen, to_event, verdict_of

WATCHED = 0.5
"""From this weight on an event means that the clip was watched."""

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]


def weigh(event: Event, *, seen: bool) -> float:
    """How much an event speaks for its clip: 1 liked, 0.6 watched, 0.5 seen or rated so-so, 0.1 begun, -1 disliked."""
    verdict = verdict_of(event)
    if verdict is None:
        return 0.6 if seen else 0.1
    return {"like": 1.0, "dislike": -1.0, "seen": 0.5}[verdict]


class WatchLog:
    """All viewers' events, one weight a viewer and clip. Reads and updates from several threads are safe."""

    def __init__(self, engine: Engine) -> None:
        """Begin empty; `refresh` reads."""
        self._engine = engine
        self._lock = threading.Lock()
        self._last = 0
        self.viewers: dict[str, int] = {}
        self.clips: dict[str, int] = {}
        self._parts: list[tuple[Codes, Codes, Floats, Floats]] = []
        self._rebuild()

    def refresh(self) -> bool:
        """Read the events that are new; False where there are none."""
        chosen = (
            select(events, clips.c.duration_s)
            .outerjoin(clips, clips.c.id == events.c.clip_id)
            .where(events.c.number > self._last)
            .order_by(events.c.number)
        )
        with self._lock, self._engine.connect() as connection:
            rows = connection.execute(chosen).all()
            if not rows:
                return False
            self._last = rows[-1].number
            self._parts.append(self._encode(rows))
            self._rebuild()
            return True

    def watchers(self, clip_id: str) -> Codes:
        """The viewers (codes) who watched a clip and did not dislike it."""
        return self._who(clip_id, WATCHED)

    def likers(self, clip_id: str) -> Codes:
        """The viewers (codes) who liked a clip."""
        return self._who(clip_id, 1.0)

    def codes_of(self, viewers: Iterable[str]) -> Codes:
        """The codes of viewers that have events."""
        return np.asarray([self.viewers[name] for name in set(viewers) if name in self.viewers], np.int64)

    def _who(self, clip_id: str, weight: float) -> Codes:
        code = self.clips.get(clip_id)
        if code is None or code >= self.by_clip.shape[1]:
            return np.zeros(0, np.int64)
        place = slice(self.by_clip.indptr[code], self.by_clip.indptr[code + 1])
        return np.asarray(self.by_clip.indices[place][self.by_clip.data[place] >= weight], np.int64)

    def _encode(self, rows: Iterable[Row[Any]]) -> tuple[Codes, Codes, Floats, Floats]:
        who, what, when, weights = [], [], [], []
        for row in rows:
            event = to_event(row)
            who.append(self.viewers.setdefault(row.viewer_id, len(self.viewers)))
            what.append(self.clips.setdefault(row.clip_id, len(self.clips)))
            when.append(row.timestamp)
            weights.append(weigh(event, seen=is_seen(event, row.duration_s, imported=is_imported(row))))
        return np.asarray(who), np.asarray(what), np.asarray(when, float), np.asarray(weights, float)

    def _rebuild(self) -> None:
        """One entry a viewer and clip: the latest like or dislike, else the strongest sign of watching."""
        parts = self._parts or [(np.zeros(0, np.int64),) * 2 + (np.zeros(0),) * 2]
        who, what, when, weights = (np.concatenate(columns) for columns in zip(*parts, strict=True))
        self._parts = [(who, what, when, weights)] if len(who) else []
        shape = (len(self.viewers), len(self.clips))
        order = np.lexsort((when, what, who))
        who, what, when, weights = who[order], what[order], when[order], weights[order]
        starts = np.flatnonzero(np.r_[True, (np.diff(who) != 0) | (np.diff(what) != 0)][: len(who)])
        said = np.where(np.abs(weights) == 1.0, np.arange(len(weights)), -1)
        last_said = np.maximum.reduceat(said, starts) if len(starts) else said
        strongest = np.maximum.reduceat(weights, starts) if len(starts) else weights
        final = np.where(last_said >= 0, weights[last_said] if len(weights) else weights, strongest)
        latest = np.maximum.reduceat(when, starts) if len(starts) else when
        kept = final > 0
        who, what, final, latest = who[starts][kept], what[starts][kept], final[kept], latest[kept]
        self.by_viewer = sparse.csr_matrix((final, (who, what)), shape)
        self.times = sparse.csr_matrix((latest, (who, what)), shape)
        self.by_clip = self.by_viewer.tocsc()
        self.times_by_clip = self.times.tocsc()
        self.activity = np.diff(self.by_viewer.indptr)
        self.newest = float(latest.max()) if len(latest) else 0.0
