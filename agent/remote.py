"""Any OpenAI-compatible model in the embedded one's place."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from pydantic import SecretStr

from reeltalk.errors import ModelError, SettingsError

TIMEOUT_S = 60.0
"""How long a viewer waits for one answer of a model, tries and retries together."""
RETRIES = 2


def open_remote_model(name: str, *, base_url: str | None, api_key: SecretStr | None) -> BaseChatModel:
    """The chat model behind `openai:NAME`.

    Raises `SettingsError` where the name has another form, or neither a key nor a server is given.
    """
    kind, _, model = name.partition(":")
    if kind != "openai" or not model:
        raise SettingsError(f"model {name!r}: give openai:NAME, or leave it out for the embedded model")
    if api_key is None and base_url is None:
        raise SettingsError(f"model {name!r} needs a key: set REELTALK_API_KEY, or --base-url for a server without one")
    from langchain_openai import ChatOpenAI

    return ChatOpenAI(
        model=model,
        base_url=base_url,
        api_key=api_key or SecretStr("none"),  # servers that need none refuse an empty header
        temperature=0,
        timeout=TIMEOUT_S,
        max_retries=RETRIES,
    )


async def call_model(model: BaseChatModel, schemas: list[dict[str, Any]], messages: list[BaseMessage]) -> AIMessage:
    """One call of a model with the tools bound.

    Raises `ModelError` where the server cannot be reached, refuses, or answers with nothing usable.
    """
    from openai import OpenAIError

    try:
        async with asyncio.timeout(TIMEOUT_S):
            answer = await model.bind_tools(schemas).ainvoke([_strip(message) for message in messages])
    except TimeoutError as error:
        raise ModelError(f"the model did not answer within {TIMEOUT_S:.0f} s") from error
    except OpenAIError as error:
        raise ModelError(f"the model did not answer ({type(error).__name__})") from error
    if not isinstance(answer, AIMessage) or (not answer.tool_calls and not answer.text.strip()):
        raise ModelError("the model gave an empty answer")
    return answer


def add_usage(before: dict[str, int], answer: AIMessage) -> dict[str, int]:
    """What a turn used so far, with one answer more; the fields of `Usage`."""
    told: Mapping[str, Any] = answer.usage_metadata or {}
    return {
        "model_calls": before.get("model_calls", 0) + 1,
        "input_tokens": before.get("input_tokens", 0) + int(told.get("input_tokens", 0)),
        "output_tokens": before.get("output_tokens", 0) + int(told.get("output_tokens", 0)),
    }


def _strip(message: BaseMessage) -> BaseMessage:
    """The message without what is meant for this process only."""
    return message.model_copy(update={"additional_kwargs": {}})
