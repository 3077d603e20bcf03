"""The facts a document used, so that a person checks the uncertain ones and only those."""

from dataclasses import dataclass, field, replace

from generator.catalogues import problems
from generator.catalogues.agencies import AgencyName
from generator.catalogues.anniversaries import Occasion
from generator.catalogues.model import CONFIDENCE_NAMES, Confidence, Fact
from generator.diagnostics import Diagnostic, Location, Marked


@dataclass(frozen=True, slots=True)
class UsedFact:
    """One fact a document used.

    Attributes:
        catalogue: Catalogue it is from, "" for a locality's own.
        id: Its id there.
        text: What the document says of it, at its first use.
        confidence: How sure it is.
        source: Where it comes from.
        origin: Where a workspace set it, None for a packaged fact.
        fact: The entry itself, None for a locality's own.
    """

    catalogue: str
    id: str
    text: str
    confidence: Confidence
    source: str
    origin: Location | None = None
    fact: Fact | None = None


@dataclass(slots=True)
class Ledger:
    """Records facts while a document is written; one ledger belongs to one document."""

    _used: dict[tuple[str, str], UsedFact] = field(default_factory=dict)

    def record(self, fact: Fact, text: str = "", confidence: Confidence | None = None) -> None:
        """Note the use of a catalogue's entry; its first text is kept."""
        used = UsedFact(
            catalogue=fact.catalogue,
            id=fact.id,
            text=text,
            confidence=confidence or fact.confidence,
            source=fact.source,
            origin=fact.origin,
            fact=fact,
        )
        self._used.setdefault((used.catalogue, used.id), used)

    def record_occasion(self, occasion: Occasion) -> None:
        """Note the use of a remembered day."""
        if occasion.fact is not None:
            self.record(occasion.fact, occasion.phrase)
        else:
            used = UsedFact("", occasion.id, occasion.phrase, occasion.confidence, occasion.source)
            self._used.setdefault(("", occasion.id), used)

    def record_agency(self, name: AgencyName) -> None:
        """Note the use of a body's name."""
        self.record(name.agency, name.ten_day_du, name.confidence)

    @property
    def used(self) -> tuple[UsedFact, ...]:
        """Return the facts used, by first use."""
        return tuple(self._used.values())

    def unconfirmed(self) -> tuple[Diagnostic, ...]:
        """Return a notice for each fact used that is not confirmed, by first use."""
        return tuple(
            _notice(used)
            for used in self._used.values()
            if used.confidence is not Confidence.CONFIRMED
        )


def _notice(used: UsedFact) -> Diagnostic:
    finding = problems.UNCONFIRMED.at(
        used.origin,
        hint=None if used.fact else "",
        text=used.text or used.id,
        source=used.source,
        key=f"{used.catalogue}.{used.id}",
        confidence=Marked(CONFIDENCE_NAMES[used.confidence]),
    )
    return replace(finding, basis=used.source, confidence=used.confidence)
