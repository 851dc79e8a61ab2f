# ruff: noqa: C901 - a scene is a list of what happens when; its branches are its beats
"""Clips 69 to 72."""

from __future__ import annotations

import itertools
import math

import scenes_animals as animals
import scenes_land as land
import scenes_people as people
import scenes_sound as sound
from scenes_pen import Pen, Point, fade
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
)


@scene(69, "chess-in-twenty-seconds", 20, 16)
def chess(p: Pen, t: float) -> None:
    def board(q: Pen) -> None:
        q.shade("#3d405b", 1)
        for r in range(8):
            for c in range(8):
                q.box(96 + c * 18, 18 + r * 18, 18, 18, "#f2e8cf" if (r + c) % 2 == 0 else "#a47148")

    p.still("chessboard", board)
    place: dict[str, Point] = (
        {"♜♞♝♛♚♝♞♜"[c] + f"b{c}": (float(c), 0.0) for c in range(8)}
        | {f"♟b{c}": (float(c), 1.0) for c in range(8)}
        | {f"♟w{c}": (float(c), 6.0) for c in range(8)}
        | {"♜♞♝♛♚♝♞♜"[c] + f"w{c}": (float(c), 7.0) for c in range(8)}
    )
    moves = [
        (2, "♟w4", (4, 4)),
        (4, "♟b4", (4, 3)),
        (6, "♝w5", (2, 4)),
        (8, "♞b1", (2, 2)),
        (10, "♛w3", (7, 3)),
        (12, "♞b6", (5, 2)),
        (14, "♛w3", (5, 1)),
    ]
    for at, piece, to in moves:
        if t >= at:
            if to == (5, 1):
                place.pop("♟b5", None)
            u = ease(t, at, at + 0.9)
            old = place[piece]
            place[piece] = (between(old[0], to[0], u), between(old[1], to[1], u))
    mate = t > 15.2
    for piece, (c, r) in place.items():
        ink = "#fdfdf8" if piece[1] == "w" else "#1d1d24"
        x, y = 105 + c * 18, 27 + r * 18
        if mate and piece == "♚b4":
            p.box(96 + 4 * 18, 18, 18, 18, fade("#e63946", 0.6 + 0.3 * swing(t, 0.6)))
        p.text(x, y, piece[0], 15, ink, "symbols", edge="#5b4a3f" if piece[1] == "w" else "#d9c9a3")
    people.head(p, 46, 110, people.KID, "laughing" if mate else "happy", t, 0.8)
    people.head(p, 276, 70, people.GUS, "surprised" if mate else "proud" if t < 10 else "neutral", t, -0.8)
    p.text(46, 134, "age 7", 9)
    p.text(276, 94, "age 70", 9)
    captions(
        p,
        t,
        [
            (0, "Chess in twenty seconds"),
            (2, ""),
            (10, "The queen comes out early…"),
            (13, ""),
            (15.2, "Checkmate. “Again, grandpa?”"),
        ],
        y=170,
    )


def blocks_sound() -> Track:
    tune = sound.melody("A4:0.5 C5:0.5 E5 D5:0.5 C5:0.5 B4 G4:0.5 B4:0.5 D5 C5:0.5 B4:0.5 A4", 140, "chip", 0.7)
    track = Track(18).repeat(tune, 3.43, loud=0.3).add(sound.beat("k.h.s.h.", 140, 18), 0, 0.25)
    for k in range(11):
        track.add(sound.thud(), 1.6 + k * 1.2, 0.3)
    return track.add(sound.melody("C5:0.5 E5:0.5 G5:0.5 C6:2", 150, "chip"), 15, 0.5)


HEART = (".##.##.", "#######", "#######", ".#####.", "..###..", "...#...")


@scene(70, "bloques-con-corazon", 18, 16, blocks_sound)
def blocks(p: Pen, t: float) -> None:
    def well(q: Pen) -> None:
        q.shade("#10002b", 1)
        q.box(98, 8, 124, 164, "#240046", 3, "#9d4edd", 2)
        for k in range(1, 10):
            q.line([(98 + k * 12.4, 8), (98 + k * 12.4, 172)], "#2e0a55", 0.6)

    p.still("well", well)
    cells = [(c, r) for r in range(5, -1, -1) for c in range(7) if HEART[r][c] == "#"]
    inks = ("#ff5d8f", "#ff87ab", "#c9184a", "#ff4d6d")
    groups = [cells[k : k + 3] for k in range(0, len(cells), 3)]
    beat = abs(swing(t, 0.8)) if t > 14.8 else 0
    for k, group in enumerate(groups):
        start = 0.6 + k * 1.2
        if t < start:
            continue
        u = ramp(t, start, start + 1)
        drop = math.floor((1 - u) * 11) * 14
        for c, r in group:
            x, y = 116 + c * 12.6, 84 + r * 13 - drop
            if y > 6:
                p.box(x - beat, y - beat, 11.6 + 2 * beat, 12 + 2 * beat, inks[k % 4], 2)
    p.text(266, 40, "PUNTOS", 10, "#e0aaff", "mono")
    p.text(266, 56, f"{min(9, int(t / 1.2)) * 50:04d}", 14, "white", "mono")
    p.text(50, 40, "NIVEL", 10, "#e0aaff", "mono")
    p.text(50, 56, "♥", 18, "#ff4d6d", "symbols")
    captions(
        p,
        t,
        [(0, "Esta partida va a acabar bien"), (2.6, ""), (14.8, "Para ti, que has jugado hasta aquí.")],
        y=20,
        size=10,
    )


@scene(71, "der-schal-wird-etwas-laenger", 26, 19)
def scarf(p: Pen, t: float) -> None:
    def corner(q: Pen) -> None:
        land.room(q, "#e8d5c4", "#8f6b4f", 148)
        q.box(30, 60, 90, 90, "#a4563f", 14)
        q.box(18, 100, 22, 54, "#8d4734", 8)
        q.box(112, 100, 22, 54, "#8d4734", 8)
        q.line([(280, 40), (280, 150)], "#5d4027", 3)
        q.poly([(262, 46), (298, 46), (290, 22), (270, 22)], "#f2cc8f")

    p.still("corner", corner)
    length = 10 + 330 * ease(t, 2, 21)
    path = [
        (92.0, 108.0),
        (108, 132),
        (140, 158),
        (200, 160),
        (262, 158),
        (292, 136),
        (296, 96),
        (262, 84),
        (214, 92),
        (170, 104),
        (140, 84),
        (136, 50),
        (180, 34),
        (230, 46),
    ]
    left, done = length, [path[0]]
    for (x0, y0), (x1, y1) in itertools.pairwise(path):
        d = math.dist((x0, y0), (x1, y1))
        if left <= 0:
            break
        u = min(1.0, left / d)
        done.append((between(x0, x1, u), between(y0, y1, u)))
        left -= d
    animals.curled(p, 232, 160, animals.GREY_CAT, t, 0.9) if t < 12 else None
    with p.at(76, 134, 1.35):
        p.line([(-4, 4), (18, 8), (20, 26)], "#544a63", 8)
        click = swing(t, 0.5, 6) if 2 < t < 21 else 0
        people.upper_body(
            p, people.IDA, Pose(30, 34, 70 + click, 66 - click), "happy" if t < 14 else "proud", t, 0.6, False
        )
        p.line([(4, -6 + click * 0.2), (22, -16 - click * 0.2)], "#d9dce0", 1.2)
        p.line([(22, -6 - click * 0.2), (4, -16 + click * 0.2)], "#d9dce0", 1.2)
    for k in range(len(done) - 1):
        p.line([done[k], done[k + 1]], "#c1121f" if k % 2 else "#f1faee", 11)
    if t > 12:
        animals.sitting(p, 232, 172, animals.GREY_CAT, t, 0.9, "surprised" if t < 21 else "blissful")
        if t > 15:
            p.box(221, 147, 22, 7, "#c1121f", 3)
    p.dot(150, 168, 8, "#c1121f")
    captions(
        p,
        t,
        [
            (0, "Oma strickt einen Schal."),
            (6, "Einen längeren Schal."),
            (12, "Für eine Giraffe?"),
            (16, "Für zwei Giraffen?"),
            (21, "„Der Winter wird lang.“"),
        ],
        y=20,
    )


def pottery_sound() -> Track:
    track = (
        Track(16)
        .add(sound.motor(16, 60, 70), 0, 0.25)
        .add(sound.melody("C4:2 E4:2 G4:2 A4:2 G4:2", 90, "flute"), 0, 0.4)
    )
    return track.add(sound.motor(5, 70, 330), 7, 0.5).add(sound.splash(), 11.4, 1).add(sound.thud(), 11.5, 0.8)


@scene(72, "clase-de-ceramica", 16, 12.6, pottery_sound)
def pottery(p: Pen, t: float) -> None:
    def studio(q: Pen) -> None:
        land.room(q, "#dfe3d6", "#a98467", 148)
        for k in range(5):
            q.box(214 + k * 20, 44 - (k % 2) * 8, 13, 16 + (k % 2) * 8, ("#bc6c25", "#606c38", "#457b9d")[k % 3], 4)
        q.box(206, 60, 104, 5, "#7f5539")

    p.still("pottery", studio)
    boom = t > 11.4
    speed = 1 + max(0, t - 7) * 1.4
    people.person(
        p,
        92,
        172,
        t,
        Look(skin="#c98e62", hair="#241a17", style="bun", top="#e9c46a", bottom="#33373f", apron=True),
        Pose(40, 84 if not boom else 150, 30, 10),
        "blissful" if t < 7 else "scared" if not boom else "surprised",
        1.35,
        0.8,
    )
    people.person(
        p,
        262,
        172,
        t,
        Look(skin="#edbd98", hair="#b9b4ad", style="bald", top="#6c757d", bottom="#33373f", beard=True),
        Pose(40, 40, 70, 70),
        "happy" if t < 7 else "surprised",
        1.2,
        -0.8,
    )
    p.box(140, 138, 76, 10, "#7f5539", 3)
    p.box(166, 148, 22, 32, "#5d4027")
    if not boom:
        h = between(18, 46, ease(t, 1, 6))
        w = between(24, 15, ease(t, 1, 6)) + (max(0, t - 7) * 3)
        lean = swing(t, 1 / speed, max(0, t - 7) * 3)
        p.blob(
            [
                (178 - w, 136),
                (178 - w * 0.8 + lean * 0.4, 136 - h * 0.5),
                (178 - w * 0.7 + lean, 136 - h),
                (178 + w * 0.7 + lean, 136 - h),
                (178 + w * 0.8 + lean * 0.4, 136 - h * 0.5),
                (178 + w, 136),
            ],
            "#b08968",
        )
        p.oval(178 + lean, 136 - h, w * 0.7, 3, "#8a6846")
    else:
        p.oval(178, 136, 22, 4, "#b08968")
        for u, v, w in scatter("barro", 24):
            fly = ramp(t, 11.4, 12)
            p.dot(between(178, u * 320, fly), between(120, v * 140, fly) + max(0, t - 12) * 3 * w, 3 + 6 * w, "#b08968")
    captions(
        p,
        t,
        [
            (0, "Clase de cerámica: sienta el barro."),
            (3.6, "Con calma… con amor…"),
            (7, "¿Este pedal qué hace?"),
            (11.4, ""),
            (12.4, "“Arte abstracto”, dice el profesor."),
        ],
        y=166,
        size=10,
    )
