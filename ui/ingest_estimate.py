"""`reeltalk ingest … --dry-run`: what there is to do and about what it takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from reeltalk.ui.ingest_progress import Price, describe_time, tell_cost
from reeltalk.ui.lines import write_json

if TYPE_CHECKING:
    from reeltalk.retrieval.describer import Describer


def tell_estimate(
    paths: Sequence[Path],
    home: Path,
    describer: Describer | None,
    name: str,
    *,
    jobs: int,
    price: Price | None,
    as_json: bool,
) -> None:
    """Say what ingesting the paths would take; nothing is written. Raises `CatalogError` for a path not there."""
    from reeltalk.retrieval.estimate import estimate_ingest

    found = estimate_ingest(paths, home, describer, jobs=jobs)
    cost = tell_cost(found.read_tokens, found.written_tokens, price) if price else None
    if as_json:
        write_json({"home": str(home), "describer": name, **asdict(found), "cost": cost})
        return
    typer.echo(f"{found.files:,} files, {found.fresh:,} new or changed; about {found.minutes:,.0f} minutes of video")
    if found.speed:
        typer.echo(f"looking at them: about {describe_time(found.looking_s)} ({found.speed:.0f} × real time here)")
    if describer is None:
        return
    basis = "as measured so far" if found.measured else "assumed, nothing was described with it yet"
    typer.echo(f"describing {found.due:,} clips with {name}:")
    if found.read_tokens:
        typer.echo(f"  tokens: about {found.read_tokens:,} read, {found.written_tokens:,} written ({basis})")
    if cost is not None:
        typer.echo(f"  cost: about {cost:,.2f} in the currency of --price")
    if found.describing_s is not None:
        typer.echo(f"  time: about {describe_time(found.describing_s)} ({basis})")
    else:
        typer.echo("  time: not known before some are described; try a few files first, then ask again")
