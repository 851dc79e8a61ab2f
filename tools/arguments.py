"""What each tool takes: typed arguments, read strictly, with errors that say what to change."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from reeltalk.errors import ToolInputError
from reeltalk.retrieval.clip import Audience
from reeltalk.retrieval.constraints import MAX_LIMIT, Constraints
from reeltalk.retrieval.viewer import Polarity, Strength, Verdict
from reeltalk.tools.hints import phrase_errors
from reeltalk.tools.language import normalise_language

MAX_TEXT = 1_000
"""Characters kept of one text argument: the encoder reads some 250 words, and a checkpoint stays small."""
MAX_CLIPS = 50
"""Clips that one call may name."""

Facet = Literal["category", "tag", "language", "creator", "duration"]
ClipId = Annotated[
    str,
    BeforeValidator(lambda value: _text_of(value)),
    Field(min_length=1, description="the clip's number as shown, or its id"),
]
ClipIds = Annotated[
    tuple[ClipId, ...], Field(min_length=1, max_length=MAX_CLIPS, description="the clips' numbers as shown, or ids")
]


class Arguments(BaseModel):
    """The root of the argument models: read strictly, frozen, nothing beyond the fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Filters(Constraints):
    """The constraints as a model gives them: strict types, normalised values, no contradictions."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    FIELDS: ClassVar[frozenset[str]] = frozenset(Constraints.model_fields)

    language: Annotated[str | None, BeforeValidator(lambda text: _language(text))] = Field(
        default=None, description="language spoken or shown in the clip: ISO 639-1 code such as de, or its English name"
    )
    tags: Annotated[tuple[str, ...] | None, BeforeValidator(lambda tags: _plain_tags(tags))] = Field(
        default=None, description="tags that the clip must all carry; only when the viewer names tags"
    )
    exclude: tuple[str, ...] | None = Field(
        default=None, description='things that must not be in the clip, one short noun each: ["dog", "shouting"]'
    )
    published_after: date | None = Field(default=None, description="published on this day or later, YYYY-MM-DD")
    published_before: date | None = Field(default=None, description="published before this day, YYYY-MM-DD")
    max_audience: Annotated[Audience | None, BeforeValidator(lambda value: _text_of(value))] = Field(
        default=None, description='for viewers of this age: "all" for small children, else "7", "12", "16" or "18"'
    )
    limit: int | None = Field(default=None, ge=1, description="how many clips; 5 unless said, at most 20")

    @model_validator(mode="after")
    def refuse_contradictions(self) -> Filters:
        """A range whose ends are swapped is a slip of the caller, not a wish."""
        if self.min_seconds is not None and self.max_seconds is not None and self.min_seconds > self.max_seconds:
            raise ValueError(f"min_seconds {self.min_seconds} is over max_seconds {self.max_seconds}: swap or drop one")
        after, before = self.published_after, self.published_before
        if after is not None and before is not None and after >= before:
            raise ValueError(f"published_after {after} is not before published_before {before}: swap or drop one")
        return self

    def constraints(self) -> Constraints:
        """The constraints alone, without the tool's own arguments."""
        given = {name: getattr(self, name) for name in self.FIELDS if getattr(self, name) is not None}
        return Constraints(**given)


class SearchClips(Filters):
    """Arguments of `search_clips`."""

    query: str = Field(
        min_length=1,
        description="what should be in the clip, in a few words: topic, mood, kind; the whole wish, old part and new. "
        "No lengths, dates, languages or exclusions here: they have their own arguments",
    )


class SimilarClips(Filters):
    """Arguments of `similar_clips`."""

    clip: ClipId
    change: str | None = Field(
        default=None, description='how it should differ, in a few words, such as "calmer" or "with animals"'
    )


class RecommendClips(Filters):
    """Arguments of `recommend_clips`."""


class RerankClips(Arguments):
    """Arguments of `rerank_clips`."""

    clips: ClipIds


class ClipDetails(Arguments):
    """Arguments of `clip_details`."""

    clips: ClipIds
    question: str | None = Field(default=None, description="what the viewer wants to know of them, in their words")


class BrowseCatalog(Arguments):
    """Arguments of `browse_catalog`."""

    by: Facet = Field(description="what to count by")
    query: str | None = Field(default=None, description="count only clips about this")


class ExplainPick(Arguments):
    """Arguments of `explain_pick`."""

    clip: ClipId


class RateClip(Arguments):
    """Arguments of `rate_clip`."""

    clip: ClipId
    verdict: Verdict = Field(description="what the viewer said of it: liked it, disliked it, or has seen it")


class Remember(Arguments):
    """Arguments of `remember`."""

    text: str = Field(min_length=1, description='the thing liked or disliked, a short noun phrase: "gore", "jazz"')
    polarity: Polarity = Field(description="liked or disliked")
    strength: Strength = Field(description='"always" for a firm rule (never, always, only), else "usually"')


class Forget(Arguments):
    """Arguments of `forget`."""

    text: str = Field(min_length=1, description="the remembered taste to take back, as a short noun phrase")


class AskViewer(Arguments):
    """Arguments of `ask_viewer`."""

    question: str = Field(min_length=1, description="one short clarifying question")
    options: tuple[str, ...] = Field(default=(), description="two to four short answers to choose from")


def read_arguments(tool: str, model: type[BaseModel], given: object) -> tuple[BaseModel, list[str]]:
    """The validated arguments, and notices of what was taken otherwise than given.

    Raises `ToolInputError`, whose text says what to change.
    """
    if not isinstance(given, dict):
        raise ToolInputError(f"{tool} takes a JSON object of arguments, not {type(given).__name__}")
    notices: list[str] = []
    cleaned = {str(name): _clean(value, notices) for name, value in given.items()}
    required = {name for name, info in model.model_fields.items() if info.is_required()}
    kept = {name: value for name, value in cleaned.items() if name in required or value not in (None, "", [])}
    if _is_over(kept.get("limit")) and "limit" in model.model_fields:
        notices.append(f"{kept['limit']} clips were asked for; at most {MAX_LIMIT} are given")
        kept["limit"] = MAX_LIMIT
    try:
        return model.model_validate_json(json.dumps(kept, default=_plain)), notices
    except ValidationError as error:
        raise ToolInputError(phrase_errors(tool, model, error)) from error
    except (TypeError, RecursionError) as error:
        raise ToolInputError(
            f"{tool}: the arguments are no JSON values; give texts, whole numbers and lists"
        ) from error


def dump_arguments(arguments: BaseModel) -> dict[str, Any]:
    """The arguments as `Call.args` holds them: JSON-able, nulls dropped, no defaults."""
    return arguments.model_dump(mode="json", exclude_none=True, exclude_unset=True)


def _clean(value: object, notices: list[str]) -> object:
    if isinstance(value, str):
        return _clean_text(value, notices)
    if isinstance(value, float) and value.is_integer():
        return int(value)  # JSON knows one kind of number: 60.0 is a whole one
    if isinstance(value, list | tuple | set | frozenset):
        items = sorted(value, key=str) if isinstance(value, set | frozenset) else value
        cleaned = [_clean(item, notices) for item in items]
        return [item for item in cleaned if item not in (None, "")]
    return value


_NO_TEXT = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u200b\u202a-\u202e\u2066-\u2069\ufeff\s]+")
"""Control characters, lone surrogates, direction marks: they carry no wish, and some break a database."""


def _clean_text(text: str, notices: list[str]) -> str:
    short = " ".join(_NO_TEXT.sub(" ", text[: 4 * MAX_TEXT]).split())
    if len(short) > MAX_TEXT or len(text) > 4 * MAX_TEXT:
        notices.append(f"a text of {len(text):,} characters was cut to its first {MAX_TEXT:,}")
    return short[:MAX_TEXT].strip()


def _is_over(limit: object) -> bool:
    return isinstance(limit, int) and not isinstance(limit, bool) and limit > MAX_LIMIT


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is no JSON value")


def _language(text: object) -> object:
    return normalise_language(text) if isinstance(text, str) else text


def _plain_tags(tags: object) -> object:
    if not isinstance(tags, list):
        return tags
    return tuple(tag.lstrip("# ") or tag if isinstance(tag, str) else tag for tag in tags)


def _text_of(value: object) -> object:
    whole = isinstance(value, int) and not isinstance(value, bool)
    return str(value) if whole else value  # ids and ages that are numbers are written as numbers by many models
