"""`Agent`: one conversational recommender over one catalog, for sync and async callers."""

from __future__ import annotations

import asyncio
import threading
import uuid
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import AsyncExitStack
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import HumanMessage
from langchain_core.runnables import RunnableConfig
from langchain_core.tools import BaseTool
from pydantic import SecretStr

from reeltalk.agent.embedded import EmbeddedModel
from reeltalk.agent.given import read_given, read_text
from reeltalk.agent.loop import LoopThread
from reeltalk.agent.options import ModelOptions
from reeltalk.agent.parts import EMBEDDED, Parts
from reeltalk.agent.policy import Policy
from reeltalk.agent.remote import Remote, open_remote
from reeltalk.agent.reply import Reply
from reeltalk.agent.state import State, TurnInput
from reeltalk.agent.threads import open_saver, prune_thread
from reeltalk.retrieval.catalog import Catalog
from reeltalk.retrieval.constraints import Constraints
from reeltalk.retrieval.viewer import Event
from reeltalk.tools.outcome import ToolContext, read_clock
from reeltalk.tools.toolbox import Toolbox

if TYPE_CHECKING:
    from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver

    from reeltalk.agent.graph import Graph

LOCAL = "local"
"""The viewer when none is named."""


class Agent:
    """A conversational recommender over a catalog.

    `model` is None for the embedded model, `openai:NAME` for any OpenAI-compatible one, or a LangChain chat model;
    `options` say how such a one is driven and what it may cost. `policy` is what the operator rules: its file, or read
    by `read_policy`; it holds with every model.
    Raises `SettingsError` where the model cannot be named so, or the policy cannot be read.
    """

    def __init__(
        self,
        catalog: Catalog,
        model: str | BaseChatModel | None = None,
        *,
        base_url: str | None = None,
        api_key: str | None = None,
        options: ModelOptions | None = None,
        policy: Policy | str | Path | None = None,
        clock: Callable[[], datetime] = read_clock,
    ) -> None:
        self.catalog = catalog
        self.toolbox = Toolbox()
        remote = _open_model(model, base_url, api_key, options or ModelOptions())
        self._parts = Parts(
            catalog=catalog,
            toolbox=self.toolbox,
            embedded=EmbeddedModel(vocabulary=catalog.vocabulary),
            remote=remote,
            policy=_open_policy(policy),
            clock=clock,
        )
        self._loop = LoopThread()
        self._stack = AsyncExitStack()
        self._opened: tuple[Graph, AsyncSqliteSaver] | None = None
        self._graph: Graph | None = None
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._opening = asyncio.Lock()
        self._closing = threading.Lock()

    @property
    def model(self) -> str:
        """The name of the model that starts a turn."""
        return self._parts.model_name

    @property
    def policy(self) -> Policy:
        """What the operator rules."""
        return self._parts.policy

    @property
    def graph(self) -> Graph:
        """The compiled graph without a checkpointer, to use inside another graph."""
        from reeltalk.agent.graph import build_graph

        if self._graph is None:
            self._graph = build_graph(self._parts)
        return self._graph

    @property
    def tools(self) -> list[BaseTool]:
        """The tools for the viewer "local", as LangChain tools that take and give ids."""
        return self.tools_for(LOCAL)

    def tools_for(self, viewer: str, thread: str | None = None) -> list[BaseTool]:
        """The tools for a viewer, as LangChain tools for another agent; a result is a JSON-able dict."""
        context = ToolContext(catalog=self.catalog, viewer=viewer, thread=thread or "", clock=self._parts.clock)
        return self.toolbox.langchain_tools(self.policy.bind(context))

    def ask(
        self,
        text: str,
        *,
        viewer: str = LOCAL,
        thread: str | None = None,
        within: Mapping[str, Any] | Constraints | None = None,
        only: Iterable[str] | None = None,
        history: Iterable[Event | Mapping[str, Any]] | None = None,
    ) -> Reply:
        """Answer one request; without `thread` a new conversation starts, its name in the reply.

        `within`, `only` and `history` are the host's: no model, preference or relaxation can widen them.
        Raises `ThreadError` where the thread belongs to another viewer, `SettingsError` where `viewer`, `within`,
        `only` or `history` cannot be used.
        """
        given = read_given(viewer, thread, within, only, history)
        return self._loop.run(self._answer(read_text(text), given))

    async def aask(
        self,
        text: str,
        *,
        viewer: str = LOCAL,
        thread: str | None = None,
        within: Mapping[str, Any] | Constraints | None = None,
        only: Iterable[str] | None = None,
        history: Iterable[Event | Mapping[str, Any]] | None = None,
    ) -> Reply:
        """As `ask`, from any event loop; cancelling it cancels the turn."""
        given = read_given(viewer, thread, within, only, history)
        return await asyncio.wrap_future(self._loop.submit(self._answer(read_text(text), given)))

    async def stream(
        self,
        text: str,
        *,
        viewer: str = LOCAL,
        thread: str | None = None,
        within: Mapping[str, Any] | Constraints | None = None,
        only: Iterable[str] | None = None,
        history: Iterable[Event | Mapping[str, Any]] | None = None,
    ) -> AsyncIterator[dict[str, Any]]:
        """As `ask`, event by event: {"type": "call" | "stage" | "token" | "pick" | "reply", "data": …}.

        The last event is the whole reply; leaving the iteration early cancels the turn.
        """
        given = read_given(viewer, thread, within, only, history)

        async def produce(emit: Callable[[Any], None]) -> None:
            await self._run(read_text(text), given, emit)

        async for event in self._loop.iterate(produce):
            yield event

    def record(self, event: Event) -> None:
        """Take note of what a viewer did with a clip; the next ranking uses it at once.

        Raises `CatalogError` where it cannot be written.
        """
        self.catalog.viewers.record(event)

    def close(self) -> None:
        """Close the conversations' file and stop the agent's thread; the catalog stays open."""
        with self._closing:
            last = self._stack.aclose() if self._opened is not None else None
            self._opened = None
            self._loop.close(last)

    def __enter__(self) -> Agent:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    async def _answer(self, text: str, given: TurnInput) -> Reply:
        return await self._run(text, given, lambda _: None)

    async def _run(self, text: str, given: TurnInput, emit: Callable[[dict[str, Any]], None]) -> Reply:
        graph, saver = await self._open()
        self.catalog.viewers.claim_thread(given.thread, given.viewer)
        config = RunnableConfig(configurable={"thread_id": given.thread}, recursion_limit=50)
        lock = self._turns.setdefault(given.thread, asyncio.Lock())
        async with lock:  # two requests at once on one thread are two turns, not one torn one
            # a new name each time, so that a turn cut off before its end can be asked again
            request = State(messages=[HumanMessage(content=text, id=uuid.uuid4().hex)])
            reply: Reply | None = None
            async for event in graph.astream(
                request,
                config,
                context=given,
                stream_mode="custom",
                durability="exit",  # one write a turn: 42 KB and 5 ms in place of 403 KB and 30 ms
            ):
                emit(event)
                if event["type"] == "reply":
                    reply = Reply.model_validate(event["data"])
            await prune_thread(saver, given.thread)
        if reply is None:
            raise RuntimeError("the graph ended without a reply")
        return reply

    async def _open(self) -> tuple[Graph, AsyncSqliteSaver]:
        async with self._opening:
            if self._opened is None:
                from reeltalk.agent.graph import build_graph

                saver = await open_saver(self.catalog.home / "threads.sqlite", self._stack)
                self._opened = build_graph(self._parts, saver), saver
            return self._opened


def _open_policy(policy: Policy | str | Path | None) -> Policy:
    if isinstance(policy, str | Path):
        from reeltalk.agent.policy_text import open_policy

        return open_policy(policy)
    return policy or Policy()


def _open_model(
    model: str | BaseChatModel | None, base_url: str | None, api_key: str | None, options: ModelOptions
) -> Remote | None:
    if model is None or model == EMBEDDED:
        return None
    if isinstance(model, BaseChatModel):
        return Remote(model, model._llm_type, options=options)
    return open_remote(model, base_url=base_url, api_key=SecretStr(api_key) if api_key else None, options=options)
