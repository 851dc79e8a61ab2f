"""Preferences as they bear on a call: firm ones that filter, soft ones that move the score."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from reeltalk.retrieval.catalog import Catalog
from reeltalk.retrieval.clip import Candidate, Clip
from reeltalk.retrieval.constraints import Constraints
from reeltalk.retrieval.encoder import Encoder
from reeltalk.retrieval.exclusion import Exclusion
from reeltalk.retrieval.mentions import mentions
from reeltalk.retrieval.viewer import Preference

SHORT_S = 60
"""A lasting wish for "short" clips means up to this many seconds."""
LONG_S = 600
"""One for "long" clips means from this many seconds on."""
ALIKE = (0.25, 0.55)
"""Cosines between which a clip grows from nothing to do with a preference to wholly about it."""

_LEADING = re.compile(
    r"^(?:(?:any|all|only|just|watching|seeing|the|some|anything|everything|things?|stuff|clips?|videos?|vids?|films?|"
    r"movies?|content|ones?|made|in|by|from|with|about|of|that|are|is|have|has|featuring|showing|language|category)\s+)+",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"(?:\s+(?:clips?|videos?|vids?|films?|movies?|content|stuff|things|scenes?|ones|language|only|category))+$",
    re.IGNORECASE,
)
_UNITS = {"s": 1, "m": 60, "h": 3600}
_LENGTH = re.compile(
    r"(?P<side>under|below|shorter than|less than|at most|up to|max(?:imum)?|no (?:longer|more) than|"
    r"over|above|longer than|more than|at least|min(?:imum)?)\s+(?P<number>\d+|an?|one|half an)\s*"
    r"(?P<unit>s(?:ec(?:ond)?s?)?|m(?:in(?:ute)?s?)?|h(?:ours?|rs?)?)\b",
    re.IGNORECASE,
)
_SPOKEN = re.compile(r"^(?:\w+\s+){0,2}in\s+\w+$|.*\blanguage\b", re.IGNORECASE)
"""A text that means a language and not things from its country."""
_LOWER_SIDES = ("over", "above", "longer than", "more than", "at least", "min", "minimum")


@dataclass(frozen=True)
class Rule:
    """A firm preference in force: what it lets through."""

    preference: Preference
    exclude: str | None = None
    """The term it keeps out by the rule of `exclude`."""
    field: Constraints | None = None
    """The typed field it names: clips must fulfil it when liked, must not when disliked."""

    @property
    def text(self) -> str:
        """The rule in plain words."""
        return f"{'never' if self.preference.polarity == 'dislike' else 'always'} {self.preference.text}"


def trim_taste(text: str) -> str:
    """The thing itself, without the words that only carry it.

    >>> trim_taste("videos with spiders"), trim_taste("horror films"), trim_taste("clips")
    ('spiders', 'horror', 'clips')
    """
    bare = _TRAILING.sub("", _LEADING.sub("", text.strip()))
    return bare or text.strip()


def read_rule(preference: Preference, catalog: Catalog) -> Rule | None:
    """The filter that a preference makes; None where it only moves the score."""
    if preference.strength != "always":
        return None
    field = read_field(preference.text, catalog)
    if preference.polarity == "dislike":
        says_field_only = field is not None and (_is_length(field) or _SPOKEN.match(preference.text))
        return Rule(preference, None if says_field_only else trim_taste(preference.text), field)
    return Rule(preference, None, field) if field is not None else None


def _is_length(field: Constraints) -> bool:
    return field.min_seconds is not None or field.max_seconds is not None


def read_field(text: str, catalog: Catalog) -> Constraints | None:
    """The language, length, creator or category that a text names and nothing else; None where it names none."""
    if (length := read_length(text)) is not None:
        return length
    for field in ("category", "creator"):
        for name in dict.fromkeys((trim_taste(text), text.strip())):
            named = Constraints.model_validate({field: name})
            if catalog.matching(named):
                return named
    code = _read_language(trim_taste(text))
    return Constraints(language=code) if code else None


def read_length(text: str) -> Constraints | None:
    """The length that a text names.

    >>> read_length("clips under 2 minutes").max_seconds, read_length("long videos").min_seconds, read_length("jazz")
    (120, 600, None)
    """
    match = _LENGTH.search(text)
    if match is None:
        word = trim_taste(text).casefold()
        fixed: dict[str, Constraints] = {
            "short": Constraints(max_seconds=SHORT_S),
            "long": Constraints(min_seconds=LONG_S),
        }
        return fixed.get(word)
    number = match["number"].lower()
    amount = float(number) if number.isdigit() else 0.5 if number.startswith("half") else 1.0
    seconds = max(1, round(amount * _UNITS[match["unit"][0].lower()]))
    if match["side"].lower() in _LOWER_SIDES:
        return Constraints(min_seconds=seconds)
    return Constraints(max_seconds=seconds)


@lru_cache(maxsize=1024)
def _read_language(name: str) -> str | None:
    from langcodes import Language

    if len(name) < 4:
        return None  # a code or an abbreviation is more often something else
    try:
        return Language.find(name).prefer_macrolanguage().language
    except LookupError:
        return None


@lru_cache(maxsize=1024)
def excluder(*terms: str) -> Exclusion:
    """The rule of `exclude` for terms, built once."""
    return Exclusion(terms)


def is_named(text: str, words: str) -> bool:
    """Whether words name, un-negated, the thing a preference is about.

    A wish for the very thing names it; one that only excludes it does not.
    """
    if not words.strip():
        return False
    return bool(excluder(trim_taste(text)).excludes(Clip(id="words", title=words)))


def score_tastes(
    candidates: Sequence[Candidate],
    tastes: Sequence[tuple[Preference, float]],
    vectors: NDArray[np.float32],
    encoder: Encoder,
) -> NDArray[np.float64]:
    """How much each candidate suits (n, preferences), in [0, weight]; negative for what is disliked."""
    if not tastes or not candidates:
        return np.zeros((len(candidates), len(tastes)))
    columns = []
    marks = [mentions(candidate.clip) for candidate in candidates]
    for preference, weight in tastes:
        bare = trim_taste(preference.text)
        likeness = vectors @ _encode(cast(Hashable, encoder), bare)
        share = np.clip((likeness - ALIKE[0]) / (ALIKE[1] - ALIKE[0]), 0.0, 1.0)
        rule = excluder(bare)
        named = np.array(
            [
                not rule.forms.isdisjoint(found) or rule.holds_phrase(candidate.clip)
                for candidate, found in zip(candidates, marks, strict=True)
            ]
        )
        sign = -1.0 if preference.polarity == "dislike" else 1.0
        columns.append(sign * weight * np.where(named, 1.0, share))
    return np.stack(columns, axis=1)


@lru_cache(maxsize=1024)
def _encode(encoder: Hashable, text: str) -> Any:
    return cast(Encoder, encoder).encode([text])[0]
