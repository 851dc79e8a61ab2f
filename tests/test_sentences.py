"""Passages: verbatim, ordered, and cut where a reader would."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reeltalk.retrieval.clip import Clip, Moment
from reeltalk.retrieval.sentences import MAX_LETTERS, MAX_PASSAGES, clip_passages, split_sentences, whole_text


def cut(text: str) -> list[str]:
    return [passage.text for passage in split_sentences(text)]


def test_sentences_end_where_a_reader_would_end_them() -> None:
    assert cut("A cat jumps. It lands on Dr. Miller's desk! Is that 3.5 metres high? Yes, it really is.") == [
        "A cat jumps.",
        "It lands on Dr. Miller's desk!",
        "Is that 3.5 metres high?",
        "Yes, it really is.",
    ]


def test_other_scripts_lines_and_quotes_end_sentences_too() -> None:
    assert (
        cut("猫がとても高くジャンプしました。犬はその下でずっと待っています。")[0] == "猫がとても高くジャンプしました。"
    )
    assert cut("- a cat on a roof\n- a dog in a car") == ["- a cat on a roof", "- a dog in a car"]
    assert cut('He says "this is so good." Then he leaves the room.') == [
        'He says "this is so good."',
        "Then he leaves the room.",
    ]


def test_a_very_short_sentence_joins_its_neighbour() -> None:
    assert cut("Wow! A cat jumps over the fence. Nice.") == ["Wow! A cat jumps over the fence. Nice."]


def test_nothing_to_read_gives_no_passage() -> None:
    assert cut("") == cut(" \n\t ") == []


@given(st.text(max_size=2000))
def test_passages_are_verbatim_in_order_and_lose_no_letter(text: str) -> None:
    at = 0
    for passage in split_sentences(text):
        found = text.index(passage.text, at)
        assert not text[at:found].strip()
        assert passage.text == passage.text.strip() != ""
        assert len(passage.text) <= MAX_LETTERS + 2 * len("Wow! ") + 12
        at = found + len(passage.text)
    assert not text[at:].strip()


def test_a_clip_passes_its_moments_first_then_notes_texts_and_title() -> None:
    clip = Clip(
        id="a",
        title="Cats",
        description="A cat jumps over a fence.",
        descriptions={"short": "A jumping cat is seen."},
        notes="It is the cat of my neighbour.",
        moments=(Moment(start_s=2, end_s=4, text="The cat takes off at last."),),
    )
    passages = clip_passages(clip)
    assert [passage.field for passage in passages] == ["moments", "notes", "description", "descriptions.short", "title"]
    assert (passages[0].start_s, passages[0].end_s) == (2, 4)
    assert passages[1].start_s is None


def test_every_clip_has_a_passage_and_none_has_too_many() -> None:
    assert len(clip_passages(Clip(id="a", title="…"))) == 1
    assert len(clip_passages(Clip(id="a", description="This is a sentence of words.\n" * 5000))) == MAX_PASSAGES


def test_the_whole_text_holds_title_notes_and_description_or_what_stands_for_it() -> None:
    assert whole_text(Clip(id="a", title="T", description="D", notes="N")) == "T\nN\nD"
    assert whole_text(Clip(id="a", title="T", descriptions={"short": "S"})) == "T\nS"


def test_a_sentence_goes_on_after_what_it_cites() -> None:
    text = 'He sneezes "HATSCHI!" in huge letters. Then he says "Bless me." The end of it.'
    assert [passage.text for passage in split_sentences(text)] == [
        'He sneezes "HATSCHI!" in huge letters.',
        'Then he says "Bless me."',
        "The end of it.",
    ]


def test_a_quotation_is_not_cut_in_the_middle() -> None:
    text = 'He says: "The bus, then. Or the train." She laughs about it. A 20" screen falls. '
    text += "„Gut. Dann eben so, bitte.“ Ende der ganzen Fahrt."
    assert [passage.text for passage in split_sentences(text)] == [
        'He says: "The bus, then. Or the train."',
        "She laughs about it.",
        'A 20" screen falls.',
        "„Gut. Dann eben so, bitte.“",
        "Ende der ganzen Fahrt.",
    ]
