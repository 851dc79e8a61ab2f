"""The grounding check: a quote that does not stand in its clip never reaches the viewer."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from reeltalk.agent.composer import compose_pick, cut_quote
from reeltalk.agent.grounding import check_picks, quote_stands
from reeltalk.agent.reply import Evidence, Pick
from reeltalk.agent.standing import text_stands
from reeltalk.retrieval.clip import Clip, Moment
from reeltalk.tools.outcome import Basis, Found

CLIP = Clip(
    id="c1",
    title="Slow river",
    description="A river runs past willows. A heron waits.",
    moments=(Moment(start_s=4, end_s=9, text="The heron takes off."),),
    duration_s=42.5,
    language="de",
    published=date(2025, 3, 9),
    tags=("calm", "water"),
    views=1200,
    likes=300,
    audience="all",
)


def pick_of(evidence: list[Evidence]) -> Pick:
    return Pick(rank=1, clip=CLIP, score=1.0, reason="Because.", evidence=evidence)


def recompose(pick: Pick) -> Pick:
    return compose_pick(pick.rank, pick.clip, Found(id="c1", title="", score=1.0), {})


def test_a_quote_stands_in_its_own_field_only() -> None:
    said = Evidence(kind="description", text="A heron waits.", clip_id="c1")
    assert quote_stands(said, CLIP)
    assert quote_stands(said.model_copy(update={"text": "The heron takes off."}), CLIP)
    assert not quote_stands(said.model_copy(update={"text": "A heron sings."}), CLIP)
    assert not quote_stands(said.model_copy(update={"text": "Slow river"}), CLIP)
    assert quote_stands(Evidence(kind="metadata", text="Slow river", clip_id="c1"), CLIP)
    assert quote_stands(Evidence(kind="metadata", text="42.5", clip_id="c1"), CLIP)
    assert not quote_stands(Evidence(kind="metadata", text="2.5", clip_id="c1"), CLIP)
    assert not quote_stands(Evidence(kind="description", text="A heron waits.", clip_id="c2"), CLIP)
    assert not quote_stands(Evidence(kind="description", text=" ", clip_id="c1"), CLIP)


def test_a_failed_quote_is_composed_anew_and_an_unfound_clip_is_dropped() -> None:
    false = pick_of([Evidence(kind="description", text="Dolphins leap.", clip_id="c1")])
    kept, notices = check_picks([false], {"c1": CLIP}, frozenset({"c1"}), recompose)
    assert [piece.text for piece in kept[0].evidence] == ["A river runs past willows."]
    assert notices == []
    kept, notices = check_picks([false], {"c1": CLIP}, frozenset(), recompose)
    assert kept == []
    assert "c1" in notices[0]


def test_a_card_shows_the_catalogs_row_and_not_what_a_model_made_of_it() -> None:
    fake = pick_of([Evidence(kind="metadata", text="Fast river", clip_id="c1")]).model_copy(
        update={"clip": CLIP.model_copy(update={"title": "Fast river"})}
    )
    kept, _ = check_picks([fake], {"c1": CLIP}, frozenset({"c1"}), recompose)
    assert kept[0].clip.title == "Slow river"
    assert all(quote_stands(piece, CLIP) for piece in kept[0].evidence)


def test_every_constraint_of_a_wish_is_answered_by_evidence_that_stands() -> None:
    args = {
        "query": "river",
        "max_seconds": 60,
        "language": "de",
        "tags": ["Calm"],
        "published_after": "2025-01-01",
        "popularity": "popular",
        "max_audience": "7",
    }
    found = Found(
        id="c1",
        title="Slow river",
        score=1.0,
        matched="A heron waits.",
        matched_field="description",
        basis=[Basis(kind="preference", text="birds")],
    )
    pick = compose_pick(1, CLIP, found, args)
    assert all(quote_stands(piece, CLIP) for piece in pick.evidence)
    assert {piece.text for piece in pick.evidence} >= {"42.5", "de", "calm", "2025-03-09", "1200", "all", "birds"}
    assert "“A heron waits.”" in pick.reason


@given(st.text(alphabet="ab .…\n", max_size=400), st.integers(5, 200))
def test_a_cut_quote_is_a_verbatim_beginning(text: str, length: int) -> None:
    quote = cut_quote(text, length)
    assert len(quote) <= max(length, 0)
    assert quote in text


def test_a_text_that_quotes_what_no_clip_says_does_not_stand() -> None:
    pick = pick_of([])
    assert text_stands("I like how “A river runs past willows.”", [pick.clip], "")
    assert not text_stands("I like how “a dolphin leaps at dawn”", [pick.clip], "")
    assert text_stands("You asked for “a dolphin leaps at dawn”.", [pick.clip], "a dolphin leaps at dawn")
