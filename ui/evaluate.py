"""What `reeltalk eval` does: run an evaluation over an agent and show its figures."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path

from reeltalk.agent.settings import Settings
from reeltalk.eval.requests import read_conversations
from reeltalk.ui.lines import write_json
from reeltalk.ui.opening import open_agent
from reeltalk.ui.progress import show_progress


def evaluate_requests(
    file: Path,
    settings: Settings,
    *,
    today: date | None,
    runs: int,
    as_json: bool,
    price: tuple[float, float] | None = None,
) -> None:
    """Score the agent on a file of requests, as a table or as one JSON document.

    `price` is what a million tokens that a remote model reads and writes cost.

    Raises `CatalogError` where the file or the home cannot be used.
    """
    from reeltalk.agent.tagger import default_tagger
    from reeltalk.eval.asking import run_conversations
    from reeltalk.eval.report import render_requests, report_requests
    from reeltalk.retrieval.warming import warm_up

    conversations = read_conversations(file)
    day = today or datetime.now(UTC).date()
    with open_agent(settings, clock=lambda: datetime.combine(day, time(12), UTC)) as agent:
        warm_up(agent.catalog, default_tagger).join()  # as a chat does while the first line is typed
        with show_progress("Asking", "conversations") as bar:
            bar.expect(runs * len(conversations))
            results = run_conversations(agent, conversations, day, runs=runs, progress=bar.advance)
        report = report_requests(results, today=day, model=agent.model, price=price)
    if as_json:
        write_json(report)
        return
    from rich.console import Console

    Console().print(render_requests(report))
