"""Events, verdicts, what is seen, preferences and threads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine

from reeltalk.errors import ThreadError
from reeltalk.retrieval.likeness import overlaps, same_subject
from reeltalk.retrieval.schema import metadata
from reeltalk.retrieval.viewer import Event, Polarity, Preference, Strength
from reeltalk.retrieval.viewers import IMPORTED, ViewerStore, is_seen, verdict_of

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ViewerStore]:
    engine = create_engine(f"sqlite:///{tmp_path / 'viewers.sqlite'}")
    metadata.create_all(engine)
    yield ViewerStore(engine, clock=lambda: NOW)
    engine.dispose()


def event(clip: str = "c1", when: float = 1.0, viewer: str = "ann", **said: Any) -> Event:
    return Event(viewer_id=viewer, clip_id=clip, timestamp=when, **said)


def remember(
    store: ViewerStore, text: str, polarity: Polarity = "dislike", strength: Strength = "always", **more: Any
) -> Preference:
    return store.remember("ann", text, polarity, strength, f"never {text}", NOW, **more)


def test_an_unknown_viewer_has_nothing_and_is_created_with_the_first_write(store: ViewerStore) -> None:
    assert store.events_of("ann") == []
    assert store.preferences_of("ann") == []
    assert store.known() == []
    store.record(event(verdict="like"))
    assert store.known() == [("ann", "", 1)]


def test_events_come_oldest_first_and_belong_to_one_viewer(store: ViewerStore) -> None:
    store.record(event("c2", 9.0, rating=4.5))
    store.record(event("c1", 3.0, watched_s=2.0))
    store.record(event("c3", 1.0, viewer="bob"))
    assert store.events_of("ann") == [event("c1", 3.0, watched_s=2.0), event("c2", 9.0, rating=4.5)]


def test_a_repeated_write_writes_once(store: ViewerStore) -> None:
    assert store.record(event(verdict="like"), write_key="t1/1/a")
    assert not store.record(event(verdict="like"), write_key="t1/1/a")
    assert store.record(event(verdict="like"), write_key="t1/2/a")
    assert len(store.events_of("ann")) == 2


def test_many_events_are_counted_reported_and_written_once_by_key(store: ViewerStore) -> None:
    done: list[int] = []
    history = [event(f"c{n}", float(n)) for n in range(2500)]
    assert store.record_many(history, done.append, key=lambda e: IMPORTED + e.clip_id) == 2500
    assert done == [1000, 1000, 500]
    assert store.record_many(history[:10], key=lambda e: IMPORTED + e.clip_id) == 0
    assert store.version() == 2500


def test_the_latest_like_or_dislike_wins_and_seen_takes_back_neither(store: ViewerStore) -> None:
    store.record(event("c1", 5.0, verdict="dislike"))
    store.record(event("c1", 1.0, verdict="like"))
    store.record(event("c1", 9.0, verdict="seen"))
    store.record(event("c2", 1.0, verdict="seen"))
    store.record(event("c3", 1.0, rating=3.5))
    store.record(event("c4", 1.0, rating=2.0))
    store.record(event("c5", 1.0, watched_s=500.0))
    assert store.verdicts("ann") == {"c1": "dislike", "c2": "seen", "c3": "like", "c4": "dislike"}


def test_a_verdict_is_taken_back_and_what_was_watched_rated_or_imported_stays(store: ViewerStore) -> None:
    store.record_many([event("c1", 0.0, verdict="dislike")], key=lambda e: f"{IMPORTED}{e.clip_id}")
    store.record(event("c1", 1.0, verdict="like"))
    store.record(event("c1", 2.0, verdict="like"), write_key="t/1/a")
    store.record(event("c1", 3.0, verdict="like", watched_s=40.0))
    store.record(event("c1", 4.0, watched_s=2.0))
    store.record(event("c2", 5.0, verdict="like"))
    store.record(event("c1", 6.0, "bob", verdict="like"))
    assert store.retract("ann", "c1") == 3
    assert [(kept.timestamp, kept.verdict) for kept in store.events_of("ann")] == [
        (0.0, "dislike"),
        (3.0, None),
        (4.0, None),
        (5.0, "like"),
    ]
    assert store.verdicts("ann") == {"c1": "dislike", "c2": "like"}
    assert store.verdicts("bob") == {"c1": "like"}
    assert store.retract("ann", "c1") == 0


def test_the_version_grows_with_every_event_kept_changed_or_taken_back(store: ViewerStore) -> None:
    versions = [store.version()]

    def note() -> None:
        versions.append(store.version())

    for clip in ("c1", "c2", "c3"):
        store.record(event(clip, verdict="like"))
        note()
    store.retract("ann", "c3")
    note()
    store.record(event("c4", verdict="like"))  # SQLite gives it the number of the one taken back
    note()
    store.record(event("c5", watched_s=9.0, verdict="seen"))
    note()
    store.retract("ann", "c5")
    note()
    assert versions[0] == 0
    assert versions == sorted(set(versions))
    store.retract("ann", "c5")
    assert store.version() == versions[-1]


def test_a_rating_between_liked_and_disliked_says_seen() -> None:
    assert [verdict_of(event(rating=stars)) for stars in (2.4, 2.5, 3.4, 3.5)] == ["dislike", "seen", "seen", "like"]
    assert verdict_of(event(rating=5.0, verdict="dislike")) == "dislike"


@pytest.mark.parametrize(
    ("watched_s", "duration_s", "seen"),
    [(29.9, 100.0, False), (30.0, 100.0, True), (4.9, 10.0, False), (5.0, 10.0, True), (10.0, None, False)],
)
def test_a_clip_is_seen_from_half_or_thirty_seconds_on(watched_s: float, duration_s: float | None, seen: bool) -> None:
    assert is_seen(event(watched_s=watched_s), duration_s) is seen


def test_shown_or_not_played_is_not_seen_while_imported_is(store: ViewerStore) -> None:
    store.record(event("shown"))
    store.record(event("unplayed", watched_s=0.0))
    store.record(event("said", verdict="seen"))
    store.record(event("half", watched_s=6.0))
    store.record_many([event("bought")], key=lambda e: f"{IMPORTED}{e.clip_id}")
    assert store.seen("ann", {"half": 12.0, "unplayed": 0.0}) == {"said", "half", "bought"}


def test_a_preference_is_kept_with_its_source_and_time(store: ViewerStore) -> None:
    kept = remember(store, "  snakes ")
    assert (kept.text, kept.polarity, kept.strength) == ("snakes", "dislike", "always")
    assert (kept.source, kept.created) == ("never   snakes ", NOW)
    assert store.preferences_of("ann") == [kept]
    assert store.preferences_of("bob") == []


def test_the_same_subject_again_overrides_and_keeps_its_id(store: ViewerStore) -> None:
    first = remember(store, "horror movies")
    second = remember(store, "Horror", "like", "usually")
    assert second.id == first.id
    assert store.preferences_of("ann") == [second]
    assert (second.text, second.polarity, second.strength) == ("Horror", "like", "usually")


def test_the_same_said_again_stays_as_it_was(store: ViewerStore) -> None:
    first = remember(store, "snakes")
    assert remember(store, "any snake") == first
    assert store.preferences_of("ann") == [first]


def test_other_subjects_stand_side_by_side(store: ViewerStore) -> None:
    for text in ("jazz", "smooth jazz", "cats", "cars", "action", "auctions"):
        remember(store, text)
    assert len(store.preferences_of("ann")) == 6


def test_a_repeated_remember_writes_once(store: ViewerStore) -> None:
    first = remember(store, "snakes", write_key="t/1/a")
    assert remember(store, "snakes", "like", write_key="t/1/a") == first


def test_forget_takes_back_the_subject_itself_before_what_overlaps(store: ViewerStore) -> None:
    remember(store, "jazz")
    smooth = remember(store, "smooth jazz")
    snakes = remember(store, "big snakes")
    assert [gone.text for gone in store.forget("ann", "jazz")] == ["jazz"]
    assert store.forget("ann", "the snake stuff") == [snakes]
    assert store.forget("ann", "spiders") == []
    assert store.forget("bob", "smooth jazz") == []
    assert store.preferences_of("ann") == [smooth]


def test_a_thread_belongs_to_one_viewer(store: ViewerStore) -> None:
    store.claim_thread("t1", "ann")
    store.claim_thread("t1", "ann")
    with pytest.raises(ThreadError, match="'t1' belongs to another viewer"):
        store.claim_thread("t1", "bob")
    store.claim_thread("t2", "bob")


def test_a_viewer_can_be_named_before_and_after_its_events(store: ViewerStore) -> None:
    store.add_viewer("inv-1", "invented: trains")
    store.record(event(viewer="ann"))
    store.add_viewer("ann", "Ann")
    assert store.known() == [("ann", "Ann", 1), ("inv-1", "invented: trains", 0)]


def test_a_slip_of_the_keys_is_the_same_subject() -> None:
    assert same_subject("calligraphy", "caligraphy")
    assert not same_subject("spiders", "snakes")
    assert overlaps("calligraphy", "caligraphy with ink")


@settings(deadline=None)
@given(
    said=st.lists(
        st.tuples(
            st.sampled_from(["cats", "a cat", "dogs", "jazz"]),
            st.sampled_from(["like", "dislike"]),
            st.sampled_from(["always", "usually"]),
        ),
        max_size=12,
    )
)
def test_a_viewer_has_one_preference_a_subject_and_it_is_the_last_said(
    said: list[tuple[str, Polarity, Strength]],
) -> None:
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    store = ViewerStore(engine)
    last: dict[str, tuple[Polarity, Strength]] = {}
    for minutes, (text, polarity, strength) in enumerate(said):
        store.remember("ann", text, polarity, strength, text, NOW + timedelta(minutes=minutes))
        last[text.removeprefix("a ").removesuffix("s")] = (polarity, strength)
    kept = {p.text.removeprefix("a ").removesuffix("s"): (p.polarity, p.strength) for p in store.preferences_of("ann")}
    assert kept == last
    engine.dispose()
