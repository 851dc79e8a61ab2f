"""The loop thread: one loop serves sync and async callers, and a caller that leaves cancels its work."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from threading import Event
from typing import Any

import pytest

from reeltalk.agent.loop import LoopThread


def test_sync_and_async_callers_get_their_results_from_one_loop() -> None:
    loop = LoopThread()

    async def double(value: int) -> int:
        await asyncio.sleep(0)
        return 2 * value

    assert loop.run(double(2)) == 4

    async def ask() -> int:
        return await asyncio.wrap_future(loop.submit(double(4)))

    assert asyncio.run(ask()) == 8
    loop.close()
    assert loop.run(double(3)) == 6  # it starts again after a close
    loop.close()


def test_an_iteration_gives_every_item_and_then_the_error() -> None:
    loop = LoopThread()

    async def produce(emit: Callable[[Any], None]) -> None:
        emit(1)
        emit(2)
        raise ValueError("broken")

    async def collect(items: list[int]) -> None:
        async for item in loop.iterate(produce):
            items.append(item)

    items: list[int] = []
    with pytest.raises(ValueError, match="broken"):
        asyncio.run(collect(items))
    assert items == [1, 2]
    loop.close()


def test_leaving_an_iteration_cancels_what_produces_it() -> None:
    loop = LoopThread()
    cancelled = Event()

    async def produce(emit: Callable[[Any], None]) -> None:
        emit(1)
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            cancelled.set()
            raise

    async def take_one() -> int:
        stream = loop.iterate(produce)
        async for item in stream:
            await stream.aclose()
            return int(item)
        return 0

    assert asyncio.run(take_one()) == 1
    assert cancelled.wait(5)
    loop.close()
