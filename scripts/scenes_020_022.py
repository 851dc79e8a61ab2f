# ruff: noqa: B007, C901 - a scene is a list of what happens when; its branches are its beats
"""Clips 20 to 22."""

from __future__ import annotations

import scenes_animals as animals
import scenes_creatures as creatures
import scenes_land as land
import scenes_people as people
import scenes_sky as sky
import scenes_sound as sound
import scenes_things as things
from scenes_pen import Pen, fade, mix
from scenes_people import Look, Pose
from scenes_sound import Track
from scenes_time import (
    balloon,
    between,
    captions,
    confetti,
    ease,
    hop,
    ramp,
    scatter,
    scene,
    swing,
    title,
)

NEWS = [
    (0.3, "Breaking news from Pondville."),
    (4, "A duck has been elected mayor, by a wide margin."),
    (10, "Her only promise was: bread."),
    (14.5, "We go live to the town hall."),
    (20, "Experts call it a clear message. Back to you."),
]


def news_sound() -> Track:
    track = Track(26).add(sound.melody("C5:0.25 C5:0.25 C5:0.25 G5:1 E5:0.25 G5:1.5", 130, "brass"), 0, 0.25)
    for at, words in NEWS:
        if at != 14.5:
            track.say(at + 0.2, words, "en", "m3", 165)
    track.say(14.6, NEWS[3][1], "en", "m3", 165)
    for k in range(5):
        track.add(sound.quack(), 17 + k * 0.45 + 0.2 * (k % 2), 0.7)
    return track.add(sound.applause(2.4), 17.2, 0.35)


def newsroom(p: Pen) -> None:
    p.sky("#0b2545", "#13407c")
    for k in range(12):
        p.box(k * 28, 18 + (k % 3) * 10, 20, 90 - (k % 4) * 14, fade("#1f5fa8", 0.35))


@scene(20, "duck-elected-mayor", 26, 17.5, news_sound)
def duck_mayor(p: Pen, t: float) -> None:
    if 16.4 < t < 20:

        def hall(q: Pen) -> None:
            q.sky("#9ad1f0", "#e8f6fc", 0, 120)
            q.box(60, 44, 200, 92, "#e8dcc6")
            q.poly([(50, 46), (160, 12), (270, 46)], "#cdbb9a")
            for k in range(6):
                q.box(76 + k * 32, 52, 10, 84, "#f7f1e3")
            q.box(0, 136, 320, 44, "#8aa26a")

        p.still("hall", hall)
        p.box(130, 118, 60, 26, "#8c5e3c", 2)
        creatures.duck(p, 158, 112, t, "#ffd23f", 2, mood="happy")
        p.line([(146, 100), (166, 116)], "#d1495b", 5)
        p.poly([(168, 74), (169, 64), (174, 70), (178, 62), (181, 71), (187, 67), (185, 77)], "#f2c230")
        for k in range(6):
            people.person(
                p,
                24 + k * 54,
                196,
                t + k,
                (people.ANN, people.BEN, people.CAM, people.DAN, people.EVE, people.GUS)[k],
                Pose(150, 150 + swing(t, 0.5, 15, k / 6)),
                "laughing",
                0.8,
            )
        balloon(p, 226, 70, "QUACK.", 13, (186, 92))
        confetti(p, t - 16.4, "mayor", 36)
        strap = "LIVE  ·  PONDVILLE TOWN HALL"
    else:
        p.still("newsroom", newsroom)
        p.box(196, 24, 104, 76, "white", 3)
        p.box(199, 27, 98, 70, "#bfe3f5")
        if t > 4:
            creatures.duck(p, 244, 74, t, "#ffd23f", 1.7)
            p.text(248, 92, "68 %" if t > 7 else "?", 12, "#1d3557")
        else:
            p.text(248, 62, "VOTE", 22, "#1d3557")
        look = Look(skin="#e3ad80", hair="#2c2320", top="#22304a", bottom="#22304a", glasses=True)
        people.person(p, 100, 172, t, look, Pose(50, 50, 70, 70), "neutral", 1.5, 0.3, talk=t < 25)
        things.desk(p, 110, 132, 190, "NEWS 9½")
        strap = "BREAKING: DUCK WINS" if t < 10 else "PROMISE: BREAD" if t < 16 else "“A CLEAR MESSAGE”"
    p.box(0, 158, 320, 22, "#c1121f")
    p.text(10, 169, strap, 11, "white", anchor="lm")


COLOURS = [
    ("rojo", "#e63946"),
    ("naranja", "#f77f00"),
    ("amarillo", "#fcbf49"),
    ("verde", "#52b788"),
    ("azul", "#3a86ff"),
    ("añil", "#4c3fb1"),
    ("violeta", "#9d4edd"),
]


SCALE = ("C4", "D4", "E4", "F4", "G4", "A4", "B4")


def rainbow_sound() -> Track:
    track = Track(36).say(0.6, "Los colores del arco iris. ¡Cantamos!", "es", "f4", 140).add(sound.rain(4, 0.2), 0, 0.2)
    for k, (word, _) in enumerate(COLOURS):
        at = 4.5 + k * 3.2
        track.add(sound.tone(sound.pitch(SCALE[k]), 1.2, "bell"), at, 0.4).add(sound.pop(), at, 0.4).say(
            at + 0.9, word, "es", "f4", 130
        )
    return track.add(sound.melody("C4:0.5 E4:0.5 G4:0.5 C5:0.5 G4:0.5 E4:0.5 C4:2", 130, "bell"), 28, 0.4).say(
        31, "¡Siete colores!", "es", "f4", 140
    )


def meadow(p: Pen) -> None:
    p.sky("#8ed1f5", "#e9f8ff", 0, 140)
    land.hills(p, 146, 16, "#8ccf6c", 0.1, 240)
    land.hills(p, 164, 10, "#6bb554", 0.6, 200)
    for u, v, w in scatter("daisies", 16):
        p.dot(u * 320, 160 + v * 16, 1.8, "white")


@scene(21, "los-colores-del-arcoiris", 36, 29, rainbow_sound)
def rainbow(p: Pen, t: float) -> None:
    p.still("meadow", meadow)
    sky.sun(p, 36, 32, 14, t)
    for k, (_, ink) in enumerate(COLOURS):
        u = ease(t, 4.5 + k * 3.2, 6 + k * 3.2)
        if u > 0:
            p.arc(170, 148, 116 - k * 8, 110 - k * 8, 180, 180 + 180 * u, ink, 8.2)
    sky.cloud(p, 56, 148, 1.2)
    sky.cloud(p, 284, 148, 1.2)
    n = int((t - 4.5) // 3.2)
    jump = hop(t, 0.8, 9) if t > 4.5 else 0
    animals.beast(p, 140, 172 + jump, animals.RABBIT, t, 1.3, mood="happy", run=20 if t > 4.5 else 0)
    creatures.frog(p, 202, 170 + (hop(t + 0.4, 0.8, 8) if t > 4.5 else 0), t, 0.9)
    if 0 <= n < 7 and t < 27.4:
        p.text(170, 104, COLOURS[n][0], 24, COLOURS[n][1], edge="white")
    elif t >= 27.4:
        p.text(170, 104, "¡siete colores!", 20, "#e63946", edge="white")
    title(p, t, "Los colores del arcoíris", "una canción para contar hasta siete", 3.4)


def door_sound() -> Track:
    track = (
        Track(24).add(sound.wind(24, 260), 0, 0.5).add(sound.melody("C2+C#2:8 B1+C2:8 C2+C#2+F#2:8", 60, "pad"), 0, 0.6)
    )
    for k in range(16):
        track.add(sound.heartbeat(), 4 + k * (1.1 - k * 0.035), 0.3 + k * 0.04)
    creak = sound.glide(180, 420, 1.6, "strings") * (0.5 + 0.5 * sound.soften(sound.grains(1.6, 5), 30) * 8)
    track.add(creak, 14.5, 0.35).add(sound.thud(), 8, 0.7).add(sound.thud(), 9.2, 0.8)
    return track.add(sound.crash(), 20.8, 0.9).add(sound.melody("C5+C#5+F#5+G5:3", 60, "strings"), 20.8, 1.0)


@scene(22, "the-door-at-the-end", 24, 16.5, door_sound)
def door(p: Pen, t: float) -> None:
    near = ramp(t, 0, 20) * 0.9
    flicker = 0.25 if scatter("flicker", 200)[int(t * 8) % 200][0] < 0.18 else 0.0
    p.shade("#07070b", 1)
    k = 1 + near * 1.2
    x0, y0, w, h = 160, 86, 34 * k, 60 * k
    left, right, top, bottom = x0 - w, x0 + w, y0 - h * 0.72, y0 + h * 0.62
    p.poly([(0, 0), (left, top), (left, bottom), (0, 180)], "#1c1a22")
    p.poly([(320, 0), (right, top), (right, bottom), (320, 180)], "#17151c")
    p.poly([(0, 180), (left, bottom), (right, bottom), (320, 180)], "#2a1a18")
    p.poly([(0, 0), (left, top), (right, top), (320, 0)], "#0e0d13")
    p.box(left, top, 2 * w, bottom - top, "#15131a")
    for n in range(3):
        d = (n + 1) / 4 + near * 0.2
        for side in (-1, 1):
            fx = x0 + side * between(150, w + 6, d)
            p.box(fx - 9 * (1.2 - d), between(40, y0 - 12, d), 18 * (1.2 - d), 26 * (1.2 - d), "#3a2f2a")
            p.box(fx - 6 * (1.2 - d), between(43, y0 - 10, d), 12 * (1.2 - d), 20 * (1.2 - d), "#0c0b10")
            if t > 11:
                p.dot(fx - 2 * (1.2 - d), between(52, y0 - 4, d), 1.1, "#c9b26b")
                p.dot(fx + 2 * (1.2 - d), between(52, y0 - 4, d), 1.1, "#c9b26b")
    dw, dh = w * 0.5, (bottom - top) * 0.74
    gap = ease(t, 14.5, 18.5)
    p.box(x0 - dw, bottom - dh, 2 * dw, dh, mix("#1a0505", "#7a0f0f", gap))
    if gap > 0.1:
        eye_y = bottom - dh * 0.66
        if t > 17:
            for side in (-1, 1):
                p.oval(x0 - dw * 0.45 + side * 5 * k * 0.6, eye_y, 2.2 * k * 0.7, 1.2 * k * 0.7, "#fff1c4")
        if t > 18.4:
            for n in range(4):
                p.line(
                    [(x0 - dw * 0.1 - n * 1.2, eye_y + 16 + n * 5), (x0 + dw * 0.25, eye_y + 14 + n * 5.5)],
                    "#d8cfc2",
                    2.4,
                )
    p.poly(
        [
            (x0 - dw + 2 * dw * gap * 0.62, bottom - dh + gap * 6),
            (x0 + dw, bottom - dh),
            (x0 + dw, bottom),
            (x0 - dw + 2 * dw * gap * 0.62, bottom + gap * 4),
        ],
        "#3b261d",
    )
    p.dot(x0 - dw * 0.72 + 2 * dw * gap * 0.62, bottom - dh * 0.45, 2, "#c9a94e")
    p.glow(x0, 10, 30, "#ffe9b0", 0.3 - flicker)
    p.shade("black", 0.15 + flicker)
    if t > 20.8:
        p.shade("black", 1)
        if t < 21.4:
            for side in (-1, 1):
                p.oval(160 + side * 40, 84, 26, 15, "#fff1c4")
                p.oval(160 + side * 40, 84, 5, 13, "#111111")
        elif t > 22.2:
            p.text(160, 90, "it was never locked", 13, "#8d1b1b", "serif")
    captions(
        p,
        t,
        [
            (1, "Room 9. Nobody has stayed here since 1974."),
            (6, ""),
            (8, "knock. knock."),
            (11, ""),
            (12, "You did not knock."),
            (15, ""),
        ],
        y=168,
        size=10,
    )
