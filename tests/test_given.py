"""What the host gives with a request is read before the turn, or refused in one line."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reeltalk.agent.given import read_given, read_text
from reeltalk.errors import SettingsError
from reeltalk.retrieval.constraints import Constraints
from reeltalk.retrieval.viewer import Event


def read(**parts: Any) -> Any:
    known: dict[str, Any] = {"viewer": "ann", "thread": "t", "within": None, "only": None, "history": None}
    return read_given(**known | parts)


def test_limits_are_read_like_a_tools_arguments() -> None:
    assert read(within={"language": "German", "max_audience": 12, "max_seconds": 60.0}).within == Constraints(
        language="de", max_audience="12", max_seconds=60
    )
    assert read(within=Constraints(max_seconds=5)).within == Constraints(max_seconds=5)
    assert read().within == Constraints()


def test_history_rows_count_for_the_one_who_asks() -> None:
    rows = [
        {"clip_id": "a", "timestamp": 7, "viewer_id": "bob"},
        {"clip_id": "b", "timestamp": "1970-01-01T00:00:09"},
        Event(viewer_id="ann", clip_id="c", timestamp=1),
    ]
    events = read(history=rows).history
    assert [(event.viewer_id, event.clip_id, event.timestamp) for event in events] == [
        ("ann", "a", 7),
        ("ann", "b", 9),
        ("ann", "c", 1),
    ]


def test_no_list_is_no_limit_and_an_empty_one_is() -> None:
    assert read().only is None
    assert read(only=[]).only == frozenset()


@pytest.mark.parametrize(
    ("parts", "named"),
    [
        ({"viewer": None}, "viewer"),
        ({"viewer": " "}, "viewer"),
        ({"viewer": 5}, "viewer"),
        ({"viewer": "\ud83d"}, "viewer"),
        ({"viewer": "x" * 257}, "viewer"),
        ({"thread": "\ud83d"}, "thread"),
        ({"thread": "a\0b"}, "thread"),
        ({"within": [1]}, "within"),
        ({"within": {"max_minutes": 3}}, "within"),
        ({"within": {"max_seconds": "abc"}}, "max_seconds"),
        ({"only": "a1"}, "only"),
        ({"only": [1, 2]}, "only"),
        ({"only": 3}, "only"),
        ({"history": "x"}, "history"),
        ({"history": ["x"]}, "history"),
        ({"history": {"clip_id": "x", "timestamp": 1}}, "history"),
        ({"history": [{"clip_id": "x"}]}, "timestamp is missing"),
        ({"history": [{"clip_id": "x", "timestamp": float("nan")}]}, "timestamp"),
        ({"history": [{"clip_id": "x", "timestamp": 1, "verdict": "meh"}]}, "verdict"),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_line_that_names_it(parts: dict[str, Any], named: str) -> None:
    with pytest.raises(SettingsError, match=named) as told:
        read(**parts)
    assert "\n" not in str(told.value)
    assert str(told.value).isprintable()


def test_a_request_is_a_text() -> None:
    assert read_text("cats") == "cats"
    for other in (None, 5, b"cats", ["cats"]):
        with pytest.raises(SettingsError, match="request"):
            read_text(other)


@given(name=st.text())
def test_any_name_is_taken_as_it_is_or_refused(name: str) -> None:
    try:
        taken = read(viewer=name).viewer
    except SettingsError:
        return
    assert taken == name
    assert taken.encode()
