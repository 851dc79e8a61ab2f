"""Constraints as masks over the catalog's columns."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, create_engine, delete, insert, update

from reeltalk.retrieval.clip import AUDIENCE_AGES
from reeltalk.retrieval.columns import Columns, at_least_top
from reeltalk.retrieval.constraints import Constraints
from reeltalk.retrieval.schema import clips, events, metadata

EMPTY: dict[str, Any] = {"descriptions": {}, "moments": [], "tags": [], "extra": {}}


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = create_engine(f"sqlite:///{tmp_path / 'catalog.sqlite'}")
    metadata.create_all(engine)
    yield engine
    engine.dispose()


def fill(engine: Engine, *rows: dict[str, Any]) -> Columns:
    with engine.begin() as connection:
        for number, row in enumerate(rows):
            connection.execute(insert(clips).values({**EMPTY, "id": f"c{number}", "title": "t", **row}))
    return Columns.load(engine)


def found(columns: Columns, **constraints: Any) -> list[str]:
    return columns.ids_of(np.flatnonzero(columns.mask(Constraints(**constraints))))


def test_length_bounds_are_inclusive_and_need_a_known_length(engine: Engine) -> None:
    columns = fill(engine, {"duration_s": 10.0}, {"duration_s": 60.0}, {"duration_s": 60.5}, {})
    assert found(columns, max_seconds=60) == ["c0", "c1"]
    assert found(columns, min_seconds=60) == ["c1", "c2"]
    assert found(columns) == ["c0", "c1", "c2", "c3"]


def test_published_after_includes_its_day_and_before_does_not(engine: Engine) -> None:
    days = [date(2024, 1, 1), date(2024, 6, 1), date(1960, 1, 1)]
    columns = fill(engine, *({"published": day} for day in days), {})
    assert found(columns, published_after=date(2024, 6, 1)) == ["c1"]
    assert found(columns, published_before=date(2024, 6, 1)) == ["c0", "c2"]


def test_names_match_ignoring_case_and_surrounding_spaces(engine: Engine) -> None:
    columns = fill(
        engine, {"category": "Pets", "creator": "Blue  Fox "}, {"category": "pets ", "creator": "blue fox"}, {}
    )
    assert found(columns, category=" PETS") == ["c0", "c1"]
    assert found(columns, creator="BLUE FOX") == ["c0", "c1"]


def test_languages_match_as_codes_tags_and_names(engine: Engine) -> None:
    columns = fill(engine, {"language": "EN"}, {"language": "en-GB"}, {"language": "de"}, {})
    assert found(columns, language="en") == ["c0", "c1"]
    assert found(columns, language="German") == ["c2"]
    assert columns.counts("language") == {"en": 2, "de": 1}


def test_several_tags_mean_all_of_them(engine: Engine) -> None:
    columns = fill(engine, {"tags": ["Cat", "fun"]}, {"tags": ["cat"]}, {"tags": ["fun"]}, {})
    assert found(columns, tags=("cat", "FUN")) == ["c0"]
    assert found(columns, tags=("cat",)) == ["c0", "c1"]


def test_unrated_clips_count_as_eighteen(engine: Engine) -> None:
    columns = fill(engine, {"audience": "all"}, {"audience": "12"}, {"audience": "16"}, {})
    assert found(columns, max_audience="12") == ["c0", "c1"]
    assert found(columns, max_audience="18") == ["c0", "c1", "c2", "c3"]


def test_popular_is_the_top_fifth_by_views(engine: Engine) -> None:
    columns = fill(engine, *({"views": views} for views in range(1, 11)), {})
    assert found(columns, popularity="popular") == ["c8", "c9"]


def test_popular_is_by_interactions_where_no_clip_states_views(engine: Engine) -> None:
    columns = fill(engine, *({} for _ in range(5)))
    assert found(columns, popularity="popular") == []
    with engine.begin() as connection:
        for viewer, clip in (("a", "c3"), ("b", "c3"), ("a", "c1"), ("a", "gone")):
            connection.execute(insert(events).values(viewer_id=viewer, clip_id=clip, timestamp=1.0))
    assert found(columns, popularity="popular") == ["c3"]
    assert columns.ids_of(columns.sorted_rows([1, 2, 4], "popular")) == ["c3", "c1", "c0"]


def test_a_hidden_gem_is_below_the_median_of_views_and_in_the_top_third_by_like_rate(engine: Engine) -> None:
    columns = fill(
        engine,
        {"views": 10, "likes": 9},
        {"views": 20, "likes": 1},
        {"views": 30, "likes": 15},
        {"views": 1000, "likes": 900},
        {"views": 2000, "likes": 2},
        {"views": 5},
    )
    assert found(columns, popularity="hidden_gem") == ["c0"]


def test_a_clip_at_the_median_of_views_is_no_hidden_gem(engine: Engine) -> None:
    columns = fill(engine, {"views": 10, "likes": 1}, {"views": 20, "likes": 20}, {"views": 30, "likes": 1})
    assert found(columns, popularity="hidden_gem") == []


def test_sorting_puts_unknowns_last(engine: Engine) -> None:
    columns = fill(engine, {}, {"duration_s": 5.0, "views": 3}, {"duration_s": 9.0, "views": 1}, {})
    rows = np.flatnonzero(columns.live())
    assert columns.ids_of(columns.sorted_rows(rows, "shortest")) == ["c1", "c2", "c0", "c3"]
    assert columns.ids_of(columns.sorted_rows(rows, "longest")) == ["c2", "c1", "c0", "c3"]
    assert columns.ids_of(columns.sorted_rows(rows, "popular")) == ["c1", "c2", "c0", "c3"]
    assert columns.ids_of(columns.sorted_rows(rows, "relevance")) == ["c0", "c1", "c2", "c3"]


def test_unknown_names_come_with_the_nearest_there_are(engine: Engine) -> None:
    columns = fill(
        engine,
        {"category": "cooking", "tags": ["tutorial"], "language": "de"},
        {"category": "sport", "tags": ["slow motion"], "language": "en"},
        {"category": "sport"},
    )
    wish = Constraints(category="cookin", tags=("tutorials", "slow motion"), language="xx", creator="Ann")
    unknown = columns.unknown(wish)
    assert unknown["category"] == ["cooking"]
    assert unknown["tags"] == ["tutorial"]
    assert unknown["language"] == ["de", "en"]
    assert unknown["creator"] == []
    assert columns.unknown(Constraints(category="Sport")) == {}
    assert not columns.mask(wish).any()


def test_missing_names_the_field_that_emptied_the_list(engine: Engine) -> None:
    columns = fill(engine, {"category": "pets"}, {"category": "pets"}, {"category": "cars", "duration_s": 5.0})
    assert columns.missing(Constraints(category="pets", max_seconds=60)) == ["duration_s"]
    assert columns.missing(Constraints(category="cars", max_seconds=2)) == []
    assert columns.missing(Constraints(category="cars", max_seconds=60)) == []
    assert columns.missing(Constraints(published_after=date(2020, 1, 1), creator="Ann")) == ["creator", "published"]
    assert columns.missing(Constraints(max_audience="12")) == ["audience"]
    assert columns.missing(Constraints(min_seconds=1), within=columns.mask_of(["c0"])) == ["duration_s"]


def test_an_update_reads_changed_added_and_deleted_rows(engine: Engine) -> None:
    columns = fill(engine, {"category": "pets"}, {"category": "cars", "tags": ["fast"]})
    with engine.begin() as connection:
        connection.execute(update(clips).where(clips.c.id == "c0").values(category="Trains"))
        connection.execute(delete(clips).where(clips.c.id == "c1"))
        connection.execute(insert(clips).values({**EMPTY, "id": "c2", "title": "t", "category": "trains"}))
    columns.update([1, 2, 3])
    assert found(columns, category="trains") == ["c0", "c2"]
    assert found(columns) == ["c0", "c2"]
    assert columns.counts("tags") == {}
    assert len(columns) == 2
    assert columns.rows_of(["c2", "c1", "c0"]).tolist() == [3, 1]


OPTIONAL_ROW = st.fixed_dictionaries(
    {
        "duration_s": st.none() | st.floats(0, 100),
        "audience": st.none() | st.sampled_from(["all", "7", "12", "16", "18"]),
        "category": st.none() | st.sampled_from(["A", "a ", "b"]),
        "tags": st.lists(st.sampled_from(["x", "X", "y"]), max_size=3),
    }
)


@settings(deadline=None)
@given(
    rows=st.lists(OPTIONAL_ROW, max_size=12),
    later=st.lists(OPTIONAL_ROW, max_size=12),
    low=st.none() | st.integers(0, 100),
    age=st.none() | st.sampled_from(["all", "12", "18"]),
    category=st.none() | st.sampled_from(["a", "B", "c"]),
    tags=st.none() | st.lists(st.sampled_from(["x", "y"]), min_size=1, max_size=2),
)
def test_a_mask_equals_the_rule_applied_clip_by_clip_before_and_after_an_update(
    rows: list[dict[str, Any]],
    later: list[dict[str, Any]],
    low: int | None,
    age: Any,
    category: str | None,
    tags: list[str] | None,
) -> None:
    def fulfils(row: dict[str, Any]) -> bool:
        ages = AUDIENCE_AGES[row["audience"] or "18"]
        return (
            (low is None or (row["duration_s"] is not None and row["duration_s"] >= low))
            and (age is None or ages <= AUDIENCE_AGES[age])
            and (category is None or (row["category"] or "").strip().lower() == category.lower())
            and {tag.lower() for tag in tags or ()} <= {tag.lower() for tag in row["tags"]}
        )

    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    wish = {"min_seconds": low, "max_audience": age, "category": category, "tags": tags}
    columns = fill(engine, *rows)
    assert found(columns, **wish) == [f"c{n}" for n, row in enumerate(rows) if fulfils(row)]
    with engine.begin() as connection:
        for n, row in enumerate(later):
            changed = connection.execute(update(clips).where(clips.c.id == f"c{n}").values(**row)).rowcount
            if not changed:
                connection.execute(insert(clips).values({**EMPTY, "id": f"c{n}", "title": "t", **row}))
    columns.update(range(1, max(len(rows), len(later)) + 1))
    now = later + rows[len(later) :]
    assert found(columns, **wish) == [f"c{n}" for n, row in enumerate(now) if fulfils(row)]
    engine.dispose()


def test_the_top_share_is_never_of_clips_without_any() -> None:
    assert not at_least_top(np.array([0.0, 0.0, np.nan]), np.ones(3, bool), 0.2).any()
