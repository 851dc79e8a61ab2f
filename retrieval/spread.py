"""Tasks on several threads."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import TypeVar

_Task = TypeVar("_Task")
_Value = TypeVar("_Value")


def spread(
    work: Callable[[_Task], _Value], tasks: Sequence[_Task], threads: int, stop: threading.Event
) -> Iterator[tuple[_Task, _Value]]:
    """Do tasks on `threads` threads, begun in order and few at a time; yield each as it is done.

    Nothing is begun once `stop` is set, which happens too where the caller leaves early or a task raises.
    """
    rest = iter(tasks)
    running: dict[Future[_Value], _Task] = {}
    pool = ThreadPoolExecutor(threads, thread_name_prefix="reeltalk-ingest")
    try:
        while True:
            while len(running) < 2 * threads and not stop.is_set() and (task := next(rest, None)) is not None:
                running[pool.submit(work, task)] = task
            if not running:
                return
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                yield running.pop(future), future.result()
    finally:
        if running:
            stop.set()
        pool.shutdown(wait=True, cancel_futures=True)
