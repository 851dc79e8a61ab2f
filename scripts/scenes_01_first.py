# ruff: noqa: C901 - a scene is a list of what happens when; its branches are its beats
"""Clips 1 to 9: pancakes, a box, a gull in goal, moonlight, rain's journey, balloons, snow to come, a maze, a crane."""

from __future__ import annotations

from collections import deque
from itertools import pairwise

import scenes_animals as animals
import scenes_land as land
import scenes_people as people
import scenes_sound as sound
import scenes_things as things
from scenes_pen import Pen, fade, mix
from scenes_sound import Track
from scenes_time import (
    balloon,
    between,
    captions,
    confetti,
    cut,
    ease,
    hop,
    ramp,
    scatter,
    scene,
    swing,
    title,
    toss,
)


def pancakes_sound() -> Track:
    tune = sound.melody("G4 B4 D5 B4 G4 B4 D5:2 A4 C5 E5 C5 A4 C5 E5:2", 150, "pluck")
    track = Track(24).repeat(tune, 6.4, loud=0.35).add(sound.sizzle(20), 3, 0.25)
    return track.add(sound.glide(400, 1200, 0.6), 9, 0.3).add(sound.pop(), 10.2).add(sound.chime(), 21.5, 0.6)


def pancake_stack(p: Pen, x: float, y: float, count: int, berries: int = 0) -> None:
    things.plate(p, x, y, 34)
    for k in range(count):
        p.box(x - 23, y - 8 - k * 6, 46, 7, "#b8702f", 3.5)
        p.box(x - 23, y - 8 - k * 6, 46, 4, "#e9ae5c", 2)
    top = y - 8 - (count - 1) * 6
    for k in range(berries):
        p.dot(x - 9 + k * 9, top - 3, 3.4, "#4a4e9e")
    if count >= 3:
        p.box(x - 4, top - 4, 8, 4, "#fff1a8", 1)


def pancake_show(p: Pen, t: float, berries: int, wall: str, lines: list[tuple[float, str]]) -> None:
    p.still(wall, lambda q: land.kitchen(q, wall))
    p.box(96, 124, 88, 7, "#2f343b", 2)
    flying = 9 <= t < 10.2
    mood = "surprised" if flying else "happy"
    pose = people.Pose(left=20, right=62, right_bend=25) if t > 2.5 else people.Pose(right=40, right_bend=70)
    with p.at(62, 133):
        people.person(p, 0, 22, t, people.CHEF, pose, mood, 1.35, facing=0.8)
    p.box(0, 131, 320, 7, "#8c5e3c")
    p.box(0, 138, 320, 42, "#d9c3a0")
    tilt = swing(t, 0.5, 4) if 8.4 < t < 9.2 else 0
    with p.at(0, tilt * 0.5):
        things.pan(p, 140, 126, 1.05)
        if 3 <= t < 19 and not flying:
            wide = ease(t, 3, 5) * 24
            p.oval(140, 116, wide, 3.6, mix("#f6dfa4", "#d08b3c", ramp(t, 5, 12)))
            for k in range(berries):
                p.dot(131 + k * 9, 115.4, 2.4, "#4a4e9e")
    if flying:
        with p.at(140, 116 + toss(t, 9, 10.2, 74), turn=ramp(t, 9, 10.2) * 540):
            p.oval(0, 0, 24, 4.5, "#e0a04e")
    pancake_stack(p, 252, 131, 1 if t < 12 else 2 if t < 15.5 else 3, berries if t > 19 else 0)
    if t > 19:
        p.line([(244, 108), (243, 122)], "#b5651d", 2.6)
        p.line([(258, 108), (259, 124)], "#b5651d", 2.6)
    captions(p, t, lines)


@scene(1, "three-pancakes-and-a-flip", 24, 9.6, pancakes_sound)
def pancakes(p: Pen, t: float) -> None:
    pancake_show(
        p,
        t,
        0,
        "#ffe8c7",
        [
            (0, "Three pancakes and one flip"),
            (3, "Pour. Wait for the bubbles."),
            (8, "Deep breath…"),
            (9, "FLIP!"),
            (10.3, "Golden. Now two more."),
            (19, "Butter, syrup, breakfast."),
        ],
    )


def box_sound() -> Track:
    track = Track(14).add(
        sound.melody("C4 -:0.5 E4:0.5 G4 -:0.5 E4:0.5 C4 -:0.5 E4:0.5 G4:2", 110, "pluck", 0.6), 0.3, 0.5
    )
    track.add(sound.thud(), 2, 0.5).add(sound.boing(), 6.2, 0.5).add(sound.thud(), 7, 0.8)
    return track.add(sound.meow(), 8.6, 0.8).add(sound.meow(1.4), 11.6, 0.6)


def living_room(p: Pen) -> None:
    land.room(p, "#dfe7e3", "#b98b62")
    land.window(p, 220, 30, 60, 52)
    land.bars(p, 220, 30, 60, 52)
    p.box(18, 92, 70, 40, "#5f7f93", 10)
    p.box(8, 104, 90, 34, "#6f93a9", 8)
    p.oval(170, 156, 110, 14, "#c96f53")
    p.oval(170, 156, 92, 10, "#d98d6c")


@scene(2, "mochi-and-the-box", 14, 9, box_sound)
def mochi_and_the_box(p: Pen, t: float) -> None:
    p.still("room", living_room)
    x = between(-30, 108, ease(t, 0.3, 3.8))
    jump = ease(t, 6.2, 7)
    inside = t > 7
    size = 34
    if not inside:
        walking = t < 3.8
        wiggle = swing(t, 0.25, 4) if 5 < t < 6.2 else 0
        with p.at(between(x, 190, jump), 158 + toss(t, 6.2, 7, 60)):
            animals.beast(
                p,
                0,
                0,
                animals.CAT,
                t,
                1.5,
                run=26 if walking else 0,
                turn=wiggle,
                mood="surprised" if t > 4 else "happy",
            )
    else:
        rise = ease(t, 8, 8.6) * 30
        p.box(190 - 24, 126, 48, 30, "#8a623a")
        with p.at(190, 141 - rise * 0.8, 1.6):
            animals.face_of(p, animals.CAT, "blissful" if t > 9.6 else "happy", t, 0.1)
    p.poly([(190 - size, 124), (190 + size, 124), (190 + size - 3, 158), (190 - size + 3, 158)], "#c4935a")
    p.poly([(190 - size, 124), (190 - size - 15, 115), (190 - size - 4, 132)], "#b07f49")
    p.poly([(190 + size, 124), (190 + size + 15, 115), (190 + size + 4, 132)], "#b07f49")
    p.text(190, 142, "TOY CASTLE", 8, "#7a5430")
    if 4 < t < 6:
        p.text(between(x, 190, jump) + 30, 92, "!", 22, "#d1495b")
    if t > 11.4:
        p.box(28, 100, 60, 22, "#e8e1d5", 3)
        p.text(58, 111, "new castle", 9, "#9a8f80")
        for k in range(4):
            p.box(28 + k * 17, 92, 9, 9, "#e8e1d5")
    captions(
        p,
        t,
        [
            (0.2, "We bought Mochi a castle."),
            (4, ""),
            (9.4, "She prefers the box."),
            (11.6, "The castle: 45 euros. The box: free."),
        ],
        y=168,
    )


def penalty_sound() -> Track:
    track = Track(13).add(sound.crowd(13, 0.4), 0, 0.35).add(sound.whistle(), 2.2, 0.5).add(sound.thud(), 4.1)
    track.add(sound.glide(1400, 700, 0.3), 5.0, 0.4).add(sound.crowd(4, 1.4), 8, 0.5)
    return track.add(sound.glide(700, 180, 1.2), 5.6, 0.35)


def goal(p: Pen) -> None:
    p.sky("#7fc8f0", "#d4effa", 0, 70)
    p.box(0, 52, 320, 40, "#3f5873")
    for u, v, w in scatter("fans", 170):
        p.dot(u * 320, 56 + v * 32, 2.6, mix("#e63946" if w < 0.5 else "#ffd166", "#3f5873", 0.25))
    p.box(0, 92, 320, 88, "#4c9f50")
    for k in range(4):
        p.box(0, 92 + k * 24, 320, 12, "#57ad5b")
    for k in range(15):
        p.line([(190 + k * 7, 62), (190 + k * 7, 118)], fade("white", 0.45), 0.6)
    for k in range(8):
        p.line([(190, 62 + k * 8), (290, 62 + k * 8)], fade("white", 0.45), 0.6)
    p.line([(190, 120), (190, 60), (290, 60), (290, 120)], "white", 3)


@scene(3, "penalti-y-gaviota", 13, 5.3, penalty_sound)
def penalty(p: Pen, t: float) -> None:
    p.still("goal", goal)
    keeper = people.Look(skin="#8d5a3b", hair="#1d1512", top="#f4d35e", bottom="#22303c")
    dive = ease(t, 4.4, 5.0) * (1 - ease(t, 7, 7.8))
    with p.at(240 + dive * 26, 120 - dive * 12, turn=dive * 62):
        people.person(
            p,
            0,
            0,
            t,
            keeper,
            people.Pose(left=60 + dive * 80, right=60 + dive * 80),
            "scared" if t < 8 else "laughing",
            0.8,
        )
    run = ease(t, 2.6, 4.0)
    striker = people.Look(top="#e63946", bottom="white", hair="#2b1a10")
    pose = (
        people.walking(t, 0.5, 38)
        if 2.6 < t < 4
        else people.Pose(right_leg=55 if 4 <= t < 4.5 else 4, left=40, right=40)
    )
    mood = "proud" if t < 4.6 else "surprised" if t < 8 else "sad"
    people.person(p, between(40, 96, run), 160, t, striker, pose, mood, 1.05, facing=0.8)
    if t < 4.1:
        things.ball(p, 116, 156, 6, 0)
    elif t < 5.0:
        u = ramp(t, 4.1, 5.0)
        things.ball(p, between(116, 206, u), between(156, 78, u), 6 - 1.5 * u, t * 500)
    else:
        u = ramp(t, 5.0, 8)
        things.ball(p, between(206, 180, u), between(78, 160, u * u) + hop(t, 0.9, 8) * (t > 6.5), 5, t * 200)
    gx = between(-20, 206, ramp(t, 3.2, 5.0)) if t < 5 else between(206, 250, ramp(t, 6.4, 7.4))
    gy = 74 + swing(t, 1, 3) if t < 6.4 else between(74, 54, ramp(t, 6.4, 7.4))
    animals.bird(p, gx, gy, t, "#f5f5f5", 1.2, flap=0.3 if t < 7.4 else 0)
    if 5.0 <= t < 5.6:
        p.text(206, 52, "¡POC!", 18, "#d1495b", edge="white")
    captions(
        p,
        t,
        [
            (0, "Minuto 90. Todo depende de este penalti…"),
            (4.1, "¡Dispara!"),
            (5.6, "¡¡Paradón… de la gaviota!!"),
            (8, "Jugadora del partido: la gaviota"),
        ],
    )
    if t > 8:
        confetti(p, t - 8, "gaviota", 34)


PIANO = "A3+C4:2 E4 A4 E4 C4:2 F3+A3:2 C4 F4 C4 A3:2 G3+B3:2 D4 G4 D4 B3:2 E3+G#3:2 B3 E4 B3 G#3:2"


def moonlight_sound() -> Track:
    return Track(48).repeat(sound.melody(PIANO, 84, "piano", 1.6), 20.0, loud=0.8).add(sound.rain(48, 0.05), 0, 0.12)


def night_room(p: Pen) -> None:
    p.sky("#141a33", "#232b4d")
    land.window(p, 36, 24, 84, 84, "#31427a", "#59617f")
    land.moon(p, 84, 54, 13)
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
    land.sun(p, 44, 34, 15, t)
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
        land.cloud(p, cx, 40, 1.9 * size, mix("white", "#76818f", grey))
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
    land.sun(p, 250, between(140, 52, ease(t, 0, 26)), 17, t, False, "#fff0c2")
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
        things.balloon_craft(p, x + t * 0.5, between(210, 84 + 40 * (1 - size), rise), t + x, inks, size)
    for k in range(3):
        animals.gull(p, 40 + t * 5 + k * 16, 30 + k * 6, t + k * 0.3, 0.6, "#6b4a3a")
    title(p, t, "Balloons over the valley", "first light, no hurry", 4)


FORECAST = [
    (0.3, "Guten Abend. Das Wetter für morgen."),
    (4.5, "Im Norden bleibt es windig und trocken."),
    (9.5, "In der Mitte ziehen Wolken auf."),
    (14, "Im Süden schneit es bis ins Tal."),
    (18.5, "Ziehen Sie sich warm an. Gute Nacht."),
]


def forecast_sound() -> Track:
    track = Track(22).add(sound.melody("G4:0.5 C5:0.5 E5:0.5 G5:1.5", 120, "bell"), 0, 0.3)
    for at, words in FORECAST:
        track.say(at, words, "de", "f3", 150)
    return track


def weather_map(p: Pen) -> None:
    p.sky("#1f3b63", "#2f5f8f")
    p.blob(
        [
            (150, 22),
            (176, 14),
            (206, 24),
            (238, 22),
            (252, 50),
            (242, 84),
            (256, 108),
            (232, 140),
            (196, 150),
            (164, 142),
            (150, 120),
            (136, 92),
            (146, 58),
        ],
        "#7fb069",
    )
    p.poly([(166, 142), (180, 122), (192, 136), (206, 118), (222, 138), (230, 142), (198, 151)], "#e8edf2")
    p.line([(188, 14), (192, 40), (180, 70), (196, 96), (190, 120)], fade("#3a86c8", 0.8), 1.4, smooth=True)


@scene(7, "morgen-schnee-im-sueden", 22, 15.5, forecast_sound)
def forecast(p: Pen, t: float) -> None:
    p.still("map", weather_map)
    if t > 4.5:
        for k in range(3):
            x = 160 + k * 30 + swing(t, 1.6, 5, k / 3)
            p.line([(x, 36 + k * 5), (x + 10, 34 + k * 5), (x + 18, 37 + k * 5)], "white", 1.6, smooth=True)
    if t > 9.5:
        land.cloud(p, between(120, 180, ease(t, 9.5, 12)), 74, 0.7)
        land.cloud(p, between(290, 226, ease(t, 9.5, 12)), 84, 0.6, "#e3e8ee")
    if t > 14:
        land.cloud(p, 194, 116, 0.8, "#d5dde6")
        for u, v, w in scatter("flakes", 18):
            p.text(164 + u * 62, 124 + ((v + t * 0.25) % 1) * 26, "*", 9 + 3 * w, "white")
    for start, x, y, words in ((5, 262, 42, "9°"), (10, 262, 80, "5°"), (14.5, 262, 128, "-2°")):
        if t > start:
            p.box(x - 16, y - 9, 38, 18, "#12243f", 5)
            p.text(x + 3, y, words, 12, "#ffe08a")
    look = people.Look(skin="#f0c8a8", hair="#5b3a1e", style="long", top="#b5179e", bottom="#3a2a4d")
    arm = 75 if t < 9.5 else 62 if t < 14 else 42
    people.person(
        p,
        74,
        172,
        t,
        look,
        people.Pose(right=arm if 4.5 < t < 18.5 else 14, right_bend=8, left=12),
        "happy",
        1.5,
        0.7 if t > 4.5 else 0,
        talk=True,
    )
    captions(p, t, FORECAST, y=166, size=10)


def maze_sound() -> Track:
    tune = "C5:0.5 E5:0.5 G5:0.5 E5:0.5 F5:0.5 A5:0.5 G5 C5:0.5 E5:0.5 G5:0.5 C6:0.5 B5 G5"
    track = (
        Track(20)
        .repeat(sound.melody(tune, 160, "chip", 0.7), 3.75, loud=0.25)
        .add(sound.beat("k.h.s.h.", 160, 20), 0, 0.2)
    )
    for at in (3, 5, 7.5, 10, 12.5):
        track.add(sound.glide(700, 1600, 0.14, "chip"), at, 0.35)
    return track.add(sound.melody("G5:0.5 C6:0.5 E6:2", 150, "chip"), 16.2, 0.5)


MAZE = [
    "###############",
    "#S..#.....#...#",
    "###.#.###.#.#.#",
    "#...#...#.#.#.#",
    "#.#####.#...#.#",
    "#.....#.#####.#",
    "#####.#.....#.#",
    "#.......###...E",
    "###############",
]


def maze_board(p: Pen) -> None:
    p.shade("#101426", 1)
    for row, line in enumerate(MAZE):
        for column, letter in enumerate(line):
            if letter == "#":
                p.box(40 + column * 16, 22 + row * 16, 15, 15, "#3a4fc4", 2)
                p.box(42 + column * 16, 24 + row * 16, 11, 4, "#5b70e0", 1)


def maze_steps() -> list[tuple[int, int]]:
    def free(c: int, r: int) -> bool:
        return 0 <= r < len(MAZE) and 0 <= c < len(MAZE[0]) and MAZE[r][c] != "#"

    came: dict[tuple[int, int], tuple[int, int] | None] = {(1, 1): None}
    queue = deque([(1, 1)])
    while queue:
        c, r = queue.popleft()
        for step in ((c + 1, r), (c - 1, r), (c, r + 1), (c, r - 1)):
            if step not in came and free(*step):
                came[step] = (c, r)
                queue.append(step)
    at: tuple[int, int] | None = (14, 7)
    way: list[tuple[int, int]] = []
    while at is not None:
        way.append(at)
        at = came[at]
    return way[::-1]


STEPS = maze_steps()


@scene(8, "pixel-frog-in-the-maze", 20, 8, maze_sound)
def maze(p: Pen, t: float) -> None:
    p.still("maze", maze_board)
    place = ramp(t, 1.2, 16) * (len(STEPS) - 1)
    k = min(int(place), len(STEPS) - 2)
    share = place - k
    x = 47.5 + 16 * between(STEPS[k][0], STEPS[k + 1][0], share)
    y = 30 + 16 * between(STEPS[k][1], STEPS[k + 1][1], share)
    eaten = 0
    for n in range(4, len(STEPS) - 1, 5):
        if n > place:
            p.dot(47.5 + 16 * STEPS[n][0], 30 + 16 * STEPS[n][1], 3.4, "#ff4d6d")
            p.line(
                [(47.5 + 16 * STEPS[n][0], 26 + 16 * STEPS[n][1]), (49.5 + 16 * STEPS[n][0], 23 + 16 * STEPS[n][1])],
                "#7ae582",
                1.2,
            )
        else:
            eaten += 1
    p.box(264 + 4, 136, 12, 15, "#8a5a2b" if t < 16 else "#101426", 2)
    animals.frog(p, x, y + 7 + hop(t, 0.4, 3), t, 0.55)
    p.text(44, 12, f"SCORE {eaten * 100:04d}", 10, "#ffe066", "mono", "lm")
    p.text(276, 12, "♥♥♥", 10, "#ff4d6d", "symbols", "rm")
    if t > 16.2:
        p.box(80, 66, 160, 46, "#101426", 6, "#ffe066", 2)
        p.text(160, 82, "LEVEL CLEAR", 16, "#ffe066", "mono")
        p.text(160, 101, "NO FLIES WERE HARMED", 8, "white", "mono")
    if t < 1.2:
        p.text(160, 96, "READY?", 22, "white", "mono")


def crane(p: Pen, x: float, y: float, t: float, size: float) -> None:
    with p.at(x, y, size):
        w = swing(t, 1.4, 10)
        p.poly([(-6, 4), (-44, -18), (-14, -8)], "#e05780")
        p.poly([(8, 2), (34, -30), (14, -6)], "#e05780")
        p.poly([(34, -30), (46, -24), (32, -24)], "#c9184a")
        p.poly([(-12, -4), (14, -4), (4, 14)], "#ff8fab")
        p.poly([(-10, -4), (8, -4), (-14, -34 - w)], "#ffb3c6")
        p.poly([(-6, -4), (14, -4), (14, -36 + w)], "#ff8fab")


@scene(9, "one-sheet-one-crane", 30, 25)
def paper_crane(p: Pen, t: float) -> None:
    def table(q: Pen) -> None:
        q.shade("#d8b48a", 1)
        for k in range(7):
            q.line([(0, 14 + k * 27), (110, 17 + k * 27), (320, 12 + k * 27)], "#cba477", 1.4, smooth=True)

    p.still("table", table)
    step, u = cut(t, 4, 8.5, 13, 17.5, 22)
    f = ease(u, 0.8, 2.8)
    with p.at(160, 84):
        if step == 0:
            p.poly([(-50, -50), (50, -50), (50, 50), (-50, 50)], "#ff8fab", "#e05780", 1)
        elif step == 1:
            p.poly([(-50, 50), (50, 50), (50, -50)], "#ff8fab", "#e05780", 1)
            p.poly(
                [(-50, 50), (50, -50), (between(-50, 50, f), between(-50, 50, f))],
                mix("#ff8fab", "#fff0f3", 0.4 + 0.6 * (1 - f)),
                "#e05780",
                1,
            )
        elif step == 2:
            p.poly([(-50, 0), (0, -50), (50, 0), (0, 50)], "#ffb3c6", "#e05780", 1)
            p.poly([(0, -50), (between(-50, 50, f), 0), (0, 50)], "#ff8fab", "#e05780", 1)
            p.line([(0, -50), (0, 50)], "#e05780", 1)
        elif step == 3:
            wide = between(50, 20, f)
            p.poly([(-wide, -8), (0, -54), (wide, -8), (0, 54)], "#ff8fab", "#e05780", 1)
            p.line([(0, -54), (0, 54)], "#e05780", 1)
        elif step == 4:
            p.poly([(-18, -8), (18, -8), (0, 40)], "#ffb3c6", "#e05780", 1)
            w = between(0, 62, f)
            p.poly([(-16, -6), (-4, 20), (-10 - w * 0.8, 50 - w * 1.2)], "#ff8fab", "#e05780", 1)
            p.poly([(16, -6), (4, 20), (10 + w * 0.8, 50 - w * 1.2)], "#e05780", "#c9184a", 1)
    if step < 5:
        for side in (-1, 1):
            grip = between(70, 46, abs(swing(u, 4.5)))
            p.blob(
                [
                    (160 + side * (grip + 70), 190),
                    (160 + side * (grip + 30), 130),
                    (160 + side * grip, 112),
                    (160 + side * (grip + 8), 128),
                    (160 + side * (grip + 44), 190),
                ],
                "#d99f78",
            )
    else:
        crane(
            p, between(160, 200, ramp(u, 3, 8)), 92 - ease(u, 2.5, 8) * 40 + swing(t, 1.4, 3), u if u > 2 else 0, 1.25
        )
    captions(
        p,
        t,
        [
            (0, "One square sheet."),
            (4, "1  Fold corner to corner."),
            (8.5, "2  Again, and open the pocket."),
            (13, "3  Slim the kite."),
            (17.5, "4  Neck up, tail up."),
            (22, "5  Pull gently… and it is a crane."),
            (26, "Make a wish."),
        ],
    )
    if t > 25:
        balloon(p, 90, 40, "…it flies!", 10, (150, 78)) if t > 27 else None
