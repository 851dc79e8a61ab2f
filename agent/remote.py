"""Any OpenAI-compatible model in the embedded one's place: opening it, and asking it once."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, HumanMessage, message_chunk_to_message
from langchain_core.runnables import Runnable
from pydantic import SecretStr

from reeltalk.agent.budget import add_usage, check_budget, count_prompt
from reeltalk.agent.failures import FAILURES, Failed, name_failure
from reeltalk.agent.options import ModelOptions
from reeltalk.agent.retries import Retries
from reeltalk.errors import SettingsError

REPAIRS = 2
"""How often a model may mend one answer or call."""

Hear = Callable[[str], None]
"""Told the whole text so far, again and again while an answer comes; it may begin anew after a retry."""


@dataclass(frozen=True)
class Remote:
    """A remote model and how it is driven."""

    model: BaseChatModel
    name: str
    base_url: str | None = None
    options: ModelOptions = field(default_factory=ModelOptions)
    retries: Retries = field(default_factory=Retries)


def open_remote(
    name: str, *, base_url: str | None, api_key: SecretStr | None, options: ModelOptions | None = None
) -> Remote:
    """The remote model behind `openai:NAME`.

    Raises `SettingsError` where the name has another form, or neither a key nor a server is given.
    """
    kind, _, model = name.partition(":")
    if kind != "openai" or not model:
        raise SettingsError(f"model {name!r}: give openai:NAME, or leave it out for the embedded model")
    if api_key is None and base_url is None:
        raise SettingsError(f"model {name!r} needs a key: set REELTALK_API_KEY, or --base-url for a server without one")
    from langchain_openai import ChatOpenAI

    options = options or ModelOptions()
    opened = ChatOpenAI(
        model=model,
        base_url=base_url,
        api_key=api_key or SecretStr("none"),  # servers that need none refuse an empty header
        temperature=options.temperature,
        timeout=options.timeout_s,
        max_retries=0,  # `Retries` does that, within the time a viewer waits
        stream_usage=True,
        # its limit for each piece waits by `asyncio.wait_for`, which Python 3.11 lets swallow a cancellation that
        # comes with a piece: a stopped request would go on; `ask_once` limits the whole answer instead
        stream_chunk_timeout=None,
        use_responses_api=False,  # the one form that every compatible server speaks
        max_tokens=options.answer_tokens,  # type: ignore[call-arg]  # an alias that the class does not declare
        # a pooled connection belongs to the event loop that opened it, and a graph runs on any loop
        default_headers={"Connection": "close"},
    )
    return Remote(opened, name, base_url, options, Retries(tries=options.tries))


async def ask_object(
    remote: Remote,
    schema: Mapping[str, Any],
    messages: Sequence[BaseMessage],
    *,
    usage: Mapping[str, int],
    name: str = "answer",
    check: Callable[[dict[str, Any]], None] | None = None,
    repairs: int = REPAIRS,
) -> tuple[dict[str, Any], dict[str, int]]:
    """A JSON object of `schema` (a JSON schema with "type": "object"), and the usage with what this took.

    `check` is given each object that has the schema's required fields and raises `ValueError` where it will not do:
    its text, as an unreadable answer's, goes back to the model, at most `repairs` times.
    Raises `ModelError` where the server fails, the budget is reached, or no object comes that will do; its `usage`
    (of `Failed`) holds what was used until then.

    A node of the graph asks so; it has to be an `async def`, and `State.usage` carries turn and conversation alike::

        if parts.remote is None or state["model"] == EMBEDDED:
            return composed_by_code(state)
        try:
            told, usage = await ask_object(parts.remote, SCHEMA, messages, usage=state["usage"], check=check_quotes)
        except ModelError as error:
            return composed_by_code(state) | State(notices=[*state["notices"], f"{error}; …"])
        return State(picks=…, usage=usage)
    """
    model = constrain(remote.model, schema, name)
    told, spent = list(messages), dict(usage)
    for left in range(repairs, -1, -1):
        answer, spent = await ask_once(remote, model, told, usage=spent)
        try:
            found = read_object(answer.text, schema)
            if check is not None:
                check(found)
        except ValueError as error:
            if not left:
                failed = Failed("the model gave no usable object", "broken")
                failed.usage = spent
                raise failed from error
            told = [*messages, AIMessage(answer.text[:4000]), HumanMessage(f"Not usable: {error}. Answer again.")]
        else:
            return found, spent
    raise AssertionError("unreachable")


def constrain(model: BaseChatModel, schema: Mapping[str, Any], name: str) -> Runnable[Any, AIMessage]:
    """The model bound to answer with an object of a JSON schema."""
    told = {"name": name, "schema": dict(schema), "strict": _is_closed(schema)}
    form = {"type": "json_schema", "json_schema": told}
    from langchain_openai import ChatOpenAI

    if isinstance(model, ChatOpenAI):  # its own argument counts usage twice while streaming, and parses on top
        return model.bind(extra_body={"response_format": form})
    return model.bind(response_format=form)


def _is_closed(schema: Any) -> bool:
    """Whether every object of a schema requires all it may have: OpenAI's strict mode refuses any other.

    >>> _is_closed({"type": "object", "properties": {"a": {"type": "string"}}, "required": []})
    False
    """
    if isinstance(schema, list):
        return all(map(_is_closed, schema))
    if not isinstance(schema, dict):
        return True
    names = schema.get("properties", {}) if schema.get("type") == "object" else {}
    return set(names) == set(schema.get("required") or ()) and all(map(_is_closed, schema.values()))


def read_object(text: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    """The JSON object in a text, with or without a fence of code around it.

    Raises `ValueError` where there is none, or a required field is missing.
    """
    plain = text.strip().removeprefix("```json").removeprefix("```").removesuffix("```").strip()
    found = json.loads(plain)
    if not isinstance(found, dict):
        raise ValueError("it is no JSON object")
    missing = [name for name in schema.get("required", ()) if name not in found]
    if missing:
        raise ValueError(f"{', '.join(missing)} is missing")
    return found


async def ask_once(
    remote: Remote,
    model: Runnable[Any, AIMessage],
    messages: Sequence[BaseMessage],
    *,
    usage: Mapping[str, int],
    fixed_tokens: int = 0,
    hear: Hear | None = None,
) -> tuple[AIMessage, dict[str, int]]:
    """One answer of a bound model, tried again where the server fails in passing, and the usage with what it took.

    `fixed_tokens` are sent besides the messages. Raises `Failed`.
    """
    prompt_tokens = count_prompt(messages, fixed_tokens)
    told = [_strip(message) for message in messages]
    try:
        check_budget(remote.options, usage, prompt_tokens)
        async with asyncio.timeout(remote.options.timeout_s):
            answer = await remote.retries.attempt(lambda: _receive(model, told, hear))
    except (TimeoutError, Failed) as error:
        failed = error if isinstance(error, Failed) else _out_of_time(remote)
        failed.usage = dict(usage)
        raise failed from error
    return answer, add_usage(usage, answer, prompt_tokens)


def _out_of_time(remote: Remote) -> Failed:
    return Failed(f"the model did not answer within {remote.options.timeout_s:g} s", "passing")


async def _receive(model: Runnable[Any, AIMessage], messages: list[BaseMessage], hear: Hear | None) -> AIMessage:
    """The answer as it streams in; raises `Failed`, also for an empty one."""
    whole: AIMessageChunk | None = None
    async with aclosing(_stream(model, messages)) as chunks:
        async for chunk in chunks:
            whole = chunk if whole is None else whole + chunk
            if hear is not None and chunk.text:
                hear(whole.text)
    answer = message_chunk_to_message(whole) if whole is not None else None
    if not isinstance(answer, AIMessage) or not (answer.tool_calls or answer.invalid_tool_calls or answer.text.strip()):
        raise Failed("the model gave an empty answer", "passing")
    return answer


async def _stream(model: Runnable[Any, AIMessage], messages: list[BaseMessage]) -> Any:
    """The chunks of an answer; whatever the client library raises is a `Failed`."""
    import openai

    chunks: Any = model.astream(messages)
    try:
        async with aclosing(chunks):
            async for chunk in chunks:
                yield chunk
    except (openai.OpenAIError, *FAILURES) as error:
        raise name_failure(error) from error


def _strip(message: BaseMessage) -> BaseMessage:
    """The message without what is meant for this process only."""
    return message.model_copy(update={"additional_kwargs": {}})
