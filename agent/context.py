"""What a chat model is told of the conversation besides its messages."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from reeltalk.agent.reply import Wish
from reeltalk.retrieval.viewer import Polarity, Strength

CONTEXT_KEY = "reeltalk"
"""Where the request's message carries it, in `additional_kwargs`."""
REQUEST_KEY = "request"
"""Where the request's message carries the viewer's words alone: its text has the state rendered below them."""


class Shown(BaseModel):
    """One of the picks last shown, as the model may refer to it."""

    model_config = ConfigDict(frozen=True)

    handle: str
    """"1" for the first pick last shown."""
    title: str
    duration_s: float | None = None
    creator: str | None = None
    category: str | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()
    text: str = ""
    """The start of its description."""


class Taste(BaseModel):
    """A preference as the model sees it."""

    model_config = ConfigDict(frozen=True)

    text: str
    polarity: Polarity
    strength: Strength


class Offer(BaseModel):
    """A relaxation that the last reply offered, to be taken by a plain yes."""

    model_config = ConfigDict(frozen=True)

    text: str
    tool: str
    args: dict[str, Any]


class Choice(BaseModel):
    """An answer to the question that the last reply put beside its picks, and the call that it leads to."""

    model_config = ConfigDict(frozen=True)

    label: str
    tool: str
    args: dict[str, Any]


class TurnContext(BaseModel):
    """The state of a conversation at the start of a turn; all JSON-able."""

    model_config = ConfigDict(frozen=True)

    today: date
    wish: Wish = Field(default_factory=Wish)
    shown: list[Shown] = Field(default_factory=list)
    preferences: list[Taste] = Field(default_factory=list)
    question: str | None = None
    """The clarifying question of the last reply, when it asked one."""
    options: list[str] = Field(default_factory=list)
    """Its options."""
    choices: list[Choice] = Field(default_factory=list)
    """What its options lead to, where it was put beside picks."""
    offer: Offer | None = None
    last_calls: list[str] = Field(default_factory=list)
    """The tools called in the turn before."""
    previous: str = ""
    """The viewer's words in the turn before."""
