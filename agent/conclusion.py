"""The second half of a turn: reasons, the grounding check, the reply."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, RemoveMessage

from reeltalk.agent.asking import KEPT_QUESTIONS, list_choices, name_asked
from reeltalk.agent.budget import tell_cost
from reeltalk.agent.composer import compose_pick
from reeltalk.agent.context import TurnContext
from reeltalk.agent.failures import Failed
from reeltalk.agent.grounding import check_picks
from reeltalk.agent.policy import Policy, drop_unsaid, find_unsaid
from reeltalk.agent.reasons import word_reasons
from reeltalk.agent.reply import Call, Pick, Reply, Usage, Wish
from reeltalk.agent.speech import open_check
from reeltalk.agent.state import State, TurnInput
from reeltalk.agent.suggestions import suggest
from reeltalk.agent.turn import EMBEDDED, KEPT_REQUEST, Parts
from reeltalk.agent.wording import Told, Worded, word_turn
from reeltalk.retrieval.clip import Clip
from reeltalk.tools.outcome import Found

KEPT_PASSED = 200
"""Clips shown that a wish remembers, to bring others."""
WISH_TOOLS = ("search_clips", "similar_clips", "recommend_clips")
"""The calls that replace the wish in force."""


async def give_reasons(state: State, parts: Parts) -> State:
    """A pick with its reason for every clip that was found, in the tools' order.

    Code composes them all; where a remote model drives the turn it words them anew, as far as its words stand.
    """
    picks = _compose_picks(state, parts)
    remote = parts.remote if state["model"] != EMBEDDED else None
    if remote is None or not remote.options.reasons or not picks:
        return _keep(picks)
    policy = parts.policy
    permits, rules = (lambda text: not find_unsaid(text, policy.unsaid)), policy.render()
    try:
        worded, usage = await word_reasons(
            remote, picks, _request(state), usage=state["usage"], rules=rules, permits=permits
        )
    except Failed as failed:
        notices = [*state["notices"], f"{failed}; the reasons were put together from the clips' own text"]
        return _keep(picks) | State(usage=failed.usage or state["usage"], notices=notices)
    return _keep(worded) | State(usage=usage)


def _keep(picks: list[Pick]) -> State:
    return State(picks=[pick.model_dump(mode="json") for pick in picks])


def _compose_picks(state: State, parts: Parts) -> list[Pick]:
    found = _final_found(state)[: parts.policy.most_clips]
    rows = _rows(found, parts)
    return [
        _compose(rank, rows, one, state, parts.policy)
        for rank, one in enumerate((one for one in found if one["id"] in rows), start=1)
    ]


def check_grounding(state: State, parts: Parts) -> State:
    """Read every pick's clip anew and hold its evidence against it."""
    picks = [Pick.model_validate(pick) for pick in state["picks"]]
    by_id = {one["id"]: one for one in state["found"]}
    rows = _rows([by_id[pick.clip.id] for pick in picks if pick.clip.id in by_id], parts)
    kept, notices = check_picks(
        picks,
        rows,
        frozenset(by_id),
        lambda pick: _compose(pick.rank, rows, by_id[pick.clip.id], state, parts.policy),
    )
    return State(picks=[pick.model_dump(mode="json") for pick in kept], notices=[*state["notices"], *notices])


def finish_turn(state: State, given: TurnInput, parts: Parts) -> State:
    """Word the reply, keep what the next turn needs, and empty what belonged to this one."""
    context = TurnContext.model_validate(state["context"])
    picks = [Pick.model_validate(pick) for pick in state["picks"]]
    preferences = parts.catalog.viewers.preferences_of(given.viewer)
    told = Told(
        request=_request(state),
        context=context,
        calls=state["calls"],
        picks=picks,
        reasons=dict(zip(state.get("shown", []), state.get("reasons", []), strict=True)),
        answer=_answer(state),
    )
    own = state["model"] != EMBEDDED and told.answer
    stands = not own or open_check(state, parts)(told.answer)
    worded = word_turn(told, stands)
    text = parts.policy.fit(worded.text)
    wish = _wish(state, context)
    reply = Reply(
        text="\n\n".join(filter(None, [text, parts.policy.disclose(_shown(picks), first=state["turn"] == 1)])),
        picks=picks,
        question=worded.question,
        wish=wish,
        applied=_gather(state, "applied"),
        relaxed=_relaxed(state, context),
        notices=_unique([*state["notices"], *_gather(state, "notices")]),
        suggestions=_suggest(wish, picks, worded, parts),
        calls=[Call.model_validate({k: call[k] for k in Call.model_fields}) for call in state["calls"]],
        preferences=preferences,
        thread=given.thread,
        viewer=given.viewer,
        model=state["model"],
        usage=_tell_usage(state, parts),
    )
    return _close(state, reply, worded)


def _tell_usage(state: State, parts: Parts) -> Usage:
    usage = Usage.model_validate(state.get("usage") or {})
    options = parts.remote.options if parts.remote is not None else None
    if options is None or options.price_in is None or options.price_out is None:
        return usage
    return usage.model_copy(update={"cost": tell_cost(options, usage.input_tokens, usage.output_tokens)})


def _shown(picks: list[Pick]) -> list[Clip]:
    return [pick.clip for pick in picks]


def _suggest(wish: Wish, picks: list[Pick], worded: Worded, parts: Parts) -> list[str]:
    if not parts.catalog.count():
        return []
    suggested = suggest(wish, picks, worded.offer, worded.options)
    return [text for text in suggested if parts.policy.permits_words(text)]


def _close(state: State, reply: Reply, worded: Worded) -> State:
    running = _running(state)
    removed = [RemoveMessage(id=str(message.id)) for message in running[1:]]
    picks = reply.picks
    choices = list_choices(state["calls"], worded.options)
    passed = state.get("passed", []) if reply.wish.model_dump(mode="json") == state.get("wish") else []
    return State(
        messages=[*removed, AIMessage(content=reply.text)],
        wish=reply.wish.model_dump(mode="json"),
        shown=[pick.clip.id for pick in picks] if picks else state.get("shown", []),
        passed=[*passed, *(pick.clip.id for pick in picks)][-KEPT_PASSED:],
        reasons=[pick.reason for pick in picks] if picks else state.get("reasons", []),
        question=reply.question,
        options=worded.options,
        choices=[one.model_dump(mode="json") for one in choices],
        asked=[*state.get("asked", []), *([name_asked(state["calls"])] if choices else [])][-KEPT_QUESTIONS:],
        offer=worded.offer.model_dump(mode="json") if worded.offer else None,
        last_calls=[call.tool for call in reply.calls],
        previous=running[0].text[:KEPT_REQUEST],
        reply=reply.model_dump(mode="json"),
        context={},
        rounds=0,
        calls=[],
        found=[],
        picks=[],
        text="",
        notices=[],
    )


def _final_found(state: State) -> list[dict[str, Any]]:
    """What the reply shows: of several rounds of search the last one that found something, all its calls together."""
    if not state["found"]:
        return []
    last = max(one["round"] for one in state["found"])
    unique: dict[str, dict[str, Any]] = {}
    for one in state["found"]:
        if one["round"] == last:
            unique.setdefault(one["id"], one)
    return list(unique.values())


def _compose(rank: int, rows: Mapping[str, Clip], one: dict[str, Any], state: State, policy: Policy) -> Pick:
    found = Found.model_validate({name: value for name, value in one.items() if name in Found.model_fields})
    args = state["calls"][one["call"]]["args"]
    pick = compose_pick(rank, rows[found.id], found, args, akin_to=rows.get(found.akin_to or ""))
    return pick.model_copy(update={"reason": drop_unsaid(pick.reason, policy.unsaid)}) if policy.unsaid else pick


def _rows(found: list[dict[str, Any]], parts: Parts) -> dict[str, Clip]:
    """The catalog's rows of what was found, and of what it is like; none that the policy keeps out."""
    ids = list(dict.fromkeys(name for one in found for name in (one["id"], one.get("akin_to")) if name))
    return {clip.id: clip for clip in parts.catalog.get(parts.policy.permitted(parts.catalog, ids))} if ids else {}


def _running(state: State) -> list[BaseMessage]:
    messages = list(state["messages"])
    start = max(index for index, message in enumerate(messages) if isinstance(message, HumanMessage))
    return messages[start:]


def _request(state: State) -> str:
    return _running(state)[0].text


def _answer(state: State) -> str:
    last = state["messages"][-1]
    return last.text.strip() if isinstance(last, AIMessage) and not last.tool_calls else ""


def _wish(state: State, context: TurnContext) -> Wish:
    """The wish of the last call that returns clips; without one the old wish stays in force."""
    for call in reversed(state["calls"]):
        if call["ok"] and call["tool"] in WISH_TOOLS:
            return Wish(tool=call["tool"], args=call["args"])
    return context.wish


def _relaxed(state: State, context: TurnContext) -> list[str]:
    """What the viewer agreed to loosen: the last reply's offer, where this turn's call took it."""
    offer = context.offer
    taken = offer and any(
        call["ok"] and call["tool"] == offer.tool and call["args"] == offer.args for call in state["calls"]
    )
    return [offer.text] if offer and taken else []


def _gather(state: State, name: str) -> list[str]:
    return _unique([line for call in state["calls"] for line in call["content"].get(name, [])])


def _unique(lines: list[str]) -> list[str]:
    return list(dict.fromkeys(lines))
