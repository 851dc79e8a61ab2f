"""A pick as a card: its video from the moment on, what it is, why it was picked, and the buttons that act."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from reeltalk.agent.reply import Evidence, Pick
from reeltalk.retrieval.clip import AUDIENCE_AGES, Clip
from reeltalk.retrieval.viewer import Verdict
from reeltalk.tools.phrases import phrase_clock, phrase_language
from reeltalk.ui.icons import icon
from reeltalk.ui.markup import clean_text, mark_quotes, media_url, show_text, still_url, web_link
from reeltalk.ui.media import is_picture, still_file, video_file

LONGEST_TITLE = 200
LONGEST_DESCRIPTION = 4000


@dataclass(frozen=True)
class Shelf:
    """What a card needs besides its pick."""

    home: Path
    """The catalog's home, where relative files lie."""
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    """What the viewer last said of clips, by id."""
    seen: Collection[str] = frozenset()
    """The clips the viewer has seen."""


def show_card(pick: Pick, shelf: Shelf) -> str:
    """The card's HTML; everything from the clip is escaped."""
    clip = pick.clip
    return (
        f'<article class="card" data-clip="{show_text(clip.id)}" data-title="{show_text(_title(clip), 120)}"'
        f' data-start="{pick.start_s or 0:g}" data-length="{clip.duration_s or 0:g}" data-rank="{pick.rank}">'
        f"{_show_screen(clip, shelf.home, pick.start_s)}"
        f'<div class="about"><h3 dir="auto"><span class="rank">{pick.rank}</span>'
        f"{show_text(_title(clip), LONGEST_TITLE)}</h3>"
        f"{_show_facts(clip)}"
        f'<p class="reason" dir="auto">{mark_quotes(pick.reason, _quotes(pick))}</p>'
        f"{_show_evidence(pick)}</div>{_show_buttons(pick, shelf)}</article>"
    )


def show_reel(clip: Clip, home: Path) -> str:
    """A small clip of the first row: it plays, without sound, while the pointer is on it."""
    path = video_file(clip, home)
    if path is None or is_picture(path):
        return ""
    title = show_text(_title(clip), 80)
    wish = show_text(f"show me “{clean_text(_title(clip), 80)}”")
    length = f'<span class="length">{phrase_clock(clip.duration_s)}</span>' if clip.duration_s else ""
    return (
        f'<button type="button" class="reel" data-ask="{wish}" title="{title}">'
        f"{_show_video(clip, home, None)}{length}"
        f'<span class="name" dir="auto">{title}</span></button>'
    )


def describe_source(source: str) -> str:
    """How descriptions came about, in words that follow "descriptions"; empty where nobody said.

    >>> describe_source("mllm:gemini-1.5-flash"), describe_source("written by Ann"), describe_source("OCR")
    ('by the multimodal model gemini-1.5-flash', 'written by Ann', 'from “OCR”')
    """
    text = clean_text(source.strip(), 160)
    kind, _, name = text.partition(":")
    if kind.casefold() == "mllm" and name:
        return f"by the multimodal model {name}"
    if text.split(" ")[0].casefold() in ("by", "from", "made", "written"):
        return text
    return _SOURCES.get(text.casefold(), f"from “{text}”")


_SOURCES = {
    "metadata": "from the metadata",
    "sidecar": "from a file beside the video",
    "person": "by a person",
    "human": "by a person",
    "": "",
}


def _title(clip: Clip) -> str:
    return clean_text(clip.title).strip() or clean_text(clip.description).strip().split("\n")[0] or clip.id


def _show_screen(clip: Clip, home: Path, start_s: float | None) -> str:
    path, link = video_file(clip, home), web_link(clip.url)
    if path is None:
        return _show_absence(clip, link)
    length = f'<span class="length">{phrase_clock(clip.duration_s)}</span>' if clip.duration_s else ""
    if is_picture(path):
        return f'<div class="screen"><img src="{show_text(media_url(clip.id))}" alt="" loading="lazy">{length}</div>'
    moment = f'<span class="moment">from {phrase_clock(start_s)}</span>' if start_s else ""
    return (
        f'<div class="screen">{_show_video(clip, home, start_s)}<button type="button" class="play"'
        f' aria-label="Play {show_text(_title(clip), 120)}">{icon("play")}</button>{moment}{length}'
        '<p class="missing" hidden>This browser cannot play the file.</p></div>'
    )


def _show_video(clip: Clip, home: Path, start_s: float | None) -> str:
    poster = f' poster="{show_text(still_url(clip.id))}"' if not start_s and still_file(clip, home) else ""
    fragment = f"#t={start_s:g}" if start_s else ("" if poster else "#t=0.1")
    return (
        f'<video muted playsinline disableremoteplayback preload="metadata"{poster}'
        f' src="{show_text(media_url(clip.id))}{fragment}" tabindex="-1"></video>'
    )


def _show_absence(clip: Clip, link: str | None) -> str:
    if link is not None:
        host = show_text(urlsplit(link).hostname or "", 60)
        return (
            f'<div class="screen absent"><a href="{show_text(link)}" target="_blank" rel="noopener noreferrer">'
            f"{icon('link')}<span>Watch on {host}</span></a><p>Opens another site.</p></div>"
        )
    why = "Its video file is not there any more." if clip.path else "No video file is known for it."
    return f'<div class="screen absent"><p>{why}<br>Here is what is known of it.</p></div>'


def _show_facts(clip: Clip) -> str:
    facts = [
        show_text(clip.creator or "", 60),
        show_text(_language(clip.language), 40) if clip.language else "",
        show_text(clip.category or "", 40),
        show_text(_audience(clip.audience)) if clip.audience else "",
        str(clip.published.year) if clip.published else "",
    ]
    return '<p class="facts">' + "".join(f"<span><bdi>{fact}</bdi></span>" for fact in facts if fact) + "</p>"


@lru_cache(maxsize=256)
def _language(code: str) -> str:
    return phrase_language(code)


def _audience(mark: str) -> str:
    age = AUDIENCE_AGES[mark]
    return "for everyone" if age == 0 else f"from age {age}"


def _quotes(pick: Pick) -> list[str]:
    return [piece.text for piece in pick.evidence if piece.kind in ("description", "metadata") and len(piece.text) > 3]


_KINDS = {
    "description": "Description",
    "metadata": "Catalog entry",
    "preference": "Your taste",
    "co_viewing": "What others watched",
}


def _show_evidence(pick: Pick) -> str:
    rows = "".join(_show_piece(piece) for piece in pick.evidence)
    kinds = ", ".join(dict.fromkeys(_KINDS[piece.kind].lower() for piece in pick.evidence)) or "none"
    source = describe_source(pick.clip.description_source)
    told = f"<p>Description {show_text(source)}. It tells what was said of the clip, not what is proven.</p>"
    text = mark_quotes(clean_text(pick.clip.description, LONGEST_DESCRIPTION), _quotes(pick))
    whole = f'<blockquote dir="auto">{text}</blockquote>{told if source else ""}' if text.strip() else ""
    return f'<details class="evidence"><summary>Evidence: {kinds}</summary><ul>{rows}</ul>{whole}</details>'


def _show_piece(piece: Evidence) -> str:
    when = ""
    if piece.start_s is not None:
        until = f"–{phrase_clock(piece.end_s)}" if piece.end_s is not None else ""
        when = f" at {phrase_clock(piece.start_s)}{until}"
    quoted = piece.kind in ("description", "metadata")
    text = show_text(piece.text, 600)
    return f'<li><b>{_KINDS[piece.kind]}{when}</b> <span dir="auto">{f"“{text}”" if quoted else text}</span></li>'


def _show_buttons(pick: Pick, shelf: Shelf) -> str:
    verdict = shelf.verdicts.get(pick.clip.id)
    seen = pick.seen or pick.clip.id in shelf.seen or verdict == "seen"
    pressed = {"like": verdict == "like", "dislike": verdict == "dislike", "seen": seen}
    names = {"like": "Like", "dislike": "Dislike", "seen": "Seen"}
    buttons = "".join(
        f'<button type="button" class="act {name}" data-verdict="{name}" aria-pressed="{str(on).lower()}">'
        f"{icon(name)}<span>{names[name]}</span></button>"
        for name, on in pressed.items()
    )
    more = (
        f'<button type="button" class="act more" data-more="{pick.rank}" title="More like this one"'
        f' aria-label="More like this one">{icon("more")}</button>'
    )
    return f'<div class="acts">{buttons}{more}</div>'
