"""Short handles for clips: what a model writes in place of an id."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reeltalk.errors import ToolInputError

SEED = "0"
"""The handle of the clip that the wish in force asks for likeness to, so that a critique can go on from it."""


def resolve_handles(
    args: dict[str, Any], shown: Sequence[str], found: Sequence[str], seed: str | None = None
) -> dict[str, Any]:
    """The arguments with ids for handles in `clip` and `clips`.

    Handles 1 … n are the picks last shown, n + 1 … the results of this turn in the order they came, 0 is `seed`.
    Raises `ToolInputError` for anything else.

    >>> resolve_handles({"clip": "2", "change": "shorter"}, ["a", "b"], [])
    {'clip': 'b', 'change': 'shorter'}
    """
    table = {str(number): clip_id for number, clip_id in enumerate([*shown, *found], start=1)}
    if seed is not None:
        table[SEED] = seed
    resolved = dict(args)
    if resolved.get("clip") is not None:
        resolved["clip"] = _resolve(resolved["clip"], table)
    if resolved.get("clips") is not None:
        given = resolved["clips"]
        resolved["clips"] = [_resolve(one, table) for one in (given if isinstance(given, list | tuple) else [given])]
    return resolved


def _resolve(handle: object, table: Mapping[str, str]) -> str:
    text = str(handle).strip().lstrip("#")
    if text in table:
        return table[text]
    highest = len(table) - (SEED in table)
    if not highest:
        raise ToolInputError(f"clip {_show(text)}: no clip has been shown or found yet; call search_clips first")
    raise ToolInputError(f"clip {_show(text)} is no handle: give a number from 1 to {highest}")


def _show(text: str) -> str:
    shown = repr(text)
    return shown if len(shown) <= 40 else shown[:39] + "…"
