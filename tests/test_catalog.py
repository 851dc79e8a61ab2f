"""The catalog: add, update, delete, get, count, more than one process, and homes that cannot be used."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from reeltalk.errors import CatalogError
from reeltalk.retrieval.catalog import Catalog
from reeltalk.retrieval.clip import Clip, Moment
from reeltalk.retrieval.constraints import Constraints
from reeltalk.retrieval.hashing import HashingEncoder
from reeltalk.retrieval.viewer import Event

FULL = Clip(
    id="full",
    title="A title — mit Ümlauten, 犬",
    description="A description.\nWith two lines.",
    descriptions={"short": "short"},
    description_source="mllm:some-model",
    moments=(Moment(start_s=0, end_s=1.5, text="A moment."),),
    notes="A note.",
    url="https://example.org/v",
    path="v.mp4",
    thumbnail="v.jpg",
    duration_s=12.5,
    language="de",
    creator="Ann",
    category="pets",
    tags=("cat", "Katze"),
    published=date(2024, 2, 29),
    views=10,
    likes=3,
    audience="7",
    extra={"licence": "CC0", "size": [1, 2], "deep": {"a": None}},
)


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    with Catalog.open(tmp_path / "home", encoder=HashingEncoder()) as opened:
        yield opened


def test_a_clip_comes_back_as_it_was_added(catalog: Catalog) -> None:
    assert catalog.add([FULL, Clip(id="bare", title="x")]) == 2
    assert catalog.get(["bare", "unknown", "full"]) == [Clip(id="bare", title="x"), FULL]
    assert catalog.search("a title", limit=1)[0].clip == FULL


def test_clips_survive_closing(tmp_path: Path) -> None:
    with Catalog.open(tmp_path, encoder=HashingEncoder()) as first:
        first.add([FULL])
    with Catalog.open(tmp_path, encoder=HashingEncoder()) as second:
        assert second.get(["full"]) == [FULL]
        assert [candidate.clip.id for candidate in second.search("moment")] == ["full"]


def test_adding_a_known_id_updates_it(catalog: Catalog) -> None:
    catalog.add([Clip(id="a", title="green bicycle", tags=("bike",)), Clip(id="b", title="wooden piano")])
    catalog.add([Clip(id="a", title="red balloon")])
    assert catalog.count() == 2
    assert catalog.ids() == ["a", "b"]
    assert catalog.get(["a"]) == [Clip(id="a", title="red balloon")]
    [first, *_] = catalog.search("balloon")
    assert (first.clip.id, first.matched) == ("a", "red balloon")
    assert all("bicycle" not in candidate.matched for candidate in catalog.search("green bicycle"))


def test_of_two_clips_with_one_id_the_last_counts(catalog: Catalog) -> None:
    catalog.add([Clip(id="a", title="first"), Clip(id="a", title="second")])
    assert catalog.get(["a"])[0].title == "second"
    assert catalog.count() == 1


def test_notes_survive_a_new_ingest_and_can_be_replaced(catalog: Catalog) -> None:
    catalog.add([Clip(id="a", title="x", notes="filmed in Ghent")])
    catalog.add([Clip(id="a", title="y")])
    assert catalog.get(["a"])[0].notes == "filmed in Ghent"
    assert catalog.search("Ghent")[0].matched == "filmed in Ghent"
    catalog.add([Clip(id="a", title="y", notes="filmed in Bruges")])
    assert catalog.get(["a"])[0].notes == "filmed in Bruges"


def test_a_deleted_clip_never_appears_again(catalog: Catalog) -> None:
    catalog.add([Clip(id=str(number), title=f"balloon number {number}") for number in range(5)])
    assert catalog.delete(["1", "3", "unknown"]) == 2
    assert catalog.count() == 3
    assert {candidate.clip.id for candidate in catalog.search("balloon number 1", limit=10)} == {"0", "2", "4"}
    assert catalog.matching(Constraints()) == ["0", "2", "4"]
    catalog.add([Clip(id="1", title="a wooden piano")])
    assert catalog.search("piano")[0].clip.id == "1"


def test_adding_tells_its_progress_and_takes_a_generator(catalog: Catalog) -> None:
    told: list[int] = []
    assert catalog.add((Clip(id=str(n), title=f"clip {n}") for n in range(600)), progress=told.append) == 600
    assert sum(told) == 600
    assert len(told) > 1


def test_nothing_to_add_or_get_is_fine(catalog: Catalog) -> None:
    assert catalog.add([]) == catalog.delete([]) == catalog.count() == 0
    assert not any([catalog.get([]), catalog.ids(), catalog.search("anything"), catalog.search("")])
    assert catalog.similar("unknown", Constraints()).candidates == []


def test_labels_are_kept(catalog: Catalog) -> None:
    assert catalog.label("history") is None
    catalog.set_label("history", "invented")
    catalog.set_label("history", "real")
    assert catalog.label("history") == "real"


def test_the_vocabulary_follows_the_clips(catalog: Catalog) -> None:
    catalog.add([FULL, Clip(id="b", title="x", category="Pets", tags=("cat",), creator="Bo")])
    vocabulary = catalog.vocabulary()
    assert list(vocabulary.categories.values()) == [2]
    assert vocabulary.tags == {"cat": 2, "Katze": 1}
    assert vocabulary.creators == {"Ann": 1, "Bo": 1}
    assert vocabulary.languages == {"de": 1}
    catalog.delete(["full"])
    assert catalog.vocabulary().languages == {}


OTHER = """
import sys
from reeltalk.retrieval.catalog import Catalog
from reeltalk.retrieval.clip import Clip
from reeltalk.retrieval.hashing import HashingEncoder
catalog = Catalog.open(sys.argv[1], encoder=HashingEncoder())
"""


def run_beside(home: Path, code: str) -> str:
    """Run code in another process with the home's catalog open; return what it prints."""
    done = subprocess.run([sys.executable, "-c", OTHER + code, str(home)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_owner_shows_what_another_process_adds_and_deletes(catalog: Catalog) -> None:
    catalog.add([Clip(id="a", title="green bicycle"), Clip(id="b", title="wooden piano")])
    code = """
assert not catalog.owner
catalog.add([Clip(id="c", title="purple submarine"), Clip(id="a", title="red balloon")])
catalog.delete(["b"])
print(catalog.count(), [clip.title for clip in catalog.get(["a", "b", "c"])])
"""
    assert run_beside(catalog.home, code) == "2 ['red balloon', 'purple submarine']"
    assert catalog.refresh() == 3
    assert [candidate.clip.id for candidate in catalog.search("purple submarine")][:1] == ["c"]
    assert catalog.search("red balloon")[0].clip.id == "a"
    assert catalog.matching(Constraints()) == ["a", "c"]
    assert catalog.refresh() == 0


def test_a_search_takes_over_what_was_queued(catalog: Catalog) -> None:
    run_beside(catalog.home, 'catalog.add([Clip(id="c", title="purple submarine")])')
    catalog._refreshed = 0.0
    assert [candidate.clip.id for candidate in catalog.search("purple submarine")] == ["c"]


def test_searching_beside_the_owner_names_its_pid(catalog: Catalog) -> None:
    code = """
from reeltalk.errors import CatalogError
try:
    catalog.search("cats")
except CatalogError as error:
    print(error)
"""
    line = run_beside(catalog.home, code)
    assert f"in use by process {os.getpid()}" in line
    assert "\n" not in line


def test_a_search_takes_the_ownership_when_it_is_free_again(tmp_path: Path) -> None:
    first = Catalog.open(tmp_path, encoder=HashingEncoder())
    second = Catalog.open(tmp_path, encoder=HashingEncoder())
    assert (first.owner, second.owner) == (True, False)
    second.add([Clip(id="a", title="a green bicycle")])
    first.close()
    assert second.search("bicycle")[0].clip.id == "a"
    assert second.owner
    second.close()


def test_a_home_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("x")
    assert_refused(tmp_path / "home", "is a file")


def test_a_read_only_home_is_refused(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o555)
    assert_refused(home, "cannot be written")
    assert_refused(tmp_path / "home" / "deeper" if os.getuid() else Path("/proc/home"), "cannot be written")


def test_a_home_made_before_changes_of_events_were_noted_notes_them_from_now_on(tmp_path: Path) -> None:
    with Catalog.open(tmp_path, encoder=HashingEncoder()) as catalog:
        catalog.viewers.record(Event(viewer_id="ann", clip_id="a", timestamp=1.0, verdict="like"))
    with sqlite3.connect(tmp_path / "catalog.sqlite") as connection:
        connection.executescript("DROP TABLE event_changes; DROP TRIGGER events_delete; DROP TRIGGER events_update;")
    connection.close()
    with Catalog.open(tmp_path, encoder=HashingEncoder()) as catalog:
        before = catalog.viewers.version()
        assert catalog.viewers.retract("ann", "a") == 1
        assert catalog.viewers.version() > before > 0


def test_a_home_of_another_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    Catalog.open(tmp_path, encoder=HashingEncoder()).close()
    with sqlite3.connect(tmp_path / "catalog.sqlite") as connection:
        connection.execute("UPDATE meta SET value = '99' WHERE key = 'version'")
    connection.close()
    assert_refused(tmp_path, "layout 99")
    with sqlite3.connect(tmp_path / "catalog.sqlite") as connection:
        assert connection.execute("SELECT value FROM meta WHERE key = 'version'").fetchall() == [("99",)]


def test_a_database_of_something_else_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "catalog.sqlite") as connection:
        connection.execute("CREATE TABLE something (a)")
    connection.close()
    assert_refused(tmp_path, "not a reeltalk catalog")


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "catalog.sqlite").write_bytes(b"no database" * 1000)
    assert_refused(tmp_path, "cannot be used")


def assert_refused(home: Path, reason: str) -> None:
    """Check that opening fails with one line that names the home."""
    with pytest.raises(CatalogError, match=reason) as caught:
        Catalog.open(home, encoder=HashingEncoder())
    assert str(home) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_searching_while_clips_come_and_go(catalog: Catalog) -> None:
    catalog.add([Clip(id=f"kept {n}", title=f"balloon {n}") for n in range(20)])
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            found = catalog.search("balloon", limit=20, exclude=["piano"])
            assert len({candidate.clip.id for candidate in found}) == len(found) > 0
            catalog.retrieve("balloon", Constraints(), allowed={"kept 1", "kept 2"}, banned={"kept 2"})

    with ThreadPoolExecutor(2) as readers:
        reading = [readers.submit(read) for _ in range(2)]
        for turn in range(8):
            names = [f"gone {turn} {n}" for n in range(60)]
            catalog.add([Clip(id=name, title=f"balloon of {name}") for name in names])
            catalog.delete(names)
        stop.set()
        for one in reading:
            one.result()
    assert len(catalog.matching(Constraints())) == 20


def test_a_large_backlog_is_taken_over_in_the_background(catalog: Catalog) -> None:
    run_beside(catalog.home, 'catalog.add([Clip(id=f"c{n}", title=f"submarine {n}") for n in range(600)])')
    catalog._refreshed = 0.0
    catalog.search("submarine")  # does not wait for it
    catalog.refresh()  # does
    assert len(catalog.matching(Constraints())) == 600


class CatalogMachine(RuleBasedStateMachine):
    """Whatever is done, the catalog holds and finds what a plain dict would hold."""

    def __init__(self) -> None:
        super().__init__()
        import tempfile

        self.folder = tempfile.TemporaryDirectory()
        self.catalog = Catalog.open(self.folder.name, encoder=HashingEncoder())
        self.model: dict[str, str] = {}

    @rule(names=st.lists(st.sampled_from("abcdef"), max_size=4), word=st.sampled_from(["piano", "bicycle", "balloon"]))
    def add(self, names: list[str], word: str) -> None:
        self.catalog.add([Clip(id=name, title=f"{word} of {name}{name}") for name in names])
        self.model.update({name: f"{word} of {name}{name}" for name in names})

    @rule(names=st.lists(st.sampled_from("abcdef"), max_size=4))
    def delete(self, names: list[str]) -> None:
        assert self.catalog.delete(names) == len(set(names) & set(self.model))
        for name in names:
            self.model.pop(name, None)

    @rule()
    def reopen(self) -> None:
        self.catalog.close()
        self.catalog = Catalog.open(self.folder.name, encoder=HashingEncoder())

    @invariant()
    def holds_the_model(self) -> None:
        assert {clip.id: clip.title for clip in self.catalog.get("abcdef")} == self.model
        assert sorted(self.catalog.matching(Constraints())) == sorted(self.model)
        for name, title in list(self.model.items())[:2]:
            found = self.catalog.search(title, limit=6)
            assert (found[0].clip.id, found[0].matched) == (name, title)
            assert {candidate.clip.id for candidate in found} <= set(self.model)

    def teardown(self) -> None:
        self.catalog.close()
        self.folder.cleanup()


TestAnyOrderOfWrites = CatalogMachine.TestCase
TestAnyOrderOfWrites.settings = settings(max_examples=5, stateful_step_count=6, deadline=None)
