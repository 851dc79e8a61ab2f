"""Clips 60 to 63."""

from __future__ import annotations

import math

import scenes_creatures as creatures
import scenes_land as land
import scenes_people as people
import scenes_sky as sky
import scenes_sound as sound
import scenes_vehicles as vehicles
from scenes_010_013 import viaduct
from scenes_pen import Pen, fade
from scenes_people import Look, Pose
from scenes_sound import Track
from scenes_time import (
    balloon,
    between,
    captions,
    ease,
    ramp,
    scatter,
    scene,
    swing,
    title,
)


def missed_sound() -> Track:
    track = (
        Track(11)
        .add(sound.beat("k.k.k.k.", 190, 4), 0, 0.5)
        .add(sound.tone(660, 0.3, "chip"), 3.4, 0.4)
        .add(sound.tone(520, 0.3, "chip"), 3.8, 0.4)
    )
    return (
        track.say(5.2, "Die nächste Bahn fährt in neunundzwanzig Minuten.", "de", "f3", 150)
        .add(sound.motor(3, 90, 240), 4.2, 0.3)
        .add(sound.melody("E4 Eb4 D4 Db4:3", 120, "brass"), 8.4, 0.4)
    )


@scene(60, "s-bahn-verpasst", 11, 6, missed_sound)
def missed(p: Pen, t: float) -> None:
    def platform(q: Pen) -> None:
        q.sky("#b8c4ce", "#e5ebef", 0, 100)
        land.skyline(q, 112, "s-bahn", "#8e99a8", count=10)
        q.box(0, 110, 320, 30, "#6f6a66")
        vehicles.rails(q, 136)
        q.box(0, 142, 320, 38, "#b9b4ac")
        q.box(0, 142, 320, 4, "#f2c230")
        q.box(20, 12, 108, 34, "#14213d", 3)

    p.still("platform", platform)
    gone = between(0, 420, ramp(t, 4.2, 7) ** 2)
    vehicles.train(p, 300 + gone, 136, t, "#c1121f", 5, 1.05)
    p.text(74, 23, "S3 Flughafen", 11, "#ffd166", "mono")
    p.text(74, 37, "sofort" if t < 4.4 else "29 Min.", 11, "#ffd166", "mono")
    x = between(-30, 176, ramp(t, 0.4, 4.4))
    running = t < 4.4
    look = Look(skin="#f3cfb3", hair="#5b3a1e", top="#8d6b94", bottom="#33373f", glasses=True)
    people.person(
        p,
        x,
        172,
        t,
        look,
        people.walking(t, 0.4, 44) if running else Pose(30, 30),
        "scared" if running else "sad",
        1.15,
        0.9,
    )
    p.box(x - 26, 152, 14, 18, "#7a5230", 2)
    if t > 8.4:
        creatures.bird(p, 236, 164, t, "#8e99a8", 0.9, flap=0)
        balloon(p, 252, 130, "Gurr.", 9, (246, 154))
    captions(p, t, [(0, "Noch dreißig Sekunden!"), (4.4, "…"), (5.2, "Die nächste Bahn fährt in 29 Minuten.")], y=64)


@scene(61, "dampfzug-im-schnee", 26, 14)
def steam_snow(p: Pen, t: float) -> None:
    def winter(q: Pen) -> None:
        viaduct(q)
        q.shade("#dfeaf5", 0.45)
        q.box(0, 92, 320, 4, "white")
        for x in (14, 40, 70, 250, 284, 306):
            land.pine(q, x, 142 + (x % 7), 0.8, snow=True)
        q.box(0, 158, 320, 22, "#cfe0ec")

    p.still("winter viaduct", winter)
    vehicles.steam_engine(p, between(-10, 520, ramp(t, 2.5, 25)), 93, t, 0.95, 3)
    people.person(
        p,
        36,
        176,
        t,
        Look(
            skin="#e3ad80",
            hair="#3a2418",
            style="tail",
            top="#ff6f91",
            bottom="#4b6cb7",
            hat="beanie",
            hat_colour="#274690",
        ),
        Pose(right=150 + swing(t, 0.6, 22) if 6 < t < 19 else 15),
        "laughing" if t > 4 else "happy",
        0.62,
        0.8,
    )
    sky.snowfall(p, t, 28, 20, "winter train")
    title(p, t, "Dampfzug im Schnee", "Januar, 10 Uhr 14", 2.8)
    captions(
        p,
        t,
        [(5, "Er fährt auch bei minus zwölf."), (9, ""), (13, "Der Schnee schluckt jedes Geräusch."), (18, "")],
        y=18,
    )


def storm_sound() -> Track:
    track = Track(23).add(sound.rain(23, 1), 0, 0.6).add(sound.wind(23, 700), 0, 0.7).add(sound.waves(23, 4), 0, 0.8)
    for at in (4.3, 11.4, 17.9):
        track.add(sound.thunder(3.4), at, 1.0)
    return track.repeat(sound.horn(1.5), 9, 7, loud=0.2)


@scene(62, "storm-over-the-lighthouse", 23, 11.15, storm_sound)
def storm(p: Pen, t: float) -> None:
    def rock(q: Pen) -> None:
        q.sky("#10151f", "#3b4658", 0, 140)
        for k in range(8):
            sky.cloud(q, 20 + k * 42, 22 + (k % 3) * 9, 1.3, "#2a3342")

    p.still("storm", rock)
    flashes = (4, 11, 17.5)
    bolt = next((f for f in flashes if f <= t < f + 0.35), None)
    if bolt is not None:
        p.shade("#cfd8ff", 0.45)
        x = 60 + flashes.index(bolt) * 50
        p.line([(x, 30), (x - 10, 62), (x + 6, 66), (x - 8, 112)], "#fffbe0", 2.4)
    sky.sea(p, 122, t * 2.2, "#24405c", 3, 6)
    p.blob([(196, 190), (204, 138), (232, 122), (270, 126), (300, 150), (310, 190)], "#2b2a2e")
    p.poly([(236, 128), (242, 54), (262, 54), (268, 128)], "#e8e1d5")
    for k in range(3):
        p.poly(
            [
                (238 + k * 0.7 - 0.4, 116 - k * 22),
                (239.2 + k * 0.7, 105 - k * 22),
                (265 - k * 0.7, 105 - k * 22),
                (266 - k * 0.7, 116 - k * 22),
            ],
            "#c1121f",
        )
    p.box(240, 40, 24, 15, "#ffe9a8", 2)
    p.wedge(252, 41, 14, 180, 360, "#8d1b1b")
    c = math.cos(t * 1.3)
    p.poly([(252, 47), (252 - 260 * c, 47 - 16), (252 - 260 * c, 47 + 40)], fade("#fff3b0", 0.22))
    bx, by = 92 + swing(t, 5, 16), 138 + swing(t, 1.9, 9)
    with p.at(bx, by, 0.8, swing(t, 1.9, 22)):
        p.poly([(-26, -6), (28, -6), (19, 8), (-18, 8)], "#9c4a2f")
        p.box(-8, -20, 18, 14, "#f1faee", 2)
        p.line([(12, -8), (12, -34)], "#5d4027", 2)
    splash = abs(swing(t, 2.6))
    for a, b, c in scatter("spray", 14):
        p.dot(198 + a * 34, 144 - splash * 34 * b, 1.2 + 1.6 * c, fade("white", 0.8 * splash))
    sky.rainfall(p, t, 34, slant=0.5, speed=330)
    title(p, t, "Storm over the lighthouse", "the light stays on", 3)


WET = [
    (0.3, "El tiempo: hoy llueve en Madrid."),
    (3.6, "Y en Sevilla. Y en Bilbao."),
    (7, "También llueve dentro de este estudio."),
    (11, "Mañana: más agua. Pasado: peces."),
    (14.7, "Les habló, desde una barca, su meteoróloga."),
]


def wet_sound() -> Track:
    track = (
        Track(18).add(sound.melody("G4:0.5 C5:0.5 E5:0.5 G5:1.5", 120, "bell"), 0, 0.2).add(sound.rain(11, 0.8), 7, 0.5)
    )
    for at, words in WET:
        track.say(at, words, "es", "f3", 160)
    return track.add(sound.splash(), 13, 0.5)


@scene(63, "llueve-en-todas-partes", 18, 13, wet_sound)
def wet_forecast(p: Pen, t: float) -> None:
    def studio(q: Pen) -> None:
        q.sky("#274690", "#576ca8")
        q.blob(
            [(150, 40), (200, 28), (262, 36), (284, 60), (270, 96), (236, 132), (190, 140), (160, 120), (152, 84)],
            "#f2cc8f",
        )

    p.still("estudio", studio)
    for k, (x, y) in enumerate(((208, 70), (184, 118), (206, 42), (256, 66), (236, 100))):
        if t > (0.6, 3.8, 5, 5.6, 6)[k]:
            sky.cloud(p, x, y, 0.5, "#8d99ae")
            for n in range(3):
                p.line(
                    [(x - 6 + n * 6, y + 8 + (t * 20 + n * 4) % 8), (x - 7 + n * 6, y + 12 + (t * 20 + n * 4) % 8)],
                    "#1d4e89",
                    1,
                )
    level = 190 - 52 * ease(t, 7, 12)
    look = Look(
        skin="#e3ad80",
        hair="#241a17",
        style="long",
        top="#e9c46a" if t > 7 else "#b5179e",
        bottom="#3a2a4d",
        hat="straw" if t > 9 else "",
        hat_colour="#e9c46a",
    )
    afloat = t > 11
    bob = swing(t, 1.6, 2) if afloat else 0
    people.person(
        p,
        74,
        (168 if not afloat else 160) + bob,
        t,
        look,
        Pose(right=70 if t < 15 else 150 + swing(t, 0.5, 20)),
        "happy" if t < 7 else "proud",
        1.35,
        0.6,
        talk=True,
    )
    if t > 7:
        sky.rainfall(p, t, 46)
    if level < 185:
        p.box(0, level, 320, 60, fade("#2a86b5", 0.6))
    if afloat:
        with p.at(74, 158 + bob, 1.9):
            p.poly([(-26, -6), (28, -6), (19, 8), (-18, 8)], "#9c4a2f")
        creatures.fish(p, (t * 30) % 380 - 30, 168, t, "#ff7f51", 0.8)
        creatures.duck(p, 250 + swing(t, 4, 16), 144, t, "#ffd23f", 1)
    captions(p, t, WET, y=20, size=10)
