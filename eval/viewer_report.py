"""The report of a run of simulated viewers, for people to read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from reeltalk.eval.charts import Bar, draw_bars, draw_curves
from reeltalk.eval.episode import Episode, PickRecord, Round
from reeltalk.eval.page import make_page, make_section, make_table, make_tile
from reeltalk.eval.viewer_metrics import METRICS

NAMES = {
    "one": "One round",
    "several": "Several rounds",
    "drift": "Several rounds, drifting interest",
    "none": "Nothing fits",
}
LEADS = {
    "one": "Everything is said at once; success is a clip that meets all of it among the picks of the first list.",
    "several": "Some conditions are said only when asked for, or when a list breaks them; some goals hide one.",
    "drift": "Half way, what is wanted changes: wholly, or in one condition. Success counts for what is wanted last.",
    "none": "No clip meets what is asked for. Success is to say so, with or without the nearest clips.",
}
SHOWN = 40
"""Conversations of a setting that the page holds, those that failed first."""
OWN = "agent"


def render_report(summary: Mapping[str, Any], episodes: Sequence[Episode]) -> str:
    """The page."""
    run = summary["run"]
    parts = [_make_tiles(summary)]
    for setting, systems in summary["settings"].items():
        shown = [one for one in episodes if one.setting == setting and one.system == next(iter(systems))]
        parts.append(_make_setting(setting, systems, shown))
    parts.append(_make_foot(summary))
    lead = (
        f"{run['agent']} over {run['clips']} clips: {summary['episodes']} conversations, "
        f"{run['goals']} goals a setting, seed {run['seed']}"
    )
    return make_page("Simulated viewers", lead, parts)


def _make_tiles(summary: Mapping[str, Any]) -> str:
    tiles = []
    violations = seen = picks = 0
    for setting, systems in summary["settings"].items():
        group = systems.get(OWN) or next(iter(systems.values()))
        share = group["metrics"]["success"]
        tiles.append(make_tile(f"{share['mean']:.0%}", NAMES[setting], _interval(share, share=True)))
        violations += group["hard_violations"]
        seen += group["seen_unmarked"]
        picks += group["picks"]
    tiles.append(make_tile(str(violations), "picks that break a hard condition", f"of {picks} picks"))
    tiles.append(make_tile(str(seen), "seen clips shown as new", f"of {picks} picks"))
    return f'<div class="tiles">{"".join(tiles)}</div>'


def _make_setting(setting: str, systems: Mapping[str, Any], episodes: Sequence[Episode]) -> str:
    bars = [
        Bar(name, share["mean"], share["low"], share["high"], share["n"])
        for name, group in systems.items()
        for share in [group["metrics"]["success"]]
    ]
    parts = [draw_bars(bars, "Success, with 95 % intervals")]
    if setting in ("several", "drift"):
        curves = {name: group["success_by_turn"] for name, group in systems.items()}
        parts.append(draw_curves(curves, "Share of conversations that succeeded within so many turns", "turns"))
    first = next(iter(systems.values()))
    levels = [
        Bar(level, share["mean"], share["low"], share["high"], share["n"])
        for level, share in first["success_by_level"].items()
    ]
    parts.append(draw_bars(levels, f"Success of {next(iter(systems))} by difficulty", ("#2f6fed",)))
    parts.append(_make_metrics(systems))
    parts.append(_make_faults(systems))
    parts.append(_make_conversations(episodes))
    return make_section(NAMES[setting], LEADS[setting], parts)


def _make_metrics(systems: Mapping[str, Any]) -> str:
    rows = []
    for metric in METRICS:
        cells = [escape(metric.name)]
        for group in systems.values():
            figure = group["metrics"][metric.name]
            cells.append(f"{figure['mean']:.2f}<small>{_interval(figure)}</small>" if figure["n"] else "–")
        rows.append(("", cells))
    for name, read in _FURTHER:
        rows.append(("", [escape(name), *(escape(read(group)) for group in systems.values())]))
    return "<h3>Figures</h3>" + make_table(["", *systems], rows)


def _late(group: Mapping[str, Any]) -> str:
    late = group["latency_ms"]
    return f"{late['p50']:.0f} / {late['p95']:.0f}"


_FURTHER = (
    ("success where nothing is hidden", lambda group: _share(group["success_without_hidden"])),
    ("success where a condition is hidden", lambda group: _share(group["success_with_hidden"])),
    ("pass^k", lambda group: ", ".join(f"k={k}: {value:.2f}" for k, value in group["pass^k"].items())),
    ("abstained rightly / wrongly", lambda group: "{right} / {wrong}".format(**group["abstentions"])),
    ("errors of the simulator", lambda group: str(group["simulator_errors"])),
    ("replies that failed", lambda group: str(group["errors"])),
    ("ms a reply, p50 / p95", _late),
    ("tokens read / written", lambda group: f"{group['tokens'][0]:,} / {group['tokens'][1]:,}"),
    ("cost", lambda group: "–" if group["cost"] is None else f"{group['cost']:.4f}"),
)


def _make_faults(systems: Mapping[str, Any]) -> str:
    kinds = list(dict.fromkeys(kind for group in systems.values() for kind in group["violations"]))
    rows = [
        ("", [escape(kind), *(str(group["violations"].get(kind, 0)) for group in systems.values())]) for kind in kinds
    ]
    rows.append(("own", ["of picks", *(str(group["picks"]) for group in systems.values())]))
    return "<h3>Picks that break what was stated, by condition</h3>" + make_table(["", *systems], rows)


def _make_conversations(episodes: Sequence[Episode]) -> str:
    ranked = sorted(episodes, key=lambda one: (one.success, one.goal, one.trial))
    failed = [one for one in ranked if not one.success][: SHOWN * 3 // 4]
    kept = failed + [one for one in ranked if one.success][: SHOWN - len(failed)]
    held = f"{len(kept)} of {len(episodes)}, those that failed first"
    return f"<h3>Conversations ({held})</h3>" + "".join(map(_make_conversation, kept))


def _make_conversation(episode: Episode) -> str:
    kind, mark = ("yes", "✓") if episode.success else ("no", "✗")
    tags = "".join(f'<span class="tag">{escape(name)}</span>' for name in episode.wanted)
    count = f"{len(episode.rounds)} turn" + "s" * (len(episode.rounds) != 1)
    fits = f"{episode.relevant} fit" if episode.relevant else "none fits"
    rounds = "".join(map(_make_round, episode.rounds))
    return (
        f'<details><summary><span class="mark {kind}">{mark}</span>{escape(episode.goal)} · {episode.level} · '
        f'{count} · {fits} {tags}</summary><div class="chat">{rounds}</div></details>'
    )


def _make_round(one: Round) -> str:
    picks = "".join(f"<li>{_make_pick(pick)}</li>" for pick in one.picks)
    called = "".join(f"<div><code>{escape(_call(call))}</code></div>" for call in one.calls)
    failed = f'<div class="no">{escape(one.error)}</div>' if one.error else ""
    text = one.text if len(one.text) < 600 else one.text[:600] + "…"
    return (
        f'<div class="said">{escape(one.said)}</div><div class="told">{escape(text)}{failed}'
        f"{'<ol>' + picks + '</ol>' if picks else ''}{called}</div>"
    )


def _make_pick(pick: PickRecord) -> str:
    if pick.broken:
        return f'{escape(pick.title)} <span class="no">breaks {escape(", ".join(pick.broken))}</span>'
    fit = '<span class="yes">meets everything</span>' if pick.solves else "meets what was said"
    return f"{escape(pick.title)} {fit}{' · seen before' if pick.seen else ''}"


def _call(call: Mapping[str, Any]) -> str:
    args = ", ".join(f"{name}={value!r}" for name, value in (call.get("args") or {}).items())
    return f"{call.get('tool')}({args})"


def _make_foot(summary: Mapping[str, Any]) -> str:
    leaks = summary["leaking"]
    told = (
        f"{len(leaks)} conversations left out because the viewer told a solution's name"
        if leaks
        else ("No utterance told a solution's id or title")
    )
    run = ", ".join(f"{name} {value}" for name, value in summary["run"].items())
    return f"<footer><p>{escape(told)}.</p><p>{escape(run)}</p></footer>"


def _share(share: Mapping[str, Any]) -> str:
    return f"{share['mean']:.2f} (n = {share['n']})" if share["n"] else "–"


def _interval(figure: Mapping[str, Any], *, share: bool = False) -> str:
    if share:
        return f"{figure['low']:.0%} to {figure['high']:.0%}, n = {figure['n']}"
    return f"{figure['low']:.2f} to {figure['high']:.2f}"


def summary_lines(summary: Mapping[str, Any]) -> Iterable[str]:
    """The main figures as lines for a terminal."""
    for setting, systems in summary["settings"].items():
        for name, group in systems.items():
            share = group["metrics"]["success"]
            yield (
                f"{NAMES[setting]}, {name}: {share['mean']:.3f} [{share['low']:.3f}, {share['high']:.3f}] "
                f"(n = {share['n']}), {group['hard_violations']} hard violations, {group['seen_unmarked']} seen again"
            )
