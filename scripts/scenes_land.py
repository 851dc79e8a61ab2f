"""Land, sky, weather, plants and buildings."""

from __future__ import annotations

import math

from scenes_pen import HEIGHT, WIDTH, Colour, Pen, mix
from scenes_time import scatter, swing


def hills(p: Pen, y: float, height: float, ink: Colour, phase: float = 0, length: float = 130) -> None:
    """A line of hills down to the frame's edge."""
    line = [
        (x, y - height * (0.5 + 0.5 * math.sin(x / length * math.tau + phase * math.tau)))
        for x in range(-4, WIDTH + 9, 4)
    ]
    p.poly([(-4, HEIGHT + 2), *line, (WIDTH + 6, HEIGHT + 2)], ink)


def peaks(p: Pen, y: float, tops: list[tuple[float, float]], ink: Colour, snow: bool = True) -> None:
    """Mountains with tops at these points, down to y."""
    for x, top in tops:
        wide = (y - top) * 0.9
        p.poly([(x - wide, y), (x, top), (x + wide, y)], ink)
        p.poly([(x, top), (x + wide, y), (x + wide * 0.2, y)], mix(ink, "black", 0.15))
        if snow:
            h = (y - top) * 0.3
            p.poly(
                [
                    (x, top),
                    (x - h * 0.9, top + h),
                    (x - h * 0.3, top + h * 0.8),
                    (x, top + h * 1.15),
                    (x + h * 0.35, top + h * 0.75),
                    (x + h * 0.9, top + h),
                ],
                "#f7fbff",
            )


def tree(p: Pen, x: float, y: float, size: float = 1, ink: Colour = "#4f8a3c", sway: float = 0) -> None:
    """A round tree."""
    p.poly(
        [(x - 3 * size, y), (x + 3 * size, y), (x + 2 * size, y - 22 * size), (x - 2 * size, y - 22 * size)], "#7a5230"
    )
    for dx, dy, r in ((-9, -28, 11), (9, -28, 11), (0, -38, 13), (0, -27, 10)):
        p.dot(x + dx * size + sway, y + dy * size, r * size, ink)
    p.dot(x - 4 * size + sway, y - 40 * size, 7 * size, mix(ink, "white", 0.14))


def pine(p: Pen, x: float, y: float, size: float = 1, ink: Colour = "#2f5d46", snow: bool = False) -> None:
    """A fir."""
    p.box(x - 2 * size, y - 8 * size, 4 * size, 8 * size, "#5d4027")
    for k in range(3):
        base, wide = y - (7 + k * 11) * size, (15 - k * 3.6) * size
        p.poly([(x - wide, base), (x, base - 19 * size), (x + wide, base)], mix(ink, "white", 0.05 * k))
        if snow:
            p.poly(
                [(x - wide * 0.42, base - 11 * size), (x, base - 19 * size), (x + wide * 0.42, base - 11 * size)],
                "#f4f9ff",
            )


def palm(p: Pen, x: float, y: float, size: float = 1, t: float = 0) -> None:
    """A palm tree."""
    with p.at(x, y, size):
        p.line([(0, 0), (3, -20), (9, -42)], "#8a6238", 5, smooth=True)
        for w in (-160, -125, -70, -30, 5, -195):
            c, s = math.cos(math.radians(w + swing(t, 3, 3))), math.sin(math.radians(w))
            p.blob(
                [(9, -42), (9 + 14 * c - 2, -47 + 14 * s), (9 + 27 * c, -36 + 18 * s), (9 + 13 * c, -40 + 12 * s)],
                "#3f9142",
            )


def flower(
    p: Pen,
    x: float,
    y: float,
    height: float = 22,
    ink: Colour = "#ef476f",
    size: float = 1,
    lean: float = 0,
    petals: int = 6,
    heart: Colour = "#ffd166",
) -> None:
    """A flower that grows from (x, y)."""
    top = (x + lean, y - height)
    p.line([(x, y), (x + lean * 0.3, y - height * 0.5), top], "#3f8f4a", 1.8 * size, smooth=True)
    p.blob(
        [(x + lean * 0.2, y - height * 0.4), (x + 8 * size, y - height * 0.6), (x + 3 * size, y - height * 0.35)],
        "#4faa58",
    )
    for k in range(petals):
        w = math.tau * k / petals
        p.dot(top[0] + 4.2 * size * math.cos(w), top[1] + 4.2 * size * math.sin(w), 3.2 * size, ink)
    p.dot(top[0], top[1], 3 * size, heart)


def grass(p: Pen, y: float, ink: Colour = "#6aa84f", tufts: int = 30) -> None:
    """A lawn from y down."""
    p.box(0, y, WIDTH, HEIGHT - y, ink)
    for u, v, w in scatter("tufts", tufts):
        x, ty = u * WIDTH, y + 3 + v * (HEIGHT - y)
        p.line([(x, ty), (x - 1.5, ty - 3 - 2 * w)], mix(ink, "black", 0.15), 0.9)
        p.line([(x, ty), (x + 1.5, ty - 3 - 2 * w)], mix(ink, "black", 0.15), 0.9)


def house(
    p: Pen,
    x: float,
    y: float,
    size: float = 1,
    wall: Colour = "#f2d6b3",
    roof: Colour = "#b5533c",
    lit: bool = False,
    snow: bool = False,
) -> None:
    """A house that stands on (x, y)."""
    with p.at(x, y, size):
        p.box(-18, -26, 36, 26, wall)
        p.poly([(-22, -25), (0, -46), (22, -25)], roof)
        p.box(9, -46, 6, 12, mix(roof, "black", 0.2))
        if snow:
            p.poly([(-22, -25), (0, -46), (22, -25), (17, -26), (0, -40), (-17, -26)], "#f7fbff")
        p.box(-5, -15, 10, 15, "#6b4a2f", 1)
        for wx in (-13, 8):
            p.box(wx, -20, 6, 7, "#ffe08a" if lit else "#a7cbe0")


def skyline(p: Pen, y: float, name: str = "city", ink: Colour = "#44506a", lit: bool = False, count: int = 16) -> None:
    """Houses of a town in a row."""
    for k, (u, v, w) in enumerate(scatter(name, count)):
        x, wide, high = k * WIDTH / count - 2, WIDTH / count + 4, 24 + 56 * v
        tint = mix(ink, "white", 0.12 * w)
        p.box(x, y - high, wide, high, tint)
        for row in range(int(high // 11)):
            for column in range(2):
                on = lit and (k * 7 + row * 3 + column * 5 + int(u * 9)) % 3
                p.box(x + 4 + column * 9, y - high + 5 + row * 11, 4, 5, "#ffe08a" if on else mix(tint, "black", 0.2))


def room(p: Pen, wall: Colour = "#f0dcc0", floor: Colour = "#b88a5b", y: float = 140) -> None:
    """A room's wall and floor."""
    p.box(0, 0, WIDTH, y, wall)
    p.box(0, y, WIDTH, HEIGHT - y, floor)
    p.box(0, y - 4, WIDTH, 4, mix(wall, "white", 0.5))


def window(p: Pen, x: float, y: float, w: float, h: float, view: Colour = "#a9d6ef", frame: Colour = "#fdf7ee") -> None:
    """A window's frame and pane."""
    p.box(x - 3, y - 3, w + 6, h + 6, frame, 2)
    p.box(x, y, w, h, view)


def bars(p: Pen, x: float, y: float, w: float, h: float, frame: Colour = "#fdf7ee") -> None:
    """A window's cross and sill, in front of what is seen through it."""
    p.box(x + w / 2 - 1.2, y, 2.4, h, frame)
    p.box(x, y + h / 2 - 1.2, w, 2.4, frame)
    p.box(x - 7, y + h + 2, w + 14, 5, mix(frame, "black", 0.08), 1)


def kitchen(p: Pen, wall: Colour = "#ffe8c7") -> None:
    """A kitchen: tiles, a shelf, a worktop from y = 130."""
    room(p, wall, "#c9a77c", 150)
    for k in range(17):
        for row in range(2):
            p.box(k * 20 - 8 + row * 10, 96 + row * 16, 18, 14, mix(wall, "#7fb7be", 0.45), 1)
    p.box(20, 44, 110, 5, "#9c6b3f", 1)
    for k, ink in enumerate(("#e07a5f", "#81b29a", "#f2cc8f", "#3d5a80")):
        p.box(28 + k * 24, 28, 14, 16, ink, 3)
        p.box(30 + k * 24, 24, 10, 4, mix(ink, "black", 0.3), 1)
    p.box(0, 130, WIDTH, 8, "#8c5e3c")
    p.box(0, 138, WIDTH, 42, "#d9c3a0")


def stage(p: Pen, curtain: Colour = "#8f1d2c", floor: Colour = "#5a3a22") -> None:
    """A stage with a curtain."""
    p.sky("#1b1020", "#3a1d30")
    p.box(0, 140, WIDTH, 40, floor)
    for side in (0, 1):
        for k in range(4):
            x = k * 12 if side == 0 else WIDTH - 12 - k * 12
            p.box(x, 0, 12, 146, mix(curtain, "black", 0.12 * (k % 2)))
    for k in range(9):
        p.wedge(k * 40, 0, 22, 0, 180, mix(curtain, "black", 0.1 * (k % 2)))
