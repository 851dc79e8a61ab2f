# ruff: noqa: C901 - a scene is a list of what happens when; its branches are its beats
"""Clips 52 to 55."""

from __future__ import annotations

import math

import scenes_people as people
import scenes_sky as sky
import scenes_sound as sound
import scenes_things as things
import scenes_vehicles as vehicles
from scenes_pen import Pen, fade
from scenes_people import Look, Pose
from scenes_sound import Track
from scenes_time import (
    between,
    captions,
    cut,
    ease,
    hop,
    ramp,
    scene,
    swing,
)


@scene(52, "warum-magnete-sich-abstossen", 26, 12)
def magnets(p: Pen, t: float) -> None:
    p.still("paper white", lambda q: q.shade("#f6f1e7", 1))
    step, u = cut(t, 5, 12, 19)

    def magnet(x: float, flip: bool, mood: str, y: float = 92) -> None:
        with p.at(x, y):
            p.box(-42, -16, 42, 32, "#3a86ff" if flip else "#e63946", 3)
            p.box(0, -16, 42, 32, "#e63946" if flip else "#3a86ff", 3)
            p.text(-28, 0, "S" if flip else "N", 15)
            p.text(28, 0, "N" if flip else "S", 15)
            for side in (-1, 1):
                p.dot(side * 6, -4, 4, "white")
                p.dot(side * 6, -4, 1.8, "#222222")
            p.arc(0, 4 if mood == "happy" else 9, 5, 3.4, *((15, 165) if mood == "happy" else (195, 345)), "white", 1.4)

    if step == 0:
        magnet(90, False, "happy")
        magnet(230, False, "happy")
    elif step == 1:
        d = between(70, 43, ease(u, 0.5, 2.5))
        magnet(160 - d, False, "happy")
        magnet(160 + d, False, "happy")
        if u > 2.5:
            p.text(160, 56, "♥", 20, "#e63946", "symbols")
    elif step == 2:
        d = 62 + abs(swing(u, 2.4, 22))
        magnet(160 - d, False, "sad")
        magnet(160 + d, True, "sad")
        for k in range(3):
            p.arc(160, 92, 6 + k * 5, 24, -70, 70, fade("#8d99ae", 0.8), 1.4)
            p.arc(160, 92, 6 + k * 5, 24, 110, 250, fade("#8d99ae", 0.8), 1.4)
    else:
        magnet(160, False, "happy")
        grow = ease(u, 0, 3)
        for k in range(4):
            for sign in (-1, 1):
                p.arc(
                    160,
                    92 + sign * (10 + 12 * k) * 0.6,
                    52 + k * 14,
                    (14 + k * 14),
                    180 if sign < 0 else 0,
                    (180 if sign < 0 else 0) + 180 * grow,
                    "#8d99ae",
                    1.4,
                )
    captions(
        p,
        t,
        [
            (0, "Jeder Magnet hat zwei Pole."),
            (5, "Nord und Süd ziehen sich an."),
            (12, "Süd und Süd stoßen sich ab."),
            (19, "Schuld ist das unsichtbare Feld rundherum."),
        ],
        y=160,
    )


@scene(53, "las-fases-de-la-luna", 36, 20)
def phases(p: Pen, t: float) -> None:
    def night(q: Pen) -> None:
        q.sky("#070b1d", "#1a2352")
        sky.stars(q, "fases", 80, 150)

    p.still("fases", night)
    w = (t - 3) / 33 * math.tau if t > 3 else 0
    sky.sun(p, 14, 62, 26, t, False)
    p.glow(14, 62, 50, "#ffd23f", 0.4)
    things.earth(p, 136, 62, 14)
    mx, my = 136 - 46 * math.cos(w), 62 + 40 * math.sin(w)
    p.arc(136, 62, 46, 40, 0, 360, fade("white", 0.25), 0.8)
    p.dot(mx, my, 7, "#3a3f55")
    p.wedge(mx, my, 7, 90, 270, "#f4f1de")
    r = 40
    p.dot(252, 72, r, "#23283d")
    lit = (1 - math.cos(w)) / 2
    right = math.sin(w) >= 0
    edge = []
    for k in range(25):
        a = math.pi * k / 24 - math.pi / 2
        edge.append((252 + (1 if right else -1) * r * math.cos(a), 72 + r * math.sin(a)))
    for k in range(24, -1, -1):
        a = math.pi * k / 24 - math.pi / 2
        edge.append((252 + (1 if right else -1) * r * math.cos(a) * (1 - 2 * lit), 72 + r * math.sin(a)))
    p.poly(edge, "#f4f1de")
    for dx, dy, k in ((-10, -8, 7), (12, 6, 6), (-4, 18, 5), (14, -18, 4)):
        p.dot(252 + dx, 72 + dy, k, fade("#8d99ae", 0.25))
    names = [
        "Luna nueva",
        "Luna creciente",
        "Cuarto creciente",
        "Gibosa creciente",
        "Luna llena",
        "Gibosa menguante",
        "Cuarto menguante",
        "Luna menguante",
    ]
    name = names[round(w / math.tau * 8) % 8]
    if t > 3:
        p.text(252, 128, name, 13, "#f4f1de")
    captions(
        p,
        t,
        [
            (0, "¿Por qué cambia la Luna?"),
            (3, "Siempre hay media Luna iluminada por el Sol."),
            (14, "Desde la Tierra vemos solo una parte."),
            (24, "Veintinueve días y medio… y vuelta a empezar."),
        ],
        y=162,
        size=10,
    )


PLANETS = [
    ("Merkur", "#a8a29e", 9, 15, "Merkur: klein, nackt und sehr schnell."),
    ("Venus", "#e8c07d", 13, 15, "Venus: heißer als jeder Backofen."),
    ("Erde", "#2f7fc1", 14, 15, "Die Erde: hier gibt es Kuchen."),
    ("Mars", "#c1440e", 11, 15, "Mars: roter Staub und ein paar Roboter."),
    ("Jupiter", "#d8a47f", 34, 15, "Jupiter: der Riese mit dem Sturm."),
    ("Saturn", "#e3c58d", 27, 15, "Saturn: Ringe aus Eis, sehr elegant."),
    ("Uranus", "#9fd8df", 20, 15, "Uranus: rollt auf der Seite."),
    ("Neptun", "#3f66c4", 19, 15, "Neptun: blau, kalt und weit weg."),
]


def planets_sound() -> Track:
    track = Track(66).repeat(sound.melody("C3+G3+E4:6 A2+E3+C4:6 F2+C3+A3:6 G2+D3+B3:6", 60, "pad"), 24, loud=0.35)
    track.say(0.6, "Ein Ausflug durchs Sonnensystem. Bitte anschnallen.", "de", "f3", 140)
    for k, (_, _, _, _, words) in enumerate(PLANETS):
        track.say(6.5 + k * 7, words, "de", "f3", 140).add(sound.chime(k % 2 == 0), 6 + k * 7, 0.25)
    return track.say(62.4, "Endstation. Bitte alle aussteigen.", "de", "f3", 140)


@scene(54, "ausflug-durchs-sonnensystem", 66, 37.5, planets_sound)
def planets(p: Pen, t: float) -> None:
    def space(q: Pen) -> None:
        q.sky("#05070f", "#101a3a")
        sky.stars(q, "sonnensystem", 90, 180)

    p.still("space", space)
    where = (t - 6) / 7
    if t < 8:
        sky.sun(p, between(90, -120, ramp(t, 3, 7)), 84, 56, t, True)
    for k, (name, ink, r, _, _) in enumerate(PLANETS):
        hold = ease(where % 1, 0.86, 1.0) + math.floor(where)
        x = 170 + (k - hold) * 240
        if -80 < x < 400:
            rr = r * 1.35
            if name == "Erde":
                things.earth(p, x, 78, rr)
            else:
                things.planet(
                    p,
                    x,
                    78,
                    rr,
                    ink,
                    ring="#d9c9a3" if name == "Saturn" else None,
                    bands={"Jupiter": 6, "Saturn": 4, "Neptun": 3}.get(name, 0),
                    spots="#8d7f76" if name == "Merkur" else None,
                )
            if name == "Jupiter":
                p.oval(x + 14, 92, 9, 5, "#b5533c")
            if name == "Uranus":
                p.arc(x, 78, 6, 38, 0, 360, fade("white", 0.5), 1)
            p.text(x, 20, name, 15)
    vehicles.rocket(p, 60, 126 + swing(t, 2, 3), t, 0.6, 80, 0.6)
    words = (
        [(0, "Ein Ausflug durchs Sonnensystem. Bitte anschnallen.")]
        + [(6.3 + k * 7.0, line) for k, (_, _, _, _, line) in enumerate(PLANETS)]
        + [(62.2, "Endstation. Bitte alle aussteigen.")]
    )
    captions(p, t, words, y=160, size=10)


def moon_ground(p: Pen) -> None:
    p.sky("#04060f", "#131a35")
    sky.stars(p, "moon ground", 70, 120)
    things.earth(p, 262, 40, 17)
    p.blob([(-20, 190), (-20, 132), (60, 122), (160, 130), (250, 120), (340, 130), (340, 190)], "#8d94a3")
    for x, y, r in ((50, 150, 16), (140, 164, 10), (230, 146, 20), (292, 166, 9)):
        p.oval(x, y, r, r * 0.35, "#737b8c")


@scene(55, "parking-ticket-on-the-moon", 20, 13)
def moon_ticket(p: Pen, t: float) -> None:
    p.still("moon ground", moon_ground)
    y = between(-20, 116, ease(t, 0.5, 3))
    vehicles.ufo(p, 110, y - 8, t if t < 3 else 0, 1.1)
    for side in (-1, 1):
        if t > 3:
            p.line([(110 + side * 16, y - 4), (110 + side * 22, y + 20)], "#8d99ae", 2)
    if t > 4:
        x = between(130, 330, ramp(t, 4.6, 7.4)) if t < 8 else between(330, 156, ease(t, 13.2, 15))
        things.alien(p, x, 150 + hop(t, 0.9, 10), t, 1, mood="happy" if t < 15 else "sad")
        if t > 13:
            p.box(x + 10, 126 + hop(t, 0.9, 10), 12, 14, "#e9c46a", 2)
    if t > 7.6:
        wx = between(-30, 64, ease(t, 7.6, 9.6)) if t < 12.6 else between(64, -40, ease(t, 12.6, 14.6))
        warden = Look(skin="#e8b48c", top="#274690", bottom="#1d2d50", hat="space", hair="#6b3f22")
        people.person(
            p,
            wx,
            158 + hop(t, 1.1, 8) * (t < 9.6 or t > 12.6),
            t,
            warden,
            Pose(20, 80, 10, 10) if 9.6 < t < 12.6 else Pose(),
            "proud",
            0.95,
            0.8 if t < 12.6 else -0.8,
        )
    if t > 11:
        p.box(100, y - 18, 15, 19, "#fffbe6", 1)
        p.text(107.5, y - 9, "§", 11, "#c1121f")
    captions(
        p,
        t,
        [
            (0, "One small stop for groceries…"),
            (4.6, "“Back in five minutes!”"),
            (8, ""),
            (9.6, "Gravity: 16 %. Fine: 100 %."),
            (13.2, ""),
            (15.4, "“But there was no sign!”"),
            (18, "There was. On the dark side."),
        ],
        y=20,
        size=10,
    )
    if t > 17.6:
        p.line([(296, 150), (296, 118)], "#9aa3ad", 2)
        p.box(282, 98, 28, 24, "#c1121f", 3)
        p.text(296, 110, "P", 14)
        p.line([(284, 120), (308, 100)], "white", 2)
