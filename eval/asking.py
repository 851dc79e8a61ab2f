"""Runs conversations against an agent and scores their turns."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Protocol
from uuid import uuid4

from reeltalk.agent.reply import Reply
from reeltalk.eval.requests import Conversation, Made, Score, find_wanted_picks, score_turn


class Asked(Protocol):
    """What is scored: anything that answers a request of a viewer in a thread."""

    def ask(self, text: str, *, viewer: str = "local", thread: str | None = None) -> Reply:
        """The reply to one request."""


def run_conversations(
    agent: Asked,
    conversations: Sequence[Conversation],
    today: date,
    *,
    runs: int = 1,
    progress: Callable[[int], None] | None = None,
) -> list[list[list[Score]]]:
    """The scores by run, conversation and turn; each conversation has a new viewer and a new thread."""
    results: list[list[list[Score]]] = []
    for run in range(runs):
        results.append([])
        for conversation in conversations:
            results[run].append(run_conversation(agent, conversation, today))
            if progress is not None:
                progress(1)
    return results


def run_conversation(agent: Asked, conversation: Conversation, today: date) -> list[Score]:
    """The score of each turn of one conversation."""
    viewer, thread = f"eval-{uuid4().hex}", f"eval-{uuid4().hex}"
    picks: list[str] = []
    scores = []
    for number, turn in enumerate(conversation.turns, 1):
        begin = time.perf_counter()
        reply = agent.ask(turn.say, viewer=viewer, thread=thread)
        elapsed = (time.perf_counter() - begin) * 1000
        made = tuple(Made(call.tool, dict(call.args), call.ok) for call in reply.calls)
        right, strict, why = score_turn(turn.expect, made, picks, today, asked=reply.question is not None)
        needed = max((abs(one) for one in find_wanted_picks(turn.expect)), default=0)
        scores.append(
            Score(
                conversation=conversation.id,
                turn=number,
                tags=conversation.tags,
                say=turn.say,
                right=right,
                strict=strict,
                scorable=needed <= len(picks),
                why=why,
                expected=dict(turn.expect),
                made=made,
                elapsed_ms=elapsed,
                tokens=(reply.usage.input_tokens, reply.usage.output_tokens),
            )
        )
        picks = [pick.clip.id for pick in reply.picks] or picks
    return scores


def as_row(score: Score) -> dict[str, Any]:
    """A wrong turn as JSON: what was said, what was called, what was expected."""
    return {
        "conversation": score.conversation,
        "turn": score.turn,
        "tags": list(score.tags),
        "say": score.say,
        "why": score.why,
        "calls": [{"tool": call.tool, "args": call.args, "ok": call.ok} for call in score.made],
        "expected": score.expected,
    }
