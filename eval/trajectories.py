"""Tool calls against a gold set: which calls were made, with which arguments, in which order.

The four ways of matching a trajectory (strict, unordered, subset, superset) are those of LangChain's agentevals; calls
are paired one to one (Kuhn's Hungarian method, through scipy), so that one call cannot serve two expectations.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import fmean
from typing import Any, Literal

import numpy as np
from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]

from reeltalk.errors import CatalogError
from reeltalk.eval.answers import AnswerError, Answering, Ask
from reeltalk.eval.items import read_rows, words_of
from reeltalk.eval.statistic import share_of

Case = Literal["call", "irrelevance", "missing"]


@dataclass(frozen=True)
class GoldCall:
    """A call that should be made."""

    tool: str
    args: Mapping[str, Any]


@dataclass(frozen=True)
class GoldTurn:
    """What is said, and the calls that it should lead to."""

    thread: str
    say: str
    calls: tuple[GoldCall, ...]
    case: Case = "call"
    """"irrelevance": no call is needed; "missing": too little was said, so the viewer should be asked."""


@dataclass(frozen=True)
class Matched:
    """How the calls of one turn compare with those expected."""

    strict: bool
    """The same calls in the same order, nothing else."""
    unordered: bool
    """The same calls in any order, nothing else."""
    subset: bool
    """No call beyond those expected."""
    superset: bool
    """All calls expected, perhaps with others."""
    credit: float
    """Mean likeness of the calls paired one to one, over the larger of the two numbers of calls."""
    right: int
    """Arguments made as expected, over the pairs."""
    made: int
    expected: int
    valid: bool
    """Whether the first call was taken as it was."""


def read_gold(file: Path) -> list[list[GoldTurn]]:
    """Threads of a gold file: {"thread", "turns": [{"say", "calls": [{"tool", "args"}][, "case"]}]}, one a line.

    Raises `CatalogError` naming the line that is none.
    """
    threads = []
    for number, row in enumerate(read_rows(file), 1):
        try:
            name = str(row["thread"])
            threads.append([_read_turn(name, turn) for turn in row["turns"]])
        except (KeyError, TypeError, AttributeError) as error:
            raise CatalogError(f"{file}, line {number}: no thread with turns, say and calls ({error})") from None
    return threads


def _read_turn(thread: str, turn: Mapping[str, Any]) -> GoldTurn:
    calls = tuple(GoldCall(str(call["tool"]), dict(call.get("args") or {})) for call in turn["calls"])
    case: Case = turn.get("case") or ("call" if calls else "irrelevance")
    if case not in ("call", "irrelevance", "missing"):
        raise KeyError(f"case {case!r}")
    return GoldTurn(thread, str(turn["say"]), calls, case)


def match_calls(expected: Sequence[GoldCall], made: Sequence[Mapping[str, Any]]) -> Matched:
    """Compare the calls of a turn; a failed call counts as made, and the first decides whether it was valid."""
    done = [GoldCall(str(call.get("tool")), dict(call.get("args") or {})) for call in made if call.get("ok", True)]
    likeness = np.array([[compare_calls(want, got) for got in done] for want in expected]).reshape(
        len(expected), len(done)
    )
    rows, columns = linear_sum_assignment(-likeness)
    pairs = [(expected[row], done[column]) for row, column in zip(rows, columns, strict=True) if likeness[row, column]]
    exact = sum(likeness[row, column] == 1.0 for row, column in zip(rows, columns, strict=True))
    in_order = len(expected) == len(done) and all(
        compare_calls(want, got) == 1.0 for want, got in zip(expected, done, strict=True)
    )
    most = max(len(expected), len(done))
    return Matched(
        strict=in_order,
        unordered=exact == len(expected) == len(done),
        subset=exact == len(done),
        superset=exact == len(expected),
        credit=float(likeness[rows, columns].sum()) / most if most else 1.0,
        right=sum(_count_right(want, got) for want, got in pairs),
        made=sum(len(call.args) for call in done),
        expected=sum(len(call.args) for call in expected),
        valid=bool(made[0].get("ok", True)) if made else not expected,
    )


def compare_calls(want: GoldCall, got: GoldCall) -> float:
    """0 for another tool; else half for the tool and half for the arguments' F1, 1 where all are the same."""
    if want.tool != got.tool:
        return 0.0
    total = len(want.args) + len(got.args)
    return 1.0 if not total else 0.5 + 0.5 * 2 * _count_right(want, got) / total


def _count_right(want: GoldCall, got: GoldCall) -> int:
    return sum(name in got.args and is_same(value, got.args[name]) for name, value in want.args.items())


def is_same(want: Any, got: Any) -> bool:
    """Whether two argument values mean the same: texts by their words, lists in any order, numbers by value.

    >>> is_same("Funny cats", "funny cat"), is_same(["dog"], ["Dogs"]), is_same(60, 60.0), is_same(60, 90)
    (True, True, True, False)
    """
    if isinstance(want, str) and isinstance(got, str):
        return words_of(want) == words_of(got)
    if isinstance(want, list | tuple) and isinstance(got, list | tuple):
        return sorted(" ".join(words_of(str(one))) for one in want) == sorted(
            " ".join(words_of(str(one))) for one in got
        )
    return bool(want == got)


def score_trajectories(
    agent: Answering, threads: Sequence[Sequence[GoldTurn]], progress: Callable[[int], None] = lambda _: None
) -> dict[str, Any]:
    """Run every thread with a new viewer and score each turn's calls."""
    scored: list[tuple[GoldTurn, Matched, bool, str | None]] = []
    for number, turns in enumerate(threads):
        messages: list[tuple[str, str]] = []
        for turn in turns:
            ask = Ask(turn.say, f"gold-{number}", f"gold-{number}", (), tuple(messages))
            try:
                answer, error = agent.answer(ask), None
            except AnswerError as failure:
                answer, error = None, str(failure)
            calls = answer.calls if answer else ()
            messages += [("user", turn.say), ("assistant", answer.text if answer else "")]
            asks = answer is not None and answer.question is not None
            scored.append((turn, match_calls(turn.calls, calls), asks, error))
        progress(1)
    return summarise_trajectories(scored)


def summarise_trajectories(scored: Sequence[tuple[GoldTurn, Matched, bool, str | None]]) -> dict[str, Any]:
    """All figures: trajectory matches, arguments, validity, and the turns where no call, or a question, is due."""
    called = [matched for turn, matched, _, _ in scored if turn.case == "call"]
    right, made, expected = (sum(getattr(one, name) for one in called) for name in ("right", "made", "expected"))
    idle = [
        matched.made == 0 and matched.superset and matched.subset
        for turn, matched, _, _ in scored
        if turn.case == "irrelevance"
    ]
    missing = [asks for turn, _, asks, _ in scored if turn.case == "missing"]
    matches = ("strict", "unordered", "subset", "superset")
    return {
        "generation": 1,
        "turns": len(scored),
        **{name: asdict(share_of([getattr(one, name) for one in called])) for name in matches},
        "partial_credit": fmean(one.credit for one in called) if called else None,
        "argument_precision": right / made if made else None,
        "argument_recall": right / expected if expected else None,
        "valid_at_first_try": asdict(share_of([one.valid for one in called])),
        "no_call_where_none_is_due": asdict(share_of(idle)),
        "asks_where_too_little_was_said": asdict(share_of(missing)),
        "errors": [error for *_, error in scored if error],
        "wrong": [
            {"thread": turn.thread, "say": turn.say, "credit": round(matched.credit, 3)}
            for turn, matched, _, _ in scored
            if turn.case == "call" and not matched.unordered
        ],
    }


def trajectory_lines(report: Mapping[str, Any]) -> list[str]:
    """The figures for a terminal."""
    lines = [f"{report['turns']} turns"]
    for name, figure in report.items():
        if isinstance(figure, dict):
            interval = f"[{figure['low']:.3f}, {figure['high']:.3f}]"
            lines.append(f"{name:<34} {figure['mean']:.3f} {interval} (n = {figure['n']})")
        elif isinstance(figure, float):
            lines.append(f"{name:<34} {figure:.3f}")
    return lines
