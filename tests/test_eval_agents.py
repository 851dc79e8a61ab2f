"""Any agent can be evaluated: by a factory, behind `/v1/ask`, or as chat completions, over real HTTP."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from reeltalk.errors import SettingsError
from reeltalk.eval.agents import copy_home, load_factory, open_named
from reeltalk.eval.answers import AnswerError, Ask


class Server(ThreadingHTTPServer):
    """Answers every POST with the same JSON; keeps what it got."""

    def __init__(self, answer: Any, status: int = 200) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answer, self.status = answer, status
        self.got: list[tuple[str, dict[str, Any]]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.got.append((self.path, body))
        told = json.dumps(self.server.answer).encode()
        self.send_response(self.server.status)
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    def log_message(self, format: str, *args: Any) -> None:
        """Keep quiet."""


@contextmanager
def serving(answer: Any, status: int = 200) -> Iterator[Server]:
    server = Server(answer, status)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


ASK = Ask("shorter", "ann", "t1", ({"clip_id": "a", "timestamp": 1.0},), (("user", "cats"), ("assistant", "here")))


def test_an_agent_behind_v1_ask_gets_the_whole_request_and_its_reply_is_read(tmp_path: Path) -> None:
    reply = {
        "text": "Two clips.",
        "picks": [{"rank": 1, "clip": {"id": "c1", "title": "x"}, "seen": True}, {"clip": {"id": "c2"}}],
        "question": "Which language?",
        "suggestions": ["In German"],
        "calls": [{"tool": "search_clips", "args": {"query": "cats"}, "ok": True}],
        "usage": {"input_tokens": 7, "output_tokens": 2},
    }
    with serving(reply) as server, open_named(f"{server.url}/v1/ask", tmp_path) as agent:
        answer = agent.answer(ASK)
    path, body = server.got[0]
    assert path == "/v1/ask"
    assert (body["text"], body["viewer"], body["thread"]) == ("shorter", "ann", "t1")
    assert body["history"] == [{"clip_id": "a", "timestamp": 1.0}]
    assert [(pick.id, pick.marked_seen) for pick in answer.picks] == [("c1", True), ("c2", False)]
    assert (answer.question, answer.options, answer.tokens) == ("Which language?", ("In German",), (7, 2))


def test_an_openai_compatible_agent_gets_the_conversation_and_its_marked_clips_are_its_picks(tmp_path: Path) -> None:
    message = {"role": "assistant", "content": "Try [clip:c2] or [clip:c1], above all [clip:c2]."}
    completion = {"choices": [{"message": message}], "usage": {"prompt_tokens": 5, "completion_tokens": 3}}
    with serving(completion) as server, open_named(f"{server.url}/v1", tmp_path) as agent:
        answer = agent.answer(ASK)
    path, body = server.got[0]
    assert path == "/v1/chat/completions"
    assert [message["content"] for message in body["messages"]] == ["cats", "here", "shorter"]
    assert [pick.id for pick in answer.picks] == ["c2", "c1"]
    assert answer.tokens == (5, 3)
    own = {**completion, "reeltalk": {"picks": ["c9"], "calls": []}}
    with serving(own) as server, open_named(f"{server.url}/v1/chat/completions", tmp_path) as agent:
        assert [pick.id for pick in agent.answer(ASK).picks] == ["c9"]


@pytest.mark.parametrize(("answer", "status"), [({}, 500), ({"choices": []}, 200), ([], 200)])
def test_a_server_that_fails_is_an_answer_that_failed(answer: Any, status: int, tmp_path: Path) -> None:
    with (
        serving(answer, status) as server,
        open_named(f"{server.url}/v1", tmp_path) as agent,
        pytest.raises(AnswerError),
    ):
        agent.answer(ASK)


def test_a_factory_gets_a_copy_of_the_home_and_what_it_raises_is_recorded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "own_agent.py").write_text(
        "def make(home):\n"
        "    def answer(request):\n"
        "        if request['text'] == 'crash':\n"
        "            raise RuntimeError('out of memory')\n"
        "        return {'text': str(home), 'picks': [request['viewer']]}\n"
        "    return answer\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    with open_named("own_agent:make", tmp_path / "home") as agent:
        answer = agent.answer(ASK)
        assert (answer.text, answer.picks[0].id) == (str(tmp_path / "home"), "ann")
        with pytest.raises(AnswerError, match="RuntimeError: out of memory"):
            agent.answer(Ask("crash", "ann", "t1"))
    sys.modules.pop("own_agent")


@pytest.mark.parametrize("spec", ["nonsense", "no_such_module_here:make", "json:no_such_name", "json:__name__"])
def test_what_is_no_agent_gets_one_clear_line(spec: str) -> None:
    with pytest.raises(SettingsError, match=f"--agent '{spec}'"):
        load_factory(spec)


def test_what_is_said_in_an_evaluation_stays_out_of_the_real_home(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "catalog.sqlite").write_text("x", encoding="utf-8")
    (tmp_path / "home" / "threads.sqlite").write_text("private", encoding="utf-8")
    with copy_home(tmp_path / "home") as copied:
        (copied / "catalog.sqlite").write_text("y", encoding="utf-8")
        assert not (copied / "threads.sqlite").exists()
    assert (tmp_path / "home" / "catalog.sqlite").read_text(encoding="utf-8") == "x"
    assert not copied.exists()
