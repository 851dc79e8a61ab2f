"""Values as files hold them, read tolerantly; what cannot be read is a `ValueError` that says what would be right."""

from __future__ import annotations

import json
import math
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

_CLOCK = re.compile(r"(?:(\d+):)?(\d{1,3}):(\d{2}(?:\.\d+)?)")
_UNIT = re.compile(r"([\d.,]+)\s*(?:s|sec|secs|seconds?)", re.IGNORECASE)
_SHORT = re.compile(r"([\d.]+)\s*([kmb])", re.IGNORECASE)
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_POWERS = {"k": 1e3, "m": 1e6, "b": 1e9}
_PLAIN_DATE = re.compile(r"(\d{4})([-/.]?)(\d{2})\2(\d{2})(?:$|[T\s].*)")
_MAX_COUNT = 2**63 - 1


def clean(value: Any) -> Any:
    """A value as it can be kept: no NUL or half letters in texts, dates as ISO texts, not-a-number as nothing."""
    if isinstance(value, str):
        return value.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {str(clean(str(key))): clean(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [clean(part) for part in value]
    if value is None or isinstance(value, bool | int):
        return value
    return _clean_rare(value)


def _clean_rare(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    raise ValueError(f"holds a {type(value).__name__}; a text, number, list or object is needed")


def read_number(value: Any) -> float:
    """A finite number: 12, "12.5", "1,234"."""
    if isinstance(value, bool):
        raise ValueError(f"{value} is not a number")
    try:
        text = str(value).strip()
        number = float(text.replace(",", "") if _THOUSANDS.fullmatch(text) else text)
    except ValueError:
        raise ValueError(f"{shown(value)} is not a number") from None
    if not math.isfinite(number):
        raise ValueError(f"{shown(value)} is not a number")
    return number


def read_seconds(value: Any) -> float:
    """A length in seconds: 83, "83.5", "83 s", "1:23", "0:01:23"."""
    text = str(value).strip()
    if found := _CLOCK.fullmatch(text):
        hours, minutes, seconds = found.groups()
        return int(hours or 0) * 3600 + int(minutes) * 60 + float(seconds)
    if found := _UNIT.fullmatch(text):
        value = found.group(1)
    try:
        number = read_number(value)
    except ValueError:
        raise ValueError(f"{shown(value)} is not a length in seconds, such as 83.5 or 1:23") from None
    if number < 0:
        raise ValueError(f"{shown(value)} is below 0 seconds")
    return number


def read_count(value: Any) -> int:
    """A whole number from 0 on: 12, "1,234", "12.0", "3.4K"."""
    text = str(value).strip()
    if found := _SHORT.fullmatch(text):
        number = read_number(found.group(1)) * _POWERS[found.group(2).lower()]
    else:
        number = read_number(value)
    whole = round(number) if not isinstance(value, int) else value
    if number < 0 or abs(number - whole) > 1e-6 * max(1.0, number):
        raise ValueError(f"{shown(value)} is not a whole number from 0 on")
    if whole > _MAX_COUNT:
        raise ValueError(f"{shown(value)} is too large")
    return int(whole)


def read_date(value: Any) -> date:
    """A day: an ISO date or date and time, "2024/06/01", "20240601", "June 1, 2024"; a moment in time is read in UTC.

    Raises `ValueError` also for days that countries write in different order, such as "03/04/2024".
    """
    if isinstance(value, datetime):
        return (value.astimezone(UTC) if value.tzinfo else value).date()
    if isinstance(value, date):
        return value
    text = str(value).strip()
    problem = ValueError(f"{shown(value)} is not a date; write it as YYYY-MM-DD")
    try:
        if found := _PLAIN_DATE.fullmatch(text):
            if "T" in text or " " in text:
                return read_date(datetime.fromisoformat(text.replace("/", "-")))
            return date(int(found[1]), int(found[3]), int(found[4]))
    except ValueError:
        raise problem from None
    if not re.search(r"[^\W\d_]{3}", text) or not re.search(r"\d{4}", text) or len(text) > 40:
        raise problem
    return _read_named_date(text, problem)


def _read_named_date(text: str, problem: ValueError) -> date:
    import dateparser

    found = dateparser.parse(text, settings={"STRICT_PARSING": True, "PREFER_DAY_OF_MONTH": "first"})
    if found is None:
        raise problem
    return found.date()


def read_list(value: Any) -> list[str]:
    """Texts: a list, a JSON list, or a text divided by | or ; or, where neither stands, by commas."""
    if isinstance(value, str):
        value = _read_json(value, list) if value.strip().startswith("[") else _divide(value)
    if not isinstance(value, list | tuple):
        raise ValueError(f"{shown(value)} is not a list")
    if any(isinstance(part, dict | list) for part in value):
        raise ValueError("holds more than texts; a list of texts is needed")
    return [text for part in value if part is not None and (text := str(part).strip())]


def read_object(value: Any) -> dict[str, Any]:
    """An object, or its JSON."""
    found = _read_json(value, dict) if isinstance(value, str) else value
    if not isinstance(found, dict):
        raise ValueError(f"{shown(value)} is not an object ({{…}})")
    return found


def read_objects(value: Any) -> list[Any]:
    """A list of anything, or its JSON."""
    found = _read_json(value, list) if isinstance(value, str) else value
    if not isinstance(found, list | tuple):
        raise ValueError(f"{shown(value)} is not a list ([…])")
    return list(found)


def read_text(value: Any) -> str:
    """A text; numbers count as texts."""
    if isinstance(value, bool | list | dict):
        raise ValueError(f"{shown(value)} is not a text")
    return str(value)


def read_id(value: Any) -> str:
    """A name as an id; 12.0, as tables with gaps hold whole numbers, is "12"."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return read_text(value).strip()


def shown(value: Any) -> str:
    """A value as a message shows it, shortened."""
    text = value if isinstance(value, str) else json.dumps(value, default=str, ensure_ascii=False)
    text = " ".join(text.split())
    return f"'{text[:57]}…'" if len(text) > 60 else f"'{text}'"


def _divide(text: str) -> list[str]:
    for mark in ("|", ";"):
        if mark in text:
            return text.split(mark)
    return text.split(",")


def _read_json(text: str, kind: type) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError(f"{shown(text)} is not a JSON {'list' if kind is list else 'object'}") from None
