"""The one place where the environment is read."""

from __future__ import annotations

from pathlib import Path

from pydantic import AliasChoices, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from reeltalk.agent.options import ModelOptions
from reeltalk.errors import SettingsError


def find_default_home() -> Path:
    """The folder of the sample library's home: the user's data folder of this platform."""
    import platformdirs

    return Path(platformdirs.user_data_dir("reeltalk", appauthor=False)) / "sample"


class Settings(BaseSettings):
    """Defaults from the environment; arguments given on the command line or in code win over them."""

    model_config = SettingsConfigDict(
        frozen=True, extra="ignore", populate_by_name=True, env_prefix="REELTALK_", env_ignore_empty=True
    )

    home: Path | None = None
    """The catalog's folder; None is the sample library."""
    model: str | None = None
    """`openai:NAME`, or None for the embedded model."""
    base_url: str | None = None
    """The address of an OpenAI-compatible server."""
    options: ModelOptions = ModelOptions()
    """How such a model is driven and what it may cost; a JSON object in the environment."""
    policy: Path | None = None
    """The file of what the operator rules; None rules nothing."""
    api_key: SecretStr | None = Field(default=None, validation_alias=AliasChoices("REELTALK_API_KEY", "OPENAI_API_KEY"))
    """Its key; never printed."""


def read_settings() -> Settings:
    """The settings of this environment.

    Raises `SettingsError` where a value cannot be used.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise SettingsError(f"{name}: {first['msg']}; correct it or unset it") from error
