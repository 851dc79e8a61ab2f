"""Reasons by code: one or two sentences a pick, each standing on evidence that can be checked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reeltalk.agent.reply import Evidence, EvidenceKind, Pick
from reeltalk.agent.untrusted import inert_part, say_plainly
from reeltalk.retrieval.clip import AUDIENCE_AGES, Clip
from reeltalk.retrieval.sentences import split_sentences
from reeltalk.tools.outcome import Basis, Found
from reeltalk.tools.phrases import join_words, phrase_clock, phrase_count, phrase_language, phrase_length

QUOTE_LENGTH = 180
"""The longest quote in characters; a longer sentence is cut at a word, and the cut is shown outside the quote."""


def compose_pick(rank: int, clip: Clip, found: Found, args: dict[str, Any], akin_to: Clip | None = None) -> Pick:
    """The pick with its reason, from the catalog's row, what matched, and the wish's arguments.

    `akin_to` is the clip that it was chosen for its likeness to.
    """
    told = _match(clip, found) or _plain(clip)
    parts = [part for part in (told, _likeness(akin_to), _facts(clip, args), *_bases(found.basis)) if part]
    reason = " ".join(text for text, _ in parts)
    evidence = [piece for _, pieces in parts for piece in pieces]
    return Pick(
        rank=rank,
        clip=clip,
        score=found.score,
        start_s=found.start_s,
        reason=reason,
        evidence=evidence,
        seen=found.seen,
    )


Part = tuple[str, list[Evidence]]

UNQUOTABLE = "Its text holds nothing that could be quoted here."
"""Said of a clip whose whole text is addresses, tags or signs that nobody sees."""

TITLE_LENGTH = 80
"""A longer title is cut where it stands in a sentence; a quote that counts as evidence is never changed."""


def name_clip(title: str | None, clip_id: str) -> str:
    """A clip's title for a sentence, on one line and disarmed; its id where it has none.

    >>> name_clip("Slow\\x1b[1m river", "c1"), name_clip("", "c1")
    ('Slow river', 'c1')
    """
    name = say_plainly(title or "") or say_plainly(clip_id) or "this clip"
    return cut_quote(name, TITLE_LENGTH) + ("…" if len(name) > TITLE_LENGTH else "")


def cut_quote(text: str, length: int = QUOTE_LENGTH) -> str:
    """A verbatim beginning of the text, at most `length` characters, ending at a word.

    >>> cut_quote("one two three", 9)
    'one two'
    """
    text = text.strip()
    if len(text) <= length:
        return text
    head = text[: length + 1]
    return (head[: head.rfind(" ")] if " " in head else head[:length]).rstrip()


def quote_part(text: str) -> tuple[str, str]:
    """(a verbatim part of the text that is safe to show and short enough, the same with … where it was cut).

    >>> quote_part("A cat sleeps. ![x](https://x.example/p.png)")
    ('A cat sleeps.', 'A cat sleeps. …')
    """
    text = text.strip()
    whole = inert_part(text)
    quote = cut_quote(whole)
    if not quote or quote == text:
        return quote, quote
    return quote, f"{quote}…" if len(quote) < len(whole) else f"{quote} …"


def name_value(text: str) -> str:
    """A name that others gave, such as a creator's, for a sentence: on one line, disarmed, cut."""
    name = say_plainly(text)
    return cut_quote(name, TITLE_LENGTH) + ("…" if len(name) > TITLE_LENGTH else "")


def _match(clip: Clip, found: Found) -> Part | None:
    quote, shown = quote_part(found.matched)
    if not quote:
        return None
    shown = f"“{shown}”"
    kind: EvidenceKind = "metadata" if found.matched_field in ("title", "tags", "category") else "description"
    piece = Evidence(kind=kind, text=quote, clip_id=clip.id, start_s=found.start_s, end_s=found.end_s)
    told = _lead(found) + shown + ("." if not quote.endswith((".", "!", "?")) else "")
    if found.matched_field == "title" and (clip.notes or clip.description):  # a title alone says little
        more, pieces = _plain(clip)
        return f"{told} {more}", [piece, *pieces]
    return told, [piece]


def _lead(found: Found) -> str:
    if found.matched_field == "title":
        return "Its title says "
    if found.matched_field in ("tags", "category"):
        return "It is tagged "
    if found.matched_field == "notes":
        return "Its owner notes "
    if found.start_s is not None and found.matched_field == "moments":
        return f"At {phrase_clock(found.start_s)} it is described as "
    return "Described as "


def _likeness(akin_to: Clip | None) -> Part | None:
    if akin_to is None or not akin_to.title:
        return None
    piece = Evidence(kind="metadata", text=akin_to.title, clip_id=akin_to.id)
    return _say_ground(piece), [piece]


def say_grounds(pick: Pick) -> list[tuple[str, Evidence]]:
    """What a pick stands on besides its own clip, each with its sentence: a likeness, a taste, what others watched."""
    grounds = [one for one in pick.evidence if one.kind in ("preference", "co_viewing") or one.clip_id != pick.clip.id]
    return [(_say_ground(piece), piece) for piece in grounds]


def _say_ground(piece: Evidence) -> str:
    if piece.kind == "preference":
        return f"It goes with your taste for {piece.text}."
    if piece.kind == "co_viewing":
        sentence = say_plainly(piece.text[0].upper() + piece.text[1:])
        return sentence if sentence.endswith(".") else sentence + "."
    return f"Chosen for its likeness to “{name_clip(piece.text, str(piece.clip_id))}”."


def _facts(clip: Clip, args: dict[str, Any]) -> Part | None:
    facts = [fact for fact in (make(clip, args) for make in _FACTS) if fact is not None]
    if not facts:
        return None
    sentence = join_words([words for words, _ in facts])
    return sentence[0].upper() + sentence[1:] + ".", [_state(clip, text) for _, text in facts]


def _state(clip: Clip, text: str) -> Evidence:
    return Evidence(kind="metadata", text=text, clip_id=clip.id)


def _bases(basis: list[Basis]) -> list[Part]:
    parts: list[Part] = []
    for one in basis[:2]:
        kind: EvidenceKind = "preference" if one.kind == "preference" else "co_viewing"
        piece = Evidence(kind=kind, text=one.text, clip_id=one.clip_id if kind == "co_viewing" else None)
        parts.append((_say_ground(piece), [piece]))
    return parts


def _plain(clip: Clip) -> Part:
    """What to say where nothing was searched for: the clip's own first words."""
    kind: EvidenceKind
    for kind, lead, text in (
        ("description", "Described as", clip.notes.strip() or clip.description.strip()),
        ("metadata", "Its title says", clip.title.strip()),
    ):
        quote, shown = quote_part(split_sentences(text)[0].text) if text else ("", "")
        if quote:
            end = "" if quote.endswith((".", "!", "?")) else "."
            return f"{lead} “{shown}”{end}", [Evidence(kind=kind, text=quote, clip_id=clip.id)]
    kind = "metadata" if clip.title.strip() else "description"
    return UNQUOTABLE, [
        Evidence(kind=kind, text=clip.title if kind == "metadata" else clip.description, clip_id=clip.id)
    ]


# --- facts: what of the wish the clip's own row answers, as (words, the row's value) ---------------------------------

Fact = tuple[str, str]


def _length_fact(clip: Clip, args: dict[str, Any]) -> Fact | None:
    wanted = args.get("max_seconds") or args.get("min_seconds") or args.get("sort") in ("shortest", "longest")
    if not wanted or clip.duration_s is None:
        return None
    return f"it is {phrase_length(clip.duration_s)} long", str(clip.duration_s)


def _language_fact(clip: Clip, args: dict[str, Any]) -> Fact | None:
    if not args.get("language") or clip.language is None:
        return None
    return f"it is in {phrase_language(clip.language)}", clip.language


def _creator_fact(clip: Clip, args: dict[str, Any]) -> Fact | None:
    return (f"it is by {name_value(clip.creator)}", clip.creator) if args.get("creator") and clip.creator else None


def _category_fact(clip: Clip, args: dict[str, Any]) -> Fact | None:
    return (
        (f"its category is {name_value(clip.category)}", clip.category)
        if args.get("category") and clip.category
        else None
    )


def _tags_fact(clip: Clip, args: dict[str, Any]) -> Fact | None:
    wanted = {tag.casefold() for tag in args.get("tags") or ()}
    carried = [tag for tag in clip.tags if tag.casefold() in wanted]
    return (f"it is tagged {join_words([name_value(tag) for tag in carried])}", carried[0]) if carried else None


def _date_fact(clip: Clip, args: dict[str, Any]) -> Fact | None:
    wanted = args.get("published_after") or args.get("published_before") or args.get("sort") == "newest"
    if not wanted or clip.published is None:
        return None
    return f"it came out on {clip.published:%d %B %Y}".replace(" 0", " "), clip.published.isoformat()


def _views_fact(clip: Clip, args: dict[str, Any]) -> Fact | None:
    if args.get("popularity") == "hidden_gem" and clip.views is not None and clip.likes is not None:
        return f"it has {phrase_count(clip.likes, 'like')} on only {phrase_count(clip.views, 'view')}", str(clip.views)
    if (args.get("popularity") or args.get("sort") == "popular") and clip.views is not None:
        return f"it has {phrase_count(clip.views, 'view')}", str(clip.views)
    return None


def _audience_fact(clip: Clip, args: dict[str, Any]) -> Fact | None:
    if not args.get("max_audience") or clip.audience is None:
        return None
    age = AUDIENCE_AGES[clip.audience]
    return ("it is marked as for everyone" if age == 0 else f"it is marked as fit from age {age}"), clip.audience


_FACTS: tuple[Callable[[Clip, dict[str, Any]], Fact | None], ...] = (
    _length_fact,
    _language_fact,
    _creator_fact,
    _category_fact,
    _tags_fact,
    _date_fact,
    _views_fact,
    _audience_fact,
)
