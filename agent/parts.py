"""What the nodes of the graph work with; it comes in from outside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from langchain_core.language_models import BaseChatModel

from reeltalk.agent.policy import Policy
from reeltalk.agent.remote import Remote
from reeltalk.retrieval.catalog import Catalog
from reeltalk.tools.outcome import read_clock
from reeltalk.tools.toolbox import Toolbox

EMBEDDED = "embedded"
"""The name of the model that needs no server."""


@dataclass(frozen=True)
class Parts:
    """The catalog, the tools, the models, the policy and the clock of one agent."""

    catalog: Catalog
    toolbox: Toolbox
    embedded: BaseChatModel
    remote: Remote | None = None
    """The model in the embedded one's place; None: the embedded model drives every turn."""
    policy: Policy = field(default_factory=Policy)
    """What the operator rules."""
    clock: Callable[[], datetime] = read_clock

    @property
    def model_name(self) -> str:
        """The name of the model that starts a turn."""
        return self.remote.name if self.remote is not None else EMBEDDED
