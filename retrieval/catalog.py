"""The catalog: clips and everything known about them, in one home."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from functools import cached_property
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from reeltalk.errors import CatalogError
from reeltalk.retrieval import store
from reeltalk.retrieval.changes import find_changes
from reeltalk.retrieval.clip import Candidate, Clip
from reeltalk.retrieval.columns import Columns
from reeltalk.retrieval.constraints import DEFAULT_LIMIT, Constraints
from reeltalk.retrieval.diversify import WEIGHT, diversify
from reeltalk.retrieval.encoder import Encoder, open_encoder
from reeltalk.retrieval.home import open_home
from reeltalk.retrieval.lock import OwnerLock
from reeltalk.retrieval.opening import Progress, choose_encoder, chosen_encoder, open_indexes
from reeltalk.retrieval.queue import drain, encode_clips, pending
from reeltalk.retrieval.retriever import Retrieval, Retriever
from reeltalk.retrieval.search import FusionSettings
from reeltalk.retrieval.vectors import to_bytes
from reeltalk.retrieval.vocabulary import Vocabulary, read_vocabulary

if TYPE_CHECKING:
    from reeltalk.retrieval.viewers import ViewerStore

__all__ = ["Catalog", "Retrieval", "Vocabulary"]

CHUNK = 1000
"""Clips written in one transaction."""
AT_ONCE = 32
"""Queued clips that a retrieval takes over before it answers; more are taken over in the background."""
REFRESH_S = 0.5
"""How often at most a retrieval looks for clips that other processes wrote."""


class Catalog:
    """The clips of one home. Everything may be called from several threads.

    One process owns a home's indexes at a time; another may add, delete and read clips, and the owner takes them
    into its indexes. Searching takes the ownership where it is free, and else raises `CatalogError`.
    """

    def __init__(
        self, home: Path, encoder: Encoder | None, settings: FusionSettings, load: Callable[[str], Encoder]
    ) -> None:
        """Use `Catalog.open`."""
        self.home = home
        self.engine = open_home(home)
        self._encoder = encoder
        self._load = load
        self._settings = settings
        self._lock = OwnerLock(home)
        self._guard = threading.RLock()
        self._retriever: Retriever | None = None
        self._refreshed = 0.0

    @classmethod
    def open(
        cls,
        home: str | Path,
        *,
        encoder: Encoder | str | None = None,
        settings: FusionSettings | None = None,
        progress: Progress | None = None,
        load_encoder: Callable[[str], Encoder] = open_encoder,
        own: bool = True,
    ) -> Catalog:
        """Open the catalog in a folder, made where it is not there, and finish what an interrupted write left.

        With `own=False` the indexes are left to others, such as a chat that is started later: clips are written with
        their vectors, and whoever owns the indexes takes them over.

        The name of an encoder is kept with the home: later openings use it too. Where another encoder made the
        vectors they are made anew, which `progress` is told. Raises `CatalogError` for a folder that cannot be used
        and an encoder that cannot be had, before anything changes.
        """
        folder = Path(home).expanduser().absolute()
        choice, model = (encoder, load_encoder(encoder)) if isinstance(encoder, str) else (None, encoder)
        catalog = cls(folder, model, settings or FusionSettings(), load_encoder)
        try:
            if own:
                catalog._own(progress, choice)
        except BaseException:
            catalog.close()
            raise
        return catalog

    @property
    def owner(self) -> bool:
        """Whether this process owns the home's indexes."""
        return self._lock.held

    @cached_property
    def viewers(self) -> ViewerStore:
        """What is known of the viewers."""
        from reeltalk.retrieval.viewers import ViewerStore

        return ViewerStore(self.engine)

    @property
    def encoder(self) -> Encoder:
        """The encoder, loaded at the first use."""
        if self._encoder is None:
            self._encoder = self._load(chosen_encoder(self.engine))
        return self._encoder

    def add(self, clips: Iterable[Clip], *, progress: Callable[[int], None] | None = None) -> int:
        """Add clips, or update those whose id is known; return how many.

        Rows and queue are written in one transaction for each `CHUNK` clips; a clip that stands there already, word
        for word, is not encoded again. Notes stay where the new clip has none.
        `progress` is told the number of clips done since the last time.
        """
        total = 0
        for chunk in _chunks(clips):
            total += len(chunk)
            merged = find_changes(self.engine, chunk)
            if progress is not None and len(merged) < len(chunk):
                progress(len(chunk) - len(merged))
            packed: list[bytes | None] = [None] * len(merged)
            if not self.owner:
                packed = [to_bytes(vectors, self.encoder.name) for vectors in encode_clips(merged, self.encoder)]
            store.put(self.engine, merged, packed)
            if self.owner:
                self._drain(progress)
            elif progress is not None:
                progress(len(merged))
        return total

    def get(self, ids: Iterable[str]) -> list[Clip]:
        """Return clips in the order of ids; unknown ids are left out."""
        wanted = list(ids)
        found = store.fetch(self.engine, wanted)
        return [found[name] for name in wanted if name in found]

    def delete(self, ids: Iterable[str]) -> int:
        """Delete clips; return how many there were."""
        gone = store.remove(self.engine, list(ids))
        if gone and self.owner:
            self._drain()
        return gone

    def count(self) -> int:
        """Return how many clips there are."""
        return store.count(self.engine)

    def ids(self) -> list[str]:
        """Return all ids, in the order they came."""
        return [name for _, name in store.read_ids(self.engine)]

    def search(self, query: str, *, limit: int = DEFAULT_LIMIT, **constraints: Any) -> list[Candidate]:
        """Return the clips that answer a request best, no near-twins side by side.

        `constraints` are those of the contract. Without a query the clips that fulfil them, most popular first.
        """
        wanted = Constraints(**constraints)
        retrieval = self.retrieve(query, wanted, depth=max(50, 2 * limit))
        if wanted.sort not in (None, "relevance"):
            return retrieval.candidates[:limit]
        vectors = self.vectors_of([candidate.clip.id for candidate in retrieval.candidates])
        return diversify(retrieval.candidates, vectors, limit=limit, weight=WEIGHT if query.strip() else 1.0)

    def retrieve(
        self,
        query: str,
        constraints: Constraints,
        *,
        allowed: Set[str] | None = None,
        banned: Set[str] = frozenset(),
        extra_excludes: Sequence[str] = (),
        depth: int = 200,
    ) -> Retrieval:
        """Return the best `depth` clips for a request, out of `allowed` and without `banned`."""
        retriever = self._open_retriever()
        mask = retriever.mask(constraints, allowed, banned, extra_excludes)
        return retriever.retrieve(query, constraints, mask, depth)

    def similar(
        self,
        clip_id: str,
        constraints: Constraints,
        *,
        change: str | None = None,
        allowed: Set[str] | None = None,
        banned: Set[str] = frozenset(),
        extra_excludes: Sequence[str] = (),
        depth: int = 200,
    ) -> Retrieval:
        """Return the clips most like one, changed as said; the clip itself is not among them."""
        retriever = self._open_retriever()
        mask = retriever.mask(constraints, allowed, {*banned, clip_id}, extra_excludes)
        return retriever.similar(clip_id, change, constraints, mask, depth)

    def matching(
        self,
        constraints: Constraints,
        *,
        allowed: Set[str] | None = None,
        banned: Set[str] = frozenset(),
        extra_excludes: Sequence[str] = (),
    ) -> list[str]:
        """Return the ids that fulfil the constraints, in the order they came."""
        retriever = self._open_retriever()
        return retriever.ids_of(np.flatnonzero(retriever.mask(constraints, allowed, banned, extra_excludes)))

    def vectors_of(self, ids: Iterable[str]) -> NDArray[np.float32]:
        """Return the whole-description vectors (n, d) of clips that there are."""
        return self._open_retriever().vectors_of(list(ids))

    def vocabulary(self) -> Vocabulary:
        """Return the values that the clips state, with the number of clips each."""
        if self._retriever is None:
            self._own()
        retriever = self._retriever
        return read_vocabulary(retriever.columns if retriever else Columns.load(self.engine))

    def refresh(self) -> int:
        """Take over what other processes queued; return how many queue rows there were."""
        self._refreshed = time.monotonic()
        return self._drain() if self.owner and pending(self.engine, 1) else 0

    def label(self, key: str) -> str | None:
        """Return a small fact kept with the catalog, such as "description_source"."""
        return store.read_label(self.engine, key)

    def set_label(self, key: str, text: str) -> None:
        """Keep a small fact with the catalog."""
        store.write_label(self.engine, key, text)

    def close(self) -> None:
        """Give the indexes and files back."""
        with self._guard:
            if self._retriever is not None:
                self._retriever.indexes.close()
                self._retriever = None
            self._lock.release()
            self.engine.dispose()

    def __enter__(self) -> Catalog:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _own(self, progress: Progress | None = None, choice: str | None = None) -> bool:
        """Take the indexes where no other process has them, and bring them up to date with the encoder chosen."""
        with self._guard:
            if self._retriever is not None:
                return True
            if not self._lock.acquire():
                if choice not in (None, chosen_encoder(self.engine)):
                    raise CatalogError(
                        f"process {self._lock.owner()} has {self.home} open with another encoder; end it, then switch"
                    )
                return False
            if choice is not None:
                choose_encoder(self.engine, choice)
            indexes, columns = open_indexes(self.home, self.engine, self._encoder, lambda: self.encoder, progress)
            self._retriever = Retriever(self.engine, indexes, columns, lambda: self.encoder, self._settings)
            return True

    def _open_retriever(self) -> Retriever:
        """Return what searches, up to date within `REFRESH_S`."""
        if self._retriever is None and not self._own():
            raise CatalogError(
                f"the indexes of {self.home} are in use by process {self._lock.owner()}; "
                f"ask there, end it, or name another home"
            )
        assert self._retriever is not None
        if time.monotonic() - self._refreshed > REFRESH_S:
            self._follow()
        return self._retriever

    def _follow(self) -> None:
        """Take over what other processes queued: a little at once, more in the background so that nobody waits."""
        if not self._guard.acquire(blocking=False):
            return  # another thread drains already
        try:
            self._refreshed = time.monotonic()
            waiting = pending(self.engine, AT_ONCE + 1)
            if waiting > AT_ONCE:
                threading.Thread(target=self._drain, name="reeltalk-drain", daemon=True).start()
            elif waiting:
                self._drain()
        finally:
            self._guard.release()

    def _drain(self, progress: Callable[[int], None] | None = None) -> int:
        """Carry the queue over to the indexes; one thread at a time."""
        with self._guard:
            retriever = self._retriever
            if retriever is None:
                return 0
            done = drain(self.engine, retriever.indexes, lambda: self.encoder, retriever.note_changes, progress)
            retriever.settle()
            return done


def _chunks(clips: Iterable[Clip]) -> Iterator[list[Clip]]:
    """Yield lists of at most `CHUNK` clips."""
    rest = iter(clips)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk
