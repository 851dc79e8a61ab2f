# ruff: noqa: C901 - a scene is a list of what happens when; its branches are its beats
"""Clips 73 to 75."""

from __future__ import annotations

import math

import scenes_land as land
import scenes_people as people
import scenes_sky as sky
import scenes_sound as sound
import scenes_things as things
import scenes_vehicles as vehicles
from scenes_pen import Pen, fade
from scenes_people import Look, Pose
from scenes_sound import Track
from scenes_time import (
    balloon,
    captions,
    cut,
    ease,
    scene,
    swing,
    title,
)

BIKE = [
    (0.3, "Guten Abend. Hier ist das Erste vom Ort."),
    (4.5, "Der neue Radweg am Fluss ist eröffnet."),
    (9.5, "Er ist zwölf Kilometer lang und durchgehend beleuchtet."),
    (15.5, "Die Stadt rechnet mit tausend Radfahrenden am Tag."),
    (20.4, "Und nun das Wetter."),
]


def bike_sound() -> Track:
    track = Track(23).add(sound.melody("C4:0.5 G4:0.5 C5:1.5", 110, "strings"), 0, 0.25)
    for at, words in BIKE:
        track.say(at + 0.1, words, "de", "m3", 155)
    return track


@scene(73, "neuer-radweg-eroeffnet", 23, 11, bike_sound)
def bike_news(p: Pen, t: float) -> None:
    if 4.5 < t < 20:

        def river(q: Pen) -> None:
            q.sky("#a9d6ef", "#f0f8fc", 0, 110)
            land.skyline(q, 104, "radweg", "#9aa8ba", count=12)
            q.box(0, 104, 320, 22, "#5fa8d3")
            land.grass(q, 124, "#86b85f", 20)
            q.box(0, 144, 320, 20, "#c8553d")
            for k in range(8):
                q.box(k * 42, 153, 20, 2, "white")
                land.tree(q, 10 + k * 44, 138, 0.55)

        p.still("river", river)
        inks = ("#d1495b", "#2a9d8f", "#e9c46a")
        for k, look in enumerate((people.ANN, people.BEN, people.EVE)):
            x = (t * 46 + k * 120) % 440 - 60
            pedal = swing(t, 0.8, 18)
            people.person(
                p,
                x - 6,
                152,
                t,
                look,
                Pose(50, 60, 10, 10, 10 + pedal, 14 - pedal, 30, 30, lean=14, crouch=2),
                "happy",
                0.72,
                0.9,
            )
            vehicles.bicycle(p, x, 164, t * 1.6, 0.95, inks[k])
        if t < 8:
            p.line([(60, 128), (60, 166)], "#333333", 2)
            p.line([(260, 128), (260, 166)], "#333333", 2)
            gap = ease(t, 5.4, 6)
            p.line([(60, 134), (160 - 60 * gap, 138 + 22 * gap)], "#e63946", 3)
            p.line([(260, 134), (160 + 60 * gap, 138 + 22 * gap)], "#e63946", 3)
    else:

        def studio(q: Pen) -> None:
            q.sky("#1d3557", "#457b9d")
            q.dot(250, 62, 40, fade("#a8dadc", 0.25))
            q.dot(250, 62, 28, fade("#a8dadc", 0.25))

        p.still("studio erste", studio)
        people.person(
            p,
            120,
            172,
            t,
            Look(skin="#f0c39b", hair="#5b3a1e", style="short", top="#22304a", bottom="#22304a"),
            Pose(40, 40, 80, 80),
            "neutral",
            1.5,
            0,
            talk=True,
        )
        things.desk(p, 120, 132, 200, "DAS ERSTE VOM ORT", "#14213d")
        things.clock_face(p, 250, 62, 20, 20.0)
    captions(p, t, BIKE, y=168, size=10)


SOCK = [
    (0.3, "Última hora: ha desaparecido un calcetín."),
    (5, "Entró en la lavadora con su hermano. Salió solo uno."),
    (11, "El hermano no quiere hacer declaraciones."),
    (15.6, "La lavadora niega todo."),
    (19.6, "Seguiremos informando… descalzos."),
]


def sock_sound() -> Track:
    track = (
        Track(24)
        .add(sound.melody("C5:0.25 C5:0.25 C5:0.25 G5:1", 130, "brass"), 0, 0.2)
        .add(sound.motor(4, 50, 60), 15.2, 0.3)
    )
    for at, words in SOCK:
        track.say(at + 0.2, words, "es", "m3", 165)
    return track


@scene(74, "el-calcetin-desaparecido", 24, 13, sock_sound)
def sock(p: Pen, t: float) -> None:
    def newsdesk(q: Pen) -> None:
        q.sky("#3c096c", "#7b2cbf")
        q.box(176, 20, 130, 96, "white", 3)
        q.box(179, 23, 124, 90, "#d8f3dc")

    p.still("newsdesk", newsdesk)

    def draw_sock(x: float, y: float, mood: str, ink: str) -> None:
        with p.at(x, y, 1.1):
            p.line([(0, -22), (0, 2), (16, 8)], ink, 15)
            p.box(-8.5, -30, 17, 8, "white", 2)
            for side in (-1, 1):
                p.dot(side * 3.4, -10, 1.5, "#222222")
            p.arc(0, -3 if mood == "sad" else -7, 3, 2.4, *((195, 345) if mood == "sad" else (15, 165)), "#222222", 1)
            if mood == "sad":
                p.oval(-5, -4 + (t * 9) % 10, 1.2, 2, "#3a86ff")

    step, u = cut(t, 5, 11, 15.6, 19.6)
    if step == 0:
        draw_sock(230, 80, "happy", "#e63946")
        p.text(240, 104, "SE BUSCA", 13, "#c1121f")
    elif step == 1:
        p.box(208, 34, 66, 72, "#f1f1f1", 4, "#9aa3ad", 1.5)
        p.dot(241, 74, 24, "#9aa3ad")
        p.dot(241, 74, 19, "#8ecae6")
        for k in range(2 if u < 3.4 else 1):
            w = u * 6 + k * math.pi
            p.dot(241 + 10 * math.cos(w), 74 + 10 * math.sin(w), 5, "#e63946")
    elif step == 2:
        draw_sock(238, 82, "sad", "#e63946")
        p.box(206, 94, 8, 16, "#333333", 3)
    elif step == 3:
        p.box(208 + swing(t, 0.1, 1), 34, 66, 72, "#f1f1f1", 4, "#9aa3ad", 1.5)
        p.dot(241, 78, 22, "#5b6b7d")
        for side in (-1, 1):
            p.dot(241 + side * 12, 50, 4, "#222222")
        balloon(p, 150, 30, "¿Yo? Jamás.", 10, (208, 56))
    else:
        p.text(241, 68, "?", 60, "#7b2cbf")
    look = Look(skin="#c98e62", hair="#241a17", style="short", top="#240046", bottom="#240046")
    people.person(
        p,
        92,
        170,
        t,
        look,
        Pose(45, 45, 75, 75),
        "scared" if step == 0 else "sad" if step == 4 else "neutral",
        1.45,
        0.4,
        talk=u < 3.6,
    )
    things.desk(p, 96, 130, 170, "NOTICIAS 25", "#5a189a")
    p.box(0, 158, 320, 22, "#c1121f")
    p.text(
        10,
        169,
        (
            "ÚLTIMA HORA: CALCETÍN DESAPARECIDO",
            "ENTRARON DOS, SALIÓ UNO",
            "EL HERMANO, DESTROZADO",
            "LA LAVADORA: «NO SÉ NADA»",
            "LLAMEN SI LO VEN",
        )[step],
        11,
        "white",
        anchor="lm",
    )


STARS = ("one", "two", "three", "four", "five", "six", "seven")


def seven_sound() -> Track:
    tune = sound.melody("C4 G4 E4 G4 F4 A4 G4:2 E4 G4 D4 F4 C4:4", 92, "bell", 1.3)
    track = Track(42).repeat(tune, 10.4, 0.2, 40, 0.35)
    for k, word in enumerate(STARS):
        track.say(4 + k * 4, f"{word} sleepy star{'s' if k else ''}", "en", "f4", 125).add(
            sound.chime(), 3.8 + k * 4, 0.2
        )
    return track.say(35, "Good night, little moon.", "en", "f4", 110)


@scene(75, "seven-sleepy-stars", 42, 31, seven_sound)
def seven_stars(p: Pen, t: float) -> None:
    def bedtime(q: Pen) -> None:
        q.sky("#2b2d6e", "#6a6fc1", 0, 150)
        sky.stars(q, "tiny", 30, 120)
        land.hills(q, 160, 16, "#3a3f7a", 0.1, 260)
        land.house(q, 62, 158, 1, "#f2cc8f", "#9d4edd", lit=True)

    p.still("bedtime", bedtime)
    sky.moon(p, 262, 44, 20)
    for side in (-1, 1):
        p.arc(262 + side * 7, 42, 3, 2.2, 0, 180, "#5b5f7a", 1.4)
    p.arc(262, 48, 5, 3.4, 15, 165, "#5b5f7a", 1.4)
    for k in range(7):
        start = 3.8 + k * 4
        if t > start:
            x, y = 40 + k * 31, 62 + 26 * math.sin(k * 1.9)
            s = ease(t, start, start + 0.6)
            asleep = t > start + 3.4
            with p.at(x, y + swing(t, 3, 2, k / 7), s * 1.1, swing(t, 4, 8, k / 7)):
                p.poly(
                    [
                        (
                            13 * (1 if n % 2 == 0 else 0.48) * math.sin(n * math.pi / 5),
                            -13 * (1 if n % 2 == 0 else 0.48) * math.cos(n * math.pi / 5),
                        )
                        for n in range(10)
                    ],
                    ("#ffd166", "#ffadad", "#caffbf", "#9bf6ff", "#ffc6ff", "#fdffb6", "#ffd6a5")[k],
                )
                for side in (-1, 1):
                    p.arc(side * 3, 0, 1.6, 1.2, 0, 180, "#3a3f7a", 0.9) if asleep else p.dot(
                        side * 3, 0, 1.2, "#3a3f7a"
                    )
                p.arc(0, 2.4, 2.2, 1.6, 15, 165, "#3a3f7a", 0.9)
    n = int((t - 3.8) // 4)
    if 0 <= n < 7:
        p.text(160, 128, f"{n + 1}", 30, "#fdf6e3")
        p.text(160, 150, f"{STARS[n]} sleepy star{'s' if n else ''}", 12, "#fdf6e3")
    elif n >= 7:
        p.text(160, 136, "Good night, little moon.", 14, "#fdf6e3")
    p.shade("#14163a", 0.3 * ease(t, 34, 41))
    title(p, t, "Seven sleepy stars", "a counting song", 3.2)
