"""Where conversations are kept: LangGraph checkpoints in one SQLite file of the home."""

from __future__ import annotations

from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver

KEPT_CHECKPOINTS = 20
"""How many states of a thread are kept; one is written a turn."""


async def open_saver(path: Path, stack: AsyncExitStack) -> AsyncSqliteSaver:
    """The saver over a SQLite file, made when it is not there; `stack` closes it."""
    from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver

    saver = await stack.enter_async_context(AsyncSqliteSaver.from_conn_string(str(path)))
    await saver.setup()
    # a turn's checkpoint may be lost with the machine's power, never torn: WAL with NORMAL keeps the file whole
    await saver.conn.execute("PRAGMA synchronous=NORMAL")
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
