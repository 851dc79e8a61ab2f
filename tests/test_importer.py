"""Importing clips from files: what is taken, what is told, and that nothing is lost or half-written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reeltalk.errors import CatalogError
from reeltalk.retrieval.catalog import Catalog
from reeltalk.retrieval.cells import read_count, read_date, read_list, read_seconds
from reeltalk.retrieval.clip import Clip
from reeltalk.retrieval.constraints import Constraints
from reeltalk.retrieval.importer import BATCH, SHARED_BATCH, ImportResult, Rejection, import_clips, to_clip
from reeltalk.retrieval.tables import RowError


class LetterEncoder:
    """Counts letters: fast, and enough where no likeness is asked for."""

    name = "letters"
    dimensions = 8

    def encode(self, texts: Any) -> Any:
        rows = np.array([[1.0 + text.count(letter) for letter in "aeioustn"] for text in texts], np.float32)
        rows = rows.reshape(-1, 8)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    with Catalog.open(tmp_path / "home", encoder=LetterEncoder()) as opened:
        yield opened


def write(path: Path, *rows: dict[str, Any] | str) -> Path:
    path.write_text("".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows), "utf-8")
    return path


def run(catalog: Catalog, path: Path) -> tuple[ImportResult, list[str]]:
    told: list[Rejection] = []
    return import_clips(path, catalog, report=told.append), [str(rejection) for rejection in told]


def test_a_jsonl_is_added_and_then_updated(catalog: Catalog, tmp_path: Path) -> None:
    file = write(tmp_path / "clips.jsonl", {"id": "a", "title": "One", "mood": "calm"}, "", {"id": 2, "title": "Two"})
    done: list[int] = []
    assert import_clips(file, catalog, progress=done.append) == ImportResult(added=2, updated=0, rejected=0)
    assert sum(done) == 2
    assert [clip.id for clip in catalog.get(["a", "2"])] == ["a", "2"]
    assert catalog.get(["a"])[0].extra == {"mood": "calm"}
    write(file, {"id": "a", "title": "Other"}, {"id": "c", "title": "Three"})
    assert run(catalog, file) == (ImportResult(added=1, updated=1, rejected=0), [])
    assert catalog.get(["a"])[0].title == "Other"
    assert catalog.count() == 3


def test_a_csv_holds_lists_lengths_dates_and_blanks(catalog: Catalog, tmp_path: Path) -> None:
    file = write(
        tmp_path / "clips.csv",
        "\ufeffid,title,tags,duration_s,published,views,audience,language,moments,descriptions,mood",
        'a,"One, two",x | y|,1:23,2024/06/01,"1,234",7+,English,"[{""start_s"":0,""end_s"":1,""text"":""hi""}]",'
        '"{""short"": ""s""}",calm',
        'b,Two,"[""p;q"", ""r""]",12.5,2024-06-01T23:30:00,3.4K,ALL,pt-BR,,,',
        "c,Three,one; two",
    )
    assert run(catalog, file) == (ImportResult(added=3, updated=0, rejected=0), [])
    a, b, c = catalog.get(["a", "b", "c"])
    assert (a.title, a.tags, a.duration_s, a.published) == ("One, two", ("x", "y"), 83.0, date(2024, 6, 1))
    assert (a.views, a.audience, a.language, a.moments[0].text) == (1234, "7", "en", "hi")
    assert (a.descriptions, a.extra) == ({"short": "s"}, {"mood": "calm"})
    assert (b.tags, b.views, b.audience, b.language) == (("p;q", "r"), 3400, "all", "pt")
    assert (b.published, b.extra) == (date(2024, 6, 1), {})
    assert (c.tags, c.duration_s, c.views) == (("one", "two"), None, None)


def test_a_parquet_file_is_read_in_its_own_types(catalog: Catalog, tmp_path: Path) -> None:
    import pyarrow as pa  # type: ignore[import-untyped]  # it ships no types
    import pyarrow.parquet as pq  # type: ignore[import-untyped]

    rows = [
        {"id": 1, "title": "One", "tags": ["x", "y"], "published": datetime(2024, 6, 1), "duration_s": 3.5},
        {"id": 2, "title": None, "tags": None, "published": None, "duration_s": float("nan")},
        {"id": 3, "title": "Three", "tags": [], "published": None, "duration_s": None},
    ]
    file = tmp_path / "clips.parquet"
    pq.write_table(pa.Table.from_pylist(rows), file)
    result, told = run(catalog, file)
    assert (result.added, result.rejected) == (2, 1)
    assert told == ["clips.parquet, row 2, title: is missing, and so is description; one of them is needed"]
    one = catalog.get(["1"])[0]
    assert (one.tags, one.published, one.duration_s) == (("x", "y"), date(2024, 6, 1), 3.5)


def test_each_rejected_row_is_told_with_file_row_field_and_why(catalog: Catalog, tmp_path: Path) -> None:
    file = write(
        tmp_path / "clips.jsonl",
        {"id": "a", "title": "fine"},
        {"title": "nameless"},
        "{broken",
        "[1]",
        {"id": "b", "title": "B", "duration_s": "soon"},
        {"id": "c", "title": "C", "published": "03/04/2024"},
        {"id": "d", "title": "D", "audience": "adults"},
        {"id": "e", "title": "E", "moments": [{"start_s": -1, "end_s": 2, "text": "x"}]},
        {"id": "f", "title": "F", "views": 10**30},
        {"id": "g" * 300, "title": "G"},
        {"id": "h", "title": " "},
        {"id": "i", "title": "fine too"},
    )
    result, told = run(catalog, file)
    assert result == ImportResult(added=2, updated=0, rejected=10)
    assert sorted(catalog.ids()) == ["a", "i"]
    heads = [line.split(":")[0] for line in told]
    assert heads == [
        "clips.jsonl, row 2, id",
        "clips.jsonl, row 3",
        "clips.jsonl, row 4",
        "clips.jsonl, row 5, duration_s",
        "clips.jsonl, row 6, published",
        "clips.jsonl, row 7, audience",
        "clips.jsonl, row 8, moments.0.start_s",
        "clips.jsonl, row 9, views",
        "clips.jsonl, row 10, id",
        "clips.jsonl, row 11, title",
    ]
    assert told[3] == "clips.jsonl, row 5, duration_s: 'soon' is not a length in seconds, such as 83.5 or 1:23"
    assert all("\n" not in line and len(line) < 250 for line in told)


def test_a_csv_row_with_too_many_cells_or_wrong_letters_is_rejected(catalog: Catalog, tmp_path: Path) -> None:
    file = tmp_path / "clips.csv"
    file.write_bytes(b"id,title\na,One\nb,Two,three\nc,caf\xe9\n\nd,Four\n")
    result, told = run(catalog, file)
    assert (result.added, result.rejected) == (2, 2)
    assert told[0].startswith("clips.csv, row 3: has 3 cells, the header names 2")
    assert told[1] == "clips.csv, row 4, title: is not UTF-8 text; save the file as UTF-8"


@pytest.mark.parametrize("gap", [1, BATCH + 1])
def test_of_rows_with_the_same_id_the_last_counts_and_that_is_told(catalog: Catalog, tmp_path: Path, gap: int) -> None:
    between = [{"id": f"x{number}", "title": "between"} for number in range(gap)]
    file = write(tmp_path / "clips.jsonl", {"id": "a", "title": "first"}, *between, {"id": "a", "title": "last"})
    result, told = run(catalog, file)
    assert result == ImportResult(added=gap + 1, updated=0, rejected=0, repeated=1)
    assert told == [f"clips.jsonl, row {gap + 2}, id: 'a' stands in an earlier row too; this later row counts"]
    assert catalog.get(["a"])[0].title == "last"


def test_relative_files_are_found_from_the_imports_folder(tmp_path: Path) -> None:
    row = {"id": "a", "title": "t", "path": "videos/a.mp4", "thumbnail": "https://example.org/a.png"}
    clip = to_clip(row, tmp_path)
    assert (clip.path, clip.thumbnail) == (str(tmp_path / "videos" / "a.mp4"), "https://example.org/a.png")
    assert to_clip({**row, "path": "/films/a.mp4"}, tmp_path).path == "/films/a.mp4"


def test_letters_that_no_database_keeps_are_mended(catalog: Catalog, tmp_path: Path) -> None:
    file = write(tmp_path / "clips.jsonl", '{"id": "a", "title": "half \\ud800 nul \\u0000", "mood": ["\\udfff"]}')
    assert run(catalog, file)[0].added == 1
    clip = catalog.get(["a"])[0]
    assert (clip.title, clip.extra) == ("half ? nul ", {"mood": ["?"]})


def test_a_file_that_cannot_be_read_at_all_is_one_plain_line(catalog: Catalog, tmp_path: Path) -> None:
    (tmp_path / "broken.parquet").write_bytes(b"no parquet")
    (tmp_path / "twice.csv").write_text("id,title,id\n")
    for name, why in {
        "none.jsonl": "there is no file",
        ".": "is a folder",
        "clips.xlsx": "is no .jsonl",
        "empty.jsonl": "holds no rows",
        "empty.csv": "is empty",
        "broken.parquet": "cannot be read as Parquet",
        "twice.csv": "two columns named 'id'",
    }.items():
        file = tmp_path / name
        if name.startswith(("empty", "clips")):
            file.touch()
        with pytest.raises(CatalogError, match=why) as caught:
            import_clips(file, catalog)
        assert "\n" not in str(caught.value)
    assert catalog.count() == 0


class StoppingCatalog:
    """A catalog whose process is killed at the second batch."""

    def __init__(self, catalog: Catalog) -> None:
        self.engine = catalog.engine
        self.owner = catalog.owner
        self._catalog = catalog
        self._calls = 0

    def add(self, clips: list[Clip], **more: Any) -> int:
        self._calls += 1
        if self._calls == 2:
            raise KeyboardInterrupt
        return self._catalog.add(clips, **more)


def test_a_killed_import_can_be_run_again(catalog: Catalog, tmp_path: Path) -> None:
    file = write(tmp_path / "clips.jsonl", *({"id": str(number), "title": "t"} for number in range(BATCH + 10)))
    with pytest.raises(KeyboardInterrupt):
        import_clips(file, StoppingCatalog(catalog))  # type: ignore[arg-type]  # the two calls it makes are there
    assert catalog.count() == BATCH
    assert run(catalog, file)[0] == ImportResult(added=10, updated=BATCH, rejected=0)


def test_what_another_process_shows_comes_in_small_batches(catalog: Catalog, tmp_path: Path) -> None:
    """Clips for another process are encoded before they are written: a large batch would show nothing for long."""
    file = write(tmp_path / "clips.jsonl", *({"id": str(number), "title": f"t {number}"} for number in range(200)))
    with Catalog.open(catalog.home, encoder=LetterEncoder()) as beside:
        assert not beside.owner
        counts: list[int] = []
        import_clips(file, beside, progress=counts.append)
        assert max(counts) <= SHARED_BATCH
        assert sum(counts) == 200
    catalog.refresh()
    assert len(catalog.matching(Constraints())) == 200


@pytest.mark.parametrize(
    ("text", "seconds"), [("83", 83.0), ("83.5 s", 83.5), ("1:23", 83.0), ("1:00:01.5", 3601.5), ("1,234", 1234.0)]
)
def test_lengths_are_read_in_several_manners(text: str, seconds: float) -> None:
    assert read_seconds(text) == seconds


@pytest.mark.parametrize("text", ["-1", "nan", "inf", "ten", "1:2", ""])
def test_what_is_no_length_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="second"):
        read_seconds(text)


@pytest.mark.parametrize("text", ["20240601", "2024-06-01", "2024/06/01", "2024-06-01T10:00:00Z", "June 1, 2024"])
def test_dates_are_read_in_several_manners(text: str) -> None:
    assert read_date(text) == date(2024, 6, 1)


@pytest.mark.parametrize("text", ["03/04/2024", "2024", "1717200000", "yesterday", "2024-13-01", "2024-06/01"])
def test_what_is_no_certain_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="YYYY-MM-DD"):
        read_date(text)


def test_counts_and_lists_are_read_in_several_manners() -> None:
    assert [read_count(value) for value in (3, "3", "3.0", "1,234", "3.4K", "2m")] == [3, 3, 3, 1234, 3400, 2000000]
    assert [read_list(text) for text in ("a|b, c", "a; b", "a, b", '["a|b"]', " ")] == [
        ["a", "b, c"],
        ["a", "b"],
        ["a", "b"],
        ["a|b"],
        [],
    ]
    for value in (1.5, "1.5", -1, True, "many"):
        with pytest.raises(ValueError, match="number"):
            read_count(value)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@settings(deadline=None)
@given(row=st.dictionaries(st.sampled_from([*Clip.model_fields, "mood"]), JSON, max_size=8))
def test_any_row_becomes_a_clip_or_says_which_field_is_wrong(row: dict[str, Any]) -> None:
    problem, clip = "", None
    try:
        clip = to_clip(row, Path("/films"))
    except RowError as error:
        problem = f"{error.field}: {error.why}"
    if clip is None:
        assert not problem.startswith(":")
        assert not problem.endswith(": ")
        return
    assert Clip.model_validate_json(clip.model_dump_json()) == clip
    json.dumps(clip.model_dump(mode="json"), allow_nan=False).encode()
