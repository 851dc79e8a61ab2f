"""What the host gives with a request, read before the turn: viewer, thread, limits, list, history."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from reeltalk.agent.state import TurnInput
from reeltalk.errors import SettingsError, ToolInputError
from reeltalk.retrieval.constraints import Constraints
from reeltalk.retrieval.interactions import to_event
from reeltalk.retrieval.tables import RowError
from reeltalk.retrieval.viewer import Event
from reeltalk.tools.arguments import RecommendClips, read_arguments

LONGEST_NAME = 256
"""Characters that the name of a viewer or a thread may have."""


def read_given(
    viewer: str,
    thread: str | None,
    within: Mapping[str, Any] | Constraints | None,
    only: Iterable[str] | None,
    history: Iterable[Event | Mapping[str, Any]] | None,
) -> TurnInput:
    """What the graph gets of it; a new thread where none is named.

    Raises `SettingsError`, whose text names the part and what would be right.
    """
    name = read_name("viewer", viewer)
    return TurnInput(
        viewer=name,
        thread=read_name("thread", thread) if thread else uuid.uuid4().hex,
        within=_read_limits(within),
        only=_read_list(only),
        history=[_read_event(event, name) for event in _read_rows(history)],
    )


def read_text(text: object) -> str:
    """The request's text. Raises `SettingsError` for anything that is no text."""
    if not isinstance(text, str):
        raise SettingsError(f"the request is a text, not {_show(text)}")
    return text


def read_name(part: str, name: object) -> str:
    """The name of a viewer or thread; one that a database cannot hold is none."""
    if not isinstance(name, str) or not name.strip() or len(name) > LONGEST_NAME:
        raise SettingsError(f"{part}: give a text of 1 to {LONGEST_NAME} characters, not {_show(name)}")
    if any(sign == "\0" or "\ud800" <= sign <= "\udfff" for sign in name):
        raise SettingsError(f"{part}: {_show(name)} holds a sign that is no character; leave it out")
    return name


def _read_limits(within: Mapping[str, Any] | Constraints | None) -> Constraints:
    """The host's limits, their values read like those of a tool, so that "German" is "de" here too."""
    if isinstance(within, Constraints):
        return within
    if not isinstance(within, Mapping | None):
        raise SettingsError(f"within: give an object such as {{'max_seconds': 60}}, not {_show(within)}")
    try:
        read, _ = read_arguments("within", RecommendClips, dict(within or {}))
    except ToolInputError as error:
        raise SettingsError(str(error)) from error
    assert isinstance(read, RecommendClips)
    return read.constraints()


def _read_list(only: Iterable[str] | None) -> frozenset[str] | None:
    if only is None:
        return None
    ids = None if isinstance(only, str | Mapping) or not isinstance(only, Iterable) else list(only)
    if ids is None or not all(isinstance(name, str) for name in ids):
        raise SettingsError(f"only: give a list of clips' ids, not {_show(only)}")
    return frozenset(ids)


def _read_rows(history: Iterable[Event | Mapping[str, Any]] | None) -> Sequence[Event | Mapping[str, Any]]:
    if isinstance(history, str | Mapping) or not isinstance(history, Iterable | None):
        raise SettingsError(f"history: give a list of rows with clip_id and timestamp, not {_show(history)}")
    return list(history or ())


def _read_event(event: Event | Mapping[str, Any], viewer: str) -> Event:
    if isinstance(event, Event):
        return event
    if not isinstance(event, Mapping):
        raise SettingsError(f"history: give rows such as {{'clip_id': …, 'timestamp': …}}, not {_show(event)}")
    try:
        return to_event({**event, "viewer_id": viewer}, "seconds")
    except RowError as error:
        raise SettingsError(f"history: {error.field} {error.why}") from error


def _show(value: object) -> str:
    text = ascii(value)
    return text if len(text) <= 60 else text[:59] + "…"
