"""Follow-ups: a suggested narrowing, read as the viewer would send it, leaves some of the picks and not all."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from reeltalk.agent.context import Offer, Shown, TurnContext
from reeltalk.agent.reader import read_request
from reeltalk.agent.reply import Evidence, Pick, Wish
from reeltalk.agent.suggestions import MOST, suggest
from reeltalk.retrieval.clip import Clip
from reeltalk.retrieval.names import fold_language

LANGUAGES = [None, "en", "de", "pt-BR", "pt", "zxx", "und", "klingonese"]


def pick(rank: int, **stated: Any) -> Pick:
    clip = Clip(id=str(rank), title=f"Clip {rank}", **stated)
    return Pick(rank=rank, clip=clip, score=1.0, reason="It fits.", evidence=[Evidence(kind="metadata", text="Clip")])


PICKS = st.lists(
    st.tuples(
        st.one_of(st.none(), st.integers(0, 4000), st.floats(0, 4000)),
        st.sampled_from(LANGUAGES),
        st.sampled_from([None, date(2024, 1, 1), date(2025, 1, 1)]),
    ),
    min_size=1,
    max_size=6,
).map(
    lambda rows: [
        pick(rank, duration_s=length, language=language, published=day)
        for rank, (length, language, day) in enumerate(rows, 1)
    ]
)
WISHES = st.sampled_from([{}, {"max_seconds": 60}, {"language": "de"}, {"sort": "newest"}])


@settings(deadline=None, max_examples=150)
@given(picks=PICKS, more=WISHES)
def test_each_narrowing_is_fulfilled_by_a_pick_and_not_by_all(picks: list[Pick], more: dict[str, Any]) -> None:
    wish = Wish(tool="search_clips", args={"query": "trains", **more})
    shown = [Shown(handle=str(one.rank), title=one.clip.title) for one in picks]
    context = TurnContext(today=date(2026, 1, 1), wish=wish, shown=shown)
    suggested = suggest(wish, picks, None, [])
    assert len(suggested) == len(set(suggested)) <= MOST
    for text in suggested:
        if text.startswith("Only"):
            args = read_request(text, context, None)[0]["args"]
            read = read_request(text, context, None)[0]["args"]
            args = {name: value for name, value in read.items() if name != "query" and more.get(name) != value}
            assert args, text
            left = [one for one in picks if fulfils(one.clip, args)]
            assert 0 < len(left) < len(picks), text


def fulfils(clip: Clip, args: dict[str, Any]) -> bool:
    longest, language = args.get("max_seconds"), args.get("language")
    short = longest is None or (clip.duration_s is not None and clip.duration_s <= longest)
    return short and (language is None or (clip.language is not None and fold_language(clip.language) == language))


def narrowings(*picks: Pick) -> list[str]:
    return [text for text in suggest(Wish(), picks, None, []) if text.startswith("Only")]


def test_what_all_picks_fulfil_already_is_not_suggested() -> None:
    assert narrowings(pick(1, duration_s=20, language="en"), pick(2, duration_s=20, language="en-GB")) == []
    assert "Newest first" not in suggest(Wish(), [pick(1, published=date(2024, 1, 1))] * 2, None, [])


def test_the_shortest_bound_and_the_rarest_language_are_suggested() -> None:
    picks = [pick(1, duration_s=15, language="de"), pick(2, duration_s=90, language="en"), pick(3, language="en")]
    assert narrowings(*picks) == ["Only up to 20 seconds", "Only in German"]


def test_a_language_without_a_name_is_not_suggested() -> None:
    assert narrowings(pick(1, language="zxx"), pick(2, language="und"), pick(3, language="xx")) == []


def test_an_offer_or_a_question_comes_before_everything_else() -> None:
    offer = Offer(text="up to 2 minutes instead of 1 minute", tool="search_clips", args={})
    assert suggest(Wish(), [pick(1)], offer, ["A"]) == ["Yes, up to 2 minutes instead of 1 minute"]
    assert suggest(Wish(), [pick(1)], None, list("ABCDEF")) == list("ABCD")
    assert suggest(Wish(), [], None, []) == ["What do you have?", "Surprise me"]
