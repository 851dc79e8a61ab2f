"""What is known of viewers: what they watched and said, their preferences, and whose each conversation is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from itertools import islice
from typing import Any, NamedTuple
from uuid import uuid4

from sqlalchemy import Connection, Engine, Row, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from reeltalk.errors import ThreadError
from reeltalk.retrieval.likeness import overlaps, same_subject
from reeltalk.retrieval.schema import event_changes, events, preferences, threads, viewers
from reeltalk.retrieval.viewer import Event, Polarity, Preference, Strength, Verdict

IMPORTED = "import:"
"""How the write key of an imported event starts."""

LIKED_RATING = 3.5
"""From this rating on a clip counts as liked."""

DISLIKED_RATING = 2.5
"""Below this rating a clip counts as disliked."""

SEEN_SECONDS = 30.0
SEEN_SHARE = 0.5

_BATCH = 1000
_MOST_EVENTS = 2**32


class KnownViewer(NamedTuple):
    """A viewer of the catalog, what they are called, and how many events they have."""

    id: str
    label: str
    events: int


def verdict_of(event: Event) -> Verdict | None:
    """What an event says of its clip: the spoken verdict, else that of its rating; None where it says nothing."""
    if event.verdict is not None or event.rating is None:
        return event.verdict
    if event.rating >= LIKED_RATING:
        return "like"
    return "dislike" if event.rating < DISLIKED_RATING else "seen"


def is_seen(event: Event, duration_s: float | None, *, imported: bool = False) -> bool:
    """Whether an event means that its clip was seen: said (who judges a clip has seen it), played to half or for 30 s,
    or imported. `duration_s` is the clip's length in seconds, None where unknown."""
    if imported or verdict_of(event) is not None:
        return True
    watched = event.watched_s or 0.0
    return watched >= SEEN_SECONDS or (duration_s is not None and 0 < watched >= SEEN_SHARE * duration_s)


def latest_verdicts(history: Iterable[Event]) -> dict[str, Verdict]:
    """Clip -> verdict of a history in order of time; the latest like or dislike wins, "seen" takes back neither."""
    latest: dict[str, Verdict] = {}
    for event in history:
        verdict = verdict_of(event)
        if verdict is not None and (verdict != "seen" or event.clip_id not in latest):
            latest[event.clip_id] = verdict
    return latest


class ViewerStore:
    """The viewers of a home. An unknown viewer is fine and is created with the first write."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._engine = engine
        self._clock = clock

    def record(self, event: Event, *, write_key: str | None = None) -> bool:
        """Keep one event; False where `write_key` was written before."""
        with self._engine.begin() as connection:
            _create_viewers(connection, {event.viewer_id})
            return _insert_events(connection, [{**event.model_dump(), "write_key": write_key}]) > 0

    def record_many(
        self,
        history: Iterable[Event],
        progress: Callable[[int], None] | None = None,
        *,
        key: Callable[[Event], str] | None = None,
    ) -> int:
        """Keep many events, a transaction a batch; returns how many were new. `progress` is told of each batch.

        With `key` an event whose key was written before is left out, so that a repeated import writes once.
        """
        written = 0
        remaining = iter(history)
        while batch := list(islice(remaining, _BATCH)):
            with self._engine.begin() as connection:
                _create_viewers(connection, {event.viewer_id for event in batch})
                rows = [{**event.model_dump(), "write_key": key(event) if key else None} for event in batch]
                written += _insert_events(connection, rows)
            if progress:
                progress(len(batch))
        return written

    def events_of(self, viewer: str) -> list[Event]:
        """A viewer's events, oldest first."""
        return [to_event(row) for row in self._event_rows(viewer)]

    def seen(self, viewer: str, durations: Mapping[str, float | None]) -> set[str]:
        """The clips a viewer has seen; `durations` holds the clips' lengths in seconds where known."""
        return {
            row.clip_id
            for row in self._event_rows(viewer)
            if is_seen(to_event(row), durations.get(row.clip_id), imported=is_imported(row))
        }

    def verdicts(self, viewer: str) -> dict[str, Verdict]:
        """Clip -> what the viewer thinks of it; see `latest_verdicts`."""
        return latest_verdicts(self.events_of(viewer))

    def retract(self, viewer: str, clip: str) -> int:
        """Take back what a viewer said of a clip; what they watched of it, and what was imported, stays.

        Returns how many verdicts that were.
        """
        own = func.coalesce(events.c.write_key, "").not_like(f"{IMPORTED}%")
        said = (events.c.viewer_id == viewer) & (events.c.clip_id == clip) & events.c.verdict.is_not(None) & own
        alone = events.c.watched_s.is_(None) & events.c.rating.is_(None)
        with self._engine.begin() as connection:
            gone = connection.execute(delete(events).where(said & alone)).rowcount
            return gone + connection.execute(update(events).where(said).values(verdict=None)).rowcount

    def version(self) -> int:
        """A number that grows with every event kept, changed or taken back; 0 before the first."""
        last = select(func.max(events.c.number)).scalar_subquery()
        changes = select(func.max(event_changes.c.number)).scalar_subquery()
        with self._engine.connect() as connection:
            kept, changed = connection.execute(select(last, changes)).one()
        return (changed or 0) * _MOST_EVENTS + (kept or 0)

    def remember(
        self,
        viewer: str,
        text: str,
        polarity: Polarity,
        strength: Strength,
        source: str,
        now: datetime,
        write_key: str | None = None,
    ) -> Preference:
        """Keep a preference; it replaces the one on its subject, keeping the id, or leaves it where they agree."""
        text = " ".join(text.split())
        with self._engine.begin() as connection:
            _create_viewers(connection, {viewer})
            rows = _preference_rows(connection, viewer)
            again = [row for row in rows if write_key is not None and row.write_key == write_key]
            if again:
                return _preference(again[0])
            old = [row for row in rows if same_subject(row.text, text)]
            if old and (old[0].polarity, old[0].strength) == (polarity, strength):
                return _preference(old[0])
            if old[1:]:
                connection.execute(delete(preferences).where(preferences.c.id.in_([row.id for row in old[1:]])))
            new = {
                "id": old[0].id if old else uuid4().hex[:12],
                "viewer_id": viewer,
                "text": text,
                "polarity": polarity,
                "strength": strength,
                "source": source,
                "created": now.astimezone(UTC).replace(tzinfo=None),
                "write_key": write_key,
            }
            if old:
                connection.execute(update(preferences).where(preferences.c.id == old[0].id).values(new))
            else:
                connection.execute(insert(preferences).values(new))
            return _preference(connection.execute(select(preferences).where(preferences.c.id == new["id"])).one())

    def forget(self, viewer: str, text: str) -> list[Preference]:
        """Take back the preferences on a subject, else those that overlap with it; returns what was taken back."""
        with self._engine.begin() as connection:
            rows = _preference_rows(connection, viewer)
            hit = [row for row in rows if same_subject(row.text, text)] or [
                row for row in rows if overlaps(row.text, text)
            ]
            connection.execute(delete(preferences).where(preferences.c.id.in_([row.id for row in hit])))
            return [_preference(row) for row in hit]

    def preferences_of(self, viewer: str) -> list[Preference]:
        """A viewer's preferences, oldest first."""
        with self._engine.connect() as connection:
            return [_preference(row) for row in _preference_rows(connection, viewer)]

    def known(self) -> list[KnownViewer]:
        """Every viewer by id."""
        counts = (
            select(events.c.viewer_id, func.count().label("n")).group_by(events.c.viewer_id).subquery("event_counts")
        )
        listed = (
            select(viewers.c.id, viewers.c.label, func.coalesce(counts.c.n, 0))
            .outerjoin(counts, counts.c.viewer_id == viewers.c.id)
            .order_by(viewers.c.id)
        )
        with self._engine.connect() as connection:
            return [KnownViewer(*row) for row in connection.execute(listed)]

    def add_viewer(self, viewer: str, label: str = "") -> None:
        """Name a viewer, new or known."""
        named = insert(viewers).values(id=viewer, label=label)
        with self._engine.begin() as connection:
            connection.execute(named.on_conflict_do_update(index_elements=["id"], set_={"label": label}))

    def claim_thread(self, thread: str, viewer: str) -> None:
        """Make a conversation this viewer's; raises `ThreadError` where it is another's."""
        with self._engine.begin() as connection:
            _create_viewers(connection, {viewer})
            mine = {"id": thread, "viewer_id": viewer, "created": self._clock().astimezone(UTC).replace(tzinfo=None)}
            connection.execute(insert(threads).values(mine).on_conflict_do_nothing())
            owner = connection.execute(select(threads.c.viewer_id).where(threads.c.id == thread)).scalar_one()
        if owner != viewer:
            raise ThreadError(f"thread {thread!r} belongs to another viewer; start one of your own under another name")

    def _event_rows(self, viewer: str) -> list[Row[Any]]:
        ordered = select(events).where(events.c.viewer_id == viewer).order_by(events.c.timestamp, events.c.number)
        with self._engine.connect() as connection:
            return list(connection.execute(ordered))


def _create_viewers(connection: Connection, names: set[str]) -> None:
    rows = [{"id": name, "label": ""} for name in sorted(names)]
    connection.execute(insert(viewers).on_conflict_do_nothing(), rows)


def _insert_events(connection: Connection, rows: list[dict[str, Any]]) -> int:
    written = connection.execute(insert(events).on_conflict_do_nothing(index_elements=["write_key"]), rows)
    return written.rowcount


def _preference_rows(connection: Connection, viewer: str) -> list[Row[Any]]:
    mine = select(preferences).where(preferences.c.viewer_id == viewer)
    return list(connection.execute(mine.order_by(preferences.c.created, preferences.c.id)))


def to_event(row: Row[Any]) -> Event:
    """The event of a row of the events table."""
    return Event.model_construct(
        viewer_id=row.viewer_id,
        clip_id=row.clip_id,
        timestamp=row.timestamp,
        verdict=row.verdict,
        rating=row.rating,
        watched_s=row.watched_s,
    )


def is_imported(row: Row[Any]) -> bool:
    """Whether a row of the events table came with an import."""
    return str(row.write_key or "").startswith(IMPORTED)


def _preference(row: Row[Any]) -> Preference:
    return Preference(
        id=row.id,
        text=row.text,
        polarity=row.polarity,
        strength=row.strength,
        source=row.source,
        created=row.created.replace(tzinfo=UTC),
    )
