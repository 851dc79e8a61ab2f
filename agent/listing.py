"""Wording of what is no list of picks: answers about clips, an overview of the catalog, why a clip was picked."""

from __future__ import annotations

from typing import Any

from reeltalk.agent.composer import name_clip, name_value, quote_part
from reeltalk.agent.untrusted import say_plainly
from reeltalk.tools.phrases import join_words, phrase_clock, phrase_count, phrase_language

NAMED = 12
"""Values of an overview that are named."""


def word_details(content: dict[str, Any]) -> str:
    """The result of `clip_details`: a line a clip, its stated facts or the answers to the question."""
    lines = [_word_row(row, bool(content.get("question"))) for row in content["clips"]]
    return "\n".join(lines)


def _word_row(row: dict[str, Any], asked: bool) -> str:
    said = [_word_answer(answer["field"], answer["text"]) for answer in row.get("answers", [])]
    quotes = _word_passages(row.get("passages", []))
    told = "; ".join(said)
    if quotes:
        told = f"{told}. Described as {join_words(quotes)}" if told else f"described as {join_words(quotes)}"
    if asked and not told:
        told = "nothing in what is stored of it says that"
        told += f"; it is {_word_description(row)}" if row.get("description") else ""
    return end_sentence(f"“{name_clip(row.get('title'), row['id'])}” — {told or _word_facts(row)}")


def _word_answer(field: str, text: str) -> str:
    text = say_plainly(text)
    return text if text.startswith("its ") else f"{_LABELS.get(field, field)}: {text}"  # "its length is not stated"


def end_sentence(text: str) -> str:
    """The text with a full stop, unless it ends already, be it within a quote.

    >>> end_sentence("Done"), end_sentence("She said “Done.”")
    ('Done.', 'She said “Done.”')
    """
    return text if text.rstrip("”’)").endswith((".", "!", "?", "…")) else text + "."


def _word_facts(row: dict[str, Any]) -> str:
    facts = []
    if row.get("duration_s") is not None:
        facts.append(phrase_clock(row["duration_s"]))
    if row.get("language"):
        facts.append(phrase_language(row["language"]))
    if row.get("creator"):
        facts.append(f"by {name_value(row['creator'])}")
    if row.get("published"):
        facts.append(f"published {row['published']}")
    if row.get("views") is not None:
        facts.append(phrase_count(row["views"], "view"))
    if row.get("tags"):
        facts.append("tagged " + join_words([name_value(tag) for tag in row["tags"][:5]]))
    if row.get("description"):
        facts.append(_word_description(row))
    return ", ".join(facts) if facts else "nothing more is stated"


def _word_description(row: dict[str, Any]) -> str:
    _, shown = quote_part(str(row["description"]))
    return f"described as “{shown}”" if shown else "described in words that cannot be shown here"


def _word_passages(passages: list[dict[str, Any]]) -> list[str]:
    return [quote for quote in map(_word_passage, passages[:2]) if quote]


def _word_passage(passage: dict[str, Any]) -> str:
    _, shown = quote_part(str(passage["text"]))
    at = f" (at {phrase_clock(passage['start_s'])})" if passage.get("start_s") is not None else ""
    return f"“{shown}”{at}" if shown else ""


def word_overview(content: dict[str, Any]) -> str:
    """The result of `browse_catalog`: how many clips, and the counts."""
    about = f" about “{content['query']}”" if content.get("query") else ""
    if not content["total"]:
        return f"There is nothing here{about}."
    there = f"There {'is' if content['total'] == 1 else 'are'} {phrase_count(content['total'], 'clip')}{about}"
    values, facet = content["values"], _FACETS.get(content["by"], content["by"])
    if not values:
        return f"{there}, but {f'its {facet} is not' if content['total'] == 1 else f'no {facet} is'} stated."
    named = [f"{name_value(value.get('name') or value['value'])} ({value['count']:,})" for value in values[:NAMED]]
    further = len(values) - len(named) + content.get("further_values", 0)
    more = f", and {further:,} more" if further else ""
    return f"{there}. By {facet}: {', '.join(named)}{more}."


def word_explanation(content: dict[str, Any], reason: str) -> str:
    """The result of `explain_pick`: what was asked for, what the clip says of itself, what is known of the viewer.

    `reason` is the one that was given when it was shown; it stands in where the wish had no words to match.
    """
    clip = content["clip"]
    parts = []
    quotes = _word_passages(content["passages"])
    if quotes:
        asked = f"you asked for “{content['query']}”, and it" if content.get("query") else "it"
        parts.append(f"{asked} is described as {join_words(quotes)}")
    for one in content["constraints"]:
        if one["value"]:
            parts.append(f"you wanted “{one['wish']}”, and {_word_fulfilment(one['field'], one['value'])}")
    parts += [f"you {one['strength']} like {one['text']}" for one in content["preferences"]]
    parts += [f"it was {one['text']}" for one in content["co_viewing"]]
    title = name_clip(clip.get("title"), clip["id"])
    if reason and not quotes:
        return f"“{title}”: {reason}"
    if not parts:
        return f"“{title}”: nothing stored speaks for it in particular; it was the nearest there is."
    return end_sentence(f"“{title}” was picked because {'; '.join(parts)}")


def _word_fulfilment(field: str, value: str) -> str:
    """A clip's own value as a sentence."""
    if field == "exclude":
        return value
    if field in ("views", "likes"):
        return f"it has {value} {field.removesuffix('s') if value == '1' else field}"
    if field == "audience":
        return f"it is {value}"
    return f"its {_LABELS.get(field, field)} {'are' if field == 'tags' else 'is'} {name_value(value)}"


_FACETS = {"duration": "length"}
_LABELS = {
    "duration_s": "length",
    "creator": "creator",
    "language": "language",
    "published": "publication date",
    "views": "views",
    "likes": "likes",
    "category": "category",
    "tags": "tags",
    "audience": "audience",
}
