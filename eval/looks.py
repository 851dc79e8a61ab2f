"""What a simulated viewer sees of a reply: which conditions each pick breaks, never an id or a title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from reeltalk.eval.predicates import Predicate

End = Literal["accepted", "gave_up", "nothing_fits", "failed"]


@dataclass(frozen=True)
class PickLook:
    """One recommended clip, held against what the viewer wants."""

    broken: tuple[Predicate, ...]
    seen: bool = False
    """Whether the viewer knows it already."""


@dataclass(frozen=True)
class Look:
    """One reply."""

    text: str
    picks: tuple[PickLook, ...] = ()
    question: str | None = None
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Move:
    """What the viewer does: says something, or ends the conversation."""

    text: str | None
    leg: int = 0
    stated: tuple[Predicate, ...] = ()
    """The conditions in force that have been said by now."""
    end: End | None = None
    accepted: int | None = None
    """The place of the pick that was taken, from 0."""
    asked_again: bool = False
    """Whether the reply asked what was said already, or asked before."""


class SimulatedViewer(Protocol):
    """Someone who wants something."""

    @property
    def errors(self) -> Sequence[str]:
        """What a reviewer found wrong with its own words."""

    def begin(self) -> Move:
        """The first request."""

    def react(self, look: Look) -> Move:
        """What is said to a reply."""
