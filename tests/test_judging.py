"""Judges and viewers that are models, against a real server; reasons' quotes; dialogues; the simulator's own checks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from model_server import serving
from viewer_world import ROWS, make_world

from reeltalk import Catalog, Clip
from reeltalk.errors import CatalogError, SettingsError
from reeltalk.eval.answers import Answer, Shown
from reeltalk.eval.dialogues import read_dialogues, run_dialogues
from reeltalk.eval.goal_drawing import draw_goals
from reeltalk.eval.goals import Leg
from reeltalk.eval.judge import (
    EmbeddingJudge,
    Judged,
    ModelJudge,
    Pair,
    draw_pairs,
    judge_pair,
    read_pairs,
    summarise_judged,
)
from reeltalk.eval.looks import Look, PickLook
from reeltalk.eval.model_client import ModelClient, ModelError, open_model
from reeltalk.eval.model_viewer import ModelViewer
from reeltalk.eval.predicates import Predicate
from reeltalk.eval.profiles import PARTS, Profile, count_profile, distil_profile
from reeltalk.eval.reviewer import review_by_rules
from reeltalk.eval.rule_viewer import RuleViewer
from reeltalk.eval.support import read_claims, summarise_claims
from reeltalk.eval.validation import compare_words, diverge, react_to_bad_agents, tell_apart
from reeltalk.retrieval.hashing import HashingEncoder

WORLD = make_world()
BY_ID: dict[str, dict[str, Any]] = {str(row["id"]): row for row in ROWS}


def say(**fields: Any) -> dict[str, Any]:
    return {"content": json.dumps(fields)}


def test_an_answer_that_is_no_json_is_asked_for_again_and_given_up_in_the_end() -> None:
    with serving({"content": "I think…"}, {"content": 'Sure: {"fit": 4}'}) as server:
        assert ModelClient(server.url, "m").ask("s", "u", ("fit",)) == {"fit": 4}
    assert "Answer with one JSON object that has fit" in server.prompts()[1]
    with serving(*[{"content": "no"}] * 3) as server, pytest.raises(ModelError, match="no JSON object with fit"):
        ModelClient(server.url, "m").ask("s", "u", ("fit",))
    with serving(500) as server, pytest.raises(ModelError, match="500"):
        ModelClient(server.url, "m").ask("s", "u", ("fit",))
    with pytest.raises(SettingsError, match="name a model and its server"):
        open_model(None, None, None)


def test_a_profile_is_distilled_from_what_was_watched_by_a_model_or_by_counting() -> None:
    clips = [BY_ID[f"clip-{number}"] for number in (0, 2, 4, 1)]
    with serving(say(**dict.fromkeys(PARTS, "trains"))) as server:
        assert distil_profile(clips, ModelClient(server.url, "m")) == Profile(*["trains"] * 4)
    assert "Purring 0" in server.prompts()[0]
    counted = count_profile(clips)
    assert "pets (3)" in counted.interests
    assert "75% of what they watched is pets" in counted.depth


PAIR = Pair("ann", ("clip-0", "clip-4"), "clip-8", "clip-1", "a")
PROFILE = Profile("cats", "short", "deep", "little")


def judge(*betters: str) -> Judged:
    answers = [say(better=name, rationale="because") for name in betters] + [say(fit=5), say(fit="2")]
    with serving(*answers) as server:
        model = ModelJudge(ModelClient(server.url, "m"))
        return judge_pair(PAIR, PROFILE, BY_ID, model, EmbeddingJudge(HashingEncoder(), BY_ID))


def test_a_verdict_that_turns_with_the_order_is_a_tie_and_shows_a_liking_for_a_place() -> None:
    steady = judge("A", "A", "B")
    assert (steady.verdict, steady.first, steady.swapped, steady.fits) == ("a", "a", "a", (5, 2))
    biased = judge("A", "A", "A")
    assert (biased.verdict, biased.first, biased.swapped) == ("tie", "a", "b")
    report = summarise_judged([steady, biased])
    assert report["first_place_preferred"]["mean"] == 0.75
    assert report["same_in_both_orders"]["mean"] == 0.5
    assert report["self_agreement"]["mean"] == 1.0
    assert report["agreement_with_labels"]["model, both orders"]["mean"] == 0.5
    assert report["agreement_with_labels"]["model, pointwise"]["mean"] == 1.0
    assert report["agreement_with_labels"]["majority guess"]["mean"] == 1.0
    assert judge("A", "B", "B").again == "b"


def test_the_embedding_judge_prefers_what_is_like_the_history() -> None:
    other = EmbeddingJudge(HashingEncoder(), BY_ID)
    assert other.prefer(PAIR) == "a"
    assert other.prefer(Pair("ann", PAIR.history, "clip-1", "clip-8")) == "b"
    assert other.prefer(Pair("ann", PAIR.history, "clip-8", "clip-8")) == "tie"


def test_pairs_are_drawn_from_what_people_watched_and_read_with_their_labels(tmp_path: Path) -> None:
    histories = {f"v{n}": [f"clip-{(n + step) % 40}" for step in range(6)] for n in range(8)}
    pairs = draw_pairs(histories, 5, seed=1)
    assert pairs == draw_pairs(histories, 5, seed=1)
    for pair in pairs:
        chosen, other = (pair.a, pair.b) if pair.label == "a" else (pair.b, pair.a)
        assert chosen == histories[pair.viewer][-1]
        assert other not in histories[pair.viewer]
        assert chosen not in pair.history
    file = tmp_path / "pairs.jsonl"
    file.write_text('{"viewer": "v1", "a": "clip-1", "b": "clip-2", "label": "b"}\n', encoding="utf-8")
    assert read_pairs(file, histories)[0].history == tuple(histories["v1"])
    file.write_text('{"viewer": "v1", "a": "clip-1", "b": "clip-2", "label": "maybe"}\n', encoding="utf-8")
    with pytest.raises(CatalogError, match="line 1"):
        read_pairs(file, histories)


GOAL = draw_goals(WORLD, "several", 2, seed=5)[1]


def hold(*answers: dict[str, Any] | int, reviews: bool = False) -> tuple[str | None, ModelViewer]:
    with serving(*answers) as server:
        viewer = ModelViewer(GOAL, WORLD, ModelClient(server.url, "m", retries=0), reviews=reviews)
        text = viewer.begin().text
    for prompt in server.prompts():
        assert not any(name in prompt for name in GOAL.legs[0].solutions)
    return text, viewer


def test_a_model_finds_the_viewers_words_and_code_decides_what_is_taken() -> None:
    with serving(say(say="got any of those?"), say(say="not quite, others?")) as server:
        viewer = ModelViewer(GOAL, WORLD, ModelClient(server.url, "m"), reviews=False)
        assert viewer.begin().text == "got any of those?"
        broken = (GOAL.legs[0].predicates[0],)
        assert viewer.react(Look("Here.", (PickLook(broken),))).text == "not quite, others?"
        taken = viewer.react(Look("Here.", (PickLook(()),)))
        assert (taken.text, taken.end, taken.accepted) == (None, "accepted", 0)


def test_words_that_the_reviewer_rejects_twice_are_replaced_and_counted() -> None:
    rules = RuleViewer(GOAL, WORLD).begin().text
    text, viewer = hold(say(say="Here are some clips for you"), say(say="As an AI I like cats"))
    assert text == rules
    assert viewer.errors == ["speaks as the assistant", "speaks as the assistant"]
    text, viewer = hold(say(say="Here are some clips"), say(say="something nice"))
    assert (text, len(viewer.errors)) == ("something nice", 1)
    text, viewer = hold(say(say="dogs"), say(consistent=False, why="never wanted"), 500, reviews=True)
    assert text == rules
    assert viewer.errors[0] == "never wanted"


def test_the_reviewer_finds_what_a_viewer_must_not_say() -> None:
    leg = Leg((Predicate("about", "cat"), Predicate("language", "de", "hidden")), frozenset())
    assert review_by_rules("a cat please", leg, WORLD).passes
    assert review_by_rules("a cat in German", leg, WORLD).errors == ("tells the hidden condition language=de",)
    assert review_by_rules("cats in Spanish", leg, WORLD).errors == ("wants spanish, which is not its wish",)
    assert review_by_rules(" ", leg, WORLD).errors == ("says nothing",)
    assert not review_by_rules("cat " * 80, leg, WORLD).passes


def test_reasons_are_held_against_the_clips_own_words() -> None:
    rows = {"c": {"id": "c", "title": "River", "description": "A calm river runs past\n willows.", "duration_s": 4.0}}
    good = Shown(
        "c",
        reason="It says “a calm river”.",
        evidence=({"kind": "description", "text": "calm river runs past willows"},),
    )
    bad = Shown("c", reason="It shows “a wild horse”.", evidence=({"kind": "metadata", "text": "Ocean"},))
    taste = Shown("c", reason="You like rivers.", evidence=({"kind": "preference", "text": "rivers"},))
    bare = Shown("c", reason="You will love it.")
    claims = read_claims(Answer("", (good, bad, taste, bare)), rows)
    assert [(claim.kind, claim.supported) for claim in claims] == [
        ("description", True),
        ("quote", False),
        ("metadata", False),
        ("quote", False),
        ("preference", None),
        ("none", False),
    ]
    report = summarise_claims(claims)
    assert (report["claims"], report["not_told_by_code"], report["supported"]["n"]) == (6, 1, 5)


def test_recall_at_dialogue_turns_leaves_out_what_was_mentioned(tmp_path: Path) -> None:
    file = tmp_path / "dialogues.jsonl"
    rows = [
        {"dialogue": "1", "context": ["hi", "steam trains?"], "relevant": ["train", "boat"], "mentioned": ["boat"]},
        {"dialogue": "1", "context": ["more"], "relevant": ["boat"], "mentioned": ["boat"]},
        {"dialogue": "2", "context": ["a boat on water"], "relevant": ["boat"], "mentioned": []},
    ]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    names = {"train": "A steam train", "boat": "A boat on the water", "cat": "A cat"}
    with Catalog.open(tmp_path / "home", encoder=HashingEncoder()) as catalog:
        catalog.add([Clip(id=name, title=title) for name, title in names.items()])
        turns = read_dialogues(file, frozenset(names))
        assert [turn.wanted for turn in turns] == [{"train"}, {"boat"}]
        report = run_dialogues(catalog, turns, None, seed=0)
    assert (report["turns"], report["dialogues"]) == (2, 2)
    assert report["systems"]["dense, whole dialogue"]["R@1"]["mean"] == 1.0
    assert report["systems"]["BM25 of the last utterance"]["R@1"]["mean"] == 1.0
    with pytest.raises(CatalogError, match="'boat' is none of the catalog's clips"):
        read_dialogues(file, frozenset({"train", "cat"}))


def test_a_viewer_takes_nothing_from_an_obedient_agent_that_shuns_the_subject() -> None:
    goals = draw_goals(WORLD, "several", 30, seed=1)
    report = react_to_bad_agents(goals, WORLD, seed=0)
    assert report["obedient but irrelevant"]["n"] > 10
    assert report["obedient but irrelevant"]["mean"] == 0.0
    assert report["random clips"]["mean"] < 1.0


def test_words_alike_are_not_told_apart_and_others_are() -> None:
    random = np.random.default_rng(0)
    words = ["cat", "dog", "video", "please", "some", "show", "me", "nice"]
    one, two = ([" ".join(random.choice(words, 6)) for _ in range(60)] for _ in range(2))
    other = [" ".join(random.choice(["zebra", "quilt", "spoon"], 6)) for _ in range(60)]
    assert tell_apart(one, two, 0) < 0.75
    assert tell_apart(one, other, 0) > 0.99
    assert diverge(one, one) == 0.0
    assert diverge(one, other) == pytest.approx(1.0)
    assert compare_words(one, two, 0)["simulated"]["mean words"] == 6.0
