"""The conversation in the terminal: turns, commands, interrupts, the end of the input."""

from __future__ import annotations

import asyncio
import io
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from pydantic import Field
from rich.console import Console

from reeltalk.agent.agent import Agent
from reeltalk.agent.reply import Pick
from reeltalk.agent.scripted import ScriptedModel
from reeltalk.retrieval.catalog import Catalog
from reeltalk.retrieval.clip import Clip
from reeltalk.ui.flow import Flow
from reeltalk.ui.printout import print_pick
from reeltalk.ui.terminal import Terminal

CLIPS = [
    Clip(id="lake", title="A quiet lake", description="A calm lake at dawn.", duration_s=42.0, path="lake.mp4"),
    Clip(id="sea", title="The sea", description="Calm waves roll in, one after another.", duration_s=30.0),
    Clip(id="odd", title="Calm\x1b[2J \x1b]0;owned\x07pond", description="A calm pond.", url="javascript:alert(1)"),
]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    with Catalog.open(folder) as catalog:
        catalog.add(CLIPS)
    return folder


@pytest.fixture
def agent(home: Path) -> Iterator[Agent]:
    with Catalog.open(home) as catalog, Agent(catalog) as agent:
        yield agent


def type_in(*lines: str | type[BaseException]) -> Callable[[str], str]:
    """A keyboard: lines, interrupts, then the end."""
    waiting = iter(lines)

    def read(_: str) -> str:
        line = next(waiting, EOFError)
        if isinstance(line, str):
            return line
        raise line

    return read


def converse(agent: Agent, *lines: str | type[BaseException], viewer: str = "ann", thread: str | None = None) -> str:
    """What the terminal shows for these lines."""
    shown = io.StringIO()
    console = Console(file=shown, width=100, highlight=False, markup=False, emoji=False)
    Terminal(agent, console, viewer=viewer, thread=thread).run(type_in(*lines))
    return shown.getvalue()


def test_a_turn_shows_text_then_numbered_picks(agent: Agent) -> None:
    shown = converse(agent, "a calm lake")
    text, picks = shown.index("clips for"), shown.index(" 1. A quiet lake")
    assert text < picks < shown.index(" 2. ")
    assert "lake.mp4 (the file is missing)" in shown


def test_the_conversation_goes_on_until_a_new_one(agent: Agent) -> None:
    shown = converse(agent, "a calm lake", "why the first one?", "/new", "/like 1")
    assert "A quiet lake" in shown[shown.rindex("Try:") :] or "A calm lake at dawn" in shown
    assert "A new conversation." in shown
    assert "There are no picks yet" in shown


@pytest.mark.parametrize("verdict", ["like", "dislike", "seen"])
def test_a_verdict_on_a_pick_is_kept(agent: Agent, verdict: str) -> None:
    viewer = f"rater-{verdict}"
    shown = converse(agent, "a calm lake", f"/{verdict} 1", viewer=viewer)
    assert f"Noted: {verdict} “A quiet lake”." in shown
    assert agent.catalog.viewers.verdicts(viewer) == {"lake": verdict}


@pytest.mark.parametrize("word", ["", "0", "99", "-1", "one", "²", "9" * 5000])
def test_a_number_that_is_no_pick_is_said_and_kept_nowhere(agent: Agent, word: str) -> None:
    shown = converse(agent, "a calm lake", f"/like {word}", viewer="unsure")
    assert "Give a number from 1 to" in shown
    assert agent.catalog.viewers.events_of("unsure") == []


def test_why_shows_what_a_pick_stands_on(agent: Agent) -> None:
    assert "says: A calm lake at dawn." in converse(agent, "something at dawn", "/why 1")


def test_another_viewer_gets_a_conversation_of_their_own(agent: Agent) -> None:
    shown = converse(agent, "a calm lake", "/viewer zoe", "/viewer", "/like 1", thread="shared")
    assert "You are zoe now (no history yet)" in shown
    assert "You are zoe;" in shown
    assert "There are no picks yet" in shown


def test_a_thread_of_another_viewer_is_one_line_and_the_terminal_stays(agent: Agent) -> None:
    converse(agent, "a calm lake", viewer="ann", thread="ann's")
    shown = converse(agent, "a calm lake", "/new", "a calm lake", viewer="bob", thread="ann's")
    assert "Traceback" not in shown
    assert shown.count(" 1. A quiet lake") == 1


def test_tastes_are_listed(agent: Agent) -> None:
    assert "Nothing is remembered" in converse(agent, "/prefs", viewer="blank")
    shown = converse(agent, "I never want to see spiders", "/prefs", viewer="taster")
    assert "always dislike: spiders (you said: " in shown


def test_help_and_unknown_commands_are_answered(agent: Agent) -> None:
    shown = converse(agent, "/help", "/nonsense now", "/", "/ like 1")
    assert "/viewer NAME" in shown
    assert "There is no /nonsense; /help lists what there is." in shown


@pytest.mark.parametrize("leave", ["/quit", "/exit", EOFError])
def test_quit_and_the_end_of_the_input_leave(agent: Agent, leave: str | type[BaseException]) -> None:
    assert "clips for" not in converse(agent, leave, "a calm lake")


def test_an_interrupt_at_the_prompt_only_empties_the_line(agent: Agent) -> None:
    assert " 1. A quiet lake" in converse(agent, KeyboardInterrupt, "a calm lake")


def test_text_of_a_clip_cannot_drive_the_terminal(agent: Agent) -> None:
    shown = converse(agent, "a calm pond", "/why 1", "/like 1")
    assert "Calm pond" in shown
    assert not {"\x1b", "\x07"} & set(shown)
    assert "javascript:" not in shown


class HangingModel(ScriptedModel):
    """Interrupts its caller, then hangs, once; afterwards it answers."""

    script: list[Any] = Field(default_factory=list)
    hung: list[int] = Field(default_factory=list)

    async def _agenerate(self, messages: list[BaseMessage], *args: Any, **kwargs: Any) -> ChatResult:
        if not self.hung:
            self.hung.append(1)
            os.kill(os.getpid(), signal.SIGINT)
            await asyncio.sleep(60)
        return ChatResult(generations=[ChatGeneration(message=AIMessage(content="Here I am again."))])


@pytest.mark.usefixtures("interruptible")
def test_an_interrupt_cancels_the_turn_and_the_conversation_goes_on(home: Path) -> None:
    with Catalog.open(home) as catalog, Agent(catalog, model=HangingModel()) as agent:
        shown = converse(agent, "a calm lake", "hello?")
    assert shown.index("(cancelled)") < shown.index("Here I am again.")


def test_words_break_at_the_terminals_edge() -> None:
    shown = io.StringIO()
    flow = Flow(Console(file=shown, width=10, force_terminal=True, color_system=None))
    for word in ["One", " two", " three", " four", "\n\nfive"]:
        flow.write(word)
    flow.end()
    assert shown.getvalue() == "One two\nthree four\n\nfive\n"


def test_a_name_without_end_is_cut_where_it_is_printed() -> None:
    written = io.StringIO()
    clip = Clip(id="c", title="t" * 9000, category="k" * 9000, creator="c" * 9000)
    pick = Pick(rank=1, clip=clip, score=1.0, reason="Described so.", evidence=[], seen=False)
    print_pick(Console(file=written, width=80), pick, Path("home"))
    assert len(written.getvalue()) < 1000
