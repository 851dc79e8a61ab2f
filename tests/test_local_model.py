"""`local:MODEL` on a tiny vision-language model made on the spot: the real transformers path, without a download."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_endpoint import NOW, footage
from tiny_vision import make_model, teach
from vision_server import SENTENCES

from reeltalk.errors import SettingsError
from reeltalk.retrieval.describer import Described, Undescribed
from reeltalk.retrieval.description_prompts import PROSE, VERSION
from reeltalk.retrieval.local_model import LocalDescriber

pytestmark = pytest.mark.slow
ANSWER = " ".join(SENTENCES)


@pytest.fixture(scope="module")
def untaught(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_model(tmp_path_factory.mktemp("models") / "tiny", ANSWER.split())


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_model(tmp_path_factory.mktemp("models") / "tiny", ANSWER.split(), seed=1)
    describer = LocalDescriber(str(folder), device="cpu")
    processor, _ = describer._load()
    text, pictures = describer._prepare(processor, footage(), PROSE)
    assert teach(folder, [text], [pictures], ANSWER) < 0.1
    return folder


def test_a_model_that_gives_prose_is_taken_at_its_word(taught: Path) -> None:
    describer = LocalDescriber(str(taught), device="cpu", new_tokens=150, clock=lambda: NOW)
    [found] = describer.describe([footage()])
    assert isinstance(found, Described)
    assert found.description.summary == ANSWER
    assert (found.source, found.prompt, found.frames, found.made) == ("mllm:tiny", VERSION, (0.5, 2.5), NOW)
    assert found.usage.requests == 2
    assert found.usage.written_tokens >= len(ANSWER.split())
    assert "JSON" in found.repaired


def test_videos_of_a_batch_are_described_as_alone(taught: Path) -> None:
    describer = LocalDescriber(str(taught), device="cpu", new_tokens=150, clock=lambda: NOW)
    other = footage(hints="file: another walk of more words.mp4", frames=footage().frames[:1])
    batch = describer.describe([other, footage()])
    assert isinstance(batch[1], Described)
    assert batch[1].description.summary == ANSWER
    assert type(describer.describe([other])[0]) is type(batch[0])


def test_what_a_random_model_says_is_marked_and_not_taken(untaught: Path) -> None:
    [found] = LocalDescriber(str(untaught), device="cpu", new_tokens=60).describe([footage()])
    assert isinstance(found, Undescribed)
    assert (found.kind, found.usage.requests) == ("flawed", 2)


def test_a_model_that_cannot_be_loaded_is_a_setting_to_mend(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be loaded"):
        LocalDescriber(str(tmp_path), device="cpu").describe([footage()])
