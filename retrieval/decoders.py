"""Processes that decode one file at a time each, under limits of time and memory; one that falls is replaced."""

from __future__ import annotations

import base64
import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import Any

from reeltalk.retrieval.footage import FootageError, Frame, Look, Media

PROBE_S = 120.0
"""Seconds to hash a file and to read what its container says."""
LOOK_S = 120.0
"""Seconds to decode of one file; what was seen until then counts."""
_GRACE_S = 20.0
"""Seconds that a process may take longer than it was given."""
LARGEST_ANSWER = 64_000_000


class Decoder:
    """One process that decodes, started at its first task. Belongs to one thread at a time."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def probe(self, path: str, size: int = 0) -> tuple[str, Media]:
        """The SHA-256 of a file of `size` bytes, and what its container says. Raises `FootageError`."""
        seconds = PROBE_S + size / 20_000_000  # a slow disk
        told = self._ask({"task": "probe", "path": path}, seconds)
        return str(told["content"]), Media.model_validate(told["media"])

    def look(self, path: str, *, seconds: float = LOOK_S, most_frames: int = 16) -> tuple[Look, list[Frame], bytes]:
        """Its scenes, its telling frames and a still picture (JPEG). Raises `FootageError`."""
        task = {"task": "look", "path": path, "seconds": seconds, "most_frames": most_frames}
        told = self._ask(task, seconds + _GRACE_S)
        frames = [Frame(float(one["time_s"]), base64.b64decode(one["jpeg"])) for one in told["frames"]]
        return Look.model_validate(told["look"]), frames, base64.b64decode(told["still"])

    def sound(self, path: str, *, seconds: float = LOOK_S) -> bytes:
        """Its sound as a small MP3. Raises `FootageError`."""
        told = self._ask({"task": "sound", "path": path, "seconds": seconds}, seconds + _GRACE_S)
        return base64.b64decode(told["sound"])

    def preview(self, path: str, target: str, *, seconds: float) -> float:
        """Write a small copy that browsers play; the seconds it shows. Raises `FootageError`."""
        task = {"task": "preview", "path": path, "target": target, "seconds": seconds}
        return float(self._ask(task, seconds + _GRACE_S)["shown"])

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with suppress(OSError):  # a task that it never read
                        pipe.close()

    def _ask(self, task: dict[str, Any], seconds: float) -> dict[str, Any]:
        process = self._start()
        assert process.stdin is not None
        assert process.stdout is not None
        overdue = threading.Event()

        def end() -> None:
            overdue.set()
            process.kill()

        timer = threading.Timer(seconds, end)
        timer.daemon = True
        timer.start()
        try:
            process.stdin.write(json.dumps(task).encode("ascii") + b"\n")
            process.stdin.flush()
            line = process.stdout.readline(LARGEST_ANSWER)
        except BrokenPipeError:
            line = b""
        finally:
            timer.cancel()
        if not line.endswith(b"\n"):
            self.close()
            raise FootageError(_tell_fall(process, overdue.is_set(), seconds))
        told = json.loads(line)
        if "trouble" in told:
            raise FootageError(str(told["trouble"])[:500])
        return dict(told["result"])

    def _start(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = subprocess.Popen(
                [sys.executable, "-m", "reeltalk.retrieval.decoding"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # decoders grumble about every damaged byte
                env=_environment(),
                start_new_session=True,  # Ctrl+C is for the one that gives the tasks
            )
        return self._process


class Decoders:
    """A fixed number of decoders, lent out one at a time."""

    def __init__(self, count: int) -> None:
        self._free: queue.SimpleQueue[Decoder] = queue.SimpleQueue()
        self._all = [Decoder() for _ in range(max(1, count))]
        for decoder in self._all:
            self._free.put(decoder)

    @contextmanager
    def lend(self) -> Iterator[Decoder]:
        """A decoder for the time of the block; waits for one."""
        decoder = self._free.get()
        try:
            yield decoder
        finally:
            self._free.put(decoder)

    def close(self) -> None:
        """End all processes."""
        for decoder in self._all:
            decoder.close()

    def __enter__(self) -> Decoders:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _tell_fall(process: subprocess.Popen[bytes], overdue: bool, seconds: float) -> str:
    if overdue:
        return f"took longer than the {seconds:.0f} seconds that a file is given"
    status = process.returncode
    return "made the decoder fall" + (f" (signal {-status})" if status is not None and status < 0 else "")


def _environment() -> dict[str, str]:
    """What a decoder needs to know of the environment: where Python's modules are, no secrets."""
    kept = ("PATH", "PYTHONPATH", "PYTHONHOME", "LANG", "LC_ALL", "HOME", "TMPDIR", "SYSTEMROOT", "LD_LIBRARY_PATH")
    return {name: os.environ[name] for name in kept if name in os.environ} | {"OMP_NUM_THREADS": "1"}
