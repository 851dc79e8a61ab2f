"""Clips 40 to 43."""

from __future__ import annotations

import math

import scenes_creatures as creatures
import scenes_land as land
import scenes_people as people
import scenes_sound as sound
import scenes_things as things
from scenes_pen import Pen, fade
from scenes_people import Look, Pose
from scenes_sound import Track
from scenes_time import (
    between,
    captions,
    cut,
    ease,
    ramp,
    scene,
    swing,
    toss,
)


def ski_sound() -> Track:
    track = (
        Track(15)
        .add(sound.wind(15, 900), 0, 0.4)
        .add(sound.crowd(15, 0.3), 0, 0.2)
        .add(sound.glide(300, 1500, 3), 3, 0.25)
    )
    return (
        track.add(sound.melody("C5:0.5 E5:0.5 G5:0.5 C6:2", 130, "brass"), 10.6, 0.4)
        .add(sound.thud(), 9.6, 0.8)
        .add(sound.crowd(4, 1.6), 10, 0.5)
    )


@scene(40, "pinguin-auf-der-schanze", 15, 7.4, ski_sound)
def ski(p: Pen, t: float) -> None:
    def slope(q: Pen) -> None:
        q.sky("#5fa8d3", "#dceefb", 0, 160)
        land.peaks(q, 160, [(60, 60), (250, 40), (310, 80)], "#8fa3b5")
        q.poly([(-5, 40), (30, 44), (84, 92), (108, 98), (108, 104), (80, 100), (26, 56), (-5, 54)], "#f7fbff")
        q.line([(40, 56), (40, 180)], "#8c6b4a", 4)
        q.line([(92, 98), (92, 180)], "#8c6b4a", 4)
        q.poly([(80, 180), (140, 150), (230, 164), (330, 166), (330, 190), (80, 190)], "#eef6fc")
        for k in range(5):
            land.pine(q, 150 + k * 42, 164, 0.55, snow=True)

    p.still("slope", slope)
    if t < 3:
        x, y, turn = 8.0, 40.0, 0.0
    elif t < 5:
        u = ramp(t, 3, 5) ** 2
        x, y, turn = between(8, 106, u), between(40, 96, u), 36
    elif t < 9.6:
        u = ramp(t, 5, 9.6)
        x, y, turn = (
            between(106, 276, u),
            between(96, 164, u) + toss(t, 5, 9.6, 56),
            between(70, 100, u) if u < 0.9 else 20,
        )
    else:
        x, y, turn = 276 + ease(t, 9.6, 10.6) * 20, 166, 0
    with p.at(x, y, turn=turn):
        p.line([(-16, 1), (18, 1)], "#e63946", 2.4)
        creatures.penguin(p, 0, 0, t, 0.72, flap=26 if 5 < t < 9.6 else 8)
        p.box(-8, -25, 16, 4, "#ffd166", 2)
    if t > 10.4:
        for k, mark in enumerate(("10", "10", "9,5", "Fisch")):
            p.box(60 + k * 52, 30, 42, 28, "white", 3, "#22303c", 1.2)
            p.text(81 + k * 52, 44, mark, 15 if k < 3 else 12, "#22303c")
    captions(
        p,
        t,
        [
            (0, "Startnummer 1: ein Pinguin."),
            (3, "Er fährt los…"),
            (5, "Er fliegt! Pinguine können fliegen!"),
            (9.8, "Landung: tadellos."),
            (12.4, "Der vierte Richter hat Hunger."),
        ],
        y=170,
        size=10,
    )


COUCH = [
    (0, "EXTREME WORKOUT. Are you READY?"),
    (4, "Exercise one: reach for the remote."),
    (10, "Feel the BURN. Hold… and release."),
    (15, "Exercise two: the eyebrow lift."),
    (20, "Cardio: watch someone else run."),
    (25, "You are a MACHINE. Same time tomorrow."),
]


def couch_sound() -> Track:
    track = (
        Track(30)
        .add(sound.beat("k.h.s.h.k.hks.hh", 140, 30), 0, 0.45)
        .repeat(
            sound.melody("E2:0.5 E2:0.5 G2:0.5 E2:0.5 A2:0.5 E2:0.5 B2:0.5 A2:0.5", 140, "brass", 0.6), 1.714, loud=0.25
        )
    )
    for at, words in COUCH:
        track.say(at + 0.2, words, "en", "m3", 185)
    return track


@scene(41, "couch-potato-bootcamp", 30, 9, couch_sound)
def couch(p: Pen, t: float) -> None:
    def den(q: Pen) -> None:
        land.room(q, "#cdb4db", "#8d6b94", 146)
        q.box(34, 84, 140, 50, "#6d597a", 12)
        q.box(24, 110, 160, 42, "#8a7197", 10)
        q.box(236, 90, 10, 56, "#333333")
        q.box(214, 62, 60, 40, "#222222", 3)

    p.still("den", den)
    p.box(218, 66, 52, 32, "#8ecae6")
    if 20 < t < 25:
        people.person(p, 244, 97, t, people.EVE, people.walking(t, 0.5, 36), "happy", 0.38, 0.6)
    else:
        p.text(244, 82, ("GO!", "GO!!")[int(t * 3) % 2], 14, "#c1121f")
    reach = ease(t, 5, 9) * (1 - ease(t, 13, 14))
    with p.at(92, 132):
        p.line([(4, 0), (40, 2), (70, 6)], "#3a3a44", 8)
        p.oval(74, 3, 5, 7, "white")
        p.blob([(-16, 4), (-14, -30), (0, -40), (14, -30), (20, 4)], "#f4a261")
        p.line([(10, -26), (26 + 22 * reach, -18 - 4 * reach), (36 + 40 * reach, -10 - 6 * reach)], "#d98a48", 6)
        p.dot(37 + 40 * reach, -10 - 6 * reach, 4, "#e8b48c")
        people.head(
            p,
            2,
            -50,
            Look(hat="band", hat_colour="#e63946"),
            "surprised" if 10 < t < 13 or 15 < t < 20 else "happy",
            t,
            0.8,
        )
        if 15 < t < 20:
            up = 2 + 3 * abs(swing(t, 1.6))
            for side in (-1, 1):
                p.line([(4.5 + side * 3.6 - 2, -54 - up), (4.5 + side * 3.6 + 2, -54 - up)], "#2b211c", 1.2)
        if t > 9:
            for k in range(3):
                p.oval(-12 + k * 12, -62 + (t * 22 + k * 11) % 24, 1.4, 2.4, "#8fd3ff")
    p.box(176, 138, 14, 5, "#222222", 1)
    p.box(200, 12, 104, 26, fade("#10131c", 0.7), 5)
    p.text(252, 25, f"CALORIES: {int(t // 10)}", 12, "#ffd166", "mono")
    captions(p, t, COUCH, size=11)


def squat_sound() -> Track:
    track = (
        Track(40)
        .add(sound.beat("k...h...k.h.h...", 104, 40), 0, 0.3)
        .repeat(sound.melody("C4:2 G4:2 A4:2 F4:2", 104, "pad"), 4.6, loud=0.3)
    )
    track.say(0.4, "Zehn Kniebeugen. Rücken gerade, Fersen am Boden.", "de", "f3", 150)
    for k, word in enumerate(("eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn")):
        track.say(6 + k * 3, word, "de", "f3", 140)
    return track.say(36.4, "Geschafft. Ausschütteln, trinken, weiter.", "de", "f3", 150)


@scene(42, "zehn-kniebeugen", 40, 13.4, squat_sound)
def squats(p: Pen, t: float) -> None:
    def gym(q: Pen) -> None:
        land.room(q, "#cfe3e8", "#c4a07a", 140)
        q.box(16, 28, 74, 84, "#b9d4dc", 3)
        for k in range(4):
            q.box(240, 40 + k * 24, 60, 4, "#a07850")
            q.line([(244, 36), (244, 130)], "#a07850", 3)
            q.line([(296, 36), (296, 130)], "#a07850", 3)
        q.oval(160, 160, 70, 9, "#e9c46a")

    p.still("gym", gym)
    n = int((t - 6) // 3) + 1 if t >= 6 else 0
    active = 6 <= t < 36
    down = 0.5 - 0.5 * math.cos((t - 6) % 3 / 3 * math.tau) if active else 0
    pose = (
        Pose(14 + 70 * down, 14 + 70 * down, 8, 8, crouch=9 * down)
        if t < 36
        else Pose(20 + swing(t, 0.3, 16), 20 - swing(t, 0.3, 16))
    )
    people.person(
        p,
        160,
        160,
        t,
        Look(skin="#f0c39b", hair="#8a3b1c", style="tail", top="#2a9d8f", bottom="#264653"),
        pose,
        "happy" if n < 8 else "neutral" if t < 36 else "laughing",
        1.6,
    )
    if active:
        p.text(52, 70, str(min(10, n)), 44, "#264653")
    elif t >= 36:
        p.text(52, 70, "✓", 44, "#2a9d8f", "symbols")
    captions(
        p,
        t,
        [
            (0, "Zehn Kniebeugen. Rücken gerade, Fersen am Boden."),
            (6, "Runter: einatmen. Hoch: ausatmen."),
            (21, "Knie zeigen nach außen."),
            (28, "Nur noch drei!"),
            (36, "Geschafft. Ausschütteln, trinken, weiter."),
        ],
        y=171,
        size=10,
    )


@scene(43, "estirar-sin-levantarse", 33, 10)
def desk_stretch(p: Pen, t: float) -> None:
    def office(q: Pen) -> None:
        land.room(q, "#e3e7ef", "#9aa5b8", 150)
        land.window(q, 220, 24, 70, 60)
        land.bars(q, 220, 24, 70, 60)
        q.box(126, 70, 10, 60, "#44506a", 4)
        q.box(104, 124, 50, 8, "#44506a", 3)
        q.box(126, 130, 6, 30, "#333333")

    p.still("office", office)
    step, u = cut(t, 5, 12, 19, 26)
    s = ease(u, 0.4, 2)
    poses = (
        Pose(40, 40, 70, 70),
        Pose(30 + 140 * s, 30 + 140 * s, 10, 5),
        Pose(30, 60 + 60 * s, 60, 80, lean=24 * s * (1 if u < 3.5 else -1)),
        Pose(70, 70, 90, 90, lean=swing(t, 3.5, 8)),
        Pose(30, 30, 40, 40),
    )
    look = Look(skin="#c98e62", hair="#241a17", style="short", top="#6d9dc5", bottom="#2f3e54", glasses=True)
    with p.at(130, 158):
        for side in (-1, 1):
            p.line([(side * 5, -34), (side * 16, -30), (side * 17, -2)], "#2f3e54", 8)
            p.oval(side * 19, -1, 6, 3, "#222222")
        with p.at(0, -34, 1.45, poses[step].lean):
            people.upper_body(p, look, poses[step], "blissful" if step else "neutral", t, 0, False)
    p.box(196, 116, 110, 6, "#a07850", 2)
    p.box(290, 122, 6, 40, "#8a6542")
    things.computer(p, 254, 118, 0.75, "#e9f1f7")
    things.cup(p, 214, 116, t, 0.7)
    if step in (1, 2, 3):
        for k in range(3):
            p.arc(130, 88, 44 + k * 6, 44 + k * 6, 200 + t * 40, 240 + t * 40, fade("#e76f51", 0.6), 1.6)
    captions(
        p,
        t,
        [
            (0, "Estirar sin levantarse de la silla"),
            (5, "1. Brazos arriba. Respira."),
            (12, "2. Inclínate: a un lado… y al otro."),
            (19, "3. Gira los hombros, sin prisa."),
            (26, "Listo. Treinta segundos que tu cuello agradece."),
        ],
        y=170,
        size=10,
    )
