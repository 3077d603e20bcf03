"""The units of money a command takes."""

from generator.model.money import DonViTinh

UNITS = tuple(unit.value for unit in DonViTinh)
