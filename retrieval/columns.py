"""The constrainable fields of all clips in memory, one array a field, addressed by `clips.row`."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Engine, func, select

from reeltalk.retrieval.clip import AUDIENCE_AGES
from reeltalk.retrieval.constraints import Constraints, Sort
from reeltalk.retrieval.names import NameColumn, TagColumn, grown, nearest_names
from reeltalk.retrieval.schema import clips, events
from reeltalk.retrieval.stated import NUMBERS, Stated, read_all, read_some, to_days

Mask = NDArray[np.bool_]

_SORTS: dict[str, tuple[str, int]] = {
    "newest": ("published", -1),
    "popular": ("views", -1),
    "shortest": ("duration_s", 1),
    "longest": ("duration_s", -1),
}


class Columns:
    """The constrainable fields of a catalog's clips. Masks are boolean arrays with one place a row; reads and updates
    from several threads are safe."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.RLock()
        self._ids = np.full(0, None, object)
        self._rows: dict[str, int] = {}
        self._live: Mask = np.zeros(0, bool)
        self._numbers = {field: np.full(0, np.nan) for field in NUMBERS}
        self._names = {
            "language": NameColumn(language=True),
            "creator": NameColumn(),
            "category": NameColumn(),
        }
        self._tags = TagColumn()
        self._interactions: tuple[int, NDArray[np.float64]] | None = None
        self._counts: dict[str, dict[str, int]] = {}

    @classmethod
    def load(cls, engine: Engine) -> Columns:
        """Read all clips of a catalog."""
        columns = cls(engine)
        with engine.connect() as connection:
            top = connection.execute(select(func.max(clips.c.row))).scalar() or 0
            columns._grow(top + 1)
            for stated in read_all(connection):
                columns._put(stated)
        return columns

    def update(self, rows: Iterable[int]) -> None:
        """Read the given rows anew, after they were added, changed or deleted."""
        wanted = sorted(set(rows))
        with self._lock, self._engine.connect() as connection:
            if wanted:
                self._grow(wanted[-1] + 1)
                self._drop(np.array(wanted, np.int64))
            for stated in read_some(connection, wanted):
                self._put(stated)
            self._interactions = None
            self._counts = {}

    def __len__(self) -> int:
        return int(np.count_nonzero(self._live))

    @property
    def size(self) -> int:
        """The length of every mask: above the highest row."""
        return len(self._live)

    def ids_of(self, rows: Sequence[int] | NDArray[np.int64]) -> list[str]:
        """The ids of live rows, in their order."""
        found: list[str] = self._ids[np.asarray(rows, np.int64)].tolist()
        return found

    def rows_of(self, ids: Iterable[str]) -> NDArray[np.int64]:
        """The rows of ids, in their order; unknown ones left out."""
        return np.asarray([self._rows[name] for name in ids if name in self._rows], np.int64)

    def mask_of(self, ids: Iterable[str]) -> Mask:
        """The mask that holds just these ids."""
        mask = np.zeros(self.size, bool)
        mask[self.rows_of(ids)] = True
        return mask

    def live(self) -> Mask:
        """The rows that hold a clip."""
        with self._lock:
            return self._live.copy()

    def values(self, field: str) -> NDArray[np.float64]:
        """A numeric field by row (duration_s, views, likes in their units; published in days since 1970-01-01;
        audience in years); NaN where a clip does not state it."""
        return self._numbers[field]

    def counts(self, field: str) -> dict[str, int]:
        """Name -> number of clips for language, creator, category or tags, the most used first."""
        with self._lock:
            if field not in self._counts:  # asked for on every turn, and 25 ms at 20,000 clips
                column = self._tags if field == "tags" else self._names[field]
                self._counts[field] = column.counts()
            return dict(self._counts[field])

    def mask(self, constraints: Constraints) -> Mask:
        """The rows that fulfil every constraint on a stated field; `exclude`, `unseen_only`, `sort` and `limit` are
        not looked at. A clip lacking a constrained field is out."""
        with self._lock:
            mask = self._live.copy()
            for part, _ in self._parts(constraints):
                mask &= part
            return mask

    def unknown(self, constraints: Constraints) -> dict[str, list[str]]:
        """Argument -> nearest values there are, for each category, creator, language or tag that no clip has."""
        wanted: list[tuple[str, str]] = [
            (field, name) for field in self._names if (name := getattr(constraints, field)) is not None
        ]
        wanted += [("tags", tag) for tag in constraints.tags or ()]
        near: dict[str, list[str]] = {}
        with self._lock:
            for field, name in wanted:
                column = self._tags if field == "tags" else self._names[field]
                if not column.knows(name):
                    found = nearest_names(name, self.counts(field))
                    near[field] = list(dict.fromkeys([*near.get(field, []), *found]))
        return near

    def missing(self, constraints: Constraints, within: Mask | None = None) -> list[str]:
        """The fields whose absence emptied the list: constrained, yet stated by no clip that fulfils the rest.

        `within` narrows the clips looked at, such as to a host's list. Empty where something fulfils the constraints.
        """
        with self._lock:
            scope = self._live if within is None else self._live & within
            parts = self._parts(constraints)
            if not scope.any() or (self.mask(constraints) & scope).any():
                return []
            silent = [i for i, (_, field) in enumerate(parts) if not (self._stated(field) & scope).any()]
            lost = {parts[i][1] for i in silent}
            for i, (_, field) in enumerate(parts):
                rest = scope.copy()
                for j, (other, of) in enumerate(parts):
                    if j != i and j not in silent and of != field:
                        rest &= other
                if rest.any() and not (rest & self._stated(field)).any():
                    lost.add(field)
            return sorted(lost)

    def sorted_rows(self, rows: Sequence[int] | NDArray[np.int64], sort: Sort) -> NDArray[np.int64]:
        """Rows in the order asked for, unknowns last, ties as they came; "relevance" leaves them as they are."""
        given = np.asarray(rows, np.int64)
        if sort == "relevance" or not len(given):
            return given
        field, sign = _SORTS[sort]
        with self._lock:
            values = self._popularity() if field == "views" else self._numbers[field]
            return given[np.argsort(sign * values[given], kind="stable")]  # NumPy puts NaN last either way

    def interactions(self) -> NDArray[np.float64]:
        """The number of events of each row's clip."""
        with self._lock, self._engine.connect() as connection:
            last = connection.execute(select(func.max(events.c.number))).scalar() or 0
            if self._interactions is None or self._interactions[0] != last:
                counts = np.zeros(self.size)
                per_clip = select(events.c.clip_id, func.count()).group_by(events.c.clip_id)
                for clip_id, count in connection.execute(per_clip):
                    if clip_id in self._rows:
                        counts[self._rows[clip_id]] = count
                self._interactions = (last, counts)
            return self._interactions[1]

    def _parts(self, constraints: Constraints) -> list[tuple[Mask, str]]:
        """Each constraint's mask with the field it is on."""
        parts = self._number_parts(constraints)
        for field, column in self._names.items():
            if (name := getattr(constraints, field)) is not None:
                parts.append((column.mask(name), field))
        parts += [(self._tags.mask(tag), "tags") for tag in constraints.tags or ()]
        if constraints.popularity is not None:
            parts += self._popularity_parts(constraints.popularity)
        return parts

    def _number_parts(self, constraints: Constraints) -> list[tuple[Mask, str]]:
        lengths, days = self._numbers["duration_s"], self._numbers["published"]  # a comparison with NaN is false
        parts: list[tuple[Mask, str]] = []
        if constraints.min_seconds is not None:
            parts.append((lengths >= constraints.min_seconds, "duration_s"))
        if constraints.max_seconds is not None:
            parts.append((lengths <= constraints.max_seconds, "duration_s"))
        if constraints.published_after is not None:
            parts.append((days >= to_days(constraints.published_after), "published"))
        if constraints.published_before is not None:
            parts.append((days < to_days(constraints.published_before), "published"))
        if constraints.max_audience is not None:
            ages = np.nan_to_num(self._numbers["audience"], nan=AUDIENCE_AGES["18"])
            parts.append((ages <= AUDIENCE_AGES[constraints.max_audience], "audience"))
        return parts

    def _popularity_parts(self, popularity: str) -> list[tuple[Mask, str]]:
        if popularity == "popular":
            return [(at_least_top(self._popularity(), self._live, 1 / 5), "views")]
        views, likes = self._numbers["views"], self._numbers["likes"]
        rates = np.divide(likes, views, out=np.full(self.size, np.nan), where=views > 0)
        stated = views[self._live & ~np.isnan(views)]
        middle = float(np.median(stated)) if len(stated) else np.nan
        return [(views < middle, "views"), (at_least_top(rates, self._live, 1 / 3), "likes")]

    def _popularity(self) -> NDArray[np.float64]:
        """Views, or interactions where no clip states its views."""
        views = self._numbers["views"]
        if np.isnan(views[self._live]).all():
            counts = self.interactions()
            return np.where(counts > 0, counts, np.nan)
        return views

    def _stated(self, field: str) -> Mask:
        if field == "tags":
            return self._tags.stated()
        if field in self._names:
            return self._names[field].stated()
        values = self._popularity() if field == "views" else self._numbers[field]
        return np.asarray(~np.isnan(values))

    def _grow(self, size: int) -> None:
        self._live = grown(self._live, size, False)
        self._ids = grown(self._ids, size, None)
        self._numbers = {field: grown(values, size, np.nan) for field, values in self._numbers.items()}
        for column in self._names.values():
            column.grow(size)
        self._tags.grow(size)

    def _put(self, stated: Stated) -> None:
        rows = stated.rows
        self._ids[rows] = stated.ids
        self._rows.update(zip(stated.ids, rows.tolist(), strict=True))
        self._live[rows] = True
        for field, numbers in self._numbers.items():
            numbers[rows] = stated.numbers[field]
        for field, column in self._names.items():
            column.put(rows, stated.names[field])
        for row, tags in zip(rows.tolist(), stated.tags, strict=True):
            if tags:
                self._tags.put(row, tags)

    def _drop(self, rows: NDArray[np.int64]) -> None:
        for row, old in zip(rows.tolist(), self._ids[rows].tolist(), strict=True):
            if old is not None and self._rows.get(old) == row:
                del self._rows[old]
            self._tags.put(row, ())
        self._ids[rows] = None
        self._live[rows] = False
        for values in self._numbers.values():
            values[rows] = np.nan
        for column in self._names.values():
            column.put(rows, [None] * len(rows))


def at_least_top(values: NDArray[np.float64], live: Mask, share: float) -> Mask:
    """The rows whose value is at least that of the last in the top `share` of those known, and above zero."""
    known = np.sort(values[live & ~np.isnan(values)])[::-1]
    if not len(known):
        return np.zeros(len(values), bool)
    bound = known[max(1, int(np.ceil(len(known) * share - 1e-9))) - 1]
    return np.asarray((values >= bound) & (values > 0))
