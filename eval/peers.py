"""Retrieval as others put it together: what a search has to beat, on the same clips, vectors and words.

LangChain's retriever over Chroma, and the same fused with bm25s by reciprocal rank (Cormack and others, 2009).
Both libraries are optional; they come with the extra `peers`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reeltalk.errors import SettingsError
from reeltalk.retrieval.encoder import Encoder

CHROMA = "LangChain's Chroma"
FUSED = "bm25s + Chroma, reciprocal ranks"
DEPTH = 200
"""How many clips each of the two proposes before they are fused."""
STEADY = 60
"""Added to every rank, as in the paper."""
_AT_ONCE = 1000

Fields = Mapping[str, str | int | float]
Filter = dict[str, Any]
"""As Chroma takes it: {"$and": [{"duration_s": {"$lte": 60}}, …]}."""


class Peers:
    """Both peers over the same clips; texts and vectors are given, so that nothing is encoded twice."""

    def __init__(self, encoder: Encoder, folder: Path) -> None:
        """Put Chroma's files in a folder. Raises `SettingsError` where a library is missing."""
        self._encoder = encoder
        self._bm25s, langchain = _load("bm25s"), _load("langchain_chroma")
        chromadb = import_module("chromadb")
        self._store = langchain.Chroma(
            collection_name="peer",
            embedding_function=_Embeddings(encoder),
            client=chromadb.PersistentClient(str(folder), chromadb.config.Settings(anonymized_telemetry=False)),
            collection_metadata={"hnsw:space": "cosine"},
        )
        self._ids: list[str] = []
        self._fields: list[Fields] = []
        self._words: Any = None

    def add(
        self, ids: Sequence[str], texts: Sequence[str], vectors: NDArray[np.float32], fields: Sequence[Fields] = ()
    ) -> None:
        """Index clips: once, all of them. `fields` are what a filter may ask for."""
        self._ids, self._fields = list(ids), list(fields) or [{} for _ in ids]
        for at in range(0, len(ids), _AT_ONCE):
            part = slice(at, at + _AT_ONCE)
            self._store._collection.upsert(
                ids=self._ids[part],
                documents=list(texts[part]),
                embeddings=vectors[part],
                metadatas=[
                    {"id": name, **known} for name, known in zip(self._ids[part], self._fields[part], strict=True)
                ],
            )
        self._words = self._bm25s.BM25()
        self._words.index(self._bm25s.tokenize(list(texts), stopwords="en", show_progress=False), show_progress=False)

    def by_chroma(self, text: str, count: int, where: Filter | None = None) -> list[str]:
        """Return the ids that the retriever finds, best first."""
        options: dict[str, Any] = {"k": count}
        if where:
            options["filter"] = where
        retriever = self._store.as_retriever(search_kwargs=options)
        return [str(document.metadata["id"]) for document in retriever.invoke(text)]

    def by_both(
        self, text: str, count: int, where: Filter | None = None, allowed: NDArray[np.bool_] | None = None
    ) -> list[str]:
        """Return the ids of both rankings fused; `allowed` is the filter as bm25s takes it, a place a clip."""
        tokens = self._bm25s.tokenize([text], stopwords="en", show_progress=False)
        weights = None if allowed is None else allowed.astype(np.float32)
        depth = min(DEPTH, len(self._ids))
        places, scores = self._words.retrieve(tokens, k=depth, weight_mask=weights, show_progress=False)
        words = [self._ids[place] for place, score in zip(places[0], scores[0], strict=True) if score > 0]
        return fuse([self.by_chroma(text, depth, where), words])[:count]


class _Embeddings:
    """The encoder as LangChain calls it."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    def embed_query(self, text: str) -> list[float]:
        found: list[float] = self._encoder.encode([text])[0].tolist()
        return found

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        found: list[list[float]] = self._encoder.encode(texts).tolist()
        return found


def fuse(rankings: Sequence[Sequence[str]]) -> list[str]:
    """Return all ids by the sum of 1 / (60 + rank), ties by id.

    >>> fuse([["a", "b"], ["b", "c"]])
    ['b', 'a', 'c']
    """
    scores: dict[str, float] = {}
    for ranking in rankings:
        for rank, name in enumerate(ranking, 1):
            scores[name] = scores.get(name, 0.0) + 1 / (STEADY + rank)
    return sorted(scores, key=lambda name: (-scores[name], name))


def check_installed() -> None:
    """Raise `SettingsError` where a library that the peers need is missing."""
    for name in ("bm25s", "langchain_chroma"):
        _load(name)


def _load(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise SettingsError(f"{name} is not installed; the peers need it: pip install 'reeltalk[peers]'") from error
