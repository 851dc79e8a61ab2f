"""Draw the sample library's clips again: python scripts/draw_sample.py [--only ID…] [--out FOLDER] [--sheet FILE]."""

from __future__ import annotations

import argparse
import importlib
import time
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from PIL import Image, ImageDraw
from scenes_pen import HEIGHT, WIDTH, Pen
from scenes_sound import RATE
from scenes_time import SCENES, Scene

FRAMES_A_SECOND = 12
VIDEO_OPTIONS = {"crf": "42", "deadline": "good", "cpu-used": "1", "g": "240"}
SOUND_BITS = 12_500
POSTER_QUALITY = 72
LIBRARY = Path(__file__).resolve().parent.parent / "retrieval" / "sample"


def load_scenes() -> None:
    """Import every file of scenes, so that SCENES is full."""
    for path in sorted(Path(__file__).parent.glob("scenes_[0-9]*.py")):
        importlib.import_module(path.stem)


def draw_frame(scene: Scene, t: float, stills: dict[object, Image.Image]) -> Image.Image:
    """The scene's frame at t seconds."""
    pen = Pen(stills)
    scene.draw(pen, t)
    return pen.frame()


def draw_frames(scene: Scene) -> Iterator[Image.Image]:
    """The scene's frames in order."""
    stills: dict[object, Image.Image] = {}
    for k in range(round(scene.seconds * FRAMES_A_SECOND)):
        yield draw_frame(scene, k / FRAMES_A_SECOND, stills)


def write_clip(scene: Scene, path: Path) -> None:
    """Encode the scene as WebM: VP9, and Opus where it has a sound."""
    with av.open(str(path), "w", options={"cues_to_front": "1", "fflags": "+bitexact"}) as out:
        video = out.add_stream("libvpx-vp9", rate=FRAMES_A_SECOND, options=VIDEO_OPTIONS)
        video.width, video.height, video.pix_fmt, video.bit_rate = WIDTH, HEIGHT, "yuv420p", 0
        sound = None
        if scene.sound is not None:
            sound = out.add_stream("libopus", rate=RATE, layout="mono", options={"vbr": "constrained"})
            sound.bit_rate = SOUND_BITS
        packets = []
        for k, image in enumerate(draw_frames(scene)):
            frame = av.VideoFrame.from_ndarray(np.asarray(image), format="rgb24")
            frame.pts, frame.time_base = k, Fraction(1, FRAMES_A_SECOND)
            packets += video.encode(frame)
        packets += video.encode(None)
        if scene.sound is not None and sound is not None:
            samples = scene.sound().mixed()[: round(scene.seconds * RATE)]
            for at in range(0, len(samples), 480):
                block = av.AudioFrame.from_ndarray(samples[None, at : at + 480], format="flt", layout="mono")
                block.sample_rate, block.pts, block.time_base = RATE, at, Fraction(1, RATE)
                packets += sound.encode(block)
            packets += sound.encode(None)
        # in order of time, or a browser cannot jump back to the start: the muxer itself sorts within ten seconds only
        out.mux(sorted(packets, key=lambda packet: (packet.dts or 0) * packet.time_base))


def file_name(scene: Scene, ending: str) -> str:
    """Such as 007-cat-at-the-window.webm."""
    return f"{scene.number:03d}-{scene.id}.{ending}"


def write_scene(scene: Scene, folder: Path) -> int:
    """Write a scene's clip and its still picture; returns their size in bytes."""
    clip, poster = folder / file_name(scene, "webm"), folder / file_name(scene, "jpg")
    write_clip(scene, clip)
    draw_frame(scene, scene.poster, {}).save(poster, quality=POSTER_QUALITY, optimize=True)
    return clip.stat().st_size + poster.stat().st_size


def draw_sheet(scenes: Sequence[Scene], path: Path, columns: int = 8, width: int = 200) -> None:
    """A contact sheet: a row of frames for each scene, with their times, to check the words against."""
    height = width * HEIGHT // WIDTH
    sheet = Image.new("RGB", (columns * width, len(scenes) * (height + 12)), "#202020")
    pencil = ImageDraw.Draw(sheet)
    for row, scene in enumerate(scenes):
        stills: dict[object, Image.Image] = {}
        for k in range(columns):
            t = scene.seconds * (k + 0.5) / columns
            place = (k * width, row * (height + 12))
            sheet.paste(draw_frame(scene, t, stills).resize((width, height)), (place[0], place[1] + 12))
            pencil.text((place[0] + 2, place[1]), f"{scene.id} {t:.1f}s", fill="white")
    sheet.save(path)


def main(arguments: Sequence[str] | None = None) -> None:
    """Draw what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="+", metavar="ID", help="these clips' ids; all unless given")
    parser.add_argument("--out", type=Path, default=LIBRARY, help="where the files go")
    parser.add_argument("--sheet", type=Path, help="write a contact sheet there instead of clips")
    chosen = parser.parse_args(arguments)
    load_scenes()
    unknown = set(chosen.only or ()) - set(SCENES)
    if unknown:
        parser.error(f"no scene is called {', '.join(sorted(unknown))}")
    scenes = sorted((SCENES[id] for id in chosen.only or SCENES), key=lambda scene: scene.number)
    if chosen.sheet is not None:
        draw_sheet(scenes, chosen.sheet)
        return
    chosen.out.mkdir(parents=True, exist_ok=True)
    for scene in scenes:
        began = time.perf_counter()
        size = write_scene(scene, chosen.out)
        print(f"{scene.number:03d} {scene.id}: {size / 1000:.0f} KB, {time.perf_counter() - began:.1f} s", flush=True)


if __name__ == "__main__":
    main()
