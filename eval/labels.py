"""Labels of clips: by hand for one catalog, by everyday words for any, and by the tags that people gave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from reeltalk.errors import CatalogError
from reeltalk.eval.items import Item, Label, Shelf, make_shelf, read_items, read_rows, words_of

COMMON = "common_labels.jsonl"
SAMPLE = "sample_labels.jsonl"
FEWEST = 4
"""Clips that carry a tag at least, for it to be a label."""
MOST = 0.08
"""Share of the clips that may carry a tag, for it to tell clips apart."""
ENOUGH = 0.3
"""Share of the clips with a label from which tags need not help out."""


def label_clips(rows: Sequence[Mapping[str, Any]], file: Path | None = None) -> Shelf:
    """The shelf of a catalog's rows with the labels of a file, or those of everyday words and, where these say little,
    the catalog's tags. Raises `CatalogError` for a file that holds no labels."""
    items = read_items(rows)
    if file is not None:
        return make_shelf(items, read_labels(file, items))
    if {label_id for row in read_rows(data_file(SAMPLE)) for label_id in row["main"]} <= items.keys():
        return make_shelf(items, read_labels(data_file(SAMPLE), items))
    labels = read_labels(data_file(COMMON), items)
    if len(frozenset().union(*(label.main for label in labels))) < ENOUGH * len(items):
        labels += [label for label in find_labels(rows) if label.name not in {one.name for one in labels}]
    return make_shelf(items, labels, by_hand=False)


def data_file(name: str) -> Path:
    """A file that ships beside this one."""
    return Path(str(files("reeltalk.eval"))) / "data" / name


def read_labels(file: Path, items: Mapping[str, Item]) -> list[Label]:
    """Labels, one a line: {"label", "kind", "words"} with "main" and "also" (ids of clips), or "match" (words of them).

    Labels by words that no clip carries are left out. Raises `CatalogError` for a line that is none, or one that names
    a clip that is not known.
    """
    carriers = _index(items)
    labels = []
    for number, row in enumerate(read_rows(file), 1):
        try:
            label = _read_label(row, carriers)
        except (KeyError, TypeError, ValueError) as error:
            raise CatalogError(f"{file}, line {number}: a label has label, words, main or match: {error}") from error
        if unknown := sorted((label.main | label.also) - items.keys()):
            raise CatalogError(f"{file}, line {number}: the catalog has no clip {unknown[0]!r}")
        labels += [label] if label.main else []
    return labels


def _read_label(row: Mapping[str, Any], carriers: Mapping[str, set[str]]) -> Label:
    matched = {name for word in row.get("match", ()) for name in carriers.get(" ".join(words_of(word)), ())}
    main = matched if "match" in row else set(map(str, row["main"]))
    return Label(
        str(row["label"]),
        str(row.get("kind", "thing")),
        tuple(map(str, row.get("words") or [row["label"]])),
        frozenset(main),
        frozenset(map(str, row.get("also", ()))),
    )


def _index(items: Mapping[str, Item]) -> dict[str, set[str]]:
    carriers: dict[str, set[str]] = {}
    for item in items.values():
        for word in item.words:
            carriers.setdefault(word, set()).add(item.id)
    return carriers


def find_labels(rows: Iterable[Mapping[str, Any]]) -> list[Label]:
    """The tags of one plain word that tell clips apart, as labels of the clips that carry them."""
    tagged: dict[str, set[str]] = {}
    kept = list(rows)
    for row in kept:
        for tag in row.get("tags") or ():
            tagged.setdefault(str(tag).casefold(), set()).add(str(row["id"]))
    most = max(3 * FEWEST, MOST * len(kept))
    return [
        Label(name, "thing", (name,), frozenset(ids))
        for name, ids in sorted(tagged.items())
        if FEWEST <= len(ids) <= most and name.isascii() and name.isalpha() and len(name) > 2
    ]
