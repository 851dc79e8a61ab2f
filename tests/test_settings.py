"""Settings: the environment is read in one place, and only the names of the contract count."""

from __future__ import annotations

from pathlib import Path

import pytest

from reeltalk import Settings
from reeltalk.agent.settings import read_settings


def test_only_the_contracts_names_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "MODEL", "BASE_URL", "API_KEY"):
        monkeypatch.setenv(name, "/not/mine")
    settings = read_settings()
    assert (settings.home, settings.model, settings.base_url, settings.api_key) == (None, None, None, None)


def test_reeltalks_own_key_wins_and_no_key_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "second-secret")
    monkeypatch.setenv("REELTALK_API_KEY", "first-secret")
    monkeypatch.setenv("REELTALK_HOME", "/library")
    settings = read_settings()
    assert settings.api_key is not None
    assert settings.api_key.get_secret_value() == "first-secret"
    assert "secret" not in repr(settings)
    assert settings.home == Path("/library")
    assert Settings(home=Path("/other")).home == Path("/other")


def test_an_empty_variable_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REELTALK_HOME", "")
    assert read_settings().home is None
