"""The constraints that every tool returning clips takes."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from reeltalk.retrieval.clip import Audience

Sort = Literal["relevance", "newest", "popular", "shortest", "longest"]
Popularity = Literal["popular", "hidden_gem"]

DEFAULT_LIMIT = 5
MAX_LIMIT = 20


class Constraints(BaseModel):
    """What a clip must fulfil, and how many to return in which order; every part is optional."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    min_seconds: int | None = Field(default=None, ge=0, description="shortest length in seconds")
    max_seconds: int | None = Field(default=None, ge=1, description="longest length in seconds")
    exclude: tuple[str, ...] | None = Field(default=None, description="things that must not be in the clip")
    language: str | None = Field(default=None, description="ISO 639-1 code")
    category: str | None = Field(default=None, description="one of the catalog's categories")
    tags: tuple[str, ...] | None = Field(default=None, description="tags the clip must all carry")
    creator: str | None = Field(default=None, description="who made it")
    published_after: date | None = Field(default=None, description="ISO date, inclusive")
    published_before: date | None = Field(default=None, description="ISO date, exclusive")
    popularity: Popularity | None = Field(default=None, description="much viewed, or little viewed and well liked")
    sort: Sort | None = Field(default=None, description="order; relevance unless said")
    unseen_only: bool | None = Field(default=None, description="leave out what the viewer has seen")
    max_audience: Audience | None = Field(default=None, description="highest audience mark allowed")
    limit: int | None = Field(default=None, ge=1, description="how many clips, 5 unless said, at most 20")
