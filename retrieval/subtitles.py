"""Subtitles from .srt and .vtt files, read tolerantly."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

from reeltalk.retrieval.clip import MAX_SECONDS
from reeltalk.retrieval.footage import Stretch

MOST_CUES = 20_000
_TIME = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2}(?:[.,]\d{1,6})?)"
_TIMING = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}")
_MARKUP = re.compile(r"<[^<>]{0,200}>|\{\\[^{}]{0,200}\}")


def read_subtitles(text: str) -> list[Stretch]:
    """The cues of a SubRip or WebVTT text, in order of time; lines that are none are passed over.

    >>> read_subtitles("1\\n00:00:01,500 --> 00:00:03,000\\n<i>Hello</i>\\nthere\\n")
    [Stretch(start_s=1.5, end_s=3.0, text='Hello there')]
    """
    cues = sorted(_read_cues(text.replace("\r\n", "\n").replace("\r", "\n")), key=lambda cue: cue.start_s)
    return list(_unroll(cues))[:MOST_CUES]


def _read_cues(text: str) -> Iterator[Stretch]:
    lines = iter([*text.split("\n"), ""])
    for line in lines:
        found = _TIMING.match(line)
        if found is None:
            continue
        words = []
        for more in lines:
            if not more.strip():
                break
            words.append(more)
        start, end = _seconds(found.groups()[:3]), _seconds(found.groups()[3:])
        said = " ".join(unescape(_MARKUP.sub("", " ".join(words))).replace("\x00", "").split())[:2000]
        if said and start <= end <= MAX_SECONDS:
            yield Stretch(start_s=start, end_s=end, text=said)


def _seconds(parts: Sequence[str | None]) -> float:
    hours, minutes, seconds = parts
    return int(hours or 0) * 3600 + int(minutes or 0) * 60 + float((seconds or "0").replace(",", "."))


def _unroll(cues: Sequence[Stretch]) -> Iterator[Stretch]:
    """Cues without the words that the one before has said already: captions that roll repeat their last line."""
    before = ""
    for cue in cues:
        said = cue.text
        if before and said.startswith(before):
            said = said[len(before) :].strip()
        elif said == before or (before.endswith(said) and len(said) > 10):
            said = ""
        before = cue.text
        if said:
            yield cue.model_copy(update={"text": said})


def gather_speech(cues: Sequence[Stretch], longest_s: float = 20.0, most_letters: int = 400) -> list[Stretch]:
    """Cues joined to passages that can be searched for: up to a pause, `longest_s` seconds or `most_letters`."""
    passages: list[Stretch] = []
    for cue in cues:
        last = passages[-1] if passages else None
        fits = (
            last is not None
            and cue.start_s - last.end_s < 2.0
            and cue.end_s - last.start_s <= longest_s
            and len(last.text) + len(cue.text) < most_letters
        )
        if last is not None and fits:
            end = max(last.end_s, cue.end_s)
            passages[-1] = Stretch(start_s=last.start_s, end_s=end, text=f"{last.text} {cue.text}")
        else:
            passages.append(cue)
    return passages
