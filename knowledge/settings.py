"""Where knowledge is kept and which packs are read, from the environment."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated, TypeVar
from zoneinfo import ZoneInfo

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from knowledge.errors import KnowledgeError

_ROOT = Path(__file__).parents[1]
LONDON = ZoneInfo("Europe/London")


class SharedSettings(BaseSettings):
    """What every package needs to know: where derived things are kept, and what day it is."""

    data_dir: Path = Field(default=_ROOT / "var", validation_alias="DATA_DIR")
    today: datetime | None = Field(default=None, validation_alias="ASSISTANT_TODAY")

    @field_validator("today", mode="before")
    @classmethod
    def _a_day_or_a_time(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        try:
            return datetime.fromisoformat(value) if value.strip() else None
        except ValueError:
            raise ValueError("write it as YYYY-MM-DD or YYYY-MM-DDTHH:MM") from None

    def now(self) -> datetime:
        """The time in England, or the one that ASSISTANT_TODAY fixes."""
        if self.today is None:
            return datetime.now(LONDON)
        return self.today if self.today.tzinfo else self.today.replace(tzinfo=LONDON)


class KnowledgeSettings(SharedSettings):
    """KNOWLEDGE_*."""

    model_config = SettingsConfigDict(env_prefix="KNOWLEDGE_")

    packs: Annotated[tuple[str, ...], NoDecode] = ("england", "cambridgeshire")
    packs_dir: Path = Path(__file__).parent / "packs"
    model: Path | None = None
    model_cache: Path = Path(sys.prefix) / "share" / "embedding"

    @field_validator("packs", mode="before")
    @classmethod
    def _names_between_commas(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        return tuple(part.strip() for part in value.split(",") if part.strip())


Settings = TypeVar("Settings", bound=SharedSettings)


def from_environment(kind: type[Settings]) -> Settings:
    """Settings of a kind. KnowledgeError names the one that cannot be used."""
    try:
        return kind()
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        prefix = "" if name.isupper() else str(kind.model_config.get("env_prefix", ""))
        raise KnowledgeError(
            f"The setting {prefix}{name.upper()} cannot be used: {first['msg']}"
        ) from error
