"""Clips 4 to 6."""

from __future__ import annotations

from itertools import pairwise

import scenes_animals as animals
import scenes_creatures as creatures
import scenes_land as land
import scenes_people as people
import scenes_sky as sky
import scenes_sound as sound
import scenes_things as things
import scenes_vehicles as vehicles
from scenes_pen import Pen, fade, mix
from scenes_sound import Track
from scenes_time import (
    between,
    captions,
    ease,
    scatter,
    scene,
    swing,
    title,
)

PIANO = "A3+C4:2 E4 A4 E4 C4:2 F3+A3:2 C4 F4 C4 A3:2 G3+B3:2 D4 G4 D4 B3:2 E3+G#3:2 B3 E4 B3 G#3:2"


def moonlight_sound() -> Track:
    return Track(48).repeat(sound.melody(PIANO, 84, "piano", 1.6), 20.0, loud=0.8).add(sound.rain(48, 0.05), 0, 0.12)


def night_room(p: Pen) -> None:
    p.sky("#141a33", "#232b4d")
    land.window(p, 36, 24, 84, 84, "#31427a", "#59617f")
    sky.moon(p, 84, 54, 13)
    land.bars(p, 36, 24, 84, 84, "#59617f")
    p.poly([(36, 108), (120, 108), (190, 180), (70, 180)], fade("#9fb4ff", 0.10))
    p.box(0, 150, 320, 30, "#161b30")
    p.box(170, 88, 130, 62, "#0d0f18", 3)
    p.box(160, 112, 60, 10, "#0d0f18", 2)
    p.box(176, 122, 6, 30, "#0d0f18")


@scene(4, "piano-by-moonlight", 48, 24, moonlight_sound)
def moonlight(p: Pen, t: float) -> None:
    p.still("night", night_room)
    hit = int(t * 1.4) % 6
    things.piano(p, 158, 106, 64, 7, (hit * 2 % 14, (hit * 2 + 4) % 14))
    look = people.Look(skin="#d9a679", hair="#171322", style="long", top="#4a3f73", bottom="#262238")
    with p.at(136, 152):
        p.box(-12, -24, 26, 6, "#0d0f18", 2)
        people.person(
            p,
            0,
            2,
            t,
            look,
            people.Pose(
                left=58 + swing(t, 1.43, 6),
                right=70 + swing(t, 1.43, 6, 0.5),
                left_bend=20,
                right_bend=18,
                left_leg=-50,
                right_leg=55,
                right_knee=60,
                left_knee=-60,
                lean=swing(t, 5.7, 4),
            ),
            "blissful",
            1.15,
            0.9,
        )
    if t > 4:
        for k in range(5):
            age = (t * 0.35 + k / 5) % 1
            p.text(
                200 + k * 16 + swing(t, 3, 5, k / 5),
                92 - age * 66,
                "♪" if k % 2 else "♫",
                13,
                fade("#c9d4ff", 0.8 * (1 - age)),
                "symbols",
            )
    curl = t > 20
    animals.curled(p, 272, 88, animals.GREY_CAT, t, 0.8) if curl else animals.sitting(
        p, 272, 88, animals.GREY_CAT, t, 0.8, "happy"
    )
    title(p, t, "Piano by moonlight", "a slow piece in A minor", 3.6)


def cycle_sound() -> Track:
    track = Track(44).add(sound.melody("C3+E3+G3:8 A3+C4+E4:8 F3+A3+C4:8 G3+B3+D4:8", 66, "pad", 1.1), 0, 0.3)
    track.add(sound.waves(10), 0, 0.2).add(sound.rain(9, 0.5), 22, 0.35).add(sound.water(9, 0.2), 32, 0.3)
    for at, words in CYCLE:
        track.say(at + 0.3, words, "es", "f2", 145)
    return track


CYCLE = [
    (0, "El viaje de una gota de agua."),
    (5, "El sol calienta el mar y la gota se evapora."),
    (12, "Sube, se enfría y forma una nube con otras gotas."),
    (22, "La nube pesa demasiado y empieza a llover."),
    (31, "El río lleva la gota de vuelta al mar."),
    (38, "Y el ciclo vuelve a empezar."),
]


def coast(p: Pen) -> None:
    p.sky("#8fd0f2", "#e3f5fb", 0, 130)
    land.peaks(p, 120, [(262, 40), (300, 62)], "#7b8794")
    land.hills(p, 118, 18, "#7cb36a", 0.6, 240)
    p.poly([(0, 116), (150, 116), (120, 180), (0, 180)], "#2a86b5")
    p.poly(
        [(252, 100), (262, 100), (220, 130), (190, 140), (150, 150), (128, 166), (124, 150), (170, 136), (214, 122)],
        "#4aa5d0",
    )


def drop(p: Pen, x: float, y: float, t: float, size: float = 1, mood: str = "happy") -> None:
    with p.at(x, y, size):
        p.blob([(0, -15), (8, -2), (6, 7), (0, 10), (-6, 7), (-8, -2)], "#3a9fe0")
        p.oval(-3, 2, 1.5, 2.4, fade("white", 0.7))
        for side in (-1, 1):
            p.dot(side * 3, 0, 1.2, "#14304a")
        p.arc(0, 2, 3, 2.6, 15, 165, "#14304a", 1)
        if mood == "surprised":
            p.oval(0, 5, 1.6, 2, "#14304a")


@scene(5, "el-viaje-de-una-gota", 44, 17, cycle_sound)
def water_cycle(p: Pen, t: float) -> None:
    p.still("coast", coast)
    sky.sun(p, 44, 34, 15, t)
    grey = ease(t, 19, 23) * (1 - ease(t, 31, 33))
    size = ease(t, 12, 18) * (1 - ease(t, 31, 36))
    cx = between(90, 250, ease(t, 15, 22))
    for k in range(7):
        age = (t * 0.3 + k / 7) % 1
        if 5 < t < 15:
            p.dot(20 + k * 16, 118 - age * 70, 1.8, fade("white", 0.8 * (1 - age)))
    if 22 < t < 32:
        for u, v, w in scatter("shower", 26):
            y = 50 + ((v + t * (1 + w * 0.4)) % 1) * 64
            p.line([(cx - 32 + u * 64, y), (cx - 33 + u * 64, y + 5)], "#4a90c2", 1)
    if size > 0.05:
        sky.cloud(p, cx, 40, 1.9 * size, mix("white", "#76818f", grey))
    path = [
        (0, 66, 134),
        (5, 66, 134),
        (12, 90, 62),
        (15, 90, 40),
        (22, cx, 42),
        (25, 252, 100),
        (31, 238, 112),
        (37, 126, 152),
        (40, 60, 140),
        (50, 60, 140),
    ]
    for (t0, x0, y0), (t1, x1, y1) in pairwise(path):
        if t0 <= t < t1:
            u = ease(t, t0, t1)
            drop(
                p,
                between(x0, x1, u),
                between(y0, y1, u) + swing(t, 1.2, 1.5),
                t,
                1.3,
                "surprised" if 22 < t < 25 else "happy",
            )
    captions(p, t, CYCLE)


def balloons_sound() -> Track:
    track = Track(35).repeat(
        sound.melody("D4:2 A4:2 F#4:2 E4:4 -:2 D4:2 B4:2 A4:2 F#4:4 -:2", 72, "flute", 1.2), 20, loud=0.4
    )
    return track.add(sound.melody("D3+A3:8 G3+B3:8 D3+A3:8 A3+E4:8", 72, "pad"), 0, 0.3).add(sound.wind(35), 0, 0.12)


def valley(p: Pen) -> None:
    p.sky("#f7b267", "#fde2c8")


def valley_floor(p: Pen) -> None:
    land.hills(p, 128, 26, "#d9a67c", 0.1, 200)
    for u, v, w in scatter("chimneys", 15):
        x, h = u * 320, 16 + 26 * v
        p.blob(
            [(x - 7, 150), (x - 5, 150 - h * 0.7), (x, 150 - h - 8), (x + 5, 150 - h * 0.7), (x + 7, 150)],
            mix("#c98b62", "#e7c3a0", w),
        )
    land.hills(p, 156, 14, "#b9764f", 0.5, 170)
    land.hills(p, 172, 12, "#9a5b3f", 0.2, 120)


@scene(6, "balloons-over-the-valley", 35, 16, balloons_sound)
def balloons(p: Pen, t: float) -> None:
    p.still("valley", valley)
    sky.sun(p, 250, between(140, 52, ease(t, 0, 26)), 17, t, False, "#fff0c2")
    valley_floor(p)
    crafts = (
        (60, 1.0, 0, ("#e63946", "#f1faee")),
        (150, 0.7, 4, ("#2a9d8f", "#e9c46a")),
        (220, 0.85, 8, ("#6a4c93", "#ffca3a")),
        (105, 0.5, 2, ("#ffca3a", "#ff595e")),
        (285, 0.55, 6, ("#1982c4", "#f1faee")),
        (188, 0.4, 10, ("#ff924c", "#8ac926")),
    )
    for x, size, start, inks in sorted(crafts, key=lambda craft: craft[1]):
        rise = ease(t, start, start + 16)
        vehicles.balloon_craft(p, x + t * 0.5, between(210, 84 + 40 * (1 - size), rise), t + x, inks, size)
    for k in range(3):
        creatures.gull(p, 40 + t * 5 + k * 16, 30 + k * 6, t + k * 0.3, 0.6, "#6b4a3a")
    title(p, t, "Balloons over the valley", "first light, no hurry", 4)
