"""What a request asks for, in parts that a compiler turns into calls."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

ChatKind = Literal["greeting", "thanks", "bye", "about", "scope", "rules", "accept", "unclear"]


@dataclass(frozen=True)
class Search:
    """Clips about a topic, or the wish in force changed."""

    topic: str = ""
    """The words searched for; empty where only constraints are given."""
    mode: Literal["new", "refine", "replace"] = "new"
    """"new" drops the wish in force, "refine" adds to it, "replace" changes its topic and keeps the rest."""
    changes: dict[str, Any] = field(default_factory=dict)
    """Constraints given; None takes one away; `drop_exclude`: exclusions taken back."""


@dataclass(frozen=True)
class Similar:
    """Clips like a pick."""

    clip: str
    change: str = ""
    changes: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Recommend:
    """Clips for this viewer, whatever about."""

    changes: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Rate:
    """A verdict on picks."""

    clips: tuple[str, ...]
    verdict: Literal["like", "dislike", "seen"]


@dataclass(frozen=True)
class Remember:
    """A lasting taste."""

    text: str
    polarity: Literal["like", "dislike"]
    strength: Literal["always", "usually"]


@dataclass(frozen=True)
class Forget:
    """A taste taken back."""

    text: str


@dataclass(frozen=True)
class Explain:
    """Why these picks."""

    clips: tuple[str, ...]


@dataclass(frozen=True)
class Details:
    """A question about picks, or their comparison."""

    clips: tuple[str, ...]
    question: str


@dataclass(frozen=True)
class Browse:
    """What the catalog holds."""

    by: str
    query: str = ""


@dataclass(frozen=True)
class Ask:
    """A question back to the viewer."""

    question: str
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chat:
    """Words that need no call."""

    kind: ChatKind


@dataclass(frozen=True)
class Accept:
    """An offer of the last reply, taken."""

    tool: str
    args: dict[str, Any]


Intent = Accept | Search | Similar | Recommend | Rate | Remember | Forget | Explain | Details | Browse | Ask | Chat
