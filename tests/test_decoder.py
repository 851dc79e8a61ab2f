from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from reeltalk.agent.compiler import compile_calls
from reeltalk.agent.context import Shown, Taste, TurnContext
from reeltalk.agent.decoder import decode_tags
from reeltalk.agent.names import Names
from reeltalk.agent.reply import Wish
from reeltalk.agent.tags import Tag, read_markup

TODAY = date(2026, 7, 15)
TITLES = ("Cats on a roof", "Fresh pasta by hand", "Northern storm", "Night market", "Long train")
SHOWN = [Shown(handle=str(rank), title=title, duration_s=100.0 * rank) for rank, title in enumerate(TITLES, 1)]


def begin(tool: str = "", last: str = "", previous: str = "", **wish: Any) -> TurnContext:
    if not wish and not tool:
        return TurnContext(today=TODAY)
    return TurnContext(
        today=TODAY,
        wish=Wish(tool=tool or "search_clips", args=wish),
        shown=SHOWN,
        last_calls=[last] if last else [],
        previous=previous,
    )


def decode(line: str, context: TurnContext | None = None) -> list[tuple[str, dict[str, Any]]]:
    context = context or begin()
    intents = decode_tags(read_markup(line), context, Names())
    return [(call["name"], call["args"]) for call in compile_calls(intents, context)]


def test_markup_is_read_with_places_of_its_tags() -> None:
    tagged = read_markup("find [topic steam trains], [max under 3 mins]")
    assert tagged.text == "find steam trains, under 3 mins"
    assert tagged.tags == (Tag("topic", 5, 17), Tag("max", 19, 31))
    assert read_markup("{thanks} cheers").kind == "thanks"
    with pytest.raises(ValueError, match="'colour' is no label"):
        read_markup("[colour red]")


def test_a_topic_starts_anew_a_swap_keeps_the_rest_and_more_adds() -> None:
    context = begin(query="tornadoes", max_seconds=60)
    assert decode("[topic sourdough]", context) == [("search_clips", {"query": "sourdough"})]
    assert decode("[swap hurricanes]", context) == [("search_clips", {"query": "hurricanes", "max_seconds": 60})]
    assert decode("[more at night]", context) == [("search_clips", {"query": "tornadoes at night", "max_seconds": 60})]


def test_a_swap_that_names_a_part_of_the_subject_exchanges_that_part() -> None:
    context = begin(query="wedding first dances", exclude=["choreographed"])
    assert decode("Swap weddings for [swap proms].", context) == [
        ("search_clips", {"query": "proms first dances", "exclude": ["choreographed"]})
    ]


def test_too_much_of_a_quality_asks_for_its_opposite_or_leaves_it_out() -> None:
    context = begin(query="calligraphy")
    assert decode("[too too advanced]", context) == [("search_clips", {"query": "calligraphy easy beginner"})]
    assert decode("[too too much talking]", context)[0][1] == {"query": "calligraphy", "exclude": ["talking"]}


def test_exclusions_add_up_and_are_taken_back_by_name() -> None:
    context = begin(query="parks", exclude=["dogs"])
    assert decode("no [exclude any cats] either", context)[0][1]["exclude"] == ["dogs", "cats"]
    assert "exclude" not in decode("[drop dogs are fine]", context)[0][1]


def test_verdicts_go_to_the_picks_beside_them() -> None:
    context = begin(query="cats")
    calls = decode(
        "[like loved] [ref the first], but [ref the third] [dislike bored me]. [seen seen] [ref 4 and 5]", context
    )
    assert calls == [
        ("rate_clip", {"clip": "1", "verdict": "like"}),
        ("rate_clip", {"clip": "3", "verdict": "dislike"}),
        ("rate_clip", {"clip": "4", "verdict": "seen"}),
        ("rate_clip", {"clip": "5", "verdict": "seen"}),
    ]


def test_it_is_the_pick_last_spoken_of() -> None:
    context = begin(query="cats", previous="how long is the fourth one")
    assert decode("[like thumbs up] for [ref it]", context) == [("rate_clip", {"clip": "4", "verdict": "like"})]
    calls = decode("[like loved] [ref the pasta one]! [similar more like] [ref that]", context)
    assert calls[1] == ("similar_clips", {"clip": "2"})


def test_a_pick_with_a_change_is_a_wish_for_others_like_it() -> None:
    context = begin(query="cats")
    assert decode("[ref the second] but with an [more animal puppet]", context) == [
        ("similar_clips", {"clip": "2", "change": "animal puppet"})
    ]
    assert decode("[similar like] [ref 3] but [max under a minute]", context) == [
        ("similar_clips", {"clip": "3", "max_seconds": 60})
    ]


def test_questions_keep_their_words_and_a_bare_pick_asks_again() -> None:
    context = begin(query="cats", last="explain_pick")
    assert decode("[detail how long is] [ref the last one]?", context) == [
        ("clip_details", {"clips": ["5"], "question": "how long is the last one"})
    ]
    assert decode("[detail which is the funniest]?", context)[0][1]["clips"] == ["1", "2", "3", "4", "5"]
    assert decode("and [ref the 5th]?", context) == [("explain_pick", {"clip": "5"})]


def test_tastes_and_catalog_questions() -> None:
    assert decode("never show me [never any snakes]") == [
        ("remember", {"text": "snakes", "polarity": "dislike", "strength": "always"})
    ]
    assert decode("forget [forget snakes]") == [("forget", {"text": "snakes"})]
    assert decode("[catalog what languages do you have]") == [("browse_catalog", {"by": "language"})]
    assert decode("[catalog what sort of] [topic cooking] [catalog have you got]") == [
        ("browse_catalog", {"by": "category", "query": "cooking"})
    ]


def test_a_recommendation_carries_its_constraints() -> None:
    assert decode("[recommend surprise me], [max five minutes], no [exclude politics]") == [
        ("recommend_clips", {"max_seconds": 300, "exclude": ["politics"]})
    ]
    assert decode("[again more]", begin(query="cats", max_seconds=60)) == [
        ("search_clips", {"query": "cats", "max_seconds": 60})
    ]


def test_two_ends_of_a_row_of_picks_are_all_between() -> None:
    seen = decode("[seen seen] [ref 1 to 3] already", begin(query="puffins"))
    assert seen == [("rate_clip", {"clip": str(number), "verdict": "seen"}) for number in (1, 2, 3)]
    assert decode("[seen seen] [ref 1] to [ref 3] already", begin(query="puffins")) == seen


def test_what_only_this_request_left_out_is_dropped_and_not_forgotten() -> None:
    context = begin(query="pinball", exclude=["voiceovers"])
    assert decode("[forget voiceovers] are fine after all", context) == [("search_clips", {"query": "pinball"})]
    told = context.model_copy(update={"preferences": [Taste(text="voiceovers", polarity="dislike", strength="always")]})
    assert decode("[forget voiceovers] are fine after all", told) == [("forget", {"text": "voiceovers"})]
    other = told.model_copy(update={"wish": Wish(tool="search_clips", args={"query": "pinball"})})
    assert decode("[drop voiceovers] are fine after all", other) == [("forget", {"text": "voiceovers"})]


def test_any_language_but_one_is_an_exclusion_or_that_limit_dropped() -> None:
    assert decode("[topic capoeira], anything but [lang Portuguese]") == [
        ("search_clips", {"query": "capoeira", "exclude": ["Portuguese"]})
    ]
    context = begin(query="capoeira", language="pt")
    assert decode("not [lang in Portuguese]", context) == [("search_clips", {"query": "capoeira"})]


def test_an_amount_beside_the_words_for_its_limit_belongs_to_it() -> None:
    assert decode("[topic harps] of 15 seconds [min at least]") == [
        ("search_clips", {"query": "harps", "min_seconds": 15})
    ]
    assert decode("[topic harps] [max at most] 2 minutes") == [("search_clips", {"query": "harps", "max_seconds": 120})]


@pytest.mark.parametrize(
    ("line", "args"),
    [
        ("[topic samba, filed under film & tv]", {"query": "samba", "category": "Film & TV"}),
        ("[topic samba from the film & tv section]", {"query": "samba", "category": "Film & TV"}),
        ("[topic samba by marmalade films]", {"query": "samba", "creator": "Marmalade Films"}),
        ("[topic samba that Marmalade Films made]", {"query": "samba", "creator": "Marmalade Films"}),
        ("[topic samba by the sea]", {"query": "samba by the sea"}),
    ],
)
def test_names_of_the_catalog_are_known_where_they_are_called_so(line: str, args: dict[str, Any]) -> None:
    names = Names(("Marmalade Films", "Sea"), ("Film & TV",), ())
    calls = compile_calls(decode_tags(read_markup(line), begin(), names), begin())
    assert [(call["name"], call["args"]) for call in calls] == [("search_clips", args)]


def test_sounds_of_hesitation_are_no_subject() -> None:
    context = begin(query="show jumping")
    assert decode("and [more er] no [exclude falls]", context) == [
        ("search_clips", {"query": "show jumping", "exclude": ["falls"]})
    ]


def test_a_thing_that_no_word_leaves_out_is_wanted() -> None:
    context = begin(query="animals", max_seconds=60)
    assert decode("[exclude animals], no [exclude dogs]") == [
        ("search_clips", {"query": "animals", "exclude": ["dogs"]})
    ]
    assert decode("[exclude gold leaf edges] please", context)[0][1] == {
        "query": "animals gold leaf edges",
        "max_seconds": 60,
    }
    for said in ("[exclude dogs], get rid of those", "[exclude cats] and [exclude dogs] are out", "no [exclude dogs]"):
        assert "dogs" in decode(said, context)[0][1]["exclude"]


def test_what_is_said_for_now_is_no_lasting_taste() -> None:
    assert decode("not in the mood for [avoid loud stuff] just now, [topic rainy windows]") == [
        ("search_clips", {"query": "rainy windows", "exclude": ["loud"]})
    ]
    told = decode("[avoid loud stuff] is never for me, [topic rainy windows] today")
    assert told[0] == ("remember", {"text": "loud", "polarity": "dislike", "strength": "usually"})


def test_the_adverb_before_a_taste_says_how_firm_it_is() -> None:
    assert decode("note I always love [prefer machines]")[0][1]["strength"] == "always"
    assert decode("I mostly steer clear of [never gore]")[0][1]["strength"] == "usually"


def test_a_nation_before_the_subject_belongs_to_it() -> None:
    assert decode("[lang Spanish] [topic guitar]") == [("search_clips", {"query": "Spanish guitar"})]
    assert decode("[lang Spanish-speaking] [topic cooks]")[0][1] == {"query": "cooks", "language": "es"}
    assert decode("[topic guitar] [lang in Spanish]")[0][1] == {"query": "guitar", "language": "es"}


def test_a_length_is_no_age_and_an_era_no_date() -> None:
    assert decode("[topic geysers], [audience 20s+]") == [("search_clips", {"query": "geysers", "min_seconds": 20})]
    assert decode("[older vintage] ones", begin(query="watches")) == [("search_clips", {"query": "watches vintage"})]


def test_a_subject_that_says_what_it_is_not_is_parted() -> None:
    assert decode("[topic animals, no dogs]") == [("search_clips", {"query": "animals", "exclude": ["dogs"]})]
    assert decode("[topic no bake cheesecake]")[0][1] == {"query": "no bake cheesecake"}


def test_after_wait_no_comes_what_is_wanted() -> None:
    assert decode("[topic viking ships]. wait no [exclude roman galleys]") == [
        ("search_clips", {"query": "roman galleys"})
    ]


def test_a_request_to_choose_keeps_what_it_says_besides() -> None:
    assert decode("[recommend surprise me with a hidden gem]")[0][1] == {"popularity": "hidden_gem"}
    assert decode("[recommend your ten best bets for me]")[0][1] == {"limit": 10}
    assert decode("[recommend surprise me]")[0][1] == {}


def test_no_limit_takes_a_limit_away() -> None:
    assert decode("[min no minimum length]", begin(query="trains", min_seconds=60))[0][1] == {"query": "trains"}


def test_a_question_on_the_catalog_and_a_request_are_two_calls() -> None:
    calls = decode("[catalog tell me what categories exist], and [count 3] clips on [topic metal detecting] too")
    assert calls == [
        ("browse_catalog", {"by": "category"}),
        ("search_clips", {"query": "metal detecting", "limit": 3}),
    ]
    assert decode("[catalog how many] [topic cooking] [catalog clips are there]") == [
        ("browse_catalog", {"by": "category", "query": "cooking"})
    ]
