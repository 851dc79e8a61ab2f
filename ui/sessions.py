"""Who is at the page: one session for each open page, kept apart from every other."""

from __future__ import annotations

import asyncio
import re
import secrets
import uuid
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

from reeltalk.agent.reply import Call, Pick, Reply

MOST_SESSIONS = 500
"""Pages kept at once; the one longest unused goes first."""
MOST_TURNS = 50
"""Turns kept of a page, to show again when it is loaded anew."""


@dataclass
class Turn:
    """One request and what has come of it so far."""

    number: int
    request: str
    text: str = ""
    calls: list[Call] = field(default_factory=list)
    stages: dict[str, float] = field(default_factory=dict)
    """Milliseconds by stage."""
    picks: list[Pick] = field(default_factory=list)
    reply: Reply | None = None
    trouble: str = ""
    """Why it ended without a reply, in one line."""
    done: bool = False

    def take(self, event: dict[str, Any]) -> None:
        """Carry one event of `Agent.stream` in."""
        kind, data = event["type"], event["data"]
        if kind == "token":
            self.text = data["text"] if data.get("anew") else self.text + data["text"]
        elif kind == "call":
            self.calls.append(Call.model_validate(data))
        elif kind == "stage":
            self.stages[data["name"]] = self.stages.get(data["name"], 0.0) + data["elapsed_ms"]
        elif kind == "pick":
            self.picks.append(Pick.model_validate(data))
        elif kind == "reply":
            self.reply = Reply.model_validate(data)
            self.text, self.picks, self.calls = self.reply.text, self.reply.picks, self.reply.calls
            self.done = True

    def end(self, trouble: str = "") -> None:
        """Nothing more will come."""
        self.done = True
        if self.reply is None:
            self.trouble = trouble


@dataclass
class Session:
    """One open page: its viewer, its conversation, and what it shows."""

    key: str
    guest: str
    """The viewer this browser is when it is nobody else."""
    viewer: str
    thread: str = field(default_factory=lambda: uuid.uuid4().hex)
    """The agent's thread that the next request goes to."""
    conversation: str = field(default_factory=lambda: uuid.uuid4().hex)
    """What is shown together: a new one empties the page."""
    turns: list[Turn] = field(default_factory=list)
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    count: int = 0

    @property
    def busy(self) -> bool:
        """Whether a turn runs."""
        return bool(self.turns) and not self.turns[-1].done

    @property
    def reply(self) -> Reply | None:
        """The last reply of this conversation."""
        return next((turn.reply for turn in reversed(self.turns) if turn.reply is not None), None)

    def begin(self, request: str, anew: bool = False) -> Turn:
        """Start a turn; `anew` on a new thread, so that no wish said before is in force."""
        if anew:
            self.thread = uuid.uuid4().hex
        self.count += 1
        self.stop = asyncio.Event()
        turn = Turn(self.count, request)
        self.turns = [*self.turns[-(MOST_TURNS - 1) :], turn]
        return turn

    def renew(self, viewer: str) -> None:
        """Start a new conversation, as this viewer; what runs is told to stop."""
        self.stop.set()
        self.viewer, self.thread, self.turns = viewer, uuid.uuid4().hex, []
        self.conversation = uuid.uuid4().hex


class Sessions:
    """The open pages by their unguessable keys."""

    def __init__(self, most: int = MOST_SESSIONS) -> None:
        self._most = most
        self._kept: OrderedDict[str, Session] = OrderedDict()

    def get(self, key: str) -> Session | None:
        """The session with this key, if it is still kept."""
        session = self._kept.get(key)
        if session is not None:
            self._kept.move_to_end(key)
        return session

    def open(self, guest: str) -> Session:
        """A new session for a browser."""
        session = Session(key=secrets.token_urlsafe(24), guest=guest, viewer=guest)
        self._kept[session.key] = session
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return session


_GUEST = re.compile(r"guest-[0-9a-f]{16}")


def is_guest(viewer: str) -> bool:
    """Whether a viewer's name is one that `invent_guest` gave."""
    return _GUEST.fullmatch(viewer) is not None


def invent_guest() -> str:
    """A name for a viewer nobody knows yet, never given twice."""
    return f"guest-{secrets.token_hex(8)}"
