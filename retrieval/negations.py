"""Which words of a clause are taken back: "no dogs", "never had a dog" and "dogs are not allowed", yet not the dog in
"never leaves her dog" or in "does not notice the dog"."""

from __future__ import annotations

from collections.abc import Sequence

from reeltalk.retrieval.lemmas import Word
from reeltalk.retrieval.negators import (
    ADVERBS,
    AUXILIARIES,
    BE,
    BEFORE,
    CEASING,
    COMING,
    DEFINITE,
    DETERMINERS,
    ENDS,
    FOUND,
    GONE,
    HARD,
    HOLLOW,
    HURT,
    IDLE,
    IDLE_VERBS,
    INSTEAD,
    LEFT,
    LIVING,
    NOTS,
    NOUN_PAIRS,
    NOUN_STARTS,
    OUT_PAIRS,
    PLACES,
    PURGES,
    PUTS,
    RENEWED,
    SHOWN,
    SUBJECTS,
    SWAPS,
    TAKES,
    TRIGGERS,
    UNFREED,
    VERB_PAIRS,
)

REACH = 3
"""Content words that a negation reaches over."""


def negations(words: Sequence[Word]) -> list[bool]:
    """For each word of a comma-free stretch of text whether it is taken back."""
    texts = [word.text.replace("’", "'") for word in words]
    negated = [False] * len(words)
    if TRIGGERS.isdisjoint(texts):
        return negated
    clause = _Clause(texts, [word.lemma for word in words], negated)
    for at in range(len(texts)):
        clause.hear(at)
    return negated


class _Clause:
    def __init__(self, texts: list[str], lemmas: list[str], negated: list[bool]) -> None:
        self.texts = [*texts, "", "", "", ""]
        self.lemmas = [*lemmas, "", "", "", ""]
        self.negated = negated

    def hear(self, at: int) -> None:
        """Take back what the word at a place takes back."""
        text, after = self.texts[at], self.texts[at + 1]
        pair = f"{text} {after}"
        if text in ("nobody", "none") or pair == "no one":
            self._take_predicate(at)
        if pair in VERB_PAIRS or (pair == "used to" and self.texts[at - 1] in SUBJECTS):
            self._take_pair(at, pair)
        elif self._is_out(at, pair):
            self._spread_back(at)
        elif text in BEFORE or pair in NOUN_PAIRS:
            self._take_noun(at, after, 2 if pair in NOUN_PAIRS else 1)
        else:
            self._hear_word(at, text, after)

    def _hear_word(self, at: int, text: str, after: str) -> None:
        if text in SWAPS:
            self._take_swapped(at, SWAPS[text])
        elif text in PUTS:
            self._take_put(at)
        elif text in PURGES and after in ("all", "any", "every"):
            self._spread(at + 2)
        elif text in ("nor", "neither"):
            if after not in AUXILIARIES:  # "nor did the cat" speaks of something else
                self._spread(at + 1)
        elif text in NOTS or (text == "quit" and not self._is_denied(at)):
            self._take_after_not(at, after)
        else:
            self._take_compared(at, text)
            self._take_back(at, text)

    def _take_pair(self, at: int, pair: str) -> None:
        """Take back the verb after "fails to", and what "no longer lives here" or "fails to come"."""
        self._take_verb(at + 2)
        if self.texts[at + 2] in COMING or (pair == "no longer" and self.texts[at + 2] in LIVING):
            self._spread_back(at)

    def _take_put(self, at: int) -> None:
        """Take back what "keep politics out of this" or "leave politics aside" puts away."""
        for end in range(at + 2, min(at + 5, len(self.negated))):
            if self.texts[end] == "aside" or (self.texts[end] == "out" and self.texts[end + 1] in ("of", "")):
                self.negated[at + 1 : end] = [True] * (end - at - 1)
                return

    def _is_out(self, at: int, pair: str) -> bool:
        """Whether "are kept out" or "was cancelled" stands here."""
        passive = pair in OUT_PAIRS or self.texts[at] in SWAPS or self.texts[at] in BEFORE & GONE
        return passive and at > 1 and self.texts[at - 1] in BE

    def _take_swapped(self, at: int, joints: Sequence[str]) -> None:
        """Take back what is replaced by something else: "swaps meat for tofu", yet not "the tyre with a new one"."""
        for end in range(at + 2, min(at + 6, len(self.negated) - 1)):
            if self.texts[end] in joints:
                if RENEWED.isdisjoint(self.texts[end + 1 : end + 4]):
                    self.negated[at + 1 : end] = [True] * (end - at - 1)
                return

    def _take_compared(self, at: int, text: str) -> None:
        """Take back what "would rather read than go swimming", "too tired to swim" and "stopped smoking" leave out."""
        if text == "than" and "rather" in self.texts[max(0, at - 8) : at]:
            self._spread(at + 1)
        elif text == "too" and self.texts[at + 2] == "to":
            self._take_verb(at + 3)
        elif text in ("stopped", "quits") and self.texts[at + 1].endswith("ing") and not self._is_denied(at):
            self._take_verb(at + 1)
        elif text in HOLLOW and at:
            self.negated[at - 1] = True

    def _is_denied(self, at: int) -> bool:
        """Whether a place stands after a "not": who never quits goes on."""
        return not NOTS.isdisjoint(self.texts[:at])

    def _take_back(self, at: int, text: str) -> None:
        """Take back what stands before "are gone", "found none" and "alcohol free"."""
        if self._is_gone(at):
            self._spread_back(at)
        elif text == "none" and at and self.texts[at - 1] in FOUND:
            self.negated[:at] = [True] * at
        elif text == "free" and at and at + 1 == len(self.negated) and UNFREED.isdisjoint(self.texts[:at]):
            self.negated[at - 1] = True

    def _take_predicate(self, at: int) -> None:
        """Take back what nobody does: "none of the guards carries a gun"."""
        for verb in range(at + 1, min(at + 7, len(self.negated))):
            if (
                self.lemmas[verb] in TAKES
                and self.lemmas[verb] != self.texts[verb]
                and self.texts[verb] not in ("has", "had")
            ):
                self._take_verb(verb)
                return

    def _take_noun(self, at: int, after: str, step: int) -> None:
        """After "without" a form in -ing takes objects back as its verb does: "without waking the baby"."""
        if self.texts[at] == "no" and (after in IDLE or not HURT.isdisjoint(self.texts[at + 1 : at + 5])):
            return  # "no dogs were harmed"
        if self.texts[at] == "without" and not (NOTS | HARD | {"no"}).isdisjoint(self.texts[:at]):
            return  # "never without the dog"
        start = at + step
        while self.texts[start] in ADVERBS:
            start += 1
        if self.texts[start].endswith("ing") and self.lemmas[start] != self.texts[start]:
            self._take_verb(start)
            if step == 2 and f"{self.texts[at]} {after}" in INSTEAD:
                self._spread(start + 1)
        else:
            self._spread(start)

    def _take_after_not(self, at: int, after: str) -> None:
        if after in IDLE - {"one"} and self.texts[at] == "not":
            return
        if after in CEASING:
            return  # "won't stop barking"
        if SHOWN.intersection(self.texts[at + 1 : at + 4]):
            self._spread_back(at)
        rest = self.texts[at + 1 :]
        if rest[0] in NOUN_STARTS or rest[1] in ENDS or not rest[1]:  # "not a dog", "not dogs"
            self._spread(at + 1)
        else:
            self._take_verb(at + 1)

    def _take_verb(self, at: int) -> None:
        """Take back a verb, and its object where that then is not there: "never had a dog", yet not "her dog"."""
        while (
            self.texts[at] in AUXILIARIES and self.texts[at + 1] and self.lemmas[at + 1] and not self._objects(at + 1)
        ):
            at += 1
        if at >= len(self.negated):
            return
        self.negated[at] = True
        if self._starts_none(at + 1) or (self.lemmas[at] in TAKES and self.texts[at + 1] not in DEFINITE | {"such"}):
            self._spread(at + 1)

    def _starts_none(self, at: int) -> bool:
        """Whether "any", "a single" or "a drop of" stands here, which after a "not" is none."""
        return self.texts[at] == "any" or (
            self.texts[at] == "a" and self.texts[at + 1] in ("single", "drop", "trace", "hint", "word")
        )

    def _objects(self, at: int) -> bool:
        return self.texts[at] in ("a", "an", "any", "the", "no")

    def _spread(self, start: int) -> None:
        """Negate what follows, up to the end of the phrase."""
        left, content = REACH, False
        for at in range(start, len(self.negated)):
            text, before = self.texts[at], self.texts[at - 1]
            if text in ENDS or left == 0 or (content and self._starts_anew(text, before)):
                self._take_participle(at, start)
                return
            self.negated[at] = True
            if text in ("or", "nor", "and"):
                left = max(left, 2)
            elif text not in DETERMINERS:
                left -= 1
                content = True

    def _take_participle(self, at: int, start: int) -> None:
        """Take back what is not done: "not a word is spoken"."""
        if self.texts[at] in BE and at > start and self.texts[at + 1].endswith(("ed", "en", "ing", "wn")):
            self.negated[at + 1] = True

    @staticmethod
    def _starts_anew(text: str, before: str) -> bool:
        """Whether another part of the clause starts after a thing was named: "no boots in the snow"."""
        joined = before in ("or", "nor", "and")
        return text in PLACES or (text in DEFINITE and before != "of") or (text in ("a", "an") and not joined)

    def _is_gone(self, at: int) -> bool:
        """Whether "are gone", "was cancelled" or "have all left" ends here."""
        back = at - 1
        while back > 0 and self.texts[back] in IDLE_VERBS:
            back -= 1
        if back <= 0 or not {"until", "till", "before"}.isdisjoint(self.texts[:back]):
            return False  # "until the cake is gone"
        text, before = self.texts[at], self.texts[back]
        ends = self.texts[at + 1] in ENDS | PLACES | IDLE_VERBS or not self.texts[at + 1]
        return (text in GONE and before in BE | {"has", "have", "had"}) or (
            text in LEFT and before in ("has", "have", "had") and ends
        )

    def _spread_back(self, end: int) -> None:
        """Negate the two words before "are not allowed"."""
        while end and self.texts[end - 1] in BE | AUXILIARIES | IDLE_VERBS:
            end -= 1
        for at in range(max(0, end - 2), end):
            self.negated[at] = True
