"""Which rows an exclusion removes, found through the indexes instead of reading every clip."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Engine, func, or_, select

from reeltalk.retrieval import store
from reeltalk.retrieval.exclusion import Exclusion
from reeltalk.retrieval.lexical import LexicalIndex
from reeltalk.retrieval.schema import clips

_TEXTS = ("title", "description", "descriptions", "notes", "moments", "tags", "category")


def unwanted_rows(exclusion: Exclusion, lexical: LexicalIndex, engine: Engine) -> NDArray[np.int64]:
    """Return the rows that the exclusion puts out, exactly by its rule.

    Marks are looked up; phrases and unspaced scripts are checked on the clips that can hold them at all.
    """
    out = lexical.naming(exclusion.forms) if exclusion.forms else np.empty(0, dtype=np.int64)
    suspects: set[int] = set()
    for phrase in exclusion.phrases:
        suspects.update(set.intersection(*(set(lexical.naming(_marks(meant)).tolist()) for meant in phrase.words)))
    suspects.update(_rows_with(engine, exclusion.verbatim))
    suspects.difference_update(out.tolist())
    held = [row for row, clip in store.fetch_rows(engine, sorted(suspects)).items() if exclusion.holds_phrase(clip)]
    return np.concatenate([out, np.array(held, dtype=np.int64)])


def _rows_with(engine: Engine, terms: Iterable[str]) -> set[int]:
    """Return the rows where a term stands literally in any text."""
    tests = [func.instr(func.lower(clips.c[name]), term) > 0 for term in terms for name in _TEXTS]
    if not tests:
        return set()
    with engine.connect() as connection:
        return set(connection.scalars(select(clips.c.row).where(or_(*tests))))


def _marks(meant: Iterable[str]) -> list[str]:
    """All marks under which `mentions` may report a word."""
    return [mark for lemma in meant for mark in (lemma, f"to {lemma}", f"name {lemma}", f"other {lemma}")]
