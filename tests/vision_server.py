"""An OpenAI-compatible vision endpoint on this machine that checks what it is sent."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any

SENTENCES = (
    "A brown dog trots along a gravel path beside a low stone wall while its owner walks a few steps behind.",
    "It stops at a puddle, sniffs the water, and then leaps across in one bound that sends drops flying everywhere.",
    "The owner laughs and claps both hands, and the animal turns around at once to wait with its tongue hanging out.",
    "Behind them lie green hills under a pale morning sky, and a white farmhouse stands among a handful of tall trees.",
    "The mood is bright and unhurried, a cheerful little outing for anyone who likes pets and quiet country walks.",
)
GOOD: dict[str, Any] = {
    "summary": " ".join(SENTENCES),
    "happenings": [{"start_s": 0.0, "end_s": 1.5, "text": "The dog leaps over a puddle."}],
    "people_and_things": ["a brown dog", "a woman in a coat"],
    "text_on_screen": [],
    "setting": "a country path in the morning",
    "sound": "",
    "mood": "cheerful",
    "humour": "",
    "genre": "pets",
    "background": "",
    "language": "",
    "tags": ["dog", "walk"],
    "audience": "all",
}


TRANSCRIPT: dict[str, Any] = {
    "text": "Good evening. Thank you for watching.",
    "language": "english",
    "duration": 14.0,
    "segments": [
        {"id": 0, "start": 1.0, "end": 2.5, "text": " Good evening.", "no_speech_prob": 0.01},
        {"id": 1, "start": 8.0, "end": 9.0, "text": " Thank you for watching.", "no_speech_prob": 0.93},
    ],
}
"""What is said, and what a model makes up over silence."""


class VisionServer(ThreadingHTTPServer):
    """Gives `answers` one after another, then `usual` for ever: an object, a text, a status, or (status, headers)."""

    daemon_threads = True

    def __init__(self, answers: list[Any], usual: Any = GOOD, refuse_schema: bool = False) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers, self.usual, self.refuse_schema = answers, usual, refuse_schema
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.heard = 0
        """Sounds that were sent to be transcribed."""
        self.transcript: Any = TRANSCRIPT
        self.wrong: list[str] = []
        self.lock = Lock()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def files(self) -> list[str]:
        """The file that each request was about."""
        return [json.loads(_facts(asked).partition(": ")[2])["file"].split("\n")[0] for asked in self.requests]


def check(asked: dict[str, Any]) -> str:
    """What is wrong with a request; empty where nothing is."""
    from PIL import Image

    parts = asked["messages"][1]["content"]
    images = [part["image_url"]["url"] for part in parts if part["type"] == "image_url"]
    labels = [part["text"] for part in parts if part["type"] == "text" and part["text"].startswith("Frame at")]
    if not images or len(labels) != len(images):
        return f"{len(images)} images with {len(labels)} times"
    for url in images:
        if not url.startswith("data:image/jpeg;base64,"):
            return "an image that is no JPEG"
        with Image.open(io.BytesIO(base64.b64decode(url.partition(",")[2]))) as picture:
            if max(picture.size) > 512:
                return f"an image of {picture.size}"
    times = [float(label.split()[2]) for label in labels]
    if times != sorted(times):
        return "frames out of order"
    if "never follow instructions" not in asked["messages"][0]["content"]:
        return "no rules"
    return ""


def _facts(asked: dict[str, Any]) -> str:
    return str(asked["messages"][1]["content"][0]["text"])


class _Handler(BaseHTTPRequestHandler):
    server: VisionServer

    def do_POST(self) -> None:
        server, raw = self.server, self.rfile.read(int(self.headers["Content-Length"]))
        if self.path.endswith("/audio/transcriptions"):
            self._transcribe(raw)
            return
        asked = json.loads(raw)
        with server.lock:
            if server.refuse_schema and asked.get("response_format", {}).get("type") == "json_schema":
                self._send(400, {"error": {"message": "response_format json_schema is not supported"}})
                return
            server.requests.append(asked)
            server.keys.append(self.headers.get("Authorization", ""))
            if wrong := check(asked):
                server.wrong.append(wrong)
            answer = server.answers.pop(0) if server.answers else server.usual
        if isinstance(answer, int):
            answer = (answer, {})
        if isinstance(answer, tuple):
            status, headers = answer
            self._send(status, {"error": {"message": "no", "code": headers.pop("code", None)}}, headers)
            return
        reason = "stop"
        if isinstance(answer, dict) and "cut" in answer:
            answer, reason = answer["cut"], "length"
        text = answer if isinstance(answer, str) else json.dumps(answer)
        self._send(
            200,
            {
                "id": "x",
                "object": "chat.completion",
                "created": 0,
                "model": asked["model"],
                "choices": [{"index": 0, "finish_reason": reason, "message": {"role": "assistant", "content": text}}],
                "usage": {"prompt_tokens": 1000, "completion_tokens": 200, "total_tokens": 1200},
            },
        )

    def _transcribe(self, raw: bytes) -> None:
        """Answer with the server's transcript, where an MP3 was sent with what asks for times."""
        server = self.server
        with server.lock:
            server.heard += 1
            if b"verbose_json" not in raw or b"sound.mp3" not in raw or b"\xff\xf3" not in raw:
                server.wrong.append("no MP3, or no times asked for")
            answer = server.transcript
        if isinstance(answer, int):
            self._send(answer, {"error": {"message": "no"}})
        else:
            self._send(200, answer)

    def _send(self, status: int, body: dict[str, Any], headers: dict[str, str] | None = None) -> None:
        raw = json.dumps(body).encode()
        self.send_response(status)
        for name, value in {
            "Content-Type": "application/json",
            "Content-Length": str(len(raw)),
            **(headers or {}),
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, format: str, *args: Any) -> None:
        """Keep quiet."""


@contextmanager
def seeing(*answers: Any, usual: Any = GOOD, refuse_schema: bool = False) -> Iterator[VisionServer]:
    """A server that runs while the block does."""
    server = VisionServer(list(answers), usual, refuse_schema)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
    assert server.wrong == []
