"""What there is: counts of clips by category, tag, language, creator or length."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from reeltalk.retrieval.clip import Clip
from reeltalk.retrieval.constraints import Constraints
from reeltalk.tools.arguments import BrowseCatalog, Facet
from reeltalk.tools.outcome import ToolContext
from reeltalk.tools.phrases import phrase_language, phrase_length, phrase_range
from reeltalk.tools.relevance import judge
from reeltalk.tools.rows import NOUNS
from reeltalk.tools.scope import Scope, set_limits
from reeltalk.tools.viewer import read_viewer

VALUES = 20
"""Values named at most."""
COUNTED = 60
"""Values counted at most where limits make the catalog's own counts wrong."""
ABOUT = 1000
"""Clips about a query that are counted at most."""
LENGTHS = (15, 30, 60, 180, 600, 1800)
"""Where the length classes end, in seconds."""
_FIELDS = {"category": "category", "tag": "tags", "language": "language", "creator": "creator"}


def browse_catalog(arguments: BrowseCatalog, context: ToolContext) -> dict[str, Any]:
    """Counts by one facet, of all clips that may be shown or of those about a query."""
    viewer = read_viewer(context)
    words = [text for text in (arguments.query or "", context.request) if text] if arguments.query else []
    limits, notices = set_limits(
        context.catalog,
        viewer,
        Constraints(),
        context.within,
        context.only,
        words,
        hides_seen=False,
        hosted=context.hosted,
    )
    scope = limits.apply(Constraints())
    if arguments.query:
        clips = _find_about(context, scope, arguments.query)
        counts, total = _count(clips, arguments.by), len(clips)
    else:
        counts, total = _count_all(context, scope, arguments.by)
    stated = {value: count for value, count in counts.items() if count}
    ranked = stated if arguments.by == "duration" else dict(sorted(stated.items(), key=lambda item: -item[1]))
    content: dict[str, Any] = {
        "by": arguments.by,
        "total": total,
        "values": [_entry(arguments.by, value, count) for value, count in list(ranked.items())[:VALUES]],
        "further_values": max(0, len(ranked) - VALUES),
        "applied": limits.phrase(),
        "notices": notices + _notice(arguments, total, bool(ranked)),
    }
    return content | ({"query": arguments.query} if arguments.query else {})


def _find_about(context: ToolContext, scope: Scope, query: str) -> list[Clip]:
    found = context.catalog.retrieve(query, scope.constraints, depth=ABOUT, **scope.arguments())
    return [candidate.clip for candidate in judge(query, found.candidates, context.catalog.count(), strictly=True)[0]]


def _count(clips: Iterable[Clip], by: Facet) -> Mapping[str, int]:
    if by == "duration":
        ends = [_class_end(clip.duration_s) for clip in clips if clip.duration_s is not None]
        return {_class_name(number): ends.count(number) for number in range(len(LENGTHS) + 1)}
    if by == "tag":
        return Counter(tag for clip in clips for tag in clip.tags)
    return Counter(value for clip in clips if (value := getattr(clip, by)))


def _count_all(context: ToolContext, scope: Scope, by: Facet) -> tuple[Mapping[str, int], int]:
    """Counts without a query, from the catalog's own columns."""
    catalog = context.catalog
    ids = set(catalog.matching(scope.constraints, **scope.arguments()))
    if by == "duration":
        up_to = [len(ids.intersection(catalog.matching(Constraints(max_seconds=end)))) for end in LENGTHS]
        up_to.append(len(ids.intersection(catalog.matching(Constraints(min_seconds=0)))))
        pairs = zip(up_to, [0, *up_to[:-1]], strict=True)
        return {_class_name(number): upper - lower for number, (upper, lower) in enumerate(pairs)}, len(ids)
    known = _vocabulary(context, by)
    if len(ids) == catalog.count():
        return known, len(ids)
    field = _FIELDS[by]
    tried = list(known)[:COUNTED]
    return {value: len(ids.intersection(catalog.matching(_only(field, value)))) for value in tried}, len(ids)


def _only(field: str, value: str) -> Constraints:
    return Constraints.model_validate({field: (value,) if field == "tags" else value})


def _vocabulary(context: ToolContext, by: Facet) -> dict[str, int]:
    words = context.catalog.vocabulary()
    lists = {
        "category": words.categories,
        "tag": words.tags,
        "language": words.languages,
        "creator": words.creators,
    }
    return lists[by]


def _class_end(seconds: float) -> int:
    return next((number for number, end in enumerate(LENGTHS) if seconds <= end), len(LENGTHS))


def _class_name(number: int) -> str:
    if number == 0:
        return f"up to {phrase_length(LENGTHS[0])}"
    if number == len(LENGTHS):
        return f"over {phrase_length(LENGTHS[-1])}"
    return phrase_range(LENGTHS[number - 1], LENGTHS[number])


def _entry(by: Facet, value: str, count: int) -> dict[str, Any]:
    named = {"name": phrase_language(value)} if by == "language" else {}
    return {"value": value, **named, "count": count}


def _notice(arguments: BrowseCatalog, total: int, has_values: bool) -> list[str]:
    if not total:
        return [f"nothing here is about “{arguments.query}”"] if arguments.query else ["no clip here may be shown"]
    noun = NOUNS["duration_s" if arguments.by == "duration" else _FIELDS[arguments.by]]
    return [] if has_values else [f"no clip here states its {noun}"]
