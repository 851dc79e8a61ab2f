"""Words that name nothing where they stand: likened to, done instead of named, or somebody's name.

"Quiet as a mouse" holds no mouse, "she trains at night" no train, and "functions in Python" no snake.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Set

from reeltalk.retrieval.lemmas import PASTS, Word, lemma_of

_WORDS = {
    "articles": "a an the",
    "subjects": "i he she it they we you who that",
    "modals": "to will would can could may might must should shall did does do don't doesn't didn't cannot can't "
    "couldn't won't wouldn't 'll he'll she'll i'll we'll let's let",
    "objects": "the a an his her its their my your our it them him me us up down off away past out back through",
    "singular": "a an each every",
    "given": "the this that these those his her its their my your our it them him me us you what when",
    "costume": "look looks looked looking dress dressed dresses dressing disguised costumed seems seem built made",
    "likened": "is are was were be feel feels felt taste tastes tasted smell smells",
    "wishing": "i you we they would 'd to not n't don't doesn't didn't who do does really also people kids children "
    "nothing",
    "degree_ends": "is are was were be been feel feels felt feeling and but so very as until turn turns turned went "
    "goes stood sits stays",
    "degrees": "well soon long far much many such same just known used seen",
    "stops": "in on at with for from to by and or but who that which while when as of up",
    "rising": "over above and again by to from up early",
    "departing": "at for from after until every",
    "naming": "in to from of for with using into at by via about through across and like",
}
(
    ARTICLES,
    _SUBJECTS,
    _MODALS,
    _OBJECTS,
    _SINGULAR,
    _GIVEN,
    _COSTUME,
    _LIKENED,
    _WISHING,
    _DEGREE_STARTS,
    _DEGREES,
    _STOPS,
    _RISING,
    _DEPARTING,
    _BEFORE_NAME,
) = (frozenset(words.split()) for words in _WORDS.values())
_GAP = 7
"""How far the end of a turn of speech stands behind its start."""
_LOOKED_BACK = 4
"""Words before a word that tell whether it is a verb."""
_SPAN = 2
"""Words that a likeness reaches over."""
_NAMED = re.compile(rf"\b(?:{'|'.join(sorted(_BEFORE_NAME))}) ([A-Z][a-z]+)\b(?! [A-Z])")
_OTHERWISE = re.compile(r"\b([a-z]+)\b|\b(?:a|an|the|his|her|their|my|our|this|that) ([A-Z][a-z]+)\b")
_CAPITAL = re.compile(r"[A-Z]")
_CALLED = re.compile(r"\b(?!(?:a|an|the|his|her|their|my|our|your|this|that|its) )[a-z0-9]+ ([A-Z][a-z]+)\b(?! [A-Z])")
_TEAM = re.compile(r"\b(?:[Tt]he|[A-Z][a-z]+) ([A-Z][a-z]+s)\b")
_FIRM = re.compile(r"(?:^|[.!?] )([A-Z][a-z]+) [a-z]+(?:s|ed)\b")
_SURNAME = re.compile(r"\b([A-Z][a-z]+) ([A-Z][a-z]+)\b")
_MAX_SHARE = 0.5
"""From this share of words with capitals on a text is in title case, where capitals tell nothing."""


def likened(words: Sequence[Word], exemplifies: Callable[[Word, Word], bool]) -> set[int]:
    """The places of words that something is only likened to; `exemplifies(word, kind)` tells examples apart."""
    texts = [word.text for word in words]
    places: set[int] = set()
    for at, text in enumerate(texts):
        if (text == "as" and _likens_as(texts, at)) or (text == "like" and _likens_like(words, at, exemplifies)):
            places |= _reached(texts, at + 1)
    return places


def _likens_as(texts: Sequence[str], at: int) -> bool:
    """Whether "as" ends "as brave as" or "brave as", yet not "works as", "as well as" or "gold as autumn comes"."""
    if at == 0 or texts[at - 1] in _DEGREES or texts[at - 1].endswith("ing"):
        return False
    if at >= 2 and texts[at - 2] == "as":
        return True
    starts = at == 1 or texts[at - 2] in _DEGREE_STARTS
    ends = at + 2 >= len(texts) or texts[at + 1] in _SINGULAR or texts[at + 2] in _STOPS
    return starts and ends and not texts[at - 1].endswith(("ed", "s")) and texts[at - 1] not in _LIKENED


def _likens_like(words: Sequence[Word], at: int, exemplifies: Callable[[Word, Word], bool]) -> bool:
    """Whether "like" likens, and is neither a wish, nor what a costume or a first look shows, nor an example."""
    before = words[at - 1] if at else Word("", "")
    after = words[at + 1] if at + 1 < len(words) else Word("the", "the")
    if before.text in _WISHING or before.text in _COSTUME or after.text in _GIVEN:
        return False
    if after.text in _SINGULAR:
        return at + 2 >= len(words) or not exemplifies(words[at + 2], before)
    return at > 0 and not exemplifies(after, before)


def spanned(words: Sequence[Word], spans: Mapping[str, Sequence[tuple[tuple[str, ...], tuple[str, ...]]]]) -> set[int]:
    """The places of the words of turns of speech with a gap: "takes the town by storm"."""
    lemmas = tuple(word.lemma for word in words)
    places: set[int] = set()
    for at in (at for at, lemma in enumerate(lemmas) if lemma in spans):
        for start, end in spans[lemmas[at]]:
            first = at + len(start)
            for last in range(first + 1, min(first + _GAP, len(lemmas))) if lemmas[at:first] == start else ():
                if lemmas[last : last + len(end)] == end:
                    places.update(range(at, first), range(last, last + len(end)))
    return places


def _reached(texts: Sequence[str], start: int) -> set[int]:
    places = set()
    left = _SPAN
    for at in range(start, len(texts)):
        if texts[at] in _STOPS or left == 0:
            break
        places.add(at)
        left -= texts[at] not in ARTICLES
    return places


def is_verb(words: Sequence[Word], at: int) -> bool:
    """Whether a word that could name a thing is done here: "the phone rings twice", "he saw"."""
    if at == 0:
        return False
    start = max(0, at - _LOOKED_BACK)  # a text of one endless clause is not read again for each of its words
    words, at = words[start : at + 3], at - start
    texts, word = [word.text for word in words], words[at]
    before, after = texts[at - 1], texts[at + 1] if at + 1 < len(texts) else ""
    if before in _SUBJECTS or before in _MODALS - {"to"}:
        return before != "that" or after in _OBJECTS
    if word.text in PASTS:
        return before not in ARTICLES and (after in _OBJECTS or after in _RISING)
    if word.text.endswith("s") and word.text != word.lemma and not word.text.endswith("'s"):
        return _has_singular_subject(texts, at) or (after in _OBJECTS and before not in _STOPS | ARTICLES | _OBJECTS)
    return before == "to" and after in _OBJECTS


def _has_singular_subject(texts: Sequence[str], at: int) -> bool:
    """Whether "a commuter leaves" or "the phone rings" stands here; "a" goes with no plural, "the" only at a clause's
    start and before another part."""
    for back in (2, 3):
        if at >= back and texts[at - back] in _SINGULAR:
            return texts[at - 1] not in _STOPS
    return at in (2, 3) and texts[0] == "the" and at + 1 < len(texts) and texts[at + 1] in _DEPARTING


def names(
    texts: Iterable[str], is_called: Callable[[str], bool], is_firm: Callable[[str], bool], given: Set[str]
) -> frozenset[str]:
    """Lemmas that stand as a name wherever the texts tell: in the middle of a sentence with a capital and without an
    article, as in "functions in Python"; teams with one, as in "the Panthers"; and surnames, as in "Joan Rivers".

    `is_called(lemma)` tells of things that people and teams are called after, `is_firm` of such as firms are; `given`
    holds given names.
    """
    kept = [text for text in texts if _CAPITAL.search(text) and not _in_title_case(text)]
    named: set[str] = set()
    for text in kept:
        found = [match[1] for match in _NAMED.finditer(text)]
        named |= {lemma for token in found if (lemma := lemma_of(token)) == token.casefold()}
        named |= {lemma for match in _CALLED.finditer(text) if is_called(lemma := lemma_of(match[1]))}
        named |= {lemma for match in _TEAM.finditer(text) if is_called(lemma := lemma_of(match[1]))}
        named |= {lemma for match in _FIRM.finditer(text) if is_firm(lemma := match[1].casefold())}
        named |= {lemma_of(match[2]) for match in _SURNAME.finditer(text) if match[1].casefold() in given}
    return frozenset(named - _named_otherwise(kept, named) if named else ())


def _in_title_case(text: str) -> bool:
    words = text.split()
    return sum(word[0].isupper() for word in words) > _MAX_SHARE * len(words)


def _named_otherwise(texts: Iterable[str], lemmas: set[str]) -> set[str]:
    """Those of the lemmas that also stand without a capital, or with an article."""
    found = set()
    for text in texts:
        for match in _OTHERWISE.finditer(text):
            if (lemma := lemma_of(match[1] or match[2])) in lemmas:
                found.add(lemma)
    return found
