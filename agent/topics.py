"""Words that say what a request is about."""

from __future__ import annotations

import re

from reeltalk.agent.words import read_words

MAX_WORDS = 40
"""Longer topics are cut: an encoder reads no more, and a search needs no more."""

_EDGE_WORDS = read_words(
    "the a an of for with in on at to and or but is are was be that it some any only just about from "
    "by so then this these those i me my you your we us like as if"
)
_SMALL = _EDGE_WORDS | read_words(
    "videos video clips clip vid vids one ones stuff something anything thing things nothing show "
    "find give please good nice more other others another great best some want need watch see look "
    "looking maybe really very can could would will do does did have has had got get not no yes ok "
    "okay thanks now then again instead too there here what which who how why when where them they "
    "he she it's i'm i've don't can't his her their our up out over under into all each every much "
    "many bit lot lots kind sort type way if than because since while also still just even well let "
    "let's go going make made know time today tonight say were been um uh erm hmm fine mean better wait hand help"
)


def find_topic(text: str) -> str:
    """A text from its first to its last word that says something; for texts that nothing better is known of.

    >>> find_topic("can you please show me how black holes work")
    'black holes work'
    """
    words = text.split()
    said = [place for place, word in enumerate(words) if content_words(word)]
    return " ".join(words[said[0] : said[-1] + 1][:MAX_WORDS]).strip(" ,.;:!?") if said else ""


def content_words(text: str) -> list[str]:
    """The words of a text that say something about a topic, in small letters."""
    return [word for word in re.findall(r"[^\W_]+(?:'[^\W_]+)?", text.lower()) if word not in _SMALL]
