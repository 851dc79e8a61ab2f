"""One conversation of a simulated viewer with an agent, and the record of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from reeltalk.eval.answers import Answer, AnswerError, Answering, Ask
from reeltalk.eval.goals import Goal, Leg
from reeltalk.eval.honesty import admits
from reeltalk.eval.items import Item, Shelf
from reeltalk.eval.leaks import find_leak
from reeltalk.eval.looks import Look, Move, PickLook, SimulatedViewer
from reeltalk.eval.predicates import Predicate, broken_by


@dataclass(frozen=True)
class PickRecord:
    """One recommended clip, judged."""

    id: str
    title: str
    broken: tuple[str, ...]
    """Conditions said so far that it breaks."""
    hard: bool
    """Whether a row decides one of these."""
    seen: bool
    """Whether the viewer had watched it."""
    again: bool
    """Whether it was shown before in this conversation."""
    marked: bool
    """Whether the agent said so."""
    solves: bool
    """Whether it meets all conditions, unsaid and hidden ones too."""


@dataclass(frozen=True)
class Round:
    """One request and its reply."""

    leg: int
    said: str
    stated: tuple[str, ...]
    """The conditions in force that had been said."""
    text: str
    picks: tuple[PickRecord, ...]
    question: str | None
    asked_again: bool
    options: tuple[str, ...]
    notices: tuple[str, ...]
    calls: tuple[Mapping[str, Any], ...]
    admits: bool
    """Whether it admits that nothing fits."""
    solutions: int
    """Clips that meet what had been said."""
    elapsed_ms: float
    tokens: tuple[int, int]
    leak: str | None = None
    """What the viewer told of a solution's name."""
    error: str | None = None


@dataclass(frozen=True)
class Episode:
    """One conversation."""

    system: str
    goal: str
    setting: str
    level: str
    trial: int
    success: bool
    turns: int
    """Turns to success; the limit and one more where there was none."""
    end: str
    hidden: bool
    seed: int
    rounds: tuple[Round, ...] = field(repr=False)
    wanted: tuple[str, ...] = ()
    """The last leg's conditions."""
    relevant: int = 0
    """The last leg's solutions."""
    simulator_errors: tuple[str, ...] = ()
    """What a reviewer found wrong with the viewer's words."""

    @property
    def key(self) -> tuple[str, str, int]:
        """What it is among all episodes."""
        return self.system, self.goal, self.trial

    @property
    def leaks(self) -> bool:
        """Whether some utterance told what was looked for by name."""
        return any(one.leak for one in self.rounds)


def dump_episode(episode: Episode) -> dict[str, Any]:
    """An episode as JSON."""
    return asdict(episode)


def load_episode(row: Mapping[str, Any]) -> Episode:
    """An episode from JSON."""
    rounds = []
    for one in row["rounds"]:
        picks = tuple(PickRecord(**{**pick, "broken": tuple(pick["broken"])}) for pick in one["picks"])
        listed = {name: tuple(one[name]) for name in ("stated", "options", "notices", "calls", "tokens")}
        rounds.append(Round(**{**one, **listed, "picks": picks}))
    listed = {name: tuple(row.get(name, ())) for name in ("wanted", "simulator_errors")}
    return Episode(**{**row, **listed, "rounds": tuple(rounds)})


class Conversation:
    """Runs one goal against one agent."""

    def __init__(self, agent: Answering, goal: Goal, shelf: Shelf, solve: Callable[..., frozenset[str]]) -> None:
        """Prepare; `solve` gives the clips that meet conditions."""
        self._agent = agent
        self._goal = goal
        self._shelf = shelf
        self._solve = solve
        self._messages: list[tuple[str, str]] = []
        self._shown: set[str] = set()

    def run(self, system: str, viewer: SimulatedViewer, trial: int = 0) -> Episode:
        """Converse until the viewer ends it."""
        goal = self._goal
        move = viewer.begin()
        rounds: list[Round] = []
        while move.text is not None:
            asked, stated, leg = move.text, move.stated, move.leg
            answer, elapsed, error = self._ask(system, asked, trial)
            round_ = self._record(asked, stated, leg, answer, elapsed, error)
            gone = error is not None and bool(rounds) and rounds[-1].error is not None
            # an error is shown to a person as nothing, and said to again; one after another ends it
            move = replace(move, text=None, end="failed") if gone else viewer.react(self._look(answer, leg))
            rounds.append(replace(round_, asked_again=move.asked_again))
            self._shown |= {pick.id for pick in answer.picks}
        success = self._succeeded(move, rounds)
        last = goal.legs[-1]
        return Episode(
            system=system,
            goal=goal.id,
            setting=goal.setting,
            level=goal.level,
            trial=trial,
            success=success,
            turns=len(rounds) if success else goal.limit + 1,
            end=move.end or "failed",
            hidden=goal.has_hidden,
            seed=goal.seed,
            rounds=tuple(rounds),
            wanted=tuple(one.name for one in last.predicates),
            relevant=len(last.solutions),
            simulator_errors=tuple(viewer.errors),
        )

    def _succeeded(self, move: Move, rounds: list[Round]) -> bool:
        """A pick was taken; where nothing fits, the last reply said so and no list came without saying so."""
        if self._goal.setting == "none":
            return rounds[-1].admits and not any(one.picks and not one.admits for one in rounds)
        return move.end == "accepted" and move.accepted is not None

    def _ask(self, system: str, text: str, trial: int) -> tuple[Answer, float, str | None]:
        name = f"{system}-{self._goal.id}-{trial}-{self._goal.seed}"
        ask = Ask(text, f"viewer-{name}", f"thread-{name}", self._goal.persona.history, tuple(self._messages))
        begin = time.perf_counter()
        try:
            answer, error = self._agent.answer(ask), None
        except AnswerError as failure:
            answer, error = Answer(""), str(failure)
        elapsed = (time.perf_counter() - begin) * 1000
        self._messages += [("user", text), ("assistant", answer.text)]
        return answer, elapsed, error

    def _look(self, answer: Answer, leg: int) -> Look:
        wanted = self._goal.legs[leg].predicates
        picks = [PickLook(self._broken(pick.id, wanted), self._knows(pick.id)) for pick in answer.picks]
        return Look(answer.text, tuple(picks), answer.question, answer.options)

    def _broken(self, name: str, predicates: tuple[Predicate, ...]) -> tuple[Predicate, ...]:
        return broken_by(self._shelf.items.get(name), predicates, self._shelf, self._goal.persona.seen)

    def _knows(self, name: str) -> bool:
        return name in self._goal.persona.seen

    def _record(
        self, said: str, stated: tuple[Predicate, ...], leg: int, answer: Answer, elapsed: float, error: str | None
    ) -> Round:
        wanted = self._goal.legs[leg]
        picks = []
        for pick in answer.picks:
            broken = self._broken(pick.id, stated)
            hard = any(one.is_hard for one in broken)
            names = tuple(one.name for one in broken)
            seen, again = self._knows(pick.id), pick.id in self._shown
            item = self._shelf.items.get(pick.id)
            title = item.title if item else "not in the catalog"
            picks.append(
                PickRecord(pick.id, title, names, hard, seen, again, pick.marked_seen, pick.id in wanted.solutions)
            )
        return Round(
            leg=leg,
            said=said,
            stated=tuple(one.name for one in stated),
            text=answer.text,
            picks=tuple(picks),
            question=answer.question,
            asked_again=False,
            options=answer.options,
            notices=answer.notices,
            calls=tuple(dict(call) for call in answer.calls),
            admits=admits(answer),
            solutions=len(self._solve(stated, self._goal.persona.seen)),
            elapsed_ms=round(elapsed, 1),
            tokens=answer.tokens,
            leak=self._find_leak(said, wanted),
            error=error,
        )

    def _find_leak(self, said: str, wanted: Leg) -> str | None:
        targets: list[Item] = [self._shelf.items[name] for name in sorted(wanted.solutions)]
        words = [word for name in self._goal.legs for one in name.predicates for word in self._words(one)]
        return find_leak(said, targets, " . ".join(words))

    def _words(self, predicate: Predicate) -> tuple[str, ...]:
        if predicate.kind in ("about", "without"):
            return self._shelf.labels[str(predicate.value)].words
        return (str(predicate.value),)
