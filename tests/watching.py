"""Invented histories for tests of rerankers: groups of clips that the same viewers watch, one after the other."""

from __future__ import annotations

import numpy as np

from reeltalk.retrieval.histories import Histories, encode_histories
from reeltalk.retrieval.viewer import Event

DAY = 86_400.0
GROUPS, EACH = 4, 8
IDS = (*tuple(f"g{group}c{number}" for group in range(GROUPS) for number in range(EACH)), "cold0", "cold3")
"""Clips of four groups, and two that no one watched: one like group 0, one like group 3."""
CODES = {name: code for code, name in enumerate(IDS)}


def invent_events(viewers: int = 80, seed: int = 0) -> list[list[Event]]:
    """Each viewer watches five to seven clips of one group in a row of the group's order."""
    random = np.random.default_rng(seed)
    found = []
    for viewer in range(viewers):
        group, start, count = viewer % GROUPS, int(random.integers(EACH)), int(random.integers(5, 8))
        clips = [f"g{group}c{(start + step) % EACH}" for step in range(count)]
        begin = float(random.integers(300)) * DAY
        found.append(
            [
                Event(viewer_id=f"v{viewer}", clip_id=clip, timestamp=begin + 60.0 * place, verdict="like")
                for place, clip in enumerate(clips)
            ]
        )
    return found


def invent_histories(viewers: int = 80, seed: int = 0) -> Histories:
    """The same as histories."""
    return encode_histories(invent_events(viewers, seed), CODES, len(IDS))


def invent_vectors(seed: int = 0) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """Description vectors: clips of a group are alike (clips, 8)."""
    random = np.random.default_rng(seed)
    axes = np.eye(8)[:GROUPS]
    groups = [int(name[1]) if name.startswith("g") else int(name[-1]) for name in IDS]
    vectors = axes[groups] + 0.2 * random.normal(size=(len(IDS), 8))
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)
