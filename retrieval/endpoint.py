"""`openai:MODEL`: videos described by any OpenAI-compatible vision endpoint, frames as images, transcript as text."""

from __future__ import annotations

import base64
import json
import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal

from pydantic import ValidationError

from reeltalk.retrieval.describer import Described, Undescribed, Usage
from reeltalk.retrieval.description import Description, find_flaw
from reeltalk.retrieval.description_prompts import REPAIR, SYSTEM, VERSION, describe_form, make_schema, tell_facts
from reeltalk.retrieval.endpoint_client import Endpoint, EndpointFailure
from reeltalk.retrieval.footage import Footage

if TYPE_CHECKING:
    from openai import OpenAI

ANSWER_TOKENS = 2_500
_FORMS: tuple[Literal["schema", "object", "words"], ...] = ("schema", "object", "words")
"""How the object is asked for: each server is given the strictest form that it takes."""


class EndpointDescriber:
    """Asks an endpoint for a structured description; one that will not do is asked for once more, in other words."""

    batch = 1

    def __init__(
        self,
        model: str,
        *,
        base_url: str | None = None,
        api_key: str | None = None,
        parallel: int = 4,
        most_frames: int = 20,
        rate: float | None = None,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """`rate` is the most requests a minute. Raises `SettingsError` where neither a key nor a server is given."""
        self.model, self.parallel, self.most_frames = model, parallel, most_frames
        self.key = f"openai:{model}/{VERSION}"
        self._endpoint = Endpoint(f"openai:{model}", base_url=base_url, api_key=api_key, rate=rate, sleep=sleep)
        self._clock = clock
        self._form = 0
        self._limit = "max_tokens"
        self._guard = threading.Lock()

    def describe(self, footage: Sequence[Footage]) -> list[Described | Undescribed]:
        """A description of each video, or why there is none."""
        return [self._describe(one) for one in footage]

    def _describe(self, footage: Footage) -> Described | Undescribed:
        messages = make_messages(footage)
        usage, flaw, started = Usage(), "", time.monotonic()
        for attempt in range(2):
            try:
                text, stopped_early, used = self._ask(messages)
            except EndpointFailure as failure:
                return Undescribed(reason=failure.reason, kind=failure.kind, usage=usage)
            usage = usage + used.model_copy(update={"elapsed_s": 0.0})
            description, found = read_answer(text, stopped_early, footage.look.duration_s)
            if description is not None and not found:
                spent = usage.model_copy(update={"elapsed_s": time.monotonic() - started})
                times = tuple(round(frame.time_s, 2) for frame in footage.frames)
                return Described(
                    description=description,
                    source=f"mllm:{self.model}",
                    prompt=VERSION,
                    frames=times,
                    made=self._clock(),
                    repaired=flaw,
                    usage=spent,
                )
            flaw = found
            if attempt == 0:
                messages = [*messages, {"role": "user", "content": REPAIR.format(flaw=flaw)}]
        return Undescribed(reason=flaw, kind="flawed", usage=usage)

    def _ask(self, messages: list[dict[str, Any]]) -> tuple[str, bool, Usage]:
        """An answer's text, whether it was cut off, and what it took."""
        sent: list[tuple[int, str]] = []

        def send(client: OpenAI) -> tuple[str, bool, Usage]:
            sent.append((self._form, self._limit))
            return self._send(client, messages, *sent[-1])

        return self._endpoint.call(send, lambda error: self._adapt(error, *sent[-1]))

    def _send(self, client: OpenAI, messages: list[dict[str, Any]], form: int, limit: str) -> tuple[str, bool, Usage]:
        asked: dict[str, Any] = {"model": self.model, "messages": messages, limit: ANSWER_TOKENS, "temperature": 0.2}
        if limit != "max_tokens":  # models that think take no temperature
            del asked["temperature"]
        if _FORMS[form] == "schema":
            schema = {"name": "description", "schema": make_schema(), "strict": True}
            asked["response_format"] = {"type": "json_schema", "json_schema": schema}
        else:
            asked["messages"] = [*messages, {"role": "user", "content": describe_form()}]
            if _FORMS[form] == "object":
                asked["response_format"] = {"type": "json_object"}
        answer = client.chat.completions.create(**asked)
        choice = answer.choices[0]
        used = Usage(
            requests=1,
            read_tokens=answer.usage.prompt_tokens if answer.usage else 0,
            written_tokens=answer.usage.completion_tokens if answer.usage else 0,
        )
        text = choice.message.content or getattr(choice.message, "refusal", None) or ""
        return text, choice.finish_reason == "length", used

    def _adapt(self, error: Any, form: int, limit: str) -> bool:
        """Ask in another form from now on, where the server does not take this one; False where that is not it."""
        told = str(error).lower()
        with self._guard:
            if "max_completion_tokens" in told and limit == "max_tokens":
                self._limit = "max_completion_tokens"
                return True
            about_form = any(
                sign in told for sign in ("response_format", "json_schema", "schema", "json mode", "grammar")
            )
            if about_form and form + 1 < len(_FORMS):
                self._form = max(self._form, form + 1)
                return True
        return False


def make_messages(footage: Footage) -> list[dict[str, Any]]:
    """What is sent of a video: the rules, the facts, and each frame with its time."""
    parts: list[dict[str, Any]] = [{"type": "text", "text": tell_facts(footage)}]
    for frame in footage.frames:
        parts.append({"type": "text", "text": f"Frame at {frame.time_s:.1f} s:"})
        address = "data:image/jpeg;base64," + base64.b64encode(frame.jpeg).decode("ascii")
        parts.append({"type": "image_url", "image_url": {"url": address, "detail": "low"}})
    return [{"role": "system", "content": SYSTEM}, {"role": "user", "content": parts}]


def read_answer(text: str, stopped_early: bool, duration_s: float | None) -> tuple[Description | None, str]:
    """The description in an answer, and what is wrong with it; None where it holds none."""
    start, end = text.find("{"), text.rfind("}")
    if start < 0 or end < start:
        refused = find_flaw(Description(summary=text[:4_000]))
        return None, refused if "refuses" in refused else "it is no JSON object"
    if stopped_early:
        return None, "the answer breaks off before its end"
    try:
        description = Description.model_validate(json.loads(text[start : end + 1]))
    except ValidationError as error:
        first = error.errors()[0]
        return None, f"{'.'.join(str(part) for part in first['loc'])}: {first['msg'].lower()}"
    except (ValueError, RecursionError):
        return None, "it is no JSON object"
    return description, find_flaw(description, duration_s=duration_s)
