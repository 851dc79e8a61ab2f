"""A progress bar on standard error, with lines above it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reeltalk.ui.lines import plain_line

if TYPE_CHECKING:
    from rich.progress import Progress


class Bar:
    """What an import tells as it goes."""

    def __init__(self, progress: Progress, noun: str) -> None:
        """Begin at nothing done."""
        self._progress = progress
        self._task = progress.add_task(noun, total=None)

    def expect(self, total: int | None) -> None:
        """So many there are in all, as far as that is known."""
        self._progress.update(self._task, total=total)

    def advance(self, count: int) -> None:
        """So many more are done."""
        self._progress.advance(self._task, count)

    def report(self, rejection: object) -> None:
        """A row that could not be taken, on a line of its own above the bar."""
        self._progress.console.print(plain_line(str(rejection)), soft_wrap=True)


@contextmanager
def show_progress(verb: str, noun: str) -> Iterator[Bar]:
    """A bar on standard error, at a terminal only; rejected rows are told in any case."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    columns = (
        TextColumn(verb),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        yield Bar(progress, noun)
