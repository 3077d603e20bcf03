"""Format rules as dated data: which standard a document follows and what it says."""

from generator.standards.load import STANDARD_IDS, choose_standard, load_standard
from generator.standards.measure import Number
from generator.standards.schema import Component, Standard

__all__ = [
    "STANDARD_IDS",
    "Component",
    "Number",
    "Standard",
    "choose_standard",
    "load_standard",
]
