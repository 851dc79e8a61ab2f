"""The embedded wording of a reply: what the viewer reads, said from the calls' results and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from reeltalk.agent.composer import name_clip
from reeltalk.agent.context import Offer, TurnContext
from reeltalk.agent.listing import end_sentence, word_details, word_explanation, word_overview
from reeltalk.agent.reply import Pick
from reeltalk.tools.phrases import join_words, phrase_clock, phrase_constraints
from reeltalk.tools.relaxation import EMPTY


@dataclass(frozen=True)
class Told:
    """What a reply is worded from."""

    request: str
    context: TurnContext
    calls: list[dict[str, Any]]
    """`Call`s with their results under `content`."""
    picks: list[Pick]
    reasons: dict[str, str]
    """The reasons given for the picks shown before this turn, by their ids in rank order."""
    answer: str
    """The model's own text; empty where it leaves the wording to code."""


@dataclass(frozen=True)
class Worded:
    """A reply's text, and what the next turn must know of it."""

    text: str
    question: str | None = None
    options: list[str] = field(default_factory=list)
    offer: Offer | None = None


def word_turn(told: Told, answer_stands: bool) -> Worded:
    """The reply's text: the model's own where it gave one that stands, else one composed from the results."""
    asked = _question(told)
    offer = None if told.picks else _offer(told)
    if told.answer and answer_stands:
        text = told.answer
        if asked[0] and "?" not in text:  # the model put a question by its call and forgot to say it
            text = f"{text}\n\n{asked[0]}"
        return Worded(text, question=asked[0], options=asked[1], offer=offer)
    said = [call for call in told.calls if call["ok"] and call["tool"] not in _CLIP_TOOLS]
    sentences = [_word_call(call, told) for call in said if call["tool"] != "ask_viewer"]
    clip_calls = [call for call in told.calls if call["ok"] and call["tool"] in _CLIP_TOOLS]
    if clip_calls:
        sentences.append(_word_picks(told) if told.picks else _word_nothing(clip_calls[-1], offer))
    sentences += [_word_call(call, told) for call in said if call["tool"] == "ask_viewer"]  # last: it is to be answered
    if not sentences:
        sentences.append(_word_failure(told))
    question = asked[0] or (_ask_offer(offer) if offer else None)
    return Worded("\n\n".join(filter(None, sentences)), question=question, options=asked[1], offer=offer)


_CLIP_TOOLS = ("search_clips", "similar_clips", "recommend_clips", "rerank_clips")


def _question(told: Told) -> tuple[str | None, list[str]]:
    for call in told.calls:
        if call["ok"] and call["tool"] == "ask_viewer":
            return str(call["args"]["question"]), [str(option) for option in call["args"].get("options", [])]
    return None, []


def _offer(told: Told) -> Offer | None:
    for call in reversed(told.calls):
        relaxation = call["content"].get("relaxation") if call["ok"] else None
        if relaxation:
            return Offer(text=relaxation["text"], tool=call["tool"], args=relaxation["args"])
    return None


def _word_picks(told: Told) -> str:
    picks = told.picks
    call = told.calls[-1] if told.calls[-1]["tool"] in _CLIP_TOOLS else _last_clip_call(told)
    lead = _LEADS[call["tool"]](call["args"], told)
    count = "One clip" if len(picks) == 1 else f"{len(picks)} clips"
    wanted = call["args"].get("limit")
    few = ""
    if wanted and len(picks) < min(wanted, 20):
        few = " There is no other." if len(picks) == 1 else f" There are no more than {len(picks)}."
    first = picks[0].clip
    length = f" ({phrase_clock(first.duration_s)})" if first.duration_s else ""
    best = f" The best fit is “{name_clip(first.title, first.id)}”{length}." if len(picks) > 1 else ""
    return f"{' '.join(filter(None, [count, lead]))}.{few}{best}"


def _last_clip_call(told: Told) -> dict[str, Any]:
    return next(call for call in reversed(told.calls) if call["ok"] and call["tool"] in _CLIP_TOOLS)


def _lead_search(args: dict[str, Any], told: Told) -> str:
    return " ".join(filter(None, [f"for “{args['query']}”" if args.get("query") else "", _limits(args)]))


def _lead_similar(args: dict[str, Any], told: Told) -> str:
    change = f", {args['change']}" if args.get("change") else ""
    seed = next((one for one in told.context.shown if one.title and _is_seed(one.handle, args, told)), None)
    like = f"like “{name_clip(seed.title, seed.handle)}”" if seed else "like that one"
    return " ".join(filter(None, [like + change, _limits(args)]))


def _is_seed(handle: str, args: dict[str, Any], told: Told) -> bool:
    return bool(dict(enumerate(told.reasons, start=1)).get(int(handle)) == args["clip"])


def _lead_recommend(args: dict[str, Any], told: Told) -> str:
    personal = any(
        piece.kind in ("preference", "co_viewing") or piece.clip_id != pick.clip.id  # likeness to a clip they watched
        for pick in told.picks
        for piece in pick.evidence
    )
    ground = "for you, from what you watched and like" if personal else "to start with, well liked here"
    return " ".join(filter(None, [ground, _limits(args)]))


def _lead_rerank(args: dict[str, Any], told: Told) -> str:
    return "in the order that suits you"


_LEADS: dict[str, Callable[[dict[str, Any], Told], str]] = {
    "search_clips": _lead_search,
    "similar_clips": _lead_similar,
    "recommend_clips": _lead_recommend,
    "rerank_clips": _lead_rerank,
}


def _limits(args: dict[str, Any]) -> str:
    phrases = [text for _, text in phrase_constraints(args)]
    return f"({join_words(phrases)})" if phrases else ""


def _word_nothing(call: dict[str, Any], offer: Offer | None) -> str:
    emptied = call["content"].get("emptied_by")
    if emptied == EMPTY:
        return "There are no clips here yet."
    text = end_sentence(f"Nothing here fits {emptied or 'that'}")
    return f"{text} {_ask_offer(offer)}" if offer else text


def _ask_offer(offer: Offer) -> str:
    return f"Shall I look again, {offer.text}?"


def _word_failure(told: Told) -> str:
    failed = [call for call in told.calls if not call["ok"]]
    if failed:
        return end_sentence(f"I could not do that: {failed[-1]['error']}")
    return "Tell me what you would like to watch: a subject, a mood, a length, a language."


def _word_call(call: dict[str, Any], told: Told) -> str:
    return _SAYINGS[call["tool"]](call, told)


def _say_rating(call: dict[str, Any], told: Told) -> str:
    title = call["content"].get("title")
    which = f"“{name_clip(title, '')}”" if title else "that one"
    said = {"like": "more like it from now on", "dislike": "less like it from now on", "seen": "marked as seen"}
    return f"Noted for {which}: {said[call['args']['verdict']]}."


def _say_memory(call: dict[str, Any], told: Told) -> str:
    args = call["args"]
    text = args["text"].strip().rstrip(".!")
    firm = args["strength"] == "always"
    if args["polarity"] == "dislike":
        return f"I will remember: {'never' if firm else 'rather no'} {text}. You can take it back at any time."
    return f"I will remember: you {'always' if firm else 'usually'} like {text}."


def _say_forgetting(call: dict[str, Any], told: Told) -> str:
    gone = call["content"].get("forgotten", [])
    texts = [one["text"] if isinstance(one, dict) else str(one) for one in gone]
    if not texts:
        return end_sentence(f"There was nothing to forget about “{call['args']['text']}”")
    return f"Forgotten: {join_words(texts)}."


def _say_question(call: dict[str, Any], told: Told) -> str:
    question, options = str(call["args"]["question"]), call["args"].get("options") or []
    named = all(option.casefold() in question.casefold() for option in options)
    return question if named else f"{question} For example: {join_words(options, 'or')}."


_SAYINGS: dict[str, Callable[[dict[str, Any], Told], str]] = {
    "rate_clip": _say_rating,
    "remember": _say_memory,
    "forget": _say_forgetting,
    "ask_viewer": _say_question,
    "clip_details": lambda call, _: word_details(call["content"]),
    "browse_catalog": lambda call, _: word_overview(call["content"]),
    "explain_pick": lambda call, told: word_explanation(call["content"], told.reasons.get(call["args"]["clip"], "")),
}
