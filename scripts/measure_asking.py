"""Turns to the clip in mind when the agent never asks, asks where it pays, and asks wherever it can.

    python scripts/measure_asking.py --goals 300                        # the sample library
    python scripts/measure_asking.py --clips CLIPS.jsonl --goals 300    # clips of your own, imported into --home

A rule-based viewer (reeltalk.eval.narrowing) holds the same conversations with all three. Writes a JSON file.
"""

from __future__ import annotations

import argparse
import json
import platform
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np
from langchain_core.messages import HumanMessage
from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.memory import InMemorySaver

from reeltalk.agent.asking import Asking
from reeltalk.agent.embedded import EmbeddedModel
from reeltalk.agent.graph import build_graph
from reeltalk.agent.reply import Reply
from reeltalk.agent.state import State, TurnInput
from reeltalk.agent.turn import Parts
from reeltalk.eval.narrowing import Episode, Goal, converse, draw_goals, summarise
from reeltalk.retrieval.catalog import Catalog
from reeltalk.retrieval.importer import import_clips
from reeltalk.retrieval.sample import open_sample
from reeltalk.tools.toolbox import Toolbox

POLICIES: tuple[Asking, ...] = ("never", "when it pays", "always")
GENERATION = 1
"""Of the figures' definition; those of different generations do not compare."""
RESAMPLED = 5000


def main() -> None:
    """Converse, print the figures and write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clips", type=Path, help="clips to import; the sample library unless given")
    parser.add_argument("--home", type=Path, help="where the catalog lies; a passing folder unless given")
    parser.add_argument("--goals", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--volunteers", type=float, default=1.0, help="share of turns in which the viewer says more unasked"
    )
    parser.add_argument("--out", type=Path, default=Path("asking.json"))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as passing:
        catalog = open_catalog(given.clips, given.home or Path(passing))
        with catalog:
            goals = draw_goals(catalog.get(catalog.ids()), given.goals, given.seed)
            episodes = {policy: run(catalog, policy, goals, given.volunteers) for policy in POLICIES}
            report = {
                "generation": GENERATION,
                "clips": catalog.count(),
                "goals": len(goals),
                "seed": given.seed,
                "volunteers": given.volunteers,
                "machine": f"{platform.machine()}, Python {platform.python_version()}",
                **compare(episodes, given.seed),
                "raw": {policy: summarise(found) for policy, found in episodes.items()},
            }
    given.out.write_text(json.dumps(report, indent=1), encoding="utf-8")
    show(report)


def open_catalog(clips: Path | None, home: Path) -> Catalog:
    """The sample library, or a catalog of the given clips; one that holds clips already stays as it is."""
    if clips is None and not (home / "catalog.sqlite").exists():
        return open_sample(home)
    catalog = Catalog.open(home)
    if clips is not None and not catalog.count():
        import_clips(clips, catalog)
    return catalog


def run(catalog: Catalog, policy: Asking, goals: Sequence[Goal], volunteers: float) -> list[Episode]:
    """The conversations of one policy, each by a new viewer in a new thread."""
    model = EmbeddedModel(vocabulary=catalog.vocabulary, asking=policy)
    graph = build_graph(Parts(catalog, Toolbox(), model), InMemorySaver())
    found = []
    started = time.perf_counter()
    for goal in goals:
        name = uuid4().hex
        config = RunnableConfig(configurable={"thread_id": name}, recursion_limit=50)

        def ask(text: str, config: RunnableConfig = config, name: str = name) -> Reply:
            request = State(messages=[HumanMessage(content=text, id=uuid4().hex)])
            state = graph.invoke(request, config, context=TurnInput(viewer=name, thread=name))
            return Reply.model_validate(state["reply"])

        found.append(converse(ask, goal, volunteers))
    print(f"{policy}: {len(found)} conversations, {time.perf_counter() - started:.0f} s", flush=True)
    return found


def compare(episodes: dict[Asking, list[Episode]], seed: int) -> dict[str, Any]:
    """Means with 95 % bootstrap intervals, and the paired differences of asking where it pays to the other two."""
    table = {policy: summarise(found) for policy, found in episodes.items()}
    random = np.random.default_rng(seed)
    count = len(next(iter(episodes.values())))
    drawn = random.integers(0, count, (RESAMPLED, count))
    means = {policy: {name: mean_of(values, drawn) for name, values in row.items()} for policy, row in table.items()}
    rule = table["when it pays"]
    less = {
        policy: {
            name: mean_of([a - b for a, b in zip(rule[name], row[name], strict=True)], drawn)
            for name in ("turns", "found", "questions")
        }
        for policy, row in table.items()
        if policy != "when it pays"
    }
    return {"means": means, "when it pays less": less}


def mean_of(values: Sequence[float], drawn: np.ndarray[Any, Any]) -> dict[str, float]:
    """The mean with its 95 % percentile bootstrap interval (Efron and Tibshirani, 1993)."""
    given = np.asarray(values, dtype=float)
    low, high = np.quantile(given[drawn].mean(axis=1), (0.025, 0.975))
    return {"mean": round(float(given.mean()), 3), "low": round(float(low), 3), "high": round(float(high), 3)}


def show(report: dict[str, Any]) -> None:
    """The figures as lines."""
    for policy, row in report["means"].items():
        print(f"{policy:13}", *(f"{name} {tell(figure)}" for name, figure in row.items()), sep="  ")
    for policy, row in report["when it pays less"].items():
        print(f"when it pays less {policy}:", *(f"{name} {tell(figure)}" for name, figure in row.items()), sep="  ")


def tell(figure: dict[str, float]) -> str:
    """A mean with its interval."""
    return f"{figure['mean']:.2f} [{figure['low']:.2f}, {figure['high']:.2f}]"


if __name__ == "__main__":
    main()
