"""What a clip refuses, before anything of it is stored."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from reeltalk import Catalog, Clip
from reeltalk.retrieval.hashing import HashingEncoder


@pytest.mark.parametrize(
    "values",
    [
        {"title": ""},
        {"title": " ", "description": "\n"},
        {"duration_s": float("inf")},
        {"duration_s": float("nan")},
        {"duration_s": 1e308},
        {"duration_s": -1},
        {"views": 2**63},
        {"likes": 10**30},
        {"title": "\ud83d"},
        {"tags": ["fine", "\udc00"]},
        {"descriptions": {"short": "\udc00"}},
        {"moments": [{"start_s": 1e308, "end_s": 0, "text": "x"}]},
        {"moments": [{"start_s": 0, "end_s": 1, "text": "\udc00"}]},
    ],
)
def test_what_no_catalog_can_hold_is_no_clip(values: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Clip.model_validate({"id": "c", "title": "t"} | values)


def test_the_outermost_values_are_held(tmp_path: Any) -> None:
    clip = Clip(id="😺", title="t", duration_s=1e9, views=2**63 - 1, likes=0, published=date(1, 1, 1))
    with Catalog.open(tmp_path, encoder=HashingEncoder()) as catalog:
        catalog.add([clip])
        assert catalog.get(["😺"]) == [clip]
        assert catalog.search("t", sort="newest")[0].clip == clip
