"""What a call knows of its viewer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reeltalk.retrieval.catalog import Catalog
from reeltalk.retrieval.viewer import Event, Preference, Verdict
from reeltalk.retrieval.viewers import is_seen, latest_verdicts
from reeltalk.tools.outcome import ToolContext
from reeltalk.tools.tastes import Rule, read_rule

SOFT = 1.0
"""Weight of a soft like, in deviations of the fused score."""
RECENT = 25
"""Events that the reranker looks at, the latest: older ones weigh next to nothing, and each costs time."""
STRONG = 2.0
"""Weight of a firm like that names no typed field, and of a soft dislike."""


@dataclass(frozen=True)
class Viewer:
    """A viewer's history and preferences, the host's events included."""

    history: tuple[Event, ...]
    """Oldest first."""
    seen: frozenset[str]
    verdicts: dict[str, Verdict]
    preferences: tuple[Preference, ...]
    rules: tuple[Rule, ...]
    """Firm preferences that filter."""

    @property
    def recent(self) -> tuple[Event, ...]:
        """What the reranker stands on: the latest events, and what was disliked at any time."""
        late = max(0, len(self.history) - RECENT)
        disliked = self.disliked
        old = tuple(event for event in self.history[:late] if event.clip_id in disliked)
        return old + self.history[late:]

    @property
    def disliked(self) -> frozenset[str]:
        """The clips the viewer disliked and has not taken back."""
        return frozenset(clip for clip, verdict in self.verdicts.items() if verdict == "dislike")

    @property
    def tastes(self) -> list[tuple[Preference, float]]:
        """The preferences that move the score, each with its weight."""
        ruled = {rule.preference.id for rule in self.rules}
        return [
            (taste, STRONG if taste.strength == "always" or taste.polarity == "dislike" else SOFT)
            for taste in self.preferences
            if taste.id not in ruled
        ]


def read_viewer(context: ToolContext) -> Viewer:
    """Everything known of the viewer of a call."""
    catalog, store = context.catalog, context.catalog.viewers
    kept = store.events_of(context.viewer)
    history = sorted([*kept, *context.history], key=lambda event: event.timestamp)
    lengths = _lengths(catalog, history)
    seen = store.seen(context.viewer, lengths) if kept else set()
    seen |= {
        event.clip_id
        for event in context.history  # a host's row that only says "watched" is an imported one
        if is_seen(event, lengths.get(event.clip_id), imported=event.watched_s is None)
    }
    preferences = tuple(store.preferences_of(context.viewer))
    rules = tuple(rule for taste in preferences if (rule := read_rule(taste, catalog)) is not None)
    return Viewer(tuple(history), frozenset(seen), latest_verdicts(history), preferences, rules)


def _lengths(catalog: Catalog, history: Sequence[Event]) -> dict[str, float | None]:
    """The lengths of the clips that were played in part: only theirs decide whether they were seen."""
    played = {event.clip_id for event in history if event.watched_s}
    return {clip.id: clip.duration_s for clip in catalog.get(played)} if played else {}
