# ruff: noqa: B007, C901 - a scene is a list of what happens when; its branches are its beats
"""Clips 64 to 68."""

from __future__ import annotations

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
    between,
    ease,
    ramp,
    scatter,
    scene,
    swing,
    title,
    toss,
)


def snow_village_sound() -> Track:
    return (
        Track(38)
        .add(sound.wind(38, 240), 0, 0.25)
        .repeat(sound.melody("G4:3 E4:3 C4:3 D4:3 E4:3 G4:3 C5:6", 84, "bell", 1.4), 18, 1.5, 36, 0.3)
    )


@scene(64, "schnee-im-dorf", 38, 24, snow_village_sound)
def snow_village(p: Pen, t: float) -> None:
    def village(q: Pen) -> None:
        q.sky("#22304f", "#6b7fa3", 0, 130)
        land.hills(q, 128, 24, "#9fb3c8", 0.3, 200)
        land.hills(q, 150, 10, "#dfe9f2", 0.7, 260)
        for k, x in enumerate((40, 96, 214, 272)):
            land.house(
                q, x, 142 + (k % 2) * 6, 0.9, ("#b08968", "#d4a373", "#a98467", "#c9ada7")[k], "#6b4a4a", snow=True
            )
        q.box(146, 84, 22, 60, "#c9c0b6")
        q.poly([(142, 86), (157, 44), (172, 86)], "#f4f9ff")
        q.dot(157, 100, 6, "#fdf6e3")
        for x in (8, 70, 128, 188, 246, 306):
            land.pine(q, x, 152, 0.8, snow=True)
        q.box(0, 152, 320, 28, "#eef4f9")

    p.still("village", village)
    for k, x in enumerate((40, 96, 214, 272)):
        if t > 5 + k * 4:
            y = 142 + (k % 2) * 6
            for wx in (-13, 8):
                p.box(x + wx * 0.9, y - 18, 5.4, 6.3, "#ffd98a")
            p.glow(x, y - 14, 18, "#ffd98a", 0.18, 3)
    for k, x in enumerate((40, 214)):
        for n in range(3):
            age = (t * 0.18 + n / 3 + k * 0.2) % 1
            p.dot(x + 11 + age * 9, 101 - age * 34, 2 + 5 * age, fade("#dfe6ee", 0.5 * (1 - age)))
    people.person(
        p,
        between(330, -20, ramp(t, 16, 37)),
        172,
        t,
        Look(top="#c1121f", bottom="#33373f", hat="beanie", hat_colour="#e9c46a"),
        people.walking(t, 1.4, 16),
        "happy",
        0.6,
        -0.8,
    )
    animals.beast(p, between(350, 4, ramp(t, 16, 37)), 173, animals.DOG, t, 0.55, True, run=18)
    sky.snowfall(p, t, 18, 13, "village snow")
    title(p, t, "Schnee im Dorf", "gegen Abend", 3.4)


def campfire_sound(seconds: float, owl: bool) -> Track:
    track = Track(seconds).add(sound.crackle(seconds), 0, 1)
    if owl:
        for k in range(int(seconds // 14)):
            track.add(sound.glide(420, 390, 0.5), 8 + k * 14, 0.12).add(sound.glide(420, 380, 0.8), 8.8 + k * 14, 0.12)
    else:
        track.add(sound.wind(seconds, 260), 0, 0.2)
    return track


def campfire(p: Pen, t: float, x: float = 160) -> None:
    p.glow(x, 136, 74, "#ff9f1c", 0.26 + swing(t, 0.9, 0.02), 4)
    for k in (-1, 1):
        p.line([(x - 22 * k, 150), (x + 16 * k, 142)], "#5d4027", 6)
    things.flame(p, x, 146, t, 0.95)
    for k in range(5):
        age = (t * 0.5 + k / 5) % 1
        p.dot(x + swing(t, 1.3, 10, k / 5), 116 - age * 80, 1.1, fade("#ffd166", 1 - age))


@scene(65, "campfire-by-the-lake", 62, 30, lambda: campfire_sound(62, True))
def lake_fire(p: Pen, t: float) -> None:
    def lake(q: Pen) -> None:
        q.sky("#0b132b", "#243b63", 0, 110)
        sky.stars(q, "lake", 70, 90)
        sky.moon(q, 250, 34, 11)
        land.hills(q, 104, 18, "#14203c", 0.2, 170)
        q.box(0, 104, 320, 32, "#1b2f54")
        q.blob([(-20, 190), (-20, 134), (80, 130), (200, 134), (340, 128), (340, 190)], "#2b2f26")
        for x in (14, 40, 292, 310):
            land.pine(q, x, 138, 1.3, "#16281f")

    p.still("lake", lake)
    sky.glitter(p, 250, 108, t * 0.4, "#e8ecff", 4)
    campfire(p, t)
    people.person(
        p,
        92,
        160,
        t,
        people.CAM,
        Pose(30, 50, 40, 60, -40, 40, 60, 60, crouch=8),
        "blissful" if t > 20 else "happy",
        0.95,
        0.8,
    )
    animals.beast(p, 226, 160, animals.DOG, t, 0.9, True, "asleep" if t > 26 else "happy")
    if 34 < t < 35.2:
        u = ramp(t, 34, 35.2)
        p.line([(60 + u * 90, 14 + u * 22), (40 + u * 90, 9 + u * 22)], fade("white", 1 - u), 1.6)
    title(p, t, "Campfire by the lake", "one minute of crackling", 4)


@scene(66, "campfire-in-the-snow", 44, 26, lambda: campfire_sound(44, False))
def snow_fire(p: Pen, t: float) -> None:
    def wood(q: Pen) -> None:
        q.sky("#10182c", "#32446b", 0, 130)
        sky.stars(q, "snow fire", 40, 70)
        land.hills(q, 126, 14, "#4a5d7e", 0.4, 210)
        for x, s in ((20, 1.6), (58, 1.2), (262, 1.3), (300, 1.7)):
            land.pine(q, x, 144, s, "#1d3a34", snow=True)
        q.blob([(-20, 190), (-20, 138), (90, 132), (210, 138), (340, 132), (340, 190)], "#c9d8e6")

    p.still("snow wood", wood)
    campfire(p, t)
    p.poly([(212, 158), (242, 112), (272, 158)], "#c8553d")
    p.poly([(234, 158), (242, 126), (250, 158)], "#7a2e20")
    people.person(
        p,
        94,
        162,
        t,
        Look(skin="#8d5a3b", hair="#1d1512", top="#2a9d8f", bottom="#33373f", hat="beanie", hat_colour="#c1121f"),
        Pose(40, 70, 60, 30, crouch=6),
        "happy",
        0.95,
        0.8,
    )
    things.cup(p, 118, 141, t, 0.4)
    sky.snowfall(p, t, 11, 12, "fire snow")
    title(p, t, "Campfire in the snow", "bring a hat", 4)


def tent_sound() -> Track:
    drops = Track(62).add(sound.rain(62, 0.6, 5), 0, 0.8)
    return drops.add(sound.thunder(4), 26, 0.15)


@scene(67, "regen-auf-dem-zeltdach", 62, 20, tent_sound)
def tent(p: Pen, t: float) -> None:
    def inside(q: Pen) -> None:
        q.shade("#3a2f24", 1)
        q.poly([(160, -20), (340, 180), (-20, 180)], "#c97b3d")
        q.poly([(160, -20), (340, 180), (300, 180), (160, 0)], "#b56b32")
        q.poly([(160, 40), (212, 150), (108, 150)], "#34506b")
        q.poly([(108, 150), (160, 40), (146, 92), (122, 150)], "#d98c4e")
        q.poly([(212, 150), (160, 40), (174, 92), (198, 150)], "#d98c4e")
        q.box(0, 148, 320, 32, "#5c4a3a")
        land.pine(q, 160, 146, 0.8, "#22384a")

    p.still("tent", inside)
    for u, v, w in scatter("tent rain", 9):
        y = 70 + ((v + t * 0.9) % 1) * 70
        p.line([(142 + u * 36, y), (141 + u * 36, y + 7)], fade("#cfe0ec", 0.7), 0.9)
    for u, v, w in scatter("tent drops", 7):
        life = (t * 0.4 + w) % 1
        p.arc(40 + u * 240, 30 + v * 80, 5 * life, 3 * life, 0, 360, fade("#8a4f22", 0.7 * (1 - life)), 1)
    p.line([(160, 8), (160, 30)], "#333333", 1)
    p.glow(160 + swing(t, 4, 1), 36, 50, "#ffe3a3", 0.3)
    p.box(154 + swing(t, 4, 1), 30, 12, 14, "#ffe9b8", 3)
    for side, look in ((-1, people.ANN), (1, people.DAN)):
        x = 160 + side * 92
        p.blob([(x - 46, 178), (x - 40, 152), (x, 148), (x + 40, 152), (x + 46, 178)], ("#457b9d", "#6a994e")[side > 0])
        people.head(
            p,
            x - side * 26,
            144 + swing(t, 4, 0.8, side * 0.25),
            look,
            "asleep" if t > 16 or side > 0 else "happy",
            t,
            side * -0.3,
        )
    if t < 16:
        p.box(84, 152, 18, 12, "#f1faee", 1)
    p.shade("#120d08", 0.3 * ease(t, 20, 34))
    title(p, t, "Regen auf dem Zeltdach", "eine Minute zum Einschlafen", 4)


def sheep_sound() -> Track:
    track = Track(54).repeat(sound.melody("C4:2 E4:2 G4:2 E4:2 A3:2 C4:2 E4:2 C4:2", 72, "bell", 1.2), 13.4, loud=0.3)
    for k, word in enumerate(SHEEP):
        track.say(5 + k * 4.6, word, "es", "f4", 120 - k * 4)
    return track.say(0.6, "Vamos a contar ovejas.", "es", "f4", 130)


SHEEP = ("una", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez")


@scene(68, "contar-ovejas", 54, 12, sheep_sound)
def count_sheep(p: Pen, t: float) -> None:
    def night(q: Pen) -> None:
        q.sky("#1b2350", "#4b5aa0", 0, 140)
        sky.stars(q, "ovejas", 50, 90)
        sky.moon(q, 48, 36, 15)
        land.hills(q, 140, 12, "#33523f", 0.2, 260)
        q.box(0, 140, 320, 40, "#3c6149")

    p.still("sheep night", night)
    n = int((t - 4) // 4.6)
    u = (t - 4) % 4.6 / 4.6
    if 0 <= n < 10:
        x = between(350, -40, u)
        y = 160 + (toss(x, 214, 106, 44) if 106 < x < 214 else 0)
        animals.beast(
            p, x, y, animals.SHEEP, t, 1.1, True, "asleep" if n > 6 else "happy", run=20 if not 106 < x < 214 else 0
        )
        p.text(160, 46, str(n + 1), 40, fade("#fdf6e3", 0.9))
        p.text(160, 78, SHEEP[n], 15, fade("#fdf6e3", 0.9))
    for k in range(3):
        p.box(142 + k * 14, 134, 5, 30, "#b08968", 1)
    p.box(136, 140, 48, 4, "#b08968")
    p.box(136, 151, 48, 4, "#b08968")
    if t > 50:
        p.text(160, 60, "zzz…", 30, fade("#fdf6e3", ramp(t, 50, 51)))
    p.shade("#0a0d20", 0.35 * ease(t, 34, 52))
    title(p, t, "Contar ovejas", "despacito, hasta diez", 3.4)
