"""`reeltalk doctor` sees what is wrong with a home, and mends its indexes."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from reeltalk.retrieval.catalog import Catalog
from reeltalk.retrieval.chroma import ChromaIndex
from reeltalk.retrieval.clip import Clip
from reeltalk.ui.cli import run


@pytest.fixture
def home(tmp_path: Path) -> Path:
    with Catalog.open(tmp_path / "home") as catalog:
        catalog.add([Clip(id=f"c{n}", title=f"A boat on lake number {n}", description="Calm water.") for n in range(5)])
    return tmp_path / "home"


def diagnose(home: Path, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, dict[str, Any]]:
    """The exit status, and each finding by its name."""
    status = run(["doctor", "--home", str(home), "--json", *options])
    report = json.loads(capsys.readouterr().out)
    assert report["ok"] == (status == 0)
    return status, {finding["name"]: finding for finding in report["findings"]}


def diagnose_afresh(home: Path, *options: str) -> tuple[int, dict[str, Any]]:
    """As `diagnose` in a process of its own: Chroma keeps what it opened in this one, whatever becomes of the files."""
    command = [sys.executable, "-c", "from reeltalk.ui.cli import main; main()", "doctor", "--json"]
    done = subprocess.run([*command, "--home", str(home), *options], capture_output=True, text=True, check=False)
    return done.returncode, {finding["name"]: finding for finding in json.loads(done.stdout)["findings"]}


def test_a_sound_home_passes(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, found = diagnose(home, capsys)
    assert status == 0
    assert all(finding["ok"] for finding in found.values())
    assert found["clips"]["text"] == "5"
    assert found["chroma"]["text"] == found["lexical"]["text"] == "5 of 5 clips"


def test_an_index_that_lacks_clips_is_found_and_mended(home: Path) -> None:
    chroma = ChromaIndex(home / "chroma")
    chroma.delete(["c1", "c2"])
    chroma.close()
    status, found = diagnose_afresh(home)
    assert (status, found["chroma"]["ok"]) == (1, False)
    assert "--repair" in found["chroma"]["text"]
    status, found = diagnose_afresh(home, "--repair")
    assert (status, found["chroma"]["text"]) == (0, "5 of 5 clips")


def test_indexes_that_are_gone_are_built_anew(home: Path) -> None:
    for name in ("vectors", "lexical", "chroma"):
        shutil.rmtree(home / name)
    assert diagnose_afresh(home)[0] == 1
    status, found = diagnose_afresh(home, "--repair")
    assert status == 0
    assert found["chroma"]["text"] == found["lexical"]["text"] == "5 of 5 clips"


def test_a_missing_video_file_is_named(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "there.mp4").touch()
    with Catalog.open(home) as catalog:
        catalog.add([Clip(id="a", title="A", path="there.mp4"), Clip(id="b", title="B", path="gone.mp4")])
    status, found = diagnose(home, capsys)
    assert (status, found["video files"]["ok"]) == (1, False)
    assert found["video files"]["text"].startswith("1 of 2 cannot be played, such as gone.mp4 of clip b")


def test_a_home_in_use_names_its_owner_and_is_left_alone(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Catalog.open(home):
        status, found = diagnose(home, capsys)
        assert (status, str(os.getpid()) in found["owner"]["text"]) == (0, True)
        assert run(["doctor", "--repair", "--home", str(home)]) == 1
        assert f"process {os.getpid()} has" in capsys.readouterr().err


def test_a_folder_without_a_catalog_is_not_made_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, found = diagnose(tmp_path / "nowhere", capsys)
    assert (status, found["home"]["ok"]) == (1, False)
    assert not (tmp_path / "nowhere").exists()


def test_a_damaged_or_foreign_database_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = tmp_path / "foreign"
    home.mkdir()
    with sqlite3.connect(home / "catalog.sqlite") as other:
        other.execute("CREATE TABLE songs (name TEXT)")
    other.close()
    status, found = diagnose(home, capsys)
    assert (status, found["home"]["ok"]) == (1, False)
    assert "catalog.sqlite" in found["home"]["text"]


def test_the_plain_report_marks_what_is_bad(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor", "--home", str(tmp_path / "nowhere")]) == 1
    told = capsys.readouterr()
    assert "BAD  home: there is no catalog" in told.out
    assert len(told.err.strip().splitlines()) == 1
