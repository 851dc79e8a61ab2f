"""A progress bar on standard error, with lines above it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from reeltalk.ui.lines import plain_line, say

if TYPE_CHECKING:
    from rich.progress import Progress, Task

FEW = 100
"""So few clips are indexed before anybody wonders what is going on."""


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
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, TextColumn, TimeRemainingColumn
    from rich.text import Text

    class Rate(ProgressColumn):
        """How many a second, over the last half a minute."""

        def render(self, task: Task) -> Text:
            return Text(describe_rate(task.finished_speed or task.speed))

    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    columns = (
        TextColumn(verb),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.description}"),
        Rate(),
        TimeRemainingColumn(compact=True, elapsed_when_finished=True),
        TextColumn("left"),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        yield Bar(progress, noun)


@contextmanager
def show_stages(verb: str) -> Iterator[Callable[[str], None]]:
    """What to tell of stages as they begin: a bar on standard error that names each, at a terminal only."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    columns = (TextColumn(verb), BarColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=None)
        yield lambda stage: progress.update(task, description=stage)


def describe_rate(speed: float | None) -> str:
    """How many a second, in words; nothing before that is known."""
    return "" if speed is None else f"{speed:,.0f} a second" if speed >= 10 else f"{speed:.1f} a second"


@contextmanager
def show_indexing(home: Path) -> Iterator[Callable[[int, int], None]]:
    """What to tell of clips indexed while a home is opened: a line and a bar where they are more than a few."""
    with ExitStack() as stack:
        bars: list[Bar] = []

        def tell(done: int, total: int) -> None:
            if total <= FEW:
                return
            if not done:
                say(f"Indexing {total:,} clips of {home}; if this is interrupted, the next start goes on where it was")
                stack.close()
                bars[:] = [stack.enter_context(show_progress("Indexing", "clips"))]
                bars[0].expect(total)
            bars[0].advance(done)

        yield tell
