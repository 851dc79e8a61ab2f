"""Sun, moon and stars, weather, and water."""

from __future__ import annotations

import math

from scenes_pen import HEIGHT, WIDTH, Colour, Pen, fade, mix
from scenes_time import scatter, swing


def sun(p: Pen, x: float, y: float, r: float = 16, t: float = 0, rays: bool = True, ink: Colour = "#ffd23f") -> None:
    """The sun, with rays that turn slowly."""
    if rays:
        for k in range(12):
            w = math.tau * k / 12 + t * 0.2
            c, s = math.cos(w), math.sin(w)
            p.line(
                [(x + c * r * 1.25, y + s * r * 1.25), (x + c * r * 1.6, y + s * r * 1.6)], fade(ink, 0.85), r * 0.13
            )
    p.dot(x, y, r, ink)


def moon(p: Pen, x: float, y: float, r: float = 14, ink: Colour = "#f4f1de") -> None:
    """A full moon."""
    p.glow(x, y, r * 2.2, ink, 0.25)
    p.dot(x, y, r, ink)
    for dx, dy, k in ((-0.3, -0.2, 0.22), (0.35, 0.2, 0.16), (-0.05, 0.45, 0.13)):
        p.dot(x + dx * r, y + dy * r, k * r, mix(ink, "#8d99ae", 0.3))


def stars(p: Pen, name: str = "stars", count: int = 60, bottom: float = 120, ink: Colour = "white") -> None:
    """Stars that stand still."""
    for u, v, w in scatter(name, count):
        p.dot(u * WIDTH, v * bottom, 0.4 + 0.7 * w, fade(ink, 0.4 + 0.6 * w))


def twinkle(p: Pen, t: float, name: str = "twinkle", count: int = 8, bottom: float = 100) -> None:
    """A few stars that twinkle."""
    for u, v, w in scatter(name, count):
        r = 0.6 + 1.1 * abs(swing(t, 1.5 + 2 * w, 1, w))
        x, y = u * WIDTH, v * bottom
        p.line([(x - r * 1.6, y), (x + r * 1.6, y)], "white", 0.5)
        p.line([(x, y - r * 1.6), (x, y + r * 1.6)], "white", 0.5)


def cloud(p: Pen, x: float, y: float, size: float = 1, ink: Colour = "white") -> None:
    """A cloud."""
    for dx, dy, r in ((-14, 2, 8), (-4, -4, 11), (8, -2, 9), (16, 3, 6)):
        p.dot(x + dx * size, y + dy * size, r * size, ink)
    p.box(x - 22 * size, y + 1 * size, 44 * size, 9 * size, ink, 4.5 * size)


def sea(p: Pen, y: float, t: float, ink: Colour = "#2a7fa5", rows: int = 4, rough: float = 1.5) -> None:
    """Water from y down, with rows of waves that move."""
    p.poly([(0, y), (WIDTH, y), (WIDTH, HEIGHT), (0, HEIGHT)], ink)
    for row in range(rows):
        top = y + 4 + row * (HEIGHT - y) / rows
        line = [
            (x, top + rough * (1 + row * 0.5) * math.sin(x / (16 + 6 * row) + t * (1.4 - 0.2 * row) + row * 1.7))
            for x in range(0, WIDTH + 8, 6)
        ]
        p.line(line, fade("white", 0.16 + 0.05 * row), 1 + 0.3 * row)


def glitter(p: Pen, x: float, y: float, t: float, ink: Colour = "#ffe9a8", count: int = 9) -> None:
    """The light of sun or moon on water, below (x, y)."""
    for k in range(count):
        wide = 5 + k * 2.2 + swing(t, 1.7, 2.5, k / count * 2)
        p.line([(x - wide, y + k * 6), (x + wide, y + k * 6)], fade(ink, 0.55 - k * 0.035), 1.4)


def rainfall(
    p: Pen,
    t: float,
    count: int = 50,
    ink: Colour = "#b8d0e8",
    slant: float = 0.12,
    speed: float = 260,
    bottom: float = HEIGHT,
    alpha: float = 0.6,
) -> None:
    """Falling rain."""
    for u, v, w in scatter("rain", count):
        y = (v * bottom + t * speed * (0.8 + 0.4 * w)) % (bottom + 20) - 10
        x = (u * (WIDTH + 40) - slant * y) % (WIDTH + 10)
        p.line([(x, y), (x - slant * 9, y + 9)], fade(ink, alpha), 0.8)


def snowfall(p: Pen, t: float, count: int = 45, speed: float = 22, name: str = "snow") -> None:
    """Falling snow."""
    for u, v, w in scatter(name, count):
        y = (v * 190 + t * speed * (0.6 + 0.8 * w)) % 190 - 5
        p.dot(u * WIDTH + swing(t, 4, 7, w), y, 0.9 + 1.3 * w, "white")
