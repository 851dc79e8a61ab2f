"""Draws goals from any catalog: around a clip, one condition after another, each of which rules clips out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import Any

from reeltalk.errors import CatalogError
from reeltalk.eval.goals import LEVELS, MOST_SOLUTIONS, Goal, Leg, Level, Setting, check_goal
from reeltalk.eval.items import Item, Label, Shelf
from reeltalk.eval.personas import draw_persona
from reeltalk.eval.predicates import Kind, Predicate, Solver, Telling

BOUNDS = (10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600, 1200, 1800, 3600)
"""Lengths in seconds that people name."""
AGES_SAID = (0, 7, 12)
"""Ages for which people ask."""
SIZES: dict[Level, tuple[int, int]] = {"easy": (1, 2), "medium": (3, 3), "hard": (4, 5)}
"""Conditions of a goal: the more must hold at once, the harder."""
HIDDEN = 0.2
"""Share of goals of several rounds with a condition that is never said."""
SUBJECTS = 0.85
"""Share of clips without a label that are passed over: most requests say what it should be about."""
CREATORS = 0.25
"""Share of clips whose creator the viewer knows."""
STRANGERS = 20
"""Clips whose fields are tried for a condition that leaves nothing."""
TRIES = 4000
"""Draws that may fail in a row before a catalog counts as unfit for goals."""
_GROUPS: dict[Kind, str] = {
    "max_seconds": "length",
    "min_seconds": "length",
    "year": "date",
    "since": "date",
    "before": "date",
    "popular": "views",
    "hidden_gem": "views",
}
Histories = Sequence[Sequence[Mapping[str, Any]]]


def draw_goals(shelf: Shelf, setting: Setting, count: int, seed: int, histories: Histories = ()) -> list[Goal]:
    """Valid goals, a third of each level, in an order that mixes them; the same for the same seed.

    Raises `CatalogError` where the catalog offers too little to make them of.
    """
    random = Random(f"{seed} {setting}")
    solver = Solver(shelf)
    goals: list[Goal] = []
    failures = 0
    while len(goals) < count:
        goal = _draw_goal(solver, setting, LEVELS[len(goals) % len(LEVELS)], random, histories, len(goals))
        failures = 0 if goal else failures + 1
        if goal and not any(_asks_the_same(goal, other) for other in goals):
            check_goal(goal)
            goals.append(goal)
        if failures > TRIES:
            raise CatalogError(
                f"no {setting} goals can be drawn from these {len(shelf.items)} clips: "
                "they need tags or labels, and fields such as duration_s and language"
            )
    return goals


def _asks_the_same(goal: Goal, other: Goal) -> bool:
    return [leg.predicates for leg in goal.legs] == [leg.predicates for leg in other.legs]


def _draw_goal(
    solver: Solver, setting: Setting, level: Level, random: Random, histories: Histories, number: int
) -> Goal | None:
    persona = draw_persona(random, histories)
    if setting == "one":
        persona = replace(persona, looks_at=5)
    first = _draw_conditions(solver, level, random, persona.seen)
    if first and setting not in ("one", "none") and len(first) < 2:
        return None  # nothing left to say later
    if first is None:
        return None
    legs: list[Leg] | None
    if setting == "none":
        legs = _spoil(solver, first, random, persona.seen)
    elif setting == "one":
        legs = [_make_leg(solver, first, persona.seen)]
    else:
        legs = [_make_leg(solver, _tell(first, random), persona.seen)]
        if setting == "drift":
            legs = _drift(solver, legs[0], level, random, persona.seen)
    if not legs or (not persona.forthcoming and setting == "one"):
        return None
    return Goal(f"{setting}-{number + 1:03}", setting, level, tuple(legs), persona, random.randrange(2**31))


def _make_leg(solver: Solver, conditions: Sequence[Predicate], seen: frozenset[str]) -> Leg:
    return Leg(tuple(conditions), solver.solve(conditions, seen))


def _draw_conditions(solver: Solver, level: Level, random: Random, seen: frozenset[str]) -> list[Predicate] | None:
    """Conditions that one clip meets, and at most 19 others."""
    anchor = solver.shelf.items[random.choice(solver.names)]
    bare = anchor.id not in solver.labels_of and random.random() < SUBJECTS
    if anchor.id in seen or bare:
        return None
    least, most = SIZES[level]
    size = random.randint(least, most)
    chosen: list[Predicate] = []
    left = frozenset(solver.names)
    for predicate in _arrange(list(_true_of(anchor, solver, seen, random)), random):
        if len(chosen) == size:
            break
        if any(_clash(predicate, one) for one in chosen):
            continue
        kept = left & solver.keep(predicate, seen)
        if len(kept) < len(left):  # one that rules nothing out says nothing
            chosen.append(predicate)
            left = kept
    found = left - seen
    return chosen if len(chosen) == size and 1 <= len(found) <= MOST_SOLUTIONS else None


def _arrange(candidates: list[Predicate], random: Random) -> list[Predicate]:
    """What it is about first, as people say it; the rest as it comes."""
    random.shuffle(candidates)
    subjects = [one for one in candidates if one.kind == "about"]
    rest = [one for one in candidates if one.kind != "about"]
    return [*subjects[:1], *rest[:1], *random.sample(subjects[1:2] + rest[1:], len(subjects[1:2] + rest[1:]))]


def _clash(one: Predicate, other: Predicate) -> bool:
    if one.kind in ("about", "without") and other.kind in ("about", "without"):
        return one.value == other.value
    return _GROUPS.get(one.kind, one.kind) == _GROUPS.get(other.kind, other.kind)


def _true_of(
    item: Item, solver: Solver, seen: frozenset[str], random: Random, *, knows: bool = False
) -> Iterator[Predicate]:
    """Conditions that a clip meets and a person might have; `knows` them to know its creator."""
    yield from (Predicate("about", name) for name in solver.labels_of.get(item.id, ()))
    if item.seconds is not None:
        longer = [bound for bound in BOUNDS if bound >= item.seconds]
        shorter = [bound for bound in BOUNDS if bound <= item.seconds]
        yield from (Predicate("max_seconds", bound) for bound in longer[:2])
        yield from (Predicate("min_seconds", bound) for bound in shorter[-2:-1])
    plain: tuple[tuple[Kind, str | None], ...] = (
        ("language", item.language),
        ("category", item.category),
        ("creator", item.creator if knows or random.random() < CREATORS else None),
    )
    yield from (Predicate(kind, value) for kind, value in plain if value)
    yield from _dated(item, random)
    yield from (Predicate("age", age) for age in AGES_SAID if item.age <= age < 18)
    if item.id in solver.shelf.popular:
        yield Predicate("popular")
    if item.id in solver.shelf.gems:
        yield Predicate("hidden_gem")
    if seen:
        yield Predicate("unseen")
    yield from _absent(item, solver, random)


def _dated(item: Item, random: Random) -> Iterator[Predicate]:
    if item.published is not None:
        year = item.published.year
        yield random.choice([Predicate("year", year), Predicate("since", year), Predicate("before", year + 1)])


def _absent(item: Item, solver: Solver, random: Random) -> Iterator[Predicate]:
    """What such clips often hold and this one does not."""
    labels = solver.shelf.labels
    kin = sorted({name for own in solver.labels_of.get(item.id, ()) for name in labels[own].main} - {item.id})
    beside = {own for name in random.sample(kin, min(8, len(kin))) for own in solver.labels_of.get(name, ())}
    fit = [name for name in sorted(beside) if labels[name].kind == "thing" and item.id not in _bearers(labels[name])]
    yield from (Predicate("without", name) for name in random.sample(fit, min(1, len(fit))))


def _bearers(label: Label) -> frozenset[str]:
    return label.main | label.also


def _tell(conditions: Sequence[Predicate], random: Random) -> list[Predicate]:
    """What is said first, what when asked, and in some goals what is never said."""
    first, *rest = conditions
    tellings: list[Telling] = [random.choice(("volunteer", "on_ask")) for _ in rest]
    if rest and "on_ask" not in tellings:
        tellings[random.randrange(len(rest))] = "on_ask"
    if rest and random.random() < HIDDEN:
        tellings[-1] = "hidden"
    return [first, *(replace(one, telling=telling) for one, telling in zip(rest, tellings, strict=True))]


def _spoil(solver: Solver, conditions: Sequence[Predicate], random: Random, seen: frozenset[str]) -> list[Leg] | None:
    """Exchange the last condition for one that leaves nothing, though any one condition less leaves something.

    Where labels were not given by hand, the fields alone must leave nothing: a clip may be about boxing and not say so.
    """
    kept = list(conditions[:-1]) if len(conditions) > 2 else list(conditions)
    for name in random.sample(solver.names, min(STRANGERS, len(solver.names))):
        told = _true_of(solver.shelf.items[name], solver, seen, random, knows=True)
        pool = [one for one in told if one.kind not in ("about", "unseen")]
        for extra in random.sample(pool, len(pool)):
            every = [*kept, extra]
            sure = [one for one in every if solver.shelf.by_hand or one.is_hard]
            if any(_clash(extra, one) for one in kept) or solver.solve(sure):
                continue
            if all(solver.solve([one for one in sure if one is not left], seen) for left in sure):
                return [Leg(tuple(every), frozenset())]
    return None


def _drift(solver: Solver, first: Leg, level: Level, random: Random, seen: frozenset[str]) -> list[Leg] | None:
    """Two legs: the second is about something else, or exchanges one condition of the first."""
    if random.random() < 0.5:
        fresh = _draw_conditions(solver, level, random, seen)
        other = _make_leg(solver, fresh, seen) if fresh else None
        return [first, other] if other and not other.solutions & first.solutions else None
    stated = [one for one in first.predicates if one.telling != "hidden" and one.kind not in ("popular", "unseen")]
    old = random.choice(stated)
    values = [
        one
        for name in random.sample(solver.names, min(80, len(solver.names)))
        for one in _true_of(solver.shelf.items[name], solver, seen, random)
        if one.kind == old.kind and one.value != old.value
    ]
    for new in values:
        rest = [replace(one, telling="volunteer") for one in stated if one != old]
        leg = _make_leg(solver, [new, *rest], seen)
        clash = any(_clash(new, one) for one in rest)
        if not clash and 1 <= len(leg.solutions) <= MOST_SOLUTIONS and not leg.solutions & first.solutions:
            return [first, replace(leg, swapped=(old, new))]
    return None
