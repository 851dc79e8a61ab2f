"""True counts of what other viewers watched, as a reason for a clip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from reeltalk.retrieval.viewer import Event, Verdict
from reeltalk.retrieval.viewers import latest_verdicts
from reeltalk.retrieval.watchlog import Watched

Flags = NDArray[np.bool_]


class CoViewing(NamedTuple):
    """A true count that speaks for a clip, and the clip in the history it rests on."""

    text: str
    clip_id: str


@dataclass(frozen=True)
class Count:
    """How many of the other viewers of one clip watched another."""

    anchor: str
    both: int
    viewers: int
    liked: bool
    """Whether `viewers` liked the anchor, else they watched it."""

    def say(self, title: str) -> str:
        """The count in plain words."""
        return f"watched by {self.both} of {self.viewers} viewers who {'liked' if self.liked else 'watched'} “{title}”"


MIN_VIEWERS = 4
"""A count over fewer other viewers is not worth saying."""
MIN_BOTH = 2
MAX_ANCHORS = 100
"""Clips of a history, the latest, that a count may rest on."""
MIN_LIFT = 1.5
"""How much more of them than of all viewers must have watched the clip."""


def count_co_viewing(watched: Watched, history: Sequence[Event], clip_id: str) -> Count | None:
    """The count that speaks most for a clip, of those that rest on a clip the viewer watched and did not dislike.

    Only other viewers are counted. None where no count is large enough, or no higher than among all viewers.
    """
    own = watched.codes_of(event.viewer_id for event in history)
    others = np.ones(watched.shape[0], bool)
    others[own] = False
    saw = np.zeros(watched.shape[0], bool)
    saw[watched.watchers(clip_id)] = True
    saw &= others
    if saw.sum() < MIN_BOTH:
        return None
    verdicts = latest_verdicts(sorted(history, key=lambda event: event.timestamp))
    usual = saw.sum() / max(1, others.sum())
    counts = []
    for anchor in _anchors(history, verdicts):
        count = _count(watched, anchor, saw, others, liked=verdicts.get(anchor) == "like")
        enough = anchor != clip_id and count.viewers >= MIN_VIEWERS and count.both >= MIN_BOTH
        if enough and count.both / count.viewers >= MIN_LIFT * usual:
            counts.append(count)
    return max(counts, key=_sure, default=None)


def _anchors(history: Sequence[Event], verdicts: dict[str, Verdict]) -> list[str]:
    """The clips of a history that were not disliked, the latest ones."""
    newest_first = sorted(history, key=lambda event: -event.timestamp)
    names = dict.fromkeys(event.clip_id for event in newest_first if verdicts.get(event.clip_id) != "dislike")
    return list(names)[:MAX_ANCHORS]


def _count(watched: Watched, anchor: str, saw: Flags, others: Flags, *, liked: bool) -> Count:
    group = watched.likers(anchor) if liked else np.zeros(0, np.int64)
    group = group[others[group]]
    liked = len(group) >= MIN_VIEWERS
    if not liked:
        group = watched.watchers(anchor)
        group = group[others[group]]
    return Count(anchor, int(saw[group].sum()), len(group), liked)


def _sure(count: Count) -> float:
    """The lower end of the share's 95 % interval (Wilson, 1927)."""
    n, share, z = count.viewers, count.both / count.viewers, 1.96
    return float(
        (share + z * z / (2 * n) - z * np.sqrt(share * (1 - share) / n + z * z / (4 * n * n))) / (1 + z * z / n)
    )
