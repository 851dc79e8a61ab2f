"""Vectors of texts that are encoded once and then used by several indexes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from reeltalk.retrieval.clip import Clip
from reeltalk.retrieval.encoder import Encoder
from reeltalk.retrieval.sentences import clip_passages, whole_text

_AT_ONCE = 256


class KnownVectors:
    """An encoder that looks up the texts it learnt; any other, such as a request, is encoded each time."""

    def __init__(self, encoder: Encoder) -> None:
        """Stand on an encoder."""
        self.name = encoder.name
        self.dimensions = encoder.dimensions
        self._encoder = encoder
        self._known: dict[str, NDArray[np.float32]] = {}

    def learn(self, texts: Iterable[str], progress: Callable[[int], None] | None = None) -> None:
        """Encode texts once for all; `progress` is told the number done since the last time."""
        new = list(dict.fromkeys(texts))
        for start in range(0, len(new), _AT_ONCE):
            part = new[start : start + _AT_ONCE]
            self._known.update(zip(part, self._encoder.encode(part), strict=True))
            if progress is not None:
                progress(len(part))

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit vector a text; see `Encoder.encode`."""
        missing = [text for text in texts if text not in self._known]
        if len(missing) == len(texts):
            return self._encoder.encode(texts)
        found = dict(zip(missing, self._encoder.encode(missing), strict=True)) if missing else {}
        return np.stack([self._known[text] if text in self._known else found[text] for text in texts])


def clip_texts(clips: Iterable[Clip], peers: bool = False) -> list[str]:
    """Return every text of clips that gets a vector, each once; with `peers` also what theirs are made of."""
    return list(
        dict.fromkeys(
            text
            for clip in clips
            for text in (
                whole_text(clip),
                *(passage.text for passage in clip_passages(clip)),
                *([full_text(clip)] if peers else []),
            )
        )
    )


def full_text(clip: Clip) -> str:
    """Return all of a clip's text as one document, as a plain retriever takes it."""
    whole = whole_text(clip)
    more = [text for text in clip.descriptions.values() if text.strip() and text.strip() not in whole]
    return "\n".join([whole, *more])
