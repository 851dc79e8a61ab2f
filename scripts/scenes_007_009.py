# ruff: noqa: C901 - a scene is a list of what happens when; its branches are its beats
"""Clips 7 to 9."""

from __future__ import annotations

from collections import deque

import scenes_creatures as creatures
import scenes_people as people
import scenes_sky as sky
import scenes_sound as sound
from scenes_pen import Pen, fade, mix
from scenes_sound import Track
from scenes_time import (
    balloon,
    between,
    captions,
    cut,
    ease,
    hop,
    ramp,
    scatter,
    scene,
    swing,
)

FORECAST = [
    (0.3, "Guten Abend. Das Wetter für morgen."),
    (4.5, "Im Norden bleibt es windig und trocken."),
    (9.5, "In der Mitte ziehen Wolken auf."),
    (14, "Im Süden schneit es bis ins Tal."),
    (18.5, "Ziehen Sie sich warm an. Gute Nacht."),
]


def forecast_sound() -> Track:
    track = Track(22).add(sound.melody("G4:0.5 C5:0.5 E5:0.5 G5:1.5", 120, "bell"), 0, 0.3)
    for at, words in FORECAST:
        track.say(at, words, "de", "f3", 150)
    return track


def weather_map(p: Pen) -> None:
    p.sky("#1f3b63", "#2f5f8f")
    p.blob(
        [
            (150, 22),
            (176, 14),
            (206, 24),
            (238, 22),
            (252, 50),
            (242, 84),
            (256, 108),
            (232, 140),
            (196, 150),
            (164, 142),
            (150, 120),
            (136, 92),
            (146, 58),
        ],
        "#7fb069",
    )
    p.poly([(166, 142), (180, 122), (192, 136), (206, 118), (222, 138), (230, 142), (198, 151)], "#e8edf2")
    p.line([(188, 14), (192, 40), (180, 70), (196, 96), (190, 120)], fade("#3a86c8", 0.8), 1.4, smooth=True)


@scene(7, "morgen-schnee-im-sueden", 22, 15.5, forecast_sound)
def forecast(p: Pen, t: float) -> None:
    p.still("map", weather_map)
    if t > 4.5:
        for k in range(3):
            x = 160 + k * 30 + swing(t, 1.6, 5, k / 3)
            p.line([(x, 36 + k * 5), (x + 10, 34 + k * 5), (x + 18, 37 + k * 5)], "white", 1.6, smooth=True)
    if t > 9.5:
        sky.cloud(p, between(120, 180, ease(t, 9.5, 12)), 74, 0.7)
        sky.cloud(p, between(290, 226, ease(t, 9.5, 12)), 84, 0.6, "#e3e8ee")
    if t > 14:
        sky.cloud(p, 194, 116, 0.8, "#d5dde6")
        for u, v, w in scatter("flakes", 18):
            p.text(164 + u * 62, 124 + ((v + t * 0.25) % 1) * 26, "*", 9 + 3 * w, "white")
    for start, x, y, words in ((5, 262, 42, "9°"), (10, 262, 80, "5°"), (14.5, 262, 128, "-2°")):
        if t > start:
            p.box(x - 16, y - 9, 38, 18, "#12243f", 5)
            p.text(x + 3, y, words, 12, "#ffe08a")
    look = people.Look(skin="#f0c8a8", hair="#5b3a1e", style="long", top="#b5179e", bottom="#3a2a4d")
    arm = 75 if t < 9.5 else 62 if t < 14 else 42
    people.person(
        p,
        74,
        172,
        t,
        look,
        people.Pose(right=arm if 4.5 < t < 18.5 else 14, right_bend=8, left=12),
        "happy",
        1.5,
        0.7 if t > 4.5 else 0,
        talk=True,
    )
    captions(p, t, FORECAST, y=166, size=10)


def maze_sound() -> Track:
    tune = "C5:0.5 E5:0.5 G5:0.5 E5:0.5 F5:0.5 A5:0.5 G5 C5:0.5 E5:0.5 G5:0.5 C6:0.5 B5 G5"
    track = (
        Track(20)
        .repeat(sound.melody(tune, 160, "chip", 0.7), 3.75, loud=0.25)
        .add(sound.beat("k.h.s.h.", 160, 20), 0, 0.2)
    )
    for at in (3, 5, 7.5, 10, 12.5):
        track.add(sound.glide(700, 1600, 0.14, "chip"), at, 0.35)
    return track.add(sound.melody("G5:0.5 C6:0.5 E6:2", 150, "chip"), 16.2, 0.5)


MAZE = [
    "###############",
    "#S..#.....#...#",
    "###.#.###.#.#.#",
    "#...#...#.#.#.#",
    "#.#####.#...#.#",
    "#.....#.#####.#",
    "#####.#.....#.#",
    "#.......###...E",
    "###############",
]


def maze_board(p: Pen) -> None:
    p.shade("#101426", 1)
    for row, line in enumerate(MAZE):
        for column, letter in enumerate(line):
            if letter == "#":
                p.box(40 + column * 16, 22 + row * 16, 15, 15, "#3a4fc4", 2)
                p.box(42 + column * 16, 24 + row * 16, 11, 4, "#5b70e0", 1)


def maze_steps() -> list[tuple[int, int]]:
    def free(c: int, r: int) -> bool:
        return 0 <= r < len(MAZE) and 0 <= c < len(MAZE[0]) and MAZE[r][c] != "#"

    came: dict[tuple[int, int], tuple[int, int] | None] = {(1, 1): None}
    queue = deque([(1, 1)])
    while queue:
        c, r = queue.popleft()
        for step in ((c + 1, r), (c - 1, r), (c, r + 1), (c, r - 1)):
            if step not in came and free(*step):
                came[step] = (c, r)
                queue.append(step)
    at: tuple[int, int] | None = (14, 7)
    way: list[tuple[int, int]] = []
    while at is not None:
        way.append(at)
        at = came[at]
    return way[::-1]


STEPS = maze_steps()


@scene(8, "pixel-frog-in-the-maze", 20, 8, maze_sound)
def maze(p: Pen, t: float) -> None:
    p.still("maze", maze_board)
    place = ramp(t, 1.2, 16) * (len(STEPS) - 1)
    k = min(int(place), len(STEPS) - 2)
    share = place - k
    x = 47.5 + 16 * between(STEPS[k][0], STEPS[k + 1][0], share)
    y = 30 + 16 * between(STEPS[k][1], STEPS[k + 1][1], share)
    eaten = 0
    for n in range(4, len(STEPS) - 1, 5):
        if n > place:
            p.dot(47.5 + 16 * STEPS[n][0], 30 + 16 * STEPS[n][1], 3.4, "#ff4d6d")
            p.line(
                [(47.5 + 16 * STEPS[n][0], 26 + 16 * STEPS[n][1]), (49.5 + 16 * STEPS[n][0], 23 + 16 * STEPS[n][1])],
                "#7ae582",
                1.2,
            )
        else:
            eaten += 1
    p.box(264 + 4, 136, 12, 15, "#8a5a2b" if t < 16 else "#101426", 2)
    creatures.frog(p, x, y + 7 + hop(t, 0.4, 3), t, 0.55)
    p.text(44, 12, f"SCORE {eaten * 100:04d}", 10, "#ffe066", "mono", "lm")
    p.text(276, 12, "♥♥♥", 10, "#ff4d6d", "symbols", "rm")
    if t > 16.2:
        p.box(80, 66, 160, 46, "#101426", 6, "#ffe066", 2)
        p.text(160, 82, "LEVEL CLEAR", 16, "#ffe066", "mono")
        p.text(160, 101, "NO FLIES WERE HARMED", 8, "white", "mono")
    if t < 1.2:
        p.text(160, 96, "READY?", 22, "white", "mono")


def crane(p: Pen, x: float, y: float, t: float, size: float) -> None:
    with p.at(x, y, size):
        w = swing(t, 1.4, 10)
        p.poly([(-6, 4), (-44, -18), (-14, -8)], "#e05780")
        p.poly([(8, 2), (34, -30), (14, -6)], "#e05780")
        p.poly([(34, -30), (46, -24), (32, -24)], "#c9184a")
        p.poly([(-12, -4), (14, -4), (4, 14)], "#ff8fab")
        p.poly([(-10, -4), (8, -4), (-14, -34 - w)], "#ffb3c6")
        p.poly([(-6, -4), (14, -4), (14, -36 + w)], "#ff8fab")


@scene(9, "one-sheet-one-crane", 30, 25)
def paper_crane(p: Pen, t: float) -> None:
    def table(q: Pen) -> None:
        q.shade("#d8b48a", 1)
        for k in range(7):
            q.line([(0, 14 + k * 27), (110, 17 + k * 27), (320, 12 + k * 27)], "#cba477", 1.4, smooth=True)

    p.still("table", table)
    step, u = cut(t, 4, 8.5, 13, 17.5, 22)
    f = ease(u, 0.8, 2.8)
    with p.at(160, 84):
        if step == 0:
            p.poly([(-50, -50), (50, -50), (50, 50), (-50, 50)], "#ff8fab", "#e05780", 1)
        elif step == 1:
            p.poly([(-50, 50), (50, 50), (50, -50)], "#ff8fab", "#e05780", 1)
            p.poly(
                [(-50, 50), (50, -50), (between(-50, 50, f), between(-50, 50, f))],
                mix("#ff8fab", "#fff0f3", 0.4 + 0.6 * (1 - f)),
                "#e05780",
                1,
            )
        elif step == 2:
            p.poly([(-50, 0), (0, -50), (50, 0), (0, 50)], "#ffb3c6", "#e05780", 1)
            p.poly([(0, -50), (between(-50, 50, f), 0), (0, 50)], "#ff8fab", "#e05780", 1)
            p.line([(0, -50), (0, 50)], "#e05780", 1)
        elif step == 3:
            wide = between(50, 20, f)
            p.poly([(-wide, -8), (0, -54), (wide, -8), (0, 54)], "#ff8fab", "#e05780", 1)
            p.line([(0, -54), (0, 54)], "#e05780", 1)
        elif step == 4:
            p.poly([(-18, -8), (18, -8), (0, 40)], "#ffb3c6", "#e05780", 1)
            w = between(0, 62, f)
            p.poly([(-16, -6), (-4, 20), (-10 - w * 0.8, 50 - w * 1.2)], "#ff8fab", "#e05780", 1)
            p.poly([(16, -6), (4, 20), (10 + w * 0.8, 50 - w * 1.2)], "#e05780", "#c9184a", 1)
    if step < 5:
        for side in (-1, 1):
            grip = between(70, 46, abs(swing(u, 4.5)))
            p.blob(
                [
                    (160 + side * (grip + 70), 190),
                    (160 + side * (grip + 30), 130),
                    (160 + side * grip, 112),
                    (160 + side * (grip + 8), 128),
                    (160 + side * (grip + 44), 190),
                ],
                "#d99f78",
            )
    else:
        crane(
            p, between(160, 200, ramp(u, 3, 8)), 92 - ease(u, 2.5, 8) * 40 + swing(t, 1.4, 3), u if u > 2 else 0, 1.25
        )
    captions(
        p,
        t,
        [
            (0, "One square sheet."),
            (4, "1  Fold corner to corner."),
            (8.5, "2  Again, and open the pocket."),
            (13, "3  Slim the kite."),
            (17.5, "4  Neck up, tail up."),
            (22, "5  Pull gently… and it is a crane."),
            (26, "Make a wish."),
        ],
    )
    if t > 25:
        balloon(p, 90, 40, "…it flies!", 10, (150, 78)) if t > 27 else None
