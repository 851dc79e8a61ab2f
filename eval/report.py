"""Figures of a request evaluation, as JSON and as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from reeltalk.eval.asking import as_row
from reeltalk.eval.requests import Score, pick_tags
from reeltalk.eval.statistic import pass_power, percentile, share_of

if TYPE_CHECKING:
    from rich.console import RenderableType

GENERATION = 1
"""Of the scores' definition; figures of different generations do not compare."""


def report_requests(
    results: Sequence[Sequence[Sequence[Score]]],
    *,
    today: date,
    model: str,
    price: tuple[float, float] | None = None,
) -> dict[str, Any]:
    """All figures, JSON-able; `results` are scores by run, conversation and turn.

    `price` is what a million tokens read and written cost; without it, tokens are reported and no cost.
    """
    every = [score for run in results for talk in run for score in talk]
    scores = [score for score in every if score.scorable]
    whole = [all(score.right for score in talk if score.scorable) for run in results for talk in run]
    wins = [sum(all(s.right for s in talk if s.scorable) for talk in runs) for runs in zip(*results, strict=True)]
    times = [score.elapsed_ms for score in every]
    return {
        "generation": GENERATION,
        "model": model,
        "today": today.isoformat(),
        "runs": len(results),
        "turns": asdict(share_of([score.right for score in scores])),
        "strict": asdict(share_of([score.strict for score in scores])),
        "conversations": asdict(share_of(whole)),
        "pass_k": {str(k): pass_power([(won, len(results)) for won in wins], k) for k in range(1, len(results) + 1)},
        "tags": {tag: _score_tag(tag, scores) for tag in pick_tags(scores)},
        "unscorable": [as_row(score) for score in every if not score.scorable],
        "latency_ms": {"p50": percentile(times, 0.5), "p95": percentile(times, 0.95)},
        "tokens": _count_tokens(every, price),
        "wrong": [as_row(score) for score in scores if not score.right],
        "loose": [as_row(score) for score in scores if score.right and not score.strict],
    }


def _count_tokens(scores: Sequence[Score], price: tuple[float, float] | None) -> dict[str, float | None]:
    """Tokens of a remote model over all turns, and what they cost in the currency of the price."""
    read, written = (sum(score.tokens[side] for score in scores) for side in (0, 1))
    cost = None if price is None else (read * price[0] + written * price[1]) / 1e6
    return {"input": read, "output": written, "cost": cost}


def _score_tag(tag: str, scores: Sequence[Score]) -> dict[str, Any]:
    tagged = [score for score in scores if tag in score.tags]
    return {
        "turns": asdict(share_of([s.right for s in tagged])),
        "strict": asdict(share_of([s.strict for s in tagged])),
    }


def render_requests(report: dict[str, Any]) -> RenderableType:
    """The report as a table for a terminal, the wrong turns below it."""
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    table = Table(title=f"Requests understood: {report['model']}, {report['runs']} run(s)")
    for name in ("", "n", "turns", "95 %", "strict"):
        table.add_column(name, justify="left" if not name else "right")
    rows = {"all": {"turns": report["turns"], "strict": report["strict"]}, **report["tags"]}
    for name, row in rows.items():
        table.add_row(name, str(row["turns"]["n"]), *_figures(row["turns"]), f"{row['strict']['mean']:.3f}")
    table.add_row("conversations", str(report["conversations"]["n"]), *_figures(report["conversations"]), "")
    late = report["latency_ms"]
    passed = ", ".join(f"pass^{k} {value:.3f}" for k, value in report["pass_k"].items())
    foot = f"{passed} · p50 {late['p50']:.0f} ms, p95 {late['p95']:.0f} ms · unscorable {len(report['unscorable'])}"
    used = report["tokens"]
    if used["input"] or used["output"]:
        cost = "" if used["cost"] is None else f", cost {used['cost']:.4f}"
        foot += f" · {used['input']:,} tokens read, {used['output']:,} written{cost}"
    return Group(table, Text(foot), *[Text(_tell(row)) for row in report["wrong"]])


def _figures(share: dict[str, Any]) -> tuple[str, str]:
    return f"{share['mean']:.3f}", f"{share['low']:.3f} to {share['high']:.3f}"


def _tell(row: dict[str, Any]) -> str:
    calls = "; ".join(f"{call['tool']} {call['args']}" for call in row["calls"]) or "no call"
    said = f"✗ {row['conversation']}/{row['turn']} {row['say']!r}: {row['why']}"
    return f"{said}\n  called {calls}\n  expected {row['expected']}"
