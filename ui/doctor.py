"""`reeltalk doctor`: what state a home is in, and its indexes built anew."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from reeltalk.errors import CatalogError
from reeltalk.ui.lines import plain_line, say, write_json
from reeltalk.ui.media import VIDEO_TYPES, locate_file
from reeltalk.ui.opening import choose_home, choose_settings, quiet_output
from reeltalk.ui.progress import show_indexing

if TYPE_CHECKING:
    from sqlalchemy import Engine

MOST_FILES = 20_000
"""Video files looked for; of a larger catalog the first ones."""


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    name: str
    ok: bool
    text: str
    """What was found; where it is not well, the mend."""


def report_health(home: Path | None, *, repair: bool, as_json: bool) -> bool:
    """Look at a home, after a repair where that is asked for, and say what was found; return whether all is well.

    Raises `CatalogError` where a repair is not possible.
    """
    folder = choose_home(choose_settings(home))
    with quiet_output():
        if repair:
            rebuild(folder)
        findings = list(examine(folder))
    well = all(finding.ok for finding in findings)
    if as_json:
        write_json({"home": str(folder), "ok": well, "findings": [asdict(finding) for finding in findings]})
    else:
        for finding in findings:
            typer.echo(f"{'ok  ' if finding.ok else 'BAD '} {finding.name}: {plain_line(finding.text)}")
    if not well:
        say("reeltalk: not all is well, see the lines marked BAD" + ("" if repair else "; --repair rebuilds indexes"))
    return well


def examine(home: Path) -> Iterator[Finding]:
    """Look at the install, then at the home as far as it can be read."""
    yield Finding("versions", True, _list_versions())
    yield _check_encoder()
    from reeltalk.retrieval.home import DATABASE, open_home

    if not home.is_file() and not (home / DATABASE).exists():
        yield Finding("home", False, f"there is no catalog in {home}; `reeltalk import FILE --home DIR` makes one")
        return
    try:
        engine = open_home(home)
    except CatalogError as error:
        yield Finding("home", False, str(error))
        return
    try:
        yield from _examine_catalog(home, engine)
    finally:
        engine.dispose()


def _list_versions() -> str:
    names = ("reeltalk", "chromadb", "tantivy", "onnxruntime", "langgraph", "gradio")
    return f"Python {sys.version.split()[0]}, " + ", ".join(f"{name} {version(name)}" for name in names)


def _check_encoder() -> Finding:
    """Whether the default encoder's weights are there, and the known ones."""
    from reeltalk.retrieval.encoder import DEFAULT
    from reeltalk.retrieval.weights import WEIGHTS_PACKAGE, WEIGHTS_SHA256, find_weights

    mend = f"reinstall {WEIGHTS_PACKAGE.replace('_', '-')}"
    try:
        file = find_weights() / "model.safetensors"
        with file.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except CatalogError as error:
        return Finding("encoder", False, str(error))
    except OSError as error:
        return Finding("encoder", False, f"{error.filename}: {error.strerror}; {mend}")
    if digest != WEIGHTS_SHA256:
        return Finding("encoder", False, f"{file} does not hold the known weights of {DEFAULT}; {mend}")
    return Finding("encoder", True, f"{DEFAULT}, its weights are the known ones")


def _examine_catalog(home: Path, engine: Engine) -> Iterator[Finding]:
    from reeltalk.retrieval import store
    from reeltalk.retrieval.lock import OwnerLock
    from reeltalk.retrieval.queue import pending

    yield Finding("home", True, str(home))
    yield _check_database(engine)
    clips = store.count(engine)
    yield Finding("clips", True, f"{clips:,}" if clips else "none yet; `reeltalk import FILE` adds some")
    yield _check_files(home, engine)
    waiting = pending(engine, limit=clips + 1_000_000)
    lock = OwnerLock(home)
    if not lock.acquire():
        yield Finding("owner", True, f"process {lock.owner()} has this home open and looks after its indexes")
        yield Finding("queue", True, f"{waiting:,} waiting for it")
        return
    try:
        yield Finding("owner", True, "none: no process has this home open")
        yield Finding("queue", True, f"{waiting:,} waiting for the next start" if waiting else "empty")
        yield from _check_indexes(home, engine, waiting)
    finally:
        lock.release()


def _check_database(engine: Engine) -> Finding:
    with engine.connect() as connection:
        found = connection.exec_driver_sql("PRAGMA quick_check").scalars().all()
    if found != ["ok"]:
        return Finding("database", False, f"SQLite finds it damaged ({found[0]}); restore it from a backup")
    return Finding("database", True, "SQLite finds nothing wrong")


def _check_files(home: Path, engine: Engine) -> Finding:
    """Whether the video files that clips name are there."""
    from sqlalchemy import select

    from reeltalk.retrieval.schema import clips

    query = select(clips.c.id, clips.c.path).where(clips.c.path.is_not(None)).limit(MOST_FILES)
    with engine.connect() as connection:
        named = connection.execute(query).all()
    missing = [(name, path) for name, path in named if locate_file(path, home, VIDEO_TYPES) is None]
    if missing:
        name, path = missing[0]
        text = f"{len(missing):,} of {len(named):,} cannot be played, such as {path} of clip {name}; put them back"
        return Finding("video files", False, text)
    return Finding("video files", True, f"{len(named):,} named, all there" if named else "no clip names one")


def _check_indexes(home: Path, engine: Engine, waiting: int) -> Iterator[Finding]:
    """Compare each index with the clips; what still waits in the queue may be missing."""
    from reeltalk.retrieval.chroma import MOST_ROWS
    from reeltalk.retrieval.columns import Columns
    from reeltalk.retrieval.indexes import Indexes
    from reeltalk.retrieval.opening import kept_dimensions

    live = Columns.load(engine).live()
    wanted = int(live.sum())
    in_chroma = int(live[:MOST_ROWS].sum())
    with closing(Indexes.open(home, kept_dimensions(engine))) as indexes:
        counts = {
            "descriptions' vectors": int(indexes.whole.filled(len(live)).sum()),
            "sentences' vectors": int(indexes.passages.filled(len(live)).sum()),
            "chroma": indexes.chroma.count(),
            "lexical": indexes.lexical.count(),
        }
    for name, count in counts.items():
        due = in_chroma if name == "chroma" else wanted
        well = abs(count - due) <= waiting
        text = f"{count:,} of {due:,} clips" if well else f"{count:,} entries for {due:,} clips; run with --repair"
        yield Finding(name, well, text)


def rebuild(home: Path) -> None:
    """Delete a home's indexes and build them anew from its clips.

    Raises `CatalogError` where there is no catalog, or another process has it open.
    """
    from reeltalk.retrieval.catalog import Catalog
    from reeltalk.retrieval.home import DATABASE, open_home
    from reeltalk.retrieval.lock import OwnerLock

    if not home.is_file() and not (home / DATABASE).exists():
        raise CatalogError(f"there is no catalog in {home}; nothing to repair")
    engine = open_home(home)
    try:
        lock = OwnerLock(home)
        if not lock.acquire():
            raise CatalogError(f"process {lock.owner()} has {home} open; end it, then repair")
        _forget_indexes(engine)
        lock.release()
        with show_indexing(home) as tell, Catalog.open(home, progress=tell) as catalog:
            count = catalog.count()
    finally:
        engine.dispose()
    say(f"rebuilt the indexes of {count:,} clips")


def _forget_indexes(engine: Engine) -> None:
    """Queue every clip and take off the labels that say what made the indexes: the next opening builds them anew."""
    from reeltalk.retrieval import store

    store.enqueue_all(engine, "indexes", "")
    store.write_label(engine, "lexical", "")
