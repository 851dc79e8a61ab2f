# ruff: noqa: B007, C901 - a scene is a list of what happens when; its branches are its beats
"""Clips 104 to 107."""

from __future__ import annotations

import math

import scenes_animals as animals
import scenes_creatures as creatures
import scenes_land as land
import scenes_people as people
import scenes_sky as sky
import scenes_sound as sound
from scenes_pen import Pen, fade, mix
from scenes_people import Look, Pose
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
)


def andes_sound() -> Track:
    return (
        Track(34)
        .add(sound.wind(34, 420), 0, 0.25)
        .repeat(
            sound.melody("E4:1.5 G4:0.5 A4:2 C5:1.5 A4:0.5 G4:2 E4:1.5 D4:0.5 E4:4", 80, "flute", 1.1), 11, 2, 32, 0.5
        )
        .repeat(sound.melody("A2 E3 A3 E3 C3 G3 C4 G3", 80, "pluck"), 6, 2, 31, 0.25)
    )


@scene(104, "amanecer-en-los-andes", 34, 20, andes_sound)
def andes(p: Pen, t: float) -> None:
    light = ease(t, 3, 22)
    for k in range(12):
        p.box(0, k * 10, 320, 10.5, mix(mix("#1b2447", "#8ecae6", light), mix("#5b4a7a", "#ffe5c4", light), k / 11))
    if light < 0.7:
        sky.stars(p, "andes", 24, 50, fade("white", 1 - light * 1.4))
    p.dot(216, 116 - 62 * light, 13, mix("#ff9f6b", "#fff0c2", light))
    land.peaks(p, 120, [(40, 34), (130, 22), (226, 44), (300, 30)], mix("#2c335c", "#8d99c4", light), True)
    land.peaks(p, 132, [(84, 66), (180, 58), (276, 70)], mix("#232a4d", "#6f7fae", light), True)
    p.poly([(0, 117), (90, 126), (200, 118), (320, 124), (320, 180), (0, 180)], mix("#1f2a33", "#8a9a5b", light))
    p.line([(320, 176), (220, 160), (140, 156), (60, 140), (96, 128)], mix("#2f3a40", "#c9b48a", light), 4, smooth=True)
    for k in range(4):
        u = ramp(t, 4 + k * 1.2, 34 + k * 1.2)
        x, y = between(330, 120, u), between(176, 154, u) - 3
        animals.beast(
            p,
            x,
            y,
            animals.Kind(
                mix("#4a4038", ("#f1e6d2", "#c9a57a", "#8a5a36", "#f7f1e6")[k], 0.35 + 0.65 * light),
                "#ffffff",
                20,
                10,
                13,
                6,
                15,
                4,
                "pointed",
                "stub",
            ),
            t + k,
            0.8,
            True,
            run=18,
        )
    people.person(
        p,
        between(360, 150, ramp(t, 4, 36)) + 16,
        between(180, 158, ramp(t, 4, 36)),
        t,
        Look(
            skin="#a9714b",
            hair="#1d1512",
            style="long",
            top="#c1121f",
            bottom="#274690",
            hat="straw",
            hat_colour="#ffd166",
            skirt=True,
        ),
        people.walking(t, 1.1, 16),
        "happy",
        0.6,
        -0.8,
    )
    creatures.gull(p, 80 + t * 3, 40 + swing(t, 6, 6), t * 0.5, 1.2, "#1b1b1b")
    title(p, t, "Amanecer en los Andes", "a cuatro mil metros", 3.6)


def boop_sound() -> Track:
    return Track(3).add(sound.pop(), 1.4, 1).add(sound.meow(1.5), 1.8, 0.5)


@scene(105, "boop", 3, 1.7, boop_sound)
def boop(p: Pen, t: float) -> None:
    p.still("boop", lambda q: q.shade("#ffd6e0", 1))
    with p.at(160, 108, 5.4):
        animals.face_of(p, animals.CAT, "happy" if t < 1.4 else "blissful", 1, 0)
    reach = between(330, 166, ease(t, 0.4, 1.4)) if t < 1.8 else between(166, 330, ease(t, 1.8, 2.6))
    p.line([(reach + 8, 118), (reach + 120, 150)], "#e3ad80", 22)
    if 1.4 < t < 2.6:
        p.text(70, 40, "boop", 30, "#c9184a")


def sneeze_sound() -> Track:
    return (
        Track(5)
        .add(sound.glide(300, 900, 1.2), 1, 0.3)
        .add(sound.soften(sound.grains(0.5, 2), 3500), 2.6, 1)
        .add(sound.crash(), 2.9, 0.3)
    )


@scene(106, "der-baer-niest", 5, 2.9, sneeze_sound)
def sneeze(p: Pen, t: float) -> None:
    def wood(q: Pen) -> None:
        q.sky("#cfe8d5", "#f4fbf4", 0, 120)
        land.grass(q, 126, "#86b85f")

    p.still("bear wood", wood)
    leaves = ramp(t, 2.6, 3.2)
    for k, x in enumerate((44, 270)):
        p.box(x - 4, 70, 8, 64, "#7a5230")
        for n, (a, b, c) in enumerate(scatter(f"laub{k}", 16)):
            side = 1 if x > 160 else -1
            p.dot(
                x + (a - 0.5) * 60 + side * leaves * (90 + 120 * c),
                56 + (b - 0.5) * 50 + leaves * 10 * c,
                9,
                mix("#d9622b", "#e9c46a", c),
            )
    with p.at(160, 152, 2.2, -8 * ramp(t, 1, 2.5) if t < 2.6 else 8 * (1 - ramp(t, 2.8, 3.4))):
        animals.sitting(
            p, 0, 0, animals.BEAR, t, 1, "surprised" if 1 < t < 2.6 else "angry" if t < 3 and t > 2.6 else "happy", 0
        )
    if 1 < t < 2.5:
        p.text(160, 30, "Ha… haa…", 20, "#5d4027")
    if 2.6 < t < 3.6:
        p.text(160, 34, "TSCHIII!", 38, "#5d4027", edge="white")
    if t > 3.8:
        p.text(160, 30, "Oh. Herbst.", 20, "#5d4027")


def drink_sound() -> Track:
    walking = sound.melody("D2 F2 A2 C3 B2 A2 G2 F2 E2 G2 Bb2 D3 C#3 B2 A2 E2", 112, "bass")
    chords = sound.melody("-:1.5 F3+A3+C4+E4:0.5 -:2 -:1.5 F3+A3+B3+E4:0.5 -:2", 112, "piano")
    track = (
        Track(30)
        .repeat(walking, 8.57, loud=0.5)
        .repeat(chords, 4.29, loud=0.35)
        .add(sound.beat("h..hh..h", 112, 30), 0, 0.2)
    )
    for k in range(3):
        track.add(sound.chime(), 16 + k * 0.7, 0.12)
    return track


@scene(107, "one-drink-made-slowly", 30, 26, drink_sound)
def drink(p: Pen, t: float) -> None:
    def bar(q: Pen) -> None:
        q.sky("#1f1410", "#3a241a")
        for row in range(2):
            q.box(20, 50 + row * 44, 280, 4, "#5d3a24")
            for k in range(11):
                h = 20 + (k * 7 + row * 5) % 14
                q.box(
                    30 + k * 25,
                    50 + row * 44 - h,
                    11,
                    h,
                    ("#6a994e", "#bc6c25", "#457b9d", "#9d0208")[(k + row) % 4],
                    3,
                )
                q.box(33.5 + k * 25, 50 + row * 44 - h - 6, 4, 7, "#d9c9a3")

    p.still("bar", bar)
    p.glow(196, 60, 80, "#ffcf8a", 0.22)
    look = Look(skin="#8d5a3b", hair="#17110d", style="short", top="#f8f9fa", bottom="#22223b", beard=True)
    people.person(
        p,
        92,
        178,
        t,
        look,
        Pose(30, 72 + (swing(t, 0.8, 6) if 15 < t < 20 else 0), 30, 30),
        "happy" if t < 25 else "proud",
        1.5,
        0.7,
    )
    p.box(0, 138, 320, 42, "#7a4a2a")
    p.box(0, 136, 320, 5, "#a4693c")
    level = 0.0 if t < 8 else 16 * ease(t, 8, 12)
    p.box(176, 98, 40, 40, fade("#dff1ff", 0.35), 4)
    if t > 3:
        p.box(190, 129, 9, 8, "#f4e8d0", 1)
    if level:
        p.box(178, 136 - level, 36, level, fade("#c8702b", 0.85), 3)
    if 5.4 < t < 7.6:
        p.box(206, 70, 8, 20, "#5d3a24", 2)
        for k in range(2):
            p.dot(202, 98 + (t * 30 + k * 12) % 28, 1.6, "#9d0208")
    if 8 < t < 12:
        p.line([(200, 70), (196, 96), (196, 134 - level)], "#c8702b", 2.4)
        p.poly([(196, 66), (226, 44), (232, 52), (202, 72)], "#bc6c25")
    if t > 12.6:
        y = 104 if t > 13.4 else 60 + 44 * ramp(t, 12.6, 13.4)
        p.box(183, y + 8, 24, 22, fade("#f1faff", 0.8), 3, "#ffffff", 0.8)
    if 15 < t < 20:
        a = t * 5
        p.line([(196 + 9 * math.cos(a), 132), (206 + 5 * math.cos(a), 74)], "#d9dce0", 1.6)
    if t > 21:
        p.arc(212, 98, 9, 9, 120, 330, "#f77f00", 3.4)
        for k in range(6):
            age = ramp(t, 21 + k * 0.1, 22.6 + k * 0.1)
            if 0 < age < 1:
                p.dot(210 - 20 * age * math.cos(k), 96 - 16 * age * math.sin(k), 1, fade("#ffd9a0", 1 - age))
    captions(
        p,
        t,
        [
            (0, "One drink, made slowly"),
            (3, "A sugar cube."),
            (5.2, "Two drops of bitters."),
            (8, "A measure of whiskey."),
            (12.4, "One large piece of ice."),
            (15, "Stir. Think of nothing."),
            (21, "Orange peel. Done."),
            (25, "One is the recipe. Not four."),
        ],
        y=164,
        size=11,
    )
