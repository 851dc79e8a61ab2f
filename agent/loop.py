"""A thread that owns an event loop, so that one async graph serves sync and async callers alike."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable, Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

Value = TypeVar("Value")


class LoopThread:
    """An event loop on a daemon thread of its own; it starts with the first use and ends with `close`."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None

    def submit(self, work: Coroutine[Any, Any, Value]) -> Future[Value]:
        """Run a coroutine there; the future may be waited for from any thread, or cancelled."""
        return asyncio.run_coroutine_threadsafe(work, self._start())

    def run(self, work: Coroutine[Any, Any, Value]) -> Value:
        """Run a coroutine there and wait; an interrupt of the caller cancels it."""
        future = self.submit(work)
        try:
            return future.result()
        except BaseException:
            future.cancel()
            raise

    async def iterate(
        self, produce: Callable[[Callable[[Any], None]], Coroutine[Any, Any, None]]
    ) -> AsyncGenerator[Any, None]:
        """What `produce(emit)` emits there, as it comes; leaving the iteration early cancels it."""
        here = asyncio.get_running_loop()
        queue: asyncio.Queue[Any] = asyncio.Queue()
        end = object()

        def emit(item: Any) -> None:
            here.call_soon_threadsafe(queue.put_nowait, item)

        future = self.submit(produce(emit))

        def finish(_: Future[None]) -> None:
            if not here.is_closed():
                emit(end)

        future.add_done_callback(finish)
        try:
            while (item := await queue.get()) is not end:
                yield item
            future.result()
        finally:
            future.cancel()

    def close(self, last: Coroutine[Any, Any, object] | None = None) -> None:
        """Cancel what runs, run `last`, stop the loop and wait for its thread; nothing happens where none ran."""
        with self._lock:
            loop, thread = self._loop, self._thread
            self._loop = self._thread = None
        if loop is not None and thread is not None:
            asyncio.run_coroutine_threadsafe(_end_tasks(), loop).result()
            if last is not None:
                asyncio.run_coroutine_threadsafe(last, loop).result()
            loop.call_soon_threadsafe(loop.stop)
            thread.join()
            loop.close()

    def _start(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(target=self._loop.run_forever, name="reeltalk-loop", daemon=True)
                self._thread.start()
            return self._loop


async def _end_tasks() -> None:
    """Cancel what still runs on this loop, and wait until it has cleaned up behind itself."""
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
