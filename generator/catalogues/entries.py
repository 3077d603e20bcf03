"""The entries of the catalogues: packaged ones, and what a workspace adds or corrects.

Packaged entries are YAML, and a table of the communes. Corrections are checked before they are
used.

Top-level keys are catalogues, below them entries by id; an entry may give only the fields
that differ from the packaged one, so that the two together are what must be right::

References:
      nd72: {valid_to: 31/12/2027}
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import Field, ValidationError, create_model
from pydantic_core import ErrorDetails

from generator.catalogues import model, problems
from generator.diagnostics import Diagnostic, Location
from generator.errors import InputError
from generator.inputs import problems as of_inputs
from generator.inputs.explain import explain_errors
from generator.inputs.packaged import read_packaged
from generator.inputs.yaml import Loaded, ValuePath, sorted_by_place
from generator.model.base import Model

DATA_DIR = Path(__file__).parent / "data"
COMMUNE_FIELDS = ("type", "name", "province", "land_border", "coastal", "island", "formed_from")
COMMUNE_SOURCE = {
    "source": "thanglequoc/vietnamese-provinces-database v3.1.0 (danhmuchanhchinh.nso.gov.vn)",
    "confidence": "confirmed",
}

FACTS: dict[str, type[model.Fact]] = {
    fact.catalogue: fact
    for fact in (
        model.Anniversary,
        model.Relation,
        model.Reference,
        model.PendingReference,
        model.Agency,
        model.OldName,
        model.Province,
        model.FormerProvince,
        model.Commune,
        model.Partner,
        model.PlaceName,
        model.Person,
        model.CostNorm,
    )
}
"""The catalogues by name: class of their entries."""

_LINKS = {
    "references": {
        "replaced_by": "references",
        "amended_by": "references",
        "partly_replaced_by": "references",
    },
    "anniversaries": {"province": "provinces"},
    "communes": {"province": "provinces"},
    "former_provinces": {"heir": "provinces"},
    "partners": {"heir": "provinces"},
}
"""Fields that hold ids of another catalogue's entries."""

_FIELD_DEPTH = 3


@cache
def file_model() -> type[Model]:
    """Return the model of ``plans/catalogue.yaml``: of each catalogue whole entries by id."""
    fields: dict[str, Any] = {
        name: (dict[str, fact], Field(default_factory=dict))  # type: ignore[valid-type]
        for name, fact in FACTS.items()
    }
    return create_model("Corrections", __base__=Model, **fields)


class Change(NamedTuple):
    """The fields a workspace gives for one entry, and where."""

    fields: Mapping[str, Any]
    origin: Location


Changes = Mapping[str, Mapping[str, Change]]


def packaged_entries(catalogue: str) -> Mapping[str, Mapping[str, Any]]:
    """Return the packaged entries of a catalogue as raw data, by id."""
    if catalogue == model.Commune.catalogue:
        return Communes()
    entries: Mapping[str, Mapping[str, Any]] = read_data(FACTS[catalogue].file)[catalogue]
    return entries


@cache
def read_data(file: str) -> dict[str, Any]:
    """Return what a packaged YAML file says."""
    return read_packaged(DATA_DIR / f"{file}.yaml")


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


def read_corrections(corrections: Loaded) -> Changes:
    """Return the checked corrections of a workspace.

    Raises:
        InputError: With every problem found.
    """
    typed = corrections.value or {}
    wrong = [*_empty_values(typed, corrections), *_wrong_values(typed, corrections)]
    wrong += _broken_links(typed, corrections)
    if wrong:
        raise InputError(sorted_by_place(wrong))
    return {
        name: {
            entry_id: Change(fields, corrections.locate((name, entry_id)))
            for entry_id, fields in (entries or {}).items()
        }
        for name, entries in typed.items()
    }


def _iter_fields(typed: Mapping[str, Any]) -> Iterator[tuple[str, str, str, Any]]:
    """Yield catalogue, entry, field and value of everything that stands at its place."""
    for name, entries in typed.items():
        for entry_id, fields in entries.items() if isinstance(entries, dict) else ():
            for field, value in fields.items() if isinstance(fields, dict) else ():
                yield name, entry_id, field, value


def _empty_values(typed: Mapping[str, Any], loaded: Loaded) -> Iterator[Diagnostic]:
    """Find fields without a value: they could mean the packaged value or none at all."""
    for *path, value in _iter_fields(typed):
        if value is None:
            place = loaded.locate(tuple(path), key=True)
            yield of_inputs.EMPTY_VALUE.at(place, key=path[-1])


def _wrong_values(typed: Mapping[str, Any], loaded: Loaded) -> Iterator[Diagnostic]:
    """Find what is wrong with the corrected entries as a whole."""
    whole = {
        name: {
            entry_id: _laid_over(packaged_entries(name).get(entry_id, {}), fields)
            for entry_id, fields in entries.items()
        }
        if name in FACTS and isinstance(entries, dict)
        else entries
        for name, entries in typed.items()
    }
    try:
        file_model().model_validate(whole)
    except ValidationError as error:
        errors = error.errors(include_url=False)
        incomplete = [each for each in errors if _is_missing_field(each)]
        others = [each for each in errors if not _is_missing_field(each)]
        yield from explain_errors(others, replace(loaded, value=whole), file_model())
        yield from _incomplete_entries(incomplete, loaded)


def _laid_over(below: Mapping[str, Any], fields: Any) -> Any:
    """Return an entry's values with those a workspace gives; what is no mapping stays as it is."""
    if not isinstance(fields, dict):
        return fields
    return {**below, **{key: value for key, value in fields.items() if value is not None}}


def _is_missing_field(error: ErrorDetails) -> bool:
    return error["type"] == "missing" and len(error["loc"]) == _FIELD_DEPTH


def _incomplete_entries(errors: list[ErrorDetails], loaded: Loaded) -> Iterator[Diagnostic]:
    """Find new entries without a field they need; perhaps an id was meant that is there."""
    missing: dict[ValuePath, list[str]] = {}
    for error in errors:
        *path, field = error["loc"]
        missing.setdefault(tuple(path), []).append(str(field))
    for (name, entry_id), fields in ((map(str, path), names) for path, names in missing.items()):
        near = problems.near_params(entry_id, packaged_entries(name))
        yield problems.ENTRY_INCOMPLETE.at(
            loaded.locate((name, entry_id)),
            hint=problems.NEAR_HINT if near else None,
            entry=entry_id,
            name=name,
            missing=", ".join(fields),
            **near,
        )


def _broken_links(typed: Mapping[str, Any], loaded: Loaded) -> Iterator[Diagnostic]:
    """Find ids of other entries that lead nowhere."""
    for name, entry_id, field, value in _iter_fields(typed):
        target = _LINKS.get(name, {}).get(field)
        if target is None or not value:
            continue
        options = {*packaged_entries(target), *(typed.get(target) or ())}
        for linked in map(str, value if isinstance(value, list) else [value]):
            if linked not in options:
                near = problems.near_params(linked, options)
                yield problems.NO_SUCH_LINK.at(
                    loaded.locate((name, entry_id, field)),
                    hint=problems.NEAR_HINT if near else None,
                    value=linked,
                    name=target,
                    **near,
                )
