"""Clips as rows for a model: stated fields only, texts cut."""

from __future__ import annotations

from typing import Any

from reeltalk.retrieval.clip import Clip
from reeltalk.tools.phrases import phrase_clock

TEXT = 600
"""Characters of a description in a row."""
FIELDS = ("duration_s", "language", "creator", "category", "tags", "published", "views", "likes", "audience")
NOUNS = {
    "duration_s": "length",
    "language": "language",
    "creator": "creator",
    "category": "category",
    "tags": "tags",
    "published": "publishing date",
    "views": "number of views",
    "likes": "number of likes",
    "audience": "audience mark",
}
"""What each field is called in a sentence."""


def to_row(clip: Clip) -> dict[str, Any]:
    """Everything a clip states, JSON-able, and which fields it does not state."""
    values = clip.model_dump(mode="json")
    row: dict[str, Any] = {"id": clip.id, "title": clip.title}
    row |= {name: values[name] for name in FIELDS if values[name] not in (None, [])}
    if clip.duration_s is not None:
        row["length"] = phrase_clock(clip.duration_s)
    for name in ("description", "notes"):
        if text := getattr(clip, name):
            row[name] = text if len(text) <= TEXT else text[: TEXT - 1].rstrip() + "…"
    if clip.description_source:
        row["description_source"] = clip.description_source
    silent = [NOUNS[name] for name in FIELDS if values[name] in (None, [])]
    return row | ({"not_stated": silent} if silent else {})
