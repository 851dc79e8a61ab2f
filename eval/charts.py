"""Plots as SVG text, for a page that loads nothing: bars with intervals, and curves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

COLOURS = ("#2f6fed", "#e07a2f", "#2f9e6e", "#b2479b", "#8a8f98", "#c9a227", "#4aa3b8", "#d05353")
"""One a series, in order; the agent comes first."""
BAR, GAP, LEFT, RIGHT = 20, 8, 170, 60
WIDTH, HEIGHT, MARGIN = 620, 260, 42


@dataclass(frozen=True)
class Bar:
    """One bar from 0 to 1 with its interval."""

    label: str
    mean: float
    low: float
    high: float
    n: int


def draw_bars(bars: Sequence[Bar], title: str, colours: Sequence[str] = COLOURS) -> str:
    """Horizontal bars with whiskers, each with its figure beside it."""
    height = len(bars) * (BAR + GAP) + 34
    span = WIDTH - LEFT - RIGHT
    parts = [_grid(span, height)]
    for number, bar in enumerate(bars):
        top = 8 + number * (BAR + GAP)
        middle = top + BAR / 2
        low, high = LEFT + span * bar.low, LEFT + span * bar.high
        colour = colours[number % len(colours)]
        parts.append(
            f'<text class="label" x="{LEFT - 10}" y="{middle + 4}" text-anchor="end">{escape(bar.label)}</text>'
            f'<rect x="{LEFT}" y="{top}" width="{max(1, span * bar.mean):.1f}" height="{BAR}" rx="3" fill="{colour}">'
            f"<title>{escape(bar.label)}: {bar.mean:.3f} [{bar.low:.3f}, {bar.high:.3f}], n = {bar.n}</title></rect>"
            f'<path class="whisker" d="M{low:.1f} {middle}H{high:.1f}'
            f'M{low:.1f} {middle - 4}v8M{high:.1f} {middle - 4}v8"/>'
            f'<text class="figure" x="{WIDTH - RIGHT + 10}" y="{middle + 4}">{bar.mean:.2f}</text>'
        )
    return _frame("".join(parts), WIDTH, height, title)


def _grid(span: float, height: float) -> str:
    parts = []
    for tenth in (0, 25, 50, 75, 100):
        x = LEFT + span * tenth / 100
        parts.append(
            f'<line class="grid" x1="{x}" x2="{x}" y1="2" y2="{height - 24}"/>'
            f'<text class="tick" x="{x}" y="{height - 8}" text-anchor="middle">{tenth} %</text>'
        )
    return "".join(parts)


def draw_curves(curves: Mapping[str, Sequence[float]], title: str, across: str) -> str:
    """Curves from 0 to 1 over 1, 2, 3, …; a shorter one stays where it ended."""
    longest = max((len(values) for values in curves.values()), default=1)
    span, rise = WIDTH - MARGIN - 150, HEIGHT - 2 * MARGIN
    step = span / max(1, longest - 1)
    parts = []
    for share in (0, 0.25, 0.5, 0.75, 1):
        y = HEIGHT - MARGIN - rise * share
        parts.append(
            f'<line class="grid" x1="{MARGIN}" x2="{MARGIN + span}" y1="{y}" y2="{y}"/>'
            f'<text class="tick" x="{MARGIN - 6}" y="{y + 4}" text-anchor="end">{share:.0%}</text>'
        )
    for turn in range(longest):
        x = MARGIN + step * turn
        parts.append(f'<text class="tick" x="{x}" y="{HEIGHT - MARGIN + 18}" text-anchor="middle">{turn + 1}</text>')
    parts.append(
        f'<text class="tick" x="{MARGIN + span / 2}" y="{HEIGHT - 6}" text-anchor="middle">{escape(across)}</text>'
    )
    for number, (name, values) in enumerate(curves.items()):
        held = [*values, *[values[-1] if values else 0.0] * (longest - len(values))]
        points = " ".join(f"{MARGIN + step * at:.1f},{HEIGHT - MARGIN - rise * y:.1f}" for at, y in enumerate(held))
        colour = COLOURS[number % len(COLOURS)]
        y = 14 + 18 * number
        parts.append(
            f'<polyline class="curve" points="{points}" stroke="{colour}"><title>{escape(name)}</title></polyline>'
            f'<circle cx="{MARGIN + span + 18}" cy="{y}" r="5" fill="{colour}"/>'
            f'<text class="label" x="{MARGIN + span + 28}" y="{y + 4}">{escape(name)}</text>'
        )
    return _frame("".join(parts), WIDTH, HEIGHT, title)


def _frame(inside: str, width: float, height: float, title: str) -> str:
    return (
        f'<figure><figcaption>{escape(title)}</figcaption><svg viewBox="0 0 {width} {height}" role="img" '
        f'aria-label="{escape(title)}">{inside}</svg></figure>'
    )
