"""A simulated viewer whose words come from a chat model, held to its goal by code.

The model knows the conditions it may state, how its persona talks and what code says of each pick: never an id or title
of a solution, and nothing of what is hidden. Which pick is taken is decided by the checkers, as for the rule-based
viewer; the model chooses what to say. A reviewer looks at each utterance; one that fails twice is replaced by the
rule-based viewer's, and counted.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from reeltalk.eval.goals import Goal
from reeltalk.eval.items import Shelf
from reeltalk.eval.looks import Look, Move
from reeltalk.eval.model_client import ModelClient, ModelError
from reeltalk.eval.predicates import Predicate
from reeltalk.eval.reviewer import Review, review_by_model, review_by_rules
from reeltalk.eval.rule_viewer import RuleViewer
from reeltalk.eval.speech import Speech

ATTEMPTS = 2
MANNERS = {
    "terse": "a few keywords, no sentences",
    "plain": "plain and short",
    "chatty": "chatty, with a little small talk",
    "polite": "very polite",
    "slangy": "young and slangy, lower case",
    "foreign": "English learnt late, with small mistakes",
    "hasty": "typed in a hurry, with a slip of the keys",
}
PROMPT = """You play a person who looks for a video in a chat. You are never the assistant.
Write only this person's next message, one or two sentences, in this manner: {manner}.
Answer with one JSON object: {{"say": "the message"}}."""


class ModelViewer:
    """One conversation's viewer."""

    def __init__(self, goal: Goal, shelf: Shelf, client: ModelClient, trial: int = 0, *, reviews: bool = True) -> None:
        """Want what a goal says; `reviews` has the model check its own words besides the rules."""
        self._rules = RuleViewer(goal, shelf, trial)
        self._goal = goal
        self._shelf = shelf
        self._client = client
        self._reviews = reviews
        self._speech = Speech("plain", shelf, Random(f"{goal.seed} {trial} model"))
        self._history: list[str] = []
        self.errors: list[str] = []
        """What the reviewer found, an entry an utterance that was not let through."""

    def begin(self) -> Move:
        """The first request."""
        return self._reword(self._rules.begin(), "Start the conversation: ask for it.")

    def react(self, look: Look) -> Move:
        """What is said to a reply; code decides what is taken and which condition is told."""
        self._history.append(f"assistant: {look.text[:400]}")
        move = self._rules.react(look)
        return self._reword(move, self._describe(look)) if move.text is not None else move

    def _reword(self, move: Move, situation: str) -> Move:
        """The move in the model's words, where a reviewer lets them pass."""
        assert move.text is not None
        remark = ""
        for _ in range(ATTEMPTS):
            try:
                text = self._ask(move, situation, remark)
                review = self._review(text, move)
            except ModelError as error:
                review, text = Review((str(error),)), ""
            if review.passes:
                self._history.append(f"you: {text}")
                return replace(move, text=text)
            self.errors.extend(review.errors)
            remark = f"\nYour last try was wrong: {'; '.join(review.errors)}. Try again."
        self._history.append(f"you: {move.text}")
        return move

    def _ask(self, move: Move, situation: str, remark: str) -> str:
        wishes = "; ".join(map(self._word, move.stated))
        user = (
            f"You want a video: {wishes}.\nThe conversation so far:\n"
            + "\n".join(self._history[-6:])
            + f"\n{situation}\n"
            f"Say this, in your own words and completely: {move.text}{remark}"
        )
        found = self._client.ask(PROMPT.format(manner=MANNERS[self._goal.persona.register]), user, ("say",))
        return " ".join(str(found["say"]).split())

    def _review(self, text: str, move: Move) -> Review:
        leg = self._goal.legs[move.leg]
        review = review_by_rules(text, leg, self._shelf)
        if not review.passes or not self._reviews:
            return review
        return review_by_model(text, [*map(self._word, leg.stated), "anything else or others"], self._client)

    def _word(self, predicate: Predicate) -> str:
        return self._speech.answer(predicate).rstrip(".")

    def _describe(self, look: Look) -> str:
        if not look.picks:
            return "The assistant showed nothing."
        good = sum(not pick.broken for pick in look.picks)
        return f"The assistant showed {len(look.picks)} videos; none of them is right for you ({good} nearly)."
