"""The graph of a turn: begin → model ⇄ tools → reasons → check → finish."""

from __future__ import annotations

import re
from typing import Any, Literal

from langchain_core.messages import AIMessage
from langchain_core.runnables import RunnableLambda
from langgraph.config import get_stream_writer
from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph
from langgraph.runtime import Runtime

from reeltalk.agent.conclusion import check_grounding, finish_turn, give_reasons
from reeltalk.agent.state import State, TurnInput
from reeltalk.agent.turn import MAX_ROUNDS, Parts, ask_model, begin_turn, given_input, run_calls

Graph = CompiledStateGraph[State, TurnInput, State, State]


def build_graph(parts: Parts, checkpointer: Any = None) -> Graph:
    """The compiled graph, the same for every model; without a checkpointer it fits inside another graph."""

    def begin(state: State, runtime: Runtime[TurnInput]) -> State:
        return begin_turn(state, given_input(runtime), parts)

    async def amodel(state: State) -> State:
        return await ask_model(state, parts)

    def model(state: State) -> State:
        import asyncio

        return asyncio.run(ask_model(state, parts))

    def tools(state: State, runtime: Runtime[TurnInput]) -> State:
        return run_calls(state, given_input(runtime), parts, get_stream_writer())

    def reasons(state: State) -> State:
        return give_reasons(state, parts)

    def check(state: State) -> State:
        return check_grounding(state, parts)

    def finish(state: State, runtime: Runtime[TurnInput]) -> State:
        update = finish_turn(state, given_input(runtime), parts)
        _tell(update["reply"], get_stream_writer())
        return update

    graph = StateGraph(State, context_schema=TurnInput)
    graph.add_node("begin", begin)
    graph.add_node("model", RunnableLambda(model, afunc=amodel))
    graph.add_node("tools", tools)
    graph.add_node("reasons", reasons)
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


def _route(state: State) -> Literal["tools", "reasons"]:
    last = state["messages"][-1]
    wants = isinstance(last, AIMessage) and bool(last.tool_calls)
    return "tools" if wants and state["rounds"] < MAX_ROUNDS else "reasons"


def _tell(reply: dict[str, Any], emit: Any) -> None:
    """The reply as a stream: its text word by word, its picks, then the whole."""
    for word in re.findall(r"\s*\S+\s*?", reply["text"]):
        emit({"type": "token", "data": {"text": word}})
    for pick in reply["picks"]:
        emit({"type": "pick", "data": pick})
    emit({"type": "reply", "data": reply})
