"""Shipped vectors: they are the encoder's own, they cover the library, and any other text is encoded."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from reeltalk.retrieval.encoder import default_encoder
from reeltalk.retrieval.sample import VECTORS, read_clips, sample_folder
from reeltalk.retrieval.sentences import clip_passages, whole_text
from reeltalk.retrieval.shipped import ShippedEncoder, write_vectors


class NoEncoder:
    """An encoder that must not be asked."""

    name = ShippedEncoder.name
    dimensions = ShippedEncoder.dimensions

    def encode(self, texts: object) -> np.ndarray:
        raise AssertionError(f"encoded anew: {texts}")


def test_the_librarys_vectors_ship_with_it_and_are_the_encoders_own(monkeypatch: pytest.MonkeyPatch) -> None:
    clips = list(read_clips(sample_folder()))
    texts = [whole_text(clips[0]), *(passage.text for passage in clip_passages(clips[-1]))]
    shipped = ShippedEncoder(sample_folder() / VECTORS)
    assert np.abs(shipped.encode(texts) - default_encoder().encode(texts)).max() < 1e-3
    every = [whole_text(clip) for clip in clips] + [one.text for clip in clips for one in clip_passages(clip)]
    monkeypatch.setitem(shipped.__dict__, "_encoder", NoEncoder())
    # fails after a change of the library's words: run scripts/encode_sample.py
    assert shipped.encode(every).shape == (len(every), shipped.dimensions)


def test_a_text_that_does_not_ship_is_encoded_in_its_place(tmp_path: Path) -> None:
    file = tmp_path / "vectors.npz"
    assert write_vectors(file, ["a cat", "a dog", "a cat"], default_encoder()) == 2
    texts = ["a bird", "a cat", "a fish", "a dog"]
    assert np.abs(ShippedEncoder(file).encode(texts) - default_encoder().encode(texts)).max() < 1e-3
    assert ShippedEncoder(file).encode([]).shape == (0, 384)
