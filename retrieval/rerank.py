"""Ordering clips for a viewer: by what others with the same history watched, by description, by popularity."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select

from reeltalk.retrieval.checkpoint import FILE, read_checkpoint
from reeltalk.retrieval.co_viewing import CoViewing, count_co_viewing
from reeltalk.retrieval.opening import chosen_encoder
from reeltalk.retrieval.schema import clips
from reeltalk.retrieval.trained import TrainedReranker
from reeltalk.retrieval.viewer import Event
from reeltalk.retrieval.viewers import SEEN_SECONDS, latest_verdicts
from reeltalk.retrieval.watchlog import Codes, Floats, Watched, WatchLog, weigh

if TYPE_CHECKING:
    from reeltalk.retrieval.catalog import Catalog

DAY_S = 86_400.0


class Reranker(Protocol):
    """Scores clips for a viewer."""

    def score(self, history: Sequence[Event], candidates: Sequence[str]) -> NDArray[np.float64]:
        """One score a candidate, higher is better; `history` may be of a viewer never seen before."""
        ...

    def score_batch(self, histories: Sequence[Sequence[Event]], candidates: Sequence[str]) -> NDArray[np.float64]:
        """The same for several histories at a time, (histories, candidates)."""
        ...


def stack_scores(scores: Sequence[NDArray[np.float64]], width: int) -> NDArray[np.float64]:
    """Rows of scores as one array (rows, width), also where there are none."""
    return np.stack(scores) if scores else np.zeros((0, width))


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


class ItemKNN:
    """Co-viewing with time decay (item-based neighbours: Deshpande and Karypis, 2004) over a `WatchLog`."""

    def __init__(self, log: WatchLog, settings: RerankSettings | None = None) -> None:
        self._log = log
        self._settings = settings or RerankSettings()

    def score(self, history: Sequence[Event], candidates: Sequence[str]) -> NDArray[np.float64]:
        """Co-viewing strength, at most 1 for the strongest candidate; below 0 where what was disliked speaks."""
        return np.asarray(self.score_batch([history], candidates)[0])

    def score_batch(self, histories: Sequence[Sequence[Event]], candidates: Sequence[str]) -> NDArray[np.float64]:
        """The same for several histories, (histories, candidates)."""
        watched = self._log.read()
        columns = np.array([watched.code_of(name) for name in candidates], np.int64)
        return stack_scores([self._score(watched, history, columns) for history in histories], len(candidates))

    def _score(self, watched: Watched, history: Sequence[Event], columns: Codes) -> Floats:
        total = np.zeros(watched.shape[1] + 1)  # the last place serves clips that no one watched
        own = watched.codes_of(event.viewer_id for event in history)
        for clip_id, weight in history_weights(history, self._settings).items():
            code = watched.code_of(clip_id)
            if code >= 0:
                total[:-1] += weight * self._neighbours(watched, code, own)
        scores = total[columns]
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
    """Co-viewing, likeness of descriptions and popularity in one score; kept up with the catalog's events.

    `trained` orders in its place where there is one; counts stay those of the events.
    """

    def __init__(
        self, catalog: Catalog, settings: RerankSettings | None = None, trained: Reranker | None = None
    ) -> None:
        self._catalog = catalog
        self._trained = trained
        self._settings = settings or RerankSettings()
        self._log = WatchLog(catalog.engine)
        self._knn = ItemKNN(self._log, self._settings)

    def score(self, history: Sequence[Event], candidates: Sequence[str]) -> NDArray[np.float64]:
        """One score a candidate; without history their popularity alone."""
        if not candidates:
            return np.zeros(0)
        if self._trained is not None:
            return self._trained.score(history, candidates)
        score = self._settings.popularity * self._knn.popularity(candidates)
        if history:
            score = score + self._knn.score(history, candidates) + self._likeness(history, candidates)
        return np.asarray(score)

    def score_batch(self, histories: Sequence[Sequence[Event]], candidates: Sequence[str]) -> NDArray[np.float64]:
        """The same for several histories, (histories, candidates)."""
        return stack_scores([self.score(history, candidates) for history in histories], len(candidates))

    def co_viewing_batch(self, histories: Sequence[Sequence[Event]], candidates: Sequence[str]) -> NDArray[np.float64]:
        """Scores (histories, candidates) by co-viewing alone: 0 where nobody with this history watched it. Quick enough
        for the whole catalog, which `score` is not."""
        return np.asarray(self._knn.score_batch(histories, candidates))

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
        with self._catalog.engine.connect() as connection:
            found = set(connection.execute(select(clips.c.id).where(clips.c.id.in_(ids))).scalars())
        return [name for name in ids if name in found]

    def _vectors(self, ids: Sequence[str]) -> Floats:
        return np.asarray(read_vectors(self._catalog, ids), float)


def read_vectors(catalog: Catalog, ids: Sequence[str]) -> NDArray[np.float32]:
    """Description vectors (n, d) of ids; zeros for a clip that is gone."""
    found = catalog.vectors_of(ids)
    if len(found) == len(ids):
        return np.asarray(found, np.float32)
    each = [catalog.vectors_of([name]) for name in ids]
    width = next((part.shape[1] for part in each if len(part)), 1)
    return np.stack([part[0] if len(part) else np.zeros(width) for part in each]).astype(np.float32)


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


_OPEN: WeakKeyDictionary[Catalog, tuple[tuple[int, int], BlendReranker]] = WeakKeyDictionary()
_LOCK = threading.Lock()


def open_reranker(catalog: Catalog) -> BlendReranker:
    """The reranker of a catalog, the trained one where it was trained; its counts follow the events.

    A training that ended meanwhile, here or in another process, counts from the next call on. Raises `CatalogError`
    where what was trained does not belong to the catalog.
    """
    with _LOCK:
        file = catalog.home / FILE
        state = (file.stat().st_mtime_ns, file.stat().st_size) if file.exists() else (0, 0)
        if catalog not in _OPEN or _OPEN[catalog][0] != state:
            _OPEN[catalog] = state, BlendReranker(catalog, trained=read_trained(catalog, file) if any(state) else None)
        return _OPEN[catalog][1]


def read_trained(catalog: Catalog, file: Path) -> TrainedReranker:
    """The reranker in a checkpoint of this catalog; raises `CatalogError` where it does not belong to it."""
    checkpoint = read_checkpoint(file, read_titles(catalog), chosen_encoder(catalog.engine))
    return TrainedReranker(checkpoint, lambda ids: read_vectors(catalog, ids))


def read_titles(catalog: Catalog) -> dict[str, str]:
    """The title of each clip."""
    with catalog.engine.connect() as connection:
        return {row.id: row.title for row in connection.execute(select(clips.c.id, clips.c.title))}
