# ruff: noqa: B007, C901 - a scene is a list of what happens when; its branches are its beats
"""Clips 36 to 39."""

from __future__ import annotations

import math

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
    balloon,
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


@scene(36, "hamster-turbo", 8, 5)
def hamster(p: Pen, t: float) -> None:
    def cage(q: Pen) -> None:
        land.room(q, "#f9e2ae", "#d9b26f", 150)
        for k in range(21):
            q.line([(k * 16, 20), (k * 16, 150)], "#cbb58a", 1)

    p.still("cage", cage)
    speed = 1 + t * t * 0.5
    for k in range(12):
        w = math.tau * k / 12 + t * speed
        p.line([(160, 96), (160 + 56 * math.cos(w), 96 + 56 * math.sin(w))], fade("#e76f51", 0.5), 1.4)
    p.arc(160, 96, 58, 58, 0, 360, "#e76f51", 4)
    p.poly([(156, 96), (164, 96), (180, 158), (140, 158)], "#b5533c")
    if t < 6.6:
        animals.beast(p, 160, 150, animals.HAMSTER, t * 2.5, 1.9, run=40, mood="happy" if t < 3 else "surprised")
    else:
        with p.at(160 + 34 * math.cos(t * 9), 96 + 34 * math.sin(t * 9), turn=t * 500):
            animals.beast(p, 0, 8, animals.HAMSTER, 0, 1.7, mood="surprised")
    p.box(232, 20, 74, 26, fade("#10131c", 0.7), 5)
    p.text(269, 33, f"{int(4 + t * speed * 6)} km/h", 13, "#ffd166")
    captions(p, t, [(0, "Modo normal"), (2.4, "Modo deporte"), (4.6, "MODO TURBO"), (6.6, "Uy.")], y=168)


PARROT = [
    (1, "Guten Tag!"),
    (4.4, "Wo ist der Keks?"),
    (8, "Ich bin kein Papagei."),
    (12, "Doch."),
    (14.6, "Der Keks ist im Schrank, rechts oben."),
]


def parrot_sound() -> Track:
    track = Track(20)
    for k, (at, words) in enumerate(PARROT[:3]):
        track.say(at, words, "de", "m1", 150).add(sound.speech(words, "de", "f5", 190, 99), at + 1.7, 0.9)
    track.say(12, "Doch.", "de", "m1", 140).add(
        sound.speech("Der Keks ist im Schrank, rechts oben.", "de", "f5", 190, 99), 14.6, 0.9
    )
    return track.add(sound.chime(), 18, 0.4)


@scene(37, "der-papagei-weiss-bescheid", 20, 16, parrot_sound)
def parrot(p: Pen, t: float) -> None:
    def parlour(q: Pen) -> None:
        land.room(q, "#d7e8d0", "#a97f54")
        q.box(236, 30, 80, 8, "#8c5e3c", 2)
        q.box(250, 6, 26, 24, "#b5533c", 2)

    p.still("parrot", parlour)
    p.line([(208, 70), (208, 160)], "#8c5e3c", 4)
    p.line([(180, 86), (240, 86)], "#8c5e3c", 4)
    talk = any(at + 1.7 < t < at + 3.3 for at, _ in PARROT[:3]) or 14.6 < t < 17.6
    with p.at(208, 60, 1.5, swing(t, 1.2, 4)):
        p.blob([(-4, 10), (-12, 34), (-6, 36), (4, 12)], "#c1121f")
        p.oval(0, 2, 10, 15, "#e63946")
        p.blob([(-2, -4), (-10, 6), (-4, 16), (2, 6)], "#3a86ff")
        p.dot(-1, -14, 8.5, "#e63946")
        p.oval(-5, -14, 4, 4.4, "white")
        p.dot(-5.6, -14, 1.5, "#111111")
        p.poly([(-8, -16), (-16, -12 - (2 if talk and int(t * 7) % 2 else 0)), (-8, -10)], "#33373f")
        p.poly([(-8, -11), (-13, -9 + (2 if talk and int(t * 7) % 2 else 0)), (-7, -8)], "#55595f")
    mine = any(at < t < at + 1.5 for at, _ in PARROT[:4])
    people.person(
        p,
        92,
        166,
        t,
        people.GUS,
        Pose(14, 46 if mine else 14, 20, 60),
        "happy" if t < 8 else "surprised" if t > 10 else "neutral",
        1.4,
        0.8,
        talk=mine,
    )
    for at, words in PARROT[:4]:
        if at < t < at + 1.6:
            balloon(p, 90, 26, words, 9, (100, 52))
        if at + 1.7 < t < at + 3.3 and words != "Doch.":
            balloon(p, 130, 20, words, 9, (190, 38))
    if t > 14.6:
        balloon(p, 122, 22, "Der Keks ist im Schrank, rechts oben.", 9, (188, 38))
    if t > 17.8:
        p.text(263, 18, "✓", 18, "#2a9d8f", "symbols")


@scene(38, "liebre-contra-caracol", 22, 14)
def hare(p: Pen, t: float) -> None:
    def track(q: Pen) -> None:
        q.sky("#bfe6f7", "#f4fbff", 0, 90)
        q.box(0, 70, 320, 30, "#6b8e5a")
        for u, v, w in scatter("public", 90):
            q.dot(u * 320, 74 + v * 24, 3, mix("#f4a261", "#457b9d", w))
        q.box(0, 100, 320, 80, "#c8553d")
        for y in (116, 140, 164):
            q.line([(0, y), (320, y)], "white", 1)
        for k in range(8):
            for s in range(2):
                q.box(276 + s * 6, 100 + k * 10, 6, 10, "white" if (k + s) % 2 else "#222222")

    p.still("track", track)
    hare_x = between(30, 190, ease(t, 2, 4.5))
    stops = t > 4.5
    if stops:
        p.box(hare_x - 26, 112, 50, 8, "#457b9d", 3)
        animals.beast(p, hare_x, 132, animals.RABBIT, t, 1.2, mood="blissful")
        p.box(hare_x + 26, 108, 11, 18, "#222222", 2)
        p.box(hare_x + 27.4, 110, 8.2, 13, "#8ecae6", 1)
        if t < 18:
            balloon(
                p,
                hare_x - 4,
                70,
                "Un momento, una foto…" if t < 9 else "Otra…" if t < 13 else "¡Filtro nuevo!",
                9,
                (hare_x + 12, 92),
            )
    else:
        animals.beast(p, hare_x, 132, animals.RABBIT, t, 1.2, run=44 if t > 2 else 0)
    creatures.snail(p, between(30, 292, ramp(t, 2, 18.6)), 160, t, 1.1, mood="proud")
    if t > 18.6:
        confetti(p, t - 18.6, "meta", 40)
        p.text(160, 46, "¡GANA EL CARACOL!", 22, "#c8553d", edge="white")
    captions(
        p,
        t,
        [
            (0, "Preparados… listos…"),
            (2, "¡YA!"),
            (4.5, ""),
            (10, "El caracol no tiene móvil."),
            (13, ""),
            (18.6, "Tiempo: 16,6 segundos. Récord personal."),
        ],
        y=172,
        size=10,
    )


def buzzer_sound() -> Track:
    track = Track(9).add(sound.crowd(9, 0.8), 0, 0.4).repeat(sound.thud(), 0.45, 0.2, 2.6, 0.6)
    for k in range(4):
        track.add(sound.tone(880, 0.12, "chip"), 1 + k, 0.4)
    return (
        track.add(sound.tone(220, 0.9, "chip"), 5, 0.6)
        .add(sound.soften(sound.grains(0.3), 4000), 5.6, 0.5)
        .add(sound.crowd(3.4, 2), 5.7, 0.8)
    )


@scene(39, "last-second-from-half-court", 9, 5.5, buzzer_sound)
def buzzer(p: Pen, t: float) -> None:
    def court(q: Pen) -> None:
        q.sky("#33221a", "#5a3a28", 0, 110)
        for u, v, w in scatter("arena", 120):
            q.dot(u * 320, 20 + v * 84, 3, mix("#8d5b4c", "#e0a458", w * 0.6))
        q.box(0, 112, 320, 68, "#d9a066")
        q.arc(160, 190, 90, 60, 180, 360, "#f7ede2", 2)
        q.box(296, 40, 5, 110, "#444b57")
        q.box(268, 34, 30, 30, "white", 1, "#c1121f", 1)

    p.still("court", court)
    jump = toss(t, 2.6, 3.4, 20)
    pose = people.walking(t, 0.5, 30) if t < 2.4 else Pose(150, 165, 10, 5) if t < 5.6 else Pose(160, 160)
    player = Look(skin="#5f3b27", hair="#120d0b", top="#f2c230", bottom="#3a0ca3", style="curly")
    people.person(
        p,
        between(20, 92, ramp(t, 0, 2.4)),
        166 + jump + (hop(t, 0.5, 14) if t > 5.8 else 0),
        t,
        player,
        pose,
        "neutral" if t < 5.6 else "laughing",
        1.05,
        0.8,
    )
    if t < 2.6:
        things.ball(p, between(34, 106, ramp(t, 0, 2.4)), 160 + hop(t, 0.45, 26), 7, t * 90, "basketball")
    elif t < 5.6:
        u = ramp(t, 2.9, 5.6)
        things.ball(p, between(106, 262, u), between(94, 62, u) + toss(u, 0, 1, 52), 7, t * 260, "basketball")
    else:
        things.ball(
            p, 262, between(62, 158, ramp(t, 5.6, 6.3)) + (hop(t, 0.6, 14) if t > 6.3 else 0), 7, 0, "basketball"
        )
    p.line([(250, 62), (268, 62)], "#e4572e", 2.6)
    sag = 6 if 5.5 < t < 6 else 0
    p.poly([(251, 63), (267, 63), (264, 78 + sag), (254, 78 + sag)], fade("white", 0.6))
    p.box(126, 8, 68, 24, "#111111", 3)
    p.text(160, 20, f"00:0{max(0, 5 - int(t + 0.01))}" if t < 5 else "00:00", 15, "#ff4d4d", "mono")
    p.text(60, 20, "78" if t < 5.7 else "81", 17, "#ffd166", "mono")
    p.text(256, 20, "80", 17, "white", "mono")
    if t > 5.7:
        p.text(150, 70, "SWISH!", 34, "#ffd166", edge="#3a0ca3")
        confetti(p, t - 5.7, "hoop", 36)
