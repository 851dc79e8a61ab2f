"""Kinds of things besides WordNet's: a trawler is a boat, and a crane is a bird only where a nest is near."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from reeltalk.retrieval.lemmas import Word, mark_of


@dataclass(frozen=True)
class Hyponyms:
    """The lines of hyponyms.txt."""

    of_term: dict[str, set[str]] = field(default_factory=dict)
    """Term -> marks of its kinds."""
    senses: dict[str, dict[str, frozenset[str]]] = field(default_factory=dict)
    """Word -> mark of it as a kind of a term -> the words that tell that it is one."""

    def add(self, line: str, plurals: Iterable[str] = ()) -> None:
        """Take "term, term: word, word" or "term < word: cue, cue"."""
        left, _, right = line.partition(":")
        listed = [form if form in plurals else mark_of(form) for form in map(str.strip, right.split(","))]
        terms, _, word = left.partition("<")
        for term in map(mark_of, terms.split(",")):
            kinds = self.of_term.setdefault(term, set())
            if word:
                lemma = word.strip() if word.strip() in plurals else mark_of(word)
                mark = f"{lemma} as {term}"
                kinds.add(mark)
                self.senses.setdefault(lemma, {})[mark] = frozenset(listed)
            else:
                kinds.update(listed)

    def under(self, marks: Iterable[str]) -> set[str]:
        """The marks of all kinds of these, of kinds of kinds too."""
        found: set[str] = set()
        rest = list(marks)
        while rest:
            for kind in self.of_term.get(rest.pop(), ()):
                if kind not in found:
                    found.add(kind)
                    rest.append(kind)
        return found


def told_senses(words: Iterable[Word], senses: Mapping[str, Mapping[str, frozenset[str]]]) -> dict[str, set[str]]:
    """Word -> the marks of it that other words of the same clip tell."""
    said = frozenset(form for word in words for form in word)
    told: dict[str, set[str]] = {}
    for word in senses.keys() & said:
        others = said - {word}
        if marks := {mark for mark, cues in senses[word].items() if not cues.isdisjoint(others)}:
            told[word] = marks
    return told
