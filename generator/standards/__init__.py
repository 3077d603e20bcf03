"""Format rules as dated data: which standard a document follows and what it says."""

from generator.standards.load import choose_standard, load_standard
from generator.standards.schema import Component, Number, Standard
from generator.standards.store import STANDARD_IDS

__all__ = [
    "STANDARD_IDS",
    "Component",
    "Number",
    "Standard",
    "choose_standard",
    "load_standard",
]
