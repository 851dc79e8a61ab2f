"""Small videos of every kind, made on the spot."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np

RED, GREEN, BLUE, WHITE, GREY = (200, 30, 30), (30, 160, 40), (30, 40, 200), (235, 235, 235), (120, 120, 120)


def make_video(
    path: Path,
    *,
    seconds: float = 2.0,
    size: tuple[int, int] = (64, 48),
    scenes: Sequence[tuple[int, int, int]] = (RED,),
    codec: str = "libx264",
    pixels: str = "yuv420p",
    rate: int = 10,
    sound: bool = False,
    picture: bool = True,
    tags: dict[str, str] | None = None,
    times: Sequence[int] | None = None,
    subtitles: Sequence[tuple[float, float, str]] = (),
    options: dict[str, str] | None = None,
) -> Path:
    """A video of plain colours, one a scene, in which a lighter square moves; `times` are uneven ticks of 1/1000 s."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with av.open(str(path), "w") as container:
        container.metadata.update(tags or {})
        stream = _add_picture(container, codec, pixels, rate, size, options) if picture else None
        track = container.add_stream("aac", rate=16000) if sound else None
        lines = _open_lines(path, subtitles) if subtitles else None
        words = container.add_stream_from_template(lines.streams[0]) if lines else None
        if stream is not None:
            _draw(container, stream, seconds, scenes, rate, times)
        if track is not None:
            _hum(container, track, seconds)
        if lines is not None:
            _copy_lines(container, words, lines)
    return path


def _add_picture(
    container: Any, codec: str, pixels: str, rate: int, size: tuple[int, int], options: dict[str, str] | None
) -> Any:
    stream = container.add_stream(codec, rate=rate, options=options or {})
    stream.width, stream.height, stream.pix_fmt = *size, pixels
    return stream


def _draw(
    container: Any,
    stream: Any,
    seconds: float,
    scenes: Sequence[tuple[int, int, int]],
    rate: int,
    times: Sequence[int] | None,
) -> None:
    count = len(times) if times else int(seconds * rate)
    for number in range(count):
        color = scenes[min(len(scenes) - 1, number * len(scenes) // count)]
        picture = np.full((stream.height, stream.width, 3), color, np.uint8)
        at = number * 3 % max(1, stream.width - 10)
        picture[5:15, at : at + 10] = np.minimum(255, np.array(color) + 50)
        frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
        if times:
            frame.pts, frame.time_base = times[number], Fraction(1, 1000)
        container.mux(stream.encode(frame))
    container.mux(stream.encode())


def _hum(container: Any, track: Any, seconds: float) -> None:
    samples = (np.sin(np.arange(int(seconds * 16000)) / 16000 * 2 * np.pi * 220) * 8000).astype(np.int16)
    for start in range(0, len(samples), 1024):
        frame = av.AudioFrame.from_ndarray(samples[None, start : start + 1024], format="s16", layout="mono")
        frame.sample_rate, frame.pts = 16000, start
        container.mux(track.encode(frame))
    container.mux(track.encode())


def _open_lines(path: Path, subtitles: Sequence[tuple[float, float, str]]) -> Any:
    """The subtitles as a container of their own; the encoders of text need more than PyAV gives them."""
    source = path.with_suffix(".lines.srt")
    source.write_text(
        "".join(
            f"{number}\n{_clock(start)} --> {_clock(end)}\n{text}\n\n"
            for number, (start, end, text) in enumerate(subtitles, 1)
        ),
        encoding="utf-8",
    )
    return av.open(str(source))


def _clock(seconds: float) -> str:
    return f"00:{int(seconds) // 60:02}:{seconds % 60:06.3f}".replace(".", ",")


def _copy_lines(container: Any, words: Any, lines: Any) -> None:
    for packet in lines.demux():
        if packet.dts is not None:
            packet.stream = words
            container.mux(packet)
    Path(lines.name).unlink()
    lines.close()


def turn(path: Path) -> Path:
    """Mark an MP4 as held upright: its picture is to be turned by 90 degrees (the matrix of ISO 14496-12, 8.3.2)."""
    data = bytearray(path.read_bytes())
    at = data.index(b"tkhd") + 4 + 40
    data[at : at + 36] = struct.pack(">9i", 0, 0x10000, 0, -0x10000, 0, 0, 48 << 16, 0, 0x40000000)
    path.write_bytes(data)
    return path


def make_huge_gif(path: Path, side: int = 65535) -> Path:
    """A few bytes that announce a picture of `side` × `side`."""
    head = b"GIF89a" + struct.pack("<HHBBB", side, side, 0xF0, 0, 0) + b"\x00\x00\x00\xff\xff\xff"
    image = b"," + struct.pack("<HHHHB", 0, 0, side, side, 0) + b"\x02\x02\x44\x01\x00"
    path.write_bytes(head + image * 3 + b";")
    return path
