"""Turns the tags of a request into what it asks for; the compiler turns that into calls."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from reeltalk.agent.categories import settle_categories
from reeltalk.agent.context import TurnContext
from reeltalk.agent.drops import read_drop, settle_taken_back
from reeltalk.agent.durations import Values, find_amount_ahead, find_amount_behind, has_amount
from reeltalk.agent.intents import (
    Browse,
    Forget,
    Intent,
    Recommend,
    Remember,
    Search,
    Similar,
)
from reeltalk.agent.kin import exchange_kin
from reeltalk.agent.limits import LIMIT_LABELS, read_limit
from reeltalk.agent.names import Names
from reeltalk.agent.opposites import OPPOSITES
from reeltalk.agent.pointing import POINTING, find_seed, read_bare, read_pointing
from reeltalk.agent.settling import settle_tags
from reeltalk.agent.tags import Tag, Tagged
from reeltalk.agent.topics import content_words
from reeltalk.agent.words import is_alike, read_words, tidy_words

_TASTES: dict[str, tuple[Literal["like", "dislike"], Literal["always", "usually"]]] = {
    "never": ("dislike", "always"),
    "avoid": ("dislike", "usually"),
    "always": ("like", "always"),
    "prefer": ("like", "usually"),
}


def decode_tags(tagged: Tagged, context: TurnContext, names: Names) -> list[Intent]:
    """What a tagged request asks for, in order; an empty list where its tags say nothing that can be done."""
    tagged = settle_categories(settle_tags(tagged, context, names), context, names)
    tagged = settle_taken_back(tagged, context)
    wish = _read_wish(tagged, context, names)
    acts = _read_tastes(tagged, context) + read_pointing(tagged, context)
    if tagged.tags and {tag.label for tag in tagged.tags} == {"ref"}:
        acts += read_bare(tagged, context)
    return acts + _read_catalog(tagged) + _read_clips(tagged, context, wish)


def _read_tastes(tagged: Tagged, context: TurnContext) -> list[Intent]:
    named = [_name_taste(tagged.words(tag), context) for tag in tagged.having("forget")]
    found: list[Intent] = [Forget(name) for name in named if content_words(name) or _ALL.search(name)]
    for tag in _merge_listed(tagged, tagged.having(*_TASTES)):
        polarity, strength = _TASTES[tag.label]
        strength = _say_strength(tagged.text[: tag.start]) or strength
        thing = _trim_thing(tagged.words(tag))
        if content_words(thing):
            found.append(Remember(thing, polarity, strength))
    return found


_ALL = re.compile(r"\b(?:all|any|every)", re.I)
_FIRMLY = re.compile(r"\b(?:always|never|ever|every (?:single )?time|without exception|under no circumstances)\b", re.I)
_MOSTLY = re.compile(
    r"\b(?:usually|generally|normally|mostly|mainly|often|typically|tend|as a rule|by and large)\b", re.I
)


def _say_strength(before: str) -> Literal["always", "usually"] | None:
    """How firm a taste is by the adverb that stands before it in its clause; None where none does, or both do."""
    clause = re.split(r"[.!?;,]\s", before)[-1]
    firmly, mostly = _FIRMLY.search(clause), _MOSTLY.search(clause)
    if bool(firmly) == bool(mostly):
        return None
    return "always" if firmly else "usually"


def _name_taste(words: str, context: TurnContext) -> str:
    """The thing that is forgotten; "that preference" is the taste told last."""
    thing = _trim_thing(words)
    pointing = re.fullmatch(
        r"(?:(?:that|this|it|the|my|last|preference|taste|rule|one|thing|bit|what i (?:said|told you))\s*)+",
        thing,
        re.I,
    )
    return context.preferences[-1].text if pointing and context.preferences else thing


def _merge_listed(tagged: Tagged, tags: Sequence[Tag]) -> list[Tag]:
    """ "needles or injections" is one taste: tags of one label with nothing but a comma, "and" or "or" between them."""
    merged: list[Tag] = []
    for tag in tags:
        last = merged[-1] if merged else None
        listed = last and re.fullmatch(r"\s*(?:,|/|&|\bn\b|\band\b|\bor\b|\s)+\s*", tagged.text[last.end : tag.start])
        if last and listed and last.label == tag.label:
            merged[-1] = Tag(tag.label, last.start, tag.end, min(last.sure, tag.sure))
        else:
            merged.append(tag)
    return merged


@dataclass(frozen=True)
class _Wish:
    """What a request says of clips."""

    topic: str
    swap: str
    more: str
    changes: Values


def _read_wish(tagged: Tagged, context: TurnContext, names: Names) -> _Wish:
    changes: dict[str, Any] = {}
    exclude = [_trim_thing(tagged.words(tag)) for tag in tagged.having("exclude")]
    more = [words for tag in tagged.having("more") if (words := tidy_words(tagged.words(tag))).lower() not in _LINKS]
    for tag in tagged.having(*LIMIT_LABELS):
        if tag.label in _FIELDS and _ALL_BUT.search(tagged.text[: tag.start]):
            left, dropped = _leave_out(tag.label, tagged.words(tag), context, names)
            exclude, changes = exclude + left, changes | dropped
            continue
        found = read_limit(tag.label, _with_neighbours(tagged, tag), context, names)
        tags = [*changes.get("tags", ()), *found.get("tags", ())]
        if tag.label in _TIMES:  # the last one that a message tells holds: "last month, no, last two months"
            changes = {name: value for name, value in changes.items() if not name.startswith("published")}
        changes |= {**found, **({"tags": tags} if tags else {})}
    if "tags" in changes and _ADDING.search(tagged.text):
        changes["tags"] = list(dict.fromkeys([*(context.wish.args.get("tags") or ()), *changes["tags"]]))
    for tag in tagged.having("too"):
        added, out, limits = _read_too(tagged.words(tag), context, names)
        more += [added] if added else []
        exclude += [out] if out and not more else []  # "too artsy, plain how-to ones": the mend is said
        changes |= limits
    changes |= _read_drops(tagged, context)
    tags = [tag for tag in context.wish.args.get("tags") or () if any(is_alike(tag, term) for term in exclude)]
    if tags:  # "remove lofi" after clips tagged so
        changes["tags"] = [tag for tag in context.wish.args["tags"] if tag not in tags] or None
        exclude = [term for term in exclude if not any(is_alike(tag, term) for tag in tags)]
    if exclude:
        changes["exclude"] = list(dict.fromkeys(term for term in exclude if term))
    return _Wish(_join(tagged, "topic"), _join(tagged, "swap"), " ".join(more), changes)


def _leave_out(label: str, words: str, context: TurnContext, names: Names) -> tuple[list[str], Values]:
    """What "anything but Portuguese" excludes; where just that is in force, it is dropped instead."""
    thing = re.sub(r"^(?:in|by|from)\s+", "", _trim_thing(words))
    if read_limit(label, thing, context, names).items() <= context.wish.args.items():
        return [], {_FIELDS[label]: None}
    return [thing], {}


_ALL_BUT = re.compile(
    r"\b(?:any\w*|all|every\w*)(?: (?:language|channel|creator)s?)? (?:but|except|besides|bar|other than)(?: for)?"
    r"(?: in| by| from)?\s*$|\b(?:not|except)(?: in| by| from)?\s*$",
    re.I,
)
_FIELDS = {"lang": "language", "creator": "creator"}
"""What stands before a language or a name that is not wanted."""
_LINKS = read_words("with without in on at of for from by and or but no not minus sans plus only the a an")
"""Words that alone add nothing to a subject."""
_NEGATION = re.compile(r"\b(?:nothing|not|no|none|never|\w+n't|cannot)\s+(?:\w+\s+){0,2}$", re.I)


_ORDER = re.compile(r"\s+(?:ones?\s+|clips?\s+|videos?\s+)?first\b", re.I)


def _with_neighbours(tagged: Tagged, tag: Tag) -> str:
    """The tagged words, with what belongs to them and stands right beside: the "nothing" or "not" before a limit, the
    amount that "at least" is about, the "first" after an order."""
    words, before, after = tagged.words(tag), tagged.text[: tag.start], tagged.text[tag.end :]
    if tag.label in ("max", "min", "after", "before") and (negation := _NEGATION.search(before)):
        return negation.group() + words
    if tag.label in ("max", "min", "around") and not has_amount(words):
        ahead, behind = find_amount_ahead(after), find_amount_behind(before)
        return f"{behind} {words}" if behind and not ahead else f"{words} {ahead}".rstrip()
    order = _ORDER.match(after) if tag.label == "popular" else None
    return words + (order.group() if order else "")


_TIMES = ("during", "older")
_ADDING = re.compile(r"\b(?:and|also|plus|too|as well|add)\b", re.I)


def _read_drops(tagged: Tagged, context: TurnContext) -> Values:
    changes: Values = {}
    for tag in tagged.having("drop"):
        dropped, terms, query = read_drop(tagged.words(tag), context)
        changes |= dropped
        if terms:
            changes["drop_exclude"] = [*changes.get("drop_exclude", ()), *terms]
        if query is not None:
            changes["kept_query"] = query
    return changes


_TOO = re.compile(
    r"\b(?:(?:way|far|a bit|bit|much|little|so|less|too|that|quite|very|really|rather|overly|not|a|of|the|many|"
    r"there's|is|it's)\s+)+",
    re.I,
)


def _read_too(words: str, context: TurnContext, names: Names) -> tuple[str, str, Values]:
    """(words to add, thing to leave out, limits) for a quality of which the viewer has too much."""
    bare = _TOO.sub("", words + " ").strip(" ,.!?").lower()
    if re.search(r"\b(?:long\w*|lengthy|drawn[ -]out|drag\w*|rambl\w*|short|brief|quick|rushed)\b", bare):
        label = "longer" if re.search(r"short|brief|quick|rushed", bare) else "shorter"
        return "", "", read_limit(label, f"too {bare}", context, names)
    known = next((OPPOSITES[word] for word in re.findall(r"[\w-]+", bare) if word in OPPOSITES), "")
    return (known, "", {}) if known else ("", bare, {})


_AROUND_SUBJECT = re.compile(r"^(?:(?:only|just)\s+)+(?=\S)|(?<=\S)(?:\s+(?:only|ones?|instead|though|please))+$", re.I)


def _join(tagged: Tagged, label: str) -> str:
    """The words of a label, without those around them that name no subject: "wrists only"."""
    found = [_AROUND_SUBJECT.sub("", tidy_words(tagged.words(tag))) for tag in tagged.having(label)]
    return " ".join(found)


_AROUND_THING = re.compile(
    r"^(?:(?:no|not|any|anything|everything|something|stuff|all|the|a|an|of|with|about|involving|videos?|clips?|ones)\s+)+"
    r"(?=\S)|\s+(?:videos?|clips?|content|stuff|ones)$",
    re.I,
)


def _trim_thing(words: str) -> str:
    """The thing itself, as what is excluded or remembered: "anything with the clowns" is "clowns"."""
    return _AROUND_THING.sub("", tidy_words(words)) or tidy_words(words)


_BY = [
    ("language", re.compile(r"\blanguages?\b|\bspoken\b|\btongues?\b", re.I)),
    ("creator", re.compile(r"\b(?:creators?|channels?|youtubers?|makers?|uploaders?|authors?|who|producers?)\b", re.I)),
    ("tag", re.compile(r"\b(?:hash)?tags?\b|\bkeywords?\b|\blabels?\b", re.I)),
    (
        "duration",
        re.compile(r"\b(?:lengths?|durations?|how long|how short|runtimes?|longest|shortest|minutes)\b", re.I),
    ),
]


def _read_catalog(tagged: Tagged) -> list[Intent]:
    tags = tagged.having("catalog")
    if not tags:
        return []
    words = " ".join(tagged.words(tag) for tag in tags)
    by = next((name for name, pattern in _BY if pattern.search(words)), "category")
    return [Browse(by, _within(tagged))]


def _within(tagged: Tagged) -> str:
    """The subject that a question about the catalog is limited to: it stands in the same sentence."""
    tags = tagged.having("catalog")
    last = tags[-1]
    for tag in tagged.having("topic", "swap", "more"):
        low, high = sorted([(tag.start, tag.end), (last.start, last.end)])
        if not re.search(r"[.!?;]\s|,\s*(?:and|also|plus)\b", tagged.text[low[1] : high[0]]):
            return tidy_words(tagged.words(tag))
    return ""


def _read_clips(tagged: Tagged, context: TurnContext, wish: _Wish) -> list[Intent]:
    """The one request for clips that the message makes, or none."""
    labels = {tag.label for tag in tagged.tags}
    about = wish.topic or wish.swap
    if "catalog" in labels and (not about or _within(tagged)):
        return []
    named = [tag for tag in tagged.having("ref") if not _ANAPHOR.fullmatch(tagged.words(tag).strip())]
    pointed = bool(named) and not labels & set(POINTING)  # "more chill than that" names no pick
    if context.shown and ("similar" in labels or (pointed and (wish.more or wish.changes) and not about)):
        return [Similar(find_seed(tagged, context), _add(wish.more, wish.swap, wish.topic), wish.changes)]
    if about:
        return [_read_subject(tagged, context, wish)]
    if "recommend" in labels:
        return [Search(wish.more, "new", wish.changes) if wish.more else Recommend(wish.changes)]
    if wish.more or wish.changes:
        mode: Literal["new", "refine"] = "refine" if context.wish.args else "new"
        creator = "" if context.wish.args else str(wish.changes.get("creator") or "")
        return [Search(wish.more or creator, mode, wish.changes)]
    if "again" in labels:
        return [Search("", "refine", {}) if context.wish.args else Recommend()]
    return []


_ANAPHOR = re.compile(r"(?:that|this|it|these|those|them|they)(?: ones?)?", re.I)


def _read_subject(tagged: Tagged, context: TurnContext, wish: _Wish) -> Search:
    if wish.topic or not context.wish.args:
        return Search(_add(wish.topic, wish.swap, wish.more), "new", wish.changes)
    return Search(_add(_exchange(tagged, wish.swap, context), wish.more), "replace", wish.changes)


_INSTEAD_OF = re.compile(
    r"\b(?:swap|change|replace|switch|turn|trade|exchange|instead of|rather than|not)\s+"
    r"(?:the\s+|all\s+|out\s+)*([\w'-]+)",
    re.I,
)


def _exchange(tagged: Tagged, swap: str, context: TurnContext) -> str:
    """The subject in force with only that part exchanged that the new words stand for: "change weddings to proms"."""
    words = str(context.wish.args.get("query") or "").split()
    named = [match[1] for match in _INSTEAD_OF.finditer(tagged.text) if not is_alike(match[1], swap)]
    place = next((at for at, word in enumerate(words) if any(is_alike(word, name) for name in named)), None)
    if len(content_words(" ".join(words))) < 2:
        return swap
    if place is not None:
        return " ".join([*words[:place], swap, *words[place + 1 :]])
    return exchange_kin(words, swap)


def _add(*parts: str) -> str:
    return " ".join(part for part in parts if part)
