"""The rules inside every tool that returns clips, on a small real catalog."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reeltalk.retrieval.catalog import Catalog
from reeltalk.retrieval.clip import Clip
from reeltalk.retrieval.constraints import Constraints
from reeltalk.retrieval.viewer import Event
from reeltalk.tools.outcome import Outcome, ToolContext
from reeltalk.tools.scope import Limits
from reeltalk.tools.toolbox import Toolbox

NOW = datetime(2026, 5, 1, tzinfo=UTC)


def clip(name: str, title: str, text: str, seconds: float | None = 60, **more: Any) -> Clip:
    plain = {"language": "en", "category": "misc", "views": 100, "likes": 10, "audience": "all"}
    return Clip(id=name, title=title, description=text, duration_s=seconds, **{**plain, **more})


CLIPS = [
    clip("pasta1", "Fresh pasta", "A cook rolls out fresh pasta dough and cuts it into ribbons.", 40, category="food"),
    clip("pasta2", "Carbonara", "A cook boils spaghetti pasta and stirs in egg and cheese.", 95, category="food"),
    clip(
        "pasta3", "Pasta al forno", "Un cuoco bakes a tray of pasta in the oven.", 200, category="food", language="it"
    ),
    clip("soup", "Lentil soup", "A cook stirs a pot of lentil soup with carrots.", 70, category="food"),
    clip("puppy", "First walk", "A puppy tumbles over the grass on its first walk.", 30, category="pets"),
    clip("hound", "Dog show", "A hound trots in a circle at a dog show.", 120, category="pets", audience="12"),
    clip("kitten", "Kitten and yarn", "A kitten chases a ball of yarn over the carpet.", 25, category="pets"),
    clip("cat", "Cat at the window", "A cat watches birds through a window, no dogs here.", 55, category="pets"),
    clip(
        "gore1",
        "The cellar",
        "A horror scene with gore and blood in a dark cellar.",
        80,
        category="film",
        audience="18",
    ),
    clip("scary", "The attic", "A scary scene: a ghost whispers in a dark attic.", 75, category="film", audience="16"),
    clip(
        "guitar", "Blues guitar", "A man plays slow blues on an electric guitar.", 180, category="music", creator="Ada"
    ),
    clip("piano", "Piano at dusk", "A woman plays a calm piano piece at dusk.", 240, category="music", creator="Bo"),
    clip(
        "drum", "Trommelkurs", "A drummer teaches a simple beat on a snare drum.", 150, category="music", language="de"
    ),
    clip(
        "train1", "Steam train", "A steam train crosses a tall stone viaduct.", 65, category="travel", tags=("train",)
    ),
    clip(
        "train2", "Night train", "A night train leaves a snowy station.", 90, category="travel", tags=("train", "snow")
    ),
    clip("surf", "Big waves", "A surfer rides a huge wave near the coast.", 35, category="sport", views=9000, likes=10),
    clip("goal", "Late goal", "A footballer scores a goal in the last minute.", 20, category="sport", views=9500),
    clip("river", "Calm river", "A calm river flows under trees, birds sing.", 300, category="nature", language="de"),
    clip("storm", "Storm at sea", "A frantic storm throws waves against a lighthouse.", 45, category="nature"),
    Clip(id="bare", title="Pasta night"),
]
DAYS = {"train1": date(2024, 1, 1), "train2": date(2025, 6, 1)}


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    with Catalog.open(tmp_path_factory.mktemp("home")) as opened:
        opened.add(one.model_copy(update={"published": DAYS.get(one.id)}) for one in CLIPS)
        yield opened


@pytest.fixture
def viewer() -> str:
    return f"viewer{next(_numbers)}"


_numbers = count(1)
Ask = Callable[..., Outcome]


@pytest.fixture
def ask(catalog: Catalog, viewer: str) -> Ask:
    def call(tool: str, *, context: dict[str, Any] | None = None, **args: Any) -> Outcome:
        given = ToolContext(catalog=catalog, viewer=viewer, clock=lambda: NOW, **(context or {}))
        return Outcome.model_validate(Toolbox().call(tool, args, given).content)

    return call


def ids(outcome: Outcome) -> list[str]:
    return [found.id for found in outcome.clips]


def dislike_always(catalog: Catalog, viewer: str, text: str) -> None:
    catalog.viewers.remember(viewer, text, "dislike", "always", text, NOW)


def like(catalog: Catalog, viewer: str, text: str, strength: Any = "usually") -> None:
    catalog.viewers.remember(viewer, text, "like", strength, text, NOW)


def watch(catalog: Catalog, viewer: str, name: str, when: float = 1.0, **said: Any) -> None:
    catalog.viewers.record(Event(viewer_id=viewer, clip_id=name, timestamp=when, **said))


PATHS: list[tuple[str, dict[str, Any]]] = [
    ("search_clips", {"query": "a dark scene in a cellar or attic"}),
    ("similar_clips", {"clip": "scary"}),
    ("recommend_clips", {"category": "film"}),
    ("rerank_clips", {"clips": ["gore1", "scary"]}),
]


@pytest.mark.parametrize(("tool", "args"), PATHS)
def test_a_firm_dislike_filters_on_every_path(
    ask: Ask, catalog: Catalog, viewer: str, tool: str, args: dict[str, Any]
) -> None:
    assert "gore1" in ids(ask(tool, **args))
    dislike_always(catalog, viewer, "gore")
    outcome = ask(tool, **args)
    assert "gore1" not in ids(outcome)
    assert "never gore" in outcome.applied


@pytest.mark.parametrize(("tool", "args"), PATHS)
def test_host_limits_hold_on_every_path(ask: Ask, tool: str, args: dict[str, Any]) -> None:
    young = {"within": Constraints(max_audience="12")}
    outcome = ask(tool, context=young, **args)
    assert not {"gore1", "scary"} & set(ids(outcome))
    assert "limit set here: fit for age 12" in outcome.applied


@pytest.mark.parametrize(("tool", "args"), PATHS)
def test_the_hosts_list_holds_on_every_path(ask: Ask, tool: str, args: dict[str, Any]) -> None:
    outcome = ask(tool, context={"only": frozenset({"scary", "surf"})}, **args)
    assert set(ids(outcome)) <= {"scary", "surf"}


def test_the_call_cannot_widen_a_host_limit(ask: Ask) -> None:
    within = {"within": Constraints(max_seconds=60, language="en", exclude=("egg",), limit=2)}
    outcome = ask("search_clips", context=within, query="pasta", max_seconds=900, language="it", limit=10)
    assert outcome.clips == []
    outcome = ask("search_clips", context=within, query="pasta", max_seconds=900, limit=10)
    assert ids(outcome) == ["pasta1"]
    assert outcome.relaxation is None


CONSTRAINTS = st.builds(
    Constraints,
    min_seconds=st.none() | st.sampled_from([10, 40, 90]),
    max_seconds=st.none() | st.sampled_from([30, 75, 200]),
    exclude=st.none() | st.sampled_from([("dog",), ("train", "cook")]),
    language=st.none() | st.sampled_from(["en", "de", "EN"]),
    category=st.none() | st.sampled_from(["food", "music"]),
    creator=st.none() | st.sampled_from(["Ada", "Bo"]),
    tags=st.none() | st.sampled_from([("train",), ("snow",)]),
    published_after=st.none() | st.sampled_from([date(2023, 1, 1), date(2025, 1, 1)]),
    published_before=st.none() | st.sampled_from([date(2024, 6, 1), date(2026, 1, 1)]),
    popularity=st.none() | st.sampled_from(["popular", "hidden_gem"]),
    max_audience=st.none() | st.sampled_from(["all", "12", "16"]),
)


@given(asked=CONSTRAINTS, within=CONSTRAINTS)
@settings(max_examples=150, deadline=None)
def test_a_call_within_limits_reaches_just_the_clips_that_fulfil_both(
    catalog: Catalog, asked: Constraints, within: Constraints
) -> None:
    scope = Limits(catalog, within).apply(asked)
    reached = set(catalog.matching(scope.constraints, **scope.arguments()))
    assert reached == set(catalog.matching(asked)) & set(catalog.matching(within))


@pytest.mark.parametrize(("asked", "most", "shown"), [(None, 3, 3), (10, 3, 3), (2, 3, 2), (None, 9, 5), (9, 9, 9)])
def test_a_hosts_limit_on_the_number_holds(ask: Ask, asked: int | None, most: int, shown: int) -> None:
    outcome = ask("recommend_clips", limit=asked, context={"within": Constraints(limit=most)})
    assert len(outcome.clips) == shown


def test_no_relaxation_goes_past_a_host_limit(ask: Ask) -> None:
    within = {"within": Constraints(max_seconds=60)}
    outcome = ask("search_clips", context=within, query="steam train on a viaduct", max_seconds=10, category="travel")
    assert outcome.clips == []
    assert outcome.relaxation is None
    assert outcome.emptied_by == "the limits set here, together with what was asked for: up to 1 minute"


def test_an_explicit_request_sets_a_firm_dislike_aside_for_that_turn_and_says_so(
    ask: Ask, catalog: Catalog, viewer: str
) -> None:
    dislike_always(catalog, viewer, "gore")
    outcome = ask("search_clips", context={"request": "show me that gore scene"}, query="gore in a cellar")
    assert ids(outcome)[0] == "gore1"
    assert any("your rule “never gore” was set aside for this turn" in line for line in outcome.notices)
    assert "never gore" not in outcome.applied
    later = ask("search_clips", context={"request": "something scary"}, query="dark scary scene")
    assert "gore1" not in ids(later)


def test_words_that_only_the_model_chose_do_not_set_a_firm_dislike_aside(
    ask: Ask, catalog: Catalog, viewer: str
) -> None:
    dislike_always(catalog, viewer, "gore")
    outcome = ask("search_clips", context={"request": "something scary please"}, query="scary gore scene")
    assert "gore1" not in ids(outcome)


def test_a_request_that_rules_the_thing_out_again_does_not_set_the_dislike_aside(
    ask: Ask, catalog: Catalog, viewer: str
) -> None:
    dislike_always(catalog, viewer, "gore")
    outcome = ask("search_clips", context={"request": "a dark scene without gore"}, query="dark scene without gore")
    assert "gore1" not in ids(outcome)


def test_a_firm_like_that_names_a_typed_field_filters(ask: Ask, catalog: Catalog, viewer: str) -> None:
    like(catalog, viewer, "German", "always")
    outcome = ask("recommend_clips", limit=20)
    assert set(ids(outcome)) == {"drum", "river"}
    assert "always German" in outcome.applied


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("clips under 30 seconds", {"puppy", "kitten", "goal"}),
        ("music", {"guitar", "piano", "drum"}),
        ("videos by Ada", {"guitar"}),
    ],
)
def test_lengths_categories_and_creators_count_as_typed_fields(
    ask: Ask, catalog: Catalog, viewer: str, text: str, kept: set[str]
) -> None:
    like(catalog, viewer, text, "always")
    assert set(ids(ask("recommend_clips", limit=20))) == kept


def test_a_firm_like_without_a_typed_field_only_moves_the_score(ask: Ask, catalog: Catalog, viewer: str) -> None:
    like(catalog, viewer, "trains", "always")
    outcome = ask("recommend_clips", limit=10)
    assert {"train1", "train2"} <= set(ids(outcome)[:4])
    assert len(outcome.clips) == 10
    assert outcome.applied == []


def test_an_explicit_language_overrides_a_firm_one_and_says_so(ask: Ask, catalog: Catalog, viewer: str) -> None:
    like(catalog, viewer, "German", "always")
    outcome = ask("search_clips", query="pasta", language="Italian")
    assert ids(outcome) == ["pasta3"]
    assert any("set aside for this turn" in line for line in outcome.notices)


def test_a_firm_dislike_of_a_creator_or_length_filters_by_that_field(ask: Ask, catalog: Catalog, viewer: str) -> None:
    dislike_always(catalog, viewer, "videos by Ada")
    dislike_always(catalog, viewer, "clips over 4 minutes")
    found = ids(ask("recommend_clips", limit=20))
    assert not {"guitar", "piano", "river"} & set(found)
    assert len(found) > 8


def test_a_soft_like_lifts_and_a_soft_dislike_lowers(ask: Ask, catalog: Catalog, viewer: str) -> None:
    before = ids(ask("search_clips", query="a cook in a kitchen", limit=4))
    like(catalog, viewer, "soup")
    lifted = ask("search_clips", query="a cook in a kitchen", limit=4)
    assert ids(lifted).index("soup") < before.index("soup")
    assert [(found.id, basis.text) for found in lifted.clips for basis in found.basis] == [("soup", "soup")]
    catalog.viewers.remember(viewer, "soup", "dislike", "usually", "soup", NOW)
    lowered = ask("search_clips", query="a cook in a kitchen", limit=4)
    assert "soup" not in ids(lowered)[:3]
    assert lowered.applied == []


@pytest.mark.parametrize(
    ("tool", "args"), [("recommend_clips", {"category": "pets"}), ("similar_clips", {"clip": "cat"})]
)
def test_a_seen_or_disliked_clip_never_comes_back_unless_asked_for(
    ask: Ask, catalog: Catalog, viewer: str, tool: str, args: dict[str, Any]
) -> None:
    watch(catalog, viewer, "kitten", verdict="seen")
    watch(catalog, viewer, "hound", verdict="dislike")
    watch(catalog, viewer, "puppy", watched_s=5)
    found = ids(ask(tool, limit=20, **args))
    assert not {"kitten", "hound"} & set(found)
    assert "puppy" in found
    again = ask(tool, limit=20, unseen_only=False, **args)
    assert {"kitten", "hound"} <= set(ids(again))
    assert {found.id for found in again.clips if found.seen} == {"kitten", "hound"}


def test_the_hosts_history_counts_as_seen(ask: Ask, viewer: str) -> None:
    history = [
        Event(viewer_id=viewer, clip_id="kitten", timestamp=1.0),
        Event(viewer_id=viewer, clip_id="hound", timestamp=2.0, watched_s=70),
        Event(viewer_id=viewer, clip_id="puppy", timestamp=3.0, watched_s=2),
    ]
    found = ids(ask("recommend_clips", category="pets", limit=20, context={"history": history}))
    assert set(found) == {"puppy", "cat"}


def test_search_returns_seen_clips_marked_and_leaves_them_out_on_request(
    ask: Ask, catalog: Catalog, viewer: str
) -> None:
    watch(catalog, viewer, "kitten", verdict="seen")
    outcome = ask("search_clips", query="kitten with yarn")
    assert (outcome.clips[0].id, outcome.clips[0].seen) == ("kitten", True)
    assert "kitten" not in ids(ask("search_clips", query="kitten with yarn", unseen_only=True))


def test_the_seed_is_never_returned_and_a_change_moves_the_query(ask: Ask) -> None:
    outcome = ask("similar_clips", clip="train1", limit=3)
    assert {found.akin_to for found in outcome.clips} == {"train1"}
    plain = ids(outcome)
    changed = ids(ask("similar_clips", clip="train1", change="with snow at night", limit=3))
    assert "train1" not in plain + changed
    assert changed[0] == "train2"
    assert ids(ask("similar_clips", clip="piano", change="huge sea waves", limit=2, unseen_only=False))[0] in (
        "surf",
        "storm",
    )


def test_a_change_of_measure_alone_does_not_move_the_query(ask: Ask) -> None:
    plain = ask("similar_clips", clip="pasta3", max_seconds=100)
    shorter = ask("similar_clips", clip="pasta3", change="a bit shorter", max_seconds=100)
    assert [found.id for found in shorter.clips] == [found.id for found in plain.clips]


def test_exclusions_follow_kinds_and_negations(ask: Ask) -> None:
    found = ids(ask("search_clips", query="pets", exclude=["dog"], category="pets", limit=10))
    assert set(found) == {"kitten", "cat"}


def test_an_exclusion_says_what_it_cannot_know(ask: Ask) -> None:
    outcome = ask("search_clips", query="pasta night", exclude=["egg"])
    assert "bare" in ids(outcome)
    assert any("no description, so egg cannot be ruled out" in line for line in outcome.notices)


def test_a_length_that_emptied_the_list_is_named_and_loosened_to_the_nearest_there_is(ask: Ask) -> None:
    outcome = ask("search_clips", query="steam train on a viaduct", max_seconds=30, category="travel")
    assert outcome.clips == []
    assert outcome.emptied_by == "“up to 30 seconds”"
    assert outcome.relaxation is not None
    assert outcome.relaxation.text == "up to 1 minute 5 seconds instead of 30 seconds"
    assert outcome.relaxation.args == {
        "query": "steam train on a viaduct",
        "max_seconds": 65,
        "category": "travel",
    }
    again = ask("search_clips", **outcome.relaxation.args)
    assert len(again.clips) == outcome.relaxation.count == 1


@pytest.mark.parametrize(
    ("args", "fields"),
    [
        ({"query": "pasta", "language": "de"}, {"language"}),
        ({"query": "kitten", "exclude": ["yarn", "cat"]}, {"exclude"}),
        ({"query": "train", "tags": ["train", "desert"]}, {"tags"}),
        ({"query": "night train", "published_after": "2026-01-01"}, {"published_after"}),
        ({"query": "gore in a cellar", "max_audience": "7"}, {"max_audience"}),
        ({"query": "big waves", "creator": "Nobody Inc", "max_seconds": 90}, {"creator"}),
        ({"query": "calm river", "min_seconds": 900}, {"min_seconds"}),
        ({"query": "pasta", "language": "de", "max_seconds": 20}, {"language", "max_seconds"}),
    ],
)
def test_the_relaxation_changes_little_and_really_returns_something(
    ask: Ask, args: dict[str, Any], fields: set[str]
) -> None:
    outcome = ask("search_clips", **args)
    assert outcome.clips == []
    assert outcome.emptied_by
    assert outcome.relaxation is not None
    changed = {name for name in args if outcome.relaxation.args.get(name) != args[name]}
    assert changed == fields
    again = ask("search_clips", **outcome.relaxation.args)
    assert 0 < len(again.clips) == outcome.relaxation.count


def test_having_seen_it_all_is_named_and_seen_ones_are_offered(ask: Ask, catalog: Catalog, viewer: str) -> None:
    for name in ("train1", "train2"):
        watch(catalog, viewer, name, verdict="seen")
    outcome = ask("recommend_clips", category="travel")
    assert outcome.emptied_by == "“not seen yet”"
    assert outcome.relaxation is not None
    assert outcome.relaxation.args == {"category": "travel", "unseen_only": False}
    assert outcome.relaxation.count == 2


def test_a_firm_preference_that_emptied_the_list_is_named(ask: Ask, catalog: Catalog, viewer: str) -> None:
    dislike_always(catalog, viewer, "trains")
    outcome = ask("recommend_clips", category="travel")
    assert outcome.clips == []
    assert outcome.emptied_by is not None
    assert "never trains" in outcome.emptied_by or outcome.relaxation is not None


@pytest.mark.parametrize(
    ("argument", "value", "near"),
    [("category", "musik", "music"), ("creator", "Adda", "Ada"), ("language", "gibberish", "")],
)
def test_an_unknown_name_is_no_result_with_the_nearest_there_are(
    ask: Ask, argument: str, value: str, near: str
) -> None:
    outcome = ask("recommend_clips", **{argument: value})
    assert outcome.clips == []
    assert outcome.relaxation is not None
    line = next(line for line in outcome.notices if line.startswith("no clip here has the"))
    assert value in line
    assert near in line


def test_a_field_that_no_clip_states_is_named(tmp_path: Path) -> None:
    with Catalog.open(tmp_path) as catalog:
        catalog.add([Clip(id="a", title="Pasta", description="A cook makes pasta.")])
        context = ToolContext(catalog=catalog)
        content = Toolbox().call("search_clips", {"query": "pasta", "max_seconds": 60}, context).content
    assert content["clips"] == []
    assert "no clip here states its length" in content["notices"]
    assert content["relaxation"]["args"] == {"query": "pasta"}


def test_an_empty_catalog_says_so(tmp_path: Path) -> None:
    with Catalog.open(tmp_path) as catalog:
        for tool, args in (("search_clips", {"query": "pasta"}), ("recommend_clips", {})):
            content = Toolbox().call(tool, args, ToolContext(catalog=catalog)).content
            assert content["clips"] == []
            assert content["emptied_by"] == "the catalog is empty"


def test_what_the_catalog_does_not_have_is_said_and_not_padded(ask: Ask) -> None:
    outcome = ask("search_clips", query="mortgage interest rates")
    nothing = outcome.emptied_by == "“mortgage interest rates”"
    doubt = any("no clip here is clearly about" in line for line in outcome.notices)
    assert nothing or doubt
    assert not any("clearly about" in line for line in ask("search_clips", query="steam train").notices)


def test_a_clip_with_half_of_the_words_is_shown_with_a_doubt_and_not_denied(tmp_path: Path) -> None:
    heron = clip("heron", "Heron at dawn", "A heron stands in a calm river at dawn. Nobody speaks.", 48)
    football = clip("derby", "Derby goals", "Frantic football: four goals, two dogs on the pitch.", 95)
    with Catalog.open(tmp_path) as small:
        small.add([heron, football])
        result = Toolbox().call("search_clips", {"query": "calm with water"}, ToolContext(catalog=small))
    assert [found["id"] for found in result.content["clips"]] == ["heron"]
    assert any("clearly about" in line for line in result.content["notices"])


def test_what_a_constraint_leaves_far_off_the_query_is_no_result(tmp_path: Path) -> None:
    with Catalog.open(tmp_path) as small:
        small.add(
            [
                *(clip(f"space{n}", f"Rocket {n}", f"Rocket number {n} is launched into space.", 60) for n in range(6)),
                *(one.model_copy(update={"language": "de"}) for one in CLIPS),
            ]
        )
        call = {"query": "rockets flying into space", "language": "de"}
        result = Toolbox().call("search_clips", call, ToolContext(catalog=small)).content
    assert not result["clips"]
    assert "German" in result["emptied_by"]
    assert result["relaxation"]["args"] == {"query": call["query"]}


def test_a_new_viewer_gets_what_is_popular_and_is_told_why(ask: Ask) -> None:
    outcome = ask("recommend_clips")
    assert set(ids(outcome)[:2]) == {"goal", "surf"}
    assert any("nothing is known of your taste yet" in line for line in outcome.notices)
    assert all(not found.basis for found in outcome.clips)


def test_recommendations_come_from_several_interests(ask: Ask, catalog: Catalog, viewer: str) -> None:
    watch(catalog, viewer, "train1", 1.0, verdict="like")
    watch(catalog, viewer, "pasta1", 2.0, verdict="like")
    outcome = ask("recommend_clips", limit=5)
    assert "train2" in ids(outcome)
    assert {"pasta2", "pasta3", "soup", "bare"} & set(ids(outcome))
    chosen = {found.id: found.akin_to for found in outcome.clips}
    assert chosen["train2"] == "train1"
    assert not any("nothing is known" in line for line in outcome.notices)


def test_what_others_watched_moves_the_order_and_is_named_with_a_true_count(
    ask: Ask, catalog: Catalog, viewer: str
) -> None:
    for number in range(8):
        for place, name in enumerate(("guitar", "surf")):
            watch(catalog, f"{viewer}-other{number}", name, float(place), verdict="like")
    for number, name in enumerate(("soup", "storm", "kitten", "goal") * 4):
        watch(catalog, f"{viewer}-crowd{number}", name, 1.0, verdict="seen")
    watch(catalog, viewer, "guitar", 5.0, verdict="like")
    outcome = ask("recommend_clips", limit=3)
    assert "surf" in ids(outcome)
    basis = next(found.basis for found in outcome.clips if found.id == "surf")
    assert [(one.kind, one.clip_id) for one in basis] == [("co_viewing", "guitar")]
    assert "8 of 8 viewers who liked “Blues guitar”" in basis[0].text
    explained = Toolbox().call("explain_pick", {"clip": "surf"}, ToolContext(catalog=catalog, viewer=viewer)).content
    assert explained["co_viewing"][0]["text"] == basis[0].text


def test_the_reranker_never_lifts_what_is_not_about_the_query(ask: Ask, catalog: Catalog, viewer: str) -> None:
    for number in range(6):
        for place, name in enumerate(("piano", "goal")):
            watch(catalog, f"{viewer}-other{number}", name, float(place), verdict="like")
    watch(catalog, viewer, "piano", 5.0, verdict="like")
    found = ids(ask("search_clips", query="pasta", limit=20))
    assert set(found) <= {"pasta1", "pasta2", "pasta3", "bare", "soup"}


def test_sorted_results_keep_to_the_query_and_put_unknowns_last(ask: Ask) -> None:
    outcome = ask("search_clips", query="train", sort="newest")
    assert ids(outcome)[:2] == ["train2", "train1"]
    assert "pasta1" not in ids(outcome)
    assert ids(ask("recommend_clips", sort="shortest", limit=3)) == ["goal", "kitten", "puppy"]


def test_a_result_is_small_and_holds_no_whole_descriptions(ask: Ask) -> None:
    outcome = ask("search_clips", query="a cook in a kitchen", limit=20)
    assert len(outcome.model_dump_json()) < 20 * 600
    assert outcome.clips[0].matched


def test_a_word_of_manner_alone_empties_nothing_but_a_doubt_is_said(ask: Ask) -> None:
    outcome = ask("search_clips", query="frantic", category="sport")
    assert ids(outcome) == ["surf"]
    assert "no clip here is clearly about “frantic”" in outcome.notices[0]
    assert not ask("search_clips", query="frantic storm at sea", category="food").clips
