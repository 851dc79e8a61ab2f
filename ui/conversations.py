"""What the commands beside `eval viewers` do: dialogues, calls, reasons, the simulator, the judge, and all of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reeltalk.agent.settings import Settings
from reeltalk.errors import CatalogError
from reeltalk.ui.lines import write_json, write_line
from reeltalk.ui.opening import choose_home, open_catalog
from reeltalk.ui.progress import show_progress

if TYPE_CHECKING:
    from reeltalk.eval.answers import Answering
    from reeltalk.eval.model_client import ModelClient

Told = Callable[[Mapping[str, Any]], Sequence[str]]
OPENINGS = 200
"""Requests whose reasons are looked at, at most."""


def evaluate_dialogues(
    file: Path, settings: Settings, *, agent: str | None, asks: bool, limit: int | None, seed: int, out: Path | None
) -> dict[str, Any]:
    """Recall at the turns of dialogues that people held; `asks` has the agent answer each turn too."""
    from reeltalk.eval.dialogues import read_dialogues, run_dialogues
    from reeltalk.retrieval.catalog import Catalog

    with _agent_of(settings, agent) as (home, answering, catalog), show_progress("Ranking", "turns") as bar:
        own = catalog or Catalog.open(home)
        turns = read_dialogues(file, frozenset(own.ids()))[:limit]
        bar.expect(len(turns) * (5 + asks))
        report = run_dialogues(own, turns, answering if asks else None, seed=seed, progress=bar.advance)
        if catalog is None:
            own.close()
    return keep({**report, "file": file.name}, out, "dialogues.json")


def evaluate_calls(file: Path, settings: Settings, *, agent: str | None, out: Path | None) -> dict[str, Any]:
    """Tool calls against a gold set."""
    from reeltalk.eval.trajectories import read_gold, score_trajectories

    threads = read_gold(file)
    with _agent_of(settings, agent) as (_, answering, _), show_progress("Asking", "threads") as bar:
        bar.expect(len(threads))
        report = score_trajectories(answering, threads, bar.advance)
    return keep({**report, "file": file.name}, out, "calls.json")


def evaluate_reasons(
    settings: Settings, *, agent: str | None, goals: int, seed: int, judge: ModelClient | None, out: Path | None
) -> dict[str, Any]:
    """Whether reasons stand on what they quote, over the first requests of simulated viewers."""
    from reeltalk.eval.answers import Ask
    from reeltalk.eval.goal_drawing import draw_goals
    from reeltalk.eval.labels import label_clips
    from reeltalk.eval.rule_viewer import RuleViewer
    from reeltalk.eval.support import judge_claims, read_claims, summarise_claims

    rows = read_rows_of(settings)
    shelf = label_clips(rows)
    by_id = {str(row["id"]): row for row in rows}
    drawn = draw_goals(shelf, "one", min(goals, OPENINGS), seed)
    claims = []
    with _agent_of(settings, agent) as (_, answering, _), show_progress("Asking", "requests") as bar:
        bar.expect(len(drawn))
        for goal in drawn:
            said = RuleViewer(goal, shelf).begin().text or ""
            answer = answering.answer(Ask(said, f"viewer-{goal.id}", f"thread-{goal.id}"))
            claims += read_claims(answer, by_id)
            bar.advance(1)
    report = {"generation": 1, "requests": len(drawn), "seed": seed, **summarise_claims(claims)}
    if judge is not None:
        report["by_judge"] = judge_claims(claims, by_id, judge)
    return keep(report, out, "reasons.json")


def evaluate_simulator(
    settings: Settings, *, dialogues: Path | None, results: Path | None, goals: int, seed: int, out: Path | None
) -> dict[str, Any]:
    """The simulated viewer's words against people's, and how it takes agents that are no good."""
    from reeltalk.eval.campaign import read_episodes
    from reeltalk.eval.dialogues import read_turns
    from reeltalk.eval.goal_drawing import draw_goals
    from reeltalk.eval.labels import label_clips
    from reeltalk.eval.rule_viewer import RuleViewer
    from reeltalk.eval.validation import compare_words, react_to_bad_agents, read_requests, split_success

    shelf = label_clips(read_rows_of(settings))
    drawn = draw_goals(shelf, "several", goals, seed)
    report: dict[str, Any] = {"generation": 1, "goals": goals, "seed": seed}
    report["accepts"] = react_to_bad_agents(drawn, shelf, seed)
    if dialogues is not None:
        simulated = [RuleViewer(goal, shelf, trial).begin().text or "" for goal in drawn for trial in range(3)]
        report["words"] = compare_words(simulated, read_requests(read_turns(dialogues)), seed)
    if results is not None:
        found = read_episodes(results)
        report["success"] = split_success([one for one in found if one.system == "agent"])
    return keep(report, out, "simulator.json")


def evaluate_judge(
    settings: Settings, client: ModelClient, *, pairs: Path | None, count: int, seed: int, out: Path | None
) -> dict[str, Any]:
    """A judge that knows the viewer's profile, beside one by likeness and a guess."""
    from dataclasses import asdict

    from reeltalk.eval.judge import EmbeddingJudge, ModelJudge, draw_pairs, judge_pair, read_pairs, summarise_judged
    from reeltalk.eval.profiles import distil_profile

    with open_catalog(settings) as catalog:
        rows = {clip.id: clip.model_dump(mode="json") for clip in catalog.get(catalog.ids())}
        histories = read_watched(catalog, rows)
        drawn = read_pairs(pairs, histories) if pairs else draw_pairs(histories, count, seed)
        if not drawn:
            raise CatalogError("no viewer of this catalog watched enough; import interactions, or give --pairs")
        judged = []
        judge, other = ModelJudge(client), EmbeddingJudge(catalog.encoder, rows)
        with show_progress("Judging", "pairs") as bar:
            bar.expect(len(drawn))
            for pair in drawn:
                profile = distil_profile([rows[name] for name in pair.history], client)
                judged.append((judge_pair(pair, profile, rows, judge, other), profile))
                bar.advance(1)
    report = {"model": client.model, "seed": seed, **summarise_judged([one for one, _ in judged])}
    report["judged"] = [{**asdict(one), "profile": asdict(profile)} for one, profile in judged]
    return keep(report, out, "judge.json")


def read_watched(catalog: Any, rows: Mapping[str, Any]) -> dict[str, list[str]]:
    """What each viewer watched, as far as the clips are there, oldest first."""
    watched = {}
    for viewer, _, _ in catalog.viewers.known():
        events = sorted(catalog.viewers.events_of(viewer), key=lambda event: event.timestamp)
        watched[viewer] = [event.clip_id for event in events if event.clip_id in rows]
    return watched


def read_rows_of(settings: Settings) -> list[dict[str, Any]]:
    """The clips of the home, as rows."""
    with open_catalog(settings) as catalog:
        return [clip.model_dump(mode="json") for clip in catalog.get(catalog.ids())]


@contextmanager
def _agent_of(settings: Settings, named: str | None) -> Iterator[tuple[Path, Answering, Any]]:
    """A copy of the home, the agent over it, and the agent's catalog where it is reeltalk's own."""
    from reeltalk.agent.agent import Agent
    from reeltalk.eval.agents import OwnAgent, copy_home, open_named
    from reeltalk.retrieval.catalog import Catalog

    open_catalog(settings).close()  # the sample library is made at its first use
    key = settings.api_key.get_secret_value() if settings.api_key else None
    with copy_home(choose_home(settings)) as home:
        if named is not None:
            with open_named(named, home, api_key=key) as answering:
                yield home, answering, None
            return
        with (
            Catalog.open(home) as catalog,
            Agent(catalog, settings.model, base_url=settings.base_url, api_key=key, options=settings.options) as agent,
        ):
            yield home, OwnAgent(agent), catalog


def keep(report: dict[str, Any], out: Path | None, name: str) -> dict[str, Any]:
    """Write a report into a results folder, where there is one."""
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        (out / name).write_text(json.dumps(report, indent=1, ensure_ascii=False), encoding="utf-8")
    return report


def tell(report: Mapping[str, Any], as_json: bool, lines: Told) -> None:
    """The report as one JSON document, or as lines."""
    if as_json:
        write_json(report)
        return
    for line in lines(report):
        write_line(line)


def figure_lines(report: Mapping[str, Any], indent: int = 0) -> list[str]:
    """Every figure of a report, nested as it is."""
    lines = []
    for name, value in report.items():
        head = " " * indent + str(name)
        if isinstance(value, Mapping) and {"mean", "low", "high"} <= value.keys():
            lines.append(f"{head:<44} {value['mean']:.3f} [{value['low']:.3f}, {value['high']:.3f}] (n = {value['n']})")
        elif isinstance(value, Mapping):
            lines += [head, *figure_lines(value, indent + 2)]
        elif isinstance(value, int | float | str):
            lines.append(f"{head:<44} {value}")
    return lines
