"""A few clips that several test files ask a model about."""

from __future__ import annotations

from reeltalk import Clip

KITTENS = (
    Clip(id="raw-1", title="Kittens and wool", description="Two kittens chase a ball of wool.", duration_s=41),
    Clip(id="raw-2", title="Old cat by the stove", description="An old cat warms itself by a stove.", duration_s=300),
    Clip(id="raw-3", title="Harbour at dawn", description="Boats leave a quiet harbour at dawn.", duration_s=95),
    Clip(id="raw-4", title="Puppies in a basket", description="Puppies tumble out of a basket.", duration_s=20),
)
