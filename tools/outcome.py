"""What a tool call stands on, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from reeltalk.retrieval.catalog import Catalog
from reeltalk.retrieval.constraints import Constraints
from reeltalk.retrieval.viewer import Event
from reeltalk.tools.hosting import HostRule
from reeltalk.tools.narrowing import Narrowing


def read_clock() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class ToolContext:
    """What a call needs besides its arguments; the model never sees or sets it."""

    catalog: Catalog
    viewer: str = "local"
    thread: str = ""
    turn: int = 0
    call: str = ""
    """The call's id; with thread and turn the unique key of what it writes. Empty: writes are not deduplicated."""
    within: Constraints = field(default_factory=Constraints)
    """Limits of the host: nothing can widen them."""
    only: frozenset[str] | None = None
    """The host's list of allowed clips; None allows all."""
    hosted: Sequence[HostRule] = ()
    """What the operator rules besides: nothing can widen it either."""
    history: Sequence[Event] = ()
    """The host's events of this viewer, besides those in the catalog."""
    request: str = ""
    """The viewer's words this turn: the source of a preference, and what counts as an explicit request."""
    wish: Mapping[str, Any] = field(default_factory=dict)
    """The arguments of the wish in force before this call: what a pick is explained by."""
    passed: frozenset[str] = frozenset()
    """What the wish in force has shown already: the same call again brings others."""
    asked: Sequence[tuple[str, str]] = ()
    """(attribute, query) of each question put in this thread: none is put twice about one subject."""
    clock: Callable[[], datetime] = read_clock

    @property
    def wish_query(self) -> str:
        """The words searched for by the wish in force, or nothing."""
        return str(self.wish.get("query") or "")

    @property
    def wish_constraints(self) -> Constraints:
        """The constraints of the wish in force."""
        return Constraints.model_validate({k: v for k, v in self.wish.items() if k in Constraints.model_fields})

    @property
    def write_key(self) -> str | None:
        """What makes a repeated call write once; None where the call has no id."""
        return f"{self.thread}:{self.turn}:{self.call}" if self.call else None


class Basis(BaseModel):
    """Something besides the matched text that put a clip in the result: a preference, or what others watched."""

    model_config = ConfigDict(frozen=True)

    kind: str
    """"preference" or "co_viewing"."""
    text: str
    """A preference's text, or the fact in plain words."""
    clip_id: str | None = None
    """For co_viewing: the clip in the viewer's history it rests on."""


class Found(BaseModel):
    """One clip of a result, in final order."""

    model_config = ConfigDict(frozen=True)

    id: str
    title: str
    score: float
    relevance: float | None = None
    matched: str = ""
    matched_field: str = ""
    start_s: float | None = None
    end_s: float | None = None
    seen: bool = False
    akin_to: str | None = None
    """The clip that this one was chosen for its likeness to: the seed, or one the viewer liked or watched."""
    basis: list[Basis] = Field(default_factory=list)


class Relaxation(BaseModel):
    """The nearest loosening that would return something."""

    model_config = ConfigDict(frozen=True)

    text: str
    """In plain words, such as "up to 2 minutes instead of 1"."""
    args: dict[str, Any]
    """The whole arguments of the call that would return something."""
    count: int
    """How many clips it would return."""


class Outcome(BaseModel):
    """The result of a tool that returns clips."""

    model_config = ConfigDict(frozen=True)

    clips: list[Found] = Field(default_factory=list)
    matching: int = 0
    """How many clips fulfil the constraints, preferences and limits."""
    applied: list[str] = Field(default_factory=list)
    """Firm preferences and host limits that were applied."""
    notices: list[str] = Field(default_factory=list)
    emptied_by: str | None = None
    """The wish that emptied the list, in plain words; None where something was found."""
    relaxation: Relaxation | None = None
    narrowing: Narrowing | None = None
    """The question that would narrow the search best, where there is enough to ask about."""
    timings: dict[str, float] = Field(default_factory=dict)
    """Milliseconds by stage."""
