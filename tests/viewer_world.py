"""A small catalog with labels, and agents that behave in one way: for tests of simulated viewers."""

from __future__ import annotations

from dataclasses import dataclass, field

from reeltalk.eval.answers import Answer, Ask, Shown
from reeltalk.eval.items import Label, Shelf, make_shelf, read_items

ROWS = [
    {
        "id": f"clip-{number}",
        "title": f"{title} {number}",
        "description": f"{title} in the picture",
        "duration_s": 10.0 * (number % 7 + 1),
        "language": ("en", "de", "es")[number % 3],
        "category": ("pets", "travel")[number % 2],
        "creator": ("Ann", "Bob", "Cat House")[number % 3],
        "published": f"{2022 + number % 4}-05-01",
        "views": number * 100,
        "likes": number % 5 * 10,
        "audience": ("all", "7", "16")[number % 3],
    }
    for number, title in enumerate(["Purring", "Barking", "Rolling", "Floating"] * 10)
]
THINGS = {"cat": 0, "dog": 1, "train": 2, "river": 3}


def make_world() -> Shelf:
    """40 clips, a quarter of them about each of four things, half of them calm."""
    items = read_items(ROWS)
    labels = [
        Label(name, "thing", (f"{name}s", f"a {name}"), frozenset(f"clip-{n}" for n in range(40) if n % 4 == place))
        for name, place in THINGS.items()
    ]
    calm = frozenset(f"clip-{number}" for number in range(0, 40, 3))
    return make_shelf(items, [*labels, Label("calm", "mood", ("calm", "soothing"), calm)])


@dataclass
class Scripted:
    """Gives answers one after another, the last one for ever; keeps what it was asked."""

    answers: list[Answer]
    asked: list[Ask] = field(default_factory=list)

    def answer(self, ask: Ask) -> Answer:
        """The next answer."""
        self.asked.append(ask)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def show(*names: str, text: str = "Here you are.") -> Answer:
    """An answer with picks."""
    return Answer(text, tuple(map(Shown, names)))
