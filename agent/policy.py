"""An operator's policy: rules as text, each enforced by a check in code or marked as advice to the model."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from reeltalk.retrieval.clip import Clip
from reeltalk.retrieval.constraints import Constraints
from reeltalk.tools.hosting import HostRule
from reeltalk.tools.outcome import ToolContext
from reeltalk.tools.phrases import join_words, phrase_constraints
from reeltalk.tools.scope import Limits, narrow
from reeltalk.tools.tastes import excluder

ADVISORY = "advisory"


@dataclass(frozen=True)
class Rule:
    """One check of a rule, or the advice that it is."""

    line: int
    """Where it stands in its file."""
    text: str
    """The rule in the operator's words; empty where it is but a check."""
    check: str
    """The check's name, such as "never recommend"; "advisory" for none."""
    value: Any = None
    """What the check was given: a tuple of texts, a number, a day or a text, as the check takes it."""

    @property
    def told(self) -> str:
        """The rule as a model is told it."""
        value = join_words([str(one) for one in self.value]) if isinstance(self.value, tuple) else str(self.value or "")
        return self.text or f"{self.check}: {value}"


@dataclass(frozen=True)
class Policy:
    """The rules in force; without any, everything is as it is."""

    rules: tuple[Rule, ...] = ()
    source: str = ""
    """The file that they were read from."""

    @cached_property
    def within(self) -> Constraints:
        """The rules that one set of constraints holds, joined."""
        joined = Constraints()
        for rule in self.rules:
            values = _within(rule)
            if values:
                joined, _ = narrow(joined, Constraints.model_validate(values))
        return joined

    @cached_property
    def hosted(self) -> tuple[HostRule, ...]:
        """The rules on clips that it does not hold."""
        return tuple(found for rule in self.rules if (found := _hosted(rule)) is not None)

    @cached_property
    def unsaid(self) -> tuple[str, ...]:
        """Words that no reply uses."""
        return self._values("never say")

    @cached_property
    def most_words(self) -> int | None:
        """How many words a reply's text may have, without what it discloses."""
        return min((rule.value for rule in self.rules if rule.check == "max words"), default=None)

    @cached_property
    def marked(self) -> tuple[str, ...]:
        """Tags that are disclosed with every clip that carries one."""
        return self._values("disclose tag")

    def bind(self, context: ToolContext) -> ToolContext:
        """The context of a call with the policy's limits joined to the host's; neither can widen the other."""
        if not self.rules:
            return context
        within, rest = narrow(context.within, self.within)
        clashes = tuple(HostRule(_phrase(one), (one,)) for one in rest)
        return replace(context, within=within, hosted=(*context.hosted, *self.hosted, *clashes))

    def permitted(self, catalog: Any, ids: Sequence[str]) -> list[str]:
        """Those of the clips that may be shown, in their order."""
        if not self.rules:
            return list(ids)
        scope = Limits(catalog, self.within, None, hosted=self.hosted).apply(Constraints())
        limits = scope.arguments()
        limits["allowed"] = frozenset(ids) if scope.allowed is None else scope.allowed & frozenset(ids)
        kept = set(catalog.matching(scope.constraints, **limits))
        return [clip_id for clip_id in ids if clip_id in kept]

    def permits_words(self, text: str) -> bool:
        """Whether a text, such as a request to try, names nothing that is never recommended."""
        terms = self.within.exclude or ()
        return not any(excluder(term).excludes(Clip(id="words", title=text)) for term in terms if text.strip())

    def render(self) -> str:
        """The rules as a model is told them; empty without any."""
        lines = dict.fromkeys(f"- {rule.told}" for rule in self.rules)
        return "\n".join(["Rules of this service:", *lines]) if lines else ""

    def keeps_to(self, text: str) -> bool:
        """Whether a model's words keep to what is never said and how long a reply may be."""
        if self.most_words is not None and len(text.split()) > self.most_words:
            return False
        return not find_unsaid(text, self.unsaid)

    def fit(self, text: str) -> str:
        """A text of code's as it may be said: without sentences that use a word never said, and not too long."""
        kept = drop_unsaid(text, self.unsaid) if self.unsaid else text
        return fit_words(kept, self.most_words) if self.most_words is not None else kept

    @cached_property
    def most_clips(self) -> int | None:
        """How many clips a reply may show, whatever number of searches found them."""
        return self.within.limit

    def disclose(self, clips: Sequence[Clip], *, first: bool) -> str:
        """What a reply that tells of these clips says besides; `first` in the first turn of a conversation."""
        lines = [str(rule.value) for rule in self.rules if rule.check == "disclose first" and first]
        if clips:
            lines += [str(rule.value) for rule in self.rules if rule.check == "disclose"]
            lines += [f"Marked as {tag}: {join_words(names)}." for tag, names in self._mark(clips).items()]
        return " ".join(dict.fromkeys(lines))

    def carried(self, clip: Clip) -> list[str]:
        """The clip's tags that are disclosed, as the clip writes them."""
        wanted = {tag.casefold() for tag in self.marked}
        return [tag for tag in clip.tags if tag.casefold() in wanted]

    def _mark(self, clips: Iterable[Clip]) -> dict[str, list[str]]:
        from reeltalk.agent.composer import name_clip

        found: dict[str, list[str]] = {}
        for clip in clips:
            for tag in self.carried(clip):
                found.setdefault(tag.casefold(), []).append(f"“{name_clip(clip.title, clip.id)}”")
        return found

    def _values(self, check: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(text for rule in self.rules if rule.check == check for text in rule.value))


_QUOTED = re.compile(r"“[^”]*”|\"[^\"\n]*\"|„[^“]*“|«[^»]*»")


def find_unsaid(text: str, unsaid: Iterable[str]) -> list[str]:
    """The words that are never said and stand in a text, outside of quotation marks: a quote is another's word.

    >>> find_unsaid("The best ever. It is called “Must see”.", ["best ever", "must see"])
    ['best ever']
    """
    own = " ".join(re.findall(r"\w+", _QUOTED.sub(" ", text).casefold()))
    plain = {one: " ".join(re.findall(r"\w+", one.casefold())) for one in unsaid}
    return [one for one, words in plain.items() if words and f" {words} " in f" {own} "]


def drop_unsaid(text: str, unsaid: Sequence[str]) -> str:
    """A text without the sentences that use a word never said; where nothing is left, a plain one that uses none.

    >>> drop_unsaid("2 clips for “a top hat”. The top one is new.", ["top"])
    '2 clips for “a top hat”.'
    """
    kept = "".join(piece for piece in _SENTENCE.findall(text) if not find_unsaid(piece, unsaid)).strip()
    return kept or next((one for one in _PLAIN if not find_unsaid(one, unsaid)), "…")


_SENTENCE = re.compile(r"(?:“[^”]*”|[^.!?\n])*(?:[.!?]+[”\")]*|\n+|$)\s*")
_PLAIN = ("Here you are.", "This is what there is.", "Done.")


def fit_words(text: str, most: int) -> str:
    """The first sentences of a text with at most so many words; of a single longer one its beginning.

    >>> fit_words("One two. Three four five.", 4), fit_words("One two three.", 2)
    ('One two.', 'One two…')
    """
    kept, count = "", 0
    for piece in _SENTENCE.findall(text):
        count += len(piece.split())
        if count > most:
            break
        kept += piece
    return kept.strip() or " ".join(text.split()[:most]).rstrip(",;:") + "…"


def _within(rule: Rule) -> dict[str, Any]:
    """What of `Constraints` a rule sets."""
    if rule.check in _ONE_OF and len(rule.value) == 1:
        return {_ONE_OF[rule.check]: rule.value[0]}
    name = _LIMITS.get(rule.check)
    return {name: rule.value} if name else {}


_LIMITS = {
    "never recommend": "exclude",
    "max audience": "max_audience",
    "max length": "max_seconds",
    "min length": "min_seconds",
    "published since": "published_after",
    "published before": "published_before",
    "max clips": "limit",
}
_ONE_OF = {"only languages": "language", "only categories": "category", "only creators": "creator"}
_NEVER: dict[str, Callable[[str], dict[str, Any]]] = {
    "never category": lambda text: {"category": text},
    "never creator": lambda text: {"creator": text},
    "never tag": lambda text: {"tags": (text,)},
}


def _hosted(rule: Rule) -> HostRule | None:
    if rule.check in _NEVER:
        limits = tuple(Constraints.model_validate(_NEVER[rule.check](text)) for text in rule.value)
        return HostRule("no clips " + join_words([_phrase(one) for one in limits], "or"), limits, forbids=True)
    if rule.check in _ONE_OF and len(rule.value) > 1:
        limits = tuple(Constraints.model_validate({_ONE_OF[rule.check]: text}) for text in rule.value)
        return HostRule("only " + join_words([_phrase(one) for one in limits], "or"), limits)
    return None


def _phrase(one: Constraints) -> str:
    given = {name: value for name, value in one.model_dump(mode="json").items() if value is not None}
    if "category" in given:
        return f"of the category {given['category']}"
    return join_words([text for _, text in phrase_constraints(given)])
