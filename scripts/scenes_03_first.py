# ruff: noqa: B007, C901 - a scene is a list of what happens when; its branches are its beats
"""Clips 19 to 26: from breathing with the sea to a waterfall at rest."""

from __future__ import annotations

import math

import scenes_animals as animals
import scenes_land as land
import scenes_people as people
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


def breathing_sound() -> Track:
    pad = sound.melody("D3+A3+F#4:10 G2+D3+B3:10", 60, "pad")
    return Track(80).add(sound.waves(80, 10), 0, 0.6).repeat(pad, 20, loud=0.22)


def dusk_beach(p: Pen) -> None:
    p.sky("#2b3a67", "#f4a6a0", 0, 112)
    land.stars(p, "dusk", 24, 46)
    p.box(0, 110, 320, 70, "#35527f")


@scene(19, "breathe-with-the-sea", 80, 33, breathing_sound)
def breathe(p: Pen, t: float) -> None:
    p.still("dusk", dusk_beach)
    p.dot(160, 110, 20, "#ffd9a0")
    p.box(0, 110, 320, 70, "#35527f")
    land.glitter(p, 160, 114, t * 0.5, "#ffd9a0", 6)
    phase = t % 10
    breath = ease(phase, 0, 4) * (1 - ease(phase, 5, 10))
    reach = between(168, 148, breath)
    p.blob(
        [
            (-20, 190),
            (-20, reach),
            (60, reach + 5),
            (140, reach - 3),
            (220, reach + 4),
            (300, reach - 2),
            (345, reach),
            (345, 190),
        ],
        "#7fa6c9",
    )
    p.blob(
        [
            (-20, 200),
            (-20, reach + 4),
            (60, reach + 9),
            (140, reach + 1),
            (220, reach + 8),
            (300, reach + 2),
            (345, reach + 4),
            (345, 200),
        ],
        "#e8cfa6",
    )
    r = between(20, 44, breath)
    p.dot(160, 66, r + 5, fade("#fdf0d5", 0.18))
    p.dot(160, 66, r, fade("#fdf0d5", 0.3))
    p.arc(160, 66, 44, 44, 0, 360, fade("white", 0.5), 1)
    word = "breathe in" if phase < 4 else "hold" if phase < 5 else "breathe out"
    if t > 3.5 or t < 0:
        p.text(160, 66, word if t < 70 else "good night", 11, "white")
    title(p, t, "Breathe with the sea", "eight slow breaths", 3.5)


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
        animals.duck(p, 158, 112, t, "#ffd23f", 2, mood="happy")
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
            animals.duck(p, 244, 74, t, "#ffd23f", 1.7)
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
    land.sun(p, 36, 32, 14, t)
    for k, (_, ink) in enumerate(COLOURS):
        u = ease(t, 4.5 + k * 3.2, 6 + k * 3.2)
        if u > 0:
            p.arc(170, 148, 116 - k * 8, 110 - k * 8, 180, 180 + 180 * u, ink, 8.2)
    land.cloud(p, 56, 148, 1.2)
    land.cloud(p, 284, 148, 1.2)
    n = int((t - 4.5) // 3.2)
    jump = hop(t, 0.8, 9) if t > 4.5 else 0
    animals.beast(p, 140, 172 + jump, animals.RABBIT, t, 1.3, mood="happy", run=20 if t > 4.5 else 0)
    animals.frog(p, 202, 170 + (hop(t + 0.4, 0.8, 8) if t > 4.5 else 0), t, 0.9)
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


@scene(23, "einparken-in-elf-zuegen", 22, 9.5)
def parking(p: Pen, t: float) -> None:
    def road(q: Pen) -> None:
        q.shade("#6d747d", 1)
        q.box(0, 0, 320, 34, "#9fb98a")
        q.box(0, 34, 320, 12, "#c9c4b8")
        for k in range(6):
            land.tree(q, 26 + k * 56, 36, 0.62)
        for k in range(9):
            q.box(6 + k * 38, 132, 22, 3, "#f1f1f1")
        for x in (12, 112, 212, 312):
            q.box(x - 1, 48, 2, 36, "#f1f1f1")

    p.still("road", road)
    things.car(p, 62, 82, 0, "#457b9d", 1.35)
    things.car(p, 262, 82, 0, "#e9c46a", 1.35)
    moves = [
        (0, -50, 126, 0),
        (2, 150, 120, 0),
        (3.5, 186, 118, -14),
        (4.6, 168, 96, 16),
        (5.4, 178, 104, -10),
        (6.2, 160, 98, 12),
        (7, 172, 106, -12),
        (7.8, 156, 92, 10),
        (8.6, 166, 98, -8),
        (9.4, 158, 88, 5),
        (10.2, 164, 90, -4),
        (11, 161, 84, 0),
        (30, 161, 84, 0),
    ]
    n = max(k for k, move in enumerate(moves) if t >= move[0])
    a, b = moves[n], moves[min(n + 1, len(moves) - 1)]
    u = ease(t, a[0], b[0]) if b[0] > a[0] else 1
    scoot = ease(t, 17.5, 19.5)
    things.car(
        p,
        between(a[1], b[1], u) + scoot * 240,
        between(a[2], b[2], u) + scoot * 30,
        t if t < 11 else 0,
        "#e63946",
        1.1,
        turn=between(a[3], b[3], u) - 8 * swing(scoot, 2),
    )
    if 2 < t < 11:
        p.box(10, 142, 76, 22, fade("#10131c", 0.6), 5)
        p.text(48, 153, f"Zug {max(1, n - 1)}", 13)
    if t > 5:
        mood = "surprised" if t < 11 else "laughing"
        people.person(
            p,
            286,
            176,
            t,
            people.GUS,
            Pose(30, 30, 80, 80) if t < 11 else Pose(140 + swing(t, 0.4, 20), 140 - swing(t, 0.4, 20)),
            mood,
            0.75,
            -0.7,
        )
    if 11.4 < t < 14:
        confetti(p, t - 11, "parken", 26)
    if 14 < t < 18:
        p.box(194, 6, 32, 44, "#3d5a80", 3)
        p.text(210, 18, "P", 14)
        p.text(210, 36, "nur\nLkw", 8)
    captions(
        p,
        t,
        [
            (0, "Einparken für Anfänger"),
            (2.2, "Ganz ruhig. Der Platz ist riesig."),
            (5, ""),
            (11, "Geschafft! In nur elf Zügen."),
            (14, "Oh. Nur für Lkw."),
            (17.6, "Na gut. Dann eben Bus fahren."),
        ],
        y=172,
        size=10,
    )


def reef_floor(p: Pen) -> None:
    p.sky("#1b7fb5", "#0b3c66")
    for k in range(5):
        p.poly([(30 + k * 66, 0), (52 + k * 66, 0), (20 + k * 62, 180), (-30 + k * 62, 180)], fade("white", 0.06))
    p.blob([(-20, 180), (-20, 160), (60, 152), (150, 162), (240, 150), (340, 160), (340, 190)], "#d9c08a")
    for x, ink in ((30, "#ff6b6b"), (84, "#c77dff"), (236, "#ff9f1c"), (290, "#f15bb5")):
        for k in range(5):
            w = math.radians(-150 + k * 30)
            p.line(
                [
                    (x, 160),
                    (x + 16 * math.cos(w), 144 + 14 * math.sin(w)),
                    (x + 22 * math.cos(w), 134 + 22 * math.sin(w)),
                ],
                ink,
                5,
                smooth=True,
            )
    p.blob([(130, 166), (134, 146), (160, 138), (186, 148), (190, 166)], "#7a6f8a")


@scene(24, "a-quiet-reef", 45, 24)
def reef(p: Pen, t: float) -> None:
    p.still("reef", reef_floor)
    for k in range(6):
        x = 112 + k * 12 + (60 if k > 2 else 0)
        p.line(
            [(x, 166), (x + swing(t, 3, 5, k / 6), 150), (x + swing(t, 3, 9, k / 6 + 0.1), 134)],
            "#3fa66b",
            3,
            smooth=True,
        )
    for k in range(7):
        way = (t * 16 + k * 22 + 9 * (k % 3)) % 440 - 60
        animals.fish(p, way, 58 + (k % 3) * 13 + swing(t, 3, 3, k / 7), t + k * 0.2, "#ffd166", 0.6)
    for k in range(2):
        animals.fish(
            p,
            236 + swing(t, 9, 22, k / 2),
            132 + k * 12,
            t + k,
            "#ff7f51",
            0.75,
            swing(t, 9, 1, k / 2 + 0.25) < 0,
            stripes="white",
        )
    animals.turtle(p, between(-40, 380, ramp(t, 10, 40)), 92 + swing(t, 5, 8), t, 1.5, swim=True)
    animals.jellyfish(p, 46 + swing(t, 11, 8), 60, t, "#f4acb7", 0.9)
    if t > 30:
        peek = ease(t, 31, 33) * (1 - ease(t, 41, 43))
        if peek > 0.1:
            animals.octopus(p, 160, 164 - 30 * peek, t, 0.7)
        p.blob([(126, 178), (132, 152), (160, 143), (188, 153), (194, 178), (160, 184)], "#7a6f8a")
    for k in range(5):
        age = (t * 0.2 + k / 5) % 1
        p.arc(150 + k * 9 + swing(t, 2, 3, k / 5), 150 - age * 150, 2, 2, 0, 360, fade("white", 0.7), 0.7)
    title(p, t, "A quiet reef", "no narrator, only fish", 3.5)


def internet_sound() -> Track:
    track = (
        Track(34)
        .add(sound.beat("k...h...s...h...", 96, 34), 0, 0.25)
        .repeat(sound.melody("E4 G4 A4 G4 E4 D4 E4:2", 96, "pluck"), 5, loud=0.3)
    )
    for at, words in PACKETS:
        track.say(at + 0.2, words, "en", "f2", 160)
    return track.add(sound.pop(), 27.5, 0.8).add(sound.meow(1.2), 28.2, 0.6)


PACKETS = [
    (0, "How does a cat picture cross the ocean?"),
    (5, "First it is cut into small numbered packets."),
    (11, "Light carries them through a cable under the sea."),
    (18, "Some take another way. That is fine."),
    (23, "At the other end, they are put back in order."),
    (28.8, "Four thousand kilometres, one tenth of a second."),
]


def cat_pixels(p: Pen, x: float, y: float, shown: int, step: float = 15, gap: float = 0) -> None:
    inks = ("#e08e45", "#8ecae6", "#e08e45", "#f2b880", "#f2b880", "#f2b880", "#f7e0c4", "#e79a9a", "#f7e0c4")
    for k in range(9):
        if k < shown:
            px, py = x + (k % 3) * (step + gap), y + (k // 3) * (step + gap)
            p.box(px, py, step, step, inks[k])
            if k in (3, 5):
                p.dot(px + step / 2, py + step / 2, step * 0.16, "#222222")
            if gap:
                p.text(px + step / 2, py + step / 2, str(k + 1), step * 0.6, "#14213d")


@scene(25, "how-a-cat-picture-crosses-the-ocean", 34, 14, internet_sound)
def internet(p: Pen, t: float) -> None:
    def globe(q: Pen) -> None:
        q.sky("#0d1b2a", "#1b3a5b")
        land.stars(q, "cable", 40, 70)
        q.text(160, 28, "4 000 km", 12, "#7f9bb8")
        q.line([(70, 38), (250, 38)], "#7f9bb8", 0.8)
        q.blob([(-20, 60), (40, 52), (66, 92), (48, 150), (-20, 190)], "#4f7a4a")
        q.blob([(340, 44), (278, 56), (256, 96), (276, 150), (340, 190)], "#4f7a4a")

    p.still("globe", globe)
    p.line([(58, 120), (110, 142), (160, 134), (214, 144), (264, 118)], "#9aa5b1", 3, smooth=True)
    p.line([(58, 108), (120, 84), (200, 78), (264, 106)], "#5b6b7d", 1.6, smooth=True)
    things.computer(p, 36, 128, 0.95)
    things.computer(p, 286, 128, 0.95)
    gap = ease(t, 5, 7) * 4 if t < 11 else 0
    sent = 0 if t < 11 else min(9, int((t - 11) * 1.2))
    if t < 11:
        cat_pixels(p, 18 - gap, 80 - gap - 3, 9, 11, gap)
    else:
        cat_pixels(p, 18, 77, 9 - sent if sent < 9 else 0, 11)
    for k in range(9):
        u = (t - 11 - k * 0.84) / 5.2
        if 0 < u < 1:
            over = k in (3, 6)
            x = between(58, 264, u)
            y = (
                (108 - 34 * math.sin(math.pi * u))
                if over
                else 120 + 22 * math.sin(math.pi * u) - 6 * math.sin(3 * math.pi * u)
            )
            p.box(x - 6, y - 6, 12, 12, "#ffd166", 2)
            p.text(x, y, str(k + 1), 8, "#14213d")
    got = max(0, min(9, int((t - 16.4) * 1.0)))
    cat_pixels(p, 268, 77, got if t < 27 else 9, 11)
    if t > 28:
        people.person(p, 240, 176, t, people.KID, Pose(150, 150), "laughing", 0.7, 0.6)
        p.text(262, 54, "♥", 18, "#ff4d6d", "symbols")
    else:
        people.person(p, 84, 176, t, people.BEN, Pose(20, 70, 10, 20), "happy", 0.7, -0.6)
    captions(p, t, PACKETS, y=169, size=10)


def fall_sound() -> Track:
    track = Track(40).add(sound.water(40, 0.25), 0, 0.5)
    for k in range(14):
        track.add(sound.chirp(k), 2 + k * 2.6, 0.09)
    return track.repeat(sound.melody("E4:3 B3:3 G#4:3 F#4:3", 60, "flute", 1.2), 13, 3, 38, 0.2)


def glade(p: Pen) -> None:
    p.sky("#cfeadf", "#f1faee", 0, 90)
    land.hills(p, 84, 26, "#a3c9a8", 0.3, 190)
    p.blob([(-20, 190), (-20, 40), (60, 30), (128, 42), (136, 130), (120, 190)], "#5b7553")
    p.blob([(340, 190), (340, 36), (250, 28), (192, 42), (186, 130), (200, 190)], "#66825c")
    p.box(132, 44, 58, 94, "#6f7f78")
    for x, size in ((24, 1.1), (70, 0.8), (246, 0.9), (296, 1.2)):
        land.tree(p, x, 58 + (x % 20), size, "#4a7c46")
    p.blob([(60, 190), (76, 146), (160, 132), (250, 146), (270, 190)], "#6fb7c4")
    for x, y in ((96, 158), (226, 164), (112, 172)):
        p.oval(x, y, 13, 6, "#7d8580")


@scene(26, "a-waterfall-at-rest", 40, 20, fall_sound)
def calm_fall(p: Pen, t: float) -> None:
    p.still("glade", glade)
    p.poly([(140, 46), (182, 46), (184, 140), (138, 140)], "#cdeaf2")
    for u, v, w in scatter("threads", 16):
        y = 46 + ((v + t * 0.28) % 1) * 80
        p.line([(141 + u * 40, y), (141 + u * 40, min(138, y + 14))], fade("white", 0.75), 1.3)
    for k in range(4):
        age = (t * 0.25 + k / 4) % 1
        p.arc(161, 142 + age * 14, 20 + 50 * age, 4 + 10 * age, 0, 360, fade("white", 0.6 * (1 - age)), 1)
    for u, v, w in scatter("mist", 6):
        p.dot(140 + u * 44, 138 - abs(swing(t, 5, 8, v)), 7 + 4 * w, fade("white", 0.14))
    animals.beast(p, 246, 150, animals.RABBIT, t, 0.7, True, "blissful") if t > 14 else None
    animals.frog(p, 112, 170, t, 0.5, mood="asleep" if t > 8 else "happy")
    animals.butterfly(p, 70 + t * 3, 104 + swing(t, 4, 12), t, "#ffb703", 0.7)
    leaf = (t / 12) % 1
    p.oval(between(150, 250, leaf), 146 + leaf * 26 + swing(t, 2, 2), 4, 2, "#d68c45")
    title(p, t, "A waterfall at rest", "nothing happens, gently", 4)
