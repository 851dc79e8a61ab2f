"""Clips 1 to 3."""

from __future__ import annotations

import scenes_animals as animals
import scenes_creatures as creatures
import scenes_land as land
import scenes_people as people
import scenes_sound as sound
import scenes_things as things
from scenes_pen import Pen, fade, mix
from scenes_sound import Track
from scenes_time import (
    between,
    captions,
    confetti,
    ease,
    hop,
    ramp,
    scatter,
    scene,
    swing,
    toss,
)


def pancakes_sound() -> Track:
    tune = sound.melody("G4 B4 D5 B4 G4 B4 D5:2 A4 C5 E5 C5 A4 C5 E5:2", 150, "pluck")
    track = Track(24).repeat(tune, 6.4, loud=0.35).add(sound.sizzle(20), 3, 0.25)
    return track.add(sound.glide(400, 1200, 0.6), 9, 0.3).add(sound.pop(), 10.2).add(sound.chime(), 21.5, 0.6)


def pancake_stack(p: Pen, x: float, y: float, count: int, berries: int = 0) -> None:
    things.plate(p, x, y, 34)
    for k in range(count):
        p.box(x - 23, y - 8 - k * 6, 46, 7, "#b8702f", 3.5)
        p.box(x - 23, y - 8 - k * 6, 46, 4, "#e9ae5c", 2)
    top = y - 8 - (count - 1) * 6
    for k in range(berries):
        p.dot(x - 9 + k * 9, top - 3, 3.4, "#4a4e9e")
    if count >= 3:
        p.box(x - 4, top - 4, 8, 4, "#fff1a8", 1)


def pancake_show(p: Pen, t: float, berries: int, wall: str, lines: list[tuple[float, str]]) -> None:
    p.still(wall, lambda q: land.kitchen(q, wall))
    p.box(96, 124, 88, 7, "#2f343b", 2)
    flying = 9 <= t < 10.2
    mood = "surprised" if flying else "happy"
    pose = people.Pose(left=20, right=62, right_bend=25) if t > 2.5 else people.Pose(right=40, right_bend=70)
    with p.at(62, 133):
        people.person(p, 0, 22, t, people.CHEF, pose, mood, 1.35, facing=0.8)
    p.box(0, 131, 320, 7, "#8c5e3c")
    p.box(0, 138, 320, 42, "#d9c3a0")
    tilt = swing(t, 0.5, 4) if 8.4 < t < 9.2 else 0
    with p.at(0, tilt * 0.5):
        things.pan(p, 140, 126, 1.05)
        if 3 <= t < 19 and not flying:
            wide = ease(t, 3, 5) * 24
            p.oval(140, 116, wide, 3.6, mix("#f6dfa4", "#d08b3c", ramp(t, 5, 12)))
            for k in range(berries):
                p.dot(131 + k * 9, 115.4, 2.4, "#4a4e9e")
    if flying:
        with p.at(140, 116 + toss(t, 9, 10.2, 74), turn=ramp(t, 9, 10.2) * 540):
            p.oval(0, 0, 24, 4.5, "#e0a04e")
    pancake_stack(p, 252, 131, 1 if t < 12 else 2 if t < 15.5 else 3, berries if t > 19 else 0)
    if t > 19:
        p.line([(244, 108), (243, 122)], "#b5651d", 2.6)
        p.line([(258, 108), (259, 124)], "#b5651d", 2.6)
    captions(p, t, lines)


@scene(1, "three-pancakes-and-a-flip", 24, 9.6, pancakes_sound)
def pancakes(p: Pen, t: float) -> None:
    pancake_show(
        p,
        t,
        0,
        "#ffe8c7",
        [
            (0, "Three pancakes and one flip"),
            (3, "Pour. Wait for the bubbles."),
            (8, "Deep breath…"),
            (9, "FLIP!"),
            (10.3, "Golden. Now two more."),
            (19, "Butter, syrup, breakfast."),
        ],
    )


def box_sound() -> Track:
    track = Track(14).add(
        sound.melody("C4 -:0.5 E4:0.5 G4 -:0.5 E4:0.5 C4 -:0.5 E4:0.5 G4:2", 110, "pluck", 0.6), 0.3, 0.5
    )
    track.add(sound.thud(), 2, 0.5).add(sound.boing(), 6.2, 0.5).add(sound.thud(), 7, 0.8)
    return track.add(sound.meow(), 8.6, 0.8).add(sound.meow(1.4), 11.6, 0.6)


def living_room(p: Pen) -> None:
    land.room(p, "#dfe7e3", "#b98b62")
    land.window(p, 220, 30, 60, 52)
    land.bars(p, 220, 30, 60, 52)
    p.box(18, 92, 70, 40, "#5f7f93", 10)
    p.box(8, 104, 90, 34, "#6f93a9", 8)
    p.oval(170, 156, 110, 14, "#c96f53")
    p.oval(170, 156, 92, 10, "#d98d6c")


@scene(2, "mochi-and-the-box", 14, 9, box_sound)
def mochi_and_the_box(p: Pen, t: float) -> None:
    p.still("room", living_room)
    x = between(-30, 108, ease(t, 0.3, 3.8))
    jump = ease(t, 6.2, 7)
    inside = t > 7
    size = 34
    if not inside:
        walking = t < 3.8
        wiggle = swing(t, 0.25, 4) if 5 < t < 6.2 else 0
        with p.at(between(x, 190, jump), 158 + toss(t, 6.2, 7, 60)):
            animals.beast(
                p,
                0,
                0,
                animals.CAT,
                t,
                1.5,
                run=26 if walking else 0,
                turn=wiggle,
                mood="surprised" if t > 4 else "happy",
            )
    else:
        rise = ease(t, 8, 8.6) * 30
        p.box(190 - 24, 126, 48, 30, "#8a623a")
        with p.at(190, 141 - rise * 0.8, 1.6):
            animals.face_of(p, animals.CAT, "blissful" if t > 9.6 else "happy", t, 0.1)
    p.poly([(190 - size, 124), (190 + size, 124), (190 + size - 3, 158), (190 - size + 3, 158)], "#c4935a")
    p.poly([(190 - size, 124), (190 - size - 15, 115), (190 - size - 4, 132)], "#b07f49")
    p.poly([(190 + size, 124), (190 + size + 15, 115), (190 + size + 4, 132)], "#b07f49")
    p.text(190, 142, "TOY CASTLE", 8, "#7a5430")
    if 4 < t < 6:
        p.text(between(x, 190, jump) + 30, 92, "!", 22, "#d1495b")
    if t > 11.4:
        p.box(28, 100, 60, 22, "#e8e1d5", 3)
        p.text(58, 111, "new castle", 9, "#9a8f80")
        for k in range(4):
            p.box(28 + k * 17, 92, 9, 9, "#e8e1d5")
    captions(
        p,
        t,
        [
            (0.2, "We bought Mochi a castle."),
            (4, ""),
            (9.4, "She prefers the box."),
            (11.6, "The castle: 45 euros. The box: free."),
        ],
        y=168,
    )


def penalty_sound() -> Track:
    track = Track(13).add(sound.crowd(13, 0.4), 0, 0.35).add(sound.whistle(), 2.2, 0.5).add(sound.thud(), 4.1)
    track.add(sound.glide(1400, 700, 0.3), 5.0, 0.4).add(sound.crowd(4, 1.4), 8, 0.5)
    return track.add(sound.glide(700, 180, 1.2), 5.6, 0.35)


def goal(p: Pen) -> None:
    p.sky("#7fc8f0", "#d4effa", 0, 70)
    p.box(0, 52, 320, 40, "#3f5873")
    for u, v, w in scatter("fans", 170):
        p.dot(u * 320, 56 + v * 32, 2.6, mix("#e63946" if w < 0.5 else "#ffd166", "#3f5873", 0.25))
    p.box(0, 92, 320, 88, "#4c9f50")
    for k in range(4):
        p.box(0, 92 + k * 24, 320, 12, "#57ad5b")
    for k in range(15):
        p.line([(190 + k * 7, 62), (190 + k * 7, 118)], fade("white", 0.45), 0.6)
    for k in range(8):
        p.line([(190, 62 + k * 8), (290, 62 + k * 8)], fade("white", 0.45), 0.6)
    p.line([(190, 120), (190, 60), (290, 60), (290, 120)], "white", 3)


@scene(3, "penalti-y-gaviota", 13, 5.3, penalty_sound)
def penalty(p: Pen, t: float) -> None:
    p.still("goal", goal)
    keeper = people.Look(skin="#8d5a3b", hair="#1d1512", top="#f4d35e", bottom="#22303c")
    dive = ease(t, 4.4, 5.0) * (1 - ease(t, 7, 7.8))
    with p.at(240 + dive * 26, 120 - dive * 12, turn=dive * 62):
        people.person(
            p,
            0,
            0,
            t,
            keeper,
            people.Pose(left=60 + dive * 80, right=60 + dive * 80),
            "scared" if t < 8 else "laughing",
            0.8,
        )
    run = ease(t, 2.6, 4.0)
    striker = people.Look(top="#e63946", bottom="white", hair="#2b1a10")
    pose = (
        people.walking(t, 0.5, 38)
        if 2.6 < t < 4
        else people.Pose(right_leg=55 if 4 <= t < 4.5 else 4, left=40, right=40)
    )
    mood = "proud" if t < 4.6 else "surprised" if t < 8 else "sad"
    people.person(p, between(40, 96, run), 160, t, striker, pose, mood, 1.05, facing=0.8)
    if t < 4.1:
        things.ball(p, 116, 156, 6, 0)
    elif t < 5.0:
        u = ramp(t, 4.1, 5.0)
        things.ball(p, between(116, 206, u), between(156, 78, u), 6 - 1.5 * u, t * 500)
    else:
        u = ramp(t, 5.0, 8)
        things.ball(p, between(206, 180, u), between(78, 160, u * u) + hop(t, 0.9, 8) * (t > 6.5), 5, t * 200)
    gx = between(-20, 206, ramp(t, 3.2, 5.0)) if t < 5 else between(206, 250, ramp(t, 6.4, 7.4))
    gy = 74 + swing(t, 1, 3) if t < 6.4 else between(74, 54, ramp(t, 6.4, 7.4))
    creatures.bird(p, gx, gy, t, "#f5f5f5", 1.2, flap=0.3 if t < 7.4 else 0)
    if 5.0 <= t < 5.6:
        p.text(206, 52, "¡POC!", 18, "#d1495b", edge="white")
    captions(
        p,
        t,
        [
            (0, "Minuto 90. Todo depende de este penalti…"),
            (4.1, "¡Dispara!"),
            (5.6, "¡¡Paradón… de la gaviota!!"),
            (8, "Jugadora del partido: la gaviota"),
        ],
    )
    if t > 8:
        confetti(p, t - 8, "gaviota", 34)
