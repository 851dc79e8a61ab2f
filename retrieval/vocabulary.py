"""The values that a catalog's clips state: its categories, tags, creators and languages."""

from __future__ import annotations

from dataclasses import dataclass, field

from reeltalk.retrieval.columns import Columns


@dataclass(frozen=True)
class Vocabulary:
    """Each value with the number of clips that state it, most frequent first."""

    categories: dict[str, int] = field(default_factory=dict)
    tags: dict[str, int] = field(default_factory=dict)
    creators: dict[str, int] = field(default_factory=dict)
    languages: dict[str, int] = field(default_factory=dict)


def read_vocabulary(columns: Columns) -> Vocabulary:
    """Gather the values of a catalog."""
    return Vocabulary(
        categories=columns.counts("category"),
        tags=columns.counts("tags"),
        creators=columns.counts("creator"),
        languages=columns.counts("language"),
    )
