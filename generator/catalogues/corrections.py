"""What a workspace adds to the catalogues or corrects in them, checked before it is used.

Top-level keys are catalogues, below them entries by id; an entry may give only the fields
that differ from the packaged one.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from generator.catalogues import findings
from generator.catalogues.findings import Locate, Path, nowhere
from generator.catalogues.schema import SPECS, Spec, check_fields
from generator.catalogues.store import COMMUNE_FIELDS, iter_communes, read_data
from generator.diagnostics import Diagnostic, Location
from generator.errors import InputError
from generator.i18n import N_


class Change(NamedTuple):
    """The fields a workspace gives for one entry, and where."""

    fields: Mapping[str, Any]
    origin: Location


Changes = Mapping[str, Mapping[str, Change]]


def packaged_entries(catalogue: str) -> Mapping[str, Mapping[str, Any]]:
    """Return the packaged entries of a catalogue as raw data, by id."""
    if catalogue == "communes":
        return {
            code: dict(zip(COMMUNE_FIELDS, fields, strict=True)) for code, fields in iter_communes()
        }
    entries: Mapping[str, Mapping[str, Any]] = read_data(SPECS[catalogue].file)[catalogue]
    return entries


def read_corrections(
    corrections: Mapping[str, Any] | None, locate: Locate | None = None
) -> Changes:
    """Return the checked corrections of a workspace.

    Args:
        corrections: Parsed content of ``plans/catalogue.yaml``.
        locate: Place of the value at a path of keys.

    Raises:
        InputError: With every problem found.
    """
    reader = _Reader(locate or nowhere)
    changes = {
        name: reader.read_catalogue(name, entries) for name, entries in (corrections or {}).items()
    }
    reader.check_links(changes)
    if reader.problems:
        raise InputError(reader.problems)
    return changes


class _Reader:
    """Walks the corrections and gathers what is wrong."""

    def __init__(self, locate: Locate) -> None:
        self.locate = locate
        self.problems: list[Diagnostic] = []

    def add(self, rule: str, message: str, path: Path, **params: Any) -> None:
        hint = findings.NEAR_HINT if "near" in params else ""
        self.problems.append(findings.error(rule, message, self.locate(path), params, hint))

    def read_catalogue(self, name: str, entries: Any) -> dict[str, Change]:
        if name not in SPECS:
            near = findings.near_params(str(name), SPECS)
            message = N_("không có danh mục '{name}'")
            self.add(findings.UNKNOWN_CATALOGUE, message, (name,), name=name, **near)
            return {}
        if not isinstance(entries, Mapping):
            message = N_("danh mục '{name}' phải gồm các mục theo mã")
            self.add(findings.BAD_SHAPE, message, (name,), name=name)
            return {}
        packaged = packaged_entries(name)
        return {
            str(entry_id): self.read_entry(name, str(entry_id), fields, packaged)
            for entry_id, fields in entries.items()
        }

    def read_entry(
        self, catalogue: str, entry_id: str, fields: Any, packaged: Mapping[str, Any]
    ) -> Change:
        path: Path = (catalogue, entry_id)
        if not isinstance(fields, Mapping):
            message = N_("mục '{entry}' của danh mục '{name}' phải gồm các trường")
            self.add(findings.BAD_SHAPE, message, path, entry=entry_id, name=catalogue)
            return Change({}, self.locate(path))
        spec = SPECS[catalogue]
        given = {str(key): value for key, value in fields.items()}
        self._check_names(spec, catalogue, entry_id, given)
        self._check_values(spec, catalogue, entry_id, given)
        if entry_id not in packaged:
            self._check_complete(spec, catalogue, entry_id, given, packaged)
        self._check_period(spec, path, {**packaged.get(entry_id, {}), **given})
        return Change(given, self.locate(path))

    def _check_names(
        self, spec: Spec, catalogue: str, entry_id: str, given: Mapping[str, Any]
    ) -> None:
        for field in given:
            if field not in spec.fields:
                message = N_("mục '{entry}' của danh mục '{name}' không có trường '{field}'")
                self.add(
                    findings.UNKNOWN_FIELD,
                    message,
                    (catalogue, entry_id, field),
                    entry=entry_id,
                    name=catalogue,
                    field=field,
                    **findings.near_params(field, spec.fields),
                )

    def _check_values(
        self, spec: Spec, catalogue: str, entry_id: str, given: Mapping[str, Any]
    ) -> None:
        for problem in check_fields(spec, given):
            path = (catalogue, entry_id, problem.field)
            params = {"value": given[problem.field], **problem.params}
            self.problems.append(
                findings.error(
                    findings.BAD_VALUE,
                    problem.message,
                    self.locate(path),
                    {**params, "entry": entry_id, "name": catalogue, "field": problem.field},
                    N_("trường '{field}' của mục '{entry}' trong danh mục '{name}'"),
                )
            )

    def _check_complete(
        self,
        spec: Spec,
        catalogue: str,
        entry_id: str,
        given: Mapping[str, Any],
        packaged: Mapping[str, Any],
    ) -> None:
        missing = [name for name in spec.required if name not in given]
        if missing:
            message = N_("mục mới '{entry}' của danh mục '{name}' thiếu: {missing}")
            self.add(
                findings.INCOMPLETE,
                message,
                (catalogue, entry_id),
                entry=entry_id,
                name=catalogue,
                missing=", ".join(missing),
                **findings.near_params(entry_id, packaged),
            )

    def _check_period(self, spec: Spec, path: Path, fields: Mapping[str, Any]) -> None:
        if check_fields(spec, fields) or not {"valid_from", "valid_to"} <= fields.keys():
            return
        first: date = spec.fields["valid_from"](fields["valid_from"])
        last: date = spec.fields["valid_to"](fields["valid_to"])
        if last < first:
            message = N_("mục '{entry}': valid_to {last} trước valid_from {first}")
            self.add(
                findings.BAD_PERIOD,
                message,
                path,
                entry=path[1],
                first=first.isoformat(),
                last=last.isoformat(),
            )

    def check_links(self, changes: Changes) -> None:
        """Find ids that lead nowhere."""
        for catalogue, entry_id, field, target, name in _iter_links(changes):
            options = {*packaged_entries(target), *changes.get(target, {})}
            if name not in options:
                self.add(
                    findings.DANGLING,
                    N_("'{value}' không có trong danh mục '{name}'"),
                    (catalogue, entry_id, field),
                    value=name,
                    name=target,
                    **findings.near_params(name, options),
                )


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


def _iter_links(changes: Changes) -> Iterator[tuple[str, str, str, str, str]]:
    for catalogue, links in _LINKS.items():
        for entry_id, change in changes.get(catalogue, {}).items():
            for field, target in links.items():
                value = change.fields.get(field, ())
                for name in value if isinstance(value, (list, tuple)) else (value,):
                    yield catalogue, entry_id, field, target, str(name)
