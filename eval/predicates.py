"""Checkable conditions on clips, and the checkers: what a simulated viewer holds a recommendation against.

The checkers share no code with any agent's constraints, so that a wrong filter cannot approve itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from reeltalk.eval.items import Item, Shelf

Kind = Literal[
    "about",
    "without",
    "max_seconds",
    "min_seconds",
    "language",
    "category",
    "creator",
    "year",
    "since",
    "before",
    "age",
    "popular",
    "hidden_gem",
    "unseen",
]
Telling = Literal["volunteer", "on_ask", "hidden"]
HARD: frozenset[str] = frozenset(
    {
        "without",
        "max_seconds",
        "min_seconds",
        "language",
        "category",
        "creator",
        "year",
        "since",
        "before",
        "age",
        "popular",
        "hidden_gem",
        "unseen",
    }
)
"""Kinds that a pick meets or breaks by its row; what it is about is a matter of degree."""


@dataclass(frozen=True)
class Predicate:
    """One condition and how its viewer tells of it."""

    kind: Kind
    value: str | int = ""
    telling: Telling = "volunteer"
    """Said first; said when asked, and held to either way; or never said."""

    @property
    def name(self) -> str:
        """Kind and value as one text: a name within a goal."""
        return f"{self.kind}={self.value}" if self.value != "" else self.kind

    @property
    def is_hard(self) -> bool:
        """Whether a row decides it."""
        return self.kind in HARD


def holds(predicate: Predicate, item: Item, shelf: Shelf, seen: frozenset[str] = frozenset()) -> bool:
    """Whether a clip meets a condition; a clip that lacks the field does not."""
    if predicate.kind in ("about", "without"):
        return _is_labelled(predicate, item, shelf)
    if predicate.kind == "popular":
        return item.id in shelf.popular
    if predicate.kind == "hidden_gem":
        return item.id in shelf.gems
    if predicate.kind == "unseen":
        return item.id not in seen
    return _CHECKS[predicate.kind](item, predicate.value)


def _is_labelled(predicate: Predicate, item: Item, shelf: Shelf) -> bool:
    label = shelf.labels[str(predicate.value)]
    if predicate.kind == "about":
        # a thing that is seen is there, however small; a mood or a sort is what the whole clip is
        return item.id in label.main or (label.kind == "thing" and item.id in label.also)
    return item.id not in label.main and item.id not in label.also


_CHECKS: dict[str, Callable[[Item, Any], bool]] = {
    "max_seconds": lambda item, value: item.seconds is not None and item.seconds <= value,
    "min_seconds": lambda item, value: item.seconds is not None and item.seconds >= value,
    "language": lambda item, value: item.language == value,
    "category": lambda item, value: item.category is not None and item.category.casefold() == value.casefold(),
    "creator": lambda item, value: item.creator is not None and item.creator.casefold() == value.casefold(),
    "year": lambda item, value: item.published is not None and item.published.year == value,
    "since": lambda item, value: item.published is not None and item.published.year >= value,
    "before": lambda item, value: item.published is not None and item.published.year < value,
    "age": lambda item, value: item.age <= value,
}


def broken_by(
    item: Item | None, predicates: Iterable[Predicate], shelf: Shelf, seen: frozenset[str] = frozenset()
) -> tuple[Predicate, ...]:
    """The conditions that a clip breaks; a clip that is not in the catalog breaks them all."""
    return tuple(one for one in predicates if item is None or not holds(one, item, shelf, seen))


class Solver:
    """Finds the clips that meet conditions; what each condition keeps is worked out once."""

    def __init__(self, shelf: Shelf) -> None:
        """Work on the clips of a shelf."""
        self.shelf = shelf
        self.names = tuple(sorted(shelf.items))
        self.labels_of: dict[str, list[str]] = {}
        for label in shelf.labels.values():
            for name in sorted(label.main):
                self.labels_of.setdefault(name, []).append(label.name)
        self._kept: dict[tuple[str, str | int], frozenset[str]] = {}
        self._index_names()

    def _index_names(self) -> None:
        """What each language, category and creator keeps, in one pass: a large catalog has many."""
        found: dict[tuple[str, str | int], set[str]] = {}
        for item in self.shelf.items.values():
            for kind, value in (("language", item.language), ("category", item.category), ("creator", item.creator)):
                if value is not None:
                    found.setdefault((kind, value), set()).add(item.id)
        spelled = {key: str(key[1]).casefold() for key in found}
        alike: dict[tuple[str, str], set[str]] = {}
        for key, ids in found.items():
            alike.setdefault((key[0], spelled[key]), set()).update(ids)
        self._kept.update({key: frozenset(alike[key[0], spelled[key]]) for key in found})

    def keep(self, predicate: Predicate, seen: frozenset[str] = frozenset()) -> frozenset[str]:
        """The clips that meet one condition."""
        if predicate.kind == "unseen":
            return frozenset(self.names) - seen
        key = (predicate.kind, predicate.value)
        if key not in self._kept:
            items = self.shelf.items.values()
            self._kept[key] = frozenset(item.id for item in items if holds(predicate, item, self.shelf))
        return self._kept[key]

    def solve(self, predicates: Iterable[Predicate], seen: frozenset[str] = frozenset()) -> frozenset[str]:
        """The clips that meet all conditions and that the viewer has not seen."""
        kept = sorted((self.keep(one, seen) for one in predicates), key=len)
        return frozenset.intersection(*kept) - seen if kept else frozenset(self.names) - seen
