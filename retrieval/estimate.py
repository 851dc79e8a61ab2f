"""What an ingest would take, without doing anything: files, minutes of video, tokens, time."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from reeltalk.retrieval.decoders import Decoders
from reeltalk.retrieval.describer import Describer
from reeltalk.retrieval.folder import VideoFile, list_videos
from reeltalk.retrieval.footage import FootageError
from reeltalk.retrieval.ledger import FILE, Ledger, Tally
from reeltalk.retrieval.scenes import count_frames

MOST_PROBED = 60
"""Files whose length is read; the others are taken to be alike."""
MOST_LOOKED_AT = 4
"""Files decoded to learn how fast this machine is."""
FRAME_TOKENS = 85
"""Tokens of a frame of 512 pixels in low detail, as OpenAI's older vision models count it; others count up to 3 times
as many."""
PROMPT_TOKENS = 1_100
"""Tokens of the rules, the schema and the facts."""
ANSWER_TOKENS = 500
REQUEST_S = 8.0
"""Seconds an endpoint takes for a description, where it has not been measured yet."""


@dataclass(frozen=True)
class Estimate:
    """What there is to do, and about what it takes."""

    files: int
    """Files found."""
    fresh: int
    """New or changed ones."""
    due: int
    """Clips that are not described yet by this describer; 0 without one."""
    minutes: float
    """Of video in the files that are to be worked on, reckoned from a sample."""
    speed: float | None
    """Seconds of video looked at in a second on this machine; None where nothing could be."""
    read_tokens: int
    written_tokens: int
    looking_s: float
    describing_s: float | None
    """None where that is not known before it was tried."""
    measured: bool
    """Tokens and seconds are those of descriptions made before, not assumptions."""


def estimate_ingest(paths: Sequence[Path], home: Path, describer: Describer | None, *, jobs: int) -> Estimate:
    """Reckon what ingesting the paths would take. Raises `CatalogError` for a path that is not there."""
    files = list_videos(paths).files
    done, past = _read_ledger(home, describer)
    fresh = [file for file in files if done.get(file.path, ("", ""))[0] != _facts(file)]
    due = [file for file in files if file in fresh or done[file.path][1] == "due"] if describer else fresh
    lengths, speed = _sample(due, jobs)
    mean = sum(lengths) / len(lengths) if lengths else 0.0
    seconds = mean * len(due)
    count = len(due) if describer else 0
    measured = past is not None and past.done >= 3
    if measured and past is not None:
        read, written, each = past.read_tokens / past.done, past.written_tokens / past.done, past.elapsed_s / past.done
    else:
        frames = count_frames(mean, describer.most_frames) if describer else 0
        read, written, each = PROMPT_TOKENS + FRAME_TOKENS * frames, ANSWER_TOKENS, REQUEST_S
    known = describer is not None and (measured or describer.key.startswith("openai:"))
    asks = describer is not None and describer.key.startswith("openai:")
    return Estimate(
        files=len(files),
        fresh=len(fresh),
        due=count,
        minutes=seconds / 60,
        speed=speed,
        read_tokens=round(read * count) if asks else 0,
        written_tokens=round(written * count) if asks else 0,
        looking_s=seconds / speed if speed else 0.0,
        describing_s=each * count / (describer.parallel * describer.batch) if describer and known else None,
        measured=measured,
    )


def _read_ledger(home: Path, describer: Describer | None) -> tuple[dict[str, tuple[str, str]], Tally | None]:
    """Each known file's facts and whether it is due to be described, and what describing took so far."""
    if not (home / FILE).exists():
        return {}, None
    with closing(Ledger(home)) as ledger:
        done: dict[str, tuple[str, str]] = {}
        for path, known in ledger.files().items():
            state = ""
            if describer is not None and known.content and not known.trouble:
                work = ledger.work(known.content, "describe", describer.key)
                state = "due" if work is None or work.state == "begun" else ""
            done[path] = (f"{known.size}/{known.modified_ns}", state)
        return done, ledger.tally("describe", describer.key) if describer else None


def _facts(file: VideoFile) -> str:
    return f"{file.size}/{file.modified_ns}"


def _sample(files: Sequence[VideoFile], jobs: int) -> tuple[list[float], float | None]:
    """Lengths in seconds of some of the files, and how many seconds of video all processes look at in a second."""
    lengths: list[float] = []
    watched = took = 0.0
    step = max(1, len(files) // MOST_PROBED)
    with Decoders(1) as decoders, decoders.lend() as decoder:
        for number, file in enumerate(files[::step][:MOST_PROBED]):
            try:
                _, media = decoder.probe(file.path, file.size)
                lengths.append(media.duration_s or 0.0)
                if number < MOST_LOOKED_AT:
                    started = time.monotonic()
                    look, _, _ = decoder.look(file.path, seconds=20)
                    watched, took = watched + look.duration_s, took + time.monotonic() - started
            except FootageError:
                continue
    return lengths, watched / took * jobs if took else None
