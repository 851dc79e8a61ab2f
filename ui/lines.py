"""Plain lines for a terminal: what others wrote can neither move its cursor nor colour it."""

from __future__ import annotations

import json
import sys
from typing import Any

from reeltalk.agent.untrusted import strip_sequences
from reeltalk.ui.markup import clean_text


def plain(text: str) -> str:
    """The text without control sequences, control signs and signs that turn its direction; lines and tabs stay.

    >>> plain("a\\x1b[31mb\\x1b]0;title\\x07c\\x07\\nd")
    'abc\\nd'
    """
    return clean_text(strip_sequences(text.replace("\r\n", "\n")), longest=len(text) + 1)


def plain_line(text: str) -> str:
    """The text as one line.

    >>> plain_line(" a\\n\\tb ")
    'a b'
    """
    return " ".join(plain(text).split())


def say(text: str) -> None:
    """Tell the person something on standard error."""
    sys.stderr.write(plain_line(text) + "\n")
    sys.stderr.flush()


def write_line(text: str) -> None:
    """Write one line of an answer on standard output."""
    sys.stdout.write(plain(text) + "\n")


def write_json(document: Any) -> None:
    """Write one JSON document on standard output, in UTF-8 whatever the terminal's own encoding is."""
    text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()
