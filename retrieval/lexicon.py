"""Which words name a thing or a kind of it: an extract of WordNet and a hand-made list for talk about videos."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from reeltalk.retrieval.lemmas import Word, inflected, mark_of

_PACKAGE = "reeltalk.retrieval"
_PHYSICAL = 1
"""The line of lexicon.tsv under which all things stand ("physical entity")."""


@dataclass
class _Synsets:
    """The lines of lexicon.tsv."""

    parents: list[list[int]] = field(default_factory=list)
    children: list[list[int]] = field(default_factory=list)
    forms: list[list[str]] = field(default_factory=list)
    of_word: dict[str, list[int]] = field(default_factory=dict)

    def add(self, line: str) -> None:
        parents, forms, terms = [*line.split("\t"), "", ""][:3]
        number = len(self.parents)
        self.parents.append([int(up) for up in parents.split(",") if up])
        self.children.append([])
        self.forms.append(forms.split(",") if forms else [])
        for word in (*self.forms[-1], *(terms.split(",") if terms else ())):
            self.of_word.setdefault(word, []).append(number)

    def link(self) -> None:
        for number, parents in enumerate(self.parents):
            for up in parents:
                self.children[up].append(number)

    def reach(self, numbers: list[int], links: list[list[int]]) -> set[int]:
        seen: set[int] = set()
        rest = list(numbers)
        while rest:
            here = rest.pop()
            if here not in seen:
                seen.add(here)
                rest += links[here]
        return seen


@dataclass
class _Rules:
    """The lines of kinds.txt."""

    forms: dict[str, set[str]] = field(default_factory=dict)
    with_kinds: dict[str, set[str]] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)
    barred: set[str] = field(default_factory=set)
    idioms: set[str] = field(default_factory=set)

    def add(self, line: str) -> None:
        if line.startswith(("!", "~")):
            (self.barred if line[0] == "!" else self.idioms).update(mark_of(part) for part in line[1:].split(","))
            return
        terms, _, forms = line.removeprefix("=").partition(":")
        if line.startswith("="):
            self.closed.update(mark_of(term) for term in terms.split(","))
        listed = [form.strip() for form in forms.split(",")]
        for term in map(mark_of, terms.split(",")):
            self.forms.setdefault(term, set()).update(mark_of(form) for form in listed)
            self.with_kinds.setdefault(term, set()).update(mark_of(form) for form in listed if form.endswith("*"))


class Lexicon:
    """Synonyms and kinds of words, and the phrases to watch for; made by `open_lexicon`."""

    def __init__(self, synsets: _Synsets, rules: _Rules) -> None:
        self._synsets = synsets
        self._rules = rules
        self._things: dict[str, bool] = {}
        self.idioms = frozenset(rules.idioms)
        """Phrases that do not hold what their last word names, such as "hot dog"."""
        phrases: dict[tuple[str, str], set[tuple[str, ...]]] = {}
        given = (form for forms in rules.forms.values() for form in forms)
        for phrase in (*synsets.of_word, *rules.forms, *given, *rules.idioms):
            if " " in phrase:
                words = tuple(phrase.split())
                phrases.setdefault((words[0], words[1]), set()).add(words)
        self.phrases = {start: sorted(found, key=len, reverse=True) for start, found in phrases.items()}
        """First two words -> the known phrases that start with them, longest first."""

    def kinds(self, mark: str) -> frozenset[str]:
        """All marks that name this thing, a synonym of it or a kind of it; the mark itself always among them."""
        rules = self._rules
        found = set() if mark in rules.closed else set(self._wordnet_kinds(mark))
        for wider in rules.with_kinds.get(mark, ()):
            found.update(self._wordnet_kinds(wider))
        found -= rules.barred
        return frozenset(found | rules.forms.get(mark, set()) | {mark})

    def knows_phrase(self, phrase: str) -> bool:
        """Whether `mentions` reports this phrase of lemmas by itself."""
        first, second, *rest = phrase.split()
        return (first, second, *rest) in self.phrases.get((first, second), ())

    def marks(self, word: Word) -> tuple[str, ...]:
        """By what a word of a text is found: its lemma, and for an "-ing" or "-ed" form that form; by the form alone
        where the lemma names a thing ("training" is no train)."""
        if not inflected(word):
            return (word.lemma,)
        return (word.text,) if self._is_thing(word.lemma) else (word.text, word.lemma)

    def _wordnet_kinds(self, mark: str) -> Iterator[str]:
        synsets = self._synsets
        for number in synsets.reach(synsets.of_word.get(mark, []), synsets.children):
            yield from synsets.forms[number]

    def _is_thing(self, lemma: str) -> bool:
        if lemma not in self._things:
            synsets = self._synsets
            senses = synsets.of_word.get(lemma, [])
            self._things[lemma] = _PHYSICAL in synsets.reach(senses, synsets.parents)
        return self._things[lemma]


@cache
def open_lexicon() -> Lexicon:
    """The lexicon that comes with the package, read once."""
    synsets, rules = _Synsets(), _Rules()
    for line in _lines("lexicon.tsv"):
        synsets.add(line)
    synsets.link()
    for line in filter(str.strip, _lines("kinds.txt")):
        rules.add(line)
    return Lexicon(synsets, rules)


def _lines(name: str) -> Iterator[str]:
    text = files(_PACKAGE).joinpath("data", name).read_text("utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            yield line
