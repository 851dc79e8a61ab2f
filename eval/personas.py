"""Who a simulated viewer is: how they talk, how long they stay, how much they say, and what they watched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, Literal

Register = Literal["terse", "plain", "chatty", "polite", "slangy", "foreign", "hasty"]
REGISTERS: tuple[Register, ...] = ("terse", "plain", "chatty", "polite", "slangy", "foreign", "hasty")
"""Ways of speaking; "foreign" leaves out articles, "hasty" mistypes."""
PATIENCE = (4, 8)
"""Fewest and most turns that a viewer stays in a conversation of several rounds."""
PICKINESS = (2, 3, 5)
"""How far down a list viewers look."""
HISTORY = 12
"""Clips of a real viewer's history that a persona has seen, at most."""


@dataclass(frozen=True)
class Persona:
    """One simulated viewer."""

    register: Register = "plain"
    patience: int = 6
    """Turns before giving up."""
    looks_at: int = 5
    """Picks of a list that are looked at."""
    forthcoming: bool = True
    """Whether a rejection says what is wrong, or first only that it is."""
    history: tuple[Mapping[str, Any], ...] = ()
    """{clip_id, timestamp[, …]}: what the viewer watched, oldest first."""

    @property
    def seen(self) -> frozenset[str]:
        """The clips of the history."""
        return frozenset(str(row["clip_id"]) for row in self.history)


def draw_persona(random: Random, histories: Sequence[Sequence[Mapping[str, Any]]]) -> Persona:
    """A persona whose taste is that of one viewer of the catalog; half of them are new, without a history."""
    past = random.choice(histories)[-HISTORY:] if histories and random.random() < 0.5 else ()
    return Persona(
        register=random.choice(REGISTERS),
        patience=random.randint(*PATIENCE),
        looks_at=random.choice(PICKINESS),
        forthcoming=random.random() < 0.7,
        history=tuple(past),
    )
