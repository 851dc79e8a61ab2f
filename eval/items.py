"""Clips as the checkers of an evaluation read them: catalog rows and labels, and nothing of any agent's code."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import ceil
from pathlib import Path
from statistics import median
from typing import Any

from reeltalk.errors import CatalogError

AGES = {"all": 0, "7": 7, "12": 12, "16": 16, "18": 18}
"""The youngest viewer of each audience mark, in years; a clip without one is for adults."""
_TOKEN = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Label:
    """What can be in a clip, or be said of it, and how people call it."""

    name: str
    kind: str
    """"thing" (with cats), "mood" (something calm) or "sort" (a recipe)."""
    words: tuple[str, ...]
    main: frozenset[str] = field(repr=False)
    """Clips that are about it."""
    also: frozenset[str] = field(repr=False, default=frozenset())
    """Clips in which it is seen or mentioned besides."""


@dataclass(frozen=True)
class Item:
    """One clip's checkable facts."""

    id: str
    title: str
    words: frozenset[str] = field(repr=False, default=frozenset())
    """Every word of its texts and tags, in the singular."""
    seconds: float | None = None
    language: str | None = None
    creator: str | None = None
    category: str | None = None
    published: date | None = None
    views: int | None = None
    likes: int | None = None
    age: int = 18
    """The youngest viewer it is for."""
    text: str = field(repr=False, default="")
    """Title, description and tags."""


@dataclass(frozen=True)
class Shelf:
    """All items of a catalog with their labels, and what "popular" means among them."""

    items: dict[str, Item] = field(repr=False)
    labels: dict[str, Label] = field(repr=False)
    popular: frozenset[str] = field(repr=False, default=frozenset())
    """The top fifth by views."""
    gems: frozenset[str] = field(repr=False, default=frozenset())
    """Below the median of views and in the top third by like rate."""
    by_hand: bool = True
    """Whether people looked at each clip for its labels: only then does a missing one prove anything."""


def read_rows(file: Path) -> list[dict[str, Any]]:
    """Rows of a JSON-lines file. Raises `CatalogError` naming the line that is none."""
    rows = []
    with file.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except json.JSONDecodeError as error:
                raise CatalogError(f"{file}, line {number}: no JSON ({error.msg})") from error
            if not isinstance(row, dict):
                raise CatalogError(f"{file}, line {number}: give one JSON object a line")
            rows.append(row)
    return rows


def make_shelf(items: Mapping[str, Item], labels: Sequence[Label], *, by_hand: bool = True) -> Shelf:
    """The shelf of a catalog's items with labels."""
    popular, gems = _rank(list(items.values()))
    return Shelf(dict(items), {label.name: label for label in labels}, popular, gems, by_hand)


def read_items(rows: Iterable[Mapping[str, Any]]) -> dict[str, Item]:
    """Id -> item, of rows."""
    return {item.id: item for item in map(read_item, rows)}


def read_item(row: Mapping[str, Any]) -> Item:
    """The facts of one row, as `reeltalk import` takes it."""
    text = " . ".join(_texts(row))
    published = row.get("published")
    return Item(
        id=str(row["id"]),
        title=str(row.get("title") or ""),
        words=frozenset(words_of(text)),
        seconds=row.get("duration_s"),
        language=str(row["language"]).casefold() if row.get("language") else None,
        creator=row.get("creator"),
        category=row.get("category"),
        published=date.fromisoformat(str(published)[:10]) if published else None,
        views=row.get("views"),
        likes=row.get("likes"),
        age=AGES.get(str(row.get("audience")), 18),
        text=text,
    )


def _texts(row: Mapping[str, Any]) -> list[str]:
    moments = [str(moment.get("text", "")) for moment in row.get("moments") or ()]
    further = [str(text) for text in (row.get("descriptions") or {}).values()]
    plain = [str(row.get(name) or "") for name in ("title", "description", "notes")]
    return [text for text in (*plain, *further, *moments, *map(str, row.get("tags") or ())) if text]


def words_of(text: str) -> list[str]:
    """The words of a text in order, case aside, in the singular.

    >>> words_of("Two cats, one box of Cherries")
    ['two', 'cat', 'one', 'box', 'of', 'cherry']
    """
    return [to_singular(word) for word in _TOKEN.findall(text.casefold())]


def to_singular(word: str) -> str:
    """An English noun without its plural ending, by spelling alone; any other word as it is or a letter shorter."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _rank(items: Sequence[Item]) -> tuple[frozenset[str], frozenset[str]]:
    counted = sorted((item for item in items if item.views is not None), key=lambda item: -(item.views or 0))
    if not counted:
        return frozenset(), frozenset()
    floor = counted[ceil(len(counted) / 5) - 1].views or 0
    middle = median(item.views or 0 for item in counted)
    rated = sorted((item for item in counted if item.likes is not None), key=lambda item: -like_rate(item))
    best = {item.id for item in rated[: ceil(len(rated) / 3)]}
    popular = frozenset(item.id for item in counted if (item.views or 0) >= floor)
    return popular, frozenset(item.id for item in counted if (item.views or 0) < middle and item.id in best)


def like_rate(item: Item) -> float:
    """Likes a view."""
    return (item.likes or 0) / max(1, item.views or 0)
