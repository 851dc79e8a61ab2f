"""What `reeltalk eval viewers` does: have simulated viewers talk to agents, and show how it went."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from reeltalk.agent.settings import Settings
from reeltalk.eval.campaign import ViewerMaker
from reeltalk.eval.faults import Fault
from reeltalk.eval.goals import Setting
from reeltalk.eval.items import Shelf
from reeltalk.eval.systems import AGENT
from reeltalk.ui.lines import say, write_json, write_line
from reeltalk.ui.opening import choose_home, open_catalog
from reeltalk.ui.progress import show_progress

SUMMARY, REPORT = "summary.json", "report.html"


@dataclass(frozen=True)
class Plan:
    """What a run of simulated viewers is asked for."""

    settings: tuple[Setting, ...]
    goals: int
    seed: int
    trials: int
    jobs: int
    systems: tuple[str, ...]
    agent: str | None
    labels: Path | None
    out: Path
    faults: tuple[int, Fault] | None = None
    """Every so many searches one fails, or finds nothing."""
    viewer: tuple[str, str] | None = None
    """A chat model that finds the viewers' words, and its server."""
    price: tuple[float, float] | None = None
    """What a million tokens read and written cost."""


def evaluate_viewers(plan: Plan, settings: Settings, *, as_json: bool) -> None:
    """Run what is not there yet, and write summary and report."""
    from reeltalk.eval.agents import copy_home, open_named
    from reeltalk.eval.campaign import Results, run_campaign
    from reeltalk.eval.goal_drawing import draw_goals
    from reeltalk.eval.labels import label_clips
    from reeltalk.eval.systems import choose_systems
    from reeltalk.eval.viewer_metrics import summarise
    from reeltalk.eval.viewer_report import render_report, summary_lines

    home = choose_home(settings)
    with open_catalog(settings) as catalog:
        rows = [clip.model_dump(mode="json") for clip in catalog.get(catalog.ids())]
        histories = read_histories(catalog, {row["id"]: row["duration_s"] for row in rows})
    shelf = label_clips(rows, plan.labels)
    goals = [goal for setting in plan.settings for goal in draw_goals(shelf, setting, plan.goals, plan.seed, histories)]
    results = Results(plan.out, describe(plan, settings, len(rows)))
    key = settings.api_key.get_secret_value() if settings.api_key else None
    model = {"model": settings.model, "base_url": settings.base_url, "api_key": key, "options": settings.options}
    with copy_home(home) as copied, show_progress("Conversing", "conversations") as bar:
        systems = choose_systems(plan.systems, copied, model, plan.faults)
        if plan.agent:
            systems = {AGENT: partial(open_named, plan.agent, copied, api_key=key)} | {
                name: opening for name, opening in systems.items() if name != AGENT
            }
        bar.expect(len(goals) * plan.trials * len(systems))
        episodes = run_campaign(
            results,
            systems,
            goals,
            shelf,
            choose_viewer(plan, shelf, key),
            trials=plan.trials,
            jobs=plan.jobs,
            progress=bar.advance,
        )
    summary = {"run": describe(plan, settings, len(rows)), **summarise(episodes, plan.seed, plan.price)}
    (plan.out / SUMMARY).write_text(json.dumps(summary, indent=1, ensure_ascii=False), encoding="utf-8")
    (plan.out / REPORT).write_text(render_report(summary, episodes), encoding="utf-8")
    if as_json:
        write_json(summary)
        return
    for line in summary_lines(summary):
        write_line(line)
    say(f"{len(episodes)} conversations; read {plan.out / REPORT}")


def choose_viewer(plan: Plan, shelf: Shelf, api_key: str | None) -> ViewerMaker:
    """Who converses: the rule-based viewer, or one whose words are a model's."""
    from reeltalk.eval.model_client import open_model
    from reeltalk.eval.model_viewer import ModelViewer
    from reeltalk.eval.rule_viewer import RuleViewer

    if plan.viewer is None:
        return lambda goal, trial: RuleViewer(goal, shelf, trial)
    client = open_model(*plan.viewer, api_key)
    return lambda goal, trial: ModelViewer(goal, shelf, client, trial)


def describe(plan: Plan, settings: Settings, clips: int) -> dict[str, Any]:
    """What the run is, as JSON: runs with another description do not mix."""
    return {
        "generation": 1,
        "settings": list(plan.settings),
        "goals": plan.goals,
        "seed": plan.seed,
        "trials": plan.trials,
        "systems": list(plan.systems),
        "agent": plan.agent or settings.model or "embedded",
        "viewer": plan.viewer[0] if plan.viewer else "rules",
        "faults": list(plan.faults) if plan.faults else None,
        "clips": clips,
    }


def read_histories(catalog: Any, lengths: Mapping[str, float | None]) -> Sequence[Sequence[dict[str, Any]]]:
    """What each viewer of a catalog has seen, oldest first, as the rows of `history`."""
    histories = []
    for viewer, _, _ in catalog.viewers.known():
        events = sorted(catalog.viewers.events_of(viewer), key=lambda event: event.timestamp)
        events = [event for event in events if has_seen(event.watched_s, lengths.get(event.clip_id))]
        rows = [event.model_dump(mode="json", exclude_none=True, exclude={"viewer_id"}) for event in events]
        histories += [rows] if rows else []
    return histories


def has_seen(watched_s: float | None, length_s: float | None) -> bool:
    """Whether somebody has seen a clip: played to half, or for 30 s, or it is not said how long.

    >>> has_seen(None, 60), has_seen(29.0, 60), has_seen(30.0, 600), has_seen(5.0, 10.0)
    (True, False, True, True)
    """
    return watched_s is None or watched_s >= 30 or (length_s is not None and 2 * watched_s >= length_s)
