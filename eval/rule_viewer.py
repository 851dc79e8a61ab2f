"""A simulated viewer by rules: deterministic, without a model, held to its goal.

It knows the conditions of its goal and what a reply shows of them; it has never seen which clips meet them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from random import Random

from reeltalk.eval.goals import Goal, Leg
from reeltalk.eval.items import Shelf, words_of
from reeltalk.eval.looks import End, Look, Move, PickLook
from reeltalk.eval.predicates import Predicate
from reeltalk.eval.questions import find_asked, is_offer
from reeltalk.eval.speech import Speech
from reeltalk.eval.wordings import AFRESH, INDIFFERENT, INSISTENCE, ORDINALS, POINTED, REJECTIONS, SEEN_ONES


class RuleViewer:
    """One conversation's viewer."""

    def __init__(self, goal: Goal, shelf: Shelf, trial: int = 0) -> None:
        """Want what a goal says; another trial says it in other words."""
        self._goal = goal
        self._shelf = shelf
        self._random = Random(f"{goal.seed} {trial}")
        self._speech = Speech(goal.persona.register, shelf, self._random)
        self._leg = 0
        self._stated: tuple[Predicate, ...] = ()
        self._turns = 0
        self._withheld = not goal.persona.forthcoming
        self._questions: set[str] = set()
        self._insisted = False
        self.errors: list[str] = []
        """None: its words come from its goal."""

    def begin(self) -> Move:
        """The first request: all that is volunteered."""
        return self._move(self._open_leg())

    def react(self, look: Look) -> Move:
        """Take a pick that meets everything, or say what to do about it."""
        self._turns += 1
        again = self._is_repeated(look)
        fit = [place for place, pick in enumerate(self._watch(look)) if not pick.broken and not pick.seen]
        if fit or self._is_bored():
            return replace(self._go_on(fit[0] if fit else None), asked_again=again)
        if self._goal.setting == "none" and (look.picks or not self._find_asked(look)):
            return self._end("gave_up" if look.picks else "nothing_fits")
        if self._turns >= self._goal.limit:
            return self._end("gave_up")
        return replace(self._move(self._answer(look) or self._criticise(look)), asked_again=again)

    @property
    def leg(self) -> Leg:
        """What is wanted now."""
        return self._goal.legs[self._leg]

    def _open_leg(self) -> str:
        first = [one for one in self.leg.predicates if one.telling == "volunteer"]
        if self.leg.swapped:
            old, new = self.leg.swapped
            said = {one.name for one in self._stated}
            self._stated = (*[one for one in self.leg.stated if one.name in said and one != new], new)
            return self._speech.swap(old, new)
        self._stated = tuple(first)
        request = self._speech.request(first)
        return request if self._leg == 0 else self._speech.lead_in(AFRESH, request)

    def _is_bored(self) -> bool:
        """Whether the interest drifts though nothing was found."""
        last = len(self._goal.legs) - 1
        return self._leg < last and self._turns > self._goal.persona.patience // 2

    def _go_on(self, accepted: int | None) -> Move:
        if self._leg == len(self._goal.legs) - 1:
            return Move(None, self._leg, self._stated, "accepted", accepted)
        self._leg += 1
        self._insisted = False
        return replace(self._move(self._open_leg()), accepted=accepted)

    def _end(self, end: End) -> Move:
        return Move(None, self._leg, self._stated, end)

    def _move(self, text: str) -> Move:
        return Move(text, self._leg, self._stated)

    def _watch(self, look: Look) -> tuple[PickLook, ...]:
        return look.picks[: self._goal.persona.looks_at]

    def _is_repeated(self, look: Look) -> bool:
        """Whether a question comes again, or asks only what was said already."""
        if not look.question:
            return False
        words = " ".join(words_of(look.question))
        known = words in self._questions
        self._questions.add(words)
        asked = self._find_asked(look)
        return known or (bool(asked) and all(one in self._stated for one in asked))

    def _find_asked(self, look: Look) -> list[Predicate]:
        """The conditions that a question is about, unsaid ones first."""
        kinds = find_asked(look.question or "", look.options, self._shelf)
        asked = [one for one in self.leg.stated if one.kind in kinds]
        return sorted(asked, key=lambda one: one in self._stated)

    def _answer(self, look: Look) -> str | None:
        """The answer to a question; None where a criticism says more."""
        if not look.question:
            return None
        asked = self._find_asked(look)
        if asked and (asked[0] not in self._stated or not look.picks):
            self._state(asked[0])
            return self._speech.answer(asked[0])
        if look.picks:
            return None
        return None if is_offer(look.question) else self._speech.say(INDIFFERENT)

    def _criticise(self, look: Look) -> str:
        if not look.picks:
            return self._insist()
        watched = self._watch(look)
        faults = Counter(one for pick in watched for one in pick.broken)
        said = [one for one, count in faults.most_common() if one in self._stated and 2 * count > len(watched)]
        unsaid = [one for one in self.leg.stated if one in faults and one not in self._stated]
        if said:
            return self._speech.complain(said[0])
        if unsaid and not self._withheld:
            self._state(unsaid[0])
            return self._speech.complain(unsaid[0])
        self._withheld = False
        known = [place for place, pick in enumerate(watched) if pick.seen]
        if known and not any(pick.broken for pick in watched if not pick.seen):
            return self._speech.say(SEEN_ONES, n=ORDINALS[known[0]])
        if not unsaid and (left := [one for one in faults if one in self._stated]):
            return self._speech.complain(left[0])
        return self._reject(watched)

    def _reject(self, watched: tuple[PickLook, ...]) -> str:
        """No reason given: all of it, or, of a short list, one."""
        if len(watched) == 1 or self._random.random() < 0.25:
            return self._speech.say(POINTED, n=ORDINALS[self._random.randrange(len(watched))])
        return self._speech.say(REJECTIONS)

    def _insist(self) -> str:
        """Nothing was offered: say more, else say it again in other words."""
        unsaid = [one for one in self.leg.stated if one not in self._stated]
        if unsaid and self._insisted:
            self._state(unsaid[0])
        self._insisted = True
        return self._speech.lead_in(INSISTENCE, self._speech.request(self._stated))

    def _state(self, predicate: Predicate) -> None:
        if predicate not in self._stated:
            self._stated = (*self._stated, predicate)
