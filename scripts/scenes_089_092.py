# ruff: noqa: B007, C901 - a scene is a list of what happens when; its branches are its beats
"""Clips 89 to 92."""

from __future__ import annotations

import math

import scenes_animals as animals
import scenes_creatures as creatures
import scenes_land as land
import scenes_people as people
import scenes_sky as sky
import scenes_sound as sound
from scenes_pen import Pen, fade, mix
from scenes_people import Pose
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
    toss,
)


def printer_sound() -> Track:
    whirr = sound.motor(0.5, 120, 200)
    return (
        Track(14)
        .repeat(whirr, 0.8, 2, 5, 0.5)
        .add(sound.tone(300, 0.5, "chip"), 5.4, 0.5)
        .add(sound.thud(), 8, 0.9)
        .add(sound.motor(3, 100, 400), 9.4, 0.6)
        .add(sound.pop(), 12.4, 0.6)
    )


@scene(89, "printer-says-no", 14, 6.4, printer_sound)
def printer(p: Pen, t: float) -> None:
    def desk(q: Pen) -> None:
        land.room(q, "#dfe7ef", "#9aa5b8", 150)
        q.box(120, 124, 190, 8, "#a07850", 2)
        q.box(136, 132, 6, 40, "#8a6542")
        q.box(290, 132, 6, 40, "#8a6542")

    p.still("printer desk", desk)
    shake = swing(t, 0.12, 2) if 9.4 < t < 12.4 else 0
    with p.at(214 + shake, 124):
        p.box(-46, -40, 92, 38, "#5b6573", 5)
        p.box(-36, -52, 72, 14, "#444b57", 3)
        p.box(-30, -16, 60, 6, "#22272f", 2)
        p.box(-38, -34, 30, 12, "#8ac926" if t < 5 else "#ff595e", 2)
        for side in (-1, 1):
            p.dot(12 + side * 8, -28, 4, "white")
            p.dot(12 + side * 8, -28, 1.8, "#111111")
        p.line([(5, -21), (19, -21)], "#22272f", 1.4)
    message = "READY" if t < 5 else "NO CYAN" if t < 9 else "STILL NO"
    p.text(191, 96, message, 6.4, "#10131c")
    if t > 9.4:
        for k in range(7):
            u = ramp(t, 9.6 + k * 0.35, 11.4 + k * 0.35)
            if u > 0:
                w = scatter("paper", 7)[k]
                with p.at(
                    between(190, 20 + w[0] * 280, u),
                    between(106, 40 + w[1] * 110, u) + toss(u, 0, 1, 60),
                    turn=u * 500 * (w[2] - 0.5),
                ):
                    p.box(-9, -12, 18, 24, "white", 1, "#c9ced6", 0.6)
                    p.dot(0, 0, 1.6, "#22272f")
    mood = "happy" if t < 5 else "angry" if t < 9.4 else "scared"
    pose = (
        Pose(20, 70, 10, 20)
        if t < 5.4
        else Pose(60, 60, 90, 90)
        if t < 7.6
        else Pose(20, 120 if t < 8 else 70)
        if t < 9.4
        else Pose(150, 150)
    )
    people.person(p, 84, 174, t, people.DAN, pose, mood, 1.3, 0.8)
    captions(
        p,
        t,
        [
            (0, "One page. Black and white."),
            (5.2, "“Cannot print black: cyan is empty.”"),
            (9.4, "“Fine. Have EVERYTHING.”"),
            (12.6, "All pages: a single dot."),
        ],
        y=20,
        size=11,
    )


@scene(90, "saugroboter-auf-reisen", 22, 19)
def vacuum(p: Pen, t: float) -> None:
    shot, u = cut(t, 6.5, 12, 17)

    def flat(q: Pen) -> None:
        land.room(q, "#efe6dc", "#c19a6b", 120)
        q.box(20, 70, 80, 50, "#6f93a9", 10)
        q.box(258, 40, 46, 80, "#d9c3a0", 2)

    def street(q: Pen) -> None:
        q.sky("#9fd3ee", "#eaf6fb", 0, 120)
        land.skyline(q, 122, "reise", "#a5b3c4", count=9)
        q.box(0, 120, 320, 60, "#8d939c")

    def alps(q: Pen) -> None:
        q.sky("#8ecae6", "#f1faff", 0, 140)
        land.peaks(q, 140, [(70, 40), (170, 20), (270, 50)], "#7b8794")
        land.grass(q, 136, "#86b85f")

    def beach(q: Pen) -> None:
        q.sky("#ffb997", "#ffe8d6", 0, 90)
        q.dot(240, 72, 18, "#ff8c61")
        q.box(0, 84, 320, 40, "#3f8fb5")
        q.box(0, 116, 320, 64, "#ecd3a0")
        land.palm(q, 60, 136, 1.4)

    p.still(("flat", "street r", "alps", "beach r")[shot], (flat, street, alps, beach)[shot])
    if shot == 0:
        x = between(60, 290, ease(u, 1, 5.6))
        if u > 3:
            p.box(262, 44, 38, 76, "#fff3c4")
    else:
        x = between(-30, 350, ramp(u, 0, 5)) if shot < 3 else between(-30, 170, ease(u, 0, 2.4))
    with p.at(x, 156):
        p.oval(0, 0, 30, 9, "#2f343d")
        p.oval(0, -5, 30, 9, "#4a515d")
        p.oval(0, -6, 10, 3, "#8ac926")
        for side in (-1, 1):
            p.dot(12 + side * 5, -6, 2.4, "white")
            p.dot(13 + side * 5, -6, 1.1, "#111111")
        if shot >= 1:
            p.box(-20, -22, 18, 14, "#8c5e3c", 2)
            p.arc(-11, -22, 4, 4, 180, 360, "#5d4027", 1.4)
        if shot == 3 and u > 2.6:
            p.box(2, -13, 20, 4, "#111111", 1)
    if shot == 0:
        for n, (a, b, c) in enumerate(scatter("krümel", 14)):
            if 60 + a * 220 > x or u < 1:
                p.dot(70 + a * 200, 150 + b * 14, 1.5, "#6b4a2f")
    if shot == 2:
        animals.beast(p, 236, 168, animals.COW, t, 0.9, True, "surprised" if 1.4 < u < 4 else "happy")
    if shot == 3 and u > 3:
        creatures.crab(p, 236, 160, t, 0.8)
        p.line([(150, 124), (150, 150)], "#8c5e3c", 2)
        p.wedge(150, 126, 34, 180, 360, "#e63946")
    captions(
        p,
        t,
        [
            (0, "Dienstag, 9:00. Jemand ließ die Tür offen."),
            (6.6, "9:40. Die Stadt ist auch staubig."),
            (12.1, "Drei Tage später."),
            (17.2, "Akku: 4 %. Sand: unendlich."),
            (20, "Keine Sorge. Ich sauge hier nur kurz."),
        ],
        y=20,
        size=10,
    )


def seasons_sound() -> Track:
    track = Track(40).repeat(sound.melody("C4:2 E4 G4 A4:2 G4:2 F4:2 A4 C5 G4:4", 84, "piano", 1.3), 11.4, loud=0.4)
    for k in range(7):
        track.add(sound.chirp(k), 1 + k * 1.2, 0.12)
    return track.add(sound.rain(4, 0.3), 15, 0.2).add(sound.wind(20, 400), 20, 0.25)


@scene(91, "one-tree-four-seasons", 40, 26, seasons_sound)
def seasons(p: Pen, t: float) -> None:
    s = t / 10
    k, u = int(min(3, s)), min(3.999, s) % 1
    skies = (("#bde0fe", "#fefae0"), ("#8ecae6", "#f1faff"), ("#f2cc8f", "#fbe9d0"), ("#b8c4d6", "#edf2f7"))
    grounds = ("#9ccc78", "#6aa84f", "#c9a15a", "#eef4f9")
    p.still(("season", k), lambda q: q.sky(*skies[k]))
    fresh = ease(u, 0, 0.25)
    p.poly(
        [(0, 146), (160, 138), (320, 146), (320, 180), (0, 180)],
        mix(grounds[k - 1] if k else grounds[3], grounds[k], fresh),
    )
    p.poly([(150, 150), (154, 104), (146, 80), (160, 96), (176, 76), (168, 106), (172, 150)], "#6b4a2f")
    p.line([(158, 104), (128, 76)], "#6b4a2f", 4)
    p.line([(166, 100), (198, 72)], "#6b4a2f", 4)
    for n, (a, b, c) in enumerate(scatter("crown", 46)):
        x, y = 160 + (a - 0.5) * 124, 70 + (b - 0.5) * 74 - 10 * math.cos((a - 0.5) * 3)
        if k == 0:
            r = 9 * ease(u, 0.02 + c * 0.4, 0.3 + c * 0.4)
            p.dot(x, y, r, mix("#f4acb7", "#ffe5ec", c)) if r > 0.3 else None
        elif k == 1:
            p.dot(x, y, 9, mix(mix("#f4acb7", "#4f9d45", ramp(u, 0, 0.25)), "#7fb069", c * 0.6))
        elif k == 2:
            ink = mix(mix("#4f9d45", ("#d9622b", "#e9c46a", "#a4303f")[n % 3], ramp(u, 0, 0.3)), "#000000", 0.02)
            fall = ramp(u, 0.35 + c * 0.4, 0.6 + c * 0.4)
            p.dot(x + swing(t, 2, 14 * fall, c), between(y, 152 + b * 18, fall), 9 - 5 * fall, ink)
        elif n % 3 == 0:
            p.dot(128 + a * 70, 74 + b * 24, 4 * ease(u, 0.1, 0.5), "white")
    if k == 0:
        creatures.bird(p, 198, 66, t, "#4d9de0", 0.7, flap=0)
    if k == 1:
        people.person(p, 108, 166, t, people.KID, Pose(30, 30, 60, 60, -50, 50, 70, 70, crouch=8), "blissful", 0.8)
        sky.sun(p, 280, 32, 14, t)
    if k == 2:
        animals.beast(p, between(340, 80, u), 168, animals.FOX, t, 0.9, True, run=24)
    if k == 3:
        sky.snowfall(p, t, 34, 18)
        for r, y in ((13, 160), (9, 142), (6.5, 129)):
            p.dot(90, y, r * ease(u, 0.2, 0.5), "white", "#d5e0ea", 1)
        if u > 0.5:
            p.dot(88, 128, 1, "#222222")
            p.dot(93, 128, 1, "#222222")
            p.poly([(91, 130), (100, 132), (91, 132.5)], "#f77f00")
    p.text(160, 168, ("Spring", "Summer", "Autumn", "Winter")[k], 13, "#22303c")


@scene(92, "gluehwuermchen", 34, 18)
def fireflies(p: Pen, t: float) -> None:
    def wood(q: Pen) -> None:
        q.sky("#0a1a24", "#183a37", 0, 150)
        sky.stars(q, "glow", 26, 50)
        for k, x in enumerate((10, 52, 120, 210, 262, 310)):
            q.box(x - 5, 0, 9 + k % 3 * 3, 160, "#0b1f1f")
        q.blob([(-20, 190), (-20, 146), (80, 140), (200, 150), (340, 142), (340, 190)], "#10302a")
        for u, v, w in scatter("farn", 22):
            root = u * 320
            q.line([(root, 160), (root - 6, 142 + v * 8)], "#1c4a3c", 1.6)
            q.line([(root, 160), (root + 6, 142 + v * 8)], "#1c4a3c", 1.6)

    p.still("firefly wood", wood)
    together = ease(t, 19, 24)
    for n, (a, b, c) in enumerate(scatter("gluehwurm", 22)):
        w = math.tau * n / 22
        hx, hy = (
            160 + 42 * 16 * math.sin(w) ** 3 / 16,
            74 - 2.7 * (13 * math.cos(w) - 5 * math.cos(2 * w) - 2 * math.cos(3 * w) - math.cos(4 * w)),
        )
        x = between(a * 320 + swing(t, 6 + 3 * c, 24, b), hx, together)
        y = between(40 + b * 104 + swing(t, 5 + 2 * a, 12, c), hy, together)
        on = max(0.0, swing(t, 2.4, 1, c * (1 - together))) if t > 1.5 + c * 6 else 0.0
        p.dot(x, y, 7, fade("#d9ff66", 0.16 * on))
        p.dot(x, y, 3.4, fade("#d9ff66", 0.3 * on))
        p.dot(x, y, 1.5, fade("#f6ffb8", 0.2 + 0.8 * on))
    people.person(
        p,
        70,
        172,
        t,
        people.KID,
        Pose(16, 50 if t > 12 else 14),
        "surprised" if 8 < t < 18 else "blissful" if t > 24 else "happy",
        0.9,
        0.6,
    )
    captions(
        p,
        t,
        [
            (0, "Mach das Licht aus. Warte."),
            (5, ""),
            (9, "Erst eines. Dann zwanzig."),
            (14, ""),
            (24, "Glühwürmchen, Ende Juni."),
        ],
        y=20,
        size=10,
    )
