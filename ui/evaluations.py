"""The commands of `reeltalk eval` that run simulated viewers, judges and other agents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from reeltalk.eval.faults import Fault
    from reeltalk.eval.goals import Setting

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

Result = Annotated[Path | None, typer.Option("--out", metavar="DIR", help="a results folder to keep the figures in")]
Goals = Annotated[int, typer.Option("--goals", min=1, help="goals drawn")]
Judge = Annotated[str | None, typer.Option("--judge", metavar="openai:NAME", help="a chat model that judges")]
JudgeUrl = Annotated[str | None, typer.Option("--judge-url", metavar="URL", help="the OpenAI-compatible server of it")]
Price = Annotated[
    tuple[float, float] | None,
    typer.Option("--price", metavar="IN OUT", help="what a million tokens read and written cost, for --model"),
]

ALL_SETTINGS = "one,several,drift,none"


def add_commands(evaluations: typer.Typer) -> None:
    """Put these commands beside the other evaluations."""
    evaluations.command()(viewers)
    evaluations.command()(compare)
    evaluations.command()(dialogues)
    evaluations.command()(calls)
    evaluations.command()(record)
    evaluations.command()(reasons)
    evaluations.command()(simulator)
    evaluations.command()(judge)
    evaluations.command("all")(run_all)


def viewers(
    settings: Annotated[str, typer.Option("--settings", help="which of them, with commas between")] = ALL_SETTINGS,
    goals: Annotated[int, typer.Option("--goals", min=1, help="goals a setting")] = 60,
    trials: Annotated[int, typer.Option("--trials", min=1, help="how often each goal is tried, in other words")] = 1,
    systems: Names = "agent,bm25,dense,popularity",
    agent: Agent = None,
    labels: Annotated[Path | None, typer.Option("--labels", help="labels of the clips by hand: .jsonl")] = None,
    faults: Annotated[
        str | None, typer.Option("--faults", metavar="N[:empty]", help="every N-th search fails, or finds nothing")
    ] = None,
    viewer: Annotated[
        str | None, typer.Option("--viewer-model", metavar="openai:NAME", help="a chat model finds the viewers' words")
    ] = None,
    viewer_url: Annotated[str | None, typer.Option("--viewer-url", metavar="URL", help="its server")] = None,
    out: Out = Path("results/viewers"),
    seed: Seed = 0,
    jobs: Jobs = 2,
    price: Price = None,
    as_json: Json = False,
    home: Home = None,
    model: Model = None,
    base_url: BaseUrl = None,
) -> None:
    """Have simulated viewers with checkable goals talk to the agent, and to baselines."""
    from reeltalk.ui.opening import choose_settings
    from reeltalk.ui.viewers import Plan, evaluate_viewers

    plan = Plan(
        settings=_read_settings(settings),
        goals=goals,
        seed=seed,
        trials=trials,
        jobs=jobs,
        systems=_split(systems),
        agent=agent,
        labels=labels,
        faults=_read_faults(faults),
        viewer=(viewer, viewer_url) if viewer and viewer_url else None,
        price=price,
        out=out,
    )
    evaluate_viewers(plan, choose_settings(home, model, base_url), as_json=as_json)


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _read_settings(text: str) -> tuple[Setting, ...]:
    from reeltalk.eval.goals import SETTINGS

    asked = _split(text)
    if unknown := [name for name in asked if name not in SETTINGS]:
        raise typer.BadParameter(
            f"there is no {unknown[0]!r}; there are {', '.join(SETTINGS)}", param_hint="--settings"
        )
    return tuple(name for name in SETTINGS if name in asked)


def _read_faults(text: str | None) -> tuple[int, Fault] | None:
    if text is None:
        return None
    number, _, kind = text.partition(":")
    if not number.isdigit() or int(number) < 1 or kind not in ("", "empty", "fail"):
        raise typer.BadParameter(f"{text!r} is not N or N:empty", param_hint="--faults")
    return int(number), "empty" if kind == "empty" else "fail"


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

    names = _split(systems)
    if len(names) != 2:
        raise typer.BadParameter("give two, such as agent,bm25", param_hint="--systems")
    compared = compare_runs(first, second, systems=(names[0], names[1]), seed=seed, resamples=resamples)
    if as_json:
        write_json(compared)
        return
    for line in comparison_lines(compared):
        write_line(line)


def dialogues(
    file: Annotated[Path, typer.Argument(metavar="DIALOGUES", help="turns of dialogues that people held: .jsonl")],
    agent: Agent = None,
    asks: Annotated[bool, typer.Option("--ask", help="have the agent answer each turn too")] = False,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="the first so many turns")] = None,
    seed: Seed = 0,
    out: Result = None,
    as_json: Json = False,
    home: Home = None,
    model: Model = None,
    base_url: BaseUrl = None,
) -> None:
    """Recommend at each turn of dialogues that people held, beside baselines."""
    from reeltalk.eval.dialogues import dialogue_lines
    from reeltalk.ui.conversations import evaluate_dialogues, tell
    from reeltalk.ui.opening import choose_settings

    chosen = choose_settings(home, model, base_url)
    report = evaluate_dialogues(file, chosen, agent=agent, asks=asks or bool(agent), limit=limit, seed=seed, out=out)
    tell(report, as_json, dialogue_lines)


def calls(
    file: Annotated[Path, typer.Argument(metavar="GOLD", help="threads with the calls they should lead to: .jsonl")],
    agent: Agent = None,
    out: Result = None,
    as_json: Json = False,
    home: Home = None,
    model: Model = None,
    base_url: BaseUrl = None,
) -> None:
    """Score trajectories of tool calls against a gold set."""
    from reeltalk.eval.trajectories import trajectory_lines
    from reeltalk.ui.conversations import evaluate_calls, tell
    from reeltalk.ui.opening import choose_settings

    tell(evaluate_calls(file, choose_settings(home, model, base_url), agent=agent, out=out), as_json, trajectory_lines)


def record(
    file: Annotated[Path, typer.Argument(metavar="GOLD", help="the file to write: .jsonl")],
    home: Home = None,
) -> None:
    """Write the conversations of a home as a gold set of calls, viewers' names taken out, to be checked by hand."""
    from reeltalk.eval.recording import record_threads
    from reeltalk.ui.lines import say
    from reeltalk.ui.opening import choose_home, choose_settings

    count = record_threads(choose_home(choose_settings(home)), file)
    say(f"{count} turns in {file}; read it before you pass it on: what people said of themselves is in it")


def reasons(
    goals: Goals = 60,
    agent: Agent = None,
    seed: Seed = 0,
    judge: Judge = None,
    judge_url: JudgeUrl = None,
    out: Result = None,
    as_json: Json = False,
    home: Home = None,
    model: Model = None,
    base_url: BaseUrl = None,
) -> None:
    """Check that reasons stand word for word on what they quote."""
    from reeltalk.eval.model_client import open_model
    from reeltalk.ui.conversations import evaluate_reasons, figure_lines, tell
    from reeltalk.ui.opening import choose_settings

    chosen = choose_settings(home, model, base_url)
    key = chosen.api_key.get_secret_value() if chosen.api_key else None
    client = open_model(judge, judge_url, key) if judge else None
    report = evaluate_reasons(chosen, agent=agent, goals=goals, seed=seed, judge=client, out=out)
    tell(report, as_json, figure_lines)


def simulator(
    dialogues: Annotated[Path | None, typer.Option("--dialogues", help="dialogues that people held: .jsonl")] = None,
    results: Annotated[Path | None, typer.Option("--results", metavar="DIR", help="a run of eval viewers")] = None,
    goals: Goals = 200,
    seed: Seed = 0,
    out: Result = None,
    as_json: Json = False,
    home: Home = None,
) -> None:
    """Check the simulated viewer itself: its words against people's, and how it takes agents that are no good."""
    from reeltalk.ui.conversations import evaluate_simulator, figure_lines, tell
    from reeltalk.ui.opening import choose_settings

    report = evaluate_simulator(
        choose_settings(home), dialogues=dialogues, results=results, goals=goals, seed=seed, out=out
    )
    tell(report, as_json, figure_lines)


def judge(
    pairs: Annotated[Path | None, typer.Option("--pairs", help="pairs with people's labels: .jsonl")] = None,
    count: Annotated[int, typer.Option("--viewers", min=1, help="viewers of the catalog to draw pairs for")] = 40,
    seed: Seed = 0,
    out: Result = None,
    as_json: Json = False,
    home: Home = None,
    model: Model = None,
    base_url: BaseUrl = None,
) -> None:
    """Have a chat model judge which clip fits a viewer's profile, beside a judge by likeness and a guess."""
    from reeltalk.eval.judge import judge_lines
    from reeltalk.eval.model_client import open_model
    from reeltalk.ui.conversations import evaluate_judge, tell
    from reeltalk.ui.opening import choose_settings

    chosen = choose_settings(home, model, base_url)
    key = chosen.api_key.get_secret_value() if chosen.api_key else None
    client = open_model(chosen.model, chosen.base_url, key)
    tell(evaluate_judge(chosen, client, pairs=pairs, count=count, seed=seed, out=out), as_json, judge_lines)


def run_all(
    out: Out = Path("results"),
    goals: Goals = 60,
    seed: Seed = 0,
    jobs: Jobs = 2,
    systems: Names = "agent,without-reranker,without-memory,without-clarifying,bm25,dense,popularity",
    agent: Agent = None,
    dialogues_file: Annotated[Path | None, typer.Option("--dialogues", help="dialogues that people held")] = None,
    gold: Annotated[Path | None, typer.Option("--gold", help="threads with the calls they should lead to")] = None,
    judge_model: Judge = None,
    judge_url: JudgeUrl = None,
    home: Home = None,
    model: Model = None,
    base_url: BaseUrl = None,
) -> None:
    """Run every evaluation that what is given allows, into one folder; a run that was killed goes on."""
    from reeltalk.ui.lines import write_line

    more = {"home": home, "model": model, "base_url": base_url}
    write_line("# viewers")
    viewers(goals=goals, systems=systems, agent=agent, out=out / "viewers", seed=seed, jobs=jobs, **more)  # type: ignore[arg-type]
    write_line("# simulator")
    simulator(dialogues=dialogues_file, results=out / "viewers", goals=goals, seed=seed, out=out, home=home)
    write_line("# reasons")
    reasons(goals=goals, agent=agent, seed=seed, judge=judge_model, judge_url=judge_url, out=out, **more)  # type: ignore[arg-type]
    if gold is not None:
        write_line("# calls")
        calls(gold, agent=agent, out=out, **more)  # type: ignore[arg-type]
    if dialogues_file is not None:
        write_line("# dialogues")
        dialogues(dialogues_file, agent=agent, seed=seed, out=out, **more)  # type: ignore[arg-type]
    if judge_model is not None:
        write_line("# judge")
        judge(seed=seed, out=out, home=home, model=judge_model, base_url=judge_url)
