"""reeltalk: ask for a video in plain words, get clips you would like, with reasons you can check."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reeltalk.agent.agent import Agent
    from reeltalk.agent.reply import Call, Evidence, Pick, Reply, Wish
    from reeltalk.agent.settings import Settings
    from reeltalk.retrieval.catalog import Catalog
    from reeltalk.retrieval.clip import Candidate, Clip, Moment
    from reeltalk.retrieval.viewer import Event, Preference

__version__ = "0.1.0"

_HOMES = {
    "Agent": "reeltalk.agent.agent",
    "Call": "reeltalk.agent.reply",
    "Candidate": "reeltalk.retrieval.clip",
    "Catalog": "reeltalk.retrieval.catalog",
    "Clip": "reeltalk.retrieval.clip",
    "Event": "reeltalk.retrieval.viewer",
    "Evidence": "reeltalk.agent.reply",
    "Moment": "reeltalk.retrieval.clip",
    "Pick": "reeltalk.agent.reply",
    "Preference": "reeltalk.retrieval.viewer",
    "Reply": "reeltalk.agent.reply",
    "Settings": "reeltalk.agent.settings",
    "Wish": "reeltalk.agent.reply",
}

__all__ = [
    "Agent",
    "Call",
    "Candidate",
    "Catalog",
    "Clip",
    "Event",
    "Evidence",
    "Moment",
    "Pick",
    "Preference",
    "Reply",
    "Settings",
    "Wish",
]


def __getattr__(name: str) -> Any:
    """Load a public name on first use, so that `import reeltalk` stays light."""
    if name not in _HOMES:
        raise AttributeError(f"module 'reeltalk' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
