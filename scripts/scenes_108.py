# ruff: noqa: B007, C901 - a scene is a list of what happens when; its branches are its beats
"""Clip 108."""

from __future__ import annotations

import math

import scenes_sound as sound
from scenes_pen import Colour, Pen, fade, mix
from scenes_sound import Track
from scenes_time import (
    captions,
    ramp,
    scatter,
    scene,
    swing,
)

HOUSE = [
    (0.3, "A roulette wheel has thirty-seven pockets."),
    (5, "Bet on red: eighteen win, nineteen lose."),
    (10.5, "The green zero is the whole business."),
    (15.5, "One night, anybody can be lucky."),
    (20, "Ten thousand nights, only the house."),
    (24.6, "That is not fate. It is one pocket."),
]


def house_sound() -> Track:
    track = (
        Track(28)
        .add(sound.beat("h.hh.hh.h.hh.hh.", 90, 28), 0, 0.2)
        .repeat(sound.melody("A2 E3 A3 C4 B3 E3 G#3 E3", 90, "bass"), 5.33, loud=0.35)
    )
    for at, words in HOUSE:
        track.say(at, words, "en", "m3", 150)
    for k in range(16):
        track.add(sound.hat(), 0.4 + 0.02 * k * k, 0.4)
    return track


@scene(108, "why-the-house-wins", 28, 8, house_sound)
def house(p: Pen, t: float) -> None:
    p.still("casino", lambda q: q.sky("#0b3d2e", "#06251c"))
    if t < 15.5:
        turn = 500 * (1 - math.exp(-t * 0.35))
        for k in range(37):
            a = turn + k * 360 / 37
            ink: Colour = "#2a9d4a" if k == 0 else "#c1121f" if k % 2 else "#16161d"
            if 10.5 < t < 15.5 and k:
                ink = mix(ink, "#0b3d2e", 0.6)
            p.wedge(104, 76, 64, a, a + 360 / 37 + 0.4, ink)
        p.dot(104, 76, 44, "#5d3a24")
        p.dot(104, 76, 26, "#8a5a36")
        p.dot(104, 76, 5, "#d9a441")
        b = -turn * 1.4 if t < 4.4 else turn + 5
        p.dot(104 + 54 * math.cos(math.radians(b)), 76 + 54 * math.sin(math.radians(b)), 3.4, "white")
        p.arc(104, 76, 66, 66, 0, 360, "#d9a441", 3)
        if t > 5:
            for k in range(int(min(18, (t - 5) * 8))):
                p.dot(200 + (k % 6) * 14, 36 + (k // 6) * 14, 5, "#c1121f")
            for k in range(int(min(18, max(0, (t - 6.5) * 8)))):
                p.dot(200 + (k % 6) * 14, 86 + (k // 6) * 14, 5, "#16161d", "#5b6573", 0.8)
        if t > 9:
            p.dot(200, 134, 6, "#2a9d4a", "white" if swing(t, 0.6) > 0 else "#2a9d4a", 1.4)
            p.text(212, 134, "+ 1", 12, "white", anchor="lm")
    else:
        p.line([(30, 130), (30, 20)], "#d9c9a3", 1.4)
        p.line([(30, 76), (300, 76)], fade("#d9c9a3", 0.6), 1)
        p.text(26, 14, "€", 11, "#d9c9a3")
        shown = ramp(t, 15.8, 23)
        for n in range(5):
            y, line = 76.0, [(30.0, 76.0)]
            for k, (u, v, w) in enumerate(scatter(f"gambler {n}", 60)):
                if k / 60 > shown:
                    break
                y += (u - 0.5) * 15 + 0.55
                line.append((30 + (k + 1) * 4.5, max(18.0, min(132.0, y))))
            if len(line) > 1:
                p.line(line, ("#e63946", "#ffd166", "#8ecae6", "#f4a261", "#cdb4db")[n], 1.6)
        if shown > 0.05:
            p.line([(30, 76), (30 + 270 * shown, 76 - 48 * shown)], "#2a9d4a", 3.4)
            p.text(min(276, 40 + 270 * shown), 66 - 48 * shown, "house", 10, "#8ee6a8")
    captions(p, t, HOUSE, y=164, size=11)
