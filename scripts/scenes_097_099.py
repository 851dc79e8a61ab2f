# ruff: noqa: B007, C901 - a scene is a list of what happens when; its branches are its beats
"""Clips 97 to 99."""

from __future__ import annotations

import math

import scenes_land as land
import scenes_people as people
import scenes_sound as sound
from scenes_pen import Pen, mix
from scenes_people import Look, Pose
from scenes_sound import Track
from scenes_time import (
    between,
    captions,
    cut,
    ease,
    ramp,
    scatter,
    scene,
    swing,
)


@scene(97, "als-das-drucken-begann", 30, 16)
def press(p: Pen, t: float) -> None:
    def workshop(q: Pen) -> None:
        land.room(q, "#8a6d52", "#5a4330", 146)
        q.box(120, 24, 10, 126, "#4a3322")
        q.box(206, 24, 10, 126, "#4a3322")
        q.box(112, 18, 112, 12, "#4a3322", 2)
        q.box(112, 120, 112, 10, "#4a3322", 2)

    p.still("workshop", workshop)
    cycle = (t - 8) % 3 if 8 < t < 24 else 0
    down = ease(cycle, 0.3, 1) * (1 - ease(cycle, 1.4, 2)) * 26
    p.box(164, 30, 8, 42 + down, "#7a5a3c")
    p.box(136, 72 + down, 64, 10, "#3a2a1d", 2)
    p.line([(168, 58), (222 - 24 * math.sin(down / 26 * 1.5), 62 + down * 0.3)], "#7a5a3c", 5)
    p.box(140, 112, 56, 8, "#8d939c")
    for k in range(10):
        p.text(145 + k * 5.3, 116, "ABCDEFGHIK"[k], 5, "#22272f", "serif")
    if t > 4 and down < 20:
        p.box(142, 107, 52, 4, "#fbf3e0")
    pages = int(max(0, (t - 8) / 3)) if t < 24 else 40
    for k in range(min(pages, 12)):
        p.box(252 + (k % 3), 140 - k * 4, 44, 3.4, mix("#fbf3e0", "#e3d3b0", k % 2))
    if t > 24:
        for n, (a, b, c) in enumerate(scatter("seiten", 14)):
            u = ramp(t, 24 + a * 2, 27 + a * 2)
            with p.at(between(270, b * 320, u), between(100, 20 + c * 80, u), turn=u * 200 * (a - 0.5)):
                p.box(-9, -12, 18, 24, "#fbf3e0", 1)
                for row in range(4):
                    p.line([(-6, -7 + row * 4.6), (6, -7 + row * 4.6)], "#5b4a3f", 0.8)
    monk = Look(skin="#edbd98", hair="#5b3a1e", style="bald", top="#5d4037", bottom="#5d4037", shoes="#3a2a1d")
    master = Look(
        skin="#e8b48c",
        hair="#4a2f1d",
        style="long",
        top="#7b2d26",
        bottom="#3a2a1d",
        beard=True,
        hat="beanie",
        hat_colour="#3a2a1d",
    )
    if t < 4:
        people.person(p, 60, 174, t, monk, Pose(30, 50 + swing(t, 0.4, 6), 40, 40), "sad", 1.25, 0.8)
        p.box(80, 128, 34, 4, "#fbf3e0")
        p.line([(92, 126), (102, 108)], "#f4f4f4", 1.6)
    else:
        people.person(p, 76, 174, t, master, Pose(20, 80 + down, 10, -10), "happy" if t > 8 else "neutral", 1.25, 0.8)
        if t > 18:
            people.person(p, 32, 176, t, monk, Pose(150, 150), "laughing", 1.05, 0.6)
    captions(
        p,
        t,
        [
            (0, "1440. Ein Buch abschreiben: zwei Jahre."),
            (4, "Mainz, 1450. Einzelne Buchstaben aus Metall."),
            (8.4, "Einfärben, Papier, pressen."),
            (14, "Noch einmal. Und noch einmal."),
            (18.4, "Der Schreiber darf nach Hause."),
            (24, "Bald liest halb Europa."),
        ],
        y=168,
        size=10,
    )


def scarf_sound() -> Track:
    return (
        Track(22)
        .repeat(
            sound.melody("A4:0.5 C5:0.5 E5 D5:0.5 C5:0.5 B4 G4:0.5 B4:0.5 D5 C5:0.5 A4:0.5 E4", 104, "flute"),
            4.6,
            loud=0.35,
        )
        .add(sound.beat("k.h.s.h.", 104, 22), 0, 0.2)
    )


@scene(98, "tres-nudos-para-un-panuelo", 22, 9, scarf_sound)
def knots(p: Pen, t: float) -> None:
    p.still("vestidor", lambda q: land.room(q, "#f7d6e0", "#b8848c", 160))
    step, u = cut(t, 2.6, 9, 15.4)
    look = Look(skin="#c98e62", hair="#241a17", style="bun", top="#f8f9fa", bottom="#355070")
    p.box(92, 6, 136, 158, "#fbeef2", 10, "#d9a5b3", 3)
    arms = Pose(40, 40, 100, 100) if 0 < step < 3 and u < 3 else Pose(16, 16)
    with p.at(160, 148, 2.3):
        people.upper_body(p, look, arms, "happy" if u < 3.4 else "proud", t, swing(t, 6, 0.3), False)
        ink, dark = (
            ("#e63946", "#a4161a") if step < 2 else ("#2a9d8f", "#1c6b62") if step == 2 else ("#f4a261", "#c8702b")
        )
        grow = ease(u, 0.4, 2.6)
        if step == 1:
            p.line([(-7, -22), (0, -19), (7, -22)], ink, 4.4, smooth=True)
            p.line([(3, -20), (3 + 5 * grow, -20 + 16 * grow)], dark, 4)
            p.line([(3, -20), (3 - 4 * grow, -20 + 14 * grow)], ink, 4)
            p.dot(3, -20, 2.8, dark)
        elif step == 2:
            p.line([(-8, -23), (0, -18), (8, -23)], ink, 5, smooth=True)
            for side in (-1, 1):
                p.blob([(0, -19), (side * 9 * grow, -24), (side * 11 * grow, -17), (side * 6 * grow, -15)], dark)
            p.dot(0, -19, 2.4, ink)
        elif step == 3:
            p.blob(
                [(-10, -42), (-7, -50 + 4 * (1 - grow)), (7, -50 + 4 * (1 - grow)), (10, -42), (6, -40), (-6, -40)], ink
            )
            p.blob([(8, -42), (8 + 8 * grow, -40), (8 + 6 * grow, -33), (9, -38)], dark)
    for k in range(3):
        p.dot(262 + k * 14, 24, 4.4, ("#e63946", "#2a9d8f", "#f4a261")[k] if step > k else "#e0c3cb")
    captions(
        p,
        t,
        [
            (0, "Tres nudos para un pañuelo"),
            (2.6, "1. El nudo de lado: dos vueltas y caída."),
            (9, "2. El lazo: ancho, suave, centrado."),
            (15.4, "3. La diadema: se ata bajo el pelo."),
            (20, "Un pañuelo, tres personas distintas."),
        ],
        y=168,
        size=10,
    )


def tomato_sound() -> Track:
    track = Track(30).repeat(sound.melody("G3 D4 B3 D4 C4 G4 E4 G4", 108, "pluck"), 4.44, loud=0.35)
    for at, words in TOMATOES:
        track.say(at, words, "de", "f3", 145)
    for k in range(5):
        track.add(sound.chirp(k), 2 + k * 5.5, 0.1)
    return track


TOMATOES = [
    (0.3, "Tomaten pflanzen, ganz einfach."),
    (4.5, "Erstens: ein tiefes Loch und etwas Kompost."),
    (10, "Zweitens: die Pflanze schräg hinein, bis zu den Blättern."),
    (16, "Drittens: anbinden und unten gießen, nie von oben."),
    (22, "Acht Wochen Geduld."),
    (25.4, "Und dann: Butterbrot mit Tomate."),
]


@scene(99, "tomaten-pflanzen", 30, 25, tomato_sound)
def tomatoes(p: Pen, t: float) -> None:
    def bed(q: Pen) -> None:
        q.sky("#aee1f9", "#f4fbff", 0, 120)
        for k in range(11):
            q.box(k * 30 - 4, 66, 22, 58, "#e9d8c4", 3)
        q.box(0, 84, 320, 6, "#d5c1a8")
        land.grass(q, 120, "#8cc46c")
        q.box(96, 138, 214, 42, "#6b4630")

    p.still("bed", bed)
    gardener = Look(
        skin="#f2c9a5",
        hair="#cfcac4",
        style="bun",
        top="#6a994e",
        bottom="#386641",
        hat="straw",
        hat_colour="#bc4749",
        glasses=True,
    )
    dig = 4.5 < t < 9
    people.person(
        p,
        62,
        172,
        t,
        gardener,
        Pose(30, 70 + (swing(t, 0.8, 16) if dig else 0), 20, 20, lean=10 if t < 22 else 0),
        "happy" if t < 25 else "blissful",
        1.15,
        0.8,
    )
    if dig:
        p.line([(92, 122 + swing(t, 0.8, 5)), (126, 148 + swing(t, 0.8, 5))], "#8c5e3c", 3)
    grow = ease(t, 20, 25)
    for k, x in enumerate((140, 200, 260)):
        start = 5 + k
        if t > start:
            p.oval(x, 144, 14, 4, "#4a2f20")
        if t > 10.5 + k:
            h = between(22, 74, grow)
            if t > 16:
                p.line([(x + 5, 146), (x + 5, 60)], "#b08968", 2)
            p.line([(x - 4, 144), (x + 2, 144 - h * 0.5), (x + 3, 144 - h)], "#4c9a48", 2.6, smooth=True)
            for n in range(3 + int(grow * 4)):
                side = -1 if n % 2 else 1
                y = 140 - h * (n + 1) / (4 + int(grow * 4))
                p.blob(
                    [(x + 2, y), (x + 2 + side * 9, y - 6), (x + 2 + side * 16, y - 1), (x + 2 + side * 8, y + 3)],
                    "#5cb356",
                )
            if grow > 0.5:
                for n in range(4):
                    p.dot(
                        x + (-9 if n % 2 else 11),
                        132 - n * 15,
                        4.6 * ramp(grow, 0.5, 0.9),
                        mix("#8ac926", "#e63946", ramp(t, 23, 25.4)),
                    )
    if 17.5 < t < 20.5:
        p.box(96, 124, 22, 16, "#457b9d", 2)
        p.line([(116, 128), (132, 120)], "#457b9d", 3)
        for k in range(5):
            p.line(
                [(132 + k * 2, 122 + (t * 40 + k * 5) % 18), (132 + k * 2, 126 + (t * 40 + k * 5) % 18)], "#8fd3ff", 1.2
            )
    if t > 25.6:
        p.box(76, 112, 30, 7, "#c9924e", 3)
        for k in range(3):
            p.oval(82 + k * 9, 111, 5, 2.4, "#e63946")
    captions(p, t, TOMATOES, y=168, size=10)
