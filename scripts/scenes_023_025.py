# ruff: noqa: C901 - a scene is a list of what happens when; its branches are its beats
"""Clips 23 to 25."""

from __future__ import annotations

import math

import scenes_creatures as creatures
import scenes_land as land
import scenes_people as people
import scenes_sky as sky
import scenes_sound as sound
import scenes_things as things
import scenes_vehicles as vehicles
from scenes_pen import Pen, fade
from scenes_people import Pose
from scenes_sound import Track
from scenes_time import (
    between,
    captions,
    confetti,
    ease,
    ramp,
    scene,
    swing,
    title,
)


@scene(23, "einparken-in-elf-zuegen", 22, 9.5)
def parking(p: Pen, t: float) -> None:
    def road(q: Pen) -> None:
        q.shade("#6d747d", 1)
        q.box(0, 0, 320, 34, "#9fb98a")
        q.box(0, 34, 320, 12, "#c9c4b8")
        for k in range(6):
            land.tree(q, 26 + k * 56, 36, 0.62)
        for k in range(9):
            q.box(6 + k * 38, 132, 22, 3, "#f1f1f1")
        for x in (12, 112, 212, 312):
            q.box(x - 1, 48, 2, 36, "#f1f1f1")

    p.still("road", road)
    vehicles.car(p, 62, 82, 0, "#457b9d", 1.35)
    vehicles.car(p, 262, 82, 0, "#e9c46a", 1.35)
    moves = [
        (0, -50, 126, 0),
        (2, 150, 120, 0),
        (3.5, 186, 118, -14),
        (4.6, 168, 96, 16),
        (5.4, 178, 104, -10),
        (6.2, 160, 98, 12),
        (7, 172, 106, -12),
        (7.8, 156, 92, 10),
        (8.6, 166, 98, -8),
        (9.4, 158, 88, 5),
        (10.2, 164, 90, -4),
        (11, 161, 84, 0),
        (30, 161, 84, 0),
    ]
    n = max(k for k, move in enumerate(moves) if t >= move[0])
    a, b = moves[n], moves[min(n + 1, len(moves) - 1)]
    u = ease(t, a[0], b[0]) if b[0] > a[0] else 1
    scoot = ease(t, 17.5, 19.5)
    vehicles.car(
        p,
        between(a[1], b[1], u) + scoot * 240,
        between(a[2], b[2], u) + scoot * 30,
        t if t < 11 else 0,
        "#e63946",
        1.1,
        turn=between(a[3], b[3], u) - 8 * swing(scoot, 2),
    )
    if 2 < t < 11:
        p.box(10, 142, 76, 22, fade("#10131c", 0.6), 5)
        p.text(48, 153, f"Zug {max(1, n - 1)}", 13)
    if t > 5:
        mood = "surprised" if t < 11 else "laughing"
        people.person(
            p,
            286,
            176,
            t,
            people.GUS,
            Pose(30, 30, 80, 80) if t < 11 else Pose(140 + swing(t, 0.4, 20), 140 - swing(t, 0.4, 20)),
            mood,
            0.75,
            -0.7,
        )
    if 11.4 < t < 14:
        confetti(p, t - 11, "parken", 26)
    if 14 < t < 18:
        p.box(194, 6, 32, 44, "#3d5a80", 3)
        p.text(210, 18, "P", 14)
        p.text(210, 36, "nur\nLkw", 8)
    captions(
        p,
        t,
        [
            (0, "Einparken für Anfänger"),
            (2.2, "Ganz ruhig. Der Platz ist riesig."),
            (5, ""),
            (11, "Geschafft! In nur elf Zügen."),
            (14, "Oh. Nur für Lkw."),
            (17.6, "Na gut. Dann eben Bus fahren."),
        ],
        y=172,
        size=10,
    )


def reef_floor(p: Pen) -> None:
    p.sky("#1b7fb5", "#0b3c66")
    for k in range(5):
        p.poly([(30 + k * 66, 0), (52 + k * 66, 0), (20 + k * 62, 180), (-30 + k * 62, 180)], fade("white", 0.06))
    p.blob([(-20, 180), (-20, 160), (60, 152), (150, 162), (240, 150), (340, 160), (340, 190)], "#d9c08a")
    for x, ink in ((30, "#ff6b6b"), (84, "#c77dff"), (236, "#ff9f1c"), (290, "#f15bb5")):
        for k in range(5):
            w = math.radians(-150 + k * 30)
            p.line(
                [
                    (x, 160),
                    (x + 16 * math.cos(w), 144 + 14 * math.sin(w)),
                    (x + 22 * math.cos(w), 134 + 22 * math.sin(w)),
                ],
                ink,
                5,
                smooth=True,
            )
    p.blob([(130, 166), (134, 146), (160, 138), (186, 148), (190, 166)], "#7a6f8a")


@scene(24, "a-quiet-reef", 45, 24)
def reef(p: Pen, t: float) -> None:
    p.still("reef", reef_floor)
    for k in range(6):
        x = 112 + k * 12 + (60 if k > 2 else 0)
        p.line(
            [(x, 166), (x + swing(t, 3, 5, k / 6), 150), (x + swing(t, 3, 9, k / 6 + 0.1), 134)],
            "#3fa66b",
            3,
            smooth=True,
        )
    for k in range(7):
        way = (t * 16 + k * 22 + 9 * (k % 3)) % 440 - 60
        creatures.fish(p, way, 58 + (k % 3) * 13 + swing(t, 3, 3, k / 7), t + k * 0.2, "#ffd166", 0.6)
    for k in range(2):
        creatures.fish(
            p,
            236 + swing(t, 9, 22, k / 2),
            132 + k * 12,
            t + k,
            "#ff7f51",
            0.75,
            swing(t, 9, 1, k / 2 + 0.25) < 0,
            stripes="white",
        )
    creatures.turtle(p, between(-40, 380, ramp(t, 10, 40)), 92 + swing(t, 5, 8), t, 1.5, swim=True)
    creatures.jellyfish(p, 46 + swing(t, 11, 8), 60, t, "#f4acb7", 0.9)
    if t > 30:
        peek = ease(t, 31, 33) * (1 - ease(t, 41, 43))
        if peek > 0.1:
            creatures.octopus(p, 160, 164 - 30 * peek, t, 0.7)
        p.blob([(126, 178), (132, 152), (160, 143), (188, 153), (194, 178), (160, 184)], "#7a6f8a")
    for k in range(5):
        age = (t * 0.2 + k / 5) % 1
        p.arc(150 + k * 9 + swing(t, 2, 3, k / 5), 150 - age * 150, 2, 2, 0, 360, fade("white", 0.7), 0.7)
    title(p, t, "A quiet reef", "no narrator, only fish", 3.5)


def internet_sound() -> Track:
    track = (
        Track(34)
        .add(sound.beat("k...h...s...h...", 96, 34), 0, 0.25)
        .repeat(sound.melody("E4 G4 A4 G4 E4 D4 E4:2", 96, "pluck"), 5, loud=0.3)
    )
    for at, words in PACKETS:
        track.say(at + 0.2, words, "en", "f2", 160)
    return track.add(sound.pop(), 27.5, 0.8).add(sound.meow(1.2), 28.2, 0.6)


PACKETS = [
    (0, "How does a cat picture cross the ocean?"),
    (5, "First it is cut into small numbered packets."),
    (11, "Light carries them through a cable under the sea."),
    (18, "Some take another way. That is fine."),
    (23, "At the other end, they are put back in order."),
    (28.8, "Four thousand kilometres, one tenth of a second."),
]


def cat_pixels(p: Pen, x: float, y: float, shown: int, step: float = 15, gap: float = 0) -> None:
    inks = ("#e08e45", "#8ecae6", "#e08e45", "#f2b880", "#f2b880", "#f2b880", "#f7e0c4", "#e79a9a", "#f7e0c4")
    for k in range(9):
        if k < shown:
            px, py = x + (k % 3) * (step + gap), y + (k // 3) * (step + gap)
            p.box(px, py, step, step, inks[k])
            if k in (3, 5):
                p.dot(px + step / 2, py + step / 2, step * 0.16, "#222222")
            if gap:
                p.text(px + step / 2, py + step / 2, str(k + 1), step * 0.6, "#14213d")


@scene(25, "how-a-cat-picture-crosses-the-ocean", 34, 14, internet_sound)
def internet(p: Pen, t: float) -> None:
    def globe(q: Pen) -> None:
        q.sky("#0d1b2a", "#1b3a5b")
        sky.stars(q, "cable", 40, 70)
        q.text(160, 28, "4 000 km", 12, "#7f9bb8")
        q.line([(70, 38), (250, 38)], "#7f9bb8", 0.8)
        q.blob([(-20, 60), (40, 52), (66, 92), (48, 150), (-20, 190)], "#4f7a4a")
        q.blob([(340, 44), (278, 56), (256, 96), (276, 150), (340, 190)], "#4f7a4a")

    p.still("globe", globe)
    p.line([(58, 120), (110, 142), (160, 134), (214, 144), (264, 118)], "#9aa5b1", 3, smooth=True)
    p.line([(58, 108), (120, 84), (200, 78), (264, 106)], "#5b6b7d", 1.6, smooth=True)
    things.computer(p, 36, 128, 0.95)
    things.computer(p, 286, 128, 0.95)
    gap = ease(t, 5, 7) * 4 if t < 11 else 0
    sent = 0 if t < 11 else min(9, int((t - 11) * 1.2))
    if t < 11:
        cat_pixels(p, 18 - gap, 80 - gap - 3, 9, 11, gap)
    else:
        cat_pixels(p, 18, 77, 9 - sent if sent < 9 else 0, 11)
    for k in range(9):
        u = (t - 11 - k * 0.84) / 5.2
        if 0 < u < 1:
            over = k in (3, 6)
            x = between(58, 264, u)
            y = (
                (108 - 34 * math.sin(math.pi * u))
                if over
                else 120 + 22 * math.sin(math.pi * u) - 6 * math.sin(3 * math.pi * u)
            )
            p.box(x - 6, y - 6, 12, 12, "#ffd166", 2)
            p.text(x, y, str(k + 1), 8, "#14213d")
    got = max(0, min(9, int((t - 16.4) * 1.0)))
    cat_pixels(p, 268, 77, got if t < 27 else 9, 11)
    if t > 28:
        people.person(p, 240, 176, t, people.KID, Pose(150, 150), "laughing", 0.7, 0.6)
        p.text(262, 54, "♥", 18, "#ff4d6d", "symbols")
    else:
        people.person(p, 84, 176, t, people.BEN, Pose(20, 70, 10, 20), "happy", 0.7, -0.6)
    captions(p, t, PACKETS, y=169, size=10)
