# ruff: noqa: B007, C901 - a scene is a list of what happens when; its branches are its beats
"""Clips 10 to 13."""

from __future__ import annotations

import math

import scenes_animals as animals
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
    cut,
    ease,
    ramp,
    scatter,
    scene,
    swing,
    title,
)


@scene(10, "the-mime-and-the-real-wall", 12, 5)
def mime(p: Pen, t: float) -> None:
    def street(q: Pen) -> None:
        q.sky("#bfd7ea", "#eef5f9")
        land.skyline(q, 134, "paris", "#b7a99a", count=9)
        q.box(0, 134, 320, 46, "#9aa0a6")

    p.still("street", street)
    look = Look(skin="#fbfbfb", hair="#1b1b1b", top="#2d2d2d", bottom="#1b1b1b", hat="cap", hat_colour="#1b1b1b")
    p.box(262, 40, 34, 98, "#b5533c")
    for row in range(9):
        for k in range(2):
            p.box(263 + k * 17 - 4 * (row % 2), 42 + row * 11, 15, 9, "#c9694f", 1)
    shown = t < 5.6
    pat = swing(t, 0.9, 22)
    if t < 4:
        x, pose, mood = 120.0, Pose(86 + pat, 86 - pat, 55, 55), "surprised"
    elif t < 5.6:
        x, pose, mood = between(120, 132, ramp(t, 4, 4.6)), Pose(60, 60, 70, 70), "proud"
    elif t < 7.2:
        x, pose, mood = between(132, 246, ramp(t, 5.6, 7.2)), people.walking(t, 0.6, 30), "proud"
    else:
        x, pose, mood = 238, Pose(20, 20, lean=-ease(t, 7.2, 7.6) * 80), "surprised"
    people.person(p, x, 160, t, look, pose, mood, 1.25, 0.8 if t > 5.6 else 0)
    if shown and t < 4:
        for side in (-1, 1):
            p.line([(x + side * 38, 84), (x + side * 38, 150)], fade("white", 0.25 + 0.2 * abs(swing(t, 0.9))), 1.4)
    if 7.2 <= t < 8.2:
        p.text(250, 70, "BONK", 26, "#d1495b", edge="white")
    if t > 8:
        for k in range(4):
            w = t * 4 + k * math.pi / 2
            p.text(170 + 20 * math.cos(w), 128 + 7 * math.sin(w), "★", 11, "#ffc300", "symbols")
    captions(
        p, t, [(0, "An invisible wall!"), (4, "Thank you, thank you."), (5.6, ""), (8.6, "That one was brick.")], y=170
    )


def launch_sound() -> Track:
    track = Track(26)
    for k, word in enumerate(("five", "four", "three", "two", "one")):
        track.say(2.5 + k, word, "en", "m3", 150)
    track.say(7.5, "lift off!", "en", "m3", 150).add(sound.soften(sound.grains(11, 3), 400), 7.2, 1.1)
    return track.add(sound.melody("C3+G3:4 E3+B3:4 G3+D4:6", 75, "pad"), 16, 0.5)


def launch_pad(p: Pen) -> None:
    p.sky("#16213e", "#e08a5b", 0, 150)
    sky.stars(p, "dawn", 30, 60)
    land.hills(p, 148, 8, "#2b2f3f", 0.3, 220)
    p.box(0, 148, 320, 32, "#3b3f4f")
    p.box(196, 62, 8, 88, "#8d5b4c")
    for k in range(8):
        p.line([(196, 66 + k * 11), (204, 77 + k * 11)], "#c98b6b", 1)
    p.box(130, 146, 80, 6, "#6c757d")


@scene(11, "five-four-three-two-one", 26, 10, launch_sound)
def launch(p: Pen, t: float) -> None:
    shot, u = cut(t, 16)
    if shot == 0:
        p.still("pad", launch_pad)
        rise = max(0.0, t - 7.4) ** 2 * 2.6
        shake = swing(t, 0.15, 1.2) if 6.5 < t < 11 else 0
        if t > 6.8:
            for k, (a, b, c) in enumerate(scatter("smoke", 22)):
                age = min(1.0, (t - 6.8 - a) / 3)
                if age > 0:
                    p.dot(168 + (b - 0.5) * 260 * age, 148 - c * 26 * age, 6 + 13 * age, mix("#f2e9e4", "#c9ada7", c))
        vehicles.rocket(p, 168 + shake, 146 - rise, t, 1.5, flame=1.3 if t > 6.6 else 0)
        count = 5 - int(t - 2.5)
        if 2.5 <= t < 7.5:
            p.text(60, 60, str(count), 60, "white")
        elif 7.5 <= t < 10:
            p.text(66, 60, "LIFT-OFF", 24, "#ffd23f")
        captions(p, t, [(0, "Morning at the launch pad"), (2.4, "")])
    else:
        p.still("orbit", orbit)
        things.earth(p, 160, 290, 190)
        p.arc(160, 290, 193, 193, 200, 340, fade("#9bd4ff", 0.7), 3)
        vehicles.rocket(p, between(90, 236, ramp(u, 0, 10)), between(116, 64, ramp(u, 0, 10)), t, 0.7, 68, 0.3)
        captions(p, u, [(0.6, "Engines off. Everything is quiet."), (5, "Good morning, Earth.")])


def orbit(p: Pen) -> None:
    p.sky("#04060f", "#0c1330")
    sky.stars(p, "orbit", 90, 180)


def viaduct_sound() -> Track:
    track = Track(32)
    puff = sound.soften(sound.grains(0.16, 5), 1500) * 0.8
    track.repeat(puff, 0.36, 2, 30, 0.5).add(sound.wind(32), 0, 0.1).add(sound.horn(1.4, False), 5, 0.25).add(
        sound.horn(0.7, False), 6.8, 0.25
    )
    for k in range(5):
        track.add(sound.chirp(k), 0.4 + k * 0.5, 0.12)
    return track


def viaduct(p: Pen) -> None:
    p.sky("#9fd3ee", "#eaf6fb", 0, 150)
    land.peaks(p, 130, [(60, 34), (120, 60), (262, 30), (310, 66)], "#8a97a8")
    land.hills(p, 132, 18, "#86b36b", 0.2, 210)
    for x in (14, 40, 70, 250, 284, 306):
        land.pine(p, x, 140 + (x % 7), 0.8)
    p.box(0, 96, 320, 14, "#c4ab8a")
    for k in range(8):
        p.box(k * 44 - 12, 104, 14, 76, "#c4ab8a")
        p.wedge(k * 44 + 17, 126, 15.4, 180, 360, "#86b36b")
        p.box(k * 44 + 2, 110, 30, 12, "#c4ab8a")
        p.wedge(k * 44 + 17, 127, 15, 180, 360, "#7ca763")
    p.box(0, 158, 320, 22, "#6fb2cf")
    p.box(0, 93, 320, 4, "#a38d70")


@scene(12, "dampfzug-ueber-das-viadukt", 32, 17, viaduct_sound)
def steam_viaduct(p: Pen, t: float) -> None:
    p.still("viaduct", viaduct)
    vehicles.steam_engine(p, between(-10, 520, ramp(t, 3, 31)), 93, t, 0.95, 3)
    for k in range(3):
        x = (k * 120 + t * 4) % 340 - 10
        p.line([(x, 166 + k * 4), (x + 20, 166 + k * 4)], fade("white", 0.5), 1)
    look = people.KID
    p.box(0, 0, 1, 1, "#9fd3ee")
    people.person(
        p,
        36,
        176,
        t,
        look,
        Pose(right=150 + swing(t, 0.6, 22) if 8 < t < 24 else 15),
        "laughing" if t > 5 else "happy",
        0.62,
        0.8,
    )
    animals.beast(p, 66, 176, animals.SPOTTED_DOG, t, 0.6, mood="happy")
    title(p, t, "Dampfzug über das Viadukt", "Sommer, 10 Uhr 14", 3)
    captions(
        p,
        t,
        [
            (6, "Da kommt er!"),
            (9, ""),
            (14, "Acht Bögen, drei Wagen, viel Dampf."),
            (19, ""),
            (27, "Bis morgen, alter Zug!"),
        ],
        y=18,
    )


@scene(13, "from-seed-to-sunflower", 28, 25)
def sunflower(p: Pen, t: float) -> None:
    day = t * 3.2

    def soil(q: Pen) -> None:
        q.sky("#aee1f9", "#eefaff", 0, 130)
        land.hills(q, 128, 10, "#9ccc78", 0.4, 260)
        q.box(0, 128, 320, 52, "#7a5230")
        for u, v, w in scatter("soil", 40):
            q.dot(u * 320, 134 + v * 44, 1 + w, "#6a4526")

    p.still("soil", soil)
    a = t * 1.1
    sky.sun(p, 160 - 170 * math.cos(a), 120 - 96 * abs(math.sin(a)), 12, t, False)
    grow = ease(t, 5, 22)
    if t < 6:
        p.oval(160, between(112, 146, ease(t, 0.5, 2)), 4, 2.6, "#2f2a26")
    for k in range(5):
        reach = ease(t, 3, 12) * 22
        p.line([(160, 146), (160 + (k - 2) * reach * 0.4, 150 + reach)], "#d8c3a5", 1)
    if 2.6 < t < 5.4 or 9 < t < 11:
        for u, v, w in scatter("watering", 16):
            p.line([(120 + u * 80, (v + t * 1.4) % 1 * 126), (119 + u * 80, (v + t * 1.4) % 1 * 126 + 6)], "#5aa9e6", 1)
    height = 104 * grow
    if grow > 0.02:
        lean = swing(t, 3, 4) * grow
        p.line(
            [(160, 146), (160 + lean * 0.3, 130 - height * 0.4), (160 + lean, 130 - height)],
            "#4c9a48",
            3 + 2.5 * grow,
            smooth=True,
        )
        for k in range(4):
            if grow > 0.2 + k * 0.18:
                y, side, r = 122 - k * 22, -1 if k % 2 else 1, min(1, (grow - 0.2 - k * 0.18) * 5)
                p.blob(
                    [
                        (160, y),
                        (160 + side * 14 * r, y - 10 * r),
                        (160 + side * 27 * r, y - 5 * r),
                        (160 + side * 13 * r, y + 2),
                    ],
                    "#5cb356",
                )
        bloom = ease(t, 17, 23)
        cx, cy = 160 + lean, 130 - height
        for k in range(16):
            w = math.tau * k / 16
            with p.at(cx, cy, max(0.12, bloom), math.degrees(w)):
                p.oval(16, 0, 10, 4.2, "#ffc300" if k % 2 else "#ffb000")
        p.dot(cx, cy, 4 + 8 * bloom, "#5b3a1e")
        if bloom > 0.95:
            for side in (-1, 1):
                p.dot(cx + side * 4, cy - 2, 1.5, "#f7e1b5")
            p.arc(cx, cy + 1, 4.4, 3.4, 15, 165, "#f7e1b5", 1.2)
            creatures.bee(
                p, cx + 44 * math.cos(t * 1.6), cy - 6 + 16 * math.sin(t * 3.2), t, 0.9, math.sin(t * 1.6) > 0
            )
    p.box(8, 8, 64, 20, fade("#10131c", 0.55), 5)
    p.text(40, 18, f"Day {min(90, int(day) + 1)}", 12)
    captions(
        p,
        t,
        [(0, "One seed."), (2.6, "Water."), (5.4, "Patience."), (12, "More patience."), (23, "Hello, sunflower.")],
        y=168,
    )
