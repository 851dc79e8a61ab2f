"""Passages: the parts of a clip that get a vector of their own and can be quoted word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reeltalk.retrieval.clip import Clip

MAX_PASSAGES = 128
"""Passages beyond this many of one clip get no vector."""
MAX_LETTERS = 600
"""A longer stretch without a sentence's end, such as a raw transcript, is cut at a space."""
MAX_QUOTATION = 200
"""How far on a quotation's end is looked for."""
MIN_LETTERS = 12
"""A shorter sentence ("Wow!") says too little alone and joins the one before."""

PASSAGES_VERSION = 3
"""Raise it when the splitting changes: the stored vectors are numbered by it."""

_END = re.compile(r"""[.!?…]+["'“”’»)\]]*(?=\s|$)|[。！？]+[」』”）]*|\n+""")
_ABBREVIATED = re.compile(
    r"(?:\b(?:[A-Za-z]|mr|mrs|ms|dr|st|vs|etc|e\.g|i\.e|approx|no|jr|sr|prof|min|sec))\.$", re.IGNORECASE
)


@dataclass(frozen=True)
class Passage:
    """A verbatim part of a clip."""

    text: str
    """Exactly as it stands in the clip."""
    field: str
    """title, description, descriptions.NAME, notes or moments."""
    start_s: float | None = None
    """Where it starts in the clip, in seconds; None where it is not timed."""
    end_s: float | None = None
    """Where it ends."""


def split_sentences(
    text: str, field: str = "description", start_s: float | None = None, end_s: float | None = None
) -> list[Passage]:
    """Cut a text into sentences, each a verbatim stretch of it without the space around."""
    return [Passage(text[start:end], field, start_s, end_s) for start, end in _join_short(text, _find_spans(text))]


def clip_passages(clip: Clip) -> list[Passage]:
    """Return the passages of a clip in a fixed order, timed ones first, at most `MAX_PASSAGES`.

    Of two with the same words the first counts, so that a timed one wins.
    """
    passages: list[Passage] = []
    for moment in clip.moments:
        passages += split_sentences(moment.text, "moments", moment.start_s, moment.end_s)
    passages += split_sentences(clip.notes, "notes")
    passages += split_sentences(clip.description)
    for name, text in clip.descriptions.items():
        passages += split_sentences(text, f"descriptions.{name}")
    if title := clip.title.strip():
        passages.append(Passage(title, "title"))
    return passages[:MAX_PASSAGES]


def whole_text(clip: Clip) -> str:
    """Return what the clip's whole-description vector is computed from."""
    parts = [clip.title, clip.notes, clip.description]
    if not clip.description.strip():
        parts += [*clip.descriptions.values(), *(moment.text for moment in clip.moments)]
    return "\n".join(part.strip() for part in parts if part.strip())


def _find_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each sentence, trimmed, never longer than `MAX_LETTERS`."""
    start = 0
    for match in _END.finditer(text):
        if match.group().startswith(".") and _ABBREVIATED.search(text, max(start, match.end() - 12), match.end()):
            continue
        if _is_open(text, start, match.end()) or _goes_on(text, match):
            continue
        yield from _trim(text, start, match.end())
        start = match.end()
    yield from _trim(text, start, len(text))


def _goes_on(text: str, match: re.Match[str]) -> bool:
    """Return whether a sentence goes on after what it cites: `She shouts "Stop!" and runs.`"""
    return match.group()[-1] in "\"'“”’»" and text[match.end() :].lstrip(" ")[:1].islower()


def _is_open(text: str, start: int, end: int) -> bool:
    """Return whether a quotation is open at `end` and closes soon: what is cited is not cut in the middle.

    A mark that never closes, such as an inch sign, opens nothing.
    """
    said = text[start:end]
    if said.count('"') % 2:
        return '"' in text[end : end + MAX_QUOTATION]
    opened = said.count("“") - said.count("”") if "„" not in said else said.count("„") - said.count("“")
    return opened > 0 and any(mark in text[end : end + MAX_QUOTATION] for mark in "”“")


def _trim(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the span without outer space, in pieces where it is too long."""
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    while end - start > MAX_LETTERS:
        cut = text.rfind(" ", start + MAX_LETTERS // 2, start + MAX_LETTERS)
        cut = cut if cut > 0 else start + MAX_LETTERS
        yield start, cut
        start = cut + 1 if text[cut] == " " else cut
    if end > start:
        yield start, end


def _join_short(text: str, spans: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join a very short sentence to the one before it, or the first to the one after."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        short = end - start < MIN_LETTERS or (joined and joined[-1][1] - joined[-1][0] < MIN_LETTERS)
        if joined and short and "\n" not in text[joined[-1][1] : start]:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
