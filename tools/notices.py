"""What the viewer must know of a result besides its clips."""

from __future__ import annotations

from collections.abc import Sequence

from reeltalk.retrieval.catalog import Catalog, Retrieval
from reeltalk.retrieval.clip import Candidate
from reeltalk.retrieval.constraints import Constraints
from reeltalk.retrieval.lemmas import is_english
from reeltalk.tools.phrases import join_words, phrase_language
from reeltalk.tools.wish import Pool

_NOUNS = {
    "duration_s": "its length",
    "language": "its language",
    "creator": "who made it",
    "category": "a category",
    "tags": "tags",
    "published": "when it was published",
    "views": "how often it was viewed",
    "likes": "how often it was liked",
    "audience": "whom it is for",
}
NEAREST = 3
"""How many near values are named."""


def notice_values(catalog: Catalog, retrieval: Retrieval, constraints: Constraints) -> list[str]:
    """Fields that no clip states, and values that no clip has, with the nearest there are."""
    lines = [f"no clip here states {_NOUNS.get(name, name)}" for name in retrieval.missing]
    for argument, nearest in retrieval.unknown.items():
        if argument in retrieval.missing:
            continue
        value = getattr(constraints, argument, None)
        if value is not None:
            lines.append(_unknown(catalog, argument, value, nearest))
    return lines


def notice_found(query: str, pool: Pool, chosen: Sequence[Candidate]) -> list[str]:
    """Doubts about clips that were found: none clearly about the query, or silent on what was excluded."""
    lines = []
    if query and not pool.clear:
        lines.append(f"no clip here is clearly about “{query}”; these come nearest")
    excluded = [*(pool.scope.constraints.exclude or ()), *pool.scope.excludes]
    silent = sum(not _tells(candidate) for candidate in chosen)
    if excluded and silent:
        verb = "has" if silent == 1 else "have"
        whose = "this clip has" if silent == len(chosen) == 1 else f"{silent} of these clips {verb}"
        lines.append(f"{whose} no description, so {join_words(excluded, 'or')} cannot be ruled out there")
    foreign = sum(_is_foreign(candidate) for candidate in chosen) if excluded else 0
    if foreign:
        whose = "this clip is" if foreign == len(chosen) == 1 else f"{foreign} of these clips {_be(foreign)}"
        lines.append(
            f"{whose} described in another language than English, so {join_words(excluded, 'or')} "
            "cannot be ruled out there"
        )
    return lines


def _be(number: int) -> str:
    return "is" if number == 1 else "are"


def name_value(argument: str, value: str) -> str:
    """A value as a reader knows it: a language by its name."""
    return f"{phrase_language(value)} ({value})" if argument == "language" else value


def _unknown(catalog: Catalog, argument: str, value: str | tuple[str, ...], nearest: Sequence[str]) -> str:
    nouns = {"category": "category", "creator": "creator", "language": "language", "tags": "tag"}
    noun = nouns[argument]
    names = [value] if isinstance(value, str) else _missing_tags(catalog, value)
    near = [name_value(argument, name) for name in nearest[:NEAREST]]
    which = "there is" if argument == "language" else "the nearest is" if len(near) == 1 else "the nearest are"
    known = f"; {which} {join_words(near)}" if near else ""
    asked = join_words([name_value(argument, name) for name in names], "or")
    return f"no clip here has the {noun} “{asked}”{known}"


def _missing_tags(catalog: Catalog, tags: Sequence[str]) -> list[str]:
    known = {tag.casefold() for tag in catalog.vocabulary().tags}
    return [tag for tag in tags if tag.casefold() not in known] or list(tags)


def _tells(candidate: Candidate) -> bool:
    return any(text.strip() for text in _told(candidate))


def _is_foreign(candidate: Candidate) -> bool:
    """Whether a clip is described, and nowhere in English."""
    told = [text for text in _told(candidate) if text.strip()]
    return bool(told) and not any(map(is_english, told))


def _told(candidate: Candidate) -> list[str]:
    """What describes a clip."""
    clip = candidate.clip
    return [clip.description, *clip.descriptions.values(), clip.notes, *(moment.text for moment in clip.moments)]
