"""What the tools take: strict types, normalised values, errors that say what to change."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reeltalk.errors import ToolInputError
from reeltalk.tools.arguments import (
    BrowseCatalog,
    ClipDetails,
    RateClip,
    RecommendClips,
    SearchClips,
    dump_arguments,
    read_arguments,
)
from reeltalk.tools.hints import describe_schema
from reeltalk.tools.toolbox import SPECS, Toolbox


def read(model: Any, **given: Any) -> dict[str, Any]:
    return dump_arguments(read_arguments("tool", model, given)[0])


def refusal(model: Any, **given: Any) -> str:
    with pytest.raises(ToolInputError) as caught:
        read_arguments("tool", model, given)
    return str(caught.value)


def test_nulls_empties_and_defaults_are_left_out() -> None:
    assert read(SearchClips, query=" cats ", language=None, category="", tags=[], unseen_only=False) == {
        "query": "cats",
        "unseen_only": False,
    }


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("German", "de"),
        ("deutsch", "de"),
        ("pt-BR", "pt"),
        ("deu", "de"),
        ("Mandarin", "zh"),
        ("gibberish", "gibberish"),
    ],
)
def test_a_language_given_by_name_becomes_its_code(name: str, code: str) -> None:
    assert read(RecommendClips, language=name) == {"language": code}


def test_dates_tags_and_whole_floats_are_normalised() -> None:
    given = read(SearchClips, query="x", published_after=date(2024, 1, 2), tags=["#fun"], max_seconds=60.0)
    assert given == {"query": "x", "published_after": "2024-01-02", "tags": ["fun"], "max_seconds": 60}


def test_a_limit_over_twenty_is_taken_as_twenty_and_said() -> None:
    arguments, notices = read_arguments("tool", SearchClips, {"query": "x", "limit": 50})
    assert dump_arguments(arguments)["limit"] == 20
    assert notices == ["50 clips were asked for; at most 20 are given"]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"max_seconds": "60"}, "max_seconds: give a whole number"),
        ({"max_seconds": 60.5}, "max_seconds: give a whole number"),
        ({"max_seconds": True}, "max_seconds: give a whole number"),
        ({"limit": 0}, "limit: give at least 1, not 0"),
        ({"exclude": "dog"}, 'exclude: give a list of texts, such as ["dog"]'),
        ({"tags": [1]}, "tags: give a text"),
        ({"unseen_only": "yes"}, "unseen_only: give true or false"),
        ({"sort": "best"}, "sort: choose one of 'relevance', 'newest'"),
        ({"published_after": "yesterday"}, "published_after: give a date as YYYY-MM-DD"),
        ({"published_after": 20240101}, "published_after: give a date as YYYY-MM-DD"),
        ({"max_length": 60}, "there is no argument 'max_length': drop it"),
        ({"min_seconds": 90, "max_seconds": 60}, "min_seconds 90 is over max_seconds 60"),
        ({"published_after": "2024-02-01", "published_before": "2024-01-01"}, "is not before"),
    ],
)
def test_a_slip_is_refused_with_what_to_change(given: dict[str, Any], says: str) -> None:
    assert says in refusal(SearchClips, query="x", **given)


def test_missing_and_empty_arguments_say_what_to_give() -> None:
    assert "query is missing: give what should be in the clip" in refusal(SearchClips)
    assert "query is empty" in refusal(SearchClips, query=" \n ")
    assert "clips is empty" in refusal(ClipDetails, clips=[])
    assert "choose one of 'like', 'dislike' or 'seen'" in refusal(RateClip, clip="1", verdict="love")
    assert "choose one of 'category', 'tag'" in refusal(BrowseCatalog, by="mood")


def test_arguments_that_are_no_object_are_refused() -> None:
    with pytest.raises(ToolInputError, match="takes a JSON object"):
        read_arguments("tool", SearchClips, ["x"])


def test_a_very_long_query_is_cut_and_said() -> None:
    arguments, notices = read_arguments("tool", SearchClips, {"query": "cat " * 50_000})
    assert len(dump_arguments(arguments)["query"]) <= 1000
    assert "cut to its first 1,000" in notices[0]


def test_control_characters_and_lone_surrogates_are_taken_out() -> None:
    assert read(SearchClips, query="a\x00b\ud800c\u202ed")["query"] == "a b c d"


def read_or_refuse(given: dict[str, Any]) -> dict[str, Any] | str:
    try:
        return dump_arguments(read_arguments("search_clips", SearchClips, given)[0])
    except ToolInputError as error:
        return str(error)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from([*SearchClips.model_fields, "else"]), VALUES, max_size=6))
@settings(max_examples=300, deadline=None)
def test_anything_is_either_read_stably_or_refused_in_one_line(given: dict[str, Any]) -> None:
    outcome = read_or_refuse(given)
    if isinstance(outcome, str):
        assert "\n" not in outcome
        return
    json.dumps(outcome)
    assert read_or_refuse(outcome) == outcome


def test_schemas_are_plain_enough_for_small_models() -> None:
    for schema in Toolbox().openai_schemas():
        function = schema["function"]
        assert function["description"]
        assert function["parameters"]["additionalProperties"] is False
        text = json.dumps(function)
        assert "anyOf" not in text
        assert "$ref" not in text
        assert "null" not in text


def test_every_argument_but_the_self_evident_ones_is_described() -> None:
    for spec in SPECS:
        for name, part in describe_schema(spec.arguments)["properties"].items():
            assert part.get("description"), (spec.name, name)


def test_the_tools_are_those_of_the_contract_with_their_arguments() -> None:
    constraints = {
        *("min_seconds", "max_seconds", "exclude", "language", "category", "tags", "creator", "published_after"),
        *("published_before", "popularity", "sort", "unseen_only", "max_audience", "limit"),
    }
    assert {spec.name: set(spec.arguments.model_fields) for spec in SPECS} == {
        "search_clips": {"query", *constraints},
        "similar_clips": {"clip", "change", *constraints},
        "recommend_clips": constraints,
        "rerank_clips": {"clips"},
        "clip_details": {"clips", "question"},
        "browse_catalog": {"by", "query"},
        "explain_pick": {"clip"},
        "rate_clip": {"clip", "verdict"},
        "remember": {"text", "polarity", "strength"},
        "forget": {"text"},
        "ask_viewer": {"question", "options"},
    }
