"""Where the server listens, from the environment."""

from pydantic import Field

from knowledge.settings import SharedSettings


class WebSettings(SharedSettings):
    """HOST and PORT; port 0 takes one that is free."""

    host: str = Field(default="127.0.0.1", min_length=1, validation_alias="HOST")
    port: int = Field(default=8000, ge=0, le=65535, validation_alias="PORT")
