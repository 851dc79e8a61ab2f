"""Tool schemas as one short line a tool: a small model on a slow machine reads a third of the tokens."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from reeltalk.tools.arguments import Filters
from reeltalk.tools.toolbox import ToolSpec

LIMITS = "LIMITS"
"""What stands for the constraints in a signature."""
_TYPES = {"integer": "int", "boolean": "bool", "string": "text"}
_HINTS = {
    "search_clips": "what is in the clips; one call holds the whole wish, what still holds of the old and the new",
    "similar_clips": 'like one clip: "more like the 2nd but calmer" is clip "2", change "calmer"',
    "recommend_clips": 'no subject: "what should I watch", "surprise me"',
    "clip_details": "a question about clips shown, or a comparison",
    "browse_catalog": "what there is",
    "explain_pick": "why this one",
    "rate_clip": "said of one clip",
    "remember": 'a lasting taste: "I never want gore" is always, "I usually like jazz" is usually',
    "forget": "take such a taste back",
    "ask_viewer": "one question, only where the wish is too vague to search",
}


def sign_tools(specs: Iterable[ToolSpec]) -> str:
    """A line for each tool, and one for the constraints that several of them take.

    >>> from reeltalk.tools.toolbox import Toolbox
    >>> print(sign_tools([Toolbox().spec("rate_clip")]))
    rate_clip(clip, verdict: like|dislike|seen) - said of one clip
    """
    lines, limits = [], ""
    for spec in specs:
        given = spec.schema()["function"]["parameters"]
        own = [_sign(name, part, name in given["required"]) for name, part in _own(given["properties"])]
        if spec.sets_wish:
            own.append(LIMITS)
            limits = ", ".join(_sign(name, given["properties"][name], True) for name in _constraints(given))
        lines.append(f"{spec.name}({', '.join(own)}) - {_HINTS.get(spec.name, spec.description)}")
    return "\n".join([*lines, f"{LIMITS}, each only where the viewer asks for it: {limits}"] if limits else lines)


def shorten_schemas(specs: Iterable[ToolSpec]) -> list[dict[str, Any]]:
    """The tools in OpenAI's form, the constraints explained at the first of them alone: half the tokens.

    >>> from reeltalk.tools.toolbox import Toolbox
    >>> _, second = shorten_schemas(map(Toolbox().spec, ["search_clips", "recommend_clips"]))
    >>> second["function"]["parameters"]["properties"]["max_seconds"]
    {'minimum': 1, 'type': 'integer'}
    """
    schemas, told = [], False
    for spec in specs:
        schema = spec.schema()
        if spec.sets_wish and told:
            _drop_descriptions(schema["function"]["parameters"]["properties"])
        told = told or spec.sets_wish
        schemas.append(schema)
    return schemas


def _drop_descriptions(properties: dict[str, Any]) -> None:
    for name in Filters.FIELDS & properties.keys():
        properties[name] = {key: value for key, value in properties[name].items() if key != "description"}


def _own(properties: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return [(name, part) for name, part in properties.items() if name not in Filters.FIELDS]


def _constraints(given: Mapping[str, Any]) -> list[str]:
    return [name for name in given["properties"] if name in Filters.FIELDS]


def _sign(name: str, part: Mapping[str, Any], required: bool) -> str:
    kind = "|".join(part["enum"]) if "enum" in part else _name_type(part)
    return f"{name}{'' if required else '?'}{'' if kind == 'text' else f': {kind}'}"


def _name_type(part: Mapping[str, Any]) -> str:
    if part.get("format") == "date":
        return "YYYY-MM-DD"
    if part.get("type") == "array":
        return "[text]"
    return _TYPES.get(str(part.get("type")), "text")
