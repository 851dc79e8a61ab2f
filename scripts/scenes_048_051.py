# ruff: noqa: B007 - unpacked for its shape
"""Clips 48 to 51."""

from __future__ import annotations

import math

import scenes_animals as animals
import scenes_creatures as creatures
import scenes_land as land
import scenes_people as people
import scenes_sound as sound
from scenes_pen import Pen, fade, mix
from scenes_people import Look, Pose
from scenes_sound import Track
from scenes_time import (
    captions,
    ease,
    hop,
    ramp,
    scatter,
    scene,
    swing,
    title,
)


def ballet_sound() -> Track:
    tune = sound.melody("E5:3 D5 C5 B4 A4:3 C5:3 B4:3 A4 G#4 A4 B4:3 E4:3", 100, "strings", 1.1)
    return (
        Track(28)
        .add(tune, 1, 0.6)
        .add(tune, 15, 0.6)
        .repeat(
            sound.melody("A2 E3+A3 E3+A3 F2 C3+F3 C3+F3 D3 F3+A3 F3+A3 E2 B2+E3 B2+E3", 100, "pluck"), 7.2, 1, 26, 0.35
        )
        .add(sound.applause(3), 25, 0.5)
    )


@scene(48, "the-last-swan", 28, 12, ballet_sound)
def ballet(p: Pen, t: float) -> None:
    p.still("ballet", lambda q: land.stage(q, "#264653", "#1b2a3a"))
    x = 160 + swing(t, 12, 70)
    p.poly([(x - 8, 0), (x + 8, 0), (x + 46, 168), (x - 46, 168)], fade("#e6f1ff", 0.16))
    p.oval(x, 164, 46, 8, fade("#e6f1ff", 0.25))
    leap = -26 * math.sin(math.pi * ramp(t % 7, 3, 4.4))
    turn = ramp(t % 7, 5, 6.6) * 3
    wide = abs(math.cos(math.pi * turn)) if 5 < t % 7 < 6.6 else 1
    look = Look(skin="#f0d2b8", hair="#2b1a10", style="bun", top="#f8f9fa", bottom="#f3e6e0", shoes="#f2c6c6")
    bow = ease(t, 24.5, 25.5)
    arms = (
        Pose(
            150 + swing(t, 5, 20),
            150 - swing(t, 5, 20),
            20,
            20,
            2,
            60 if 3 < t % 7 < 4.4 else 4 + 30 * (wide < 1),
            0,
            70 * (wide < 1),
            lean=swing(t, 6, 5),
        )
        if bow < 0.1
        else Pose(80, 80, 10, 10, lean=bow * 40)
    )
    with p.at(x, 160 + leap):
        people.person(p, 0, 0, t, look, arms, "blissful", 1.35)
        p.oval(0, -30 * 1.35, 26 * max(0.55, wide), 6, "#f8f9fa")
        p.oval(0, -30 * 1.35 - 2, 20 * max(0.55, wide), 4, "#dfe7ef")
    for u, v, w in scatter("feathers", 9):
        y = (v * 180 + t * 9 * (0.6 + w)) % 190
        p.oval(u * 320 + swing(t, 4, 10, w), y, 3, 1.2, fade("white", 0.7))
    title(p, t, "The last swan", "", 2.6)


def conga_sound() -> Track:
    tune = sound.melody("C4:0.5 E4:0.5 G4 C4:0.5 E4:0.5 G4 A4:0.5 G4:0.5 E4:0.5 C4:0.5 D4 C4", 150, "brass", 0.7)
    return (
        Track(16)
        .add(sound.beat("k.s.k.s.k.sskss.", 150, 16), 0, 0.5)
        .repeat(tune, 3.2, 0.3, 15, 0.45)
        .add(sound.splash(), 13.8, 1)
    )


@scene(49, "pinguin-polonaese", 16, 8, conga_sound)
def conga(p: Pen, t: float) -> None:
    def ice(q: Pen) -> None:
        q.sky("#3a6ea5", "#cfe8f7", 0, 110)
        land.peaks(q, 116, [(70, 60), (180, 46), (280, 70)], "#dbe9f2", snow=False)
        q.poly([(-5, 112), (250, 112), (262, 124), (250, 182), (-5, 182)], "#f1f8fc")
        q.box(250, 124, 80, 60, "#2f7fa8")

    p.still("ice", ice)
    for k in range(7):
        x = -20 - k * 34 + t * 24
        y = 160 + hop(t + k * 0.1, 0.4, 7)
        if x < 250:
            creatures.penguin(p, x, y, t + k * 0.1, 0.85, swing(t, 0.8, 8), flap=20)
            p.poly(
                [(x - 5, y - 32), (x + 5, y - 32), (x, y - 46)],
                ("#e63946", "#ffd166", "#06d6a0", "#118ab2", "#9d4edd", "#f77f00", "#ef476f")[k],
            )
        elif x < 300:
            u = ramp(x, 250, 280)
            creatures.penguin(p, 250 + u * 30, 150 - 60 * u * (1 - u) * 2 + u * 40, t, 0.85, u * 150)
    if t > 11.2:
        for k in range(4):
            p.arc(284, 150, 10 + ((t * 20 + k * 9) % 30), 3, 0, 360, fade("white", 0.5), 1)
    captions(
        p,
        t,
        [
            (0, "Polonäse am Südpol!"),
            (4, "Die Hände… äh, Flügel auf die Schultern!"),
            (10.8, "Vorsicht, Kante!"),
            (12.2, "Platsch. Platsch. Platsch."),
        ],
        y=20,
    )


def volcano_sound() -> Track:
    track = (
        Track(22)
        .add(sound.melody("C4:0.5 G4:0.5 E4:0.5 G4:0.5 D4:0.5 A4:0.5 F4:0.5 A4:0.5", 140, "pluck"), 0, 0.4)
        .add(sound.melody("C4:0.5 G4:0.5 E4:0.5 G4:0.5 D4:0.5 A4:0.5 F4:0.5 A4:0.5", 140, "pluck"), 5, 0.4)
    )
    for k in range(6):
        track.add(sound.pop(), 9.5 + k * 0.3, 0.4)
    return track.add(sound.water(8, 0.7), 11.5, 0.7).add(sound.crowd(4, 1.5), 12, 0.5)


@scene(50, "kitchen-volcano", 22, 13.5, volcano_sound)
def volcano(p: Pen, t: float) -> None:
    p.still("lab", lambda q: land.kitchen(q, "#e5f0da"))
    people.person(
        p,
        60,
        160,
        t,
        Look(skin="#e3ad80", hair="#3a2418", style="tail", top="white", bottom="#4b6cb7", glasses=True),
        Pose(20, 96, 10, -10) if 4 < t < 11 else Pose(150, 150) if t > 11.5 else Pose(),
        "surprised" if 11 < t < 13 else "laughing" if t > 13 else "happy",
        1.25,
        0.8,
    )
    people.person(
        p,
        268,
        160,
        t,
        Look(skin="#5f3b27", hair="#120d0b", style="curly", top="white", bottom="#264653", glasses=True),
        Pose(150, 150) if t > 11.5 else Pose(),
        "surprised" if 11 < t < 13 else "laughing" if t > 13 else "happy",
        1.2,
        -0.8,
    )
    p.box(0, 131, 320, 7, "#8c5e3c")
    p.box(0, 138, 320, 42, "#d9c3a0")
    p.poly([(112, 131), (152, 64), (182, 64), (222, 131)], "#8a5a3b")
    p.poly([(167, 64), (182, 64), (222, 131), (190, 131)], "#74492f")
    p.oval(167, 64, 15, 3.4, "#4a2c1b")
    if 4 < t < 6.5:
        for k in range(6):
            p.dot(150 + k * 3, 34 + (t * 40 + k * 9) % 30, 1.6, "white")
    if 7.5 < t < 10.5:
        p.line([(150, 36), (158, 46), (165, 62)], "#e9c46a", 3, smooth=True)
    if t > 10.5:
        grow = ease(t, 10.5, 14)
        for n, (a, b, c) in enumerate(scatter("foam volcano", 34)):
            drip = (b * 0.6 + t * 0.16) % 1
            side = -1 if a < 0.5 else 1
            p.dot(167 + side * (6 + 44 * drip * c), 62 + 66 * drip * grow, 5 + 4 * c, mix("#ff6b6b", "#ffb3b3", c))
        p.dot(167, 58 - 8 * abs(swing(t, 0.5)), 12 * grow, "#ff8787")
        for k in range(5):
            age = (t * 0.9 + k / 5) % 1
            p.dot(167 + (k - 2) * 18 * age, 56 - 46 * age + 60 * age * age, 3, "#ff8787")
    captions(
        p,
        t,
        [
            (0, "A volcano for the kitchen table"),
            (4, "Three spoons of baking soda."),
            (7.5, "Half a cup of vinegar. Stand back…"),
            (10.8, "WHOOSH!"),
            (14.5, "Acid + base = carbon dioxide = foam."),
            (19, "Now find a cloth."),
        ],
        y=168,
    )


LIQUID = [
    (0.3, "Question: is a cat a solid or a liquid?"),
    (5, "A liquid takes the shape of its container."),
    (11, "Test one: the bowl. It filled the bowl."),
    (17, "Test two: the vase. It filled the vase."),
    (23, "Conclusion: cats are liquid."),
    (27, "The cat has not commented."),
]


def liquid_sound() -> Track:
    track = Track(30).repeat(sound.melody("C4:0.5 -:0.5 C4:0.5 -:0.5 G3 Bb3:0.5 -:0.5", 96, "pluck"), 2.5, loud=0.3)
    for at, words in LIQUID:
        track.say(at, words, "en", "m7", 155)
    return (
        track.add(sound.meow(), 28.9, 0.6)
        .add(sound.glide(300, 900, 0.7), 12.4, 0.2)
        .add(sound.glide(300, 900, 0.7), 18.4, 0.2)
    )


@scene(51, "proof-that-cats-are-liquid", 30, 19.5, liquid_sound)
def liquid(p: Pen, t: float) -> None:
    def board(q: Pen) -> None:
        land.room(q, "#cfd8dc", "#90a4ae", 150)
        q.box(120, 14, 186, 92, "#2f5d46", 3, "#8c5e3c", 4)

    p.still("board", board)
    professor = Look(skin="#edbd98", hair="#e6e6e6", style="curly", top="white", bottom="#3a3a44", glasses=True)
    people.person(
        p, 62, 172, t, professor, Pose(20, 96 if t < 10 or t > 22 else 60, 10, 10), "proud", 1.5, 0.7, talk=True
    )
    p.text(212, 30, "SOLID   or   LIQUID ?", 12, "#f1f1e6", "serif")
    if t > 23:
        p.line([(140, 30), (188, 30)], "#ff8787", 2)
        p.arc(254, 30, 34, 11, 0, 360, "#ffe066", 2)
    p.box(112, 136, 200, 8, "#a07850", 2)
    if t < 11:
        animals.sitting(p, 212, 136, animals.CAT, t, 1.2)
    elif t < 17:
        fill = ease(t, 12, 13.2)
        if fill < 0.5:
            animals.sitting(p, 212, 116 - 20 * fill, animals.CAT, t, 1.2)
        else:
            p.oval(212, 102, 36, 9, "#e08e45")
            with p.at(206, 96):
                animals.face_of(p, animals.CAT, "blissful", t, 0.2)
        p.wedge(212, 102, 40, 0, 180, fade("#bfe3f5", 0.75))
    else:
        fill = ease(t, 18, 19.2)
        p.box(
            196, 56 + 76 * (1 - fill) * 0.4, 32, 80 - 76 * (1 - fill) * 0.4, "#e08e45", 10
        ) if fill > 0.3 else animals.sitting(p, 212, 60, animals.CAT, t, 1)
        if fill > 0.3:
            with p.at(212, 58, 1.1):
                animals.face_of(p, animals.CAT, "blissful", t, 0)
            p.line([(204, 120), (222, 128), (216, 132)], "#c8763a", 4, smooth=True)
        p.box(194, 66, 36, 70, fade("#bfe3f5", 0.55), 8)
        p.box(190, 62, 44, 5, fade("#bfe3f5", 0.9), 2)
    captions(p, t, LIQUID, y=168, size=10)
