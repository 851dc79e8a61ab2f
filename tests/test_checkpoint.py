"""The trained reranker of a home: kept, read back, refused where it does not belong."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from watching import IDS, invent_events

from reeltalk import Catalog, Clip
from reeltalk.errors import CatalogError
from reeltalk.retrieval.catalog_training import train_reranker
from reeltalk.retrieval.checkpoint import FILE, read_checkpoint
from reeltalk.retrieval.rerank import BlendReranker, open_reranker, read_titles, read_trained
from reeltalk.retrieval.trained import EVENTS, take_late
from reeltalk.retrieval.viewer import Event

WORDS = ["a red train on a bridge", "a cake with candles", "a dog runs in snow", "waves on a beach"]


def clips() -> list[Clip]:
    group = {name: int(name[1]) if name.startswith("g") else int(name[-1]) for name in IDS}
    return [Clip(id=name, title=f"{WORDS[group[name]]} {name[-1]}") for name in IDS]


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("trained") / "home"
    with Catalog.open(folder) as catalog:
        catalog.add(clips())
        catalog.viewers.record_many([event for own in invent_events() for event in own])
        train_reranker(catalog)
    return folder


@pytest.fixture
def catalog(trained: Path, tmp_path: Path) -> Iterator[Catalog]:
    shutil.copytree(trained, tmp_path / "home")
    with Catalog.open(tmp_path / "home") as catalog:
        yield catalog


def liked(*names: str) -> list[Event]:
    return [Event(viewer_id="new", clip_id=name, timestamp=n, verdict="like") for n, name in enumerate(names)]


def test_a_trained_home_orders_by_what_was_learned(catalog: Catalog) -> None:
    reranker = open_reranker(catalog)
    names = ["g0c0", "g1c4", "g2c5", "g3c1"]
    scores = reranker.score(liked("g1c2", "g1c3"), names)
    assert names[int(np.argmax(scores))] == "g1c4"
    assert reranker.score_batch([liked("g1c2", "g1c3"), []], names)[0] == pytest.approx(scores, abs=1e-5)
    untrained = BlendReranker(catalog).score(liked("g1c2", "g1c3"), names)
    assert untrained != pytest.approx(scores)


def test_a_clip_that_came_after_the_training_is_scored_by_its_description(catalog: Catalog) -> None:
    catalog.add([Clip(id="new train", title="a red train on a bridge at night"), Clip(id="new wave", title="waves")])
    scores = open_reranker(catalog).score(liked("g0c0", "g0c1"), ["new train", "new wave", "gone"])
    assert scores[0] > scores[1]
    assert np.isfinite(scores).all()


def test_a_like_counts_at_once(catalog: Catalog) -> None:
    reranker = open_reranker(catalog)
    names = ["g0c3", "g2c3"]
    before = reranker.score(liked("g0c2"), names)
    after = reranker.score(liked("g0c2", "g2c2"), names)
    assert before[0] > before[1]
    assert after[1] > after[0]


def test_a_training_that_ends_meanwhile_counts_from_the_next_call(catalog: Catalog) -> None:
    first = open_reranker(catalog)
    assert open_reranker(catalog) is first
    train_reranker(catalog)
    assert open_reranker(catalog) is not first
    (catalog.home / FILE).unlink()
    assert open_reranker(catalog).score([], ["cold0"]).tolist() == [0.0]


def test_the_same_training_gives_the_same_scores(catalog: Catalog) -> None:
    before = open_reranker(catalog).score(liked("g0c2"), list(IDS))
    train_reranker(catalog)
    assert open_reranker(catalog).score(liked("g0c2"), list(IDS)) == pytest.approx(before)


def test_some_clips_may_go_and_the_rest_is_scored_as_before(catalog: Catalog) -> None:
    before = read_trained(catalog, catalog.home / FILE).score(liked("g0c2"), ["g0c3", "g1c1"])
    catalog.delete(["g2c0", "g2c1"])
    after = read_trained(catalog, catalog.home / FILE).score(liked("g0c2"), ["g0c3", "g1c1"])
    assert after == pytest.approx(before)


def test_the_file_of_another_catalog_is_refused_with_the_mend(catalog: Catalog, tmp_path: Path) -> None:
    with Catalog.open(tmp_path / "other") as other:
        other.add([Clip(id=name, title="something else") for name in IDS])
        (other.home / FILE).parent.mkdir()
        shutil.copy(catalog.home / FILE, other.home / FILE)
        with pytest.raises(CatalogError, match=r"of another catalog: 0 of the 34 clips .*run `reeltalk train` again"):
            open_reranker(other)


def test_another_encoder_and_a_broken_file_are_refused(catalog: Catalog) -> None:
    file = catalog.home / FILE
    with pytest.raises(CatalogError, match=r"was made with encoder .*, this home has other; run"):
        read_checkpoint(file, read_titles(catalog), "other")
    file.write_bytes(file.read_bytes()[:100])
    with pytest.raises(CatalogError, match=r"cannot be read .*or move .* away"):
        open_reranker(catalog)


def test_a_network_can_be_a_part_and_is_kept(catalog: Catalog) -> None:
    result = train_reranker(catalog, networks=["gru4rec"])
    scores = open_reranker(catalog).score(liked("g0c2"), list(IDS))
    assert np.isfinite(scores).all()
    assert not list((catalog.home / "reranker").glob("*.training*"))
    assert {"itemknn", "content"} <= set(result.parts)
    with pytest.raises(CatalogError, match="no network 'magic'; choose from sasrec"):
        train_reranker(catalog, networks=["magic"])


def test_too_few_viewers_are_said(tmp_path: Path) -> None:
    with Catalog.open(tmp_path) as catalog:
        catalog.add(clips())
        catalog.viewers.record_many([event for own in invent_events(5) for event in own])
        with pytest.raises(CatalogError, match="too little to learn from: 5 viewers"):
            train_reranker(catalog)


def test_late_events_count_and_older_dislikes_are_not_forgotten() -> None:
    old = Event(viewer_id="n", clip_id="g0c0", timestamp=-5.0, rating=1.0)
    history = [old, *(Event(viewer_id="n", clip_id=f"c{n}", timestamp=n) for n in range(EVENTS + 40))]
    late = take_late(history)
    assert late[0] == old
    assert [event.timestamp for event in late[1:]] == [float(n) for n in range(40, EVENTS + 40)]
