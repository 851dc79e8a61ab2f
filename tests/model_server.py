"""A chat-completions server that answers from a list and fails as asked: over a real port, in a thread."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

PIECE = 8
"""Characters of a streamed piece."""


@dataclass(frozen=True)
class Status:
    """An HTTP status with headers and an error's text, which is its code too."""

    code: int
    headers: Mapping[str, str] = field(default_factory=dict)
    text: str = ""


@dataclass(frozen=True)
class Dropped:
    """A stream that breaks off after so many pieces."""

    message: dict[str, Any]
    pieces: int = 1


@dataclass(frozen=True)
class Stuck:
    """A stream that stops after so many pieces and stays open until the client leaves."""

    message: dict[str, Any]
    pieces: int = 1


@dataclass(frozen=True)
class Raw:
    """A body as it is, status 200."""

    body: str
    kind: str = "text/event-stream"


class ModelServer(ThreadingHTTPServer):
    """Gives `answers` one after another: messages, the faults above, or a number for a status; at the end 500."""

    daemon_threads = True

    def __init__(self, answers: list[Any], *, counts: bool = True) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers = answers
        self.counts = counts
        """Whether it tells usage."""
        self.requests: list[dict[str, Any]] = []
        self.stuck = Event()
        """Set once a `Stuck` stream waits."""
        self.left = Event()
        """Set once its client has closed the connection."""

    @property
    def url(self) -> str:
        """The base URL."""
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def prompts(self) -> list[str]:
        """The messages of each request as one text."""
        return ["\n".join(str(one.get("content")) for one in asked["messages"]) for asked in self.requests]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that leaves is no error here."""


class _Handler(BaseHTTPRequestHandler):
    server: ModelServer

    def do_POST(self) -> None:
        """Answer with the next of the list."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.requests.append(body)
        answer = self.server.answers.pop(0) if self.server.answers else 500
        if isinstance(answer, int):
            answer = Status(answer)
        if isinstance(answer, Status):
            self._send(
                answer.code,
                json.dumps({"error": {"message": answer.text, "code": answer.text}}),
                "application/json",
                answer.headers,
            )
        elif isinstance(answer, Raw):
            self._send(200, answer.body, answer.kind)
        elif isinstance(answer, Dropped | Stuck) or body.get("stream"):
            self._stream(answer)
        else:
            self._send(200, json.dumps(_complete(answer)), "application/json")

    def _stream(self, answer: Any) -> None:
        message = answer.message if isinstance(answer, Dropped | Stuck) else answer
        pieces = list(split_message(message, self.server.counts))
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        for number, piece in enumerate(pieces):
            if isinstance(answer, Dropped) and number == answer.pieces:
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
                self.connection.close()  # a reset, not an orderly end
                return
            if isinstance(answer, Stuck) and number == answer.pieces:
                self.server.stuck.set()
                with suppress(ConnectionResetError):  # a client that leaves with pieces unread resets the connection
                    assert self.connection.recv(1) == b""
                self.server.left.set()
                return
            self.wfile.write(f"data: {json.dumps(piece)}\n\n".encode())
            self.wfile.flush()
        self.wfile.write(b"data: [DONE]\n\n")

    def _send(self, status: int, body: str, kind: str, headers: Mapping[str, str] | None = None) -> None:
        told = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(told)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(told)

    def log_message(self, format: str, *args: Any) -> None:
        """Keep quiet."""


USAGE = {"prompt_tokens": 900, "completion_tokens": 30, "total_tokens": 930}
_HEAD = {"id": "x", "created": 0, "model": "fake"}


def _complete(message: dict[str, Any]) -> dict[str, Any]:
    choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": None, **message}}
    return {**_HEAD, "object": "chat.completion", "choices": [choice], "usage": USAGE}


def split_message(message: dict[str, Any], counts: bool = True) -> Iterator[dict[str, Any]]:
    """A message as the pieces of a stream, the way servers send them."""

    def piece(delta: dict[str, Any], reason: str | None = None) -> dict[str, Any]:
        choice = {"index": 0, "delta": delta, "finish_reason": reason}
        return {**_HEAD, "object": "chat.completion.chunk", "choices": [choice]}

    yield piece({"role": "assistant", "content": ""})
    text = message.get("content") or ""
    for start in range(0, len(text), PIECE):
        yield piece({"content": text[start : start + PIECE]})
    for index, call in enumerate(message.get("tool_calls", [])):
        function = {"name": call["function"]["name"], "arguments": ""}
        yield piece({"tool_calls": [{**call, "index": index, "function": function}]})
        told = call["function"]["arguments"]
        for start in range(0, len(told), PIECE):
            yield piece({"tool_calls": [{"index": index, "function": {"arguments": told[start : start + PIECE]}}]})
    yield piece({}, "tool_calls" if message.get("tool_calls") else "stop")
    if counts:
        yield {**_HEAD, "object": "chat.completion.chunk", "choices": [], "usage": USAGE}


def call(name: str, number: int = 1, **args: Any) -> dict[str, Any]:
    """One native call."""
    return {"id": f"c{number}", "type": "function", "function": {"name": name, "arguments": json.dumps(args)}}


def ask_for(name: str, **args: Any) -> dict[str, Any]:
    """A message with one native call."""
    return {"tool_calls": [call(name, **args)]}


def say_json(*calls: tuple[str, dict[str, Any]], text: str = "") -> dict[str, Any]:
    """A message of JSON mode."""
    told = {"calls": [{"tool": tool, "args": args} for tool, args in calls], "text": text}
    return {"content": json.dumps(told)}


@contextmanager
def serving(*answers: Any, counts: bool = True) -> Iterator[ModelServer]:
    """A server that runs while the block does."""
    server = ModelServer(list(answers), counts=counts)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
