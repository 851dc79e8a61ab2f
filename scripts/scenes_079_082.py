"""Clips 79 to 82."""

from __future__ import annotations

import math

import scenes_animals as animals
import scenes_creatures as creatures
import scenes_land as land
import scenes_sky as sky
import scenes_sound as sound
import scenes_vehicles as vehicles
from scenes_pen import Pen, fade, mix
from scenes_sound import Track
from scenes_time import (
    between,
    captions,
    ease,
    ramp,
    scatter,
    scene,
    swing,
    title,
    toss,
)


def doll_sound() -> Track:
    box = sound.melody("E5 G5 B5 A5 G5 E5 F#5:2 E5 G5 B5 C6 B5 G5 E5:2", 76, "bell", 1.2)
    slow = sound.melody("E5 Eb5 D5 C#5:3", 40, "bell", 1.2)
    return (
        Track(26)
        .add(box, 0.3, 0.5)
        .add(slow, 13, 0.5)
        .add(sound.wind(26, 220), 0, 0.3)
        .add(sound.thud(), 19.4, 0.8)
        .add(sound.melody("C5+C#5+G5:3", 60, "strings"), 21, 0.9)
        .say(22, "Ahora te toca a ti.", "es", "whisperf", 95)
    )


@scene(79, "la-muneca-del-desvan", 26, 16, doll_sound)
def doll(p: Pen, t: float) -> None:
    def shelf(q: Pen) -> None:
        q.shade("#16121a", 1)
        q.box(40, 128, 240, 8, "#3a2a24")
        for k in range(4):
            q.box(54 + k * 15, 92 - (k % 2) * 8, 12, 36 + (k % 2) * 8, ("#3b2f45", "#2f3b45", "#45352f", "#333333")[k])
        q.box(232, 104, 30, 24, "#4a3326", 2)

    p.still("shelf", shelf)
    p.glow(160, 70, 90, "#c9a26b", 0.25)
    turn = ease(t, 9, 12)
    gone = 17.6 < t < 21
    if not gone:
        size = 1.0 if t < 21 else 2.4
        y = 128 if t < 21 else 250
        with p.at(160, y, size):
            p.poly([(-10, -36), (10, -36), (22, 0), (-22, 0)], "#7a1f2b")
            p.poly([(-8, -36), (8, -36), (6, -26), (-6, -26)], "#e8dfd2")
            for side in (-1, 1):
                p.line([(side * 9, -32), (side * 17, -14)], "#e8dfd2", 4)
            p.dot(0, -48, 15, "#efe6da")
            p.blob([(-15, -46), (-16, -62), (0, -68), (16, -62), (15, -46), (8, -56), (-8, -56)], "#1d1512")
            for side in (-1, 1):
                p.line([(side * 15, -52), (side * 19, -34)], "#1d1512", 5)
                look_x = between(-3, side * 0, turn)
                p.dot(side * 6, -48, 4, "white")
                p.dot(side * 6 + look_x * 0.7, -48, 2.2 if t < 14 else 3.2, "#111111")
                p.dot(side * 10, -42, 2.4, fade("#c1121f", 0.5))
            p.line([(5, -60), (2, -52), (6, -46)], "#6b6259", 0.8)
            grin = ease(t, 13, 16)
            p.arc(0, -41 - grin, 3 + 4 * grin, 1.5 + 3 * grin, 10, 170, "#7a1f2b", 1.2)
    flick = scatter("vela", 200)[int(t * 9) % 200][0]
    p.shade("black", 0.25 + (0.5 if flick < 0.1 else 0) + 0.15 * (17.6 < t < 21) - 0.25 * (t > 21))
    if t > 23.6:
        p.shade("black", ramp(t, 24.4, 25.2))
    captions(
        p,
        t,
        [
            (0, "La encontraron en el desván."),
            (4.6, "Nadie recuerda haberla comprado."),
            (9, ""),
            (12, "Antes miraba hacia la puerta."),
            (17.6, "¿Dónde está?"),
            (21, ""),
            (22, "«Ahora te toca a ti.»"),
        ],
        y=162,
        size=10,
    )


def rally_sound() -> Track:
    track = (
        Track(20)
        .add(sound.motor(4, 90, 220), 0, 0.5)
        .add(sound.motor(5, 140, 260), 4, 0.5)
        .add(sound.motor(5, 150, 280), 9, 0.5)
        .add(sound.motor(6, 160, 240), 14, 0.45)
    )
    for at, words in (
        (0.6, "Left five, over crest."),
        (4.6, "Jump! Maybe."),
        (9.4, "Right two, don't cut."),
        (13.4, "Cow. Cow! COW!"),
    ):
        track.say(at, words, "en", "m3", 220)
    return track.add(sound.thud(), 7, 0.9).add(sound.beat("k.h.s.hkk.h.s.sh", 170, 20), 0, 0.3)


@scene(80, "rally-with-a-nervous-co-driver", 20, 6.2, rally_sound)
def rally(p: Pen, t: float) -> None:
    def wood(q: Pen) -> None:
        q.sky("#f2c078", "#fae3c0", 0, 100)
        land.hills(q, 108, 26, "#a3a35c", 0.2, 160)

    p.still("rally", wood)
    gone = t * 150 if t < 14 else 2100 + (t - 14) * 40
    for k in range(7):
        land.pine(p, (k * 62 - gone * 0.55) % 434 - 50, 124, 0.9 + 0.3 * (k % 2), "#4a6b3f")
    p.poly([(0, 126), (320, 126), (320, 180), (0, 180)], "#b5835a")
    for k in range(9):
        x = (k * 46 - gone) % 414 - 40
        p.oval(x, 152 + (k % 3) * 9, 9, 2.4, "#9c6b45")
    jump = toss(t, 5.2, 7, 60)
    tilt = between(-16, 18, ramp(t, 5.2, 7)) if 5.2 < t < 7 else swing(t, 0.3, 2)
    if not 5.2 < t < 7:
        for k in range(6):
            age = (t * 2.2 + k / 6) % 1
            p.dot(96 - age * 90, 154 - age * 18, 5 + 12 * age, fade("#d9b48a", 0.7 * (1 - age)))
    vehicles.car(p, 140, 160 + jump + swing(t, 0.2, 1), t * 3, "#2a6fdb", 1.35, turn=tilt)
    with p.at(140, 160 + jump + swing(t, 0.2, 1), 1.35, tilt):
        p.text(-8, -11.5, "7", 9)
    if 4.2 < t < 5.4:
        p.poly([(190 - (t - 4.2) * 150, 162), (250 - (t - 4.2) * 150, 140), (270 - (t - 4.2) * 150, 162)], "#9c6b45")
    if t > 12.6:
        animals.beast(
            p,
            between(380, 246, ease(t, 12.6, 15.2)) if t < 17 else between(246, -60, ramp(t, 17, 20)),
            164,
            animals.COW,
            t,
            1.1,
            True,
            "happy",
        )
    line = [
        (0.6, "“Left five, over crest!”"),
        (4.6, "“Jump! Maybe!”"),
        (7.2, "“…my sandwich.”"),
        (9.4, "“Right two, don't cut!”"),
        (13.2, "“Cow. Cow! COW!”"),
        (15.4, "“Good afternoon, madam.”"),
        (17.4, "Stage time: yes."),
    ]
    captions(p, t, line, y=22, size=12)


def sunset_sound() -> Track:
    chords = sound.melody("D3+F3+A3+C4:4 G3+B3+D4+F4:4 C3+E3+G3+B3:4 A2+E3+G3+C4:4", 76, "pad", 1.05)
    tune = sound.melody("A4:1.5 C5:0.5 D5:2 -:2 F5:1 E5:1 D5:1.5 B4:0.5 G4:2 -:4 E4 G4 A4:4", 76, "piano", 1.3)
    return (
        Track(63)
        .repeat(chords, 12.63, loud=0.4)
        .repeat(tune, 18.9, 6, 54, 0.35)
        .add(sound.beat("k..h..s.k.kh..s.", 76, 61), 1, 0.3)
        .add(sound.soften(sound.grains(63, 3), 300), 0, 0.15)
    )


@scene(81, "sunset-drive", 63, 28, sunset_sound)
def sunset(p: Pen, t: float) -> None:
    def coast(q: Pen) -> None:
        q.sky("#3d2c5e", "#ff8e72", 0, 104)
        q.dot(96, 92, 26, "#ffd9a0")
        q.box(0, 100, 320, 24, "#6d5a8c")

    p.still("sunset coast", coast)
    sky.glitter(p, 96, 103, t * 0.4, "#ffd9a0", 4)
    p.box(0, 122, 320, 58, "#3a3048")
    p.box(0, 120, 320, 4, "#5b4a66")
    for k in range(6):
        p.box((k * 64 - t * 60) % 384 - 40, 157, 32, 3, "#d9c9a3")
    for k in range(4):
        x = (k * 110 - t * 30) % 440 - 60
        land.palm(p, x, 124, 0.9 + 0.2 * (k % 2), t + k)
    for k in range(8):
        p.box((k * 46 - t * 60) % 368 - 20, 112, 3, 10, "#2b2438")
    vehicles.car(p, 196 + swing(t, 7, 12), 160 + swing(t, 0.9, 0.5), t * 0.9, "#d1495b", 1.25, lights=t > 18)
    for k in range(3):
        creatures.gull(p, 40 + t * 3 + k * 18, 34 + k * 7, t + k * 0.3, 0.6, "#2b2438")
    p.shade("#1a1433", 0.34 * ease(t - t % 3, 26, 54))
    if t > 40:
        sky.twinkle(p, t, "drive", 10, 60)
    title(p, t, "Sunset drive", "windows down, radio low", 4)


@scene(82, "so-laedt-ein-elektroauto", 26, 12)
def charging(p: Pen, t: float) -> None:
    def yard(q: Pen) -> None:
        q.sky("#bfe3ef", "#f4fbff", 0, 130)
        land.hills(q, 128, 20, "#9ccc78", 0.5, 220)
        q.box(0, 130, 320, 50, "#a7adb5")
        q.line([(42, 128), (42, 44)], "#f4f4f4", 3)
        q.poly([(96, 128), (166, 128), (156, 96), (106, 96)], "#f4efe6")
        q.poly([(88, 98), (131, 70), (174, 98)], "#4a6fa5")

    p.still("yard", yard)
    for k in range(3):
        a = t * 1.8 + k * math.tau / 3
        p.poly(
            [
                (42, 44),
                (42 + 30 * math.cos(a), 44 + 30 * math.sin(a)),
                (42 + 30 * math.cos(a + 0.16), 44 + 30 * math.sin(a + 0.16)),
            ],
            "#fbfbfb",
        )
    sky.sun(p, 290, 26, 11, t)
    p.box(204, 104, 14, 34, "#264653", 3)
    p.box(206, 108, 10, 8, "#8ac926" if t > 5 else "#e9c46a", 1)
    x = between(380, 268, ease(t, 0.5, 3))
    vehicles.car(p, x, 156, 0 if t > 3 else -t, "#2a9d8f", 1.1, flip=True)
    if t > 5:
        p.line([(211, 124), (222, 148), (240, 146)], "#222222", 2.4, smooth=True)
    if t > 5:
        for path in (((42, 60), (42, 130), (110, 134), (205, 130)), ((131, 84), (150, 124), (205, 128))):
            for k in range(4):
                u = (t * 0.35 + k / 4) % 1 * (len(path) - 1)
                (x0, y0), (x1, y1) = path[int(u)], path[int(u) + 1]
                p.dot(between(x0, x1, u % 1), between(y0, y1, u % 1), 2.4, "#ffd23f")
    full = ramp(t, 6, 22)
    p.box(218, 60, 84, 24, "white", 4, "#264653", 1.5)
    p.box(302, 67, 4, 10, "#264653", 1)
    p.box(221, 63, 78 * max(0.08, full), 18, mix("#e63946", "#8ac926", full * 1.3), 3)
    p.text(260, 72, f"{int(8 + 72 * full)} %", 11, "#22303c")
    captions(
        p,
        t,
        [
            (0, "So lädt ein Elektroauto"),
            (5, "Strom kommt vom Wind und vom Dach."),
            (10, "Die Säule spricht mit dem Auto: Wie viel darf's sein?"),
            (16, "Bis 80 Prozent geht es schnell."),
            (22.4, "Dann lieber abstecken und losfahren."),
        ],
        y=168,
        size=10,
    )
