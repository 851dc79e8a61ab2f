"""Is the simulated viewer to be trusted? Its words against people's, and how it takes agents that are no good."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from random import Random
from statistics import fmean, median
from typing import Any

import numpy as np

from reeltalk.eval.answers import Answer, Ask, Shown
from reeltalk.eval.dialogues import DialogueTurn
from reeltalk.eval.episode import Conversation, Episode
from reeltalk.eval.goals import Goal
from reeltalk.eval.items import Shelf, words_of
from reeltalk.eval.predicates import Solver
from reeltalk.eval.rule_viewer import RuleViewer
from reeltalk.eval.statistic import share_of

LENGTH = 5
"""Clips that the bad agents show."""


class RandomAgent:
    """A bad agent: five clips drawn blindly, whatever is said."""

    def __init__(self, shelf: Shelf, seed: int) -> None:
        """Draw from a shelf."""
        self._names = sorted(shelf.items)
        self._random = Random(seed)

    def answer(self, ask: Ask) -> Answer:
        """See `Answering`."""
        names = self._random.sample(self._names, min(LENGTH, len(self._names)))
        return Answer("Here you are.", tuple(map(Shown, names)))


@dataclass(frozen=True)
class ObedientAgent:
    """An obedient but irrelevant agent: keeps to every field it is told of, and never to the subject."""

    goal: Goal
    solver: Solver

    def answer(self, ask: Ask) -> Answer:
        """See `Answering`; it reads the goal's fields, as no real agent could, and shuns what it is about."""
        leg = self.goal.legs[0]
        fields = [one for one in leg.predicates if one.is_hard]
        about = [one for one in leg.predicates if one.kind == "about"]
        shunned = frozenset().union(*(self.solver.keep(one) for one in about))
        names = sorted(self.solver.solve(fields, self.goal.persona.seen) - shunned)
        return Answer("As you wish.", tuple(map(Shown, names[:LENGTH])))


def react_to_bad_agents(goals: Sequence[Goal], shelf: Shelf, seed: int) -> dict[str, Any]:
    """How often the viewer accepts what bad agents show; a viewer that is easily pleased says nothing of good ones."""
    solver = Solver(shelf)
    about = [goal for goal in goals if any(one.kind == "about" for one in goal.legs[0].predicates)]
    bad = [_talk(RandomAgent(shelf, seed + number), goal, shelf, solver) for number, goal in enumerate(goals)]
    obedient = [_talk(ObedientAgent(goal, solver), goal, shelf, solver) for goal in about]
    return {
        "random clips": asdict(share_of([one.success for one in bad])),
        "obedient but irrelevant": asdict(share_of([one.success for one in obedient])),
    }


def _talk(agent: Any, goal: Goal, shelf: Shelf, solver: Solver) -> Episode:
    return Conversation(agent, goal, shelf, solver.solve).run("bad", RuleViewer(goal, shelf))


def split_success(episodes: Sequence[Episode]) -> dict[str, Any]:
    """Success at the first turn, and among the rest at a later one."""
    kept = [one for one in episodes if one.setting == "several"]
    late = [one for one in kept if not (one.success and one.turns == 1)]
    return {
        "at the first turn": asdict(share_of([one.success and one.turns == 1 for one in kept])),
        "later, of those not served at first": asdict(share_of([one.success for one in late])),
    }


def read_requests(turns: Sequence[DialogueTurn]) -> list[str]:
    """What people said last before a recommendation, each once."""
    return list(dict.fromkeys(turn.context[-1] for turn in turns if turn.context[-1].strip()))


def compare_words(simulated: Sequence[str], human: Sequence[str], seed: int) -> dict[str, Any]:
    """How simulated utterances differ from people's: length, wealth of words, and how easily they are told apart."""
    return {
        "simulated": _describe(simulated),
        "human": _describe(human),
        "divergence of words": round(diverge(simulated, human), 3),
        "told apart (AUC)": round(tell_apart(simulated, human, seed), 3),
        "told apart without topics (AUC)": round(tell_apart(simulated, human, seed, function_words=True), 3),
    }


def _describe(texts: Sequence[str]) -> dict[str, float]:
    lengths = [len(words_of(text)) for text in texts]
    words = [word for text in texts for word in words_of(text)]
    first = words[:2000]
    return {
        "n": len(texts),
        "mean words": round(fmean(lengths), 1),
        "median words": median(lengths),
        "different utterances": round(len({" ".join(words_of(text)) for text in texts}) / len(texts), 3),
        "different words of 2000": round(len(set(first)) / max(1, len(first)), 3),
        "questions": round(fmean("?" in text for text in texts), 3),
    }


def diverge(one: Sequence[str], other: Sequence[str]) -> float:
    """Jensen-Shannon divergence of the words, in bits: 0 alike, 1 without a common word (Lin, 1991)."""
    counts = [Counter(word for text in texts for word in words_of(text)) for texts in (one, other)]
    names = sorted(counts[0].keys() | counts[1].keys())
    p, q = (np.array([count[name] for name in names], dtype=float) / max(1, sum(count.values())) for count in counts)
    middle = (p + q) / 2

    def bits(part: Any) -> float:
        here = part > 0
        return float(np.sum(part[here] * np.log2(part[here] / middle[here])))

    return (bits(p) + bits(q)) / 2


def tell_apart(simulated: Sequence[str], human: Sequence[str], seed: int, *, function_words: bool = False) -> float:
    """How well a linear classifier tells the two apart, as cross-validated AUC: .5 not at all, 1 always.

    A classifier two-sample test (Lopez-Paz and Oquab, 2017). `function_words` keeps the hundred most frequent words
    only, so that the topics of the two catalogs do not decide.
    """
    from sklearn.feature_extraction.text import TfidfVectorizer  # type: ignore[import-untyped]
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]
    from sklearn.model_selection import StratifiedKFold, cross_val_score  # type: ignore[import-untyped]
    from sklearn.pipeline import make_pipeline  # type: ignore[import-untyped]

    count = min(len(simulated), len(human))
    random = Random(seed)
    texts = [*random.sample(list(simulated), count), *random.sample(list(human), count)]
    labels = [1] * count + [0] * count
    features = TfidfVectorizer(
        ngram_range=(1, 1) if function_words else (1, 2), max_features=100 if function_words else 20000
    )
    folds = StratifiedKFold(5, shuffle=True, random_state=seed)
    scores = cross_val_score(
        make_pipeline(features, LogisticRegression(max_iter=1000)), texts, labels, cv=folds, scoring="roc_auc"
    )
    return float(scores.mean())
