"""Whether a model's own words may be shown: what they quote and name is there, and they carry nothing else along."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from reeltalk.agent.matching import fold, fold_words
from reeltalk.agent.untrusted import is_inert
from reeltalk.retrieval.clip import Clip

Elsewhere = Callable[[str], Iterable[Clip]]
"""Clips of the catalog whose titles may stand in a text."""

_QUOTED = re.compile(r"“([^”]{3,400})”|\"([^\"\n]{3,400})\"|„([^“”]{3,400})[“”]|«([^»]{3,400})»")
_HEAD = re.compile(
    r"^\s*(?:\d{1,2}[.):]|[-*•])\s+(?:\*\*|__|\*)?(?P<name>[^\n]{3,120}?)(?:\*\*|__|\*)?(?=\s[–—-]\s|: |\s\(|,|\.|$)",
    re.MULTILINE,
)
_BOLD = re.compile(r"(?:\*\*|__)(?=\S)([^*_\n]{3,120}?)(?<=\S)(?:\*\*|__)")
_LONG = 12
"""Characters from which a quotation must stand somewhere; shorter ones are often but emphasis."""
_REVEALING = 8
"""Words in a row of the instructions that a reply may not say."""


def text_stands(
    text: str,
    clips: Sequence[Clip],
    request: str,
    *,
    known: Iterable[str] = (),
    secret: str = "",
    elsewhere: Elsewhere | None = None,
) -> bool:
    """Whether a model's text may be shown.

    What it quotes stands in one of `clips` (those of this turn), in the request, or in what is `known` besides; what
    it lists or sets in bold like a title is one of theirs; it names no other clip that `elsewhere` brings; it repeats
    nothing of the `secret` instructions, and holds no address, image, tag or hidden sign. A model that says what is
    not there is not to be believed in the rest either: the caller words the reply.
    """
    sources = "\n".join([fold(request), *map(fold, known), *(fold(line) for clip in clips for line in _lines(clip))])
    return (
        is_inert(text)
        and not _reveals(text, secret)
        and all(_stands(quote, sources) for quote in _quotes(text))
        and all(fold(name) in sources for name in _titles_listed(text))
        and not _names_other(text, clips, sources, elsewhere)
    )


def _lines(clip: Clip) -> Iterable[str]:
    yield from (clip.title, clip.description, clip.notes, *clip.descriptions.values(), *clip.tags)
    yield from (moment.text for moment in clip.moments)
    yield from filter(None, (clip.creator, clip.category))


def _quotes(text: str) -> list[str]:
    return [quote for groups in _QUOTED.findall(text) for quote in groups if quote]


def _stands(quote: str, sources: str) -> bool:
    parts = [fold(part).strip(" .,;:!?") for part in re.split(r"…|\.\.\.", quote)]
    return len(quote) < _LONG or all(part in sources for part in parts if part)


def _titles_listed(text: str) -> list[str]:
    """What a text lists or sets in bold as if it were a title: several words, most of them with a capital."""
    names = [match["name"] for match in _HEAD.finditer(text)] + _BOLD.findall(text)
    return [name.strip(' “”"*_') for name in names if _is_title_like(name)]


def _is_title_like(name: str) -> bool:
    words = re.findall(r"[^\W\d_][\w'’-]*", name)
    return len(words) > 1 and sum(word[0].isupper() for word in words) * 5 >= len(words) * 3


def _names_other(text: str, clips: Iterable[Clip], sources: str, elsewhere: Elsewhere | None) -> bool:
    """Whether the title of a clip that is not of this turn stands in the text."""
    if elsewhere is None:
        return False
    own = {clip.id for clip in clips}
    words = f" {fold_words(text)} "
    plain = " ".join(re.findall(r"\w+", text))
    for clip in elsewhere(text):
        title = fold_words(clip.title)
        if clip.id in own or not title or f" {title} " not in words or fold(clip.title) in sources:
            continue
        count = title.count(" ") + 1
        as_written = " ".join(re.findall(r"\w+", clip.title))
        quoted = any(fold_words(quote) == title for quote in _quotes(text))
        if count >= 3 or quoted or (count == 2 and as_written in plain and not as_written.islower()):
            return True
    return False


def _reveals(text: str, secret: str) -> bool:
    """Whether so many words of the instructions stand in a row."""
    said, kept = f" {fold_words(text)} ", fold_words(secret).split()
    rows = (" ".join(kept[at : at + _REVEALING]) for at in range(len(kept) - _REVEALING + 1))
    return any(f" {row} " in said for row in rows)
