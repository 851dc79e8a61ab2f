"""What is loaded in the background before the first request."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from reeltalk.errors import CatalogError
from reeltalk.retrieval import encoder, lexicon
from reeltalk.retrieval.catalog import Catalog
from reeltalk.retrieval.hashing import HashingEncoder
from reeltalk.retrieval.warming import warm_up


class Noting(HashingEncoder):
    """Notes on which threads it was used."""

    def __init__(self, fails: bool = False) -> None:
        super().__init__()
        self.used_on: list[str] = []
        self.fails = fails

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.used_on.append(threading.current_thread().name)
        if self.fails:
            raise CatalogError("the weights are missing")
        return super().encode(texts)


def test_the_encoder_and_the_lexicon_are_loaded_beside_the_caller(tmp_path: Path) -> None:
    noting = Noting()
    lexicon._read_lexicon.cache_clear()
    with Catalog.open(tmp_path, encoder=noting) as catalog:
        thread = warm_up(catalog)
        thread.join()
    assert noting.used_on == [thread.name]
    assert lexicon._read_lexicon.cache_info().currsize == 1


def test_what_cannot_be_loaded_is_left_to_the_first_request(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shouted: list[Any] = []
    monkeypatch.setattr(threading, "excepthook", shouted.append)
    with Catalog.open(tmp_path, encoder=Noting(fails=True)) as catalog:
        warm_up(catalog).join()
    assert shouted == []


def test_a_request_that_comes_meanwhile_waits_and_loads_nothing_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    loads: list[int] = []

    @cache
    def load() -> HashingEncoder:
        loads.append(1)
        time.sleep(0.05)
        return HashingEncoder()

    monkeypatch.setattr(encoder, "_load_default", load)
    threads = [threading.Thread(target=encoder.default_encoder) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert loads == [1]
