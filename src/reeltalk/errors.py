"""The errors of reeltalk; each says whose move is next."""

from __future__ import annotations

from pathlib import Path


class ReeltalkError(Exception):
    """The root of what reeltalk raises on purpose; its text is one plain line for a person."""


class ToolInputError(ReeltalkError):
    """A tool call that cannot run as given: the text goes back to the model and says what to change."""


class CatalogError(ReeltalkError):
    """A home, a file or a row that cannot be used: the text names it, the value and the mend, for the operator."""


class SettingsError(ReeltalkError):
    """A setting that cannot be used: the text names it, the value and the mend, for the operator."""


class ThreadError(ReeltalkError):
    """A conversation that cannot go on as asked, such as a thread that belongs to another viewer."""


class ModelError(ReeltalkError):
    """A chat model that did not give a usable answer; the embedded model takes the turn."""


def damaged(index: Path) -> CatalogError:
    """The error for an index whose files cannot be read; all of them can be built anew from the clips."""
    return CatalogError(f"{index} is damaged; build it anew with: reeltalk doctor --repair --home {index.parent}")
