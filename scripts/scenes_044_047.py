"""Clips 44 to 47."""

from __future__ import annotations

import math

import scenes_animals as animals
import scenes_land as land
import scenes_people as people
import scenes_sky as sky
import scenes_sound as sound
import scenes_things as things
from scenes_pen import Pen, fade
from scenes_people import Look, Pose
from scenes_sound import Track
from scenes_time import (
    balloon,
    between,
    captions,
    ease,
    hop,
    scene,
    swing,
    title,
)


def drum_sound() -> Track:
    return (
        Track(12)
        .add(sound.beat("k.h.s.h.", 150, 2.6), 0.3, 0.8)
        .add(sound.beat("ktsTktsTkkssttTT", 190, 3), 2.8, 0.9)
        .add(sound.beat("kskstTtTksksttTTssttTTkk", 260, 3.8), 5.8, 1)
        .add(sound.crash(), 9.6, 1.2)
        .add(sound.crowd(2.2, 2), 9.8, 0.7)
    )


@scene(44, "drum-solo-of-the-octopus", 12, 7, drum_sound)
def drum_solo(p: Pen, t: float) -> None:
    p.still("stage red", lambda q: land.stage(q, "#7b2cbf", "#3c1f4f"))
    if int(t * 8) % 3 == 0 and t > 5.8:
        p.poly([(40, 0), (90, 0), (150, 140), (70, 140)], fade("#ff477e", 0.3))
        p.poly([(280, 0), (230, 0), (170, 140), (250, 140)], fade("#4cc9f0", 0.3))
    speed = 0.4 if t < 2.8 else 0.22 if t < 5.8 else 0.13
    live = t < 9.6
    heads = [(96, 118, 20, "#c1121f"), (136, 134, 18, "#e85d04"), (184, 134, 18, "#0077b6"), (224, 118, 20, "#2d6a4f")]
    for side in (-1, 1):
        p.line([(160 + side * 92, 150), (160 + side * 92, 78)], "#9aa3ad", 1.6)
        p.oval(160 + side * 92, 78 + (swing(t, speed, 2) if live else 0), 24, 4, "#f2c230")
    p.dot(160, 128, 26, "#1f1f2e", "#d9dce0", 2)
    octo = 78 + (hop(t, speed * 2, 4) if live else 0)
    p.oval(160, octo, 24, 24, "#b45ea4")
    for side in (-1, 1):
        p.dot(160 + side * 9, octo + 2, 6, "white")
        p.dot(160 + side * 9 + swing(t, speed * 2, 2), octo + 3, 3, "#1d1d1d")
    p.wedge(160, octo + 12, 7, 0, 180, "#5b2350") if live else p.arc(160, octo + 11, 7, 5, 10, 170, "#5b2350", 2)
    for k, (x, y, r, ink) in enumerate(heads):
        things.drum(p, x, y + 26, r, ink, 24)
        hit = abs(swing(t, speed * 2, 26, k / 4)) if live else 30
        sx = between(160, x, 0.8)
        p.line(
            [(160 + (x - 160) * 0.3, octo + 20), (sx, octo + 24 - hit * 0.4), (x, y - 6 - hit)],
            "#b45ea4",
            6,
            smooth=True,
        )
        p.line([(x - 6, y - 10 - hit), (x + 8, y - hit + 2)], "#f5deb3", 2)
    if not live:
        p.text(160, 30, "THANK YOU, SEABED!", 18, "#ffd166")
    captions(p, t, [(0, "One octopus. Eight arms. Four drums."), (2.8, "")], y=170)


def guitar_sound() -> Track:
    arp = "A2 E3 A3 C4 E4 C4 A3 E3 D3 A3 D4 F4 A4 F4 D4 A3 E3 B3 E4 G#4 B4 G#4 E4 B3 A2 E3 A3 C4 E4:2 C4:2"
    return Track(45).repeat(sound.melody(arp, 120, "pluck", 1.8), 16.2, 0.5, loud=0.7).add(sound.waves(45, 9), 0, 0.12)


@scene(45, "guitarra-al-atardecer", 45, 20, guitar_sound)
def guitar_sunset(p: Pen, t: float) -> None:
    def roof(q: Pen) -> None:
        q.sky("#5f4b8b", "#ff9e6d", 0, 128)
        q.box(0, 112, 320, 20, "#7d5a80")
        for k in range(9):
            land.house(q, 16 + k * 38, 140, 0.9, ("#f7ede2", "#f3d9c0")[k % 2], "#c8553d", lit=True)
        q.box(0, 140, 320, 40, "#b5654a")
        for k in range(17):
            q.line([(k * 20, 140), (k * 20 - 6, 180)], "#a35640", 1)

    p.still("roof", roof)
    p.dot(236, between(60, 96, t / 45), 18, "#ffd9a0")
    for k in range(4):
        land.house(p, 168 + k * 38, 140, 0.9, ("#f7ede2", "#f3d9c0")[k % 2], "#c8553d", lit=True)
    p.box(0, 140, 320, 40, "#b5654a")
    look = Look(skin="#c98e62", hair="#241a17", style="curly", top="#f7ede2", bottom="#4a5759", beard=True)
    with p.at(104, 158):
        p.box(-26, -26, 44, 8, "#6b4a2f", 2)
        p.line([(-18, -20), (-18, 6)], "#6b4a2f", 4)
        p.line([(10, -20), (10, 6)], "#6b4a2f", 4)
        p.line([(-6, -28), (18, -24), (20, 2)], "#4a5759", 8)
        p.line([(-2, -28), (26, -30), (30, 2)], "#3f4b4d", 8)
        with p.at(0, -28, 1.35, swing(t, 4, 2)):
            people.upper_body(p, look, Pose(24, 60, 50, 20), "blissful", t, 0.5, False)
            things.guitar(p, 2, -8, 0.62, -24)
            p.line([(7, -19), (16, -10), (8 + swing(t, 0.5, 2), -5)], "#e8dfd2", 4.2)
            p.dot(8 + swing(t, 0.5, 2), -4.4, 2.7, look.skin)
    if t > 8:
        animals.sitting(p, 196, 160, animals.BLACK_CAT, t, 0.95, "blissful" if t > 20 else "happy", -0.4)
    for k in range(4):
        age = (t * 0.3 + k / 4) % 1
        p.text(134 + k * 10 + swing(t, 3, 6, k / 4), 100 - age * 70, "♪", 12, fade("#fff1d6", 1 - age), "symbols")
    if t > 32:
        sky.twinkle(p, t, "azotea", 10, 60)
    title(p, t, "Guitarra al atardecer", "desde una azotea, sin prisa", 4)


def brass_sound() -> Track:
    tune = sound.melody(
        "G3 B3:0.5 D4:0.5 G4 D4 A3 C4:0.5 D4:0.5 F#4 D4 G3 B3:0.5 D4:0.5 G4:2 D4 D4 G3:2", 132, "brass", 0.8
    )
    oom = sound.melody("G2 D3 G2 D3 D2 A2 D2 A2", 132, "brass", 0.5)
    track = (
        Track(18)
        .add(tune, 0.4, 0.5)
        .repeat(oom, 3.64, 0.4, 9, 0.5)
        .add(tune, 10.4, 0.5)
        .repeat(oom, 3.64, 10.4, 17, 0.5)
    )
    return track.add(sound.glide(190, 120, 1.6, "brass"), 8.4, 0.9)


@scene(46, "blaskapelle-mit-kuh", 18, 9, brass_sound)
def brass_band(p: Pen, t: float) -> None:
    def alp(q: Pen) -> None:
        q.sky("#9bd3f2", "#eefaff", 0, 110)
        land.peaks(q, 120, [(50, 30), (150, 50), (250, 22)], "#8798a8")
        land.grass(q, 112, "#7cb955")
        land.house(q, 268, 132, 1.3, "#c99b6b", "#7a4a2f")

    p.still("alp", alp)
    moo = 8.2 < t < 10.2
    for k, ink in enumerate(("#c1121f", "#2d6a4f", "#274690")):
        x = 44 + k * 54
        look = Look(skin="#efbf96", hair="#5b3a1e", top=ink, bottom="#5d4027", hat="straw", hat_colour="#2d6a4f")
        y = 158 + (hop(t, 0.45, 4) if not moo else 0)
        people.person(p, x, y, t, look, Pose(50, 80, 60, 20), "surprised" if moo else "happy", 0.95, 0.9)
        with p.at(x + 20, y - 40):
            p.line([(-12, 0), (8, 0)], "#e0a82e", 4)
            p.poly([(6, -4), (24, -13), (24, 13), (6, 4)], "#f2c230")
            if not moo:
                p.text(34 + swing(t, 0.9, 4), -16 - k * 5, "♪", 12, "#22303c", "symbols")
    animals.beast(p, 232, 172, animals.COW, t, 1.1, True, "surprised" if moo else "happy")
    if moo:
        balloon(p, 160, 40, "MUUUUH!", 17, (204, 118))
    if t > 10.2:
        p.text(206, 92 + hop(t, 0.45, 4), "♫", 14, "#22303c", "symbols")
    captions(
        p,
        t,
        [(0, "Probe der Blaskapelle, dritter Versuch"), (3, ""), (10.4, "Neu an der Tuba: Frau Huber."), (15, "")],
        y=20,
    )


def salsa_sound() -> Track:
    montuno = sound.melody(
        "C4+E4:0.5 G4:0.5 E4:0.5 -:0.5 G4:0.5 C5:0.5 -:0.5 E4:0.5 "
        "D4+F4:0.5 A4:0.5 F4:0.5 -:0.5 A4:0.5 D5:0.5 -:0.5 F4:0.5",
        184,
        "piano",
        0.8,
    )
    track = (
        Track(20)
        .add(sound.beat("c..c..c...c.c...", 92, 20), 0, 0.35)
        .add(sound.beat("t.hT.hth", 184, 20), 0, 0.4)
        .repeat(montuno, 2.61, loud=0.5)
    )
    return track.repeat(sound.melody("C2 G2:0.5 C3:0.5 -:2 D2 A2:0.5 D3:0.5 -:2", 184, "bass"), 2.61, loud=0.4).add(
        sound.crash(), 16.2, 0.4
    )


@scene(47, "salsa-en-la-cocina", 20, 8, salsa_sound)
def salsa(p: Pen, t: float) -> None:
    p.still("salsa", lambda q: land.kitchen(q, "#ffd6a5"))
    p.box(0, 138, 320, 42, "#c8553d")
    for k in range(10):
        p.box(k * 32 + 16 * (int(k / 2) % 2), 150, 30, 2, "#b5472f")
    spin = ease(t, 9, 11) * 2
    for k, (look, x) in enumerate(((people.CAM, 112), (people.BEN, 176))):
        sway = swing(t, 1.3, 9, 0.5 * k)
        flip = math.cos(math.tau * spin) if k == 0 else 1
        with p.at(x + sway, 172, 1.35, 0, flip < 0):
            people.person(
                p,
                0,
                0,
                t,
                look,
                Pose(
                    60 + swing(t, 0.65, 14),
                    75 + swing(t, 0.65, 14, 0.5),
                    40,
                    10,
                    8 + swing(t, 0.65, 9),
                    8 - swing(t, 0.65, 9),
                    lean=swing(t, 1.3, 7),
                ),
                "laughing" if t > 9 else "happy",
                1,
                0.7 if k == 0 else -0.7,
            )
    people.person(
        p, 276, 176, t, people.IDA, Pose(120 + swing(t, 0.65, 25), 120 - swing(t, 0.65, 25)), "laughing", 1.1, -0.5
    ) if t > 12 else None
    for k in range(4):
        age = (t * 0.6 + k / 4) % 1
        p.text(60 + k * 60 + swing(t, 1, 4), 120 - age * 100, "♪♫"[k % 2], 14, fade("#9d0208", 1 - age), "symbols")
    captions(
        p,
        t,
        [
            (0, "Mientras se hace el arroz…"),
            (3, "¡se baila!"),
            (5, ""),
            (12, "¡La abuela también!"),
            (16.2, "Se quemó el arroz. Valió la pena."),
        ],
        y=20,
    )
