"""The program that decodes one file after another in a process of its own, so that a hostile file cannot hurt more.

It reads a task a line on standard input and answers with a line on standard output, both JSON. Whatever happens to it,
`decoders.Decoder` starts another one.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from reeltalk.retrieval.footage import FootageError

MEMORY_BYTES = 1_500_000_000
"""Address space of a process that decodes; what asks for more fails."""
LARGEST_OUTPUT = 1 << 31
"""Bytes of any file it writes."""
_READ = 1 << 20


def main() -> None:
    """Serve tasks until standard input ends."""
    _bound_resources()
    threading.Thread(target=_watch_parent, args=(os.getppid(),), daemon=True).start()
    answers = os.fdopen(os.dup(1), "w", encoding="ascii", buffering=1)
    os.dup2(2, 1)  # what a library prints is no answer
    for line in sys.stdin:
        answers.write(json.dumps(answer(json.loads(line))) + "\n")
        answers.flush()


def answer(task: dict[str, Any]) -> dict[str, Any]:
    """What came of a task, or why nothing did."""
    try:
        return {"result": _TASKS[task.pop("task")](**task)}
    except FootageError as error:
        return {"trouble": str(error)}
    except MemoryError:
        return {"trouble": "needs more memory than a video may"}
    except OSError as error:
        return {"trouble": f"cannot be read ({error.strerror or error})"}
    except Exception as error:  # noqa: BLE001 - whatever a decoder raises on a broken file belongs to that file alone
        return {"trouble": f"cannot be decoded ({type(error).__name__}: {str(error)[:200]})"}


def _probe(path: str) -> dict[str, Any]:
    from reeltalk.retrieval.probe import probe_video

    return {"content": hash_file(path), "media": probe_video(path).model_dump(mode="json")}


def hash_file(path: str) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal digits."""
    with Path(path).open("rb", buffering=0) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _look(path: str, *, seconds: float, most_frames: int) -> dict[str, Any]:
    from reeltalk.retrieval.looking import look_at

    look, frames, still = look_at(path, seconds=seconds, most_frames=most_frames)
    told = [{"time_s": frame.time_s, "jpeg": base64.b64encode(frame.jpeg).decode("ascii")} for frame in frames]
    return {
        "look": look.model_dump(mode="json"),
        "frames": told,
        "still": base64.b64encode(still).decode("ascii"),
    }


def _preview(path: str, *, target: str, seconds: float) -> dict[str, Any]:
    from reeltalk.retrieval.preview import write_preview

    return {"shown": write_preview(path, target, seconds=seconds)}


def _sound(path: str, *, seconds: float) -> dict[str, Any]:
    from reeltalk.retrieval.sound import extract_sound

    return {"sound": base64.b64encode(extract_sound(path, seconds=seconds)).decode("ascii")}


def _watch_parent(parent: int) -> None:
    """End with the process that gives the tasks, also where that was killed in the middle of one."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def _bound_resources() -> None:
    """Limits of the system on this process, where it has such."""
    with contextlib.suppress(ImportError):
        import resource

        for kind, most in ((resource.RLIMIT_AS, MEMORY_BYTES), (resource.RLIMIT_FSIZE, LARGEST_OUTPUT)):
            _, ceiling = resource.getrlimit(kind)
            bound = most if ceiling == resource.RLIM_INFINITY else min(most, ceiling)
            with contextlib.suppress(ValueError, OSError):  # a system that does not take this one
                resource.setrlimit(kind, (bound, bound))
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(AttributeError, OSError):
        os.nice(5)


_TASKS: dict[str, Callable[..., dict[str, Any]]] = {
    "probe": _probe,
    "look": _look,
    "preview": _preview,
    "sound": _sound,
}

if __name__ == "__main__":
    main()
