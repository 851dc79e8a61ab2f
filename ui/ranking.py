"""`reeltalk eval ranking`: measure rerankers on what viewers watched next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reeltalk.errors import CatalogError
from reeltalk.ui.lines import say, write_json

if TYPE_CHECKING:
    from reeltalk.eval.ranking_data import RankingData

SPLITS = ("leave-one-out", "time")


def ranking(
    pairs: Annotated[
        Path | None,
        typer.Argument(metavar="[PAIRS]", help="viewer_id, clip_id, timestamp; the home's events unless given"),
    ] = None,
    preset: Annotated[
        str | None, typer.Option("--preset", metavar="NAME", help="a published protocol: microlens-100k")
    ] = None,
    split: Annotated[str, typer.Option("--split", metavar="|".join(SPLITS), help="how the test part is cut off")] = (
        SPLITS[0]
    ),
    models: Annotated[
        str | None, typer.Option("--models", metavar="A,B,…", help="rerankers to measure, the quick ones unless given")
    ] = None,
    features: Annotated[
        str | None,
        typer.Option("--features", metavar="A,B,NAME=FILE,…", help="compare vectors of title, description, audio, all"),
    ] = None,
    scores: Annotated[
        list[str] | None,
        typer.Option("--scores", metavar="NAME=FILE", help="scores of another program for the cases of --write-split"),
    ] = None,
    write_split: Annotated[
        Path | None, typer.Option("--write-split", metavar="DIR", help="write the split for other programs, and leave")
    ] = None,
    log: Annotated[
        Path | None, typer.Option("--log", metavar="FILE", help="where each scoring of the test part is noted")
    ] = None,
    seed: Annotated[int, typer.Option("--seed", min=0, help="of everything drawn at random")] = 0,
    resamples: Annotated[int, typer.Option("--resamples", min=1, help="of the bootstrap")] = 10_000,
    as_json: Annotated[
        bool, typer.Option("--json", help="one JSON document on standard output, nothing else there")
    ] = False,
    home: Annotated[
        Path | None, typer.Option("--home", metavar="DIR", help="the catalog's folder; the sample library unless given")
    ] = None,
) -> None:
    """Measure how well rerankers foresee what each viewer watches next, all clips ranked."""
    from reeltalk.eval.ranking_data import read_events, read_home, write_split_files
    from reeltalk.ui.opening import choose_settings, open_catalog

    if split not in SPLITS:
        raise typer.BadParameter(f"{split!r} is none of {', '.join(SPLITS)}", param_hint="--split")
    if pairs is not None and home is None:
        data = read_events(pairs)
        note = log or pairs.with_suffix(".scorings.jsonl")
    else:
        with open_catalog(choose_settings(home)) as catalog:
            data = read_home(catalog, pairs)
            note = log or catalog.home / "reranker" / "scorings.jsonl"
    for notice in data.notices:
        say(notice)
    data = data.cut(preset=preset, by=split)
    if write_split is not None:
        write_split_files(write_split, data)
        typer.echo(f"{len(data.split.test):,} cases in {write_split}")
        return
    report = _measure(data, models, features, _name_files(scores or []), seed, resamples, note)
    if as_json:
        write_json(report)
        return
    from rich.console import Console

    from reeltalk.eval.ranking_report import render_ranking

    Console().print(render_ranking(report))


def _measure(
    data: RankingData,
    models: str | None,
    features: str | None,
    scores: dict[str, Path],
    seed: int,
    resamples: int,
    log: Path,
) -> dict[str, Any]:
    from reeltalk.eval.ranking_run import run_ranking
    from reeltalk.ui.progress import show_stages

    names = [name.strip() for name in models.split(",") if name.strip()] if models else None
    wanted = [name.strip() for name in features.split(",") if name.strip()] if features else []
    with show_stages("Ranking") as tell:
        return run_ranking(data, names, wanted, scores, seed=seed, resamples=resamples, log=log, progress=tell)


def _name_files(pairs: list[str]) -> dict[str, Path]:
    named = {}
    for pair in pairs:
        name, sign, file = pair.partition("=")
        if not (name and sign and file):
            raise typer.BadParameter(f"{pair!r} is not NAME=FILE", param_hint="--scores")
        if not Path(file).is_file():
            raise CatalogError(f"there is no file {file}")
        named[name] = Path(file)
    return named
