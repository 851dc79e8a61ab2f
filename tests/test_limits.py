from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reeltalk.agent.context import Shown, TurnContext
from reeltalk.agent.dates import read_dates
from reeltalk.agent.drops import read_drop
from reeltalk.agent.languages import find_language
from reeltalk.agent.limits import LIMIT_LABELS, read_limit
from reeltalk.agent.names import Names
from reeltalk.agent.reply import Wish

TODAY = date(2026, 7, 15)
NAMES = Names(("Ocean Lab", "Tasty"), ("music", "how-to & style"), ("diy", "slow motion"))
SHOWN = [Shown(handle=str(rank), title=f"Clip {rank}", duration_s=100.0 * rank) for rank in range(1, 6)]


def read(label: str, words: str, **wish: Any) -> dict[str, Any]:
    context = TurnContext(today=TODAY, wish=Wish(tool="search_clips", args=wish), shown=SHOWN if wish else [])
    return read_limit(label, words, context, NAMES)


@pytest.mark.parametrize(
    ("label", "words", "limits"),
    [
        ("max", "under a minute", {"max_seconds": 60}),
        ("max", "a minute and a half at the very most", {"max_seconds": 90}),
        ("max", "nothing over a quarter of an hour", {"max_seconds": 900}),
        ("max", "<45s", {"max_seconds": 45}),
        ("max", "3:30", {"max_seconds": 210}),
        ("max", "four minutes and thirty seconds", {"max_seconds": 270}),
        ("max", "half an hour an episode", {"max_seconds": 1800}),
        ("min", "at least forty minutes", {"min_seconds": 2400}),
        ("min", "1 hr+", {"min_seconds": 3600}),
        ("range", "between 4 and 8 minutes", {"min_seconds": 240, "max_seconds": 480}),
        ("range", "60-180 s", {"min_seconds": 60, "max_seconds": 180}),
        ("range", "half a minute to a minute", {"min_seconds": 30, "max_seconds": 60}),
        ("around", "15ish minutes", {"min_seconds": 675, "max_seconds": 1125}),
        ("max", "1m30 max", {"max_seconds": 90}),
        ("max", "under 2 1/2 minutes", {"max_seconds": 150}),
        ("max", "two mins fifteen", {"max_seconds": 135}),
        ("max", "can't take longer than 15 seconds", {"max_seconds": 15}),
        ("min", "shouldn't be under five minutes", {"min_seconds": 300}),
        ("range", "between a minute ten and a minute forty", {"min_seconds": 70, "max_seconds": 100}),
        ("range", "between a minute and a half and two minutes", {"min_seconds": 90, "max_seconds": 120}),
        ("range", "90 seconds to 2 minutes 30", {"min_seconds": 90, "max_seconds": 150}),
        ("range", "two or three minutes", {"min_seconds": 120, "max_seconds": 180}),
    ],
)
def test_a_length_in_words_or_digits_becomes_seconds(label: str, words: str, limits: dict[str, int]) -> None:
    assert read(label, words) == limits


def test_a_bare_number_has_the_unit_of_the_request_before() -> None:
    context = TurnContext(today=TODAY, previous="clips of 40 seconds at most")
    assert read_limit("max", "make it thirty", context, NAMES) == {"max_seconds": 30}
    assert read("max", "fifteen") == {"max_seconds": 900}


def test_a_bare_number_has_the_unit_that_brings_it_near_the_limit_in_force() -> None:
    assert read("max", "make that 40", max_seconds=60) == {"max_seconds": 40}
    assert read("max", "make that 4", max_seconds=120) == {"max_seconds": 240}


def test_a_limit_in_force_is_moved_by_a_length() -> None:
    assert read("max", "another minute", max_seconds=60) == {"max_seconds": 120}
    assert read("max", "thirty seconds less", max_seconds=60) == {"max_seconds": 30}
    assert read("max", "a minute or less", max_seconds=30) == {"max_seconds": 60}


@pytest.mark.parametrize(
    ("words", "limit"),
    [
        ("half a dozen", 6), ("a half dozen", 6), ("two dozen", 24), ("a trio", 3), ("two or three", 3),
        ("your single best", 1), ("no more than four", 4), ("two more than that", 7), ("twice as many", 10),
    ],
)  # fmt: skip
def test_a_count_in_words_becomes_a_number(words: str, limit: int) -> None:
    assert read("count", words) == {"limit": limit}


def test_shorter_and_longer_go_by_what_was_shown() -> None:
    assert read("shorter", "shorter", query="cats") == {"max_seconds": 300}
    assert read("longer", "longer", query="cats") == {"min_seconds": 300}
    assert read("shorter", "short") == {"max_seconds": 180}
    assert read("max", "double that", query="cats", max_seconds=60) == {"max_seconds": 120}


@pytest.mark.parametrize(
    ("side", "words", "first", "end"),
    [
        ("after", "since March", "2026-03-01", None),
        ("after", "newer than 2019", "2020-01-01", None),
        ("after", "no older than 2021", "2021-01-01", None),
        ("after", "from 2020 on", "2020-01-01", None),
        ("before", "before 2015", None, "2015-01-01"),
        ("before", "nothing newer than 2021", None, "2022-01-01"),
        ("before", "older than ten years", None, "2016-07-15"),
        ("before", "pre covid", None, "2020-03-01"),
        ("during", "from 2024", "2024-01-01", "2025-01-01"),
        ("during", "last fortnight", "2026-07-01", None),
        ("during", "in the past 24 hours", "2026-07-14", None),
        ("during", "summer 2024", "2024-06-01", "2024-09-01"),
        ("during", "between April and June 2025", "2025-04-01", "2025-07-01"),
        ("during", "winter before last", "2024-12-01", "2025-03-01"),
        ("during", "in the nineties", "1990-01-01", "2000-01-01"),
        ("during", "15/06/2025", "2025-06-15", "2025-06-16"),
        ("during", "uploaded in Q1 this year", "2026-01-01", "2026-04-01"),
        ("during", "the third quarter of 2024", "2024-07-01", "2024-10-01"),
        ("during", "the first half of 2023", "2023-01-01", "2023-07-01"),
        ("during", "second half of last year", "2025-07-01", "2026-01-01"),
        ("during", "early 2024", "2024-01-01", "2024-05-01"),
        ("during", "in '23", "2023-01-01", "2024-01-01"),
        ("during", "the year before last", "2024-01-01", "2025-01-01"),
        ("during", "05/2025", "2025-05-01", "2025-06-01"),
        ("during", "the week of May 4th", "2026-05-04", "2026-05-11"),
        ("during", "from 2024 on", "2024-01-01", None),
        ("during", "year to date", "2026-01-01", None),
        ("after", "since the start of the year", "2026-01-01", None),
    ],
)
def test_a_time_in_words_becomes_days(side: Any, words: str, first: str | None, end: str | None) -> None:
    found = read_dates(side, words, TODAY)
    assert (found.get("published_after"), found.get("published_before")) == (first, end)


@pytest.mark.parametrize(
    ("label", "words", "limits"),
    [
        ("after", "from earlier than 2024", {"published_before": "2024-01-01"}),
        ("after", "nothing pre-2020", {"published_after": "2020-01-01"}),
        ("before", "nothing newer than 2021", {"published_before": "2022-01-01"}),
    ],
)
def test_words_that_leave_no_doubt_give_the_side(label: str, words: str, limits: dict[str, str]) -> None:
    assert read(label, words) == limits


def test_the_year_after_starts_from_the_year_in_force() -> None:
    found = read("during", "the year after", query="x", published_after="2023-01-01", published_before="2024-01-01")
    assert found == {"published_after": "2024-01-01", "published_before": "2024-12-31"}


@pytest.mark.parametrize(
    ("words", "code"),
    [("in Portuguese", "pt"), ("auf koreanisch", "ko"), ("pt-br", "pt"), ("日本語", "ja"), ("Rome", None)],
)
def test_a_language_is_known_by_its_names(words: str, code: str | None) -> None:
    assert find_language(words) == code


@pytest.mark.parametrize(
    ("label", "words", "limits"),
    [
        ("creator", "ocean lab", {"creator": "Ocean Lab"}),
        ("category", "Music category", {"category": "music"}),
        ("tag", "slow-motion", {"tags": ["slow motion"]}),
        ("popular", "most viewed", {"popularity": "popular", "sort": "popular"}),
        ("gem", "hardly anyone has seen", {"popularity": "hidden_gem"}),
        ("count", "half a dozen", {"limit": 6}),
        ("count", "just the one", {"limit": 1}),
        ("unseen", "i haven't watched yet", {"unseen_only": True}),
        ("audience", "suitable for a seven year old", {"max_audience": "7"}),
        ("audience", "ok for under 12s", {"max_audience": "7"}),
        ("audience", "rated 12 or under", {"max_audience": "12"}),
    ],
)
def test_other_constraints_take_the_catalogs_own_names_and_values(
    label: str, words: str, limits: dict[str, Any]
) -> None:
    assert read(label, words) == limits


def test_what_is_dropped_is_a_limit_an_exclusion_or_words_of_the_query() -> None:
    wish = {"query": "football for kids", "max_seconds": 60, "exclude": ["dogs"], "language": "es"}
    context = TurnContext(today=TODAY, wish=Wish(tool="search_clips", args=wish))
    assert read_drop("the time limit", context) == ({"max_seconds": None}, [], None)
    assert read_drop("in Spanish", context) == ({"language": None}, [], None)
    assert read_drop("dogs are ok", context) == ({}, ["dogs"], None)
    assert read_drop("the kids bit", context) == ({}, [], "football")


@given(label=st.sampled_from(sorted(LIMIT_LABELS)), words=st.text(max_size=60))
def test_any_words_give_values_or_nothing(label: str, words: str) -> None:
    assert isinstance(read(label, words), dict)
