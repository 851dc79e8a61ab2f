"""The rule-based viewer with a clip in mind: truthful, without titles, and the same each time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from reeltalk.agent.reply import Evidence, Pick, Reply
from reeltalk.eval.narrowing import MORE, MOST_TURNS, Goal, choose_answer, converse, draw_goals, is_true
from reeltalk.retrieval.clip import Clip
from reeltalk.retrieval.sample import read_clips, sample_folder

CLIP = Clip(
    id="c1",
    title="Quiet pond",
    description="A heron waits beside a pond.",
    duration_s=42,
    language="de",
    category="nature",
    tags=("calm",),
    published=date(2024, 5, 1),
)
OTHER = Clip(id="c2", title="Loud road", description="Lorries.", duration_s=20, language="en", category="cars")
GOAL = Goal(CLIP, "nature", ("with heron", "under 1 minute", "in German"), frozenset({"heron", "pond"}), (0.4,) * 6)


@pytest.mark.parametrize(
    ("option", "holds"),
    [
        ("Up to 1 minute", True),
        ("Up to 30 seconds", False),
        ("At least 30 seconds", True),
        ("At least 1½ minutes", False),
        ("30 seconds to 1 minute", True),
        ("30 to 45 seconds", True),
        ("1 to 2 minutes", False),
        ("In German", True),
        ("In English", False),
        ("Since 2024", True),
        ("Before 2024", False),
        ("Nature", True),
        ("Cars", False),
        ("Heron", True),
        ("calm", True),
        ("Lorries", False),
        ("Since when?", False),
    ],
)
def test_an_option_is_judged_by_the_fields_of_the_clip(option: str, holds: bool) -> None:
    assert is_true(option, CLIP) is holds


def test_what_a_clip_does_not_state_is_never_true() -> None:
    bare = Clip(id="b", title="Bare")
    assert not any(is_true(option, bare) for option in ("Up to 1 minute", "In German", "Since 2020", "Nature"))


def test_the_first_true_option_is_the_answer() -> None:
    assert choose_answer(["In English", "In German", "Nature"], CLIP) == "In German"
    assert choose_answer(["In English"], CLIP) is None


def reply(*clips: Clip, question: str | None = None, options: tuple[str, ...] = ()) -> Reply:
    picks = [
        Pick(rank=rank, clip=clip, score=1.0, reason="…", evidence=[Evidence(kind="metadata", text="…")])
        for rank, clip in enumerate(clips, 1)
    ]
    return Reply(text="…", picks=picks, question=question, suggestions=list(options), thread="t", viewer="v", model="m")


def script(*replies: Reply) -> tuple[Callable[[str], Reply], list[str]]:
    said: list[str] = []

    def ask(text: str) -> Reply:
        said.append(text)
        return replies[min(len(said), len(replies)) - 1]

    return ask, said


def test_a_question_is_answered_and_what_is_known_is_said_after_it() -> None:
    asked = reply(OTHER, question="In which language?", options=("In English", "In German"))
    ask, said = script(asked, reply(OTHER), reply(CLIP))
    episode = converse(ask, GOAL)
    assert said == ["nature", "In German", "with heron"]
    assert (episode.turns, episode.found, episode.questions, episode.answers) == (3, True, 1, 1)


def test_a_question_without_a_true_answer_is_passed_over() -> None:
    ask, said = script(reply(OTHER, question="Which?", options=("Cars", "Trains")), reply(CLIP))
    episode = converse(ask, GOAL)
    assert said == ["nature", "with heron"]
    assert (episode.questions, episode.answers) == (1, 0)


def test_a_viewer_with_nothing_more_to_say_gives_up() -> None:
    ask, said = script(reply(OTHER))
    episode = converse(ask, GOAL)
    assert said == ["nature", *GOAL.critiques]
    assert (episode.turns, episode.found) == (MOST_TURNS + 1, False)


def test_a_viewer_who_volunteers_little_asks_for_more_instead() -> None:
    ask, said = script(reply(OTHER))
    converse(ask, GOAL, volunteers=0.4)
    assert said == ["nature", *[MORE] * (MOST_TURNS - 1)]


def test_a_clip_that_cannot_be_told_from_the_wanted_one_will_do() -> None:
    twin = CLIP.model_copy(update={"id": "twin", "title": "Pond", "duration_s": 50})
    assert GOAL.is_met(twin)
    assert not GOAL.is_met(twin.model_copy(update={"language": "en"}))
    assert not GOAL.is_met(twin.model_copy(update={"description": "Empty."}))
    assert not GOAL.is_met(twin.model_copy(update={"duration_s": 90}))


def test_goals_are_the_same_each_time_and_give_no_title_away() -> None:
    clips = list(read_clips(sample_folder()))
    goals = draw_goals(clips, 100, seed=3)
    assert goals == draw_goals(clips, 100, seed=3)
    assert goals != draw_goals(clips, 100, seed=4)
    for goal in goals:
        said = [goal.request, *goal.critiques]
        assert goal.clip.id not in said
        assert not any(goal.clip.title.casefold() in text.casefold() for text in said)
        assert goal.is_met(goal.clip)
    assert 0.3 < sum(goal.request == goal.clip.category for goal in goals) / len(goals) < 0.7
