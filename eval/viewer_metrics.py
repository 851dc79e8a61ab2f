"""Figures of episodes: success, turns, what was shown, what was said."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from statistics import fmean
from typing import Any

import numpy as np

from reeltalk.eval.bootstrap import Bootstrap
from reeltalk.eval.episode import Episode, PickRecord, Round
from reeltalk.eval.goals import SETTINGS
from reeltalk.eval.ranking_metrics import discounted_gain, recall
from reeltalk.eval.statistic import pass_power, percentile, share_of
from reeltalk.eval.systems import SYSTEMS

CUTOFF = 5
"""Depth of a list's recall and nDCG."""
RESAMPLES = 2000


@dataclass(frozen=True)
class Metric:
    """One figure of an episode, averaged over episodes."""

    name: str
    measure: Callable[[Episode], float | None]
    """None where it does not apply."""
    higher: bool = True
    """Whether more is better."""
    is_share: bool = False
    """Whether it is 0 or 1 of each episode."""


def _picks(episode: Episode) -> list[PickRecord]:
    return [pick for one in episode.rounds for pick in one.picks]


def _share(picks: Sequence[PickRecord], wanted: Callable[[PickRecord], bool]) -> float | None:
    return fmean(wanted(pick) for pick in picks) if picks else None


def _by_round(episode: Episode, measure: Callable[[list[str], set[str]], float]) -> float | None:
    """The mean over the rounds of the last leg; clips that solve it stand in for it by place."""
    last = episode.rounds[-1].leg if episode.rounds else 0
    scores = []
    for one in episode.rounds:
        if one.leg == last and episode.relevant:
            names = [pick.id for pick in one.picks]
            found = {pick.id for pick in one.picks if pick.solves}
            unseen = {f"\0{number}" for number in range(episode.relevant - len(found))}
            scores.append(measure(names, found | unseen))
    return fmean(scores) if scores else None


def _last_list(episode: Episode) -> float | None:
    lists = [one for one in episode.rounds if one.picks]
    return fmean(pick.solves for pick in lists[-1].picks) if lists else None


def count_redundant(episode: Episode) -> int:
    """Calls that were made before in the conversation, with the same arguments and not after an error."""
    made: Counter[str] = Counter()
    for one in episode.rounds:
        for call in one.calls:
            if call.get("ok", True):
                made[json.dumps([call.get("tool"), call.get("args")], sort_keys=True, default=str)] += 1
    return sum(count - 1 for count in made.values())


METRICS: tuple[Metric, ...] = (
    Metric("success", lambda one: float(one.success), is_share=True),
    Metric("turns to success", lambda one: float(one.turns), higher=False),
    Metric(f"recall@{CUTOFF}", lambda one: _by_round(one, lambda names, wanted: recall(names, wanted, CUTOFF))),
    Metric(f"nDCG@{CUTOFF}", lambda one: _by_round(one, lambda names, wanted: discounted_gain(names, wanted, CUTOFF))),
    Metric("picks that meet all that was stated", lambda one: _share(_picks(one), lambda pick: not pick.broken)),
    Metric("picks that break a hard condition stated", lambda one: _share(_picks(one), lambda p: p.hard), higher=False),
    Metric(
        "seen clips shown again unmarked", lambda one: float(sum(p.seen and not p.marked for p in _picks(one))), False
    ),
    Metric("clips shown twice", lambda one: float(sum(p.again for p in _picks(one))), higher=False),
    Metric("redundant calls", lambda one: float(count_redundant(one)), higher=False),
    Metric("questions", lambda one: float(sum(r.question is not None for r in one.rounds)), higher=False),
    Metric("repeated questions", lambda one: float(sum(r.asked_again for r in one.rounds)), higher=False),
)


def is_abstention(one: Round) -> bool:
    """Whether a reply shows nothing and says so."""
    return not one.picks and one.admits


def summarise(episodes: Sequence[Episode], seed: int, price: tuple[float, float] | None = None) -> dict[str, Any]:
    """All figures of one run: by setting and system, leaking episodes apart."""
    clean = [episode for episode in episodes if not episode.leaks]
    groups: dict[str, dict[str, list[Episode]]] = {name: defaultdict(list) for name in SETTINGS}
    for episode in sorted(clean, key=lambda one: SYSTEMS.index(one.system)):
        groups[episode.setting][episode.system].append(episode)
    return {
        "episodes": len(episodes),
        "leaking": [list(episode.key) for episode in episodes if episode.leaks],
        "settings": {
            setting: {system: summarise_group(found, seed, price) for system, found in systems.items()}
            for setting, systems in groups.items()
            if systems
        },
    }


def summarise_group(episodes: Sequence[Episode], seed: int, price: tuple[float, float] | None = None) -> dict[str, Any]:
    """The figures of one system in one setting."""
    rounds = [one for episode in episodes for one in episode.rounds]
    late = [one.elapsed_ms for one in rounds]
    tokens = [sum(one.tokens[place] for one in rounds) for place in (0, 1)]
    figures = {metric.name: estimate(episodes, metric, seed) for metric in METRICS}
    return {
        "n": len(episodes),
        "metrics": figures,
        "success_without_hidden": _success([one for one in episodes if not one.hidden]),
        "success_with_hidden": _success([one for one in episodes if one.hidden]),
        "success_by_level": {
            level: _success([one for one in episodes if one.level == level]) for level in ("easy", "medium", "hard")
        },
        "success_by_turn": _by_turn(episodes),
        "pass^k": _pass(episodes),
        "abstentions": _abstentions(rounds),
        "violations": _violations(rounds),
        "hard_violations": sum(pick.hard for one in rounds for pick in one.picks),
        "seen_shown": sum(pick.seen for one in rounds for pick in one.picks),
        "seen_unmarked": sum(pick.seen and not pick.marked for one in rounds for pick in one.picks),
        "simulator_errors": sum(len(one.simulator_errors) for one in episodes),
        "errors": sum(one.error is not None for one in rounds),
        "picks": sum(len(one.picks) for one in rounds),
        "ends": dict(Counter(episode.end for episode in episodes)),
        "latency_ms": {"n": len(late), "p50": percentile(late, 0.5), "p95": percentile(late, 0.95)},
        "tokens": tokens,
        "cost": None if price is None else round(sum(n * p for n, p in zip(tokens, price, strict=True)) / 1e6, 4),
    }


def estimate(episodes: Iterable[Episode], metric: Metric, seed: int) -> dict[str, Any]:
    """A figure's mean with its 95 % interval: Wilson's for a share, else the bootstrap over goals."""
    measured = [(one.goal, value) for one in episodes if (value := metric.measure(one)) is not None]
    if metric.is_share:
        return asdict(share_of([value > 0 for _, value in measured]))
    bootstrap = Bootstrap([goal for goal, _ in measured], resamples=RESAMPLES, seed=seed)
    return asdict(bootstrap.estimate(np.array([[value] for _, value in measured]).reshape(-1, 1))[0])


def _success(episodes: Sequence[Episode]) -> dict[str, Any]:
    return asdict(share_of([one.success for one in episodes]))


def _by_turn(episodes: Sequence[Episode]) -> list[float]:
    """Share of conversations that succeeded within 1, 2, … turns."""
    longest = max((len(one.rounds) for one in episodes), default=0)
    return [round(fmean(one.success and one.turns <= turn for one in episodes), 4) for turn in range(1, longest + 1)]


def _pass(episodes: Sequence[Episode]) -> dict[str, float]:
    """pass^k for every k up to the trials that each goal had."""
    trials: dict[str, list[bool]] = defaultdict(list)
    for one in episodes:
        trials[one.goal].append(one.success)
    most = min(map(len, trials.values()), default=0)
    runs = [(sum(won), len(won)) for won in trials.values()]
    return {str(k): round(pass_power(runs, k), 4) for k in range(1, most + 1)}


def _abstentions(rounds: Sequence[Round]) -> dict[str, int]:
    """Replies that show nothing and say so, where nothing met what had been said and where something did."""
    made = [one for one in rounds if is_abstention(one)]
    return {"right": sum(not one.solutions for one in made), "wrong": sum(bool(one.solutions) for one in made)}


def _violations(rounds: Sequence[Round]) -> dict[str, int]:
    """Picks that break a condition that was stated, by kind."""
    broken = (name.partition("=")[0] for one in rounds for pick in one.picks for name in pick.broken)
    return dict(Counter(broken).most_common())
