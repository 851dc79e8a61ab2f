# ruff: noqa: C901 - a scene is a list of what happens when; its branches are its beats
"""Clips 14 to 16."""

from __future__ import annotations

import math

import scenes_creatures as creatures
import scenes_land as land
import scenes_people as people
import scenes_sky as sky
import scenes_sound as sound
import scenes_things as things
import scenes_vehicles as vehicles
from scenes_pen import Pen, fade, mix
from scenes_people import Look, Pose
from scenes_sound import Track
from scenes_time import (
    between,
    captions,
    ease,
    hop,
    ramp,
    scene,
    swing,
    title,
)


def robot_sound() -> Track:
    bass = sound.melody("C2:0.5 C2:0.5 -:0.5 Eb2:0.5 F2:0.5 -:0.5 G2:0.5 Bb1:0.5", 116, "bass", 0.6)
    lead = sound.melody("G4:0.5 -:0.5 C5:0.5 Bb4:0.5 G4 -", 116, "chip", 0.5)
    track = Track(18).add(sound.beat("k.h.s.hkk.h.s.hh", 116, 17), 0.5, 0.7).repeat(bass, 4 * 60 / 116, 0.5, 17, 0.5)
    return (
        track.repeat(lead, 4 * 60 / 116, 4.6, 12, 0.25)
        .repeat(lead, 4 * 60 / 116, 13.2, 17, 0.25)
        .add(sound.glide(900, 90, 0.8, "chip"), 12.2, 0.3)
    )


@scene(14, "robot-learns-to-dance", 18, 8, robot_sound)
def robot_dance(p: Pen, t: float) -> None:
    def club(q: Pen) -> None:
        q.sky("#1b0f33", "#3a1260")
        q.box(0, 138, 320, 42, "#20123d")

    p.still("club", club)
    beat = t * 116 / 60
    for row in range(3):
        for k in range(10):
            on = (k + row + int(beat)) % 3
            p.poly(
                [
                    (k * 32, 140 + row * 14),
                    (k * 32 + 30, 140 + row * 14),
                    (k * 32 + 30, 152 + row * 14),
                    (k * 32, 152 + row * 14),
                ],
                ("#ff477e", "#3a0ca3", "#4cc9f0")[on] if 1 < t < 12.2 or t > 13.2 else "#2b1d4d",
            )
    p.line([(160, 0), (160, 18)], "#aaaaaa", 1)
    p.dot(160, 26, 11, "#d9e2ec")
    for k in range(12):
        w = k * 30 + int(beat) * 15
        p.dot(
            160 + 7 * math.cos(math.radians(w)),
            26 + 7 * math.sin(math.radians(w * 1.7)),
            1.5,
            ("#ff477e", "#4cc9f0", "#ffd23f")[k % 3],
        )
    broken = 12.2 < t < 13.2
    arms = (
        (90, 90)
        if t < 1
        else ((20, 20) if broken else (90 + 70 * (1 if int(beat) % 2 else -1), 90 - 70 * (1 if int(beat) % 2 else -1)))
    )
    for x, ink, shift in ((70, "#f4a261", 0.25), (250, "#90be6d", 0.5)):
        y = 160 if t < 4 or broken else 160 + hop(t + shift, 60 / 116, 6)
        things.robot(
            p,
            x,
            y,
            t,
            0.85,
            ink,
            "sad" if broken else "happy",
            (100 + swing(t, 1.03, 50), 100 - swing(t, 1.03, 50)) if t > 4 and not broken else (20, 20),
        )
    with p.at(
        160 + (0 if broken else swing(beat, 4, 14)),
        164 + (0 if broken else hop(t, 60 / 116, 8)),
        turn=20 if broken else swing(beat, 2, 7),
    ):
        things.robot(p, 0, 0, t, 1.2, "#8ecae6", "sad" if broken else "happy", arms)
    if broken:
        p.text(160, 60, "ERROR 404: groove not found", 12, "#ff4d6d", "mono")
    captions(
        p,
        t,
        [(0, "Robot dance lesson, take one"), (3, ""), (13.3, "Rebooting groove… found it!"), (16, "")],
        y=172,
        size=10,
    )


def desert(p: Pen) -> None:
    p.sky("#f5cf8e", "#fbe9c6", 0, 120)
    land.hills(p, 126, 14, "#e3b873", 0.2, 180)
    p.box(0, 122, 320, 58, "#d9a85f")
    p.poly([(0, 166), (320, 158), (320, 180), (0, 180)], "#4a8fb8")


@scene(15, "como-se-levanta-una-piramide", 38, 31)
def pyramid(p: Pen, t: float) -> None:
    p.still("desert", desert)
    sky.sun(p, 40, 30, 14, t)
    built = ramp(t, 6, 29) * 36
    n = 0
    for row in range(8):
        for k in range(8 - row):
            n += 1
            share = max(0.0, min(1.0, built - n + 1))
            if share > 0:
                left = 120 + row * 9 + k * 18
                p.box(
                    left,
                    122 - row * 11 - 11 - (1 - share) * 14,
                    17.4,
                    10.6,
                    mix("#e9c98f", "#c99f5c", (k * 3 + row) % 4 / 4),
                )
    if t < 29:
        p.poly([(20, 136), (120, 136 - min(70, built * 2)), (120, 136)], "#c48f4a")
    for k in range(4):
        x = between(10, 108, (t * 0.12 + k * 0.25) % 1)
        y = 136 - (x - 20) / 100 * min(70, built * 2) if x > 20 else 136
        if t < 29:
            look = Look(
                skin="#8d5a3b", hair="#17110d", top="#f5efe0", bottom="#f5efe0", hat="band", hat_colour="#3a86c8"
            )
            people.person(p, x, y, t, look, people.walking(t + k * 0.3, 0.8, 26), "happy", 0.42, 0.8)
            p.box(x - 24, y - 9, 14, 9, "#dcb878")
            p.line([(x - 11, y - 5), (x - 2, y - 14)], "#6b4a2f", 0.8)
    vehicles.boat(p, 250 - t * 2, 164, t, 0.5, "#f7ede2")
    if t > 29:
        p.poly([(183, 40), (192, 26), (201, 40)], "#ffd23f")
        p.glow(192, 34, 24, "#fff3b0", 0.5)
        p.line([(48, 136), (60, 120)], "#3f8f4a", 0.1)
        for k in range(5):
            look = Look(
                skin="#8d5a3b", hair="#17110d", top="#f5efe0", bottom="#f5efe0", hat="band", hat_colour="#3a86c8"
            )
            people.person(p, 30 + k * 20, 150 + hop(t + k * 0.17, 0.7, 6), t, look, Pose(150, 150), "laughing", 0.5)
    captions(
        p,
        t,
        [
            (0, "Cómo se levanta una pirámide"),
            (4, "Los bloques llegan por el río Nilo."),
            (10, "Se arrastran en trineo, sobre arena mojada."),
            (17, "Una rampa de tierra crece con cada piso."),
            (24, "Miles de personas, veinte años de trabajo."),
            (29.5, "¡Y al final, la punta brilla al sol!"),
        ],
        y=170,
        size=10,
    )


@scene(16, "pythagoras-without-words", 42, 30)
def pythagoras(p: Pen, t: float) -> None:
    def paper(q: Pen) -> None:
        q.shade("#14213d", 1)
        for k in range(17):
            q.line([(k * 20, 0), (k * 20, 180)], "#1c2c50", 0.6)
            q.line([(0, k * 20), (320, k * 20)], "#1c2c50", 0.6)

    p.still("paper", paper)
    a, b, k = 3.0, 4.0, 15.0
    x0, y0 = 150.0, 116.0
    right, up, top = (x0 + b * k * 0.8, y0), (x0, y0 - a * k * 0.8), (x0, y0)
    wide, high = b * k * 0.8, a * k * 0.8
    show = ease(t, 5, 7), ease(t, 10, 12), ease(t, 16, 18)
    if show[0] > 0:
        p.poly(
            [(x0, y0), (x0 + wide, y0), (x0 + wide, y0 + wide * show[0]), (x0, y0 + wide * show[0])],
            fade("#4cc9f0", 0.75),
            "white",
            1,
        )
    if show[1] > 0:
        p.poly(
            [(x0, y0), (x0 - high * show[1], y0), (x0 - high * show[1], y0 - high), (x0, y0 - high)],
            fade("#f72585", 0.75),
            "white",
            1,
        )
    nx, ny = high, -wide
    if show[2] > 0:
        p.poly(
            [
                right,
                up,
                (up[0] + nx * show[2], up[1] + ny * show[2]),
                (right[0] + nx * show[2], right[1] + ny * show[2]),
            ],
            fade("#ffd166", 0.8),
            "white",
            1,
        )
    p.poly([top, right, up], "#f1faee", "white", 1.4)
    p.box(x0, y0 - 6, 6, 6, fade("#14213d", 0.5))
    p.text(
        x0 + wide / 2,
        y0 - 6 if show[0] < 0.2 else y0 + wide / 2 * show[0],
        "4" if t < 7 else "16",
        16,
        "#14213d" if t < 6 else "white",
    )
    p.text(
        x0 + 7 if show[1] < 0.2 else x0 - high / 2,
        y0 - high / 2,
        "3" if t < 12 else "9",
        16,
        "#14213d" if t < 11 else "white",
    )
    mid = ((right[0] + up[0]) / 2, (right[1] + up[1]) / 2)
    if t > 18:
        p.text(mid[0] + nx / 2, mid[1] + ny / 2, "25" if t > 22 else "?", 18, "#14213d")
    fly = ease(t, 18.5, 22)
    if 18.5 < t < 22.4:
        for n in range(25):
            from_a = n < 16
            sx = x0 + (n % 4 + 0.5) * wide / 4 if from_a else x0 - high + ((n - 16) % 3 + 0.5) * high / 3
            sy = y0 + (n // 4 + 0.5) * wide / 4 if from_a else y0 - high + ((n - 16) // 3 + 0.5) * high / 3
            c, r = (n % 5 + 0.5) / 5, (n // 5 + 0.5) / 5
            gx = up[0] + (right[0] - up[0]) * c + nx * r
            gy = up[1] + (right[1] - up[1]) * c + ny * r
            p.box(between(sx, gx, fly) - 4, between(sy, gy, fly) - 4, 8, 8, "#4cc9f0" if from_a else "#f72585", 1)
    if t > 24:
        p.text(58, 70, "9 + 16 = 25", 15, fade("white", ramp(t, 24, 25)))
    if t > 29:
        p.text(58, 100, "a² + b² = c²", 16, fade("#ffd166", ramp(t, 29, 30)))
    if t > 35:
        creatures.owl(p, 58, 164, t, 1)
    title(p, t, "Pythagoras without words", "", 3.4)
