"""The part of a request that says which clips: topic and constraints, read in one fixed order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from reeltalk.agent.context import TurnContext
from reeltalk.agent.critiques import choose_mode, correct_text, read_dropped_words, read_too
from reeltalk.agent.dates import read_dates
from reeltalk.agent.degrees import read_degrees, read_relaxations
from reeltalk.agent.durations import read_durations, read_time_at_hand
from reeltalk.agent.exclusions import read_exclusions
from reeltalk.agent.intents import Search
from reeltalk.agent.languages import read_language, read_understood
from reeltalk.agent.numbers import NUMBER
from reeltalk.agent.orders import read_orders
from reeltalk.agent.sources import read_sources
from reeltalk.agent.spans import Reading
from reeltalk.agent.topics import content_words, find_topic
from reeltalk.agent.words import read_words


@dataclass(frozen=True)
class Names:
    """The catalog's own names, as a reader needs them."""

    creators: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


def read_constraints(text: str, context: TurnContext, names: Names) -> Reading:
    """Every constraint in a text, and what is left of it."""
    wish = context.wish.args
    critique = bool(wish)
    reading = read_relaxations(Reading(text))
    reading = read_durations(reading)
    reading = read_dates(reading, context.today)
    reading = read_orders(reading, critique=critique)
    reading = read_language(reading, critique=critique)
    reading = read_sources(reading, names.creators, names.categories, names.tags)
    reading = read_too(reading)
    reading = read_degrees(reading, wish, context.shown)
    return read_exclusions(reading, list(wish.get("exclude") or ()))


def read_search(text: str, said: str, context: TurnContext, names: Names) -> Search:
    """The search or critique that a text asks for; `said` is background, used where the text has no topic."""
    text = correct_text(text)
    query = str(context.wish.args.get("query") or "")
    text = complete_text(text, context)
    at_hand = {**read_time_at_hand(said), **read_understood(said)}
    if at_hand:
        text = _FITTING.sub(" ", text)
    reading = read_constraints(text, context, names)
    reading, kept = read_dropped_words(reading, query)
    topic = find_topic(_without_complaint(reading) if context.wish.args else reading.text)
    changes = {**at_hand, **reading.found}
    added = str(changes.pop("add", ""))
    if kept != query:
        changes["kept_query"] = kept
    if not content_words(topic):
        topic = "" if changes or added or not topic else topic
    if said and _lacks_topic(topic, text, changes, has_wish=bool(context.wish.args)):
        topic = " ".join(part for part in (find_topic(said), topic) if part)
    if not context.wish.args:
        return Search(" ".join(part for part in (topic, added) if part), "new", changes)
    mode = choose_mode(text, topic, query)
    return Search(" ".join(part for part in (topic, added) if part), mode, changes)


_FOR_WHOM = read_words(
    "adults adult kids kid children beginners beginner starting start zero scratch seniors teens teenagers toddlers "
    "women men students complete absolute total older young people level basics basic tips ideas "
    "advice short quick easy simple tonight"
)
_FITTING = re.compile(
    r"\b(?:(?:that|which)\s+)?(?:fits?|lasts?|works?|done)\s+(?:in|into|within|for|with|inside)?\s*"
    r"(?:that|it|this|those|them|her|him)(?:\s+(?:time|slot|window))?\b|\bin\s+that\s+time\b",
    re.I,
)


_COMPLAINT = re.compile(
    r"^\W*(?:(?:hmm+|ok|okay|no|well|oh|but|meh|nah)[\s,]+)*(?:those|these|they|it|all\s+of\s+(?:those|these|them))\s+"
    r"(?!.*\b(?:about|should|must|has|have|needs?)\b)[\w']+(?:\s+[\w']+){0,3}?(?=\s*[,.;¦])",
    re.I,
)


def _without_complaint(reading: Reading) -> str:
    """What is left without "those drag, …", where a constraint says what is wanted instead."""
    return _COMPLAINT.sub(" ", reading.text, count=1) if reading.found else reading.text


def complete_text(text: str, context: TurnContext) -> str:
    """The text with what it leaves out after the turn before: "make it fifteen" (minutes), "or cheese" (no)."""
    before = context.previous
    number = re.fullmatch(
        rf"\W*(?:(?:no|ok|hmm+|actually|maybe|well|or|sorry)[\s,]+)*(?:make\s+(?:it|that)|say|"
        rf"(?:raise|increase|bump|extend|stretch|lower|reduce|cut|change|push|bring|take)\s+(?:it|"
        rf"that|this)\s+(?:up\s+|down\s+)?to|up\s+to|"
        rf"try)\s+(?P<n>{NUMBER})\W*",
        text,
        re.I,
    )
    length = read_durations(Reading(before)).found
    if number is not None and length and "limit" not in read_orders(Reading(before), critique=True).found:
        unit = "seconds" if max(length.values()) < 60 or re.search(r"\bsec", before, re.I) else "minutes"
        return f"{'at least' if 'min_seconds' in length else 'at most'} {number['n']} {unit}"
    more = re.match(r"^\W*(?:n?or|and\s+(?:also\s+)?(?:no|not))\s+(?=\w)", text, re.I)
    if (
        more is not None
        and context.wish.args.get("exclude")
        and read_exclusions(Reading(before), []).found.get("exclude")
    ):
        return f"no {text[more.end() :]}"
    return text


def _lacks_topic(topic: str, text: str, changes: dict[str, Any], *, has_wish: bool) -> bool:
    if not content_words(topic):
        return not has_wish or not changes
    if not has_wish and set(content_words(topic)) <= _FOR_WHOM:
        return True
    pointing = re.search(r"\b(?:that|it|this|these|those|them|one)\b", text, re.I)
    return pointing is not None and not has_wish and len(content_words(topic)) < 7
