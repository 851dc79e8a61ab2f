"""How a remote model fails, in our words: what may be tried again, and when."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Literal

from langchain_core.exceptions import LangChainException

from reeltalk.errors import ModelError
from reeltalk.retrieval.pacing import read_wait

Kind = Literal["passing", "refused", "overflow", "broken", "budget"]
"""`passing` may go away by itself; `refused` and `overflow` need another request; `broken` is an unusable answer."""


class Failed(ModelError):
    """A remote model that gave no usable answer."""

    def __init__(self, text: str, kind: Kind, *, wait_s: float | None = None) -> None:
        super().__init__(text)
        self.kind = kind
        self.wait_s = wait_s
        """How long the server asks to be left alone, in seconds; None where it says nothing."""
        self.usage: dict[str, int] = {}
        """What was used before it failed."""


UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, IndexError)
"""What reading a server's answer raises where that is not of the form agreed on."""
FAILURES = (ModelError, LangChainException, OSError, *UNREADABLE)
"""What a chat model raises, besides the errors of its own client library."""


def name_failure(error: Exception, now: Callable[[], float] = time.time) -> Failed:
    """The failure behind what a client library raised; its text holds nothing of the server's own."""
    import openai

    if isinstance(error, Failed):
        return error
    if isinstance(error, ModelError):
        return Failed(str(error), "refused")
    if isinstance(error, openai.APIStatusError):
        return _name_status(error, now)
    if isinstance(error, TimeoutError | openai.APITimeoutError):
        return Failed("the model did not answer in time", "passing")
    if isinstance(error, openai.APIConnectionError):
        return Failed("the model did not answer (no connection, or it broke off)", "passing")
    if _tells_overflow(str(error)):
        return Failed("the conversation is too long for the model", "overflow")
    if isinstance(error, openai.OpenAIError | LangChainException | OSError):
        return Failed(f"the model did not answer ({type(error).__name__})", "passing")
    return Failed("the model's answer could not be read", "passing")


def _name_status(error: object, now: Callable[[], float]) -> Failed:
    import openai

    assert isinstance(error, openai.APIStatusError)
    status = error.status_code
    if _tells_overflow(str(error)):
        return Failed("the conversation is too long for the model", "overflow")
    if status == 429 and error.code == "insufficient_quota":
        return Failed("the model did not answer (the account's quota is used up)", "refused")
    if status in (408, 409, 429) or (status >= 500 and status != 501):
        return Failed(
            f"the model did not answer (HTTP {status})", "passing", wait_s=read_wait(error.response.headers, now)
        )
    if status in (401, 403):
        return Failed("the model's server refused the key", "refused")
    return Failed(f"the model's server refused the request (HTTP {status})", "refused")


_OVERFLOW = ("context_length_exceeded", "exceed_context_size", "maximum context length", "context window", "too long")


def _tells_overflow(text: str) -> bool:
    lower = text.lower()
    return any(sign in lower for sign in _OVERFLOW) or ("context size" in lower and "exceed" in lower)
