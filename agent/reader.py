"""Reads a request by rules: message and state in, calls out; the same words give the same reading."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from reeltalk.agent.clauses import Clause, is_request, is_statement, split_background, split_clauses
from reeltalk.agent.compiler import compile_calls
from reeltalk.agent.context import TurnContext
from reeltalk.agent.intents import (
    Ask,
    Chat,
    Details,
    Explain,
    Forget,
    Intent,
    Rate,
    Recommend,
    Remember,
    Search,
    Similar,
)
from reeltalk.agent.normaliser import normalise_request
from reeltalk.agent.offers import asks_more, asks_recommendation, is_vague
from reeltalk.agent.questions import read_catalog, read_catalog_again, read_details, read_why
from reeltalk.agent.references import find_references
from reeltalk.agent.resemblance import read_similar
from reeltalk.agent.smalltalk import breaks_rules, is_out_of_scope, read_small_talk
from reeltalk.agent.tastes import read_forget, read_remember
from reeltalk.agent.topics import content_words, find_topic
from reeltalk.agent.turning import answer_question, take_offer
from reeltalk.agent.verdicts import read_verdict
from reeltalk.agent.wishes import Names, read_constraints, read_search
from reeltalk.agent.words import read_words
from reeltalk.retrieval.vocabulary import Vocabulary

VAGUE_QUESTION = "What would you like to watch: a topic, a mood, or shall I pick something for you?"


def read_request(text: str, context: TurnContext, vocabulary: Vocabulary | None) -> list[dict[str, Any]]:
    """The tool calls, `{"name", "args"}` with handles for clips, that a request leads to; none where no call is due."""
    return compile_calls(read_intents(text, context, vocabulary), context)


def read_intents(text: str, context: TurnContext, vocabulary: Vocabulary | None = None) -> list[Intent]:
    """What a request asks for, in order."""
    names = _names_of(vocabulary)
    known = {word for clip in context.shown for word in clip.title.lower().split()}
    known |= {word for name in (*names.creators, *names.categories) for word in name.lower().split()}
    even = normalise_request(text, known)
    whole = _read_whole(even, context)
    if whole is not None:
        return whole
    intents = _read_clauses(even, context, names)
    return _settle(intents, context) or [_ask_or_recommend(context, vocabulary)]


def _read_whole(text: str, context: TurnContext) -> list[Intent] | None:
    """What can only be told from the whole message: rule breaking, answers, small talk."""
    if breaks_rules(text):
        return [Chat("rules")]
    answer = take_offer(text, context) or answer_question(text, context)
    if answer is not None:
        return answer
    talk = read_small_talk(text)
    if talk is not None:
        return [Chat(talk)]
    if is_out_of_scope(text, shown=bool(context.shown)) and not is_request(text):
        return [Chat("scope")]
    return None


def _read_clauses(text: str, context: TurnContext, names: Names) -> list[Intent]:
    intents: list[Intent] = []
    content: list[str] = []
    previous = context.previous
    clauses = split_clauses(text)
    for place, clause in enumerate(clauses):
        alone = len(clauses) == 1
        found = _read_act(clause, context, previous, intents, alone=alone, names=names)
        previous = f"{previous}. {clause.text}"
        if found is None:
            content.append(clause.text)
        elif found and isinstance(found[0], Similar | Recommend) and place + 1 < len(clauses):
            intents += found
        else:
            intents += found
    return intents + _read_content(content, intents, context, names)


_Reader = Callable[[], list[Intent]]


def _read_act(
    clause: Clause, context: TurnContext, previous: str, before: list[Intent], *, alone: bool, names: Names
) -> list[Intent] | None:
    """The acts of one clause; an empty list where it says nothing; None where it says which clips."""
    text = clause.text
    shown = context.shown
    if read_small_talk(text) is not None:
        return []
    readers: list[_Reader] = [
        partial(_one, lambda: _read_again(text, context, alone=alone)),
        partial(_one, lambda: read_forget(text, context.preferences)),
        partial(_one, partial(_read_taste, text, context, alone=alone)),
        partial(_one, lambda: read_similar(text, context, previous, names)),
        partial(_one, lambda: read_why(text, shown, previous)),
        lambda: list(read_verdict(text, shown, previous)),
        partial(_one, lambda: read_details(text, shown, previous)),
        partial(_one, lambda: _read_catalog(text, context, names)),
        lambda: _read_open(text, context, before, names),
    ]
    for read in readers:
        found = read()
        if found:
            return found
    if is_out_of_scope(text, shown=bool(shown)) and not is_request(text):
        return [Chat("scope")]
    return [Chat("unclear")] if _is_remark(text, context, names) else None


_CATALOG_PART = re.compile(
    r"\b(?:categor\w+|genres?|topics?|tags?|languages?|creators?|channels?|lengths?|kinds?)\b", re.I
)
_NARROWING = ("language", "creator", "min_seconds", "max_seconds", "published_after", "published_before", "popularity")


def _read_catalog(text: str, context: TurnContext, names: Names) -> Intent | None:
    again = read_catalog_again(text) if "browse_catalog" in context.last_calls else None
    found = again or read_catalog(text)
    if found is None or _CATALOG_PART.search(text):
        return found
    named = read_constraints(text, context, names).found
    return None if any(named.get(name) for name in _NARROWING) else found


def _is_remark(text: str, context: TurnContext, names: Names) -> bool:
    """Whether a clause says of a pick what we cannot judge: no verdict, and no search for its words either."""
    refs = find_references(text, context.shown)
    if not refs or content_words(text[: refs[0].start]) or is_request(text) or text.rstrip().endswith("?"):
        return False
    return bool(_REMARK.match(text[refs[0].end :])) and not read_constraints(text, context, names).found


_REMARK = re.compile(
    r"\W*(?:one\s+|video\s+|clip\s+)?(?:(?:really|just|also|kind\s+of|totally|absolutely)\s+)*(?:was|is|made|had|gave|got|left|"
    r"felt|sent|did|went|kept|took|reminded|turned|blew|has|brought|set|hit|struck|seemed|looked)\b",
    re.I,
)


def _read_again(text: str, context: TurnContext, *, alone: bool) -> Intent | None:
    """ "and the first?" after a question about another pick: the same question."""
    refs = find_references(text, context.shown) if alone else []
    if len(refs) != 1 or not re.match(r"\W*(?:(?:ok|okay|and|what|how|about|so|for)\s+)+(?=\S)", text, re.I):
        return None
    if content_words(text[: refs[0].start] + " " + text[refs[0].end :]):
        return None
    if "explain_pick" in context.last_calls:
        return Explain(refs[0].handles)
    return Details(refs[0].handles, context.previous) if "clip_details" in context.last_calls else None


def _one(read: Callable[[], Intent | None]) -> list[Intent]:
    found = read()
    return [] if found is None else [found]


def _read_taste(text: str, context: TurnContext, *, alone: bool) -> Remember | None:
    if find_references(text, context.shown):
        return None
    return read_remember(text, standing=alone and not context.wish.args and _is_plain_hate(text))


def _is_plain_hate(text: str) -> bool:
    return bool(
        re.match(
            r"^\W*(?:i|we)\s+(?:really\s+|absolutely\s+|just\s+)*(?:hate|can't\s+stand|loathe|detest|despise)\s",
            text,
            re.I,
        )
    )


def _read_open(text: str, context: TurnContext, before: list[Intent], names: Names) -> list[Intent]:
    """Requests without a topic: more of the same, or whatever we recommend."""
    if asks_more(text) and not context.question:
        liked = next((one for one in before if isinstance(one, Rate) and one.verdict == "like"), None)
        if liked is not None and not re.search(r"\b(?:else|different|other)\b", text, re.I):
            return [Similar(liked.clips[0])]
        if context.wish.args:
            return [Search("", "refine", {})]
    rest = read_constraints(text, context, names)
    if asks_recommendation(rest.text) or asks_recommendation(text):
        changes = {name: value for name, value in rest.found.items() if name != "add"}
        return [Recommend(changes)]
    return []


def _read_content(content: list[str], acts: list[Intent], context: TurnContext, names: Names) -> list[Intent]:
    """The search that the clauses without an act of their own make together."""
    parts = [split_background(text) for text in content]
    asked = ". ".join(text.strip(" .") if is_statement(text) else text for text, _ in parts if text.strip(" ,."))
    said = ". ".join(text for _, text in parts if text)
    if not asked and (acts or not said):
        return []
    if not asked:
        asked, said = said, ""
    host = next((place for place, one in enumerate(acts) if isinstance(one, Similar | Recommend)), None)
    search = read_search(asked, said, context, names)
    if not search.changes and is_vague(asked) and not (said or context.wish.args):
        return []
    if host is not None:
        return _fold_in(acts, host, search)
    if acts and not content_words(search.topic) and not search.changes:
        return []
    if acts and not search.changes and _only_echo(search.topic):
        return []
    if any(isinstance(one, Forget) for one in acts) and not is_request(asked) and search.mode != "new":
        return []
    return [search]


def _only_echo(topic: str) -> bool:
    return set(content_words(topic)) <= read_words(
        "ever again period seriously honestly exceptions mind keep please scary boring awful gross "
        "sorry always never usually tbh future later record remember haha sure"
    )


def _fold_in(acts: list[Intent], host: int, search: Search) -> list[Intent]:
    """Constraints said in another sentence belong to the request for similar or recommended clips."""
    one = acts[host]
    changes = {name: value for name, value in search.changes.items() if name not in ("kept_query", "drop_exclude")}
    if isinstance(one, Similar):
        words = content_words(search.topic)
        change = f"{one.change} {search.topic}".strip() if words else one.change
        acts[host] = Similar(one.clip, change, {**one.changes, **changes})
    elif isinstance(one, Recommend):
        if content_words(search.topic) and len(content_words(search.topic)) < 8:
            acts[host] = Search(search.topic, "new", {**one.changes, **changes})
        else:
            acts[host] = Recommend({**one.changes, **changes})
    return []


def _settle(intents: list[Intent], context: TurnContext) -> list[Intent]:
    """Without small talk beside acts, and without a search that asks for nothing."""
    kept = [one for one in intents if not isinstance(one, Chat)] or intents
    settled: list[Intent] = []
    for one in kept:
        if (
            isinstance(one, Search)
            and not one.changes
            and is_vague(one.topic)
            and (one.mode == "new" or not context.wish.args)
        ):
            continue
        settled.append(one)
    return settled


def _ask_or_recommend(context: TurnContext, vocabulary: Vocabulary | None) -> Intent:
    """A question where the wish is too vague; never twice in a row."""
    if context.question or "ask_viewer" in context.last_calls:
        return Recommend()
    counts = vocabulary.categories if vocabulary is not None else {}
    popular = sorted(counts, key=lambda name: -counts[name])[:4]
    return Ask(VAGUE_QUESTION, (*popular, "Surprise me"))


def _names_of(vocabulary: Vocabulary | None) -> Names:
    if vocabulary is None:
        return Names()
    return Names(tuple(vocabulary.creators), tuple(vocabulary.categories), tuple(vocabulary.tags))


__all__ = ["find_topic", "read_intents", "read_request"]
