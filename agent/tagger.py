"""Marks in a request what its words are there for: a small trained model on top of the sentence encoder."""

from __future__ import annotations

import functools
import hashlib
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from reeltalk.agent.tags import KINDS, LABELS, Tag, Tagged

if TYPE_CHECKING:
    from onnxruntime import InferenceSession  # type: ignore[import-untyped]  # it ships no types

MAX_PIECES = 200
"""Word pieces of a request that are read."""
SITUATION_PIECES = 64
"""Word pieces of the situation that are read."""
_WEIGHTS = Path(__file__).parent / "data" / "tagger.safetensors"


class Tagger:
    """The trained tagger on ONNX Runtime; use `default_tagger`, which loads it once a process."""

    def __init__(self, weights: Path, trained: Path) -> None:
        """Load the encoder from the folder `weights`, and what was trained from the file `trained`."""
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(weights / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._start, *_, self._end = self._tokenizer.encode("").ids
        self._session = _open_session(weights, trained)

    def tag(self, text: str, situation: str) -> Tagged:
        """The text with its tags and its kind, as said in the situation; words beyond the window have no tags."""
        said = self._tokenizer.encode(text, add_special_tokens=False)
        around = self._tokenizer.encode(situation, add_special_tokens=False).ids[:SITUATION_PIECES]
        pieces, offsets = said.ids[:MAX_PIECES], said.offsets[:MAX_PIECES]
        ids = np.array([[self._start, *pieces, self._end, *around, self._end]], dtype=np.int32)
        by_label, by_kind = self._session.run(None, {"input_ids": ids})
        labels, sure = decode_labels(by_label[0, 1 : len(pieces) + 1])
        kinds = _softmax(by_kind[0, 0])
        best = int(kinds.argmax())
        return Tagged(text, tuple(_gather(text, labels, sure, offsets)), KINDS[best], float(kinds[best]))


def default_tagger() -> Tagger:
    """The shipped tagger, one a process."""
    with _LOADING:
        return _load_default()


@functools.cache
def _load_default() -> Tagger:
    from reeltalk.retrieval.weights import find_weights

    return Tagger(find_weights(), _WEIGHTS)


_LOADING = threading.Lock()


def _open_session(weights: Path, trained: Path) -> InferenceSession:
    """The session on the graph kept in the user's cache, built anew where the trained weights are others."""
    from reeltalk.retrieval.tagger_graph import build_tagger_graph
    from reeltalk.retrieval.weights import open_session

    digest = hashlib.sha256(trained.read_bytes()).hexdigest()[:12]
    return open_session(weights, f"tagger-{digest}", lambda file: build_tagger_graph(file, trained))


_DEGREES = (("never", "avoid"), ("always", "prefer"))
"""Labels that say the same of something, one more firmly: a doubt between these is none of whether it is said."""


def _find_kindred() -> NDArray[np.float32]:
    """(2L + 1, 2L + 1): which labels a label's probability counts for; "begins" and "goes on" are one label here."""
    kindred = np.eye(2 * len(LABELS) + 1, dtype=np.float32)
    for label, name in enumerate(LABELS):
        degrees = next((group for group in _DEGREES if name in group), (name,))
        places = [place for one in degrees for place in (1 + 2 * LABELS.index(one), 2 + 2 * LABELS.index(one))]
        for place in (1 + 2 * label, 2 + 2 * label):
            kindred[places, place] = 1
    return kindred


_KINDRED = _find_kindred()


def decode_labels(logits: NDArray[np.float32]) -> tuple[list[int], NDArray[np.float32]]:
    """The likeliest labels (0 outside, 1 + 2l begins label l, 2 + 2l goes on with it) that make whole stretches.

    `logits` is (t, 2L + 1). Viterbi over the one rule that a stretch goes on only where it has begun; the second
    value is each piece's probability of the label chosen, or of one that differs in degree only.
    """
    if not len(logits):
        return [], np.empty(0, dtype=np.float32)
    chances = np.log(np.maximum(_softmax(logits), 1e-12))
    begins, goes_on = slice(1, None, 2), slice(2, None, 2)
    score = chances[0].copy()
    score[goes_on] = -np.inf
    back = np.zeros(logits.shape, dtype=np.int64)
    for at in range(1, len(chances)):
        best = int(score.argmax())
        following = np.full(len(score), score[best])
        came = np.full(len(score), best)
        stretch = np.where(score[begins] >= score[goes_on], 0, 1)  # the same label begun, or gone on with
        own = 1 + 2 * np.arange(len(LABELS)) + stretch
        following[goes_on], came[goes_on] = score[own], own
        back[at] = came
        score = following + chances[at]
    path = [int(score.argmax())]
    for at in range(len(chances) - 1, 0, -1):
        path.append(int(back[at, path[-1]]))
    path.reverse()
    return path, (np.exp(chances) @ _KINDRED)[np.arange(len(path)), path].astype(np.float32)


def _gather(text: str, labels: list[int], sure: NDArray[np.float32], offsets: list[tuple[int, int]]) -> list[Tag]:
    """The stretches, widened to whole words."""
    tags: list[Tag] = []
    for label, chance, (low, high) in zip(labels, sure.tolist(), offsets, strict=True):
        if label % 2 == 1:
            tags.append(Tag(LABELS[(label - 1) // 2], low, high, chance))
        elif label and tags:
            last = tags[-1]
            tags[-1] = Tag(last.label, last.start, high, min(last.sure, chance))
    return _apart([_widen(text, tag) for tag in tags])


def _widen(text: str, tag: Tag) -> Tag:
    start, end = tag.start, tag.end
    while start > 0 and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return Tag(tag.label, start, end, tag.sure)


def _apart(tags: list[Tag]) -> list[Tag]:
    """Tags that do not cross: where two share a word the surer one has it."""
    kept: list[Tag] = []
    for tag in tags:
        if kept and tag.start < kept[-1].end:
            if tag.sure <= kept[-1].sure:
                continue
            kept.pop()
        kept.append(tag)
    return kept


def _softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    raised: NDArray[Any] = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), dtype=np.float32)
