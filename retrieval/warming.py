"""Loading in the background what a process's first request would wait for."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from reeltalk.errors import ReeltalkError
from reeltalk.retrieval.catalog import Catalog
from reeltalk.retrieval.lexicon import open_lexicon


def warm_up(catalog: Catalog, *loads: Callable[[], object]) -> threading.Thread:
    """Load the encoder and the lexicon, and call `loads`, in a thread of their own; where many requests will come."""
    thread = threading.Thread(target=_load, args=[catalog, loads], name="reeltalk-warm-up", daemon=True)
    thread.start()
    return thread


def _load(catalog: Catalog, loads: Sequence[Callable[[], object]]) -> None:
    try:
        for load in loads:
            load()
        catalog.encoder.encode(["warm"])
        open_lexicon().kinds("animal")
    except ReeltalkError:
        return  # the first request meets it again and says it to the one who asked
