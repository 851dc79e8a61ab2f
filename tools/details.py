"""Questions about clips: their stated fields, the passages that answer, and why one was picked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np

from reeltalk.errors import ToolInputError
from reeltalk.retrieval.catalog import Catalog
from reeltalk.retrieval.clip import Candidate, Clip
from reeltalk.retrieval.constraints import Constraints
from reeltalk.retrieval.sentences import clip_passages
from reeltalk.tools.arguments import ClipDetails, ExplainPick
from reeltalk.tools.outcome import ToolContext
from reeltalk.tools.phrases import join_words, phrase_constraints, phrase_language, phrase_length
from reeltalk.tools.pipeline import co_viewing
from reeltalk.tools.rows import NOUNS, to_row
from reeltalk.tools.scope import Limits
from reeltalk.tools.search import take_clips
from reeltalk.tools.tastes import excluder, score_tastes
from reeltalk.tools.viewer import Viewer, read_viewer

ANSWERS = 0.30
"""Cosine from which a passage is offered as an answer."""
PASSAGES = 3
"""Passages of one clip at most."""
MATCHES = 0.5
"""Share of a preference's full score from which a clip is said to suit it."""

_COMPARES = re.compile(r"\b(?:compare|comparison|differen(?:ce|t)|differs?|versus|vs|better)\b", re.IGNORECASE)
"""A comparison asks for all that is stated of each clip; no passage answers it."""

_OPEN = re.compile(
    r"""(?:\W*\b(?:(?:and|so|ok|okay|please|can|could|would|you|i|to|me|us|a|an|the|this|that|these|those|it|its|they|them|
    its|is|are|was|does|do|did|what's|whats|of|on|in|for|with|about|bit|little|lot|just|really|actually|exactly|
    tell|give|say|says|explain|describe|description|summary|summari[sz]e|overview|gist|plot|story|synopsis|details?|
    info|information|more|know|learn|hear|see|show|shown|shows|going|goes|happens?|happening|happened|all|everything|
    anything|something|what|clips?|videos?|ones?|numbers?|num|no|first|second|third|fourth|fifth|last|latest|top|
    middle|next|other|two|three|both|each|one)\b|[#\d]+(?:st|nd|rd|th)?))*\W*""",
    re.IGNORECASE | re.VERBOSE,
)
"""A question for no particular fact, "tell me about the second": all that is stated answers it."""
_ASKED = {
    "duration_s": r"how (?:long|short)|length|duration|running time|minutes|seconds|longest|shortest|longer|shorter",
    "creator": r"\bwho (?:made|makes|created|uploaded|posted|filmed|is behind)|creator|channel|author|by whom",
    "language": r"language|\bspoken\b|speak",
    "published": r"\bwhen (?:was|were|did)|how old|\bdate\b|published|uploaded|what year|newest|oldest|newer|older",
    "views": r"views|viewed|how popular|popular|how many (?:people|times)|most watched",
    "likes": r"\blikes\b|how many .*liked",
    "category": r"category|genre|what kind|what type",
    "tags": r"\btags?\b|hashtags?",
    "audience": r"\bkids?\b|child|\bage\b|suitable|family|appropriate|year.old",
}


def clip_details(arguments: ClipDetails, context: ToolContext) -> dict[str, Any]:
    """Each clip's row; for a question also the fields and passages that answer it."""
    clips = take_clips(context, arguments.clips)
    viewer = read_viewer(context)
    _refuse_forbidden(context, clips)
    rows = [_to_viewed_row(clip, viewer) for clip in clips]
    if not arguments.question or _COMPARES.search(arguments.question) or _OPEN.fullmatch(arguments.question):
        return {"clips": rows}
    asked = read_fields(arguments.question)
    found = {}
    if not asked or any(not _is_stated(clip, name) for clip in clips for name in asked):
        found = match_passages(context.catalog, clips, arguments.question)
    answered = [
        {**row, "answers": _answer(clip, asked), "passages": found.get(clip.id, [])}
        for row, clip in zip(rows, clips, strict=True)
    ]
    return {
        "clips": answered,
        "question": arguments.question,
        "notices": _notice_silence(clips, asked, found),
    }


def explain_pick(arguments: ExplainPick, context: ToolContext) -> dict[str, Any]:
    """What speaks for a clip: passages for the wish's query, wishes it fulfils, preferences, co-viewing."""
    clip = take_clips(context, [arguments.clip])[0]
    viewer = read_viewer(context)
    _refuse_forbidden(context, [clip])
    query = context.wish_query
    passages = match_passages(context.catalog, [clip], query)[clip.id] if query else []
    preferences = _suiting(context.catalog, viewer, clip)
    watched = [basis.model_dump(mode="json") for basis in co_viewing(context.catalog, viewer, clip.id)]
    fulfilled = fulfil(clip, context.wish_constraints)
    content: dict[str, Any] = {
        "clip": _to_viewed_row(clip, viewer),
        "query": query,
        "passages": passages,
        "constraints": fulfilled,
        "preferences": preferences,
        "co_viewing": watched,
        "notices": [],
    }
    if not (passages or preferences or watched or fulfilled):
        content["notices"] = ["nothing stored speaks for this clip in particular"]
    elif query and not passages:
        content["notices"] = [f"nothing in its description says “{query}” in so many words"]
    return content


def read_fields(question: str) -> list[str]:
    """The stated fields that a question asks for.

    >>> read_fields("how long is it and who made it?")
    ['duration_s', 'creator']
    """
    return [name for name, pattern in _ASKED.items() if re.search(pattern, question, re.IGNORECASE)]


def match_passages(catalog: Catalog, clips: Sequence[Clip], text: str) -> dict[str, list[dict[str, Any]]]:
    """Clip -> its passages that come nearest to a text, verbatim, best first; none under the floor."""
    passages = {clip.id: clip_passages(clip) for clip in clips}
    flat = list(dict.fromkeys(one.text for part in passages.values() for one in part))
    if not flat:
        return {clip.id: [] for clip in clips}
    vectors = catalog.encoder.encode([text, *flat])
    cosine = dict(zip(flat, (vectors[1:] @ vectors[0]).tolist(), strict=True))
    found = {}
    for clip_id, part in passages.items():
        best = sorted(part, key=lambda one: -cosine[one.text])[:PASSAGES]
        found[clip_id] = [
            {
                "text": one.text,
                "field": one.field,
                "start_s": one.start_s,
                "end_s": one.end_s,
                "relevance": round(cosine[one.text], 3),
            }
            for one in best
            if cosine[one.text] >= ANSWERS
        ]
    return found


def fulfil(clip: Clip, constraints: Constraints) -> list[dict[str, Any]]:
    """Each constraint in words with the clip's own value; null where the clip does not state it."""
    given = {name: value for name, value in constraints.model_dump(mode="json").items() if value not in (None, [])}
    phrases = dict(phrase_constraints({name: given[name] for name in given if name not in _NOT_OF_A_CLIP}))
    lines: list[dict[str, Any]] = []
    for name, text in phrases.items():
        if name == "exclude":
            lines.append({"wish": text, "field": name, "value": _phrase_exclusion(clip, given[name])})
        else:
            field = _FIELD_OF.get(name, name)
            lines.append({"wish": text, "field": field, "value": _value(clip, field)})
    return lines


def _phrase_exclusion(clip: Clip, terms: Sequence[str]) -> str:
    named = [term for term in terms if excluder(term).excludes(clip)]
    if named:
        return f"what is said of it names {join_words(named)}"
    return f"nothing said of it names {join_words(list(terms), 'or')}"


_NOT_OF_A_CLIP = ("sort", "limit", "unseen_only")
_FIELD_OF = {
    "min_seconds": "duration_s",
    "max_seconds": "duration_s",
    "published_after": "published",
    "published_before": "published",
    "popularity": "views",
    "max_audience": "audience",
}


def _to_viewed_row(clip: Clip, viewer: Viewer) -> dict[str, Any]:
    row = to_row(clip) | {"seen": clip.id in viewer.seen}
    verdict = viewer.verdicts.get(clip.id)
    return row | ({"verdict": verdict} if verdict else {})


def _answer(clip: Clip, asked: Sequence[str]) -> list[dict[str, Any]]:
    return [{"field": name, "text": _value(clip, name) or f"its {NOUNS[name]} is not stated"} for name in asked]


def _is_stated(clip: Clip, name: str) -> bool:
    return getattr(clip, name) not in (None, ())


def _value(clip: Clip, name: str) -> str | None:
    """A field in words; None where the clip does not state it."""
    if not _is_stated(clip, name):
        return None
    value = getattr(clip, name)
    if name == "duration_s":
        return phrase_length(value)
    if name == "language":
        return phrase_language(value)
    if name == "tags":
        return ", ".join(value)
    if name == "audience":
        return "for everyone" if value == "all" else f"fit from age {value}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def _notice_silence(clips: Sequence[Clip], asked: Sequence[str], found: dict[str, list[dict[str, Any]]]) -> list[str]:
    """What the clips do not say of the question."""
    lines = []
    for name in asked:
        silent = [clip for clip in clips if not _is_stated(clip, name)]
        if silent:
            verb = "does" if len(silent) == 1 else "do"
            which = "the clip does" if len(clips) == 1 else f"{len(silent)} of {len(clips)} clips {verb}"
            lines.append(f"{which} not state the {NOUNS[name]}")
    if not asked and not any(found.values()):
        lines.append("no description here says anything on that")
    return lines


def _suiting(catalog: Catalog, viewer: Viewer, clip: Clip) -> list[dict[str, Any]]:
    """The viewer's likings that a clip suits."""
    liked = [(taste, 1.0) for taste in viewer.preferences if taste.polarity == "like"]
    if not liked:
        return []
    vectors = catalog.vectors_of([clip.id])
    share = score_tastes([Candidate(clip=clip, score=0.0)], liked, vectors, catalog.encoder)[0]
    ruled = {rule.preference.id for rule in viewer.rules}
    return [
        {"text": taste.text, "polarity": taste.polarity, "strength": taste.strength}
        for (taste, _), suits in zip(liked, np.asarray(share), strict=True)
        if suits >= MATCHES or (taste.id in ruled and _fits_rule(catalog, viewer, taste.id, clip))
    ]


def _fits_rule(catalog: Catalog, viewer: Viewer, taste_id: str, clip: Clip) -> bool:
    rule = next(rule for rule in viewer.rules if rule.preference.id == taste_id)
    return rule.field is not None and bool(catalog.matching(rule.field, allowed={clip.id}))


def _refuse_forbidden(context: ToolContext, clips: Sequence[Clip]) -> None:
    """Nothing outside the host's limits is told of. Raises `ToolInputError`."""
    hosted = Limits(context.catalog, context.within, context.only, hosted=tuple(context.hosted)).apply(Constraints())
    ids = frozenset(clip.id for clip in clips)
    limits = {**hosted.arguments(), "allowed": ids if hosted.allowed is None else ids & hosted.allowed}
    allowed = set(context.catalog.matching(hosted.constraints, **limits))
    outside = [clip.id for clip in clips if clip.id not in allowed]
    if outside:
        raise ToolInputError(f"clip {outside[0]!r} is outside the limits set here: name one of the clips found")
