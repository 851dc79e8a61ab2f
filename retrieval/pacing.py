"""Requests to a server: no more a minute than it allows, and a pause for all when it asks for one."""

from __future__ import annotations

import email.utils
import random
import threading
import time
from collections.abc import Callable, Mapping


class Pace:
    """Shared by all threads that ask one server."""

    def __init__(
        self,
        per_minute: float | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """`per_minute` requests at most; None for no limit but the server's own."""
        self._between_s = 60 / per_minute if per_minute else 0.0
        self._clock, self._sleep = clock, sleep
        self._guard = threading.Lock()
        self._next = 0.0

    def wait(self) -> None:
        """Wait for this request's turn; turns are handed out in order."""
        with self._guard:
            now = self._clock()
            turn = max(now, self._next)
            self._next = turn + self._between_s
        if turn > now:
            self._sleep(turn - now)

    def hold(self, seconds: float) -> None:
        """Have nobody ask again before so many seconds are over."""
        with self._guard:
            self._next = max(self._next, self._clock() + seconds)


def back_off(number: int, told_s: float | None, *, draw: Callable[[], float] = random.random) -> float:
    """Seconds to wait after failure `number`, from 1: doubling up to a minute, half of it by chance.

    What the server asks for (`told_s`) is a lower bound, so that clients that failed together do not come back together
    too early.
    """
    doubled = float(min(60.0, 0.5 * 2.0**number))
    return max(told_s or 0.0, doubled / 2) + draw() * doubled / 2


def read_wait(headers: Mapping[str, str], now: Callable[[], float] = time.time) -> float | None:
    """The seconds that `Retry-After` asks for (RFC 9110, 10.2.3: seconds or a date); None where it says nothing."""
    told = headers.get("retry-after", "").strip()
    if told.replace(".", "", 1).isdigit():
        return float(told)
    parsed = email.utils.parsedate_tz(told) if told else None
    return max(0.0, email.utils.mktime_tz(parsed) - now()) if parsed else None
