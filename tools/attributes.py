"""The attributes by which a question can part the candidates of a wish, each with its answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from reeltalk.retrieval.clip import Clip
from reeltalk.retrieval.names import fold_language
from reeltalk.tools.phrases import join_words, phrase_language, phrase_length, phrase_range
from reeltalk.tools.relevance import hold_alone
from reeltalk.tools.terms import Term, Usual, are_alike, find_terms

if TYPE_CHECKING:
    from reeltalk.tools.narrowing import Searched

Floats = NDArray[np.float64]

SEVERAL = 3
"""Candidates that an answer leaves at least."""
MOST = 4
"""Answers to choose from at most."""
LATER = 0.25
"""What finding a clip a turn later is worth, beside finding it in the next."""
_SUBJECT = "subject"
LENGTHS = (10, 15, 20, 30, 45, 60, 120, 180, 300, 600, 1200, 1800, 3600)
"""Lengths in seconds that people name."""


@dataclass(frozen=True)
class Part:
    """An answer, and the candidates that it leaves."""

    label: str
    args: dict[str, Any]
    """What it changes in the search's arguments."""
    members: tuple[int, ...]
    """Their places among the candidates, best first."""

    @property
    def count(self) -> int:
        """How many they are."""
        return len(self.members)


@dataclass(frozen=True)
class Attribute:
    """Something to ask for."""

    name: str
    lead: str
    """How the question starts."""
    parts: tuple[Part, ...]
    care: float
    """The chance that a viewer who did not say it has a wish about it. An assumption, not a measurement: people have
    a kind in mind, mostly a sub-topic, often a length or a language, seldom a year."""

    def phrase(self) -> str:
        """The question, with its answers and how many clips each leaves."""
        answers = [f"{_begin_small(part.label)} ({part.count})" for part in self.parts]
        return f"{self.lead} {join_words(answers, 'or')}?"


def list_attributes(searched: Searched, rest: Floats, shown: int, usual: Usual) -> Iterator[Attribute]:
    """The attributes that the wish leaves open and that part its candidates into two to four answers.

    `rest` is the chance of each candidate to be meant, 0 for those that are shown.
    """
    clips = [one.clip for one in searched.candidates]
    for fields, list_parts, lead, care in _FIELDS:
        if fields[0] in searched.asked or any(searched.args.get(name) for name in fields):
            continue
        parts = tuple(part for part in list_parts(clips) if _holds(part, searched))
        if len(parts) > 1:
            yield Attribute(fields[0], lead, parts, care)
    parts = () if _SUBJECT in searched.asked else _list_subjects(searched, clips, rest, shown, usual)
    if len(parts) > 1:
        yield Attribute(_SUBJECT, "Which comes closest:", parts, 0.8)


def _holds(part: Part, searched: Searched) -> bool:
    """Whether the search that an answer leads to shows something."""
    return not searched.query or hold_alone(searched.query, [searched.candidates[place] for place in part.members])


def _list_categories(clips: Sequence[Clip]) -> tuple[Part, ...]:
    names = [clip.category.casefold().strip() if clip.category else "" for clip in clips]
    return _largest(names, lambda name: (_begin_large(name), {"category": name}))


def _list_languages(clips: Sequence[Clip]) -> tuple[Part, ...]:
    names = {code: _name_language(code) for code in {clip.language for clip in clips} if code}
    spoken = [names.get(clip.language or "", "") for clip in clips]
    return _largest(spoken, lambda code: (f"In {phrase_language(code)}", {"language": code}))


def _name_language(code: str) -> str:
    """The code as it is asked for; empty for one without a name, and for no language at all."""
    folded = fold_language(code)
    return folded if len(folded) == 2 and phrase_language(folded) != folded else ""


def _largest(values: Sequence[str], tell: Callable[[str], tuple[str, dict[str, Any]]]) -> tuple[Part, ...]:
    """The answers that leave most, of those that leave several."""
    groups: dict[str, list[int]] = {}
    for place, value in enumerate(values):
        if value:
            groups.setdefault(value, []).append(place)
    kept = sorted((one for one in groups.items() if len(one[1]) >= SEVERAL), key=lambda one: -len(one[1]))
    return tuple(Part(*tell(value), tuple(members)) for value, members in kept[:MOST])


def _list_lengths(clips: Sequence[Clip]) -> tuple[Part, ...]:
    """Three answers where the lengths differ enough, else two, else none; bounds that people name."""
    lengths = np.array([clip.duration_s if clip.duration_s is not None else np.nan for clip in clips])
    stated = lengths[~np.isnan(lengths)]
    if len(stated) < 2 * SEVERAL:
        return ()
    for shares in ((1 / 3, 2 / 3), (0.5,)):
        bounds = sorted({_nearest(float(np.quantile(stated, share))) for share in shares})
        parts = tuple(_part_lengths(lengths, bounds))
        if len(bounds) == len(shares) and all(part.count >= SEVERAL for part in parts):
            return parts
    return ()


def _part_lengths(lengths: Floats, bounds: Sequence[int]) -> Iterator[Part]:
    for low, high in zip((None, *bounds), (*bounds, None), strict=True):
        inside = np.ones(len(lengths), dtype=bool)
        args: dict[str, Any] = {}
        if low is not None:
            inside &= lengths >= low
            args["min_seconds"] = low
        if high is not None:
            inside &= lengths <= high
            args["max_seconds"] = high
        inside &= ~np.isnan(lengths)
        yield Part(_phrase_bounds(low, high), args, tuple(np.flatnonzero(inside).tolist()))


def _phrase_bounds(low: int | None, high: int | None) -> str:
    if low is None:
        return f"Up to {phrase_length(high or 0)}"
    return f"At least {phrase_length(low)}" if high is None else _begin_large(phrase_range(low, high))


def _nearest(seconds: float) -> int:
    return min(LENGTHS, key=lambda bound: abs(np.log(bound / max(seconds, 1.0))))


def _list_eras(clips: Sequence[Clip]) -> tuple[Part, ...]:
    """Since a year, or before it, where both leave several."""
    years = np.array([clip.published.year if clip.published else 0 for clip in clips])
    stated = years[years > 0]
    if len(stated) < 2 * SEVERAL:
        return ()
    year = max(set(stated.tolist()), key=lambda one: (min((stated >= one).sum(), (stated < one).sum()), one))
    new, old = np.flatnonzero(years >= year).tolist(), np.flatnonzero((years > 0) & (years < year)).tolist()
    if min(len(new), len(old)) < SEVERAL:
        return ()
    day = f"{year}-01-01"
    return (
        Part(f"Since {year}", {"published_after": day}, tuple(new)),
        Part(f"Before {year}", {"published_before": day}, tuple(old)),
    )


def _list_subjects(
    searched: Searched, clips: Sequence[Clip], rest: Floats, shown: int, usual: Usual
) -> tuple[Part, ...]:
    """The sub-topics that bring most into sight, one after another, each in words of its own."""
    said = f"{searched.query} {searched.args.get('category') or ''} {' '.join(searched.args.get('tags') or ())}"
    terms = find_terms(clips, said, SEVERAL, usual())
    left = rest.copy()
    chosen: list[Term] = []
    while terms and len(chosen) < MOST:
        best = max(terms, key=lambda term: _worth(term, left, shown))
        chosen.append(best)
        left[list(best.members[:shown])] = 0.0
        terms = [one for one in terms if not _overlap(one, best)]
    return tuple(
        Part(_begin_large(term.text), {"query": f"{searched.query} {term.text}"}, term.members) for term in chosen
    )


def _worth(term: Term, left: Floats, shown: int) -> float:
    """The chance that an answer brings into sight, and a part of what it leaves for the turn after."""
    members = list(term.members)
    return float(left[members[:shown]].sum()) + LATER * float(left[members].sum())


def _overlap(one: Term, other: Term) -> bool:
    """Whether two terms say the same: by their words, or because most that carry one carry the other."""
    both = len(set(one.members).intersection(other.members))
    if both > 0.5 * min(len(one.members), len(other.members)):
        return True
    return any(are_alike(a, b) for a in one.text.split() for b in other.text.split())


def _begin_large(text: str) -> str:
    return text[:1].upper() + text[1:]


def _begin_small(text: str) -> str:
    """A label inside a sentence: names of languages keep their capitals."""
    return text[:1].lower() + text[1:]


_FIELDS: tuple[tuple[tuple[str, ...], Callable[[Sequence[Clip]], tuple[Part, ...]], str, float], ...] = (
    (("category",), _list_categories, "Which would you rather have:", 1.0),
    (("min_seconds", "max_seconds"), _list_lengths, "How long may it be:", 0.7),
    (("language",), _list_languages, "In which language:", 0.7),
    (("published_after", "published_before"), _list_eras, "How new should it be:", 0.4),
)
