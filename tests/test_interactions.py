"""Importing who watched what."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import create_engine, insert

from reeltalk.errors import CatalogError
from reeltalk.retrieval.interactions import InteractionResult, import_interactions
from reeltalk.retrieval.schema import clips, metadata
from reeltalk.retrieval.viewer import Event
from reeltalk.retrieval.viewers import ViewerStore

DAY = 1_700_000_000


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Any]:
    """The two things of a catalog that this import touches."""
    engine = create_engine(f"sqlite:///{tmp_path / 'catalog.sqlite'}")
    metadata.create_all(engine)
    empty: dict[str, Any] = {"descriptions": {}, "moments": [], "tags": [], "extra": {}}
    with engine.begin() as connection:
        connection.execute(insert(clips), [{"id": name, "title": "t", **empty} for name in ("c1", "c2")])
    yield SimpleNamespace(engine=engine, viewers=ViewerStore(engine))
    engine.dispose()


def write(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def test_rows_become_events_that_count_as_seen(catalog: Any, tmp_path: Path) -> None:
    file = write(
        tmp_path / "w.csv",
        f"viewer_id,clip_id,timestamp,verdict,rating,watched_s\nann,c1,{DAY},Like,,\nann,c2,{DAY + 5},,4.5,12\n"
        f"bob,c1,{DAY},,,\n",
    )
    done: list[int] = []
    result = import_interactions(file, catalog, progress=done.append)
    assert result == InteractionResult(rows=3, viewers=2, clips=2, unit="seconds", rejected=0)
    assert sum(done) == 3
    assert catalog.viewers.events_of("ann") == [
        Event(viewer_id="ann", clip_id="c1", timestamp=DAY, verdict="like"),
        Event(viewer_id="ann", clip_id="c2", timestamp=DAY + 5, rating=4.5, watched_s=12),
    ]
    assert catalog.viewers.seen("bob", {}) == {"c1"}


@pytest.mark.parametrize(
    ("times", "unit"),
    [
        ([f"{DAY}", f"{DAY}.5"], "seconds"),
        ([f"{DAY}000", f"{DAY}500"], "milliseconds"),
        (["2023-11-14T22:13:20Z", "2023-11-14T22:13:20.5+00:00"], "iso"),
        (["2023-11-14 22:13:20", "2023-11-15T00:13:20.5+02:00"], "iso"),
    ],
)
def test_seconds_milliseconds_and_iso_are_told_apart(catalog: Any, tmp_path: Path, times: list[str], unit: str) -> None:
    file = write(tmp_path / "w.csv", "viewer_id,clip_id,timestamp\n" + "".join(f"ann,c1,{time}\n" for time in times))
    assert import_interactions(file, catalog).unit == unit
    assert [event.timestamp for event in catalog.viewers.events_of("ann")] == [DAY, DAY + 0.5]


def test_their_columns_are_mapped_to_ours(catalog: Any, tmp_path: Path) -> None:
    file = write(tmp_path / "w.csv", f"user,item,timestamp_ms,timestamp\n1,c1,{DAY}000,wrong\n")
    names = {"user": "viewer_id", "item": "clip_id", "timestamp_ms": "timestamp"}
    assert import_interactions(file, catalog, mapping=names).rows == 1
    assert catalog.viewers.events_of("1")[0].timestamp == DAY


def test_a_missing_column_is_named_with_the_mend(catalog: Any, tmp_path: Path) -> None:
    file = write(tmp_path / "w.csv", f"viewer_id,clip_id,timestamp_ms\nann,c1,{DAY}\n")
    with pytest.raises(CatalogError, match=r"no column 'timestamp'.*--map timestamp_ms=timestamp"):
        import_interactions(file, catalog)
    with pytest.raises(CatalogError, match="no column 'when'"):
        import_interactions(file, catalog, mapping={"when": "timestamp"})
    with pytest.raises(CatalogError, match="'time' is none of viewer_id"):
        import_interactions(file, catalog, mapping={"timestamp_ms": "time"})
    assert catalog.viewers.known() == []


def test_rejected_rows_are_told_and_the_rest_goes_on(catalog: Any, tmp_path: Path) -> None:
    file = write(
        tmp_path / "w.csv",
        f"viewer_id,clip_id,timestamp,verdict,watched_s\nann,c1,{DAY},,\n,c1,{DAY},,\nann,c1,soon,,\n"
        f"ann,c1,{DAY},love,\nann,c1,{DAY}000,,\nann,c2,{DAY},,-3\nann,c2,,,\n",
    )
    told: list[Any] = []
    result = import_interactions(file, catalog, report=told.append)
    assert (result.rows, result.rejected) == (1, 6)
    assert [str(line).split(":")[0] for line in told] == [
        "w.csv, row 3, viewer_id",
        "w.csv, row 4, timestamp",
        "w.csv, row 5, verdict",
        "w.csv, row 6, timestamp",
        "w.csv, row 7, watched_s",
        "w.csv, row 8, timestamp",
    ]


def test_unknown_clips_are_counted_and_their_rows_kept(catalog: Any, tmp_path: Path) -> None:
    file = write(tmp_path / "w.csv", f"viewer_id,clip_id,timestamp\nann,c1,{DAY}\nann,new,{DAY}\nann,new,{DAY + 1}\n")
    result = import_interactions(file, catalog)
    assert (result.rows, result.clips, result.unknown_clips) == (3, 2, 1)
    assert len(catalog.viewers.events_of("ann")) == 3


def test_the_same_file_again_adds_nothing(catalog: Any, tmp_path: Path) -> None:
    file = write(tmp_path / "w.jsonl", "")
    rows = [{"viewer_id": 1, "clip_id": "c1", "timestamp": DAY + number} for number in range(3)]
    write(file, "".join(json.dumps(row) + "\n" for row in rows))
    assert import_interactions(file, catalog).repeated == 0
    again = import_interactions(file, catalog)
    assert (again.rows, again.repeated) == (3, 3)
    assert len(catalog.viewers.events_of("1")) == 3


def test_an_empty_file_is_said(catalog: Any, tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="holds no rows"):
        import_interactions(write(tmp_path / "w.csv", "viewer_id,clip_id,timestamp\n"), catalog)
    with pytest.raises(CatalogError, match="there is no file"):
        import_interactions(tmp_path / "none.csv", catalog)
