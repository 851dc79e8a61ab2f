"""What people already have: annotations, tables with columns of other names."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reeltalk.errors import CatalogError
from reeltalk.retrieval.annotations import read_annotations
from reeltalk.retrieval.catalog import Catalog
from reeltalk.retrieval.hashing import HashingEncoder
from reeltalk.retrieval.importer import import_clips


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    with Catalog.open(tmp_path / "home", encoder=HashingEncoder()) as catalog:
        yield catalog


def test_annotations_become_a_clip_a_video_with_all_its_sentences(catalog: Catalog, tmp_path: Path) -> None:
    file = tmp_path / "videodatainfo.json"
    videos = [
        {"video_id": "video0", "category": 9, "url": "https://example.org/v", "start time": 1.5, "end time": 11.5}
    ]
    said = ["a man drives a car", "a car is driven", "a man drives a car"]
    sentences = [{"video_id": "video0", "caption": text, "sen_id": place} for place, text in enumerate(said)]
    sentences.append({"video_id": "video1", "caption": "a cat sleeps", "sen_id": 9})
    file.write_text(json.dumps({"info": {}, "videos": videos, "sentences": sentences}), encoding="utf-8")
    assert import_clips(file, catalog).added == 2
    first, second = catalog.get(["video0", "video1"])
    assert first.description == "A man drives a car. A car is driven."
    assert (first.title, first.duration_s, first.category) == ("a car is driven", 10.0, "9")
    assert (second.title, first.extra["start time"]) == ("a cat sleeps", 1.5)


@pytest.mark.parametrize("text", ["[]", "{", '{"clips": []}', "\x00"])
def test_a_json_that_holds_no_annotations_is_refused_in_one_line(catalog: Catalog, tmp_path: Path, text: str) -> None:
    (tmp_path / "other.json").write_text(text, encoding="utf-8")
    with pytest.raises(CatalogError, match=r"other\.json"):
        import_clips(tmp_path / "other.json", catalog)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["video_id", "caption", "url"]), inner),
    max_leaves=8,
)


@given(videos=_VALUES, sentences=st.lists(_VALUES, max_size=5))
def test_annotations_of_any_content_are_rows_with_ids(
    tmp_path_factory: pytest.TempPathFactory, videos: object, sentences: list[object]
) -> None:
    file = tmp_path_factory.mktemp("any") / "any.json"
    file.write_text(json.dumps({"videos": videos, "sentences": sentences}), encoding="utf-8")
    for _, row in read_annotations(file):
        assert isinstance(row["id"], str)
        assert row["title"]


def test_columns_of_a_table_are_named_by_a_mapping(catalog: Catalog, tmp_path: Path) -> None:
    table = pa.table({"item": [7], "title": ["kept aside"], "video_desc": ["A dog runs."], "cover": ["Dog"]})
    pq.write_table(table, tmp_path / "descriptions.parquet")
    mapping = {"item": "id", "video_desc": "description", "cover": "title"}
    assert import_clips(tmp_path / "descriptions.parquet", catalog, mapping=mapping).added == 1
    [clip] = catalog.get(["7"])
    assert (clip.title, clip.description) == ("Dog", "A dog runs.")


def test_movies_with_genres_keep_them_as_tags(catalog: Catalog, tmp_path: Path) -> None:
    with (tmp_path / "movies.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["movieId", "title", "genres"], ["1", "Toy Story (1995)", "Comedy|Fantasy"]])
    import_clips(tmp_path / "movies.csv", catalog, mapping={"movieId": "id", "genres": "tags"})
    assert catalog.get(["1"])[0].tags == ("Comedy", "Fantasy")


@pytest.mark.parametrize(
    ("mapping", "why"), [({"nothing": "title"}, "no column 'nothing'"), ({"title": "name"}, "no field 'name'")]
)
def test_a_mapping_that_does_not_fit_is_refused(
    catalog: Catalog, tmp_path: Path, mapping: dict[str, str], why: str
) -> None:
    (tmp_path / "clips.csv").write_text("id,title\n1,Dog\n", encoding="utf-8")
    with pytest.raises(CatalogError, match=why):
        import_clips(tmp_path / "clips.csv", catalog, mapping=mapping)
