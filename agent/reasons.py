"""Reasons in a model's words, each held against its clip's row before anybody reads it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from reeltalk.agent.composer import cut_quote, say_grounds
from reeltalk.agent.failures import Failed
from reeltalk.agent.matching import find_parts, fold
from reeltalk.agent.prompts import compose_reasons
from reeltalk.agent.remote import Remote, ask_object
from reeltalk.agent.reply import Evidence, EvidenceKind, Pick
from reeltalk.agent.standing import text_stands
from reeltalk.agent.untrusted import inert_part, say_plainly
from reeltalk.retrieval.clip import Clip
from reeltalk.tools.phrases import phrase_clock, phrase_length

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "reasons": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "handle": {"type": "string"},
                    "quotes": {"type": "array", "items": {"type": "string"}},
                    "reason": {"type": "string"},
                },
                "required": ["handle", "quotes", "reason"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["reasons"],
    "additionalProperties": False,
}
"""What a model answers with; the quotes come before the reason, so that it rests on them."""
MOST = 8
"""Picks that a model gives reasons for; the rest are code's."""
LONGEST = 320
"""Characters of a reason."""
QUOTES = 3
"""Quotes of one reason."""


class ReasonError(ValueError):
    """A reason that cannot be shown; the text goes back to the model and says what is wrong."""


@dataclass
class Judge:
    """Takes a model's answers, keeps every reason that stands, and asks once more for those that do not."""

    picks: Sequence[Pick]
    request: str
    permits: Callable[[str], bool] = lambda _: True
    """Whether the policy lets a reason be said."""
    repairs: int = 1
    kept: dict[str, Pick] = field(default_factory=dict)
    """Clip's id -> its pick with the model's reason."""
    wrong: dict[str, str] = field(default_factory=dict)
    """Handle -> what was wrong with its reason at last."""

    def check(self, answer: Mapping[str, Any]) -> None:
        """Keep what stands; raise `ValueError` where something does not and may be mended yet."""
        self.wrong = {}
        for handle, reason in self._read(answer):
            pick = self.picks[int(handle) - 1]
            try:
                judged = judge_reason(pick, reason, self.request)
                if not self.permits(judged.reason):
                    raise ReasonError("uses words that are never said here")
                self.kept[pick.clip.id] = judged
            except ReasonError as error:
                if pick.clip.id not in self.kept:
                    self.wrong[handle] = str(error)
        for number, pick in enumerate(self.picks, start=1):
            if pick.clip.id not in self.kept:
                self.wrong.setdefault(str(number), "has no reason")
        if self.wrong and self.repairs > 0:
            self.repairs -= 1
            told = "; ".join(f"clip {handle} {why}" for handle, why in self.wrong.items())
            raise ReasonError(f"{told}. Copy quotes letter by letter from the clip's own text")

    def _read(self, answer: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
        given = answer.get("reasons")
        for one in given if isinstance(given, list) else ():
            handle = str(one.get("handle", "")).strip().lstrip("#") if isinstance(one, dict) else ""
            if handle.isdecimal() and 1 <= int(handle) <= len(self.picks):
                yield str(int(handle)), one


async def word_reasons(
    remote: Remote,
    picks: Sequence[Pick],
    request: str,
    *,
    usage: Mapping[str, int],
    rules: str = "",
    permits: Callable[[str], bool] = lambda _: True,
) -> tuple[list[Pick], dict[str, int]]:
    """The picks with the model's reasons, as far as they stand; the others keep code's.

    Raises `Failed` where the model gave nothing at all; its `usage` holds what that took.
    """
    judge = Judge(picks[:MOST], request, permits)
    try:
        _, spent = await ask_object(
            remote,
            SCHEMA,
            compose_reasons(request, judge.picks, rules),
            usage=usage,
            name="reasons",
            check=judge.check,
            repairs=judge.repairs,
        )
    except Failed as failed:
        if not judge.kept:
            raise
        spent = failed.usage
    return [judge.kept.get(pick.clip.id, pick) for pick in picks], spent


def judge_reason(pick: Pick, given: Mapping[str, Any], request: str) -> Pick:
    """The pick with a model's reason and the quotes that it rests on, in the row's own words.

    Raises `ReasonError` where a quote, a figure or a title does not stand, or nothing is quoted at all.
    """
    quotes = given.get("quotes")
    evidence = [
        piece for quote in (quotes if isinstance(quotes, list) else [])[:QUOTES] for piece in _prove(quote, pick)
    ]
    if not evidence:
        raise ReasonError("quotes nothing")
    reason = say_plainly(str(given.get("reason") or ""))
    if not len(reason.split()) >= 3 or len(reason) > LONGEST:
        raise ReasonError(f"needs a reason of one sentence, at most {LONGEST} characters")
    reason = _own_words(reason, pick.clip, request)
    _check_figures(reason, pick.clip, request)
    if not text_stands(reason, [pick.clip], request):
        raise ReasonError("says something in quotation marks that its text does not say")
    grounds = say_grounds(pick)  # what code knows besides stays: a taste, a likeness, what others watched
    told = " ".join([_quoting(reason, evidence), *(sentence for sentence, _ in grounds)])
    return pick.model_copy(update={"reason": told, "evidence": [*evidence, *(piece for _, piece in grounds)]})


# --- quotes ----------------------------------------------------------------------------------------------------------


def _prove(quote: Any, pick: Pick) -> list[Evidence]:
    """The evidence that a quote is. Raises `ReasonError` where it stands nowhere in the row."""
    if not isinstance(quote, str) or not quote.strip():
        return []
    for kind, text, moment in _fields(pick.clip):
        parts = [cut_quote(inert_part(part)) for part in find_parts(quote, text)]
        if parts and all(parts):
            start, end = moment or (None, None)
            return [
                Evidence(kind=kind, text=part, clip_id=pick.clip.id, start_s=start, end_s=end)
                for part in dict.fromkeys(parts)
            ]
    raise ReasonError(f"does not say “{say_plainly(quote)[:80]}”")


def _fields(clip: Clip) -> Iterator[tuple[EvidenceKind, str, tuple[float, float] | None]]:
    for text in (clip.notes, clip.description, *clip.descriptions.values()):
        yield "description", text, None
    for moment in clip.moments:
        yield "description", moment.text, (moment.start_s, moment.end_s)
    yield "metadata", clip.title, None
    for tag in clip.tags:
        yield "metadata", tag, None


_SPAN = re.compile(r"([“„\"«])([^“”„\"«»]{3,})([”“\"»])")


def _own_words(reason: str, clip: Clip, request: str) -> str:
    """The reason with what stands in quotation marks in the row's own words. Raises `ReasonError`."""

    def restore(match: re.Match[str]) -> str:
        inner = match[2]
        for _, text, _ in _fields(clip):
            parts = [inert_part(part) for part in find_parts(inner, text)]
            if parts and all(parts):
                return f"“{' … '.join(parts)}”"
        if fold(inner).strip(" .,;:!?") in fold(request):
            return f"“{inner}”"
        raise ReasonError(f"does not say “{inner[:80]}”")

    return _SPAN.sub(restore, reason)


def _quoting(reason: str, evidence: Sequence[Evidence]) -> str:
    """The reason, with its first quote where it says none in so many words."""
    if any(f"“{piece.text}" in reason or f"{piece.text}”" in reason for piece in evidence):
        return reason
    first = evidence[0]
    lead = "Described as" if first.kind == "description" else "The catalog says"
    end = "" if first.text.endswith((".", "!", "?", "…")) else "."
    stop = "" if reason.endswith((".", "!", "?", "…")) else "."
    return f"{reason}{stop} {lead} “{first.text}”{end}"


# --- figures ---------------------------------------------------------------------------------------------------------

_FIGURE = re.compile(r"\d+(?:[.,:]\d+)*")


def _check_figures(reason: str, clip: Clip, request: str) -> None:
    """Raise `ReasonError` for a figure that neither the row nor the request states."""
    stated = " ".join([request, *_facts(clip), *(text for _, text, _ in _fields(clip))])
    known = {_plain(figure) for figure in _FIGURE.findall(stated)}
    wrong = [figure for figure in _FIGURE.findall(reason) if _plain(figure) not in known]
    if wrong:
        raise ReasonError(f"states no “{wrong[0]}”")


def _facts(clip: Clip) -> Iterator[str]:
    if clip.duration_s is not None:
        yield f"{phrase_length(clip.duration_s)} {phrase_clock(clip.duration_s)} {round(clip.duration_s)}"
    if clip.published is not None:
        yield f"{clip.published.isoformat()} {clip.published.year} {clip.published.day}"
    yield from (f"{count} {count:,}" for count in (clip.views, clip.likes) if count is not None)
    yield clip.audience or ""


def _plain(figure: str) -> str:
    return re.sub(r"\D", "", figure).lstrip("0")
