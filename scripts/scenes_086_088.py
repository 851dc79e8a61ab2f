# ruff: noqa: C901 - a scene is a list of what happens when; its branches are its beats
"""Clips 86 to 88."""

from __future__ import annotations

import math

import scenes_land as land
import scenes_people as people
import scenes_sound as sound
from scenes_pen import Pen, Point
from scenes_people import Look, Pose
from scenes_sound import Track
from scenes_time import (
    balloon,
    between,
    captions,
    ease,
    ramp,
    scene,
    swing,
)


def paint_sound() -> Track:
    return Track(32).repeat(
        sound.melody("F4:2 A4:2 C5:2 A4:2 D4:2 F4:2 A4:4 Bb3:2 D4:2 F4:2 D4:2 C4:2 E4:2 G4:4", 96, "piano", 1.3),
        20,
        0.5,
        31,
        0.5,
    )


@scene(86, "paint-a-sunset-with-me", 32, 28, paint_sound)
def paint(p: Pen, t: float) -> None:
    def atelier(q: Pen) -> None:
        land.room(q, "#f1e8dc", "#b08968", 152)
        q.line([(146, 172), (180, 20)], "#8c5e3c", 4)
        q.line([(266, 172), (232, 20)], "#8c5e3c", 4)
        q.box(138, 30, 136, 96, "#fffdf7", 1, "#c9b8a0", 1)

    p.still("atelier", atelier)
    for k, (ink, start) in enumerate(
        (("#3d348b", 3), ("#7678ed", 4.6), ("#f7b801", 6.2), ("#f18701", 7.8), ("#f35b04", 9.4))
    ):
        u = ramp(t, start, start + 1.5)
        if u > 0:
            p.box(140, 32 + k * 11, 132 * u, 11.5, ink)
    if t > 11:
        p.dot(206, 80, 15 * ease(t, 11, 13), "#fff3b0")
    u = ramp(t, 13.5, 17)
    if u > 0:
        p.box(140, 86, 132 * u, 38, "#1d3461")
    if t > 17.5:
        for k in range(5):
            v = ramp(t, 17.5 + k * 0.6, 18.1 + k * 0.6)
            p.line([(206 - (12 - k) * v, 91 + k * 6), (206 + (12 - k) * v + 0.1, 91 + k * 6)], "#fff3b0", 2)
    if t > 21:
        v = ease(t, 21, 24)
        p.poly([(140, 124), (140, 124 - 30 * v), (158, 124 - 38 * v), (176, 124 - 12 * v), (190, 124)], "#14213d")
    if t > 25:
        for k in range(3):
            p.line([(228 + k * 12, 50 - k * 4), (232 + k * 12, 47 - k * 4), (236 + k * 12, 50 - k * 4)], "#14213d", 1.2)
    tip = (206.0, 70.0)
    if t < 11:
        tip = (140 + 132 * ((t - 3) % 1.6 / 1.5), 38 + 11 * max(0, int((t - 3) // 1.6)))
    elif t < 17:
        tip = (206, 80) if t < 13.5 else (140 + 132 * u, 104)
    elif t < 25:
        tip = (
            (206 + swing(t, 0.6, 10), 91 + 6 * min(4, max(0, (t - 17.5) / 0.6)))
            if t < 21
            else (150 + swing(t, 0.8, 8), 112)
        )
    if 3 < t < 27:
        p.line([(tip[0], tip[1]), (tip[0] - 34, tip[1] + 30)], "#6b4a2f", 2.6)
        p.line([(tip[0], tip[1]), (tip[0] - 5, tip[1] + 4.4)], "#22223b", 4)
        p.line([(tip[0] - 58, tip[1] + 46), (tip[0] - 36, tip[1] + 32)], "#d1495b", 7)
        p.dot(tip[0] - 34, tip[1] + 30, 4, "#f0c39b")
    people.person(
        p,
        66,
        176,
        t,
        Look(skin="#f0c39b", hair="#8a3b1c", style="bun", top="#d1495b", bottom="#30415d", apron=True),
        Pose(20, 50 if t < 27 else 20),
        "happy" if t < 27 else "proud",
        1.3,
        0.8,
    )
    captions(
        p,
        t,
        [
            (0, "Paint a sunset with me"),
            (3, "Five stripes, dark to warm."),
            (11, "A round sun. It need not be perfect."),
            (13.5, "The sea, in one wide stroke."),
            (17.5, "Light on the water. Wiggle the brush."),
            (21, "A dark hill to hold it all."),
            (25, "Three birds. There. You made that."),
        ],
        y=168,
        size=10,
    )


MODERN = [
    (0.3, "Obra número uno: un clavo."),
    (4.4, "El artista pregunta: ¿y el cuadro?"),
    (8.6, "Obra número dos: un cubo."),
    (12.4, "Representa la infancia, el mar y el precio del alquiler."),
    (18.2, "Obra número tres: perdón, esa es la señora de la limpieza."),
    (24, "Quiere su cubo."),
]


def modern_sound() -> Track:
    track = Track(27).repeat(sound.melody("C4:2 F#4:2 B4:4 -:4", 70, "piano", 1.4), 10, loud=0.35)
    for at, words in MODERN:
        track.say(at, words, "es", "f2", 145)
    return track


@scene(87, "arte-moderno-explicado", 27, 14, modern_sound)
def modern(p: Pen, t: float) -> None:
    def museum(q: Pen) -> None:
        land.room(q, "#f7f7f5", "#c9c2b8", 146)
        for k in range(3):
            q.box(108 + k * 76, 138, 40, 3, "#dddddd")
            q.box(150 + k * 76 - 20, 60, 12, 9, "#e9e4d8")

    p.still("museum", museum)
    p.box(126, 54, 3, 5, "#6c757d")
    p.box(184, 120, 36, 24, "#f1f1ee")
    if t < 25:
        p.poly([(190, 98), (214, 98), (210, 120), (194, 120)], "#3a86ff")
        p.arc(202, 98, 12, 10, 180, 360, "#6c757d", 1.4)
    look = Look(skin="#f2c9a5", hair="#1d1512", style="bun", top="#111111", bottom="#111111", glasses=True, skirt=True)
    x = 84 if t < 8.6 else 152 if t < 18 else 236
    people.person(p, x, 172, t, look, Pose(20, 100, 10, 10), "proud" if t < 20 else "surprised", 1.1, 0.6, talk=True)
    for k, other in enumerate((people.GUS, people.CAM)):
        people.person(
            p,
            22 + k * 26 + (40 if t > 8.6 else 0) + (60 if t > 18 else 0),
            176,
            t,
            other,
            Pose(16, 60, 10, 90),
            "surprised" if t > 18 else "neutral",
            0.95,
            0.8,
        )
    cleaner = Look(skin="#8d5a3b", hair="#1d1512", style="bun", top="#8ecae6", bottom="#457b9d")
    cx = 284 if t < 24 else between(284, 214, ease(t, 24, 25)) if t < 25 else between(214, 340, ease(t, 25.2, 26.8))
    people.person(
        p,
        cx,
        174,
        t,
        cleaner,
        Pose(20, 20) if t < 24 else Pose(80, 40),
        "neutral" if t < 20 else "happy",
        1.05,
        -0.7 if t < 25 else 0.7,
    )
    p.line([(cx + 12, 174), (cx + 16, 112)], "#8c5e3c", 2.4)
    if t > 25:
        p.poly([(cx - 30, 128), (cx - 10, 128), (cx - 13, 146), (cx - 27, 146)], "#3a86ff")
    captions(p, t, MODERN, y=22, size=10)


@scene(88, "ein-gesicht-in-fuenf-strichen", 22, 18)
def five_strokes(p: Pen, t: float) -> None:
    def pad(q: Pen) -> None:
        q.shade("#c9ada7", 1)
        q.box(80, 10, 160, 148, "#fffdf7", 2)
        for k in range(12):
            q.dot(88 + k * 13, 16, 2.4, "#9a8c98")

    p.still("pad", pad)
    strokes: list[list[Point]] = [
        [(160 + 46 * math.sin(a / 30 * math.tau), 84 - 54 * math.cos(a / 30 * math.tau)) for a in range(31)],
        [(134 + k * 2.4, 70 - 4 * math.sin(k / 8 * math.pi)) for k in range(9)],
        [(168 + k * 2.4, 70 - 4 * math.sin(k / 8 * math.pi)) for k in range(9)],
        [(162, 76), (156, 94), (166, 96)],
        [(138 + k * 4.4, 110 + 10 * math.sin(k / 10 * math.pi)) for k in range(11)],
    ]
    tip = (250.0, 150.0)
    for k, stroke in enumerate(strokes):
        u = ramp(t, 2 + k * 2.8, 4 + k * 2.8)
        if u > 0:
            n = max(2, int(u * len(stroke)))
            p.line(stroke[:n], "#22223b", 3, smooth=len(stroke) < 5)
            if u < 1:
                tip = stroke[min(n, len(stroke)) - 1]
    if t < 16:
        p.line([tip, (tip[0] + 40, tip[1] + 46)], "#e9c46a", 5)
        p.line([tip, (tip[0] + 5, tip[1] + 6)], "#22223b", 3)
        p.blob(
            [
                (tip[0] + 30, tip[1] + 34),
                (tip[0] + 46, tip[1] + 40),
                (tip[0] + 120, tip[1] + 110),
                (tip[0] + 60, tip[1] + 110),
            ],
            "#d99f78",
        )
    if t > 17:
        wink = 18 < t < 19
        if wink:
            p.box(166, 62, 24, 12, "#fffdf7")
            p.line([(168, 70), (188, 70)], "#22223b", 3)
        balloon(p, 262, 40, "Hallo!", 12, (206, 82))
    captions(
        p,
        t,
        [
            (0, "Ein Gesicht in fünf Strichen"),
            (2, "Eins: ein Ei."),
            (4.8, "Zwei, drei: zufriedene Augen."),
            (10.4, "Vier: eine Nase wie ein L."),
            (13.2, "Fünf: das Lächeln."),
            (17, "Und schon lebt es."),
        ],
        y=168,
        size=10,
    )
