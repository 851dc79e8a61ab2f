"""One question to a chat model, one JSON object back: for judges and viewers that are models."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reeltalk.errors import ReeltalkError, SettingsError

TIMEOUT_S = 300.0
_OBJECT = re.compile(r"\{.*\}", re.DOTALL)


class ModelError(ReeltalkError):
    """A model could not be asked, or gave what cannot be read."""


@dataclass(frozen=True)
class ModelClient:
    """Any OpenAI-compatible model."""

    base_url: str
    model: str
    api_key: str | None = None
    temperature: float = 0.0
    retries: int = 2
    """How often an answer that is no JSON object is asked for again."""

    def ask(self, system: str, user: str, needs: Sequence[str]) -> dict[str, Any]:
        """The JSON object that the model answers with, which has all `needs`. Raises `ModelError`."""
        messages = [{"role": "system", "content": system}, {"role": "user", "content": user}]
        complaint = ""
        for _ in range(1 + self.retries):
            text = self._complete(messages)
            found = read_object(text)
            lacking = [name for name in needs if found is None or name not in found]
            if found is not None and not lacking:
                return found
            complaint = f"no JSON object with {', '.join(needs)}: {text[:200]!r}"
            messages = [
                *messages[:2],
                {"role": "assistant", "content": text},
                {"role": "user", "content": f"Answer with one JSON object that has {', '.join(needs)}, nothing else."},
            ]
        raise ModelError(f"{self.model}: {complaint}")

    def _complete(self, messages: Sequence[Mapping[str, str]]) -> str:
        import httpx

        headers = {"Authorization": f"Bearer {self.api_key}"} if self.api_key else {}
        body = {
            "model": self.model,
            "messages": list(messages),
            "temperature": self.temperature,
            "response_format": {"type": "json_object"},
        }
        try:
            response = httpx.post(
                f"{self.base_url.rstrip('/')}/chat/completions", json=body, headers=headers, timeout=TIMEOUT_S
            )
            response.raise_for_status()
            return str(response.json()["choices"][0]["message"]["content"] or "")
        except (httpx.HTTPError, ValueError, KeyError, IndexError, TypeError) as error:
            raise ModelError(f"{self.base_url}: {error}") from error


def read_object(text: str) -> dict[str, Any] | None:
    """The JSON object in a model's text, whatever stands around it; None where there is none.

    >>> read_object('Sure: {"fit": 3}')
    {'fit': 3}
    """
    found = _OBJECT.search(text)
    if found is None:
        return None
    try:
        value = json.loads(found.group())
    except json.JSONDecodeError:
        return None
    return value if isinstance(value, dict) else None


def open_model(model: str | None, base_url: str | None, api_key: str | None) -> ModelClient:
    """The model of `--model openai:NAME` at a base URL. Raises `SettingsError` where one is missing."""
    name = (model or "").removeprefix("openai:")
    if not name or not base_url:
        raise SettingsError("name a model and its server: --model openai:NAME --base-url URL")
    return ModelClient(base_url, name, api_key)
