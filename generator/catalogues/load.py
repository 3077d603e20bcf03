"""The catalogues of one build: packaged facts with a workspace's corrections over them.

Each catalogue is read when it is first asked for; a loaded one never changes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TypeVar

from generator.catalogues import model
from generator.catalogues.entries import Changes, packaged_entries, read_corrections, read_data
from generator.inputs.yaml import Loaded
from generator.text.dates import OpenDate, parse_date
from generator.text.normalize import slug

F = TypeVar("F", bound=model.Fact)


def load_catalogues(corrections: Loaded | None = None) -> "Catalogues":
    """Return the catalogues, with what a workspace adds or corrects.

    Args:
        corrections: The workspace's ``plans/catalogue.yaml``.

    Raises:
        InputError: When the corrections are wrong; every problem is listed.
    """
    return Catalogues(read_corrections(corrections) if corrections else {})


@dataclass(frozen=True, eq=False)
class Catalogues:
    """All catalogues, each a mapping of facts by id."""

    changes: Changes = field(default_factory=dict)

    def __reduce__(self) -> tuple[type["Catalogues"], tuple[Changes]]:
        # Workers read the packaged files themselves; loaded mappings cannot be pickled.
        return Catalogues, (self.changes,)

    def _facts(self, kind: type[F]) -> Mapping[str, F]:
        return MappingProxyType(dict(_Facts(kind, self.changes)))

    @cached_property
    def anniversaries(self) -> Mapping[str, model.Anniversary]:
        """Days remembered every year."""
        return self._facts(model.Anniversary)

    @cached_property
    def relations(self) -> Mapping[str, model.Relation]:
        """Diplomatic relations by ISO code of the country."""
        return self._facts(model.Relation)

    @cached_property
    def relations_as_of(self) -> OpenDate:
        """The day up to which levels of partnership are thought complete."""
        return parse_date(read_data("relations")["meta"]["as_of"])

    @cached_property
    def references(self) -> Mapping[str, model.Reference]:
        """Documents that may be cited."""
        return self._facts(model.Reference)

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
        return self._facts(model.PendingReference)

    @cached_property
    def agencies(self) -> Mapping[str, model.Agency]:
        """Bodies with their names by period."""
        return self._facts(model.Agency)

    @cached_property
    def old_names(self) -> Mapping[str, model.OldName]:
        """Wordings that are right in one period only."""
        return self._facts(model.OldName)

    @cached_property
    def provinces(self) -> Mapping[str, model.Province]:
        """The provinces of today by code."""
        return self._facts(model.Province)

    @cached_property
    def former_provinces(self) -> Mapping[str, model.FormerProvince]:
        """Provinces merged on 01/7/2025."""
        return self._facts(model.FormerProvince)

    @cached_property
    def communes(self) -> Mapping[str, model.Commune]:
        """The communes of today by code; each is made when it is asked for."""
        return _Facts(model.Commune, self.changes)

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
        return self._facts(model.Partner)

    @cached_property
    def place_names(self) -> Mapping[str, model.PlaceName]:
        """Places often misspelt."""
        return self._facts(model.PlaceName)

    @cached_property
    def persons(self) -> Mapping[str, model.Person]:
        """Persons whose name or title is often wrong."""
        return self._facts(model.Person)

    @cached_property
    def cost_norms(self) -> Mapping[str, model.CostNorm]:
        """Cost norms."""
        return self._facts(model.CostNorm)


class _Facts(Mapping[str, F]):
    """The facts of a catalogue; each is made when it is asked for."""

    def __init__(self, kind: type[F], changes: Changes) -> None:
        self._kind = kind
        self._packaged = packaged_entries(kind.catalogue)
        self._changes = changes.get(kind.catalogue, {})

    def __getitem__(self, entry_id: str) -> F:
        below, change = self._packaged.get(entry_id), self._changes.get(entry_id)
        if change is not None:
            return self._kind.read(entry_id, {**(below or {}), **change.fields}, change.origin)
        if below is None:
            raise KeyError(entry_id)
        return self._kind.read(entry_id, below)

    def __iter__(self) -> Iterator[str]:
        return iter({**self._packaged, **self._changes})

    def __len__(self) -> int:
        return len({**self._packaged, **self._changes})
