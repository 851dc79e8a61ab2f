"""The indexes of a home, all of which can be rebuilt from its SQLite file."""

from __future__ import annotations

import shutil
import zlib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reeltalk.retrieval.chroma import ChromaIndex
from reeltalk.retrieval.lexical import LexicalIndex
from reeltalk.retrieval.vectors import PassageVectors, WholeVectors

LAYOUT = 2
"""Raise it when the form of a vector index changes: homes with another one are built anew."""
LEXICAL_LAYOUT = 2
"""The same for the lexical index."""


@dataclass(frozen=True)
class Indexes:
    """Open indexes; one process at a time may hold them."""

    whole: WholeVectors
    passages: PassageVectors
    chroma: ChromaIndex
    lexical: LexicalIndex

    @classmethod
    def open(cls, home: Path, dimensions: int) -> Indexes:
        """Open the indexes in a home, made where they are not there."""
        folder = home / "vectors"
        folder.mkdir(exist_ok=True)
        return cls(
            WholeVectors(folder, dimensions),
            PassageVectors(folder, dimensions),
            ChromaIndex(home / "chroma"),
            LexicalIndex(home / "lexical"),
        )

    def stale(self, live: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Return the rows that some local index lacks, or holds though they are gone; the cheap part of a check-up."""
        wrong = self.whole.filled(len(live)) ^ live
        wrong |= self.passages.filled(len(live)) ^ live
        if self.lexical.count() != int(live.sum()):
            written = np.zeros(len(live), dtype=np.bool_)
            rows = self.lexical.rows()
            written[rows[rows < len(live)]] = True
            wrong |= written ^ live
        return np.flatnonzero(wrong)

    def close(self) -> None:
        """Write everything out and let go of the files."""
        self.whole.flush()
        self.passages.flush()
        self.lexical.close()
        self.chroma.close()


def remove_vectors(home: Path) -> None:
    """Delete the vector indexes of a home, before they are built anew."""
    for name in ("vectors", "chroma"):
        if (home / name).exists():
            shutil.rmtree(home / name)


def remove_lexical(home: Path) -> None:
    """Delete the lexical index of a home, before it is built anew."""
    if (home / "lexical").exists():
        shutil.rmtree(home / "lexical")


def lexical_mark() -> str:
    """Return what the lexical index depends on: its layout, and the lexicon that says what clips name."""
    data = files("reeltalk.retrieval") / "data"
    lists = b"".join(
        (data / name).read_bytes() for name in ("lexicon.tsv", "kinds.txt", "hyponyms.txt", "given_names.txt")
    )
    return f"{LEXICAL_LAYOUT}/{zlib.crc32(lists)}"
