"""What the tagger marks in a request: stretches with a label, and the kind of a message that asks for nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

LABELS = (
    # what clips are about
    "topic", "swap", "more", "too", "drop", "exclude",
    # length and day of publication
    "max", "min", "range", "around", "shorter", "longer", "after", "before", "during", "newest", "older",
    # other constraints
    "lang", "creator", "category", "tag", "popular", "gem", "shortest", "longest", "best", "unseen", "audience",
    "count",
    # picks on the screen
    "ref", "like", "dislike", "seen", "similar", "why", "detail",
    # lists and the catalog
    "again", "recommend", "vague", "catalog",
    # lasting tastes
    "never", "avoid", "always", "prefer", "forget",
)  # fmt: skip
"""In the order in which the weights know them: add at the end only, and train anew."""

KINDS = ("act", "hi", "thanks", "bye", "about", "scope", "rules", "chat")
"""What a whole message is: one that has tags, or one of the kinds that lead to no call."""


@dataclass(frozen=True)
class Tag:
    """A stretch of a request and what it says."""

    label: str
    start: int
    """Place of its first character."""
    end: int
    """Place after its last character."""
    sure: float = 1.0
    """The tagger's probability, from 0 to 1."""


@dataclass(frozen=True)
class Tagged:
    """A request with its tags, in order and apart from one another."""

    text: str
    tags: tuple[Tag, ...] = ()
    kind: str = "act"
    sure: float = 1.0
    """The tagger's probability of the kind."""

    def words(self, tag: Tag) -> str:
        """The tagged stretch."""
        return self.text[tag.start : tag.end]

    def having(self, *labels: str) -> list[Tag]:
        """The tags with one of these labels."""
        return [tag for tag in self.tags if tag.label in labels]


_KIND = re.compile(r"\{(\w+)\}\s+")
_MARK = re.compile(r"\[(\w+) ([^\[\]]+)\]")


def read_markup(line: str, clean: Callable[[str], str] = str) -> Tagged:
    """The request that a line of markup stands for: `[topic steam trains], [max under 3 mins]`, `{thanks} cheers`.

    `clean` is applied to each stretch. Raises `ValueError` where a label or a kind is not known.
    """
    kind = _KIND.match(line)
    body = line[kind.end() :] if kind else line
    text, tags, at = "", [], 0
    for match in _MARK.finditer(body):
        text = _append(text, body[at : match.start()], clean)
        before = len(text)
        text = _append(text, match[2], clean)
        start = before + (len(text) - before > 0 and text[before] == " ")
        if match[1] not in LABELS:
            raise ValueError(f"{match[1]!r} is no label; known are {', '.join(LABELS)}")
        tags.append(Tag(match[1], start, len(text)))
        at = match.end()
    text = _append(text, body[at:], clean)
    if kind and kind[1] not in KINDS:
        raise ValueError(f"{kind[1]!r} is no kind; known are {', '.join(KINDS)}")
    return Tagged(text.rstrip(), tuple(tag for tag in tags if tag.end > tag.start), kind[1] if kind else "act")


def _append(text: str, piece: str, clean: Callable[[str], str]) -> str:
    """The text and a cleaned piece, with the blanks that stood around it."""
    if not piece.strip():
        return text if not piece or not text or text.endswith(" ") else text + " "
    lead = " " if piece[0].isspace() and text and not text.endswith(" ") else ""
    return text + lead + clean(piece.strip()) + (" " if piece[-1].isspace() else "")
