"""Follow-ups that would each return something, told from what was shown: no search is run for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from reeltalk.agent.context import Offer
from reeltalk.agent.languages import find_language
from reeltalk.agent.reply import Pick, Wish
from reeltalk.retrieval.names import fold_language
from reeltalk.tools.phrases import phrase_language, phrase_length

MOST = 4
_LENGTHS = (10, 20, 30, 60, 120, 180, 300, 600, 1200, 1800, 3600)


def suggest(wish: Wish, picks: Sequence[Pick], offer: Offer | None, options: Sequence[str]) -> list[str]:
    """At most four requests in the viewer's words.

    A narrowing is suggested only where one of the picks fulfils it and another does not: so it changes something, and
    leaves something.
    """
    if offer is not None:
        return [f"Yes, {offer.text}"]
    if options:
        return list(options[:MOST])
    if not picks:
        return ["What do you have?", "Surprise me"]
    return list(_follow_ups(wish, picks))[:MOST]


def _follow_ups(wish: Wish, picks: Sequence[Pick]) -> Iterator[str]:
    yield from _shorter(wish, picks)
    yield from _language(wish, picks)
    yield "Why the first one?"
    if len(picks) > 1:
        yield "More like the second one"
    yield from _newest(wish, picks)


def _shorter(wish: Wish, picks: Sequence[Pick]) -> Iterator[str]:
    lengths = [pick.clip.duration_s for pick in picks if pick.clip.duration_s is not None]
    limit = wish.args.get("max_seconds") or float("inf")
    for bound in _LENGTHS:
        if bound < limit and any(length <= bound for length in lengths) and any(length > bound for length in lengths):
            yield f"Only up to {phrase_length(bound)}"
            return


def _language(wish: Wish, picks: Sequence[Pick]) -> Iterator[str]:
    if wish.args.get("language"):
        return
    spoken = Counter(fold_language(pick.clip.language) if pick.clip.language else "" for pick in picks)
    for code, _ in reversed(spoken.most_common() if len(spoken) > 1 else []):
        name = phrase_language(code)
        if find_language(name) == code:  # else it could not be asked for by its name
            yield f"Only in {name}"
            return


def _newest(wish: Wish, picks: Sequence[Pick]) -> Iterator[str]:
    if not wish.args.get("sort") and len({pick.clip.published for pick in picks} - {None}) > 1:
        yield "Newest first"
