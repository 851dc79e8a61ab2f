"""Figures of a retrieval evaluation, as JSON and as tables."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from reeltalk.eval.bootstrap import Bootstrap, Estimate
from reeltalk.eval.queries import Query
from reeltalk.eval.ranking_metrics import METRICS
from reeltalk.eval.retrieval import SEARCH, Measurement
from reeltalk.eval.statistic import percentile

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

GENERATION = 1
"""Of the figures' definition; figures of different generations do not compare."""


def report_retrieval(
    measured: Measurement, queries: Sequence[Query], *, clips: int, encoder: str, seed: int, resamples: int
) -> dict[str, Any]:
    """All figures, JSON-able: each system's metrics, and each search's lead over each baseline."""
    bootstrap = Bootstrap([query.group for query in queries], resamples=resamples, seed=seed)
    searches = [name for name in measured.metrics if name.startswith(SEARCH)]
    others = [name for name in measured.metrics if name not in searches]
    return {
        "generation": GENERATION,
        "clips": clips,
        "queries": len(queries),
        "encoder": encoder,
        "machine": {
            "cores": os.cpu_count(),
            "architecture": platform.machine(),
            "system": platform.system(),
            "python": platform.python_version(),
        },
        "bootstrap": {"seed": seed, "resamples": resamples, "groups": len({query.group for query in queries})},
        "systems": {
            name: {"fields": measured.fields[name], **_by_metric(bootstrap.estimate(values))}
            for name, values in measured.metrics.items()
        },
        "lead": {
            name: {
                other: _by_metric(bootstrap.estimate(measured.metrics[name] - measured.metrics[other]))
                for other in others
            }
            for name in searches
        },
        "latency_ms": {
            stage: {"n": len(times), "p50": round(percentile(times, 0.5), 2), "p95": round(percentile(times, 0.95), 2)}
            for stage, times in measured.latency_ms.items()
        },
    }


def _by_metric(estimates: Sequence[Estimate]) -> dict[str, dict[str, Any]]:
    return {name: asdict(estimate) for name, estimate in zip(METRICS, estimates, strict=True)}


def render_retrieval(report: dict[str, Any]) -> RenderableType:
    """The report as tables for a terminal: the systems, the leads, the time each stage takes."""
    from rich.console import Group
    from rich.text import Text

    drawn = report["bootstrap"]
    title = f"{report['queries']} requests over {report['clips']} clips, {report['encoder']}"
    systems = _make_table(title, list(METRICS))
    for name, row in report["systems"].items():
        systems.add_row(name, *(_figure(row[metric], signed=False) for metric in METRICS))
    leads = [
        _make_lead(f"Lead of {name} (* the interval is above zero)", rows) for name, rows in report["lead"].items()
    ]
    late = ", ".join(f"{stage} {row['p50']:.1f} / {row['p95']:.1f}" for stage, row in report["latency_ms"].items())
    machine = report["machine"]
    foot = [
        f"95 % bootstrap intervals: {drawn['resamples']} resamples of {drawn['groups']} groups, seed {drawn['seed']}",
        f"Milliseconds, p50 / p95: {late}",
        f"{machine['cores']} cores, {machine['architecture']}, {machine['system']}, Python {machine['python']}",
        *(f"Indexed by {name}: {', '.join(row['fields'])}" for name, row in report["systems"].items()),
    ]
    return Group(systems, *leads, *(Text(line) for line in foot))


def _make_lead(title: str, rows: dict[str, dict[str, Any]]) -> Table:
    table = _make_table(title, list(METRICS))
    for name, row in rows.items():
        table.add_row(f"over {name}", *(_figure(row[metric], signed=True) for metric in METRICS))
    return table


def _make_table(title: str, columns: Sequence[str]) -> Table:
    from rich.table import Table

    table = Table(title=title, title_justify="left", show_lines=True)
    table.add_column("", max_width=24)
    for name in columns:
        table.add_column(name, justify="right", no_wrap=True)
    return table


def _figure(row: dict[str, Any], *, signed: bool) -> str:
    """The mean, its interval on a line below."""
    form = "+.3f" if signed else ".3f"
    star = "*" if signed and row["low"] > 0 else ""
    mean, low, high = (_shorten(format(row[name], form)) for name in ("mean", "low", "high"))
    return f"{mean}{star}\n{low} {high}"


def _shorten(number: str) -> str:
    """Leave out the zero before the point.

    >>> _shorten("+0.120"), _shorten("1.000")
    ('+.120', '1.000')
    """
    return number.replace("0.", ".", 1) if number.lstrip("+-").startswith("0.") else number
