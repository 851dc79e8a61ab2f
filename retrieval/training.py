"""Training the default reranker: parts fitted on what viewers watched, weights on what was held out of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from reeltalk.retrieval.blend import AT_ONCE, Blend, Model, fit_weights
from reeltalk.retrieval.content import Content
from reeltalk.retrieval.ease import LARGEST, fit_ease
from reeltalk.retrieval.histories import Histories
from reeltalk.retrieval.item_weights import ItemWeights
from reeltalk.retrieval.itemknn import KnnSettings, fit_itemknn, fit_walk
from reeltalk.retrieval.popularity import Popularity, fit_popularity
from reeltalk.retrieval.splits import Cases, Split, place_targets

if TYPE_CHECKING:
    from reeltalk.retrieval.sequential_training import Network

Progress = Callable[[str], None]
"""Is told what begins."""

DECAYS = (1.0, 0.85, 0.7, 0.5)
"""What an older event counts of the next, to choose from."""
HALF_LIVES = (1.0, 7.0, 60.0, 365.0, np.inf)
"""Days after which a view counts half for popularity, to choose from."""
CHOSEN_ON = 500
"""Most cases that decays and half-lives are chosen on."""


@dataclass(frozen=True)
class BlendSettings:
    """What is fixed of the default reranker; the rest is chosen on the validation cases."""

    knn: KnnSettings = field(default_factory=KnnSettings)
    ridge: float = 15.0
    """EASE's penalty, in views of the average clip."""
    dense: float = 5.0
    """Views a clip from which EASE is fitted; below, neighbours of neighbours, which cost less, say as much."""
    against: float = 0.5
    """Weight of likeness to what was disliked, of that of likeness to what was liked: what comes next tells little of
    it, as few who disliked a clip go on to one like it anyway."""
    seed: int = 0


LEAST = {"content": 0.02}
"""Least weights, in deviations: descriptions alone tell of clips that no one watched, wherever those are rare."""


def fit_blend(
    split: Split,
    vectors: NDArray[np.float32] | None,
    settings: BlendSettings | None = None,
    progress: Progress = lambda _: None,
    networks: Sequence[Network] = (),
) -> Blend:
    """Choose decays and weights on the validation cases, then fit every part anew on all that is known.

    `vectors` (clips, d) are centred description vectors, see `content.centre`; None leaves descriptions out.
    `networks` are further parts, trained by gradient.
    """
    chosen = settings or BlendSettings()
    progress("fitting on the training part")
    parts = fit_parts(split.train, vectors, chosen)
    progress("choosing on the validation part")
    parts = {name: choose_setting(part, split.validation, chosen.seed) for name, part in parts.items()}
    trained = {network.name: network.choose(split.train, split.validation) for network in networks}
    parts |= {name: model for name, (model, _) in trained.items()}
    fitted = {name: part for name, part in parts.items() if name != "against"}
    weights = fit_weights(fitted, split.validation, seed=chosen.seed, least=LEAST)
    if vectors is not None:
        weights["against"] = chosen.against * weights["content"]
    progress("fitting on everything")
    blend = refit(Blend(parts, weights), split.known, vectors, chosen)
    worth = [network for network in networks if weights[network.name] > 0]
    deep = {network.name: network.fit(split.known, trained[network.name][1]) for network in worth}
    return Blend({**blend.parts, **deep}, {**blend.weights, **{name: weights[name] for name in deep}})


def fit_parts(
    histories: Histories,
    vectors: NDArray[np.float32] | None,
    settings: BlendSettings,
    wanted: Callable[[str], bool] = lambda _: True,
) -> dict[str, Model]:
    """Those parts of the blend that are wanted and that these histories can tell of."""
    parts: dict[str, Model] = {}
    views = views_a_clip(histories)
    if wanted("itemknn") or wanted("walk"):
        parts["itemknn"] = near = fit_itemknn(histories, settings.knn)
        if views < settings.dense:
            parts["walk"] = fit_walk(near)
    if views >= settings.dense and wanted("ease") and len(np.unique(histories.clips)) <= LARGEST:
        parts["ease"] = fit_ease(histories, ridge=settings.ridge * views)
    if wanted("popularity"):
        parts["popularity"] = fit_popularity(histories)
    return parts | _fit_content(histories, vectors)


def views_a_clip(histories: Histories) -> float:
    """How often the average clip that was watched at all was watched."""
    return len(histories.clips) / max(1, len(np.unique(histories.clips)))


def _fit_content(histories: Histories, vectors: NDArray[np.float32] | None) -> dict[str, Model]:
    if vectors is None:
        return {}
    cold = np.ones(histories.size, bool)
    cold[histories.clips] = False
    return {
        "content": Content(vectors),
        "cold content": Content(vectors, only=cold),
        "against": Content(vectors, sign=-1),
    }


def refit(blend: Blend, histories: Histories, vectors: NDArray[np.float32] | None, settings: BlendSettings) -> Blend:
    """The parts that count, with their settings, on other histories."""
    fresh = fit_parts(histories, vectors, settings, lambda name: blend.weights.get(name, 0.0) > 0)
    parts = {name: as_chosen(part, blend.parts[name]) for name, part in fresh.items() if name in blend.parts}
    return Blend(parts, {name: weight for name, weight in blend.weights.items() if weight and name in parts})


def as_chosen(part: Model, chosen: Model) -> Model:
    """A part with what was chosen for another fit of it."""
    if isinstance(part, ItemWeights) and isinstance(chosen, ItemWeights):
        return replace(part, decay=chosen.decay)
    if isinstance(part, Popularity) and isinstance(chosen, Popularity):
        return replace(part, days=chosen.days)
    return part


def choose_setting(part: Model, cases: Cases, seed: int) -> Model:
    """The part with the decay or half-life under which it alone puts the targets highest."""
    if len(cases) > CHOSEN_ON:
        rows = np.random.default_rng(seed).choice(len(cases), CHOSEN_ON, replace=False)
        cases = cases.take(np.sort(rows))
    options: Sequence[Model] = [part]
    if isinstance(part, ItemWeights):
        options = [replace(part, decay=decay) for decay in DECAYS]
    elif isinstance(part, Popularity):
        options = [replace(part, days=days) for days in HALF_LIVES]
    if len(options) == 1:
        return part
    return max(options, key=lambda option: mean_gain(option, cases, seed))


def mean_gain(model: Model, cases: Cases, seed: int) -> float:
    """The mean of 1 / log2(1 + place) over the cases, all clips ranked."""
    return float(np.mean(1.0 / np.log2(1.0 + place_all(model, cases, seed=seed))))


def place_all(model: Model, cases: Cases, *, seed: int) -> NDArray[np.int64]:
    """The place of each case's target among all clips; see `splits.place_targets`."""
    places = [np.zeros(0, np.int64)]
    for start in range(0, len(cases), AT_ONCE):
        part = cases.take(slice(start, start + AT_ONCE))
        places.append(place_targets(model.score(part.histories), part, seed=seed + start))
    return np.concatenate(places)


def describe_blend(blend: Blend) -> Mapping[str, Mapping[str, float]]:
    """Each part's weight, and the decay or half-life in days that was chosen for it."""
    described = {}
    for name, part in blend.parts.items():
        described[name] = {"weight": round(blend.weights.get(name, 0.0), 4)}
        if isinstance(part, ItemWeights | Content):
            described[name]["decay"] = part.decay
        elif isinstance(part, Popularity) and np.isfinite(part.days):
            described[name]["half_life_days"] = part.days
    return described
