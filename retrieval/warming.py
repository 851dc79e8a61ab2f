"""Loading in the background what a process's first request would wait for."""

from __future__ import annotations

import threading

from reeltalk.errors import ReeltalkError
from reeltalk.retrieval.catalog import Catalog
from reeltalk.retrieval.lexicon import open_lexicon


def warm_up(catalog: Catalog) -> threading.Thread:
    """Load the encoder and the lexicon in a thread of their own; for a process that answers many requests."""
    thread = threading.Thread(target=_load, args=[catalog], name="reeltalk-warm-up", daemon=True)
    thread.start()
    return thread


def _load(catalog: Catalog) -> None:
    try:
        catalog.encoder.encode(["warm"])
        open_lexicon().kinds("animal")
    except ReeltalkError:
        return  # the first request meets it again and says it to the one who asked
