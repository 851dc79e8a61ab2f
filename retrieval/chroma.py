"""The approximate index over whole-description vectors: Chroma, embedded."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from reeltalk.errors import damaged

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

COLLECTION = "whole"
MOST_ROWS = 100_000
"""Rows from this one on are not put there: Chroma holds its graph in memory, and building one for a million clips takes
longer than all the other indexes together, while the clusters of `WholeVectors` find as well under any filter."""


class ChromaIndex:
    """One vector a clip, under the clip's id; Chroma is loaded at the first use only."""

    def __init__(self, folder: Path) -> None:
        """Remember the folder."""
        self._folder = folder
        self._client: Client | None = None
        self._opened: Collection | None = None

    def put(self, ids: list[str], vectors: NDArray[np.float32]) -> None:
        """Insert or replace vectors (n, d), in batches that Chroma takes."""
        collection = self._collection()
        for at in range(0, len(ids), self._batch()):
            part = slice(at, at + self._batch())
            collection.upsert(ids=ids[part], embeddings=vectors[part])

    def delete(self, ids: list[str]) -> None:
        """Delete vectors; ids that are not there are no error."""
        collection = self._collection()
        for at in range(0, len(ids), self._batch()):
            collection.delete(ids=ids[at : at + self._batch()])

    def nearest(self, vector: NDArray[np.float32], limit: int) -> list[str]:
        """Return the ids of about the nearest vectors, nearest first."""
        found: Any = self._collection().query(query_embeddings=vector[None, :], n_results=limit, include=[])
        return list(found["ids"][0])

    def count(self) -> int:
        """Return how many vectors there are."""
        return self._collection().count()

    def stored(self) -> int:
        """Return how many vectors there are, as Chroma's own file says: Chroma is not loaded for it.

        Raises `CatalogError` where that file is damaged.
        """
        file = self._folder / "chroma.sqlite3"
        if not file.exists():
            return 0
        try:
            with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True, timeout=30)) as connection:
                return int(connection.execute("SELECT count(*) FROM embeddings").fetchone()[0])
        except sqlite3.OperationalError:  # a Chroma that keeps them otherwise must be asked itself
            return self.count()
        except sqlite3.DatabaseError as error:
            raise damaged(self._folder) from error

    def ids(self) -> set[str]:
        """Return all ids."""
        return set(self._collection().get(include=[])["ids"])

    def close(self) -> None:
        """Let go of the files."""
        if self._client is not None:
            self._client.close()  # else Chroma would go on using the folder as it was, even after it is deleted
        self._opened = None
        self._client = None

    def _batch(self) -> int:
        assert self._client is not None
        return min(1000, self._client.get_max_batch_size())

    def _collection(self) -> Collection:
        if self._opened is None:
            import chromadb
            from chromadb.api.client import Client
            from chromadb.config import Settings

            settings = Settings(anonymized_telemetry=False)
            client = chromadb.PersistentClient(path=str(self._folder), settings=settings)
            assert isinstance(client, Client)
            self._client = client
            self._opened = client.get_or_create_collection(
                COLLECTION, embedding_function=None, configuration={"hnsw": {"space": "cosine", "ef_search": 200}}
            )
        return self._opened
