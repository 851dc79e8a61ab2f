"""Time in a scene, the register of scenes, and what several of them say on screen."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from scenes_pen import HEIGHT, WIDTH, Colour, Pen, fade

if TYPE_CHECKING:
    from scenes_sound import Track

Draw = Callable[[Pen, float], None]


@dataclass(frozen=True)
class Scene:
    """One clip's drawing: `draw(pen, t)` paints the frame at t seconds."""

    number: int
    id: str
    seconds: float
    draw: Draw
    poster: float
    """The second whose frame is the still picture."""
    sound: Callable[[], Track] | None


SCENES: dict[str, Scene] = {}
"""Every scene by its clip's id."""


def scene(
    number: int, id: str, seconds: float, poster: float | None = None, sound: Callable[[], Track] | None = None
) -> Callable[[Draw], Draw]:
    """Register a drawing function as a clip."""

    def register(draw: Draw) -> Draw:
        if id in SCENES or number in {known.number for known in SCENES.values()}:
            raise ValueError(f"scene {number} {id} is there twice")
        SCENES[id] = Scene(number, id, seconds, draw, seconds * 0.5 if poster is None else poster, sound)
        return draw

    return register


def ramp(t: float, start: float, end: float) -> float:
    """0 before `start`, 1 after `end`, straight between."""
    return max(0.0, min(1.0, (t - start) / (end - start)))


def ease(t: float, start: float, end: float) -> float:
    """As `ramp`, with a soft start and stop."""
    u = ramp(t, start, end)
    return u * u * (3 - 2 * u)


def between(a: float, b: float, share: float) -> float:
    """The number `share` of the way from a to b."""
    return a + (b - a) * share


def swing(t: float, period: float, size: float = 1.0, phase: float = 0.0) -> float:
    """A sine of time; `phase` in periods."""
    return size * math.sin(math.tau * (t / period + phase))


def hop(t: float, period: float, height: float) -> float:
    """The height of something that bounces once a period; up is negative, as y grows downwards."""
    u = (t / period) % 1
    return -height * 4 * u * (1 - u)


def toss(t: float, start: float, end: float, height: float) -> float:
    """The height of one throw between two times; up is negative."""
    u = ramp(t, start, end)
    return -height * 4 * u * (1 - u)


def cut(t: float, *starts: float) -> tuple[int, float]:
    """Which shot runs at t, from 0, and the time since it began; `starts` are those of the second shot and on."""
    index = sum(t >= start for start in starts)
    return index, t - (starts[index - 1] if index else 0)


@lru_cache(maxsize=512)
def scatter(name: str, count: int) -> tuple[tuple[float, float, float], ...]:
    """`count` triples of numbers from 0 to 1, always the same for a name."""
    source = random.Random(name)
    return tuple((source.random(), source.random(), source.random()) for _ in range(count))


def wrap(words: str, width: int) -> list[str]:
    """The words in lines of at most `width` letters."""
    lines = [""]
    for word in words.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def caption(p: Pen, words: str, y: float = 164, size: float = 11, fill: Colour = "white", bar: float = 0.6) -> None:
    """A line or two of words on a dark bar near the bottom."""
    if not words:
        return
    lines = wrap(words, 46)
    height = len(lines) * (size + 3) + 5
    top = min(y - height / 2, HEIGHT - height - 3)
    widest = max(len(line) for line in lines) * size * 0.56 + 14
    p.box(WIDTH / 2 - widest / 2, top, widest, height, fade("#10131c", bar), r=5)
    for k, line in enumerate(lines):
        p.text(WIDTH / 2, top + 3.5 + (size + 3) * (k + 0.5), line, size, fill)


def captions(p: Pen, t: float, lines: Sequence[tuple[float, str]], y: float = 164, size: float = 11) -> None:
    """The last line whose time has come; an empty one clears the bar."""
    current = [words for start, words in lines if t >= start]
    if current:
        caption(p, current[-1], y, size)


def title(p: Pen, t: float, words: str, under: str = "", until: float = 2.2, fill: Colour = "white") -> None:
    """A title over the opening that fades."""
    alpha = ramp(t, 0, 0.3) * (1 - ramp(t, until - 0.4, until))
    if alpha <= 0:
        return
    p.shade("#0b1020", 0.45 * alpha)
    lines = wrap(words, 24)
    top = HEIGHT / 2 - 13 * (len(lines) - 1) - (7 if under else 0)
    for k, line in enumerate(lines):
        p.text(WIDTH / 2, top + 26 * k, line, 22, fade(fill, alpha))
    if under:
        p.text(WIDTH / 2, top + 26 * (len(lines) - 1) + 21, under, 11, fade(fill, alpha * 0.9))


def balloon(p: Pen, x: float, y: float, words: str, size: float = 10, tail: tuple[float, float] | None = None) -> None:
    """A speech balloon around (x, y) with a tail to a mouth."""
    lines = wrap(words, 22)
    w = max(len(line) for line in lines) * size * 0.6 + 12
    h = len(lines) * (size + 2) + 8
    if tail is not None:
        p.poly([(x - 5, y), (x + 5, y), tail], "white")
    p.box(x - w / 2, y - h / 2, w, h, "white", r=7)
    for k, line in enumerate(lines):
        p.text(x, y - h / 2 + 4 + (size + 2) * (k + 0.5), line, size, "#222833")


def confetti(p: Pen, t: float, name: str = "confetti", count: int = 40) -> None:
    """Paper falling from above, from t = 0 on."""
    colours = ("#ff5d5d", "#ffd23f", "#3bceac", "#4d9de0", "#c77dff")
    for k, (u, v, w) in enumerate(scatter(name, count)):
        y = -20 + (t - v * 1.5) * (45 + 50 * w)
        if 0 < y < HEIGHT:
            with p.at(u * WIDTH + swing(t, 1.5, 6, v), y, turn=t * 200 + u * 360):
                p.box(-2, -1.2, 4, 2.4, colours[k % 5])
