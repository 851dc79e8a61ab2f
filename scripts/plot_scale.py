"""Draw what `benchmark_scale.py` measured as an SVG: how long a search takes by the number of clips."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 720, 420
LEFT, RIGHT, TOP, BOTTOM = 60, 190, 40, 50
COLOURS = ("#1c7ed6", "#e8590c", "#2b8a3e", "#9c36b5", "#c92a2a", "#495057", "#0b7285")
MARKS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


@dataclass(frozen=True)
class Line:
    """Median and 95th percentile by the number of clips."""

    name: str
    points: tuple[tuple[int, float, float], ...]
    """(clips, p50, p95), milliseconds."""


@dataclass(frozen=True)
class Scale:
    """A logarithmic axis."""

    low: float
    high: float
    start: float
    end: float

    def place(self, value: float) -> float:
        """Where a value lies."""
        share = math.log(value / self.low) / math.log(self.high / self.low)
        return self.start + share * (self.end - self.start)


def draw(result: dict[str, Any]) -> str:
    """The SVG: one line a kind of constraints and a peer, a bar from the median to the 95th percentile."""
    return "\n".join(_draw(list(list_lines(result))))


def list_lines(result: dict[str, Any]) -> Iterator[Line]:
    """The lines of a result: its kinds of constraints, then its peers."""
    homes = sorted(result["homes"], key=lambda home: home["clips"])
    for group, prefix in (("kinds", "constraints: "), ("peers", "")):
        names = dict.fromkeys(name for home in homes for name in home.get(group, {}))
        for name in names:
            rows = [(home["clips"], home[group][name]["search_ms"]) for home in homes if name in home.get(group, {})]
            yield Line(prefix + name, tuple((clips, row["p50"], row["p95"]) for clips, row in rows))


def _draw(lines: Sequence[Line]) -> Iterator[str]:
    sizes = sorted({point[0] for line in lines for point in line.points})
    times = [time for line in lines for point in line.points for time in point[1:]]
    across = Scale(sizes[0] * 0.9, sizes[-1] * 1.12, LEFT, WIDTH - RIGHT)
    up = Scale(min(times) * 0.8, max(times) * 1.2, HEIGHT - BOTTOM, TOP)
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif">'
    yield f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>'
    yield _text(LEFT, TOP - 18, "Milliseconds a search takes: median, and a bar to the 95th percentile", 14)
    for mark in MARKS:
        if up.low < mark < up.high:
            at = up.place(mark)
            yield f'<path d="M{LEFT} {at:.1f}H{WIDTH - RIGHT}" stroke="#dee2e6"/>'
            yield _text(LEFT - 8, at + 4, str(mark), 12, "end")
    for size in sizes:
        yield _text(across.place(size), HEIGHT - BOTTOM + 20, f"{size:,} clips", 12, "middle")
    for number, line in enumerate(lines):
        yield from _draw_line(line, number, across, up)
    yield "</svg>"


def _draw_line(line: Line, number: int, across: Scale, up: Scale) -> Iterator[str]:
    colour = COLOURS[number % len(COLOURS)]
    shift = 4 * (number - 2)  # so that bars at one size lie side by side
    places = [(across.place(clips) + shift, up.place(half), up.place(most)) for clips, half, most in line.points]
    path = " ".join(f"{x:.1f},{middle:.1f}" for x, middle, _ in places)
    yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
    for x, middle, top in places:
        yield f'<path d="M{x:.1f} {middle:.1f}V{top:.1f}m-3 0h6" stroke="{colour}" fill="none"/>'
        yield f'<circle cx="{x:.1f}" cy="{middle:.1f}" r="3.5" fill="{colour}"/>'
    at = TOP + 20 * number
    yield f'<rect x="{WIDTH - RIGHT + 20}" y="{at - 9}" width="10" height="10" fill="{colour}"/>'
    yield _text(WIDTH - RIGHT + 36, at, line.name, 12)


def _text(x: float, y: float, said: str, size: int, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}">{escape(said)}</text>'
