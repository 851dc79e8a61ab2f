"""The state of a conversation, as the graph carries and keeps it: JSON-able values only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, TypedDict

from langchain_core.messages import BaseMessage
from langgraph.graph.message import add_messages

from reeltalk.retrieval.constraints import Constraints
from reeltalk.retrieval.viewer import Event


@dataclass(frozen=True)
class TurnInput:
    """What the host gives with a request; it goes round the model, never through it."""

    viewer: str = "local"
    thread: str = ""
    within: Constraints = field(default_factory=Constraints)
    """Limits that nothing can widen."""
    only: frozenset[str] | None = None
    """The allowed clips; None allows all."""
    history: Sequence[Event] = ()
    """Events of the viewer besides those in the catalog."""


class State(TypedDict, total=False):
    """One conversation. The second part belongs to the turn: set anew by the first node, emptied by the last."""

    messages: Annotated[list[BaseMessage], add_messages]
    """Requests and final texts of finished turns, and the whole of the turn that runs."""
    turn: int
    """The number of the running or last turn, from 1."""
    wish: dict[str, Any]
    """`Wish` in force."""
    shown: list[str]
    """Ids of the picks last shown, in rank order."""
    passed: list[str]
    """Ids of all that the wish in force has shown."""
    reasons: list[str]
    """The reasons given for them, in the same order."""
    question: str | None
    """The clarifying question of the last reply."""
    options: list[str]
    """Its options."""
    choices: list[dict[str, Any]]
    """`Choice`s: what the options lead to, where the question was put beside picks."""
    asked: list[list[str]]
    """[attribute, query] of the last questions put beside picks, oldest first."""
    offer: dict[str, Any] | None
    """`Offer` of the last reply."""
    last_calls: list[str]
    """Tools called in the last turn."""
    previous: str
    """The viewer's words in the last turn."""
    reply: dict[str, Any]
    """`Reply` of the last finished turn."""

    context: dict[str, Any]
    """`TurnContext` of the running turn."""
    rounds: int
    """Model calls in the running turn."""
    model: str
    """The model that drives the running turn."""
    usage: dict[str, int]
    """`Usage` of the running turn so far; under `thread_…` of the whole conversation."""
    calls: list[dict[str, Any]]
    """`Call` of each call so far, with the result's content under `content`."""
    found: list[dict[str, Any]]
    """`Found` of each clip returned so far, numbered on after the picks last shown."""
    notices: list[str]
    """What the viewer must know of this turn."""
    picks: list[dict[str, Any]]
    """`Pick`s before and after the grounding check."""
    text: str
    """The reply's text."""
    told: str
    """The words of the model's answer that the viewer has read while they came."""
