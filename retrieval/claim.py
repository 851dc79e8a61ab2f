"""Who ingests into a home: one process at a time; one that only follows a folder makes way for one that is asked to."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from reeltalk.errors import CatalogError

MAKE_WAY_S = 240.0
"""How long one that follows may take to end what it is at: a file that is being decoded."""
_LOOK_S = 1.0


@contextmanager
def claim_home(home: Path) -> Iterator[None]:
    """Have a home's ingest for oneself. Raises `CatalogError` where another process was asked to ingest too."""
    wanted, lock = _locks(home)
    try:
        with wanted.acquire(timeout=2), lock.acquire(timeout=MAKE_WAY_S):
            yield
    except Timeout:
        raise CatalogError(f"another process ingests into {home}; wait for it, or end it") from None


@contextmanager
def follow_home(home: Path, make_way: Callable[[], None]) -> Iterator[bool]:
    """Have a home's ingest until another process wants it, which calls `make_way`; False where one has it already."""
    wanted, lock = _locks(home)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        yield False
        return
    over = threading.Event()

    def watch() -> None:
        while not over.wait(_LOOK_S):
            if _is_wanted(wanted):
                make_way()
                return

    thread = threading.Thread(target=watch, name="reeltalk-claim", daemon=True)
    thread.start()
    try:
        if _is_wanted(wanted):
            yield False
        else:
            yield True
    finally:
        over.set()
        thread.join()
        lock.release()


def _locks(home: Path) -> tuple[FileLock, FileLock]:
    return FileLock(str(home / "ingest.next"), thread_local=False), FileLock(str(home / "ingest.lock"))


def _is_wanted(lock: FileLock) -> bool:
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    lock.release()
    return False
