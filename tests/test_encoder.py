"""The default encoder: what it returns, where it comes from, and that it is the known model."""

from __future__ import annotations

import logging
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from reeltalk.errors import CatalogError
from reeltalk.retrieval.encoder import MAX_WINDOWS, OnnxEncoder, default_encoder, find_weights, open_encoder
from reeltalk.retrieval.hashing import HashingEncoder

TEXTS = [
    "funny cats",
    "",
    "A man cooks pasta in a small kitchen while he talks to the camera about his grandmother.",
    "Ein Hund läuft am Strand. 犬が浜辺を走る。 🐕",
    "control \x00\x07 characters \u202e and right to left",
    "word " * 250,
]


def test_vectors_have_unit_length_whatever_the_text() -> None:
    vectors = default_encoder().encode([*TEXTS, "\ud800 a lone surrogate", "x" * 100_000])
    assert vectors.shape == (8, 384)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_no_texts_give_no_vectors() -> None:
    assert default_encoder().encode([]).shape == (0, 384)


def test_a_vector_does_not_depend_on_what_is_encoded_beside_it() -> None:
    together = default_encoder().encode(TEXTS)
    alone = np.concatenate([default_encoder().encode([text]) for text in TEXTS])
    np.testing.assert_allclose(together, alone, atol=1e-5)


def test_texts_of_like_meaning_are_nearer_than_others() -> None:
    cat, kitten, car = default_encoder().encode(["a cat asleep on a sofa", "a kitten naps on the couch", "a car race"])
    assert cat @ kitten > 0.5 > cat @ car


def test_a_long_text_is_the_mean_of_its_windows() -> None:
    first, second = "cat " * 254, "rocket " * 254
    whole, one, two = default_encoder().encode([first + second, first, second])
    mean = (one + two) / np.linalg.norm(one + two)
    np.testing.assert_allclose(whole, mean, atol=1e-5)
    assert one @ two < 0.9


def test_text_beyond_the_last_window_changes_nothing() -> None:
    words = "cat " * (254 * MAX_WINDOWS)
    cut, longer = default_encoder().encode([words, words + "rocket " * 1000])
    np.testing.assert_allclose(cut, longer, atol=1e-6)


@pytest.mark.parametrize("kept", [0, 1000])
def test_the_graph_is_kept_and_built_anew_when_damaged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, kept: int
) -> None:
    expected = default_encoder().encode(["a cat"])
    OnnxEncoder(find_weights(), cache=tmp_path)
    [file] = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:kept])
    with caplog.at_level(logging.WARNING):
        mended = OnnxEncoder(find_weights(), cache=tmp_path)
    assert "damaged" in caplog.text
    np.testing.assert_allclose(mended.encode(["a cat"]), expected, atol=1e-6)
    assert file.stat().st_size > 1_000_000
    assert [file] == list(tmp_path.iterdir())


def test_a_cache_that_cannot_be_written_is_said_and_does_not_stop(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    with caplog.at_level(logging.WARNING):
        encoder = OnnxEncoder(find_weights(), cache=blocked / "cache")
    assert "cannot be kept" in caplog.text
    assert encoder.encode(["a cat"]).shape == (1, 384)


def test_weights_that_are_not_the_known_ones_are_refused(tmp_path: Path) -> None:
    shutil.copy(find_weights() / "tokenizer.json", tmp_path)
    weights = bytearray((find_weights() / "model.safetensors").read_bytes())
    weights[-1] ^= 1
    (tmp_path / "model.safetensors").write_bytes(weights)
    with pytest.raises(CatalogError, match="not the known encoder"):
        OnnxEncoder(tmp_path, cache=tmp_path / "cache")


def test_an_encoder_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="cannot be loaded") as caught:
        open_encoder(str(tmp_path / "nothing"))
    assert "\n" not in str(caught.value)


def test_the_default_encoder_loads_neither_torch_nor_transformers() -> None:
    code = (
        "import sys; from reeltalk.retrieval.encoder import open_encoder; open_encoder().encode(['a cat']);"
        "print([name for name in ('torch', 'transformers', 'sentence_transformers', 'onnx') if name in sys.modules])"
    )
    default_encoder()  # so that the graph is in the cache
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.slow
def test_the_default_encoder_equals_sentence_transformers() -> None:
    reference = open_encoder(str(find_weights()))
    np.testing.assert_allclose(default_encoder().encode(TEXTS), reference.encode(TEXTS), atol=1e-4)


@pytest.mark.slow
def test_another_encoder_reads_long_texts_in_windows_too() -> None:
    reference = open_encoder(str(find_weights()))
    text = "A cat sleeps. " * 60 + "A rocket starts into space. " * 60
    np.testing.assert_allclose(default_encoder().encode([text]), reference.encode([text]), atol=1e-4)


def test_the_hashing_encoder_finds_shared_words() -> None:
    cat, cats, dog, empty = HashingEncoder().encode(["a black cat", "the black cat", "some dogs", ""])
    assert cat @ cats > 0.4 > abs(cat @ dog)
    assert np.linalg.norm(empty) == pytest.approx(1)
