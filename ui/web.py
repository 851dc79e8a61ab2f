"""The web chat: a FastAPI app with the page, the clips' files and the buttons' routes, served by uvicorn."""

from __future__ import annotations

import errno
import socket
import time
from typing import TYPE_CHECKING, Any

from reeltalk.errors import SettingsError
from reeltalk.ui.desk import Desk
from reeltalk.ui.guard import Guard, own_hosts
from reeltalk.ui.media import build_media_routes
from reeltalk.ui.sessions import Sessions

if TYPE_CHECKING:
    from fastapi import APIRouter, FastAPI

    from reeltalk.agent.agent import Agent
    from reeltalk.retrieval.catalog import Catalog

EMBEDDED = "embedded"
LINGER_S = 2
"""How long open connections may hold up the end of the server."""


def build_app(agent: Agent, catalog: Catalog, *, host: str = "127.0.0.1", base_url: str | None = None) -> FastAPI:
    """The web chat as an ASGI app.

    `base_url` is the server that `agent`'s model runs on, for the line on top; it is not asked by the page itself.
    """
    import gradio
    from fastapi import FastAPI

    from reeltalk.ui.page import build_blocks, page_head
    from reeltalk.ui.theme import build_theme

    asked = "" if agent.model == EMBEDDED else base_url or agent.model
    desk, sessions = Desk(agent, catalog, asked), Sessions()
    app = FastAPI(title="reeltalk", docs_url=None, redoc_url=None, openapi_url=None)
    app.include_router(build_media_routes(catalog))
    app.include_router(build_page_routes(desk, sessions))
    app.add_middleware(Guard, hosts=own_hosts(host))
    blocks = build_blocks(desk, sessions)
    return gradio.mount_gradio_app(
        app,
        blocks,
        path="/",
        footer_links=[],
        run_history=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        enable_monitoring=False,
        show_error=False,
        theme=build_theme(),
        head=page_head(),
    )


def build_page_routes(desk: Desk, sessions: Sessions) -> APIRouter:
    """The page's own files, and `POST /page/event`: what a viewer did with a clip."""
    from fastapi import APIRouter, HTTPException
    from pydantic import BaseModel, ConfigDict, Field
    from starlette.staticfiles import StaticFiles

    from reeltalk.retrieval.viewer import Event, Verdict
    from reeltalk.ui.page import ASSETS

    class Deed(BaseModel):
        """A verdict on a clip, or how long it played."""

        model_config = ConfigDict(extra="forbid")

        key: str
        clip: str = Field(max_length=256)
        verdict: Verdict | None = None
        watched_s: float | None = Field(default=None, ge=0, le=86_400, allow_inf_nan=False)

    router = APIRouter(include_in_schema=False)

    def record_event(deed: Deed) -> dict[str, Any]:
        session = sessions.get(deed.key)
        if session is None:
            raise HTTPException(410, "this page is out of date: load it again")
        if not catalog_has(desk, deed.clip):
            raise HTTPException(404, "no such clip")
        if deed.verdict is None and deed.watched_s is None:
            raise HTTPException(422, "say a verdict or how long it played")
        desk.agent.record(
            Event(
                viewer_id=session.viewer,
                clip_id=deed.clip,
                timestamp=time.time(),
                verdict=deed.verdict,
                watched_s=deed.watched_s,
            )
        )
        return {"clip": deed.clip, "verdict": desk.catalog.viewers.verdicts(session.viewer).get(deed.clip)}

    record_event.__annotations__["deed"] = Deed
    router.add_api_route("/page/event", record_event, methods=["POST"], response_model=None)
    router.mount("/page", StaticFiles(directory=ASSETS))
    return router


def catalog_has(desk: Desk, clip_id: str) -> bool:
    """Whether there is such a clip."""
    return bool(desk.catalog.get([clip_id]))


def serve_web(
    agent: Agent,
    catalog: Catalog,
    host: str = "127.0.0.1",
    port: int = 7860,
    open_browser: bool = False,
    *,
    base_url: str | None = None,
) -> None:
    """Serve the web chat until interrupted.

    Raises `SettingsError` where the address cannot be had, in one line that says what to change.
    """
    import uvicorn

    listener = open_listener(host, port)
    try:
        app = build_app(agent, catalog, host=host, base_url=base_url)
        config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=LINGER_S, server_header=False)
        server = uvicorn.Server(config)
        announce(host, listener.getsockname()[1], open_browser)
        server.run(sockets=[listener])
    finally:
        listener.close()


def open_listener(host: str, port: int) -> socket.socket:
    """The socket to serve on, taken before anything slow is loaded.

    Raises `SettingsError` where it is taken or not to be had.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(128)
    except (OSError, OverflowError) as error:
        listener.close()
        if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
            raise SettingsError(f"port {port} is taken: close what uses it, or give another with --port") from error
        raise SettingsError(f"{host}:{port} cannot be served on: {error}") from error
    return listener


def announce(host: str, port: int, open_browser: bool) -> None:
    """Say where the page is, and show it where that was asked for."""
    import typer

    shown = "127.0.0.1" if host in ("0.0.0.0", "::", "") else f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{port}"
    typer.echo(f"reeltalk is at {address} (Ctrl+C ends it)")
    if open_browser:
        import threading
        import webbrowser

        threading.Timer(1.0, webbrowser.open, [address]).start()
