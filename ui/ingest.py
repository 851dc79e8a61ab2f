"""`reeltalk ingest PATH…`, and what `reeltalk ui FOLDER` does with a folder of videos."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reeltalk.errors import SettingsError
from reeltalk.ui.lines import say

if TYPE_CHECKING:
    from reeltalk.agent.settings import Settings
    from reeltalk.retrieval.catalog import Catalog
    from reeltalk.retrieval.describer import Describer
    from reeltalk.retrieval.ingest import Ingest
    from reeltalk.retrieval.tally import Tally
    from reeltalk.retrieval.transcriber import EndpointTranscriber

FIRST_CLIPS_S = 20.0
"""Seconds that the page waits for the first clips of a folder."""
LOOK_AGAIN_S = 5.0
"""Seconds between two looks at the folders with --watch; more where a look takes long."""
LONGEST_S = 120.0
SETTLE_S = 3.0
JOBS = min(8, os.cpu_count() or 2)

Paths = Annotated[list[Path], typer.Argument(metavar="PATH…", help="video files, or folders with some")]
DescriberName = Annotated[
    str,
    typer.Option(
        "--describer",
        metavar="NAME",
        help="openai:MODEL, local:MODEL, sidecar (what lies beside a file, else its metadata) or metadata",
    ),
]
TranscriberName = Annotated[
    str | None,
    typer.Option("--transcriber", metavar="openai:MODEL", help="writes down what is said where no subtitles tell it"),
]
BaseUrl = Annotated[
    str | None, typer.Option("--base-url", metavar="URL", help="the OpenAI-compatible server of openai:MODEL")
]
Jobs = Annotated[int, typer.Option("--jobs", min=1, max=64, help="files decoded at once; as many requests to openai:")]
Rate = Annotated[
    float | None, typer.Option("--rate", min=0.1, metavar="N", help="requests a minute to openai:, at most")
]
Price = Annotated[
    tuple[float, float] | None,
    typer.Option("--price", metavar="IN OUT", help="what a million tokens read and written cost"),
]
Watch = Annotated[bool, typer.Option("--watch", help="go on, and take in what is added, changed, moved or removed")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="say what there is to do and about what it takes; do nothing")]
Retry = Annotated[bool, typer.Option("--retry", help="try again what failed before")]
Json = Annotated[bool, typer.Option("--json", help="one JSON document on standard output, nothing else there")]
Home = Annotated[
    Path | None,
    typer.Option("--home", metavar="DIR", help="the catalog's folder; .reeltalk in the folder unless given"),
]
Parent = Annotated[int | None, typer.Option("--parent", hidden=True, help="end with this process")]


def ingest(
    paths: Paths,
    describer: DescriberName = "sidecar",
    transcriber: TranscriberName = None,
    base_url: BaseUrl = None,
    jobs: Jobs = JOBS,
    rate: Rate = None,
    price: Price = None,
    watch: Watch = False,
    dry_run: DryRun = False,
    retry: Retry = False,
    as_json: Json = False,
    home: Home = None,
    parent: Parent = None,
) -> None:
    """Turn video files into clips; run it again to go on, or to take in what changed."""
    from reeltalk.retrieval.claim import claim_home
    from reeltalk.ui.ingest_progress import tell_ingest
    from reeltalk.ui.opening import choose_settings

    settings = choose_settings(home, base_url=base_url)
    place = choose_home(paths, home, settings.home)
    model = open_describer(describer, settings, jobs=jobs, rate=rate)
    ear = open_transcriber(transcriber, settings, rate=rate) if transcriber else None
    if dry_run:
        from reeltalk.ui.ingest_estimate import tell_estimate

        tell_estimate(paths, place, model, describer, jobs=jobs, price=price, as_json=as_json)
        return
    with _open(place) as catalog:
        work = _Work(paths, catalog, model, ear, jobs=jobs, price=price, bare=describer == "metadata", watch=watch)
        if not watch:
            with claim_home(place):
                if retry:
                    _release(place)
                tally = work.run()
        else:
            while True:
                started = time.monotonic()
                work.follow()
                _wait(max(LOOK_AGAIN_S, 10 * (time.monotonic() - started)), parent)
    _settle(place)
    tell_ingest(tally, place, price, as_json)
    if tally.stopped or (tally.failed and not tally.known + tally.clips):
        raise typer.Exit(1)


def choose_home(paths: Sequence[Path], given: Path | None, usual: Path | None) -> Path:
    """Where the catalog of these paths lies: as given, else inside their folder; of several folders the usual home.

    Raises `SettingsError` where that must be said.
    """
    from reeltalk.retrieval.folder import STATE

    if given is not None:
        return given.expanduser().absolute()
    folders = {path.expanduser().absolute() if path.is_dir() else path.expanduser().absolute().parent for path in paths}
    if len(folders) > 1 and usual is not None:
        return usual.expanduser().absolute()
    if len(folders) > 1:
        raise SettingsError("these lie in several folders: name the catalog's own with --home DIR")
    return folders.pop() / STATE


def open_describer(name: str, settings: Settings, *, jobs: int, rate: float | None) -> Describer | None:
    """The describer of that name; None where files speak for themselves. Raises `SettingsError`."""
    kind, _, model = name.partition(":")
    if name in ("sidecar", "metadata"):
        return None
    if kind == "openai" and model:
        from reeltalk.retrieval.endpoint import EndpointDescriber

        key = settings.api_key.get_secret_value() if settings.api_key else None
        return EndpointDescriber(model, base_url=settings.base_url, api_key=key, parallel=jobs, rate=rate)
    if kind == "local" and model:
        from reeltalk.retrieval.local_model import LocalDescriber

        return LocalDescriber(model)
    raise SettingsError(f"describer {name!r}: give openai:MODEL, local:MODEL, sidecar or metadata")


def open_transcriber(name: str, settings: Settings, *, rate: float | None) -> EndpointTranscriber:
    """The transcriber of that name. Raises `SettingsError`."""
    from reeltalk.retrieval.transcriber import EndpointTranscriber

    kind, _, model = name.partition(":")
    if kind != "openai" or not model:
        raise SettingsError(f"transcriber {name!r}: give openai:MODEL")
    key = settings.api_key.get_secret_value() if settings.api_key else None
    return EndpointTranscriber(model, base_url=settings.base_url, api_key=key, rate=rate)


def find_video_home(folder: Path | None) -> Path | None:
    """Where the catalog of a folder of videos lies; None for anything else, such as a catalog's own folder."""
    from reeltalk.retrieval.folder import STATE, holds_videos
    from reeltalk.retrieval.home import DATABASE

    if folder is None or not folder.is_dir() or (folder / DATABASE).exists():
        return None
    inside = folder / STATE
    return inside if (inside / DATABASE).exists() or holds_videos(folder) else None


@contextmanager
def ingesting(folder: Path, home: Path) -> Iterator[None]:
    """Have another process take the folder's videos in while the block runs, and follow what changes there."""
    from reeltalk.retrieval.home import open_home

    open_home(home).dispose()  # says what is wrong with the folder, before anything starts
    program = "from reeltalk.ui.cli import main; main()"
    command = [sys.executable, "-c", program, "ingest", str(folder), "--home", str(home)]
    command += ["--watch", "--jobs", "1", "--parent", str(os.getpid())]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def await_first_clips(catalog: Catalog) -> None:
    """Wait for the first clips of a folder, yet not for long."""
    if catalog.count():
        return
    say("Reading the folder; clips show on the page as they come…")
    until = time.monotonic() + FIRST_CLIPS_S
    while not catalog.count() and time.monotonic() < until:
        time.sleep(0.2)


@contextmanager
def _open(home: Path) -> Iterator[Catalog]:
    from reeltalk.retrieval.catalog import Catalog
    from reeltalk.ui.opening import quiet_output

    with quiet_output(), Catalog.open(home, own=False) as catalog:
        yield catalog


class _Work:
    """What one command ingests, run after run."""

    def __init__(
        self,
        paths: Sequence[Path],
        catalog: Catalog,
        describer: Describer | None,
        transcriber: EndpointTranscriber | None,
        *,
        jobs: int,
        price: tuple[float, float] | None,
        bare: bool,
        watch: bool,
    ) -> None:
        self._paths, self._catalog, self._jobs, self._price = paths, catalog, jobs, price
        self._describer, self._transcriber, self._bare = describer, transcriber, bare
        self._settle_s = SETTLE_S if watch else 0.0
        self._told: set[tuple[str, str]] = set()
        """Files that failed, each told once however often it is met."""

    def run(self) -> Tally:
        """One run."""
        with self._prepare() as run:
            return run.run(self._paths)

    def follow(self) -> None:
        """One run that makes way where another process is asked to ingest; none where one does already."""
        from reeltalk.retrieval.claim import follow_home

        with self._prepare() as run, follow_home(self._catalog.home, run.stop) as ours:
            if ours:
                run.run(self._paths)

    @contextmanager
    def _prepare(self) -> Iterator[Ingest]:
        from contextlib import closing

        from reeltalk.retrieval.decoders import Decoders
        from reeltalk.retrieval.ingest import Ingest
        from reeltalk.retrieval.ledger import Ledger
        from reeltalk.ui.ingest_progress import show_ingest

        with closing(Ledger(self._catalog.home)) as ledger, Decoders(self._jobs) as decoders:
            run = Ingest(
                self._catalog,
                ledger,
                decoders,
                describer=self._describer,
                transcriber=self._transcriber,
                jobs=self._jobs,
                use_sidecars=not self._bare,
                settle_s=self._settle_s,
            )
            with show_ingest(run, self._price, self._told):
                yield run


def _wait(seconds: float, parent: int | None) -> None:
    until = time.monotonic() + min(seconds, LONGEST_S)
    while time.monotonic() < until:
        if parent is not None and os.getppid() != parent:
            raise typer.Exit(0)
        time.sleep(0.5)


def _release(home: Path) -> None:
    from contextlib import closing

    from reeltalk.retrieval.ledger import Ledger

    with closing(Ledger(home)) as ledger:
        ledger.release_failed()


def _settle(home: Path) -> None:
    """Have the indexes take over what was written, where no chat does so already."""
    from reeltalk.retrieval.catalog import Catalog
    from reeltalk.ui.opening import quiet_output

    with quiet_output(), Catalog.open(home):
        pass
