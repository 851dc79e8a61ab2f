"""`reeltalk eval requests`: figures as one JSON document, and one clear line for a file that cannot be used."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from reeltalk import Catalog, Clip
from reeltalk.retrieval.hashing import HashingEncoder
from reeltalk.ui.cli import run


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    with Catalog.open(folder, encoder=HashingEncoder()) as catalog:
        catalog.add([Clip(id=f"c{n}", title=f"Steam train {n}", description="A train.") for n in range(3)])
    with Catalog.open(folder):  # the command line reads it with the default encoder
        return folder


def write(path: Path, *turns: tuple[str, dict[str, Any]]) -> Path:
    row = {"id": "t-1", "tags": ["topic"], "turns": [{"say": say, "expect": expect} for say, expect in turns]}
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    return path


def test_it_reports_right_and_wrong_turns_with_intervals(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = {"call": {"tool": "search_clips", "args": {"query": {"has": ["train"]}}}}
    dated = {"call": {"tool": "search_clips", "args": {"published_after": {"between": ["2025-02-20", "2025-02-24"]}}}}
    file = write(
        tmp_path / "set.jsonl", ("steam trains", wanted), ("only from the last week", dated), ("thanks", wanted)
    )
    assert run(["eval", "requests", str(file), "--home", str(home), "--today", "2025-03-01", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["turns"]["n"] == 3
    assert report["turns"]["mean"] == pytest.approx(2 / 3)
    assert report["turns"]["low"] < 2 / 3 < report["turns"]["high"]
    assert report["conversations"]["mean"] == 0
    assert [row["say"] for row in report["wrong"]] == ["thanks"]
    assert report["today"] == "2025-03-01"


def test_a_file_that_is_not_there_or_no_request_set_is_one_line(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["eval", "requests", str(tmp_path / "none.jsonl"), "--home", str(home)]) == 1
    (tmp_path / "bad.jsonl").write_text('{"id": 1}\n', encoding="utf-8")
    assert run(["eval", "requests", str(tmp_path / "bad.jsonl"), "--home", str(home)]) == 1
    lines = capsys.readouterr().err.strip().splitlines()
    assert len(lines) == 2
    assert "none.jsonl" in lines[0]
    assert "line 1" in lines[1]
