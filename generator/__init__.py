"""Composes, lays out and checks Vietnamese documents on external information work."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.app.render import render
    from generator.compose.build import Built, build_document
    from generator.errors import InputError, KehoachError, OutputError
    from generator.workspace import Workspace

__version__ = "0.1.0"

__all__ = [
    "Built",
    "InputError",
    "KehoachError",
    "OutputError",
    "Workspace",
    "__version__",
    "build_document",
    "render",
]

_HOMES = {
    "Built": "generator.compose.build",
    "InputError": "generator.errors",
    "KehoachError": "generator.errors",
    "OutputError": "generator.errors",
    "Workspace": "generator.workspace",
    "build_document": "generator.compose.build",
    "render": "generator.app.render",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that the command starts at once."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(name)
    return getattr(import_module(home), name)
