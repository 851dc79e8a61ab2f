"""Fit how much a viewer's taste counts beside a request's relevance (`PERSONAL` in tools/wish.py).

    python scripts/fit_personal.py HOME [--cases 300]

For each held-out clip of a viewer three requests are put: a vague one, the first two tags of the clip (its first words
where it has none), a middling one, three long words of its description, and a specific one, its first sentence. The
candidates are those of the search; each weight adds that many times the reranker's score, scaled to 0 … 1 over the
candidates, as the tools do, above the floor on relevance. The reranker is fitted on what came before. The weight is
chosen on one half of the viewers and shown on the other.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reeltalk import Catalog, Clip
from reeltalk.eval.bootstrap import Bootstrap
from reeltalk.eval.ranking_data import read_home
from reeltalk.retrieval.constraints import Constraints
from reeltalk.retrieval.splits import leave_one_out
from reeltalk.retrieval.training import fit_blend
from reeltalk.tools.relevance import content_words, judge

WEIGHTS = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 9.0)
DEPTH = 200


def ask(clip: Clip) -> dict[str, str]:
    """The three requests for a clip."""
    words = clip.description or clip.title
    vague = " ".join(clip.tags[:2]) or " ".join(words.split()[:3])
    rare = sorted(content_words(words), key=lambda word: (-len(word), word))[1:4]
    return {"vague": vague, "middling": " ".join(rare) or vague, "specific": re.split(r"(?<=[.!?])\s", words)[0][:300]}


def gains(catalog: Catalog, query: str, seen: set[str], target: str, taste: dict[str, float]) -> NDArray[np.float64]:
    """nDCG@10 of the target under each weight."""
    found = catalog.retrieve(query, Constraints(), banned=seen, depth=DEPTH).candidates
    kept, _ = judge(query, found, catalog.count())
    names = [one.clip.id for one in kept]
    if target not in names:
        return np.zeros(len(WEIGHTS))
    relevance = np.array([one.score for one in kept])
    own = np.array([taste[name] for name in names])
    own = (own - own.min()) / max(float(np.ptp(own)), 1e-9)
    row = names.index(target)
    places = np.array([1 + int((relevance + w * own > (relevance + w * own)[row]).sum()) for w in WEIGHTS])
    return np.where(places <= 10, 1 / np.log2(1 + places), 0.0)


def measure(home: Path, cases: int, seed: int) -> dict[str, NDArray[np.float64]]:
    """Kind of request -> gains (cases, weights)."""
    with Catalog.open(home) as catalog:
        data = read_home(catalog)
        split = leave_one_out(data.histories)
        model = fit_blend(split, data.vectors)
        rows = np.random.default_rng(seed).permutation(len(split.test))[:cases]
        found: dict[str, list[NDArray[np.float64]]] = {"vague": [], "middling": [], "specific": []}
        for row in rows:
            case = split.test.take(np.array([row]))
            scores = model.score(case.histories)[0]
            taste = dict(zip(data.ids, scores.tolist(), strict=True))
            seen = {data.ids[code] for code in case.histories.clips}
            clip = catalog.get([data.ids[case.targets[0]]])[0]
            for kind, query in ask(clip).items():
                found[kind].append(gains(catalog, query, seen, clip.id, taste))
    return {kind: np.array(rows_of) for kind, rows_of in found.items()}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("home", type=Path)
    parser.add_argument("--cases", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    measured = measure(given.home, given.cases, given.seed)
    both = np.mean(list(measured.values()), axis=0)
    half = len(both) // 2
    best = int(np.argmax(both[:half].mean(axis=0)))
    print(f"n = {len(both)}; nDCG@10 by weight: {', '.join(map(str, WEIGHTS))}")
    for kind, values in {**measured, "both": both}.items():
        print(f"  {kind}: {', '.join(f'{mean:.3f}' for mean in values.mean(axis=0))}")
    lead = Bootstrap(list(range(len(both) - half)), resamples=10_000, seed=given.seed)
    for kind, values in measured.items():
        one = lead.estimate(values[half:, [best]] - values[half:, [0]])[0]
        interval = f"{one.mean:+.3f} [{one.low:+.3f}, {one.high:+.3f}]"
        print(f"chosen {WEIGHTS[best]}: {kind} over no taste {interval} on the other half")
