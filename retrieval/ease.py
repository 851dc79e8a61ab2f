"""EASE: a linear autoencoder over clips, in closed form (Steck, Embarrassingly shallow autoencoders, 2019)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse  # type: ignore[import-untyped]  # it ships no types

from reeltalk.retrieval.histories import Histories
from reeltalk.retrieval.item_weights import ItemWeights, weigh_events

LARGEST = 20_000
"""Clips up to which the dense matrix is made: 1.6 GB."""


def fit_ease(histories: Histories, *, ridge: float, decay: float = 1.0) -> ItemWeights:
    """The weights that rebuild each viewer's clips from their others, with an L2 penalty of `ridge`.

    Solved over viewers where there are fewer of them than clips (the push-through identity), else over clips.
    Raises `ValueError` for more than `LARGEST` clips that someone watched.
    """
    matrix = histories.matrix(weigh_events(histories, 1.0).astype(np.float32))
    matrix = matrix[np.diff(matrix.indptr) > 1]  # one clip alone says nothing of any other
    warm = np.unique(matrix.indices[matrix.data > 0]).astype(np.int64)
    if len(warm) > LARGEST:
        raise ValueError(f"{len(warm)} clips are too many for EASE, which takes {LARGEST}")
    watched = matrix[:, warm]
    few = watched.shape[0] < len(warm)
    weights = _solve_over_viewers(watched, ridge) if few else _solve_over_clips(watched, ridge)
    np.fill_diagonal(weights, 0.0)
    return ItemWeights(warm, weights, histories.size, decay)


def _solve_over_viewers(watched: sparse.csr_matrix, ridge: float) -> NDArray[np.float32]:
    """With K = X'(XX' + r)^-1 X the inverse of X'X + r is (1 - K) / r, so the weights are K / (1 - diagonal)."""
    from scipy.linalg import cho_factor, cho_solve  # type: ignore[import-untyped]

    gram = (watched @ watched.T).toarray()
    gram[np.diag_indices(len(gram))] += ridge
    solved = cho_solve(cho_factor(gram, lower=True, overwrite_a=True), watched.toarray(), overwrite_b=True)
    kernel = np.asarray(watched.T @ solved, np.float32)
    return np.asarray(kernel / (1.0 - kernel.diagonal())[None, :], np.float32)


def _solve_over_clips(watched: sparse.csr_matrix, ridge: float) -> NDArray[np.float32]:
    from scipy.linalg.lapack import spotrf, spotri  # type: ignore[import-untyped]

    gram = np.asfortranarray((watched.T @ watched).toarray(), np.float32)
    gram[np.diag_indices(len(gram))] += ridge
    factor, _ = spotrf(gram, lower=1, overwrite_a=1)
    half, _ = spotri(factor, lower=1, overwrite_c=1)
    inverse = np.tril(half) + np.tril(half, -1).T
    return np.asarray(-inverse / inverse.diagonal()[None, :], np.float32)
