"""What "shorter" and "longer" come to, given the limits in force and the lengths of the picks shown."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Any

from reeltalk.agent.context import Shown

SHORT = 180
"""Seconds that "short" means where nothing else is known."""
LONG = 600
"""Seconds from which a clip is "long"."""


def shorten(wish: dict[str, Any], shown: Sequence[Shown]) -> dict[str, Any]:
    """The limit that "shorter" means: under the usual length of the picks shown, or half of the limit in force."""
    limit = wish.get("max_seconds")
    lengths = [clip.duration_s for clip in shown if clip.duration_s]
    found = int(limit) / 2 if limit else float(median(lengths)) if lengths else 0.0
    if lengths and limit:
        found = min(int(limit) * 0.75, float(median(lengths)))
    if not found:
        return {"sort": "shortest"}
    least = wish.get("min_seconds")
    seconds = _round(found)
    return {"max_seconds": seconds, **({"min_seconds": None} if least and int(least) >= seconds else {})}


def lengthen(wish: dict[str, Any], shown: Sequence[Shown]) -> dict[str, Any]:
    """The limit that "longer" means: over the usual length of the picks shown, or twice the limit in force."""
    least = wish.get("min_seconds")
    lengths = [clip.duration_s for clip in shown if clip.duration_s]
    found = max(int(least or 0) * 2, float(median(lengths)) if lengths else 0.0)
    if not found:
        limit = wish.get("max_seconds")
        return {"min_seconds": int(limit), "max_seconds": None} if limit else {"sort": "longest"}
    seconds = _round(found)
    most = wish.get("max_seconds")
    return {"min_seconds": seconds, **({"max_seconds": None} if most and int(most) <= seconds * 2 else {})}


def _round(seconds: float) -> int:
    step = 5 if seconds < 60 else 10 if seconds < 300 else 60
    return max(5, int(seconds // step * step))
