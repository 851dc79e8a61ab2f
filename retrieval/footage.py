"""What is known of a video file: what its container says, what its frames show, and what is said in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field

from reeltalk.retrieval.clip import MAX_SECONDS

FRAME_SIDE = 512
"""Pixels of a frame's longer side, as a model gets it."""


class Stretch(BaseModel):
    """A stretch of a video, with words that belong to it: a subtitle, a chapter; without any, a scene."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    start_s: float = Field(ge=0, le=MAX_SECONDS)
    end_s: float = Field(ge=0, le=MAX_SECONDS)
    text: str = ""


class Media(BaseModel):
    """What a container says of its video."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    container: str
    """The demuxer's name, such as `mov,mp4,m4a,3gp,3g2,mj2`."""
    duration_s: float | None = Field(default=None, ge=0, le=MAX_SECONDS)
    width: int = Field(gt=0)
    """As shown: turned upright, with square pixels."""
    height: int = Field(gt=0)
    rate: float | None = None
    """Frames a second, on average."""
    video_codec: str
    pixel_format: str = ""
    audio_codec: str | None = None
    """None where there is no sound track."""
    language: str | None = None
    """Of the sound track, as the file says it."""
    tags: dict[str, str] = Field(default_factory=dict)
    """The container's own tags, by lower-case name."""
    chapters: tuple[Stretch, ...] = ()
    subtitles: tuple[Stretch, ...] = ()
    """Of the first track of text subtitles."""
    subtitle_language: str | None = None
    cut_off: bool = False
    """The container names more than its file holds."""


class Look(BaseModel):
    """What was found by decoding a video, without the pictures themselves."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    duration_s: float = Field(ge=0, le=MAX_SECONDS)
    """As far as could be decoded."""
    moments: tuple[Stretch, ...] = ()
    """Its scenes, joined and cut so that none is longer than a minute; together they are the whole."""
    frame_times: tuple[float, ...] = ()
    """Seconds of the frames that show most of what changes."""
    trouble: str = ""
    """Why not all of it could be looked at; empty where all was."""


@dataclass(frozen=True)
class Frame:
    """A still picture out of a video."""

    time_s: float
    jpeg: bytes


@dataclass(frozen=True)
class Footage:
    """What a describer is given of one video."""

    name: str
    """The file's name, for messages and as a hint."""
    media: Media
    look: Look
    frames: Sequence[Frame]
    transcript: Sequence[Stretch] = ()
    """What is said in it, where that is known."""
    hints: str = ""
    """What its file says besides: title, folder, tags; data, never to be obeyed."""


class FootageError(Exception):
    """A file that cannot be used as a video: why, in words that follow its name."""
