"""Ordering clips for a viewer: by what others with the same history watched, by description, by popularity."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from reeltalk.retrieval.schema import clips
from reeltalk.retrieval.viewer import Event, Verdict
from reeltalk.retrieval.viewers import SEEN_SECONDS, latest_verdicts
from reeltalk.retrieval.watchlog import Codes, Floats, Watched, WatchLog, weigh

if TYPE_CHECKING:
    from reeltalk.retrieval.catalog import Catalog

DAY_S = 86_400.0

Flags = NDArray[np.bool_]


class Reranker(Protocol):
    """Scores clips for a viewer."""

    def score(self, history: Sequence[Event], candidates: Sequence[str]) -> NDArray[np.float64]:
        """One score a candidate, higher is better; `history` may be of a viewer never seen before."""
        ...


@dataclass(frozen=True)
class RerankSettings:
    """How the parts weigh; co-viewing settings were chosen on held-out last events of two public data sets."""

    likeness: float = 0.5
    """Of the likeness to the descriptions of clips watched; that of co-viewing is 1."""
    popularity: float = 0.05
    """Of popularity."""
    dislike: float = 1.0
    """Of the likeness to the descriptions of clips disliked, taken off."""
    against: float = 0.3
    """Of a disliked clip in co-viewing; that of a liked one is 1."""
    pair_days: float = 365.0
    """After how many days between two views of a viewer their pair counts 1/e."""
    popularity_days: float = 90.0
    """After how many days before the newest event an event counts half for popularity."""
    order_decay: float = 0.85
    """What each clip of the history counts, of the one watched after it."""
    history: int = 50
    """How many clips of the history count, the latest ones."""
    shrink: float = 2.0
    """Damps pairs of clips with few viewers."""
    like_floor: float = 0.3
    """Cosine from which on a clip resembles a disliked one."""


class CoViewing(NamedTuple):
    """A true count that speaks for a clip, and the clip in the history it rests on."""

    text: str
    clip_id: str


class ItemKNN:
    """Co-viewing with time decay (item-based neighbours: Deshpande and Karypis, 2004) over a `WatchLog`."""

    def __init__(self, log: WatchLog, settings: RerankSettings | None = None) -> None:
        self._log = log
        self._settings = settings or RerankSettings()

    def score(self, history: Sequence[Event], candidates: Sequence[str]) -> NDArray[np.float64]:
        """Co-viewing strength, at most 1 for the strongest candidate; below 0 where what was disliked speaks."""
        watched = self._log.read()
        total = np.zeros(watched.shape[1] + 1)  # the last place serves clips that no one watched
        own = watched.codes_of(event.viewer_id for event in history)
        for clip_id, weight in history_weights(history, self._settings).items():
            code = watched.code_of(clip_id)
            if code >= 0:
                total[:-1] += weight * self._neighbours(watched, code, own)
        scores = total[[watched.code_of(name) for name in candidates]] if candidates else np.zeros(0)
        top = float(scores.max(initial=0.0))
        return scores / top if top > 0 else scores

    def popularity(self, candidates: Sequence[str]) -> NDArray[np.float64]:
        """Decayed number of views, logarithmic, 1 for the most watched clip."""
        watched = self._log.read()
        ages = (watched.newest - watched.times_by_clip.data) / (self._settings.popularity_days * DAY_S)
        columns = np.repeat(np.arange(watched.shape[1]), np.diff(watched.by_clip.indptr))
        counts = np.bincount(columns, watched.by_clip.data * 0.5**ages, watched.shape[1] + 1)
        share = np.log1p(counts) / max(float(np.log1p(counts).max()), 1e-9)
        return np.asarray(share[[watched.code_of(name) for name in candidates]] if candidates else np.zeros(0))

    def _neighbours(self, watched: Watched, code: int, own: Codes) -> Floats:
        """Time-decayed cosine of one clip with every clip, over the viewers but the one asked for."""
        column = slice(watched.by_clip.indptr[code], watched.by_clip.indptr[code + 1])
        others = ~np.isin(watched.by_clip.indices[column], own)
        who = watched.by_clip.indices[column][others]
        if not len(who):
            return np.zeros(watched.shape[1])
        rows, times = watched.by_viewer[who], watched.times[who]
        repeats = np.diff(rows.indptr)
        weights = np.repeat(watched.by_clip.data[column][others] / np.sqrt(repeats), repeats)  # busy viewers say less
        when = np.repeat(watched.times_by_clip.data[column][others], repeats)
        fresh = np.exp(-np.abs(times.data - when) / (self._settings.pair_days * DAY_S))
        pairs = np.bincount(rows.indices, rows.data * weights * fresh, watched.shape[1])
        pairs[code] = 0.0
        sizes = np.diff(watched.by_clip.indptr)
        return np.asarray(pairs / np.maximum(np.sqrt(sizes * len(who)) + self._settings.shrink, 1.0))


class BlendReranker:
    """Co-viewing, likeness of descriptions and popularity in one score; kept up with the catalog's events."""

    def __init__(self, catalog: Catalog, settings: RerankSettings | None = None) -> None:
        self._catalog = catalog
        self._settings = settings or RerankSettings()
        self._log = WatchLog(catalog.engine)
        self._knn = ItemKNN(self._log, self._settings)

    def score(self, history: Sequence[Event], candidates: Sequence[str]) -> NDArray[np.float64]:
        """One score a candidate; without history their popularity alone."""
        if not candidates:
            return np.zeros(0)
        score = self._settings.popularity * self._knn.popularity(candidates)
        if history:
            score = score + self._knn.score(history, candidates) + self._likeness(history, candidates)
        return np.asarray(score)

    def co_viewing(self, history: Sequence[Event], candidates: Sequence[str]) -> NDArray[np.float64]:
        """One score a candidate by co-viewing alone: 0 where nobody with this history watched it. Quick enough for
        the whole catalog, which `score` is not."""
        return np.asarray(self._knn.score(history, candidates)) if history and candidates else np.zeros(len(candidates))

    def reasons(self, history: Sequence[Event], clip_id: str) -> CoViewing | None:
        """The strongest true co-viewing count that speaks for a clip, or None; see `describe_co_viewing`."""
        found = count_co_viewing(self._log.read(), history, clip_id)
        if found is None:
            return None
        clip = self._catalog.get([found.anchor])
        return CoViewing(found.say(clip[0].title), found.anchor) if clip and clip[0].title.strip() else None

    def _likeness(self, history: Sequence[Event], candidates: Sequence[str]) -> Floats:
        """Likeness to what was watched, from 0 for the mean candidate to its weight for the best, less dislikes."""
        settings = self._settings
        weights = history_weights(history, settings)
        known = self._known(list(weights))
        vectors = self._vectors(candidates)
        total = np.zeros(len(candidates))
        liked = [name for name in known if weights[name] > 0]
        if liked:
            likeness = vectors @ self._vectors(liked).T * np.asarray([weights[name] for name in liked])
            best = np.sort(likeness, axis=1)[:, -3:].mean(axis=1)
            best = np.maximum(best - best.mean(), 0.0)
            total += settings.likeness * best / best.max() if best.max() > 0 else 0.0
        disliked = [name for name in known if weights[name] < 0]
        if disliked:
            nearest = (vectors @ self._vectors(disliked).T).max(axis=1)
            total -= settings.dislike * np.maximum(nearest - settings.like_floor, 0.0) / (1 - settings.like_floor)
        return total

    def _known(self, ids: Sequence[str]) -> list[str]:
        """Those ids that the catalog has, in their order."""
        from sqlalchemy import select

        with self._catalog.engine.connect() as connection:
            found = set(connection.execute(select(clips.c.id).where(clips.c.id.in_(ids))).scalars())
        return [name for name in ids if name in found]

    def _vectors(self, ids: Sequence[str]) -> Floats:
        """Description vectors (n, d); zeros for a clip that is gone."""
        found = self._catalog.vectors_of(ids)
        if len(found) == len(ids):
            return np.asarray(found, float)
        each = [self._catalog.vectors_of([name]) for name in ids]
        width = next((part.shape[1] for part in each if len(part)), 1)
        return np.stack([part[0] if len(part) else np.zeros(width) for part in each]).astype(float)


def history_weights(history: Sequence[Event], settings: RerankSettings) -> dict[str, float]:
    """Clip -> what it says of the viewer's taste: likes most, seen less, dislikes below 0; recent ones more."""
    in_order = sorted(history, key=lambda event: event.timestamp)
    verdicts = latest_verdicts(in_order)
    last = {event.clip_id: event for event in in_order}
    newest_first = sorted(last.values(), key=lambda event: -event.timestamp)
    disliked = [event.clip_id for event in newest_first if verdicts.get(event.clip_id) == "dislike"][: settings.history]
    others = [event for event in newest_first if verdicts.get(event.clip_id) != "dislike"]
    weights = {name: -settings.against * settings.order_decay**place for place, name in enumerate(disliked)}
    for place, event in enumerate(others[: settings.history]):
        said = event.model_copy(update={"verdict": verdicts.get(event.clip_id), "rating": None})
        seen = event.watched_s is None or event.watched_s >= SEEN_SECONDS
        weights[event.clip_id] = weigh(said, seen=seen) * settings.order_decay**place
    return weights


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


_OPEN: WeakKeyDictionary[Catalog, BlendReranker] = WeakKeyDictionary()
_LOCK = threading.Lock()


def open_reranker(catalog: Catalog) -> BlendReranker:
    """The reranker of a catalog; made once, its counts follow the events."""
    with _LOCK:
        if catalog not in _OPEN:
            _OPEN[catalog] = BlendReranker(catalog)
        return _OPEN[catalog]
