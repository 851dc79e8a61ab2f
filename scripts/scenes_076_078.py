# ruff: noqa: B007, C901 - a scene is a list of what happens when; its branches are its beats
"""Clips 76 to 78."""

from __future__ import annotations

import math

import scenes_animals as animals
import scenes_creatures as creatures
import scenes_land as land
import scenes_people as people
import scenes_sound as sound
import scenes_things as things
from scenes_pen import Pen, fade, mix
from scenes_people import Look, Pose
from scenes_sound import Track
from scenes_time import (
    between,
    captions,
    ease,
    hop,
    scatter,
    scene,
    swing,
)

LETTERS = [
    ("A", "Alpaka"),
    ("B", "Bär"),
    ("E", "Ente"),
    ("F", "Fisch"),
    ("H", "Hund"),
    ("I", "Igel"),
    ("K", "Katze"),
    ("M", "Maus"),
    ("P", "Pinguin"),
    ("S", "Schnecke"),
    ("W", "Wal"),
]


def abc_sound() -> Track:
    track = Track(40).repeat(sound.melody("C4:0.5 E4:0.5 G4:0.5 E4:0.5 F4:0.5 A4:0.5 G4", 112, "pluck"), 3.75, loud=0.3)
    for k, (letter, word) in enumerate(LETTERS):
        track.say(3.2 + k * 3.2, f"{letter} wie {word}", "de", "f4", 135).add(sound.pop(), 3 + k * 3.2, 0.4)
    return track.say(0.3, "Das Tier-Alphabet, erster Teil", "de", "f4", 140)


@scene(76, "tier-alphabet", 40, 8, abc_sound)
def abc(p: Pen, t: float) -> None:
    n = max(-1, int((t - 3) // 3.2))
    inks = ("#ffd6a5", "#caffbf", "#9bf6ff", "#ffc6ff", "#fdffb6", "#bde0fe")
    ink = inks[n % 6]
    p.still(ink, lambda q: q.shade(ink, 1))
    p.oval(210, 152, 84, 10, mix(ink, "black", 0.12))
    if 0 <= n < 11:
        letter, word = LETTERS[n]
        u = (t - 3) % 3.2
        with p.at(74, 84 - 10 * abs(math.sin(min(u, 0.8) * 4)), 1 + 0.2 * (u < 0.2)):
            p.text(0, 0, letter, 74, "#22303c")
        p.text(210, 26, word, 20, "#22303c")
        y = 150 + (hop(u, 0.7, 12) if u < 1.4 else 0)
        if word == "Alpaka":
            animals.beast(p, 210, y, animals.Kind("#f1e6d2", "#ffffff", 22, 14, 14, 7, 17, 3, "pointed", "stub"), t, 2)
        elif word == "Igel":
            for k in range(13):
                a = math.radians(180 + k * 14)
                p.line([(200, y - 18), (200 + 40 * math.cos(a), y - 18 + 34 * math.sin(a))], "#6b4f37", 5)
            p.oval(206, y - 14, 32, 16, "#d9b48a")
            p.dot(238, y - 12, 4, "#222222")
            p.dot(222, y - 20, 3, "#222222")
        elif word == "Ente":
            creatures.duck(p, 206, y - 6, t, "#ffd23f", 3)
        elif word == "Fisch":
            creatures.fish(p, 214, y - 50, t, "#ff7f51", 3.2)
        elif word == "Pinguin":
            creatures.penguin(p, 210, y, t, 2.5)
        elif word == "Schnecke":
            creatures.snail(p, 204, y, t, 2.8)
        elif word == "Wal":
            creatures.whale(p, 216, y - 50, t, 1.5)
        else:
            kind = {"Bär": animals.BEAR, "Hund": animals.DOG, "Katze": animals.CAT, "Maus": animals.MOUSE}[word]
            animals.beast(p, 204, y, kind, t, 3 if word == "Maus" else 2.1, mood="happy")
    elif n < 0:
        p.text(160, 76, "Das Tier-Alphabet", 26, "#22303c")
        p.text(160, 104, "Teil 1", 14, "#22303c")
    else:
        p.text(160, 90, "Und deins?", 34, "#22303c")


def silly_ghost_sound() -> Track:
    track = (
        Track(24)
        .add(sound.melody("D4 -:0.5 F4:0.5 A4 -:0.5 F4:0.5 D4 C#4 D4:2", 110, "pluck"), 0.4, 0.5)
        .add(sound.glide(300, 800, 0.8), 5.6, 0.35)
    )
    track.add(sound.boing(), 8.6, 0.5).say(6, "Boo!", "en", "f5", 120).say(9.4, "Aah! It is dark!", "en", "f5", 170)
    return track.add(sound.chime(), 13.8, 0.5).add(sound.melody("C5 E5:0.5 G5:0.5 C6:2", 110, "bell"), 19, 0.4)


@scene(77, "the-ghost-who-feared-the-dark", 24, 16, silly_ghost_sound)
def silly_ghost(p: Pen, t: float) -> None:
    def attic(q: Pen) -> None:
        q.sky("#3a3360", "#5c4f8a")
        q.poly([(0, 0), (160, -30), (320, 0), (320, 30), (160, -6), (0, 30)], "#2b2547")
        q.box(0, 148, 320, 32, "#4a3a4f")
        q.box(226, 108, 62, 42, "#7a5a46", 4)
        land.window(q, 40, 46, 44, 50, "#27305c", "#6f6399")
        land.bars(q, 40, 46, 44, 50, "#6f6399")

    p.still("attic", attic)
    dark = 8.4 < t < 13.8
    x = between(360, 190, ease(t, 3.6, 5.6)) if t < 8.4 else 190 + (swing(t, 0.12, 2) if dark else 0)
    kid = Look(skin="#e3ad80", hair="#3a2418", style="spiky", top="#ffd166", bottom="#4b6cb7")
    people.person(
        p,
        96,
        164,
        t,
        kid,
        Pose(20, 20) if t < 13.8 else Pose(20, 86, 10, 0),
        "happy" if t < 5.6 else "laughing" if not dark else "surprised",
        1.15,
        0.8,
    )
    things.ghost(p, x, 96, t, 1.3, "scared" if dark or (t < 8.4 and t > 5.6) else "happy")
    if dark:
        p.shade("#05040f", 0.72)
        for side in (-1, 1):
            p.dot(x + side * 9, 84, 5, "white")
            p.dot(x + side * 9, 84, 2, "#111111")
            p.dot(98 + side * 4, 104, 2.6, "white")
    if t > 13.8:
        p.glow(130, 118, 60, "#ffe9a8", 0.6)
        p.box(124, 112, 12, 18, "#ffe066", 4)
        if t > 17:
            p.text(150, 60, "♥", 16, "#ff8fab", "symbols")
    captions(
        p,
        t,
        [
            (0, "Late. The attic. Something is coming…"),
            (5.6, "“BOOO!”"),
            (8.4, "(click)"),
            (9.4, "“Aah! It's dark! Is somebody there?”"),
            (13.8, "“Here. You can have my night light.”"),
            (18.6, "They have been friends ever since."),
        ],
        y=168,
        size=10,
    )


def figure_sound() -> Track:
    track = (
        Track(22)
        .add(sound.wind(22, 300), 0, 0.5)
        .add(sound.melody("A1+Bb1:8 A1+E2+Bb2:8 G#1+A1:8", 60, "pad"), 0, 0.6)
        .add(sound.rain(22, 0.5), 0, 0.3)
    )
    for at in (6, 12, 16.4):
        track.add(sound.thunder(2.6), at + 0.3, 0.8)
    for k in range(5):
        track.add(sound.thud(), 13 + k * 0.55, 0.25 + k * 0.1)
    return track.add(sound.melody("B4+C5+F5:3", 70, "strings"), 18.6, 0.9).say(
        19.4, "Lass mich rein.", "de", "whisper", 95
    )


@scene(78, "die-gestalt-am-fenster", 22, 12.2, figure_sound)
def figure(p: Pen, t: float) -> None:
    def bedroom(q: Pen) -> None:
        q.shade("#0d0f16", 1)
        land.window(q, 104, 18, 112, 104, "#1b2230", "#2a2c36")

    p.still("bedroom", bedroom)
    flash = any(f <= t < f + 0.4 for f in (6, 12, 16.4))
    sizes = 0.0 if t < 6 else 0.5 if t < 12 else 0.95 if t < 16.4 else 1.5
    if flash:
        p.box(104, 18, 112, 104, "#c9d4ea")
    p.box(104, 108, 112, 14, "#12161f")
    p.line([(128, 112), (132, 60), (120, 40)], "#10131a", 3)
    p.line([(131, 70), (146, 48)], "#10131a", 2)
    if sizes and t < 18.6:
        with p.at(172 if t < 16.4 else 160, 120, sizes):
            p.blob([(-14, 0), (-13, -46), (-6, -56), (0, -70), (6, -56), (13, -46), (14, 0)], "#05060a")
            if t > 12.5:
                for side in (-1, 1):
                    p.dot(side * 2.6, -60, 1, "#f2e9c9" if flash or t > 16.4 else "#7d7a66")
    for u, v, w in scatter("fenster", 16):
        y = 18 + ((v + t * 0.8) % 1) * 100
        p.line([(104 + u * 112, y), (103 + u * 112, y + 6)], fade("#8d99ae", 0.5), 0.8)
    for x, y, w, h in ((0, 0, 101, 180), (219, 0, 101, 180), (101, 0, 118, 15), (101, 125, 118, 55)):
        p.box(x, y, w, h, "#14161f" if flash else "#0d0f16")
    land.bars(p, 104, 18, 112, 104, "#2a2c36")
    p.box(20, 140, 130, 40, "#232838", 10)
    people.head(p, 58, 138, people.DAN, "asleep" if t < 6.6 else "scared", 1.0, 0.8)
    p.box(20, 146, 130, 34, "#2d3347", 10)
    if t > 18.6:
        p.shade("black", 0.55)
        for k in range(4):
            p.line([(120 + k * 7, 60 + k * 2), (118 + k * 7, 90)], "#cfc8bb", 3)
        p.oval(131, 98, 15, 12, "#cfc8bb")
    captions(
        p,
        t,
        [
            (0, "3:07 Uhr"),
            (4, ""),
            (7, "Da war nichts. Nur der Baum."),
            (11, ""),
            (13, "Der Baum steht näher."),
            (16.2, ""),
            (19.4, "„Lass mich rein.“"),
        ],
        y=164,
        size=10,
    )
