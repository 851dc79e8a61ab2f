"""A catalog whose searches fail on purpose: what does an agent make of it?"""

from __future__ import annotations

from itertools import count
from typing import Any, Literal, Self

from reeltalk.errors import CatalogError
from reeltalk.retrieval.catalog import Catalog, Retrieval

Fault = Literal["fail", "empty"]


class FaultyCatalog(Catalog):
    """A catalog of which every so-many-th search fails, or finds nothing; none before `break_down`."""

    def __init__(self, *args: Any, **named: Any) -> None:
        """See `Catalog`."""
        super().__init__(*args, **named)
        self._numbers = count(1)
        self._every = 0
        self._fault: Fault = "fail"

    @classmethod
    def open(cls, *args: Any, **named: Any) -> Self:
        """See `Catalog.open`."""
        catalog = super().open(*args, **named)
        assert isinstance(catalog, cls)
        return catalog

    def break_down(self, every: int, fault: Fault) -> None:
        """Have every `every`-th search fail, or come back empty."""
        self._every, self._fault = every, fault

    def retrieve(self, *args: Any, **named: Any) -> Retrieval:
        """See `Catalog.retrieve`; raises `CatalogError` when it is time for it."""
        if self._every and next(self._numbers) % self._every == 0:
            if self._fault == "fail":
                raise CatalogError("the search is down (a fault on purpose)")
            return Retrieval([], 0)
        return super().retrieve(*args, **named)
