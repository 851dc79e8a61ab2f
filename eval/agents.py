"""Opens the agents that are evaluated: reeltalk's own, another one by its factory, or one behind a URL.

The only file here that knows how reeltalk's agent is made; everything else sees `Ask` and `Answer`.
"""

from __future__ import annotations

import importlib
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reeltalk.errors import SettingsError
from reeltalk.eval.answers import Answer, AnswerError, Answering, Ask, Shown, read_answer

if TYPE_CHECKING:
    from reeltalk.agent.agent import Agent

Opening = Callable[[], AbstractContextManager[Answering]]
TIMEOUT_S = 600
"""Seconds that an agent behind a URL may take for a reply."""
_MARK = re.compile(r"\[clip:([^\]\s]+)\]")


def as_request(ask: Ask) -> dict[str, Any]:
    """A request as JSON: that of `/v1/ask`, with the conversation so far besides."""
    return {
        "text": ask.text,
        "viewer": ask.viewer,
        "thread": ask.thread,
        "history": [dict(row) for row in ask.history],
        "messages": [{"role": role, "content": text} for role, text in ask.messages],
    }


class OwnAgent:
    """reeltalk's agent, asked in this process."""

    def __init__(self, agent: Agent) -> None:
        """Stand on an agent."""
        self._agent = agent

    def answer(self, ask: Ask) -> Answer:
        """See `Answering`; the history goes along as the host's."""
        from reeltalk.errors import ReeltalkError

        try:
            reply = self._agent.ask(ask.text, viewer=ask.viewer, thread=ask.thread, history=ask.history or None)
        except ReeltalkError as error:
            raise AnswerError(str(error)) from error
        return read_answer(reply.model_dump(mode="json"))


class FunctionAgent:
    """An agent that a factory made: a callable from a request to an answer, both as JSON."""

    def __init__(self, function: Callable[[dict[str, Any]], Mapping[str, Any]]) -> None:
        """Stand on a callable."""
        self._function = function

    def answer(self, ask: Ask) -> Answer:
        """See `Answering`; whatever the agent raises is an answer that failed."""
        try:
            row = self._function(as_request(ask))
        except Exception as error:
            raise AnswerError(f"{type(error).__name__}: {error}") from error
        return read_answer(row)


class UrlAgent:
    """An agent behind `/v1/ask`, or an OpenAI-compatible one."""

    def __init__(self, url: str, *, model: str = "agent", api_key: str | None = None) -> None:
        """Talk to a URL: one that ends in `/ask` takes requests as they are, any other chat completions."""
        import httpx

        self._is_ask = url.rstrip("/").endswith("/ask")
        self._url = url.rstrip("/")
        if not self._is_ask and not self._url.endswith("/chat/completions"):
            self._url += "/chat/completions"
        self._model = model
        headers = {"Authorization": f"Bearer {api_key}"} if api_key else {}
        self._client = httpx.Client(timeout=TIMEOUT_S, headers=headers)

    def answer(self, ask: Ask) -> Answer:
        """See `Answering`."""
        import httpx

        try:
            response = self._client.post(self._url, json=as_request(ask) if self._is_ask else self._as_chat(ask))
            response.raise_for_status()
            row = response.json()
        except (httpx.HTTPError, ValueError) as error:
            raise AnswerError(f"{self._url}: {error}") from error
        return read_answer(row) if self._is_ask else read_completion(row)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _as_chat(self, ask: Ask) -> dict[str, Any]:
        messages = [{"role": role, "content": text} for role, text in ask.messages]
        messages.append({"role": "user", "content": ask.text})
        further = {
            "reeltalk": {"viewer": ask.viewer, "thread": ask.thread, "history": [dict(one) for one in ask.history]}
        }
        return {"model": self._model, "messages": messages, "user": ask.viewer, **further}


def read_completion(row: Mapping[str, Any]) -> Answer:
    """An answer from a chat completion: its `reeltalk` field where there is one, else clips marked `[clip:ID]`.

    Raises `AnswerError` where it holds no message.
    """
    try:
        message = row["choices"][0]["message"]
    except (KeyError, IndexError, TypeError) as error:
        raise AnswerError("a chat completion holds choices with a message") from error
    text = str(message.get("content") or "")
    own = row.get("reeltalk") or message.get("reeltalk")
    if isinstance(own, Mapping):
        return read_answer({"text": text, **own})
    usage = row.get("usage") or {}
    tokens = (int(usage.get("prompt_tokens") or 0), int(usage.get("completion_tokens") or 0))
    return Answer(text, tuple(Shown(name) for name in dict.fromkeys(_MARK.findall(text))), tokens=tokens)


@contextmanager
def open_named(spec: str, home: Path, *, api_key: str | None = None) -> Iterator[Answering]:
    """The agent of `--agent`: `module:factory`, or a URL. Raises `SettingsError` where there is none such."""
    if spec.startswith(("http://", "https://")):
        with closing(UrlAgent(spec, api_key=api_key)) as agent:
            yield agent
        return
    yield FunctionAgent(load_factory(spec)(home=home))


def load_factory(spec: str) -> Callable[..., Callable[[dict[str, Any]], Mapping[str, Any]]]:
    """The factory of `module:factory`; it gets `home`, a copy of the catalog's folder, and gives a callable."""
    module, colon, name = spec.partition(":")
    if not (module and colon and name):
        raise SettingsError(f"--agent {spec!r}: give module:factory, or a URL")
    try:
        found = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError) as error:
        raise SettingsError(f"--agent {spec!r}: {error}") from error
    if not callable(found):
        raise SettingsError(f"--agent {spec!r}: {name} is no factory")
    return found  # type: ignore[no-any-return]


@contextmanager
def copy_home(home: Path) -> Iterator[Path]:
    """A copy of a home for the time of an evaluation: what is said there stays out of the real one."""
    with tempfile.TemporaryDirectory(prefix="reeltalk-eval-") as folder:
        copied = Path(folder) / "home"
        shutil.copytree(home, copied, ignore=shutil.ignore_patterns("owner.*", "threads.sqlite*"))
        yield copied
