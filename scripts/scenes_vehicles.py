"""Vehicles on rails, roads, water and in the air."""

from __future__ import annotations

import math
from collections.abc import Sequence

from scenes_pen import Colour, Pen, fade, mix
from scenes_time import swing


def wheel(p: Pen, x: float, y: float, r: float, t: float, ink: Colour = "#23252b", hub: Colour = "#c9ced6") -> None:
    """A wheel that turns once a second."""
    p.dot(x, y, r, ink)
    p.dot(x, y, r * 0.55, hub)
    for k in range(3):
        w = t * math.tau + k * math.pi / 3
        c, s = math.cos(w) * r * 0.55, math.sin(w) * r * 0.55
        p.line([(x - c, y - s), (x + c, y + s)], ink, r * 0.12)


def car(
    p: Pen,
    x: float,
    y: float,
    t: float,
    ink: Colour = "#e63946",
    size: float = 1,
    flip: bool = False,
    turn: float = 0,
    lights: bool = False,
) -> None:
    """A car that drives to the right, on the ground at y."""
    with p.at(x, y, size, turn, flip):
        if lights:
            p.poly([(28, -12), (80, -20), (80, 0)], fade("#fff3b0", 0.35))
        p.blob([(-17, -16), (-11, -27), (8, -27), (17, -16)], mix(ink, "white", 0.1))
        p.poly([(-12, -17), (-8, -25), (-1, -25), (-1, -17)], "#bfe3f5")
        p.poly([(1, -17), (1, -25), (6, -25), (12, -17)], "#bfe3f5")
        p.box(-28, -18, 56, 13, ink, 5)
        p.box(25, -15, 4, 4, "#fff3b0", 1)
        p.box(-29, -15, 3, 4, "#8d1320", 1)
        for wx in (-16, 16):
            wheel(p, wx, -5, 6.4, t)


def train(
    p: Pen, x: float, y: float, t: float, ink: Colour = "#1d7a5f", cars: int = 3, size: float = 1, lit: bool = False
) -> None:
    """A modern train that goes to the right; (x, y) is its nose on the rail."""
    with p.at(x, y, size):
        for k in range(cars):
            back = -62 * (k + 1)
            if k == 0:
                p.blob([(back, -26), (-18, -27), (-4, -18), (0, -5), (-4, -3), (back, -3)], ink)
                p.poly([(-17, -24), (-10, -23), (-4, -15), (-17, -15)], "#bfe3f5")
            else:
                p.box(back, -27, 60, 24, ink, 3)
            p.box(back + 2, -10, 56, 3, mix(ink, "white", 0.75))
            for w in range(4 if k else 3):
                p.box(back + 5 + w * 13, -22, 9, 8, "#ffe9a8" if lit else "#d5ebf5", 1.5)
            for wx in (10, 20, 40, 50):
                p.dot(back + wx, -2.6, 3, "#2b2d33")


def steam_engine(
    p: Pen, x: float, y: float, t: float, size: float = 1, cars: int = 2, ink: Colour = "#27323f", smoke: bool = True
) -> None:
    """A steam train that goes to the right; (x, y) is its buffer on the rail."""
    with p.at(x, y, size):
        if smoke:
            for k in range(7):
                age = (t * 1.4 + k) % 7
                p.dot(-13 - age * 13, -42 - age * 5, 3 + age * 1.7, fade("#f1f1f1", 0.8 - age * 0.1))
        p.box(-46, -24, 42, 14, ink, 6)
        p.box(-62, -36, 20, 28, "#a4303f", 2)
        p.box(-58, -32, 10, 9, "#ffe9a8")
        p.box(-65, -39, 26, 4, ink, 1)
        p.poly([(-17, -24), (-19, -38), (-7, -38), (-9, -24)], ink)
        p.dot(-30, -25, 4, "#d9a441")
        p.poly([(-6, -10), (2, -2), (-10, -2)], "#a4303f")
        for wx, r in ((-52, 6.5), (-36, 6.5), (-22, 5), (-11, 5)):
            wheel(p, wx, -r, r, t * 1.6, "#a4303f", "#e8e4dc")
        w = t * 1.6 * math.tau
        p.line(
            [(-52 + 4 * math.cos(w), -6.5 + 4 * math.sin(w)), (-36 + 4 * math.cos(w), -6.5 + 4 * math.sin(w))],
            "#d9dce0",
            1.5,
        )
        for k in range(cars):
            back = -66 - 52 * (k + 1)
            p.box(back, -30, 48, 23, ("#b56576", "#6d8a5e", "#d9a441")[k % 3], 2)
            p.box(back - 2, -33, 52, 4, "#4b3b33", 1)
            for c in range(3):
                p.box(back + 5 + c * 14, -26, 9, 9, "#ffe9a8", 1)
            p.line([(back + 48, -9), (back + 53, -9)], "#2b2d33", 2)
            for wx in (9, 39):
                wheel(p, back + wx, -4.6, 4.6, t * 1.6)


def rails(p: Pen, y: float, x0: float = 0, x1: float = 320) -> None:
    """Sleepers and a rail."""
    for k in range(int((x1 - x0) // 12) + 1):
        p.box(x0 + k * 12, y + 1, 7, 3, "#6b4f37")
    p.box(x0, y - 0.6, x1 - x0, 1.8, "#8d939c")


def rocket(
    p: Pen, x: float, y: float, t: float, size: float = 1, turn: float = 0, flame: float = 1, ink: Colour = "#e63946"
) -> None:
    """A rocket that points up, its tail at (x, y)."""
    with p.at(x, y, size, turn):
        if flame > 0:
            f = flame * (16 + swing(t, 0.19, 4))
            p.blob([(-6, -2), (0, f), (6, -2)], "#ff9f1c")
            p.blob([(-3, -2), (0, f * 0.6), (3, -2)], "#fff3b0")
        for side in (-1, 1):
            p.poly([(side * 7, -18), (side * 15, 0), (side * 6, -3)], ink)
        p.blob([(-7, 0), (-9, -22), (-5, -42), (0, -50), (5, -42), (9, -22), (7, 0)], "#f4f4f4")
        p.poly([(-5.4, -41), (0, -51), (5.4, -41)], ink)
        p.dot(0, -28, 4.6, "#3d5a80", "#c9ced6", 1.4)


def boat(
    p: Pen, x: float, y: float, t: float, size: float = 1, sail: Colour = "#fbfbf5", ink: Colour = "#9c4a2f"
) -> None:
    """A sailing boat, its waterline at y."""
    with p.at(x, y, size, swing(t, 3.3, 4)):
        p.poly([(-26, -6), (28, -6), (19, 6), (-18, 6)], ink)
        p.box(-26, -8, 54, 3, mix(ink, "white", 0.4), 1)
        p.line([(0, -7), (0, -52)], "#5d4027", 1.8)
        p.blob([(2, -50), (24, -14), (2, -11)], sail)
        p.poly([(-2, -46), (-18, -12), (-2, -12)], mix(sail, "#d1495b", 0.35))


def balloon_craft(
    p: Pen, x: float, y: float, t: float, inks: Sequence[Colour] = ("#e63946", "#f1faee"), size: float = 1
) -> None:
    """A hot-air balloon; (x, y) is its basket."""
    with p.at(x, y + swing(t, 4, 2), size):
        for side in (-1, 1):
            p.line([(side * 5, -7), (side * 11, -22)], "#6b4f37", 0.8)
        p.blob([(-5, -20), (-22, -42), (-20, -62), (0, -74), (20, -62), (22, -42), (5, -20)], inks[0])
        p.blob([(-2, -20), (-9, -42), (-8, -62), (0, -74), (8, -62), (9, -42), (2, -20)], inks[1 % len(inks)])
        p.box(-6, -8, 12, 8, "#a8763e", 1.5)


def plane(p: Pen, x: float, y: float, size: float = 1, ink: Colour = "#f4f4f4", turn: float = 0) -> None:
    """An airliner that flies to the right."""
    with p.at(x, y, size, turn):
        p.poly([(-30, -2), (-38, -14), (-31, -14), (-22, -3)], "#d1495b")
        p.blob([(-32, 0), (-28, -5), (20, -6), (34, 0), (26, 5), (-24, 5)], ink)
        p.poly([(-6, 1), (-20, 16), (-12, 16), (8, 2)], mix(ink, "black", 0.15))
        for k in range(7):
            p.dot(-18 + k * 6, -1.6, 1.3, "#4d9de0")


def bicycle(p: Pen, x: float, y: float, t: float, size: float = 1, ink: Colour = "#d1495b") -> None:
    """A bicycle that goes to the right."""
    with p.at(x, y, size):
        for wx in (-15, 15):
            p.arc(wx, -10, 9.5, 9.5, 0, 360, "#2b2d33", 1.6)
            for k in range(4):
                w = t * math.tau + k * math.pi / 4
                p.line(
                    [(wx - 9 * math.cos(w), -10 - 9 * math.sin(w)), (wx + 9 * math.cos(w), -10 + 9 * math.sin(w))],
                    fade("#888888", 0.7),
                    0.5,
                )
        p.line([(-15, -10), (-7, -26), (9, -26), (0, -10), (-15, -10)], ink, 1.8)
        p.line([(0, -10), (-7, -26)], ink, 1.8)
        p.line([(15, -10), (9, -30), (13, -32)], ink, 1.8)
        p.box(-12, -30, 10, 3, "#2b2d33", 1.4)


def tractor(p: Pen, x: float, y: float, t: float, size: float = 1, ink: Colour = "#2f8f4e") -> None:
    """A tractor that drives to the right."""
    with p.at(x, y, size):
        p.box(-6, -24, 34, 12, ink, 3)
        p.box(-20, -40, 22, 24, fade("#d5ebf5", 0.9), 2)
        p.box(-22, -43, 26, 4, ink, 1)
        p.box(20, -35, 3, 12, "#333333")
        wheel(p, -12, -12, 12, t * 0.6, "#23252b", "#f2c230")
        wheel(p, 21, -7, 7, t, "#23252b", "#f2c230")


def ufo(p: Pen, x: float, y: float, t: float, size: float = 1, beam: float = 0) -> None:
    """A flying saucer, with a beam of light down to `beam` units."""
    with p.at(x, y + swing(t, 1.7, 2), size):
        if beam:
            p.poly([(-9, 4), (9, 4), (24, beam), (-24, beam)], fade("#b9fbc0", 0.35))
        p.wedge(0, -3, 13, 180, 360, fade("#cfe8ff", 0.9))
        p.oval(0, 0, 30, 8, "#8d99ae")
        p.oval(0, -2, 25, 4.5, "#adb5c4")
        for k in range(5):
            p.dot(-20 + k * 10, 2.5, 1.8, "#ffd23f" if (int(t * 5) + k) % 2 else "#ef476f")
