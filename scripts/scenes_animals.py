"""Animals."""

from __future__ import annotations

import math
from dataclasses import dataclass

from scenes_pen import Colour, Pen, mix
from scenes_time import swing


@dataclass(frozen=True)
class Kind:
    """A four-legged animal's make; it looks to the right, its feet at y = 0."""

    coat: Colour
    belly: Colour
    length: float = 30
    height: float = 13
    legs: float = 12
    head: float = 9
    neck: float = 6
    snout: float = 4
    ears: str = "pointed"
    """pointed, floppy, round, long, none."""
    tail: str = "long"
    """long, curl, bushy, tuft, stub."""


CAT = Kind("#e08e45", "#f7e0c4", 28, 11, 9, 9, 3, 2)
GREY_CAT = Kind("#7d8597", "#e0e1dd", 28, 11, 9, 9, 3, 2)
BLACK_CAT = Kind("#2b2d42", "#4a4e69", 28, 11, 9, 9, 3, 2)
DOG = Kind("#b07d4b", "#e8d3b5", 32, 13, 13, 9, 6, 7, "floppy", "curl")
SPOTTED_DOG = Kind("#f3efe6", "#ffffff", 32, 13, 13, 9, 6, 7, "floppy", "curl")
FOX = Kind("#d9622b", "#fdf0e0", 30, 11, 11, 8, 4, 7, "pointed", "bushy")
WOLF = Kind("#5c6672", "#aeb6bf", 36, 14, 16, 9, 7, 9, "pointed", "bushy")
COW = Kind("#f5f1ea", "#e8cfc4", 44, 19, 14, 10, 4, 7, "floppy", "tuft")
HORSE = Kind("#8a5a36", "#6b4428", 44, 17, 24, 9, 16, 10, "pointed", "bushy")
SHEEP = Kind("#f4f1e8", "#f4f1e8", 32, 17, 9, 8, 3, 4, "floppy", "stub")
PIG = Kind("#f2a7b0", "#f7c6cc", 34, 17, 7, 10, 1, 5, "pointed", "curl")
RABBIT = Kind("#c9b8a5", "#f4ede3", 20, 11, 6, 8, 3, 2, "long", "stub")
MOUSE = Kind("#9aa0a8", "#d9dde2", 16, 8, 4, 6, 1, 4, "round", "long")
HAMSTER = Kind("#dda15e", "#fefae0", 17, 11, 4, 7, 0, 2, "round", "stub")
BEAR = Kind("#6f4a2f", "#9c7350", 44, 22, 13, 12, 4, 6, "round", "stub")
GOAT = Kind("#e9e4d8", "#ffffff", 32, 13, 15, 8, 9, 6, "floppy", "stub")


def tail_of(p: Pen, kind: Kind, x: float, y: float, t: float) -> None:
    """The tail that starts at (x, y) and goes to the left."""
    w = swing(t, 0.9, 4)
    if kind.tail == "long":
        p.line([(x, y), (x - 8, y - 3), (x - 11, y - 12 + w), (x - 9 + w / 2, y - 18 + w)], kind.coat, 3, smooth=True)
    elif kind.tail == "curl":
        p.line([(x, y), (x - 6, y - 6), (x - 7 + w, y - 12), (x - 2 + w, y - 14)], kind.coat, 3, smooth=True)
    elif kind.tail == "bushy":
        p.blob([(x + 2, y), (x - 9, y + 2 + w / 2), (x - 18, y - 2 + w), (x - 10, y - 7 + w / 2)], kind.coat)
        p.dot(x - 15, y - 1 + w * 0.8, 2.6, kind.belly)
    elif kind.tail == "tuft":
        p.line([(x, y), (x - 5, y + 4), (x - 5 + w / 2, y + 14)], kind.coat, 2, smooth=True)
        p.dot(x - 5 + w / 2, y + 15, 2.6, "#4b3b33")
    else:
        p.dot(x - 1, y, 3.4, mix(kind.coat, "white", 0.4))


def ears_of(p: Pen, kind: Kind, r: float) -> None:
    """The ears of a head of radius r around (0, 0)."""
    inner = mix(kind.coat, "#e79a9a", 0.5)
    for side in (-1, 1):
        x = side * r * 0.55
        if kind.ears == "pointed":
            p.poly([(x - r * 0.4, -r * 0.6), (x + side * r * 0.25, -r * 1.5), (x + r * 0.4, -r * 0.6)], kind.coat)
            p.poly([(x - r * 0.18, -r * 0.7), (x + side * r * 0.2, -r * 1.2), (x + r * 0.2, -r * 0.7)], inner)
        elif kind.ears == "round":
            p.dot(x * 1.3, -r * 0.8, r * 0.48, kind.coat)
            p.dot(x * 1.3, -r * 0.8, r * 0.26, inner)
        elif kind.ears == "long":
            p.oval(x * 0.8, -r * 1.6, r * 0.28, r * 0.95, kind.coat)
            p.oval(x * 0.8, -r * 1.6, r * 0.13, r * 0.7, inner)
        elif kind.ears == "floppy":
            dark = mix(kind.coat, "#3b2a20", 0.35)
            p.blob(
                [(x, -r * 0.8), (x + side * r * 0.6, -r * 0.5), (x + side * r * 0.7, r * 0.5), (x + side * r * 0.2, 0)],
                dark,
            )


def face_of(p: Pen, kind: Kind, mood: str, t: float, facing: float = 0.5) -> None:
    """A beast's head around (0, 0)."""
    r = kind.head
    ears_of(p, kind, r)
    p.dot(0, 0, r, kind.coat)
    p.oval(facing * (r * 0.5 + kind.snout * 0.4), r * 0.35, r * 0.5 + kind.snout * 0.3, r * 0.45, kind.belly)
    nose = facing * (r * 0.6 + kind.snout * 0.7)
    p.oval(nose, r * 0.12, r * 0.2, r * 0.15, "#3a2a2a")
    for side in (-1, 1):
        x = facing * r * 0.3 + side * r * 0.4
        if mood in ("asleep", "blissful") or (t + 0.9) % 3.3 < 0.12:
            p.arc(x, -r * 0.15, r * 0.2, r * 0.16, 0, 180, "#222222", 0.8)
        elif mood in ("scared", "surprised"):
            p.dot(x, -r * 0.2, r * 0.3, "white")
            p.dot(x + facing, -r * 0.2, r * 0.13, "#222222")
        else:
            p.oval(x, -r * 0.18, r * 0.13, r * 0.18, "#222222")
        if mood == "angry":
            p.line([(x - 2, -r * 0.55 + side), (x + 2, -r * 0.55 - side)], "#222222", 0.9)
    if mood in ("surprised", "laughing"):
        p.oval(nose - facing * 2, r * 0.62, r * 0.2, r * 0.22, "#7d2f2f")
    elif mood in ("sad", "angry"):
        p.arc(nose - facing * 2, r * 0.72, r * 0.25, r * 0.15, 190, 350, "#4a3030", 0.8)
    else:
        p.arc(nose - facing * 2, r * 0.4, r * 0.28, r * 0.22, 10, 170, "#4a3030", 0.8)


def beast(
    p: Pen,
    x: float,
    y: float,
    kind: Kind,
    t: float = 0,
    size: float = 1,
    flip: bool = False,
    mood: str = "happy",
    run: float = 0,
    turn: float = 0,
) -> None:
    """A four-legged animal at (x, y); `run` is how far its legs swing in degrees."""
    with p.at(x, y, size, turn, flip):
        half, top = kind.length / 2, -kind.legs - kind.height * 0.5
        dark = mix(kind.coat, "black", 0.18)
        for k, (place, ink) in enumerate(((-0.62, dark), (0.68, dark), (-0.78, kind.coat), (0.54, kind.coat))):
            w = math.radians(swing(t, 0.5, run, 0.5 * (k in (1, 2))))
            foot = (place * half + math.sin(w) * kind.legs, -2 + (1 - math.cos(w)) * -4)
            p.line([(place * half, top), foot], ink, max(3.2, kind.height * 0.3))
        tail_of(p, kind, -half * 0.95, top - 2, t)
        p.blob(
            [
                (-half, top),
                (-half * 0.6, top - kind.height * 0.52),
                (half * 0.6, top - kind.height * 0.5),
                (half, top),
                (half * 0.6, top + kind.height * 0.5),
                (-half * 0.6, top + kind.height * 0.52),
            ],
            kind.coat,
        )
        p.oval(0, top + kind.height * 0.3, half * 0.6, kind.height * 0.22, kind.belly)
        if kind is SHEEP:
            wool(p, half, top, kind)
        if kind in (COW, SPOTTED_DOG):
            p.oval(-half * 0.3, top - 3, half * 0.28, kind.height * 0.28, "#3b3430")
            p.oval(half * 0.35, top + 1, half * 0.18, kind.height * 0.25, "#3b3430")
        hx, hy = half + kind.head * 0.3, top - kind.height * 0.25 - kind.neck
        if kind.neck > 5:
            p.line([(half * 0.75, top), (hx - 1, hy)], kind.coat, kind.head * 0.95)
        with p.at(hx, hy):
            face_of(p, kind, mood, t)


def wool(p: Pen, half: float, top: float, kind: Kind) -> None:
    """A sheep's curls."""
    for k in range(12):
        w = math.tau * k / 12
        p.dot(half * 0.95 * math.cos(w), top + kind.height * 0.5 * math.sin(w), 5, kind.coat)


def sitting(
    p: Pen,
    x: float,
    y: float,
    kind: Kind,
    t: float = 0,
    size: float = 1,
    mood: str = "happy",
    facing: float = 0,
    flip: bool = False,
) -> None:
    """A cat, dog or rabbit that sits and looks at us."""
    with p.at(x, y, size, flip=flip):
        tail_of(p, kind, -9, -5, t)
        p.blob([(-11, 0), (-11, -10), (-6, -20), (6, -20), (11, -10), (11, 0)], kind.coat)
        p.oval(0, -8, 5.5, 8, kind.belly)
        for side in (-1, 1):
            p.line([(side * 4, -10), (side * 4, -2)], kind.coat, 4.4)
            p.oval(side * 4.6, -1.4, 3.6, 2, kind.belly)
        with p.at(0, -26):
            face_of(p, kind, mood, t, facing)


def curled(p: Pen, x: float, y: float, kind: Kind, t: float, size: float = 1) -> None:
    """A cat that sleeps in a ring and breathes."""
    with p.at(x, y, size, tall=1 + swing(t, 3.4, 0.035)):
        p.oval(0, -9, 22, 10, kind.coat)
        p.line([(18, -4), (6, -1), (-12, -2)], mix(kind.coat, "black", 0.15), 4, smooth=True)
        with p.at(-14, -9, turn=-12):
            face_of(p, kind, "asleep", 0, -0.3)


def dinosaur(
    p: Pen,
    x: float,
    y: float,
    t: float,
    ink: Colour = "#6a994e",
    size: float = 1,
    flip: bool = False,
    mood: str = "happy",
) -> None:
    """A dinosaur with a long neck that looks to the right, its feet at y."""
    with p.at(x, y, size, flip=flip):
        nod = swing(t, 2.2, 2)
        for place in (-12, -4, 10, 17):
            p.line([(place, -14), (place, -2)], mix(ink, "black", 0.15), 6)
        p.blob([(-22, -14), (-50, -6), (-26, -26), (0, -32), (20, -24), (22, -12), (0, -8)], ink)
        p.line([(16, -22), (28, -42), (34, -56 + nod)], ink, 9, smooth=True)
        p.oval(39, -59 + nod, 10, 6.6, ink)
        p.dot(41, -62 + nod, 2.2, "white")
        p.dot(41.6, -62 + nod, 1.1, "#1d1d1d")
        p.arc(44, -58 + nod, 4, 2.4, *((20, 150) if mood == "happy" else (200, 330)), "#2d4a1e", 0.9)
        for k in range(4):
            p.dot(-12 + k * 8, -25 + abs(k - 1.5) * 2, 1.8, mix(ink, "#f4e285", 0.6))
