# ruff: noqa: B007, C901 - a scene is a list of what happens when; its branches are its beats
"""Clips 56 to 59."""

from __future__ import annotations

import math

import numpy as np
import scenes_animals as animals
import scenes_land as land
import scenes_people as people
import scenes_sky as sky
import scenes_sound as sound
import scenes_things as things
from scenes_pen import Pen, Point, fade
from scenes_people import Pose
from scenes_sound import Track
from scenes_time import (
    between,
    captions,
    ease,
    ramp,
    scatter,
    scene,
    swing,
    toss,
)


@scene(56, "the-cow-jumps-over-the-moon", 9, 4.4)
def cow_moon(p: Pen, t: float) -> None:
    def night(q: Pen) -> None:
        q.sky("#1a1f4b", "#4a4e9e", 0, 150)
        sky.stars(q, "cow", 50, 110)
        sky.moon(q, 160, 76, 26)
        land.hills(q, 160, 14, "#2d4a3e", 0.1, 220)
        land.house(q, 284, 156, 0.8, "#8a6f5a", "#5b3a3a", lit=True)

    p.still("cow night", night)
    u = ramp(t, 2, 6.4)
    if t < 2:
        animals.beast(p, between(-20, 60, ramp(t, 0, 2)), 160, animals.COW, t, 0.8, run=36)
    elif t < 6.4:
        animals.beast(
            p,
            between(60, 256, u),
            160 + toss(t, 2, 6.4, 128),
            animals.COW,
            t,
            0.8,
            turn=between(-36, 36, u),
            mood="surprised" if 0.35 < u < 0.65 else "happy",
        )
    else:
        animals.beast(p, 256, 160, animals.COW, t, 0.8, mood="proud")
        if t < 7.2:
            p.text(250, 100, "+1", 18, "#ffd166")
    captions(p, t, [(0, ""), (6.6, "Every Tuesday. Nobody believes her.")], y=172, size=10)


def night_train_sound() -> Track:
    clack = np.concatenate([sound.thud()[:2400] * 0.6, np.zeros(1400), sound.thud()[:2400] * 0.45])
    track = Track(58).repeat(clack, 1.15, 1, 57, 0.4).add(sound.soften(sound.grains(58, 9), 220), 0, 0.55)
    return track.repeat(sound.melody("F3+A3+C4:8 D3+F3+A3:8 Bb2+D3+F3:8 C3+E3+G3:8", 66, "pad"), 29, loud=0.25).add(
        sound.horn(1.6, True), 24, 0.12
    )


@scene(57, "nachtzug-nach-wien", 58, 22, night_train_sound)
def night_train(p: Pen, t: float) -> None:
    def compartment(q: Pen) -> None:
        q.shade("#2a2138", 1)
        q.box(40, 22, 200, 96, "#3b3050", 8)

    p.still("compartment", compartment)
    p.box(48, 30, 184, 80, "#0f1530")
    for u, v, w in scatter("night sky", 20):
        p.dot(48 + u * 184, 32 + v * 34, 0.6, fade("white", 0.7))
    p.dot(196, 46, 8, "#f4f1de")
    for layer, (speed, y, ink) in enumerate(((3, 82, "#1c2547"), (9, 92, "#151c3a"))):
        points = [(48.0, 110.0)]
        for k in range(24):
            x = 48 + k * 8
            points.append((x, y - 10 * abs(math.sin((x + t * speed) / (46 - layer * 14)))))
        p.poly([*points, (232, 110)], ink)
    for k in range(3):
        hut = (k * 110 - t * 26) % 330 - 60
        if 52 < hut < 222:
            p.box(hut, 88, 9, 12, "#151022")
            p.box(hut + 2.5, 91, 4, 4, "#ffd98a")
    pole = 330 - (t * 90) % 400
    if 50 < pole < 230:
        p.line([(pole, 32), (pole, 110)], "#0a0d1d", 3)
    for x, y, w, h in ((0, 0, 48, 180), (232, 0, 88, 180), (48, 0, 184, 30), (48, 110, 184, 70)):
        p.box(x, y, w, h, "#2a2138")
    p.box(44, 108, 192, 6, "#4b3d63", 2)
    p.box(0, 138, 320, 42, "#4a2f3f")
    p.box(206, 96, 114, 46, "#5b3a4d", 10)
    sleepy = t > 12
    with p.at(262, 148 + swing(t, 0.6, 0.4), 1.3):
        p.blob([(-22, 6), (-18, -24), (0, -30), (18, -24), (24, 6)], "#3f5f8a")
        people.head(p, 0 - 4 * sleepy, -36 + 3 * sleepy, people.BEN, "asleep" if sleepy else "happy", t, -0.7)
    p.glow(290, 24, 26, "#ffd98a", 0.4)
    p.dot(290, 24, 5, "#ffe9b8")
    things.cup(p, 96, 110, t, 0.7, steam=t < 30)
    p.shade("#0a0d1d", 0.25 * ease(t, 40, 50))
    captions(
        p,
        t,
        [
            (0, "Nachtzug nach Wien, 22 Uhr 41"),
            (5, ""),
            (12, "Tadám, tadám… die Schienen zählen Schafe."),
            (19, ""),
            (34, "Irgendwo hinter Linz träumt schon der ganze Wagen."),
            (42, ""),
        ],
        y=164,
        size=10,
    )


def model_sound() -> Track:
    track = (
        Track(25)
        .repeat(sound.soften(sound.grains(0.07, 3), 2500), 0.16, 1, 24, 0.25)
        .add(sound.melody("C5:0.5 E5:0.5 G5:0.5 E5:0.5 D5:0.5 F5:0.5 A5:0.5 F5:0.5", 130, "bell"), 0, 0.25)
    )
    return (
        track.add(sound.horn(0.5, False), 4, 0.2)
        .add(sound.horn(0.5, False), 15, 0.2)
        .add(sound.meow(), 17.4, 0.6)
        .add(sound.melody("C5 G5 E5 C6:2", 150, "bell"), 21.6, 0.4)
    )


@scene(58, "little-train-big-living-room", 25, 9, model_sound)
def model_train(p: Pen, t: float) -> None:
    def lounge(q: Pen) -> None:
        land.room(q, "#e9d8c4", "#a9794f", 96)
        q.oval(160, 140, 150, 36, "#8d5b6b")
        q.box(14, 40, 60, 60, "#6f93a9", 8)
        for k in range(4):
            q.box(232 + k * 16, 46 + (k % 2) * 6, 12, 42 - (k % 2) * 6, ("#e76f51", "#2a9d8f", "#e9c46a", "#264653")[k])
        q.box(222, 88, 80, 6, "#6b4a2f")

    p.still("lounge", lounge)
    cat_stop = 16 < t < 19.4
    angle = (min(t, 16) + max(0, t - 19.4)) * 26
    p.arc(160, 138, 118, 28, 0, 360, "#5b4a3f", 4)
    p.arc(160, 138, 118, 28, 0, 360, "#b9b4ac", 1.4)
    parts = []
    for k, ink in enumerate(("#27323f", "#e63946", "#ffd166", "#06d6a0")):
        a = math.radians(angle - k * 12)
        parts.append((160 + 118 * math.cos(a), 138 + 28 * math.sin(a), ink, k, a))
    bridge = [(120, 172, 44), (206, 172, 40)]
    for x, y, ink, k, a in sorted(parts, key=lambda part: part[1]):
        s = 0.8 + 0.25 * math.sin(a)
        p.box(x - 10 * s, y - 13 * s, 20 * s, 12 * s, ink, 2)
        if k == 0:
            p.box(x - 3 * s, y - 19 * s, 5 * s, 7 * s, ink)
            for n in range(3):
                age = (t * 1.5 + n / 3) % 1
                p.dot(x, y - 22 * s - age * 16, 2 + 3 * age, fade("white", 0.8 * (1 - age)))
        else:
            p.dot(x, y - 14 * s, 3.4 * s, ("#e08e45", "#c9b8a5", "#8ac926")[k - 1])
        for w in (-6, 6):
            p.dot(x + w * s, y - 1, 2.4 * s, "#222222")
    for k, (x, y, h) in enumerate(bridge):
        p.box(x - 22, y - 6, 44, 4, ("#e9c46a", "#2a9d8f")[k], 1)
    if t > 14:
        walk = ease(t, 14, 16)
        cx = between(340, 268, walk) if t < 19 else between(268, 350, ease(t, 19, 20.6))
        animals.beast(
            p, cx, 168, animals.GREY_CAT, t, 1.5, True, "angry" if cat_stop else "happy", run=20 if not cat_stop else 0
        )
    people.person(
        p,
        60,
        130,
        t,
        people.KID,
        Pose(150, 150) if t > 20 else Pose(40, 60, 60, 60),
        "laughing" if t > 20 else "surprised" if cat_stop else "happy",
        0.9,
        0.5,
    )
    captions(
        p,
        t,
        [
            (0, "Next stop: sofa."),
            (4, "Then the bookshelf."),
            (9, "Then the great carpet plain."),
            (14.6, "Caution: animal on the line."),
            (19.4, ""),
            (20.6, "Service resumes. Nobody was eaten."),
        ],
        y=20,
    )


@scene(59, "el-mapa-del-metro", 24, 20)
def metro(p: Pen, t: float) -> None:
    p.still("metro paper", lambda q: q.shade("#fbfaf5", 1))
    lines: list[tuple[str, list[Point]]] = [
        ("#e63946", [(24, 60), (90, 60), (140, 100), (220, 100), (296, 100)]),
        ("#1d70b8", [(60, 150), (90, 120), (140, 100), (180, 60), (250, 60), (290, 30)]),
        ("#2a9d8f", [(40, 24), (120, 24), (180, 60), (180, 140), (240, 150)]),
        ("#f4a261", [(20, 110), (90, 120), (220, 100), (250, 60), (250, 20)]),
    ]
    names: dict[Point, str] = {
        (24, 60): "Playa",
        (140, 100): "Sol",
        (296, 100): "Faro",
        (60, 150): "Mercado",
        (290, 30): "Cielo",
        (40, 24): "Bosque",
        (240, 150): "Estadio",
        (250, 20): "Museo",
        (20, 110): "Puerto",
        (180, 60): "Luna",
    }
    for k, (ink, way) in enumerate(lines):
        u = ramp(t, 1 + k * 3.4, 4.2 + k * 3.4) * (len(way) - 1)
        done = way[: int(u) + 1]
        if u < len(way) - 1 and u > 0:
            (x0, y0), (x1, y1) = way[int(u)], way[int(u) + 1]
            done = [*done, (between(x0, x1, u % 1), between(y0, y1, u % 1))]
        if len(done) > 1:
            p.line(done, ink, 5)
        for x, y in way[: int(u + 0.01) + 1] if u > 0 else []:
            p.dot(x, y, 4.4, "white", "#22303c", 1.4)
    for k, (ink, way) in enumerate(lines):
        u = ramp(t, 1 + k * 3.4, 4.2 + k * 3.4) * (len(way) - 1)
        for x, y in way[: int(u + 0.01) + 1] if u > 0 else []:
            if (x, y) in names:
                side = -1 if x > 240 else 1
                p.text(
                    x + side * 7, y - 10, names[(x, y)], 9, "#22303c", anchor="lm" if side > 0 else "rm", edge="#fbfaf5"
                )
    if t > 15:
        for k, (ink, way) in enumerate(lines):
            u = (t * 0.5 + k * 0.6) % (len(way) - 1)
            (x0, y0), (x1, y1) = way[int(u)], way[int(u) + 1]
            p.box(between(x0, x1, u % 1) - 5, between(y0, y1, u % 1) - 3, 10, 6, "#22303c", 2)
    captions(
        p,
        t,
        [
            (0, "El mapa del metro se dibuja solo"),
            (3, ""),
            (7, "Línea 1, línea 2… transbordo en Sol."),
            (12, "Aquí nadie se pierde."),
            (16, "Bueno, casi nadie."),
            (20, "Próxima estación: Cielo."),
        ],
        y=168,
        size=10,
    )
