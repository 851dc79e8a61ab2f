"""What the page may load, and who may act on it: headers and checks around every request."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from starlette.datastructures import Headers
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",  # Gradio's page starts with inline scripts and Function()
        "script-src-attr 'none'",  # no onerror= or onclick= of a clip's text could ever run
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "media-src 'self' blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
"""Nothing is loaded from, sent to or framed by another site."""
_SAFE = ("GET", "HEAD", "OPTIONS")
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Guard:
    """ASGI middleware: sets the page's policy, refuses foreign hosts and other sites' actions.

    `hosts` are the names under which the page is reached; None where any will do, as for `--host 0.0.0.0`. They keep
    a foreign page from reaching this one by pointing its own name here (DNS rebinding).
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str] | None = None) -> None:
        self.app = app
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        from starlette.datastructures import MutableHeaders
        from starlette.responses import PlainTextResponse

        refusal = self._refuse(scope)
        if refusal is not None:
            await PlainTextResponse(refusal, status_code=403)(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_guarded)

    def _refuse(self, scope: Scope) -> str | None:
        from starlette.datastructures import Headers

        headers = Headers(scope=scope)
        if self.hosts is not None and _host_name(headers.get("host", "")) not in self.hosts:
            return "this page answers under its own address only"
        if scope["method"] not in _SAFE and not comes_from_here(headers):
            return "this page takes no actions from other sites"
        return None


def comes_from_here(headers: Headers) -> bool:
    """Whether a request that acts was sent by this page itself, or by a program that is no browser."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is None or origin.partition("://")[2] == headers.get("host", "")


def own_hosts(host: str) -> frozenset[str] | None:
    """The names under which a page served on this address is reached; None for an address that means all."""
    if host in ("0.0.0.0", "::", ""):
        return None
    return frozenset({host.lower(), *(_LOOPBACK if host in _LOOPBACK else ())})


def _host_name(host: str) -> str:
    """The name in a Host header, without port and brackets; empty for one that is none."""
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""


_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
