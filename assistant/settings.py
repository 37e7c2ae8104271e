"""How the assistant answers and what it keeps, from the environment."""

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from knowledge.settings import SharedSettings


class AssistantSettings(SharedSettings):
    """ASSISTANT_*."""

    model_config = SettingsConfigDict(env_prefix="ASSISTANT_")

    database: str = ""
    keep_days: int = Field(default=30, ge=1)

    @property
    def database_address(self) -> str:
        """A file in DATA_DIR, unless ASSISTANT_DATABASE names another database."""
        return self.database or f"sqlite:///{(self.data_dir / 'assistant.db').absolute()}"
