"""The web chat: a FastAPI app with the page, the clips' files and the buttons' routes, served by uvicorn."""

from __future__ import annotations

import errno
import socket
from typing import TYPE_CHECKING

from reeltalk.errors import SettingsError
from reeltalk.ui.desk import Desk
from reeltalk.ui.guard import Guard, own_hosts
from reeltalk.ui.media import build_media_routes
from reeltalk.ui.routes import build_page_routes
from reeltalk.ui.sessions import Sessions

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.requests import Request
    from starlette.responses import Response

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
    from fastapi.exceptions import RequestValidationError

    from reeltalk.ui.page import build_blocks, page_head
    from reeltalk.ui.theme import build_theme

    asked = "" if agent.model == EMBEDDED else base_url or agent.model
    desk, sessions = Desk(agent, catalog, asked), Sessions()
    app = FastAPI(title="reeltalk", docs_url=None, redoc_url=None, openapi_url=None)
    app.include_router(build_media_routes(catalog))
    app.include_router(build_page_routes(desk, sessions))
    app.add_middleware(Guard, hosts=own_hosts(host))
    app.add_exception_handler(RequestValidationError, refuse_body)
    blocks = build_blocks(desk, sessions)
    served: FastAPI = gradio.mount_gradio_app(
        app,
        blocks,
        path="/",
        app_kwargs={"docs_url": None, "redoc_url": None, "openapi_url": None},
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
    return served


def refuse_body(request: Request, error: Exception) -> Response:
    """The answer to a body that cannot be read: what is wrong, never the body, which JSON may not be able to hold."""
    from fastapi.exceptions import RequestValidationError
    from starlette.responses import JSONResponse

    assert isinstance(error, RequestValidationError)
    wrong = [f"{'.'.join(map(str, one['loc'][1:]))}: {one['msg']}".lstrip(": ") for one in error.errors()]
    return JSONResponse({"detail": "; ".join(wrong[:3]).encode("utf-8", "replace").decode()}, status_code=422)


def serve_web(
    agent: Agent,
    catalog: Catalog,
    host: str = "127.0.0.1",
    port: int = 7860,
    open_browser: bool = False,
    *,
    base_url: str | None = None,
) -> None:
    """Serve the web chat until interrupted (Ctrl+C).

    Raises `SettingsError` where the address cannot be had, in one line that says what to change.
    """
    import uvicorn

    from reeltalk.agent.tagger import default_tagger
    from reeltalk.retrieval.warming import warm_up

    listener = open_listener(host, port)
    try:
        app = build_app(agent, catalog, host=host, base_url=base_url)
        config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=LINGER_S, server_header=False)
        server = uvicorn.Server(config)
        announce(host, listener.getsockname()[1], open_browser)
        warm_up(catalog, default_tagger)
        server.run(sockets=[listener])
    except KeyboardInterrupt:  # uvicorn raises it again once all is closed; the operator wanted just that
        pass
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
