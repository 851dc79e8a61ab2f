"""Requests with the clips they should find, and the clips they are put to."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reeltalk.errors import CatalogError
from reeltalk.retrieval.clip import Clip
from reeltalk.retrieval.importer import to_clip
from reeltalk.retrieval.tables import RowError, read_rows


@dataclass(frozen=True)
class Query:
    """A request and what it should find."""

    text: str
    wanted: frozenset[str]
    """Ids of the right clips, at least one."""
    banned: frozenset[str] = frozenset()
    """Ids that may not come back, such as clips that a dialogue mentioned already."""
    group: str = ""
    """What it belongs with, such as its dialogue; its own number where it stands alone."""


def read_clips(path: Path) -> list[Clip]:
    """Return the clips of a file; raises `CatalogError` where one cannot be read: figures would not compare."""
    clips: dict[str, Clip] = {}
    for number, values in read_rows(path):
        try:
            if isinstance(values, RowError):
                raise values
            clip = to_clip(values, path.absolute().parent)
        except RowError as error:
            raise CatalogError(str(error.reject(path, number))) from None
        clips[clip.id] = clip
    if not clips:
        raise CatalogError(f"{path} holds no clips")
    return list(clips.values())


def read_queries(path: Path, known: Set[str], utterances: int) -> tuple[list[Query], int]:
    """Return a file's requests, and how many are left out because all that they want was mentioned before.

    A row is {"query": text, "relevant": [ids]}, or a turn of a dialogue {"context": [texts], "relevant": [ids],
    "mentioned": [ids], "dialogue": name} whose last `utterances` texts are the request. What was mentioned is banned,
    and no longer wanted. Raises `CatalogError` naming the line that cannot be used.
    """
    queries, left_out = [], 0
    for number, values in read_rows(path):
        try:
            if isinstance(values, RowError):
                raise ValueError(str(values))
            query = _to_query(values, number, utterances)
            if unknown := sorted(query.wanted - known):
                raise ValueError(f"{unknown[0]!r} is none of the clips")
        except (ValueError, KeyError, TypeError) as error:
            raise CatalogError(
                f"{path}, line {number}: no request with query or context, and relevant ids ({error})"
            ) from None
        if query.wanted:
            queries.append(query)
        else:
            left_out += 1
    if not queries:
        raise CatalogError(f"{path} holds no requests; one a line is needed, with query and relevant")
    return queries, left_out


def _to_query(row: dict[str, Any], number: int, utterances: int) -> Query:
    texts = [row["query"]] if "query" in row else row["context"][-utterances:]
    if not isinstance(row["relevant"], list) or not row["relevant"]:
        raise ValueError("relevant is no list of ids")
    banned = frozenset(row.get("mentioned", ()))
    return Query("\n".join(texts), frozenset(row["relevant"]) - banned, banned, str(row.get("dialogue", f"#{number}")))
