"""Diversity: the best first, little repetition, near-twins never side by side."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from reeltalk.retrieval.clip import Candidate, Clip
from reeltalk.retrieval.diversify import TWIN_COSINE, diversify, normalise_title


def make(scores: list[float], titles: list[str] | None = None) -> list[Candidate]:
    names = titles or [f"title {number}" for number in range(len(scores))]
    return [
        Candidate(clip=Clip(id=str(number), title=title), score=score)
        for number, (score, title) in enumerate(zip(scores, names, strict=True))
    ]


def unit(*rows: list[float]) -> NDArray[np.float32]:
    vectors = np.array(rows, dtype=np.float32)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))


def ids(candidates: list[Candidate]) -> list[str]:
    return [candidate.clip.id for candidate in candidates]


def test_a_near_twin_waits_until_something_stands_between() -> None:
    vectors = unit([1, 0], [1, 0.01], [0, 1])
    assert ids(diversify(make([3, 2.9, 1]), vectors, limit=3)) == ["0", "2", "1"]


def test_a_near_twin_is_left_out_where_nothing_else_is_left() -> None:
    assert ids(diversify(make([3, 2]), unit([1, 0], [1, 0.01]), limit=5)) == ["0"]


def test_clips_of_one_title_are_near_twins_whatever_their_case_and_signs() -> None:
    candidates = make([3, 2.9, 1], ["Funny Cats!", "funny cats", "A river"])
    assert ids(diversify(candidates, unit([1, 0, 0], [0, 1, 0], [0, 0, 1]), limit=3)) == ["0", "2", "1"]


def test_clips_without_title_are_not_twins_for_that() -> None:
    candidates = [Candidate(clip=Clip(id=str(n), description="x"), score=3.0 - n) for n in range(3)]
    assert ids(diversify(candidates, unit([1, 0, 0], [0, 1, 0], [0, 0, 1]), limit=3)) == ["0", "1", "2"]


def test_of_equals_the_less_repetitive_comes_first() -> None:
    vectors = unit([1, 0], [0.9, 0.5], [0, 1])
    assert ids(diversify(make([3, 2, 2]), vectors, limit=3)) == ["0", "2", "1"]


def test_a_clearly_better_clip_is_not_displaced() -> None:
    vectors = unit([1, 0, 0], [0.8, 0.6, 0], [0, 0, 1])
    assert ids(diversify(make([3, 2.8, 0]), vectors, limit=2)) == ["0", "1"]


def test_no_candidates_and_no_limit_give_nothing() -> None:
    assert diversify([], np.empty((0, 2), np.float32), limit=5) == []
    assert diversify(make([1]), unit([1, 0]), limit=0) == []


@given(st.integers(1, 25), st.integers(1, 30), st.integers(0, 10_000))
def test_twins_never_stand_side_by_side_and_nothing_is_doubled(count: int, limit: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    vectors = unit(*rng.standard_normal((4, 3))[rng.integers(0, 4, count)].tolist())
    candidates = make(sorted(rng.random(count).tolist(), reverse=True), [f"t{n}" for n in rng.integers(0, 9, count)])
    order = [int(name) for name in ids(diversify(candidates, vectors, limit=limit))]
    assert order[0] == 0
    assert len(set(order)) == len(order) <= limit
    for one, other in pairwise(order):
        assert vectors[one] @ vectors[other] < TWIN_COSINE
        assert candidates[one].clip.title != candidates[other].clip.title


def test_titles_are_compared_by_their_words() -> None:
    assert normalise_title("  The CAT, part-2! ") == "the cat part 2"
    assert normalise_title("???") == ""
