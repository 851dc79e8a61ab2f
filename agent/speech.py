"""What a model may say in the running turn: its words held against what was found, the instructions and the policy."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from langchain_core.messages import HumanMessage

from reeltalk.agent.parts import Parts
from reeltalk.agent.policy import Policy
from reeltalk.agent.prompts import tell_instructions
from reeltalk.agent.standing import text_stands
from reeltalk.agent.state import State
from reeltalk.retrieval.catalog import Catalog
from reeltalk.retrieval.clip import Clip
from reeltalk.retrieval.constraints import Constraints

NEAR = 20
"""Clips looked at for each sentence, whether their titles stand in it."""
MOST_SENTENCES = 12
"""Sentences of an answer that are looked at; a longer answer is not shown."""
_SENTENCE = re.compile(r"[^.!?…\n]+")


def open_check(state: State, parts: Parts) -> Callable[[str], bool]:
    """What tells of a model's text whether the viewer may read it; made once a model call, as it remembers sentences.

    A text stands where `text_stands` holds it against the clips found in this turn and those that the viewer asked
    about, names no other clip of the catalog, repeats none of the instructions and keeps to the policy.
    """
    told = parts.catalog.get(dict.fromkeys([*_found_ids(state), *_told_ids(state)]))
    known = [*_known(state)]
    request = _request(state)
    secret = tell_instructions(_confidential(parts.policy))
    near = lru_cache(maxsize=64)(lambda sentence: tuple(_find_near(sentence, parts.catalog)))

    def elsewhere(text: str) -> Iterator[Clip]:
        for sentence in _split(text):
            yield from near(sentence)

    def stands(text: str) -> bool:
        return (
            len(_split(text)) <= MOST_SENTENCES
            and parts.policy.keeps_to(text)
            and text_stands(text, told, request, known=known, secret=secret, elsewhere=elsewhere)
        )

    return stands


def _split(text: str) -> list[str]:
    return [one.strip() for one in _SENTENCE.findall(text) if len(one.strip()) > 2]


def _find_near(sentence: str, catalog: Catalog) -> list[Clip]:
    return [one.clip for one in catalog.retrieve(sentence, Constraints(), depth=NEAR).candidates]


def _confidential(policy: Policy) -> str:
    """The rules besides those that are there to be disclosed."""
    return Policy(tuple(rule for rule in policy.rules if not rule.check.startswith("disclose"))).render()


def _found_ids(state: State) -> list[str]:
    return [one["id"] for one in state.get("found", [])]


def _told_ids(state: State) -> list[str]:
    """The clips that this turn's calls name: what the viewer asks about."""
    named: list[Any] = []
    for call in state.get("calls", []):
        if call["ok"]:
            named += [call["args"].get("clip"), *(call["args"].get("clips") or ())]
    return [one for one in named if isinstance(one, str)]


def _known(state: State) -> Iterator[str]:
    """Other texts that a reply may quote: the viewer's earlier words and tastes, what a call was asked and counted."""
    context = state["context"]
    yield str(context.get("previous", ""))
    yield from (str(taste["text"]) for taste in context.get("preferences", ()))
    for call in state.get("calls", []):
        if call["ok"]:
            yield json.dumps(call["args"], ensure_ascii=False)
            yield from (str(one["value"]) for one in call["content"].get("values", ()))


def _request(state: State) -> str:
    return next(one.text for one in reversed(state["messages"]) if isinstance(one, HumanMessage))
