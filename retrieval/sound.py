"""The sound track of a video as a small file that transcription endpoints take: MP3, mono, 16 kHz."""

from __future__ import annotations

import io
import time
from typing import Any

from reeltalk.retrieval.container import name_error, open_container
from reeltalk.retrieval.footage import FootageError

LONGEST_S = 3600.0
"""Seconds of sound that are taken; at 32 kbit/s an hour stays under the 25 MB that endpoints take."""
RATE = 16_000


def extract_sound(path: str, *, seconds: float) -> bytes:
    """The first hour of a video's sound, working at most `seconds`.

    Raises `FootageError` where there is none that can be decoded.
    """
    import av

    deadline = time.monotonic() + seconds
    kept = io.BytesIO()
    heard = 0.0
    with open_container(path) as source:
        track = next((one for one in source.streams.audio if one.codec_context), None)
        if track is None:
            raise FootageError("has no sound that can be decoded")
        with av.open(kept, "w", format="mp3") as out:
            copy: Any = out.add_stream("libmp3lame", rate=RATE, layout="mono")
            copy.bit_rate = 32_000
            resampler = av.AudioResampler(format="s16p", layout="mono", rate=RATE)
            try:
                for packet in source.demux(track):
                    if time.monotonic() > deadline or heard > LONGEST_S:
                        break
                    heard += _copy_packet(packet, resampler, copy, out)
                for frame in resampler.resample(None):
                    out.mux(copy.encode(frame))
                out.mux(copy.encode())
            except av.error.FFmpegError as error:
                raise FootageError(f"has sound that cannot be decoded ({name_error(error)})") from error
    if heard <= 0:
        raise FootageError("has no sound that can be decoded")
    return kept.getvalue()


def _copy_packet(packet: Any, resampler: Any, copy: Any, out: Any) -> float:
    """Write a packet's sound; the seconds it lasts. A damaged one is passed over."""
    import av

    try:
        frames = packet.decode()
    except (av.error.FFmpegError, ValueError):
        return 0.0
    heard = 0.0
    for frame in frames:
        for fitted in resampler.resample(frame):
            heard += fitted.samples / RATE
            out.mux(copy.encode(fitted))
    return heard
