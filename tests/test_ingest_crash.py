"""An ingest killed at any point goes on where it was: nothing is described twice, nothing is lost."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from videos import BLUE, GREEN, RED, make_video
from vision_server import VisionServer, seeing

from reeltalk.retrieval.catalog import Catalog
from reeltalk.retrieval.clip import Clip
from reeltalk.retrieval.constraints import Constraints
from reeltalk.retrieval.decoders import Decoders
from reeltalk.retrieval.endpoint import EndpointDescriber
from reeltalk.retrieval.hashing import HashingEncoder
from reeltalk.retrieval.ingest import Ingest
from reeltalk.retrieval.ledger import MOST_ATTEMPTS, Ledger

SCRIPT = """
import os, signal, sys
from contextlib import closing
from pathlib import Path
from reeltalk.retrieval import clip_writer, ingest, store
from reeltalk.retrieval.catalog import Catalog
from reeltalk.retrieval.decoders import Decoders
from reeltalk.retrieval.endpoint import EndpointDescriber
from reeltalk.retrieval.decoders import Decoders
from reeltalk.retrieval.endpoint import EndpointDescriber
from reeltalk.retrieval.hashing import HashingEncoder
from reeltalk.retrieval.ingest import Ingest
from reeltalk.retrieval.ledger import Ledger

folder, home, url, point, times = sys.argv[1:]
left = int(times)
clip_writer.BATCH = 2

def kill_there(name):
    global left
    if name == point:
        left -= 1
        if left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)

store.reached = kill_there
describer = EndpointDescriber("seer", base_url=url, parallel=1)
with (
    Catalog.open(home, encoder=HashingEncoder(), own=False) as catalog,
    closing(Ledger(Path(home))) as ledger,
    Decoders(1) as decoders,
):
    ingest.Ingest(catalog, ledger, decoders, describer=describer, jobs=1).run([Path(folder)])
"""
POINTS = [
    ("clip kept", 2),
    ("file taken", 1),
    ("clips buried", 1),
    ("rows and queue committed", 1),
    ("clips added", 2),
    ("clips marked", 1),
    ("looked", 2),
    ("still written", 1),
    ("look kept", 1),
    ("description kept", 2),
]
"""A point, and at which time of reaching it the process dies."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("videos")
    for name, color in {"red": RED, "green": GREEN, "blue": BLUE}.items():
        make_video(folder / f"{name}.mp4", scenes=(color,), seconds=1)
    return folder


def kill(folder: Path, home: Path, server: VisionServer, point: str, times: int) -> None:
    """Have another process die when it reaches a point for the n-th time."""
    command = [sys.executable, "-c", SCRIPT, str(folder), str(home), server.url, point, str(times)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr


def go_on(folder: Path, home: Path, server: VisionServer) -> None:
    """A run that is left alone."""
    describer = EndpointDescriber("seer", base_url=server.url, parallel=1)
    with (
        Catalog.open(home, encoder=HashingEncoder(), own=False) as catalog,
        closing(Ledger(home)) as ledger,
        Decoders(1) as decoders,
    ):
        tally = Ingest(catalog, ledger, decoders, describer=describer, jobs=1).run([folder])
    assert tally.failed == []


def assert_whole(folder: Path, home: Path, server: VisionServer) -> None:
    """Every video is one clip with its description, found by a search, and was described once."""
    with Catalog.open(home, encoder=HashingEncoder()) as catalog:
        clips: list[Clip] = catalog.get(catalog.ids())
        assert sorted(Path(clip.path or "").name for clip in clips) == sorted(one.name for one in folder.iterdir())
        assert {clip.description_source for clip in clips} == {"mllm:seer"}
        assert all(clip.thumbnail and Path(clip.thumbnail).stat().st_size for clip in clips)
        found = catalog.retrieve("a dog leaps over a puddle", Constraints()).candidates
        assert {candidate.clip.id for candidate in found} == {clip.id for clip in clips}
    assert Counter(server.files()) == Counter(f"file: {one.name}" for one in folder.iterdir())


@pytest.mark.parametrize(("point", "times"), POINTS)
def test_a_kill_at_any_point_loses_nothing_and_describes_nothing_twice(
    folder: Path, tmp_path: Path, point: str, times: int
) -> None:
    with seeing() as server:
        kill(folder, tmp_path, server, point, times)
        go_on(folder, tmp_path, server)
        assert_whole(folder, tmp_path, server)


@pytest.mark.slow
def test_kills_at_any_time_lose_nothing(folder: Path, tmp_path: Path) -> None:
    draw = random.Random(7)
    with seeing() as server:
        for _ in range(4):
            command = [sys.executable, "-c", SCRIPT, str(folder), str(tmp_path), server.url, "", "1"]
            process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
            time.sleep(draw.uniform(0.3, 2.0))
            process.kill()
            process.wait()
        described = len(server.requests)
        go_on(folder, tmp_path, server)
        with Catalog.open(tmp_path, encoder=HashingEncoder()) as catalog:
            clips = catalog.get(catalog.ids())
        assert {clip.description_source for clip in clips} == {"mllm:seer"}
        assert len(clips) == 3
        assert len(server.requests) - described <= 3  # at most what was under way when it was killed


def test_work_that_ends_the_program_again_and_again_is_left(tmp_path: Path) -> None:
    with closing(Ledger(tmp_path)) as ledger:
        assert [ledger.begin("c", "describe", "m") for _ in range(MOST_ATTEMPTS + 1)] == [True] * MOST_ATTEMPTS + [
            False
        ]
        work = ledger.work("c", "describe", "m")
        assert work is not None
        assert (work.state, "ended 3 times" in work.reason) == ("failed", True)
        ledger.release_failed()
        assert ledger.begin("c", "describe", "m")


def test_a_ledger_survives_what_its_texts_hold(tmp_path: Path) -> None:
    with closing(Ledger(tmp_path)) as ledger:
        ledger.begin("c", "describe", "m")
        ledger.fail("c", "describe", "m", "half a character \udcff")
        ledger.begin("d", "describe", "m")
        ledger.finish("d", "describe", "m", {"text": "新しい \ud83d"}, elapsed_s=1.0)
        assert json.dumps(ledger.latest("d", "describe"))
