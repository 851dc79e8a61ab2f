"""Invent the sample library's watch history again: python scripts/invent_history.py [--seed 7] [--out FOLDER].

200 made-up viewers with tastes, languages, habits and moods; each watches in sittings, one clip leads to the next,
much viewed clips are found sooner, new ones are watched most in their first weeks, and some tastes change with time.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

LIBRARY = Path(__file__).resolve().parent.parent / "retrieval" / "sample"
VIEWERS = 200
START = datetime(2025, 1, 6, tzinfo=UTC).timestamp()
END = datetime(2026, 11, 2, tzinfo=UTC).timestamp()
DAY = 86_400.0

Row = dict[str, Any]

CLUSTERS: dict[str, dict[str, float]] = {
    "rails": {"trains": 3, "travel": 1.5, "history": 0.8, "technology": 0.8, "maps": 2.5, "railway": 1, "cars": 0.6},
    "calm": {
        "relaxation": 2.6,
        "nature": 1.6,
        "ocean": 1.4,
        "calm": 2,
        "music": 0.6,
        "sleep": 1.5,
        "horror": -3,
        "frantic": -2,
    },
    "little ones": {"kids": 3, "pets": 1.3, "animals": 1, "song": 1.5, "learning": 1, "news": -1, "maths": -0.5},
    "laughs": {"comedy": 2.4, "parody": 2, "funny": 1.6, "joke": 1.6, "news": 1, "relaxation": -1.5, "maths": -0.8},
    "minds": {
        "science": 2.4,
        "maths": 2.2,
        "space": 1.8,
        "history": 1.6,
        "explainer": 1.5,
        "technology": 1.6,
        "fashion": -1,
    },
    "hands": {"crafts": 2.4, "gardening": 2.4, "cooking": 2.2, "how-to": 1.4, "art": 1.4, "games": -0.6},
    "thrills": {"horror": 3, "scary": 1.6, "suspense": 1.5, "sport": 0.8, "frantic": 1.2, "kids": -2, "relaxation": -1},
    "beat": {"music": 2.4, "dance": 2.4, "party": 1.5, "beat": 1.5, "fashion": 1.3, "fitness": 0.6},
    "active": {"sport": 2.6, "fitness": 2.2, "cars": 1.4, "dance": 0.8, "travel": 0.8, "crafts": -0.6},
    "pixels": {"games": 2.8, "technology": 1.5, "retro": 1.8, "comedy": 0.8, "space": 0.9, "gardening": -0.8},
    "paws": {"pets": 2.8, "cat": 2, "dog": 1.8, "animals": 1.2, "nature": 0.8, "funny": 0.7},
}

NAMED: list[tuple[str, str, dict[str, float], tuple[str, ...]]] = [
    ("mara-trains", "mara: trains and maps", CLUSTERS["rails"], ("en", "de")),
    ("otto-nights", "otto: calm clips before bed", CLUSTERS["calm"], ("en", "de")),
    ("luna-kids", "luna: songs and animals for a four-year-old", CLUSTERS["little ones"], ("en", "es")),
    ("vic-laughs", "vic: parodies, slapstick and cats", CLUSTERS["laughs"] | {"cat": 1.4}, ("en", "es", "de")),
    ("ines-ciencia", "inés: science, space and history, en español", CLUSTERS["minds"], ("es",)),
    ("hauke-garten", "hauke: gardens, crafts and cooking, auf Deutsch", CLUSTERS["hands"], ("de", "en")),
    ("nox-midnight", "nox: ghosts and things that go bump", CLUSTERS["thrills"], ("en", "de", "es")),
]


@dataclass(frozen=True)
class Habit:
    """How an invented viewer watches."""

    id: str
    tastes: tuple[dict[str, float], ...]
    """One taste, or an early and a later one."""
    languages: tuple[str, ...]
    amount: int
    """How many clips they watch in all."""
    first: float
    """When they came, in seconds since the epoch."""
    critical: float
    """How readily they say that they dislike something, 0 to 1."""
    talkative: float
    """How often they say anything, 0 to 1."""
    child: bool = False
    repeats: float = field(default=0.05)
    """How often they watch a clip again."""


def read_clips(folder: Path) -> list[Row]:
    """The library's clips."""
    return [json.loads(line) for line in (folder / "clips.jsonl").read_text(encoding="utf-8").splitlines()]


def liking(taste: dict[str, float], clip: Row) -> float:
    """How much a taste is drawn to a clip: its category counts once, each tag half."""
    return taste.get(clip["category"], 0.0) + 0.5 * sum(taste.get(tag, 0.0) for tag in clip["tags"])


def invent_viewers(source: random.Random) -> list[Habit]:
    """The named viewers, and the rest by clusters of unequal size."""
    habits = [
        Habit(
            name,
            (taste,),
            languages,
            source.randint(26, 40),
            START + source.uniform(0, 60) * DAY,
            0.5,
            0.75,
            child="kids" in name,
        )
        for name, _, taste, languages in NAMED
    ]
    names, weights = list(CLUSTERS), [10, 18, 16, 22, 14, 14, 8, 12, 11, 13, 18]
    for number in range(1, VIEWERS - len(NAMED) + 1):
        main, other = source.choices(names, weights, k=2)
        blend = {
            term: CLUSTERS[main].get(term, 0) + 0.45 * CLUSTERS[other].get(term, 0)
            for term in {*CLUSTERS[main], *CLUSTERS[other]}
        }
        changes = source.random() < 0.15
        home = source.choices(["en", "es", "de"], [6, 3, 3])[0]
        languages = tuple(
            dict.fromkeys(
                [
                    home,
                    *(["en"] if source.random() < 0.85 else []),
                    *([source.choice(["es", "de"])] if source.random() < 0.2 else []),
                ]
            )
        )
        habits.append(
            Habit(
                f"v{number:03d}",
                (blend, CLUSTERS[source.choices(names, weights)[0]]) if changes else (blend,),
                languages,
                min(64, 5 + int(source.expovariate(1 / 16))),
                START + source.random() ** 1.3 * 520 * DAY,
                source.betavariate(2, 5),
                source.betavariate(3, 4),
                child=main == "little ones",
            )
        )
    return habits


def pull(habit: Habit, clip: Row, at: float, previous: Row | None, popularity: float) -> float:
    """How likely a viewer is to watch a clip next, as a weight; 0 where they can't or won't."""
    age = (at - datetime.fromisoformat(clip["published"]).replace(tzinfo=UTC).timestamp()) / DAY
    if age < 0 or (habit.child and clip["audience"] != "all"):
        return 0.0
    late = len(habit.tastes) > 1 and at > (START + END) / 2
    weight = 1.15 * liking(habit.tastes[1 if late else 0], clip) + popularity
    weight += 0.9 * math.exp(-age / 25)
    weight -= 0 if clip["language"] in habit.languages else 1.6
    if previous is not None:
        weight += 0.8 * (clip["category"] == previous["category"]) + 0.6 * (clip["creator"] == previous["creator"])
        weight += 0.3 * len(set(clip["tags"]) & set(previous["tags"]))
    return math.exp(weight)


def watch(habit: Habit, clip: Row, at: float, source: random.Random) -> Row:
    """One event: how long the clip played and what was said of it."""
    late = len(habit.tastes) > 1 and at > (START + END) / 2
    quality = math.log(clip["likes"] / clip["views"] / 0.075)
    joy = 0.9 * liking(habit.tastes[1 if late else 0], clip) - 0.5 + 0.8 * quality + source.gauss(0, 0.7)
    share = min(1.0, max(0.04, 1 / (1 + math.exp(-joy - 0.6)) + source.gauss(0, 0.12)))
    share = 1.0 if share > 0.9 else share
    verdict = ""
    if source.random() < habit.talkative:
        verdict = "like" if joy > 1.0 else "dislike" if joy < -0.8 and source.random() < 0.2 + habit.critical else ""
    return {
        "viewer_id": habit.id,
        "clip_id": clip["id"],
        "timestamp": int(at),
        "verdict": verdict,
        "watched_s": round(share * clip["duration_s"], 1),
    }


def invent_history(clips: Sequence[Row], habits: Sequence[Habit], source: random.Random) -> list[Row]:
    """Everybody's events, in order of time."""
    ranks = sorted(clips, key=lambda clip: -clip["views"])
    popularity = {clip["id"]: -0.55 * math.log(rank + 3) for rank, clip in enumerate(ranks)}
    rows: list[Row] = []
    for habit in habits:
        seen: set[str] = set()
        sittings = max(2, round(habit.amount / source.uniform(2.2, 4.5)))
        starts = sorted(source.uniform(habit.first, END) for _ in range(sittings))
        left = habit.amount
        for number, at in enumerate(starts):
            previous: Row | None = None
            for _ in range(math.ceil(left / (sittings - number))):
                weights = [
                    pull(habit, clip, at, previous, popularity[clip["id"]])
                    * (habit.repeats if clip["id"] in seen else 1)
                    for clip in clips
                ]
                if not any(weights):
                    break
                clip = source.choices(clips, weights)[0]
                rows.append(watch(habit, clip, at, source))
                seen.add(clip["id"])
                at += rows[-1]["watched_s"] + source.uniform(4, 60)
                previous, left = clip, left - 1
    return sorted(rows, key=lambda row: (row["timestamp"], row["viewer_id"], row["clip_id"]))


def write(path: Path, rows: Sequence[Row]) -> None:
    """Write rows as CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        table.writeheader()
        table.writerows(rows)


def main() -> None:
    """Invent viewers and history, and write both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--out", type=Path, default=LIBRARY)
    chosen = parser.parse_args()
    source = random.Random(chosen.seed)
    rows = invent_history(read_clips(LIBRARY), invent_viewers(source), source)
    write(chosen.out / "history.csv", rows)
    write(chosen.out / "viewers.csv", [{"viewer_id": name, "label": label} for name, label, _, _ in NAMED])
    print(f"{len(rows)} events of {len({row['viewer_id'] for row in rows})} viewers")


if __name__ == "__main__":
    main()
