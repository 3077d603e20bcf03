"""The rules as their files say them: ``rules/QHI.yaml`` holds the family QHI.

The first YAML document of a file says what its rules are, the second their cases, which only
tests read. A rule's ``check`` is a kind of ``kinds.KINDS`` or a function of a module of
``rules/`` ("letterhead.check_star"); ``with`` are its arguments beside the file.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from generator.checks.rule import BOTH, Basis, Rule, Stage, Status
from generator.diagnostics import Diagnostic, Severity
from generator.inputs.packaged import read_packaged
from generator.model.base import Regime

FAMILIES = (
    "GEN", "ACT", "PAG", "NUM", "FON", "HDR", "QHI", "TNG", "CQC", "CQB", "PDH", "SKH", "DDN",
    "SZC", "TLO", "TYE", "TYC", "KGU", "CCU", "BOD", "STR", "SIG", "NNH", "PLU", "TAB", "MRK",
    "LNG", "CAP", "ORT", "DAT", "REF", "FCT", "ORG", "AUT", "CON", "BUD",
)  # fmt: skip
"""Every family, in the order in which rules are listed and run."""

RULES_DIR = Path(__file__).with_name("rules")


@dataclass(frozen=True, slots=True)
class NamedCheck:
    """A check by its name, imported when it first runs, so that a build loads few of them."""

    name: str
    arguments: dict[str, Any] = field(default_factory=dict)

    def __call__(self, subject: Any) -> Iterable[Diagnostic]:
        """Return what the check finds."""
        findings: Iterable[Diagnostic] = self.function(subject, **self.arguments)
        return findings

    @property
    def function(self) -> Any:
        """Return the function.

        Raises:
            KeyError: When there is no such kind.
            AttributeError: When a module has no such function.
        """
        module, _, name = self.name.rpartition(".")
        if module:
            return getattr(import_module(f"generator.checks.rules.{module}"), name)
        from generator.checks.kinds import KINDS

        return KINDS[name]


@cache
def rules_of(family: str) -> tuple[Rule, ...]:
    """Return the rules of a family."""
    content = read_packaged(RULES_DIR / f"{family}.yaml")
    return tuple(_rule(rule_id, row, content) for rule_id, row in content["rules"].items())


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule, family by family."""
    return tuple(rule for family in FAMILIES for rule in rules_of(family))


def _rule(rule_id: str, row: dict[str, Any], family: dict[str, Any]) -> Rule:
    """Return a rule; what its row leaves open is the family's."""
    grouped = "members" in row
    return Rule(
        id=rule_id,
        name=row["name"],
        area=row.get("area", family["area"]),
        regimes=tuple(map(Regime, row["regimes"])) if "regimes" in row else BOTH,
        severity=Severity(row.get("severity", "notice")),
        basis=Basis(**row.get("basis", {})),
        stage=Stage(family.get("stage", "file")),
        check=_no_findings if grouped else NamedCheck(row["check"], _arguments(row)),
        summary=row["summary"],
        why=row.get("why", ""),
        wrong=row.get("wrong", ""),
        right=row.get("right", ""),
        form=not grouped and row.get("form", family.get("form")) == "true",
        status=Status.GROUP if grouped else Status.ACTIVE,
        members=tuple(row.get("members", ())),
    )


def _arguments(row: dict[str, Any]) -> dict[str, Any]:
    """Return the arguments of a check; "true" and "false" are no texts."""
    truths = {"true": True, "false": False}
    return {
        key: truths.get(value, value) if isinstance(value, str) else value
        for key, value in row.get("with", {}).items()
    }


def _no_findings(_: object) -> tuple[Diagnostic, ...]:
    return ()
