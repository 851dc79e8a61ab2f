"""Calls that a model wrote into its text by mistake, where the server should have told them from it."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Collection, Iterator
from typing import Any

MOST_ELSE = 80
"""Characters of other text that an answer may have and still be nothing but a call."""
_NAMES = ("name", "tool", "tool_name", "function", "action")
_ARGS = ("arguments", "args", "parameters", "input", "action_input")
_MARKS = re.compile(
    r"</?(?:tool_call|tools?|function_calls?)>|<\|[\w▁|]+\|>|\[/?TOOL_CALLS\]|```(?:json|python|tool_code)?|</?function\b[^>]*>",
    re.IGNORECASE,
)
_FUNCTION = re.compile(r"<function\s*=\s*\"?([\w.]+)\"?\s*>\s*(\{.*?\})\s*</function>", re.DOTALL)


def read_mistaken(text: str, tools: Collection[str], shown: str = "") -> list[dict[str, Any]]:
    """The calls, as {"name": …, "args": …}, where a text is nothing but them; none where it says something besides.

    `shown` is what the model was told: a call that stands there was quoted, from a clip perhaps, and is none.

    >>> read_mistaken('<tool_call>{"name": "forget", "arguments": {"text": "gore"}}</tool_call>', ["forget"])
    [{'name': 'forget', 'args': {'text': 'gore'}}]
    """
    pieces = [*_read_functions(text, tools), *_read_json(text, tools)] or list(_read_python(text, tools))
    rest = text
    for piece, _ in pieces:
        rest = rest.replace(piece, "", 1)
    if not pieces or len(_MARKS.sub("", rest).strip()) > MOST_ELSE:
        return []
    seen = _squeeze(shown)
    return [call for piece, calls in pieces if _squeeze(piece) not in seen for call in calls]


def _squeeze(text: str) -> str:
    return "".join(text.split())


Piece = tuple[str, list[dict[str, Any]]]
"""(a part of the text, the calls in it)."""


def _read_functions(text: str, tools: Collection[str]) -> Iterator[Piece]:
    """The form of Llama 3: <function=name>{…}</function>."""
    for match in _FUNCTION.finditer(text):
        try:
            args = json.loads(match[2])
        except ValueError:
            continue
        if match[1] in tools and isinstance(args, dict):
            yield match[0], [{"name": match[1], "args": args}]


def _read_json(text: str, tools: Collection[str]) -> Iterator[Piece]:
    decoder = json.JSONDecoder()
    place = 0
    while (place := _next_bracket(text, place)) >= 0:
        try:
            value, end = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            place += 1
            continue
        calls = list(_read_value(value, tools))
        if calls:
            yield text[place:end], calls
        place = end


def _next_bracket(text: str, start: int) -> int:
    match = re.compile(r"[\[{]").search(text, start)
    return match.start() if match else -1


def _read_value(value: Any, tools: Collection[str]) -> Iterator[dict[str, Any]]:
    """The calls in a JSON value, in the forms that models use."""
    if isinstance(value, list):
        for one in value:
            yield from _read_value(one, tools)
    elif isinstance(value, dict):
        for key in ("calls", "tool_calls"):
            if isinstance(value.get(key), list):
                yield from _read_value(value[key], tools)
                return
        call = _read_call(value, tools)
        if call is not None:
            yield call


def _read_call(value: dict[str, Any], tools: Collection[str]) -> dict[str, Any] | None:
    inner = value.get("function")
    if isinstance(inner, dict):
        value = inner
    name = next((value[key] for key in _NAMES if isinstance(value.get(key), str)), None)
    args: Any = next((value[key] for key in _ARGS if key in value), None)
    if name is None and len(value) == 1:  # {"search_clips": {…}}
        name, args = next(iter(value.items()))
    if name is not None and args is None:  # the arguments beside the name
        args = {key: one for key, one in value.items() if key not in _NAMES and key not in ("id", "type")}
    if isinstance(args, str):
        try:
            args = json.loads(args)
        except ValueError:
            return None
    return {"name": name, "args": args} if name in tools and isinstance(args, dict) else None


def _read_python(text: str, tools: Collection[str]) -> Iterator[Piece]:
    """search_clips(query="cats"), with or without print(…) around it, a line each."""
    names = "|".join(map(re.escape, tools))
    for match in re.finditer(rf"\b(?:{names})\((?:[^()\"']|\"[^\"\n]*\"|'[^'\n]*')*\)", text):
        try:
            call = ast.parse(match[0], mode="eval").body
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and not call.args:
                args = {str(one.arg): ast.literal_eval(one.value) for one in call.keywords}
                yield match[0], [{"name": call.func.id, "args": args}]
        except (ValueError, SyntaxError):
            continue
