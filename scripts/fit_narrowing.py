"""Fit the temperatures by which scores become chances: one word, two, and three or more say ever more of what is meant.

    python scripts/fit_narrowing.py                 # the sample library
    python scripts/fit_narrowing.py --home HOME     # a catalog of your own

Draws clips, asks for each by words of its own, and gives the temperature under which the clips drawn are most likely,
with the chance that it gives to the first five and how often the clip was among them.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray

from reeltalk.eval.narrowing import LEAST, MOSTLY, words_of
from reeltalk.retrieval.catalog import Catalog
from reeltalk.retrieval.constraints import DEFAULT_LIMIT, Constraints
from reeltalk.retrieval.sample import open_sample
from reeltalk.tools.relevance import judge
from reeltalk.tools.wish import DEPTH

Drawn = tuple[NDArray[np.float64], int]
"""The scores of what was found, best first, and the place of the clip drawn among them."""
TRIED = np.arange(0.5, 6.05, 0.1)


def main() -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, help="where the catalog lies; the sample library unless given")
    parser.add_argument("--requests", type=int, default=300, help="requests of each length")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as passing, open_catalog(given.home, Path(passing)) as catalog:
        for words in (1, 2, 3, 4):
            print(fit(draw(catalog, words, given.requests, Random(given.seed)), words))


def open_catalog(home: Path | None, passing: Path) -> Catalog:
    """The catalog at a home, else the sample library."""
    return Catalog.open(home) if home else open_sample(passing)


def draw(catalog: Catalog, words: int, count: int, random: Random) -> list[Drawn]:
    """What requests of so many words find, where the clip that the words are of is among it."""
    clips = catalog.get(catalog.ids())
    carried = [words_of(clip) for clip in clips]
    counts = Counter(word for one in carried for word in one)
    found: list[Drawn] = []
    for _ in range(count):
        place = random.randrange(len(clips))
        known = [w for w in sorted(carried[place]) if LEAST <= counts[w] <= MOSTLY * len(clips) and len(w) > 3]
        query = " ".join(random.sample(known, min(words, len(known))))
        retrieval = catalog.retrieve(query, Constraints(), depth=DEPTH)
        near, _ = judge(query, retrieval.candidates, len(clips))
        ids = [one.clip.id for one in near]
        if clips[place].id in ids:
            found.append((np.array([one.score for one in near]), ids.index(clips[place].id)))
    return found


def fit(found: Sequence[Drawn], words: int) -> str:
    """The most likely temperature, in a line."""
    losses = [float(np.mean([-np.log(chances(scores, t)[place]) for scores, place in found])) for t in TRIED]
    best = float(TRIED[int(np.argmin(losses))])
    told = float(np.mean([np.sort(chances(scores, best))[::-1][:DEFAULT_LIMIT].sum() for scores, _ in found]))
    held = float(np.mean([(scores > scores[place]).sum() < DEFAULT_LIMIT for scores, place in found]))
    return (
        f"{words} words: temperature {best:.1f}, first five expected {told:.2f}, observed {held:.2f} (n = {len(found)})"
    )


def chances(scores: NDArray[np.float64], temperature: float) -> NDArray[np.float64]:
    """The softmax of scores."""
    weights = np.exp((scores - scores.max()) / temperature)
    return np.asarray(weights / weights.sum(), dtype=np.float64)


if __name__ == "__main__":
    main()
