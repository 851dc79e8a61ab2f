"""How far an ingest is, on standard error, and what came of it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from reeltalk.ui.lines import plain_line, write_json

if TYPE_CHECKING:
    from rich.console import Console

    from reeltalk.retrieval.ingest import Ingest
    from reeltalk.retrieval.tally import Tally

_EVERY_S = 0.3
Price = tuple[float, float]
"""What a million tokens read and written cost."""


@contextmanager
def show_ingest(run: Ingest, price: Price | None, told: set[tuple[str, str]]) -> Iterator[None]:
    """A bar at a terminal while the block runs; files that failed are told in any case, each of `told` once."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[told]}"))
    ended = threading.Event()
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("Ingesting", total=None, told="")

        def follow() -> None:
            started = time.monotonic()
            while True:
                over = ended.wait(_EVERY_S)
                _tell_failed(progress.console, run.tally, told)
                done, total = reckon(run.tally)
                words = describe_progress(run.tally, price, time.monotonic() - started)
                progress.update(task, description=run.tally.stage.capitalize(), completed=done, total=total, told=words)
                if over:
                    return

        thread = threading.Thread(target=follow, name="reeltalk-progress", daemon=True)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()


def reckon(tally: Tally) -> tuple[int, int | None]:
    """How much of the present stage is done, and of how much."""
    if tally.stage == "reading files":
        return tally.read + tally.known, tally.files
    if tally.stage == "looking":
        return tally.looked, tally.to_look
    if tally.stage == "describing":
        return tally.described + tally.undescribed, tally.to_describe
    return 0, None


def describe_progress(tally: Tally, price: Price | None, elapsed_s: float) -> str:
    """Files, minutes of video, tokens, cost and time left, as far as each is known.

    >>> from reeltalk.retrieval.tally import Tally
    >>> describe_progress(Tally("looking", files=9, to_look=8, looked=2, seconds=120), None, 6)
    '2 of 8 files · 2 minutes of video · 18 s left'
    """
    done, total = reckon(tally)
    parts = [f"{done:,} of {total:,} files" if total is not None else f"{tally.files:,} files"]
    if tally.seconds:
        parts.append(f"{tally.seconds / 60:,.0f} minutes of video")
    used = tally.usage.read_tokens + tally.usage.written_tokens
    if used:
        parts.append(f"{used:,} tokens")
    if used and price is not None:
        parts.append(f"{tell_cost(tally.usage.read_tokens, tally.usage.written_tokens, price):.2f} so far")
    if done and total and total > done:
        parts.append(f"{describe_time(elapsed_s / done * (total - done))} left")
    return " · ".join(parts)


def tell_cost(read_tokens: int, written_tokens: int, price: Price) -> float:
    """What so many tokens cost, in the currency of the price."""
    return (read_tokens * price[0] + written_tokens * price[1]) / 1e6


def describe_time(seconds: float) -> str:
    """A stretch of time in words.

    >>> [describe_time(seconds) for seconds in (18, 180, 9000)]
    ['18 s', '3 min', '2.5 h']
    """
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


def tell_ingest(tally: Tally, home: Path, price: Price | None, as_json: bool) -> None:
    """What came of a run, as lines or as one JSON document."""
    usage = tally.usage
    cost = tell_cost(usage.read_tokens, usage.written_tokens, price) if price else None
    if as_json:
        counts = (
            "files",
            "read",
            "known",
            "clips",
            "copies",
            "removed",
            "looked",
            "described",
            "undescribed",
            "stopped",
        )
        write_json(
            {
                "home": str(home),
                **{name: getattr(tally, name) for name in counts},
                "seconds": round(tally.seconds, 1),
                "usage": usage.model_dump(),
                "cost": cost,
                "failed": [{"path": path, "why": why} for path, why in tally.failed],
            }
        )
        return
    parts = [f"{tally.files:,} files: {tally.read:,} read, {tally.known:,} unchanged, {tally.copies:,} copies"]
    parts += [f"{tally.removed:,} clips removed"] if tally.removed else []
    parts += [f"{tally.described:,} described"] if tally.to_describe else []
    parts += [f"{len(tally.failed):,} not taken as they are"] if tally.failed else []
    parts += [f"{usage.read_tokens + usage.written_tokens:,} tokens"] if usage.requests else []
    parts += [f"cost {cost:.2f}"] if cost is not None and usage.requests else []
    typer.echo("; ".join(parts) + f"; the catalog is {home}")
    if tally.stopped:
        typer.echo(f"describing stopped: {plain_line(tally.stopped)}; run it again to go on", err=True)


def _tell_failed(console: Console, tally: Tally, told: set[tuple[str, str]]) -> None:
    for path, why in list(tally.failed):
        if (path, why) not in told:
            told.add((path, why))
            console.print(plain_line(f"{path}: {why}"), soft_wrap=True)
