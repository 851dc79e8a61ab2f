"""The grounding check: every quote verbatim in its clip, every pick found in this turn and in the catalog."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from reeltalk.agent.reply import Evidence, Pick
from reeltalk.retrieval.clip import Clip


def quote_stands(piece: Evidence, clip: Clip) -> bool:
    """Whether a quote stands verbatim in a clip; a preference or a co-viewing fact is no quote.

    A "description" quote is looked for in the descriptions, moments and notes, a "metadata" quote in every other
    field, where numbers and dates count as written in JSON.
    """
    if piece.kind in ("preference", "co_viewing"):
        return True
    if not piece.text.strip() or piece.clip_id != clip.id:
        return False
    if piece.kind == "description":
        told = (clip.description, clip.notes, *clip.descriptions.values(), *(moment.text for moment in clip.moments))
        return any(piece.text in text for text in told)
    if piece.text in clip.title or piece.text in clip.tags:
        return True
    stated = clip.model_dump(mode="json", include=_STATED)
    return any(piece.text == (value if isinstance(value, str) else json.dumps(value)) for value in stated.values())


_STATED = {"duration_s", "language", "creator", "category", "published", "views", "likes", "audience"}


def check_picks(
    picks: list[Pick], rows: Mapping[str, Clip], found: frozenset[str], compose: Callable[[Pick], Pick]
) -> tuple[list[Pick], list[str]]:
    """The picks that stand, ranked anew from 1, and a notice for each that was dropped.

    A pick whose evidence fails is composed anew by `compose` once; one that still fails, was not found in this turn,
    or is not in the catalog any more is dropped. What a card shows is the catalog's row, whatever the pick held.
    `rows` holds every clip that may be quoted, by id.
    """
    kept: list[Pick] = []
    notices: list[str] = []
    for pick in picks:
        clip = rows.get(pick.clip.id)
        if clip is None or clip.id not in found:
            notices.append(f"a pick was dropped: clip {pick.clip.id!r} is not among what was found")
            continue
        pick = pick.model_copy(update={"clip": clip})
        if not _stands(pick, rows):
            pick = compose(pick)
        if _stands(pick, rows):
            kept.append(pick.model_copy(update={"rank": len(kept) + 1}))
        else:
            notices.append(f"a pick was dropped: no evidence for clip {clip.id!r} could be checked")
    return kept, notices


def _stands(pick: Pick, rows: Mapping[str, Clip]) -> bool:
    return bool(pick.evidence) and bool(pick.reason) and all(_piece_stands(piece, rows) for piece in pick.evidence)


def _piece_stands(piece: Evidence, rows: Mapping[str, Clip]) -> bool:
    """A quote may be from the pick's own clip, or from the one that it was chosen for its likeness to."""
    if piece.kind in ("preference", "co_viewing"):
        return bool(piece.text.strip())
    clip = rows.get(piece.clip_id or "")
    return clip is not None and quote_stands(piece, clip)
