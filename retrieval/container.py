"""Video containers opened with bounds: local files only, known formats only, no more pixels than a screen has."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from reeltalk.retrieval.footage import FootageError

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.video.stream import VideoStream

MAX_PIXELS = 8192 * 4608
"""A picture of more pixels is not decoded."""
DEMUXERS = (
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,gif,ogg,flv,live_flv,asf,mpeg,mpegts,mpegvideo,mxf,dv,rm,nut,nsv,"
    "h264,hevc,m4v,wtv,apng"
)
"""The formats that are read; playlists, which name other files and addresses, are none of them."""
OPTIONS = {
    "protocol_whitelist": "file",
    "format_whitelist": DEMUXERS,
    "max_streams": "64",
    "probesize": "10000000",
    "analyzeduration": "10000000",
}
STREAM_OPTIONS = {"max_pixels": str(MAX_PIXELS)}


@contextmanager
def open_container(path: str) -> Iterator[InputContainer]:
    """The container of a local file. Raises `FootageError` where it is none that can be read."""
    import av

    try:
        opened = av.open(f"file:{path}", mode="r", options=OPTIONS, metadata_errors="replace")
    except av.error.FFmpegError as error:
        raise FootageError(f"cannot be read as a video ({name_error(error)})") from error
    except ValueError as error:
        raise FootageError(f"cannot be read as a video ({error})") from error
    with opened:
        yield opened


def find_picture(container: InputContainer) -> VideoStream:
    """The stream that moves, ready to be decoded. Raises `FootageError` where there is none."""
    from av.stream import Disposition

    streams = [stream for stream in container.streams.video if not stream.disposition & Disposition.attached_pic]
    if not streams:
        raise FootageError("holds no moving picture" + (", only sound" if container.streams.audio else ""))
    stream = max(streams, key=lambda one: bool(one.disposition & Disposition.default))
    context: Any = stream.codec_context
    if context is None or not context.is_decoder:
        raise FootageError("is of a codec that cannot be decoded here")
    width, height = context.width, context.height
    if width <= 0 or height <= 0:
        raise FootageError("does not say how large its picture is")
    if width * height > MAX_PIXELS:
        raise FootageError(f"has pictures of {width} × {height} pixels; more than {MAX_PIXELS:,} are not decoded")
    context.options = STREAM_OPTIONS
    context.thread_count = 1  # files are decoded beside each other, one a core
    return stream


def name_error(error: BaseException) -> str:
    """What FFmpeg says, without the file's name and its numbers."""
    return str(getattr(error, "strerror", None) or error).strip() or type(error).__name__
