"""The rule of `exclude`: a clip is out when a term, a synonym or a kind of it stands un-negated in its text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reeltalk.retrieval.clip import Clip
from reeltalk.retrieval.lemmas import FILLERS, Word, lemma_of, words_of
from reeltalk.retrieval.lexicon import open_lexicon
from reeltalk.retrieval.mentions import mentions, parts_of, texts_of

_JOINTS = re.compile(r"\s*(?:,|;|/|\bor\b|\band\b|\bnor\b|&)\s*", re.IGNORECASE)
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Scripts that put no spaces between words: there a term is looked for as it stands."""

_DENIALS = frozenset({"no", "not", "nothing", "never", "none", "without"})
"""Lemmas that a term may start with, though it names what must not be there: "nothing scary"."""


class Exclusion:
    """Things that must not be in a clip.

    `excludes` judges one clip. For many, index `mentions(clip)` as exact terms once: a clip is out where these meet
    `forms`, or, only when there are `phrases` or `verbatim`, where `holds_phrase` says so.
    """

    def __init__(self, terms: Sequence[str]) -> None:
        """Read the terms; "dogs or cats" counts as two, fillers such as "any" and "videos" do not count."""
        lexicon = open_lexicon()
        forms: set[str] = set()
        phrases: set[tuple[str, ...]] = set()
        parts = [part for term in terms for part in _JOINTS.split(term) if part.strip()]
        for part in parts:
            words = _core(part)
            marks = lexicon.marks(words[0]) if len(words) == 1 else (" ".join(word.lemma for word in words),)
            for mark in marks if words else ():
                forms |= lexicon.kinds(mark)
                if words[-1].text == words[-1].lemma and (lexicon.is_name(mark) or not part.islower()):
                    forms.add(f"name {mark}")  # "pythons" are never the language
            forms |= lexicon.deeds(words[-1].text) if len(words) == 1 else set()
            if len(words) > 1 and not lexicon.knows_phrase(marks[0]):
                phrases.add(tuple(word.lemma for word in words))
        forms |= {f"to {lemma_of(form)}" for form in forms if form.endswith("ing")}
        self.forms: frozenset[str] = frozenset(forms - {" ".join(phrase) for phrase in phrases})
        """The marks that put a clip out: `forms & mentions(clip)`; lemmas, and known phrases of lemmas."""
        self.phrases: frozenset[tuple[str, ...]] = frozenset(phrases)
        """Lemmas that put a clip out where they stand in a row, not reported by `mentions`."""
        self.verbatim: frozenset[str] = frozenset(part.casefold() for part in parts if _UNSPACED.search(part))
        """Terms in scripts without spaces, looked for as they stand."""

    def __bool__(self) -> bool:
        return bool(self.forms or self.phrases or self.verbatim)

    def excludes(self, clip: Clip) -> bool:
        """Whether the clip is out."""
        return bool(self and (not self.forms.isdisjoint(mentions(clip)) or self.holds_phrase(clip)))

    def holds_phrase(self, clip: Clip) -> bool:
        """Whether one of `phrases` or `verbatim` stands in the clip: all of the rule that `mentions` leaves open."""
        if self.verbatim and any(term in text.casefold() for text in texts_of(clip) for term in self.verbatim):
            return True
        if not self.phrases:
            return False
        return any(
            _has_row(clause, phrase) for text in texts_of(clip) for clause in parts_of(text) for phrase in self.phrases
        )


def _core(term: str) -> list[Word]:
    """A term's words without fillers at either end; all of them where nothing else stands."""
    words = words_of(term)
    core = list(words)
    while core and core[0].lemma in FILLERS | _DENIALS:
        core.pop(0)
    while core and core[-1].lemma in FILLERS:
        core.pop()
    return core or words


def _has_row(clause: list[tuple[Word, bool]], phrase: tuple[str, ...]) -> bool:
    lemmas = [word.lemma for word, _ in clause]
    return any(
        tuple(lemmas[at : at + len(phrase)]) == phrase and not clause[at + len(phrase) - 1][1]
        for at in range(len(lemmas) - len(phrase) + 1)
    )
