"""The agent end to end, on a real catalog: threads, limits, failures and what a reply holds."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from langchain_core.messages import AIMessage, HumanMessage, ToolMessage

from reeltalk import Agent, Catalog, Clip, Reply
from reeltalk.agent.grounding import quote_stands
from reeltalk.agent.scripted import ScriptedModel
from reeltalk.agent.state import State
from reeltalk.errors import ModelError, SettingsError, ThreadError
from reeltalk.retrieval.viewer import Event

TOPICS = {
    "river": (
        "A calm river runs past willows while a heron waits for fish.",
        "Still water of a wide river at dawn, seen from a rowing boat; nobody speaks.",
        "A barge drifts down a slow river between fields, filmed from its bow.",
    ),
    "waterfall": (
        "A roaring waterfall crashes over black rocks, with frantic drums.",
        "Tourists in raincoats scream at the foot of a huge waterfall.",
        "A drone dives along a waterfall into the spray, cut to loud techno.",
    ),
    "sea": (
        "Gentle waves of the sea roll onto an empty beach at dusk; calm water, slow clouds.",
        "A sailing boat leans into the wind on open sea while the crew sings.",
        "Children build a sand castle until the tide of the sea takes it.",
    ),
    "cats": (
        "Two kittens chase a red ball of wool across a kitchen floor.",
        "An old cat sleeps on a warm radiator and snores.",
        "A cat jumps at its own mirror image and runs away.",
    ),
    "dogs": (
        "A dog leaps into a lake after a stick and shakes the water off.",
        "Three puppies fight over one ball on a lawn.",
        "A shepherd dog drives a hundred sheep through a gate.",
    ),
    "pasta": (
        "A cook kneads dough and cuts fresh pasta; steam rises from the pot.",
        "Grandmother explains how her tomato sauce for spaghetti is made.",
        "A machine presses macaroni in a factory, hundreds a second.",
    ),
    "trains": (
        "A steam train climbs a mountain pass, filmed from the window of the first carriage.",
        "A fireman shovels coal into a steam locomotive and tells of his work.",
        "A model railway with steam trains fills a whole attic.",
    ),
    "jazz": (
        "A trio plays slow jazz in a dim cellar; the drummer uses brushes.",
        "A saxophone player improvises jazz alone under a bridge at night.",
        "A big band rehearses a jazz standard and laughs at wrong notes.",
    ),
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def catalog(home: Path) -> Iterator[Catalog]:
    with Catalog.open(home) as opened:
        opened.add(
            Clip(
                id=f"{topic}-{number}",
                title=f"{topic.title()} {number}",
                description=texts[number - 1],
                duration_s=20.0 * number,
                language=("en", "de")[number % 2],
                category=topic,
                tags=(topic,),
                creator="Anna" if number == 1 else "Ben",
                published=date(2025, number, 1),
                views=100 * number,
                likes=10,
                audience="all",
            )
            for topic, texts in TOPICS.items()
            for number in (1, 2, 3)
        )
        yield opened


@pytest.fixture(scope="module")
def agent(catalog: Catalog) -> Iterator[Agent]:
    with Agent(catalog, clock=lambda: datetime(2026, 3, 1, tzinfo=UTC)) as made:
        yield made


def call(name: str, number: int = 1, **args: Any) -> AIMessage:
    return AIMessage("", tool_calls=[{"name": name, "args": args, "id": f"{name}-{number}"}])


def test_a_request_gives_picks_whose_every_quote_stands(agent: Agent) -> None:
    reply = agent.ask("calm water, under 50 seconds", viewer="quotes")
    assert reply.picks
    assert [pick.rank for pick in reply.picks] == list(range(1, len(reply.picks) + 1))
    for pick in reply.picks:
        assert pick.clip.duration_s is not None
        assert pick.clip.duration_s <= 50
        assert pick.reason
        assert pick.evidence
        assert all(quote_stands(piece, pick.clip) for piece in pick.evidence)
    assert reply.wish.args["max_seconds"] == 50
    assert Reply.model_validate(reply.model_dump(mode="json")) == reply


def test_a_conversation_goes_on_where_it_stood_also_in_another_agent(catalog: Catalog, agent: Agent) -> None:
    first = agent.ask("steam trains", viewer="talk", thread="talk-1")
    with Agent(catalog) as other:
        second = other.ask("more like the first one", viewer="talk", thread="talk-1")
    assert second.calls[-1].tool == "similar_clips"
    assert second.calls[-1].args["clip"] == first.picks[0].clip.id
    assert first.picks[0].clip.id not in [pick.clip.id for pick in second.picks]


def test_a_critique_of_similar_clips_keeps_to_the_clip_they_are_like(agent: Agent) -> None:
    first = agent.ask("steam trains", viewer="seed", thread="seed")
    agent.ask("more like the second one", viewer="seed", thread="seed")
    shorter = agent.ask("under 50 seconds please", viewer="seed", thread="seed")
    assert [(one.tool, one.ok) for one in shorter.calls] == [("similar_clips", True)]
    assert shorter.calls[0].args["clip"] == first.picks[1].clip.id


def test_a_thread_belongs_to_one_viewer(agent: Agent) -> None:
    agent.ask("jazz", viewer="owner", thread="mine")
    with pytest.raises(ThreadError, match="mine"):
        agent.ask("jazz", viewer="stranger", thread="mine")


def test_ask_aask_and_stream_answer_alike(agent: Agent) -> None:
    async def ask_and_stream() -> tuple[Reply, list[dict[str, Any]]]:
        reply = await agent.aask("kittens", viewer="alike")
        return reply, [event async for event in agent.stream("kittens", viewer="alike")]

    asked, events = asyncio.run(ask_and_stream())
    told = agent.ask("kittens", viewer="alike")
    assert {event["type"] for event in events} == {"call", "stage", "token", "pick", "reply"}
    streamed = Reply.model_validate(events[-1]["data"])
    assert "".join(event["data"]["text"] for event in events if event["type"] == "token") == streamed.text
    assert [pick.clip.id for pick in asked.picks] == [pick.clip.id for pick in told.picks]
    assert [pick.clip.id for pick in asked.picks] == [pick.clip.id for pick in streamed.picks]


def test_nothing_widens_the_hosts_limits(agent: Agent) -> None:
    reply = agent.ask("cats up to 10 minutes", viewer="limits", within={"max_seconds": 25}, only=["cats-1", "cats-3"])
    assert [pick.clip.id for pick in reply.picks] == ["cats-1"]
    with pytest.raises(SettingsError, match="within"):
        agent.ask("cats", within={"max_minutes": 3})


def test_a_firm_dislike_holds_in_every_later_thread(agent: Agent) -> None:
    agent.ask("never show me dogs", viewer="nodogs")
    reply = agent.ask("animals playing with water or a ball", viewer="nodogs")
    assert all(pick.clip.category != "dogs" for pick in reply.picks)
    assert [(one.text, one.polarity, one.strength) for one in reply.preferences] == [("dogs", "dislike", "always")]


def test_an_impossible_wish_is_said_and_the_offer_is_taken_by_a_yes(agent: Agent) -> None:
    empty = agent.ask("steam trains under 5 seconds", viewer="offer", thread="offer")
    assert not empty.picks
    assert not empty.relaxed
    assert empty.question
    taken = agent.ask("yes please", viewer="offer", thread="offer")
    assert taken.picks
    assert taken.relaxed


def test_what_was_recorded_changes_the_next_recommendation(agent: Agent) -> None:
    agent.record(Event(viewer_id="fan", clip_id="trains-1", timestamp=1.0, verdict="like"))
    reply = agent.ask("recommend me something", viewer="fan")
    shown = [pick.clip.id for pick in reply.picks]
    assert "trains-1" not in shown
    assert any(clip_id.startswith("trains") for clip_id in shown)


def test_two_requests_at_once_on_one_thread_are_two_whole_turns(agent: Agent) -> None:
    async def both() -> list[Reply]:
        return list(await asyncio.gather(*(agent.aask(text, viewer="two", thread="two") for text in ("jazz", "pasta"))))

    replies = asyncio.run(both())
    assert all(reply.picks for reply in replies)


def test_a_scripted_model_drives_the_same_graph_with_handles(catalog: Catalog) -> None:
    model = ScriptedModel(script=[call("search_clips", query="jazz", limit=2), AIMessage("Two quiet ones.")])
    with Agent(catalog, model=model) as scripted:
        reply = scripted.ask("something quiet", viewer="script", thread="script")
        assert reply.text == "Two quiet ones."
        assert [pick.clip.category for pick in reply.picks] == ["jazz", "jazz"]
        told = model.heard[1][-1]
        assert isinstance(told, ToolMessage)
        assert reply.picks[0].clip.id not in str(told.content)


def test_an_unknown_handle_goes_back_to_the_model_and_can_be_mended(catalog: Catalog) -> None:
    script = [call("similar_clips", clip="7"), call("search_clips", 2, query="pasta"), AIMessage("Pasta, then.")]
    with Agent(catalog, model=ScriptedModel(script=script)) as scripted:
        reply = scripted.ask("pasta", viewer="mend")
    assert [one.ok for one in reply.calls] == [False, True]
    assert reply.calls[0].error
    assert reply.picks


def test_a_model_that_is_down_gives_the_turn_to_the_embedded_one_and_says_so(catalog: Catalog) -> None:
    with Agent(catalog, model=ScriptedModel(script=[ModelError("the model did not answer (Timeout)")])) as scripted:
        reply = scripted.ask("kittens", viewer="down")
    assert reply.model == "embedded"
    assert reply.picks
    assert "embedded model" in reply.notices[0]


def test_a_model_that_never_stops_calling_ends_with_what_it_has(catalog: Catalog) -> None:
    script = [call("search_clips", number, query="jazz") for number in range(20)]
    with Agent(catalog, model=ScriptedModel(script=script)) as scripted:
        reply = scripted.ask("jazz", viewer="endless")
    assert reply.picks
    assert len(reply.calls) <= 8


def test_a_model_that_quotes_what_no_clip_says_is_not_believed(catalog: Catalog) -> None:
    script = [call("search_clips", query="jazz"), AIMessage("I like “dolphins leap over the drummer” best.")]
    with Agent(catalog, model=ScriptedModel(script=script)) as scripted:
        reply = scripted.ask("jazz", viewer="liar")
    assert "dolphins" not in reply.text


def test_the_graph_runs_inside_another_graph_without_a_checkpointer(agent: Agent) -> None:
    result = agent.graph.invoke(State(messages=[HumanMessage("kittens")]))
    assert Reply.model_validate(result["reply"]).picks


@pytest.mark.parametrize("text", ["", "   ", "🎬🎉", "قطط مضحكة", "\x00\x1b[31m\x07", "a" * 100_000, "?!?!"])
def test_strange_requests_get_a_sensible_reply(agent: Agent, text: str) -> None:
    reply = agent.ask(text, viewer="strange")
    assert reply.text.strip()
    assert "\x1b" not in reply.text


def test_a_clip_deleted_since_it_was_shown_is_said_to_be_gone(tmp_path: Path) -> None:
    with Catalog.open(tmp_path) as catalog, Agent(catalog) as agent:
        catalog.add(Clip(id=f"c{number}", title=f"A steam train, number {number}") for number in range(4))
        shown = agent.ask("steam trains", thread="t").picks
        catalog.delete([shown[0].clip.id])
        reply = agent.ask("more like the first one", thread="t")
        assert "no longer in the catalog" in reply.text
        assert shown[0].clip.id not in reply.text
        assert agent.ask("more like the second one", thread="t").picks


def test_a_catalog_without_clips_says_so_and_suggests_nothing(tmp_path: Path) -> None:
    with Catalog.open(tmp_path) as catalog, Agent(catalog) as agent:
        reply = agent.ask("steam trains")
    assert "no clips here" in reply.text
    assert reply.suggestions == []


KILLED = """
import os, sys
from pathlib import Path
from langchain_core.messages import AIMessage
from reeltalk import Agent, Catalog
from reeltalk.agent.scripted import ScriptedModel

class Killer(ScriptedModel):
    def _generate(self, messages, *args, **kwargs):
        if len(self.heard) == 1:
            os._exit(9)
        return super()._generate(messages, *args, **kwargs)

call = {"name": "remember", "args": {"text": "trains", "polarity": "like", "strength": "usually"}, "id": "r"}
catalog = Catalog.open(Path(sys.argv[1]))
agent = Agent(catalog, model=Killer(script=[AIMessage("", tool_calls=[call])]))
agent.ask("remember that I like trains", viewer="killed", thread="killed")
"""


def test_a_thread_killed_in_the_middle_of_a_turn_goes_on_and_writes_once(tmp_path: Path) -> None:
    with Catalog.open(tmp_path) as first:
        first.add([Clip(id="a", title="Steam train", description="A steam train climbs a pass.")])
    killed = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=False, capture_output=True)
    assert killed.returncode == 9, killed.stderr.decode()
    with Catalog.open(tmp_path) as again, Agent(again) as agent:
        reply = agent.ask("remember that I usually like trains", viewer="killed", thread="killed")
        assert [one.text for one in reply.preferences] == ["trains"]
        assert agent.ask("steam trains", viewer="killed", thread="killed").picks
