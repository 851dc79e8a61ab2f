# ruff: noqa: C901 - a scene is a list of what happens when; its branches are its beats
"""Clips 83 to 85."""

from __future__ import annotations

import itertools
import math

import scenes_creatures as creatures
import scenes_people as people
import scenes_sky as sky
import scenes_sound as sound
from scenes_pen import Pen, fade
from scenes_people import Look
from scenes_sound import Track
from scenes_time import (
    balloon,
    between,
    captions,
    ease,
    ramp,
    scatter,
    scene,
    swing,
    title,
    toss,
)


def whale_sound() -> Track:
    track = Track(48).add(sound.soften(sound.grains(48, 21), 260), 0, 0.5)
    calls = (
        (3, 180, 420, 2.4),
        (7, 420, 160, 3),
        (13, 120, 300, 2),
        (16, 300, 520, 1.6),
        (21, 500, 140, 3.4),
        (29, 160, 380, 2.6),
        (33, 380, 200, 2.2),
        (39, 220, 110, 3.6),
    )
    for at, low, high, seconds in calls:
        track.add(sound.glide(low, high, seconds, "flute"), at, 0.5).add(
            sound.glide(low, high, seconds, "flute"), at + 0.6, 0.2
        )
    return track


@scene(83, "two-whales-singing", 48, 23, whale_sound)
def whales(p: Pen, t: float) -> None:
    def deep(q: Pen) -> None:
        q.sky("#15527d", "#04121f")
        for k in range(4):
            q.poly([(40 + k * 76, 0), (64 + k * 76, 0), (30 + k * 70, 180), (-30 + k * 70, 180)], fade("white", 0.035))

    p.still("deep", deep)
    creatures.whale(p, between(-60, 260, ramp(t, 0, 44)), 78 + swing(t, 9, 9), t, 1.3)
    creatures.whale(p, between(-150, 178, ramp(t, 4, 46)), 128 + swing(t, 8, 6, 0.3), t + 1, 0.65, "#5b7aa3")
    for at in (3, 7, 13, 16, 21, 29, 33, 39):
        if at < t < at + 4:
            u = (t - at) / 4
            x = between(-60, 260, ramp(at, 0, 44)) + 66
            for k in range(3):
                p.arc(x, 78, 14 + 60 * u + k * 9, 14 + 60 * u + k * 9, -40, 40, fade("#bfe9ff", 0.5 * (1 - u)), 1.2)
    for u, v, w in scatter("plankton", 24):
        p.dot((u * 320 - t * 3 * w) % 320, v * 180 + swing(t, 6, 3, w), 0.5 + w * 0.6, fade("white", 0.4))
    title(p, t, "Two whales singing", "a mother and her calf", 4)


def octopus_sound() -> Track:
    tune = sound.melody("E3:0.5 G3:0.5 A3:0.5 Bb3:0.5 A3:0.5 G3:0.5 E3 -:0.5 E3:0.5 G3:0.5 A3:0.5 C4 Bb3", 116, "pluck")
    track = Track(22).repeat(tune, 4.2, 0.3, 18, 0.5).add(sound.beat("h...h...h..hh...", 116, 18), 0, 0.25)
    return (
        track.add(sound.pop(), 6, 0.7)
        .add(sound.splash(), 9.4, 0.4)
        .add(sound.splash(), 16.6, 0.9)
        .add(sound.melody("C4 E4 G4 C5:2", 150, "brass"), 18.4, 0.4)
    )


@scene(84, "octopus-leaves-work-early", 22, 11, octopus_sound)
def heist(p: Pen, t: float) -> None:
    def aquarium(q: Pen) -> None:
        q.sky("#1d2a44", "#31486b")
        q.box(0, 148, 320, 32, "#28334a")
        q.box(24, 60, 110, 88, "#9aa3ad", 3)
        q.box(28, 64, 102, 80, "#3a86b5", 2)
        q.box(246, 96, 50, 52, "#6c757d")
        q.box(250, 100, 42, 6, "#111111")

    p.still("aquarium", aquarium)
    p.text(272, 88, "SEA →", 11, "#ffd166", "symbols")
    lift = ease(t, 5, 6.4)
    for k in range(2):
        creatures.fish(
            p,
            60 + k * 36 + swing(t, 5, 10, k / 2),
            124 - k * 20,
            t,
            ("#ffd166", "#ff7f51")[k],
            0.7,
            mood="happy" if t < 9 else "surprised",
        )
    p.box(22, 54 - lift * 16, 114, 7, "#6c757d", 2)
    if t < 6.4:
        creatures.octopus(p, 80, 104 - ramp(t, 4, 6.4) * 24, t, 0.9, mood="sly")
    elif t < 9.4:
        creatures.octopus(
            p,
            between(80, 160, ease(t, 6.4, 9.4)),
            between(72, 120, ease(t, 7.6, 9.4)) + toss(t, 6.4, 9, 18),
            t,
            0.9,
            mood="sly",
        )
    elif t < 15.6:
        x = between(160, 212, ease(t, 10.6, 12)) if t < 13.8 else between(212, 262, ease(t, 13.8, 15.2))
        creatures.octopus(p, x, 120, t, 0.9, mood="sly")
        if 11.6 < t < 14:
            p.box(x - 16, 88, 32, 8, "#222222", 2)
            p.box(x - 10, 76, 20, 14, "#222222", 2)
            for side in (-1, 1):
                p.box(x + side * 7 - 5, 113, 10, 7, "#222222", 2)
    elif t < 17:
        creatures.octopus(
            p, 271, between(96, 150, ramp(t, 15.6, 16.8)), t, 0.6 * (1 - 0.5 * ramp(t, 15.6, 16.8)), mood="sly"
        )
        p.box(246, 106, 50, 42, "#6c757d")
    p.box(296, 60, 30, 88, "#22304a")
    if 10.6 < t < 15:
        gx = between(350, 266, ramp(t, 11, 12.6)) if t < 13.6 else between(266, 350, ramp(t, 13.6, 15))
        people.person(
            p,
            gx,
            172,
            t,
            Look(skin="#c98e62", top="#274690", bottom="#1d2d50", hat="cap", hat_colour="#1d2d50", hair="#241a17"),
            people.walking(t, 0.8, 18),
            "neutral" if t < 13 else "happy",
            1,
            -0.8 if t < 13.3 else 0.8,
        )
        if 12.2 < t < 14:
            balloon(p, 262, 62, "Evening, sir.", 9, (262, 104))
    if t > 17.4:
        p.box(60, 20, 200, 40, fade("#10131c", 0.8), 6)
        p.text(160, 33, "POSITION VACANT", 14, "#ffd166")
        p.text(160, 50, "eight arms preferred", 9, "white")
    captions(
        p,
        t,
        [
            (0, "16:59. City Aquarium."),
            (3, "He has eight arms and a plan."),
            (6.6, ""),
            (10.6, "Act natural."),
            (15, ""),
            (17.4, "Clocked out at 17:01."),
        ],
        y=168,
        size=10,
    )


def turtle_sound() -> Track:
    return (
        Track(30)
        .add(sound.waves(30, 7), 0, 0.6)
        .repeat(sound.melody("D4:2 F#4:2 A4:2 D5:2 C#5:2 A4:2 B4:4", 84, "flute"), 12, 2, 28, 0.3)
    )


@scene(85, "tortuguita-rumbo-al-mar", 30, 16, turtle_sound)
def baby_turtle(p: Pen, t: float) -> None:
    def beach(q: Pen) -> None:
        q.sky("#f7b2a0", "#fde8d0", 0, 70)
        q.box(0, 64, 320, 40, "#3f8fb5")
        q.poly([(0, 100), (320, 92), (320, 180), (0, 180)], "#ecd3a0")
        for u, v, w in scatter("arena", 50):
            q.dot(u * 320, 108 + v * 70, 0.8 + w, "#d9bb82")
        q.oval(40, 162, 24, 8, "#cfae72")

    p.still("beach dawn", beach)
    sky.sun(p, 250, 64 - ease(t, 0, 24) * 30, 14, t, False, "#fff0c2")
    p.box(0, 66, 320, 30, "#3f8fb5")
    reach = 100 + swing(t, 5, 5)
    p.blob([(-20, 66), (-20, reach), (80, reach - 5), (180, reach + 3), (340, reach - 6), (340, 66)], "#57a5c7")
    p.line([(x, reach - 3 + 2 * math.sin(x / 30)) for x in range(0, 330, 12)], fade("white", 0.8), 2.4)
    p.oval(34, 156, 9, 11, "#fbf3e0")
    p.oval(52, 160, 8, 10, "#fbf3e0")
    if t > 1:
        p.line([(28, 152), (32, 156), (36, 151), (41, 156)], "#b99b6b", 1.2)
    if t > 3:
        path = [
            (3, 48, 158),
            (8, 96, 150),
            (11, 96, 150),
            (14, 128, 144),
            (15.6, 116, 150),
            (22, 196, 118),
            (24.6, 232, 98),
            (30, 300, 82),
        ]
        for (t0, x0, y0), (t1, x1, y1) in itertools.pairwise(path):
            if t0 <= t < t1:
                u = ramp(t, t0, t1)
                swim = t > 23.6
                creatures.turtle(
                    p,
                    between(x0, x1, u),
                    between(y0, y1, u),
                    t if (x0, y0) != (x1, y1) else 0,
                    0.8 - 0.12 * swim,
                    swim=swim,
                )
    if 8 < t < 14.4:
        creatures.crab(
            p, between(230, 140, ease(t, 8, 10)) if t < 12 else between(140, 330, ease(t, 12, 14.4)), 156, t, 0.9
        )
    captions(
        p,
        t,
        [
            (0, "Amanece. Algo se mueve en la arena."),
            (3.4, "Mide cinco centímetros."),
            (8.6, "Un cangrejo. Mejor esperar…"),
            (12.4, "¡Vía libre!"),
            (15, "Una ola en contra. Otra vez."),
            (22, "¡El mar!"),
            (25, "Buen viaje, tortuguita."),
        ],
        y=20,
        size=11,
    )
