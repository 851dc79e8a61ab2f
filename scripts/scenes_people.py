"""People with faces and moods."""

from __future__ import annotations

import math
from dataclasses import dataclass

from scenes_hats import HATS
from scenes_pen import Colour, Pen, fade, mix
from scenes_time import swing


@dataclass(frozen=True)
class Look:
    """How a person looks."""

    skin: Colour = "#e8b48c"
    hair: Colour = "#4a2f1d"
    style: str = "short"
    """short, long, bun, curly, bald, tail, spiky."""
    top: Colour = "#3f7cac"
    bottom: Colour = "#2f3e54"
    shoes: Colour = "#2b2b2b"
    hat: str = ""
    """A name in `HATS`, or none."""
    hat_colour: Colour = "#c0392b"
    skirt: bool = False
    beard: bool = False
    glasses: bool = False
    apron: bool = False


@dataclass(frozen=True)
class Pose:
    """How a person stands: angles in degrees from hanging straight down, positive outwards and upwards."""

    left: float = 12
    right: float = 12
    left_bend: float = 10
    right_bend: float = 10
    left_leg: float = 3
    right_leg: float = 3
    left_knee: float = 0
    right_knee: float = 0
    lean: float = 0
    crouch: float = 0
    """How far the hips are lowered, in units."""


def walking(t: float, period: float = 0.9, stride: float = 24) -> Pose:
    """A walk to the side."""
    s = swing(t, period)
    return Pose(
        left=stride * s, right=stride * s, left_leg=-stride * s, right_leg=-stride * s, left_knee=8, right_knee=8
    )


def dancing(t: float, period: float = 1.0) -> Pose:
    """Arms and legs that go with the beat."""
    s, c = swing(t, period), swing(t, period * 2)
    return Pose(90 + 60 * s, 90 - 60 * s, 30, 30, 10 + 8 * s, 10 - 8 * s, 5, 5, 8 * c, 2 + 2 * abs(s))


def limb(
    p: Pen, x: float, y: float, side: int, angle: float, bend: float, length: float, width: float, ink: Colour
) -> tuple[float, float]:
    """An arm or a leg from (x, y); returns where it ends."""
    first, second = math.radians(angle), math.radians(angle + bend)
    knee = (x + side * math.sin(first) * length / 2, y + math.cos(first) * length / 2)
    end = (knee[0] + side * math.sin(second) * length / 2, knee[1] + math.cos(second) * length / 2)
    p.line([(x, y), knee, end], ink, width)
    return end


def eyes(p: Pen, mood: str, facing: float, t: float) -> None:
    """Two eyes around the middle of a face of radius 10."""
    blink = (t + 0.3) % 3.1 < 0.12
    for side in (-1, 1):
        x = facing * 3 + side * 3.6
        if mood in ("asleep", "blissful") or blink:
            down = mood != "blissful"
            p.arc(x, -1, 1.8, 1.3, 0 if down else 180, 180 if down else 360, "#222222", 0.8)
        elif mood in ("scared", "surprised"):
            p.dot(x, -1, 2.6, "white")
            p.dot(x + facing, -1, 1.1, "#222222")
        else:
            p.oval(x, -1, 1.1, 1.5, "#222222")
        if mood in ("angry", "scared", "sad", "proud"):
            tilt = {"angry": -1.3, "scared": 1.3, "sad": 1.1, "proud": 0.3}[mood]
            p.line([(x - 2, -4.6 - side * tilt), (x + 2, -4.6 + side * tilt)], "#2b211c", 0.8)


def mouth(p: Pen, mood: str, facing: float, t: float, talk: bool) -> None:
    """A mouth under the eyes."""
    x = facing * 3
    if talk and int(t * 7) % 3:
        p.oval(x, 4.2, 2.2, 1 + 1.2 * abs(math.sin(t * 11)), "#7d2f2f")
    elif mood in ("happy", "proud", "blissful"):
        p.arc(x, 3, 3.4, 2.6, 15, 165, "#7d2f2f", 1)
    elif mood == "laughing":
        p.wedge(x, 3, 3.6, 0, 180, "#7d2f2f")
    elif mood in ("sad", "angry"):
        p.arc(x, 6.4, 3, 2, 200, 340, "#7d2f2f", 1)
    elif mood in ("scared", "surprised"):
        p.oval(x, 5, 1.7, 2.3, "#5b2323")
    else:
        p.line([(x - 2, 4.4), (x + 2, 4.4)], "#7d2f2f", 1)


def hair(p: Pen, look: Look, facing: float) -> None:
    """Hair over a head of radius 10."""
    ink = look.hair
    if look.style == "bald":
        return
    if look.style == "curly":
        for k in range(9):
            w = math.radians(180 + k * 22.5)
            p.dot(9 * math.cos(w), -2 + 8.5 * math.sin(w), 4, ink)
        return
    p.blob(
        [(-10, -1), (-9, -8), (0, -11.5), (9, -8), (10, -1), (6, -5.5 + facing), (0, -6.5), (-6, -5.5 - facing)], ink
    )
    if look.style == "bun":
        p.dot(-facing * 4, -12.5, 4, ink)
    if look.style == "spiky":
        for k in range(-2, 3):
            p.poly([(k * 4 - 2.5, -8), (k * 4.4, -15 + abs(k)), (k * 4 + 2.5, -8)], ink)


def hair_behind(p: Pen, look: Look, facing: float) -> None:
    """What of the hair hangs behind the head."""
    if look.style == "long":
        p.blob([(-10, -5), (-11, 8), (-8, 14), (8, 14), (11, 8), (10, -5), (0, -10)], look.hair)
    if look.style == "tail":
        back = -1 if facing >= 0 else 1
        p.blob([(back * 8, -6), (back * 14, -4), (back * 15, 7), (back * 11, 12), (back * 9, 2)], look.hair)


def head(p: Pen, x: float, y: float, look: Look, mood: str, t: float, facing: float = 0, talk: bool = False) -> None:
    """A head of radius 10 around (x, y); facing goes from -1 (left) to 1 (right)."""
    with p.at(x, y):
        p.dot(0, 0, 10, look.skin)
        for side in (-1, 1):
            p.dot(side * 9.8 - facing * 2, 0.5, 1.9, look.skin)
            if mood in ("happy", "laughing", "blissful"):
                p.oval(facing * 3 + side * 6, 2.6, 1.8, 1.1, fade("#e0655f", 0.45))
        hair(p, look, facing)
        eyes(p, mood, facing, t)
        if look.beard:
            p.blob([(-9, 1), (-7, 9), (0, 13), (7, 9), (9, 1), (4, 2.4), (0, 1.8), (-4, 2.4)], look.hair)
        mouth(p, mood, facing, t, talk)
        p.dot(facing * 4.6, 1.6, 1.2, mix(look.skin, "#8a4b2f", 0.25))
        if look.glasses:
            for side in (-1, 1):
                p.arc(facing * 3 + side * 3.7, -1, 3, 3, 0, 360, "#333333", 0.7)
        if look.hat:
            HATS[look.hat](p, look.hat_colour, facing)


def person(
    p: Pen,
    x: float,
    y: float,
    t: float = 0,
    look: Look | None = None,
    pose: Pose | None = None,
    mood: str = "happy",
    size: float = 1,
    facing: float = 0,
    talk: bool = False,
) -> dict[str, tuple[float, float]]:
    """A person whose feet stand at (x, y), 70 units tall; returns where the hands are, in the frame."""
    look, pose = look or Look(), pose or Pose()
    with p.at(x, y, size):
        hips = -24 + pose.crouch
        for side, angle, knee in ((-1, pose.left_leg, pose.left_knee), (1, pose.right_leg, pose.right_knee)):
            bend = knee + pose.crouch * 5
            foot = limb(p, side * 3.6, hips, side, angle + pose.crouch * 3, -bend, 24, 5.4, look.bottom)
            p.oval(foot[0] + side * 1.2 + facing, foot[1], 4, 2.2, look.shoes)
        with p.at(0, hips, turn=pose.lean):
            hands = upper_body(p, look, pose, mood, t, facing, talk)
    return {name: (x + size * hx, y + size * hy) for name, (hx, hy) in turned(hands, hips, pose.lean).items()}


def turned(hands: dict[str, tuple[float, float]], hips: float, lean: float) -> dict[str, tuple[float, float]]:
    """The hands' places once the body leans."""
    c, s = math.cos(math.radians(lean)), math.sin(math.radians(lean))
    return {name: (c * hx - s * hy, hips + s * hx + c * hy) for name, (hx, hy) in hands.items()}


def upper_body(
    p: Pen, look: Look, pose: Pose, mood: str, t: float, facing: float, talk: bool
) -> dict[str, tuple[float, float]]:
    """From the hips up, the hips at (0, 0); returns where the hands are."""
    dark = mix(look.top, "black", 0.12)
    with p.at(facing * 1.5, -33):
        hair_behind(p, look, facing)
    if look.skirt:
        p.poly([(-6, -4), (6, -4), (12, 12), (-12, 12)], look.bottom)
    p.blob([(-7, 1), (-8.5, -12), (-7, -21), (0, -23), (7, -21), (8.5, -12), (7, 1), (0, 3)], look.top)
    if look.apron:
        p.box(-6, -15, 12, 22, "#fbfbf5", 2)
    p.box(-2.6, -26, 5.2, 5, look.skin, 2)
    head(p, facing * 1.5, -33, look, mood, t, facing, talk)
    hands = {}
    for name, side, angle, bend in (("left", -1, pose.left, pose.left_bend), ("right", 1, pose.right, pose.right_bend)):
        hands[name] = limb(p, side * 7, -19, side, angle, bend, 21, 4.4, dark)
        p.dot(*hands[name], 2.7, look.skin)
    return hands


ANN = Look(skin="#f0c39b", hair="#8a3b1c", style="bun", top="#d1495b", bottom="#30415d")
BEN = Look(skin="#8d5a3b", hair="#1d1512", style="short", top="#2a9d8f", bottom="#3d3a4b")
CAM = Look(skin="#c98e62", hair="#241a17", style="long", top="#e9b44c", bottom="#4f3b78")
DAN = Look(skin="#f3cfb3", hair="#d8a13d", style="spiky", top="#457b9d", bottom="#6b705c")
EVE = Look(skin="#5f3b27", hair="#120d0b", style="curly", top="#f4a261", bottom="#264653")
GUS = Look(skin="#edbd98", hair="#b9b4ad", style="bald", top="#7f5539", bottom="#3a3a44", beard=True, glasses=True)
IDA = Look(skin="#f2c9a5", hair="#cfcac4", style="bun", top="#9d6b9e", bottom="#544a63", glasses=True, skirt=True)
KID = Look(skin="#e3ad80", hair="#3a2418", style="tail", top="#ff6f91", bottom="#4b6cb7")
CHEF = Look(skin="#efbf96", hair="#3c2a20", style="short", top="#f5f5f5", bottom="#33373f", hat="chef", apron=True)
