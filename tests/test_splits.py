"""What is learned from, chosen on and tested, and where a target stands."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reeltalk.errors import CatalogError
from reeltalk.retrieval.histories import Histories, encode_histories
from reeltalk.retrieval.splits import Cases, gain_at, leave_one_out, place_targets, split_by_time
from reeltalk.retrieval.viewer import Event

IDS = list("abcdefgh")
CODES = {name: code for code, name in enumerate(IDS)}


def histories(*viewers: Sequence[tuple[str, float, float | None]]) -> Histories:
    """Viewers of (clip, time, rating)."""
    events = [
        [Event(viewer_id=f"v{n}", clip_id=c, timestamp=t, rating=r) for c, t, r in own] for n, own in enumerate(viewers)
    ]
    return encode_histories(events, CODES, len(IDS))


def names(part: Histories, row: int) -> str:
    return "".join(IDS[code] for code in part.clips[part.starts[row] : part.starts[row + 1]])


def test_the_last_like_is_the_target_and_the_one_before_it_chooses() -> None:
    split = leave_one_out(histories([("a", 1, 5), ("b", 2, 4), ("c", 3, 4), ("d", 4, 1), ("e", 5, 4), ("f", 6, 2)]))
    assert IDS[split.test.targets[0]] == "e"
    assert IDS[split.validation.targets[0]] == "c"
    assert names(split.test.histories, 0) == "abcd"
    assert names(split.validation.histories, 0) == "ab"
    assert names(split.train, 0) == "ab"
    assert names(split.known, 0) == "abcd"
    assert split.test.histories.weights[3] == -1.0


def test_a_low_rating_is_never_a_target() -> None:
    ratings = [("a", 1.0, 5.0), ("b", 2.0, 4.0), ("c", 3.0, 3.0), ("d", 4.0, 2.0), ("e", 5.0, 4.5)]
    split = leave_one_out(histories(ratings))
    assert {IDS[split.test.targets[0]], IDS[split.validation.targets[0]]} == {"b", "e"}


def test_ties_in_time_go_by_the_clips_id() -> None:
    split = leave_one_out(histories([("c", 1, None), ("b", 1, None), ("a", 1, None), ("d", 0, None)]))
    assert names(split.test.histories, 0) == "dab"
    assert IDS[split.test.targets[0]] == "c"


def test_viewers_with_too_little_stay_in_training() -> None:
    split = leave_one_out(histories([("a", 1, None), ("b", 2, None)], [(c, n, None) for n, c in enumerate("abc")]))
    assert split.test.viewers.tolist() == [1]
    assert names(split.train, 0) == "ab"
    with pytest.raises(CatalogError, match="no viewer has three clips"):
        leave_one_out(histories([("a", 1, None), ("b", 2, None)]))


def test_a_time_split_learns_nothing_from_what_came_later() -> None:
    data = histories(*[[(c, 10.0 * n + v, None) for n, c in enumerate("abcdefgh")] for v in range(5)])
    split = split_by_time(data)
    moment = np.quantile(data.times, 0.9)
    assert split.known.times.max() < moment
    assert split.test.histories.times.max() < moment
    assert split.train.times.max() < np.quantile(data.times, 0.8)
    assert len(split.test) > 0
    with pytest.raises(CatalogError, match="no events"):
        split_by_time(histories())


EVENTS = st.lists(
    st.lists(st.tuples(st.sampled_from(IDS), st.floats(0, 100), st.sampled_from([None, 1.0, 3.0, 5.0])), max_size=8),
    max_size=6,
)


@settings(deadline=None, max_examples=150)
@given(viewers=EVENTS)
def test_no_part_knows_a_target_or_what_came_after_it(viewers: list[list[tuple[str, float, float | None]]]) -> None:
    data = histories(*viewers)
    for cut in (leave_one_out, split_by_time):
        try:
            split = cut(data)
        except CatalogError:
            continue
        for part, cases in ((split.train, split.validation), (split.known, split.test)):
            for row, viewer in enumerate(cases.viewers):
                own = cases.histories.clips[cases.histories.starts[row] : cases.histories.starts[row + 1]]
                assert cases.targets[row] not in own
                learned = part.clips[part.starts[viewer] : part.starts[viewer + 1]]
                assert cases.targets[row] not in learned
                whole = data.clips[data.starts[viewer] : data.starts[viewer + 1]]
                at = whole.tolist().index(cases.targets[row])
                assert set(own.tolist()) == set(whole[:at].tolist())


def one_case(target: int, history: Sequence[int], size: int) -> Cases:
    past = Histories(
        np.array([0, len(history)]), np.array(history, np.int64), np.zeros(len(history)), np.ones(len(history)), size
    )
    return Cases(past, np.array([target]), np.array([0]))


def test_the_place_counts_clips_above_without_the_history() -> None:
    scores = np.array([[9.0, 8.0, 7.0, 6.0]])
    assert place_targets(scores, one_case(3, [], 4), seed=0).tolist() == [4]
    assert place_targets(scores, one_case(3, [0, 1], 4), seed=0).tolist() == [2]


def test_a_model_that_tells_nothing_apart_does_no_better_than_chance() -> None:
    scores = np.zeros((1, 1000))
    places = [place_targets(scores, one_case(5, [], 1000), seed=seed)[0] for seed in range(400)]
    assert 400 < np.mean(places) < 600
    assert min(places) >= 1
    assert max(places) <= 1000


def test_a_score_that_is_no_number_is_no_rank() -> None:
    with pytest.raises(ValueError, match="not a number"):
        place_targets(np.array([[np.nan, 1.0]]), one_case(1, [], 2), seed=0)


def test_the_gain_of_a_place_is_that_of_its_logarithm() -> None:
    assert gain_at(np.array([1, 2, 3, 10, 11])).tolist() == pytest.approx([1, 1 / np.log2(3), 0.5, 1 / np.log2(11), 0])
