"""Runs rules over a subject: chooses them, stamps findings, leaves out what is ignored.

Findings of one rule that are too many to read are folded: the last ones become one with their
number.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from generator.checks import problems
from generator.checks.rule import Rule, Stage, Status
from generator.diagnostics import Diagnostic, Fix, Location, Severity
from generator.i18n import N_
from generator.model.base import Regime
from generator.standards import Standard

MOST_IN_FILE = 200
MOST_IN_PARAGRAPH = 20
# The corrections of folded findings are still offered, as many as a copy is made with quickly.
_MOST_FIXED_IN_FILE = 1000
_MOST_FIXED_IN_PARAGRAPH = 100
_WEIGHTS = {Severity.ERROR: 2, Severity.WARNING: 1, Severity.NOTICE: 0}
_CONFIRMED = frozenset(("", "A", "B", "confirmed"))


class Folding:
    """What one rule found in one file, so far."""

    def __init__(self) -> None:
        self._shown = 0
        self._by_paragraph: Counter[tuple[str, int]] = Counter()
        self._first: Diagnostic | None = None
        self._count = 0
        self._fixes: list[Fix] = []

    def takes(self, finding: Diagnostic) -> bool:
        """Return whether a finding is one too many; it is counted then."""
        place = (finding.location.part, finding.location.paragraph)
        here = self._by_paragraph[place] if finding.location.paragraph else 0
        self._by_paragraph[place] += 1
        if here < MOST_IN_PARAGRAPH and self._shown < MOST_IN_FILE:
            self._shown += 1
            return False
        self._first = self._first or finding
        self._count += 1
        if here < _MOST_FIXED_IN_PARAGRAPH and len(self._fixes) < _MOST_FIXED_IN_FILE:
            self._fixes += finding.fixes
        return True

    def rest(self) -> Diagnostic | None:
        """Return the finding that stands for those that were one too many."""
        if self._first is None:
            return None
        return replace(
            self._first,
            message=N_("và {count} chỗ nữa trái quy tắc này, từ đây trở đi"),
            params={"count": self._count},
            hint="",
            expected="",
            found="",
            fixes=tuple(self._fixes),
            count=self._count,
        )


class Subject(Protocol):
    """What rules look at: a Word file, a plan, a budget or a template."""

    @property
    def name(self) -> str:
        """How findings name the file."""

    @property
    def regime(self) -> Regime:
        """The regime, or the likeliest one."""

    @property
    def regime_known(self) -> bool:
        """Whether the regime was recognised or given."""

    @property
    def standard(self) -> Standard:
        """The standard it follows."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a run differs from the usual one.

    Attributes:
        stages: Stages whose rules run.
        ignore: Reason by rule id: findings of these rules are left out.
        ignore_place: Where the list of ignored rules stands, for what is unused in it.
        report_unused: Ignored rules that are reported when they find nothing; those that are
            ignored for many files are not.
        only: Ids to run and no others; empty for all.
    """

    stages: frozenset[Stage] = frozenset((Stage.FILE,))
    ignore: Mapping[str, str] = field(default_factory=dict)
    ignore_place: Location = field(default_factory=Location)
    report_unused: frozenset[str] = frozenset()
    only: frozenset[str] = frozenset()


DEFAULT_OPTIONS = Options()


def run(
    subject: Subject, rules: Sequence[Rule] | None = None, options: Options = DEFAULT_OPTIONS
) -> list[Diagnostic]:
    """Return the findings of all rules that hold for a subject, in the order of the file.

    Args:
        subject: What is looked at.
        rules: The rules; the whole table when not given.
        options: How the run differs.
    """
    if rules is None:
        from generator.checks.table import all_rules

        rules = all_rules()
    chosen = [rule for rule in rules if applies(rule, subject, options)]
    found = [
        finding
        for rule in chosen
        for finding in run_rule(rule, subject)
        if rule.id not in options.ignore
    ]
    used = set()
    if options.ignore:
        used = {rule.id for rule in chosen if rule.id in options.ignore and _finds(rule, subject)}
    return [*sorted(found, key=_order), *_unused(options, used)]


def applies(rule: Rule, subject: Subject, options: Options = DEFAULT_OPTIONS) -> bool:
    """Return whether a rule is run over a subject."""
    return (
        rule.status is Status.ACTIVE
        and rule.stage in options.stages
        and subject.regime in rule.regimes
        and (subject.regime_known or not rule.form)
        and (not options.only or rule.id in options.only)
    )


def run_rule(rule: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """Yield the findings of one rule; a rule that fails is a finding itself."""
    folding = Folding()
    try:
        for finding in rule.check(subject):
            if not folding.takes(finding):
                yield _stamp(finding, rule, subject)
    except Exception as error:  # noqa: BLE001  (one broken rule must not hide what others find)
        kind = f"{type(error).__name__}: {error}"
        yield problems.RULE_FAILED.at(Location(subject.name), rule=rule.id, kind=kind)
    rest = folding.rest()
    if rest is not None:
        yield _stamp(rest, rule, subject)


def _stamp(finding: Diagnostic, rule: Rule, subject: Subject) -> Diagnostic:
    """Return a finding as its rule tells it: with id, words, weight and basis."""
    location = finding.location
    if not location.file:
        location = replace(location, file=subject.name)
    severity = min(finding.severity, rule.severity, key=_WEIGHTS.__getitem__)
    confidence = rule.basis.confidence_for(subject.regime)
    if finding.confidence not in _CONFIRMED:
        severity = Severity.NOTICE
    elif confidence not in _CONFIRMED and severity is Severity.ERROR:
        severity = Severity.WARNING
    hint = finding.hint
    if finding.message in rule.says:
        hint = hint or rule.hints.get(finding.message, rule.hints.get("", ""))
    return replace(
        finding,
        id=rule.id,
        severity=severity,
        message=rule.says.get(finding.message, finding.message),
        hint=hint,
        location=location,
        basis=finding.basis or rule.basis.text(subject.standard),
        confidence=finding.confidence or confidence,
    )


def _finds(rule: Rule, subject: Subject) -> bool:
    return any(True for _ in run_rule(rule, subject))


def _unused(options: Options, used: Iterable[str]) -> Iterator[Diagnostic]:
    for rule_id in options.ignore:
        if rule_id in options.report_unused and rule_id not in used:
            yield problems.NOTHING_TO_IGNORE.at(options.ignore_place, quote=rule_id, rule=rule_id)


def _order(finding: Diagnostic) -> tuple[int, str, int, int, int, str]:
    location = finding.location
    main = 0 if location.part.endswith("document.xml") or not location.part else 1
    return (
        main,
        location.part,
        location.paragraph,
        location.line,
        location.column,
        finding.id,
    )
