"""What an ingest has done so far, in SQLite beside the catalog; a kill at any point loses only what was under way."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Column, Engine, Float, Integer, MetaData, String, Table, Text, create_engine, event, func, select
from sqlalchemy import delete as delete_rows
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.exc import DatabaseError

from reeltalk.errors import CatalogError
from reeltalk.retrieval.folder import VideoFile
from reeltalk.retrieval.footage import Media

FILE = "ingest.sqlite"
MOST_ATTEMPTS = 3
"""How often work that ended the program is begun again."""

_metadata = MetaData()
_files = Table(
    "files",
    _metadata,
    Column("path", String, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("modified_ns", Integer, nullable=False),
    Column("sidecar_mark", Text, nullable=False),
    Column("root", String, nullable=False),
    Column("content", String),  # SHA-256; NULL where it could not be read
    Column("trouble", Text, nullable=False),  # why it is no clip; empty where it is
)
_contents = Table("contents", _metadata, Column("content", String, primary_key=True), Column("media", Text))
_clips = Table(
    "clips",
    _metadata,
    Column("clip_id", String, primary_key=True),
    Column("content", String, nullable=False, index=True),
    Column("path", String, nullable=False, index=True),
    Column("written", Integer, nullable=False),  # 1 where the catalog was given what was last found of it
    Column("notes", Text, nullable=False),  # the owner's, kept while the file is away
    Column("gone", Integer, nullable=False),  # 1 while the file is away
)
_work = Table(
    "work",
    _metadata,
    Column("content", String, primary_key=True),
    Column("stage", String, primary_key=True),
    Column("maker", String, primary_key=True),
    Column("state", String, nullable=False),  # "begun" | "done" | "failed"
    Column("attempts", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("result", Text),
    Column("read_tokens", Integer, nullable=False, default=0),
    Column("written_tokens", Integer, nullable=False, default=0),
    Column("elapsed_s", Float, nullable=False, default=0.0),
    Column("finished", Float, nullable=False, default=0.0),
)


class KnownFile(NamedTuple):
    """A file as it was when it was last looked at."""

    size: int
    modified_ns: int
    sidecar_mark: str
    root: str
    content: str | None
    trouble: str


class KnownClip(NamedTuple):
    """A clip that was made of a file."""

    clip_id: str
    content: str
    path: str
    written: int
    notes: str
    gone: int


class Work(NamedTuple):
    """How far a stage of a video's work is."""

    state: str
    attempts: int
    reason: str
    result: Any
    finished: float


class Tally(NamedTuple):
    """What a stage took so far, over all videos."""

    done: int
    failed: int
    read_tokens: int
    written_tokens: int
    elapsed_s: float


class Ledger:
    """The ledger of one home. May be used from several threads."""

    def __init__(self, home: Path, clock: Callable[[], float] = time.time) -> None:
        """Open it, made where it is not there. Raises `CatalogError` for a file that is none."""
        self._clock = clock
        self._engine = _connect(home / FILE)
        try:
            _metadata.create_all(self._engine)
        except DatabaseError as error:
            self._engine.dispose()
            raise CatalogError(
                f"{home / FILE} cannot be used ({error.orig}); move it away, and ingest again"
            ) from error

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    # --- files -------------------------------------------------------------------------------------------------------

    def files(self) -> dict[str, KnownFile]:
        """Every file known, by path."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(_files))
            return {
                row.path: KnownFile(row.size, row.modified_ns, row.sidecar_mark, row.root, row.content, row.trouble)
                for row in rows
            }

    def put_file(self, file: VideoFile, content: str | None, media: Media | None = None, trouble: str = "") -> None:
        """Keep what was found of a file."""
        values = {
            "path": file.path,
            "size": file.size,
            "modified_ns": file.modified_ns,
            "sidecar_mark": file.sidecar_mark,
            "root": file.root,
            "content": content,
            "trouble": trouble,
        }
        with self._engine.begin() as connection:
            _put(connection, _files, ["path"], values)
            if content is not None and media is not None:
                _put(connection, _contents, ["content"], {"content": content, "media": media.model_dump_json()})

    def forget_files(self, paths: Iterable[str]) -> None:
        """Forget files that are not there any more."""
        with self._engine.begin() as connection:
            for path in paths:
                connection.execute(delete_rows(_files).where(_files.c.path == path))

    def media(self, content: str) -> Media | None:
        """What the container of this content says."""
        with self._engine.connect() as connection:
            found = connection.scalar(select(_contents.c.media).where(_contents.c.content == content))
        return None if found is None else Media.model_validate_json(found)

    # --- clips -------------------------------------------------------------------------------------------------------

    def clips(self) -> list[KnownClip]:
        """Every clip that was ever made of a file."""
        columns = [_clips.c[name] for name in KnownClip._fields]
        with self._engine.connect() as connection:
            return [KnownClip(*row) for row in connection.execute(select(*columns))]

    def put_clip(self, clip: KnownClip) -> None:
        """Keep which file a clip is made of."""
        with self._engine.begin() as connection:
            _put(connection, _clips, ["clip_id"], clip._asdict())

    def mark_written(self, clip_ids: Iterable[str]) -> None:
        """Note that the catalog was given these clips, with the notes that were kept for them."""
        with self._engine.begin() as connection:
            for clip_id in clip_ids:
                where = _clips.c.clip_id == clip_id
                connection.execute(_clips.update().where(where).values(written=1, notes=""))

    # --- work --------------------------------------------------------------------------------------------------------

    def work(self, content: str, stage: str, maker: str) -> Work | None:
        """How far this work is; None where it was never begun."""
        where = (_work.c.content == content) & (_work.c.stage == stage) & (_work.c.maker == maker)
        columns = (_work.c.state, _work.c.attempts, _work.c.reason, _work.c.result, _work.c.finished)
        with self._engine.connect() as connection:
            row = connection.execute(select(*columns).where(where)).first()
        return None if row is None else Work(row[0], row[1], row[2], json.loads(row[3]) if row[3] else None, row[4])

    def states(self, stage: str, maker: str) -> dict[str, tuple[str, str]]:
        """How far a stage is for every content it was begun for: (state, reason)."""
        where = (_work.c.stage == stage) & (_work.c.maker == maker)
        with self._engine.connect() as connection:
            rows = connection.execute(select(_work.c.content, _work.c.state, _work.c.reason).where(where))
            return {content: (state, reason) for content, state, reason in rows}

    def latest(self, content: str, stage: str) -> Work | None:
        """The newest work of a stage that is done, whoever did it."""
        where = (_work.c.content == content) & (_work.c.stage == stage) & (_work.c.state == "done")
        columns = (_work.c.state, _work.c.attempts, _work.c.reason, _work.c.result, _work.c.finished)
        with self._engine.connect() as connection:
            row = connection.execute(select(*columns).where(where).order_by(_work.c.finished.desc())).first()
        return None if row is None else Work(row[0], row[1], row[2], json.loads(row[3]) if row[3] else None, row[4])

    def begin(self, content: str, stage: str, maker: str) -> bool:
        """Note that work begins; False where it must not: it is done, failed, or ended the program too often."""
        before = self.work(content, stage, maker)
        if before is not None and before.state != "begun":
            return False
        attempts = before.attempts if before else 0
        if attempts >= MOST_ATTEMPTS:
            self.fail(content, stage, maker, f"the program ended {attempts} times in the middle of it")
            return False
        self._put_work(content, stage, maker, state="begun", attempts=attempts + 1, reason="")
        return True

    def finish(
        self, content: str, stage: str, maker: str, result: Any, *, tokens: tuple[int, int] = (0, 0), elapsed_s: float
    ) -> None:
        """Keep what came of work; the clip is to be written anew."""
        told = json.dumps(result, ensure_ascii=True)
        self._put_work(
            content,
            stage,
            maker,
            state="done",
            reason="",
            result=told,
            read_tokens=tokens[0],
            written_tokens=tokens[1],
            elapsed_s=elapsed_s,
        )

    def fail(self, content: str, stage: str, maker: str, reason: str, *, tokens: tuple[int, int] = (0, 0)) -> None:
        """Keep that nothing came of work, and why."""
        reason = reason.encode("utf-8", "replace").decode()
        used = {"read_tokens": tokens[0], "written_tokens": tokens[1]}
        self._put_work(content, stage, maker, state="failed", reason=reason, **used)

    def release(self, content: str, stage: str, maker: str) -> None:
        """Forget that work was begun or failed, so that it can be begun again."""
        where = (_work.c.content == content) & (_work.c.stage == stage) & (_work.c.maker == maker)
        with self._engine.begin() as connection:
            connection.execute(delete_rows(_work).where(where & (_work.c.state != "done")))

    def release_failed(self) -> None:
        """Have everything that failed tried again."""
        with self._engine.begin() as connection:
            connection.execute(delete_rows(_work).where(_work.c.state != "done"))
            connection.execute(delete_rows(_files).where(_files.c.trouble != ""))

    def tally(self, stage: str, maker: str) -> Tally:
        """What a stage took so far."""
        counts = [func.count().filter(_work.c.state == state) for state in ("done", "failed")]
        sums = [func.coalesce(func.sum(_work.c[name]), 0) for name in ("read_tokens", "written_tokens", "elapsed_s")]
        query = select(*counts, *sums).select_from(_work)
        with self._engine.connect() as connection:
            row = connection.execute(query.where((_work.c.stage == stage) & (_work.c.maker == maker))).one()
        return Tally(*tuple(row))

    def _put_work(self, content: str, stage: str, maker: str, **values: Any) -> None:
        row = {"content": content, "stage": stage, "maker": maker, "finished": self._clock(), **values}
        with self._engine.begin() as connection:
            _put(connection, _work, ["content", "stage", "maker"], row, {"attempts": 1})
            if values["state"] == "done":
                connection.execute(_clips.update().where(_clips.c.content == content).values(written=0))


def _put(
    connection: Any, table: Table, keys: list[str], values: dict[str, Any], defaults: dict[str, Any] | None = None
) -> None:
    statement = upsert(table).values({**(defaults or {}), **values})
    changed = {name: statement.excluded[name] for name in values if name not in keys}
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed))


def _connect(file: Path) -> Engine:
    engine = create_engine(f"sqlite:///{file}", connect_args={"timeout": 30, "isolation_level": "IMMEDIATE"})

    @event.listens_for(engine, "connect")
    def _set_pragmas(connection: Any, _: object) -> None:
        for pragma in ("journal_mode=WAL", "synchronous=FULL"):
            connection.execute(f"PRAGMA {pragma}").close()

    return engine
