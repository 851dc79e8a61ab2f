"""What every reranker promises, and what each learns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from watching import CODES, EACH, GROUPS, IDS, invent_events, invent_histories, invent_vectors

from reeltalk.errors import CatalogError
from reeltalk.retrieval.als import fit_als
from reeltalk.retrieval.blend import Blend, Model, fit_weights
from reeltalk.retrieval.content import Content, centre
from reeltalk.retrieval.ease import fit_ease
from reeltalk.retrieval.histories import Histories, encode_history
from reeltalk.retrieval.item_weights import ItemWeights
from reeltalk.retrieval.itemknn import fit_itemknn, fit_walk, keep_nearest
from reeltalk.retrieval.models import NAMES, fit_model
from reeltalk.retrieval.popularity import Popularity, fit_popularity
from reeltalk.retrieval.sequential_training import SequentialModel, SequentialSettings, Training
from reeltalk.retrieval.splits import leave_one_out
from reeltalk.retrieval.training import fit_blend, place_all
from reeltalk.retrieval.viewer import Event


@cache
def known() -> Histories:
    return invent_histories()


def train(kind: str, inputs: str = "ids") -> SequentialModel:
    chosen = SequentialSettings(kind=kind, inputs=inputs, width=16, length=8, epochs=12, rate=1e-2, batch=32)  # type: ignore[arg-type]
    training = Training(chosen, known(), centre(invent_vectors()), None)
    training.run(lambda _: None, kind)
    return training.model()


MAKERS: dict[str, Callable[[], Model]] = {
    "popularity": lambda: fit_popularity(known(), days=30),
    "itemknn": lambda: fit_itemknn(known(), decay=0.7),
    "walk": lambda: fit_walk(fit_itemknn(known())),
    "ease": lambda: fit_ease(known(), ridge=5.0, decay=0.7),
    "als": lambda: fit_als(known(), seed=0),
    "content": lambda: Content(centre(invent_vectors())),
    "blend": lambda: fit_blend(leave_one_out(known()), centre(invent_vectors())),
    "sasrec": lambda: train("sasrec"),
    "sasrec-text": lambda: train("sasrec", "both"),
    "vectors": lambda: train("sasrec", "vectors"),
    "gru4rec": lambda: train("gru4rec"),
    "two-tower": lambda: train("two-tower"),
}


@cache
def model(name: str) -> Model:
    return MAKERS[name]()


def history(*clips: str, verdict: str | None = "like") -> Histories:
    events = [Event(viewer_id="new", clip_id=clip, timestamp=n, verdict=verdict) for n, clip in enumerate(clips)]  # type: ignore[arg-type]
    return encode_history(events, CODES, len(IDS))


every = pytest.mark.parametrize("name", list(MAKERS))


@every
def test_a_score_is_a_finite_number_for_every_viewer_and_clip(name: str) -> None:
    mixed = known().take(np.array([0, 5, 9]))
    for histories in (history(), history("g0c0"), history("cold0"), history("g1c1", verdict="dislike"), mixed):
        scores = model(name).score(histories)
        assert scores.shape == (len(histories), len(IDS))
        assert np.isfinite(scores).all()


@every
def test_a_batch_scores_as_its_viewers_do_one_by_one(name: str) -> None:
    rows = [3, 0, 17, 42]
    together = model(name).score(known().take(np.array(rows)))
    for place, row in enumerate(rows):
        alone = model(name).score(known().take(np.array([row])))
        assert alone[0] == pytest.approx(together[place], abs=1e-4)


@every
def test_some_candidates_score_as_they_do_among_all(name: str) -> None:
    columns = np.array([7, 3, CODES["cold3"], 0])
    histories = known().take(np.array([1, 2]))
    assert model(name).score(histories, columns) == pytest.approx(model(name).score(histories)[:, columns], abs=1e-5)


@every
def test_what_is_learned_beats_chance(name: str) -> None:
    if name == "popularity":
        return
    split = leave_one_out(invent_histories(seed=1))
    places = place_all(model(name), split.test, seed=0)
    assert np.mean(places) < len(IDS) / 4


@pytest.mark.parametrize("name", ["content", "blend", "vectors"])
def test_a_clip_that_no_one_watched_comes_up_by_its_description(name: str) -> None:
    scores = model(name).score(history("g3c0", "g3c1"))[0]
    assert scores[CODES["cold3"]] > scores[CODES["cold0"]]


def test_a_dislike_lowers_what_resembles_it() -> None:
    split = leave_one_out(known())
    blend = fit_blend(split, centre(invent_vectors()))
    liked = blend.score(history("g0c0", "g0c1"))[0]
    events = [Event(viewer_id="n", clip_id=c, timestamp=n, verdict="like") for n, c in enumerate(("g0c0", "g0c1"))]
    disliking = [Event(viewer_id="n", clip_id="g3c4", timestamp=-1.0, verdict="dislike"), *events]
    after = blend.score(encode_history(disliking, CODES, len(IDS)))[0]
    falls = liked - after
    assert falls[CODES["cold3"]] > 0
    assert falls[CODES["cold3"]] > falls[CODES["g1c1"]] + 1e-6


def test_newer_events_count_more_where_older_ones_decay() -> None:
    scores = fit_itemknn(known(), decay=0.5).score(history("g0c0", "g2c0"))[0]
    assert scores[CODES["g2c1"]] > scores[CODES["g0c1"]] > 0


def test_what_follows_counts_more_than_what_came_before() -> None:
    scores = fit_itemknn(known()).score(history("g1c3"))[0]
    assert scores[CODES["g1c4"]] > scores[CODES["g1c2"]] > scores[CODES["g2c4"]] == 0.0


def test_both_ways_to_solve_ease_agree() -> None:
    from reeltalk.retrieval.ease import _solve_over_clips, _solve_over_viewers

    matrix = known().matrix(np.ones(len(known().clips), np.float32))
    over_viewers, over_clips = _solve_over_viewers(matrix, 3.0), _solve_over_clips(matrix, 3.0)
    np.fill_diagonal(over_viewers, 0.0)
    np.fill_diagonal(over_clips, 0.0)
    assert over_viewers == pytest.approx(over_clips, abs=1e-4)
    gram = (matrix.T @ matrix).toarray() + 3.0 * np.eye(len(IDS))
    inverse = np.linalg.inv(gram)
    exact = -inverse / np.diag(inverse)
    np.fill_diagonal(exact, 0.0)
    assert over_clips == pytest.approx(exact, abs=1e-4)


def test_popularity_counts_nothing_that_came_later() -> None:
    early, late = (
        [Event(viewer_id=f"{c}{n}", clip_id=c, timestamp=t) for n in range(3)]
        for c, t in (("g0c0", 0.0), ("g1c0", 9e6))
    )
    from reeltalk.retrieval.histories import encode_histories

    popularity = fit_popularity(encode_histories([[e] for e in early + late], CODES, len(IDS)), days=10)
    now = popularity.score(history())[0]
    then = popularity.score(encode_history([Event(viewer_id="n", clip_id="g2c2", timestamp=5.0)], CODES, len(IDS)))[0]
    assert now[CODES["g1c0"]] > now[CODES["g0c0"]]
    assert then[CODES["g0c0"]] > then[CODES["g1c0"]] == 0.0


def test_only_the_nearest_neighbours_are_kept() -> None:
    weights = fit_itemknn(known()).weights
    few = keep_nearest(weights, 2)
    assert max(np.diff(few.indptr)) == 2
    assert few[0].max() == weights[0].max()


def test_a_part_that_does_not_help_gets_no_weight() -> None:
    split = leave_one_out(known())
    random = np.random.default_rng(0)
    noise = ItemWeights(np.arange(len(IDS)), random.random((len(IDS),) * 2, np.float32), len(IDS))
    parts: dict[str, Model] = {"good": fit_itemknn(split.train), "noise": noise}
    weights = fit_weights(parts, split.validation, seed=0)
    assert weights["good"] > 0
    assert Blend(parts, weights).score(history("g0c0"))[0][CODES["g0c1"]] > 0
    alone = place_all(parts["good"], split.validation, seed=0)
    both = place_all(Blend(parts, weights), split.validation, seed=0)
    assert np.mean(1 / both) >= np.mean(1 / alone) - 1e-9


def test_the_same_seed_trains_the_same_model() -> None:
    assert train("gru4rec").score(history("g0c0")) == pytest.approx(train("gru4rec").score(history("g0c0")))


@pytest.mark.parametrize(
    "name", [name for name in NAMES if name not in ("sasrec", "sasrec-text", "gru4rec", "two-tower")]
)
def test_every_quick_name_can_be_fitted(name: str) -> None:
    fitted = fit_model(name, leave_one_out(known()), centre(invent_vectors()), seed=0)
    assert np.isfinite(fitted.score(history("g0c0"))).all()


def test_a_name_that_there_is_not_is_said_with_those_there_are() -> None:
    with pytest.raises(CatalogError, match="no reranker 'magic'; choose from popularity"):
        fit_model("magic", leave_one_out(known()), None, seed=0)
    with pytest.raises(CatalogError, match="description vectors, and there are none"):
        fit_model("content", leave_one_out(known()), None, seed=0)


EVENTS = st.lists(
    st.tuples(
        st.sampled_from(IDS), st.floats(0, 1e9), st.sampled_from(["like", "dislike", "seen", None]), st.floats(0, 90)
    ),
    max_size=12,
)


@settings(deadline=None, max_examples=60)
@given(mine=EVENTS)
def test_any_history_gives_numbers(mine: list[tuple[str, float, str | None, float]]) -> None:
    events = [
        Event(viewer_id="n", clip_id=clip, timestamp=when, verdict=said, watched_s=long)  # type: ignore[arg-type]
        for clip, when, said, long in mine
    ]
    encoded = encode_history(events, CODES, len(IDS))
    assert len(encoded.clips) == len({clip for clip, *_ in mine})
    assert (np.diff(encoded.times) >= 0).all()
    for name in ("popularity", "itemknn", "ease", "als", "content", "blend"):
        assert np.isfinite(model(name).score(encoded)).all()


def test_a_training_that_was_cut_off_goes_on_to_the_same_end(tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("state") / "state.safetensors"
    chosen = SequentialSettings(kind="gru4rec", width=8, length=8, epochs=4, batch=32)
    whole = Training(chosen, known(), None, None)
    whole.run(lambda _: None, "whole")
    first = Training(chosen, known(), None, None, file)
    first.train_epoch()
    first.train_epoch()
    resumed = Training(chosen, known(), None, None, file)
    assert resumed.epoch == 2
    resumed.run(lambda _: None, "resumed")
    assert resumed.model().score(known()) == pytest.approx(whole.model().score(known()), abs=1e-4)
    with pytest.raises(CatalogError, match="other events or settings; begin anew without --resume"):
        Training(replace(chosen, seed=1), known(), None, None, file)


@pytest.mark.parametrize("name", ["sasrec-text", "vectors", "gru4rec", "two-tower"])
def test_a_network_that_was_kept_scores_as_before(name: str) -> None:
    kept = model(name)
    assert isinstance(kept, SequentialModel)
    assert SequentialModel.load(kept.tensors()).score(known()) == pytest.approx(kept.score(known()), abs=1e-5)


def test_training_stops_where_the_score_rises_no_more() -> None:
    split = leave_one_out(known())
    chosen = SequentialSettings(kind="two-tower", width=8, length=8, epochs=60, patience=2, rate=3e-2, batch=32)
    training = Training(chosen, split.train, None, split.validation)
    best = training.run(lambda _: None, "two-tower")
    assert training.epoch < 60
    assert training.epoch - best <= 2


def test_viewers_are_of_one_group_each() -> None:
    groups = [{event.clip_id[1] for event in own} for own in invent_events()]
    assert all(len(group) == 1 for group in groups)
    assert len(IDS) == GROUPS * EACH + 2
    assert isinstance(model("popularity"), Popularity)
