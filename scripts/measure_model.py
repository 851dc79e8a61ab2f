"""How well a model drives the agent: accuracy, valid calls, whole replies, model calls and time a turn.

    python scripts/measure_model.py FILE --home HOME --out rows.jsonl --seconds 600 \\
        --model openai:qwen --base-url http://127.0.0.1:8092/v1 --option way=json --option reasons=false
    python scripts/measure_model.py --out rows.jsonl          # the figures of what is there so far

FILE holds conversations as for `reeltalk eval requests`. A run ends after the seconds given, at the end of a
conversation; the next one with the same --out goes on behind it. The rows hold no words of the requests.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from datetime import time as clock_time
from pathlib import Path
from typing import Any

from reeltalk import Agent, Catalog, Reply
from reeltalk.agent.options import read_options
from reeltalk.agent.prompts import VERSION
from reeltalk.eval.asking import run_conversation
from reeltalk.eval.requests import Conversation, read_conversations
from reeltalk.eval.statistic import percentile, share_of


class Recorder:
    """An agent whose replies are kept."""

    def __init__(self, agent: Agent) -> None:
        self.agent = agent
        self.replies: list[Reply] = []

    def ask(self, text: str, *, viewer: str = "local", thread: str | None = None) -> Reply:
        """The reply, which is kept."""
        self.replies.append(self.agent.ask(text, viewer=viewer, thread=thread))
        return self.replies[-1]


def main() -> None:
    """Go on measuring where a file is given, then print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--home", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--today", type=date.fromisoformat, default=date(2026, 3, 1))
    parser.add_argument("--model")
    parser.add_argument("--base-url")
    parser.add_argument("--option", action="append", default=[])
    given = parser.parse_args()
    if given.file is not None:
        go_on(given)
    print(json.dumps(summarise(read_rows(given.out)), indent=1))


def go_on(given: argparse.Namespace) -> None:
    """Hold the conversations that have no rows yet, until the time is over."""
    done = {row["conversation"] for row in read_rows(given.out)}
    rest = [one for one in read_conversations(given.file) if one.id not in done]
    end = time.monotonic() + given.seconds
    noon = datetime.combine(given.today, clock_time(12), UTC)
    options = read_options(given.option)
    with (
        Catalog.open(given.home) as catalog,
        Agent(catalog, given.model, base_url=given.base_url, options=options, clock=lambda: noon) as agent,
        given.out.open("a", encoding="utf-8") as out,
    ):
        for conversation in rest:
            if time.monotonic() > end:
                break
            for row in measure(agent, conversation, given.today):
                out.write(json.dumps({**row, "model": agent.model, "options": given.option, "prompts": VERSION}) + "\n")
            out.flush()


def measure(agent: Agent, conversation: Conversation, today: date) -> list[dict[str, Any]]:
    """A row for each turn of a conversation."""
    recorder = Recorder(agent)
    scores = run_conversation(recorder, conversation, today)
    return [
        {
            "conversation": conversation.id,
            "turn": score.turn,
            "right": score.right,
            "strict": score.strict,
            "scorable": score.scorable,
            "whole": is_whole(reply),
            "own": reply.model == agent.model,
            "invented": count_invented(reply, agent.catalog),
            "first_tries": [*first_tries(reply), *[False] * reply.usage.broken],
            "model_calls": reply.usage.model_calls,
            "tokens": [reply.usage.input_tokens, reply.usage.output_tokens],
            "elapsed_ms": round(score.elapsed_ms),
            "notices": [notice for notice in reply.notices if "embedded model" in notice],
        }
        for score, reply in zip(scores, recorder.replies, strict=True)
    ]


def is_whole(reply: Reply) -> bool:
    """Whether a reply says something, numbers its picks and gives each a reason."""
    again = Reply.model_validate_json(reply.model_dump_json())
    numbered = [pick.rank for pick in reply.picks] == list(range(1, len(reply.picks) + 1))
    return again == reply and bool(reply.text.strip()) and numbered and all(pick.reason for pick in reply.picks)


def count_invented(reply: Reply, catalog: Catalog) -> int:
    """Picks that are not the catalog's rows."""
    rows = {clip.id: clip for clip in catalog.get([pick.clip.id for pick in reply.picks])}
    return sum(rows.get(pick.clip.id) != pick.clip for pick in reply.picks)


def first_tries(reply: Reply) -> list[bool]:
    """Whether each call was valid, without those that mend one that failed just before."""
    tries: list[bool] = []
    failed: set[str] = set()
    for call in reply.calls:
        if call.tool not in failed:
            tries.append(call.ok)
        (failed.discard if call.ok else failed.add)(call.tool)
    return tries


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The rows measured so far."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def summarise(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The figures, rates with their 95 % Wilson intervals."""
    scored = [row for row in rows if row["scorable"]]
    times = [row["elapsed_ms"] / 1000 for row in rows]
    return {
        "model": sorted({row["model"] for row in rows}),
        "options": sorted({" ".join(row["options"]) for row in rows}),
        "turns": asdict(share_of([row["right"] for row in scored])),
        "strict": asdict(share_of([row["strict"] for row in scored])),
        "whole_replies": asdict(share_of([row["whole"] for row in rows])),
        "by_the_model_itself": asdict(share_of([row["own"] for row in rows])),
        "valid_first_tries": asdict(share_of([valid for row in rows for valid in row["first_tries"]])),
        "invented_clips": sum(row["invented"] for row in rows),
        "model_calls_a_turn": round(sum(row["model_calls"] for row in rows) / max(1, len(rows)), 2),
        "tokens_a_turn": [round(sum(row["tokens"][side] for row in rows) / max(1, len(rows))) for side in (0, 1)],
        "seconds": {"p50": percentile(times, 0.5), "p95": percentile(times, 0.95)},
        "notices": sorted({notice for row in rows for notice in row["notices"]}),
    }


if __name__ == "__main__":
    main()
