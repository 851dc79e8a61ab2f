"""A rule-based viewer with a clip in mind, who asks broadly and narrows: what do questions save them?

The viewer sees what a person sees: the reply's picks, its question, its options. It asks by one word, answers a
question truthfully by the wanted clip's fields, and else says the next thing it knows of the clip, where it has the
words for it. It never says a title or an id.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from reeltalk.agent.reply import Reply
from reeltalk.retrieval.clip import Clip
from reeltalk.retrieval.names import fold_language
from reeltalk.tools.phrases import phrase_language, phrase_length
from reeltalk.tools.relevance import content_words

MOST_TURNS = 6
"""Turns after which the viewer gives up; one more is what a miss counts."""
BOUNDS = (15, 30, 60, 120, 300, 600, 1800)
"""Lengths in seconds by which the viewer says how long a clip may be."""
LEAST = 5
"""Clips of the catalog that carry the word of a request at least: fewer is no broad request."""
MOSTLY = 0.25
"""Share of the catalog's clips that carry a viewer's word at most."""
MORE = "show me others"
"""What a viewer says that finds no words of its own."""
_WORDS = 2
"""Further words of the clip that the viewer knows."""


@dataclass(frozen=True)
class Goal:
    """The clip in mind, and all that its viewer can say of it."""

    clip: Clip
    request: str
    critiques: tuple[str, ...]
    """What it says unasked, in this order."""
    words: frozenset[str]
    """The words of the clip that request and critiques name."""
    moods: tuple[float, ...] = (0.0,) * MOST_TURNS
    """One draw from [0, 1) a turn: under the share of turns in which the viewer volunteers something, it does."""

    def is_met(self, clip: Clip) -> bool:
        """Whether a clip is the one, or cannot be told from it by what the viewer knows."""
        if clip.id == self.clip.id:
            return True
        same = _facts(clip) == _facts(self.clip) and clip.category == self.clip.category
        return same and self.words <= words_of(clip)


@dataclass(frozen=True)
class Episode:
    """How one conversation went."""

    turns: int
    """Turns until the clip was shown; `MOST_TURNS` + 1 where it never was."""
    found: bool
    questions: int
    answers: int
    """Questions that had an answer for this clip."""
    said: tuple[str, ...] = field(repr=False, default=())


def words_of(clip: Clip) -> frozenset[str]:
    """The words that carry meaning in a clip's texts and tags."""
    return content_words(" ".join((clip.title, clip.description, *clip.tags)))


def draw_goals(clips: Sequence[Clip], count: int, seed: int) -> list[Goal]:
    """Goals with clips drawn evenly; half ask by the category, where there is one, half by a word of the clip."""
    random = Random(seed)
    carried = [words_of(clip) for clip in clips]
    counts = Counter(word for words in carried for word in words)
    goals: list[Goal] = []
    while len(goals) < count:
        place = random.randrange(len(clips))
        known = [word for word in sorted(carried[place]) if _is_sayable(word, clips[place], counts, len(clips))]
        goal = _draw_goal(clips[place], known, random)
        goals += [goal] if goal is not None else []
    return goals


def _is_sayable(word: str, clip: Clip, counts: Counter[str], size: int) -> bool:
    """Whether a viewer may say a word: no rare one, no usual one, and none that is the whole title."""
    titled = content_words(clip.title) == {word}
    return len(word) > 3 and word.isascii() and word.isalpha() and LEAST <= counts[word] <= MOSTLY * size and not titled


def _draw_goal(clip: Clip, known: list[str], random: Random) -> Goal | None:
    if len(known) <= _WORDS:
        return None
    first, *more = random.sample(known, 1 + _WORDS)
    request = clip.category if clip.category and random.random() < 0.5 else first
    critiques = [f"with {word}" for word in more] + [text for text in _facts(clip) if text]
    random.shuffle(critiques)
    words = frozenset(more) | ({first} if request == first else frozenset())
    return Goal(clip, request, tuple(critiques), words, tuple(random.random() for _ in range(MOST_TURNS)))


def _facts(clip: Clip) -> tuple[str, str]:
    """What a viewer says of a clip's length and language."""
    bound = next((bound for bound in BOUNDS if clip.duration_s is not None and clip.duration_s <= bound), None)
    length = f"under {phrase_length(bound)}" if bound else ""
    return length, f"in {phrase_language(fold_language(clip.language))}" if clip.language else ""


def converse(ask: Callable[[str], Reply], goal: Goal, volunteers: float = 1.0) -> Episode:
    """One conversation about a goal; `ask` answers a text within one thread.

    `volunteers` is the share of turns in which the viewer finds words of its own; in the others it asks for more.
    """
    left, text = list(goal.critiques), goal.request
    questions = answers = 0
    said: list[str] = []
    for turn in range(1, MOST_TURNS + 1):
        reply = ask(text)
        said.append(text)
        if any(goal.is_met(pick.clip) for pick in reply.picks):
            return Episode(turn, True, questions, answers, tuple(said))
        answer = choose_answer(reply.suggestions, goal.clip) if reply.question else None
        questions += reply.question is not None
        answers += answer is not None
        if answer is None and not left:
            break
        text = answer or (left.pop(0) if goal.moods[turn - 1] < volunteers else MORE)
    return Episode(MOST_TURNS + 1, False, questions, answers, tuple(said))


def choose_answer(options: Sequence[str], clip: Clip) -> str | None:
    """The first option that is true of a clip, told from its words alone; None where none is."""
    return next((option for option in options if is_true(option, clip)), None)


def is_true(option: str, clip: Clip) -> bool:
    """Whether what an option says holds for a clip.

    >>> is_true("30 seconds to 1 minute", Clip(id="1", title="…", duration_s=45))
    True
    """
    for pattern, check in _CHECKS:
        if match := re.fullmatch(pattern, option, re.IGNORECASE):
            return check(match, clip)
    if clip.category and option.casefold() == clip.category.casefold():
        return True
    wanted = content_words(option)
    return bool(wanted) and wanted <= words_of(clip)


def _lasts(clip: Clip, low: str, high: str) -> bool:
    if clip.duration_s is None:
        return False
    unit = high.partition(" ")[2]
    least = _seconds(low if " " in low or not low else f"{low} {unit}")
    return least <= clip.duration_s <= (_seconds(high) if high else float("inf"))


def _seconds(text: str) -> float:
    """A length in words, in seconds; 0 of none."""
    numbers = re.findall(r"(\d+)(½?) (second|minute|hour)", text)
    return sum((int(whole) + 0.5 * bool(half)) * _UNITS[unit] for whole, half, unit in numbers)


_UNITS = {"second": 1, "minute": 60, "hour": 3600}
_Check = Callable[[re.Match[str], Clip], bool]
_CHECKS: tuple[tuple[str, _Check], ...] = (
    (r"up to (.+)", lambda match, clip: _lasts(clip, "", match[1])),
    (r"at least (.+)", lambda match, clip: _lasts(clip, match[1], "")),
    (r"(\d.*) to (\d.*)", lambda match, clip: _lasts(clip, match[1], match[2])),
    (r"since (\d{4})", lambda match, clip: clip.published is not None and clip.published.year >= int(match[1])),
    (r"before (\d{4})", lambda match, clip: clip.published is not None and clip.published.year < int(match[1])),
    (
        r"in (.+)",
        lambda match, clip: bool(clip.language) and phrase_language(fold_language(clip.language or "")) == match[1],
    ),
)


def summarise(episodes: Sequence[Episode]) -> dict[str, Any]:
    """The figures of one policy by conversation, for resampling: the same place is the same goal in every policy."""
    return {
        "turns": [episode.turns for episode in episodes],
        "found": [int(episode.found) for episode in episodes],
        "questions": [episode.questions for episode in episodes],
        "answers": [episode.answers for episode in episodes],
    }
