"""Clips 17 to 19."""

from __future__ import annotations

import scenes_animals as animals
import scenes_land as land
import scenes_people as people
import scenes_sky as sky
import scenes_sound as sound
from scenes_pen import Pen, fade
from scenes_people import Look, Pose
from scenes_sound import Track
from scenes_time import (
    between,
    caption,
    captions,
    cut,
    ease,
    hop,
    ramp,
    scene,
    swing,
    title,
)


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
    sky.sun(p, 262, 46, 10, 0, False)
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


def breathing_sound() -> Track:
    pad = sound.melody("D3+A3+F#4:10 G2+D3+B3:10", 60, "pad")
    return Track(80).add(sound.waves(80, 10), 0, 0.6).repeat(pad, 20, loud=0.22)


def dusk_beach(p: Pen) -> None:
    p.sky("#2b3a67", "#f4a6a0", 0, 112)
    sky.stars(p, "dusk", 24, 46)
    p.box(0, 110, 320, 70, "#35527f")


@scene(19, "breathe-with-the-sea", 80, 33, breathing_sound)
def breathe(p: Pen, t: float) -> None:
    p.still("dusk", dusk_beach)
    p.dot(160, 110, 20, "#ffd9a0")
    p.box(0, 110, 320, 70, "#35527f")
    sky.glitter(p, 160, 114, t * 0.5, "#ffd9a0", 6)
    phase = t % 10
    breath = ease(phase, 0, 4) * (1 - ease(phase, 5, 10))
    reach = between(168, 148, breath)
    p.blob(
        [
            (-20, 190),
            (-20, reach),
            (60, reach + 5),
            (140, reach - 3),
            (220, reach + 4),
            (300, reach - 2),
            (345, reach),
            (345, 190),
        ],
        "#7fa6c9",
    )
    p.blob(
        [
            (-20, 200),
            (-20, reach + 4),
            (60, reach + 9),
            (140, reach + 1),
            (220, reach + 8),
            (300, reach + 2),
            (345, reach + 4),
            (345, 200),
        ],
        "#e8cfa6",
    )
    r = between(20, 44, breath)
    p.dot(160, 66, r + 5, fade("#fdf0d5", 0.18))
    p.dot(160, 66, r, fade("#fdf0d5", 0.3))
    p.arc(160, 66, 44, 44, 0, 360, fade("white", 0.5), 1)
    word = "breathe in" if phase < 4 else "hold" if phase < 5 else "breathe out"
    if t > 3.5 or t < 0:
        p.text(160, 66, word if t < 70 else "good night", 11, "white")
    title(p, t, "Breathe with the sea", "eight slow breaths", 3.5)
