# ruff: noqa: C901 - a scene is a list of what happens when; its branches are its beats
"""Clips 100 to 103."""

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
    balloon,
    between,
    captions,
    confetti,
    ease,
    ramp,
    scene,
    swing,
    toss,
)


def war_sound() -> Track:
    march = sound.beat("s..ss.s.s..ss.s.", 112, 12)
    track = Track(20).add(march, 0, 0.45).add(sound.melody("G3 C4 E4 G4:2 E4 G4:3", 112, "brass"), 1, 0.4)
    return (
        track.add(sound.wind(3, 500), 12, 0.3)
        .add(sound.melody("G4 E4 C4 G3:3", 70, "brass"), 12.6, 0.3)
        .add(sound.melody("C4:0.5 E4:0.5 G4:0.5 E4:0.5 C4:2", 130, "pluck"), 16.5, 0.5)
    )


@scene(100, "me-versus-the-snail", 20, 8, war_sound)
def snail_war(p: Pen, t: float) -> None:
    def garden(q: Pen) -> None:
        q.sky("#ffe0a3", "#fff7e0", 0, 110)
        for k in range(11):
            q.box(k * 30 - 4, 60, 22, 56, "#f7f1e3", 3)
        land.grass(q, 112, "#7cb955")
        q.box(150, 136, 170, 44, "#6b4630")

    p.still("war garden", garden)
    eaten = ease(t, 12, 15)
    for k in range(4):
        x = 176 + k * 38
        r = (13 if k else 13 * (1 - 0.85 * eaten)) if t > 1 else 13
        for n in range(5):
            a = math.tau * n / 5
            p.dot(
                x + r * 0.6 * math.cos(a),
                138 - r * 0.4 + r * 0.5 * math.sin(a),
                r * 0.7,
                mix("#8ac926", "#55a630", n % 2),
            )
        p.dot(x, 136 - r * 0.4, r * 0.5, "#b5e48c")
    person_mood = (
        "proud" if t < 9 else "angry" if t < 12 else "asleep" if t < 15.6 else "surprised" if t < 17 else "sad"
    )
    helmet = Look(
        skin="#e8b48c", hair="#4a2f1d", top="#6a994e", bottom="#386641", hat="helmet", hat_colour="#6c757d", beard=True
    )
    people.person(p, 66, 170, t, helmet, Pose(20, 96 if t < 12 else 20), person_mood, 1.25, 0.8)
    for k, (start, ink) in enumerate(((2, "#c9ced6"), (4.4, "#ffd166"), (6.8, "#8ecae6"))):
        if t > start:
            p.box(136 + k * 7, 128 - k * 3, 4, 50 + k * 3, ink)
            for n in range(5):
                p.poly([(136 + k * 7, 128 + n * 10), (131 + k * 7, 124 + n * 10), (136 + k * 7, 133 + n * 10)], ink)
    if t < 12:
        creatures.snail(p, between(330, 300, ramp(t, 6, 12)), 176, t, 0.8, True, mood="proud")
    else:
        creatures.snail(p, 196, 124, t, 0.95, True, mood="proud")
        if 15.6 < t < 19:
            balloon(p, 236, 70, "Mmh. Organic.", 10, (196, 98))
    if 12 < t < 15.6:
        p.shade("#10183a", 0.5)
        sky.moon(p, 280, 30, 10)
    captions(
        p,
        t,
        [
            (0, "Day 41. I shall defend this lettuce."),
            (2.2, "Wall one: copper tape."),
            (4.6, "Wall two: eggshells."),
            (7, "Wall three: a very firm look."),
            (12, "Night."),
            (15.6, "It came from ABOVE."),
            (18, "Day 42. We share the lettuce now."),
        ],
        y=20,
        size=11,
    )


def magic_sound() -> Track:
    track = (
        Track(15)
        .add(sound.melody("C4:0.5 E4:0.5 G4:0.5 C5:0.5 G4:0.5 E4:0.5 C4", 140, "pluck"), 0.3, 0.4)
        .add(sound.beat("ssssssssssssssss", 140, 2.4), 4.4, 0.4)
    )
    return (
        track.add(sound.chime(), 7, 0.6)
        .add(sound.pop(), 7, 0.8)
        .add(sound.crowd(3, 0.5), 8, 0.4)
        .add(sound.pop(), 11, 1)
        .add(sound.applause(3.4), 11.4, 0.6)
    )


@scene(101, "the-rabbit-pulls-a-magician", 15, 12, magic_sound)
def magic(p: Pen, t: float) -> None:
    p.still("magic", lambda q: land.stage(q, "#6a040f", "#3d2b1f"))
    p.poly([(130, 0), (190, 0), (232, 160), (88, 160)], fade("#fff3c4", 0.14))
    look = Look(skin="#f0c39b", hair="#1b1b1b", top="#1b1b2f", bottom="#1b1b2f")
    gone = t > 7
    if not gone:
        people.person(p, 104, 162, t, look, Pose(20, 84 + swing(t, 0.5, 12) if t > 2.4 else 20), "proud", 1.25, 0.8)
        p.line([(138, 100), (156, 92)], "#f4f4f4", 2)
    elif t < 8:
        for k in range(7):
            a = k * 0.9
            p.dot(
                104 + 30 * math.cos(a) * ramp(t, 7, 8),
                110 + 34 * math.sin(a) * ramp(t, 7, 8),
                16 * (1 - ramp(t, 7, 8)),
                "#cbb7ff",
            )
    with p.at(196, 128):
        p.box(-30, 6, 60, 28, "#4a1d96", 3)
        if t > 7.6:
            animals.sitting(p, 40, 34, animals.RABBIT, t, 1.15, "proud" if t > 8.6 else "happy", -0.4)
        if t > 11:
            rise = ease(t, 11, 11.6) * 46
            with p.at(0, 8 - rise):
                people.head(p, 0, 0, look, "surprised" if t < 13 else "laughing", t, 0.2)
        p.poly([(-17, -22), (17, -22), (15, 8), (-15, 8)], "#16161d")
        p.box(-25, -25, 50, 5, "#16161d", 2)
        p.box(-16, -16, 32, 5, "#c1121f")
        if t < 5.4 and t > 3.4:
            p.oval(-5, -32, 3, 12, animals.RABBIT.coat)
            p.oval(5, -32, 3, 12, animals.RABBIT.coat)
    if 8.6 < t < 10.8:
        balloon(p, 236, 50, "And now for MY trick.", 10, (240, 112))
    if t > 11.4:
        confetti(p, t - 11.4, "magic", 30)
    for k in range(7):
        p.dot(24 + k * 46, 182, 15, "#0d0d14")
    captions(
        p, t, [(0, "Nothing up my sleeve…"), (3.4, "Abracadabra!"), (7, ""), (11.6, "Best in show: the rabbit.")], y=20
    )


@scene(102, "platano", 6, 3.2)
def banana(p: Pen, t: float) -> None:
    def pavement(q: Pen) -> None:
        q.sky("#bde0fe", "#f1faff", 0, 120)
        land.skyline(q, 124, "platano", "#cdb4db", count=8)
        q.box(0, 122, 320, 58, "#b8b8c0")

    p.still("pavement", pavement)
    if t < 3:
        x = between(-20, 150, ramp(t, 0, 3))
        people.person(p, x, 166, t, people.GUS, people.walking(t, 0.6, 28), "proud", 1.1, 0.8)
        with p.at(166, 164):
            for a in (-40, 0, 40):
                p.line([(0, -4), (12 * math.sin(math.radians(a)), 2)], "#ffd23f", 4)
    elif t < 4.2:
        u = ramp(t, 3, 4.2)
        with p.at(168 + u * 30, 140 + toss(u, 0, 1, 70), turn=u * 360):
            people.person(p, 0, 30, t, people.GUS, Pose(150, 150), "surprised", 1.1, 0.6)
    else:
        people.person(p, 208, 166, t, people.GUS, Pose(150, 150), "laughing", 1.1, 0)
        for k, mark in enumerate(["9", "10", "9"]):
            p.box(40 + k * 40, 40, 32, 24, "white", 3, "#22303c", 1.2)
            p.text(56 + k * 40, 52, mark, 14, "#22303c")
    captions(p, t, [(0, "Un plátano. Un señor."), (3, "¡Y una pirueta!")], y=20)


@scene(103, "tourist-versus-tower", 16, 9)
def tourist(p: Pen, t: float) -> None:
    def piazza(q: Pen) -> None:
        q.sky("#a2d2ff", "#fefae0", 0, 130)
        land.hills(q, 134, 10, "#a3b18a", 0.4, 260)
        q.box(0, 132, 320, 48, "#dad7cd")

    p.still("piazza", piazza)
    straight = ease(t, 10.4, 11.6)
    with p.at(226, 140, 1, 13 * (1 - straight) - (26 * ease(t, 12.6, 13.4))):
        for k in range(6):
            p.box(-20, -18 - k * 17, 40, 15, "#f4efe6")
            for n in range(4):
                p.box(-17 + n * 9.4, -14 - k * 17, 5, 10, "#c9bfae", 2)
            p.box(-22, -20 - k * 17, 44, 3, "#e0d8c8")
        p.box(-14, -118, 28, 14, "#f4efe6", 2)
    people.person(
        p,
        120,
        168,
        t,
        Look(
            skin="#f3cfb3",
            hair="#d8a13d",
            style="short",
            top="#ff9f1c",
            bottom="#8d99ae",
            hat="straw",
            hat_colour="#2a9d8f",
        ),
        Pose(20, 98, 5, 0, lean=0) if t < 10.4 else Pose(20, 120) if t < 12 else Pose(150, 150),
        "happy" if t < 10.4 else "proud" if t < 12.4 else "scared",
        1.1,
        0.9,
    )
    people.person(p, 44, 174, t, people.EVE, Pose(40, 60, 60, 80), "neutral" if t < 10 else "surprised", 1.05, 0.8)
    p.box(58, 122, 12, 9, "#222222", 2)
    if t > 5.4:
        for k in range(3):
            people.person(
                p,
                154 + k * 15,
                156 - k * 2,
                t,
                (people.BEN, people.ANN, people.DAN)[k],
                Pose(20, 98, 5, 0),
                "happy",
                0.6,
                0.9,
            )
    lines = [
        (0, "“A bit more left… as if you hold it…”"),
        (5.4, "Everyone has the same idea."),
        (8.4, "“Now PUSH!”"),
        (10.4, "…"),
        (12.4, "Oh no."),
        (14, "“Other way! Other way!”"),
    ]
    captions(p, t, lines, y=20, size=11)
