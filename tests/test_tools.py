"""The tools besides the pipeline: rows, answers, counts, evidence, writes, and the toolbox that hands them out."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from reeltalk.errors import ToolInputError
from reeltalk.retrieval.catalog import Catalog
from reeltalk.retrieval.clip import Clip, Moment
from reeltalk.retrieval.constraints import Constraints
from reeltalk.tools.outcome import ToolContext
from reeltalk.tools.toolbox import Toolbox

NOW = datetime(2026, 5, 1, tzinfo=UTC)
CLIPS = [
    Clip(
        id="cake",
        title="Layer cake",
        description="A baker stacks three layers of sponge. She covers the cake with pink icing. Guests applaud.",
        moments=(Moment(start_s=4, end_s=9, text="Pink icing flows over the cake."),),
        duration_s=75,
        language="en",
        creator="Ada Bakes",
        category="food",
        tags=("cake", "baking"),
        views=1200,
    ),
    Clip(
        id="bread",
        title="Rye bread",
        description="A baker kneads rye dough.",
        duration_s=20,
        language="de",
        category="food",
    ),
    Clip(
        id="goal",
        title="Late goal",
        description="A footballer scores.",
        duration_s=700,
        category="sport",
        tags=("goal",),
    ),
    Clip(id="ghost", title="Attic", description="A ghost whispers in a dark attic.", category="film", audience="16"),
]


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    with Catalog.open(tmp_path_factory.mktemp("home")) as opened:
        opened.add(CLIPS)
        yield opened


@pytest.fixture
def context(catalog: Catalog, request: pytest.FixtureRequest) -> ToolContext:
    return ToolContext(catalog=catalog, viewer=request.node.name, clock=lambda: NOW)


def call(tool: str, context: ToolContext, **args: Any) -> dict[str, Any]:
    content = Toolbox().call(tool, args, context).content
    json.dumps(content)
    return content


def with_(context: ToolContext, **changes: Any) -> ToolContext:
    from dataclasses import replace

    return replace(context, **changes)


def test_details_give_what_is_stated_and_name_what_is_not(context: ToolContext) -> None:
    cake, goal = call("clip_details", context, clips=["cake", "goal"])["clips"]
    assert (cake["length"], cake["creator"], cake["views"]) == ("1:15", "Ada Bakes", 1200)
    assert goal["not_stated"] == [
        *("language", "creator", "publishing date", "number of views", "number of likes", "audience mark"),
    ]


def test_a_question_about_a_field_is_answered_from_the_row(context: ToolContext) -> None:
    content = call("clip_details", context, clips=["cake"], question="how long is it and who made it?")
    assert content["clips"][0]["answers"] == [
        {"field": "duration_s", "text": "1 minute 15 seconds"},
        {"field": "creator", "text": "Ada Bakes"},
    ]
    assert content["notices"] == []


def test_a_field_that_is_not_stated_is_said_to_be_not_stated(context: ToolContext) -> None:
    content = call("clip_details", context, clips=["goal"], question="who made it?")
    assert content["clips"][0]["answers"] == [{"field": "creator", "text": "its creator is not stated"}]
    assert content["notices"] == ["the clip does not state the creator"]


def test_a_question_about_the_content_brings_verbatim_passages(context: ToolContext) -> None:
    content = call("clip_details", context, clips=["cake", "goal"], question="what colour is the icing?")
    cake, goal = content["clips"]
    assert cake["passages"][0]["text"] in ("Pink icing flows over the cake.", "She covers the cake with pink icing.")
    assert {"Pink icing flows over the cake."} <= {one["text"] for one in cake["passages"]}
    assert next(one for one in cake["passages"] if one["field"] == "moments")["start_s"] == 4
    assert goal["passages"] == []


def test_an_open_question_brings_all_that_is_stated(context: ToolContext) -> None:
    for question in (
        "tell me about number 2",
        "what's the last one about?",
        "What happens in #3",
        "describe it",
    ):
        content = call("clip_details", context, clips=["cake"], question=question)
        assert "question" not in content, question
        assert content["clips"][0]["creator"] == "Ada Bakes"


def test_what_no_description_says_is_said(context: ToolContext) -> None:
    content = call("clip_details", context, clips=["goal"], question="is there any volcanic ash in it?")
    assert content["notices"] == ["no description here says anything on that"]


def test_a_clip_that_is_not_there_or_not_allowed_is_an_error_that_says_what_to_do(context: ToolContext) -> None:
    for tool, args in (
        ("clip_details", {"clips": ["nope"]}),
        ("similar_clips", {"clip": "nope"}),
        ("rate_clip", {"clip": "nope", "verdict": "like"}),
        ("explain_pick", {"clip": "nope"}),
        ("rerank_clips", {"clips": ["cake", "nope"]}),
    ):
        with pytest.raises(ToolInputError, match="there is no clip 'nope'"):
            Toolbox().call(tool, args, context)
    for limits in ({"only": frozenset({"cake"})}, {"within": Constraints(max_audience="12")}):
        for tool, args in (("clip_details", {"clips": ["ghost"]}), ("explain_pick", {"clip": "ghost"})):
            with pytest.raises(ToolInputError, match="outside the limits"):
                Toolbox().call(tool, args, with_(context, **limits))


def test_browsing_counts_by_each_facet(context: ToolContext) -> None:
    def values(by: str, **args: Any) -> dict[str, int]:
        return {one["value"]: one["count"] for one in call("browse_catalog", context, by=by, **args)["values"]}

    assert values("category") == {"food": 2, "sport": 1, "film": 1}
    assert values("language") == {"en": 1, "de": 1}
    assert values("tag") == {"cake": 1, "baking": 1, "goal": 1}
    assert values("creator") == {"Ada Bakes": 1}
    assert values("duration") == {
        "15 to 30 seconds": 1,
        "1 to 3 minutes": 1,
        "10 to 30 minutes": 1,
    }
    assert values("category", query="baker") == {"food": 2}


def test_browsing_holds_to_limits_and_firm_dislikes(context: ToolContext, catalog: Catalog) -> None:
    young = call("browse_catalog", with_(context, only=frozenset({"cake", "goal"})), by="category")
    assert {one["value"]: one["count"] for one in young["values"]} == {"food": 1, "sport": 1}
    assert young["total"] == 2
    catalog.viewers.remember(context.viewer, "ghosts", "dislike", "always", "no ghosts", NOW)
    assert "film" not in {one["value"] for one in call("browse_catalog", context, by="category")["values"]}


def test_what_some_clips_leave_open_is_counted_in_good_english(context: ToolContext) -> None:
    def silence(*clips: str) -> list[str]:
        return list(call("clip_details", context, clips=list(clips), question="who made it?")["notices"])

    assert silence("bread") == ["the clip does not state the creator"]
    assert silence("cake", "bread") == ["1 of 2 clips does not state the creator"]
    assert silence("cake", "bread", "goal") == ["2 of 3 clips do not state the creator"]


def test_an_explanation_holds_passages_constraints_and_preferences(context: ToolContext, catalog: Catalog) -> None:
    catalog.viewers.remember(context.viewer, "cake", "like", "usually", "I like cake", NOW)
    wish = {"query": "pink icing on a cake", "max_seconds": 120, "language": "en", "exclude": ["dog"]}
    content = call("explain_pick", with_(context, wish=wish), clip="cake")
    assert "ink icing" in content["passages"][0]["text"]
    assert [(one["wish"], one["value"]) for one in content["constraints"]] == [
        ("up to 2 minutes", "1 minute 15 seconds"),
        ("no dog", "nothing said of it names dog"),
        ("in English", "English"),
    ]
    assert [one["text"] for one in content["preferences"]] == ["cake"]
    assert content["co_viewing"] == []


def test_an_explanation_without_evidence_says_so(context: ToolContext) -> None:
    content = call("explain_pick", context, clip="goal")
    assert content["notices"] == ["nothing stored speaks for this clip in particular"]


def test_a_repeated_call_writes_once(context: ToolContext, catalog: Catalog) -> None:
    twice = with_(context, thread="t", turn=1, call="a")
    for _ in range(2):
        call("rate_clip", twice, clip="cake", verdict="like")
        call("remember", with_(twice, call="b"), text="jazz", polarity="like", strength="usually")
    assert len(catalog.viewers.events_of(context.viewer)) == 1
    assert len(catalog.viewers.preferences_of(context.viewer)) == 1
    call("rate_clip", with_(twice, turn=2), clip="cake", verdict="dislike")
    assert catalog.viewers.verdicts(context.viewer) == {"cake": "dislike"}


def test_tastes_are_kept_in_the_viewers_words_and_taken_back(context: ToolContext, catalog: Catalog) -> None:
    said = with_(context, request="I never want to see gore again")
    kept = call("remember", said, text="gore", polarity="dislike", strength="always")
    assert kept["preference"]["source"] == "I never want to see gore again"
    assert kept["effect"] == "left out from now on"
    assert call("remember", said, text="jazz", polarity="like", strength="always")["effect"].startswith("strongly")
    assert call("remember", said, text="German", polarity="like", strength="always")["effect"].startswith("only such")
    assert [one["text"] for one in call("forget", context, text="gore")["forgotten"]] == ["gore"]
    missed = call("forget", context, text="football")
    assert missed["forgotten"] == []
    assert "remembered are" in missed["notices"][0]
    assert "jazz" in missed["notices"][0]
    assert {one.text for one in catalog.viewers.preferences_of(context.viewer)} == {"jazz", "German"}


def test_a_question_to_the_viewer_comes_back_with_its_options(context: ToolContext) -> None:
    content = call("ask_viewer", context, question="Which mood?", options=["calm", "wild", "calm"])
    assert content == {"question": "Which mood?", "options": ["calm", "wild"]}


def test_results_keep_validated_arguments_without_defaults(context: ToolContext) -> None:
    result = Toolbox().call("search_clips", {"query": "cake", "language": "English", "limit": 99}, context)
    assert result.args == {"query": "cake", "language": "en", "limit": 20}
    assert result.content["notices"][0] == "99 clips were asked for; at most 20 are given"


def test_an_unknown_tool_is_an_error_that_names_the_tools(context: ToolContext) -> None:
    with pytest.raises(ToolInputError, match=r"there is no tool 'find'.*search_clips"):
        Toolbox().call("find", {}, context)


def test_langchain_tools_give_dicts_and_hand_slips_back_to_the_model(context: ToolContext) -> None:
    tools = {tool.name: tool for tool in Toolbox().langchain_tools(context)}
    assert list(tools) == Toolbox().names()
    assert tools["search_clips"].invoke({"query": "pink cake"})["clips"][0]["id"] == "cake"
    with pytest.raises(ToolInputError, match="whole number"):
        tools["search_clips"].invoke({"query": "cake", "max_seconds": "long"})
    wanted = {"name": "search_clips", "args": {"query": "x", "config": 1}, "id": "c1", "type": "tool_call"}
    message = tools["search_clips"].invoke(wanted)
    assert (message.status, message.tool_call_id) == ("error", "c1")
    assert "there is no argument 'config'" in message.content
    later = asyncio.run(tools["search_clips"].ainvoke({**wanted, "args": {"query": "pink cake"}}))
    assert json.loads(later.content)["clips"][0]["id"] == "cake"
