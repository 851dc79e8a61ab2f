"""The default encoder, in eight bits and in float32: what it returns, where it comes from, that it is the known one."""

from __future__ import annotations

import logging
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from reeltalk.errors import CatalogError
from reeltalk.retrieval.encoder import DEFAULT, Encoder, default_encoder, encode_queries, open_encoder
from reeltalk.retrieval.hashing import HashingEncoder
from reeltalk.retrieval.onnx_encoder import EXACT, QUICK, OnnxEncoder
from reeltalk.retrieval.sample import read_clips, sample_folder
from reeltalk.retrieval.sentences import clip_passages, whole_text
from reeltalk.retrieval.weights import find_weights
from reeltalk.retrieval.windows import MAX_WINDOWS

TEXTS = [
    "funny cats",
    "",
    "A man cooks pasta in a small kitchen while he talks to the camera about his grandmother.",
    "Ein Hund läuft am Strand. 犬が浜辺を走る。 🐕",
    "control \x00\x07 characters \u202e and right to left",
    "word " * 250,
]


@pytest.fixture(scope="module", params=[EXACT, QUICK])
def encoder(request: pytest.FixtureRequest) -> Encoder:
    return open_encoder(request.param)


def test_the_default_is_the_quick_one() -> None:
    assert DEFAULT == default_encoder().name == QUICK


def test_vectors_have_unit_length_whatever_the_text(encoder: Encoder) -> None:
    vectors = encoder.encode([*TEXTS, "\ud800 a lone surrogate", "x" * 100_000])
    assert vectors.shape == (8, 384)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_no_texts_give_no_vectors(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, 384)


def test_a_vector_does_not_depend_on_what_is_encoded_beside_it(encoder: Encoder) -> None:
    together = encoder.encode(TEXTS)
    alone = np.concatenate([encoder.encode([text]) for text in TEXTS])
    np.testing.assert_allclose(together, alone, atol=1e-5)


def test_texts_of_like_meaning_are_nearer_than_others(encoder: Encoder) -> None:
    cat, kitten, car = encoder.encode(["a cat asleep on a sofa", "a kitten naps on the couch", "a car race"])
    assert cat @ kitten > 0.5 > cat @ car


def test_a_long_text_is_the_mean_of_its_windows(encoder: Encoder) -> None:
    first, second = "cat " * 254, "rocket " * 254
    whole, one, two = encoder.encode([first + second, first, second])
    mean = (one + two) / np.linalg.norm(one + two)
    np.testing.assert_allclose(whole, mean, atol=1e-5)
    assert one @ two < 0.9


def test_text_beyond_the_last_window_changes_nothing(encoder: Encoder) -> None:
    words = "cat " * (254 * MAX_WINDOWS)
    cut, longer = encoder.encode([words, words + "rocket " * 1000])
    np.testing.assert_allclose(cut, longer, atol=1e-6)


@pytest.mark.parametrize("kept", [0, 1000])
def test_the_graph_is_kept_and_built_anew_when_damaged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, kept: int
) -> None:
    expected = open_encoder(EXACT).encode(["a cat"])
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
def test_the_exact_encoder_equals_sentence_transformers() -> None:
    reference = open_encoder(str(find_weights()))
    np.testing.assert_allclose(open_encoder(EXACT).encode(TEXTS), reference.encode(TEXTS), atol=1e-4)


@pytest.mark.slow
def test_another_encoder_reads_long_texts_in_windows_too() -> None:
    reference = open_encoder(str(find_weights()))
    text = "A cat sleeps. " * 60 + "A rocket starts into space. " * 60
    np.testing.assert_allclose(open_encoder(EXACT).encode([text]), reference.encode([text]), atol=1e-4)


def test_the_quick_encoder_is_near_the_exact_one_on_texts_unlike_those_it_was_fitted_on() -> None:
    likeness = (open_encoder(QUICK).encode(TEXTS) * open_encoder(EXACT).encode(TEXTS)).sum(axis=1)
    assert likeness.min() > 0.97
    assert np.median(likeness) > 0.99


def test_the_quick_encoder_ranks_as_the_exact_one_does() -> None:
    clips = list(read_clips(sample_folder()))[:24]
    texts = [whole_text(clip) for clip in clips]
    asked = [clip_passages(clip)[0].text for clip in clips]
    quick, exact = (open_encoder(name).encode(asked) @ open_encoder(name).encode(texts).T for name in (QUICK, EXACT))
    assert np.abs(quick - exact).max() < 0.06
    assert (quick.argmax(axis=1) == exact.argmax(axis=1)).mean() >= 0.9
    unlike = [np.corrcoef(one, other)[0, 1] for one, other in zip(quick, exact, strict=True)]
    assert min(unlike) > 0.98


def test_requests_are_encoded_as_passages_are_where_the_model_makes_no_difference(encoder: Encoder) -> None:
    np.testing.assert_array_equal(encode_queries(encoder, TEXTS[:2]), encoder.encode(TEXTS[:2]))


def test_the_hashing_encoder_finds_shared_words() -> None:
    cat, cats, dog, empty = HashingEncoder().encode(["a black cat", "the black cat", "some dogs", ""])
    assert cat @ cats > 0.4 > abs(cat @ dog)
    assert np.linalg.norm(empty) == pytest.approx(1)
