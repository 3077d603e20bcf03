"""The catalogues of one build: packaged facts with a workspace's corrections over them.

Each catalogue is read when it is first asked for; a loaded one never changes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any, TypeVar

from generator.catalogues import model
from generator.catalogues.corrections import (
    Change,
    Changes,
    packaged_entries,
    read_corrections,
)
from generator.catalogues.findings import Locate
from generator.catalogues.schema import SPECS, build_fact
from generator.catalogues.store import COMMUNE_FIELDS, COMMUNE_SOURCE, iter_communes, read_data
from generator.text.dates import OpenDate, parse_date
from generator.text.normalize import slug

F = TypeVar("F", bound=model.Fact)


def load_catalogues(
    corrections: Mapping[str, Any] | None = None, *, locate: Locate | None = None
) -> "Catalogues":
    """Return the catalogues, with what a workspace adds or corrects.

    Args:
        corrections: Parsed content of the workspace's ``plans/catalogue.yaml``.
        locate: Place of the value at a path of keys, for findings and for facts' origins.

    Raises:
        InputError: When the corrections are wrong; every problem is listed.
    """
    return Catalogues(read_corrections(corrections, locate))


@dataclass(frozen=True, eq=False)
class Catalogues:
    """All catalogues, each a mapping of facts by id."""

    changes: Changes = field(default_factory=dict)

    def __reduce__(self) -> tuple[type["Catalogues"], tuple[Changes]]:
        # Workers read the packaged files themselves; loaded mappings cannot be pickled.
        return Catalogues, (self.changes,)

    def _facts(self, name: str, kind: type[F]) -> Mapping[str, F]:
        changes = self.changes.get(name, {})
        packaged = packaged_entries(name)
        facts: dict[str, F] = {}
        for entry_id in {**packaged, **changes}:
            fact = _build(name, entry_id, packaged.get(entry_id, {}), changes.get(entry_id))
            assert isinstance(fact, kind)  # noqa: S101  (SPECS names the class)
            facts[entry_id] = fact
        return MappingProxyType(facts)

    @cached_property
    def anniversaries(self) -> Mapping[str, model.Anniversary]:
        """Days remembered every year."""
        return self._facts("anniversaries", model.Anniversary)

    @cached_property
    def relations(self) -> Mapping[str, model.Relation]:
        """Diplomatic relations by ISO code of the country."""
        return self._facts("relations", model.Relation)

    @cached_property
    def relations_as_of(self) -> OpenDate:
        """The day up to which levels of partnership are thought complete."""
        return parse_date(read_data("relations")["meta"]["as_of"])

    @cached_property
    def organizations(self) -> Mapping[str, model.Organization]:
        """Relations with international organisations."""
        return self._facts("organizations", model.Organization)

    @cached_property
    def references(self) -> Mapping[str, model.Reference]:
        """Documents that may be cited."""
        return self._facts("references", model.Reference)

    @cached_property
    def references_by_symbol(self) -> Mapping[str, tuple[model.Reference, ...]]:
        """Documents by number and symbol; several terms may share one."""
        found: dict[str, tuple[model.Reference, ...]] = {}
        for reference in self.references.values():
            symbol = reference.so_ky_hieu
            if symbol:
                found[symbol] = (*found.get(symbol, ()), reference)
        return MappingProxyType(found)

    @cached_property
    def pending(self) -> Mapping[str, model.PendingReference]:
        """Documents that are needed but not found or not issued."""
        return self._facts("pending", model.PendingReference)

    @cached_property
    def agencies(self) -> Mapping[str, model.Agency]:
        """Bodies with their names by period."""
        return self._facts("agencies", model.Agency)

    @cached_property
    def old_names(self) -> Mapping[str, model.OldName]:
        """Wordings that are right in one period only."""
        return self._facts("old_names", model.OldName)

    @cached_property
    def org_changes(self) -> Mapping[str, model.OrgChange]:
        """Changes of organisation."""
        return self._facts("org_changes", model.OrgChange)

    @cached_property
    def symbols(self) -> Mapping[str, model.Symbol]:
        """Who uses which symbol."""
        return self._facts("symbols", model.Symbol)

    @cached_property
    def provinces(self) -> Mapping[str, model.Province]:
        """The provinces of today by code."""
        return self._facts("provinces", model.Province)

    @cached_property
    def former_provinces(self) -> Mapping[str, model.FormerProvince]:
        """Provinces merged on 01/7/2025."""
        return self._facts("former_provinces", model.FormerProvince)

    @cached_property
    def communes(self) -> Mapping[str, model.Commune]:
        """The communes of today by code; each is made when it is asked for."""
        return _Communes(self.changes.get("communes", {}))

    @cached_property
    def communes_by_slug(self) -> Mapping[str, tuple[str, ...]]:
        """Codes of communes by slug, with their kind ("xa-yen-binh") and without."""
        index: dict[str, list[str]] = {}
        for code, commune in self.communes.items():
            for key in (commune.slug, slug(commune.name)):
                index.setdefault(key, []).append(code)
        return {key: tuple(codes) for key, codes in index.items()}

    @cached_property
    def partners(self) -> Mapping[str, model.Partner]:
        """Partner localities of the provinces."""
        return self._facts("partners", model.Partner)

    @cached_property
    def place_names(self) -> Mapping[str, model.PlaceName]:
        """Places often misspelt."""
        return self._facts("place_names", model.PlaceName)

    @cached_property
    def persons(self) -> Mapping[str, model.Person]:
        """Persons whose name or title is often wrong."""
        return self._facts("persons", model.Person)

    @cached_property
    def funding_sources(self) -> Mapping[str, model.FundingSource]:
        """Sources of money."""
        return self._facts("funding_sources", model.FundingSource)

    @cached_property
    def cost_norms(self) -> Mapping[str, model.CostNorm]:
        """Cost norms."""
        return self._facts("cost_norms", model.CostNorm)

    @cached_property
    def budget_items(self) -> Mapping[str, model.BudgetItem]:
        """Lines of the state budget's index."""
        return self._facts("budget_items", model.BudgetItem)

    @cached_property
    def budget_cycle(self) -> Mapping[str, model.BudgetStep]:
        """Steps of the budget's year."""
        return self._facts("budget_cycle", model.BudgetStep)


class _Communes(Mapping[str, model.Commune]):
    """Rows of the list of communes; 3,321 objects are not made to use one of them."""

    def __init__(self, changes: Mapping[str, Change]) -> None:
        self._changes = changes
        self._rows = dict(iter_communes())

    def __getitem__(self, code: str) -> model.Commune:
        change = self._changes.get(code)
        row = self._rows.get(code)
        if row is None and change is None:
            raise KeyError(code)
        packaged = dict(zip(COMMUNE_FIELDS, row, strict=True)) if row else {}
        fact = _build("communes", code, packaged, change)
        assert isinstance(fact, model.Commune)  # noqa: S101  (SPECS names the class)
        return fact

    def __iter__(self) -> Iterator[str]:
        return iter({**self._rows, **self._changes})

    def __len__(self) -> int:
        return len({**self._rows, **self._changes})


def _build(
    catalogue: str, entry_id: str, packaged: Mapping[str, Any], change: Change | None
) -> model.Fact:
    fields = {**packaged, **change.fields} if change else dict(packaged)
    if catalogue == "communes":
        fields.setdefault("source", COMMUNE_SOURCE)
        fields.setdefault("confidence", model.Confidence.CONFIRMED)
    fields.setdefault("confidence", model.Confidence.SINGLE_SOURCE)
    origin = change.origin if change else None
    return build_fact(SPECS[catalogue], entry_id, fields, origin=origin)
