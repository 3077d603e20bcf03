"""Words that depend on what was said before them: citations, abbreviations, computed facts.

Templates leave a mark; when the document is complete the marks are resolved in reading order.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from markupsafe import Markup

from generator.catalogues.agencies import AgencyName
from generator.catalogues.can_cu import CitedDocument, cite, cite_pending
from generator.catalogues.ledger import Ledger
from generator.catalogues.load import Catalogues
from generator.catalogues.model import Confidence, Fact, PendingReference
from generator.document.markdown import deferred_mark
from generator.model.base import Regime

_CITATION, _ABBREVIATION, _FACT = "vien_dan", "viet_tat", "su_kien"
AUTOMATIC, SHORT, LONG, NUMBER = "", "ngan", "day_du", "so"


@dataclass
class Words:
    """What a document has said so far.

    Attributes:
        catalogues: Where amendments of cited documents are looked up.
        ledger: Takes down every fact that is printed.
        regime: Whose form citations take.
        day: Date of the document.
        documents: Citable documents by id.
        facts: Computed facts by key: the printed form, and what takes it down.
        cited: Ids of the documents cited so far, in order.
    """

    catalogues: Catalogues
    ledger: Ledger
    regime: Regime
    day: date
    documents: dict[str, CitedDocument | PendingReference] = field(default_factory=dict)
    facts: dict[str, tuple[str, Callable[[], None]]] = field(default_factory=dict)
    cited: dict[str, None] = field(default_factory=dict)
    explained: set[str] = field(default_factory=set)

    def citation(self, key: str, form: str = AUTOMATIC) -> Markup:
        """Return the mark of a citation."""
        return Markup(deferred_mark(_CITATION, key, form))  # noqa: S704  (a mark, not markup)

    def abbreviation(self, short: str, full: str) -> Markup:
        """Return the mark of an abbreviation."""
        return Markup(deferred_mark(_ABBREVIATION, short, full))  # noqa: S704

    def fact(self, key: str, text: str, record: Callable[[], None]) -> Markup:
        """Return the mark of a text made from facts; ``record`` runs when it is printed."""
        self.facts[key] = (text, record)
        return Markup(deferred_mark(_FACT, key))  # noqa: S704

    def resolve(self, kind: str, key: str, argument: str = "") -> str:
        """Return the words for a mark, given all that was resolved before."""
        if kind == _CITATION:
            return self._cite(key, argument)
        if kind == _ABBREVIATION:
            if key in self.explained:
                return key
            self.explained.add(key)
            return f"{argument} ({key})"
        text, record = self.facts[key]
        record()
        return text

    def _cite(self, key: str, form: str) -> str:
        document = self.documents[key]
        if form == NUMBER:
            self.cited[key] = None
            return _number(document)
        short = form == SHORT or (form == AUTOMATIC and key in self.cited)
        self.cited[key] = None
        chosen = "short" if short else "long"
        if isinstance(document, PendingReference):
            return cite_pending(document, self.regime, form=chosen)
        text = cite(
            document,
            self.regime,
            form=chosen,
            date_of_document=self.day,
            catalogues=self.catalogues,
        )
        if isinstance(document, Fact):
            self.ledger.record(document, text)
        return text


def _number(document: CitedDocument | PendingReference) -> str:
    """Return number and symbol alone, for words that name the kind otherwise."""
    if isinstance(document, PendingReference):
        return document.symbol_tail
    return document.so_ky_hieu


def known_documents(
    catalogues: Catalogues, own: Mapping[str, CitedDocument]
) -> dict[str, CitedDocument | PendingReference]:
    """Return every document that can be cited by id, a plan's own before the register's."""
    return {**catalogues.pending, **catalogues.references, **own}


def open_reference(kind: str, letters: str, issuer: AgencyName, subject: str) -> PendingReference:
    """Return a document of a known body whose number and date are left to be filled in.

    Args:
        kind: Kind of the document ("Hướng dẫn").
        letters: Letters of that kind in its symbol ("HD").
        issuer: The body that issues it.
        subject: What it is about, as it stands after the issuer.
    """
    party = issuer.agency.he_thong is Regime.PARTY
    tail = f"-{letters}/{issuer.ky_hieu}" if party else f"/{letters}-{issuer.ky_hieu}"
    values = {
        "confidence": Confidence.FROM_MEMORY,
        "source": "",
        "loai": kind,
        "symbol_tail": tail,
        "co_quan": issuer.ten_day_du,
        "he_thong": issuer.agency.he_thong,
        "trich_yeu": subject,
        "what": f"{kind} của {issuer.ten_day_du} {subject}",
    }
    return PendingReference.read(f"{issuer.id}{tail}", values)
