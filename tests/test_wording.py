"""What the viewer reads, from results as the tools give them: good English for one, none and many."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reeltalk.agent.context import TurnContext
from reeltalk.agent.listing import word_details, word_explanation, word_overview
from reeltalk.agent.reply import Evidence, Pick
from reeltalk.agent.wording import Told, Worded, word_turn
from reeltalk.retrieval.clip import Clip
from reeltalk.tools.phrases import phrase_constraints, phrase_language, phrase_length, phrase_range

CAKE = {"id": "cake", "title": "Layer cake"}


def pick(rank: int, **stated: Any) -> Pick:
    clip = Clip(id=f"c{rank}", title=f"Clip {rank}", **stated)
    evidence = [Evidence(kind="metadata", text="Clip", clip_id=clip.id)]
    return Pick(rank=rank, clip=clip, score=1.0, reason="It fits.", evidence=evidence)


def word(*calls: tuple[str, dict[str, Any], dict[str, Any]], picks: int = 0, answer: str = "") -> Worded:
    made = [{"tool": tool, "args": args, "ok": True, "content": content} for tool, args, content in calls]
    shown = [pick(rank, duration_s=45) for rank in range(1, picks + 1)]
    return word_turn(Told("…", TurnContext(today=date(2026, 1, 1)), made, shown, {}, answer), True)


def text_of(tool: str, args: dict[str, Any], content: dict[str, Any] | None = None, picks: int = 0) -> str:
    return word((tool, args, content or {}), picks=picks).text


# --- phrases ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 seconds"),
        (0.3, "1 second"),
        (1, "1 second"),
        (59.6, "1 minute"),
        (61, "1 minute 1 second"),
        (90, "1½ minutes"),
        (3600, "1 hour"),
        (3660, "1 hour 1 minute"),
        (7200, "2 hours"),
    ],
)
def test_a_length_reads_as_one_says_it(seconds: float, text: str) -> None:
    assert phrase_length(seconds) == text


@given(seconds=st.floats(0, 1e6))
def test_any_length_has_a_plural_only_where_it_is_due(seconds: float) -> None:
    words = phrase_length(seconds).split()
    assert all(unit.endswith("s") == (number != "1") for number, unit in zip(words[::2], words[1::2], strict=True))


@pytest.mark.parametrize(
    ("args", "texts"),
    [
        ({"min_seconds": 0, "max_seconds": 60}, ["up to 1 minute"]),
        ({"min_seconds": 0}, []),
        ({"min_seconds": None, "max_seconds": None, "tags": (), "exclude": []}, []),
        ({"min_seconds": 30, "max_seconds": 30}, ["exactly 30 seconds"]),
        ({"min_seconds": 10, "max_seconds": 30}, ["10 to 30 seconds"]),
        ({"min_seconds": 60, "max_seconds": 120}, ["1 to 2 minutes"]),
        ({"min_seconds": 30, "max_seconds": 3600}, ["30 seconds to 1 hour"]),
        ({"exclude": ["dogs", "cats"], "tags": ["fun"]}, ["no dogs and no cats", "tagged fun"]),
        ({"language": "zxx"}, ["in no language"]),
    ],
)
def test_constraints_read_well_at_their_edges(args: dict[str, Any], texts: list[str]) -> None:
    assert [text for _, text in phrase_constraints(args)] == texts


def test_ranges_and_languages() -> None:
    assert phrase_range(75, 90) == "1 minute 15 seconds to 1½ minutes"
    assert [phrase_language(code) for code in ("pt-BR", "mul", "xx", "no such")] == [
        "Portuguese (Brazil)",
        "several languages",
        "xx",
        "no such",
    ]


# --- clips -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tool", "args", "picks", "text"),
    [
        ("search_clips", {"query": "cats"}, 1, "One clip for “cats”."),
        (
            "search_clips",
            {"query": "cats", "max_seconds": 60, "exclude": ["dogs"]},
            2,
            "2 clips for “cats” (up to 1 minute and no dogs). The best fit is “Clip 1” (0:45).",
        ),
        ("search_clips", {"query": ""}, 1, "One clip."),
        ("search_clips", {"query": "cats", "limit": 3}, 1, "One clip for “cats”. There is no other."),
        (
            "search_clips",
            {"query": "cats", "limit": 3},
            2,
            "2 clips for “cats”. There are no more than 2. The best fit is “Clip 1” (0:45).",
        ),
        ("similar_clips", {"clip": "x", "change": "calmer"}, 1, "One clip like that one, calmer."),
        ("recommend_clips", {}, 1, "One clip to start with, well liked here."),
        ("rerank_clips", {"clips": ["c1"]}, 1, "One clip in the order that suits you."),
    ],
)
def test_picks_are_led_in(tool: str, args: dict[str, Any], picks: int, text: str) -> None:
    assert text_of(tool, args, picks=picks) == text


@pytest.mark.parametrize(
    ("emptied_by", "text"),
    [
        ("“up to 10 seconds”", "Nothing here fits “up to 10 seconds”."),
        ("“llamas”", "Nothing here fits “llamas”."),
        ("all of it together", "Nothing here fits all of it together."),
        ("your lasting rule “no horror”", "Nothing here fits your lasting rule “no horror”."),
        ("the catalog is empty", "There are no clips here yet."),
        (None, "Nothing here fits that."),
    ],
)
def test_nothing_is_said_with_what_emptied_it(emptied_by: str | None, text: str) -> None:
    assert text_of("search_clips", {"query": "llamas"}, {"emptied_by": emptied_by}) == text


def test_the_nearest_relaxation_is_offered_as_a_question() -> None:
    relaxation = {"text": "up to 2 minutes instead of 1 minute", "args": {"query": "llamas", "max_seconds": 120}}
    worded = word(("search_clips", {}, {"emptied_by": "“up to 1 minute”", "relaxation": relaxation}))
    question = "Shall I look again, up to 2 minutes instead of 1 minute?"
    assert worded.text == f"Nothing here fits “up to 1 minute”. {question}"
    assert worded.question == question
    assert worded.offer is not None
    assert worded.offer.args == relaxation["args"]


# --- what is said back -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tool", "args", "content", "text"),
    [
        (
            "rate_clip",
            {"clip": "cake", "verdict": "dislike"},
            CAKE,
            "Noted for “Layer cake”: less like it from now on.",
        ),
        ("rate_clip", {"clip": "cake", "verdict": "seen"}, {}, "Noted for that one: marked as seen."),
        (
            "remember",
            {"text": "horror.", "polarity": "dislike", "strength": "always"},
            {},
            "I will remember: never horror. You can take it back at any time.",
        ),
        (
            "remember",
            {"text": "jazz", "polarity": "like", "strength": "usually"},
            {},
            "I will remember: you usually like jazz.",
        ),
        ("forget", {"text": "jazz"}, {"forgotten": []}, "There was nothing to forget about “jazz”."),
        ("forget", {"text": "jazz"}, {"forgotten": [{"text": "jazz"}]}, "Forgotten: jazz."),
        ("forget", {"text": "all"}, {"forgotten": ["jazz", "cats", "rap"]}, "Forgotten: jazz, cats and rap."),
        ("ask_viewer", {"question": "Which one?"}, {}, "Which one?"),
        ("ask_viewer", {"question": "Calm?", "options": ["calm", "wild"]}, {}, "Calm? For example: calm or wild."),
    ],
)
def test_what_was_done_is_said(tool: str, args: dict[str, Any], content: dict[str, Any], text: str) -> None:
    assert text_of(tool, args, content) == text


def test_a_failure_is_said_with_one_full_stop_and_no_call_asks_for_a_wish() -> None:
    failed = {"tool": "rate_clip", "args": {}, "ok": False, "error": "there is no clip 9.", "content": {}}
    told = Told("…", TurnContext(today=date(2026, 1, 1)), [failed], [], {}, "")
    assert word_turn(told, True).text == "I could not do that: there is no clip 9."
    assert word().text.startswith("Tell me what you would like to watch")
    assert word(answer="Hello there.").text == "Hello there."


# --- details, overview, explanation ----------------------------------------------------------------------------------


def test_details_without_a_question_state_what_there_is() -> None:
    full = {**CAKE, "duration_s": 75, "language": "en", "creator": "Ada", "views": 1, "tags": ["cake"]}
    bare = {"id": "x", "title": ""}
    assert word_details({"clips": [{**full, "description": "A baker stacks sponge."}, bare]}).splitlines() == [
        "“Layer cake” — 1:15, English, by Ada, 1 view, tagged cake, described as “A baker stacks sponge.”",
        "“x” — nothing more is stated.",
    ]
    assert "1,200 views" in word_details({"clips": [{**full, "views": 1200}]})


def test_details_answer_a_question() -> None:
    def answer(*answers: tuple[str, str], passages: tuple[dict[str, Any], ...] = ()) -> str:
        said = [{"field": field, "text": text} for field, text in answers]
        row = {**CAKE, "answers": said, "passages": list(passages)}
        return word_details({"clips": [row], "question": "?"}).removeprefix("“Layer cake” — ")

    assert answer(("duration_s", "1 minute"), ("creator", "Ada")) == "length: 1 minute; creator: Ada."
    assert answer(("creator", "its creator is not stated")) == "its creator is not stated."
    assert answer() == "nothing in what is stored of it says that."
    told = word_details({"clips": [{**CAKE, "description": "Guests applaud."}], "question": "?"})
    assert told.endswith("nothing in what is stored of it says that; it is described as “Guests applaud.”")
    quote = {"text": "Pink icing flows.", "start_s": 4}
    assert answer(passages=({"text": "Guests applaud."},)) == "described as “Guests applaud.”"
    assert answer(passages=(quote,)) == "described as “Pink icing flows.” (at 0:04)."


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ({"total": 0, "values": [], "by": "tag"}, "There is nothing here."),
        ({"total": 0, "values": [], "by": "tag", "query": "llamas"}, "There is nothing here about “llamas”."),
        ({"total": 1, "values": [], "by": "tag"}, "There is 1 clip, but its tag is not stated."),
        ({"total": 2, "values": [], "by": "duration"}, "There are 2 clips, but no length is stated."),
        (
            {"total": 1, "values": [{"value": "de", "name": "German", "count": 1}], "by": "language"},
            "There is 1 clip. By language: German (1).",
        ),
        (
            {"total": 1500, "values": [{"value": "pets", "count": 1500}], "by": "category", "further_values": 2},
            "There are 1,500 clips. By category: pets (1,500), and 2 more.",
        ),
    ],
)
def test_an_overview_counts(content: dict[str, Any], text: str) -> None:
    assert word_overview(content) == text


def test_an_explanation_names_what_speaks_for_a_pick() -> None:
    content = {
        "clip": CAKE,
        "query": "icing",
        "passages": [{"text": "Pink icing flows."}],
        "constraints": [
            {"wish": "no dogs", "field": "exclude", "value": "nothing said of it names dogs"},
            {"wish": "much watched", "field": "views", "value": "1"},
            {"wish": "for everyone", "field": "audience", "value": "for everyone"},
            {"wish": "tagged cake", "field": "tags", "value": "cake, baking"},
            {"wish": "up to 2 minutes", "field": "duration_s", "value": "1 minute"},
            {"wish": "in German", "field": "language", "value": None},
        ],
        "preferences": [{"text": "cake", "strength": "usually"}],
        "co_viewing": [{"text": "watched by 3 of 5 viewers who liked “Pie”"}],
    }
    assert word_explanation(content, "") == (
        "“Layer cake” was picked because you asked for “icing”, and it is described as “Pink icing flows.”; "
        "you wanted “no dogs”, and nothing said of it names dogs; "
        "you wanted “much watched”, and it has 1 view; "
        "you wanted “for everyone”, and it is for everyone; "
        "you wanted “tagged cake”, and its tags are cake, baking; "
        "you wanted “up to 2 minutes”, and its length is 1 minute; "
        "you usually like cake; it was watched by 3 of 5 viewers who liked “Pie”."
    )


def test_an_explanation_falls_back_on_the_reason_given_or_says_that_nothing_speaks_for_it() -> None:
    nothing: dict[str, Any] = {"clip": CAKE, "passages": [], "constraints": [], "preferences": [], "co_viewing": []}
    assert word_explanation(nothing, "It is 1 minute long.") == "“Layer cake”: It is 1 minute long."
    assert "nothing stored speaks for it in particular" in word_explanation(nothing, "")
