"""Which clips a call may return: its constraints, the host's limits, the viewer's firm preferences, what was seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from reeltalk.retrieval.catalog import Catalog
from reeltalk.retrieval.clip import AUDIENCE_AGES
from reeltalk.retrieval.constraints import DEFAULT_LIMIT, Constraints
from reeltalk.tools.hosting import HostRule
from reeltalk.tools.phrases import phrase_constraints
from reeltalk.tools.tastes import Rule, is_named
from reeltalk.tools.viewer import Viewer

_SINGLE = ("language", "category", "creator", "popularity")
_NO_FILTER = {"sort", "limit", "unseen_only"}


@dataclass(frozen=True)
class Limits:
    """What holds in a call besides its own constraints."""

    catalog: Catalog
    within: Constraints = field(default_factory=Constraints)
    """The host's limits."""
    only: frozenset[str] | None = None
    """The host's list."""
    rules: tuple[Rule, ...] = ()
    """Firm preferences in force."""
    hidden: frozenset[str] = frozenset()
    """Seen and disliked clips that must not come."""
    hosted: tuple[HostRule, ...] = ()
    """What the operator rules besides."""

    def apply(self, constraints: Constraints) -> Scope:
        """Join the limits to a call's constraints."""
        merged, rest = narrow(constraints, self.within)
        allowed = self.only
        for limit in rest:
            allowed = _both(allowed, self.catalog.matching(limit))
        for wanted in _liked_fields(self.rules):
            ids: set[str] = set()
            for one in wanted:
                ids.update(self.catalog.matching(one))
            allowed = _both(allowed, ids)
        banned = set(self.hidden)
        for host in self.hosted:
            if host.forbids:
                banned |= host.ids(self.catalog)
            else:
                allowed = _both(allowed, host.ids(self.catalog))
        for rule in self.rules:
            if rule.preference.polarity == "dislike" and rule.field is not None:
                banned.update(self.catalog.matching(rule.field))
        excludes = tuple(rule.exclude for rule in self.rules if rule.exclude)
        return Scope(merged, allowed, frozenset(banned), excludes)

    def phrase(self) -> list[str]:
        """The limits in force, one line each."""
        lines = [rule.text for rule in self.rules]
        within = {name: value for name, value in self.within.model_dump(mode="json").items() if value is not None}
        lines += [f"limit set here: {text}" for name, text in phrase_constraints(within) if name != "sort"]
        lines += [f"limit set here: {host.text}" for host in self.hosted]
        return lines + (["only clips from the list set here"] if self.only is not None else [])

    @property
    def are_hosted(self) -> bool:
        """Whether host or operator limit anything."""
        return self.only is not None or bool(self.hosted) or self.within != Constraints()

    def unhosted(self) -> Limits:
        """The same without what host and operator limit: to say what emptied a list, never to fill one."""
        return replace(self, within=Constraints(), only=None, hosted=())


@dataclass(frozen=True)
class Scope:
    """The clips that a call may return, as retrieval takes it."""

    constraints: Constraints
    allowed: frozenset[str] | None
    banned: frozenset[str]
    excludes: tuple[str, ...]

    def arguments(self) -> dict[str, Any]:
        """The keyword arguments of `Catalog.retrieve`, `similar` and `matching`."""
        return {"allowed": self.allowed, "banned": self.banned, "extra_excludes": self.excludes}

    def without(self, ids: Iterable[str]) -> Scope:
        """The same without some clips."""
        return Scope(self.constraints, self.allowed, self.banned | frozenset(ids), self.excludes)


def set_limits(
    catalog: Catalog,
    viewer: Viewer,
    constraints: Constraints,
    within: Constraints,
    only: frozenset[str] | None,
    words: Sequence[str],
    hides_seen: bool,
    hosted: Sequence[HostRule] = (),
) -> tuple[Limits, list[str]]:
    """The limits of a call, and a notice for each firm preference that its explicit words set aside.

    `words` are what the call asks for and, where known, what the viewer said: a preference is set aside only when
    all of them name it.
    """
    kept: list[Rule] = []
    notices: list[str] = []
    for rule in viewer.rules:
        named = bool(words) and all(is_named(rule.preference.text, text) for text in words)
        if named and rule.preference.polarity == "dislike":
            notices.append(f"you asked for it this time, so your rule “{rule.text}” was set aside for this turn")
        elif _contradicts(rule, constraints):
            notices.append(f"you asked otherwise this time, so your rule “{rule.text}” was set aside for this turn")
        else:
            kept.append(rule)
    unseen = constraints.unseen_only if constraints.unseen_only is not None else hides_seen
    hidden = viewer.seen | viewer.disliked if unseen or within.unseen_only else frozenset()
    return Limits(catalog, within, only, tuple(kept), hidden, tuple(hosted)), notices


def narrow(constraints: Constraints, within: Constraints) -> tuple[Constraints, list[Constraints]]:
    """Both together as one, and the rest of `within` that one `Constraints` cannot also hold.

    >>> narrow(Constraints(max_seconds=90), Constraints(max_seconds=60, language="de"))[0].max_seconds
    60
    """
    values = {name: value for name, value in constraints.model_dump().items() if value is not None}
    rest: list[Constraints] = []
    for name, limit in within.model_dump().items():
        if limit is None or name in _NO_FILTER:
            continue
        given = values.get(name)
        if given is None:
            values[name] = limit
        elif name in _SINGLE:
            if str(given).casefold() != str(limit).casefold():
                rest.append(Constraints.model_validate({name: limit}))
        else:
            values[name] = _tighter(name, given, limit)
    if within.limit is not None:
        values["limit"] = min(values.get("limit", DEFAULT_LIMIT), within.limit)
    values["sort"] = values.get("sort", within.sort)
    return Constraints(**values), rest


def _tighter(name: str, given: Any, limit: Any) -> Any:
    if name in ("exclude", "tags"):
        return tuple(dict.fromkeys((*given, *limit)))
    if name == "max_audience":
        return min(given, limit, key=AUDIENCE_AGES.__getitem__)
    ordered: tuple[int | date, int | date] = (given, limit)
    return max(ordered) if name in ("min_seconds", "published_after") else min(ordered)


def _liked_fields(rules: Sequence[Rule]) -> list[list[Constraints]]:
    """The typed fields that firm likes name, gathered by field: of one field any will do."""
    groups: dict[str, list[Constraints]] = {}
    for rule in rules:
        if rule.preference.polarity == "like" and rule.field is not None:
            groups.setdefault(_field_of(rule.field), []).append(rule.field)
    return list(groups.values())


def _field_of(limit: Constraints) -> str:
    return next(name for name, value in limit.model_dump().items() if value is not None)


def _contradicts(rule: Rule, constraints: Constraints) -> bool:
    """Whether the call explicitly asks for what the rule's typed field forbids."""
    if rule.field is None:
        return False
    name = _field_of(rule.field)
    ruled = getattr(rule.field, name)
    liked = rule.preference.polarity == "like"
    if name in _SINGLE:
        asked = getattr(constraints, name)
        return asked is not None and (str(asked).casefold() != str(ruled).casefold()) == liked
    longest, shortest = constraints.max_seconds, constraints.min_seconds
    if (name == "max_seconds") == liked:  # the rule wants short clips
        return shortest is not None and shortest > ruled
    return longest is not None and longest < ruled


def _both(allowed: frozenset[str] | None, more: Iterable[str]) -> frozenset[str]:
    return frozenset(more) if allowed is None else allowed & frozenset(more)
