"""Reasons in a model's words: quotes verbatim in the row, figures stated, mended once, else code's own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kittens import KITTENS
from model_server import ask_for, call, say_json, serving

from reeltalk import Agent, Catalog, Reply
from reeltalk.agent.grounding import quote_stands
from reeltalk.agent.matching import find_parts, find_verbatim
from reeltalk.agent.options import ModelOptions
from reeltalk.agent.reasons import ReasonError, judge_reason
from reeltalk.agent.reply import Evidence, Pick
from reeltalk.retrieval.clip import Clip, Moment

WORDS = {"content": "Here you are."}
GOOD = {"handle": "1", "quotes": ["kittens chase a ball of wool"], "reason": "It is described as a chase after wool."}


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    with Catalog.open(tmp_path_factory.mktemp("home")) as opened:
        opened.add(KITTENS)
        yield opened


def reasons(*given: dict[str, Any]) -> dict[str, Any]:
    return {"content": json.dumps({"reasons": list(given)})}


def ask(
    catalog: Catalog, *answers: Any, say: str = "kittens that chase wool", **options: Any
) -> tuple[Reply, list[Any]]:
    settings = ModelOptions(**{"way": "native", "tries": 1, **options})
    with (
        serving(ask_for("search_clips", query="kittens chase wool", limit=1), WORDS, *answers) as server,
        Agent(catalog, model="openai:fake", base_url=server.url, options=settings) as agent,
    ):
        return agent.ask(say, viewer="ann"), server.requests


def test_a_reason_whose_quotes_stand_is_shown_with_them(catalog: Catalog) -> None:
    reply, requests = ask(catalog, reasons(GOOD))
    (pick,) = reply.picks
    assert pick.reason.startswith("It is described as a chase after wool.")
    assert [piece.text for piece in pick.evidence] == ["kittens chase a ball of wool"]
    assert "“kittens chase a ball of wool”" in pick.reason
    assert quote_stands(pick.evidence[0], pick.clip)
    assert requests[2]["response_format"]["json_schema"]["name"] == "reasons"
    assert "raw-1" not in json.dumps(requests)
    assert reply.usage.model_calls == 3


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({**GOOD, "quotes": ["kittens chase a ball of yarn"]}, "does not say"),
        ({**GOOD, "quotes": []}, "quotes nothing"),
        ({**GOOD, "reason": "It lasts 12 minutes and shows wool."}, "states no"),
        ({**GOOD, "reason": "They call it “the funniest clip”, and wool flies."}, "does not say"),
        ({**GOOD, "reason": "See https://x.example/a for more wool."}, "has no reason|sentence|quotation"),
        ({**GOOD, "handle": "7"}, "has no reason"),
        ({**GOOD, "reason": "Wool."}, "one sentence"),
    ],
)
def test_a_reason_that_does_not_stand_is_mended_once(catalog: Catalog, wrong: dict[str, Any], why: str) -> None:
    reply, requests = ask(catalog, reasons(wrong), reasons(GOOD))
    if len(requests) == 4:
        assert any(part in requests[3]["messages"][-1]["content"] for part in why.split("|"))
        assert reply.picks[0].reason.startswith("It is described as a chase after wool.")
    assert "x.example" not in reply.model_dump_json()


def test_a_reason_that_stays_wrong_is_replaced_by_code_s(catalog: Catalog) -> None:
    wrong = {**GOOD, "quotes": ["a dolphin leaps"]}
    reply, requests = ask(catalog, reasons(wrong), reasons(wrong))
    assert len(requests) == 4
    assert reply.picks[0].reason.startswith("Described as “Two kittens chase a ball of wool.”")
    assert "dolphin" not in reply.model_dump_json()
    assert all(quote_stands(piece, reply.picks[0].clip) for piece in reply.picks[0].evidence)


def test_of_several_picks_each_keeps_the_reason_that_stands(catalog: Catalog) -> None:
    settings = ModelOptions(way="native", tries=1)
    searches = [
        call("search_clips", number, query=text) for number, text in enumerate(["kittens chase wool", "harbour"])
    ]
    both = {"tool_calls": searches}
    mixed = reasons(GOOD, {"handle": "2", "quotes": ["an unheard thing"], "reason": "It is calm, so they say."})
    with (
        serving(both, WORDS, mixed, mixed) as server,
        Agent(catalog, model="openai:fake", base_url=server.url, options=settings) as agent,
    ):
        picks = agent.ask("kittens that chase wool, and a harbour", viewer="ann").picks
    assert picks[0].reason.startswith("It is described as a chase")
    assert len(picks) == 2
    assert "calm, so they say" not in picks[1].reason


@pytest.mark.parametrize("answers", [[500], [{"content": "no object"}] * 2, [{"content": ""}]])
def test_where_the_model_gives_none_code_does_and_the_reply_says_so(catalog: Catalog, answers: list[Any]) -> None:
    reply, _ = ask(catalog, *answers)
    assert reply.model == "openai:fake"
    assert reply.text == "Here you are."
    assert reply.picks[0].reason.startswith("Described as")
    assert "put together from the clips' own text" in reply.notices[0]


def test_without_the_option_no_model_is_asked(catalog: Catalog) -> None:
    reply, requests = ask(catalog, reasons=False)
    assert len(requests) == 2
    assert reply.notices == []


def test_the_budget_holds_for_reasons_too(catalog: Catalog) -> None:
    searches = [say_json(("search_clips", {"query": f"wool {number}"})) for number in range(8)]
    with (
        serving(*searches, reasons(GOOD)) as server,
        Agent(catalog, model="openai:fake", base_url=server.url, options=ModelOptions(way="json", tries=1)) as agent,
    ):
        reply = agent.ask("wool", viewer="ann")
    assert len(server.requests) == 8
    assert reply.picks[0].reason


def test_a_taste_that_put_a_clip_there_stays_said(catalog: Catalog) -> None:
    pick = Pick(
        rank=1,
        clip=KITTENS[0],
        score=1.0,
        reason="x",
        evidence=[Evidence(kind="preference", text="wool"), Evidence(kind="metadata", text="Old cat", clip_id="raw-2")],
    )
    judged = judge_reason(pick, GOOD, "")
    assert "your taste for wool" in judged.reason
    assert "likeness to “Old cat”" in judged.reason
    assert [piece.kind for piece in judged.evidence] == ["description", "preference", "metadata"]


# --- matching ---------------------------------------------------------------------------------------------------------

TEXTS = st.lists(
    st.sampled_from(
        ["a", "cat", "sleeps", "“well”", "it's", "Über", "—", "…", "12", "m²", "猫が", "ﬁsh", "wool.", "\n"]
    ),
    min_size=1,
    max_size=12,
).map(" ".join)


@given(TEXTS, st.data())
def test_what_is_found_stands_word_for_word_in_the_text(text: str, data: st.DataObject) -> None:
    words = text.split(" ")
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    quote = " ".join(words[start:end]).replace("“", '"').replace("”", '"').upper()
    found = find_verbatim(quote, text)
    assert found is None or found in text


@given(TEXTS, st.text(max_size=30))
def test_no_quote_is_found_but_the_text_s_own_words(text: str, quote: str) -> None:
    assert all(part in text for part in find_parts(quote, text))


@given(
    st.text(max_size=80),
    st.lists(st.text(max_size=40), max_size=4),
    st.sampled_from(["A cat sleeps. It snores for 3 hours.", "x", "https://a.example/b ![x](y)", "猫が寝る"]),
)
def test_whatever_a_model_gives_a_judged_pick_stands_on_its_row(reason: str, quotes: list[str], text: str) -> None:
    clip = Clip(id="c", title="Cat", description=text, moments=(Moment(start_s=3, end_s=5, text="A yawn."),))
    pick = Pick(rank=1, clip=clip, score=1.0, reason="x", evidence=[])
    for given_quotes in (quotes, [text], ["A yawn."], [text[:5], *quotes]):
        try:
            judged = judge_reason(pick, {"reason": reason, "quotes": given_quotes}, "")
        except ReasonError:
            continue
        assert judged.evidence
        assert all(quote_stands(piece, clip) for piece in judged.evidence)
        assert "http" not in judged.reason.casefold()


def test_a_quote_from_a_moment_says_when() -> None:
    clip = Clip(id="c", title="Cat", description="A cat.", moments=(Moment(start_s=3, end_s=5, text="A wide yawn."),))
    pick = Pick(rank=1, clip=clip, score=1.0, reason="x", evidence=[])
    judged = judge_reason(pick, {"reason": "It is described as sleepy.", "quotes": ["a wide yawn"]}, "")
    assert (judged.evidence[0].start_s, judged.evidence[0].end_s) == (3, 5)
