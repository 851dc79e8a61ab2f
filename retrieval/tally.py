"""How far an ingest is, and the clips on their way through it."""

from __future__ import annotations

from dataclasses import dataclass, field

from reeltalk.retrieval.describer import Usage
from reeltalk.retrieval.folder import VideoFile
from reeltalk.retrieval.ledger import KnownClip


@dataclass
class Tally:
    """How far a run is; read by others while it goes on."""

    stage: str = "listing files"
    files: int = 0
    """Files found."""
    read: int = 0
    """Files whose containers were read in this run."""
    known: int = 0
    """Files that were known and unchanged."""
    clips: int = 0
    """Clips written to the catalog in this run."""
    copies: int = 0
    removed: int = 0
    to_look: int = 0
    looked: int = 0
    seconds: float = 0.0
    """Seconds of video looked at in this run."""
    to_describe: int = 0
    transcribed: int = 0
    described: int = 0
    """Clips described in this run."""
    undescribed: int = 0
    usage: Usage = field(default_factory=Usage)
    failed: list[tuple[str, str]] = field(default_factory=list)
    """Files that are no clip, or without a description, and why."""
    stopped: str = ""
    """Why describing ended early; empty where it did not."""


@dataclass(frozen=True)
class Item:
    """One clip on its way through the stages."""

    clip: KnownClip
    file: VideoFile
