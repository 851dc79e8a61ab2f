"""What adding clips would change in a catalog."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Engine

from reeltalk.retrieval import store
from reeltalk.retrieval.clip import Clip


def find_changes(engine: Engine, batch: Sequence[Clip]) -> list[Clip]:
    """Return the clips to write: the last of each id, without those that stand there already, word for word.

    Notes stay where a clip brings none: they survive a new ingest.
    """
    latest = {clip.id: clip for clip in batch}
    known = store.fetch(engine, list(latest))
    merged = [_keep_notes(clip, known.get(clip.id)) for clip in latest.values()]
    return [clip for clip in merged if clip.id not in known or _plain(clip) != _plain(known[clip.id])]


def _keep_notes(clip: Clip, known: Clip | None) -> Clip:
    return clip.model_copy(update={"notes": known.notes}) if known and not clip.notes else clip


def _plain(clip: Clip) -> dict[str, object]:
    """A clip as SQLite keeps it."""
    return clip.model_dump(mode="json")
