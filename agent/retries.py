"""Trying again where a server fails in passing: a bounded number of times, ever longer apart, with jitter."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from reeltalk.agent.failures import Failed

Value = TypeVar("Value")


@dataclass(frozen=True)
class Retries:
    """When a request is sent again; the clock and the random generator come in from outside."""

    tries: int = 3
    first_s: float = 0.5
    """The pause after the first failure; each further one is twice as long."""
    longest_s: float = 20.0
    """The longest pause; a server that asks for more is given up."""
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    random: Callable[[], float] = random.random
    """A number from 0 up to 1."""

    async def attempt(self, work: Callable[[], Awaitable[Value]]) -> Value:
        """What `work` gives; raises its last `Failed` where it keeps failing, or fails in a way that stays."""
        number = 0
        while True:
            try:
                return await work()
            except Failed as failed:
                number += 1
                pause = self.pause_after(failed, number)
                if pause is None:
                    raise
                await self.sleep(pause)

    def pause_after(self, failed: Failed, number: int) -> float | None:
        """Seconds until the next try after failure `number`, counted from 1; None: give up.

        Full jitter over the upper half (half fixed, half random): clients that failed together do not come back
        together. What the server asks for is a lower bound.
        """
        if failed.kind != "passing" or number >= self.tries:
            return None
        backoff: float = min(self.longest_s, self.first_s * 2.0 ** (number - 1))
        jittered = backoff * (0.5 + 0.5 * self.random())
        if failed.wait_s is None:
            return jittered
        return None if failed.wait_s > self.longest_s else failed.wait_s + jittered - 0.5 * backoff
