"""Shipped vectors: they are the encoder's own, they cover the library, and any other text is encoded."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from reeltalk.retrieval.clip import Clip
from reeltalk.retrieval.encoder import default_encoder
from reeltalk.retrieval.queue import encode_clips
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
    texts = [passage.text for clip in (clips[0], clips[-1]) for passage in clip_passages(clip)]
    shipped = ShippedEncoder(sample_folder() / VECTORS)
    assert np.abs(shipped.encode(texts) - default_encoder().encode(texts)).max() < 1e-3
    monkeypatch.setitem(shipped.__dict__, "_encoder", NoEncoder())
    # fails after a change of the library's words: run scripts/encode_sample.py
    assert len(encode_clips(clips, shipped)) == len(clips)


def test_a_text_that_does_not_ship_is_encoded_in_its_place(tmp_path: Path) -> None:
    file = tmp_path / "vectors.npz"
    assert write_vectors(file, ["a cat", "a dog", "a cat"], default_encoder()) == 2
    texts = ["a bird", "a cat", "a fish", "a dog"]
    assert np.abs(ShippedEncoder(file).encode(texts) - default_encoder().encode(texts)).max() < 1e-3
    assert ShippedEncoder(file).encode([]).shape == (0, 384)


def test_a_short_clip_is_encoded_as_a_whole_and_a_long_one_is_the_mean_of_its_passages_by_their_letters() -> None:
    short = Clip(id="s", title="Heron", description="A heron stands in a calm river.")
    long = Clip(id="l", title="Derby", description="Two teams play football in the rain. " * 6 + "A dog runs in. " * 20)
    encoder = default_encoder()
    found = encode_clips([short, long], encoder)
    assert [len(one.passages) for one in found] == [len(clip_passages(clip)) for clip in (short, long)]
    np.testing.assert_allclose(found[0].whole, encoder.encode([whole_text(short)])[0], atol=1e-5)
    texts = [passage.text for passage in clip_passages(long)]
    mean = np.array([len(text) for text in texts]) @ encoder.encode(texts)
    np.testing.assert_allclose(found[1].whole, mean / np.linalg.norm(mean), atol=1e-5)
