# ruff: noqa: B007, C901 - a scene is a list of what happens when; its branches are its beats
"""Clips 30 to 35."""

from __future__ import annotations

import numpy as np
import scenes_animals as animals
import scenes_land as land
import scenes_people as people
import scenes_sound as sound
import scenes_things as things
from scenes_001_003 import pancake_show, pancakes_sound
from scenes_pen import Pen, fade, mix
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
    title,
    toss,
)


@scene(30, "brezeln-wie-bei-oma", 30, 27)
def pretzels(p: Pen, t: float) -> None:
    def bakery(q: Pen) -> None:
        q.shade("#f3e3cd", 1)
        q.box(0, 120, 320, 60, "#c79763")
        q.box(0, 116, 320, 6, "#e6c197")
        q.box(222, 14, 86, 78, "#6f4a35", 8)
        q.box(232, 26, 66, 54, "#2b1a12", 4)
        for k in range(5):
            q.box(14 + k * 20, 26, 14, 24, ("#d9a066", "#eee0c9")[k % 2], 3)

    p.still("bakery", bakery)
    if t > 17:
        p.box(232, 26, 66, 54, mix("#2b1a12", "#ffcf8a", 0.8 + 0.08 * swing(t, 1.3)), 4)
    people.person(
        p, 60, 138, t, people.IDA, Pose(40 + swing(t, 0.8, 8), 62 + swing(t, 0.8, 12), 30, 30), "happy", 1.25, 0.8
    )
    p.box(0, 120, 320, 60, "#c79763")
    brown = ease(t, 17, 24)
    dough = mix("#f2dcae", "#a5581f", brown)
    if t < 4:
        p.oval(170, 112, 22 + swing(t, 0.8, 2), 13, dough)
    elif t < 8.5:
        half = between(22, 62, ease(t, 4, 8))
        p.line([(170 - half, 114), (170, 112), (170 + half, 114)], dough, between(16, 7, ease(t, 4, 8)), smooth=True)
    else:
        twist = ease(t, 8.5, 12)
        in_oven = 15 < t < 24.5
        cx, cy, s = (265, 56, 0.62) if in_oven else (170, 98, 1.0) if t < 15 else (150, 96, 1.25)
        with p.at(cx, cy, s):
            p.line(
                [
                    (-6, 14),
                    (between(-62, -30, twist), 12),
                    (between(-70, -34, twist), -16),
                    (between(-40, -12, twist), -26),
                    (between(20, 14, twist), between(-26, 12, twist)),
                ],
                dough,
                7,
                smooth=True,
            )
            p.line(
                [
                    (6, 14),
                    (between(62, 30, twist), 12),
                    (between(70, 34, twist), -16),
                    (between(40, 12, twist), -26),
                    (between(-20, -14, twist), between(-26, 12, twist)),
                ],
                dough,
                7,
                smooth=True,
            )
            if t > 13:
                for a, b, c in scatter("salz", 12):
                    p.box(-30 + a * 60, -18 + b * 32, 1.8, 1.8, "white")
        if t > 24.5:
            for k in range(3):
                up = [(130 + k * 20 + swing(t, 1.8, 3, k / 3 + j * 0.2), 66 - j * 8) for j in range(4)]
                p.line(up, fade("white", 0.7), 2, smooth=True)
    captions(
        p,
        t,
        [
            (0, "Brezeln wie bei Oma"),
            (2.5, "Erst kräftig kneten."),
            (4.5, "Dann eine lange Schlange rollen."),
            (8.5, "Schlingen, umlegen, andrücken."),
            (13, "Grobes Salz darauf."),
            (15.5, "Zwölf Minuten bei 230 Grad."),
            (24.5, "Innen weich, außen knusprig. Danke, Oma!"),
        ],
        y=168,
        size=10,
    )


@scene(31, "three-pancakes-with-blueberries", 24, 22, pancakes_sound)
def blueberry_pancakes(p: Pen, t: float) -> None:
    pancake_show(
        p,
        t,
        3,
        "#dcecf5",
        [
            (0, "Three pancakes, now with blueberries"),
            (3, "Pour. Drop in the berries."),
            (8, "Deep breath…"),
            (9, "FLIP!"),
            (10.3, "Golden and blue. Two more."),
            (19, "Syrup, more berries, breakfast."),
        ],
    )


def panic_sound() -> Track:
    track = Track(9).add(sound.beat("kskskskskskskhss", 210, 8), 0, 0.6).add(sound.sizzle(9), 0, 0.4)
    siren = sound.tone(900 + 300 * np.sign(np.sin(2 * np.pi * 2.5 * sound.clock(7))), 7, "chip")
    return track.add(siren, 1, 0.3).add(sound.crash(), 3, 0.8).add(sound.crash(), 5.2, 0.8).add(sound.splash(), 7.4, 1)


@scene(32, "soup-soup-soup", 9, 4.4, panic_sound)
def soup_panic(p: Pen, t: float) -> None:
    p.still("panic", lambda q: land.kitchen(q, "#ffd9b8"))
    if int(t * 5) % 2 and 1 < t < 7.4:
        p.shade("#ff2e2e", 0.16)
    x = 90 + swing(t, 1.3, 60)
    people.person(
        p,
        x,
        166,
        t,
        people.CHEF,
        Pose(120 + swing(t, 0.25, 40), 120 - swing(t, 0.25, 40), 30, 30, swing(t, 0.4, 30), -swing(t, 0.4, 30)),
        "scared" if t < 7.6 else "sad",
        1.25,
        swing(t, 1.3),
    )
    p.box(0, 131, 320, 7, "#8c5e3c")
    p.box(0, 138, 320, 42, "#d9c3a0")
    boil = min(1.0, t / 5)
    things.pot(p, 232, 131, t * 3, 1.35, "#c1121f", True, 6 + 10 * abs(swing(t, 0.2)))
    for k in range(8):
        age = (t * 1.6 + k / 8) % 1
        if t < 7.4:
            p.dot(232 + (k - 3.5) * 22 * age * boil * 1.8, 96 + toss(age, 0, 1, 60) + age * 50, 4, "#7fb069")
    if t > 2:
        things.flame(p, 180, 131, t, 0.5 + 0.3 * boil) if t < 7.4 else None
    if t > 7.4:
        for u, v, w in scatter("soup", 20):
            p.dot(u * 320, v * 130, 3 + 7 * w, "#7fb069")
    p.text(
        160, 28, ("SOUP!", "SOUP!!", "SOUP!!!")[int(t * 2) % 3], 24 + 4 * swing(t, 0.3), "#c1121f", edge="white"
    ) if t < 7.4 else None
    captions(p, t, [(0, ""), (7.5, "Table four will have the salad.")], y=168)


def window_cat(p: Pen, t: float, key: str, snow: bool) -> None:
    def sill(q: Pen) -> None:
        land.room(q, "#6d5a72" if not snow else "#4f6d7a", "#4c3d52", 160)
        land.window(q, 60, 18, 200, 106, "#8fa3b8" if not snow else "#b9cfe0")
        for k in range(5):
            land.house(q, 84 + k * 42, 124, 0.8, mix("#7d8797", "#a08f86", k / 5), "#5c5566", lit=True, snow=snow)

    p.still(key, sill)
    if snow:
        for u, v, w in scatter("window snow", 34):
            p.dot(62 + u * 196 + swing(t, 4, 3, w), 20 + ((v + t * 0.09 * (0.7 + w)) % 1) * 102, 1 + w, "white")
    else:
        for u, v, w in scatter("window rain", 22):
            y = ((v + t * (0.7 + 0.3 * w)) % 1) * 100
            p.line([(62 + u * 196, 20 + y), (62 + u * 196, 26 + y)], fade("white", 0.5), 0.9)
        for u, v, w in scatter("runs", 6):
            y = ((v + t * 0.05) % 1) * 84
            p.line([(70 + u * 180, 20 + y), (71 + u * 180, 38 + y)], fade("white", 0.35), 1.6)
    land.bars(p, 60, 18, 200, 106)
    p.box(44, 124, 232, 9, "#f3ead9", 2)
    p.box(214, 102, 18, 22, "#c9704c", 4)
    land.flower(p, 223, 104, 26, "#f2a7b0", 0.9, swing(t, 6, 1))
    animals.curled(p, 136, 125, animals.GREY_CAT if not snow else animals.CAT, t, 1.5)
    for k in range(3):
        age = (t * 0.22 + k / 3) % 1
        p.text(104 - age * 26, 96 - age * 44, "z", 8 + 8 * age, fade("white", 0.8 * (1 - age)))


def rain_cat_sound() -> Track:
    purr = (
        sound.soften(sound.grains(40, 3), 120)
        * (1 + np.sin(2 * np.pi * 24 * sound.clock(40)))
        * (0.6 + 0.4 * np.sin(2 * np.pi * sound.clock(40) / 3.4))
    )
    return Track(40).add(sound.rain(40, 0.35), 0, 0.6).add(purr, 0, 0.7)


@scene(33, "cat-asleep-while-it-rains", 40, 20, rain_cat_sound)
def rain_cat(p: Pen, t: float) -> None:
    window_cat(p, t, "rain sill", False)
    title(p, t, "Cat asleep while it rains", "forty seconds of purring", 3.5)


@scene(34, "cat-asleep-while-it-snows", 32, 16)
def snow_cat(p: Pen, t: float) -> None:
    window_cat(p, t, "snow sill", True)
    title(p, t, "Cat asleep while it snows", "shh", 3.5)


def fetch_sound() -> Track:
    track = Track(18).add(
        sound.melody("C4:0.5 E4:0.5 G4:0.5 E4:0.5 A4 G4 F4:0.5 A4:0.5 C5:0.5 A4:0.5 G4:2", 150, "pluck"), 0, 0.35
    )
    track.add(sound.melody("C3 G3 C3 G3 C3 G3 C3 G3", 120, "bass"), 6, 0.4).add(sound.crash(), 8.6, 0.4).add(
        sound.thud(), 15, 1.2
    )
    for at in (2.6, 3, 12.4, 12.8, 16, 16.3):
        track.add(sound.bark(), at, 0.7)
    return track


@scene(35, "good-dog-brings-the-tree", 18, 13.4, fetch_sound)
def fetch(p: Pen, t: float) -> None:
    def park(q: Pen) -> None:
        q.sky("#a8dcf5", "#eefaff", 0, 120)
        land.hills(q, 128, 16, "#8cc46c", 0.2, 220)
        land.grass(q, 132, "#79b857")
        land.tree(q, 24, 132, 0.9)

    p.still("park", park)
    throw = Pose(right=between(170, 60, ramp(t, 1.6, 2))) if t < 3 else Pose(right=20) if t < 12 else Pose(150, 150)
    people.person(p, 74, 168, t, people.DAN, throw, "happy" if t < 11.5 else "surprised", 1.1, 0.8)
    if 2 <= t < 4:
        u = ramp(t, 2, 3.6)
        with p.at(between(100, 320, u), 110 + toss(t, 2, 3.6, 60), turn=t * 500):
            p.line([(-9, 0), (9, 0)], "#7a5230", 3)
    if t < 8:
        x = 130 if t < 2.4 else between(130, 370, ease(t, 2.4, 5))
        animals.beast(p, x, 168, animals.DOG, t, 1.05, run=34 if 2.4 < t < 5 else 0)
    elif t < 18:
        x = between(390, 168, ease(t, 10, 14.4))
        with p.at(x, 150, turn=-90):
            land.tree(p, 0, 70, 1.5)
            for k in range(5):
                p.line([(0, 70), (-14 + k * 7, 88)], "#7a5230", 2)
        animals.beast(p, x, 170, animals.DOG, t, 1.05, flip=True, run=30 if t < 14.4 else 0, mood="happy")
    if 8.4 < t < 9.6:
        p.text(276, 70, "CRRRACK", 18, "#8c5e3c", edge="white")
    captions(
        p,
        t,
        [
            (0, "Fetch the stick!"),
            (5.2, "…"),
            (7, "…where is he?"),
            (8.4, ""),
            (11.5, "That is not the stick."),
            (15, "Good dog. Very good dog."),
        ],
        y=20,
    )
