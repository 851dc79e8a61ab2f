"""How fast videos are ingested without a model, and how much memory that takes.

    python scripts/benchmark_ingest.py [--videos 8] [--copies 4] [--files 3000] [--jobs 2]

Draws videos of one minute, 640 × 360, 25 frames a second, H.264 (pans over textures, with cuts), has `reeltalk ingest`
take them in, and then a folder of many small files, of which the time to the first pass is told.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import av
import numpy as np

SECONDS, RATE, WIDTH, HEIGHT = 60, 25, 640, 360
SCENE_S = 7
COMMAND = [sys.executable, "-c", "from reeltalk.ui.cli import main; main()", "ingest"]


def draw_video(path: Path, seed: int, seconds: int = SECONDS, size: tuple[int, int] = (WIDTH, HEIGHT)) -> None:
    """A video of pans over random textures with grain, a cut every few seconds."""
    draw = np.random.default_rng(seed)
    with av.open(str(path), "w") as container:
        stream: Any = container.add_stream("libx264", rate=RATE, options={"preset": "veryfast", "crf": "25"})
        stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
        grain = draw.integers(0, 12, (size[1], size[0], 3)).astype(np.uint8)
        for number in range(seconds * RATE):
            if number % (SCENE_S * RATE) == 0:
                scene = _draw_scene(draw, size)
            at = number % (SCENE_S * RATE)
            picture = scene[at // 2 : at // 2 + size[1], at : at + size[0]]
            frame = av.VideoFrame.from_ndarray(
                np.ascontiguousarray(picture + np.roll(grain, number * 7, 1)), format="rgb24"
            )
            container.mux(stream.encode(frame))
        container.mux(stream.encode())


def _draw_scene(draw: np.random.Generator, size: tuple[int, int]) -> Any:
    """A texture larger than the picture, 0 to 240, of blobs of several sizes."""
    height, width = size[1] + SCENE_S * RATE, size[0] + SCENE_S * RATE
    scene = np.zeros((height, width, 3))
    for cell in (8, 32, 128):
        coarse = draw.random((height // cell + 2, width // cell + 2, 3))
        scene += np.kron(coarse, np.ones((cell, cell, 1)))[:height, :width]
    return (scene / 3 * 240).astype(np.uint8)


def copy_apart(source: Path, folder: Path, count: int, name: str = "clip") -> None:
    """Copies that differ in their last bytes, in a box that players pass over (ISO 14496-12, 8.1.2)."""
    whole = source.read_bytes()
    folder.mkdir(exist_ok=True)
    for number in range(count):
        (folder / f"{name} {number:05}.mp4").write_bytes(whole + b"\x00\x00\x00\x10free" + number.to_bytes(8, "big"))


def run_ingest(folder: Path, jobs: int) -> dict[str, float]:
    """Seconds until the first pass stands, seconds in all and of all cores, seconds of video, and peak memory in MB of
    all processes."""
    started, spent = time.monotonic(), _spent()
    process = subprocess.Popen(
        [*COMMAND, str(folder), "--jobs", str(jobs), "--json"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    peaks: list[float] = []
    first: list[float] = []
    threading.Thread(target=_watch, args=(process, folder, started, peaks, first), daemon=True).start()
    out, _ = process.communicate()
    told = json.loads(out)
    return {
        "first_s": first[0] if first else float("nan"),
        "all_s": time.monotonic() - started,
        "cpu_s": _spent() - spent,
        "video_s": told["seconds"],
        "peak_mb": max(peaks),
    }


def _watch(
    process: subprocess.Popen[bytes], folder: Path, started: float, peaks: list[float], first: list[float]
) -> None:
    import sqlite3

    database = folder / ".reeltalk" / "catalog.sqlite"
    files = sum(1 for _ in folder.glob("*.mp4"))
    while process.poll() is None:
        peaks.append(_memory(process.pid))
        if not first and database.exists():
            try:
                with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
                    if connection.execute("SELECT count(*) FROM clips").fetchone()[0] >= files:
                        first.append(time.monotonic() - started)
            except sqlite3.OperationalError:  # its tables are being made
                pass
        time.sleep(0.2)


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _memory(pid: int) -> float:
    """Resident memory of a process and its children, in MB (Linux)."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        own = pages * 4096 / 1e6
        for task in Path(f"/proc/{pid}/task").iterdir():
            children += (task / "children").read_text().split()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return own + sum(_memory(int(child)) for child in set(children))


def main() -> None:
    """Draw, ingest, tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--videos", type=int, default=8)
    parser.add_argument("--copies", type=int, default=4, help="of each, told apart by bytes that players pass over")
    parser.add_argument("--files", type=int, default=3000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="keeps what was drawn, for another run")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        root = chosen.folder or Path(temporary)
        root.mkdir(exist_ok=True)
        originals = [root / f"drawn {seed}.mp4" for seed in range(chosen.videos)]
        for seed, path in enumerate(originals):
            if not path.exists():
                draw_video(path, seed)
        results = []
        for run in range(chosen.runs):
            folder = Path(temporary) / f"minutes {run}"
            folder.mkdir()
            for place, path in enumerate(originals):
                copy_apart(path, folder, chosen.copies, f"drawn {place}")
            results.append(run_ingest(folder, chosen.jobs))
            print(json.dumps(results[-1]), flush=True)
        speeds = [one["video_s"] / one["all_s"] for one in results]
        print(f"{statistics.median(speeds):.0f} x real time (median of {len(speeds)}, start included)")
        each = statistics.median([one["video_s"] / one["cpu_s"] for one in results])
        print(f"{each:.0f} x real time for each core that is given to it alone")
        if chosen.files:
            small = Path(temporary) / "small.mp4"
            draw_video(small, 99, seconds=2, size=(320, 180))
            copy_apart(small, Path(temporary) / "many", chosen.files)
            many = run_ingest(Path(temporary) / "many", chosen.jobs)
            told = f"first pass {many['first_s']:.0f} s, all {many['all_s']:.0f} s ({many['cpu_s']:.0f} s of a core)"
            told += f", {many['peak_mb']:.0f} MB"
            print(f"{chosen.files} files: {told}")


if __name__ == "__main__":
    main()
