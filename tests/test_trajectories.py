"""Trajectories of tool calls against a gold set, and gold sets recorded from conversations."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from viewer_world import Scripted

from reeltalk import Agent, Catalog, Clip
from reeltalk.errors import CatalogError
from reeltalk.eval.answers import Answer
from reeltalk.eval.recording import record_threads
from reeltalk.eval.trajectories import GoldCall, match_calls, read_gold, score_trajectories
from reeltalk.retrieval.hashing import HashingEncoder

CATS = GoldCall("search_clips", {"query": "funny cats", "max_seconds": 60})
LIKE = GoldCall("rate_clip", {"clip": "c1", "verdict": "like"})


def made(call: GoldCall, **more: Any) -> dict[str, Any]:
    return {"tool": call.tool, "args": {**call.args, **more}, "ok": True}


def test_order_and_further_calls_part_the_four_ways_to_match() -> None:
    ways = {
        "same": [made(CATS), made(LIKE)],
        "turned": [made(LIKE), made(CATS)],
        "less": [made(LIKE)],
        "more": [made(CATS), made(LIKE), made(LIKE)],
    }
    found = {name: match_calls([CATS, LIKE], calls) for name, calls in ways.items()}
    table = {name: (one.strict, one.unordered, one.subset, one.superset) for name, one in found.items()}
    assert table == {
        "same": (True, True, True, True),
        "turned": (False, True, True, True),
        "less": (False, False, True, False),
        "more": (False, False, False, True),
    }
    assert found["less"].credit == 0.5
    assert found["more"].credit == pytest.approx(2 / 3)


def test_one_call_serves_one_expectation_and_each_goes_to_the_call_most_like_it() -> None:
    dogs = GoldCall("search_clips", {"query": "dogs"})
    matched = match_calls([CATS, dogs], [made(dogs), made(CATS)])
    assert (matched.unordered, matched.credit) == (True, 1.0)
    once = match_calls([CATS, CATS], [made(CATS)])
    assert (once.superset, once.credit) == (False, 0.5)


def test_arguments_are_counted_one_by_one() -> None:
    matched = match_calls([CATS], [made(CATS, max_seconds=90, language="de")])
    assert (matched.right, matched.made, matched.expected) == (1, 3, 2)
    assert matched.credit == pytest.approx(0.5 + 0.5 * 2 * 1 / 5)
    assert match_calls([CATS], [made(CATS, query="Funny cat")]).strict


def test_a_call_that_failed_first_is_not_valid_at_first_try() -> None:
    failed = {"tool": "search_clips", "args": {"query": ""}, "ok": False}
    matched = match_calls([CATS], [failed, made(CATS)])
    assert (matched.strict, matched.valid) == (True, False)


def test_turns_where_no_call_or_a_question_is_due_are_scored_apart(tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    turns = [
        {"say": "funny cats", "calls": [{"tool": "search_clips", "args": {"query": "funny cats"}}]},
        {"say": "thanks!", "calls": []},
        {"say": "a clip", "calls": [], "case": "missing"},
    ]
    file.write_text(json.dumps({"thread": "t", "turns": turns}) + "\n", encoding="utf-8")
    agent = Scripted(
        [
            Answer("Here.", calls=({"tool": "search_clips", "args": {"query": "funny cat"}, "ok": True},)),
            Answer("You are welcome.", calls=({"tool": "search_clips", "args": {}, "ok": True},)),
            Answer("What about?", question="What about?"),
        ]
    )
    report = score_trajectories(agent, read_gold(file))
    assert (report["strict"]["mean"], report["strict"]["n"]) == (1.0, 1)
    assert report["no_call_where_none_is_due"]["mean"] == 0.0
    assert report["asks_where_too_little_was_said"]["mean"] == 1.0
    assert report["argument_precision"] == 1.0
    assert len({ask.thread for ask in agent.asked}) == 1
    assert agent.asked[1].messages[0] == ("user", "funny cats")


def test_a_gold_file_that_is_none_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text('{"thread": "t", "turns": [{"say": "x"}]}\n', encoding="utf-8")
    with pytest.raises(CatalogError, match="line 1"):
        read_gold(file)


def test_conversations_become_a_gold_set_without_their_viewers_names(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with Catalog.open(home, encoder=HashingEncoder()) as catalog:
        catalog.add([Clip(id=f"c{n}", title=f"Steam train {n}", description="A train passes.") for n in range(3)])
        with Agent(catalog) as agent:
            agent.ask("steam trains for Bernadette", viewer="bernadette", thread="secret")
            agent.ask("under a minute", viewer="bernadette", thread="secret")
    out = tmp_path / "gold.jsonl"
    assert record_threads(home, out) == 2
    text = out.read_text(encoding="utf-8")
    assert "ernadette" not in text
    assert "secret" not in text
    (thread,) = read_gold(out)
    assert [turn.say for turn in thread] == ["steam trains for someone", "under a minute"]
    assert thread[1].calls[0].args["max_seconds"] == 60


def test_a_home_without_conversations_has_nothing_to_record(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="holds no conversations yet"):
        record_threads(tmp_path, tmp_path / "gold.jsonl")
