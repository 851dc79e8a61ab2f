"""`reeltalk eval viewers`, `compare`, `record` and `all`: folders of results, and one clear line for wrong use."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from model_server import ask_for, serving
from viewer_world import ROWS

from reeltalk import Catalog, Clip
from reeltalk.agent.settings import Settings
from reeltalk.eval.answers import read_answer
from reeltalk.retrieval.hashing import HashingEncoder
from reeltalk.ui.cli import run


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    things = ("A cat sleeps", "A dog runs", "A train passes", "A river flows")
    clips = [
        Clip.model_validate({**row, "description": f"{things[number % 4]} in the picture."})
        for number, row in enumerate(ROWS)
    ]
    with Catalog.open(folder, encoder=HashingEncoder()) as catalog:
        catalog.add(clips)
    with Catalog.open(folder):  # the command line reads it with the default encoder
        return folder


def evaluate(home: Path, out: Path, *more: str) -> int:
    plain = ["--goals", "3", "--home", str(home), "--out", str(out), "--settings", "one,none"]
    return run(["eval", "viewers", *plain, *more])


def test_viewers_leave_episodes_summary_and_a_page_and_two_systems_compare(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "run"
    assert evaluate(home, out, "--systems", "agent,popularity", "--json") == 0
    summary = json.loads(capsys.readouterr().out)
    assert summary["episodes"] == 12
    assert set(summary["settings"]) == {"one", "none"}
    assert (out / "report.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    lines = (out / "episodes.jsonl").read_text(encoding="utf-8").splitlines()
    assert evaluate(home, out, "--systems", "agent,popularity") == 0
    assert (out / "episodes.jsonl").read_text(encoding="utf-8").splitlines() == lines
    assert evaluate(home, out, "--systems", "agent", "--seed", "4") == 1
    assert "holds a run with other seed, systems" in capsys.readouterr().err
    assert run(["eval", "compare", str(out), str(out), "--systems", "popularity,agent", "--resamples", "200"]) == 0
    assert "turns to success" in capsys.readouterr().out
    with Catalog.open(home) as catalog:
        assert catalog.viewers.known() == []  # nothing was said in the real home


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["viewers", "--settings", "two"], "there is no 'two'"),
        (["viewers", "--faults", "often"], "'often' is not N or N:empty"),
        (["compare", "a", "b", "--systems", "agent"], "give two"),
    ],
)
def test_wrong_use_is_exit_status_two(args: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["eval", *args]) == 2
    assert words in " ".join(capsys.readouterr().err.split())


def test_what_cannot_be_used_is_one_line(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate(home, tmp_path / "x", "--systems", "magic") == 1
    assert run(["eval", "compare", str(tmp_path), str(tmp_path)]) == 1
    assert run(["eval", "judge", "--home", str(home)]) == 1
    assert run(["eval", "record", str(tmp_path / "gold.jsonl"), "--home", str(tmp_path)]) == 1
    lines = capsys.readouterr().err.strip().splitlines()
    assert len(lines) == 4
    assert "there is no 'magic'" in lines[0]


def test_a_search_that_fails_on_purpose_is_recorded_and_the_run_goes_on(home: Path, tmp_path: Path) -> None:
    assert evaluate(home, tmp_path / "run", "--systems", "agent", "--faults", "2") == 0
    summary = json.loads((tmp_path / "run" / "summary.json").read_text(encoding="utf-8"))
    assert summary["run"]["faults"] == [2, "fail"]
    assert summary["episodes"] == 6


def test_everything_runs_into_one_folder(home: Path, tmp_path: Path) -> None:
    more = ["--goals", "3", "--home", str(home), "--systems", "agent", "--out", str(tmp_path)]
    assert run(["eval", "all", *more]) == 0
    assert {file.name for file in tmp_path.iterdir()} == {"viewers", "simulator.json", "reasons.json"}
    reasons = json.loads((tmp_path / "reasons.json").read_text(encoding="utf-8"))
    assert reasons["supported"]["mean"] == 1.0


def test_langgraphs_own_agent_over_the_same_tools_can_be_evaluated(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[1] / "scripts"))
    import react_agent

    with serving(ask_for("search_clips", query="cat"), {"content": "This one: [clip:clip-0]."}) as server:
        answer = react_agent.make(home, Settings(model="openai:m", base_url=server.url))(
            {"text": "a cat", "viewer": "ann", "thread": "t", "messages": [{"role": "user", "content": "hi"}]}
        )
    read = read_answer(answer)
    assert [pick.id for pick in read.picks] == ["clip-0"]
    assert read.calls == ({"tool": "search_clips", "args": {"query": "cat"}, "ok": True},)
    assert read.tokens[0] > 0
    assert "clip-" in server.prompts()[1]
    sys.modules.pop("react_agent")
