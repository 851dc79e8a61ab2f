"""Clips' files over HTTP: only those of clips in the catalog, with ranges, never a path from the request."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import TYPE_CHECKING

from reeltalk.retrieval.folder import ENDINGS
from reeltalk.ui.previews import Previews, plays

if TYPE_CHECKING:
    from fastapi import APIRouter
    from starlette.requests import Request
    from starlette.responses import Response

    from reeltalk.retrieval.catalog import Catalog
    from reeltalk.retrieval.clip import Clip

VIDEO_TYPES = {
    ".mp4": "video/mp4",
    ".m4v": "video/mp4",
    ".mov": "video/quicktime",
    ".webm": "video/webm",
    ".mkv": "video/x-matroska",
    ".ogv": "video/ogg",
    ".ogg": "video/ogg",
    ".avi": "video/x-msvideo",
    ".gif": "image/gif",
}
"""What is served as a clip, by the ending of the file's true name."""
STILL_TYPES = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".gif": "image/gif",
}
"""What is served as a still picture."""
_PREVIEWED = dict.fromkeys(ENDINGS, "video/mp4")
"""What a preview may be made of."""
_HEADERS = {
    "Cache-Control": "private, no-cache",  # a file may be replaced: the browser asks, the ETag answers
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def locate_file(name: str | None, home: Path, types: dict[str, str]) -> Path | None:
    """The file a catalog row names, or None where it may not be served or is not there.

    A relative name stays inside the home, whatever `..` or links it holds; a file counts by the ending of its true
    name, so that a link called `a.mp4` does not give out what it points to.
    """
    if not name or "\0" in name:
        return None
    try:
        given = Path(name)
        path = (home / given).resolve(strict=True)
        regular = stat.S_ISREG(path.stat().st_mode)
    except (OSError, RuntimeError, ValueError):  # not there, not ours to read, a ring of links, no name at all
        return None
    inside = given.is_absolute() or path.is_relative_to(home.resolve())
    return path if inside and regular and path.suffix.lower() in types else None


def video_file(clip: Clip, home: Path) -> Path | None:
    """The clip's file, as it is or to be shown by a preview; None where there is none."""
    return locate_file(clip.path, home, VIDEO_TYPES if plays(clip) else _PREVIEWED)


def still_file(clip: Clip, home: Path) -> Path | None:
    """The clip's still picture, or None."""
    return locate_file(clip.thumbnail, home, STILL_TYPES)


def is_picture(path: Path) -> bool:
    """Whether a clip's file is shown as a picture, as an animated GIF is."""
    return path.suffix.lower() == ".gif"


def build_media_routes(catalog: Catalog) -> APIRouter:
    """`/media/{clip id}` and `/still/{clip id}`: GET and HEAD, ranges (206, 416), ETag (304)."""
    from fastapi import APIRouter
    from starlette.requests import Request

    router, previews = APIRouter(include_in_schema=False), Previews(catalog.home)

    def answer_media(clip_id: str, request: Request) -> Response:
        clip = next(iter(catalog.get([clip_id])), None)
        file = video_file(clip, catalog.home) if clip else None
        if clip is not None and file is not None and not plays(clip):
            file = previews.find(file)
        return _answer(request, file, VIDEO_TYPES)

    def answer_still(clip_id: str, request: Request) -> Response:
        clip = next(iter(catalog.get([clip_id])), None)
        return _answer(request, still_file(clip, catalog.home) if clip else None, STILL_TYPES)

    # the annotations are names of this function: FastAPI must see the class itself
    answer_media.__annotations__["request"] = answer_still.__annotations__["request"] = Request
    for path, answer in (("/media/{clip_id:path}", answer_media), ("/still/{clip_id:path}", answer_still)):
        router.add_api_route(path, answer, methods=["GET", "HEAD"], response_model=None)
    return router


def _answer(request: Request, path: Path | None, types: dict[str, str]) -> Response:
    from starlette.responses import FileResponse, PlainTextResponse, Response

    if path is None:
        return PlainTextResponse("no such file", status_code=404, headers=_HEADERS)
    try:
        found = path.stat()
    except OSError:  # gone since it was located
        return PlainTextResponse("no such file", status_code=404, headers=_HEADERS)
    response = FileResponse(path, media_type=types[path.suffix.lower()], stat_result=found, headers=_HEADERS)
    if request.headers.get("if-none-match") == response.headers["etag"] and "range" not in request.headers:
        return Response(status_code=304, headers={**_HEADERS, "etag": response.headers["etag"]})
    return response
