"""Where conversations are kept: LangGraph checkpoints in one SQLite file of the home."""

from __future__ import annotations

import sqlite3
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from reeltalk.errors import CatalogError

if TYPE_CHECKING:
    from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver

KEPT_CHECKPOINTS = 20
"""How many states of a thread are kept; one is written a turn."""


async def open_saver(path: Path, stack: AsyncExitStack) -> AsyncSqliteSaver:
    """The saver over a SQLite file, made when it is not there; `stack` closes it.

    Raises `CatalogError` for a file that cannot be used.
    """
    from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver

    async with AsyncExitStack() as opening:  # closes at once what was opened where something is wrong with it
        try:
            saver = await opening.enter_async_context(AsyncSqliteSaver.from_conn_string(str(path)))
            await saver.setup()
            # a turn's checkpoint may be lost with the machine's power, never torn: WAL with NORMAL keeps the file whole
            await saver.conn.execute("PRAGMA synchronous=NORMAL")
        except sqlite3.Error as error:
            raise CatalogError(
                f"{path} cannot be used ({error}); move it away: the clips stay, conversations start anew"
            ) from error
        stack.push_async_exit(opening.pop_all())
    return saver


async def prune_thread(saver: AsyncSqliteSaver, thread: str, keep: int = KEPT_CHECKPOINTS) -> None:
    """Drop all but the last `keep` checkpoints of a thread, with their writes."""
    old = (
        "thread_id = ? AND checkpoint_id NOT IN (SELECT checkpoint_id FROM checkpoints"
        " WHERE thread_id = ? ORDER BY checkpoint_id DESC LIMIT ?)"
    )
    async with saver.lock:
        for table in ("writes", "checkpoints"):
            await saver.conn.execute(f"DELETE FROM {table} WHERE {old}", (thread, thread, keep))
        await saver.conn.commit()
