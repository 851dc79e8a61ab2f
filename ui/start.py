"""What a newcomer sees: six requests that each show one power, and a row of clips to try."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reeltalk.retrieval.clip import Clip
from reeltalk.tools.phrases import phrase_language
from reeltalk.ui.cards import show_reel
from reeltalk.ui.markup import show_text

if TYPE_CHECKING:
    from reeltalk.retrieval.vocabulary import Vocabulary

MOST_REELS = 12
"""Clips in the first row."""
FEW_TOPICS = 3


@dataclass(frozen=True)
class Example:
    """A request to try."""

    power: str
    """What it shows, in two or three words."""
    text: str
    then: str = ""
    """A second request that follows the first."""
    viewer: str = ""
    """The viewer it is asked as; empty: whoever is there."""
    known_as: str = ""
    """What that viewer is called."""


def build_examples(
    vocabulary: Vocabulary, viewer: str = "", known_as: str = "", titles: Iterable[str] = ()
) -> list[Example]:
    """Six requests made from what this catalog has, so that each of them finds something.

    Where its clips state hardly a category or tag, short titles stand in for them.
    `viewer` has a history and is called `known_as`; the last request is asked in their place.
    """
    topics = _topics(vocabulary)
    if len(topics) < FEW_TOPICS:
        topics += [title for title in map(str.casefold, titles) if _is_topic(title) and title not in topics]
    language = _second_language(vocabulary.languages)
    return [
        Example("Topic and length", _first(topics, _LENGTH, "{0}, under a minute")),
        Example("Leave something out", _first(topics, _EXCLUSION, "{1}, but no {0}")),
        Example("Language", f"something in {phrase_language(language)}" if language else _first(topics, (), "{2}")),
        Example("Mood and intent", _first(topics, _MOOD, "something calm about {1}")),
        Example("Change your mind", _first(topics, _FIRST, "{0}"), then="more like the second one, but shorter"),
        _personal(viewer, known_as),
    ]


_LENGTH = (({"water", "nature", "waterfall"}, "something calming with water, under a minute"),)
_EXCLUSION = (({"dog", "dogs", "pets", "cat"}, "funny pets, but no dogs"),)
_MOOD = (({"cooking", "food"}, "a cooking show that makes fun of itself"),)
_FIRST = (({"cat", "cats"}, "cats"), ({"trains", "train"}, "trains"))


def _personal(viewer: str, known_as: str) -> Example:
    if viewer:
        return Example("Picked for a viewer", "What should I watch tonight?", viewer=viewer, known_as=known_as)
    return Example("Ask what there is", "What do you have?")


def _first(topics: Sequence[str], written: Iterable[tuple[set[str], str]], pattern: str) -> str:
    for needs, text in written:
        if needs & set(topics):
            return text
    given = list(topics[:3]) or ["something new"]
    return pattern.format(*(given * 3)[:3])


def _topics(vocabulary: Vocabulary) -> list[str]:
    """Categories, then tags, the most frequent first."""
    found: list[str] = []
    for counts in (vocabulary.categories, vocabulary.tags):
        found += sorted(counts, key=lambda name: -counts[name])
    return [topic.casefold() for topic in found]


def _is_topic(title: str) -> bool:
    """Whether a title is a word or two that one could ask for."""
    words = title.split()
    return 0 < len(words) <= 2 and all(len(word) > 2 and word.isalpha() for word in words)


def _second_language(languages: dict[str, int]) -> str:
    """The most frequent language but one: the first would change nothing."""
    ranked = sorted(languages, key=lambda code: -languages[code])
    return ranked[1] if len(ranked) > 1 else ""


def choose_reels(clips: Sequence[Clip], shows: Callable[[Clip], bool]) -> list[Clip]:
    """Clips for the first row, of as many categories as there are, in the catalog's order."""
    chosen: list[Clip] = []
    rest: list[Clip] = []
    seen: set[str] = set()
    for clip in filter(shows, clips):
        fresh = clip.category is None or clip.category not in seen
        (chosen if fresh else rest).append(clip)
        seen.add(clip.category or "")
        if len(chosen) == MOST_REELS:
            break
    return (chosen + rest)[:MOST_REELS]


def show_examples(examples: Sequence[Example]) -> str:
    """The requests as buttons."""
    return "".join(_show_example(one) for one in examples)


def _show_example(one: Example) -> str:
    more = f"then “{one.then}”" if one.then else f"as {one.known_as or one.viewer}" if one.viewer else ""
    then = f'<span class="then" dir="auto">{show_text(more, 120)}</span>' if more else ""
    return (
        f'<button type="button" class="example" data-ask="{show_text(one.text)}" data-then="{show_text(one.then)}"'
        f' data-viewer="{show_text(one.viewer)}"><span class="power">{show_text(one.power)}</span>'
        f'<span class="words" dir="auto">“{show_text(one.text, 120)}”</span>{then}</button>'
    )


def show_reels(clips: Sequence[Clip], home: Path) -> str:
    """The row of clips."""
    return "".join(show_reel(clip, home) for clip in clips)
