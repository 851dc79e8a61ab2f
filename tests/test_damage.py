"""Files of a home that are damaged: one line that says what to do, and the clips stay."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reeltalk import Agent, Catalog, Clip
from reeltalk.errors import CatalogError
from reeltalk.retrieval.hashing import HashingEncoder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    with Catalog.open(tmp_path / "home", encoder=HashingEncoder()) as catalog:
        catalog.add(Clip(id=f"c{number}", title=f"Train number {number} passes") for number in range(9))
    return tmp_path / "home"


def spoil_lexical(home: Path) -> None:
    (home / "lexical" / "meta.json").write_text("x")


def spoil_chroma(home: Path) -> None:
    (home / "chroma" / "chroma.sqlite3").write_text("x" * 5000)


def spoil_table(home: Path) -> None:
    (home / "vectors" / "passages.at").write_bytes(b"\x7f\x01" * 8192)


def lose_passages(home: Path) -> None:
    table = home / "vectors" / "passages.at"
    held = bytearray(table.read_bytes())
    held[0:8] = (5000).to_bytes(8, "little")  # the first clip's passages stand where the file has ended
    table.write_bytes(held)


@pytest.mark.parametrize("spoil", [spoil_lexical, spoil_chroma, spoil_table, lose_passages])
def test_a_damaged_index_is_named_with_its_mend(home: Path, spoil: Callable[[Path], None]) -> None:
    spoil(home)
    with pytest.raises(CatalogError, match="doctor --repair") as told:
        Catalog.open(home, encoder=HashingEncoder())
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("spoil", [lambda file: file.write_text("x" * 5000), lambda file: file.mkdir()])
def test_damaged_conversations_are_named_and_once_moved_away_all_goes_on(
    home: Path, spoil: Callable[[Path], None]
) -> None:
    file = home / "threads.sqlite"
    spoil(file)
    with Catalog.open(home, encoder=HashingEncoder()) as catalog, Agent(catalog) as agent:
        with pytest.raises(CatalogError, match=r"threads\.sqlite cannot be used"):
            agent.ask("trains")
        file.rename(home / "old")
        assert agent.ask("trains").picks
