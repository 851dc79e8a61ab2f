"""Finding in a text what a model says stands there, whatever signs it writes for quotes, dashes and spaces."""

from __future__ import annotations

import re
import unicodedata

_SIGNS = {
    **dict.fromkeys("‘’‚‛′´`ʼ＇", "'"),
    **dict.fromkeys("“”„‟″«»＂", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "…": "...",
    "\u00ad": "",
}
_ELLIPSIS = re.compile(r"\s*(?:\[\s*)?(?:…|\.{3,})(?:\s*\])?\s*")
_OUTER = " \t\n\"'“”‘’„«»*_.,;:!?-–—()[]"
SHORTEST = 4
"""Letters of a quote: fewer prove nothing."""


def fold(text: str) -> str:
    """The text for comparing: one kind of quotes, dashes and spaces, no case, nothing unseen.

    >>> fold("It’s  “fine”…")
    'it\\'s "fine"...'
    """
    folded = "".join(sign for sign, _ in _fold_signs(text))
    return folded.strip()


def fold_words(text: str) -> str:
    """The words alone, folded, with one space between them.

    >>> fold_words("The **Slow** River!")
    'the slow river'
    """
    return " ".join(re.findall(r"[^\W_]+", fold(text)))


def find_verbatim(quote: str, text: str) -> str | None:
    """The text's own words where the quote stands in it, from word to word; None where it does not.

    >>> find_verbatim("it's a  'slow' river", "Well, it’s a “slow” river. It runs.")
    >>> find_verbatim('a "slow" River.', "Well, it’s a “slow” river. It runs.")
    'a “slow” river'
    """
    wanted = fold(quote).strip(_OUTER)
    letters = sum(sign.isalnum() for sign in wanted)
    if letters < (SHORTEST if wanted.isascii() else 2):
        return None
    pairs = _fold_signs(text)
    folded = "".join(sign for sign, _ in pairs)
    start = folded.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        if _is_edge(folded, start) and _is_edge(folded, end):
            return text[pairs[start][1] : pairs[end - 1][1] + 1]
        start = folded.find(wanted, start + 1)
    return None


def find_parts(quote: str, text: str) -> list[str]:
    """The text's own words for a quote that may leave some out with “…”, in order; nothing where a part is missing.

    >>> find_parts("A cat … snores.", "A cat sleeps on a radiator and snores.")
    ['A cat', 'snores']
    """
    found: list[str] = []
    rest = text
    for part in filter(None, (one.strip(_OUTER) for one in _ELLIPSIS.split(quote))):
        own = find_verbatim(part, rest)
        if own is None:
            return []
        found.append(own)
        rest = rest[rest.index(own) + len(own) :]
    return found


def _fold_signs(text: str) -> list[tuple[str, int]]:
    """Each folded sign with the place that it comes from."""
    folded: list[tuple[str, int]] = []
    for place, sign in enumerate(text):
        known = _SIGNS.get(sign)
        plain = known if known is not None else unicodedata.normalize("NFKC", sign).casefold()
        for one in plain:
            if one.isspace():
                if not folded or folded[-1][0] != " ":
                    folded.append((" ", place))
            elif unicodedata.category(one) not in ("Cc", "Cf"):
                folded.append((one, place))
    return folded


def _is_edge(folded: str, place: int) -> bool:
    """Whether a word begins or ends there; scripts without spaces between words have edges everywhere."""
    if place <= 0 or place >= len(folded):
        return True
    before, after = folded[place - 1], folded[place]
    return not (before.isalnum() and after.isalnum()) or ord(before) > 0x2E80 or ord(after) > 0x2E80
