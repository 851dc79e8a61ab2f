"""Annotations in the layout of MSR-VTT: one .json with the videos, and sentences that people wrote for them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reeltalk.errors import CatalogError

LARGEST = 1_000_000_000
"""Bytes of a file that is read whole."""
MOST_SENTENCES = 100
"""Sentences kept of a video."""


def read_annotations(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """A row a video: `id`, `title` (its shortest sentence), `description` (all of them), `url`, `category`, the rest.

    Raises `CatalogError` for a file that is no such annotation.
    """
    videos, sentences = _load(path)
    said: dict[str, list[str]] = {}
    for one in sentences:
        if isinstance(one, dict) and isinstance(text := one.get("caption"), str) and text.strip():
            said.setdefault(_read_name(one), []).append(text.strip())
    known = {_read_name(one): one for one in videos if isinstance(one, dict)}
    said.pop("", None)
    known.pop("", None)
    for number, name in enumerate(dict.fromkeys([*known, *said]), 1):
        yield number, _to_row(name, known.get(name, {}), said.get(name, []))


def _read_name(one: dict[str, Any]) -> str:
    """The id of a video, as it or a sentence of it bears it; empty where that is none."""
    name = one.get("video_id")
    return str(name).strip() if isinstance(name, str | int) else ""


def _load(path: Path) -> tuple[list[Any], list[Any]]:
    if path.stat().st_size > LARGEST:
        raise CatalogError(f"{path} is larger than {LARGEST:,} bytes; convert it to .jsonl, a clip a line")
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise CatalogError(f"{path} is not JSON ({error})") from error
    sentences = found.get("sentences") if isinstance(found, dict) else None
    if not isinstance(sentences, list):
        raise CatalogError(f"{path} holds no annotations as MSR-VTT's, with videos and sentences; use .jsonl for clips")
    videos = found.get("videos")
    return videos if isinstance(videos, list) else [], sentences


def _to_row(name: str, video: dict[str, Any], sentences: list[str]) -> dict[str, Any]:
    distinct = list(dict.fromkeys(sentences))[:MOST_SENTENCES]
    ended = [text if text[-1] in ".!?" else f"{text}." for text in distinct]
    row: dict[str, Any] = {
        "id": name,
        "title": min(distinct, key=len, default=name),
        "description": " ".join(text[0].upper() + text[1:] for text in ended),
        "description_source": "written by people (annotations)",
        "url": video.get("url"),
        "category": None if video.get("category") is None else str(video["category"]),
    }
    start, end = video.get("start time"), video.get("end time")
    if isinstance(start, int | float) and isinstance(end, int | float) and end > start:
        row["duration_s"] = end - start
    rest = {key: value for key, value in video.items() if key not in ("video_id", "url", "category", "id")}
    return {key: value for key, value in {**row, "extra": rest}.items() if value not in (None, "", {})}
