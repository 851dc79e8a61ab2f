"""What the page asks of the agent and its catalog, with short memories for what is asked at every step."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from reeltalk.retrieval.clip import Clip
from reeltalk.retrieval.ingest import LABEL as DESCRIBED
from reeltalk.ui.cards import Shelf, describe_source
from reeltalk.ui.media import is_picture, video_file
from reeltalk.ui.panel import Stock, show_stock
from reeltalk.ui.sessions import invent_guest, is_guest
from reeltalk.ui.start import build_examples, choose_reels, show_examples, show_reels

if TYPE_CHECKING:
    from reeltalk.agent.agent import Agent
    from reeltalk.retrieval.catalog import Catalog

Value = TypeVar("Value")
MEMORY_S = 3.0
"""How long what the catalog as a whole says is kept; clips that were imported show after that."""
MOST_LOOKED_AT = 400
"""Clips looked through for the first row."""


@dataclass
class Desk:
    """The agent and catalog behind the page."""

    agent: Agent
    catalog: Catalog
    asked: str = ""
    """The server that each request is sent to; empty: none."""
    _memory: dict[str, tuple[float, Any]] = field(default_factory=dict)

    def show_stock(self) -> str:
        """The line on top."""
        return self._recall("stock", self._show_stock)

    def show_start(self) -> dict[str, str]:
        """The first screen's examples and clips."""
        return self._recall("start", self._show_start)

    def known_viewers(self) -> list[tuple[str, str, int]]:
        """The viewers that are no guests: (id, label, number of events), named and active ones first."""
        return self._recall("viewers", self._known_viewers)

    def shelf(self, viewer: str, clips: Iterable[Clip] = ()) -> Shelf:
        """What cards of these clips show of this viewer."""
        store = self.catalog.viewers
        lengths = {clip.id: clip.duration_s for clip in clips}
        return Shelf(self.catalog.home, store.verdicts(viewer), store.seen(viewer, lengths))

    def verdict_on(self, viewer: str, clip_id: str) -> dict[str, Any]:
        """What the viewer said last of a clip, and whether they have seen it."""
        shelf = self.shelf(viewer, self.catalog.get([clip_id]))
        return {"clip": clip_id, "verdict": shelf.verdicts.get(clip_id), "seen": clip_id in shelf.seen}

    def take_back(self, viewer: str, clip_id: str) -> None:
        """Forget what the viewer said of a clip here; what they watched of it, and what was imported, stays."""
        self.catalog.viewers.retract(viewer, clip_id)

    def title_of(self, clip_id: object) -> str:
        """A clip's title; empty where there is none."""
        clip = next(iter(self.catalog.get([clip_id])), None) if isinstance(clip_id, str) else None
        return clip.title or clip.id if clip else ""

    def choose_viewer(self, wanted: str, guest: str) -> str:
        """The viewer that the switch means: this browser's own, a new one, or one that has a history."""
        if wanted == "@new":
            return invent_guest()
        known = {name for name, _, _ in self.known_viewers()}
        return wanted if wanted in known else guest

    def _show_stock(self) -> str:
        self.catalog.refresh()  # what another process wrote counts from now on
        told = self.catalog.label(DESCRIBED) or ""
        return show_stock(Stock(self.catalog.count(), describe_source(self._source()), self.asked, told))

    def _source(self) -> str:
        """How most clips are described."""
        label = self.catalog.label("description_source")
        if label:
            return str(label)
        from sqlalchemy import func, select

        from reeltalk.retrieval.schema import clips

        column = clips.c.description_source
        query = select(column).where(column != "").group_by(column).order_by(func.count().desc()).limit(1)
        with self.catalog.engine.connect() as connection:
            return str(connection.execute(query).scalar() or "")

    def _show_start(self) -> dict[str, str]:
        home = self.catalog.home
        policy = self.agent.policy
        clips = self.catalog.get(policy.permitted(self.catalog, self.catalog.ids()[:MOST_LOOKED_AT]))
        reels = choose_reels(clips, lambda clip: _plays(clip, home))
        titles = [clip.title for clip in clips]
        viewer, label = next(((name, label) for name, label, count in self.known_viewers() if count), ("", ""))
        examples = build_examples(self.catalog.vocabulary(), viewer, label, titles) if clips else []
        examples = [one for one in examples if policy.permits_words(f"{one.text}. {one.then}")]
        return {"examples": show_examples(examples), "reels": show_reels(reels, home)}

    def _known_viewers(self) -> list[tuple[str, str, int]]:
        everyone = self.catalog.viewers.known()
        others = [(name, label, count) for name, label, count in everyone if not is_guest(name)]
        return sorted(others, key=lambda one: (not one[1], -one[2]))

    def _recall(self, name: str, make: Callable[[], Value]) -> Value:
        made, value = self._memory.get(name, (0.0, None))
        if value is None or time.monotonic() - made > MEMORY_S:
            value = make()
            self._memory[name] = time.monotonic(), value
        return value  # type: ignore[no-any-return]  # what `make` gave under this name


def _plays(clip: Clip, home: Any) -> bool:
    path = video_file(clip, home)
    return path is not None and not is_picture(path)
