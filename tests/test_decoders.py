"""Processes that decode: bounded in time and memory, replaced when they fall, gone with the one that started them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest
from videos import RED, make_video

from reeltalk.retrieval import decoders
from reeltalk.retrieval.decoders import Decoder
from reeltalk.retrieval.footage import FootageError


def test_a_file_that_takes_too_long_is_given_up_and_the_next_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    video = str(make_video(tmp_path / "a.mp4", scenes=(RED,)))
    with closing(Decoder()) as decoder:
        with monkeypatch.context() as patched:
            patched.setattr(decoders, "_GRACE_S", 0.0)
            with pytest.raises(FootageError, match="took longer"):
                decoder.look(video, seconds=0.0)  # over before the process has even started
        assert decoder.probe(video)[1].width == 64


def test_a_process_that_falls_is_replaced(tmp_path: Path) -> None:
    video = str(make_video(tmp_path / "a.mp4", scenes=(RED,)))
    with closing(Decoder()) as decoder:
        decoder.probe(video)
        assert decoder._process is not None
        fallen = decoder._process.pid
        decoder._process.kill()
        decoder._process.wait()
        assert decoder.probe(video)[1].height == 48
        assert decoder._process.pid != fallen


@pytest.mark.skipif(sys.platform != "linux", reason="other systems bound memory otherwise, or not at all")
def test_memory_is_bounded() -> None:
    program = "from reeltalk.retrieval import decoding; decoding._bound_resources(); bytearray(2_000_000_000)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert "MemoryError" in run.stderr


def test_a_process_ends_with_the_one_that_was_killed(tmp_path: Path) -> None:
    video = make_video(tmp_path / "a.mp4", scenes=(RED,))
    program = """
import os, signal, sys
from reeltalk.retrieval.decoders import Decoder
decoder = Decoder()
decoder.probe(sys.argv[1])
print(decoder._process.pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    run = subprocess.run([sys.executable, "-c", program, str(video)], capture_output=True, text=True, check=False)
    child = int(run.stdout)
    until = time.monotonic() + 60
    with suppress(ProcessLookupError):
        while time.monotonic() < until and "Z" not in Path(f"/proc/{child}/stat").read_text().split(")")[1][:3]:
            os.kill(child, 0)
            time.sleep(0.1)
        pytest.fail("it still runs") if time.monotonic() >= until else None


def test_a_decoder_knows_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REELTALK_API_KEY", "secret")
    assert "secret" not in decoders._environment().values()
