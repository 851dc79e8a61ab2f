"""Language names to ISO 639-1 codes."""

from __future__ import annotations


def normalise_language(text: str) -> str:
    """The ISO 639-1 code of a language given by name or code; the text itself, lowered, where it is none.

    >>> [normalise_language(text) for text in ("German", "pt-BR", "Mandarin", "gibberish")]
    ['de', 'pt', 'zh', 'gibberish']
    """
    from langcodes import Language, tag_is_valid

    given = text.strip()
    if tag_is_valid(given):
        return Language.get(given).prefer_macrolanguage().language or given.lower()
    try:
        return Language.find(given).prefer_macrolanguage().language or given.lower()
    except LookupError:
        return given.lower()
