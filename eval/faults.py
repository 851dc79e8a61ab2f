"""A catalog whose searches fail on purpose: what does an agent make of it?"""

from __future__ import annotations

from itertools import count
from typing import Any, Literal

from reeltalk.errors import CatalogError
from reeltalk.retrieval.catalog import Catalog, Retrieval

Fault = Literal["fail", "empty"]


class FaultyCatalog(Catalog):
    """A catalog of which every `every`-th search fails, or finds nothing."""

    every = 0
    """Searches from one fault to the next; 0: none fails."""
    fault: Fault = "fail"

    def retrieve(self, *args: Any, **named: Any) -> Retrieval:
        """See `Catalog.retrieve`; raises `CatalogError` when it is time for it."""
        number = next(self._numbers)
        if self.every and number % self.every == 0:
            if self.fault == "fail":
                raise CatalogError("the search is down (a fault on purpose)")
            return Retrieval([], 0)
        return super().retrieve(*args, **named)

    def __init__(self, *args: Any, **named: Any) -> None:
        """See `Catalog`."""
        super().__init__(*args, **named)
        self._numbers = count(1)
