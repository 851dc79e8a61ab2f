"""A policy as text: read strictly, and held by code with every model; a conformance set of requests that try it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langchain_core.messages import AIMessage

from reeltalk import Agent, Catalog, Clip, Reply
from reeltalk.agent.policy import Policy, drop_unsaid, find_unsaid, fit_words
from reeltalk.agent.policy_text import CHECKS, open_policy, read_policy
from reeltalk.agent.scripted import ScriptedModel
from reeltalk.errors import SettingsError
from reeltalk.retrieval.viewer import Event

DATA = Path(__file__).parent / "data"
REQUESTS = [json.loads(line) for line in (DATA / "policy_requests.jsonl").read_text(encoding="utf-8").splitlines()]
GREETING = "This corner is run by the town library."


def clip(name: str, title: str, text: str, **more: Any) -> Clip:
    facts: dict[str, Any] = {
        "duration_s": 60.0,
        "language": "en",
        "audience": "all",
        "creator": "Ann",
        "category": "life",
    }
    return Clip(id=name, title=title, description=text, published=date(2025, 1, 1), views=100, **{**facts, **more})


CLIPS = [
    clip("cat-1", "A cat on a sill", "A cat sleeps on a window sill."),
    clip("cat-2", "Kittens and wool", "Two kittens and a cat chase a ball of wool.", language="de"),
    clip("cat-3", "A cat in the snow", "A cat walks through fresh snow."),
    clip("cat-4", "The old cat", "An old cat is brushed by a girl."),
    clip("river-1", "A slow river", "A river runs past willows.", category="nature"),
    clip("river-2", "A river in flood", "A brown river carries trees away.", category="nature"),
    clip("knife-1", "How to sharpen a knife", "A cook sharpens kitchen knives on a stone.", category="cooking"),
    clip("cards-1", "Card tricks", "A magician shows three tricks with cards."),
    clip("news-1", "News in calm words", "The news of the week, read slowly.", category="news"),
    clip("ghost-1", "A friendly ghost", "A cartoon ghost plays hide and seek."),
    clip("shoe-1", "Shoes that shine", "New shoes are polished until they shine.", tags=("ad",)),
    clip("shoe-2", "Mending shoes", "A cobbler mends old shoes."),
    clip("tooth-1", "Toothpaste for all", "A family tries a toothpaste.", tags=("ad", "family")),
    clip(
        "bad-gore", "Knives at night", "A film with gore: a knife fight with blood, wounds and gore.", category="film"
    ),
    clip("bad-bet", "Win at poker", "Gambling tips: how to win money with cards in a casino."),
    clip("bad-shock-1", "You will not believe this cat", "A cat does something shocking.", creator="Shock Daily"),
    clip("bad-shock-2", "Shocking news of the week", "Shocking news, shouted.", creator="Shock Daily", category="news"),
    clip("bad-trailer", "Trailer: the river", "The trailer of a film about a river.", category="trailers"),
    clip("bad-adult", "Ghosts for adults", "Scary ghosts hunt a family.", audience="18"),
    clip("bad-unrated", "A ghost walk", "A walk past haunted houses.", audience=None),
    clip("bad-long", "The whole river", "A river from source to sea.", duration_s=5000.0, category="nature"),
    clip("bad-french", "Le chat", "A cat in Paris; the speaker tells of cats.", language="fr"),
    clip("bad-spanish", "El perro", "A dog in Spain.", language="es"),
]
FORBIDDEN = {one.id: one.title for one in CLIPS if one.id.startswith("bad-")}


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    with Catalog.open(tmp_path_factory.mktemp("home")) as opened:
        opened.add(CLIPS)
        opened.viewers.record(Event(viewer_id="fan", clip_id="bad-gore", timestamp=1.0, verdict="like"))
        yield opened


@pytest.fixture(scope="module")
def policy() -> Policy:
    return open_policy(DATA / "policy.md")


def assert_conforms(reply: Reply, first: bool) -> None:
    """Hold a reply against every checked rule of `policy.md`, by means of this test's own."""
    assert not FORBIDDEN.keys() & {pick.clip.id for pick in reply.picks}
    assert len(reply.picks) <= 3
    for pick in reply.picks:
        assert pick.clip.audience in ("all", "7", "12")
        assert (pick.clip.duration_s or 9999) <= 1800
        assert pick.clip.language in ("en", "de")
    told = "\n".join([reply.text, *reply.suggestions, *(pick.reason for pick in reply.picks), str(reply.question)])
    assert not [title for title in FORBIDDEN.values() if title in told]
    own = re.sub(r"“[^”]*”", " ", told)
    assert not re.search(r"\b(?:best|amazing|unbelievable)\b", own, re.I)
    assert (GREETING in reply.text) == first
    marks = re.findall(r"Marked as ad: .*?”\.", reply.text)
    assert bool(marks) == any("ad" in pick.clip.tags for pick in reply.picks)
    undisclosed = reply.text
    for text in [GREETING, *marks]:
        undisclosed = undisclosed.replace(text, "")
    assert len(undisclosed.split()) <= 40


@pytest.mark.parametrize("case", REQUESTS, ids=lambda case: case["say"][-1][:40])
def test_the_embedded_model_keeps_to_the_policy(catalog: Catalog, policy: Policy, case: dict[str, Any]) -> None:
    with Agent(catalog, policy=policy) as agent:
        for number, say in enumerate(case["say"]):
            thread = f"embedded {case['say']}"
            assert_conforms(agent.ask(say, viewer=f"one {case['say']}", thread=thread), first=number == 0)


TEMPTED = "These are the best, amazing and unbelievable: “Knives at night”, “Win at poker” and **Le Chat Noir**."


@pytest.mark.parametrize("case", REQUESTS, ids=lambda case: case["say"][-1][:40])
def test_a_model_that_would_break_the_policy_cannot(catalog: Catalog, policy: Policy, case: dict[str, Any]) -> None:
    wish = {"query": case["say"][-1], "limit": 20, "language": None, "max_audience": "18"}
    calls = [
        {"name": "search_clips", "args": wish, "id": "a"},
        {"name": "search_clips", "args": {"query": "gore ghosts gambling shock", "limit": 20}, "id": "b"},
        {"name": "browse_catalog", "args": {"by": "creator"}, "id": "c"},
        {"name": "ask_viewer", "args": {"question": "The best?", "options": ["gore", "amazing"]}, "id": "d"},
    ]
    with Agent(
        catalog, model=ScriptedModel(script=[AIMessage("", tool_calls=calls), AIMessage(TEMPTED)]), policy=policy
    ) as agent:
        reply = agent.ask(case["say"][-1], viewer=f"two {case['say']}", thread=f"scripted {case['say']}")
    assert_conforms(reply, first=True)
    assert "Shock Daily" not in reply.text
    assert [one.ok for one in reply.calls] == [True, True, True, False]


def test_the_set_holds_thirty_requests_and_tries_every_checked_rule(policy: Policy) -> None:
    assert len(REQUESTS) >= 30
    checked = {rule.check for rule in policy.rules} - {"advisory", "tone"}
    assert checked <= {case["rule"] for case in REQUESTS}


def test_every_request_would_break_a_rule_were_there_none(catalog: Catalog) -> None:
    """The set is worth something: without the policy most of the requests that try a limit on clips pass it."""
    limits = (
        "never recommend",
        "never creator",
        "never category",
        "max audience",
        "max length",
        "only languages",
        "max clips",
    )
    tried = [case for case in REQUESTS if case["rule"] in limits]
    broken = 0
    with Agent(catalog) as agent:
        for case in tried:
            replies = [
                agent.ask(say, viewer=f"free {case['say']}", thread=f"free {case['say']}") for say in case["say"]
            ]
            broken += any(
                FORBIDDEN.keys() & {pick.clip.id for pick in one.picks} or len(one.picks) > 3 for one in replies
            )
    assert broken >= 0.6 * len(tried)


def test_rules_hold_within_the_search_so_that_permitted_clips_fill_the_list(catalog: Catalog, policy: Policy) -> None:
    with Agent(catalog, policy=policy) as agent:
        reply = agent.ask("cats", viewer="ann")
    assert len(reply.picks) == 3
    assert "limit set here: no gore and no gambling" in reply.applied
    assert "limit set here: no clips by Shock Daily" in reply.applied


def test_a_clip_that_the_viewer_liked_is_not_named_where_it_is_forbidden(catalog: Catalog, policy: Policy) -> None:
    with Agent(catalog, policy=policy) as agent:
        reply = agent.ask("what should I watch?", viewer="fan")
    assert_conforms(reply, first=True)


def test_a_pick_shown_before_the_policy_is_not_told_of_after(catalog: Catalog, policy: Policy) -> None:
    with Agent(catalog) as agent:
        before = agent.ask("a knife fight with blood", viewer="ann", thread="changed")
    place = next(pick.rank for pick in before.picks if pick.clip.id == "bad-gore")
    with Agent(catalog, policy=policy) as agent:
        for say in (f"tell me about number {place}", f"more like number {place}", f"why number {place}?"):
            assert "Knives at night" not in agent.ask(say, viewer="ann", thread="changed").text


def test_other_agents_tools_hold_the_policy_too(catalog: Catalog, policy: Policy) -> None:
    with Agent(catalog, policy=policy) as agent:
        search = next(tool for tool in agent.tools if tool.name == "search_clips")
        found = search.invoke({"query": "knife fight with blood and gore", "limit": 20})
    assert found["clips"]
    assert not FORBIDDEN.keys() & {one["id"] for one in found["clips"]}


def test_a_remote_model_is_told_the_rules_and_never_tells_them(catalog: Catalog, policy: Policy) -> None:
    secret = "Nothing bloody, and no gambling. Nothing from the clickbait channel, and no trailers."
    model = ScriptedModel(script=[AIMessage(f"My rules are: {secret}")])
    with Agent(catalog, model=model, policy=policy) as agent:
        reply = agent.ask("hello")
    assert "Nothing bloody, and no gambling." in model.heard[0][0].text
    assert "clickbait" not in reply.text


def test_a_conversation_discloses_once_who_runs_it(catalog: Catalog, policy: Policy) -> None:
    with Agent(catalog, policy=policy) as agent:
        texts = [agent.ask(say, viewer="ann", thread="disclosing").text for say in ("hello", "cats", "thanks")]
    assert [GREETING in text for text in texts] == [True, False, False]


# --- reading ----------------------------------------------------------------------------------------------------------


def test_every_rule_names_its_check_or_is_marked_advisory(policy: Policy) -> None:
    assert {rule.check for rule in policy.rules} <= set(CHECKS)
    assert [rule.check for rule in policy.rules if not rule.value] == ["advisory"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("- No violence.", "line 1: this rule names no check"),
        (
            "# x\n\n- No gore. [never recomend: gore]",
            r"line 3: there is no check \[never recomend\]; did you mean \[never rec",
        ),
        ("- Short. [max length: soon]", "takes a length such as"),
        ("- Young. [max audience: 13]", "takes all, 7, 12, 16, 18"),
        ("- New. [published since: lately]", "takes a day"),
        ("- Few. [max clips: none]", "takes a whole number"),
        ("- German. [only languages: gibberish]", "takes languages"),
        ("- Nothing. [never recommend: ]", "says nothing"),
        ("- Open. [never recommend: gore", "a bracket is open"),
        ("No gore. [never recommend: gore]", "a check outside of a rule"),
        ("Be kind.", "states no rule"),
        ("- A [max length: 10 s] [min length: 20 s]", "no clip is left"),
    ],
)
def test_a_policy_that_is_not_understood_names_the_line_and_the_mend(text: str, line: str) -> None:
    with pytest.raises(SettingsError, match=line):
        read_policy(text)


def test_a_file_that_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"missing\.md"):
        open_policy(tmp_path / "missing.md")
    (tmp_path / "latin.md").write_bytes(b"- caf\xe9 [advisory]")
    with pytest.raises(SettingsError, match="UTF-8"):
        open_policy(tmp_path / "latin.md")
    (tmp_path / "long.md").write_text("- x [advisory]\n" * 10_000)
    with pytest.raises(SettingsError, match="100,000 bytes"):
        open_policy(tmp_path / "long.md")


@given(st.text(max_size=300))
def test_any_text_is_a_policy_or_one_clear_line(text: str) -> None:
    line = ""
    try:
        assert read_policy(text).rules
    except SettingsError as error:
        line = str(error)
    assert "\n" not in line


WORDS = st.lists(
    st.sampled_from(["best", "a cat", "“the best”", "Bests.", "river!", "\n\n", "BEST?", "“", "ok."]), max_size=12
)


@given(WORDS, st.integers(1, 12))
def test_what_code_says_holds_no_word_that_is_never_said_and_is_short_enough(words: list[str], most: int) -> None:
    text = " ".join(words)
    kept = drop_unsaid(text, ["best"])
    assert kept
    assert not find_unsaid(kept, ["best"])
    assert len(fit_words(text, most).split()) <= most + 1  # the sign of a cut
