"""Draw reports of `reeltalk eval ranking --json` as an SVG: nDCG@10 of each model with its interval, a panel a report.

python scripts/plot_ranking.py TITLE=REPORT.json … OUT.svg
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

WIDTH, NAMES, BAR, TOP = 380, 130, 22, 34
OURS, OTHERS = "#1c7ed6", "#adb5bd"


def draw_panel(title: str, report: dict[str, Any], left: int) -> tuple[list[str], int]:
    """The panel's elements, and how high it is."""
    rows = sorted(report["models"].items(), key=lambda row: -row[1]["nDCG@10"]["mean"])
    most = max(row["nDCG@10"]["high"] for _, row in rows) or 1.0
    scale = (WIDTH - NAMES - 60) / most
    said = f"{title}, nDCG@10, n = {report['cases']:,}"
    parts = [f'<text x="{left}" y="20" font-weight="bold">{escape(said)}</text>']
    for place, (name, row) in enumerate(rows):
        one, y, x = row["nDCG@10"], TOP + place * BAR, left + NAMES
        low, mean, high = (x + one[key] * scale for key in ("low", "mean", "high"))
        middle = y + 8
        parts += [
            f'<text x="{x - 6}" y="{y + 12}" text-anchor="end">{escape(name)}</text>',
            f'<rect x="{x}" y="{y}" width="{mean - x:.1f}" height="16" fill="{OURS if name == "blend" else OTHERS}"/>',
            f'<path d="M{low:.1f} {middle}H{high:.1f}" stroke="#212529" stroke-width="1.5"/>',
            f'<text x="{high + 5:.1f}" y="{y + 12}">{one["mean"]:.3f}</text>',
        ]
    return parts, TOP + len(rows) * BAR + 10


def draw(reports: dict[str, dict[str, Any]]) -> str:
    """The whole picture."""
    panels = [draw_panel(title, report, 10 + place * WIDTH) for place, (title, report) in enumerate(reports.items())]
    width, height = 10 + WIDTH * len(panels), max(high for _, high in panels)
    body = "\n".join(part for parts, _ in panels for part in parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" '
        f'font-size="12">\n<rect width="{width}" height="{height}" fill="#fff"/>\n{body}\n</svg>\n'
    )


if __name__ == "__main__":
    *named, out = sys.argv[1:]
    pairs = (pair.split("=", 1) for pair in named)
    Path(out).write_text(draw({title: json.loads(Path(file).read_text("utf-8")) for title, file in pairs}), "utf-8")
