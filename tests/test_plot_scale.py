"""The plot of the benchmark of large catalogs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

HOMES: list[dict[str, Any]] = [
    {"clips": 20_000, "kinds": {"none": {"search_ms": {"p50": 10.0, "p95": 20.0}}}},
    {
        "clips": 1_000_000,
        "kinds": {"none": {"search_ms": {"p50": 40.0, "p95": 90.0}}},
        "peers": {"a <peer>": {"search_ms": {"p50": 100.0, "p95": 200.0}}},
    },
]


def test_the_plot_has_a_line_for_all_that_was_measured_and_is_sound_xml(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[1] / "scripts"))
    from plot_scale import draw

    for homes in (HOMES, HOMES[:1]):
        drawn = draw({"homes": homes})
        root = ElementTree.fromstring(drawn)
        lines = [part for part in root.iter() if part.tag.endswith("polyline")]
        assert len(lines) == len({name for home in homes for name in (*home["kinds"], *home.get("peers", ()))})
    assert "constraints: none" in drawn
    assert "plot_scale" in sys.modules
