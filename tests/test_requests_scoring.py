from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from reeltalk.agent.reply import Call, Reply, Usage
from reeltalk.errors import CatalogError
from reeltalk.eval.asking import run_conversations
from reeltalk.eval.report import render_requests, report_requests
from reeltalk.eval.requests import Conversation, Made, Turn, matches, read_conversations, score_turn
from reeltalk.eval.statistic import pass_power, share_of

TODAY = date(2026, 7, 15)
SEARCH = {"tool": "search_clips", "args": {"query": {"has": ["cat"]}}}


def score(expect: dict[str, Any], *made: Made, picks: tuple[str, ...] = (), asked: bool = False) -> tuple[bool, bool]:
    right, strict, _ = score_turn(expect, made, picks, TODAY, asked=asked)
    return right, strict


@pytest.mark.parametrize(
    ("match", "value", "fits"),
    [
        (60, 62, True),
        (60, 64, False),
        (True, True, True),
        (True, 1, False),
        ({"has": ["cat|kitten", "fun"]}, "Funny KITTEN", True),
        ({"has": ["cat"], "lacks": ["dog"]}, ["cats", "dogs"], False),
        ({"one_of": ["de"]}, "DE", True),
        ({"between": ["-33d", "-27d"]}, "2026-06-15", True),
        ({"between": ["-33d", "-27d"]}, "2026-07-01", False),
        ({"between": [42, 46]}, 45, True),
        ({"pick": -1}, "b", True),
        ({"pick": 1}, ["b", "a"], True),
        ({"absent": True}, [], True),
        ({"absent": True}, 3, False),
        ({"lacks": ["dog"]}, None, False),
    ],
)
def test_each_kind_of_match_holds_what_the_format_says(match: Any, value: Any, fits: bool) -> None:
    assert matches(match, value, ("a", "b"), TODAY) is fits


def test_a_constraint_that_nobody_asked_for_is_loose_but_a_limit_is_not() -> None:
    assert score({"call": SEARCH}, Made("search_clips", {"query": "cats", "limit": 3})) == (True, True)
    assert score({"call": SEARCH}, Made("search_clips", {"query": "cats", "language": "de"})) == (True, False)


def test_a_change_of_state_beyond_what_is_expected_is_wrong() -> None:
    made = Made("search_clips", {"query": "cats"})
    assert score({"call": SEARCH}, made, Made("remember", {"text": "cats"})) == (False, False)
    assert score({"call": SEARCH}, made, Made("rerank_clips", {})) == (True, True)


def test_one_further_call_for_clips_is_allowed_and_two_are_not() -> None:
    made, more = Made("search_clips", {"query": "cats"}), Made("search_clips", {"query": "dogs"})
    assert score({"call": SEARCH}, made, more) == (True, True)
    assert score({"call": SEARCH}, made, more, more) == (False, False)


def test_one_call_satisfies_one_expectation_only() -> None:
    like = {"tool": "rate_clip", "args": {"verdict": {"one_of": ["like"]}}}
    one = Made("rate_clip", {"clip": "a", "verdict": "like"})
    assert score({"all_of": [like, like]}, one) == (False, False)
    assert score({"all_of": [like, like]}, one, Made("rate_clip", {"clip": "b", "verdict": "like"})) == (True, True)


def test_picks_may_be_met_by_several_calls() -> None:
    expect = {"call": {"tool": "rate_clip", "args": {"clip": {"picks": [1, 2]}}}}
    made = [Made("rate_clip", {"clip": one, "verdict": "like"}) for one in ("a", "b")]
    assert score(expect, *made, picks=("a", "b")) == (True, True)
    assert score(expect, made[0], picks=("a", "b")) == (False, False)


def test_none_forbids_even_a_failed_call() -> None:
    assert score({"none": True}) == (True, True)
    assert score({"none": True}, Made("search_clips", {}, ok=False)) == (False, False)


def test_a_question_in_the_reply_counts_as_asking() -> None:
    assert score({"asks": True}, asked=True) == (True, True)
    assert score({"asks": True}) == (False, False)


def test_a_tool_that_must_not_be_called_makes_the_turn_wrong() -> None:
    made = (Made("search_clips", {"query": "cats"}), Made("browse_catalog", {}))
    assert score({"call": SEARCH, "never": ["browse_catalog"]}, *made) == (False, False)


def test_wilson_and_pass_power_give_the_textbook_values() -> None:
    share = share_of([True] * 8 + [False] * 2)
    assert (share.low, share.high) == (0.4902, 0.9433)
    assert pass_power([(3, 3), (1, 3)], 2) == 0.5


def test_a_line_that_is_no_conversation_is_named(tmp_path: Path) -> None:
    file = tmp_path / "set.jsonl"
    file.write_text(json.dumps({"id": "a", "turns": [{"say": "cats"}]}))
    with pytest.raises(CatalogError, match="line 1"):
        read_conversations(file)


class Parrot:
    """Always searches for what was said."""

    def ask(self, text: str, *, viewer: str = "local", thread: str | None = None) -> Reply:
        call = Call(tool="search_clips", args={"query": text}, ok=True)
        used = Usage(model_calls=1, input_tokens=1000, output_tokens=10)
        return Reply(text="", calls=[call], thread=thread or "t", viewer=viewer, model="parrot", usage=used)


def test_a_run_is_reported_with_wrong_and_unscorable_turns() -> None:
    turns = (
        Turn("cats", {"call": SEARCH}),
        Turn("hello", {"none": True}),
        Turn("more like 1", {"call": {"tool": "similar_clips", "args": {"clip": {"pick": 1}}}}),
    )
    results = run_conversations(Parrot(), [Conversation("c", ("topic",), turns)], TODAY, runs=2)
    report = report_requests(results, today=TODAY, model="parrot", price=(2.0, 10.0))
    assert (report["turns"]["n"], report["turns"]["mean"]) == (4, 0.5)
    assert (len(report["wrong"]), len(report["unscorable"]), report["pass_k"]["2"]) == (2, 2, 0.0)
    assert report["tokens"] == {"input": 6000, "output": 60, "cost": pytest.approx(0.0126)}
    assert json.loads(json.dumps(report)) == report
    assert render_requests(report) is not None
