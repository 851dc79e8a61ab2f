"""What the embedded model says where no call is due."""

from __future__ import annotations

from collections.abc import Sequence

from reeltalk.agent.intents import Chat, Intent

_SAYINGS = {
    "greeting": "Hello! Tell me what you would like to watch: a subject, a mood, a length, a language.",
    "thanks": "You are welcome. Shall I look for something else?",
    "bye": "Goodbye, until next time.",
    "about": (
        "I find clips in this catalog from what you say in plain words: a subject, a mood, how long, in which "
        "language, what to leave out. I say why each one fits, and I remember lasting tastes if you ask me to."
    ),
    "scope": "That is beyond me: I can only find clips in this catalog and tell you about them.",
    "rules": "I keep to finding clips in this catalog. What would you like to watch?",
    "accept": "Good. Tell me when you would like something else.",
    "unclear": "I could not read a wish in that. Tell me in words what you would like to watch.",
}


def word_chat(intents: Sequence[Intent]) -> str:
    """The answer to small talk, to what is out of scope and to attempts at the rules; nothing for anything else."""
    return next((_SAYINGS[intent.kind] for intent in intents if isinstance(intent, Chat)), "")
