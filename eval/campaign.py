"""Runs many episodes: in parallel, and on from where a killed run stopped."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from reeltalk.errors import CatalogError
from reeltalk.eval.agents import Opening
from reeltalk.eval.answers import Answering
from reeltalk.eval.episode import Conversation, Episode, dump_episode, load_episode
from reeltalk.eval.goals import Goal, dump_goal, load_goal
from reeltalk.eval.items import Shelf, read_rows
from reeltalk.eval.looks import SimulatedViewer
from reeltalk.eval.predicates import Solver

EPISODES, GOALS, RUN = "episodes.jsonl", "goals.jsonl", "run.json"
ViewerMaker = Callable[[Goal, int], SimulatedViewer]


@dataclass(frozen=True)
class Task:
    """One episode to come."""

    goal: Goal
    trial: int


class Results:
    """The folder of one run: what was asked of it, its goals, and every finished episode, a line each."""

    def __init__(self, folder: Path, run: Mapping[str, Any]) -> None:
        """Open a folder for a run, or go on with one that is there.

        Raises `CatalogError` where the folder holds a run that was asked for otherwise.
        """
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / RUN
        asked = json.loads(json.dumps(dict(run)))
        if file.exists() and (found := json.loads(file.read_text(encoding="utf-8"))) != asked:
            other = sorted(name for name in {*found, *asked} if found.get(name) != asked.get(name))
            raise CatalogError(
                f"{folder} holds a run with other {', '.join(other)}; name another --out, or remove the folder"
            )
        file.write_text(json.dumps(asked, indent=1), encoding="utf-8")
        self._lock = Lock()
        _mend(folder / EPISODES)

    def keep_goals(self, goals: Sequence[Goal]) -> None:
        """Write the goals; those of a run that goes on are the same."""
        lines = "".join(json.dumps(dump_goal(goal), ensure_ascii=False) + "\n" for goal in goals)
        (self.folder / GOALS).write_text(lines, encoding="utf-8")

    def add(self, episode: Episode) -> None:
        """Write a finished episode: it is kept whatever comes after."""
        line = json.dumps(dump_episode(episode), ensure_ascii=False) + "\n"
        with self._lock, (self.folder / EPISODES).open("a", encoding="utf-8") as file:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())

    def episodes(self) -> list[Episode]:
        """All finished episodes, in an order that does not depend on which came first."""
        return read_episodes(self.folder)


def read_episodes(folder: Path) -> list[Episode]:
    """The episodes of a results folder; raises `CatalogError` where there are none."""
    file = folder / EPISODES
    if not file.exists():
        raise CatalogError(f"{folder} holds no {EPISODES}: it is no results folder")
    return sorted((load_episode(row) for row in read_rows(file)), key=lambda one: one.key)


def read_goals(folder: Path) -> list[Goal]:
    """The goals of a results folder."""
    return [load_goal(row) for row in read_rows(folder / GOALS)]


def _mend(file: Path) -> None:
    """Drop a last line that a kill tore."""
    if not file.exists():
        file.touch()
        return
    text = file.read_bytes()
    if text and not text.endswith(b"\n"):
        with file.open("r+b") as opened:
            opened.truncate(text.rfind(b"\n") + 1)


def run_campaign(
    results: Results,
    systems: Mapping[str, Opening],
    goals: Sequence[Goal],
    shelf: Shelf,
    make_viewer: ViewerMaker,
    *,
    trials: int = 1,
    jobs: int = 1,
    progress: Callable[[int], None] = lambda _: None,
) -> list[Episode]:
    """Hold every conversation that is not there yet, one system after another, `jobs` at a time."""
    results.keep_goals(goals)
    done = {episode.key for episode in results.episodes()}
    progress(len(done))
    solver = Solver(shelf)
    for system, opening in systems.items():
        tasks = [Task(goal, trial) for goal in goals for trial in range(trials) if (system, goal.id, trial) not in done]
        if not tasks:
            continue
        with opening() as agent:
            _run_tasks(system, agent, tasks, shelf, solver, make_viewer, results, jobs, progress)
    return results.episodes()


def _run_tasks(
    system: str,
    agent: Answering,
    tasks: Iterable[Task],
    shelf: Shelf,
    solver: Solver,
    make_viewer: ViewerMaker,
    results: Results,
    jobs: int,
    progress: Callable[[int], None],
) -> None:
    def hold(task: Task) -> None:
        viewer = make_viewer(task.goal, task.trial)
        results.add(Conversation(agent, task.goal, shelf, solver.solve).run(system, viewer, task.trial))
        progress(1)

    with ThreadPoolExecutor(jobs) as pool:
        futures = [pool.submit(hold, task) for task in tasks]
        finished, waiting = wait(futures, return_when=FIRST_EXCEPTION)
        for future in waiting:
            future.cancel()
        for future in finished:
            future.result()
