"""What the page shows beside the conversation: the line on top, the wish as chips, tastes, viewers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from reeltalk.agent.reply import Wish
from reeltalk.retrieval.viewer import Preference
from reeltalk.tools.phrases import phrase_constraints
from reeltalk.ui.icons import icon
from reeltalk.ui.markup import show_text
from reeltalk.ui.sessions import is_guest

MOST_VIEWERS = 16
"""Invented viewers that the switch offers."""


@dataclass(frozen=True)
class Chip:
    """One part of the wish, and the words that drop it."""

    text: str
    drop: str
    """Empty for the part that cannot be dropped: what it is all about."""
    anew: bool = False
    """The words say the whole wish again, as the first of a new thread."""


@dataclass(frozen=True)
class Stock:
    """What the catalog is, for the line on top."""

    clips: int
    source: str
    """How its clips are described, in words that follow "descriptions"."""
    asked: str
    """The server that is asked for each request; empty: none, all happens here."""
    progress: str = ""
    """How many of the clips a model has described, as `412 of 3000`; empty where none is asked to."""


def show_stock(stock: Stock) -> str:
    """The one line on top: how many clips, how described, where requests go."""
    count = "One clip" if stock.clips == 1 else f"{stock.clips:,} clips"
    if stock.clips == 0:
        count = "No clips yet"
    source = stock.source.partition(",")[0]  # one line has no room for more; the cards say it in full
    described = f"descriptions {source}" if source and stock.clips else ""
    done, _, total = stock.progress.partition(" of ")
    if done.isdigit() and total.isdigit() and int(done) < int(total):
        described = f"{int(done):,} of {int(total):,} described"
    asked = urlsplit(stock.asked).netloc or stock.asked
    place = f"requests are sent to {asked}" if asked else "nothing leaves this computer"
    parts = [show_text(part, 160) for part in (count, described, place) if part]
    return '<span class="dot"></span>' + " <i>·</i>".join(f"<span>{part}</span>" for part in parts)


def wish_chips(wish: Wish, seed_title: str = "") -> list[Chip]:
    """The wish in force as chips; the query first, then each constraint, lists one by one."""
    chips = []
    query = wish.query.strip(" ,.;")
    if query:
        chips.append(Chip(query, ""))
    if seed_title:
        change = wish.args.get("change")
        chips.append(Chip(f"like “{seed_title}”" + (f", {change}" if change else ""), ""))
    shown = {name: value for name, value in wish.args.items() if _NO_LIMIT.get(name) != value}
    for name, text in phrase_constraints(shown):
        if name == "exclude":
            chips += [Chip(f"no {term}", f"{term} is fine after all") for term in wish.args[name]]
        elif name == "tags":
            chips += [Chip(f"tagged {term}", _restate(wish.args, name, term), anew=True) for term in wish.args[name]]
        elif name in _DROPS:
            chips.append(Chip(text, _DROPS[name]))
        else:
            chips.append(Chip(text, _restate(wish.args, name), anew=True))
    return chips


_NO_LIMIT = {"sort": "relevance", "unseen_only": False}
"""Values that ask for nothing."""
_DROPS = {
    "min_seconds": "any length is fine",
    "max_seconds": "any length is fine",
    "language": "any language is fine",
    "creator": "any creator is fine",
    "published_after": "any date",
    "published_before": "any date",
    "popularity": "popularity doesn't matter",
    "unseen_only": "repeats are fine",
    "sort": "best match first",
}
"""What a viewer would say to be rid of a constraint; of the others they say again what they still want."""


def _restate(args: dict[str, Any], dropped: str, term: str = "") -> str:
    """The wish in words, without one constraint or one of its terms; nothing where it rests on a clip."""
    if "clip" in args:
        return ""
    kept = {name: value for name, value in args.items() if name not in (dropped, "query")}
    if term and len(args[dropped]) > 1:
        kept[dropped] = [one for one in args[dropped] if one != term]
    words = [str(args.get("query", "")).strip(" ,.;"), *(text for _, text in phrase_constraints(kept))]
    return ", ".join(filter(None, words)) or "What should I watch?"


def show_wish(chips: Sequence[Chip]) -> str:
    """The chips; those that can be dropped have a ×."""
    if not chips:
        return ""
    return '<h2>Your wish</h2><div class="chips">' + "".join(map(_show_chip, chips)) + "</div>"


def _show_chip(chip: Chip) -> str:
    text = show_text(chip.text, 80)
    if not chip.drop:
        return f'<span class="chip topic" dir="auto">{text}</span>'
    anew = ' data-anew="1"' if chip.anew else ""
    drop = (
        f'<button type="button" data-ask="{show_text(chip.drop)}"{anew} aria-label="Drop: {text}" title="Drop this">'
        f"{icon('drop')}</button>"
    )
    return f'<span class="chip"><bdi>{text}</bdi>{drop}</span>'


def show_preferences(preferences: Sequence[Preference]) -> str:
    """Lasting tastes, each with a button that forgets it."""
    if not preferences:
        return (
            '<h2>Your tastes</h2><p class="hint">Nothing noted. Say “I usually like jazz” or “never show me gore”'
            " and it is kept here, for you to see and take back.</p>"
        )
    rows = "".join(_show_preference(one) for one in preferences)
    return f'<h2>Your tastes</h2><ul class="tastes">{rows}</ul>'


def _show_preference(one: Preference) -> str:
    words = {
        ("like", "always"): "always",
        ("like", "usually"): "likes",
        ("dislike", "always"): "never",
        ("dislike", "usually"): "rather not",
    }[one.polarity, one.strength]
    text = show_text(one.text, 120)
    return (
        f'<li class="{one.polarity}" title="From: {show_text(one.source, 200)}"><b>{words}</b> <bdi>{text}</bdi>'
        f'<button type="button" data-forget="{show_text(one.text)}" aria-label="Forget: {words} {text}" title="Forget">'
        f"{icon('drop')}</button></li>"
    )


def show_viewers(known: Sequence[tuple[str, str, int]], viewer: str, guest: str, history: str = "") -> str:
    """The options of the viewer switch: this browser's person, somebody new, and viewers with a history.

    `known` are (id, label, number of events); where some have a label, only they are offered. `history` says what the
    histories are, such as that they are invented.
    """
    options = [_option("@me", "You", viewer == guest)]
    if viewer != guest and is_guest(viewer):
        options.append(_option(viewer, "Somebody new", True))
    options.append(_option("@new", "Start as somebody new", False))
    offered = ([one for one in known if one[1]] or list(known))[:MOST_VIEWERS]
    offered += [one for one in known if one[0] == viewer and one not in offered]
    if offered:
        rows = "".join(_option(name, _label(name, label, count), name == viewer) for name, label, count in offered)
        title = "Viewers with a history" + (f" ({history})" if history else "")
        options.append(f'<optgroup label="{show_text(title, 80)}">{rows}</optgroup>')
    return "".join(options)


def _label(name: str, label: str, count: int) -> str:
    told = label or name
    return f"{told} ({count} watched)" if count else told


def _option(value: str, text: str, chosen: bool) -> str:
    return f'<option value="{show_text(value)}"{" selected" if chosen else ""}>{show_text(text, 70)}</option>'
