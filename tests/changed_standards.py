"""Packaged standards with other values, for tests of what follows them."""

from collections.abc import Mapping
from typing import Any

from generator.standards import Standard
from generator.standards.load import read_values
from generator.standards.schema import merge


def changed_standard(standard_id: str, changes: Mapping[str, Any] | None) -> Standard:
    """Return a packaged standard with nested values laid over those of its file."""
    return Standard.model_validate(merge(read_values(standard_id), changes or {}))
