"""Goals of simulated viewers: conditions, checkers, drawing, words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from viewer_world import ROWS, make_world

from reeltalk.errors import CatalogError
from reeltalk.eval.goal_drawing import draw_goals
from reeltalk.eval.goals import LEVELS, SETTINGS, Setting, check_goal, dump_goal, load_goal
from reeltalk.eval.items import Item, read_items, read_rows
from reeltalk.eval.labels import SAMPLE, data_file, label_clips, read_labels
from reeltalk.eval.leaks import find_leak
from reeltalk.eval.personas import REGISTERS
from reeltalk.eval.predicates import Kind, Predicate, Solver, holds
from reeltalk.eval.questions import find_asked
from reeltalk.eval.speech import Speech

WORLD = make_world()


@pytest.mark.parametrize(
    ("kind", "value", "fits", "fails"),
    [
        ("max_seconds", 20, {"duration_s": 20.0}, {"duration_s": 20.5}),
        ("min_seconds", 20, {"duration_s": 20.0}, {"duration_s": 19.5}),
        ("language", "de", {"language": "DE"}, {"language": "en"}),
        ("category", "Pets", {"category": "pets"}, {"category": "petshop"}),
        ("creator", "Ann", {"creator": "ANN"}, {"creator": "Anna"}),
        ("year", 2024, {"published": "2024-12-31"}, {"published": "2025-01-01"}),
        ("since", 2024, {"published": "2024-01-01"}, {"published": "2023-12-31"}),
        ("before", 2024, {"published": "2023-12-31"}, {"published": "2024-01-01"}),
        ("age", 7, {"audience": "all"}, {"audience": "12"}),
    ],
)
def test_a_condition_holds_at_its_bound_and_not_beyond_or_without_the_field(
    kind: Kind, value: Any, fits: dict[str, Any], fails: dict[str, Any]
) -> None:
    def check(fields: dict[str, Any]) -> bool:
        item = read_items([{"id": "x", "title": "t", **fields}])["x"]
        return holds(Predicate(kind, value), item, WORLD)

    assert check(fits)
    assert not check(fails)
    assert not check({})


def test_a_thing_is_there_wherever_it_is_seen_and_a_mood_only_where_it_rules() -> None:
    label = WORLD.labels["cat"]
    world = replace(
        WORLD,
        labels={
            "cat": replace(label, main=frozenset({"clip-0"}), also=frozenset({"clip-1"})),
            "calm": replace(WORLD.labels["calm"], main=frozenset({"clip-0"}), also=frozenset({"clip-1"})),
        },
    )
    beside = world.items["clip-1"]
    assert holds(Predicate("about", "cat"), beside, world)
    assert not holds(Predicate("without", "cat"), beside, world)
    assert not holds(Predicate("about", "calm"), beside, world)
    assert holds(Predicate("without", "cat"), world.items["clip-2"], world)


def test_popular_is_the_top_fifth_and_a_gem_is_liked_and_little_viewed() -> None:
    views = {str(row["id"]): int(str(row["views"])) for row in ROWS}
    assert WORLD.popular == {name for name, count in views.items() if count >= 3200}
    assert WORLD.gems
    assert all(views[name] < 2000 for name in WORLD.gems)


@pytest.mark.parametrize("setting", SETTINGS)
def test_goals_have_solutions_or_none_on_purpose_and_are_the_same_for_a_seed(setting: Setting) -> None:
    history = [[{"clip_id": "clip-0", "timestamp": 1.0}, {"clip_id": "clip-5", "timestamp": 2.0}]]
    goals = draw_goals(WORLD, setting, 18, seed=3, histories=history)
    assert goals == draw_goals(WORLD, setting, 18, seed=3, histories=history)
    assert goals != draw_goals(WORLD, setting, 18, seed=4, histories=history)
    assert [goal.level for goal in goals] == [*LEVELS] * 6
    solver = Solver(WORLD)
    for goal in goals:
        check_goal(goal)
        for leg in goal.legs:
            assert leg.solutions == solver.solve(leg.predicates, goal.persona.seen)
            assert not leg.solutions & goal.persona.seen
        if setting == "none":
            every = goal.legs[0].predicates
            assert all(solver.solve([one for one in every if one != left], goal.persona.seen) for left in every)


def test_a_goal_survives_the_way_through_json_and_one_with_wrong_solutions_is_refused() -> None:
    goal = draw_goals(WORLD, "drift", 3, seed=1)[2]
    assert load_goal(dump_goal(goal)) == goal
    with pytest.raises(CatalogError, match="0 clips fit, not 1 to 20"):
        check_goal(replace(goal, legs=(replace(goal.legs[0], solutions=frozenset()),)))
    with pytest.raises(CatalogError, match="no goal"):
        load_goal({"id": "x"})


def test_a_catalog_that_tells_nothing_apart_yields_no_goals() -> None:
    shelf = label_clips([{"id": str(number), "title": "same"} for number in range(5)])
    with pytest.raises(CatalogError, match="no one goals can be drawn from these 5 clips"):
        draw_goals(shelf, "one", 3, seed=0)


def test_the_sample_library_is_labelled_by_hand_and_any_other_by_everyday_words() -> None:
    rows = read_rows(Path(__file__).parents[1] / "retrieval" / "sample" / "clips.jsonl")
    shelf = label_clips(rows)
    assert "boop" in shelf.labels["cat"].main
    labelled = frozenset().union(*(label.main for label in shelf.labels.values()))
    assert len(labelled) > 100
    other = label_clips([{"id": "1", "title": "Two kittens"}, {"id": "2", "title": "A cathedral"}])
    assert other.labels["cat"].main == {"1"}


def test_labels_that_name_no_clip_are_refused_with_their_line(tmp_path: Path) -> None:
    file = tmp_path / "labels.jsonl"
    file.write_text('{"label": "cat", "words": ["cats"], "main": ["nowhere"]}\n', encoding="utf-8")
    with pytest.raises(CatalogError, match="line 1: the catalog has no clip 'nowhere'"):
        read_labels(file, WORLD.items)
    assert read_rows(data_file(SAMPLE))


def test_each_thing_is_said_in_hundreds_of_ways_that_all_hold_its_value() -> None:
    cases = [
        (Predicate("max_seconds", 60), ("60 sec", "minute")),
        (Predicate("language", "es"), ("Spanish",)),
        (Predicate("without", "dog"), ("dog",)),
        (Predicate("about", "cat"), ("cat",)),
        (Predicate("before", 2024), ("2024",)),
    ]
    for predicate, marks in cases:
        said = {
            Speech(register, WORLD, Random(f"{register}{seed}")).request([predicate])
            for register in REGISTERS
            for seed in range(120)
        }
        assert len(said) > 200, predicate
        assert all(any(mark in text for mark in marks) for text in said), predicate


def test_an_utterance_leaks_by_id_and_by_title_but_not_by_what_the_viewer_may_say() -> None:
    item = Item("mochi-box", "The Mochi Castle Box")
    assert find_leak("do you have mochi box?", [item]) == "mochi box"
    assert find_leak("show the Mochi castle boxes", [item]) == "the mochi castle"
    assert find_leak("a castle for a cat", [item]) is None
    assert find_leak("cats with the sea", [Item("7", "Breathe with the Sea")], allowed="sea") is None
    assert find_leak("at most 7 minutes", [Item("7", "Breathe")]) is None


@pytest.mark.parametrize(
    ("question", "options", "kinds"),
    [
        ("How long may it be?", (), {"max_seconds", "min_seconds"}),
        ("Which would you rather have?", ("Up to 30 seconds", "At least 1 minute"), {"max_seconds", "min_seconds"}),
        ("Which one?", ("In German", "In Spanish"), {"language"}),
        ("Which would you rather have: cats or dogs?", ("cats", "dogs"), {"about"}),
        ("Shall I look again, up to 2 minutes instead of 1?", (), set()),
    ],
)
def test_a_question_is_understood_by_its_words_and_options(
    question: str, options: tuple[str, ...], kinds: set[str]
) -> None:
    assert find_asked(question, options, WORLD) == kinds
