"""Hats, each on a head of radius 10 around (0, 0)."""

from __future__ import annotations

from collections.abc import Callable

from scenes_pen import Colour, Pen, fade, mix


def chef(p: Pen, ink: Colour, facing: float) -> None:
    """A cook's hat."""
    p.box(-8, -16, 16, 9, "#f4f4f4", 1)
    for x in (-6, 0, 6):
        p.dot(x, -18, 5.4, "white")


def cap(p: Pen, ink: Colour, facing: float) -> None:
    """A cap with a visor."""
    p.wedge(0, -5, 10.4, 180, 360, ink)
    p.box(-2 if facing >= 0 else -14, -6.5, 16, 2.6, mix(ink, "black", 0.25), 1.2)


def helmet(p: Pen, ink: Colour, facing: float) -> None:
    """A helmet."""
    p.wedge(0, -3, 11.2, 180, 360, ink)
    p.box(-11.2, -4, 22.4, 2.4, mix(ink, "black", 0.3), 1)


def beanie(p: Pen, ink: Colour, facing: float) -> None:
    """A woollen hat with a bobble."""
    p.wedge(0, -4, 10.6, 180, 360, ink)
    p.box(-10.8, -6, 21.6, 4, mix(ink, "white", 0.35), 2)
    p.dot(0, -16, 3, mix(ink, "white", 0.6))


def straw(p: Pen, ink: Colour, facing: float) -> None:
    """A straw hat with a ribbon."""
    p.oval(0, -7, 15, 3, "#e3c16f")
    p.wedge(0, -7, 8, 180, 360, "#e9cd85")
    p.box(-8, -9.2, 16, 2.4, ink)


def band(p: Pen, ink: Colour, facing: float) -> None:
    """A headband."""
    p.box(-10.2, -7, 20.4, 3, ink, 1)


def space(p: Pen, ink: Colour, facing: float) -> None:
    """An astronaut's helmet."""
    p.dot(0, -1, 14, fade("#cfe8ff", 0.35), "#eef3f8", 1.6)


HATS: dict[str, Callable[[Pen, Colour, float], None]] = {
    "chef": chef,
    "cap": cap,
    "helmet": helmet,
    "beanie": beanie,
    "straw": straw,
    "band": band,
    "space": space,
}
"""Hats by the name that `Look.hat` gives."""
