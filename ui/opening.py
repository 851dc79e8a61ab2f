"""What a command works on: the home, the catalog in it and the agent over it, from the options and the environment."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, redirect_stdout
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from reeltalk.agent.options import read_options
from reeltalk.agent.settings import Settings, find_default_home, read_settings
from reeltalk.errors import CatalogError
from reeltalk.tools.outcome import read_clock
from reeltalk.ui.lines import say
from reeltalk.ui.progress import show_indexing, show_progress

if TYPE_CHECKING:
    from reeltalk.agent.agent import Agent
    from reeltalk.retrieval.catalog import Catalog


def choose_settings(
    home: Path | None = None,
    model: str | None = None,
    base_url: str | None = None,
    options: Sequence[str] | None = None,
    policy: Path | None = None,
) -> Settings:
    """The environment's settings, with what the command line says in their place; `options` are NAME=VALUE.

    Raises `SettingsError` where a value of the environment, or an option, cannot be used.
    """
    read = read_options(options) if options else None
    given = {"home": home, "model": model, "base_url": base_url, "options": read, "policy": policy}
    return read_settings().model_copy(update={name: value for name, value in given.items() if value is not None})


def choose_home(settings: Settings) -> Path:
    """The home's absolute path; the sample library's unless another is set."""
    return (settings.home or find_default_home()).expanduser().absolute()


def open_catalog(settings: Settings, *, create: bool = False, encoder: str | None = None) -> Catalog:
    """The catalog of the home; the sample library's is made at its first use, another one only with `create`.

    With `encoder` the home changes to that encoder for good, unless it has it. Raises `CatalogError` where there is no
    catalog, or it cannot be used, or the encoder cannot be had.
    """
    from reeltalk.retrieval.catalog import Catalog
    from reeltalk.retrieval.home import DATABASE

    home = choose_home(settings)
    if home == find_default_home().absolute():
        return _open_sample(home, fresh=not (home / DATABASE).exists(), encoder=encoder)
    if not create and not home.is_file() and not (home / DATABASE).exists():
        raise CatalogError(f"there is no catalog in {home}; make one with: reeltalk import FILE --home {home}")
    with show_indexing(home) as tell:
        return Catalog.open(home, encoder=encoder, progress=tell)


def _open_sample(home: Path, *, fresh: bool, encoder: str | None) -> Catalog:
    from reeltalk.retrieval.sample import open_sample

    if not fresh:
        with show_indexing(home) as tell:
            return open_sample(home, encoder=encoder, indexing=tell)
    say("Making the sample library ready, this once…")
    with show_progress("Reading", "clips") as bar:
        return open_sample(home, encoder=encoder, progress=bar.advance)


@contextmanager
def open_agent(
    settings: Settings, clock: Callable[[], datetime] = read_clock, encoder: str | None = None
) -> Iterator[Agent]:
    """An agent over the catalog, both closed at the end; `clock` says what is now for it, `encoder` as `open_catalog`.

    Raises `CatalogError` where the catalog cannot be used or another process has it, `SettingsError` for the model.
    """
    with quiet_output():
        from reeltalk.agent.agent import Agent

        catalog = open_catalog(settings, encoder=encoder)
    with catalog:
        require_owner(catalog)
        key = settings.api_key.get_secret_value() if settings.api_key else None
        with Agent(
            catalog,
            model=settings.model,
            base_url=settings.base_url,
            api_key=key,
            options=settings.options,
            policy=settings.policy,
            clock=clock,
        ) as agent:
            yield agent


def quiet_output() -> AbstractContextManager[TextIO]:
    """Standard output is the answer's: what a library prints there goes to standard error."""
    return redirect_stdout(sys.stderr)


def require_owner(catalog: Catalog) -> None:
    """Raise `CatalogError` where another process has the home's indexes, so that nothing can be searched here."""
    if not catalog.owner:
        raise CatalogError(
            f"{catalog.home} is in use by process {name_owner(catalog.home)}; ask there, end it, or name another --home"
        )


def name_owner(home: Path) -> str:
    """The pid of the process that owns a home's indexes, or "unknown"."""
    from reeltalk.retrieval.lock import OwnerLock

    return OwnerLock(home).owner()
