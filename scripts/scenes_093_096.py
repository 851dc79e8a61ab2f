"""Clips 93 to 96."""

from __future__ import annotations

import math

import numpy as np
import scenes_animals as animals
import scenes_land as land
import scenes_people as people
import scenes_sky as sky
import scenes_sound as sound
import scenes_things as things
from scenes_pen import Pen, fade
from scenes_people import Look, Pose
from scenes_sound import Track
from scenes_time import (
    balloon,
    between,
    captions,
    ease,
    ramp,
    scene,
)


def wolf_sound() -> Track:
    howl = np.concatenate([sound.glide(220, 470, 0.8), sound.glide(470, 440, 1.5), sound.glide(440, 250, 0.9)])
    pup = sound.glide(900, 1100, 0.4)
    return (
        Track(18)
        .add(sound.wind(18, 300), 0, 0.35)
        .add(howl, 3, 0.6)
        .add(pup, 8, 0.5)
        .add(howl, 11, 0.5)
        .add(sound.glide(500, 900, 1.8), 11.4, 0.35)
    )


@scene(93, "el-lobito-aprende-a-aullar", 18, 12, wolf_sound)
def wolf(p: Pen, t: float) -> None:
    def cliff(q: Pen) -> None:
        q.sky("#141b3c", "#3f4f86", 0, 160)
        sky.stars(q, "lobo", 50, 100)
        sky.moon(q, 224, 52, 28)
        for x in (16, 44, 290, 312):
            land.pine(q, x, 164, 1.5, "#18253f")
        q.blob([(-20, 190), (-20, 160), (60, 150), (120, 132), (204, 128), (222, 140), (214, 190)], "#1d2440")

    p.still("cliff", cliff)
    up = 3 < t < 6.2 or 11 < t < 14.2
    try_up = 8 < t < 8.6 or 11.3 < t < 13.6
    with p.at(140, 136, 1.1, -18 if up else 0):
        animals.beast(p, 0, 0, animals.WOLF, t, 1, mood="surprised" if up else "happy")
    animals.sitting(
        p,
        78,
        150,
        animals.Kind("#8d97a3", "#d5dae0", 22, 10, 8, 8.5, 3, 3),
        t,
        0.75,
        "laughing" if try_up else "happy",
        0.5,
    )
    for lo, hi, x, y in ((3, 6.2, 190, 92), (8, 9, 100, 112), (11, 14.2, 190, 92)):
        if lo < t < hi + 0.5:
            for k in range(3):
                r = 8 + ((t - lo) * 26 + k * 10) % 34
                p.arc(x, y, r, r, -70, 10, fade("#dfe7ff", 0.6 * (1 - r / 42)), 1.4)
    if 8 < t < 9.4:
        balloon(p, 64, 98, "¿Auip?", 10, (80, 122))
    captions(
        p,
        t,
        [
            (0, "Primera lección."),
            (3, "Auuuuuuuu…"),
            (6.6, "Ahora tú."),
            (8, ""),
            (9.6, "Bueno. Otra vez, juntos."),
            (11, "¡Auuuuuuu!"),
            (14.6, "La luna dice que muy bien."),
        ],
        y=168,
    )


@scene(94, "rolling-out-pi", 28, 22)
def pi(p: Pen, t: float) -> None:
    p.still("pi paper", lambda q: q.shade("#fefae0", 1))
    r, y, x0 = 26.0, 112.0, 44.0
    unit = 2 * r
    p.line([(20, y), (310, y)], "#283618", 1.4)
    for k in range(5):
        p.line([(x0 + k * unit, y), (x0 + k * unit, y + 6)], "#283618", 1.4)
        p.text(x0 + k * unit, y + 14, str(k), 11, "#283618")
    u = ease(t, 5, 16)
    x = x0 + u * math.pi * unit
    p.dot(x, y - r, r, "#fefae0", "#dda15e", 3)
    a = u * math.tau + math.pi / 2
    p.arc(x, y - r, r, r, math.degrees(a), math.degrees(a) + 360 * (1 - u), "#bc6c25", 4) if u < 0.999 else None
    p.line([(x0, y), (x, y)], "#bc6c25", 4)
    p.line([(x, y - r), (x + r * math.cos(a), y - r + r * math.sin(a))], "#606c38", 1.6)
    for side in (-1, 1):
        p.dot(x + side * 7, y - r - 4, 2.4, "#283618")
    p.arc(x, y - r + 3, 7, 5, 15, 165, "#283618", 1.6)
    if t < 5:
        p.line([(x0 - r, y - r), (x0 + r, y - r)], "#606c38", 2)
        p.text(x0, y - 2 * r - 10, "diameter = 1", 10, "#606c38")
    if t > 16.6:
        p.line([(x, y - 60), (x, y + 22)], fade("#bc6c25", 0.6), 1)
        p.text(x, y + 30, "3.14159…", 15, "#bc6c25")
    if t > 20:
        p.text(150, 40, "π", 54, "#bc6c25", "serif")
    captions(
        p,
        t,
        [
            (0, "A wheel, one unit wide"),
            (5, "Roll it exactly once."),
            (11, "Past one… past two… past three…"),
            (16.6, "…and a little bit."),
            (20, "That little bit never ends."),
        ],
        y=168,
    )


GAUSS = [
    (0.3, "¿Cuánto es uno más dos, y así hasta cien?"),
    (5.5, "El maestro quería una hora de silencio."),
    (10.5, "Pero un niño juntó el primero y el último."),
    (16, "Uno más cien: ciento uno. Dos más noventa y nueve: ciento uno."),
    (23.5, "Cincuenta parejas de ciento uno."),
    (28.5, "Cinco mil cincuenta. En un minuto."),
    (33, "El maestro necesitó otro café."),
]


def gauss_sound() -> Track:
    track = Track(37).repeat(
        sound.melody("C4 E4:0.5 G4:0.5 C5 G4 D4 F4:0.5 A4:0.5 D5 A4", 110, "pluck"), 4.36, loud=0.22
    )
    for at, words in GAUSS:
        track.say(at, words, "es", "f3", 150)
    return track.add(sound.chime(), 28.3, 0.5)


@scene(95, "de-uno-a-cien-en-un-minuto", 37, 25, gauss_sound)
def gauss(p: Pen, t: float) -> None:
    def school(q: Pen) -> None:
        land.room(q, "#e6d3b3", "#9c6b3f", 150)
        q.box(90, 14, 216, 96, "#2f4f46", 3, "#7a5230", 4)

    p.still("school", school)
    chalk = "#f1f1e6"
    if t < 10.5:
        p.text(198, 44, "1 + 2 + 3 + … + 100 = ?", 15, chalk)
    else:
        row = [1, 2, 3, 4, "…", 97, 98, 99, 100]
        for k, n in enumerate(row):
            p.text(108 + k * 22.5, 74, str(n), 12, chalk)
        for k in range(min(4, int((t - 11) / 1.6))):
            x0, x1 = 108 + k * 22.5, 288 - k * 22.5
            h = 40 - k * 8
            p.arc((x0 + x1) / 2, 66, (x1 - x0) / 2, h, 180, 360, ("#ffd166", "#9bf6ff", "#ffadad", "#caffbf")[k], 1.6)
        if t > 16:
            p.text(198, 24, "101", 10, "#ffd166")
        if t > 23.5:
            p.text(198, 98, "50 × 101" if t < 28.4 else "50 × 101 = 5050", 15, "#ffd166")
    teacher = Look(
        skin="#edbd98", hair="#b9b4ad", style="bald", top="#5b4a3f", bottom="#3a3a44", beard=True, glasses=True
    )
    people.person(
        p,
        44,
        174,
        t,
        teacher,
        Pose(20, 80 if t < 10 else 20, 10, 10),
        "proud" if t < 10.5 else "neutral" if t < 23.5 else "surprised",
        1.25,
        0.7,
    )
    if t > 33:
        things.cup(p, 72, 130, t, 0.8)
    kid = Look(skin="#f0c39b", hair="#6b3f22", style="spiky", top="#457b9d", bottom="#3a3a44")
    people.person(
        p,
        268,
        178,
        t,
        kid,
        Pose(30, 30, 50, 50) if t < 10.5 else Pose(150, 20, 5, 10),
        "neutral" if t < 10.5 else "happy" if t < 28.5 else "laughing",
        0.9,
        -0.7,
    )
    captions(p, t, GAUSS, y=168, size=10)


@scene(96, "the-day-before-the-asteroid", 26, 21)
def dinosaurs(p: Pen, t: float) -> None:
    def swamp(q: Pen) -> None:
        q.sky("#f2cc8f", "#f4f1de", 0, 120)
        land.peaks(q, 124, [(250, 50)], "#8a5a44", snow=False)
        q.poly([(240, 62), (260, 62), (264, 68), (236, 68)], "#e4572e")
        land.grass(q, 122, "#7fb069")
        for x in (20, 296):
            land.palm(q, x, 140, 1.1)

    p.still("swamp", swamp)
    for k in range(3):
        age = (t * 0.14 + k / 3) % 1
        p.dot(250 + age * 12, 56 - age * 40, 4 + 9 * age, fade("#8d8378", 0.5 * (1 - age)))
    animals.dinosaur(p, 92, 168, t, "#6a994e", 1)
    animals.dinosaur(p, 236, 170, t + 0.7, "#bc6c9a", 0.8, True, mood="happy" if t < 18 else "sad")
    talk = [
        (1.5, 120, "Lovely weather."),
        (4.5, 214, "A bit warm."),
        (7.5, 120, "Plans for tomorrow?"),
        (10.5, 214, "Sleep in. Grow a bit."),
        (13.5, 120, "See that new star?"),
        (16.5, 214, "Ooh. It's getting bigger."),
        (19.5, 120, "Make a wish!"),
    ]
    said = [line for line in talk if line[0] <= t < line[0] + 2.8]
    for _, x, words in said:
        balloon(p, x, 62 if x == 120 else 78, words, 10, (x + (18 if x == 120 else -6), 104 if x == 120 else 112))
    if t > 12:
        r = between(1.5, 13, ease(t, 12, 26) ** 2)
        sx, sy = between(190, 166, ramp(t, 12, 26)), between(20, 40, ramp(t, 12, 26))
        p.line([(sx + r * 3, sy - r * 2.4), (sx, sy)], fade("#fff3b0", 0.6), r * 0.9)
        p.dot(sx, sy, r, "#fff3b0")
        p.dot(sx, sy, r * 0.6, "#ff9f1c")
    captions(
        p,
        t,
        [(0, "66 million years ago. A Thursday."), (1.6, ""), (22.4, "To be continued (by the mammals).")],
        y=146,
        size=10,
    )
    if t > 22:
        animals.beast(
            p, between(340, 150, ease(t, 22, 24)), 176, animals.MOUSE, t, 0.7, True, "happy", run=26 if t < 24 else 0
        )
