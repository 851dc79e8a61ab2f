"""What an agent under evaluation gets and gives: the shapes of `/v1/ask`, read leniently."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from reeltalk.errors import ReeltalkError


class AnswerError(ReeltalkError):
    """An agent failed, or gave what is no answer."""


@dataclass(frozen=True)
class Ask:
    """One request to an agent."""

    text: str
    viewer: str
    thread: str
    history: tuple[Mapping[str, Any], ...] = ()
    """What the viewer watched: {clip_id, timestamp[, …]}."""
    messages: tuple[tuple[str, str], ...] = ()
    """The conversation before, as (role, text), for agents that keep none."""


@dataclass(frozen=True)
class Shown:
    """One recommended clip."""

    id: str
    marked_seen: bool = False
    reason: str = ""
    evidence: tuple[Mapping[str, Any], ...] = ()
    """{kind, text[, clip_id]}: what the reason says it stands on."""


@dataclass(frozen=True)
class Answer:
    """One reply of an agent; only text and picks need be there."""

    text: str
    picks: tuple[Shown, ...] = ()
    question: str | None = None
    options: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    calls: tuple[Mapping[str, Any], ...] = ()
    """{tool, args, ok}."""
    relaxed: tuple[str, ...] = ()
    tokens: tuple[int, int] = (0, 0)
    """Read and written."""
    wish: Mapping[str, Any] = field(default_factory=dict)


class Answering(Protocol):
    """An agent under evaluation."""

    def answer(self, ask: Ask) -> Answer:
        """The reply to one request; raises `AnswerError` where there is none."""


def read_answer(row: Mapping[str, Any]) -> Answer:
    """An answer from the JSON of `/v1/ask`, or anything with `text` and `picks` (ids, or objects with `id` or `clip`).

    Raises `AnswerError` naming the part that cannot be read.
    """
    if not isinstance(row, Mapping) or not isinstance(row.get("text"), str):
        raise AnswerError("an answer is an object with text and picks")
    usage = row.get("usage") or {}
    return Answer(
        text=row["text"],
        picks=tuple(_read_pick(pick) for pick in _list(row, "picks")),
        question=row.get("question") or None,
        options=tuple(map(str, _list(row, "suggestions"))),
        notices=tuple(map(str, _list(row, "notices"))),
        calls=tuple(call for call in _list(row, "calls") if isinstance(call, Mapping)),
        relaxed=tuple(map(str, _list(row, "relaxed"))),
        tokens=(int(usage.get("input_tokens", 0)), int(usage.get("output_tokens", 0))),
        wish=row.get("wish") or {},
    )


def _list(row: Mapping[str, Any], name: str) -> Sequence[Any]:
    value = row.get(name) or ()
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise AnswerError(f"{name} is a list, not {value!r:.60}")
    return value


def _read_pick(pick: object) -> Shown:
    if isinstance(pick, str):
        return Shown(pick)
    if not isinstance(pick, Mapping):
        raise AnswerError(f"a pick is an id or an object, not {pick!r:.60}")
    clip = pick.get("clip")
    name = clip.get("id") if isinstance(clip, Mapping) else clip if isinstance(clip, str) else pick.get("id")
    if not isinstance(name, str):
        raise AnswerError(f"a pick has an id, or a clip with one, not {pick!r:.60}")
    evidence = tuple(one for one in pick.get("evidence") or () if isinstance(one, Mapping))
    return Shown(name, bool(pick.get("seen")), str(pick.get("reason") or ""), evidence)
