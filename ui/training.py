"""`reeltalk train`: fit the reranker of a home, and say what came of it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from reeltalk.ui.lines import say, write_json


def train(
    home: Annotated[
        Path | None, typer.Option("--home", metavar="DIR", help="the catalog's folder; the sample library unless given")
    ] = None,
    networks: Annotated[
        list[str] | None,
        typer.Option("--with", metavar="NAME", help="a network besides, such as sasrec; may be repeated"),
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="go on with networks whose training was cut off")] = False,
    seed: Annotated[int, typer.Option("--seed", min=0, help="of everything drawn at random")] = 0,
    as_json: Annotated[
        bool, typer.Option("--json", help="one JSON document on standard output, nothing else there")
    ] = False,
) -> None:
    """Learn from who watched what how to order clips for a viewer."""
    from reeltalk.retrieval.catalog_training import train_reranker
    from reeltalk.retrieval.training import BlendSettings
    from reeltalk.ui.opening import choose_settings, open_catalog
    from reeltalk.ui.progress import show_stages

    with open_catalog(choose_settings(home)) as catalog, show_stages("Training") as tell:
        result = train_reranker(
            catalog, BlendSettings(seed=seed), networks=networks or [], resume=resume, progress=tell
        )
    for notice in result.notices:
        say(notice)
    if as_json:
        write_json({**asdict(result), "file": str(result.file)})
        return
    typer.echo(
        f"learned from {result.events:,} events of {result.viewers:,} viewers with {result.clips:,} clips; "
        f"weights chosen on {result.held_out:,} held-out views"
    )
    for name, part in result.parts.items():
        typer.echo(f"  {name}: " + ", ".join(f"{key.replace('_', ' ')} {value:g}" for key, value in part.items()))
    typer.echo(f"kept in {result.file}; chats use it from now on")
