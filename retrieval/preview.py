"""Small copies of videos that browsers cannot play: H.264 and AAC in MP4, a few minutes at most."""

from __future__ import annotations

import time
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from reeltalk.retrieval.container import find_picture, name_error, open_container
from reeltalk.retrieval.footage import FootageError
from reeltalk.retrieval.probe import shown_size

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

SIDE = 640
"""Pixels of the longer side."""
LONGEST_S = 180.0
"""Seconds of a video that its preview shows."""
_TICKS = 90_000


def write_preview(path: str, target: str, *, seconds: float) -> float:
    """Write a preview of a video, working at most `seconds`; return how many seconds of it are shown.

    Raises `FootageError` where no picture can be decoded.
    """
    import av

    deadline = time.monotonic() + seconds
    with open_container(path) as source:
        stream = find_picture(source)
        stream.codec_context.skip_frame = "DEFAULT"
        part = Path(target).with_suffix(".part")
        try:
            with av.open(str(part), "w", format="mp4", options={"movflags": "+faststart"}) as out:
                shown = _Copy(source, stream, out).run(deadline)
        except av.error.FFmpegError as error:
            part.unlink(missing_ok=True)
            raise FootageError(f"no preview can be made of it ({name_error(error)})") from error
    if shown <= 0:
        part.unlink(missing_ok=True)
        raise FootageError("no preview can be made of it (no picture comes out of it)")
    part.replace(target)
    return shown


class _Copy:
    """One copy under way."""

    def __init__(self, source: InputContainer, stream: VideoStream, out: Any) -> None:
        self.source, self.stream, self.out = source, stream, out
        self.sound = next(iter(source.streams.audio), None)
        self.picture: Any = None
        self.track: Any = None
        self.resampler: Any = None
        self.shown = 0.0
        self.last = -1
        self.start = 0.0
        if self.sound is not None and self.sound.codec_context is None:
            self.sound = None

    def run(self, deadline: float) -> float:
        """Copy until the end, the deadline or `LONGEST_S`."""
        import av

        errors = 0
        streams = [self.stream] if self.sound is None else [self.stream, self.sound]
        for packet in self.source.demux(streams):
            if time.monotonic() > deadline or self.shown > LONGEST_S or errors > 100:
                break
            try:
                frames: list[Any] = packet.decode()
            except (av.error.FFmpegError, ValueError):
                errors += 1
                continue
            for frame in frames:
                self._take(frame)
        self._finish()
        return self.shown

    def _take(self, frame: Any) -> None:
        import av

        if isinstance(frame, av.VideoFrame):
            self._take_picture(frame)
        elif self.track is not None:
            for one in self.resampler.resample(frame):
                self.out.mux(self.track.encode(one))

    def _take_picture(self, frame: VideoFrame) -> None:
        if self.picture is None:
            self._open(frame)
        at = (frame.time or 0.0) - self.start
        ticks = int(at * _TICKS)
        if ticks <= self.last:  # encoders want time to go on
            return
        self.last, self.shown = ticks, at + 1e-3
        fitted = _fit(frame, self.picture.width, self.picture.height)
        fitted.pts, fitted.time_base = ticks, Fraction(1, _TICKS)
        self.out.mux(self.picture.encode(fitted))

    def _open(self, frame: VideoFrame) -> None:
        """Both tracks, before anything is written; the picture's size is that of its first frame."""
        import av

        self.start = frame.time or 0.0
        width, height = shown_size(frame, self.stream)
        scale = min(1.0, SIDE / max(width, height))
        self.picture = self.out.add_stream("libx264", rate=30, options={"preset": "veryfast", "crf": "26"})
        self.picture.width, self.picture.height = (max(2, int(side * scale) // 2 * 2) for side in (width, height))
        self.picture.pix_fmt = "yuv420p"
        self.picture.codec_context.time_base = Fraction(1, _TICKS)
        if self.sound is not None:
            self.track = self.out.add_stream("aac", rate=44_100, layout="stereo")
            self.resampler = av.AudioResampler(format="fltp", layout="stereo", rate=44_100)

    def _finish(self) -> None:
        if self.picture is not None:
            self.out.mux(self.picture.encode())
        if self.track is not None:
            for one in self.resampler.resample(None):
                self.out.mux(self.track.encode(one))
            self.out.mux(self.track.encode())


def _fit(frame: VideoFrame, width: int, height: int) -> VideoFrame:
    """The frame upright, at this size, as the encoder wants it."""
    import av

    if not frame.rotation % 360:
        return frame.reformat(width=width, height=height, format="yuv420p")
    sides = (height, width) if frame.rotation % 180 else (width, height)
    pixels: Any = frame.reformat(width=sides[0], height=sides[1], format="rgb24").to_ndarray()
    upright = np.ascontiguousarray(np.rot90(pixels, k=round(frame.rotation / 90) % 4))
    return av.VideoFrame.from_ndarray(upright, format="rgb24").reformat(format="yuv420p")
