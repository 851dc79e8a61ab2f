"""Vehicles, food, instruments, planets, screens and other things."""

from __future__ import annotations

import math
from collections.abc import Sequence

from scenes_pen import Colour, Pen, fade, mix
from scenes_time import swing


def pot(
    p: Pen,
    x: float,
    y: float,
    t: float,
    size: float = 1,
    ink: Colour = "#6c757d",
    steam: bool = True,
    lid: float | None = None,
) -> None:
    """A cooking pot that stands at (x, y); `lid` is how high its lid is lifted."""
    with p.at(x, y, size):
        if steam:
            for k in range(4):
                age = (t * 0.8 + k / 4) % 1
                p.dot(
                    -10 + k * 7 + swing(t, 1.4, 2, k / 4), -26 - age * 26, 3 + 3 * age, fade("white", 0.5 * (1 - age))
                )
        p.box(-24, -24, 48, 24, ink, 5)
        p.box(-32, -20, 64, 4, mix(ink, "black", 0.3), 2)
        p.oval(0, -24, 24, 4, mix(ink, "black", 0.35))
        if lid is not None:
            p.oval(0, -25 - lid, 25, 4, mix(ink, "white", 0.2))
            p.dot(0, -30 - lid, 3, "#2b2d33")


def pan(p: Pen, x: float, y: float, size: float = 1, ink: Colour = "#3a3f47") -> None:
    """A frying pan seen from the side."""
    with p.at(x, y, size):
        p.line([(26, -6), (56, -11)], "#6b4a2f", 4)
        p.poly([(-30, -9), (30, -9), (24, 0), (-24, 0)], ink)
        p.oval(0, -9, 30, 4, mix(ink, "white", 0.15))


def plate(p: Pen, x: float, y: float, r: float = 30, ink: Colour = "#fdfdfb") -> None:
    """A plate seen from the side."""
    p.oval(x, y, r, r * 0.2, ink)
    p.oval(x, y - 0.8, r * 0.7, r * 0.12, mix(ink, "#9fb3c8", 0.25))


def cup(p: Pen, x: float, y: float, t: float, size: float = 1, ink: Colour = "#e76f51", steam: bool = True) -> None:
    """A cup of something hot."""
    with p.at(x, y, size):
        p.arc(11, -9, 5, 5, -90, 90, ink, 2.4)
        p.box(-11, -17, 22, 17, ink, 5)
        p.oval(0, -17, 11, 2.4, "#5b3a26")
        for k in range(3 if steam else 0):
            up = [(-5 + k * 5 + swing(t, 1.8, 2.4, k / 3 + j * 0.2), -21 - j * 5) for j in range(4)]
            p.line(up, fade("white", 0.55), 1.4, smooth=True)


def guitar(p: Pen, x: float, y: float, size: float = 1, turn: float = -35, ink: Colour = "#c8803e") -> None:
    """A guitar, its sound hole at (x, y), its neck to the right."""
    with p.at(x, y, size, turn):
        p.box(10, -2.4, 40, 4.8, "#5b3a26", 1)
        p.box(48, -4, 10, 8, "#3f2717", 1.5)
        p.blob([(-20, 0), (-16, -12), (-4, -10), (4, -6), (12, -9), (17, 0), (12, 9), (4, 6), (-4, 10), (-16, 12)], ink)
        p.dot(3, 0, 4, "#3f2717")
        for k in (-1.3, 0, 1.3):
            p.line([(-12, k), (52, k)], "#e8dcc0", 0.4)


def piano(p: Pen, x: float, y: float, w: float = 140, h: float = 40, pressed: Sequence[int] = ()) -> None:
    """A piano's keys; the pressed ones by number."""
    count = 14
    step = w / count
    for k in range(count):
        p.box(x + k * step, y, step - 0.8, h, "#ffd166" if k in pressed else "#fbfbf7", 1)
    for k in range(count):
        if k % 7 not in (2, 6) and k < count - 1:
            p.box(x + (k + 0.68) * step, y, step * 0.6, h * 0.6, "#17181c", 0.8)


def drum(p: Pen, x: float, y: float, r: float = 18, ink: Colour = "#c1121f", h: float = 22) -> None:
    """A drum that stands at (x, y)."""
    p.box(x - r, y - h, 2 * r, h, ink)
    p.oval(x, y, r, r * 0.25, mix(ink, "black", 0.2))
    p.oval(x, y - h, r, r * 0.25, "#f5efe0", "#d9c9a3", 1)


def planet(
    p: Pen,
    x: float,
    y: float,
    r: float,
    ink: Colour,
    ring: Colour | None = None,
    bands: int = 0,
    spots: Colour | None = None,
) -> None:
    """A planet; with a ring, bands or spots."""
    p.dot(x, y, r, ink)
    for k in range(bands):
        dy = (-0.55 + 1.1 * k / max(1, bands - 1)) * r
        wide = math.sqrt(max(0.0, r * r - dy * dy)) * 0.98
        p.line([(x - wide, y + dy), (x + wide, y + dy)], mix(ink, "black" if k % 2 else "white", 0.2), r * 0.14)
    if spots is not None:
        for dx, dy, wide in ((-0.35, -0.3, 0.3), (0.35, 0.05, 0.36), (-0.2, 0.5, 0.24), (0.3, -0.6, 0.16)):
            p.oval(x + dx * r, y + dy * r, wide * r, wide * r * 0.7, spots)
    p.wedge(x, y, r, -60, 120, fade("black", 0.16))
    if ring is not None:
        p.arc(x, y, r * 1.7, r * 0.45, -10, 190, ring, r * 0.16)


def earth(p: Pen, x: float, y: float, r: float) -> None:
    """The Earth."""
    planet(p, x, y, r, "#2f7fc1", spots="#58a55c")
    p.arc(x, y, r * 0.9, r * 0.4, 200, 300, fade("white", 0.7), r * 0.1)


def alien(p: Pen, x: float, y: float, t: float, size: float = 1, ink: Colour = "#8ac926", mood: str = "happy") -> None:
    """A small green being whose feet stand at (x, y)."""
    with p.at(x, y, size):
        for side in (-1, 1):
            p.line([(side * 3, -8), (side * 4, -1)], ink, 3)
            p.line([(side * 6, -16), (side * 11, -11 + swing(t, 1, 2))], ink, 2.4)
            p.line([(side * 4, -38), (side * 7, -46)], ink, 1.2)
            p.dot(side * 7, -47, 2, "#ffd23f")
        p.oval(0, -13, 7, 9, ink)
        p.oval(0, -30, 13, 11, ink)
        p.dot(0, -32, 6, "white")
        p.dot(swing(t, 3, 2), -32, 3, "#1d1d1d")
        if mood == "happy":
            p.arc(0, -25, 5, 3, 15, 165, "#3d5a0f", 1.1)
        else:
            p.arc(0, -21, 4, 3, 200, 340, "#3d5a0f", 1.1)


def desk(p: Pen, x: float, y: float, w: float, words: str = "", ink: Colour = "#274690") -> None:
    """A newsreader's desk."""
    p.poly([(x - w / 2, y), (x + w / 2, y), (x + w / 2 - 10, y + 60), (x - w / 2 + 10, y + 60)], ink)
    p.box(x - w / 2 - 4, y - 4, w + 8, 6, mix(ink, "white", 0.3), 2)
    if words:
        p.text(x, y + 20, words, 13, "white")


def chart(
    p: Pen, x: float, y: float, w: float, h: float, values: Sequence[float], grown: float = 1, ink: Colour = "#457b9d"
) -> None:
    """A bar chart with its lower left corner at (x, y); values from 0 to 1."""
    step = w / len(values)
    for k, value in enumerate(values):
        p.box(
            x + k * step + step * 0.15,
            y - h * value * grown,
            step * 0.7,
            h * value * grown,
            mix(ink, "#f4a261", k / len(values)),
        )
    p.line([(x, y - h), (x, y), (x + w, y)], "#333a45", 1.2)


def clock_face(p: Pen, x: float, y: float, r: float, hours: float, ink: Colour = "#333a45") -> None:
    """A clock that shows a time in hours."""
    p.dot(x, y, r, "#fdfdf8", ink, r * 0.1)
    for k in range(12):
        w = math.tau * k / 12
        p.dot(x + r * 0.8 * math.cos(w), y + r * 0.8 * math.sin(w), r * 0.05, ink)
    for turn, long, wide in ((hours / 12, 0.5, 0.1), (hours % 1, 0.75, 0.07)):
        w = math.tau * turn - math.pi / 2
        p.line([(x, y), (x + r * long * math.cos(w), y + r * long * math.sin(w))], ink, r * wide)


def ball(p: Pen, x: float, y: float, r: float, turn: float = 0, kind: str = "football") -> None:
    """A ball for a game."""
    with p.at(x, y, turn=turn):
        if kind == "basketball":
            p.dot(0, 0, r, "#e8792b")
            p.line([(-r, 0), (r, 0)], "#5a2a0c", r * 0.12)
            p.line([(0, -r), (0, r)], "#5a2a0c", r * 0.12)
            return
        p.dot(0, 0, r, "white", "#39404d", r * 0.12)
        for k in range(5):
            w = math.tau * k / 5
            p.dot(0.62 * r * math.cos(w), 0.62 * r * math.sin(w), r * 0.22, "#39404d")
        p.dot(0, 0, r * 0.26, "#39404d")


def flame(p: Pen, x: float, y: float, t: float, size: float = 1) -> None:
    """A fire that burns at (x, y)."""
    with p.at(x, y, size):
        for ink, k in (("#e4572e", 1.0), ("#ff9f1c", 0.68), ("#ffe066", 0.36)):
            w, v = swing(t, 0.7, 4 * k), swing(t, 0.47, 3 * k, 0.3)
            p.blob(
                [
                    (-11 * k, 0),
                    (-13 * k, -12 * k),
                    (-5 * k + w, -24 * k),
                    (w * 1.3, -40 * k - v),
                    (6 * k + v, -22 * k),
                    (13 * k, -12 * k),
                    (11 * k, 0),
                ],
                ink,
            )


def ghost(
    p: Pen,
    x: float,
    y: float,
    t: float,
    size: float = 1,
    mood: str = "happy",
    ink: Colour = "#f8f9ff",
    alpha: float = 0.93,
) -> None:
    """A bed-sheet ghost; (x, y) is its middle."""
    with p.at(x, y + swing(t, 2.4, 3), size):
        hem = [(20 - k * 5, 24 + (4 if k % 2 else -1) + swing(t, 1.1, 1.5, k / 8)) for k in range(9)]
        p.poly(
            [
                *[(20 * math.cos(math.radians(a)), -8 + 22 * math.sin(math.radians(a))) for a in range(180, 361, 15)],
                *hem,
            ],
            fade(ink, alpha),
        )
        for side in (-1, 1):
            p.oval(side * 7, -9, 3, 4.4, "#22263a")
            if mood == "angry":
                p.poly([(side * 2, -15), (side * 12, -19), (side * 11, -12)], fade(ink, 1))
            if mood == "happy":
                p.oval(side * 12, -2, 3, 1.8, fade("#ff8fab", 0.7))
        if mood == "happy":
            p.arc(0, -2, 5, 4, 15, 165, "#22263a", 1.3)
        else:
            p.oval(0, 3, 4.4, 6, "#22263a")


def computer(p: Pen, x: float, y: float, size: float = 1, screen: Colour = "#1d3557") -> None:
    """A desktop screen on its foot at (x, y); draw into -30…30, -54…-16 for what it shows."""
    with p.at(x, y, size):
        p.box(-6, -14, 12, 12, "#9aa3ad")
        p.box(-16, -3, 32, 3, "#7d8691", 1)
        p.box(-36, -60, 72, 48, "#c3cad2", 4)
        p.box(-31, -55, 62, 38, screen, 2)


def robot(
    p: Pen,
    x: float,
    y: float,
    t: float,
    size: float = 1,
    ink: Colour = "#8ecae6",
    mood: str = "happy",
    arms: tuple[float, float] = (20, 20),
) -> None:
    """A robot whose feet stand at (x, y)."""
    with p.at(x, y, size):
        dark = mix(ink, "#1d3557", 0.5)
        for side, w in ((-1, arms[0]), (1, arms[1])):
            p.box(side * 8 - 4, -14, 8, 14, dark, 2)
            a = math.radians(w)
            end = (side * (15 + 16 * math.sin(a)), -36 + 16 * math.cos(a))
            p.line([(side * 15, -36), end], dark, 4)
            p.dot(*end, 3.6, ink)
        p.box(-16, -42, 32, 30, ink, 5)
        p.box(-9, -36, 18, 12, dark, 2)
        for k in range(3):
            p.dot(-5 + k * 5, -30, 1.8, ("#ef476f", "#ffd166", "#06d6a0")[(int(t * 3) + k) % 3])
        p.box(-3, -47, 6, 6, dark)
        p.box(-14, -66, 28, 20, ink, 6)
        p.line([(0, -66), (0, -73)], dark, 1.6)
        p.dot(0, -74, 2.6, "#ef476f")
        for side in (-1, 1):
            p.dot(side * 6, -58, 3.8, "#fdfdf8")
            p.dot(side * 6, -58, 1.8, "#1d1d1d")
            if mood == "angry":
                p.line([(side * 2, -62), (side * 10, -65)], "#1d1d1d", 1.2)
        if mood in ("sad", "angry"):
            p.arc(0, -49, 5, 2.6, 200, 340, "#1d3557", 1.3)
        else:
            p.arc(0, -53, 5, 3, 15, 165, "#1d3557", 1.3)
