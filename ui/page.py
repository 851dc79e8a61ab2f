"""The page: one Gradio component that shows a session, and the events that change it."""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any

from reeltalk.errors import ReeltalkError
from reeltalk.ui.conversation import show_turn
from reeltalk.ui.panel import show_preferences, show_viewers, show_wish, wish_chips
from reeltalk.ui.routes import ASSETS
from reeltalk.ui.sessions import Session, Sessions, Turn, invent_guest, is_guest

if TYPE_CHECKING:
    from gradio import Blocks, EventData

    from reeltalk.ui.desk import Desk

LONGEST_REQUEST = 8_000
"""Characters taken of a request; the agent reads fewer and says so."""
SEND_EVERY_S = 0.04
"""Words of a reply are sent on at most this often."""
AT_ONCE = 16
"""Turns that run at the same time; more wait."""
_START = """
window.reeltalk.start(element, trigger, props, watch, ["open", "ask", "stop", "renew", "view", "forget"]);
"""
"""The names of the events stand here because Gradio looks for them in this text."""


def asset_version() -> str:
    """A name of the assets' content, so that a browser never shows an old one."""
    digest = hashlib.sha256()
    for path in sorted(ASSETS.iterdir()):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def page_head() -> str:
    """What stands in the page's head."""
    version = asset_version()
    return (
        f'<link rel="stylesheet" href="/page/chat.css?{version}"><link rel="icon" href="/page/mark.svg?{version}">'
        '<meta name="color-scheme" content="light dark">'
    )


def page_scripts() -> str:
    """The page's scripts; the component waits for them, which it does not for those in the page's head."""
    version = asset_version()
    return "".join(f'<script src="/page/{name}?{version}"></script>' for name in ("player.js", "chat.js"))


def build_blocks(desk: Desk, sessions: Sessions) -> Blocks:
    """The Gradio app; `desk` does the work, `sessions` holds the open pages."""
    import gradio

    events = Events(desk, sessions)
    blocks: Blocks
    with gradio.Blocks(title="reeltalk", analytics_enabled=False, fill_width=True) as blocks:
        key = gradio.State("")
        page = gradio.HTML(
            value={"start": desk.show_start(), "stock": desk.show_stock()},
            html_template=(ASSETS / "shell.html").read_text(encoding="utf-8"),
            head=page_scripts(),
            js_on_load=_START,
            apply_default_css=False,
            elem_id="reeltalk",
        )
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        page.open(_with_event(events.open), None, [page, key], **quiet)
        asked = page.ask(_streaming(events), [key], page, trigger_mode="multiple", **quiet)
        asked.failure(events.fail, [key], page, **quiet)
        for name, act in (("stop", events.stop), ("renew", events.renew), ("view", events.view)):
            getattr(page, name)(_with_key(act), [key], page, trigger_mode="multiple", **quiet)
        page.forget(_with_key(events.forget), [key], page, trigger_mode="multiple", **quiet)
    blocks.queue(default_concurrency_limit=AT_ONCE)
    return blocks


class Events:
    """What happens at a page, each with the session it belongs to; a page nobody knows any more is told to reload."""

    def __init__(self, desk: Desk, sessions: Sessions) -> None:
        self.desk = desk
        self.sessions = sessions

    def open(self, data: dict[str, Any]) -> tuple[dict[str, Any], str]:
        """A page was loaded: give it its session, the one it had where that is still kept."""
        session = self.sessions.get(str(data.get("key", "")))
        if session is None:
            guest = str(data.get("guest", ""))
            session = self.sessions.open(guest if is_guest(guest) else invent_guest())
        return self.show(session, whole=True), session.key

    async def ask(self, key: str, data: dict[str, Any]) -> AsyncIterator[dict[str, Any]]:
        """A request: what has come of it so far, again and again, until the reply stands or the viewer stops it."""
        session = self.sessions.get(key)
        text = str(data.get("text", ""))[:LONGEST_REQUEST]
        if session is None or session.busy:
            yield self.show(session)
            return
        turn = session.begin(text, anew=bool(data.get("anew")))
        try:
            yield self.show(session)
            async for _ in self._run(session, turn):
                yield self.show(session)
        finally:
            turn.end("Stopped.")  # left early: the page went away
        yield self.show(session)

    async def _run(self, session: Session, turn: Turn) -> AsyncIterator[None]:
        stopped = asyncio.create_task(session.stop.wait())
        events = self.desk.agent.stream(turn.request, viewer=session.viewer, thread=session.thread)
        sent = 0.0
        try:
            while (event := await _next_or_stop(events, stopped)) is not None:
                turn.take(event)
                if event["type"] != "token" or time.monotonic() - sent >= SEND_EVERY_S:
                    sent = time.monotonic()
                    yield
            turn.end("Stopped.")
        except ReeltalkError as error:
            turn.end(str(error))
        finally:
            stopped.cancel()
            await events.aclose()  # type: ignore[attr-defined]  # an async generator, typed as what it gives

    def fail(self, key: str) -> dict[str, Any]:
        """A turn broke: say so in one line; the terminal has the rest."""
        session = self.sessions.get(key)
        if session is not None and session.turns:
            session.turns[-1].trouble = "That went wrong here. The terminal that runs reeltalk says what."
        return self.show(session)

    def stop(self, key: str, data: dict[str, Any]) -> dict[str, Any]:
        """The viewer wants no more of this turn."""
        session = self.sessions.get(key)
        if session is not None:
            session.stop.set()
        return self.show(session)

    def renew(self, key: str, data: dict[str, Any]) -> dict[str, Any]:
        """A new conversation for the same viewer."""
        session = self.sessions.get(key)
        if session is not None:
            session.renew(session.viewer)
        return self.show(session, whole=True)

    def view(self, key: str, data: dict[str, Any]) -> dict[str, Any]:
        """Another viewer sits down, with a new conversation."""
        session = self.sessions.get(key)
        if session is not None:
            session.renew(self.desk.choose_viewer(str(data.get("viewer", "")), session.guest))
        return self.show(session, whole=True)

    def forget(self, key: str, data: dict[str, Any]) -> dict[str, Any]:
        """A taste is taken back."""
        session = self.sessions.get(key)
        if session is not None:
            self.desk.catalog.viewers.forget(session.viewer, str(data.get("text", "")))
        return self.show(session)

    def show(self, session: Session | None, whole: bool = False) -> dict[str, Any]:
        """The page's value: `whole` with every turn kept, else the last one, which is the one that changes."""
        if session is None:
            return {"lost": True}
        desk = self.desk
        reply = session.reply
        chips = wish_chips(reply.wish, desk.title_of(reply.wish.args.get("clip"))) if reply else []
        turns = session.turns if whole else session.turns[-1:]
        shelf = desk.shelf(session.viewer, (pick.clip for turn in turns for pick in turn.picks))
        value = {
            "key": session.key,
            "guest": session.guest,
            "viewer": session.viewer,
            "conversation": session.conversation,
            "busy": session.busy,
            "turns": [{"number": turn.number, "blocks": show_turn(turn, shelf)} for turn in turns],
            "wish": show_wish(chips),
            "tastes": show_preferences(desk.catalog.viewers.preferences_of(session.viewer)),
        }
        if whole:
            history = desk.catalog.label("history") or ""
            viewers = show_viewers(desk.known_viewers(), session.viewer, session.guest, history)
            value |= {"whole": True, "viewers": viewers, "start": desk.show_start(), "stock": desk.show_stock()}
        return value


async def _next_or_stop(events: AsyncIterator[dict[str, Any]], stopped: asyncio.Task[Any]) -> dict[str, Any] | None:
    """The next event, or None at the end or once the viewer stopped it."""
    coming: asyncio.Future[dict[str, Any] | None] = asyncio.ensure_future(_next_event(events))
    try:
        await asyncio.wait({coming, stopped}, return_when=asyncio.FIRST_COMPLETED)
    except asyncio.CancelledError:
        coming.cancel()
        raise
    if coming.done():
        return coming.result()
    coming.cancel()
    await asyncio.wait({coming})
    return None


async def _next_event(events: AsyncIterator[dict[str, Any]]) -> dict[str, Any] | None:
    return await anext(events, None)


def _read_data(event: EventData) -> dict[str, Any]:
    return event._data if isinstance(event._data, dict) else {}


def _with_event(act: Any) -> Any:
    """The event's handler as Gradio calls it, told of the data by its parameter's type.

    It is a coroutine so that it runs on the loop that the turns run on: a session is never changed by two threads.
    """
    from gradio import EventData

    async def handle(event: Any) -> Any:
        return act(_read_data(event))

    handle.__annotations__["event"] = EventData
    return handle


def _with_key(act: Any) -> Any:
    from gradio import EventData

    async def handle(key: str, event: Any) -> Any:
        return act(key, _read_data(event))

    handle.__annotations__["event"] = EventData
    return handle


def _streaming(events: Events) -> Any:
    from gradio import EventData

    async def handle(key: str, event: Any) -> Any:
        async for value in events.ask(key, _read_data(event)):
            yield value

    handle.__annotations__["event"] = EventData
    return handle
