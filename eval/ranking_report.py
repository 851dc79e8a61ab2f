"""Figures of a ranking evaluation, as JSON and as tables."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from reeltalk.eval import beyond_accuracy
from reeltalk.eval.bootstrap import Bootstrap
from reeltalk.eval.ranking import METRICS, Ranked, count_views, score_places, slice_cases
from reeltalk.retrieval.splits import Split

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

GENERATION = 1
"""Of the figures' definition; figures of different generations do not compare."""
SHOWN = 10
"""Clips of a list that a viewer is taken to see."""
BESIDES = ("coverage", "novelty", "popularity lift", "exposure Gini", "diversity")


def report_ranking(
    ranked: Mapping[str, Ranked],
    split: Split,
    *,
    lead: str,
    vectors: NDArray[np.float32] | None,
    durations: NDArray[np.float64],
    seed: int,
    resamples: int,
) -> dict[str, Any]:
    """All figures, JSON-able: each model's metrics, the lead of one of them over each other, slices, and what the
    lists are like besides."""
    bootstrap = Bootstrap(split.test.viewers.tolist(), resamples=resamples, seed=seed)
    scores = {name: score_places(one.places) for name, one in ranked.items()}
    slices = slice_cases(split, durations)
    report = {
        "generation": GENERATION,
        "split": split.name,
        "clips": split.known.size,
        "cases": len(split.test),
        "train_events": len(split.known.clips),
        "machine": {
            "cores": os.cpu_count(),
            "architecture": platform.machine(),
            "system": platform.system(),
            "python": platform.python_version(),
        },
        "bootstrap": {"seed": seed, "resamples": resamples},
        "models": {
            name: {
                "train_s": round(ranked[name].train_s, 2),
                "cpu_s": round(ranked[name].cpu_s, 2),
                **_by_metric(bootstrap, values),
            }
            for name, values in scores.items()
        },
        "slices": {
            name: {"n": int(chosen.sum()), **{model: _slice(values, chosen) for model, values in scores.items()}}
            for name, chosen in slices.items()
        },
        "besides": {name: _describe(one, split, vectors) for name, one in ranked.items()},
    }
    if lead in scores:
        others = {name: values for name, values in scores.items() if name != lead}
        report["lead"] = {lead: {n: _by_metric(bootstrap, scores[lead] - values) for n, values in others.items()}}
    return report


def _by_metric(bootstrap: Bootstrap, values: NDArray[np.float64]) -> dict[str, dict[str, Any]]:
    return {name: asdict(one) for name, one in zip(METRICS, bootstrap.estimate(values), strict=True)}


def _slice(values: NDArray[np.float64], chosen: NDArray[np.bool_]) -> dict[str, float]:
    return {name: round(float(mean), 4) for name, mean in zip(METRICS, values[chosen].mean(axis=0), strict=True)}


def _describe(one: Ranked, split: Split, vectors: NDArray[np.float32] | None) -> dict[str, float | None]:
    lists, views = one.lists[:, :SHOWN], count_views(split.known)
    alike = None if vectors is None else float(beyond_accuracy.intra_list_diversity(lists, vectors).mean())
    figures = (
        beyond_accuracy.coverage(lists, split.known.size),
        float(beyond_accuracy.novelty(lists, views).mean()),
        beyond_accuracy.popularity_lift(lists, views, split.test),
        beyond_accuracy.exposure_gini(lists, split.known.size),
        alike,
    )
    return {
        name: None if value is None or not np.isfinite(value) else round(value, 4)
        for name, value in zip(BESIDES, figures, strict=True)
    }


def render_ranking(report: dict[str, Any]) -> RenderableType:
    """The report as tables for a terminal."""
    from rich.console import Group
    from rich.text import Text

    title = f"{report['cases']} viewers' next clip among {report['clips']}, {report['split']}"
    models = _make_table(title, [*METRICS, "trained in", "CPU"])
    for name, row in report["models"].items():
        models.add_row(
            name, *(_figure(row[metric]) for metric in METRICS), f"{row['train_s']:.1f} s", f"{row['cpu_s']:.1f} s"
        )
    tables: list[RenderableType] = [models]
    for name, rows in report.get("lead", {}).items():
        lead = _make_table(f"Lead of {name} (* the interval is above zero)", METRICS)
        for other, row in rows.items():
            lead.add_row(f"over {other}", *(_figure(row[metric], signed=True) for metric in METRICS))
        tables.append(lead)
    tables += [_table_slices(report), _table_besides(report)]
    machine, drawn = report["machine"], report["bootstrap"]
    foot = [
        f"95 % bootstrap intervals: {drawn['resamples']} resamples of viewers, seed {drawn['seed']}",
        f"{machine['cores']} cores, {machine['architecture']}, {machine['system']}, Python {machine['python']}",
        *report.get("notices", []),
    ]
    return Group(*tables, *(Text(line) for line in foot))


def _table_slices(report: dict[str, Any]) -> Table:
    names = list(report["models"])
    table = _make_table("nDCG@10 by slice", ["n", *names])
    for name, row in report["slices"].items():
        table.add_row(name, str(row["n"]), *(f"{row[model]['nDCG@10']:.3f}" for model in names))
    return table


def _table_besides(report: dict[str, Any]) -> Table:
    table = _make_table(f"Of the first {SHOWN}", BESIDES)
    for name, row in report["besides"].items():
        table.add_row(name, *("" if row[key] is None else f"{row[key]:.3f}" for key in BESIDES))
    return table


def _make_table(title: str, columns: Sequence[str]) -> Table:
    from rich.table import Table

    table = Table(title=title, title_justify="left")
    table.add_column("", max_width=32)
    for name in columns:
        table.add_column(name, justify="right", no_wrap=True)
    return table


def _figure(row: dict[str, Any], *, signed: bool = False) -> str:
    """The mean, its interval on a line below."""
    form = "+.3f" if signed else ".3f"
    star = "*" if signed and row["low"] > 0 else ""
    return f"{row['mean']:{form}}{star}\n{row['low']:{form}} {row['high']:{form}}"
