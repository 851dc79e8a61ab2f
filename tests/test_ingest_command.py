"""`reeltalk ingest` and `reeltalk ui FOLDER` as commands."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from videos import BLUE, RED, make_video
from vision_server import seeing

from reeltalk.ui.cli import run

COMMAND = [sys.executable, "-c", "from reeltalk.ui.cli import main; main()"]


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in list(os.environ):
        if name.startswith("REELTALK_") or name == "OPENAI_API_KEY":
            monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_video(tmp_path / "videos" / "a red dog.mp4", scenes=(RED,))
    make_video(tmp_path / "videos" / "the blue sea.mp4", scenes=(BLUE,))
    (tmp_path / "videos" / "empty.mp4").write_bytes(b"")
    return tmp_path / "videos"


def test_a_folder_is_ingested_and_can_be_asked(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["ingest", str(folder), "--json"]) == 0
    told, errors = capfd.readouterr()
    report = json.loads(told)
    assert (report["files"], report["read"], report["looked"]) == (3, 3, 2)
    assert report["home"] == str(folder / ".reeltalk")
    assert report["failed"] == [{"path": str(folder / "empty.mp4"), "why": "is empty"}]
    assert f"{folder / 'empty.mp4'}: is empty" in errors
    assert run(["ask", "a red dog", "--json", "--home", str(folder / ".reeltalk")]) == 0
    assert json.loads(capfd.readouterr().out)["picks"][0]["clip"]["title"] == "a red dog"


def test_an_endpoint_describes_and_what_it_took_is_told(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with seeing() as server:
        options = ["--describer", "openai:seer", "--base-url", server.url, "--price", "1", "10"]
        assert run(["ingest", str(folder), *options]) == 0
        told = capfd.readouterr().out
        assert "2 described" in told
        assert "2,400 tokens" in told
        assert "cost 0.01" in told
        assert run(["ingest", str(folder), *options, "--json"]) == 0
        assert len(server.requests) == 2


def test_a_dry_run_tells_and_writes_nothing(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    options = ["--describer", "openai:seer", "--base-url", "http://127.0.0.1:1/v1", "--price", "1", "10"]
    assert run(["ingest", str(folder), "--dry-run", *options]) == 0
    told = capfd.readouterr().out
    assert "3 files, 3 new or changed" in told
    assert "cost: about" in told
    assert not (folder / ".reeltalk").exists()


@pytest.mark.parametrize(
    ("args", "why"),
    [
        (["nowhere"], "there is no file or folder"),
        (["videos", "--describer", "openai:seer"], "needs a key"),
        (["videos", "--describer", "magic"], "give openai:MODEL"),
        (["videos", "other"], "--home"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    folder: Path, args: list[str], why: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.parent)
    make_video(folder.parent / "other" / "x.mp4")
    assert run(["ingest", *args]) == 1
    told, errors = capfd.readouterr()
    assert told == ""
    assert len(errors.splitlines()) == 1
    assert why in errors


def test_a_folder_without_videos_says_what_is_wanted(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["ui", str(tmp_path)]) == 1
    assert "there is no catalog" in capfd.readouterr().err


@pytest.mark.slow
def test_the_page_serves_a_folder_and_follows_it(folder: Path) -> None:
    process = subprocess.Popen(
        [*COMMAND, "ui", str(folder), "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        address = process.stdout.readline().split()[3]
        assert wait_for(address, "2 clips")
        make_video(folder / "late.mp4", scenes=((250, 250, 0),))
        assert wait_for(address, "3 clips")
        (folder / "late.mp4").unlink()
        assert wait_for(address, "2 clips")
    finally:
        process.terminate()
        process.wait(timeout=30)


def wait_for(address: str, words: str, seconds: float = 120) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{address}/page/news", timeout=10) as answer:
                if words in json.load(answer)["stock"]:
                    return True
        except OSError:
            pass
        time.sleep(0.5)
    return False
