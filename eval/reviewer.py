"""Finds a simulated viewer's own errors: what it says against what it wants."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reeltalk.eval.goals import Leg
from reeltalk.eval.items import Shelf, words_of
from reeltalk.eval.model_client import ModelClient
from reeltalk.eval.predicates import Predicate
from reeltalk.eval.wordings import LANGUAGES

LONGEST = 60
"""Words of an utterance at most: nobody types an essay."""
_SERVANT = re.compile(
    r"\b(as an ai|i can help you|here are (some|a few) (clips|videos|recommendations)|my recommendation)", re.I
)


@dataclass(frozen=True)
class Review:
    """What is wrong with an utterance."""

    errors: tuple[str, ...] = ()

    @property
    def passes(self) -> bool:
        """Whether nothing is."""
        return not self.errors


def review_by_rules(text: str, leg: Leg, shelf: Shelf) -> Review:
    """The errors that code can tell: empty, an essay, an assistant's words, a hidden condition, one never wanted."""
    words = frozenset(words_of(text))
    errors = []
    if not words:
        errors.append("says nothing")
    if len(text.split()) > LONGEST:
        errors.append(f"says more than {LONGEST} words")
    if _SERVANT.search(text):
        errors.append("speaks as the assistant")
    errors += [
        f"tells the hidden condition {one.name}" for one in leg.predicates if _tells_hidden(one, words, leg, shelf)
    ]
    wanted = {LANGUAGES.get(str(one.value), "").casefold() for one in leg.predicates if one.kind == "language"}
    known = {name.casefold() for name in LANGUAGES.values()}
    errors += [f"wants {name}, which is not its wish" for name in sorted((words & known) - wanted)]
    return Review(tuple(errors))


def _tells_hidden(predicate: Predicate, words: frozenset[str], leg: Leg, shelf: Shelf) -> bool:
    if predicate.telling != "hidden":
        return False
    stated = frozenset(word for one in leg.stated for word in words_of(_name(one, shelf)))
    telling = frozenset(words_of(_name(predicate, shelf))) - stated
    return bool(telling) and telling <= words


def _name(predicate: Predicate, shelf: Shelf) -> str:
    if predicate.kind in ("about", "without"):
        return shelf.labels[str(predicate.value)].name
    if predicate.kind == "language":
        return LANGUAGES.get(str(predicate.value), str(predicate.value))
    return str(predicate.value) if predicate.value != "" else predicate.kind


PROMPT = """You check a simulated viewer of a video catalog. You get what the viewer may say it wants and what it said.
Answer with one JSON object: {"consistent": true or false, "why": "a few words"}.
It is inconsistent when the viewer asks for something that is not in its list, contradicts the list, or talks like an
assistant. Rejecting clips, being brief, and leaving wishes out are all fine."""


def review_by_model(text: str, wishes: Sequence[str], client: ModelClient) -> Review:
    """The errors that a model sees. Raises `ModelError`."""
    found = client.ask(PROMPT, f"It may want: {'; '.join(wishes)}\nIt said: {text}", ("consistent",))
    return Review() if found["consistent"] in (True, "true") else Review((str(found.get("why") or "inconsistent"),))
