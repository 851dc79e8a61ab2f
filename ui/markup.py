"""Text that others wrote, as HTML that cannot act: escaped, without control signs, marked only by code."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from html import escape
from urllib.parse import quote, urlsplit

_DIRECTION_SIGNS = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""They can turn the text after them around; `dir="auto"` on the element does the work for honest text."""
_WEB = ("http", "https")


def clean_text(text: str, longest: int = 20_000) -> str:
    """The text without control and direction signs, cut at `longest` characters with an ellipsis.

    >>> clean_text("a\\u202eb\\x07c\\nd")
    'abc\\nd'
    """
    kept = "".join(sign for sign in text[: longest + 1] if _is_shown(sign))
    return kept if len(text) <= longest else kept[:longest].rstrip() + "…"


def show_text(text: str, longest: int = 20_000) -> str:
    """The text as HTML: cleaned and escaped, fit for element content and quoted attributes.

    >>> show_text('<b a="1">')
    '&lt;b a=&quot;1&quot;&gt;'
    """
    return escape(clean_text(text, longest), quote=True)


def mark_quotes(text: str, quotes: Iterable[str]) -> str:
    """The text as HTML with each of the quotes that stands in it verbatim in `<mark>`.

    >>> mark_quotes("Described as “a <cat>”.", ["a <cat>"])
    'Described as “<mark>a &lt;cat&gt;</mark>”.'
    """
    cleaned = clean_text(text)
    wanted = sorted({clean_text(one).strip() for one in quotes} - {""}, key=len, reverse=True)
    if not wanted:
        return escape(cleaned)
    pieces = re.split("(" + "|".join(map(re.escape, wanted)) + ")", cleaned)
    return "".join(
        f"<mark>{escape(piece)}</mark>" if index % 2 else escape(piece) for index, piece in enumerate(pieces)
    )


def show_paragraphs(text: str) -> str:
    """A reply's text as HTML paragraphs; of Markdown only `**bold**` counts, as language models write it unasked.

    >>> show_paragraphs("One.\\n\\n**Two** <3")
    '<p>One.</p><p><strong>Two</strong> &lt;3</p>'
    """
    parts = [part.strip() for part in re.split(r"\n\s*\n", clean_text(text)) if part.strip()]
    return "".join("<p>" + _BOLD.sub(r"<strong>\1</strong>", escape(part)) + "</p>" for part in parts)


_BOLD = re.compile(r"\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*")


def media_url(clip_id: str) -> str:
    """Where a clip's file is served.

    >>> media_url("a/../b c")
    '/media/a%2F..%2Fb%20c'
    """
    return f"/media/{quote(clip_id, safe='')}"


def still_url(clip_id: str) -> str:
    """Where a clip's still picture is served."""
    return f"/still/{quote(clip_id, safe='')}"


def web_link(url: str | None) -> str | None:
    """The address where it is one of the web, else None: a `javascript:` or `data:` address is none.

    >>> web_link("https://example.org/v?a=1"), web_link("javascript:alert(1)")
    ('https://example.org/v?a=1', None)
    """
    text = clean_text(url or "").strip()
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return text if parts.scheme.lower() in _WEB and parts.hostname and not re.search(r"\s", text) else None


def _is_shown(sign: str) -> bool:
    return sign in "\n\t" or (sign not in _DIRECTION_SIGNS and unicodedata.category(sign) not in ("Cc", "Cs", "Cn"))
