"""Scores how well requests in plain words are understood: the calls of each turn against those expected."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from reeltalk.errors import CatalogError

FREE_ARGUMENTS = frozenset({"limit", "sort", "unseen_only"})
"""Constraints that a strict score lets pass where they are not expected."""

CONSTRAINTS = frozenset(
    [
        "min_seconds",
        "max_seconds",
        "exclude",
        "language",
        "category",
        "tags",
        "creator",
        "published_after",
        "published_before",
        "popularity",
        "sort",
        "unseen_only",
        "max_audience",
        "limit",
    ]
)
CLIP_TOOLS = frozenset({"search_clips", "similar_clips", "recommend_clips"})
STATE_TOOLS = frozenset({"remember", "forget", "rate_clip"})


@dataclass(frozen=True)
class Turn:
    """One thing said, and the calls it should lead to."""

    say: str
    expect: dict[str, Any]


@dataclass(frozen=True)
class Conversation:
    """Turns said one after the other by a new viewer in a new thread."""

    id: str
    tags: tuple[str, ...]
    turns: tuple[Turn, ...]


@dataclass(frozen=True)
class Made:
    """A call that a turn made."""

    tool: str
    args: dict[str, Any]
    ok: bool = True


@dataclass(frozen=True)
class Score:
    """How one turn went."""

    conversation: str
    turn: int
    tags: tuple[str, ...]
    say: str
    right: bool
    strict: bool
    scorable: bool = True
    why: str = ""
    """What was wrong, in plain words."""
    expected: dict[str, Any] = field(default_factory=dict)
    made: tuple[Made, ...] = ()
    elapsed_ms: float = 0.0
    tokens: tuple[int, int] = (0, 0)
    """Tokens read and written by a remote model."""


def read_conversations(path: str | Path) -> list[Conversation]:
    """The conversations of a request file; raises `CatalogError` naming file and line where one cannot be used."""
    conversations = []
    for number, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            turns = tuple(Turn(turn["say"], turn["expect"]) for turn in row["turns"])
            conversations.append(Conversation(row["id"], tuple(row.get("tags", ())), turns))
        except (ValueError, KeyError, TypeError) as error:
            raise CatalogError(
                f"{path}, line {number}: no conversation with id, turns, say and expect ({error})"
            ) from None
    return conversations


def score_turn(
    expect: Mapping[str, Any], made: Sequence[Made], picks: Sequence[str], today: date, *, asked: bool = False
) -> tuple[bool, bool, str]:
    """(right, strict, why not) of one turn by the rules of the format; `picks` are the ids shown last before it."""
    calls = [call for call in made if call.ok]
    if expect.get("none"):
        return (not made, not made, "" if not made else "a call where none was due")
    never = [call.tool for call in calls if call.tool in expect.get("never", ())]
    if never:
        return False, False, f"called {never[0]}"
    if expect.get("asks"):
        asks = asked or any(call.tool == "ask_viewer" for call in calls)
        extra = _find_extra(calls, ())
        return (asks and not extra, asks and not extra, extra or ("" if asks else "did not ask"))
    wanted, needed = _alternatives(expect)
    places = _match(wanted, calls, picks, today, every=needed)
    if places is None:
        return False, False, "no call matches"
    matched = [calls[place] for place in places]
    shared = [
        place for place, call in enumerate(calls) if any(_is_shared(one, call, calls, picks, today) for one in wanted)
    ]
    extra = _find_extra(calls, [*places, *shared])
    if extra:
        return False, False, extra
    allowed = set().union(*(set(one.get("args", {})) for one in wanted)) if wanted else set()
    loose = [
        name
        for call in matched
        for name in call.args
        if name in CONSTRAINTS - FREE_ARGUMENTS - allowed and not _is_absent(call.args[name])
    ]
    return True, not loose, f"not asked for: {', '.join(sorted(set(loose)))}" if loose else ""


def find_wanted_picks(expect: Mapping[str, Any]) -> list[int]:
    """The numbers of the picks that an expectation is about."""
    wanted, _ = _alternatives(expect)
    numbers: list[int] = []
    for one in wanted:
        for match in one.get("args", {}).values():
            if isinstance(match, dict):
                numbers += [match["pick"]] if "pick" in match else []
                numbers += match.get("picks", [])
    return numbers


def _alternatives(expect: Mapping[str, Any]) -> tuple[list[dict[str, Any]], bool]:
    if "call" in expect:
        return [expect["call"]], True
    if "all_of" in expect:
        return list(expect["all_of"]), True
    return list(expect.get("any_of", ())), False


def _match(
    wanted: Sequence[dict[str, Any]], calls: Sequence[Made], picks: Sequence[str], today: date, *, every: bool
) -> list[int] | None:
    """The place of the call that meets each expectation, each used once; None where what is needed is not met."""
    fits = [
        [place for place, call in enumerate(calls) if matches_call(one, call, calls, picks, today)] for one in wanted
    ]
    if every:
        return _assign(fits)
    return next(([places[0]] for places in fits if places), None)


def _assign(fits: Sequence[Sequence[int]], taken: tuple[int, ...] = ()) -> list[int] | None:
    if len(taken) == len(fits):
        return list(taken)
    for place in fits[len(taken)]:
        if place not in taken:
            found = _assign(fits, (*taken, place))
            if found is not None:
                return found
    return None


def matches_call(
    wanted: Mapping[str, Any], call: Made, calls: Sequence[Made], picks: Sequence[str], today: date
) -> bool:
    """Whether a call is the one wanted; `calls` are all of the turn, for matches over several of them."""
    if wanted["tool"] != call.tool:
        return False
    same = [one for one in calls if one.tool == call.tool]
    return all(
        _matches_picks(match, name, same, picks)
        if isinstance(match, dict) and "picks" in match
        else matches(match, call.args.get(name), picks, today)
        for name, match in wanted.get("args", {}).items()
    )


def matches(match: Any, value: Any, picks: Sequence[str], today: date) -> bool:
    """Whether an argument's value is as expected; see the format's description of each kind of match."""
    if isinstance(match, bool):
        return value is match
    if isinstance(match, int | float):
        return _is_number(value) and abs(float(value) - match) <= 0.05 * abs(match)
    if not isinstance(match, dict):
        return _text(value).lower() == str(match).lower()
    if match.get("absent"):
        return _is_absent(value)
    tests: dict[str, Callable[[Any], bool]] = {
        "has": lambda want: all(re.search(one, _text(value), re.I) for one in want),
        "lacks": lambda want: not any(re.search(one, _text(value), re.I) for one in want),
        "one_of": lambda want: _text(value).lower() in [str(one).lower() for one in want],
        "between": lambda want: _is_between(value, want[0], want[1], today),
        "pick": lambda want: _pick(want, picks) in _list(value),
    }
    return not _is_absent(value) and all(tests[name](want) for name, want in match.items() if name in tests)


def _matches_picks(match: Mapping[str, Any], name: str, calls: Sequence[Made], picks: Sequence[str]) -> bool:
    given = {one for call in calls for one in _list(call.args.get(name))}
    return all(_pick(number, picks) in given for number in match["picks"])


def _pick(number: int, picks: Sequence[str]) -> str | None:
    place = number - 1 if number > 0 else len(picks) + number
    return picks[place] if 0 <= place < len(picks) else None


def _find_extra(calls: Sequence[Made], matched: Sequence[int]) -> str:
    rest = [call for place, call in enumerate(calls) if place not in matched]
    changed = [call.tool for call in rest if call.tool in STATE_TOOLS]
    if changed:
        return f"changed more than expected: {changed[0]}"
    more = [call.tool for call in rest if call.tool in CLIP_TOOLS]
    return f"{len(more)} further calls for clips" if len(more) > 1 else ""


def _is_shared(wanted: Mapping[str, Any], call: Made, calls: Sequence[Made], picks: Sequence[str], today: date) -> bool:
    """Whether a call is one of several that meet one expectation on `picks` together."""
    named = [(name, match["picks"]) for name, match in wanted.get("args", {}).items() if _has_picks(match)]
    if not named or not matches_call(wanted, call, calls, picks, today):
        return False
    return all({*_list(call.args.get(name))} <= {_pick(number, picks) for number in numbers} for name, numbers in named)


def _has_picks(match: Any) -> bool:
    return isinstance(match, dict) and "picks" in match


def _is_between(value: Any, low: Any, high: Any, today: date) -> bool:
    if _is_number(low) and _is_number(high):
        return _is_number(value) and low <= float(value) <= high
    try:
        day = date.fromisoformat(_text(value)[:10])
    except ValueError:
        return False
    return _day(low, today) <= day <= _day(high, today)


def _day(text: Any, today: date) -> date:
    offset = re.fullmatch(r"([+-]\d+)d", str(text).strip())
    return today + timedelta(days=int(offset[1])) if offset else date.fromisoformat(str(text)[:10])


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_absent(value: Any) -> bool:
    return value is None or value == "" or value == [] or value == () or value == {}


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def _text(value: Any) -> str:
    return " ".join(str(one) for one in _list(value)) if value is not None else ""


def pick_tags(scores: Iterable[Score]) -> list[str]:
    """All tags of the scores, in order of first use."""
    return list(dict.fromkeys(tag for score in scores for tag in score.tags))
