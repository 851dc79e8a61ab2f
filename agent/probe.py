"""Which way of calling tools a server and model are good for: tried once, and remembered on disk."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from langchain_core.messages import AIMessage, HumanMessage, SystemMessage

from reeltalk.agent.failures import Failed
from reeltalk.agent.options import Way
from reeltalk.agent.remote import Remote, ask_once

VERSION = 1
"""Of what is asked; a way found by another version is tried anew."""

_ASKED = [
    SystemMessage("You find video clips by calling tools. Never write a call as text."),
    HumanMessage("Find clips of kittens, under a minute, without dogs."),
]


def _describe(tool: str, about: str, required: list[str], **properties: Any) -> dict[str, Any]:
    parameters = {"type": "object", "properties": properties, "required": required}
    return {"type": "function", "function": {"name": tool, "description": about, "parameters": parameters}}


_TEXT, _NUMBER = {"type": "string"}, {"type": "integer"}
_TOOLS = [
    _describe(
        "search_clips",
        "Find clips by what is in them.",
        ["query"],
        query=_TEXT,
        max_seconds=_NUMBER,
        exclude={"type": "array", "items": _TEXT},
    ),
    _describe("clip_details", "Answer a question about clips already shown.", ["clips"], clips=_TEXT),
    _describe("remember", "Keep a lasting taste of the viewer.", ["text"], text=_TEXT),
]


@dataclass(frozen=True)
class Ways:
    """The ways found, in a file; one that cannot be read holds none."""

    path: Path

    def recall(self, remote: Remote) -> Way | None:
        """The way that was found for a server and model."""
        found = self._read().get(_key(remote))
        way = found.get("way") if isinstance(found, dict) and found.get("version") == VERSION else None
        return way if way in ("native", "json") else None

    def keep(self, remote: Remote, way: Way) -> None:
        """Remember a way; where the disk does not take it, it is tried again another time."""
        self._write({**self._read(), _key(remote): {"way": way, "version": VERSION}})

    def forget(self, remote: Remote) -> None:
        """Drop what was found."""
        self._write({key: value for key, value in self._read().items() if key != _key(remote)})

    def _read(self) -> dict[str, Any]:
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def _write(self, ways: Mapping[str, Any]) -> None:
        try:
            with tempfile.NamedTemporaryFile("w", dir=self.path.parent, delete=False, encoding="utf-8") as file:
                json.dump(ways, file, indent=1)
            Path(file.name).replace(self.path)
        except OSError:
            return


def _key(remote: Remote) -> str:
    return f"{remote.base_url or ''} {remote.name}"


async def find_way(remote: Remote, ways: Ways, usage: Mapping[str, int]) -> tuple[Way, dict[str, int]]:
    """The way to call tools: as the options say, as remembered, or as a trial shows; and the usage with the trial.

    Raises `Failed` where the server fails in passing, so that nothing can be learnt of it.
    """
    if remote.options.way != "auto":
        return remote.options.way, dict(usage)
    if remote.base_url is None and not remote.name.startswith("openai:"):
        return "native", dict(usage)  # a chat model of LangChain's knows its server
    known = ways.recall(remote)
    if known is not None:
        return known, dict(usage)
    way, spent = await probe_way(remote, usage)
    ways.keep(remote, way)
    return way, spent


async def probe_way(remote: Remote, usage: Mapping[str, int]) -> tuple[Way, dict[str, int]]:
    """`native` where one plain request comes back as the call it asks for, else `json`; raises `Failed`."""
    try:
        answer, spent = await ask_once(remote, remote.model.bind_tools(_TOOLS), _ASKED, usage=usage)
    except Failed as failed:
        if failed.kind != "refused":
            raise
        return "json", dict(usage)
    return ("native" if _is_good(answer) else "json"), spent


def _is_good(answer: AIMessage) -> bool:
    calls = answer.tool_calls
    return (
        len(calls) == 1
        and not answer.invalid_tool_calls
        and calls[0]["name"] == "search_clips"
        and isinstance(calls[0]["args"].get("query"), str)
        and isinstance(calls[0]["args"].get("max_seconds", 60), int)
        and isinstance(calls[0]["args"].get("exclude", []), list)
    )
