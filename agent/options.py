"""How a remote model is driven: how it calls tools, how long it is waited for, and what it may cost."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from reeltalk.errors import SettingsError

Way = Literal["native", "json"]
"""`native`: the server's own tool calls; `json`: an object constrained by a schema."""


class ModelOptions(BaseModel):
    """The options of a remote model; the embedded one needs none."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    way: Literal["auto", "native", "json"] = "auto"
    """How tools are called; `auto` tries once for each server and model, and remembers."""
    propose: bool = True
    """Whether, in JSON mode, the embedded model's reading of the request is offered as a proposal."""
    words: bool = True
    """Whether the model words the reply once its calls have run; else code does, with one call of the model fewer."""
    reasons: bool = True
    """Whether the model words the reasons too, in one more call; else code does."""
    timeout_s: float = Field(default=60.0, gt=0)
    """How long a viewer waits for one answer of the model, tries and retries together."""
    tries: int = Field(default=3, ge=1, le=10)
    """How often a request is sent where the server fails in passing."""
    temperature: float | None = Field(default=0.0, ge=0, le=2)
    """0 gives the likeliest answer; some models take 1 alone."""
    answer_tokens: int = Field(default=700, ge=50)
    """Tokens that one answer may have."""
    turn_tokens: int | None = Field(default=None, gt=0)
    """Tokens read and written that one turn may use."""
    thread_tokens: int | None = Field(default=None, gt=0)
    """Tokens that one conversation may use."""
    turn_cost: float | None = Field(default=None, gt=0)
    """What one turn may cost, in the currency of the price."""
    thread_cost: float | None = Field(default=None, gt=0)
    """What one conversation may cost."""
    price_in: float | None = Field(default=None, ge=0)
    """What a million tokens read cost."""
    price_out: float | None = Field(default=None, ge=0)
    """What a million tokens written cost."""

    @model_validator(mode="after")
    def refuse_cost_without_price(self) -> ModelOptions:
        """A limit of cost holds nothing where nobody says what a token costs."""
        limited = self.turn_cost is not None or self.thread_cost is not None
        if limited and (self.price_in is None or self.price_out is None):
            raise ValueError("a limit of cost needs price_in and price_out, for a million tokens each")
        return self


def read_options(pairs: Iterable[str]) -> ModelOptions:
    """The options from `NAME=VALUE` texts.

    Raises `SettingsError` for one that there is not, or a value that cannot be used.

    >>> read_options(["way=json", "turn_tokens=4000"]).turn_tokens
    4000
    """
    given: dict[str, str] = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign or name not in ModelOptions.model_fields:
            raise SettingsError(f"option {pair!r}: give NAME=VALUE; there is {', '.join(ModelOptions.model_fields)}")
        given[name] = value
    try:
        return ModelOptions.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]) if first["loc"] else "options"
        raise SettingsError(f"option {name}: {first['msg'].removeprefix('Value error, ')}") from error
