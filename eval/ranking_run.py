"""One run of a ranking evaluation: models fitted here, scores of other programs, the log of test scorings."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np

import reeltalk
from reeltalk.errors import CatalogError
from reeltalk.eval.ranking import Ranked, measure_models, rank_cases, scorer, shorten_histories
from reeltalk.eval.ranking_data import RankingData
from reeltalk.eval.ranking_report import report_ranking
from reeltalk.retrieval.blend import Model
from reeltalk.retrieval.models import DEFAULT, NAMES, QUICK
from reeltalk.retrieval.splits import Cases

Progress = Callable[[str], None]


def run_ranking(
    data: RankingData,
    models: Sequence[str] | None,
    features: Sequence[str],
    scores: Mapping[str, Path],
    *,
    seed: int,
    resamples: int,
    log: Path,
    progress: Progress = lambda _: None,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> dict[str, Any]:
    """Fit, rank, compare; the scoring of the test part is noted in `log`.

    Raises `CatalogError` for names, files and data that cannot be used.
    """
    split = data.split
    if features:
        from reeltalk.eval.features import measure_features

        ranked = measure_features(data, features, models, seed=seed, progress=progress)
        report = _report(data, ranked, next(iter(ranked)), seed, resamples)
    else:
        names = check_names(data, models)
        fitted, ranked = measure_models(names, split, data.vectors, seed=seed, progress=progress, window=data.window)
        ranked |= {name: rank_file(file, split.test, seed) for name, file in scores.items()}
        report = _report(data, ranked, DEFAULT, seed, resamples)
        report["new_viewers"] = _measure_new_viewers(data, fitted, seed, resamples)
    report["notices"] = [*data.notices, note_scoring(log, data, report, clock())]
    return report


def check_names(data: RankingData, models: Sequence[str] | None) -> list[str]:
    """The models to measure: those named, else the quick ones that this data allows."""
    if models is None:
        return [name for name in QUICK if data.vectors is not None or name != "content"]
    if unknown := [name for name in models if name not in NAMES]:
        raise CatalogError(f"there is no reranker {unknown[0]!r}; choose from {', '.join(NAMES)}")
    return list(models)


def rank_file(file: Path, cases: Cases, seed: int) -> Ranked:
    """Rank by scores that another program wrote: a .npy of (cases, clips) numbers, as `--write-split` orders them.

    A file named NAME.npy may have NAME.json beside it with {"train_s": seconds, "cpu_s": seconds}.
    """
    try:
        scores = np.load(file, mmap_mode="r", allow_pickle=False)
    except (ValueError, OSError) as error:
        raise CatalogError(f"{file} holds no array of scores ({error})") from error
    wanted = (len(cases), cases.histories.size)
    if scores.shape != wanted:
        raise CatalogError(f"{file} holds scores of shape {scores.shape}; this split needs {wanted}")
    if not np.isfinite(scores).all():
        raise CatalogError(f"{file} holds scores that are not finite numbers; write a low one for what must stay out")
    beside = file.with_suffix(".json")
    facts = json.loads(beside.read_text("utf-8")) if beside.is_file() else {}
    start = 0

    def score(part: Cases) -> Any:
        nonlocal start
        start += len(part)
        return scores[start - len(part) : start]

    ranked = rank_cases(score, cases, seed)
    return replace(ranked, train_s=float(facts.get("train_s", 0.0)), cpu_s=float(facts.get("cpu_s", 0.0)))


def _measure_new_viewers(data: RankingData, models: Mapping[str, Model], seed: int, resamples: int) -> dict[str, Any]:
    """The same targets for viewers who said but two likes."""
    cases = shorten_histories(data.split.test)
    ranked = {name: rank_cases(scorer(model, data.window), cases, seed) for name, model in models.items()}
    return _report(data, ranked, DEFAULT, seed, resamples)["models"]  # type: ignore[no-any-return]


def _report(data: RankingData, ranked: Mapping[str, Ranked], lead: str, seed: int, resamples: int) -> dict[str, Any]:
    return report_ranking(
        ranked,
        data.split,
        lead=lead,
        vectors=data.vectors,
        durations=data.durations,
        seed=seed,
        resamples=resamples,
    )


def note_scoring(log: Path, data: RankingData, report: Mapping[str, Any], when: datetime) -> str:
    """Add this scoring of the test part to the log; returns what must be said of it.

    Settings chosen after many scorings are chosen on the test part, so their number belongs to the result.
    """
    code = code_fingerprint()
    entry = {
        "when": when.isoformat(timespec="seconds"),
        "version": reeltalk.__version__,
        "code": code,
        "data": data.fingerprint(),
        "split": data.split.name,
        "nDCG@10": {name: row["nDCG@10"]["mean"] for name, row in report["models"].items()},
    }
    log.parent.mkdir(parents=True, exist_ok=True)
    lines = log.read_text("utf-8").splitlines() if log.is_file() else []
    known = [
        one for line in lines if (one := json.loads(line))["data"] == entry["data"] and one["split"] == entry["split"]
    ]
    same = sum(one["code"] == code for one in known)
    with log.open("a", encoding="utf-8") as file:
        file.write(json.dumps(entry) + "\n")
    again = f", {same} of them by this very code" if same else ""
    return f"this test part was scored {len(known)} times before{again}; noted in {log}"


def code_fingerprint() -> str:
    """A name of the code that ranks, also outside a checkout."""
    folder = Path(reeltalk.__file__).parent / "retrieval"
    digest = blake2b(digest_size=6)
    for file in sorted(folder.glob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()
