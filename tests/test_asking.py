"""A question beside the picks, end to end on the sample library: when it comes, what its answers do, where it shows."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from langchain_core.messages import AIMessage, ToolMessage
from rich.console import Console

from reeltalk import Agent, Catalog, Reply
from reeltalk.agent.asking import ask_beside, read_narrowing
from reeltalk.agent.context import TurnContext
from reeltalk.agent.scripted import ScriptedModel
from reeltalk.retrieval.sample import open_sample
from reeltalk.ui.cards import Shelf
from reeltalk.ui.cli import run
from reeltalk.ui.conversation import show_turn
from reeltalk.ui.printout import print_rest
from reeltalk.ui.sessions import Turn

BROAD = "something with animals"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def catalog(home: Path) -> Iterator[Catalog]:
    with open_sample(home) as opened:
        yield opened


@pytest.fixture(scope="module")
def agent(catalog: Catalog) -> Iterator[Agent]:
    with Agent(catalog) as made:
        yield made


def talk(agent: Agent, *texts: str) -> list[Reply]:
    """The replies of one conversation."""
    replies: list[Reply] = []
    for text in texts:
        replies.append(agent.ask(text, viewer="asked", thread=replies[-1].thread if replies else None))
    return replies


def calls_of(reply: Reply) -> list[str]:
    return [call.tool for call in reply.calls if call.ok]


def test_a_broad_request_gets_picks_and_a_question(agent: Agent) -> None:
    [reply] = talk(agent, BROAD)
    assert len(reply.picks) == 5
    assert reply.question
    assert reply.text.endswith(reply.question)
    assert 2 <= len(reply.suggestions) <= 4
    assert calls_of(reply) == ["search_clips", "ask_viewer"]
    assert reply.wish.args == {"query": "animals"}
    assert all(option.casefold() in reply.question.casefold() for option in reply.suggestions)


@pytest.mark.parametrize(
    "text", ["funny cats under a minute", "steam train in the snow", "a short clip in German about trains", "penguins"]
)
def test_a_clear_request_gets_picks_alone(agent: Agent, text: str) -> None:
    [reply] = talk(agent, text)
    assert reply.picks
    assert reply.question is None
    assert "ask_viewer" not in calls_of(reply)


@pytest.mark.parametrize(
    "text", ["hello", "thanks!", "what do you have?", "what should I watch?", "newest clips about music"]
)
def test_what_is_no_broad_search_gets_no_question(agent: Agent, text: str) -> None:
    [reply] = talk(agent, text)
    assert reply.question is None


def test_each_option_searches_for_exactly_what_it_says_and_finds_something(agent: Agent) -> None:
    [first] = talk(agent, BROAD)
    for option in first.suggestions:
        [reply] = [agent.ask(option, viewer="asked", thread=talk(agent, BROAD)[0].thread)]
        [call] = reply.calls
        assert call.tool == "search_clips"
        assert call.args == {"query": "animals", "category": option.casefold()}
        assert reply.picks
        assert {pick.clip.category for pick in reply.picks} == {option.casefold()}


@pytest.mark.parametrize("frame", ["{}", "{} please", "ok, {}", "I'd prefer {}", "the {} one", "{}!"])
def test_an_answer_may_be_typed_with_words_around_it(agent: Agent, frame: str) -> None:
    _, reply = talk(agent, BROAD, frame.format("Ocean").lower())
    assert reply.wish.args == {"query": "animals", "category": "ocean"}


def test_whoever_has_no_preference_keeps_the_wish_and_is_not_asked_again(agent: Agent) -> None:
    first, second = talk(agent, BROAD, "I don't mind")
    assert second.wish == first.wish
    assert [pick.clip.id for pick in second.picks] == [pick.clip.id for pick in first.picks]
    assert second.question is None


def test_a_number_means_the_pick_and_not_the_option(agent: Agent) -> None:
    first, second = talk(agent, BROAD, "why the second one?")
    assert [(call.tool, call.args["clip"]) for call in second.calls] == [("explain_pick", first.picks[1].clip.id)]


def test_something_else_said_after_a_question_is_read_as_ever(agent: Agent) -> None:
    _, second = talk(agent, BROAD, "under 20 seconds")
    assert second.wish.args == {"query": "animals", "max_seconds": 20}


def test_no_question_follows_a_question(agent: Agent) -> None:
    replies = talk(agent, BROAD, "something about nature", BROAD)
    assert [reply.question is not None for reply in replies] == [True, False, False]


def test_no_question_follows_a_word_on_the_picks(agent: Agent) -> None:
    for remark in ("why the first one?", "how long is the first one?", "I like the first one"):
        _, said, after = talk(agent, "penguins", remark, BROAD)
        assert {"explain_pick", "clip_details", "rate_clip"} & set(calls_of(said)), remark
        assert after.picks, remark
        assert after.question is None, remark


def test_one_thing_is_not_asked_twice_about_a_subject(agent: Agent) -> None:
    first, _, third = talk(agent, BROAD, "penguins", BROAD)
    assert first.question
    assert third.question != first.question


def test_the_question_survives_another_agent_on_the_same_home(catalog: Catalog) -> None:
    with Agent(catalog) as one:
        first = one.ask(BROAD, viewer="asked")
    with Agent(catalog) as other:
        second = other.ask("Ocean", viewer="asked", thread=first.thread)
    assert second.wish.args["category"] == "ocean"


# --- other models ----------------------------------------------------------------------------------------------------


def call(name: str, number: int = 1, **args: object) -> AIMessage:
    return AIMessage("", tool_calls=[{"name": name, "args": args, "id": f"{name}-{number}"}])


def test_another_model_is_told_of_the_question_and_may_put_it(catalog: Catalog) -> None:
    model = ScriptedModel(
        script=[
            call("search_clips", query="animals"),
            call("ask_viewer", question="Which kind?", options=["Ocean", "Pets"]),
            AIMessage("Here are some animals."),
        ]
    )
    with Agent(catalog, model=model) as agent:
        reply = agent.ask(BROAD, viewer="asked")
    told = [message.text for message in model.heard[1] if isinstance(message, ToolMessage)]
    assert "ask_viewer" in told[0]
    assert "<clip>Pets / Nature / Kids / Ocean</clip>" in told[0]
    assert reply.text == "Here are some animals.\n\nWhich kind?"
    assert (reply.question, reply.suggestions, len(reply.picks)) == ("Which kind?", ["Ocean", "Pets"], 5)


def test_another_model_that_asks_twice_in_a_row_is_told_to_show_clips(catalog: Catalog) -> None:
    script = [
        call("ask_viewer", question="Which mood?", options=["calm", "wild"]),
        AIMessage("Which mood?"),
        call("ask_viewer", 2, question="Really?"),
        call("search_clips", query="calm"),
        AIMessage("Calm."),
    ]
    with Agent(catalog, model=ScriptedModel(script=script)) as agent:
        first = agent.ask("hm", viewer="asked")
        second = agent.ask("dunno", viewer="asked", thread=first.thread)
    assert first.question == "Which mood?"
    assert [(one.tool, one.ok) for one in second.calls] == [("ask_viewer", False), ("search_clips", True)]
    assert second.picks
    assert second.question is None


# --- the parts -------------------------------------------------------------------------------------------------------


def result(name: str, pays: bool) -> ToolMessage:
    option = {"label": "Pets", "count": 9, "args": {"query": "animals", "category": "pets"}}
    narrowing = {
        "by": "category",
        "question": "Which?",
        "options": [option],
        "shown": 0.1,
        "answered": 0.2,
        "pays": pays,
    }
    return ToolMessage("…", tool_call_id="1", name=name, artifact=narrowing)


def test_the_embedded_model_asks_after_a_search_alone_and_only_where_it_pays() -> None:
    context = TurnContext(today=date(2026, 1, 1))
    put = [{"name": "ask_viewer", "args": {"question": "Which?", "options": ["Pets"]}}]
    search, remember = result("search_clips", pays=True), result("remember", pays=True)
    assert ask_beside([search], context, "when it pays") == put
    assert ask_beside([search], context, "never") == []
    assert ask_beside([result("search_clips", pays=False)], context, "when it pays") == []
    assert ask_beside([result("search_clips", pays=False)], context, "always") == put
    assert ask_beside([remember, search], context, "always") == []
    assert ask_beside([search, result("ask_viewer", pays=True)], context, "always") == []
    for busy in ("ask_viewer", "explain_pick", "clip_details", "rate_clip"):
        assert ask_beside([search], context.model_copy(update={"last_calls": [busy]}), "always") == []
    assert read_narrowing({"clips": []}) is None


# --- where it shows --------------------------------------------------------------------------------------------------


def test_the_page_shows_cards_question_and_its_options_as_buttons(agent: Agent, home: Path) -> None:
    [reply] = talk(agent, BROAD)
    turn = Turn(1, BROAD)
    turn.take({"type": "reply", "data": reply.model_dump(mode="json")})
    blocks = dict(show_turn(turn, Shelf(home)))
    assert sum(name.startswith("card-") for name in blocks) == len(reply.picks)
    assert reply.question
    assert reply.question in blocks["text"]
    for option in reply.suggestions:
        assert (
            f'<button type="button" class="suggestion" data-ask="{option}" dir="auto">{option}</button>'
            in (blocks["suggestions"])
        )


def test_the_terminal_shows_picks_question_and_options(agent: Agent, home: Path) -> None:
    [reply] = talk(agent, BROAD)
    shown = io.StringIO()
    console = Console(file=shown, width=300, highlight=False, markup=False, emoji=False)
    console.print(reply.text)
    print_rest(console, reply, home)
    text = shown.getvalue()
    assert reply.question
    assert text.index(reply.question) < text.index(" 1. ") < text.index(" 5. ") < text.index("Try: ")
    assert f"Try: {' · '.join(reply.suggestions)}" in text


def test_the_json_holds_picks_question_and_options(
    home: Path, catalog: Catalog, capsys: pytest.CaptureFixture[str]
) -> None:
    catalog.close()  # the command owns the home while it runs
    assert run(["ask", BROAD, "--json", "--home", str(home)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert len(told["picks"]) == 5
    assert told["question"].startswith("Which would you rather have: ")
    assert all(option.casefold() in told["question"] for option in told["suggestions"])


def test_more_of_the_same_wish_brings_others_and_says_when_there_are_none(agent: Agent) -> None:
    first = agent.ask("music", viewer="again")
    shown = [pick.clip.id for pick in first.picks]
    for number in range(60):
        reply = agent.ask(("show me more", "any others?")[number % 2], viewer="again", thread=first.thread)
        assert reply.wish == first.wish
        if any("from the start again" in notice for notice in reply.notices):
            break
        assert not {pick.clip.id for pick in reply.picks} & set(shown)
        shown += [pick.clip.id for pick in reply.picks]
    else:
        pytest.fail("it never came to an end")
    assert len(shown) > len(first.picks)


def test_the_same_words_again_get_the_same_answer(agent: Agent) -> None:
    first = agent.ask("animals, no dogs", viewer="same")
    second = agent.ask("animals, no dogs", viewer="same", thread=first.thread)
    assert [pick.clip.id for pick in second.picks] == [pick.clip.id for pick in first.picks]
