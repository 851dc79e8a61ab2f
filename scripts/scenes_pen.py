"""The pen that draws the sample clips: shapes in a 320×180 plane, drawn three times as large and reduced."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import numpy as np
from PIL import Image, ImageColor, ImageDraw, ImageFont

WIDTH, HEIGHT = 320, 180
SUPERSAMPLING = 3

Point = tuple[float, float]
Colour = str | tuple[int, ...]
Matrix = tuple[float, float, float, float, float, float]

FONT_FILES = {
    "sans": "NotoSans-Bold.ttf",
    "plain": "NotoSans-Regular.ttf",
    "serif": "NotoSerif-Bold.ttf",
    "mono": "DejaVuSansMono-Bold.ttf",
    "symbols": "DejaVuSans-Bold.ttf",
}
"""Fonts under the SIL Open Font License (Noto) or the Bitstream Vera licence (DejaVu); only drawings are shipped."""

FONT_FOLDERS = (Path("/usr/share/fonts/truetype/noto"), Path("/usr/share/fonts/truetype/dejavu"))


@lru_cache(maxsize=128)
def open_font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """A font by its short name at a size in device pixels; raises FileNotFoundError where it is not installed."""
    for folder in FONT_FOLDERS:
        if (folder / FONT_FILES[name]).exists():
            return ImageFont.truetype(folder / FONT_FILES[name], size)
    raise FileNotFoundError(f"{FONT_FILES[name]}: install Debian's fonts-noto-core and fonts-dejavu")


def rgba(colour: Colour) -> tuple[int, int, int, int]:
    """A colour as four numbers from 0 to 255."""
    if isinstance(colour, str):
        colour = ImageColor.getrgb(colour)
    return (colour[0], colour[1], colour[2], colour[3] if len(colour) > 3 else 255)


def fade(colour: Colour, alpha: float) -> Colour:
    """The colour with an opacity from 0 to 1."""
    r, g, b, a = rgba(colour)
    return (r, g, b, round(a * max(0.0, min(1.0, alpha))))


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """The colour between two, `share` (0 to 1) of the way."""
    share = max(0.0, min(1.0, share))
    return tuple(round(a + (b - a) * share) for a, b in zip(rgba(first), rgba(second), strict=True))


def smooth_through(points: Sequence[Point], closed: bool, steps: int = 6) -> list[Point]:
    """A Catmull-Rom curve through the points."""
    count = len(points)
    out: list[Point] = []
    for i in range(count if closed else count - 1):
        near = [points[j % count] if closed else points[max(0, min(count - 1, j))] for j in range(i - 1, i + 3)]
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = near
        for k in range(steps):
            u = k / steps
            a, b, c = -u + 2 * u * u - u**3, 2 - 5 * u * u + 3 * u**3, u + 4 * u * u - 3 * u**3
            d = u**3 - u * u
            out.append(((a * x0 + b * x1 + c * x2 + d * x3) / 2, (a * y0 + b * y1 + c * y2 + d * y3) / 2))
    return out if closed else [*out, points[-1]]


class Pen:
    """Draws on one frame; every shape passes through the current transformation."""

    stills: dict[object, Image.Image]

    def __init__(self, stills: dict[object, Image.Image] | None = None) -> None:
        self.stills = {} if stills is None else stills
        self.matrix: Matrix = (SUPERSAMPLING, 0, 0, 0, SUPERSAMPLING, 0)
        self.take(Image.new("RGB", (WIDTH * SUPERSAMPLING, HEIGHT * SUPERSAMPLING), "black"))

    def take(self, image: Image.Image) -> None:
        """Draw on this image from now on."""
        self.image = image
        self.draw = ImageDraw.Draw(image, "RGBA")

    def frame(self) -> Image.Image:
        """What was drawn, in 320×180."""
        return self.image.reduce(SUPERSAMPLING)

    def still(self, key: object, paint: Callable[[Pen], None]) -> None:
        """A backdrop that stays the same: painted once, then laid down."""
        if key not in self.stills:
            pen = Pen(self.stills)
            paint(pen)
            self.stills[key] = pen.image
        self.take(self.stills[key].copy())

    @contextmanager
    def at(
        self, x: float = 0, y: float = 0, size: float = 1, turn: float = 0, flip: bool = False, tall: float = 1
    ) -> Iterator[Pen]:
        """Draw around (x, y), `size` times as large, turned by degrees clockwise, mirrored, `tall` times as high."""
        before = self.matrix
        a, b, c, d, e, f = before
        cos, sin = math.cos(math.radians(turn)) * size, math.sin(math.radians(turn)) * size
        across = -1 if flip else 1
        p, q, r, s = cos * across, -sin * tall, sin * across, cos * tall
        self.matrix = (
            a * p + b * r,
            a * q + b * s,
            a * x + b * y + c,
            d * p + e * r,
            d * q + e * s,
            d * x + e * y + f,
        )
        yield self
        self.matrix = before

    def place(self, points: Sequence[Point]) -> list[Point]:
        """The points in device pixels."""
        a, b, c, d, e, f = self.matrix
        return [(a * x + b * y + c, d * x + e * y + f) for x, y in points]

    def reach(self) -> float:
        """Device pixels per unit of length."""
        a, b, _, d, e, _ = self.matrix
        return math.sqrt(abs(a * e - b * d))

    def poly(self, points: Sequence[Point], fill: Colour, edge: Colour | None = None, width: float = 1) -> None:
        """A filled polygon."""
        self.draw.polygon(self.place(points), fill=rgba(fill))
        if edge is not None:
            self.line([*points, points[0]], edge, width)

    def blob(self, points: Sequence[Point], fill: Colour, edge: Colour | None = None, width: float = 1) -> None:
        """A filled shape with a smooth outline through the points."""
        self.poly(smooth_through(points, closed=True), fill, edge, width)

    def oval(
        self, x: float, y: float, rx: float, ry: float, fill: Colour, edge: Colour | None = None, width: float = 1
    ) -> None:
        """A filled ellipse around (x, y)."""
        count = int(min(72, 12 + max(rx, ry) * self.reach() * 0.5))
        turns = [math.tau * i / count for i in range(count)]
        self.poly([(x + rx * math.cos(w), y + ry * math.sin(w)) for w in turns], fill, edge, width)

    def dot(self, x: float, y: float, r: float, fill: Colour, edge: Colour | None = None, width: float = 1) -> None:
        """A filled circle around (x, y)."""
        self.oval(x, y, r, r, fill, edge, width)

    def box(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        fill: Colour,
        r: float = 0,
        edge: Colour | None = None,
        width: float = 1,
    ) -> None:
        """A filled box from its upper left corner, its corners rounded by r."""
        if r <= 0:
            self.poly([(x, y), (x + w, y), (x + w, y + h), (x, y + h)], fill, edge, width)
            return
        r = min(r, w / 2, h / 2)
        corners = ((x + w - r, y + r, -90), (x + w - r, y + h - r, 0), (x + r, y + h - r, 90), (x + r, y + r, 180))
        points = [
            (cx + r * math.cos(math.radians(a + k * 18)), cy + r * math.sin(math.radians(a + k * 18)))
            for cx, cy, a in corners
            for k in range(6)
        ]
        self.poly(points, fill, edge, width)

    def line(self, points: Sequence[Point], fill: Colour, width: float = 1, smooth: bool = False) -> None:
        """A line with round ends and joints."""
        if smooth and len(points) > 2:
            points = smooth_through(points, closed=False)
        placed, thick = self.place(points), max(1.0, width * self.reach())
        self.draw.line(placed, fill=rgba(fill), width=round(thick), joint="curve")
        if thick > 3 and rgba(fill)[3] == 255:
            for px, py in (placed[0], placed[-1]):
                r = thick / 2 - 0.5
                self.draw.ellipse((px - r, py - r, px + r, py + r), fill=rgba(fill))

    def arc(
        self, x: float, y: float, rx: float, ry: float, start: float, end: float, fill: Colour, width: float = 1
    ) -> None:
        """A part of an ellipse's outline, from and to an angle in degrees clockwise from three o'clock."""
        steps = max(6, int(abs(end - start) / (4 if max(rx, ry) > 30 else 12)))
        turns = [math.radians(start + (end - start) * k / steps) for k in range(steps + 1)]
        self.line([(x + rx * math.cos(w), y + ry * math.sin(w)) for w in turns], fill, width)

    def wedge(self, x: float, y: float, r: float, start: float, end: float, fill: Colour) -> None:
        """A slice of a circle, angles as in `arc`."""
        steps = max(4, int(abs(end - start) / 8))
        turns = [math.radians(start + (end - start) * k / steps) for k in range(steps + 1)]
        self.poly([(x, y), *((x + r * math.cos(w), y + r * math.sin(w)) for w in turns)], fill)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float = 12,
        fill: Colour = "white",
        font: str = "sans",
        anchor: str = "mm",
        edge: Colour | None = None,
    ) -> None:
        """Words around (x, y); size is the letters' height in units, `anchor` as in Pillow."""
        ((px, py),) = self.place([(x, y)])
        face = open_font(font, max(6, round(size * self.reach())))
        thick = 0 if edge is None else round(1.2 * SUPERSAMPLING)
        ink, rim = rgba(fill), rgba(fill if edge is None else edge)
        self.draw.text((px, py), words, font=face, fill=ink, anchor=anchor, stroke_width=thick, stroke_fill=rim)

    def sky(self, top: Colour, bottom: Colour, from_y: float = 0, to_y: float = HEIGHT) -> None:
        """A vertical gradient over the whole width."""
        rows = round((to_y - from_y) * SUPERSAMPLING)
        shares = np.linspace(0, 1, max(1, rows))[:, None]
        ramp = np.array(rgba(top)[:3]) * (1 - shares) + np.array(rgba(bottom)[:3]) * shares
        band = np.repeat(ramp[:, None, :], WIDTH * SUPERSAMPLING, axis=1).round().astype(np.uint8)
        self.image.paste(Image.fromarray(band, "RGB"), (0, round(from_y * SUPERSAMPLING)))
        if to_y < HEIGHT:
            self.box(0, to_y - 0.5, WIDTH, HEIGHT - to_y + 1, bottom)

    def glow(self, x: float, y: float, r: float, fill: Colour, strength: float = 0.5, rings: int = 5) -> None:
        """A soft light around (x, y)."""
        for k in range(rings, 0, -1):
            self.dot(x, y, r * k / rings, fade(fill, strength / rings))

    def shade(self, fill: Colour, alpha: float) -> None:
        """A veil over the whole frame."""
        if alpha > 0:
            self.draw.rectangle((0, 0, WIDTH * SUPERSAMPLING, HEIGHT * SUPERSAMPLING), fill=rgba(fade(fill, alpha)))
