"""Where our state lives: one home folder, one database. Read from the environment; nothing else is."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_data_path
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


def _default_home() -> Path:
    return user_data_path("rxverdict", appauthor=False)


class Settings(BaseSettings):
    """`RXVERDICT_HOME` moves the home folder, `RXVERDICT_DATABASE_URL` names another database (an SQLAlchemy URL),
    `RXVERDICT_STORE` where the files of visits stand (file:///…, s3://bucket/prefix; empty: in the home folder),
    `RXVERDICT_REVIEWER` the name under which decisions are kept where no login is set up (empty: it is asked for)."""

    model_config = SettingsConfigDict(env_prefix="RXVERDICT_", env_ignore_empty=True)

    home: Path = Field(default_factory=_default_home)
    database_url: str = ""
    store: str = ""
    reviewer: str = ""
