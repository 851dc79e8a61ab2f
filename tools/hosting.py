"""What the operator of a service rules besides limits that one set of constraints can hold."""

from __future__ import annotations

from dataclasses import dataclass

from reeltalk.retrieval.catalog import Catalog
from reeltalk.retrieval.constraints import Constraints


@dataclass(frozen=True)
class HostRule:
    """Clips must fulfil one of several constraints, or none of them; nothing can widen it."""

    text: str
    """The rule in plain words, as the viewer reads it."""
    any_of: tuple[Constraints, ...]
    forbids: bool = False
    """Whether clips that fulfil one are kept out, rather than all others."""

    def ids(self, catalog: Catalog) -> frozenset[str]:
        """The clips that fulfil one of the constraints."""
        return frozenset(clip_id for one in self.any_of for clip_id in catalog.matching(one))
