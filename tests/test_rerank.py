"""Ordering for a viewer, and the counts that speak for a clip."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, insert, select

from reeltalk.retrieval.co_viewing import CoViewing
from reeltalk.retrieval.rerank import BlendReranker, ItemKNN, Reranker, RerankSettings, open_reranker
from reeltalk.retrieval.schema import clips, metadata
from reeltalk.retrieval.viewer import Event
from reeltalk.retrieval.viewers import IMPORTED, ViewerStore
from reeltalk.retrieval.watchlog import WatchLog

DAY = 86_400.0
NAMES = ["boat", "train", "cake", "pie", "dog", "cat", "odd"]
VECTORS = {
    "boat": [1.0, 0.0, 0.0],
    "train": [0.9, 0.44, 0.0],
    "cake": [0.0, 1.0, 0.0],
    "pie": [0.0, 0.9, 0.44],
    "dog": [0.0, 0.0, 1.0],
    "cat": [0.1, 0.0, 0.99],
    "odd": [0.58, 0.58, 0.58],
}


class SmallCatalog:
    """What a reranker needs of a catalog: rows, vectors, titles."""

    def __init__(self, engine: Any, home: Path = Path("nowhere")) -> None:
        self.engine = engine
        self.home = home
        self.viewers = ViewerStore(engine)

    def vectors_of(self, ids: Sequence[str]) -> Any:
        return np.array([VECTORS[name] for name in ids if name in VECTORS]).reshape(-1, 3)

    def get(self, ids: Sequence[str]) -> list[Any]:
        with self.engine.connect() as connection:
            return list(connection.execute(select(clips).where(clips.c.id.in_(ids))))


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Any]:
    engine = create_engine(f"sqlite:///{tmp_path / 'catalog.sqlite'}")
    metadata.create_all(engine)
    empty: dict[str, Any] = {"descriptions": {}, "moments": [], "tags": [], "extra": {}}
    with engine.begin() as connection:
        connection.execute(insert(clips), [{"id": name, "title": name.title(), **empty} for name in NAMES])
    yield SmallCatalog(engine, tmp_path)
    engine.dispose()


def event(viewer: str, clip: str, when: float = 0.0, **said: Any) -> Event:
    return Event(viewer_id=viewer, clip_id=clip, timestamp=when, **said)


def watch(catalog: Any, *history: Event) -> None:
    catalog.viewers.record_many(history, key=lambda e: f"{IMPORTED}{e.model_dump_json()}")


def fill(catalog: Any) -> None:
    """Six like boat and train, four like cake and pie, two watched boat only."""
    for number in range(6):
        watch(catalog, event(f"a{number}", "boat", 1.0, verdict="like"), event(f"a{number}", "train", 2.0))
    for number in range(4):
        watch(catalog, event(f"b{number}", "cake", 1.0), event(f"b{number}", "pie", 2.0))
    for number in range(2):
        watch(catalog, event(f"c{number}", "boat", 1.0, verdict="like"))


def best(reranker: Reranker, history: list[Event], candidates: Sequence[str] = NAMES) -> str:
    return candidates[int(np.argmax(reranker.score(history, candidates)))]


def test_what_others_with_the_same_history_watched_comes_first(catalog: Any) -> None:
    fill(catalog)
    knn = ItemKNN(WatchLog(catalog.engine))
    for reranker in (knn, BlendReranker(catalog)):
        assert best(reranker, [event("new", "boat", verdict="like")], ["cake", "dog", "train", "pie"]) == "train"
        assert best(reranker, [event("new", "cake")], ["boat", "dog", "train", "pie"]) == "pie"
    assert knn.score([event("new", "cake")], ["dog", "pie", "nowhere"]).tolist() == [0.0, 1.0, 0.0]


def test_without_history_popularity_decides(catalog: Any) -> None:
    fill(catalog)
    reranker = BlendReranker(catalog)
    assert best(reranker, []) == "boat"
    assert (reranker.score([], ["dog", "nowhere"]) == 0).all()
    assert reranker.score([], []).shape == (0,)


def test_recent_views_count_more_for_popularity(catalog: Any) -> None:
    watch(catalog, *(event(f"v{number}", "dog", 0.0) for number in range(4)))
    watch(catalog, *(event(f"w{number}", "cat", 900 * DAY) for number in range(2)))
    assert best(BlendReranker(catalog), []) == "cat"


def test_pairs_watched_far_apart_count_less(catalog: Any) -> None:
    for number in range(4):
        watch(catalog, event(f"a{number}", "boat", 0.0), event(f"a{number}", "dog", 2000 * DAY))
        watch(catalog, event(f"b{number}", "boat", 0.0), event(f"b{number}", "cat", DAY))
    scores = ItemKNN(WatchLog(catalog.engine)).score([event("new", "boat")], ["dog", "cat"])
    assert scores[1] == 1.0
    assert scores[0] < 0.1


def test_where_no_one_watched_descriptions_decide(catalog: Any) -> None:
    reranker = BlendReranker(catalog)
    assert best(reranker, [event("new", "boat", verdict="like")], ["cake", "dog", "train"]) == "train"
    assert best(reranker, [event("new", "gone")], ["cake", "dog"]) == "cake"


def test_a_dislike_lowers_what_resembles_it_and_only_that(catalog: Any) -> None:
    fill(catalog)
    reranker = BlendReranker(catalog)
    liked = [event("new", "boat", 1.0, verdict="like")]
    before = reranker.score(liked, NAMES)
    after = reranker.score([*liked, event("new", "dog", 2.0, verdict="dislike")], NAMES)
    fall = dict(zip(NAMES, before - after, strict=True))
    assert fall["cat"] > 0.5
    assert fall["dog"] > 0.5
    assert fall["train"] == pytest.approx(0)
    assert fall["cake"] == pytest.approx(0)


def test_a_low_rating_is_a_dislike_and_a_high_one_a_like(catalog: Any) -> None:
    reranker = BlendReranker(catalog)
    low, high = (reranker.score([event("new", "dog", rating=stars)], ["cat", "boat"]) for stars in (1.0, 5.0))
    assert low[0] < low[1]
    assert high[0] > high[1]


def test_a_new_event_counts_at_once(catalog: Any) -> None:
    reranker = open_reranker(catalog)
    assert open_reranker(catalog) is reranker
    history = [event("new", "odd")]
    assert reranker.score(history, ["dog"])[0] == pytest.approx(0, abs=1e-9)
    watch(catalog, *(event(f"v{number}", clip) for number in range(3) for clip in ("odd", "dog")))
    assert reranker.score(history, ["dog"])[0] > 0.9


def test_a_viewers_own_events_do_not_speak_for_a_clip(catalog: Any) -> None:
    watch(catalog, event("ann", "boat", 1.0), event("ann", "dog", 2.0))
    assert ItemKNN(WatchLog(catalog.engine)).score([event("ann", "boat")], ["dog"])[0] == 0


def test_a_reason_is_a_true_count_over_other_viewers(catalog: Any) -> None:
    fill(catalog)
    watch(catalog, event("ann", "boat", 1.0, verdict="like"), event("ann", "train", 2.0))
    reranker = BlendReranker(catalog)
    history = catalog.viewers.events_of("ann")
    assert reranker.reasons(history, "train") == CoViewing("watched by 6 of 8 viewers who liked “Boat”", "boat")
    assert reranker.reasons([event("new", "cake")], "pie") == CoViewing(
        "watched by 4 of 4 viewers who watched “Cake”", "cake"
    )


def test_no_reason_without_enough_viewers_or_against_the_odds(catalog: Any) -> None:
    fill(catalog)
    reranker = BlendReranker(catalog)
    assert reranker.reasons([], "train") is None
    assert reranker.reasons([event("new", "boat", verdict="like")], "cake") is None
    assert reranker.reasons([event("new", "boat", verdict="dislike")], "train") is None
    assert reranker.reasons([event("new", "boat", verdict="like")], "boat") is None
    watch(catalog, *(event(f"d{number}", clip) for number in range(3) for clip in ("dog", "cat")))
    assert reranker.reasons([event("new", "dog")], "cat") is None  # three other viewers are too few
    watch(catalog, *(event(name, "odd") for name in catalog_viewers(catalog)))
    assert reranker.reasons([event("new", "cake")], "odd") is None  # everyone watched it


def catalog_viewers(catalog: Any) -> list[str]:
    return [viewer.id for viewer in catalog.viewers.known()]


def test_a_later_dislike_takes_a_like_back_and_a_later_view_does_not(catalog: Any) -> None:
    watch(catalog, event("a", "dog", 1.0, verdict="like"), event("a", "dog", 2.0, verdict="dislike"))
    watch(catalog, event("b", "dog", 1.0, verdict="like"), event("b", "dog", 2.0, watched_s=90.0))
    watched = WatchLog(catalog.engine).read()
    assert watched.likers("dog").tolist() == watched.codes_of(["b"]).tolist()
    assert len(watched.watchers("dog")) == 2


def test_begun_or_shown_is_not_watched(catalog: Any) -> None:
    catalog.viewers.record(event("a", "dog", watched_s=2.0))
    catalog.viewers.record(event("b", "dog"))
    catalog.viewers.record(event("c", "dog", watched_s=31.0))
    watched = WatchLog(catalog.engine).read()
    assert watched.watchers("dog").tolist() == watched.codes_of(["c"]).tolist()


def test_a_verdict_taken_back_counts_no_more_also_where_a_new_event_takes_its_number(catalog: Any) -> None:
    log = WatchLog(catalog.engine)
    for number in range(4):
        catalog.viewers.record(event(f"a{number}", "dog", verdict="like"))
    assert len(log.read().likers("dog")) == 4
    catalog.viewers.retract("a3", "dog")
    catalog.viewers.record(event("a4", "cat", verdict="like"))
    watched = log.read()
    assert (len(watched.likers("dog")), len(watched.likers("cat"))) == (3, 1)
    catalog.viewers.retract("a0", "dog")
    watched = log.read()
    assert (len(watched.likers("dog")), len(watched.likers("cat"))) == (2, 1)
    assert log.read() is watched


@settings(deadline=None, max_examples=40)
@given(steps=st.lists(st.tuples(st.booleans(), st.sampled_from("abc"), st.sampled_from(NAMES[:3])), max_size=25))
def test_a_log_read_at_every_step_is_as_one_read_at_the_end(steps: list[tuple[bool, str, str]]) -> None:
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    store, log = ViewerStore(engine), WatchLog(engine)
    for time, (keeps, who, clip) in enumerate(steps):
        if keeps:
            store.record(event(who, clip, float(time), verdict="like"))
        else:
            store.retract(who, clip)
        watched = log.read()
        liked = {(who, clip) for who in "abc" for clip, said in store.verdicts(who).items() if said == "like"}
        found = {(who, clip) for who in "abc" for clip in NAMES if {*watched.codes_of([who])} & {*watched.likers(clip)}}
        assert found == liked
    engine.dispose()


EVENTS = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from(NAMES), st.sampled_from([None, "like", "dislike", "seen"])),
    max_size=30,
)


@settings(deadline=None, max_examples=40)
@given(stored=EVENTS, mine=EVENTS)
def test_scores_are_finite_and_counts_true_for_any_events(stored: Any, mine: Any) -> None:
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    empty: dict[str, Any] = {"descriptions": {}, "moments": [], "tags": [], "extra": {}}
    with engine.begin() as connection:
        connection.execute(insert(clips), [{"id": name, "title": name, **empty} for name in NAMES])
    catalog: Any = SmallCatalog(engine)
    log = [event(who, clip, float(n), verdict=said) for n, (who, clip, said) in enumerate(stored)]
    watch(catalog, *log)
    history = [event("me", clip, float(n), verdict=said) for n, (_, clip, said) in enumerate(mine)]
    reranker = BlendReranker(catalog, RerankSettings())
    assert np.isfinite(reranker.score(history, [*NAMES, "nowhere"])).all()
    for clip in NAMES:
        reason = reranker.reasons(history, clip)
        if reason is not None:
            liked = "liked" in reason.text
            said = {(e.viewer_id, e.clip_id): e.verdict for e in log if e.verdict in ("like", "dislike")}
            group = {e.viewer_id for e in log if e.clip_id == reason.clip_id}
            group = {who for who in group if not liked or said.get((who, reason.clip_id)) == "like"}
            both = {e.viewer_id for e in log if e.clip_id == clip} & group
            assert f"by {len(both)} of {len(group)} viewers" in reason.text
    engine.dispose()
