# ruff: noqa: B007, C901 - a scene is a list of what happens when; its branches are its beats
"""Clips 10 to 18: from a mime and a real wall to a morning stretch."""

from __future__ import annotations

import math

import scenes_animals as animals
import scenes_land as land
import scenes_people as people
import scenes_sound as sound
import scenes_things as things
from scenes_pen import Pen, fade, mix
from scenes_people import Look, Pose
from scenes_sound import Track
from scenes_time import between, caption, captions, cut, ease, hop, ramp, scatter, scene, swing, title


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
    land.stars(p, "dawn", 30, 60)
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
        things.rocket(p, 168 + shake, 146 - rise, t, 1.5, flame=1.3 if t > 6.6 else 0)
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
        things.rocket(p, between(90, 236, ramp(u, 0, 10)), between(116, 64, ramp(u, 0, 10)), t, 0.7, 68, 0.3)
        captions(p, u, [(0.6, "Engines off. Everything is quiet."), (5, "Good morning, Earth.")])


def orbit(p: Pen) -> None:
    p.sky("#04060f", "#0c1330")
    land.stars(p, "orbit", 90, 180)


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
    things.steam_engine(p, between(-10, 520, ramp(t, 3, 31)), 93, t, 0.95, 3)
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
    land.sun(p, 160 - 170 * math.cos(a), 120 - 96 * abs(math.sin(a)), 12, t, False)
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
            animals.bee(p, cx + 44 * math.cos(t * 1.6), cy - 6 + 16 * math.sin(t * 3.2), t, 0.9, math.sin(t * 1.6) > 0)
    p.box(8, 8, 64, 20, fade("#10131c", 0.55), 5)
    p.text(40, 18, f"Day {min(90, int(day) + 1)}", 12)
    captions(
        p,
        t,
        [(0, "One seed."), (2.6, "Water."), (5.4, "Patience."), (12, "More patience."), (23, "Hello, sunflower.")],
        y=168,
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
    land.sun(p, 40, 30, 14, t)
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
    things.boat(p, 250 - t * 2, 164, t, 0.5, "#f7ede2")
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
        animals.owl(p, 58, 164, t, 1)
    title(p, t, "Pythagoras without words", "", 3.4)


def catwalk_sound() -> Track:
    bass = sound.melody("A2:0.5 A2:0.5 -:0.5 A2:0.5 C3:0.5 -:0.5 D3:0.5 E3:0.5", 122, "bass", 0.6)
    track = Track(20).add(sound.beat("k.h.k.hhk.h.k.sh", 122, 20), 0, 0.6).repeat(bass, 4 * 60 / 122, loud=0.5)
    for at in (4, 8.5, 13.5, 17.5):
        track.add(thin_click(), at, 0.6)
    return track.add(sound.meow(1.1), 15, 0.7).add(sound.applause(4), 16, 0.6)


def thin_click() -> sound.Samples:
    return sound.thin(sound.grains(0.08, 8), 2500)


def runway(p: Pen) -> None:
    p.sky("#2b2d42", "#4a4e69")
    p.poly([(112, 60), (208, 60), (290, 180), (30, 180)], "#f1f1f1")
    p.box(104, 14, 112, 48, "#1d1e2c", 3)
    p.text(160, 28, "PAWS", 17, "#ffd6e0", "serif")
    p.text(160, 44, "spring collection", 8, "#ffd6e0", "serif")
    for side in (-1, 1):
        for k in range(5):
            p.dot(160 + side * (88 + k * 16), 92 + k * 22, 8, "#191a27")
            p.box(160 + side * (88 + k * 16) - 9, 98 + k * 22, 18, 30, "#191a27", 6)


@scene(17, "cats-on-the-catwalk", 20, 6.6, catwalk_sound)
def catwalk(p: Pen, t: float) -> None:
    p.still("runway", runway)
    k, u = cut(t, 5, 10, 15)
    kind = (animals.CAT, animals.GREY_CAT, animals.BLACK_CAT, animals.CAT)[k]
    share = ease(u, 0, 4)
    size = 0.8 + 1.5 * share
    if k < 3:
        y = 76 + 88 * share
        bob = abs(swing(u, 0.6, 3))
        animals.sitting(p, 160 + swing(u, 1.2, 6), y - bob, kind, t, size, "proud" if k else "happy", 0)
        with p.at(160 + swing(u, 1.2, 6), y - bob, size):
            if k == 0:
                p.poly([(-9, -18), (9, -18), (13, -4), (-13, -4)], fade("#d1495b", 0.95))
                p.oval(0, -34, 13, 2.6, "#d1495b")
                p.wedge(0, -34, 8, 180, 360, "#d1495b")
            elif k == 1:
                for side in (-1, 1):
                    p.dot(side * 4.4, -27, 4, "#111111")
                p.line([(-9, -28), (9, -28)], "#111111", 1)
                p.box(-11, -19, 22, 5, "#ffd166", 2)
                p.box(3, -17, 5, 14, "#ffd166", 1)
            else:
                p.poly([(0, -17), (-9, -21), (-9, -13)], "#4cc9f0")
                p.poly([(0, -17), (9, -21), (9, -13)], "#4cc9f0")
                p.box(-6, -46, 12, 12, "#22223b")
                p.box(-10, -36, 20, 3, "#22223b", 1)
    else:
        for n, cat in enumerate((animals.CAT, animals.GREY_CAT, animals.BLACK_CAT)):
            animals.sitting(
                p, 90 + n * 70, 166 + hop(t + n * 0.2, 0.6, 5), cat, t, 1.7, "laughing" if n == 1 else "happy"
            )
        p.dot(214 - ramp(u, 1, 3) * 150, 170, 4, "#e63946")
    if any(at <= t < at + 0.12 for at in (4, 8.5, 13.5, 17.5)):
        p.shade("white", 0.7)
    caption(
        p,
        (
            "1 · Red cape, matching hat",
            "2 · Shades and scarf",
            "3 · Bow tie, top hat, no mercy",
            "Then somebody dropped a ball.",
        )[k],
        172,
        10,
    )


def stretch_sound() -> Track:
    pad = sound.melody("C3+G3+E4:8 A2+E3+C4:8 F2+C3+A3:8 G2+D3+B3:8", 60, "pad")
    track = Track(62).repeat(pad, 32, loud=0.35)
    for k in range(6):
        track.add(sound.chime(k % 2 == 0), 4 + k * 9.5, 0.18)
    for at, words in STRETCH:
        track.say(at + 0.6, words, "en", "f3", 135)
    return track


STRETCH = [
    (0, "Good morning. Stand tall, feet apart."),
    (9, "Reach up, and breathe in."),
    (18.5, "Lean to the left. Slowly."),
    (28, "Now to the right. No rush."),
    (37.5, "Fold forward and let your arms hang."),
    (47, "Roll up. Shoulders back."),
    (55, "Well done. Have a kind day."),
]


def sunny_room(p: Pen) -> None:
    land.room(p, "#e7f0e4", "#d8b98f", 146)
    land.window(p, 212, 24, 76, 74, "#bfe6f7")
    land.sun(p, 262, 46, 10, 0, False)
    land.bars(p, 212, 24, 76, 74)
    p.box(34, 112, 20, 34, "#c9704c", 4)
    for k in range(5):
        p.blob([(44, 112), (30 + k * 6, 84 - abs(k - 2) * -6), (28 + k * 8, 66 + abs(k - 2) * 8)], "#5aa469")
    p.oval(140, 163, 74, 9, "#7fb7be")


@scene(18, "one-minute-morning-stretch", 62, 12, stretch_sound)
def morning_stretch(p: Pen, t: float) -> None:
    p.still("sunny", sunny_room)
    goals = [
        (0, Pose()),
        (9, Pose(170, 170, 5, 5)),
        (18.5, Pose(10, 165, 10, 20, lean=-26)),
        (28, Pose(165, 10, 20, 10, lean=26)),
        (37.5, Pose(60, 60, -60, -60, lean=78)),
        (47, Pose(60, 60, 20, 20)),
        (55, Pose(35, 35, 120, 120)),
    ]
    now = max(k for k, (start, _) in enumerate(goals) if t >= start)
    start, pose = goals[now]
    before = goals[max(0, now - 1)][1]
    u = ease(t, start + 0.5, start + 3)
    blend = Pose(*(between(x, y, u) for x, y in zip(vars(before).values(), vars(pose).values(), strict=True)))
    look = Look(skin="#8d5a3b", hair="#1d1512", style="bun", top="#e76f51", bottom="#355070")
    people.person(p, 140, 164 + swing(t, 5, 0.8), t, look, blend, "blissful" if t > 9 else "happy", 1.6)
    if t > 30:
        animals.beast(p, 266, 160, animals.GREY_CAT, t, 0.8, True, "blissful", turn=ease(t, 40, 42) * -14)
    p.arc(292, 158, 12, 12, -90, 270, fade("#355070", 0.25), 3)
    p.arc(292, 158, 12, 12, -90, -90 + 360 * t / 62, "#e76f51", 3)
    captions(p, t, STRETCH, y=171, size=10)
