"""A process killed between any two writes: opening the home again loses nothing and doubles nothing."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from reeltalk.retrieval import opening, queue
from reeltalk.retrieval.catalog import Catalog
from reeltalk.retrieval.chroma import ChromaIndex
from reeltalk.retrieval.clip import Clip
from reeltalk.retrieval.constraints import Constraints
from reeltalk.retrieval.hashing import HashingEncoder

SCRIPT = """
import os, signal, sys
from reeltalk.retrieval import store
from reeltalk.retrieval.catalog import Catalog
from reeltalk.retrieval.clip import Clip
from reeltalk.retrieval.hashing import HashingEncoder

home, point, action = sys.argv[1:]
catalog = Catalog.open(home, encoder=HashingEncoder())

def kill_there(name):
    if name == point:
        os.kill(os.getpid(), signal.SIGKILL)

store.reached = kill_there
if action == "write":
    catalog.add([Clip(id="old", title="a red balloon"), Clip(id="new", title="a purple submarine")])
else:
    catalog.delete(["old"])
"""

IN_ADD = ["rows written", "queue written", "rows and queue committed"]
IN_DRAIN = [
    "whole vectors written",
    "passage vectors written",
    "chroma written",
    "chroma deleted",
    "lexical committed",
    "queue rows removed",
]
IN_DELETE = ["rows deleted", "deletion committed"]


def kill_at(home: Path, point: str, action: str) -> None:
    """Fill a home, then have another process die at a point of a write to it."""
    with Catalog.open(home, encoder=HashingEncoder()) as catalog:
        catalog.add([Clip(id="old", title="a green bicycle"), Clip(id="other", title="a wooden piano")])
    done = subprocess.run([sys.executable, "-c", SCRIPT, str(home), point, action], capture_output=True, text=True)
    assert done.returncode == -signal.SIGKILL, done.stderr


def assert_sound(catalog: Catalog, expected: dict[str, str]) -> None:
    """Check that every index holds the expected clips (id -> title), once each, and nothing else."""
    assert {clip.id: clip.title for clip in catalog.get(catalog.ids())} == expected
    indexes = catalog._open_retriever().indexes
    assert indexes.chroma.ids() == set(expected)
    assert indexes.chroma.count() == indexes.lexical.count() == len(expected)
    for name, title in expected.items():
        assert sorted(catalog.matching(Constraints())) == sorted(expected)
        found = catalog.search(title, limit=10)
        assert found[0].clip.id == name
        assert found[0].matched == title
        assert found[0].relevance == pytest.approx(1, abs=0.01)
        assert len({candidate.clip.id for candidate in found}) == len(found) == len(expected)
        vector = catalog.encoder.encode([title])[0]
        assert indexes.chroma.nearest(vector, 1) == [name]
        np.testing.assert_allclose(catalog.vectors_of([name])[0], vector, atol=1e-6)
        hits, _ = indexes.lexical.search(title, 10)
        assert catalog._open_retriever().ids_of(hits)[0] == name
    hits, _ = indexes.lexical.search("bicycle", 10)
    assert (len(hits) == 1) == ("a green bicycle" in expected.values())


@pytest.mark.parametrize("point", IN_ADD + IN_DRAIN)
def test_a_kill_while_adding_heals(tmp_path: Path, point: str) -> None:
    kill_at(tmp_path, point, "write")
    before = {"old": "a green bicycle", "other": "a wooden piano"}
    after = {"old": "a red balloon", "other": "a wooden piano", "new": "a purple submarine"}
    with Catalog.open(tmp_path, encoder=HashingEncoder()) as catalog:
        assert_sound(catalog, before if point in ("rows written", "queue written") else after)
        catalog.add([Clip(id="old", title="a red balloon"), Clip(id="new", title="a purple submarine")])
        assert_sound(catalog, after)


@pytest.mark.parametrize("point", IN_DELETE + IN_DRAIN)
def test_a_kill_while_deleting_heals(tmp_path: Path, point: str) -> None:
    kill_at(tmp_path, point, "delete")
    with Catalog.open(tmp_path, encoder=HashingEncoder()) as catalog:
        kept = {"old": "a green bicycle"} if point == "rows deleted" else {}
        assert_sound(catalog, {**kept, "other": "a wooden piano"})
        catalog.delete(["old"])
        assert_sound(catalog, {"other": "a wooden piano"})


@pytest.mark.parametrize("lost", ["vectors", "lexical", "chroma"])
def test_an_index_that_was_deleted_is_built_again(tmp_path: Path, lost: str) -> None:
    clips = {"a": "a green bicycle", "b": "a wooden piano"}
    with Catalog.open(tmp_path, encoder=HashingEncoder()) as catalog:
        catalog.add([Clip(id=name, title=title) for name, title in clips.items()])
    shutil.rmtree(tmp_path / lost)
    with Catalog.open(tmp_path, encoder=HashingEncoder()) as catalog:
        assert_sound(catalog, clips)


def test_chroma_gets_what_it_lacks_without_encoding_and_loses_what_is_gone(tmp_path: Path) -> None:
    clips = {"a": "a green bicycle", "b": "a wooden piano", "c": "a red balloon"}
    with Catalog.open(tmp_path, encoder=HashingEncoder()) as catalog:
        catalog.add([Clip(id=name, title=title) for name, title in clips.items()])
    with closing(ChromaIndex(tmp_path / "chroma")) as chroma:
        chroma.delete(["a", "c"])
        chroma.put(["gone"], HashingEncoder().encode(["a purple submarine"]))

    class Unused(HashingEncoder):
        def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
            raise AssertionError("the vectors are there already")

    Catalog.open(tmp_path, encoder=Unused()).close()
    with Catalog.open(tmp_path, encoder=HashingEncoder()) as catalog:
        assert_sound(catalog, clips)


def test_a_chroma_folder_that_was_deleted_can_be_made_again_in_the_same_process(tmp_path: Path) -> None:
    vectors = HashingEncoder().encode(["a green bicycle", "a wooden piano"])
    for count in (2, 1):
        with closing(ChromaIndex(tmp_path / "chroma")) as chroma:
            assert chroma.stored() == 0
            chroma.put(["a", "b"][:count], vectors[:count])
            assert chroma.stored() == chroma.count() == count
        shutil.rmtree(tmp_path / "chroma")


def test_opening_a_sound_home_loads_no_chroma(tmp_path: Path) -> None:
    with Catalog.open(tmp_path, encoder=HashingEncoder()) as catalog:
        catalog.add([Clip(id="a", title="a green bicycle")])
        catalog.delete(["a"])
        catalog.add([Clip(id="b", title="a wooden piano")])
    program = """
import sys
from reeltalk.retrieval.catalog import Catalog
from reeltalk.retrieval.hashing import HashingEncoder
Catalog.open(sys.argv[1], encoder=HashingEncoder()).close()
sys.exit("chromadb" in sys.modules)
"""
    assert subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=False).returncode == 0


def test_chroma_keeps_to_the_first_rows_and_the_rest_is_found_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (queue, opening):
        monkeypatch.setattr(module, "MOST_ROWS", 2)  # rows count from 1
    encoder = HashingEncoder()
    with Catalog.open(tmp_path, encoder=encoder) as catalog:
        catalog.add([Clip(id="a", title="a green bicycle"), Clip(id="b", title="a wooden piano")])
    with Catalog.open(tmp_path, encoder=encoder) as catalog:
        assert catalog.search("a wooden piano", limit=1)[0].clip.id == "b"
    with closing(ChromaIndex(tmp_path / "chroma")) as chroma:
        assert chroma.ids() == {"a"}


def test_another_encoder_rebuilds_the_indexes(tmp_path: Path) -> None:
    clips = {"a": "a green bicycle", "b": "a wooden piano"}
    with Catalog.open(tmp_path, encoder=HashingEncoder(32)) as catalog:
        catalog.add([Clip(id=name, title=title) for name, title in clips.items()])
    with Catalog.open(tmp_path, encoder=HashingEncoder(64)) as catalog:
        assert_sound(catalog, clips)
        assert catalog.vectors_of(["a"]).shape == (1, 64)
