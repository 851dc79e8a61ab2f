"""What a remote model uses, and the limits of it: tokens and cost, of a turn and of a conversation."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage

from reeltalk.agent.failures import Failed
from reeltalk.agent.options import ModelOptions

MAX_MODEL_CALLS = 8
"""Model calls in one turn; then the turn ends with the best it has."""
BYTES_A_TOKEN = 3.6
"""Of English text and JSON, on the careful side; for servers that do not count."""


def count_tokens(text: str) -> int:
    """An estimate of a text's tokens.

    >>> count_tokens("funny cats, under a minute")
    8
    """
    return math.ceil(len(text.encode("utf-8", "replace")) / BYTES_A_TOKEN)


def count_prompt(messages: Sequence[BaseMessage], fixed: int = 0) -> int:
    """An estimate of a prompt's tokens; `fixed` are those sent besides the messages, such as tool schemas."""
    return fixed + sum(4 + count_tokens(message.text) for message in messages)


def begin_usage(before: Mapping[str, int]) -> dict[str, int]:
    """The usage of a turn that has not used anything yet, with the conversation's so far."""
    return {name: value for name, value in before.items() if name.startswith("thread_")}


def add_usage(before: Mapping[str, int], answer: AIMessage, prompt_tokens: int) -> dict[str, int]:
    """What turn and conversation used so far, with one answer more: as the server counted, or estimated.

    The fields of `Usage`, and under `thread_…` the conversation's.
    """
    told: Mapping[str, Any] = answer.usage_metadata or {}
    read = int(told.get("input_tokens") or 0) or prompt_tokens
    written = int(told.get("output_tokens") or 0) or count_tokens(answer.text + str(answer.tool_calls or ""))
    used = {"model_calls": 1, "input_tokens": read, "output_tokens": written}
    used |= {f"thread_{name}": value for name, value in used.items()}
    return {**before, **{name: before.get(name, 0) + value for name, value in used.items()}}


def check_budget(options: ModelOptions, usage: Mapping[str, int], prompt_tokens: int) -> None:
    """Raise `Failed` where a request of this length would go over a limit, in words for the viewer."""
    if usage.get("model_calls", 0) >= MAX_MODEL_CALLS:
        raise Failed(f"the limit of {MAX_MODEL_CALLS} model calls for a turn is reached", "budget")
    for prefix, noun in (("turn", "a turn"), ("thread", "a conversation")):
        stem = "" if prefix == "turn" else "thread_"
        read = usage.get(f"{stem}input_tokens", 0) + prompt_tokens
        written = usage.get(f"{stem}output_tokens", 0)
        tokens, cost = getattr(options, f"{prefix}_tokens"), getattr(options, f"{prefix}_cost")
        if tokens is not None and read + written > tokens:
            raise Failed(f"the limit of {tokens:,} tokens for {noun} is reached", "budget")
        if cost is not None and tell_cost(options, read, written) > cost:
            raise Failed(f"the limit of {cost:g} for the cost of {noun} is reached", "budget")


def tell_cost(options: ModelOptions, read: int, written: int) -> float:
    """What so many tokens cost, in the currency of the price; 0 without one."""
    return (read * (options.price_in or 0.0) + written * (options.price_out or 0.0)) / 1e6
