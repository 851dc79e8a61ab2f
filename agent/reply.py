"""The reply of a turn: what the viewer reads, and everything it stands on."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from reeltalk.retrieval.clip import Clip
from reeltalk.retrieval.viewer import Preference

EvidenceKind = Literal["description", "metadata", "preference", "co_viewing"]


class Evidence(BaseModel):
    """What a reason stands on; for `description` and `metadata` the text is a verbatim quote from the clip."""

    model_config = ConfigDict(frozen=True)

    kind: EvidenceKind
    text: str
    clip_id: str | None = None
    start_s: float | None = None
    end_s: float | None = None


class Pick(BaseModel):
    """A recommended clip with its reason."""

    model_config = ConfigDict(frozen=True)

    rank: int = Field(ge=1)
    clip: Clip
    score: float
    start_s: float | None = None
    """Where to start playing, in seconds; None is the start."""
    reason: str
    evidence: list[Evidence]
    seen: bool = False


class Wish(BaseModel):
    """The query and constraints in force after a turn."""

    model_config = ConfigDict(frozen=True)

    tool: str | None = None
    """The tool whose call set the wish; None before the first."""
    args: dict[str, Any] = Field(default_factory=dict)
    """That call's arguments: `query` and the constraints given, nothing else."""

    @property
    def query(self) -> str:
        """The words searched for, or nothing."""
        return str(self.args.get("query", ""))


class Call(BaseModel):
    """One tool call of a turn."""

    model_config = ConfigDict(frozen=True)

    tool: str
    args: dict[str, Any]
    """The validated arguments, ids for handles, nulls dropped."""
    ok: bool
    error: str | None = None
    elapsed_ms: float = 0.0


class Usage(BaseModel):
    """What a turn cost at a remote model; all zero where the embedded model served."""

    model_config = ConfigDict(frozen=True)

    model_calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    """Tokens as the server counted them, or an estimate where it does not say."""
    broken: int = 0
    """Answers that could not be read and were asked for again."""
    cost: float | None = None
    """In the currency of the prices that the options give; None without them."""


class Reply(BaseModel):
    """The answer to one turn."""

    model_config = ConfigDict(frozen=True)

    text: str
    picks: list[Pick] = Field(default_factory=list)
    question: str | None = None
    wish: Wish = Field(default_factory=Wish)
    applied: list[str] = Field(default_factory=list)
    relaxed: list[str] = Field(default_factory=list)
    notices: list[str] = Field(default_factory=list)
    suggestions: list[str] = Field(default_factory=list)
    calls: list[Call] = Field(default_factory=list)
    preferences: list[Preference] = Field(default_factory=list)
    thread: str
    viewer: str
    model: str
    usage: Usage = Field(default_factory=Usage)
