"""What simulated viewers want: conditions that 1 to 20 clips of the catalog meet, or none on purpose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from reeltalk.errors import CatalogError
from reeltalk.eval.personas import Persona
from reeltalk.eval.predicates import Predicate

Setting = Literal["one", "several", "drift", "none"]
SETTINGS: tuple[Setting, ...] = ("one", "several", "drift", "none")
"""One round; several rounds; several with the interest drifting half way; nothing fits."""
Level = Literal["easy", "medium", "hard"]
LEVELS: tuple[Level, ...] = ("easy", "medium", "hard")
FEWEST_SOLUTIONS, MOST_SOLUTIONS = 1, 20


@dataclass(frozen=True)
class Leg:
    """What is wanted for a while."""

    predicates: tuple[Predicate, ...]
    solutions: frozenset[str]
    """The clips that meet all of it; kept from the viewer."""
    swapped: tuple[Predicate, Predicate] | None = None
    """Where the interest drifted by one condition: the old one and the new one."""

    @property
    def stated(self) -> tuple[Predicate, ...]:
        """What is said sooner or later."""
        return tuple(one for one in self.predicates if one.telling != "hidden")


@dataclass(frozen=True)
class Goal:
    """What a viewer wants in one conversation."""

    id: str
    setting: Setting
    level: Level
    legs: tuple[Leg, ...]
    persona: Persona
    seed: int

    @property
    def has_hidden(self) -> bool:
        """Whether some condition is never said."""
        return any(one.telling == "hidden" for leg in self.legs for one in leg.predicates)

    @property
    def limit(self) -> int:
        """Turns that the conversation may take."""
        return {"one": 1, "several": self.persona.patience, "drift": self.persona.patience + 4, "none": 2}[self.setting]


def check_goal(goal: Goal) -> None:
    """Raise `CatalogError` where a goal does not have the solutions that its setting asks for."""
    for leg in goal.legs:
        count = len(leg.solutions)
        if goal.setting == "none":
            if count:
                raise CatalogError(f"goal {goal.id}: {count} clips fit where none should")
        elif not FEWEST_SOLUTIONS <= count <= MOST_SOLUTIONS:
            raise CatalogError(f"goal {goal.id}: {count} clips fit, not {FEWEST_SOLUTIONS} to {MOST_SOLUTIONS}")


def dump_goal(goal: Goal) -> dict[str, Any]:
    """A goal as JSON."""
    row = asdict(goal)
    for leg in row["legs"]:
        leg["solutions"] = sorted(leg["solutions"])
    return row


def load_goal(row: Mapping[str, Any]) -> Goal:
    """A goal from JSON; raises `CatalogError` where it is none."""
    try:
        legs = tuple(
            Leg(
                tuple(Predicate(**one) for one in leg["predicates"]),
                frozenset(leg["solutions"]),
                None if leg["swapped"] is None else _load_pair(leg["swapped"]),
            )
            for leg in row["legs"]
        )
        persona = Persona(**{**row["persona"], "history": tuple(row["persona"]["history"])})
        return Goal(row["id"], row["setting"], row["level"], legs, persona, int(row["seed"]))
    except (KeyError, TypeError, ValueError) as error:
        raise CatalogError(f"no goal: {error}") from error


def _load_pair(rows: Sequence[Mapping[str, Any]]) -> tuple[Predicate, Predicate]:
    old, new = rows
    return Predicate(**old), Predicate(**new)
