"""The packaged data files of facts: YAML, and a table of the communes."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from generator.inputs.packaged import read_packaged

DATA_DIR = Path(__file__).parent / "data"
COMMUNE_FIELDS = ("type", "name", "province", "land_border", "coastal", "island", "formed_from")
COMMUNE_SOURCE = {
    "source": "thanglequoc/vietnamese-provinces-database v3.1.0 (danhmuchanhchinh.nso.gov.vn)",
    "confidence": "confirmed",
}


@cache
def read_data(file: str) -> dict[str, Any]:
    """Return what a packaged YAML file says."""
    return read_packaged(DATA_DIR / f"{file}.yaml")


def read_entries(catalogue: str, file: str) -> Mapping[str, Mapping[str, Any]]:
    """Return the packaged entries of a catalogue as raw data, by id."""
    if catalogue == "communes":
        return Communes()
    entries: Mapping[str, Mapping[str, Any]] = read_data(file)[catalogue]
    return entries


class Communes(Mapping[str, Mapping[str, Any]]):
    """Rows of the table of communes by code."""

    def __init__(self) -> None:
        self._rows = _commune_rows()

    def __getitem__(self, code: str) -> Mapping[str, Any]:
        values = self._rows[code].split("\t")
        fields: dict[str, Any] = dict(zip(COMMUNE_FIELDS, values, strict=True))
        fields["land_border"] = tuple(filter(None, fields["land_border"].split("/")))
        fields["coastal"], fields["island"] = fields["coastal"] == "x", fields["island"] == "x"
        return fields | COMMUNE_SOURCE

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


@cache
def _commune_rows() -> dict[str, str]:
    text = (DATA_DIR / "communes.tsv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return {code: row for code, _, row in (line.partition("\t") for line in lines)}
