"""Makes a gold set of tool calls from conversations that were held, with the viewers' names taken out."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from reeltalk.errors import CatalogError

THREADS = "threads.sqlite"
SOMEONE = "someone"
"""What stands where a viewer's name stood."""


def record_threads(home: Path, out: Path) -> int:
    """Write the threads of a home as a gold set, to be checked by hand; return how many turns there are.

    Names of viewers become "someone", names of threads become numbers. What else a person said of themselves stays:
    read the file before it is passed on. Raises `CatalogError` where the home holds no conversations.
    """
    if not (home / THREADS).exists():
        raise CatalogError(f"{home} holds no conversations yet")
    names = read_names(home)
    count = 0
    with out.open("w", encoding="utf-8") as file:
        for number, turns in enumerate(read_threads(home), 1):
            count += len(turns)
            clean = [{"say": hide(turn["say"], names), "calls": _hide_all(turn["calls"], names)} for turn in turns]
            file.write(json.dumps({"thread": f"thread-{number:03}", "turns": clean}, ensure_ascii=False) + "\n")
    return count


def read_threads(home: Path) -> Iterator[list[dict[str, Any]]]:
    """The finished turns of each thread, as far as they are kept: what was said, and the calls made."""
    from langgraph.checkpoint.sqlite import SqliteSaver

    with SqliteSaver.from_conn_string(str(home / THREADS)) as saver:
        threads = saver.conn.execute("SELECT DISTINCT thread_id FROM checkpoints ORDER BY thread_id").fetchall()
        for (thread,) in threads:
            turns: dict[int, dict[str, Any]] = {}
            for kept in saver.list({"configurable": {"thread_id": thread}}):
                state = kept.checkpoint["channel_values"]
                reply, said = state.get("reply"), state.get("previous")
                if reply and said:
                    turns.setdefault(int(state.get("turn", 0)), {"say": said, "calls": _read_calls(reply)})
            if turns:
                yield [turns[number] for number in sorted(turns)]


def _read_calls(reply: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"tool": call["tool"], "args": call["args"]} for call in reply.get("calls", ()) if call.get("ok")]


def read_names(home: Path) -> list[str]:
    """The names of all viewers of a home, longest first."""
    from reeltalk.retrieval.home import DATABASE

    with sqlite3.connect(f"file:{home / DATABASE}?mode=ro", uri=True) as connection:
        asked = (
            "SELECT id FROM viewers UNION SELECT label FROM viewers UNION SELECT viewer_id FROM threads "
            "UNION SELECT viewer_id FROM events"
        )
        names = {str(row[0]) for row in connection.execute(asked) if row[0]}
    return sorted(names - {"local"}, key=lambda name: (-len(name), name))


def hide(text: str, names: Iterable[str]) -> str:
    """A text with names taken out, as whole words and whatever their case.

    >>> hide("I am Ann, and Anna is here", ["ann"])
    'I am someone, and Anna is here'
    """
    for name in names:
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", SOMEONE, text, flags=re.IGNORECASE)
    return text


def _hide_all(value: Any, names: list[str]) -> Any:
    if isinstance(value, str):
        return hide(value, names)
    if isinstance(value, dict):
        return {
            name: inner if name in ("tool", "clip", "clips") else _hide_all(inner, names)
            for name, inner in value.items()
        }
    return [_hide_all(inner, names) for inner in value] if isinstance(value, list) else value
