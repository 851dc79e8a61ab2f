"""Dialogues that people held: at each turn the clips recommended next, found from what had been said and mentioned."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reeltalk.errors import CatalogError
from reeltalk.eval.answers import Answering, Ask
from reeltalk.eval.baselines import standardise
from reeltalk.eval.bootstrap import Bootstrap
from reeltalk.eval.items import read_rows
from reeltalk.eval.ranking_metrics import CUTOFFS, recall
from reeltalk.retrieval.catalog import Catalog
from reeltalk.retrieval.constraints import Constraints
from reeltalk.retrieval.lexical import LexicalIndex
from reeltalk.retrieval.rerank import ItemKNN
from reeltalk.retrieval.viewer import Event
from reeltalk.retrieval.watchlog import WatchLog

Floats = NDArray[np.float32]
DEPTH = max(CUTOFFS)
UTTERANCES = 3
"""The last so many are what a request stands for."""
CO_VIEWING, POPULARITY = 1.0, 0.5
"""What co-viewing with the mentioned clips, and popularity, add to a standardised likeness of text."""


@dataclass(frozen=True)
class DialogueTurn:
    """One recommendation that a person made."""

    dialogue: str
    context: tuple[str, ...]
    """What had been said, oldest first."""
    wanted: frozenset[str]
    mentioned: frozenset[str]
    """Clips named before: they may not come back."""


def read_dialogues(file: Path, known: frozenset[str]) -> list[DialogueTurn]:
    """The turns of a file, as `read_turns`; raises `CatalogError` too where a turn wants a clip that is not there."""
    turns = read_turns(file)
    if unknown := sorted(name for turn in turns for name in turn.wanted - known):
        raise CatalogError(f"{file}: {unknown[0]!r} is none of the catalog's clips; name their --home")
    return turns


def read_turns(file: Path) -> list[DialogueTurn]:
    """The turns of a file: {"dialogue", "context": [texts], "relevant": [ids], "mentioned": [ids]}, one a line.

    A clip that was mentioned before is no longer wanted; a turn that then wants nothing is left out. Raises
    `CatalogError` naming the line that is no turn.
    """
    turns = []
    for number, row in enumerate(read_rows(file), 1):
        try:
            wanted, mentioned = frozenset(map(str, row["relevant"])), frozenset(map(str, row.get("mentioned", ())))
            turn = DialogueTurn(str(row["dialogue"]), tuple(map(str, row["context"])), wanted - mentioned, mentioned)
        except (KeyError, TypeError) as error:
            raise CatalogError(
                f"{file}, line {number}: no turn with dialogue, context and relevant ({error})"
            ) from None
        turns += [turn] if turn.wanted else []
    if not turns:
        raise CatalogError(f"{file} holds no turns")
    return turns


Ranker = Callable[[DialogueTurn], Sequence[str]]


class DialogueRankers:
    """Ways to recommend at a turn, over one catalog."""

    def __init__(self, catalog: Catalog, folder: Path) -> None:
        """Index a catalog's words in a folder of their own."""
        self._catalog = catalog
        self._ids = sorted(catalog.ids())  # a stable sort by score then breaks ties by id
        self._whole = catalog.vectors_of(self._ids)
        self._index = LexicalIndex(folder)
        self._index.write(enumerate(catalog.get(self._ids)), ())
        self._knn = ItemKNN(WatchLog(catalog.engine))
        self._popular = np.asarray(self._knn.popularity(self._ids), dtype=np.float32)
        self._place = {name: place for place, name in enumerate(self._ids)}

    def rankers(self) -> dict[str, Ranker]:
        """Name -> ranker."""
        return {
            "popularity": lambda turn: self._best(self._popular, turn),
            "BM25 of the last utterance": self._words,
            "dense, whole dialogue": lambda turn: self._best(self._dense(turn), turn),
            "dense + co-viewing + popularity": self._blend,
            "reeltalk search": self._search,
        }

    def close(self) -> None:
        """Let go of the index."""
        self._index.close()

    def _best(self, scores: Floats, turn: DialogueTurn) -> list[str]:
        order = np.argsort(-scores, kind="stable")[: DEPTH + len(turn.mentioned)]
        return [self._ids[place] for place in order if self._ids[place] not in turn.mentioned][:DEPTH]

    def _dense(self, turn: DialogueTurn) -> Floats:
        return np.asarray(self._whole @ self._catalog.encoder.encode([" ".join(turn.context)])[0], dtype=np.float32)

    def _words(self, turn: DialogueTurn) -> list[str]:
        scores = np.zeros(len(self._ids), dtype=np.float32)
        rows, found = self._index.search(turn.context[-1], len(self._ids))
        scores[rows] = found
        return self._best(scores, turn)

    def _blend(self, turn: DialogueTurn) -> list[str]:
        events = [Event(viewer_id="", clip_id=name, timestamp=0.0, verdict="like") for name in sorted(turn.mentioned)]
        near = np.asarray(self._knn.score(events, self._ids), dtype=np.float32)
        text = standardise(self._dense(turn))
        return self._best(text + CO_VIEWING * standardise(near) + POPULARITY * standardise(self._popular), turn)

    def _search(self, turn: DialogueTurn) -> list[str]:
        said = "\n".join(turn.context[-UTTERANCES:])
        found = self._catalog.retrieve(said, Constraints(), banned=turn.mentioned, depth=DEPTH)
        return [candidate.clip.id for candidate in found.candidates]


def rank_by_agent(agent: Answering) -> Ranker:
    """An agent's picks: it hears the last utterances, and what was mentioned as liked."""

    def rank(turn: DialogueTurn) -> list[str]:
        history = tuple({"clip_id": name, "timestamp": 0.0, "verdict": "like"} for name in sorted(turn.mentioned))
        name = f"{turn.dialogue}-{len(turn.context)}"
        answer = agent.answer(Ask(" ".join(turn.context[-UTTERANCES:]), f"viewer-{name}", f"thread-{name}", history))
        return [pick.id for pick in answer.picks if pick.id not in turn.mentioned]

    return rank


def score_dialogues(
    turns: Sequence[DialogueTurn],
    rankers: Mapping[str, Ranker],
    *,
    seed: int = 0,
    resamples: int = 2000,
    progress: Callable[[int], None] = lambda _: None,
) -> dict[str, Any]:
    """Recall at each cut-off of each ranker with 95 % intervals, dialogues resampled whole."""
    bootstrap = Bootstrap([turn.dialogue for turn in turns], resamples=resamples, seed=seed)
    systems = {}
    for name, rank in rankers.items():
        rows = []
        for turn in turns:
            ranking = rank(turn)
            rows.append([recall(ranking, turn.wanted, k) for k in CUTOFFS])
            progress(1)
        estimates = bootstrap.estimate(np.array(rows))
        systems[name] = {f"R@{k}": asdict(figure) for k, figure in zip(CUTOFFS, estimates, strict=True)}
    return {
        "generation": 1,
        "turns": len(turns),
        "dialogues": len({turn.dialogue for turn in turns}),
        "seed": seed,
        "resamples": resamples,
        "systems": systems,
    }


def dialogue_lines(report: Mapping[str, Any]) -> list[str]:
    """The figures for a terminal."""
    lines = [f"{report['turns']} turns of {report['dialogues']} dialogues"]
    for name, row in report["systems"].items():
        figures = "  ".join(f"{k} {one['mean']:.3f} [{one['low']:.3f}, {one['high']:.3f}]" for k, one in row.items())
        lines.append(f"{name:<34} {figures}")
    return lines


def run_dialogues(
    catalog: Catalog,
    turns: Sequence[DialogueTurn],
    agent: Answering | None,
    *,
    seed: int,
    progress: Callable[[int], None] = lambda _: None,
) -> dict[str, Any]:
    """All rankers over one catalog, and an agent's picks where one is given."""
    with TemporaryDirectory() as folder:
        own = DialogueRankers(catalog, Path(folder))
        rankers = own.rankers() | ({"agent's picks": rank_by_agent(agent)} if agent is not None else {})
        report = score_dialogues(turns, rankers, seed=seed, progress=progress)
        own.close()
    return report
