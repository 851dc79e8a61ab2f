"""Two runs over the same goals, figure by figure, in pairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from reeltalk.errors import CatalogError
from reeltalk.eval.bootstrap import Bootstrap
from reeltalk.eval.campaign import read_episodes, read_goals
from reeltalk.eval.episode import Episode
from reeltalk.eval.viewer_metrics import METRICS, Metric

Pair = tuple[Episode, Episode]


def compare_runs(
    first: Path, second: Path, *, systems: tuple[str, str] = ("agent", "agent"), seed: int = 0, resamples: int = 10_000
) -> dict[str, Any]:
    """The second run less the first, by setting and figure, with 95 % intervals of the paired difference.

    Only conversations about the same goal and trial count; goals are resampled whole. Raises `CatalogError` where the
    runs share no goal, or one name stands for two goals.
    """
    goals = [{goal.id: goal for goal in read_goals(folder)} for folder in (first, second)]
    if other := [name for name in goals[0].keys() & goals[1].keys() if goals[0][name] != goals[1][name]]:
        raise CatalogError(f"{min(other)} is not the same goal in {first} and {second}: their seeds or catalogs differ")
    found = [
        {(one.goal, one.trial): one for one in read_episodes(folder) if one.system == system}
        for folder, system in zip((first, second), systems, strict=True)
    ]
    pairs = [(found[0][key], found[1][key]) for key in sorted(found[0].keys() & found[1].keys())]
    if not pairs:
        raise CatalogError(f"{first} ({systems[0]}) and {second} ({systems[1]}) share no conversation")
    settings = list(dict.fromkeys(one.setting for one, _ in pairs))
    return {
        "generation": 1,
        "first": f"{first} ({systems[0]})",
        "second": f"{second} ({systems[1]})",
        "seed": seed,
        "resamples": resamples,
        "settings": {
            setting: _compare([pair for pair in pairs if pair[0].setting == setting], seed, resamples)
            for setting in settings
        },
    }


def _compare(pairs: Sequence[Pair], seed: int, resamples: int) -> dict[str, Any]:
    figures = {}
    for metric in METRICS:
        measured = [(pair[0].goal, *values) for pair in pairs if (values := _measure(metric, pair))]
        if measured:
            bootstrap = Bootstrap([goal for goal, _, _ in measured], resamples=resamples, seed=seed)
            table = np.array([[a, b, b - a] for _, a, b in measured])
            before, after, lead = bootstrap.estimate(table)
            figures[metric.name] = {"first": asdict(before), "second": asdict(after), "difference": asdict(lead)}
    won = sum(b.success and not a.success for a, b in pairs)
    lost = sum(a.success and not b.success for a, b in pairs)
    return {"n": len(pairs), "won": won, "lost": lost, "figures": figures}


def _measure(metric: Metric, pair: Pair) -> tuple[float, float] | None:
    a, b = (metric.measure(one) for one in pair)
    return None if a is None or b is None else (a, b)


def comparison_lines(compared: dict[str, Any]) -> list[str]:
    """The comparison for a terminal; * marks an interval that leaves 0 out."""
    lines = [f"{compared['second']} less {compared['first']}"]
    for setting, group in compared["settings"].items():
        lines.append(f"{setting}: n = {group['n']}, {group['won']} won, {group['lost']} lost")
        for name, figure in group["figures"].items():
            lead = figure["difference"]
            star = "*" if lead["low"] > 0 or lead["high"] < 0 else " "
            lines.append(
                f"  {star} {name:<44} {figure['first']['mean']:7.3f} → {figure['second']['mean']:7.3f}   "
                f"{lead['mean']:+.3f} [{lead['low']:+.3f}, {lead['high']:+.3f}]"
            )
    return lines
