"""Looking at a video: its scenes, the frames that tell most of it, and a still picture, in bounded work."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from reeltalk.retrieval.container import find_picture, name_error, open_container
from reeltalk.retrieval.footage import FRAME_SIDE, FootageError, Frame, Look, Stretch
from reeltalk.retrieval.probe import shown_size, tell_duration
from reeltalk.retrieval.scenes import choose_frames, count_frames, cut_moments, find_cuts, measure_change

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

STEP_S = 0.5
"""Seconds between samples of a short video."""
MOST_SAMPLES = 600
"""Samples taken of a video; of a long one they lie further apart."""
JUMP_S = 6.0
"""From this distance of samples on, each is sought out instead of decoding what lies between."""
DENSE_S = 1.0
"""Where key frames lie no further apart, only they are decoded."""
MOST_ERRORS = 100
"""Damaged stretches after which the rest is left."""
STILL_SIDE = 480
_TINY = 16
"""Pixels of a frame in one pixel of what changes are measured on."""


@dataclass
class _Kept:
    """What is remembered of the samples so far."""

    times: list[float] = field(default_factory=list)
    jpegs: list[bytes] = field(default_factory=list)
    lights: list[float] = field(default_factory=list)
    changes: list[float] = field(default_factory=list)
    tiny: NDArray[np.uint8] | None = None
    errors: int = 0
    trouble: str = ""


def look_at(path: str, *, seconds: float, most_frames: int) -> tuple[Look, list[Frame], bytes]:
    """Look at a video for at most `seconds`: what was found, at most `most_frames` frames, and a still (JPEG).

    Raises `FootageError` where no picture can be decoded.
    """
    with open_container(path) as container:
        stream = find_picture(container)
        stated = tell_duration(container, stream)
        kept, reached = _sample(container, stream, stated, time.monotonic() + seconds)
    if not kept.times:
        raise FootageError(f"cannot be decoded ({kept.trouble or 'no picture comes out of it'})")
    duration = max(reached, stated or 0.0)
    if not kept.trouble and not _is_sparse(stated) and reached < 0.9 * duration - 1:
        kept.trouble = f"it breaks off after {reached:.0f} of {duration:.0f} seconds"
    look = _conclude(kept, duration, most_frames)
    chosen = choose_frames(kept.times, np.array(kept.changes), count_frames(duration, most_frames))
    frames = [Frame(kept.times[place], kept.jpegs[place]) for place in chosen]
    return look, frames, shrink(kept.jpegs[_choose_still(kept)], STILL_SIDE)


def _conclude(kept: _Kept, duration: float, most_frames: int) -> Look:
    changes = np.array(kept.changes)
    cuts = find_cuts(changes)
    moments = cut_moments([kept.times[cut + 1] for cut in cuts], [kept.changes[cut] for cut in cuts], duration)
    chosen = choose_frames(kept.times, changes, count_frames(duration, most_frames))
    return Look(
        duration_s=round(duration, 3),
        moments=tuple(Stretch(start_s=round(start, 2), end_s=round(end, 2)) for start, end in moments),
        frame_times=tuple(round(kept.times[place], 2) for place in chosen),
        trouble=kept.trouble,
    )


def _sample(
    container: InputContainer, stream: VideoStream, stated: float | None, deadline: float
) -> tuple[_Kept, float]:
    """The samples, and the time in seconds up to which the video was decoded."""
    kept = _Kept()
    step = max(STEP_S, (stated or 0.0) / MOST_SAMPLES)
    if stated and _is_sparse(stated):
        frames = _jump(container, stream, step, stated, kept)
    else:
        frames = _run(container, stream, step, kept)
    due = reached = float("-inf")
    start = float(stream.start_time * stream.time_base) if stream.start_time and stream.time_base else 0.0
    for number, frame in enumerate(frames):
        at = max(0.0, frame.time - start) if frame.time is not None else number * step
        reached = max(reached, at + _frame_length(stream))
        if at >= due:
            _keep(kept, frame, stream, at)
            due = at + step - 1e-3
            if len(kept.times) > 2 * MOST_SAMPLES:  # a container that told a wrong length
                _thin_out(kept)
                step *= 2
        if time.monotonic() > deadline:
            kept.trouble = f"only its first {reached:.0f} seconds were looked at in the time given"
            break
    return kept, max(reached, 0.0)


def _is_sparse(stated: float | None) -> bool:
    """Whether a video is so long that its samples are sought out one by one."""
    return (stated or 0.0) / MOST_SAMPLES >= JUMP_S


def _run(container: InputContainer, stream: VideoStream, step: float, kept: _Kept) -> Iterator[VideoFrame]:
    """The frames one after another, without those that are not needed."""
    context: Any = stream.codec_context
    context.skip_frame = "NONKEY" if _has_dense_keys(stream, step) else "NONREF"
    yield from _decode(container, stream, kept)


def _jump(
    container: InputContainer, stream: VideoStream, step: float, stated: float, kept: _Kept
) -> Iterator[VideoFrame]:
    """The key frame before each sample's time; what lies between is not even read."""
    context: Any = stream.codec_context
    context.skip_frame = "NONKEY"
    assert stream.time_base is not None
    start, last = stream.start_time or 0, None
    for place in range(int(stated / step)):
        try:
            container.seek(start + int(place * step / stream.time_base), stream=stream)
        except OSError as error:  # FFmpeg's errors are OSErrors
            kept.trouble = f"it cannot be sought in ({name_error(error)})"
            return
        frame = next(_decode(container, stream, kept), None)
        if frame is not None and frame.pts != last:
            last = frame.pts
            yield frame


def _decode(container: InputContainer, stream: VideoStream, kept: _Kept) -> Iterator[VideoFrame]:
    """Frames in order; what is damaged is passed over, a limited number of times."""
    import av

    packets = container.demux(stream)
    while kept.errors < MOST_ERRORS:
        try:
            packet = next(packets, None)
            if packet is None:
                return
            frames: list[Any] = packet.decode()
        except (av.error.FFmpegError, ValueError) as error:
            kept.errors += 1
            kept.trouble = f"it is damaged in places ({name_error(error)})"
            if isinstance(error, av.error.EOFError):
                return
            continue
        yield from frames
    kept.trouble = "it is damaged in many places; the rest was left"


def _has_dense_keys(stream: VideoStream, step: float) -> bool:
    """Whether the index says that key frames lie close enough together."""
    if stream.time_base is None:
        return False
    entries = stream.index_entries
    keys = [entry.timestamp for entry in entries if entry.is_keyframe]
    if len(keys) < 2 or (len(keys) == len(entries) and len(keys) < 4):
        return False
    return float(np.diff(sorted(keys)).max() * stream.time_base) <= max(DENSE_S, step)


def _keep(kept: _Kept, frame: VideoFrame, stream: VideoStream, at: float) -> None:
    picture = _shrink_frame(frame, stream)
    tiny = np.ascontiguousarray(picture[_TINY // 2 :: _TINY, _TINY // 2 :: _TINY])
    if kept.tiny is not None:
        kept.changes.append(measure_change(kept.tiny, tiny) if kept.tiny.shape == tiny.shape else 1.0)
    kept.tiny = tiny
    kept.times.append(at)
    kept.lights.append(float(tiny.mean()))
    kept.jpegs.append(_to_jpeg(picture))


def _thin_out(kept: _Kept) -> None:
    """Forget every other sample."""
    pairs = kept.changes[: len(kept.changes) // 2 * 2]
    kept.changes = [max(pairs[place], pairs[place + 1]) for place in range(0, len(pairs), 2)]
    for values in (kept.times, kept.jpegs, kept.lights):
        del values[1::2]
    del kept.times[len(kept.changes) + 1 :], kept.jpegs[len(kept.changes) + 1 :], kept.lights[len(kept.changes) + 1 :]


def _shrink_frame(frame: VideoFrame, stream: VideoStream) -> NDArray[np.uint8]:
    """The frame as RGB (height, width, 3), upright, its longer side at most `FRAME_SIDE`."""
    width, height = shown_size(frame, stream)
    scale = min(1.0, FRAME_SIDE / max(width, height))
    width, height = (max(2, int(side * scale) // 2 * 2) for side in (width, height))
    if frame.rotation % 180:
        width, height = height, width
    pixels: Any = frame.reformat(width=width, height=height, format="rgb24", interpolation="FAST_BILINEAR").to_ndarray()
    return np.rot90(pixels, k=round(frame.rotation / 90) % 4) if frame.rotation else pixels


def _to_jpeg(picture: NDArray[np.uint8]) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(picture)).save(out, "JPEG", quality=80)
    return out.getvalue()


def shrink(jpeg: bytes, side: int) -> bytes:
    """The picture with its longer side at most `side`."""
    from PIL import Image

    with Image.open(io.BytesIO(jpeg)) as picture:
        picture.thumbnail((side, side))
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=82)
    return out.getvalue()


def _choose_still(kept: _Kept) -> int:
    """The sample with most detail of the first two thirds that is neither dark nor glaring."""
    early = range(max(1, len(kept.times) * 2 // 3))
    fair = [place for place in early if 25 < kept.lights[place] < 235] or list(early)
    return max(fair, key=lambda place: len(kept.jpegs[place]))


def _frame_length(stream: VideoStream) -> float:
    return 1 / float(stream.average_rate) if stream.average_rate else 0.0
