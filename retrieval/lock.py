"""Who owns a home's indexes: one process at a time, by a file lock that ends with its process."""

from __future__ import annotations

import os
from pathlib import Path

from filelock import FileLock, Timeout


class OwnerLock:
    """The lock on a home's indexes."""

    def __init__(self, home: Path) -> None:
        """Prepare the lock of a home; nothing is taken yet."""
        self._lock = FileLock(str(home / "owner.lock"), thread_local=False)
        self._note = home / "owner.pid"

    @property
    def held(self) -> bool:
        """Whether this object holds the lock."""
        return self._lock.is_locked

    def acquire(self) -> bool:
        """Take the lock without waiting; return whether it is held now."""
        if self.held:
            return True
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            return False
        self._note.write_text(str(os.getpid()), encoding="ascii")
        return True

    def release(self) -> None:
        """Give the lock back."""
        self._lock.release()

    def owner(self) -> str:
        """Return the owner's pid for a message, or "unknown" where it has not noted it yet."""
        try:
            return self._note.read_text(encoding="ascii").strip() or "unknown"
        except FileNotFoundError:
            return "unknown"
