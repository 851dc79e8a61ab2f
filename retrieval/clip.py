"""Clips: what is recommended, and what retrieval says of them."""

from __future__ import annotations

import re
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, computed_field, model_validator

if TYPE_CHECKING:
    from reeltalk.retrieval.sentences import Passage

Audience = Literal["all", "7", "12", "16", "18"]

AUDIENCE_AGES: dict[str, int] = {"all": 0, "7": 7, "12": 12, "16": 16, "18": 18}
"""The youngest viewer's age in years of each audience mark; a clip without one counts as 18."""
MAX_SECONDS = 1e9
"""The longest length, some thirty years; what is over it is a slip."""
MAX_COUNT = 2**63 - 1
"""The largest count that the catalog's file can hold."""
_HALVES = re.compile("[\ud800-\udfff]")


class Moment(BaseModel):
    """A timed part of a clip and what happens in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    start_s: float = Field(ge=0, le=MAX_SECONDS)
    """Where it starts, in seconds from the clip's start."""
    end_s: float = Field(ge=0, le=MAX_SECONDS)
    """Where it ends, in seconds from the clip's start."""
    text: str
    """What happens in it."""


class Clip(BaseModel):
    """One clip and everything known about it; unknown fields go to `extra`.

    Raises `pydantic.ValidationError` where `id` is missing, or `title` and `description` both are.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(min_length=1, max_length=256)
    """The clip's name in its catalog, unique there."""
    title: str = ""
    """The title, as shown on a card."""
    description: str = ""
    """The main description, usually by a multimodal model."""
    descriptions: dict[str, str] = Field(default_factory=dict)
    """Further descriptions by name, such as a short one."""
    description_source: str = ""
    """How the description came about, such as `mllm:gemini-1.5-flash` or `metadata`."""
    moments: tuple[Moment, ...] = ()
    """Timed parts, in order."""
    notes: str = ""
    """What the owner adds or corrects: searchable, outranks the description, survives re-ingest."""
    url: str | None = None
    """Where it plays on the web."""
    path: str | None = None
    """Where its file lies; relative to the import file's folder or the home."""
    thumbnail: str | None = None
    """Where its still picture lies."""
    duration_s: float | None = Field(default=None, ge=0, le=MAX_SECONDS)
    """Its length in seconds."""
    language: str | None = None
    """The language spoken or shown, ISO 639-1."""
    creator: str | None = None
    """Who made it."""
    category: str | None = None
    """Its one category."""
    tags: tuple[str, ...] = ()
    """Its tags."""
    published: date | None = None
    """The day it came out."""
    views: int | None = Field(default=None, ge=0, le=MAX_COUNT)
    """How often it was viewed."""
    likes: int | None = Field(default=None, ge=0, le=MAX_COUNT)
    """How often it was liked."""
    audience: Audience | None = None
    """Who it is for: everyone, or from that age in years."""
    extra: dict[str, Any] = Field(default_factory=dict)
    """Whatever else is known."""

    @model_validator(mode="before")
    @classmethod
    def gather_unknown(cls, data: Any) -> Any:
        """Move fields that a clip does not have into `extra`, and drop nulls so that defaults hold."""
        if not isinstance(data, dict):
            return data
        known = {name: value for name, value in data.items() if name in cls.model_fields and value is not None}
        unknown = {name: value for name, value in data.items() if name not in cls.model_fields}
        if unknown:
            known["extra"] = {**known.get("extra", {}), **unknown}
        return known

    @model_validator(mode="after")
    def require_text(self) -> Clip:
        """A clip that says nothing of itself can be neither found nor shown."""
        if not self.title.strip() and not self.description.strip():
            raise ValueError("one of title, description must be given")
        return self

    @model_validator(mode="after")
    def require_characters(self) -> Clip:
        """Half a character (a lone surrogate) can be neither stored nor sent; refused here, before anything is."""
        lists = (*self.tags, *(moment.text for moment in self.moments), *self.descriptions, *self.descriptions.values())
        single = (self.title, self.description, self.description_source, self.notes, self.url, self.path)
        rest = (self.thumbnail, self.language, self.creator, self.category)
        for text in (*single, *rest, *lists):
            if text and not text.isascii() and _HALVES.search(text):
                raise ValueError("a text holds half a character (a lone surrogate); leave it out")
        return self


class Candidate(BaseModel):
    """A clip on its way to a reply, with its score and what matched."""

    model_config = ConfigDict(frozen=True)

    clip: Clip
    """The catalog row."""
    score: float
    """The fused score; higher is better, comparable within one search only."""
    relevance: float | None = None
    """The best cosine of the query with the clip's vectors, in [-1, 1]; None without a query."""
    passage: int = -1
    """The number of the sentence, moment or title that matched best, see `clip_passages`; -1 without a query."""

    @computed_field  # type: ignore[prop-decorator]  # mypy knows no decorated properties
    @property
    def matched(self) -> str:
        """The sentence, moment or title that matched best, verbatim from the clip; empty without a query."""
        return self._match.text if self._match else ""

    @computed_field  # type: ignore[prop-decorator]
    @property
    def matched_field(self) -> str:
        """Where `matched` stands: title, description, descriptions.NAME, notes, tags or moments."""
        return self._match.field if self._match else ""

    @computed_field  # type: ignore[prop-decorator]
    @property
    def start_s(self) -> float | None:
        """Where the matched moment starts, in seconds; None where the match is not timed."""
        return self._match.start_s if self._match else None

    @computed_field  # type: ignore[prop-decorator]
    @property
    def end_s(self) -> float | None:
        """Where the matched moment ends, in seconds."""
        return self._match.end_s if self._match else None

    @cached_property
    def _match(self) -> Passage | None:
        """Found when asked for: most candidates are never shown, and splitting 200 descriptions takes long."""
        from reeltalk.retrieval.sentences import clip_passages  # which stands on this file

        passages = clip_passages(self.clip) if self.passage >= 0 else []
        return passages[self.passage] if 0 <= self.passage < len(passages) else None
