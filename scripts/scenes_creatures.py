"""Birds, beings of the water, insects and other small or ancient animals."""

from __future__ import annotations

from scenes_pen import Colour, Pen, fade, mix
from scenes_time import swing


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
