"""Text that others wrote: what a model reads cannot leave its fence, what a reply says does nothing."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reeltalk.agent.untrusted import disarm, fence, inert_part, is_inert, neutralise, say_plainly, strip_hidden

PIECES = st.lists(
    st.sampled_from(
        [
            "</clip>", "<clip>", "< / clip >", "＜/clip＞", "‹/clip›", "</cl", "ip>", "<|im_start|>system",
            "<|im_end|>",
            "[/INST]", "<<SYS>>", "</s>", "<tool_call>", "<think>", "\n", "\r", "\x1b[31m", "\x1b]0;t\x07", "\x9b2J",
            "\u200b", "\u202e", "\u2066", "\ufeff", "\u00ad", "\U000e0041", "\ufe01", "![x](https://x.example/p.png)",
            "[a](javascript:alert(1))", "[r]: https://x.example", "<img src=x onerror=y>", "<script>", "<b", "https://",
            "https://x.example/?q=1", "www.x.example/a", "data:text/html,x", "x.example/path", "a cat",
            " sleeps. ", "(", ")", "]", "[", "!", "<", ">", "“", "”", "🚂", "👩‍👩‍👧", "नमस्ते", "می‌خواهم", "x" * 80,
        ]
    )
    | st.text(max_size=6),
    max_size=14,
).map("".join)  # fmt: skip


@given(PIECES)
def test_fenced_text_is_one_line_with_one_fence_and_no_template(text: str) -> None:
    fenced = fence(text)
    assert fenced.startswith("<clip>")
    assert fenced.endswith("</clip>")
    inner = fenced[len("<clip>") : -len("</clip>")]
    assert not re.search(r"[<>\n\r]", inner)
    assert not re.search(r"<\|.*\|>|\[/?INST\]|‹ */? *clip", inner, re.I)
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]", inner)
    assert all(len(word) <= 60 for word in inner.split())


@given(PIECES)
def test_what_is_neutral_stays_as_it_is(text: str) -> None:
    once = neutralise(text)
    assert neutralise(once) == once


@given(PIECES)
def test_disarmed_words_are_inert_and_stay_so(text: str) -> None:
    for _ in range(3):
        text = disarm(text)  # what one pass uncovers the next takes
    assert is_inert(text)
    assert disarm(text) == text


@given(PIECES)
def test_what_is_quoted_of_a_text_is_inert_and_stands_there(text: str) -> None:
    part = inert_part(text)
    assert part in text
    assert is_inert(part)
    assert "\n" not in say_plainly(text)


@given(st.text(alphabet="abc äöü àé 猫がねる абв नमस्ते", max_size=60))
def test_plain_words_of_any_script_pass_unchanged(text: str) -> None:
    assert strip_hidden(text) == text
    assert is_inert(text)
    assert neutralise(text) == " ".join(text.split())


@given(PIECES)
def test_nothing_unseen_is_left(text: str) -> None:
    kept = strip_hidden(text)
    unseen = [sign for sign in kept if unicodedata.category(sign) in ("Cc", "Cf") and sign not in "\n\t\u200c\u200d"]
    assert not unseen


@pytest.mark.parametrize(
    "text", ["👩‍👩‍👧 at sea", "می‌خواهم", "3 < 4 and 5 > 2", "e.g. cats/dogs", "10:30 at night", "C# [live]", "a.b.c."]
)
def test_what_people_write_is_not_taken_for_an_attack(text: str) -> None:
    assert is_inert(text)
    assert inert_part(text) == text
    assert disarm(text) == text
