"""What a multimodal model says of a video, as a structure, and whether it will do."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, field_validator

from reeltalk.retrieval.clip import MAX_SECONDS, Audience

SHORTEST_WORDS = 80
LONGEST_WORDS = 200
"""Words of a summary that a model is asked for."""
_FEWEST, _MOST = 40, 320
"""Words of a summary that will still do."""
_LONGEST_TEXT = 4_000
_MOST_ITEMS = 60


class Happening(BaseModel):
    """What happens in a stretch of a video."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    start_s: float = Field(ge=0, le=MAX_SECONDS, allow_inf_nan=False, description="where it starts, in seconds")
    end_s: float = Field(ge=0, le=MAX_SECONDS, allow_inf_nan=False, description="where it ends, in seconds")
    text: str = Field(max_length=_LONGEST_TEXT, description="what happens, in one or two sentences")


class Description(BaseModel):
    """A description of one video; all but the summary may be empty."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    summary: str = Field(
        max_length=_LONGEST_TEXT,
        description=f"flowing prose of {SHORTEST_WORDS} to {LONGEST_WORDS} words, made to be found: name concretely "
        "who and what is seen and heard, what happens, where, in which mood, what somebody would ask for",
    )
    happenings: tuple[Happening, ...] = Field(default=(), description="what happens, in order, with times")
    people_and_things: tuple[str, ...] = Field(default=(), description="people (by looks or role) and things seen")
    text_on_screen: tuple[str, ...] = Field(default=(), description="text that can be read, word for word")
    setting: str = Field(default="", description="place, time of day, season")
    sound: str = Field(default="", description="speech, music, noises, as far as known; empty where nothing is known")
    mood: str = Field(default="", description="the mood, in a few words")
    humour: str = Field(default="", description="what is funny or what it is meant to do, where it is")
    genre: str = Field(default="", description="one to three words, such as 'cooking', 'sport', 'home video'")
    background: str = Field(default="", description="what one must know to get it; empty where nothing")
    language: str = Field(default="", description="ISO 639-1 code of the language spoken or shown; empty for none")
    tags: tuple[str, ...] = Field(default=(), description="5 to 12 lower-case tags")
    audience: Audience | None = Field(
        default=None, description="youngest suitable audience: all, 7, 12, 16 or 18; null where unsure"
    )

    @field_validator("people_and_things", "text_on_screen", "tags", "happenings", mode="before")
    @classmethod
    def bound_lists(cls, value: Any) -> Any:
        """A text where a list is due counts as a list of one; a list has an end; null is an empty one."""
        if value is None:
            return ()
        if isinstance(value, str):
            return (value,) if value.strip() else ()
        return tuple(value)[:_MOST_ITEMS] if isinstance(value, list | tuple) else value

    @field_validator("setting", "sound", "mood", "humour", "genre", "background", "language", mode="before")
    @classmethod
    def bound_texts(cls, value: Any) -> Any:
        """Null is an empty text; an over-long one is cut at a word."""
        if value is None:
            return ""
        if isinstance(value, str) and len(value) > 1_000:
            return value[:1_000].rsplit(" ", 1)[0]
        return value


_REFUSALS = re.compile(
    r"\b(?:i(?:'m| am)? (?:sorry|unable|afraid|not able)|i (?:can(?:no|')?t|cannot|won't|will not|must decline)|"
    r"as an ai|as a language model|cannot (?:assist|help|comply|describe)|unable to (?:view|see|process|describe))\b",
    re.IGNORECASE,
)
_OPENING = 160
"""Letters in which a refusal shows."""
_ENDINGS = ".!?…\"'”’)]。！？」』»"


def find_flaw(description: Description, *, stopped_early: bool = False, duration_s: float | None = None) -> str:
    """Why a description will not do, in words for the model that gave it; empty where it will."""
    text = description.summary.strip()
    words = text.split()
    dense = _is_unspaced(text)
    count = len(text) // 2 if dense else len(words)
    if not text:
        return "the summary is empty"
    if _REFUSALS.search(text.replace("’", "'")[:_OPENING]):
        return "the summary refuses or apologises instead of describing"
    if stopped_early or text[-1] not in _ENDINGS:
        return "the answer breaks off before its end"
    if find_repetition(text):
        return f"the summary repeats itself ({find_repetition(text)!r})"
    if count < _FEWEST:
        return f"the summary has {count} words; {SHORTEST_WORDS} to {LONGEST_WORDS} are needed"
    if count > _MOST:
        return f"the summary has {count} words; {SHORTEST_WORDS} to {LONGEST_WORDS} are needed"
    if duration_s is not None and any(one.start_s > duration_s + 2 for one in description.happenings):
        return f"a happening starts after the end of the video at {duration_s:.0f} s"
    return ""


def find_repetition(text: str) -> str:
    """Words that a text says over and over; empty where it does not.

    Either four words in a row that come back four times, or a vocabulary below a fifth of its words.
    """
    words = [word.strip(".,;:!?\"'()").casefold() for word in text.split()]
    if len(words) < 12:
        return ""
    rows = Counter(zip(words, words[1:], words[2:], words[3:], strict=False))
    row, times = rows.most_common(1)[0]
    if times >= 4:
        return " ".join(row)
    if len(set(words)) < len(words) / 5:
        return Counter(words).most_common(1)[0][0]
    return ""


def _is_unspaced(text: str) -> bool:
    """Whether a text is of a script that sets no spaces between words."""
    wide = sum("\u3040" <= sign <= "\u9fff" or "\u0e00" <= sign <= "\u0e7f" for sign in text)
    return wide > len(text) / 3
