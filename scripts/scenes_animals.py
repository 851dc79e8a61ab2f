"""Animals."""

from __future__ import annotations

import math
from dataclasses import dataclass

from scenes_pen import Colour, Pen, fade, mix
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


def bird(
    p: Pen,
    x: float,
    y: float,
    t: float,
    ink: Colour = "#4d9de0",
    size: float = 1,
    flip: bool = False,
    flap: float = 0.4,
    beak: Colour = "#f2a541",
) -> None:
    """A small bird in flight (flap is the wing's period), or perched where flap is 0."""
    with p.at(x, y, size, flip=flip):
        p.poly([(-7, 0), (-15, -3), (-14, 3)], mix(ink, "black", 0.2))
        p.oval(0, 0, 9, 6, ink)
        p.dot(7, -4, 5, ink)
        p.poly([(11, -5), (16, -3.4), (11, -2)], beak)
        p.dot(8.4, -5, 0.9, "#1d1d1d")
        lift = swing(t, flap, 9) if flap else 2
        p.poly([(-4, -2), (4, -2), (-3, -2 - lift)], mix(ink, "white", 0.3))
        if not flap:
            p.line([(-1, 5), (-1, 9)], beak, 1)
            p.line([(2, 5), (2, 9)], beak, 1)


def gull(p: Pen, x: float, y: float, t: float, size: float = 1, ink: Colour = "#f5f5f5") -> None:
    """A far bird: two strokes."""
    lift = swing(t, 0.9, 2.5)
    with p.at(x, y, size):
        p.line([(-8, -2 - lift), (-4, -3), (0, 0), (4, -3), (8, -2 - lift)], ink, 1.4, smooth=True)


def duck(
    p: Pen,
    x: float,
    y: float,
    t: float,
    ink: Colour = "#ffd23f",
    size: float = 1,
    flip: bool = False,
    mood: str = "happy",
) -> None:
    """A duck, its waterline at y."""
    with p.at(x, y, size, swing(t, 1.1, 3), flip):
        p.blob([(-13, -4), (-15, -10), (-8, -7), (4, -8), (11, -6), (9, 2), (-6, 3)], ink)
        p.dot(8, -13, 6.4, ink)
        p.blob([(-7, -4), (2, -6), (3, -1), (-4, 0)], mix(ink, "#b07d00", 0.25))
        p.poly([(13, -14), (20, -12), (13, -10)], "#f07f2e")
        if mood == "angry":
            p.line([(8, -17), (12, -15)], "#222222", 1)
        p.dot(10, -14.5, 1.2, "#222222")


def fish(
    p: Pen,
    x: float,
    y: float,
    t: float,
    ink: Colour = "#ff7f51",
    size: float = 1,
    flip: bool = False,
    mood: str = "happy",
    stripes: Colour | None = None,
) -> None:
    """A fish that swims to the right."""
    with p.at(x, y, size, swing(t, 1.2, 4), flip):
        w = swing(t, 0.5, 4)
        p.poly([(-10, 0), (-19, -7 + w), (-17, 0), (-19, 7 + w)], mix(ink, "black", 0.15))
        p.oval(0, 0, 12, 7.5, ink)
        if stripes is not None:
            for sx in (-4, 2):
                p.oval(sx, 0, 1.3, 6.6, stripes)
        p.poly([(-4, -6), (3, -12), (5, -6)], mix(ink, "black", 0.15))
        p.dot(7, -2, 2.4, "white")
        p.dot(7.6, -2, 1.2, "#1d1d1d")
        p.arc(10, 2.4, 2, 1.4, 40, 170, "#5b2323", 0.8) if mood == "happy" else p.oval(10.5, 2.6, 1, 1.4, "#5b2323")


def penguin(
    p: Pen, x: float, y: float, t: float, size: float = 1, turn: float = 0, flap: float = 8, mood: str = "happy"
) -> None:
    """A penguin whose feet stand at (x, y)."""
    with p.at(x, y, size, turn):
        for side in (-1, 1):
            p.oval(side * 5, -1, 5, 2, "#f29f3d")
            w = swing(t, 0.6, flap)
            p.blob([(side * 10, -26), (side * (16 + w * 0.5), -14 - w), (side * 11, -12)], "#1f2430")
        p.blob([(-11, -2), (-12, -20), (-8, -34), (0, -38), (8, -34), (12, -20), (11, -2)], "#262c3a")
        p.blob([(-8, -3), (-8, -18), (-4, -26), (4, -26), (8, -18), (8, -3)], "#f7f7f2")
        for side in (-1, 1):
            p.dot(side * 3.4, -31, 2.2, "white")
            p.dot(side * 3.2, -31, 1.1, "#111111")
            if mood == "angry":
                p.line([(side * 1.4, -33.4), (side * 5.4, -35.4)], "#f7f7f2", 0.9)
        p.poly([(-2.6, -28), (2.6, -28), (0, -24.4)], "#f29f3d")


def owl(p: Pen, x: float, y: float, t: float, size: float = 1, ink: Colour = "#7b5b3a", mood: str = "happy") -> None:
    """An owl on a perch at (x, y)."""
    with p.at(x, y, size):
        p.blob([(-11, 0), (-13, -16), (-10, -30), (10, -30), (13, -16), (11, 0)], ink)
        p.oval(0, -9, 7, 9, mix(ink, "white", 0.45))
        for side in (-1, 1):
            p.poly([(side * 4, -28), (side * 12, -37), (side * 11, -26)], ink)
            p.dot(side * 5, -22, 5.4, "#fff4d6")
            p.dot(side * 5, -22, 0.6 if mood == "asleep" or t % 3.7 < 0.15 else 2.7, "#20160f")
        p.poly([(-2, -20), (2, -20), (0, -15.6)], "#f0a830")


def snail(
    p: Pen,
    x: float,
    y: float,
    t: float,
    size: float = 1,
    flip: bool = False,
    shell: Colour = "#c8763a",
    mood: str = "happy",
) -> None:
    """A snail that creeps to the right."""
    with p.at(x, y, size, flip=flip):
        stretch = swing(t, 1.2, 2)
        p.blob(
            [(-16, 0), (-12, -4), (8, -5), (13 + stretch, -14), (18 + stretch, -11), (17 + stretch, -1), (6, 0)],
            "#d9c27e",
        )
        p.dot(-2, -11, 11, shell)
        for k in range(3):
            p.arc(-2, -11, 8 - k * 2.6, 8 - k * 2.6, 20 + k * 60, 290 + k * 60, mix(shell, "black", 0.3), 1.2)
        for side in (0, 4):
            p.line([(14 + stretch + side, -12), (15 + stretch + side, -21)], "#d9c27e", 1.3)
            p.dot(15 + stretch + side, -22, 2, "white")
            p.dot(15.6 + stretch + side, -22, 1, "#222222")
        p.arc(16 + stretch, -7, 2.4, 2, 20, 160, "#5b4a23", 0.8)
        if mood == "proud":
            p.box(10 + stretch, -25.5, 13, 3, "#222222", 1)


def frog(p: Pen, x: float, y: float, t: float, size: float = 1, ink: Colour = "#5aa845", mood: str = "happy") -> None:
    """A frog that sits and looks at us."""
    with p.at(x, y, size):
        for side in (-1, 1):
            p.oval(side * 11, -4, 6, 6, mix(ink, "black", 0.15))
            p.oval(side * 11, -0.5, 6, 2, ink)
        p.oval(0, -10, 13, 10, ink)
        p.oval(0, -6, 8, 6, mix(ink, "white", 0.5))
        for side in (-1, 1):
            p.dot(side * 6.4, -20, 4.8, ink)
            p.dot(side * 6.4, -20, 3.2, "white")
            if mood == "asleep":
                p.dot(side * 6.4, -20, 3.2, mix(ink, "black", 0.1))
            else:
                p.dot(side * 6.4, -20, 1.6, "#1d1d1d")
        if mood == "scared":
            p.oval(0, -10.5, 4, 3, "#7d2f2f")
        else:
            p.arc(0, -14, 8, 5, 15, 165, "#2f5a24", 1.1)


def octopus(
    p: Pen, x: float, y: float, t: float, size: float = 1, ink: Colour = "#b45ea4", mood: str = "happy"
) -> None:
    """An octopus; (x, y) is the middle of its head."""
    with p.at(x, y, size):
        for k in range(6):
            sx = (k - 2.5) * 6
            w = swing(t, 1.4, 5, k / 6)
            p.line([(sx * 0.7, 9), (sx * 1.2, 20), (sx * 1.7 + w, 30), (sx * 2 + w * 1.4, 34)], ink, 4.6, smooth=True)
        p.oval(0, -2, 17, 17, ink)
        for side in (-1, 1):
            p.dot(side * 6, 0, 4.2, "white")
            p.dot(side * 6 + 0.8, 0.4, 2, "#1d1d1d")
            if mood == "sly":
                p.box(side * 6 - 4.5, -5, 9, 4, ink)
        p.arc(0, 7, 4, 3, 10, 170, "#5b2350", 1.1)


def whale(p: Pen, x: float, y: float, t: float, size: float = 1, ink: Colour = "#3d5a80", flip: bool = False) -> None:
    """A whale that swims to the right."""
    with p.at(x, y, size, swing(t, 5, 3), flip):
        w = swing(t, 2.6, 5)
        p.blob([(-46, -4), (-60, -14 + w), (-66, -10 + w), (-58, -2 + w), (-66, 6 + w), (-58, 8 + w)], ink)
        p.blob([(-48, -2), (-20, -17), (20, -19), (44, -8), (46, 4), (26, 15), (-10, 13)], ink)
        p.blob([(44, 4), (26, 15), (0, 14), (14, 7)], mix(ink, "white", 0.65))
        p.blob([(6, 9), (0, 24), (-8, 26), (-4, 10)], mix(ink, "black", 0.2))
        p.dot(31, -1, 1.9, "#111111")
        p.arc(38, 2, 8, 5, 60, 150, "#22344d", 1)


def turtle(p: Pen, x: float, y: float, t: float, size: float = 1, flip: bool = False, swim: bool = False) -> None:
    """A turtle that goes to the right, on land or swimming."""
    with p.at(x, y, size, flip=flip):
        w = swing(t, 1.6 if swim else 0.8, 6)
        for fx in (-9, 9):
            p.blob([(fx, -5), (fx + 6 + w, 4), (fx - 2 + w, 4)], "#7fa65a")
        p.oval(18, -8, 6, 5, "#8fb868")
        p.dot(20, -9.4, 1, "#1d1d1d")
        p.arc(21, -7.4, 2, 1.4, 20, 150, "#3d5a2a", 0.7)
        p.wedge(0, -4, 16, 180, 360, "#5b7f3a")
        for k in (-8, 0, 8):
            p.arc(k, -5, 4, 8, 200, 340, "#46642b", 1.1)
        p.box(-17, -5.4, 34, 3.4, "#d8c88a", 1.6)


def bee(p: Pen, x: float, y: float, t: float, size: float = 1, flip: bool = False) -> None:
    """A bee in flight."""
    with p.at(x, y + swing(t, 0.7, 1.5), size, flip=flip):
        w = 3 + abs(swing(t, 0.17, 4))
        p.oval(-1, -6, 3, w, fade("#e6f4ff", 0.8))
        p.oval(3, -6, 3, w, fade("#e6f4ff", 0.8))
        p.oval(0, 0, 8, 5.4, "#ffcc33")
        for k in (-3.4, 0.6):
            p.oval(k, 0, 1.3, 4.9, "#2b2118")
        p.dot(6.4, -0.6, 3.6, "#2b2118")
        p.dot(7.6, -1.4, 1, "white")


def butterfly(p: Pen, x: float, y: float, t: float, ink: Colour = "#ff9f1c", size: float = 1) -> None:
    """A butterfly."""
    open_wide = 0.25 + 0.75 * abs(swing(t, 0.7))
    with p.at(x, y, size):
        for side in (-1, 1):
            p.blob([(0, -1), (side * 10 * open_wide, -10), (side * 12 * open_wide, -2), (0, 2)], ink)
            p.blob([(0, 1), (side * 9 * open_wide, 4), (side * 6 * open_wide, 10)], mix(ink, "white", 0.35))
        p.line([(0, -5), (0, 6)], "#2b2118", 1.4)


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


def jellyfish(p: Pen, x: float, y: float, t: float, ink: Colour = "#f4acb7", size: float = 1) -> None:
    """A jellyfish that pulses."""
    with p.at(x, y + swing(t, 2.4, 3), size, tall=1 + swing(t, 2.4, 0.12)):
        for k in range(-2, 3):
            p.line(
                [(k * 4, 0), (k * 4 + swing(t, 1.7, 3, k / 5), 12), (k * 4 + swing(t, 1.7, 4, k / 5 + 0.2), 24)],
                fade(ink, 0.8),
                1.3,
                smooth=True,
            )
        p.wedge(0, 0, 13, 180, 360, fade(ink, 0.9))
        p.oval(0, 0, 13, 3, mix(ink, "white", 0.3))


def crab(p: Pen, x: float, y: float, t: float, size: float = 1, ink: Colour = "#e4572e") -> None:
    """A crab that looks at us."""
    with p.at(x, y, size):
        for side in (-1, 1):
            for k in range(3):
                p.line(
                    [
                        (side * 8, -6),
                        (side * (14 + k * 3), -8 + k * 2),
                        (side * (15 + k * 3 + swing(t, 0.4, 1.5, k / 3)), 0),
                    ],
                    ink,
                    1.6,
                )
            up = swing(t, 0.9, 3, 0.5 * (side > 0))
            p.line([(side * 9, -9), (side * 16, -16 + up)], ink, 2.4)
            p.wedge(
                side * 18,
                -20 + up,
                6,
                -60 + (180 if side < 0 else 0) - 60 * side,
                240 + (180 if side < 0 else 0) - 60 * side,
                ink,
            )
            p.line([(side * 3, -12), (side * 3, -17)], ink, 1.2)
            p.dot(side * 3, -18, 2, "white")
            p.dot(side * 3, -18, 1, "#1d1d1d")
        p.oval(0, -7, 12, 7, ink)
        p.arc(0, -7, 4, 3, 15, 165, "#6b1f0c", 1)
