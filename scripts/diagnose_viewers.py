"""Why conversations of simulated viewers with reeltalk's agent failed: how its calls differ from what was stated.

    python scripts/diagnose_viewers.py RESULTS [--system agent] [--examples 6]

Reads a results folder of `reeltalk eval viewers` and prints each kind of error with its count and examples.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from reeltalk.eval.campaign import read_episodes
from reeltalk.eval.episode import Episode, Round
from reeltalk.eval.items import words_of

CLIP_TOOLS = ("search_clips", "similar_clips", "recommend_clips")


def main() -> None:
    """Print the kinds of error, most frequent first."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("results", type=Path)
    parser.add_argument("--system", default="agent")
    parser.add_argument("--examples", type=int, default=6)
    given = parser.parse_args()
    kinds: dict[str, list[str]] = defaultdict(list)
    turns = 0
    for episode in read_episodes(given.results):
        if episode.system == given.system:
            for one in episode.rounds:
                turns += 1
                for kind in name_errors(episode, one):
                    kinds[f"{episode.setting}: {kind}"].append(describe(episode, one))
    print(f"{turns} turns")
    for kind, cases in sorted(kinds.items(), key=lambda pair: -len(pair[1])):
        print(f"\n### {kind}: {len(cases)}\n")
        for case in cases[: given.examples]:
            print(f"- {case}")


def name_errors(episode: Episode, one: Round) -> Iterator[str]:
    """What is wrong with one turn: first what was understood, and where that is right, what was found."""
    calls = [call for call in one.calls if call.get("tool") in CLIP_TOOLS]
    wanted = dict(name.partition("=")[::2] for name in one.stated)
    if not calls:
        if one.question is None or one.calls:
            yield f"no search, but {', '.join(str(call['tool']) for call in one.calls) or 'nothing'}"
        return
    wrong = list(dict.fromkeys(compare(wanted, calls[-1]["args"], calls[-1]["tool"])))
    yield from wrong
    if wrong or (one.picks and any(not pick.broken for pick in one.picks)):
        return
    if episode.setting == "none":
        if one.picks and not one.admits:
            yield "understood, but shown as if it fitted"
    elif not one.picks:
        yield "understood, but said to be empty though something fits"
    else:
        yield "understood, but nothing that fits is among the picks"


def compare(wanted: Mapping[str, str], args: Mapping[str, Any], tool: str) -> Iterator[str]:
    """How a call differs from the conditions: by argument."""
    expected: dict[str, Any] = {}
    for kind, value in wanted.items():
        expected |= ARGUMENTS[kind](value) if kind in ARGUMENTS else {}
    for name, value in expected.items():
        if name not in args:
            yield f"{name} is missing"
        elif value is not None and str(args[name]).casefold() != str(value).casefold():
            yield f"{name} is wrong"
    yield from (f"{name} was not asked for" for name in args if name not in expected and name not in FREE)
    if "about" in wanted and not args.get("query") and tool != "similar_clips":
        yield f"the subject is lost: {tool}"
    if FILLERS & set(words_of(args.get("query", ""))):
        yield "words that are no subject in the query"


def this_year(value: str) -> dict[str, Any]:
    """A year as arguments; of the present one the end need not be said."""
    start = {"published_after": f"{value}-01-01"}
    return start if int(value) >= date.today().year else start | {"published_before": f"{int(value) + 1}-01-01"}


FREE = ("query", "clip", "change", "limit", "sort", "unseen_only", "exclude", "published_before")
FILLERS = frozenset({"can", "seen", "want", "wanted", "asked", "that", "it", "like"})
ARGUMENTS: dict[str, Callable[[str], dict[str, Any]]] = {
    **{
        name: partial(lambda name, value: {name: value}, name)
        for name in ("max_seconds", "min_seconds", "language", "category", "creator")
    },
    "without": lambda _: {"exclude": None},
    "age": lambda value: {"max_audience": "all" if value == "0" else value},
    "unseen": lambda _: {"unseen_only": True},
    "popular": lambda _: {"popularity": "popular"},
    "hidden_gem": lambda _: {"popularity": "hidden_gem"},
    "since": lambda value: {"published_after": f"{value}-01-01"},
    "before": lambda value: {"published_before": f"{value}-01-01"},
    "year": this_year,
}
"""Kind of condition -> the arguments that state it."""


def describe(episode: Episode, one: Round) -> str:
    """One turn on a line."""
    calls = "; ".join(f"{call['tool']} {call['args']}" for call in one.calls)
    return f"“{one.said}” [{', '.join(one.stated)}] → {calls or one.text[:60]} ({episode.goal}, {len(one.picks)} picks)"


if __name__ == "__main__":
    main()
