"""A home: the folder that holds a catalog, and whether it can be used."""

from __future__ import annotations

import json
import sqlite3
from functools import partial
from pathlib import Path

from sqlalchemy import Engine, create_engine, event, inspect, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import DatabaseError

from reeltalk.errors import CatalogError
from reeltalk.retrieval.schema import VERSION, event_changes, meta, metadata

DATABASE = "catalog.sqlite"


def open_home(home: Path) -> Engine:
    """Return the engine on a home's SQLite file, made where it is not there.

    Raises `CatalogError` for a home that is a file, cannot be written or holds another version's data.
    """
    _prepare(home)
    engine = _connect(home / DATABASE)
    try:
        _check_version(engine, home)
    except DatabaseError as error:
        engine.dispose()
        raise CatalogError(
            f"{home / DATABASE} cannot be used ({error.orig}); name another home or move that file away"
        ) from error
    except CatalogError:
        engine.dispose()
        raise
    return engine


def _prepare(home: Path) -> None:
    """Make the folder and see that it can be written."""
    if home.exists() and not home.is_dir():
        raise CatalogError(f"the home {home} is a file; name a folder")
    try:
        home.mkdir(parents=True, exist_ok=True)
        if not home.stat().st_mode & 0o222:  # an administrator could still write there, against the folder's mark
            raise PermissionError
        probe = home / ".writable"
        probe.touch()
        probe.unlink(missing_ok=True)
    except OSError as error:
        reason = error.strerror or "it is read-only"
        raise CatalogError(
            f"the home {home} cannot be written ({reason}); make it writable or name another folder"
        ) from error


def _connect(file: Path) -> Engine:
    """Return an engine whose transactions take SQLite's write lock with their first write, and wait for it."""
    engine = create_engine(
        f"sqlite:///{file}",
        connect_args={"timeout": 30, "isolation_level": "IMMEDIATE"},
        json_serializer=partial(json.dumps, ensure_ascii=False),  # texts in JSON columns can be searched as they stand
    )

    @event.listens_for(engine, "connect")
    def _set_pragmas(connection: sqlite3.Connection, _: object) -> None:
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "cache_size=-32000"):
            connection.execute(f"PRAGMA {pragma}").close()

    return engine


def _check_version(engine: Engine, home: Path) -> None:
    """Make the tables of a new home; refuse a home of another version."""
    names = set(inspect(engine).get_table_names())
    if names and meta.name not in names:
        raise CatalogError(f"{home / DATABASE} is not a reeltalk catalog; name another home or move that file away")
    if not names:
        _create(engine)
    with engine.connect() as connection:
        found = connection.scalar(select(meta.c.value).where(meta.c.key == "version"))
    if found != str(VERSION):
        raise CatalogError(
            f"the home {home} holds data of layout {found}, this program reads layout {VERSION}; "
            f"use the reeltalk that made it, or import its clips into a new home"
        )
    if names and event_changes.name not in names:  # made before this table was
        _create(engine)


def _create(engine: Engine) -> None:
    """Make the tables there are not and the version's row in one transaction, so that no other process sees half."""
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        metadata.create_all(connection)
        connection.execute(insert(meta).values(key="version", value=str(VERSION)).on_conflict_do_nothing())
        connection.commit()
