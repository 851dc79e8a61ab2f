"""The language that words name: in English, in the language itself or in any other."""

from __future__ import annotations

import re
from functools import cache

from reeltalk.agent.words import read_words

_USUAL = {
    "mandarin": "zh",
    "cantonese": "zh",
    "castellano": "es",
    "castilian": "es",
    "espanol": "es",
    "francais": "fr",
    "portugues": "pt",
    "brazilian": "pt",
    "brasileiro": "pt",
    "tagalog": "tl",
    "filipino": "tl",
    "pilipino": "tl",
    "flemish": "nl",
    "gaelic": "ga",
    "bahasa": "id",
    "gymraeg": "cy",
    "hinglish": "hi",
    "čeština": "cs",
    "češtině": "cs",
    "česky": "cs",
    "po polsku": "pl",
    "türkisch": "tr",
    "norsk": "no",
    "bokmal": "no",
}
"""What the library does not know, or names more narrowly than ISO 639-1 does."""
_NOT_NAMES = read_words(
    """
    in on the a an auf en em with and or only just please audio original latino version commentary subtitles captions
    narration spoken dubbed language voice from for one ones explained narrated entirely yn as po het no ma so to is it
    do vich mein sign at by my me he she we us
    """
)
_TAG = re.compile(r"\b([a-z]{2})-(?:[a-z]{2}|\d{3})\b", re.I)
_WORD = re.compile(r"[^\W\d_]+")


@cache
def find_language(words: str) -> str | None:
    """The ISO 639-1 code of the first language that words name, or None.

    >>> find_language("with Portuguese subtitles"), find_language("auf deutsch"), find_language("Rome")
    ('pt', 'de', None)
    """
    tag = _TAG.search(words)
    if tag is not None and _code(tag[1]):
        return _code(tag[1])
    lower = words.lower()
    named = [word for word in _WORD.findall(lower) if word not in _NOT_NAMES]
    usual = next((_USUAL[word] for word in named if word in _USUAL), None)
    return usual or next((code for word in named if (code := _look_up(word))), None)


def _look_up(name: str) -> str | None:
    """The code of one name, where it is a language that ISO 639-1 has."""
    from langcodes import find

    if name.isascii() and len(name) < 4 and name not in ("lao", "ido", "twi", "ewe"):
        return None
    try:
        return _code(find(name).language or "")
    except LookupError:
        return None


def _code(language: str) -> str | None:
    from langcodes import Language, tag_is_valid

    if not tag_is_valid(language):
        return None
    wide = Language.get(language).prefer_macrolanguage().language or ""
    return wide if len(wide) == 2 else None
