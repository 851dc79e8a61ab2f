"""What a request says of picks on the screen: verdicts, questions, why, more like them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from reeltalk.agent.context import TurnContext
from reeltalk.agent.intents import Details, Explain, Intent, Rate
from reeltalk.agent.references import find_references, resolve_numbers, resolve_reference
from reeltalk.agent.tags import Tag, Tagged
from reeltalk.agent.words import tidy_words

_VERDICTS: dict[str, Literal["like", "dislike", "seen"]] = {"like": "like", "dislike": "dislike", "seen": "seen"}
POINTING = ("like", "dislike", "seen", "similar", "why", "detail")
"""What needs picks to be about."""


@dataclass
class _Cue:
    """Words that say something of picks, and the picks they say it of."""

    label: str
    start: int
    end: int
    refs: list[tuple[str, ...]]


def read_pointing(tagged: Tagged, context: TurnContext) -> list[Intent]:
    cues = _join_cues(tagged)
    for tag in _join_refs(tagged):
        handles = resolve_reference(tagged.words(tag), context.shown, f"{context.previous}. {tagged.text[: tag.start]}")
        cue = _nearest(tag, cues, tagged.text)
        if cue is not None and handles:
            cue.refs.append(handles)
    return [intent for cue in cues for intent in _read_cue(cue, tagged, context)]


def _join_refs(tagged: Tagged) -> list[Tag]:
    """References in order; the two ends of "1 to 3" are one."""
    refs: list[Tag] = []
    for tag in tagged.having("ref"):
        last = refs[-1] if refs else None
        if last and re.fullmatch(r"\s*(?:to|through|thru|-)\s*", tagged.text[last.end : tag.start]):
            refs[-1] = Tag("ref", last.start, tag.end, min(last.sure, tag.sure))
        else:
            refs.append(tag)
    return refs


def _join_cues(tagged: Tagged) -> list[_Cue]:
    """Cues in order; one that goes on after a reference ("how long is … and who made it") is one."""
    cues: list[_Cue] = []
    for tag in tagged.having(*POINTING):
        last = cues[-1] if cues else None
        between = tagged.text[last.end : tag.start] if last else ""
        if (
            last
            and last.label == tag.label
            and (tag.label in ("detail", "why", "similar") or not re.search(r"[.!?;]\s|,|\b(?:and|but)\b", between))
        ):
            last.end = tag.end
            continue
        cues.append(_Cue(tag.label, tag.start, tag.end, []))
    return cues


def _nearest(ref: Tag, cues: Sequence[_Cue], text: str) -> _Cue | None:
    def cost(cue: _Cue) -> float:
        if cue.start <= ref.start and ref.end <= cue.end:
            return -1.0
        low, high = (cue.end, ref.start) if cue.end <= ref.start else (ref.end, cue.start)
        between = text[low:high]
        breaks = 3.0 * len(re.findall(r"[.!?;]\s|\n", between)) + 1.0 * len(
            re.findall(r",|\b(?:and|but|while|though|so|then)\b", between)
        )
        crossed = sum(other is not cue and low <= other.start < high for other in cues)
        return breaks + 2.0 * crossed + len(between) / 60 + (0.6 if cue.refs else 0.0)

    return min(cues, key=cost, default=None)


def _read_cue(cue: _Cue, tagged: Tagged, context: TurnContext) -> list[Intent]:
    if not context.shown:
        return []
    handles = tuple(dict.fromkeys(handle for ref in cue.refs for handle in ref))
    question = tagged.text[cue.start : cue.end]
    if cue.label == "detail" and re.search(r"\bcompare\b", question, re.I):
        compared = resolve_numbers(question, context.shown)
        handles = tuple(dict.fromkeys([*compared, *handles]))
    if not handles:
        named = [one.handles for one in find_references(question, context.shown)]
        handles = tuple(dict.fromkeys(handle for one in named for handle in one)) or _imply(cue, tagged, context)
    if cue.label in _VERDICTS:
        return [Rate(handles, _VERDICTS[cue.label])]
    if cue.label == "why":
        return [Explain(handles)]
    if cue.label == "detail":
        ends = [tag.end for tag in tagged.having("ref") if cue.end <= tag.start <= cue.end + 4]
        return [
            Details(handles, tidy_words(tagged.text[cue.start : max([cue.end, *ends])] if question else tagged.text))
        ]
    return []


def _imply(cue: _Cue, tagged: Tagged, context: TurnContext) -> tuple[str, ...]:
    """The picks that words without a reference are about: all where they are compared, else the one last spoken of."""
    text = tagged.text[cue.start : cue.end]
    every = tuple(clip.handle for clip in context.shown)
    several = re.search(r"\b(?:which|any of|all|compare|these|those|them|they)\b", text, re.I)
    if cue.label == "detail" and several:
        return every
    earlier = f"{context.previous}. {tagged.text[: cue.start]}"
    return resolve_reference("it", context.shown, earlier)


def read_bare(tagged: Tagged, context: TurnContext) -> list[Intent]:
    """Picks pointed at and nothing said of them: "and the fifth?" asks again what was asked before."""
    refs = tagged.having("ref")
    if not refs or not context.shown:
        return []
    handles = tuple(
        dict.fromkeys(
            handle for tag in refs for handle in resolve_reference(tagged.words(tag), context.shown, context.previous)
        )
    )
    if "explain_pick" in context.last_calls:
        return [Explain(handles)]
    return [Details(handles, context.previous if "clip_details" in context.last_calls else tagged.text)]


def find_seed(tagged: Tagged, context: TurnContext) -> str:
    """The pick that others should be like: the one named beside the words that say so, else the one last spoken of."""
    cues = _join_cues(tagged)
    refs = tagged.having("ref")
    own = [tag for tag in refs if getattr(_nearest(tag, cues, tagged.text), "label", "similar") == "similar"]
    for tag in own or refs[:1]:
        handles = resolve_reference(tagged.words(tag), context.shown, f"{context.previous}. {tagged.text[: tag.start]}")
        if handles:
            return handles[0]
    first = next((cue.start for cue in cues if cue.label == "similar"), len(tagged.text))
    return resolve_reference("it", context.shown, f"{context.previous}. {tagged.text[:first]}")[0]
