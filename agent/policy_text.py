"""Reading a policy from its file: lines that begin with a dash are rules, and each names its check in brackets."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from reeltalk.agent.policy import ADVISORY, Policy, Rule
from reeltalk.errors import SettingsError
from reeltalk.retrieval.clip import AUDIENCE_AGES
from reeltalk.retrieval.exclusion import Exclusion
from reeltalk.tools.language import normalise_language

MOST_BYTES = 100_000
"""A larger file is no policy."""

_RULE = re.compile(r"^\s*[-*•]\s+(?P<text>\S.*)$")
_CHECK = re.compile(r"\[([^\[\]]*)\]")
_FENCE = re.compile(r"^\s*(?:```|~~~)")


class _Wrong(ValueError):
    """What is wrong with a check, without the place."""


def open_policy(path: str | Path) -> Policy:
    """The policy in a file.

    Raises `SettingsError` naming the file, and the line where one is at fault.
    """
    file = Path(path).expanduser()
    try:
        data = file.read_bytes()
        text = data[:MOST_BYTES].decode("utf-8-sig")
    except OSError as error:
        raise SettingsError(f"policy {file}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"policy {file} is no text in UTF-8: save it so") from error
    if len(data) > MOST_BYTES:
        raise SettingsError(f"policy {file} has over {MOST_BYTES:,} bytes: a policy is a page or two of text")
    return read_policy(text, source=str(file))


def read_policy(text: str, source: str = "the policy") -> Policy:
    """The policy that a text states.

    Raises `SettingsError` naming the line: for a rule without a check, a check that there is not, a value that cannot
    be used, a check outside of a rule, and a text without rules. A rule that is not understood is never passed over.

    >>> [(rule.check, rule.value) for rule in read_policy("- No violence. [never recommend: gore, blood]").rules]
    [('never recommend', ('gore', 'blood'))]
    """
    rules: list[Rule] = []
    for line, wording in _gather(text, source):
        checks = _CHECK.findall(wording)
        own = " ".join(_CHECK.sub(" ", wording).split()).strip()
        if "[" in own or "]" in own:
            raise SettingsError(f"{source}, line {line}: a bracket is open: write a check as [name: value]")
        if not checks:
            raise SettingsError(
                f"{source}, line {line}: this rule names no check: end it with [{ADVISORY}], or with one of {_list()}"
            )
        for check in checks:
            try:
                rules.append(Rule(line, own, *_read_check(check)))
            except _Wrong as error:
                raise SettingsError(f"{source}, line {line}: {error}") from error
    if not rules:
        raise SettingsError(f"{source} states no rule: a rule is a line that begins with “- ” and ends with [a check]")
    _refuse_clashes(rules, source)
    return Policy(tuple(rules), source)


def _gather(text: str, source: str) -> Iterator[tuple[int, str]]:
    """(line, wording) of each rule; lines set in below a rule belong to it, anything else is for readers alone."""
    begun: tuple[int, str] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        rule = _RULE.match(line)
        if rule is None and begun and line[:1] in (" ", "\t") and line.strip():
            begun = (begun[0], f"{begun[1]} {line.strip()}")
            continue
        if begun:
            yield begun
        begun = (number, rule["text"]) if rule else None
        if rule is None and any(_name(check) in CHECKS for check in _CHECK.findall(line)) and not _FENCE.match(line):
            raise SettingsError(f"{source}, line {number}: a check outside of a rule: begin the line with “- ”")
    if begun:
        yield begun


def _read_check(check: str) -> tuple[str, Any]:
    name, value = _name(check), check.partition(":")[2].strip()
    if name not in CHECKS:
        near = difflib.get_close_matches(name, CHECKS, n=1, cutoff=0.6)
        meant = f"; did you mean [{near[0]}: …]?" if near else ""
        raise _Wrong(f"there is no check [{name[:60]}]{meant} There are {_list()}")
    return name, CHECKS[name](name, value)


def _name(check: str) -> str:
    name = " ".join(re.split(r"[\s_-]+", check.partition(":")[0].strip().casefold()))
    return _ALIASES.get(name, name)


def _list() -> str:
    return ", ".join(f"[{name}]" if name == ADVISORY else f"[{name}: …]" for name in CHECKS)


def _refuse_clashes(rules: list[Rule], source: str) -> None:
    """Rules that no clip can fulfil together are a slip; better said now than by empty replies."""
    longest = min((rule.value for rule in rules if rule.check == "max length"), default=None)
    shortest = max((rule.value for rule in rules if rule.check == "min length"), default=None)
    if longest is not None and shortest is not None and shortest > longest:
        raise SettingsError(f"{source}: [min length] is over [max length], so that no clip is left")


# --- values -----------------------------------------------------------------------------------------------------------


def _read_texts(name: str, value: str) -> tuple[str, ...]:
    texts = tuple(dict.fromkeys(filter(None, (part.strip(" “”\"'") for part in value.split(",")))))
    if not texts:
        raise _Wrong(f"[{name}: …] says nothing: name one thing or several, with commas between")
    return texts


def _read_terms(name: str, value: str) -> tuple[str, ...]:
    terms = _read_texts(name, value)
    for term in terms:
        if not Exclusion((term,)):
            raise _Wrong(f"[{name}: …] cannot look for “{term}”: name a thing")
    return terms


def _read_languages(name: str, value: str) -> tuple[str, ...]:
    from langcodes import Language

    codes = tuple(normalise_language(text) for text in _read_texts(name, value))
    for code, text in zip(codes, _read_texts(name, value), strict=True):
        if len(code) not in (2, 3) or not Language.get(code).is_valid():
            raise _Wrong(f"[{name}: …] takes languages such as de or German, not “{text}”")
    return codes


def _read_audience(name: str, value: str) -> str:
    if value not in AUDIENCE_AGES:
        raise _Wrong(f"[{name}: …] takes {', '.join(AUDIENCE_AGES)}, not “{value}”")
    return value


_LENGTH = re.compile(r"(?:(\d+)\s*h\w*)?\s*(?:(\d+)\s*m\w*)?\s*(?:(\d+)\s*s\w*)?", re.IGNORECASE)


def _read_length(name: str, value: str) -> int:
    found = _LENGTH.fullmatch(value)
    hours, minutes, seconds = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    total = 3600 * hours + 60 * minutes + seconds
    if total < 1:
        raise _Wrong(f"[{name}: …] takes a length such as 90 s, 10 min or 1 h 30 min, not “{value}”")
    return total


def _read_day(name: str, value: str) -> date:
    try:
        return date.fromisoformat(value if len(value) != 4 else f"{value}-01-01")
    except ValueError as error:
        raise _Wrong(f"[{name}: …] takes a day such as 2024-05-31, or a year, not “{value}”") from error


def _read_count(name: str, value: str) -> int:
    if not value.isascii() or not value.isdecimal() or int(value[:6]) < 1 or len(value) > 6:
        raise _Wrong(f"[{name}: …] takes a whole number from 1, not “{value}”")
    return int(value)


def _read_text(name: str, value: str) -> str:
    if not value:
        raise _Wrong(f"[{name}: …] says nothing: write the words that are shown")
    return value if value.endswith((".", "!", "?")) else value + "."


def _read_tone(name: str, value: str) -> str:
    return value


CHECKS: dict[str, Callable[[str, str], Any]] = {
    "never recommend": _read_terms,
    "never category": _read_texts,
    "never creator": _read_texts,
    "never tag": _read_texts,
    "only languages": _read_languages,
    "only categories": _read_texts,
    "only creators": _read_texts,
    "max audience": _read_audience,
    "max length": _read_length,
    "min length": _read_length,
    "published since": _read_day,
    "published before": _read_day,
    "max clips": _read_count,
    "disclose": _read_text,
    "disclose first": _read_text,
    "disclose tag": _read_texts,
    "never say": _read_texts,
    "max words": _read_count,
    "tone": _read_tone,
    ADVISORY: _read_tone,
}
"""Every check by name, and what reads its value; "tone" and "advisory" are advice that no code checks."""
_ALIASES = {
    "only language": "only languages",
    "only category": "only categories",
    "only creator": "only creators",
    "never categories": "never category",
    "never creators": "never creator",
    "never tags": "never tag",
    "disclose tags": "disclose tag",
}
