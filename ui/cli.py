"""The command line. Each command is a few lines here; what it does lives beside this file and under it."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Annotated

import typer

from reeltalk.errors import ReeltalkError
from reeltalk.ui.evaluations import add_commands
from reeltalk.ui.ingest import ingest
from reeltalk.ui.lines import plain_line, say, write_json
from reeltalk.ui.ranking import ranking
from reeltalk.ui.training import train

app = typer.Typer(
    name="reeltalk",
    help="Ask for a video in plain words, get clips you would like, with reasons you can check.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # plain help and usage errors, without the cost of loading rich
    pretty_exceptions_enable=False,
)


def _check_name(value: str | None) -> str | None:
    if value is not None and not plain_line(value):
        raise typer.BadParameter("give a name")
    return value


Home = Annotated[
    Path | None, typer.Option("--home", metavar="DIR", help="the catalog's folder; the sample library unless given")
]
Model = Annotated[
    str | None, typer.Option("--model", metavar="openai:NAME", help="a chat model in place of the embedded one")
]
BaseUrl = Annotated[
    str | None, typer.Option("--base-url", metavar="URL", help="the OpenAI-compatible server that runs it")
]
Options = Annotated[
    list[str] | None,
    typer.Option(
        "--option",
        metavar="NAME=VALUE",
        help="how --model is driven and what it may cost, such as way=json or turn_tokens=4000; may be repeated",
    ),
]
Policy = Annotated[
    Path | None,
    typer.Option("--policy", metavar="FILE", help="what is never recommended, and how replies speak; with every model"),
]
Viewer = Annotated[str, typer.Option("--viewer", metavar="NAME", help="who asks", callback=_check_name)]
Thread = Annotated[
    str | None, typer.Option("--thread", metavar="NAME", help="go on with this conversation", callback=_check_name)
]
Mapping = Annotated[
    list[str] | None, typer.Option("--map", metavar="THEIRS=OURS", help="a column's name here; may be repeated")
]
Json = Annotated[bool, typer.Option("--json", help="one JSON document on standard output, nothing else there")]


def _show_version(wanted: bool) -> None:
    if wanted:
        from reeltalk import __version__

        typer.echo(f"reeltalk {__version__}")
        raise typer.Exit


@app.callback()
def start(
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_show_version, help="the version, and leave")
    ] = False,
) -> None:
    """Ask for a video in plain words, get clips you would like, with reasons you can check."""


@app.command()
def ask(
    text: Annotated[str, typer.Argument(help="what you would like to watch, in plain words")],
    viewer: Viewer = "local",
    thread: Thread = None,
    as_json: Json = False,
    model: Model = None,
    base_url: BaseUrl = None,
    options: Options = None,
    policy: Policy = None,
    home: Home = None,
) -> None:
    """Answer one request."""
    from reeltalk.ui.opening import choose_settings, open_agent, quiet_output

    with open_agent(choose_settings(home, model, base_url, options, policy)) as agent:
        if as_json:
            with quiet_output():
                reply = agent.ask(text, viewer=viewer, thread=thread)
            write_json(reply.model_dump(mode="json"))
            return
        import asyncio

        from reeltalk.ui.flow import stream_reply
        from reeltalk.ui.printout import open_console, print_rest

        console = open_console()
        with quiet_output():  # but for the console, which has the output already
            reply = asyncio.run(stream_reply(agent, console, text, viewer, thread))
        print_rest(console, reply, agent.catalog.home)


@app.command()
def chat(
    viewer: Viewer = "local",
    thread: Thread = None,
    model: Model = None,
    base_url: BaseUrl = None,
    options: Options = None,
    policy: Policy = None,
    home: Home = None,
) -> None:
    """Converse in the terminal; /help there lists the commands."""
    from reeltalk.ui.opening import choose_settings, open_agent
    from reeltalk.ui.printout import open_console
    from reeltalk.ui.terminal import converse

    with open_agent(choose_settings(home, model, base_url, options, policy)) as agent:
        converse(agent, open_console(), viewer=plain_line(viewer), thread=thread)


@app.command()
def ui(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="[FOLDER]", help="a folder of videos, or a catalog's, as --home", show_default=False),
    ] = None,
    host: Annotated[str, typer.Option("--host", help="the address to serve on")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="the port to serve on; 0 takes a free one")] = (
        7860
    ),
    open_browser: Annotated[bool, typer.Option("--open", help="show the page in the browser")] = False,
    model: Model = None,
    base_url: BaseUrl = None,
    options: Options = None,
    policy: Policy = None,
    home: Home = None,
) -> None:
    """Serve the web chat."""
    from contextlib import ExitStack

    from reeltalk.ui.ingest import await_first_clips, find_video_home, ingesting
    from reeltalk.ui.opening import choose_settings, open_agent
    from reeltalk.ui.web import serve_web

    videos = find_video_home(folder)
    if folder and home and not videos:
        raise typer.BadParameter("give FOLDER or --home, not both")
    settings = choose_settings((home or videos) if videos else folder or home, model, base_url, options, policy)
    with ExitStack() as stack:
        if folder and videos and settings.home:
            stack.enter_context(ingesting(folder, settings.home))
        agent = stack.enter_context(open_agent(settings))
        if videos:
            await_first_clips(agent.catalog)
        serve_web(agent, agent.catalog, host, port, open_browser, base_url=settings.base_url)


app.command()(ingest)


@app.command("import")
def import_file(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="clips: .jsonl, .csv, .parquet, or .json with annotations as MSR-VTT's"),
    ],
    pairs: Mapping = None,
    as_json: Json = False,
    home: Home = None,
) -> None:
    """Add the clips of a file, or update those that are known."""
    from reeltalk.ui.intake import take_clips

    take_clips(file, home, as_json, mapping=_read_mapping(pairs or []))


@app.command()
def interactions(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="viewer_id, clip_id, timestamp[, verdict][, rating][, watched_s]")
    ],
    pairs: Mapping = None,
    as_json: Json = False,
    home: Home = None,
) -> None:
    """Add who watched what."""
    from reeltalk.ui.intake import take_interactions

    take_interactions(file, home, _read_mapping(pairs or []), as_json)


def _read_mapping(pairs: Sequence[str]) -> dict[str, str]:
    mapping = {}
    for pair in pairs:
        theirs, sign, ours = pair.partition("=")
        if not (theirs and sign and ours):
            raise typer.BadParameter(f"{pair!r} is not THEIRS=OURS", param_hint="--map")
        mapping[theirs] = ours
    return mapping


app.command()(train)


@app.command()
def doctor(
    repair: Annotated[bool, typer.Option("--repair", help="build the indexes anew")] = False,
    as_json: Json = False,
    home: Home = None,
) -> None:
    """Say what state a home is in."""
    from reeltalk.ui.doctor import report_health

    if not report_health(home, repair=repair, as_json=as_json):
        raise typer.Exit(1)


evaluations = typer.Typer(
    help="Measure how well it understands.", no_args_is_help=True, rich_markup_mode=None, add_completion=False
)
app.add_typer(evaluations, name="eval")


@evaluations.callback()
def choose_evaluation() -> None:
    """Keep `eval` a group of commands while it has but one."""


@evaluations.command()
def requests(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="conversations with the calls they should lead to")],
    today: Annotated[
        datetime | None, typer.Option("--today", metavar="DATE", formats=["%Y-%m-%d"], help="the day it is asked on")
    ] = None,
    runs: Annotated[int, typer.Option("--runs", min=1, help="how often each conversation is held")] = 1,
    price: Annotated[
        tuple[float, float] | None,
        typer.Option("--price", metavar="IN OUT", help="what a million tokens read and written cost, for --model"),
    ] = None,
    as_json: Json = False,
    home: Home = None,
    model: Model = None,
    base_url: BaseUrl = None,
    options: Options = None,
    policy: Policy = None,
) -> None:
    """Score the calls that requests in plain words lead to."""
    from reeltalk.ui.evaluate import evaluate_requests
    from reeltalk.ui.opening import choose_settings

    day = today.date() if today else None
    evaluate_requests(
        file,
        choose_settings(home, model, base_url, options, policy),
        today=day,
        runs=runs,
        as_json=as_json,
        price=price,
    )


@evaluations.command()
def retrieval(
    clips: Annotated[Path, typer.Argument(metavar="CLIPS", help="clips: .jsonl, .csv or .parquet")],
    queries: Annotated[Path, typer.Argument(metavar="QUERIES", help="requests with the clips they should find")],
    utterances: Annotated[int, typer.Option("--utterances", min=1, help="of a dialogue, its last so many")] = 3,
    seed: Annotated[int, typer.Option("--seed", min=0, help="of the bootstrap")] = 0,
    resamples: Annotated[int, typer.Option("--resamples", min=1, help="of the bootstrap")] = 10_000,
    peers: Annotated[bool, typer.Option("--peers", help="others' retrievers too; needs reeltalk[peers]")] = False,
    as_json: Json = False,
) -> None:
    """Measure how well and how fast search finds the right clip, beside plain baselines."""
    from reeltalk.ui.retrieval import evaluate_retrieval

    evaluate_retrieval(
        clips, queries, utterances=utterances, seed=seed, resamples=resamples, peers=peers, as_json=as_json
    )


add_commands(evaluations)
evaluations.command()(ranking)


def run(args: Sequence[str] | None = None) -> int:
    """Run a command line (this process's own unless given) and return its exit status: 0, 1 or 2."""
    # the command itself: calling the app would put typer's own handler in place of `report_bug`
    command = typer.main.get_command(app)
    try:
        command.main(args=None if args is None else list(args), prog_name="reeltalk")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except ReeltalkError as error:
        return _fail(str(error))
    except OSError as error:  # a full disk, a file that is not ours: the system's word, not a bug
        where = f"{error.filename}: " if error.filename else ""
        return _fail(f"{where}{error.strerror or error}")
    return 0


def _fail(text: str) -> int:
    say(f"reeltalk: {text}")
    return 1


def report_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Show what nothing handled: one line that names the error and its place, the whole trace on demand."""
    # read here and not in Settings: this must work where those cannot be read
    if os.environ.get("REELTALK_DEBUG"):
        traceback.print_exception(kind, error, trace)
        return
    places = [
        f"{frame.f_globals['__name__']}:{line}"
        for frame, line in traceback.walk_tb(trace)
        if str(frame.f_globals.get("__name__", "")).startswith("reeltalk")
    ]
    place = f" (in {places[-1]})" if places else ""
    first = str(error).partition("\n")[0]
    say(f"reeltalk: a bug or a broken install: {kind.__name__}: {first}{place}; REELTALK_DEBUG=1 shows the whole trace")


def main() -> None:
    """The entry point of the `reeltalk` command."""
    sys.excepthook = report_bug
    sys.exit(run())
