"""A chat model that answers from a script: for tests of your own tools and graphs, with no model at all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from pydantic import PrivateAttr

from reeltalk.errors import ModelError


class ScriptedModel(BaseChatModel):
    """Gives the answers of `script` one after another; an exception in it is raised in its place.

    `heard` keeps the messages of every call, so that a test can look at what a model is told.
    Raises `ModelError` when the script is over.
    """

    script: list[Any]
    """`AIMessage`s, or exceptions to raise."""
    _heard: list[list[BaseMessage]] = PrivateAttr(default_factory=list)

    @property
    def heard(self) -> list[list[BaseMessage]]:
        """The messages of every call so far."""
        return self._heard

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def bind_tools(self, tools: Sequence[Any], **kwargs: Any) -> Any:
        """The script knows its calls; the tools are not needed."""
        return self

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        self._heard.append(list(messages))
        if len(self._heard) > len(self.script):
            raise ModelError(f"the script of {len(self.script)} answers is over")
        answer = self.script[len(self._heard) - 1]
        if isinstance(answer, Exception):
            raise answer
        if not isinstance(answer, AIMessage):
            raise TypeError(f"a script holds AIMessages and exceptions, not {type(answer).__name__}")
        return ChatResult(generations=[ChatGeneration(message=answer)])
