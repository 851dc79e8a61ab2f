"""The state of a conversation in a few words, as the tagger reads it beside the request."""

from __future__ import annotations

from reeltalk.agent.context import TurnContext
from reeltalk.agent.words import cut_words

_LIMITS = {
    "min_seconds": "length",
    "max_seconds": "length",
    "language": "language",
    "category": "category",
    "tags": "tag",
    "creator": "creator",
    "published_after": "date",
    "published_before": "date",
    "popularity": "popularity",
    "sort": "order",
    "limit": "count",
    "unseen_only": "unseen",
    "max_audience": "audience",
}
_ACTS = {
    "search_clips": "searched",
    "similar_clips": "similar",
    "recommend_clips": "recommended",
    "clip_details": "details",
    "browse_catalog": "catalog",
    "explain_pick": "why",
    "rate_clip": "rated",
    "remember": "remembered",
    "forget": "forgot",
    "ask_viewer": "asked",
}
_WORDS = 12
"""Words kept of the wish, and of the request before."""


def word_situation(context: TurnContext) -> str:
    """Wish, limits, picks, tastes, what the last turn did and what the viewer said, as far as there is any."""
    wish = context.wish.args
    about = cut_words(str(wish.get("query") or ""), _WORDS)
    if not about:
        about = {"similar_clips": "like a pick", "recommend_clips": "anything"}.get(context.wish.tool or "", "new")
    limits = list(dict.fromkeys(_LIMITS[name] for name in wish if name in _LIMITS))
    limits += [f"no {term}" for term in (wish.get("exclude") or ())[-4:]]
    did = dict.fromkeys(_ACTS[name] for name in context.last_calls if name in _ACTS)
    parts = [
        about,
        ", ".join(limits),
        "" if context.shown or not context.previous else "no picks",
        "tastes " + ", ".join(taste.text for taste in context.preferences[-3:]) if context.preferences else "",
        ", ".join(did),
        f"said {cut_words(context.previous, _WORDS)}" if context.previous else "",
    ]
    return " | ".join(part for part in parts if part)
