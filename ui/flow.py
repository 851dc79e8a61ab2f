"""A reply on the terminal while it comes: what is being done, then its words."""

from __future__ import annotations

from contextlib import aclosing
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from reeltalk.agent.reply import Reply
from reeltalk.ui.lines import plain

if TYPE_CHECKING:
    from reeltalk.agent.agent import Agent


async def stream_reply(agent: Agent, console: Console, text: str, viewer: str, thread: str | None) -> Reply:
    """Write the reply's words as they come; return the whole."""
    flow = Flow(console)
    reply: Reply | None = None
    status = console.status(Text("Reading your request…", style="dim"))
    status.start()
    try:
        async with aclosing(agent.stream(text, viewer=viewer, thread=thread)) as events:  # type: ignore[type-var]  # an async generator, declared as an iterator
            async for event in events:
                if event["type"] == "call":
                    status.update(Text("Looking through the catalog…", style="dim"))
                elif event["type"] == "token":
                    status.stop()
                    if event["data"].get("anew"):  # what was said did not stand the check at the end
                        flow.end()
                        console.print(Text("(taken back)", style="dim"))
                    flow.write(str(event["data"]["text"]))
                elif event["type"] == "reply":
                    reply = Reply.model_validate(event["data"])
    finally:
        status.stop()
        flow.end()
    if reply is None:
        raise RuntimeError("the stream ended without a reply")
    return reply


class Flow:
    """Words written as they come, broken between words at the terminal's edge."""

    def __init__(self, console: Console) -> None:
        """Start at the left edge."""
        self._console = console
        self._column = 0

    def write(self, piece: str) -> None:
        """Write a word with the white space before it."""
        text = plain(piece)
        if self._console.is_terminal and self._column + cell_len(text) > self._console.width and "\n" not in text:
            text = "\n" + text.lstrip()
        self._console.print(Text(text), end="", soft_wrap=True)
        last = text.rpartition("\n")[2]
        self._column = cell_len(last) if "\n" in text else self._column + cell_len(last)

    def end(self) -> None:
        """Go to a new line where one was begun."""
        if self._column:
            self._console.print()
        self._column = 0
