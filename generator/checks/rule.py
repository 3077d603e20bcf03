"""What a rule is: its id, for which documents it holds, what it rests on and how it looks."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from generator.diagnostics import Diagnostic, Severity
from generator.model.base import Regime
from generator.standards import Standard

Check = Callable[[Any], Iterable[Diagnostic]]
BOTH = (Regime.STATE, Regime.PARTY)
_SURE = frozenset("AB")


class Stage(StrEnum):
    """What a rule looks at."""

    INPUT = "input"  # plans, budgets, templates
    FILE = "file"  # any Word file as read


class Status(StrEnum):
    """Whether a rule is in use; a dropped one keeps its id."""

    ACTIVE = "active"
    GROUP = "group"  # a name for other rules, which do the work
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Basis:
    """What a rule rests on.

    Attributes:
        article: Place in the instrument, or the whole basis when there is no instrument.
        confidence: "A" to "D"; two letters ("A/B") are for state and for party documents.
        component: Component of the standard whose source is the article; "page" and "font" too,
            and "standard" for the standard itself with the article given here.
        instrument: The instrument; "" for the standard the document follows, when there is a
            component, else nothing.
    """

    article: str = ""
    confidence: str = "D"
    component: str = ""
    instrument: str = ""

    def confidence_for(self, regime: Regime) -> str:
        """Return how sure the basis is for a document of a regime.

        >>> Basis(confidence="A/B").confidence_for(Regime.PARTY)
        'B'
        """
        state, _, party = self.confidence.partition("/")
        return party if party and regime is Regime.PARTY else state

    def narrowed(self, regimes: tuple[Regime, ...]) -> "Basis":
        """Return the basis as it is for the only regime a rule holds for, if there is only one."""
        if len(regimes) > 1:
            return self
        return replace(self, confidence=self.confidence_for(regimes[0]))

    @property
    def is_sure(self) -> bool:
        """Return whether the basis is confirmed by its text or by two sources."""
        return bool(_SURE.intersection(self.confidence))

    def text(self, standard: Standard | None) -> str:
        """Return the basis as a finding names it."""
        if not self.component or standard is None:
            return ", ".join(filter(None, (self.instrument, self.article)))
        return f"{standard.name} ({self._source(standard) or self.article})"

    def _source(self, standard: Standard) -> str:
        if self.component in ("page", "font"):
            return (standard.page if self.component == "page" else standard.font).source
        component = standard.components.get(self.component)
        return component.source if component else ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        id: Stable id ("QHI02"); never reused, never given another meaning.
        name: Short name in ASCII ("quoc-hieu-trinh-bay").
        area: What it is about, in Vietnamese ("quốc hiệu").
        regimes: The documents it holds for.
        severity: The most its findings may weigh.
        basis: What it rests on.
        stage: What it looks at.
        check: Gives findings; where and what only, the engine stamps the rest.
        summary: What must hold, one line in Vietnamese.
        why: Why it matters, in Vietnamese.
        wrong: An example that breaks it.
        right: The same as it should be.
        form: It is about the form (thể thức) of a known regime, and is left out where a file's
            regime was not recognised.
        says: What a finding says, by the name its check gives; "" where the rule has one message.
        hints: What to do, by the same names; that of "" is for all that have none.
        status: Whether it is in use.
        members: Of a group: the ids or families of the rules that do its work.
    """

    id: str
    name: str
    area: str
    regimes: tuple[Regime, ...]
    severity: Severity
    basis: Basis
    stage: Stage
    check: Check
    summary: str = ""
    why: str = ""
    wrong: str = ""
    right: str = ""
    form: bool = False
    says: Mapping[str, str] = field(default_factory=dict)
    hints: Mapping[str, str] = field(default_factory=dict)
    status: Status = Status.ACTIVE
    members: tuple[str, ...] = ()
