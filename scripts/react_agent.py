"""Another agent over reeltalk's tools, to be evaluated like any: LangGraph's prebuilt ReAct agent.

    REELTALK_MODEL=openai:NAME REELTALK_BASE_URL=URL PYTHONPATH=scripts \
        reeltalk eval viewers --agent react_agent:make --settings one --goals 20

`make` is the factory that `--agent` names. It shares the tools with reeltalk's agent, and nothing else: no graph, no
checks, no memory but the conversation so far.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from langchain_core.messages import AIMessage, HumanMessage
from langchain_openai import ChatOpenAI
from langgraph.prebuilt import create_react_agent
from pydantic import SecretStr

from reeltalk import Agent, Catalog
from reeltalk.agent.settings import Settings, read_settings
from reeltalk.eval.agents import read_completion

PROMPT = """You recommend clips of a video catalog. Find them with the tools; never invent one. Keep to every wish: what
a tool's arguments can express belongs there. Name the clips that you recommend, at most five, each as [clip:ID] with
the id that the tool gave. Where nothing fits, say so and name none."""
LAST_MODEL_CALLS = 12


def make(home: Path, settings: Settings | None = None) -> Callable[[Mapping[str, Any]], Mapping[str, Any]]:
    """An agent over a catalog's folder; its model is that of `REELTALK_MODEL` and `REELTALK_BASE_URL`."""
    chosen = settings or read_settings()
    name = (chosen.model or "").removeprefix("openai:")
    key = chosen.api_key or SecretStr("none")
    model = ChatOpenAI(model=name, base_url=chosen.base_url, api_key=key, temperature=0)
    own = Agent(Catalog.open(home))

    def answer(request: Mapping[str, Any]) -> Mapping[str, Any]:
        tools = own.tools_for(request["viewer"], request["thread"])
        graph = create_react_agent(model, tools, prompt=PROMPT)
        past = [
            HumanMessage(said["content"]) if said["role"] == "user" else AIMessage(said["content"])
            for said in request["messages"]
        ]
        state = graph.invoke(
            {"messages": [*past, HumanMessage(request["text"])]}, {"recursion_limit": 2 * LAST_MODEL_CALLS}
        )
        made = [one for one in state["messages"][len(past) :] if isinstance(one, AIMessage)]
        read = read_completion({"choices": [{"message": {"content": made[-1].text}}]})
        usage = [one.usage_metadata for one in made if one.usage_metadata]
        return {
            "text": read.text,
            "picks": [pick.id for pick in read.picks],
            "calls": [
                {"tool": call["name"], "args": call["args"], "ok": True} for one in made for call in one.tool_calls
            ],
            "usage": {
                "input_tokens": sum(one["input_tokens"] for one in usage),
                "output_tokens": sum(one["output_tokens"] for one in usage),
            },
        }

    return answer
