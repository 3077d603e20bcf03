"""Rules are chosen, findings stamped, ignored rules left out and reported when unused."""

import re
from dataclasses import replace

from generator.checks.config import fingerprint, read_baseline, subtract, to_baseline
from generator.checks.engine import Options, applies, run
from generator.checks.explain import fill
from generator.checks.rule import BOTH, Basis, Rule, Stage, Status
from generator.checks.subject import WordSubject
from generator.checks.table import all_rules
from generator.diagnostics import Location, Severity
from generator.model.base import Regime


def say_once(subject):
    yield subject.finding(subject.paragraphs[3], "x", start=0, end=2, fix="y")


def rule(**changes):
    base = Rule(
        "XXX01", "x", "x", BOTH, Severity.ERROR, Basis("Điều 1", "A"), Stage.FILE, say_once
    )  # fmt: skip
    return replace(base, **changes)


def found(clean, *rules, **options):
    return run(WordSubject(clean("ke_hoach"), "a.docx"), rules, Options(**options))


def test_the_engine_stamps_what_the_rule_says(clean):
    (finding,) = found(clean, rule())

    assert (finding.id, finding.severity, finding.basis, finding.confidence) == (
        "XXX01", Severity.ERROR, "Điều 1", "A",
    )  # fmt: skip
    assert finding.location.file == "a.docx"
    assert finding.location.part == "word/document.xml"
    assert finding.location.paragraph == 4
    assert finding.fixes[0].replacement == "y"


def test_a_finding_weighs_no_more_than_its_rule_or_its_own_limit(clean):
    def mild(subject):
        yield subject.finding(subject.paragraphs[0], "x", severity=Severity.WARNING)

    assert found(clean, rule(severity=Severity.NOTICE))[0].severity is Severity.NOTICE
    assert found(clean, rule(check=mild))[0].severity is Severity.WARNING


def test_an_unconfirmed_fact_makes_a_notice_and_a_habit_no_error(clean):
    def doubtful(subject):
        yield subject.finding(subject.paragraphs[0], "x", confidence="memory")

    assert found(clean, rule(check=doubtful))[0].severity is Severity.NOTICE
    assert found(clean, rule(basis=Basis("thói quen", "D")))[0].severity is Severity.WARNING


def test_a_basis_of_the_standard_names_it_and_its_article(clean):
    (finding,) = found(clean, rule(basis=Basis("", "A/B", "quoc_hieu")))

    assert finding.basis == "Nghị định số 30/2020/NĐ-CP (PL I, II.1.a, c; V.1)"
    assert finding.confidence == "A"


def test_rules_are_chosen_by_regime_stage_status_and_what_is_known(clean):
    subject = WordSubject(clean("ke_hoach"))
    unknown = WordSubject(replace(clean("ke_hoach"), paragraphs=()))

    assert applies(rule(regimes=(Regime.STATE,)), subject)
    assert not applies(rule(regimes=(Regime.PARTY,)), subject)
    assert not applies(rule(stage=Stage.INPUT), subject)
    assert not applies(rule(status=Status.REMOVED), subject)
    assert applies(rule(), unknown)
    assert not applies(rule(form=True), unknown)


def test_a_given_standard_sets_the_regime(clean):
    subject = WordSubject(clean("ke_hoach"), standard="hd05")

    assert subject.regime is Regime.PARTY
    assert subject.standard.id == "hd05"
    assert subject.regime_known


def test_a_rule_that_fails_is_a_finding_and_hides_no_other(clean):
    def broken(_):
        raise KeyError("x")

    findings = found(clean, rule(id="XXX02", check=broken), rule())

    assert [finding.id for finding in findings] == ["CHK03", "XXX01"]
    assert findings[0].params["rule"] == "XXX02"


def test_ignored_rules_are_left_out_and_unused_ones_reported(clean):
    options = {
        "ignore": {"XXX01": "đã thống nhất", "XXX09": "không còn"},
        "report_unused": frozenset(("XXX01", "XXX09")),
        "ignore_place": Location("plan.yaml", 7),
    }

    findings = found(clean, rule(), **options)

    assert [(finding.id, finding.quote) for finding in findings] == [("CHK04", "XXX09")]
    assert findings[0].location == Location("plan.yaml", 7)


def test_rule_ids_are_unique_and_families_have_texts():
    ids = [each.id for each in all_rules()]

    assert len(ids) == len(set(ids))
    for each in all_rules():
        assert each.summary, each.id
        if each.status is Status.ACTIVE and each.stage is Stage.FILE:
            assert each.wrong, each.id
            assert each.right, each.id


def test_groups_name_rules_that_exist():
    ids = {each.id for each in all_rules()}
    families = {each[:3] for each in ids}

    for each in all_rules():
        for member in each.members:
            assert member in ids or member in families, (each.id, member)


def test_a_baseline_hides_what_was_known_and_says_what_is_gone(clean, tmp_path):
    (finding,) = found(clean, rule())
    path = tmp_path / "known.json"
    path.write_text(to_baseline([finding, replace(finding, id="OLD01")]), encoding="utf-8")
    fresh = replace(finding, id="NEW01")

    left = subtract([finding, fresh], read_baseline(path), Location("known.json"))

    assert [each.id for each in left] == ["NEW01", "CHK06"]
    assert left[1].params["count"] == 1


def test_a_known_finding_stays_known_when_text_above_it_changes(clean):
    (finding,) = found(clean, rule())
    moved = finding.at(replace(finding.location, paragraph=90, line=4))

    assert fingerprint(moved) == fingerprint(finding)
    assert fingerprint(replace(finding, quote="khác")) != fingerprint(finding)


def test_a_finding_has_the_words_its_rule_says_for_its_case(clean):
    def say_twice(subject):
        yield subject.finding(subject.paragraphs[3], "missing", start=0, end=2, count=3)
        yield subject.finding(subject.paragraphs[3], "other", expected="z")

    told = rule(
        check=say_twice,
        says={"missing": "thiếu {count} dòng", "other": "phải là {expected}"},
        hints={"": "xem mẫu", "other": "viết {expected}"},
    )
    findings = found(clean, told)

    assert {(one.message_text(), one.hint_text()) for one in findings} == {
        ("thiếu 3 dòng", "xem mẫu"),
        ("phải là z", "viết z"),
    }


def test_an_entry_of_two_ids_is_a_rule_for_each_regime():
    state, party = (rule for rule in all_rules() if rule.id in ("SIG02", "SIG03"))

    assert (state.regimes, party.regimes) == ((Regime.STATE,), (Regime.PARTY,))
    assert (state.basis.confidence, party.basis.confidence) == ("A", "B")
    assert state.check == party.check
    assert (state.wrong, party.wrong) == ("T/M ỦY BAN NHÂN DÂN", "TM. BAN THƯỜNG VỤ")


def test_examples_of_a_rule_have_the_numbers_of_the_standard():
    by_id = {rule.id: rule for rule in all_rules()}

    assert fill(by_id["PAG04"], by_id["PAG04"].right) == "Lề trên 20 mm"
    assert fill(by_id["NUM05"], by_id["NUM05"].right) == "Số trang cỡ 14"
    for each in by_id.values():
        texts = [fill(each, text) for text in (each.summary, each.wrong, each.right)]
        assert not any(re.search(r"{\w+\.\w", text) for text in texts), each.id
