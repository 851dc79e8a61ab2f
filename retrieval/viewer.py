"""What is known of a viewer: events (what they watched and said of it) and preferences."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Verdict = Literal["like", "dislike", "seen"]
Polarity = Literal["like", "dislike"]
Strength = Literal["always", "usually"]


class Event(BaseModel):
    """One interaction of a viewer with a clip."""

    model_config = ConfigDict(frozen=True)

    viewer_id: str
    clip_id: str
    timestamp: float
    """When, in seconds since the epoch."""
    verdict: Verdict | None = None
    """What the viewer said of it."""
    rating: float | None = None
    """Stars, usually 0.5 to 5."""
    watched_s: float | None = Field(default=None, ge=0)
    """How long it played, in seconds."""


class Preference(BaseModel):
    """A lasting taste: liked or disliked, firm ("always") or soft ("usually")."""

    model_config = ConfigDict(frozen=True)

    id: str
    text: str
    """The thing liked or disliked, as a short noun phrase."""
    polarity: Polarity
    strength: Strength
    source: str
    """Where it came from: the viewer's words."""
    created: datetime
