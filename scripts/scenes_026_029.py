# ruff: noqa: B007, C901 - a scene is a list of what happens when; its branches are its beats
"""Clips 26 to 29."""

from __future__ import annotations

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
    cut,
    ease,
    ramp,
    scatter,
    scene,
    swing,
    title,
    toss,
)


def fall_sound() -> Track:
    track = Track(40).add(sound.water(40, 0.25), 0, 0.5)
    for k in range(14):
        track.add(sound.chirp(k), 2 + k * 2.6, 0.09)
    return track.repeat(sound.melody("E4:3 B3:3 G#4:3 F#4:3", 60, "flute", 1.2), 13, 3, 38, 0.2)


def glade(p: Pen) -> None:
    p.sky("#cfeadf", "#f1faee", 0, 90)
    land.hills(p, 84, 26, "#a3c9a8", 0.3, 190)
    p.blob([(-20, 190), (-20, 40), (60, 30), (128, 42), (136, 130), (120, 190)], "#5b7553")
    p.blob([(340, 190), (340, 36), (250, 28), (192, 42), (186, 130), (200, 190)], "#66825c")
    p.box(132, 44, 58, 94, "#6f7f78")
    for x, size in ((24, 1.1), (70, 0.8), (246, 0.9), (296, 1.2)):
        land.tree(p, x, 58 + (x % 20), size, "#4a7c46")
    p.blob([(60, 190), (76, 146), (160, 132), (250, 146), (270, 190)], "#6fb7c4")
    for x, y in ((96, 158), (226, 164), (112, 172)):
        p.oval(x, y, 13, 6, "#7d8580")


@scene(26, "a-waterfall-at-rest", 40, 20, fall_sound)
def calm_fall(p: Pen, t: float) -> None:
    p.still("glade", glade)
    p.poly([(140, 46), (182, 46), (184, 140), (138, 140)], "#cdeaf2")
    for u, v, w in scatter("threads", 16):
        y = 46 + ((v + t * 0.28) % 1) * 80
        p.line([(141 + u * 40, y), (141 + u * 40, min(138, y + 14))], fade("white", 0.75), 1.3)
    for k in range(4):
        age = (t * 0.25 + k / 4) % 1
        p.arc(161, 142 + age * 14, 20 + 50 * age, 4 + 10 * age, 0, 360, fade("white", 0.6 * (1 - age)), 1)
    for u, v, w in scatter("mist", 6):
        p.dot(140 + u * 44, 138 - abs(swing(t, 5, 8, v)), 7 + 4 * w, fade("white", 0.14))
    animals.beast(p, 246, 150, animals.RABBIT, t, 0.7, True, "blissful") if t > 14 else None
    creatures.frog(p, 112, 170, t, 0.5, mood="asleep" if t > 8 else "happy")
    creatures.butterfly(p, 70 + t * 3, 104 + swing(t, 4, 12), t, "#ffb703", 0.7)
    leaf = (t / 12) % 1
    p.oval(between(150, 250, leaf), 146 + leaf * 26 + swing(t, 2, 2), 4, 2, "#d68c45")
    title(p, t, "A waterfall at rest", "nothing happens, gently", 4)


def rodeo_sound() -> Track:
    track = Track(14).add(sound.water(14, 1.0), 0, 0.8).add(sound.beat("k.s.k.s.khs.ksss", 184, 14), 0, 0.6)
    track.repeat(
        sound.melody("E4:0.5 G4:0.5 A4:0.5 B4:0.5 E5:0.5 D5:0.5 B4:0.5 A4:0.5", 184, "chip", 0.6), 1.3, loud=0.25
    )
    return track.add(sound.glide(1300, 200, 2.2), 7, 0.5).add(sound.splash(), 9.4, 1.2)


@scene(27, "waterfall-rodeo", 14, 4, rodeo_sound)
def rodeo(p: Pen, t: float) -> None:
    shake = swing(t, 0.21, 1.6)
    p.shade("#4a90a4", 1)
    with p.at(shake, swing(t, 0.17, 1.4)):
        p.blob([(-20, 200), (-20, -10), (40, -10), (70, 60), (56, 200)], "#3f4a3c")
        p.blob([(340, 200), (340, -10), (282, -10), (250, 70), (264, 200)], "#353f33")
        p.box(60, -10, 196, 200, "#8fd0e0")
        for u, v, w in scatter("torrent", 46):
            y = ((v + t * (1.6 + w)) % 1.15) * 210 - 20
            p.line([(62 + u * 190, y), (62 + u * 190, y + 30)], fade("white", 0.35 + 0.5 * w), 2 + 3 * w)
        fall = t < 9.4
        y = 70 + swing(t, 0.7, 26) if t < 7 else between(80, 150, ramp(t, 7, 9.4))
        x = 160 + swing(t, 1.1, 60)
        if fall:
            with p.at(x, y, 1.2, swing(t, 0.8, 50) + (ramp(t, 7, 9.4) * 720)):
                p.box(-18, -6, 36, 26, "#9c6b3f", 6)
                p.box(-19, 0, 38, 3, "#5d4027")
                p.box(-19, 11, 38, 3, "#5d4027")
                creatures.frog(p, 0, -2, t, 1, mood="scared")
        for k in range(14):
            a, b, c = scatter("foam", 14)[k]
            p.dot(40 + a * 240, 172 + swing(t, 0.5, 6, b), 12 + 10 * c, fade("white", 0.75))
        if t > 10:
            creatures.frog(p, 160, 166 + swing(t, 1, 3), t, 1.2, mood="happy")
    if 1 < t < 7:
        p.text(x + 50, max(20, y - 36), ("AAAH!", "WOOO!", "NOPE!")[int(t * 1.5) % 3], 20, "#ffe066", edge="#22303c")
    if 9.4 < t < 10.2:
        p.text(160, 80, "SPLASH!!", 34, "white", edge="#1d4e63")
    captions(p, t, [(0, "WATERFALL RODEO"), (1.6, ""), (10.4, "Again! Again!")], y=20, size=13)


def boiling_sound() -> Track:
    theme = sound.melody("D3+A3+D4:3 C3+G3+E4:3 Bb2+F3+D4:3 A2+E3+C#4:6", 70, "strings", 1.1)
    track = Track(36).repeat(theme, 13, loud=0.5).add(sound.crash(), 4, 0.3).add(sound.crackle(18), 17, 0.5)
    for at, words in BOILING:
        track.say(at + 0.3, words, "en", "m7", 128)
    return track.add(sound.applause(4), 31.5, 0.5)


BOILING = [
    (0.3, "Tonight, Chef Bertrand attempts… water."),
    (5.5, "Only nine people have ever done this."),
    (11, "He adds: more water."),
    (16, "Nobody speaks. Nobody dares to blink."),
    (22, "A bubble. Ladies and gentlemen, a bubble."),
    (29, "He weeps. We all weep."),
]


@scene(28, "the-art-of-boiling-water", 36, 24, boiling_sound)
def boiling(p: Pen, t: float) -> None:
    def dark_kitchen(q: Pen) -> None:
        land.kitchen(q, "#5a4a5c")
        q.shade("#120a1a", 0.45)

    p.still("dark kitchen", dark_kitchen)
    p.poly([(120, 0), (200, 0), (268, 180), (52, 180)], fade("#fff3c4", 0.16))
    tears = t > 29
    pose = (
        Pose(100, 100, 40, 40)
        if 5 < t < 10
        else Pose(30, 110, 20, -30)
        if 11 < t < 16
        else Pose(70, 70, 80, 80)
        if t > 16
        else Pose()
    )
    mood = "proud" if t < 10 else "happy" if t < 16 else "surprised" if t < 29 else "sad"
    look = Look(skin="#efbf96", hair="#3c2a20", top="#f5f5f5", bottom="#33373f", hat="chef", beard=True, apron=True)
    people.person(p, 84, 158, t, look, pose, mood, 1.5, 0.6)
    if tears:
        for k in range(3):
            p.oval(92 + k % 2 * 8, 66 + ((t * 20 + k * 9) % 30), 1.4, 2.2, "#8fd3ff")
    p.box(0, 130, 320, 50, "#3d2b3d")
    p.box(140, 124, 96, 6, "#1c1620", 2)
    things.pot(p, 188, 124, t, 1.3, "#9aa3ad", steam=t > 20)
    if 11 < t < 15:
        p.line([(150, 64), (172, 84), (186, 92)], "#8fd3ff", 3, smooth=True)
    if t > 22:
        for k in range(5 if t > 25 else 1):
            age = (t * 0.9 + k * 0.37) % 1
            p.dot(172 + k * 9, 92 - age * 10, 2 + 2 * age, fade("#dff4ff", 1 - age * 0.6))
    if 5.5 < t < 9:
        p.text(216, 50, "DIFFICULTY", 9, "#ffd166", "serif")
        p.text(216, 66, "★★★★★★★★★", 13, "#ffd166", "symbols")
    if t > 31:
        for k in range(5):
            y = between(-20, 120, ramp(t, 31 + k * 0.5, 32.4 + k * 0.5))
            land.flower(p, 120 + k * 40, y + 14, 14, "#e63946", 0.9)
    captions(p, t, BOILING, y=166, size=10)


TORTILLA = [
    (0.3, "Tortilla de patatas, paso a paso."),
    (5, "Uno: pela y corta cuatro patatas."),
    (13, "Dos: fríelas despacio con la cebolla."),
    (21, "Tres: bate seis huevos con sal."),
    (28, "Cuatro: todo junto, a fuego lento."),
    (35, "Cinco: dale la vuelta con un plato. ¡Valor!"),
    (42, "Y a la mesa. ¡Buen provecho!"),
]


def tortilla_sound() -> Track:
    track = Track(48).add(sound.sizzle(14), 13, 0.2).add(sound.sizzle(14), 28, 0.25)
    track.repeat(sound.melody("E3 B3 E4 G#4 E4 B3 F3 C4 F4 A4 F4 C4", 132, "pluck"), 5.45, loud=0.28)
    for at, words in TORTILLA:
        track.say(at, words, "es", "f3", 145)
    return track.add(sound.glide(400, 1100, 0.6), 37.4, 0.3)


@scene(29, "tortilla-de-patatas-paso-a-paso", 48, 44, tortilla_sound)
def tortilla(p: Pen, t: float) -> None:
    p.still("tortilla", lambda q: land.kitchen(q, "#f7dcc2"))
    step, u = cut(t, 5, 13, 21, 28, 35, 42)
    stir = swing(t, 0.9, 18) if step in (2, 3, 4) else 0
    people.person(
        p,
        70,
        156,
        t,
        people.IDA,
        Pose(30, 66 + stir * 0.6, 20, 30) if step else Pose(),
        "happy",
        1.4,
        0.7,
        talk=u < 3.4,
    )
    p.box(0, 131, 320, 7, "#8c5e3c")
    p.box(0, 138, 320, 42, "#d9c3a0")
    if step <= 1:
        p.box(140, 126, 110, 6, "#c99a62", 2)
        for k in range(4):
            if step == 0 or u < 2 + k * 1.5:
                p.oval(160 + k * 22, 119, 9, 7, "#c9a15a")
            else:
                for s in range(4):
                    p.oval(154 + k * 22 + s * 4, 123, 3.4, 2.4, "#f3e2a9")
    elif step in (2, 4):
        things.pan(p, 196, 130, 1.3)
        for n, (a, b, c) in enumerate(scatter("patatas", 16)):
            p.oval(164 + a * 64, 116 - b * 5 + swing(t, 0.4, 0.6, c), 5, 2, mix("#f3e2a9", "#e0a94e", ramp(t, 13, 22)))
        if step == 4:
            p.oval(196, 115, 36, 4.6, fade("#f7c948", 0.5 + 0.5 * ramp(u, 0, 3)))
    elif step == 3:
        p.wedge(196, 106, 32, 0, 180, "#7fb7be")
        p.oval(196, 106, 32, 5, "#f9d85e")
        p.line([(196 + swing(t, 0.35, 18), 104), (220 + swing(t, 0.35, 12), 76)], "#9aa3ad", 2.6)
        for k in range(2):
            p.oval(256 + k * 18, 125, 7, 6, "#f4e4d0")
    elif step == 5:
        turn = ease(u, 2, 3.4)
        with p.at(196, 104 + toss(u, 2, 3.4, 36), turn=turn * 180):
            p.oval(0, -3, 40, 3.6, "#fdfdfb")
            p.box(-34, -2, 68, 12, "#e9b13a", 6)
            p.poly([(-38, 8), (38, 8), (30, 17), (-30, 17)], "#3a3f47")
    else:
        things.plate(p, 196, 130, 50)
        p.box(158, 112, 76, 16, "#e9b13a", 7)
        p.box(158, 112, 76, 5, "#f5c95a", 3)
        p.poly([(206, 112), (234, 112), (234, 128), (214, 128)], fade("#c98a1e", 0.5))
        things.cup(p, 268, 131, t, 0.9)
    captions(p, t, TORTILLA, y=166, size=10)
