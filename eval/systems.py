"""The systems that one run compares: the agent, the agent without one of its parts, and plain baselines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reeltalk.errors import SettingsError
from reeltalk.eval.agents import Opening, OwnAgent
from reeltalk.eval.answers import Answer, Answering, Ask, Shown
from reeltalk.eval.faults import Fault, FaultyCatalog
from reeltalk.retrieval.catalog import Catalog
from reeltalk.retrieval.encoder import Encoder
from reeltalk.retrieval.lexical import LexicalIndex

DEEP = 200
"""Clips that a baseline ranks."""
LENGTH = 5
"""Clips that a baseline shows."""
AGENT = "agent"
WITHOUT = ("without-reranker", "without-memory", "without-clarifying")
PLAIN = ("bm25", "dense", "popularity")
SYSTEMS = (AGENT, *WITHOUT, *PLAIN)


class Forgetful:
    """An agent that starts anew with each turn: nothing is carried along."""

    def __init__(self, agent: Answering) -> None:
        """Stand on an agent."""
        self._agent = agent

    def answer(self, ask: Ask) -> Answer:
        """See `Answering`."""
        turn = len(ask.messages)
        named = replace(ask, viewer=f"{ask.viewer}-{turn}", thread=f"{ask.thread}-{turn}", messages=())
        return self._agent.answer(named)


class Impersonal:
    """An agent that is not told what the viewer watched: it can rank for nobody.

    What was watched is left out all the same, as a host would: reranking is missing, not the knowledge of it.
    """

    def __init__(self, agent: Answering) -> None:
        """Stand on an agent."""
        self._agent = agent

    def answer(self, ask: Ask) -> Answer:
        """See `Answering`."""
        watched = {str(row["clip_id"]) for row in ask.history}
        answer = self._agent.answer(replace(ask, history=()))
        return replace(answer, picks=tuple(pick for pick in answer.picks if pick.id not in watched))


class Plain:
    """A baseline: ranks all clips for a text, shows the best."""

    def __init__(self, rank: Callable[[Ask], Sequence[str]]) -> None:
        """Rank by a function from a request to ids, best first."""
        self._rank = rank

    def answer(self, ask: Ask) -> Answer:
        """See `Answering`; what the viewer watched is left out."""
        watched = {str(row["clip_id"]) for row in ask.history}
        names = [name for name in self._rank(ask) if name not in watched][:LENGTH]
        return Answer("Here you are.", tuple(map(Shown, names)))


@contextmanager
def open_baseline(name: str, catalog: Catalog) -> Iterator[Plain]:
    """One of the plain baselines over a catalog."""
    if name == "bm25":
        with TemporaryDirectory() as folder:
            index = LexicalIndex(Path(folder))
            index.write(enumerate(catalog.get(catalog.ids())), ())
            yield Plain(partial(_rank_words, index, catalog.ids()))
            index.close()
    elif name == "dense":
        ids = catalog.ids()
        yield Plain(partial(_rank_dialogue, catalog.encoder, ids, catalog.vectors_of(ids)))
    else:
        popular = _rank_popular(catalog)
        yield Plain(lambda ask: popular)


def _rank_words(index: LexicalIndex, ids: Sequence[str], ask: Ask) -> list[str]:
    """BM25 of the last utterance."""
    rows, _ = index.search(ask.text, DEEP)
    return [ids[int(row)] for row in rows]


def _rank_dialogue(encoder: Encoder, ids: Sequence[str], whole: NDArray[np.float32], ask: Ask) -> list[str]:
    """Likeness of whole descriptions to all that the viewer has said."""
    said = " ".join([*(text for role, text in ask.messages if role == "user"), ask.text])
    order = np.argsort(-(whole @ encoder.encode([said])[0]), kind="stable")
    return [ids[int(place)] for place in order[:DEEP]]


def _rank_popular(catalog: Catalog) -> list[str]:
    """By those who watched, then by views."""
    known = [viewer for viewer, _, _ in catalog.viewers.known()]
    watched = Counter(event.clip_id for viewer in known for event in catalog.viewers.events_of(viewer))
    clips = catalog.get(catalog.ids())
    return [clip.id for clip in sorted(clips, key=lambda one: (-watched[one.id], -(one.views or 0), one.id))]


def choose_systems(
    names: Sequence[str], home: Path, model: dict[str, Any], faults: tuple[int, Fault] | None = None
) -> dict[str, Opening]:
    """How each named system is opened, one after another, over a copy of a home."""
    openings: dict[str, Opening] = {}
    for name in names:
        if name not in SYSTEMS:
            raise SettingsError(f"--systems: there is no {name!r}; there are {', '.join(SYSTEMS)}")
        openings[name] = _make_opening(name, home, model, faults)
    return openings


def _make_opening(name: str, home: Path, model: dict[str, Any], faults: tuple[int, Fault] | None) -> Opening:
    @contextmanager
    def opening() -> Iterator[Answering]:
        from reeltalk.agent.agent import Agent

        catalog = FaultyCatalog.open(home)
        with catalog:
            if name in PLAIN:
                with open_baseline(name, catalog) as plain:
                    yield plain
                return
            if faults is not None:
                catalog.break_down(*faults)
            with Agent(catalog, **model) as agent:
                if name == "without-clarifying":
                    stop_asking(agent)
                own = OwnAgent(agent)
                yield (
                    Forgetful(own)
                    if name == "without-memory"
                    else Impersonal(own)
                    if name == "without-reranker"
                    else own
                )

    return opening


def stop_asking(agent: Any) -> None:
    """Have the embedded model never ask beside its picks."""
    embedded = agent._parts.embedded
    agent._parts = replace(agent._parts, embedded=embedded.model_copy(update={"asking": "never"}))
