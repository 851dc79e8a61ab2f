"""`reeltalk import` and `reeltalk interactions`: a progress bar, a line for each rejected row, a summary."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from reeltalk.ui.lines import say, write_json
from reeltalk.ui.opening import choose_settings, name_owner, open_catalog, quiet_output
from reeltalk.ui.progress import show_progress

if TYPE_CHECKING:
    from reeltalk.retrieval.catalog import Catalog


def take_clips(
    file: Path, home: Path | None, as_json: bool, encoder: str | None = None, mapping: dict[str, str] | None = None
) -> None:
    """Import a file of clips and say what came of it.

    Raises `CatalogError` where the file, the home or the encoder cannot be used, or not one row could be taken.
    """
    from reeltalk.retrieval.importer import import_clips

    with open_catalog(choose_settings(home), create=True, encoder=encoder) as catalog:
        with show_progress("Importing", "clips") as bar, quiet_output():
            bar.expect(estimate_rows(file))
            result = import_clips(file, catalog, mapping=mapping, progress=bar.advance, report=bar.report)
        if as_json:
            write_json({"home": str(catalog.home), "queued": not catalog.owner, **asdict(result)})
        else:
            typer.echo(
                f"{result.added:,} clips added, {result.updated:,} updated, {result.rejected:,} rows rejected, "
                f"{result.repeated:,} repeated; {catalog.count():,} clips in {catalog.home}"
            )
        _say_queued(catalog)
    if result.rejected and not result.added + result.updated:
        raise typer.Exit(1)


def take_interactions(file: Path, home: Path | None, mapping: dict[str, str], as_json: bool) -> None:
    """Import a file of interactions and say what came of it.

    Raises `CatalogError` where the file or the home cannot be used.
    """
    from reeltalk.retrieval.interactions import import_interactions

    with open_catalog(choose_settings(home), create=True) as catalog:
        with show_progress("Importing", "rows") as bar, quiet_output():
            bar.expect(estimate_rows(file))
            result = import_interactions(file, catalog, mapping=mapping, progress=bar.advance, report=bar.report)
        if as_json:
            write_json({"home": str(catalog.home), **asdict(result)})
        else:
            typer.echo(
                f"{result.rows:,} rows of {result.viewers:,} viewers and {result.clips:,} clips, "
                f"timestamps read as {_UNITS[result.unit]}; {result.rejected:,} rows rejected, "
                f"{result.repeated:,} known already"
            )
        if result.unknown_clips:
            say(f"{result.unknown_clips:,} of the clips are not in {catalog.home}: their rows count once they are")
    if result.rejected and not result.rows:
        raise typer.Exit(1)


def estimate_rows(file: Path) -> int | None:
    """About how many rows a file of text holds, by its lines; None where that says nothing, for the bar only."""
    if not file.is_file() or file.suffix.lower() == ".parquet":
        return None
    with file.open("rb") as stream:
        lines = sum(chunk.count(b"\n") for chunk in iter(lambda: stream.read(1 << 20), b""))
    return max(1, lines - (file.suffix.lower() == ".csv"))


_UNITS = {"seconds": "seconds", "milliseconds": "milliseconds", "iso": "ISO dates"}


def _say_queued(catalog: Catalog) -> None:
    if not catalog.owner:
        owner = name_owner(catalog.home)
        say(f"process {owner} has {catalog.home} open: the clips are queued, and it shows them within seconds")
