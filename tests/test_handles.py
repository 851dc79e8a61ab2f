"""Handles: what a model writes for a clip becomes an id, or an error that says what to change."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reeltalk.agent.handles import resolve_handles
from reeltalk.errors import ToolInputError


def test_handles_count_on_from_the_picks_last_shown_to_this_turns_results() -> None:
    args = {"clips": ["1", 3, "#4"], "question": "how long?"}
    assert resolve_handles(args, ["a", "b"], ["c", "d"]) == {"clips": ["a", "c", "d"], "question": "how long?"}


def test_nought_is_the_clip_that_the_wish_is_like() -> None:
    assert resolve_handles({"clip": "0"}, ["a"], [], seed="z") == {"clip": "z"}
    with pytest.raises(ToolInputError, match="number from 1 to 1"):
        resolve_handles({"clip": "0"}, ["a"], [])


def test_an_id_is_no_handle_even_when_it_is_a_known_one() -> None:
    with pytest.raises(ToolInputError, match="number from 1 to 2"):
        resolve_handles({"clip": "a"}, ["a", "b"], [])


def test_a_handle_before_anything_was_shown_says_to_search_first() -> None:
    with pytest.raises(ToolInputError, match="search_clips first"):
        resolve_handles({"clip": "1"}, [], [])


@given(st.text(max_size=60), st.integers(0, 5))
def test_any_text_is_an_id_of_the_table_or_a_short_error(text: str, shown: int) -> None:
    table = [f"id{number}" for number in range(shown)]
    problem = ""
    try:
        assert resolve_handles({"clip": text}, table, [])["clip"] in table
    except ToolInputError as error:
        problem = str(error)
    assert len(problem) < 160
