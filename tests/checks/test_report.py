"""Findings as JSON and SARIF, rules as pages."""

import json
from pathlib import Path

from generator.checks.explain import basis_text, describe, to_page
from generator.checks.messages import load_messages
from generator.checks.report import to_json, to_object, to_sarif
from generator.checks.table import all_rules
from generator.diagnostics import Diagnostic, Location, Severity
from generator.i18n import N_

BY_ID = {rule.id: rule for rule in all_rules()}
FINDING = Diagnostic(
    "QHI02",
    Severity.ERROR,
    N_("{name}: phải in đậm"),
    Location("tệp có dấu.docx", part="word/document.xml", paragraph=4, column=1, cell=(1, 1, 2)),
    {"name": "Quốc hiệu"},
    quote="CỘNG HÒA",
    expected="đậm",
    found="không đậm",
    basis="Nghị định",
    confidence="A",
)


def test_json_is_a_list_of_objects_without_what_is_not_known():
    (row,) = json.loads(to_json([FINDING]))

    assert row == {
        "rule": "QHI02",
        "severity": "error",
        "file": "tệp có dấu.docx",
        "part": "word/document.xml",
        "paragraph": 4,
        "cell": [1, 1, 2],
        "column": 1,
        "quote": "CỘNG HÒA",
        "expected": "đậm",
        "found": "không đậm",
        "basis": "Nghị định",
        "confidence": "A",
        "message": "Quốc hiệu: phải in đậm",
    }


def test_no_findings_are_an_empty_list():
    assert json.loads(to_json([])) == []


def test_a_notice_keeps_its_place_in_yaml():
    finding = Diagnostic("X", Severity.NOTICE, "m", Location("a.yaml", 3, 2), hint="h")

    assert to_object(finding) == {
        "rule": "X",
        "severity": "notice",
        "file": "a.yaml",
        "line": 3,
        "column": 2,
        "message": "m",
        "hint": "h",
    }


def test_sarif_has_the_rule_the_place_and_the_level():
    log = json.loads(to_sarif([FINDING], all_rules()))

    (run,) = log["runs"]
    (result,) = run["results"]
    assert log["version"] == "2.1.0"
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "QHI02"
    assert result["level"] == "error"
    place = result["locations"][0]
    uri = place["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "t%E1%BB%87p%20c%C3%B3%20d%E1%BA%A5u.docx"
    assert place["logicalLocations"][0]["fullyQualifiedName"] == "word/document.xml#4"


SARIF_LEVELS = {"none", "note", "warning", "error"}


def test_sarif_has_the_members_its_schema_requires_and_only_its_values():
    findings = [
        FINDING,
        Diagnostic("CHK01", Severity.NOTICE, "m", Location("D:\\van ban\\a.yaml", 3, 2), count=4),
        Diagnostic("OX01", Severity.WARNING, "m"),
    ]
    log = json.loads(to_sarif(findings, all_rules()))

    assert set(log) == {"$schema", "version", "runs"}
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"]
    assert run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
    for rule in driver["rules"]:
        assert rule["id"]
        assert rule.get("shortDescription", {"text": "x"})["text"]
        level = rule.get("defaultConfiguration", {"level": "none"})["level"]
        assert level in SARIF_LEVELS
    for result in run["results"]:
        assert result["message"]["text"]
        assert result["level"] in SARIF_LEVELS
        assert result["occurrenceCount"] >= 1
        for place in result["locations"]:
            physical = place["physicalLocation"]
            assert " " not in physical["artifactLocation"]["uri"]
            assert physical.get("region", {"startLine": 1})["startLine"] >= 1
    assert run["results"][1]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == (
        "file:///D:/van%20ban/a.yaml"
    )


def test_a_rule_is_explained_with_its_basis():
    text = describe(BY_ID["QHI02"])

    assert text.startswith("QHI02 quoc-hieu-trinh-bay (lỗi; nhà nước; tệp Word)")
    for word in ("Vì sao:", "Sai:", "Đúng:", "Căn cứ: Nghị định số 30/2020/NĐ-CP", "độ tin cậy A"):
        assert word in text


def test_a_rule_for_both_regimes_names_both_instruments():
    text = basis_text(BY_ID["NUM01"])

    assert "30/2020/NĐ-CP" in text
    assert "05-HD/VPTW" in text


def test_a_group_says_which_rules_do_the_work():
    assert "ORT01" in describe(BY_ID["FON03"])


def test_the_page_of_rules_is_up_to_date(repository):
    page = Path(repository) / "docs" / "rules.md"

    wanted = to_page(all_rules(), load_messages().values())

    assert page.read_text("utf-8") == wanted, "run scripts/document_rules.py"
