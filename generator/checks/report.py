"""Findings for other programs: JSON as a list of objects, and SARIF 2.1.0 for code hosts."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from generator import __version__
from generator.checks.explain import fill
from generator.checks.rule import Rule, Status
from generator.diagnostics import Diagnostic, Severity
from generator.i18n import SOURCE_LANGUAGE

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "note"}


def to_object(finding: Diagnostic, language: str = SOURCE_LANGUAGE) -> dict[str, Any]:
    """Return a finding as plain values; what is not known is left out."""
    place = finding.location
    values = {
        "rule": finding.id,
        "severity": finding.severity.value,
        "file": place.file,
        "part": place.part,
        "paragraph": place.paragraph,
        "page": place.page,
        "cell": list(place.cell),
        "run": place.run,
        "line": place.line,
        "column": place.column,
        "quote": finding.quote,
        "expected": finding.expected,
        "found": finding.found,
        "basis": finding.basis,
        "confidence": str(finding.confidence),
        "message": finding.message_text(language),
        "hint": finding.hint_text(language),
        "count": finding.count if finding.count > 1 else 0,
    }
    return {key: value for key, value in values.items() if value not in ("", 0, [])}


def to_json(findings: Iterable[Diagnostic], language: str = SOURCE_LANGUAGE) -> str:
    """Return findings as a JSON list of objects."""
    objects = [to_object(finding, language) for finding in findings]
    return json.dumps(objects, ensure_ascii=False, indent=2)


def to_sarif(
    findings: Sequence[Diagnostic], rules: Iterable[Rule], language: str = SOURCE_LANGUAGE
) -> str:
    """Return findings as a SARIF log of one run."""
    known = {rule.id: rule for rule in rules}
    used = list(dict.fromkeys(finding.id for finding in findings))
    index = {rule_id: position for position, rule_id in enumerate(used)}
    driver = {
        "name": "kehoach",
        "version": __version__,
        "rules": [_rule_object(rule_id, known.get(rule_id)) for rule_id in used],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, index[finding.id], language) for finding in findings],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def _rule_object(rule_id: str, rule: Rule | None) -> dict[str, Any]:
    if rule is None or rule.status is Status.REMOVED:
        return {"id": rule_id}
    return {
        "id": rule_id,
        "name": "".join(part.capitalize() for part in rule.name.split("-")),
        "shortDescription": {"text": fill(rule, rule.summary) or rule.name},
        "fullDescription": {"text": " ".join(filter(None, (fill(rule, rule.summary), rule.why)))},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(finding: Diagnostic, index: int, language: str) -> dict[str, Any]:
    text = finding.message_text(language)
    hint = finding.hint_text(language)
    return {
        "ruleId": finding.id,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{text}\n{hint}" if hint else text},
        "occurrenceCount": finding.count,
        "locations": [_sarif_place(finding)] if finding.location.file else [],
        "properties": {
            key: value
            for key, value in to_object(finding, language).items()
            if key in ("quote", "expected", "found", "basis", "confidence", "page", "cell", "run")
        },
    }


def _sarif_place(finding: Diagnostic) -> dict[str, Any]:
    place = finding.location
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(place.file)}}
    if place.line:
        region = {"startLine": place.line}
        if place.column:
            region["startColumn"] = place.column
        physical["region"] = region
    logical = []
    if place.part:
        name = f"{place.part}#{place.paragraph}" if place.paragraph else place.part
        logical.append({"fullyQualifiedName": name, "kind": "element"})
    return {"physicalLocation": physical} | ({"logicalLocations": logical} if logical else {})


def _uri(path: str) -> str:
    from urllib.parse import quote

    text = quote(path.replace("\\", "/"), safe="/:")
    # Before the first ":" of a URI stands its scheme, not a drive.
    return f"file:///{text}" if text[1:2] == ":" else text
