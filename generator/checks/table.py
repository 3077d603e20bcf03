"""The rules as their files say them: ``rules/QHI.yaml`` holds the family QHI.

The first YAML document of a file says what its rules are, the second their cases, which only
tests read. A rule's ``check`` is a kind of ``kinds.KINDS`` or a function of a module of
``rules/`` ("letterhead.check_star"); ``with`` are its arguments beside the file. A rule with
several has a list of ``checks``. What a finding says is in ``says``, what to do in ``hint``.

An entry with two ids ("NUM04, NUM05") is one rule that state and party documents name apart;
where they differ in more, a value is given for each: ``{chinh_quyen: …, dang: …}``.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from itertools import chain
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


@dataclass(frozen=True, slots=True)
class Checks:
    """Several checks of one rule, run one after the other."""

    parts: tuple[NamedCheck, ...]

    def __call__(self, subject: Any) -> Iterable[Diagnostic]:
        """Return what the checks find."""
        return chain.from_iterable(part(subject) for part in self.parts)


@cache
def rules_of(family: str) -> tuple[Rule, ...]:
    """Return the rules in the file of a family."""
    content = read_packaged(RULES_DIR / f"{family}.yaml")
    rows = chain.from_iterable(_rows(key, row) for key, row in content["rules"].items())
    return tuple(_rule(rule_id, row, content) for rule_id, row in rows)


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule, family by family."""
    rules = [rule for family in FAMILIES for rule in rules_of(family)]
    return tuple(sorted(rules, key=lambda rule: (FAMILIES.index(rule.id[:3]), rule.id)))


def _rows(key: str, row: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the rules of an entry: one, or that for state and that for party documents."""
    ids = key.split(", ")
    if len(ids) == 1:
        yield key, row
        return
    for rule_id, regime in zip(ids, BOTH, strict=True):
        yield rule_id, {**_part_for(row, regime), "regimes": [regime]}


def _part_for(value: Any, regime: Regime) -> Any:
    """Return what a value given by regime is for one of them.

    >>> _part_for({"wrong": {"chinh_quyen": "TM.", "dang": "T/M"}, "why": "-"}, Regime.PARTY)
    {'wrong': 'T/M', 'why': '-'}
    """
    if not isinstance(value, dict):
        return value
    if set(value) == set(BOTH):
        return value[regime]
    return {key: _part_for(each, regime) for key, each in value.items()}


def _rule(rule_id: str, row: dict[str, Any], family: dict[str, Any]) -> Rule:
    """Return a rule; what its row leaves open is the family's."""
    grouped = "members" in row
    regimes = tuple(map(Regime, row["regimes"])) if "regimes" in row else BOTH
    basis = Basis(**row.get("basis", {}))
    return Rule(
        id=rule_id,
        name=row["name"],
        area=row.get("area", family["area"]),
        regimes=regimes,
        severity=Severity(row.get("severity", "notice")),
        basis=basis.narrowed(regimes),
        stage=Stage(family.get("stage", "file")),
        check=_check(row),
        summary=row["summary"],
        why=row.get("why", ""),
        wrong=row.get("wrong", ""),
        right=row.get("right", ""),
        form=not grouped and row.get("form", family.get("form")) == "true",
        says=_by_name(row.get("says", family.get("says"))),
        hints=_by_name(row.get("hint", family.get("hint"))),
        status=Status.GROUP if grouped else Status.ACTIVE,
        members=tuple(row.get("members", ())),
    )


def _check(row: dict[str, Any]) -> NamedCheck | Checks:
    """Return the check of a rule, or all of them as one; none of a name for other rules."""
    if "check" in row:
        return NamedCheck(row["check"], _arguments(row.get("with", {})))
    return Checks(tuple(
        NamedCheck(each["check"], _arguments({key: each[key] for key in each if key != "check"}))
        for each in row.get("checks", ())
    ))  # fmt: skip


def _arguments(values: dict[str, Any]) -> dict[str, Any]:
    """Return the arguments of a check; "true" and "false" are no texts."""
    truths = {"true": True, "false": False}
    return {
        key: truths.get(value, value) if isinstance(value, str) else value
        for key, value in values.items()
    }


def _by_name(texts: str | dict[str, str] | None) -> dict[str, str]:
    return {"": texts} if isinstance(texts, str) else texts or {}
