"""The embedded model: a chat model that understands requests by rules, with no key and no network."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.language_models.base import LanguageModelInput
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import Runnable
from pydantic import ConfigDict

from reeltalk.agent.asking import Asking, ask_beside
from reeltalk.agent.compiler import compile_calls
from reeltalk.agent.context import CONTEXT_KEY, REQUEST_KEY, TurnContext
from reeltalk.agent.courtesy import word_chat
from reeltalk.agent.reader import read_intents
from reeltalk.retrieval.vocabulary import Vocabulary


class EmbeddedModel(BaseChatModel):
    """Reads the last request with its `TurnContext` and emits tool calls like any other chat model.

    The wording of the reply is not its job: after the tools have run it asks a question or nothing, and code words
    the reply.
    Deterministic: the same messages give the same calls.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    vocabulary: Callable[[], Vocabulary] | None = None
    """The catalog's names, asked for on each turn."""
    asking: Asking = "when it pays"
    """Whether a question goes with the picks of a search: never, where it pays, or wherever there is one to ask."""

    @property
    def _llm_type(self) -> str:
        return "reeltalk-embedded"

    def bind_tools(self, tools: Sequence[Any], **kwargs: Any) -> Runnable[LanguageModelInput, AIMessage]:
        """Itself: it knows the tools of the contract and no others."""
        return self

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        return ChatResult(generations=[ChatGeneration(message=self.answer(messages))])

    def answer(self, messages: Sequence[BaseMessage]) -> AIMessage:
        """The calls that the last request leads to, or the answer where none is due; after those at most a question."""
        place = max(
            (place for place, message in enumerate(messages) if isinstance(message, HumanMessage)), default=None
        )
        if place is None:
            return AIMessage(content="")
        request, after = messages[place], messages[place + 1 :]
        context = TurnContext.model_validate(request.additional_kwargs[CONTEXT_KEY])
        if results := [message for message in after if isinstance(message, ToolMessage)]:
            # the tools have run: code words the reply, with a question in it where one is worth asking
            return _as_message(ask_beside(results, context, self.asking), turn=f"{place}_{len(results)}")
        if context.choices:  # the question stood beside picks: whatever is said of them is no answer to it
            context = context.model_copy(update={"question": None, "options": []})
        names = self.vocabulary() if self.vocabulary is not None else None
        # the message's own text also carries the state, as models without the context read it
        said = str(request.additional_kwargs.get(REQUEST_KEY, request.text))
        intents = read_intents(said, context, names)
        calls = compile_calls(intents, context)
        return _as_message(calls, turn=str(place), text="" if calls else word_chat(intents))


def _as_message(calls: list[dict[str, Any]], turn: str, text: str = "") -> AIMessage:
    return AIMessage(
        content=text,
        tool_calls=[{**call, "id": f"call_{turn}_{place}", "type": "tool_call"} for place, call in enumerate(calls)],
    )
