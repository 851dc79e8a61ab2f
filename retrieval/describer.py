"""Describers: what says of a video what is in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field

from reeltalk.retrieval.description import Description
from reeltalk.retrieval.footage import Footage


class Usage(BaseModel):
    """What describing took."""

    model_config = ConfigDict(frozen=True)

    requests: int = 0
    read_tokens: int = 0
    written_tokens: int = 0
    elapsed_s: float = 0.0

    def __add__(self, other: Usage) -> Usage:
        return Usage(**{name: getattr(self, name) + getattr(other, name) for name in type(self).model_fields})


class Described(BaseModel):
    """A description, and how it came about."""

    model_config = ConfigDict(frozen=True)

    description: Description
    source: str
    """As `Clip.description_source` says it, such as `mllm:gemini-1.5-flash`."""
    prompt: str = ""
    """The version of the prompts."""
    frames: tuple[float, ...] = ()
    """Seconds of the frames it was given."""
    made: datetime
    repaired: str = ""
    """What was wrong with the first answer, where a second one was asked for."""
    usage: Usage = Field(default_factory=Usage)


class Undescribed(BaseModel):
    """Why there is no description."""

    model_config = ConfigDict(frozen=True)

    reason: str
    kind: Literal["flawed", "passing", "stop"]
    """`flawed`: no answer for this video will do; `passing`: another run may bring one; `stop`: nothing will come for
    any video, such as with a key that is refused."""
    usage: Usage = Field(default_factory=Usage)


class Describer(Protocol):
    """Describes videos. `describe` may be called from `parallel` threads at once, with up to `batch` videos each."""

    key: str
    """What makes its descriptions what they are: model and prompt version. A video that it has described is not
    described again under the same key."""
    most_frames: int
    """Frames wanted of each video."""
    batch: int
    parallel: int

    def describe(self, footage: Sequence[Footage]) -> list[Described | Undescribed]:
        """What each of the videos shows, in their order."""
        ...
