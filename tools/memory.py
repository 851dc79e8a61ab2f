"""Lasting tastes: kept, and taken back."""

from __future__ import annotations

from typing import Any

from reeltalk.retrieval.viewer import Preference
from reeltalk.tools.arguments import Forget, Remember
from reeltalk.tools.outcome import ToolContext
from reeltalk.tools.tastes import Rule, read_rule


def remember(arguments: Remember, context: ToolContext) -> dict[str, Any]:
    """Keep a taste, merged with or in place of an older one on the same subject, and say what it does from now on."""
    preference = context.catalog.viewers.remember(
        context.viewer,
        arguments.text,
        arguments.polarity,
        arguments.strength,
        context.request or arguments.text,
        context.clock(),
        write_key=context.write_key,
    )
    effect = _phrase_effect(preference, read_rule(preference, context.catalog))
    return {"preference": preference.model_dump(mode="json"), "effect": effect}


def forget(arguments: Forget, context: ToolContext) -> dict[str, Any]:
    """Take tastes back; where none fits, say which there are."""
    gone = context.catalog.viewers.forget(context.viewer, arguments.text)
    content: dict[str, Any] = {"forgotten": [preference.model_dump(mode="json") for preference in gone]}
    if not gone:
        left = [preference.text for preference in context.catalog.viewers.preferences_of(context.viewer)]
        kept = f"; remembered are: {', '.join(left)}" if left else "; nothing is remembered"
        content["notices"] = [f"no remembered taste is about “{arguments.text}”{kept}"]
    return content


def _phrase_effect(preference: Preference, rule: Rule | None) -> str:
    if rule is not None:
        return "left out from now on" if preference.polarity == "dislike" else "only such clips from now on"
    if preference.strength == "always":
        return "strongly preferred from now on"  # a like that names no stated field cannot be checked on each clip
    return "less of it from now on" if preference.polarity == "dislike" else "more of it from now on"
