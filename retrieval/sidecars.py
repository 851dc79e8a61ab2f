"""What files beside a video tell of it: .json, .info.json, .txt, .description, .srt, .vtt."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from reeltalk.retrieval.cells import clean
from reeltalk.retrieval.clip import MAX_SECONDS, Clip, Moment
from reeltalk.retrieval.footage import Stretch
from reeltalk.retrieval.importer import read_fields
from reeltalk.retrieval.subtitles import read_subtitles
from reeltalk.retrieval.tables import RowError

LARGEST = 5_000_000
"""Bytes read of one file; more is no description."""
_OWN = ("id", "path", "thumbnail", "duration_s")
"""Fields that the video itself tells."""


@dataclass(frozen=True)
class Sidecar:
    """What the files beside a video tell of it."""

    fields: dict[str, Any] = field(default_factory=dict)
    """Fields of `Clip`."""
    speech: tuple[Stretch, ...] = ()
    speech_language: str | None = None
    names: tuple[str, ...] = ()
    """The files it comes from."""
    troubles: tuple[str, ...] = ()
    """What could not be used: the file, and why."""


def read_sidecars(folder: Path, names: tuple[str, ...]) -> Sidecar:
    """What the files of these names tell; of two that tell the same field the more particular one counts.

    A file or field that cannot be read is among the `troubles`, and the rest counts.
    """
    fields: dict[str, Any] = {}
    troubles: list[str] = []
    speech: list[Stretch] = []
    language = None
    for name in sorted(names, key=_rank):
        text = _read(folder / name, troubles)
        if text is None:
            continue
        if name.lower().endswith((".srt", ".vtt")):
            cues = read_subtitles(text)
            if cues and not speech:
                speech, language = cues, _language_in(name)
        elif name.lower().endswith(".json"):
            fields = _read_json(name, text, troubles) | fields
        elif text.strip():
            fields.setdefault("description", text.strip())
    used = tuple(sorted(names))
    return Sidecar(fields, tuple(speech), language, used, tuple(troubles))


def read_info(info: dict[str, Any]) -> dict[str, Any]:
    """Clip fields in the .info.json of a downloader (youtube-dl's names for things), as a row of an import.

    >>> read_info({"title": "A walk", "uploader": "Ann", "upload_date": "20240131", "view_count": 7})
    {'title': 'A walk', 'creator': 'Ann', 'published': '20240131', 'views': 7}
    """
    found = {ours: next((info[one] for one in theirs if info.get(one)), None) for ours, theirs in _INFO.items()}
    categories = info.get("categories")
    if isinstance(categories, list) and categories:
        found["category"] = categories[0]
    if isinstance(age := info.get("age_limit"), int):
        found["audience"] = next((str(mark) for mark in (18, 16, 12, 7) if age >= mark), None)
    if isinstance(chapters := info.get("chapters"), list):
        found["moments"] = [one for one in map(_read_chapter, chapters) if one]
    return {name: value for name, value in found.items() if value not in (None, "", [])}


_INFO = {
    "title": ("fulltitle", "title"),
    "description": ("description",),
    "creator": ("uploader", "channel", "creator", "artist"),
    "published": ("upload_date", "release_date"),
    "views": ("view_count",),
    "likes": ("like_count",),
    "url": ("webpage_url", "original_url"),
    "language": ("language",),
    "tags": ("tags",),
}


def _read_chapter(chapter: Any) -> dict[str, Any] | None:
    if not isinstance(chapter, dict) or not str(chapter.get("title") or "").strip():
        return None
    return {"start_s": chapter.get("start_time"), "end_s": chapter.get("end_time"), "text": str(chapter["title"])}


def _rank(name: str) -> tuple[int, str]:
    lower = name.lower()
    order = (".info.json", ".json", ".txt", ".description", ".vtt", ".srt")
    return next(place for place, ending in enumerate(order) if lower.endswith(ending)), lower


def _read(path: Path, troubles: list[str]) -> str | None:
    try:
        if path.stat().st_size > LARGEST:
            troubles.append(f"{path.name} is larger than {LARGEST:,} bytes and was not read")
            return None
        raw = path.read_bytes()
    except OSError as error:
        troubles.append(f"{path.name} cannot be read ({error.strerror or error})")
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")  # what old subtitles are written in


def _read_json(name: str, text: str, troubles: list[str]) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        troubles.append(f"{name} is not JSON")
        return {}
    if not isinstance(found, dict):
        troubles.append(f"{name} is not a JSON object")
        return {}
    if name.lower().endswith(".info.json") or "webpage_url" in found:
        found = read_info(found)
    elif isinstance(taken := found.get("photoTakenTime"), dict):  # as Google's export writes them
        found = {"title": found.get("title"), "description": found.get("description"), "published": _read_taken(taken)}
    return _check_fields(name, found, troubles)


def _read_taken(taken: dict[str, Any]) -> str | None:
    stamp = str(taken.get("timestamp", ""))
    return datetime.fromtimestamp(int(stamp), UTC).date().isoformat() if stamp.isdigit() and len(stamp) < 12 else None


def _check_fields(name: str, values: dict[str, Any], troubles: list[str]) -> dict[str, Any]:
    """The fields of a clip among the values, each alone, so that one that is wrong spoils no other."""
    kept: dict[str, Any] = {}
    extra: dict[str, Any] = {}
    for key, value in values.items():
        if key in _OWN or value in (None, "", [], {}):
            continue
        try:
            if key in Clip.model_fields:
                found = read_fields({key: value})
                checked = Clip.model_validate({"id": "x", "title": "x"} | found)
                kept |= {one: getattr(checked, one) for one in found}
            else:
                extra[key] = clean(value)
        except (RowError, ValueError) as error:
            why = error.why if isinstance(error, RowError) else "holds what no clip can"
            troubles.append(f"{name}, {key}: {why}")
    if extra and len(json.dumps(extra)) < 20_000:
        kept["extra"] = {**extra, **kept.get("extra", {})}
    return kept


def _language_in(name: str) -> str | None:
    from reeltalk.retrieval.names import fold_language

    parts = name.split(".")
    found = fold_language(parts[-2]) if len(parts) > 2 else ""
    return found if len(found) == 2 else None


def bound_moments(moments: tuple[Moment, ...], duration_s: float | None) -> tuple[Moment, ...]:
    """Moments that lie within the video."""
    end = duration_s or MAX_SECONDS
    inside: Callable[[Moment], bool] = lambda one: one.start_s < end and one.start_s <= one.end_s  # noqa: E731
    return tuple(one.model_copy(update={"end_s": min(one.end_s, end)}) for one in moments if inside(one))
