"""Text that others wrote can neither move a terminal's cursor nor colour it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reeltalk.ui.lines import plain, plain_line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[2Jb", "ab"),
        ("\x1b[1;31mred\x1b[0m", "red"),
        ("\x1b]0;a new title\x07text", "text"),
        ("\x1b]8;;http://example.org\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1bPq#0;2;0;0;0\x1b\\after", "after"),
        ("unfinished \x1b]52;c;Zm9v", "unfinished "),
        ("\x9b31mold", "old"),
        ("back\b\b\bspace\x07", "backspace"),
        ("over\u202etype", "overtype"),
        ("first\r\nsecond\tthird", "first\nsecond\tthird"),
        ("مرحبا 🎬", "مرحبا 🎬"),
    ],
)
def test_control_sequences_go_and_text_stays(text: str, shown: str) -> None:
    assert plain(text) == shown


@given(st.text(st.one_of(st.characters(), st.sampled_from("\x1b[]m;\x07\\\x9b\x9c0"))))
def test_nothing_that_a_terminal_acts_on_is_left(text: str) -> None:
    assert {unicodedata.category(sign) for sign in plain(text) if sign not in "\n\t"} & {"Cc", "Cs"} == set()


@given(st.text())
def test_a_line_is_one_line(text: str) -> None:
    assert len(plain_line(text).splitlines()) <= 1
