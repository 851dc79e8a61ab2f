"""Reads a request: message and state in, calls out; the same words in the same state give the same reading."""

from __future__ import annotations

import re
from typing import Any

from reeltalk.agent.compiler import compile_calls
from reeltalk.agent.context import TurnContext
from reeltalk.agent.decoder import decode_tags
from reeltalk.agent.intents import Ask, Chat, ChatKind, Intent, Recommend, Search
from reeltalk.agent.names import Names
from reeltalk.agent.normaliser import normalise_request
from reeltalk.agent.situation import word_situation
from reeltalk.agent.tagger import default_tagger
from reeltalk.agent.tags import Tag, Tagged
from reeltalk.agent.topics import content_words, find_topic
from reeltalk.agent.turning import answer_question, take_offer
from reeltalk.agent.words import read_words
from reeltalk.retrieval.vocabulary import Vocabulary

VAGUE_QUESTION = "What would you like to watch: a topic, a mood, or shall I pick something for you?"
_CHATS: dict[str, ChatKind] = {
    "hi": "greeting",
    "thanks": "thanks",
    "bye": "bye",
    "about": "about",
    "scope": "scope",
    "rules": "rules",
}
_SURE_CHAT = 0.5
"""How sure the tagger must be that a message asks for nothing."""
_SURE_CHANGE = 0.5
"""How sure the tagger must be of what changes what is kept of a viewer; below, the words do nothing."""
_ABOUT = ("topic", "swap", "more")
_LASTING = ("never", "avoid", "always", "prefer", "forget", "like", "dislike", "seen")


def read_request(text: str, context: TurnContext, vocabulary: Vocabulary | None) -> list[dict[str, Any]]:
    """The tool calls, `{"name", "args"}` with handles for clips, that a request leads to; none where no call is due."""
    return compile_calls(read_intents(text, context, vocabulary), context)


def read_intents(text: str, context: TurnContext, vocabulary: Vocabulary | None = None) -> list[Intent]:
    """What a request asks for, in order."""
    names = _names_of(vocabulary)
    even = normalise_request(text, _known_words(context, names))
    answer = take_offer(even, context) or answer_question(even, context)
    if answer is not None:
        return answer
    tagged = default_tagger().tag(even, word_situation(context))
    if _asks_nothing(tagged):
        return [Chat(_CHATS.get(tagged.kind, "unclear"))]
    tagged = _without_doubtful(tagged)
    if tagged.having("vague") and not tagged.having(*_ABOUT):
        return (
            _fall_back(even, context, vocabulary) if _names_subject(even) else [_ask_or_recommend(context, vocabulary)]
        )
    return decode_tags(tagged, context, names) or _fall_back(even, context, vocabulary)


_NO_SUBJECT = read_words(
    "bored boring entertain entertainment idea ideas random interesting interested cool fun usual whatever anything "
    "dunno surprise film films movie movies show shows programme telly tv youtube screen play put wanna bit something "
    "decent background noise mood kill distract hmm list thingy remember saw seen before"
)
_FEW_WORDS = 4


def _names_subject(text: str) -> bool:
    """Whether a short request has a word for a subject after all: "something at dawn"."""
    return len(text.split()) <= _FEW_WORDS and bool(set(content_words(text)) - _NO_SUBJECT)


def _asks_nothing(tagged: Tagged) -> bool:
    """Whether the tagger takes the whole message for small talk, out of scope or an attempt at the rules.

    In doubt it is a request: a search that was not meant is a smaller harm than a wish that is not heard.
    """
    if tagged.kind == "act" or (tagged.kind in ("hi", "bye") and _is_one_subject(tagged.text)):
        return False
    return tagged.sure > _SURE_CHAT or (not tagged.tags and not content_words(tagged.text))


_GREETINGS = read_words(
    "hi hey hello hallo hullo hiya heya howdy yo sup wassup whatsup greetings morning evening afternoon night hola "
    "ciao bonjour salut salaam namaste ola aloha gday holla bye goodbye cheerio ta cya later ttyl farewell adios "
    "tschuss cheers"
)


def _is_one_subject(text: str) -> bool:
    """Whether a message is one common word that greets nobody: "holiday" only looks like "hola"."""
    from wordfreq import zipf_frequency

    words = content_words(text)
    return len(words) == 1 and words[0] not in _GREETINGS and zipf_frequency(words[0], "en") >= _COMMON


_COMMON = 3.0
"""Zipf frequency of a word that many know."""


def _without_doubtful(tagged: Tagged) -> Tagged:
    """Without tags that would change what is kept of the viewer on a doubtful reading, and subjects without a word."""

    def holds(tag: Tag) -> bool:
        if tag.label in _ABOUT:
            return re.search(r"\w", tagged.words(tag)) is not None
        return tag.label not in _LASTING or tag.sure >= _SURE_CHANGE

    return Tagged(tagged.text, tuple(tag for tag in tagged.tags if holds(tag)), tagged.kind, tagged.sure)


def _fall_back(text: str, context: TurnContext, vocabulary: Vocabulary | None) -> list[Intent]:
    """A search for the words that say something, where the tags say nothing; it changes nothing that lasts."""
    topic = find_topic(text)
    if content_words(topic):
        return [Search(topic, "new", {})]
    if not re.search(r"\w", text):
        return [Chat("unclear")]
    return [_ask_or_recommend(context, vocabulary)]


def _ask_or_recommend(context: TurnContext, vocabulary: Vocabulary | None) -> Intent:
    """A question where the wish is too vague; never twice in a row."""
    if context.question or "ask_viewer" in context.last_calls:
        return Recommend()
    counts = vocabulary.categories if vocabulary is not None else {}
    popular = sorted(counts, key=lambda name: -counts[name])[:4]
    return Ask(VAGUE_QUESTION, (*popular, "Surprise me"))


def _known_words(context: TurnContext, names: Names) -> set[str]:
    known = {word for clip in context.shown for word in clip.title.lower().split()}
    return known | {word for name in (*names.creators, *names.categories) for word in name.lower().split()}


def _names_of(vocabulary: Vocabulary | None) -> Names:
    if vocabulary is None:
        return Names()
    return Names(tuple(vocabulary.creators), tuple(vocabulary.categories), tuple(vocabulary.tags))
