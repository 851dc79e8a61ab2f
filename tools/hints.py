"""Validation errors as one line that says what to change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails


def phrase_errors(tool: str, model: type[BaseModel], error: ValidationError) -> str:
    """All of a call's slips in one line, each with its mend."""
    return f"{tool}: " + "; ".join(_phrase(model, details) for details in error.errors())


def _phrase(model: type[BaseModel], details: ErrorDetails) -> str:
    name = str(details["loc"][0]) if details["loc"] else ""
    phrase = _PHRASES.get(details["type"])
    if phrase is not None:
        return phrase(name, details, model)
    return f"{name or 'the arguments'}: {details['msg']}"


def _expect(expected: str) -> Callable[[str, ErrorDetails, type[BaseModel]], str]:
    return lambda name, details, model: f"{name}: give {expected}, not {_show(details['input'])}"


def _missing(name: str, details: ErrorDetails, model: type[BaseModel]) -> str:
    return f"{name} is missing: give {model.model_fields[name].description or 'it'}"


def _unknown(name: str, details: ErrorDetails, model: type[BaseModel]) -> str:
    from rapidfuzz import process

    fields = list(model.model_fields)
    near = process.extractOne(name, fields, score_cutoff=60) if fields else None
    advice = f"did you mean {near[0]}? " if near else ""
    return f"there is no argument {_show(name)}: drop it; {advice}the arguments are {', '.join(fields)}"


def _choice(name: str, details: ErrorDetails, model: type[BaseModel]) -> str:
    return f"{name}: choose one of {details['ctx']['expected']}, not {_show(details['input'])}"


def _bound(name: str, details: ErrorDetails, model: type[BaseModel]) -> str:
    return f"{name}: give at least {details['ctx']['ge']}, not {_show(details['input'])}"


def _short(name: str, details: ErrorDetails, model: type[BaseModel]) -> str:
    return f"{name} is empty: give {model.model_fields[name].description or 'at least one'}"


def _contradiction(name: str, details: ErrorDetails, model: type[BaseModel]) -> str:
    return str(details["ctx"]["error"])


def _show(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:59] + "…"


_whole = _expect("a whole number, such as 60")
_date = _expect("a date as YYYY-MM-DD, such as 2024-05-31")
_PHRASES: dict[str, Callable[[str, ErrorDetails, type[BaseModel]], str]] = {
    "missing": _missing,
    "extra_forbidden": _unknown,
    "literal_error": _choice,
    "greater_than_equal": _bound,
    "value_error": _contradiction,
    "string_too_short": _short,
    "too_short": _short,
    "too_long": lambda name, details, model: f"{name}: give at most {details['ctx']['max_length']}",
    "string_type": _expect("a text"),
    "bool_type": _expect("true or false"),
    "tuple_type": _expect('a list of texts, such as ["dog"]'),
    **dict.fromkeys(("int_type", "int_from_float", "int_parsing", "int_parsing_size"), _whole),
    **dict.fromkeys(
        ("date_type", "date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact"),
        _date,
    ),
}


def describe_schema(model: type[BaseModel]) -> dict[str, Any]:
    """The model's JSON schema as small models read it best: no nulls, titles, defaults or references.

    >>> from pydantic import BaseModel
    >>> class Greet(BaseModel):
    ...     name: str | None = None
    >>> describe_schema(Greet)["properties"]
    {'name': {'type': 'string'}}
    """
    schema = model.model_json_schema(mode="validation")
    return {
        "type": "object",
        "properties": {name: _plain_schema(part) for name, part in schema.get("properties", {}).items()},
        "required": schema.get("required", []),
        "additionalProperties": False,
    }


def _plain_schema(part: dict[str, Any]) -> dict[str, Any]:
    choices = [choice for choice in part.get("anyOf", []) if choice.get("type") != "null"]
    merged = {**part, **choices[0]} if choices else dict(part)
    return {name: value for name, value in merged.items() if name not in ("anyOf", "title", "default")}
