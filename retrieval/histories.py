"""Histories of viewers as columns: what rerankers learn from and score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse  # type: ignore[import-untyped]  # it ships no types

from reeltalk.retrieval.viewer import Event
from reeltalk.retrieval.viewers import is_seen, latest_verdicts
from reeltalk.retrieval.watchlog import Codes, Floats, Watched, weigh_verdict

TARGET = 0.55
"""From this weight on an event is what a reranker should foresee: liked, or watched and not judged."""
LONGEST = 10_000
"""Events of one viewer that are looked at, the latest: a viewer with a million says no more than one with these."""


@dataclass(frozen=True)
class Histories:
    """The events of n viewers, one after the other, each viewer's in order of (timestamp, clip id), a clip once."""

    starts: Codes
    """Where each viewer's events begin, and where the last one's end (n + 1,)."""
    clips: Codes
    """Code of the clip of each event (e,)."""
    times: Floats
    """When, in seconds since 1970 (e,)."""
    weights: Floats
    """What it says of the clip, from -1 disliked to 1 liked; see `watchlog.weigh` (e,)."""
    size: int
    """How many clips there are: codes are below it."""

    def __len__(self) -> int:
        """How many viewers."""
        return len(self.starts) - 1

    @property
    def lengths(self) -> Codes:
        """How many events each viewer has (n,)."""
        return np.diff(self.starts)

    @property
    def viewers(self) -> Codes:
        """The viewer's place of each event (e,)."""
        return np.repeat(np.arange(len(self)), self.lengths)

    @property
    def ages(self) -> Codes:
        """How many events of the same viewer came after each (e,)."""
        return np.asarray(np.repeat(self.starts[1:], self.lengths) - 1 - np.arange(len(self.clips)))

    @property
    def ends(self) -> Floats:
        """When the latest event of each viewer was; 0 for one without (n,)."""
        ends = np.zeros(len(self))
        some = self.lengths > 0
        ends[some] = self.times[self.starts[1:][some] - 1]
        return ends

    def keep(self, chosen: NDArray[np.bool_]) -> Histories:
        """The chosen events (e,) of the same viewers."""
        counts = np.bincount(self.viewers[chosen], minlength=len(self))
        starts = np.r_[0, np.cumsum(counts)]
        return Histories(starts, self.clips[chosen], self.times[chosen], self.weights[chosen], self.size)

    def take(self, rows: Codes | slice) -> Histories:
        """The histories of some viewers, in the order given."""
        begins, lengths = self.starts[:-1][rows], self.lengths[rows]
        starts = np.r_[0, np.cumsum(lengths)]
        places = np.arange(int(starts[-1])) + np.repeat(begins - starts[:-1], lengths)
        return Histories(starts, self.clips[places], self.times[places], self.weights[places], self.size)

    def last(self, count: int) -> Histories:
        """The latest `count` events of each viewer."""
        return self.keep(self.ages < count)

    def matrix(self, values: Floats) -> sparse.csr_matrix:
        """Values of the events (e,) as a matrix of viewers by clips."""
        return sparse.csr_matrix((values, self.clips, self.starts), (len(self), self.size))


def order_events(viewers: Codes, clips: Codes, times: Floats, weights: Floats, ids: Sequence[str]) -> Histories:
    """Histories of settled events, one a viewer and clip; viewers are coded without gaps, `ids` names the clips."""
    ranks = np.empty(len(ids), np.int64)
    ranks[np.argsort(np.asarray(ids, dtype=object), kind="stable")] = np.arange(len(ids))
    order = np.lexsort((ranks[clips], times, viewers))
    counts = np.bincount(viewers, minlength=int(viewers.max(initial=-1)) + 1)
    found = Histories(np.r_[0, np.cumsum(counts)], clips[order], times[order], weights[order], len(ids))
    return found.last(LONGEST) if counts.max(initial=0) > LONGEST else found


def read_histories(watched: Watched, ids: Sequence[str]) -> Histories:
    """The histories in a log, over the clips named; events with other clips are left out.

    A viewer's place is the place among those that have such events.
    """
    codes = {name: code for code, name in enumerate(ids)}
    ours = np.full(watched.shape[1], -1, np.int64)
    for name, code in watched.clips.items():
        if code < len(ours):
            ours[code] = codes.get(name, -1)
    entries = watched.signs.tocoo()
    known = ours[entries.col] >= 0
    viewers = np.unique(entries.row[known], return_inverse=True)[1]
    times = np.asarray(watched.sign_times.tocoo().data[known], float)
    return order_events(viewers, ours[entries.col[known]], times, entries.data[known], ids)


def encode_history(history: Sequence[Event], codes: Mapping[str, int], size: int) -> Histories:
    """One viewer's events as histories of one; events with clips that have no code are left out."""
    return encode_histories([history], codes, size)


def encode_histories(histories: Sequence[Sequence[Event]], codes: Mapping[str, int], size: int) -> Histories:
    """Several viewers' events, which need no order; a clip counts once, with what was said of it last."""
    parts = [_settle(history, codes) for history in histories]
    starts = np.r_[0, np.cumsum([len(part) for part in parts])].astype(np.int64)
    entries = [entry for part in parts for entry in part]
    return Histories(
        starts,
        np.array([code for _, _, code, _ in entries], np.int64),
        np.array([time for time, _, _, _ in entries], float),
        np.array([weight for _, _, _, weight in entries], float),
        size,
    )


def _settle(history: Sequence[Event], codes: Mapping[str, int]) -> list[tuple[float, str, int, float]]:
    known = [event for event in history if event.clip_id in codes]
    verdicts = latest_verdicts(sorted(known, key=lambda event: event.timestamp))
    settled: dict[str, tuple[float, str, int, float]] = {}
    for event in known:
        seen = event.watched_s is None or is_seen(event, None)
        weight, time = weigh_verdict(verdicts.get(event.clip_id), seen=seen), event.timestamp
        if before := settled.get(event.clip_id):
            time, weight = max(time, before[0]), max(weight, before[3])
        settled[event.clip_id] = (time, event.clip_id, codes[event.clip_id], weight)
    return sorted(settled.values())[-LONGEST:]
