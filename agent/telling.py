"""Words of a model on their way to the viewer: sentence by sentence, each once it stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

_END = re.compile(r"[.!?…:][\"”’)\]]*(?=\s)|\n")


class Teller:
    """Sends on what a model says while it comes.

    `stands` is given the text from its beginning to the end of a sentence; once it does not stand, nothing more is
    sent: the whole is checked again at the end of the turn, and what replaces it is told then.
    """

    def __init__(self, emit: Callable[[dict[str, Any]], None], stands: Callable[[str], bool]) -> None:
        self._emit = emit
        self._stands = stands
        self.sent = ""
        """What the viewer has read so far."""
        self._stopped = False

    def hear(self, text: str) -> None:
        """Take the whole text so far; it may begin anew after a retry, and then goes on where it says the same."""
        end = max((match.end() for match in _END.finditer(text)), default=0)
        begun = text[:end]
        if self._stopped or len(begun) <= len(self.sent) or _looks_like_data(text):
            return
        if not begun.startswith(self.sent) or not self._stands(begun):
            self._stopped = True
            return
        _emit_words(begun[len(self.sent) :], self._emit)
        self.sent = begun


def tell_rest(sent: str, text: str, emit: Callable[[dict[str, Any]], None]) -> None:
    """What the viewer has not read of a text, word by word; where they read something else, the whole text anew.

    A token with `anew` replaces all that was sent before it.
    """
    if not text.startswith(sent):
        emit({"type": "token", "data": {"text": "", "anew": True}})
        sent = ""
    _emit_words(text[len(sent) :], emit)


def _emit_words(text: str, emit: Callable[[dict[str, Any]], None]) -> None:
    for word in re.findall(r"\s*\S+\s*?", text):
        emit({"type": "token", "data": {"text": word}})


def _looks_like_data(text: str) -> bool:
    """A call written as text is not for the viewer."""
    return text.lstrip()[:1] in ("{", "[", "<", "`")
