"""Measuring rerankers: metrics, the log, other programs' scores, features, bad input."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from watching import IDS, invent_events, invent_histories, invent_vectors

from reeltalk import Catalog, Clip
from reeltalk.errors import CatalogError
from reeltalk.eval import beyond_accuracy
from reeltalk.eval.features import measure_features, read_vector_file
from reeltalk.eval.pairs import read_pairs
from reeltalk.eval.ranking import METRICS, list_best, rank_cases, score_places, shorten_histories, slice_cases
from reeltalk.eval.ranking_data import RankingData, read_events, read_home, write_split_files
from reeltalk.eval.ranking_run import run_ranking
from reeltalk.retrieval.content import centre
from reeltalk.retrieval.sequential_training import SequentialSettings
from reeltalk.retrieval.splits import leave_one_out
from reeltalk.ui.cli import run


@pytest.fixture
def data() -> RankingData:
    texts = {"title": [f"group {name[1]}" for name in IDS], "description": [""] * len(IDS), "audio": [""] * len(IDS)}
    whole = RankingData(IDS, invent_histories(), np.full(len(IDS), np.nan), centre(invent_vectors()), texts)
    return whole.cut(preset=None, by="leave-one-out")


def write_pairs(file: Path, viewers: int = 80) -> Path:
    rows = [f"{e.viewer_id},{e.clip_id},{e.timestamp}" for own in invent_events(viewers) for e in own]
    file.write_text("viewer_id,clip_id,timestamp\n" + "\n".join(rows) + "\n", "utf-8")
    return file


def test_metrics_of_a_place_are_those_of_their_definitions() -> None:
    found = dict(zip(METRICS, score_places(np.array([1, 10, 15, 40])).T, strict=True))
    assert found["HR@10"].tolist() == [1, 1, 0, 0]
    assert found["HR@20"].tolist() == [1, 1, 1, 0]
    assert found["nDCG@10"].tolist() == pytest.approx([1, 1 / np.log2(11), 0, 0])
    assert found["nDCG@20"].tolist() == pytest.approx([1, 1 / np.log2(11), 0.25, 0])
    assert found["MRR"].tolist() == pytest.approx([1, 0.1, 1 / 15, 1 / 40])


def test_lists_hold_the_best_that_are_no_history() -> None:
    scores = np.array([[5.0, -np.inf, 3.0, 4.0]], np.float32)
    assert list_best(scores, 3, seed=0).tolist() == [[0, 3, 2]]
    assert list_best(scores, 6, seed=0).tolist() == [[0, 3, 2, -1, -1, -1]]


def test_exposure_is_fair_where_all_clips_are_shown_alike() -> None:
    alike = np.array([[0, 1], [1, 0]])
    assert beyond_accuracy.exposure_gini(alike, 2) == pytest.approx(0)
    assert beyond_accuracy.exposure_gini(np.zeros((3, 1), int), 4) == pytest.approx(0.75)
    vectors = np.eye(3, dtype=np.float32)
    assert beyond_accuracy.intra_list_diversity(np.array([[0, 1], [2, 2]]), vectors).tolist() == [1.0, 0.0]
    views = np.array([9.0, 0.0, 0.0])
    assert beyond_accuracy.novelty(np.array([[1], [0]]), views)[0] > beyond_accuracy.novelty(np.array([[0]]), views)[0]


def test_popular_clips_for_viewers_of_rare_ones_lift_popularity() -> None:
    split = leave_one_out(invent_histories())
    views = np.ones(len(IDS))
    views[0] = 10.0
    lists = np.zeros((len(split.test), 1), int)
    lift = beyond_accuracy.popularity_lift(lists, views, split.test)
    assert 3 < lift < 10


def test_a_run_compares_with_the_default_and_notes_each_scoring(data: RankingData, tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    write_split_files(tmp_path, data)
    with np.load(tmp_path / "split.npz") as arrays:
        assert "test_targets" not in arrays
        shape = (len(arrays["test_viewers"]), len(arrays["ids"]))
    np.save(tmp_path / "other.npy", np.zeros(shape, np.float32))
    (tmp_path / "other.json").write_text('{"train_s": 3.5}', "utf-8")
    arguments: dict[str, Any] = {
        "seed": 0,
        "resamples": 200,
        "log": log,
        "clock": lambda: datetime(2026, 1, 1, tzinfo=UTC),
    }
    report = run_ranking(data, ["popularity", "blend"], [], {"other": tmp_path / "other.npy"}, **arguments)
    assert report["models"]["other"]["train_s"] == 3.5
    assert report["models"]["blend"]["nDCG@10"]["mean"] > report["models"]["popularity"]["nDCG@10"]["mean"]
    assert report["lead"]["blend"]["other"]["nDCG@10"]["low"] > 0
    assert "scored 0 times before" in report["notices"][-1]
    again = run_ranking(data, ["popularity"], [], {}, **arguments)
    assert "scored 1 times before, 1 of them by this very code" in again["notices"][-1]
    noted = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert [sorted(line["nDCG@10"]) for line in noted] == [["blend", "other", "popularity"], ["popularity"]]


@pytest.mark.parametrize(
    ("array", "said"),
    [(np.zeros((2, 2)), "holds scores of shape"), (np.full((80, len(IDS)), np.nan), "not finite")],
)
def test_scores_that_do_not_fit_are_refused(data: RankingData, tmp_path: Path, array: Any, said: str) -> None:
    np.save(tmp_path / "x.npy", array)
    with pytest.raises(CatalogError, match=said):
        run_ranking(data, ["popularity"], [], {"x": tmp_path / "x.npy"}, seed=0, resamples=10, log=tmp_path / "log")


def test_new_viewers_are_known_by_two_likes(data: RankingData) -> None:
    short = shorten_histories(data.split.test)
    assert short.histories.lengths.max() == 2
    assert short.targets.tolist() == data.split.test.targets.tolist()


def test_slices_part_the_cases(data: RankingData) -> None:
    slices = slice_cases(data.split, np.where(np.arange(len(IDS)) % 2, 10.0, 90.0))
    n = len(data.split.test)
    by_history = [chosen.sum() for name, chosen in slices.items() if name.startswith("history")]
    by_views = [chosen.sum() for name, chosen in slices.items() if "view" in name]
    assert sum(by_history) == sum(by_views) == n
    assert sum(chosen.sum() for name, chosen in slices.items() if name.endswith(" s")) == n


def test_features_are_compared_in_place_of_ids_and_beside_them(data: RankingData, tmp_path: Path) -> None:
    file = tmp_path / "v.npz"
    np.savez(file, ids=np.array(IDS), vectors=invent_vectors())
    few = SequentialSettings(width=8, length=8, epochs=3, rate=1e-2, batch=32)
    ranked = measure_features(data, [f"audio={file}"], ["two-tower", "content-only"], seed=0, settings=few)
    assert list(ranked) == ["two-tower, ids", "two-tower, audio", "two-tower, ids + audio", "content-only, audio"]
    assert np.mean(ranked["content-only, audio"].places) < len(IDS) / 3
    with pytest.raises(CatalogError, match="no clip here has a text of kind 'audio'"):
        measure_features(data, ["audio"], ["content-only"], seed=0)
    with pytest.raises(CatalogError, match="no kind of vector 'smell'"):
        measure_features(data, ["smell"], ["content-only"], seed=0)


def test_a_file_of_vectors_must_fit(tmp_path: Path) -> None:
    file = tmp_path / "v.npz"
    np.savez(file, ids=np.array(["x"]), vectors=np.zeros((1, 3)))
    with pytest.raises(CatalogError, match="no vector of any of these clips; its ids are such as 'x'"):
        read_vector_file(file, IDS)
    np.savez(file, ids=np.array(IDS), vectors=np.full((len(IDS), 3), np.inf))
    with pytest.raises(CatalogError, match="not finite"):
        read_vector_file(file, IDS)
    np.savez(file, other=np.zeros(3))
    with pytest.raises(CatalogError, match="with the arrays ids and vectors"):
        read_vector_file(file, IDS)


def test_the_microlens_preset_keeps_thirteen_and_looks_at_ten(tmp_path: Path) -> None:
    file = tmp_path / "pairs.tsv"
    lines = [f"{v}\t" + " ".join(str(1 + (v + n) % 30) for n in range(20)) for v in range(30)]
    file.write_text("\n".join([*lines, "99\t1 2 3 4", "broken"]) + "\n", "utf-8")
    data = read_events(file).cut(preset="microlens-100k", by="leave-one-out")
    assert len(data.split.test) == 30
    assert data.window == 10
    assert data.split.test.histories.lengths.tolist() == [12] * 30
    assert any("row 32" in notice for notice in data.notices)
    with pytest.raises(CatalogError, match="no preset 'other'; choose from microlens-100k"):
        read_events(file).cut(preset="other", by="leave-one-out")


def test_official_columns_are_known(tmp_path: Path) -> None:
    file = tmp_path / "pairs.csv"
    file.write_text("user,item,timestamp\n1,5,1700000000000\n1,6,1700000001000\n1,6,1700000001000\n", "utf-8")
    read = read_pairs(file, None)
    assert read.ids == ("5", "6")
    assert read.histories.times.tolist() == [1_700_000_000.0, 1_700_000_001.0]
    assert read.notices == ["pairs.csv: 1 rows repeat the one before them and count once"]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    with Catalog.open(folder) as catalog:
        words = ["a red train on a bridge", "a cake with candles", "a dog runs in snow", "waves on a beach"]
        group = {name: int(name[1]) if name.startswith("g") else int(name[-1]) for name in IDS}
        catalog.add([Clip(id=name, title=f"{words[group[name]]} {name[-1]}", duration_s=30.0) for name in IDS])
        catalog.viewers.record_many([event for own in invent_events() for event in own])
    return folder


def test_events_in_the_future_count_as_of_now_and_are_said(home: Path) -> None:
    with Catalog.open(home) as catalog:
        event = invent_events()[0][-1].model_copy(update={"timestamp": 7e9, "viewer_id": "late"})
        catalog.viewers.record(event)
        data = read_home(catalog, clock=lambda: datetime(2026, 1, 1, tzinfo=UTC))
    assert data.histories.times.max() <= datetime(2026, 1, 1, tzinfo=UTC).timestamp()
    assert data.notices == ("1 events lie in the future (the latest on 2191-10-27); they count as of now",)


def test_the_commands_train_and_measure(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["train", "--home", str(home)]) == 0
    assert "learned from" in capsys.readouterr().out
    arguments = ["eval", "ranking", "--home", str(home), "--models", "popularity,blend", "--resamples", "100"]
    assert run([*arguments, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["models"]["blend"]["HR@10"]["mean"] > report["models"]["popularity"]["HR@10"]["mean"]
    assert report["cases"] == 80
    assert set(report["new_viewers"]) == {"popularity", "blend"}
    assert run([*arguments, "--split", "time"]) == 0
    assert "global time" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--models", "magic"], "no reranker 'magic'"),
        (["--preset", "other"], "no preset 'other'"),
        (["--scores", "x=/nowhere.npy"], "no file /nowhere.npy"),
        (["--features", "audio"], "no clip here has a text of kind 'audio'"),
    ],
)
def test_what_cannot_be_measured_is_one_line(
    home: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert run(["eval", "ranking", "--home", str(home), *arguments]) == 1
    error = capsys.readouterr().err
    assert said in error
    assert len(error.strip().splitlines()) == 1


def test_a_home_without_views_or_with_one_clip_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Catalog.open(tmp_path / "one") as catalog:
        catalog.add([Clip(id="a", title="a dog")])
    with Catalog.open(tmp_path / "two") as catalog:
        catalog.add([Clip(id="a", title="a dog"), Clip(id="b", title="a cat")])
    for name, command, said in (
        ("one", ["eval", "ranking"], "holds 1 clips: there is nothing to rank"),
        ("two", ["eval", "ranking"], "nobody watched a clip"),
        ("one", ["train"], "too little to learn from: 0 viewers"),
        ("two", ["train"], "too little to learn from: 0 viewers"),
    ):
        assert run([*command, "--home", str(tmp_path / name)]) == 1
        error = capsys.readouterr().err
        assert said in error
        assert len(error.strip().splitlines()) == 1


def test_a_viewer_with_a_million_events_changes_nothing_but_takes_time() -> None:
    from reeltalk.retrieval.histories import LONGEST, order_events

    n = 1_000_000
    random = np.random.default_rng(0)
    names = [f"c{number:07}" for number in range(n)]
    found = order_events(np.zeros(n, np.int64), np.arange(n), random.random(n), np.ones(n), names)
    assert found.lengths.tolist() == [LONGEST]
    assert (np.diff(found.times) >= 0).all()


def test_a_model_may_be_ranked_by_any_scores(data: RankingData) -> None:
    cases = data.split.test
    perfect = np.zeros((len(cases), len(IDS)))
    perfect[np.arange(len(cases)), cases.targets] = 1.0
    ranked = rank_cases(lambda part: perfect[part.viewers], replace(cases, viewers=np.arange(len(cases))), 0)
    assert set(ranked.places.tolist()) == {1}
    assert (ranked.lists[:, 0] == cases.targets).all()
