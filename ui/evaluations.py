"""The commands of `reeltalk eval` that run simulated viewers, judges and other agents."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Home = Annotated[
    Path | None, typer.Option("--home", metavar="DIR", help="the catalog's folder; the sample library unless given")
]
Model = Annotated[str | None, typer.Option("--model", metavar="openai:NAME", help="a chat model as the agent's model")]
BaseUrl = Annotated[
    str | None, typer.Option("--base-url", metavar="URL", help="the OpenAI-compatible server that runs it")
]
Json = Annotated[bool, typer.Option("--json", help="one JSON document on standard output, nothing else there")]
Seed = Annotated[int, typer.Option("--seed", min=0, help="of goals, words and intervals")]
Jobs = Annotated[int, typer.Option("--jobs", min=1, max=64, help="conversations held at a time")]
Agent = Annotated[
    str | None,
    typer.Option(
        "--agent", metavar="MODULE:FACTORY|URL", help="another agent: a factory, /v1/ask, or chat completions"
    ),
]
Out = Annotated[Path, typer.Option("--out", metavar="DIR", help="the results folder; a run that is there goes on")]
Names = Annotated[str, typer.Option("--systems", help="what is compared, with commas between")]

ALL_SETTINGS = "one,several,drift,none"


def add_commands(evaluations: typer.Typer) -> None:
    """Put these commands beside the other evaluations."""
    evaluations.command()(viewers)
    evaluations.command()(compare)


def viewers(
    settings: Annotated[str, typer.Option("--settings", help="which of them, with commas between")] = ALL_SETTINGS,
    goals: Annotated[int, typer.Option("--goals", min=1, help="conversations a setting")] = 60,
    trials: Annotated[int, typer.Option("--trials", min=1, help="how often each goal is tried, in other words")] = 1,
    systems: Names = "agent,bm25,dense,popularity",
    agent: Agent = None,
    labels: Annotated[Path | None, typer.Option("--labels", help="labels of the clips by hand: .jsonl")] = None,
    out: Out = Path("results/viewers"),
    seed: Seed = 0,
    jobs: Jobs = 2,
    as_json: Json = False,
    home: Home = None,
    model: Model = None,
    base_url: BaseUrl = None,
) -> None:
    """Have simulated viewers with checkable goals talk to the agent, and to baselines."""
    from reeltalk.eval.goals import SETTINGS
    from reeltalk.ui.opening import choose_settings
    from reeltalk.ui.viewers import Plan, evaluate_viewers

    asked = [part.strip() for part in settings.split(",")]
    if unknown := [name for name in asked if name not in SETTINGS]:
        raise typer.BadParameter(
            f"there is no {unknown[0]!r}; there are {', '.join(SETTINGS)}", param_hint="--settings"
        )
    chosen = tuple(name for name in SETTINGS if name in asked)
    named = tuple(part.strip() for part in systems.split(","))
    plan = Plan(chosen, goals, seed, trials, jobs, named, agent, labels, out)
    evaluate_viewers(plan, choose_settings(home, model, base_url), as_json=as_json)


def compare(
    first: Annotated[Path, typer.Argument(metavar="A", help="a results folder")],
    second: Annotated[
        Path, typer.Argument(metavar="B", help="another, over the same goals; or A, for two systems of it")
    ],
    systems: Annotated[str, typer.Option("--systems", help="which system of each")] = "agent,agent",
    seed: Seed = 0,
    resamples: Annotated[int, typer.Option("--resamples", min=1, help="of the bootstrap")] = 10_000,
    as_json: Json = False,
) -> None:
    """Compare two runs of simulated viewers, conversation by conversation."""
    from reeltalk.eval.comparison import compare_runs, comparison_lines
    from reeltalk.ui.lines import write_json, write_line

    names = tuple(part.strip() for part in systems.split(","))
    if len(names) != 2:
        raise typer.BadParameter("give two, such as agent,bm25", param_hint="--systems")
    compared = compare_runs(first, second, systems=(names[0], names[1]), seed=seed, resamples=resamples)
    if as_json:
        write_json(compared)
        return
    for line in comparison_lines(compared):
        write_line(line)
