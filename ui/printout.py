"""A reply on the terminal: text, numbered picks with their reasons, what to know, follow-ups."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from reeltalk.tools.phrases import phrase_clock
from reeltalk.ui.lines import plain_line
from reeltalk.ui.markup import clean_text, web_link
from reeltalk.ui.media import video_file

if TYPE_CHECKING:
    from reeltalk.agent.reply import Evidence, Pick, Reply

INDENT = 4
LONGEST_TITLE = 200
LONGEST_NAME = 60
"""Letters of a category or creator; more would push the reason out of sight."""


def open_console() -> Console:
    """A console on standard output that takes every text as it is."""
    return Console(file=sys.stdout, highlight=False, markup=False, emoji=False)


def print_rest(console: Console, reply: Reply, home: Path) -> None:
    """What follows the reply's text."""
    notes = [f"Also applied: {text}" for text in reply.applied]
    notes += [f"Loosened, as you agreed: {text}" for text in reply.relaxed]
    for note in [*notes, *reply.notices]:
        console.print(Text(f"· {plain_line(note)}", style="dim"))
    for pick in reply.picks:
        print_pick(console, pick, home)
    if reply.suggestions:
        console.print()
        console.print(Text("Try: " + " · ".join(map(plain_line, reply.suggestions)), style="dim"))


def print_pick(console: Console, pick: Pick, home: Path) -> None:
    """One pick: number, title, facts, reason with its quotes marked, where it plays."""
    clip = pick.clip
    console.print()
    title = Text(f"{pick.rank:>2}. ", style="bold")
    console.print(title + Text(clean_text(plain_line(clip.title or clip.id), LONGEST_TITLE)))
    facts = [
        phrase_clock(clip.duration_s) if clip.duration_s is not None else "",
        clean_text(plain_line(clip.category or ""), LONGEST_NAME),
        f"by {clean_text(plain_line(clip.creator), LONGEST_NAME)}" if clip.creator else "",
        "seen" if pick.seen else "",
    ]
    if any(facts):
        _print_indented(console, Text(" · ".join(filter(None, facts)), style="dim"))
    _print_indented(console, mark_reason(pick))
    place = locate_clip(pick, home)
    if place:  # on one line whatever its length, so that it can be copied
        console.print(Text(" " * INDENT + place, style="cyan"), soft_wrap=True)


def mark_reason(pick: Pick) -> Text:
    """The reason, with the quotes from the clip marked."""
    reason = Text(plain_line(pick.reason))
    for piece in pick.evidence:
        quote = plain_line(piece.text)
        start = reason.plain.find(f"“{quote}") + 1 if quote else 0
        if start:
            reason.stylize("italic bold", start, start + len(quote))
    return reason


def locate_clip(pick: Pick, home: Path) -> str:
    """Where the pick plays, its address first; a file that is not there is said to be missing."""
    clip, place = pick.clip, web_link(pick.clip.url)
    if place is None and clip.path:
        file = video_file(clip, home)
        place = plain_line(str(file)) if file else f"{plain_line(clip.path)} (the file is missing)"
    start = f"  from {phrase_clock(pick.start_s)}" if place and pick.start_s else ""
    return (place or "") + start


def print_evidence(console: Console, pick: Pick) -> None:
    """What a pick stands on, piece by piece."""
    console.print(mark_reason(pick))
    for piece in pick.evidence:
        line = Text(f"{_name_kind(piece, pick)}: ", style="dim") + Text(plain_line(piece.text))
        _print_indented(console, line)


def _name_kind(piece: Evidence, pick: Pick) -> str:
    when = f" at {phrase_clock(piece.start_s)}" if piece.start_s is not None else ""
    source = f" ({plain_line(pick.clip.description_source)})" if pick.clip.description_source else ""
    names = {
        "description": f"its description{source}{when} says",
        "metadata": "stated of it",
        "preference": "your taste",
        "co_viewing": "from what others watched",
    }
    return names[piece.kind]


def _print_indented(console: Console, text: Text) -> None:
    console.print(Padding(text, (0, 0, 0, INDENT), expand=False))
