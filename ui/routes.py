"""The page's own routes: its files, and what a viewer does with a clip."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from reeltalk.retrieval.viewer import Event, Verdict

if TYPE_CHECKING:
    from fastapi import APIRouter

    from reeltalk.ui.desk import Desk
    from reeltalk.ui.sessions import Sessions

ASSETS = Path(__file__).resolve().parent / "assets"
"""The page's files: style, scripts, the sign."""


PlainText = Annotated[str, Field(min_length=1)]
"""A text of whole characters: pydantic takes half ones (lone surrogates) where a text has no bound."""


class Deed(BaseModel):
    """What a viewer did with a clip: a verdict, one taken back, or how long it played."""

    model_config = ConfigDict(extra="forbid")

    key: PlainText
    """The session of the page it was done on."""
    clip: PlainText = Field(max_length=256)
    verdict: Verdict | None = None
    undo: bool = False
    """The verdict is taken back."""
    watched_s: float | None = Field(default=None, ge=0, le=86_400, allow_inf_nan=False)
    """How long it played, in seconds."""


def build_page_routes(desk: Desk, sessions: Sessions) -> APIRouter:
    """`/page/…` for the page's files, `/page/news` for what changed, and `POST /page/event` for a `Deed`."""
    from fastapi import APIRouter, HTTPException
    from starlette.staticfiles import StaticFiles

    router = APIRouter(include_in_schema=False)

    def record_deed(deed: Deed) -> dict[str, Any]:
        session = sessions.get(deed.key)
        if session is None:
            raise HTTPException(410, "this page is out of date: load it again")
        if deed.verdict is None and deed.watched_s is None:
            raise HTTPException(422, "say a verdict or how long it played")
        if not desk.catalog.get([deed.clip]):
            raise HTTPException(404, "no such clip")
        if deed.undo:
            desk.take_back(session.viewer, deed.clip)
        else:
            desk.agent.record(_read_deed(deed, session.viewer))
        return desk.verdict_on(session.viewer, deed.clip)

    def tell_news() -> dict[str, Any]:
        return {"stock": desk.show_stock(), "start": desk.show_start()}

    router.add_api_route("/page/news", tell_news, methods=["GET"], response_model=None)
    router.add_api_route("/page/event", record_deed, methods=["POST"], response_model=None)
    router.mount("/page", StaticFiles(directory=ASSETS))
    return router


def _read_deed(deed: Deed, viewer: str) -> Event:
    return Event(
        viewer_id=viewer, clip_id=deed.clip, timestamp=time.time(), verdict=deed.verdict, watched_s=deed.watched_s
    )
