"""The rule of `exclude`: a clip is out when a term, a synonym or a kind of it stands un-negated in its text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reeltalk.retrieval.clip import Clip
from reeltalk.retrieval.lemmas import FILLERS, Word, inflected, lemma_of, words_of
from reeltalk.retrieval.lexicon import Lexicon, open_lexicon
from reeltalk.retrieval.mentions import mentions, parts_of, texts_of
from reeltalk.retrieval.spelling import respell

_JOINTS = re.compile(r"\s*(?:,|;|/|\bor\b|\band\b|\bnor\b|&)\s*", re.IGNORECASE)
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Scripts that put no spaces between words: there a term is looked for as it stands."""

_DENIALS = frozenset({"no", "not", "nothing", "never", "none", "without"})
"""Lemmas that a term may start with, though it names what must not be there: "nothing scary"."""


_SCENES = frozenset({"scene", "sequence", "bit", "moment", "material", "image", "imagery", "picture", "shot"})
"""Lemmas that say that something is shown: "violent scenes", "pictures of spiders"."""
_ABOUT = frozenset({"of", "about", "with", "showing", "involving", "featuring", "containing"})
_ANYONE = frozenset({"anyone", "anybody", "someone", "somebody", "people", "person", "everyone"})
"""Lemmas of those who do what is not wanted: "people shouting"."""
_CONTESTS = frozenset({"match", "game"})
_NEAR = 3
"""How far apart the words of a deed and its doer may stand: "barking dogs", "the dog is barking"."""


@dataclass(frozen=True)
class Phrase:
    """A wish of several words that the lexicon does not know as one thing."""

    words: tuple[frozenset[str], ...]
    """For each of its words the lemmas that may stand for it: "a dead deer" is a dead animal."""
    done: bool
    """Whether its two words are a doer and a deed, which may stand in any order: "barking dogs"."""


class Exclusion:
    """Things that must not be in a clip.

    `excludes` judges one clip. For many, index `mentions(clip)` as exact terms once: a clip is out where these meet
    `forms`, or, only when there are `phrases` or `verbatim`, where `holds_phrase` says so.
    """

    def __init__(self, terms: Sequence[str]) -> None:
        """Read the terms; "dogs or cats" counts as two, fillers such as "any" and "videos" do not count."""
        lexicon = open_lexicon()
        forms: set[str] = set()
        phrases: set[Phrase] = set()
        parts = [part for term in terms for part in _JOINTS.split(term) if part.strip()]
        for part in parts:
            words = _core(part)
            if len(words) == 1:
                forms |= _forms(words[0], part, lexicon)
            elif words and lexicon.knows_phrase(phrase := " ".join(word.lemma for word in words)):
                forms |= {*lexicon.kinds(phrase), f"name {phrase}"}
            elif words:
                done = len(words) == 2 and any(word.text.endswith("ing") and inflected(word) for word in words)
                phrases.add(Phrase(tuple(_stand_ins(word, lexicon) for word in words), done))
        forms |= {f"to {lemma_of(form)}" for form in forms if form.endswith("ing")}
        self.forms: frozenset[str] = frozenset(forms)
        """The marks that put a clip out: `forms & mentions(clip)`; lemmas, and known phrases of lemmas."""
        self.phrases: frozenset[Phrase] = frozenset(phrases)
        """What puts a clip out where it stands in a row, not reported by `mentions`."""
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


def _forms(word: Word, part: str, lexicon: Lexicon) -> set[str]:
    """The marks that a term of one word puts clips out by."""
    forms = set(lexicon.deeds(word.text))
    for mark in lexicon.marks(word):
        forms |= lexicon.kinds(mark)
        if word.text == word.lemma and (lexicon.is_name(mark) or not part.islower()):
            forms.add(f"name {mark}")  # "pythons" are never the language
    for meant in respell(word, lexicon):
        forms |= lexicon.kinds(meant)
    return forms


def _stand_ins(word: Word, lexicon: Lexicon) -> frozenset[str]:
    """The lemmas and forms that may stand for a word of a phrase: "a dead deer" is a dead animal."""
    kinds = {kind for mark in lexicon.marks(word) for kind in lexicon.kinds(mark) if " " not in kind}
    return frozenset(kinds | {word.lemma, word.text})


def _core(term: str) -> list[Word]:
    """A term's words without what says nothing of the thing, as in "any pictures of", at either end; all of them where
    nothing else stands."""
    words = words_of(term)
    core = list(words)
    while core and (core[0].lemma in FILLERS | _DENIALS or _introduces(core)):
        core.pop(0)
    while len(core) > 1 and (core[-1].lemma in FILLERS | _SCENES or _is_contest(core)):
        core.pop()
    while core and core[-1].lemma in FILLERS:
        core.pop()
    return core or words


def _introduces(words: list[Word]) -> bool:
    """Whether a term starts with "pictures of" or "people" who do something."""
    after = words[1] if len(words) > 2 else Word("", "")
    if words[0].lemma in _SCENES:
        return after.text in _ABOUT
    return len(words) > 1 and words[0].lemma in _ANYONE and inflected(words[1]) and words[1].text.endswith("ing")


def _is_contest(words: list[Word]) -> bool:
    """Whether a term ends as "football matches" does; "board games" are a thing of their own."""
    lexicon = open_lexicon()
    known = lexicon.knows_phrase(" ".join(word.lemma for word in words))
    return words[-1].lemma in _CONTESTS and not known and words[-2].lemma in lexicon.kinds("sport")


def _has_row(clause: list[tuple[Word, bool]], phrase: Phrase) -> bool:
    """Whether the words of a phrase stand in a row; two of which one is done, in any order near one another."""
    spots = [
        {at for at, (word, away) in enumerate(clause) if not (away or meant.isdisjoint(word))} for meant in phrase.words
    ]
    if phrase.done:
        return any(0 < abs(one - two) <= _NEAR for one in spots[0] for two in spots[1])
    return any(all(at + back in spot for back, spot in enumerate(spots)) for at in spots[0])
