"""Vehicles, food, instruments, planets, screens and other things."""

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
