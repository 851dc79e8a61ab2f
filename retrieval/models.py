"""The rerankers by name, each fitted as the default is: settings on the validation part, then on all that is known."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from reeltalk.errors import CatalogError
from reeltalk.retrieval.als import fit_als
from reeltalk.retrieval.blend import Model
from reeltalk.retrieval.content import Content
from reeltalk.retrieval.ease import LARGEST, fit_ease
from reeltalk.retrieval.histories import Histories
from reeltalk.retrieval.itemknn import fit_itemknn
from reeltalk.retrieval.popularity import fit_popularity
from reeltalk.retrieval.splits import Split
from reeltalk.retrieval.training import BlendSettings, as_chosen, choose_setting, fit_blend, views_a_clip

Vectors = NDArray[np.float32] | None
Progress = Callable[[str], None]

DEFAULT = "blend"
QUICK = ("popularity", "content", "itemknn", "ease", "als", DEFAULT)
"""Those fitted within seconds."""
SEQUENTIAL = ("sasrec", "sasrec-text", "gru4rec", "two-tower")
"""Those trained by gradient, epoch by epoch."""
NAMES = (*QUICK, *SEQUENTIAL)


def fit_model(name: str, split: Split, vectors: Vectors, *, seed: int, progress: Progress = lambda _: None) -> Model:
    """The named model, its settings chosen on the validation part, fitted on all that is known before the test.

    `vectors` (clips, d) are centred description vectors. Raises `CatalogError` for an unknown name, and for a model
    that needs vectors where there are none.
    """
    if name not in NAMES:
        raise CatalogError(f"there is no reranker {name!r}; choose from {', '.join(NAMES)}")
    if name == DEFAULT:
        return fit_blend(split, vectors, BlendSettings(seed=seed), progress)
    if name in SEQUENTIAL:
        from reeltalk.retrieval.sequential_training import fit_sequential

        return fit_sequential(name, split, vectors, seed=seed, progress=progress)
    progress("fitting on the training part")
    first = _fit(name, split.train, vectors, seed)
    progress("choosing on the validation part")
    chosen = choose_setting(first, split.validation, seed)
    progress("fitting on everything")
    return as_chosen(_fit(name, split.known, vectors, seed), chosen)


def _fit(name: str, histories: Histories, vectors: Vectors, seed: int) -> Model:
    if name == "popularity":
        return fit_popularity(histories)
    if name == "itemknn":
        return fit_itemknn(histories)
    if name == "als":
        return fit_als(histories, seed=seed)
    if name == "ease":
        warm = len(np.unique(histories.clips))
        if warm > LARGEST:
            raise CatalogError(f"EASE takes {LARGEST:,} watched clips, here are {warm:,}; leave it out of --models")
        return fit_ease(histories, ridge=BlendSettings().ridge * views_a_clip(histories))
    return Content(need(vectors, name))


def need(vectors: Vectors, name: str) -> NDArray[np.float32]:
    """The vectors; raises `CatalogError` where there are none."""
    if vectors is None:
        raise CatalogError(f"{name} stands on description vectors, and there are none: name a home with these clips")
    return vectors
