"""Conversations of simulated viewers: what they accept, reject and say, and the records of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from viewer_world import Scripted, make_world, show

from reeltalk.errors import CatalogError
from reeltalk.eval.answers import Answer, AnswerError, Answering, Ask, Shown, read_answer
from reeltalk.eval.campaign import EPISODES, Results, read_episodes, run_campaign
from reeltalk.eval.comparison import compare_runs, comparison_lines
from reeltalk.eval.episode import Conversation, Episode, dump_episode, load_episode
from reeltalk.eval.goal_drawing import draw_goals
from reeltalk.eval.goals import Goal, Leg, Setting
from reeltalk.eval.honesty import admits
from reeltalk.eval.personas import Persona
from reeltalk.eval.predicates import Predicate, Solver, Telling
from reeltalk.eval.rule_viewer import RuleViewer
from reeltalk.eval.viewer_metrics import summarise
from reeltalk.eval.viewer_report import render_report

WORLD = make_world()
SOLVER = Solver(WORLD)


def wanting(*kinds: tuple[str, str | int, Telling], setting: Setting = "several", **persona: object) -> Goal:
    predicates = tuple(Predicate(kind, value, telling) for kind, value, telling in kinds)  # type: ignore[arg-type]
    who = replace(Persona(), **persona)  # type: ignore[arg-type]
    leg = Leg(predicates, SOLVER.solve(predicates, who.seen))
    return Goal(f"{setting}-001", setting, "easy", (leg,), who, 7)


def talk(goal: Goal, *answers: Answer, trial: int = 0) -> tuple[Episode, Scripted]:
    agent = Scripted(list(answers))
    conversation = Conversation(agent, goal, WORLD, SOLVER.solve)
    return conversation.run("agent", RuleViewer(goal, WORLD, trial), trial), agent


CATS = wanting(("about", "cat", "volunteer"), ("language", "de", "on_ask"))
GERMAN_CAT = min(CATS.legs[0].solutions)
ENGLISH_CAT = "clip-0"


def test_a_pick_that_meets_everything_is_taken_at_once() -> None:
    episode, agent = talk(CATS, show("clip-1", GERMAN_CAT))
    assert (episode.success, episode.turns, episode.end) == (True, 1, "accepted")
    assert "cat" in agent.asked[0].text
    assert [pick.broken for pick in episode.rounds[0].picks] == [("about=cat",), ()]
    assert [pick.solves for pick in episode.rounds[0].picks] == [False, True]


def test_a_list_that_breaks_an_unsaid_condition_is_rejected_and_the_condition_said() -> None:
    episode, agent = talk(CATS, show(ENGLISH_CAT), show(GERMAN_CAT))
    assert (episode.success, episode.turns) == (True, 2)
    assert "German" in agent.asked[1].text
    assert episode.rounds[0].stated == ("about=cat",)
    assert episode.rounds[1].stated == ("about=cat", "language=de")


def test_a_viewer_who_says_little_first_rejects_without_a_reason() -> None:
    goal = replace(CATS, persona=replace(CATS.persona, forthcoming=False))
    _, agent = talk(goal, show(ENGLISH_CAT), show(ENGLISH_CAT), show(GERMAN_CAT))
    assert "German" not in agent.asked[1].text
    assert "German" in agent.asked[2].text


def test_a_question_about_a_condition_is_answered_with_it_and_another_with_indifference() -> None:
    asking = Answer("Which language?", question="Which language?", options=("In German", "In Spanish"))
    episode, agent = talk(CATS, asking, asking, show(GERMAN_CAT))
    assert "German" in agent.asked[1].text
    assert [one.asked_again for one in episode.rounds] == [False, True, False]
    other = Answer("How old may it be?", question="From which year?", options=("2024", "2025"))
    _, agent = talk(CATS, other, show(GERMAN_CAT))
    assert "German" not in agent.asked[1].text


def test_a_hidden_condition_is_never_said_and_still_held_to() -> None:
    goal = wanting(("about", "cat", "volunteer"), ("language", "de", "hidden"), patience=5)
    episode, agent = talk(goal, show(ENGLISH_CAT))
    assert (episode.success, episode.turns, episode.end, episode.hidden) == (False, 6, "gave_up", True)
    assert len(agent.asked) == 5
    assert not any("German" in ask.text for ask in agent.asked)
    assert all(not pick.broken for one in episode.rounds for pick in one.picks)


def test_a_seen_clip_is_no_solution_and_is_counted_where_it_comes_as_new() -> None:
    history = ({"clip_id": GERMAN_CAT, "timestamp": 1.0},)
    goal = wanting(("about", "cat", "volunteer"), ("language", "de", "volunteer"), history=history)
    fit = min(goal.legs[0].solutions)
    marked = Answer("Again.", (Shown(GERMAN_CAT, marked_seen=True),))
    episode, agent = talk(goal, show(GERMAN_CAT), marked, show(fit))
    assert episode.success
    assert agent.asked[0].history == history
    figures = summarise([episode], 0)["settings"]["several"]["agent"]
    assert (figures["seen_shown"], figures["seen_unmarked"]) == (2, 1)


def test_where_nothing_fits_saying_so_succeeds_and_a_silent_list_does_not() -> None:
    goal = wanting(("about", "cat", "volunteer"), ("max_seconds", 5, "volunteer"), setting="none")
    assert not goal.legs[0].solutions
    assert talk(goal, Answer("Nothing here fits “up to 5 seconds”."))[0].success
    assert talk(goal, show(ENGLISH_CAT, text="No clip here is that short; this comes nearest."))[0].success
    assert not talk(goal, show(ENGLISH_CAT))[0].success
    assert not talk(goal, Answer("Which language would you like?", question="Which language would you like?"))[
        0
    ].success


def test_a_clips_own_words_admit_nothing() -> None:
    assert not admits(Answer("A calm clip: “nothing happens here, gently”."))
    assert admits(Answer("Here are some.", notices=("no clip here is clearly about “boxing”",)))
    assert admits(Answer("I couldn't find any."))


def test_interest_drifts_to_another_leg_whether_or_not_the_first_was_served() -> None:
    goal = draw_goals(WORLD, "drift", 1, seed=2)[0]
    first, last = goal.legs
    served, _ = talk(goal, show(min(first.solutions)), show(min(last.solutions)))
    assert (served.success, served.turns) == (True, 2)
    never, _ = talk(goal, show("clip-39"), show(min(last.solutions)), show(min(last.solutions)))
    assert {one.leg for one in never.rounds} <= {0, 1}


def test_where_one_condition_is_exchanged_those_not_said_before_stay_unsaid() -> None:
    about, language, length = (
        Predicate("about", "cat"),
        Predicate("language", "de", "on_ask"),
        Predicate("max_seconds", 60),
    )
    other = Predicate("about", "dog")
    first = Leg((about, language, length), SOLVER.solve((about, language, length)))
    last = (other, replace(language, telling="volunteer"), length)
    second = Leg(last, SOLVER.solve(last), (about, other))
    goal = Goal("drift-001", "drift", "easy", (first, second), Persona(), 3)
    episode, agent = talk(goal, show(min(first.solutions)), show(min(second.solutions)))
    assert episode.success
    assert "German" not in agent.asked[1].text
    assert episode.rounds[1].stated == ("max_seconds=60", "about=dog")


def test_the_same_goal_is_said_alike_again_and_otherwise_in_another_trial() -> None:
    said = [talk(CATS, show(GERMAN_CAT), trial=trial)[1].asked[0].text for trial in (0, 0, 1, 2, 3)]
    assert said[0] == said[1]
    assert len(set(said)) > 2


def test_an_agent_that_fails_is_asked_once_more_and_its_error_is_kept() -> None:
    class Broken:
        def __init__(self, times: int) -> None:
            self.times = times

        def answer(self, ask: Ask) -> Answer:
            self.times -= 1
            if self.times >= 0:
                raise AnswerError("the server is gone")
            return show(GERMAN_CAT)

    def hold(times: int) -> Episode:
        return Conversation(Broken(times), CATS, WORLD, SOLVER.solve).run("agent", RuleViewer(CATS, WORLD))

    assert [one.error for one in hold(9).rounds] == ["the server is gone"] * 2
    assert (hold(9).success, hold(9).end) == (False, "failed")
    assert (hold(1).success, hold(1).turns) == (True, 2)


def test_a_leaking_conversation_is_reported_apart() -> None:
    class Telling(RuleViewer):
        def begin(self):  # type: ignore[no-untyped-def]
            return replace(super().begin(), text="I want clip-4 with cats")

    agent = Scripted([show("clip-4")])
    goal = wanting(("about", "cat", "volunteer"))
    episode = Conversation(agent, goal, WORLD, SOLVER.solve).run("agent", Telling(goal, WORLD))
    summary = summarise([episode], 0)
    assert episode.leaks
    assert summary["leaking"] == [["agent", "several-001", 0]]
    assert summary["settings"] == {}


def test_an_answer_is_read_from_ids_or_whole_picks_and_anything_else_is_named() -> None:
    row = {"text": "x", "picks": ["a", {"clip": {"id": "b"}, "seen": True, "reason": "r"}, {"id": "c"}]}
    assert [(pick.id, pick.marked_seen) for pick in read_answer(row).picks] == [("a", False), ("b", True), ("c", False)]
    with pytest.raises(AnswerError, match="picks is a list"):
        read_answer({"text": "x", "picks": "a"})
    with pytest.raises(AnswerError, match="text and picks"):
        read_answer({"picks": []})


@contextmanager
def first_solution() -> Iterator[Answering]:
    yield Scripted([show(GERMAN_CAT, ENGLISH_CAT)])


GOALS = draw_goals(WORLD, "several", 6, seed=1) + draw_goals(WORLD, "none", 6, seed=1)


def run(folder: Path, jobs: int = 1) -> list[Episode]:
    results = Results(folder, {"seed": 1})
    return run_campaign(
        results, {"agent": first_solution}, GOALS, WORLD, lambda goal, trial: RuleViewer(goal, WORLD, trial), jobs=jobs
    )


def without_times(episodes: list[Episode]) -> list[Episode]:
    return [replace(one, rounds=tuple(replace(r, elapsed_ms=0.0) for r in one.rounds)) for one in episodes]


def test_a_killed_run_goes_on_where_it_was_and_ends_the_same(tmp_path: Path) -> None:
    whole = run(tmp_path / "whole")
    run(tmp_path / "torn")
    file = tmp_path / "torn" / EPISODES
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(lines[:3]) + lines[3][: len(lines[3]) // 2], encoding="utf-8")
    kept = file.read_text(encoding="utf-8").splitlines()[:3]
    assert without_times(run(tmp_path / "torn")) == without_times(whole)
    assert file.read_text(encoding="utf-8").splitlines()[:3] == kept


def test_conversations_side_by_side_give_what_those_one_by_one_give(tmp_path: Path) -> None:
    assert without_times(run(tmp_path / "a", jobs=4)) == without_times(run(tmp_path / "b"))


def test_a_folder_of_another_run_is_not_mixed_up(tmp_path: Path) -> None:
    Results(tmp_path, {"seed": 1})
    with pytest.raises(CatalogError, match="holds a run with other seed"):
        Results(tmp_path, {"seed": 2})


def test_an_episode_survives_the_way_through_json() -> None:
    episode, _ = talk(CATS, show(ENGLISH_CAT), show(GERMAN_CAT))
    assert load_episode(json.loads(json.dumps(dump_episode(episode)))) == episode


def test_the_page_escapes_what_agents_and_clips_say(tmp_path: Path) -> None:
    evil = Answer("<script>alert(1)</script>", (Shown("<img src=x>"),))
    episode, _ = talk(CATS, evil)
    summary = {"run": {"agent": "a", "clips": 1, "goals": 1, "seed": 0}, **summarise([episode], 0)}
    page = render_report(summary, [episode])
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page
    assert "http" not in page.replace("http-equiv", "")


def test_two_runs_are_compared_in_pairs_and_other_goals_are_refused(tmp_path: Path) -> None:
    run(tmp_path / "a")
    results = Results(tmp_path / "b", {"seed": 1})

    @contextmanager
    def nothing() -> Iterator[Answering]:
        yield Scripted([Answer("Nothing here fits.")])

    run_campaign(results, {"agent": nothing}, GOALS, WORLD, lambda goal, trial: RuleViewer(goal, WORLD, trial))
    compared = compare_runs(tmp_path / "a", tmp_path / "b", resamples=500)
    none = compared["settings"]["none"]
    assert (none["n"], none["won"], none["lost"]) == (6, 6, 0)
    difference = none["figures"]["success"]["difference"]
    assert (difference["mean"], difference["low"], difference["high"]) == (1.0, 1.0, 1.0)
    assert any(line.startswith("  * success") for line in comparison_lines(compared))
    other = Results(tmp_path / "c", {"seed": 2})
    other.keep_goals(draw_goals(WORLD, "several", 6, seed=9))
    other.add(read_episodes(tmp_path / "a")[0])
    with pytest.raises(CatalogError, match="not the same goal"):
        compare_runs(tmp_path / "a", tmp_path / "c")
