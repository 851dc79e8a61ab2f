"""Another model, its options and a policy from the command line; Ctrl-C in the terminal ends the request."""

from __future__ import annotations

import io
import json
import os
import signal
import threading
from pathlib import Path

import pytest
from kittens import KITTENS
from model_server import Stuck, ask_for, say_json, serving
from rich.console import Console

from reeltalk import Agent, Catalog
from reeltalk.agent.options import ModelOptions
from reeltalk.ui.cli import run
from reeltalk.ui.terminal import Terminal

WORDS = {"content": "Here you are. Two kittens play."}
SEARCH = ask_for("search_clips", query="kittens")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    with Catalog.open(folder) as opened:
        opened.add(KITTENS)
    return folder


def test_ask_drives_the_named_model_with_its_options(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers = [say_json(("search_clips", {"query": "kittens"})), say_json(text="Here you are.")]
    with serving(*answers) as server:
        args = ["ask", "kittens", "--json", "--home", str(home), "--model", "openai:fake", "--base-url", server.url]
        assert run([*args, "--option", "way=json", "--option", "reasons=false"]) == 0
    reply = json.loads(capsys.readouterr().out)
    assert (reply["model"], reply["text"]) == ("openai:fake", "Here you are.")
    assert "response_format" in server.requests[0]


def test_options_and_policy_come_from_the_environment_too(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "policy.md").write_text("- No kittens. [never recommend: kitten]")
    monkeypatch.setenv("REELTALK_POLICY", str(tmp_path / "policy.md"))
    monkeypatch.setenv("REELTALK_OPTIONS", '{"way": "native", "reasons": false}')
    with serving(SEARCH, WORDS) as server:
        monkeypatch.setenv("REELTALK_BASE_URL", server.url)
        monkeypatch.setenv("REELTALK_MODEL", "openai:fake")
        assert run(["ask", "kittens", "--json", "--home", str(home)]) == 0
    reply = json.loads(capsys.readouterr().out)
    assert "raw-1" not in [pick["clip"]["id"] for pick in reply["picks"]]
    assert "No kittens." in server.requests[0]["messages"][0]["content"]


def test_the_words_of_ask_come_as_the_model_says_them(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with serving(SEARCH, WORDS) as server:
        args = ["ask", "kittens", "--home", str(home), "--model", "openai:fake", "--base-url", server.url]
        assert run([*args, "--option", "way=native", "--option", "reasons=false"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Here you are. Two kittens play.\n")
    assert " 1. Kittens and wool" in out


@pytest.mark.parametrize(
    ("args", "line"),
    [
        (["--option", "speed=1"], "NAME=VALUE"),
        (["--option", "turn_tokens=some"], "option turn_tokens"),
        (["--policy", "/no/such/policy.md"], "policy.md"),
        (["--model", "gpt"], "openai:NAME"),
    ],
)
def test_what_cannot_be_used_is_one_line(
    home: Path, capsys: pytest.CaptureFixture[str], args: list[str], line: str
) -> None:
    assert run(["ask", "kittens", "--home", str(home), *args]) == 1
    told = capsys.readouterr().err.strip()
    assert line in told
    assert "\n" not in told


@pytest.mark.usefixtures("interruptible")
def test_ctrl_c_in_the_terminal_ends_the_request_and_the_conversation_goes_on(home: Path) -> None:
    def interrupt() -> None:
        assert server.stuck.wait(30)
        server.answers[:] = [SEARCH, WORDS]
        os.kill(os.getpid(), signal.SIGINT)

    lines = iter(["kittens", "kittens again", "/quit"])
    shown = io.StringIO()
    with (
        serving(SEARCH, Stuck(WORDS, 4)) as server,
        Catalog.open(home) as catalog,
        Agent(
            catalog,
            model="openai:fake",
            base_url=server.url,
            options=ModelOptions(way="native", tries=1, reasons=False),
        ) as agent,
    ):
        threading.Thread(target=interrupt, daemon=True).start()
        Terminal(agent, Console(file=shown, width=100), viewer="ann").run(lambda _: next(lines))
        assert server.left.wait(20)
    told = shown.getvalue()
    assert "(cancelled)" in told
    assert told.count("Two kittens play.") == 1
