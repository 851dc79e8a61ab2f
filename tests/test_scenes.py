"""Moments and frames from how much a picture changes, and subtitles from any text."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reeltalk.retrieval.footage import Stretch
from reeltalk.retrieval.scenes import LONGEST_S, choose_frames, count_frames, cut_moments, find_cuts, measure_change
from reeltalk.retrieval.subtitles import gather_speech, read_subtitles


@given(
    duration=st.floats(0.1, 20_000),
    cuts=st.lists(st.tuples(st.floats(0, 20_000), st.floats(0, 1)), max_size=40),
)
def test_moments_make_up_the_whole_and_none_is_longer_than_a_minute(
    duration: float, cuts: list[tuple[float, float]]
) -> None:
    times, strengths = [time for time, _ in cuts], [strength for _, strength in cuts]
    moments = cut_moments(times, strengths, duration)
    assert moments[0][0] == 0
    assert moments[-1][1] == duration
    assert all(end == start for (_, end), (start, _) in pairwise(moments))
    assert all(0 < end - start <= LONGEST_S + 1e-6 for start, end in moments)


def test_a_cut_parts_moments_where_it_is() -> None:
    assert cut_moments([10.0, 31.0], [0.9, 0.8], 40.0) == [(0.0, 10.0), (10.0, 31.0), (31.0, 40.0)]


def test_of_cuts_close_together_the_strongest_counts() -> None:
    assert cut_moments([10.0, 12.0], [0.5, 0.9], 40.0) == [(0.0, 12.0), (12.0, 40.0)]


def test_a_cut_stands_out_of_motion_and_motion_alone_is_none() -> None:
    steady = np.full(20, 0.2)
    assert find_cuts(steady) == []
    steady[9] = 0.75
    assert find_cuts(steady) == [9]


def test_another_place_changes_more_than_a_small_motion() -> None:
    draw = np.random.default_rng(1)
    here = draw.integers(0, 120, (18, 32, 3)).astype(np.uint8)
    there = draw.integers(120, 255, (18, 32, 3)).astype(np.uint8)
    assert measure_change(here, here) == 0
    assert measure_change(here, np.roll(here, 1, axis=1)) < measure_change(here, there) <= 1


@given(st.lists(st.floats(0, 1), min_size=1, max_size=300), st.integers(1, 30))
def test_frames_are_few_in_order_and_there(changes: list[float], count: int) -> None:
    times = [0.5 * place for place in range(len(changes) + 1)]
    places = choose_frames(times, np.array(changes), count)
    assert 0 < len(places) <= count
    assert places == sorted(set(places))
    assert all(0 <= place < len(times) for place in places)


def test_frames_lie_where_the_picture_changes() -> None:
    changes = np.zeros(100)
    changes[60:80] = 0.5
    places = choose_frames([0.5 * place for place in range(101)], changes, 12)
    assert sum(59 <= place <= 81 for place in places) >= 8
    assert places[0] < 40  # what is still is seen too


@pytest.mark.parametrize(("seconds", "frames"), [(1, 4), (10, 8), (60, 19), (3600, 20)])
def test_longer_videos_get_more_frames_up_to_a_bound(seconds: float, frames: int) -> None:
    assert count_frames(seconds, 20) == frames


@given(st.text())
def test_any_text_is_read_as_subtitles(text: str) -> None:
    assert all(cue.start_s <= cue.end_s and cue.text for cue in read_subtitles(text))


@pytest.mark.parametrize(
    "text",
    [
        "WEBVTT\n\nNOTE x\n\nintro\n00:01.000 --> 00:02.000 align:start\n<v Ann>Hello &amp; welcome\n",
        "1\r\n00:00:01,000 --> 00:00:02,000\r\n{\\an8}<b>Hello</b> &amp; welcome\r\n\r\n",
        "\ufeff1\n00:00:01.000-->00:00:02.000\nHello & welcome",
    ],
)
def test_subtitles_of_each_form_say_the_same(text: str) -> None:
    assert read_subtitles(text) == [Stretch(start_s=1.0, end_s=2.0, text="Hello & welcome")]


def test_captions_that_roll_say_each_word_once() -> None:
    rolling = "\n\n".join(
        f"00:0{place}.000 --> 00:0{place + 1}.000\n{text}"
        for place, text in enumerate(["so we went", "so we went down to the sea", "so we went down to the sea"])
    )
    assert " ".join(cue.text for cue in read_subtitles(rolling)) == "so we went down to the sea"


def test_speech_is_gathered_up_to_a_pause() -> None:
    cues = [Stretch(start_s=at, end_s=at + 1, text=text) for at, text in ((0, "one"), (1, "two"), (10, "three"))]
    assert [(one.start_s, one.end_s, one.text) for one in gather_speech(cues)] == [(0, 2, "one two"), (10, 11, "three")]
