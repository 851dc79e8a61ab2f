"""Whole conversations with the real agent on the sample library: what holds in every reply, whatever is said."""

from __future__ import annotations

import json
import re
import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from itertools import count
from math import ceil, inf
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reeltalk import Agent, Catalog, Clip, Reply
from reeltalk.agent.reply import Wish
from reeltalk.retrieval.clip import AUDIENCE_AGES
from reeltalk.retrieval.constraints import Constraints
from reeltalk.retrieval.exclusion import Exclusion
from reeltalk.retrieval.sample import open_sample
from reeltalk.retrieval.viewer import Preference

NOW = datetime(2026, 11, 1, tzinfo=UTC)
GAPS = [  # what a catalog may leave out, about things that the library is full of
    Clip(id="bare-train", title="Steam train in the snow"),
    Clip(id="bare-cat", title="A funny cat", description="A cat plays the piano.", tags=("Cat", "FUNNY"), views=0),
    Clip(id="bare-music", title="Calm music", description="A calm song.", category="Music", language="DE", views=9),
]
Turns = list[tuple[str | int, bool]]  # what is said, and whether the host sets its limits in that turn
Host = Mapping[str, Any]
names = count()


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    with open_sample(tmp_path_factory.mktemp("home")) as opened:
        opened.add(GAPS)
        yield opened


@pytest.fixture(scope="module")
def agent(catalog: Catalog) -> Iterator[Agent]:
    with Agent(catalog, clock=lambda: NOW) as made:
        yield made


@cache
def library(catalog: Catalog) -> dict[str, Clip]:
    return {clip.id: clip for clip in catalog.get(catalog.matching(Constraints()))}


# --- what is said ----------------------------------------------------------------------------------------------------

PIECES = json.loads((Path(__file__).parent / "data" / "remarks.json").read_text(encoding="utf-8"))

words = st.sampled_from


def fill(frames: Sequence[str], things: Sequence[str]) -> st.SearchStrategy[str]:
    return st.builds(str.format, words(frames), words(things))


requests = st.builds(
    lambda lead, subject, limits: " ".join([lead, subject, *limits]).strip(),
    words(["", "show me", "I want to see", "clips about", "something with", "and now"]),
    words(PIECES["subjects"]),
    st.lists(words(PIECES["limits"]), max_size=3),
)
texts = st.text(st.characters(exclude_categories=()), max_size=80)
salads = st.lists(words(PIECES["salad"]), min_size=1, max_size=14).map(" ".join)
remarks = st.one_of(
    requests,
    words(PIECES["limits"]),
    words(PIECES["critiques"]),
    fill(PIECES["about picks"], PIECES["places"]),
    fill(PIECES["tastes"], PIECES["lasting"]),
    fill(PIECES["tastes"], PIECES["lasting"]),
    words(PIECES["answers"]),
    st.integers(0, 3),  # a suggestion of the last reply, taken
    words(PIECES["chat and catalog"]),
    words(PIECES["injections"]),
    st.one_of(texts, salads),
)

# --- what the host says ----------------------------------------------------------------------------------------------

rows = st.fixed_dictionaries(
    {"clip_id": words(PIECES["clips"]), "timestamp": st.integers(1, 10**9)},
    optional={"verdict": words(["like", "dislike", "seen"]), "watched_s": words([0.0, 2.0, 12.0, 31.0])},
)
hosts = st.fixed_dictionaries(
    {},
    optional={
        "within": st.lists(words(PIECES["hosted"]), min_size=1, max_size=2).map(
            lambda parts: {k: v for part in parts for k, v in part.items()}
        ),
        "only": st.lists(words(PIECES["clips"]), min_size=8),
        "history": st.lists(rows, max_size=5),
    },
)

# --- what must hold --------------------------------------------------------------------------------------------------

RECOMMENDS = ("recommend_clips", "similar_clips")
RETURNS = ("search_clips", *RECOMMENDS)
TYPED: dict[str, Callable[[Clip], bool]] = {  # lasting tastes that name a field
    "german": lambda clip: same(clip.language, "de"),
    "nachtlicht": lambda clip: same(clip.creator, "Nachtlicht"),
    "over 40 seconds": lambda clip: clip.duration_s is not None and clip.duration_s >= 40,
}


def same(one: str | None, other: str) -> bool:
    return one is not None and one.casefold() == other.casefold()


def holds(clip: Clip, thing: str) -> bool:
    """Whether a clip plainly holds a thing that one plain word names."""
    marks = {mark.casefold() for mark in (*clip.tags, clip.category or "")}
    return thing.casefold() in marks or Exclusion([thing]).excludes(clip)


def are_plain(terms: Sequence[str]) -> list[str]:
    return [term for term in terms if re.fullmatch("[A-Za-z]+", term)]


FULFILS: dict[str, Callable[[Clip, Any], bool]] = {
    "min_seconds": lambda clip, least: clip.duration_s is not None and clip.duration_s >= least,
    "max_seconds": lambda clip, most: clip.duration_s is not None and clip.duration_s <= most,
    "exclude": lambda clip, terms: not any(holds(clip, term) for term in are_plain(terms)),
    "language": lambda clip, code: same(clip.language, code),
    "category": lambda clip, name: same(clip.category, name),
    "creator": lambda clip, name: same(clip.creator, name),
    "tags": lambda clip, tags: all(any(same(has, tag) for has in clip.tags) for tag in tags),
    "published_after": lambda clip, day: clip.published is not None and clip.published.isoformat() >= day,
    "published_before": lambda clip, day: clip.published is not None and clip.published.isoformat() < day,
    "max_audience": lambda clip, mark: AUDIENCE_AGES[clip.audience or "18"] <= AUDIENCE_AGES[mark],
}
SORTS: dict[str, Callable[[Clip], float]] = {
    "newest": lambda clip: -clip.published.toordinal() if clip.published else inf,
    "popular": lambda clip: -clip.views if clip.views is not None else inf,
    "shortest": lambda clip: inf if clip.duration_s is None else clip.duration_s,
    "longest": lambda clip: inf if clip.duration_s is None else -clip.duration_s,
}


def popular(clips: Mapping[str, Clip], kind: str) -> set[str]:
    """The clips that are popular, or hidden gems, told from the whole catalog."""
    views = {name: clip.views for name, clip in clips.items() if clip.views is not None}
    if kind == "popular":
        return top(views, 1 / 5)
    rates = {name: (clips[name].likes or 0) / seen for name, seen in views.items() if seen and clips[name].likes}
    return {name for name in top(rates, 1 / 3) if views[name] < statistics.median(views.values())}


def top(values: Mapping[str, float], share: float) -> set[str]:
    ranked = sorted(values.values(), reverse=True)
    return {name for name, value in values.items() if value >= ranked[ceil(len(ranked) * share) - 1]}


def check_limits(picks: Sequence[Clip], limits: Mapping[str, Any], clips: Mapping[str, Clip]) -> None:
    for clip in picks:
        for name in FULFILS.keys() & limits.keys():
            assert FULFILS[name](clip, limits[name]), (clip.id, name, limits[name])
    if kind := limits.get("popularity"):
        assert {clip.id for clip in picks} <= popular(clips, kind)


@dataclass
class Talk:
    """One conversation, each reply held against what was said and done before."""

    agent: Agent
    viewer: str = field(default_factory=lambda: f"viewer-{next(names)}")
    last: Reply | None = None
    rated: set[str] = field(default_factory=set)

    @property
    def clips(self) -> dict[str, Clip]:
        return library(self.agent.catalog)

    def say(self, remark: str | int, host: Host) -> Reply:
        if isinstance(remark, int):
            offered = self.last.suggestions if self.last else []
            remark = offered[remark % len(offered)] if offered else "hello"
        reply = self.agent.ask(remark, viewer=self.viewer, thread=self.last.thread if self.last else None, **host)
        self.check(reply, remark, host)
        self.last = reply
        return reply

    def check(self, reply: Reply, said: str, host: Host) -> None:
        assert reply.text.strip()
        assert Reply.model_validate_json(reply.model_dump_json()) == reply
        self.check_calls(reply)
        found = [pick.clip for pick in reply.picks]
        assert [pick.rank for pick in reply.picks] == list(range(1, len(found) + 1))
        assert len({clip.id for clip in found}) == len(found)
        assert all(clip == self.clips[clip.id] for clip in found)
        self.rated |= {call.args["clip"] for call in reply.calls if call.ok and call.tool == "rate_clip"}
        within = host.get("within", {})
        for limits in (reply.wish.args, within):
            check_limits(found, limits, self.clips)
        assert "only" not in host or {clip.id for clip in found} <= set(host["only"])
        assert len(found) <= min(reply.wish.args.get("limit", 5), within.get("limit", 20), 20)
        if order := SORTS.get(reply.wish.args.get("sort", within.get("sort"))):
            assert [*map(order, found)] == sorted(map(order, found))
        self.check_seen(reply, host)
        for taste in reply.preferences:
            check_taste(taste, reply, said)

    def check_calls(self, reply: Reply) -> None:
        done = [call for call in reply.calls if call.ok]
        found = [Wish(tool=call.tool, args=call.args) for call in done if call.tool in RETURNS]
        before = self.last.wish if self.last else Wish()
        assert reply.wish == [before, *found][-1]
        assert found or not reply.picks
        both = [call for one in (self.last, reply) if one for call in one.calls if call.ok]
        assert [call.tool for call in both].count("ask_viewer") <= 1
        assert not reply.relaxed or (self.last and self.last.question)

    def check_seen(self, reply: Reply, host: Host) -> None:
        seen = self.rated | {row["clip_id"] for row in host.get("history", []) if self.watched(row)}
        assert {pick.clip.id for pick in reply.picks if pick.seen} == seen & {pick.clip.id for pick in reply.picks}
        unseen = reply.wish.args.get("unseen_only", reply.wish.tool in RECOMMENDS)
        if unseen or host.get("within", {}).get("unseen_only"):
            assert not any(pick.seen for pick in reply.picks)
        assert reply.wish.args.get("clip") not in {pick.clip.id for pick in reply.picks}

    def watched(self, row: Mapping[str, Any]) -> bool:
        half = (self.clips[row["clip_id"]].duration_s or inf) / 2
        return "watched_s" not in row or "verdict" in row or row["watched_s"] >= min(30, half)


def check_taste(taste: Preference, reply: Reply, said: str) -> None:
    """A firm taste holds in every pick, or the reply says that this very request set it aside."""
    if taste.strength != "always" or not reply.picks:
        return
    rule = f"{'never' if taste.polarity == 'dislike' else 'always'} {taste.text}"
    if aside := [line for line in reply.notices if rule in line and "set aside" in line]:
        assert rule not in reply.applied
        assert "asked otherwise" in aside[0] or holds(Clip(id="said", title=said), taste.text)
        return
    if taste.polarity == "dislike" and are_plain([taste.text]):
        assert rule in reply.applied
        assert not [pick.clip.id for pick in reply.picks if holds(pick.clip, taste.text)]
    if meets := TYPED.get(taste.text.casefold()):
        assert {meets(pick.clip) for pick in reply.picks} == {taste.polarity == "like"}


# --- the properties --------------------------------------------------------------------------------------------------

PLAIN = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])


@PLAIN
@given(st.one_of(texts, salads))
def test_any_text_gets_a_reply_and_the_next_request_is_served(agent: Agent, text: str) -> None:
    talk = Talk(agent)
    talk.say(text, {})
    last = talk.say("show me clips about steam trains", {})
    assert last.picks or "Nothing here fits" in last.text  # odd words may have set a limit that still holds


conversations = st.lists(st.tuples(remarks, st.booleans()), min_size=20, max_size=20)


def hold_conversation(agent: Agent, turns: Turns, host: Host) -> None:
    talk = Talk(agent)
    for remark, hosted in turns:
        talk.say(remark, host if hosted else {})
    last = talk.say("show me clips about steam trains", {})
    assert any(call.ok and call.tool in RETURNS for call in last.calls)


@settings(PLAIN, max_examples=8)
@given(turns=conversations, host=hosts)
def test_every_reply_of_a_conversation_keeps_to_all_limits(agent: Agent, turns: Turns, host: Host) -> None:
    hold_conversation(agent, turns, host)


@pytest.mark.slow
@settings(PLAIN, max_examples=25)
@given(turns=conversations, host=hosts)
def test_every_reply_of_many_conversations_keeps_to_all_limits(agent: Agent, turns: Turns, host: Host) -> None:
    hold_conversation(agent, turns, host)
