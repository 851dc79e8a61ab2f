"""Says conditions the way a persona would: requests, complaints, answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from random import Random

from reeltalk.eval.items import Shelf
from reeltalk.eval.personas import Register
from reeltalk.eval.predicates import Predicate
from reeltalk.eval.wordings import (
    ANSWERS,
    CLOSERS,
    COMPLAINTS,
    FRONTED,
    LANGUAGES,
    NOUNS,
    OPENERS,
    PATTERNS,
    SLIPS,
    SWAPS,
)

_LENGTHS = {
    30: ("half a minute", "thirty seconds"),
    60: ("a minute", "one minute"),
    90: ("a minute and a half", "one and a half minutes"),
    120: ("two minutes",),
    180: ("three minutes",),
    300: ("five minutes",),
    600: ("ten minutes",),
    1200: ("twenty minutes",),
    1800: ("half an hour",),
    3600: ("an hour", "one hour"),
}
_AGES = {
    0: ("small children", "all ages", "toddlers", "everyone"),
    7: ("a 7-year-old", "my seven-year-old", "kids of 7"),
    12: ("a 12-year-old", "my twelve-year-old", "kids of 12"),
}


class Speech:
    """One persona's way of saying things about one catalog; the same for the same random numbers."""

    def __init__(self, register: Register, shelf: Shelf, random: Random) -> None:
        """Speak in a register."""
        self._register = register
        self._shelf = shelf
        self._random = random

    def request(self, predicates: Sequence[Predicate]) -> str:
        """A first request that states all conditions."""
        front, rest = self._front(predicates)
        moods = [one for one in rest if self._pattern(one) == "mood"]
        sorts = [one for one in rest if self._pattern(one) == "sort"]
        head = self._head(moods[:1], sorts[:1])
        others = [one for one in rest if one not in moods[:1] + sorts[:1]]
        modifiers = [self._fill(PATTERNS[self._pattern(one)], one) for one in others]
        opener = self._pick(OPENERS["plain" if front else self._register])
        opener = opener[0].lower() + opener[1:] if front.endswith((": ", "so ")) and opener[:2] != "I'" else opener
        return self._finish(front + opener + " ".join([head, *self._join(modifiers)]))

    def complain(self, predicate: Predicate) -> str:
        """What is said of a list that breaks a condition: it states the condition."""
        return self._finish(self._fill(COMPLAINTS[self._pattern(predicate)], predicate))

    def answer(self, predicate: Predicate) -> str:
        """What is answered to a question about a condition."""
        name = self._pattern(predicate)
        return self._finish(self._fill(ANSWERS.get(name, PATTERNS[name]), predicate), closes=False)

    def swap(self, old: Predicate, new: Predicate) -> str:
        """One condition in exchange for another."""
        pattern = self._pick(SWAPS)
        return self._finish(pattern.format(old=self._bare(old), new=self._bare(new)))

    def lead_in(self, lines: Sequence[str], text: str) -> str:
        """One of some lines, and what follows on it."""
        return f"{self._pick(lines)} {text}"

    def say(self, lines: Sequence[str], **values: str) -> str:
        """One of some lines."""
        return self._finish(self._pick(lines).format(**values), closes=False)

    def value(self, predicate: Predicate) -> str:
        """The condition's value in words."""
        if predicate.kind in ("about", "without"):
            words = self._shelf.labels[str(predicate.value)].words
            return re.sub(r"^(an?|the) ", "", words[0]) if predicate.kind == "without" else self._pick(words)
        if predicate.kind in ("max_seconds", "min_seconds"):
            return self._length(int(predicate.value))
        if predicate.kind == "language":
            return LANGUAGES.get(str(predicate.value), str(predicate.value))
        if predicate.kind == "age":
            return self._pick(_AGES[int(predicate.value)])
        return str(predicate.value)

    def _bare(self, predicate: Predicate) -> str:
        """The condition as a phrase that can stand alone."""
        if predicate.kind == "about":
            return self.value(predicate)
        return self._pick(PATTERNS[predicate.kind][:3]).format(x=self.value(predicate))

    def _length(self, seconds: int) -> str:
        plain = [f"{seconds} seconds"] if seconds <= 120 else []
        if seconds >= 60 and seconds % 60 == 0:
            minutes = seconds // 60
            plain.append(f"{minutes} minute" + "s" * (minutes > 1))
        return self._pick((*plain, *_LENGTHS.get(seconds, ())))

    def _pattern(self, predicate: Predicate) -> str:
        return self._shelf.labels[str(predicate.value)].kind if predicate.kind == "about" else predicate.kind

    def _fill(self, patterns: Sequence[str], predicate: Predicate) -> str:
        return self._pick(patterns).format(x=self.value(predicate))

    def _front(self, predicates: Sequence[Predicate]) -> tuple[str, list[Predicate]]:
        """Now and then a talkative viewer begins with a condition."""
        fit = [one for one in predicates if one.kind in FRONTED]
        if self._register not in ("chatty", "plain") or not fit or len(predicates) < 2 or self._random.random() < 0.8:
            return "", list(predicates)
        first = self._random.choice(fit)
        return self._fill(FRONTED[first.kind], first), [one for one in predicates if one is not first]

    def _head(self, moods: Sequence[Predicate], sorts: Sequence[Predicate]) -> str:
        mood = self.value(moods[0]) if moods else ""
        if sorts:
            return " ".join([self.value(sorts[0]), *([f"that is {mood}"] if mood else [])])
        noun = self._pick(NOUNS)
        if not mood:
            return noun
        if noun in ("something", "anything"):
            return f"{noun} {mood}"
        article, _, rest = noun.partition(" ")
        if article in ("a", "some"):
            return f"{'an' if article == 'a' and mood[0] in 'aeiou' else article} {mood} {rest}"
        return f"{mood} {noun}"

    def _join(self, modifiers: list[str]) -> list[str]:
        """Modifiers with a comma, "and" or nothing between them; three or more are never run together."""
        if len(modifiers) < 2:
            return modifiers
        few = len(modifiers) < 3
        if self._register in ("terse", "hasty"):
            sign = self._pick((",", "")) if few else ","
        else:
            sign = self._pick((",", ",", " and", "")) if few else self._pick((",", ",", " and"))
        last = len(modifiers) - 2
        joined = []
        for place, (text, after) in enumerate(pairwise(modifiers)):
            chosen = sign if place == last else ","
            joined.append(text + ("," if chosen == " and" and after.startswith(("and ", "but ")) else chosen))
        return [*joined, modifiers[-1]]

    def _finish(self, text: str, closes: bool = True) -> str:
        text = text + (self._pick(CLOSERS[self._register]) if closes else "")
        if self._register == "foreign":
            text = re.sub(r"\b(a|an|the) ", "", text) if self._random.random() < 0.7 else text
        if self._register in ("hasty", "slangy", "terse"):
            text = text.replace("'", "") if self._register == "hasty" else text
            return self._slip(text) if self._register == "hasty" else text
        text = text[:1].upper() + text[1:]
        return text if text.endswith(("?", "!", ".", ")")) else text + self._pick((".", "", "."))

    def _slip(self, text: str) -> str:
        right, wrong = self._random.choice(SLIPS)
        return text.replace(right, wrong, 1)

    def _pick(self, lines: Sequence[str]) -> str:
        return self._random.choice(list(lines))
