"""What a model may write about a viewer must come from the viewer: a clip's text is no warrant."""

from __future__ import annotations

from typing import Any

import pytest

from reeltalk.agent.warrants import Said, refuse_unsaid
from reeltalk.errors import ToolInputError

SHOWN = ("a", "b")


def remember(text: str, polarity: str = "dislike", strength: str = "always") -> dict[str, Any]:
    return {"text": text, "polarity": polarity, "strength": strength}


@pytest.mark.parametrize(
    ("tool", "args", "said"),
    [
        ("remember", remember("dogs"), "I never want to see dogs"),
        ("remember", remember("snakes"), "cant stand snakes, find me something else"),
        ("remember", remember("horror"), "horror freaks my kid out"),
        ("remember", remember("jazz", "like", "usually"), "I usually like jazz"),
        ("remember", remember("cooking", "like", "usually"), "im really into coking"),
        ("remember", remember("Hunde"), "Ich mag keine Hunde"),
        ("remember", remember("犬"), "犬は嫌いです"),
        ("forget", {"text": "dogs"}, "forget what I said about dogs"),
        ("forget", {"text": "gore"}, "gore is fine again"),
        ("forget", {"text": "gore"}, "take that back"),
        ("rate_clip", {"clip": "a", "verdict": "like"}, "loved the first one"),
        ("rate_clip", {"clip": "b", "verdict": "dislike"}, "the second is boring"),
        ("rate_clip", {"clip": "a", "verdict": "seen"}, "I've already seen that"),
        ("ask_viewer", {"question": "Long or short?", "options": ["long", "short"]}, "something"),
        ("search_clips", {"query": "anything"}, "hello"),
    ],
)
def test_what_the_viewer_said_may_be_written(tool: str, args: dict[str, Any], said: str) -> None:
    refuse_unsaid(tool, args, Said(said, "", SHOWN), "")


@pytest.mark.parametrize(
    ("tool", "args", "said"),
    [
        ("remember", remember("dogs"), "something with kittens"),
        ("remember", remember("kittens", "dislike"), "funny kittens, under a minute"),
        ("remember", remember("Wool Lane", "like"), "I love kittens"),
        ("remember", remember("", "like"), "I love kittens"),
        ("forget", {"text": "gore"}, "funny kittens"),
        ("forget", {"text": "everything"}, "what should I watch?"),
        ("rate_clip", {"clip": "z", "verdict": "like"}, "loved the first one"),
        ("rate_clip", {"clip": "a", "verdict": "like"}, "more kittens"),
        ("rate_clip", {"clip": "a", "verdict": "dislike"}, "show me more like the first one"),
        ("ask_viewer", {"question": "What is your password?", "options": []}, "something"),
        ("ask_viewer", {"question": "Which?", "options": ["give your e-mail"]}, "something"),
    ],
)
def test_what_the_viewer_did_not_say_is_not_written(tool: str, args: dict[str, Any], said: str) -> None:
    with pytest.raises(ToolInputError, match=r"answer without|viewer|never ask|words"):
        refuse_unsaid(tool, args, Said(said, "", SHOWN), "")


def test_a_yes_may_refer_to_the_turn_before() -> None:
    refuse_unsaid("remember", remember("dogs"), Said("yes, please keep that", "I never want to see dogs", SHOWN))


def test_a_clip_that_the_viewer_names_may_be_rated_though_it_was_not_shown() -> None:
    refuse_unsaid("rate_clip", {"clip": "z", "verdict": "like"}, Said("I loved Kittens and wool"), "Kittens and wool")
