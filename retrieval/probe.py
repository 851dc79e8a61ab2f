"""What a container says of its video, without decoding the picture to the end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from reeltalk.retrieval.clip import MAX_SECONDS
from reeltalk.retrieval.container import find_picture, name_error, open_container
from reeltalk.retrieval.footage import FootageError, Media, Stretch

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

MOST_TAGS = 64
LONGEST_TAG = 20_000
MOST_STRETCHES = 20_000
"""Subtitles and chapters taken of a file."""
_MARKUP = re.compile(r"\{\\[^}]*\}|<[^>]{1,200}>")
_DIALOGUE_FIELDS = 8
"""Commas before the words of an ASS line, as Matroska keeps it."""


def probe_video(path: str) -> Media:
    """What the container at `path` says. Raises `FootageError` for a file that is no video."""
    with open_container(path) as container:
        stream = find_picture(container)
        first = _first_frame(container, stream)
        if container.format.name in _ANIMATED and not _moves(container, stream):
            raise FootageError("is a still picture")
        width, height = shown_size(first, stream)
        sound = next(iter(container.streams.audio), None)
        media = Media(
            container=container.format.name,
            duration_s=tell_duration(container, stream),
            width=width,
            height=height,
            rate=float(stream.average_rate) if stream.average_rate else None,
            video_codec=stream.codec_context.codec.canonical_name,
            pixel_format=stream.codec_context.pix_fmt or "",
            audio_codec=sound.codec_context.codec.canonical_name if sound and sound.codec_context else None,
            language=sound.language if sound else None,
            tags=_read_tags(container, stream),
            chapters=tuple(_read_chapters(container)),
        )
    return _with_subtitles(path, media)


def tell_duration(container: InputContainer, stream: VideoStream) -> float | None:
    """The length in seconds, as far as the container tells."""
    if container.duration:
        length = container.duration / 1_000_000
    elif stream.duration and stream.time_base:
        length = float(stream.duration * stream.time_base)
    else:
        return None
    return length if 0 < length <= MAX_SECONDS else None


def shown_size(frame: VideoFrame, stream: VideoStream) -> tuple[int, int]:
    """Width and height as shown: with square pixels, turned upright."""
    ratio = stream.sample_aspect_ratio
    width, height = frame.width, frame.height
    if ratio and 0.1 < float(ratio) < 10:
        width = max(1, round(width * float(ratio)))
    return (height, width) if frame.rotation % 180 else (width, height)


def _first_frame(container: InputContainer, stream: VideoStream) -> VideoFrame:
    import av

    trouble = "no picture comes out of it"
    try:
        for number, packet in enumerate(container.demux(stream)):
            try:
                for frame in packet.decode():
                    return frame
            except av.error.FFmpegError as error:
                trouble = name_error(error)
            if number > 300:
                break
    except av.error.FFmpegError as error:
        trouble = name_error(error)
    raise FootageError(f"cannot be decoded ({trouble})")


_ANIMATED = ("gif", "apng")
"""Formats of pictures that may move."""


def _moves(container: InputContainer, stream: VideoStream) -> bool:
    """Whether there is a second picture; the demuxer stands behind the first."""
    import av

    try:
        return any(packet.size for packet in container.demux(stream))
    except av.error.FFmpegError:
        return False


def _read_tags(container: InputContainer, stream: VideoStream) -> dict[str, str]:
    found = {**stream.metadata, **container.metadata}
    kept = {name.casefold()[:100]: clean_tag(text) for name, text in list(found.items())[:MOST_TAGS]}
    return {name: text for name, text in kept.items() if text}


def clean_tag(text: Any) -> str:
    """A tag's text as it can be kept: whole characters, bounded."""
    return str(text).replace("\x00", "").encode("utf-8", "replace").decode().strip()[:LONGEST_TAG]


def _read_chapters(container: InputContainer) -> list[Stretch]:
    chapters = []
    for chapter in container.chapters()[:MOST_STRETCHES]:
        scale = float(chapter["time_base"] or 0)
        start, end = chapter["start"] * scale, chapter["end"] * scale
        title = clean_tag(chapter["metadata"].get("title", ""))
        if title and 0 <= start < end <= MAX_SECONDS:
            chapters.append(Stretch(start_s=start, end_s=end, text=title))
    return chapters


def _with_subtitles(path: str, media: Media) -> Media:
    """The facts with the words of the first track of text subtitles; its packets are read without any decoding."""
    import av

    with open_container(path) as container:
        stream = next(
            (one for one in container.streams.subtitles if one.codec_context and one.codec_context.name in _TEXTS), None
        )
        if stream is None:
            return media
        found = []
        try:
            for packet in container.demux(stream):
                if packet.pts is None or packet.time_base is None or packet.size == 0:
                    continue
                start = float(packet.pts * packet.time_base)
                end = start + float((packet.duration or 0) * packet.time_base)
                text = _read_words(bytes(packet), _TEXTS[stream.codec_context.name])
                if text and 0 <= start <= end <= MAX_SECONDS:
                    found.append(Stretch(start_s=start, end_s=end, text=text))
                if len(found) == MOST_STRETCHES:
                    break
        except av.error.FFmpegError:  # what was read until then still stands
            pass
    return media.model_copy(update={"subtitles": tuple(found), "subtitle_language": stream.language})


_TEXTS = {"mov_text": "counted", "subrip": "plain", "srt": "plain", "text": "plain", "webvtt": "plain", "ass": "ass"}
_TEXTS |= {"ssa": "ass"}


def _read_words(raw: bytes, form: str) -> str:
    if form == "counted":  # two bytes tell the length, styles follow the words
        raw = raw[2 : 2 + int.from_bytes(raw[:2], "big")]
    text = raw.decode("utf-8", "replace").replace("\x00", "")
    if form == "ass":
        text = text.split(",", _DIALOGUE_FIELDS)[-1].replace("\\N", " ").replace("\\n", " ")
    return " ".join(_MARKUP.sub("", text).split())[:2000]
