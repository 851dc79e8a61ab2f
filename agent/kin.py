"""Which word of a subject a new word stands for: "make it saxophone" after "jazz trumpet solos"."""

from __future__ import annotations

from collections.abc import Sequence

from reeltalk.agent.topics import content_words
from reeltalk.agent.words import is_alike

KIN = 0.5
"""Cosine of two words from which one can stand for the other: guitar and piano .57, paella and recipes .40."""
MOST_WORDS = 2
"""Longer new subjects stand for themselves."""


def exchange_kin(words: Sequence[str], swap: str) -> str:
    """The words with the one most akin to `swap` exchanged for it; `swap` alone where none is, or several are."""
    from reeltalk.retrieval.encoder import default_encoder

    said = [at for at, word in enumerate(words) if content_words(word)]
    if len(content_words(swap)) > MOST_WORDS or len(said) < 2:
        return swap
    vectors = default_encoder().encode([swap, *(words[at] for at in said)])
    likeness = vectors[1:] @ vectors[0]
    if any(is_alike(words[at], swap) for at in said):
        return swap
    akin = [at for at, value in zip(said, likeness, strict=True) if value >= KIN]
    if len(akin) != 1:
        return swap
    return " ".join([*words[: akin[0]], swap, *words[akin[0] + 1 :]])
