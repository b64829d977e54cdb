"""The base of what crosses a wall beside facts: frozen, and nothing that was not declared."""

from pydantic import BaseModel, ConfigDict


class Crossing(BaseModel):
    """A part of the vocabulary between zones."""

    model_config = ConfigDict(frozen=True, extra="forbid")
