"""`reeltalk eval retrieval`: metrics and intervals worked out by hand, and the whole command on a small set."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sklearn.metrics import ndcg_score  # type: ignore[import-untyped]  # it ships no types

from reeltalk.errors import CatalogError
from reeltalk.eval.baselines import BASELINES, RECIPE, Baselines, standardise
from reeltalk.eval.bootstrap import Bootstrap
from reeltalk.eval.known_vectors import KnownVectors, clip_texts
from reeltalk.eval.peers import CHROMA, FUSED, fuse
from reeltalk.eval.queries import read_clips, read_queries
from reeltalk.eval.ranking_metrics import METRICS, discounted_gain, recall, reciprocal_rank, score_ranking
from reeltalk.eval.retrieval import FURTHER, SEARCH, SHOWN, TOO, indexed_fields, measure_retrieval
from reeltalk.eval.retrieval_report import render_retrieval, report_retrieval
from reeltalk.retrieval.clip import Clip
from reeltalk.retrieval.hashing import HashingEncoder
from reeltalk.ui.cli import run

CLIPS = [
    Clip(id="soup", description="A cook stirs a pot of soup. Steam rises.", descriptions={"short": "Soup simmers."}),
    Clip(id="race", description="Two cars race in the rain. One spins.", descriptions={"short": "A car race."}),
    Clip(id="heron", description="A heron stands in a river. It takes off."),
    Clip(id="boat", description="A boat glides along a river. A man rows."),
]
ROWS: list[dict[str, Any]] = [
    {"query": "cars race in the rain", "relevant": ["race"]},
    {"query": "a heron takes off", "relevant": ["heron"]},
    {"query": "a man rows a boat", "relevant": ["boat"]},
]


def write(path: Path, rows: list[Any]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_metrics_are_those_worked_out_by_hand() -> None:
    ranking, wanted = ["a", "b", "c", "d"], {"b", "d", "z"}
    assert [recall(ranking, wanted, k) for k in (1, 2, 4)] == pytest.approx([0, 1 / 3, 2 / 3])
    assert reciprocal_rank(ranking, wanted, 10) == 0.5
    assert reciprocal_rank(ranking, wanted, 1) == 0
    best = 1 + 1 / np.log2(3) + 1 / 2
    assert discounted_gain(ranking, wanted, 10) == pytest.approx((1 / np.log2(3) + 1 / np.log2(5)) / best)
    assert discounted_gain(["b", "d", "z"], wanted, 10) == pytest.approx(1)
    assert len(score_ranking(ranking, wanted)) == len(METRICS)


def test_discounted_gain_is_that_of_scikit_learn() -> None:
    random = np.random.default_rng(0)
    for _ in range(20):
        names = [f"c{number}" for number in random.permutation(30)]
        wanted = set(random.choice(names, size=int(random.integers(1, 15)), replace=False).tolist())
        truth = np.array([[name in wanted for name in names]], dtype=float)
        assert discounted_gain(names, wanted, 10) == pytest.approx(ndcg_score(truth, [range(30, 0, -1)], k=10))


def test_an_interval_is_the_same_for_a_seed_and_holds_the_normal_one_nearly() -> None:
    values = np.array([[1.0], [0.0]] * 200)
    bootstrap = Bootstrap([str(number) for number in range(400)], resamples=4000, seed=3)
    [found] = bootstrap.estimate(values)
    assert [found] == Bootstrap([str(number) for number in range(400)], resamples=4000, seed=3).estimate(values)
    assert (found.n, found.mean) == (400, 0.5)
    assert (found.low, found.high) == pytest.approx((0.451, 0.549), abs=0.005)


def test_a_paired_difference_that_is_always_the_same_has_no_spread() -> None:
    random = np.random.default_rng(0)
    one = random.random((50, 1))
    [lead] = Bootstrap(list(range(50)), resamples=500, seed=0).estimate((one + 0.25) - one)
    assert (lead.mean, lead.low, lead.high) == (0.25, 0.25, 0.25)


def test_requests_of_one_group_are_drawn_together_which_widens_the_interval() -> None:
    values = np.repeat(np.array([[1.0], [0.0]] * 20), 10, axis=0)
    alone, together = (
        Bootstrap(groups, resamples=2000, seed=0).estimate(values)[0]
        for groups in (list(range(400)), [number // 10 for number in range(400)])
    )
    assert together.high - together.low > 2 * (alone.high - alone.low)


def test_baselines_score_every_clip_exactly_and_break_ties_by_id(tmp_path: Path) -> None:
    encoder = KnownVectors(HashingEncoder())
    baselines = Baselines(CLIPS, encoder, tmp_path / "words")
    vector = encoder.encode(["A heron stands in a river."])[0]
    whole, sentence, words = baselines.features("heron", vector)
    assert sentence[2] == pytest.approx(1)
    assert whole[2] == pytest.approx(float(encoder.encode([CLIPS[2].description])[0] @ vector))
    assert (words > 0).tolist() == [False, False, True, False]
    rankings = baselines.rankings("heron", vector, frozenset(), 10)
    assert rankings["BM25"] == ["heron", "boat", "race", "soup"]
    assert rankings["best sentence"][0] == rankings[RECIPE][0] == "heron"
    assert baselines.rankings("heron", vector, frozenset({"heron"}), 2)["BM25"] == ["boat", "race"]
    baselines.close()


def test_the_recipe_standardises_over_all_clips_and_a_silent_feature_tells_nothing() -> None:
    whole, sentence, words = np.array([[0.1, 0.5, 0.3], [0.2, 0.2, 0.8], [0, 0, 0]], dtype=np.float32)
    z = (whole - whole.mean()) / whole.std() + (sentence - sentence.mean()) / sentence.std()
    assert BASELINES[RECIPE](whole, sentence, words) == pytest.approx(z, abs=1e-5)
    assert not standardise(words).any()


def test_a_dialogue_asks_with_its_last_utterances_and_what_it_mentioned_is_banned(tmp_path: Path) -> None:
    turn = {"dialogue": "d", "context": ["hi", "a river?", "yes"], "mentioned": ["boat"]}
    rows = [turn | {"relevant": ["heron", "boat"]}, turn | {"relevant": ["boat"]}]
    queries, left_out = read_queries(write(tmp_path / "q.jsonl", rows), {"heron", "boat"}, 2)
    assert left_out == 1
    [query] = queries
    assert query.text == "a river?\nyes"
    assert (query.wanted, query.banned, query.group) == (frozenset({"heron"}), frozenset({"boat"}), "d")


@pytest.mark.parametrize(
    "row", [{"query": "x", "relevant": ["none"]}, {"relevant": ["heron"]}, {"query": "x", "relevant": "heron"}, [1]]
)
def test_a_request_that_cannot_be_used_is_named_by_its_line(row: Any, tmp_path: Path) -> None:
    file = write(tmp_path / "q.jsonl", [ROWS[1], row])
    with pytest.raises(CatalogError, match=r"q\.jsonl, line 2"):
        read_queries(file, {"heron"}, 3)


def test_a_clip_that_cannot_be_read_stops_the_measurement(tmp_path: Path) -> None:
    file = write(tmp_path / "c.jsonl", [CLIPS[0].model_dump(mode="json"), {"id": "empty"}])
    with pytest.raises(CatalogError, match=r"c\.jsonl, row 2"):
        read_clips(file)


def test_learnt_texts_are_looked_up_and_others_encoded() -> None:
    encoder = KnownVectors(HashingEncoder())
    told: list[int] = []
    encoder.learn([*clip_texts(CLIPS), CLIPS[0].description], told.append)
    assert sum(told) == len(clip_texts(CLIPS))
    texts = ["never heard", CLIPS[0].description]
    assert encoder.encode(texts) == pytest.approx(HashingEncoder().encode(texts))


def test_every_system_is_measured_and_names_the_fields_it_indexed(tmp_path: Path) -> None:
    queries, _ = read_queries(write(tmp_path / "q.jsonl", ROWS), {clip.id for clip in CLIPS}, 3)
    found = measure_retrieval(CLIPS, queries, KnownVectors(HashingEncoder()), tmp_path)
    assert list(found.metrics) == [*BASELINES, SEARCH, SHOWN, FURTHER]
    assert found.metrics[SEARCH][:, 0].tolist() == [1, 1, 1]
    assert found.fields[SEARCH] == found.fields["BM25"] == ["description"]
    assert found.fields[FURTHER] == indexed_fields(CLIPS) == ["description", "descriptions.short"]
    assert all(len(times) == 3 and min(times) >= 0 for times in found.latency_ms.values())
    report = report_retrieval(found, queries, clips=4, encoder="hashing", seed=5, resamples=50)
    assert report["bootstrap"] == {"seed": 5, "resamples": 50, "groups": 3}
    assert set(report["lead"][SEARCH]) == set(BASELINES)
    assert report["lead"][SEARCH][RECIPE]["R@1"]["n"] == 3


def test_the_command_prints_one_document_or_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    clips = write(tmp_path / "c.jsonl", [clip.model_dump(mode="json", exclude_defaults=True) for clip in CLIPS])
    queries = write(tmp_path / "q.jsonl", ROWS)
    command = ["eval", "retrieval", str(clips), str(queries), "--seed", "7", "--resamples", "100"]
    assert run([*command, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["queries"], report["clips"], report["bootstrap"]["seed"]) == (3, 4, 7)
    assert report["systems"][SEARCH]["R@10"]["mean"] == 1
    assert set(report["latency_ms"]) >= {"query encoding", "retrieval", "fusion"}
    assert run(command) == 0
    shown = capsys.readouterr().out
    assert "nDCG@10" in shown
    assert "Indexed by search: description" in shown


def test_the_table_marks_a_lead_whose_interval_is_above_zero(capsys: pytest.CaptureFixture[str]) -> None:
    from rich.console import Console

    def estimate(low: float) -> dict[str, dict[str, float]]:
        return {name: {"n": 9, "mean": 0.12, "low": low, "high": 0.2} for name in METRICS}

    report = {
        "queries": 9,
        "clips": 9,
        "encoder": "hashing",
        "bootstrap": {"seed": 0, "resamples": 9, "groups": 9},
        "machine": {"cores": 2, "architecture": "x86_64", "system": "Linux", "python": "3.11"},
        "systems": {SEARCH: {"fields": ["title"], **estimate(0.05)}},
        "lead": {SEARCH: {"BM25": estimate(0.05), RECIPE: estimate(-0.05)}},
        "latency_ms": {},
    }
    Console(width=120).print(render_retrieval(report))
    lines = capsys.readouterr().out.splitlines()
    assert sum("+.120*" in line for line in lines) == 1
    assert sum("+.120" in line for line in lines) == 2


def test_peers_that_are_not_installed_are_one_line_that_says_how_to_get_them(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "bm25s", None)
    assert run(["eval", "retrieval", "clips.jsonl", "queries.jsonl", "--peers"]) == 1
    assert "pip install 'reeltalk[peers]'" in capsys.readouterr().err


def test_peers_answer_over_the_same_clips(tmp_path: Path) -> None:
    pytest.importorskip("bm25s")
    pytest.importorskip("langchain_chroma")
    encoder = KnownVectors(HashingEncoder())
    queries, _ = read_queries(write(tmp_path / "queries.jsonl", ROWS), {clip.id for clip in CLIPS}, 3)
    found = measure_retrieval(CLIPS, queries, encoder, tmp_path, peers=True)
    assert {CHROMA, FUSED, CHROMA + TOO, FUSED + TOO} <= set(found.metrics)
    assert {CHROMA, FUSED} <= set(found.latency_ms)
    assert found.metrics[FUSED][:, 0].mean() > 0.5


def test_fused_ranks_prefer_what_both_lists_hold() -> None:
    assert fuse([["a", "b", "c"], ["c", "b"]]) == ["c", "b", "a"]
    assert fuse([[], ["x"]]) == ["x"]
