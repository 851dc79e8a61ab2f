"""The graph of a turn: begin → model ⇄ tools → reasons → check → finish."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Literal

from langchain_core.messages import AIMessage
from langchain_core.runnables import RunnableLambda
from langgraph.config import get_stream_writer
from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph
from langgraph.runtime import Runtime

from reeltalk.agent.conclusion import check_grounding, finish_turn, give_reasons
from reeltalk.agent.loop import LoopThread
from reeltalk.agent.parts import Parts
from reeltalk.agent.round import ask_model
from reeltalk.agent.state import State, TurnInput
from reeltalk.agent.telling import tell_rest
from reeltalk.agent.turn import begin_turn, given_input, run_calls

Graph = CompiledStateGraph[State, TurnInput, State, State]


def build_graph(parts: Parts, checkpointer: Any = None) -> Graph:
    """The compiled graph, the same for every model; without a checkpointer it fits inside another graph."""

    def begin(state: State, runtime: Runtime[TurnInput]) -> State:
        return begin_turn(state, given_input(runtime), parts)

    async def model(state: State) -> State:
        return await ask_model(state, parts, get_stream_writer())

    def tools(state: State, runtime: Runtime[TurnInput]) -> State:
        return run_calls(state, given_input(runtime), parts, get_stream_writer())

    async def reasons(state: State) -> State:
        return await give_reasons(state, parts)

    def check(state: State) -> State:
        return check_grounding(state, parts)

    def finish(state: State, runtime: Runtime[TurnInput]) -> State:
        update = finish_turn(state, given_input(runtime), parts)
        _tell(state.get("told", ""), update["reply"], get_stream_writer())
        return update

    loop = LoopThread()
    graph = StateGraph(State, context_schema=TurnInput)
    graph.add_node("begin", begin)
    graph.add_node("model", _serve_both(model, loop))
    graph.add_node("tools", tools)
    graph.add_node("reasons", _serve_both(reasons, loop))
    graph.add_node("check", check)
    graph.add_node("finish", finish)
    graph.add_edge(START, "begin")
    graph.add_edge("begin", "model")
    graph.add_conditional_edges("model", _route, ["tools", "reasons"])
    graph.add_edge("tools", "model")
    graph.add_edge("reasons", "check")
    graph.add_edge("check", "finish")
    graph.add_edge("finish", END)
    return graph.compile(checkpointer=checkpointer)


def _serve_both(work: Callable[[State], Awaitable[State]], loop: LoopThread) -> RunnableLambda[State, State]:
    """A coroutine as a node that a graph can also run without an event loop; it takes the caller's stream with it."""

    async def wait(state: State) -> State:
        return await work(state)

    return RunnableLambda(lambda state: loop.run(wait(state)), afunc=work)


def _route(state: State) -> Literal["tools", "reasons"]:
    last = state["messages"][-1]
    return "tools" if isinstance(last, AIMessage) and last.tool_calls else "reasons"


def _tell(sent: str, reply: dict[str, Any], emit: Any) -> None:
    """The reply as a stream: its text word by word, as far as it was not sent before, its picks, then the whole."""
    tell_rest(sent, reply["text"], emit)
    for pick in reply["picks"]:
        emit({"type": "pick", "data": pick})
    emit({"type": "reply", "data": reply})
