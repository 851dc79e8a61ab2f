"""What `exclude` takes a text to name, by kind of phenomenon."""

from __future__ import annotations

from pathlib import Path

import pytest

from reeltalk import Agent, Catalog
from reeltalk.retrieval.clip import Clip
from reeltalk.retrieval.exclusion import Exclusion
from reeltalk.retrieval.lemmas import is_english
from reeltalk.retrieval.lexicon import open_lexicon
from reeltalk.retrieval.mentions import mentions


def out(term: str, text: str) -> bool:
    return Exclusion([term]).excludes(Clip(id="c", title="Clip", description=text))


@pytest.mark.parametrize(
    ("term", "text", "named"),
    [
        ("boats", "A trawler leaves before dawn.", True),
        ("vehicles", "A trawler leaves before dawn.", True),
        ("illness", "A student with measles counts ceiling tiles.", True),
        ("violent content", "A man is stabbed outside a bar.", True),
        ("violence", "Two players meet for chess boxing.", False),
        ("birds", "Two cranes bow in the wet meadow.", True),
        ("birds", "Cranes lift steel over the docks.", False),
        ("shoes", "She buys red pumps, a pair with a low heel.", True),
        ("shoes", "He repairs bicycle pumps.", False),
    ],
)
def test_a_kind_counts_where_what_stands_beside_it_tells_that_it_is_one(term: str, text: str, named: bool) -> None:
    assert out(term, text) is named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Dogs: none. Cats: plenty.", False),
        ("Dogs? Not here.", False),
        ("Where are the dogs? In the garden.", True),
        ("This video doesn't feature any animals, let alone dogs.", False),
        ("Not one dog appears in this film.", False),
        ("A world in which dogs never existed.", False),
        ("We keep dogs out of this.", False),
        ("She keeps dogs and takes them out.", True),
        ("These dogs won't stop barking.", True),
        ("No dogs were harmed in this film.", True),
        ("A dog-proof fence.", False),
        ("No one leaves until the dog is gone.", True),
        ("There hasn't been a dog here in years.", False),
        ("The edit removes all dogs.", False),
    ],
)
def test_a_thing_is_taken_back_in_many_ways(text: str, named: bool) -> None:
    assert out("dogs", text) is named


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("roses", "My aunt Rose waves from the window."),
        ("panthers", "We watched as the Panthers won in overtime."),
        ("rivers", "In this one Joan Rivers tells a joke."),
        ("apples", "Apple shows a thinner phone."),
        ("golf", "An old Golf with a new engine."),
    ],
)
def test_a_name_is_no_thing(term: str, text: str) -> None:
    assert not out(term, text)


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("grandmothers", "He reads a letter to Grandma."),
        ("cars", "They arrive in Porsche and Audi models."),
        ("panthers", "The panthers sleep in a tree."),
        ("apples", "An apple falls."),
    ],
)
def test_what_has_a_capital_only_for_politeness_or_none_is_named(term: str, text: str) -> None:
    assert out(term, text)


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("cats", "A cat sleeps."),
        ("cats", "Cats nap in the sun."),
        ("cats", "A black cat crosses the street."),
        ("fish", "Fresh fish on ice."),
    ],
)
def test_words_that_could_be_a_fixed_phrase_say_what_they_say(term: str, text: str) -> None:
    assert out(term, text)


def test_words_of_a_fixed_phrase_may_stand_together_by_chance() -> None:
    assert out("jump scares", "Three jump scares in a row.")
    assert not out("jump scares", "His jump scares the pigeons.")


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("faces", "He faces the wall."),
        ("blood", "Baking is in their blood."),
        ("murder", "These stairs are murder on my knees."),
        ("fish", "A big fish in a small pond."),
        ("nails", "She nails the interview."),
        ("drinking", "He drank in the view."),
    ],
)
def test_a_turn_of_speech_names_nothing(term: str, text: str) -> None:
    assert not out(term, text)


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("pictures of spiders", "A tarantula."),
        ("anything with dogs", "A poodle."),
        ("violent scenes", "A violent fight."),
        ("football matches", "A football game."),
        ("people shouting", "A man yells."),
        ("anyone crying", "She weeps."),
        ("barking dogs", "A dog barks behind the fence."),
        ("dead animals", "A dead deer lies there."),
        ("bad language", "He swears a lot."),
        ("dogs/cats", "A cat sits."),
        ("spidres", "A spider."),
        ("alchohol", "Beer on tap."),
        ("Childern", "A toddler."),
    ],
)
def test_a_wish_is_read_whatever_its_wording(term: str, text: str) -> None:
    assert out(term, text)


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("big dogs", "A small dog on a big horse."),
        ("board games", "A game of tennis."),
        ("dead animals", "The animals watch. A dead tree falls."),
        ("Fortnite", "A fortnight by the sea."),
        ("lego", "A long leg."),
    ],
)
def test_a_wish_for_less_than_its_words_takes_no_more(term: str, text: str) -> None:
    assert not out(term, text)


def test_catalog_and_rule_agree_on_phrases_of_words_in_another_meaning(tmp_path: Path) -> None:
    fence = Clip(id="c", title="Fence", description="A dog barks behind the fence.")
    with Catalog.open(tmp_path / "home") as catalog:
        catalog.add([fence, Clip(id="d", title="Fence", description="A fence is painted white.")])
        found = catalog.search("fence", exclude=["barking dogs"])
    assert Exclusion(["barking dogs"]).excludes(fence)
    assert [candidate.clip.id for candidate in found] == ["d"]


def test_what_is_listed_under_a_term_is_reached_from_all_above_it() -> None:
    lexicon = open_lexicon()
    assert "trawler" in lexicon.kinds("boat") & lexicon.kinds("vehicle")
    assert "boxing" not in lexicon.kinds("violence")
    assert "crane" not in lexicon.kinds("animal")


def test_long_words_and_long_rows_of_names_are_read_in_one_pass() -> None:
    """Read again from each letter or capital, either would take hours."""
    assert "word" not in mentions(Clip(id="c", title="a" * 500_000 + "?none"))
    assert mentions(Clip(id="c", title="Lower. " + "Anna Rose " * 5_000))
    assert mentions(Clip(id="c", title="the " + "Roses" * 100_000))


@pytest.mark.parametrize(
    "text", ["", "#cat #dog", "Mochi in Kyoto", "El Niño explained in two minutes", "A dog sleeps."]
)
def test_english_and_what_tells_no_language_pass_for_english(text: str) -> None:
    assert is_english(text)


@pytest.mark.parametrize(
    "text", ["Ein Hund auf dem Sofa.", "Un perro duerme en el sofá.", "Un chien dort sur le canapé.", "一只狗在跑"]
)
def test_other_languages_and_scripts_do_not(text: str) -> None:
    assert not is_english(text)


def test_a_reply_says_where_another_language_hides_what_is_excluded(tmp_path: Path) -> None:
    with Catalog.open(tmp_path / "home") as catalog:
        catalog.add([Clip(id="en", title="Fresh pasta", description="A cook kneads dough for pasta.")])
        agent = Agent(catalog)
        assert not _doubts(agent.ask("pasta, no eggs", viewer="ann").notices)
        catalog.add(
            [Clip(id="de", title="Pasta wie in Rom", description="Ein Koch schlägt die Eier auf und mischt sie.")]
        )
        reply = agent.ask("pasta, no eggs", viewer="ben")
        assert {pick.clip.id for pick in reply.picks} == {"en", "de"}
        assert _doubts(reply.notices)


def _doubts(notices: list[str]) -> list[str]:
    return [line for line in notices if "another language than English" in line]
