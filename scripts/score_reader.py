"""Scores the reading of requests alone, without an index: a simulated conversation around the
    embedded model's reader.

    python scripts/score_reader.py FILE… [--clips clips.jsonl] [--half odd|even] [--today DATE] [--wrong]

    The wish is the arguments of the last call that returned clips; the picks shown are the five clips
    that share most
words with its query. For figures of the whole product use `reeltalk eval requests`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import time
from datetime import date
from functools import cache
from pathlib import Path
from statistics import quantiles
from typing import Any

from reeltalk.agent.compiler import SEED_HANDLE
from reeltalk.agent.context import Shown, Taste, TurnContext
from reeltalk.agent.reader import read_request
from reeltalk.agent.reply import Wish
from reeltalk.eval.requests import (
    CLIP_TOOLS,
    Conversation,
    Made,
    Score,
    find_wanted_picks,
    read_conversations,
    score_turn,
)
from reeltalk.retrieval.vocabulary import Vocabulary


class Library:
    """Clips to show, found by shared words."""

    def __init__(self, path: Path | None) -> None:
        self.clips: list[dict[str, Any]] = [json.loads(line) for line in path.read_text().splitlines()] if path else []
        self.words = [set(re.findall(r"\w{3,}", row.get("title", "").lower())) for row in self.clips]

    def vocabulary(self) -> Vocabulary:
        """The clips' categories, tags, creators and languages, counted."""
        counts: dict[str, dict[str, int]] = {"category": {}, "creator": {}, "language": {}, "tags": {}}
        for row in self.clips:
            for name in ("category", "creator", "language"):
                if row.get(name):
                    counts[name][row[name]] = counts[name].get(row[name], 0) + 1
            for tag in row.get("tags", []):
                counts["tags"][tag] = counts["tags"].get(tag, 0) + 1
        return Vocabulary(counts["category"], counts["tags"], counts["creator"], counts["language"])

    def show(self, query: str, count: int = 5) -> tuple[Shown, ...]:
        """The clips that share most words with the query; made-up ones without a library."""
        return _show(self, query, count)


@cache
def _show(library: Library, query: str, count: int) -> tuple[Shown, ...]:
    if not library.clips:
        return tuple(
            Shown(handle=str(place), title=f"{query} part {place}", duration_s=100.0 * place)
            for place in range(1, count + 1)
        )
    wanted = set(re.findall(r"\w{3,}", query.lower()))
    ranked = sorted(range(len(library.clips)), key=lambda place: (-len(wanted & library.words[place]), place))
    return tuple(_shown(str(rank), library.clips[place]) for rank, place in enumerate(ranked[:count], 1))


def _shown(handle: str, row: dict[str, Any]) -> Shown:
    return Shown(
        handle=handle,
        title=row.get("title", ""),
        duration_s=row.get("duration_s"),
        creator=row.get("creator"),
        category=row.get("category"),
        language=row.get("language"),
        tags=tuple(row.get("tags", ())),
        text=row.get("description", "")[:200],
    )


class Simulation:
    """One conversation: what the graph would keep from turn to turn."""

    def __init__(self, library: Library, vocabulary: Vocabulary, today: date) -> None:
        self.library, self.vocabulary = library, vocabulary
        self.context = TurnContext(today=today)
        self.seed: str | None = None
        self.turn = 0
        self.ids: list[str] = []

    def say(self, text: str) -> tuple[list[Made], float]:
        """The calls that a message leads to, with ids for handles, and the milliseconds reading took."""
        begin = time.perf_counter()
        calls = read_request(text, self.context, self.vocabulary)
        elapsed = (time.perf_counter() - begin) * 1000
        made = [self._run(call["name"], dict(call["args"])) for call in calls]
        self._keep(text, made)
        return made, elapsed

    def _run(self, tool: str, args: dict[str, Any]) -> Made:
        if "clip" in args:
            args["clip"] = self._id(str(args["clip"]))
        if "clips" in args:
            args["clips"] = [self._id(str(one)) for one in args["clips"]]
        return Made(tool, args, ok=None not in [args.get("clip", ""), *args.get("clips", [])])

    def _id(self, handle: str) -> str | None:
        if handle == SEED_HANDLE:
            return self.seed
        place = int(handle) - 1 if handle.isdigit() else -1
        return self.ids[place] if 0 <= place < len(self.ids) else None

    def _keep(self, text: str, made: list[Made]) -> None:
        self.turn += 1
        update: dict[str, Any] = {"previous": text, "last_calls": [call.tool for call in made]}
        update |= {"question": None, "options": []}
        tastes = list(self.context.preferences)
        for call in made:
            args = call.args
            if call.tool == "remember":
                tastes.append(Taste(text=args["text"], polarity=args["polarity"], strength=args["strength"]))
            if call.tool == "forget":
                tastes = [taste for taste in tastes if taste.text.lower() != args["text"].lower()]
            if call.tool == "ask_viewer":
                update |= {"question": args["question"], "options": args.get("options", [])}
            if call.tool in CLIP_TOOLS and call.ok:
                query = str(args.get("query") or f"turn {self.turn}")
                shown = self.library.show(query, min(int(args.get("limit", 5)), 20))
                self.ids = [f"{self.turn}-{one.handle}-{one.title}" for one in shown]
                self.seed = args.get("clip")
                update |= {"wish": Wish(tool=call.tool, args=args), "shown": list(shown)}
        self.context = self.context.model_copy(update={**update, "preferences": tastes})


def score_conversation(
    conversation: Conversation, library: Library, vocabulary: Vocabulary, today: date
) -> list[Score]:
    """The score of each turn of one conversation."""
    simulation = Simulation(library, vocabulary, today)
    scores = []
    for number, turn in enumerate(conversation.turns, 1):
        picks = list(simulation.ids)
        made, elapsed = simulation.say(turn.say)
        right, strict, why = score_turn(turn.expect, made, picks, today)
        needed = max((abs(one) for one in find_wanted_picks(turn.expect)), default=0)
        scores.append(
            Score(
                conversation.id,
                number,
                conversation.tags,
                turn.say,
                right,
                strict,
                needed <= len(picks),
                why,
                turn.expect,
                tuple(made),
                elapsed,
            )
        )
    return scores


def in_half(name: str, half: str | None) -> bool:
    """Whether a conversation belongs to the half asked for, by its id's SHA-1."""
    odd = int(hashlib.sha1(name.encode()).hexdigest(), 16) % 2 == 1
    return half is None or odd == (half == "odd")


def main() -> None:
    """Print the figures, and the wrong turns where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--clips", type=Path)
    parser.add_argument("--half", choices=["odd", "even"])
    parser.add_argument("--today", type=date.fromisoformat, default=date(2026, 7, 15))
    parser.add_argument("--wrong", action="store_true")
    given = parser.parse_args()
    library = Library(given.clips)
    vocabulary = library.vocabulary()
    for path in given.files:
        conversations = [one for one in read_conversations(path) if in_half(one.id, given.half)]
        groups = [score_conversation(one, library, vocabulary, given.today) for one in conversations]
        _report(path.name, groups, wrong=given.wrong)


def _report(name: str, groups: list[list[Score]], *, wrong: bool) -> None:
    scores = [score for group in groups for score in group if score.scorable]
    if not scores:
        print(f"{name}: no turns")
        return
    for score in scores if wrong else []:
        if not score.strict:
            calls = [{call.tool: call.args} for call in score.made]
            print(f"{'~' if score.right else 'X'} {score.conversation}/{score.turn} {score.say!r}")
            print(f"    {score.why} :: {calls}\n    want {json.dumps(score.expected)}")
    times = quantiles([score.elapsed_ms for score in scores], n=20) if len(scores) > 1 else [0.0] * 20
    whole = sum(all(score.right for score in group if score.scorable) for group in groups)
    right, strict = sum(one.right for one in scores) / len(scores), sum(one.strict for one in scores) / len(scores)
    unscorable = sum(not one.scorable for group in groups for one in group)
    print(
        f"{name}: n={len(scores)} turns {right:.3f} strict {strict:.3f} conversations {whole}/{len(groups)} "
        f"unscorable {unscorable} p50 {times[9]:.1f} ms p95 {times[18]:.1f} ms"
    )


if __name__ == "__main__":
    main()
