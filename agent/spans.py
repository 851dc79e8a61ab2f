"""Stretches of a request that were read: taken out of the text, so that what is left is what it is about."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from reeltalk.agent.normaliser import GAP


@dataclass(frozen=True)
class Reading:
    """A text with what was read from it so far."""

    text: str
    """What is left, `GAP` where something was taken out."""
    found: dict[str, Any] = field(default_factory=dict)
    """Constraint name to value; None takes a constraint of the wish away."""

    def having(self, **found: Any) -> Reading:
        """With these constraints besides."""
        return Reading(self.text, {**self.found, **found})


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """A pattern in which letters' case does not count and blanks are free, for readable long patterns."""
    return re.compile(pattern, re.IGNORECASE | re.VERBOSE)


def take(reading: Reading, pattern: re.Pattern[str], read: Callable[[re.Match[str]], dict[str, Any] | None]) -> Reading:
    """Read every match and take it out of the text; a match that `read` gives None for stays."""
    text, found, start = reading.text, dict(reading.found), 0
    while (match := pattern.search(text, start)) is not None:
        value = read(match)
        if value is None or match.end() == match.start():
            start = match.end() if match.end() > match.start() else match.end() + 1
            if start > len(text):
                break
            continue
        found.update(value)
        text = f"{text[: match.start()]} {GAP} {text[match.end() :]}"
        start = match.start() + len(GAP) + 2
    return Reading(text, found)
