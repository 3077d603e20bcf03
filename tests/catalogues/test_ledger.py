from datetime import date

from generator.catalogues.agencies import agency
from generator.catalogues.anniversaries import occasions, select
from generator.catalogues.calendar import local_occasions
from generator.catalogues.ledger import Ledger
from generator.catalogues.load import load_catalogues
from generator.catalogues.model import Relation
from generator.diagnostics import Location, Severity
from generator.inputs.yaml import load_yaml_text


def test_only_facts_that_are_not_confirmed_are_to_be_checked(catalogues):
    ledger = Ledger()
    ledger.record(catalogues.references["kl57"], "Kết luận số 57-KL/TW")
    ledger.record(catalogues.references["nq153"], "Nghị quyết số 153/NQ-CP")

    (notice,) = ledger.unconfirmed()
    assert [used.id for used in ledger.used] == ["kl57", "nq153"]
    assert (notice.id, notice.severity) == ("FCT01", Severity.NOTICE)
    assert notice.message_text() == "cần kiểm tra (chưa có nguồn): Nghị quyết số 153/NQ-CP"
    assert "plans/catalogue.yaml (references.nq153)" in notice.hint_text()


def test_a_fact_used_twice_is_listed_once_with_its_first_text(catalogues):
    ledger = Ledger()
    fact = catalogues.references["nq153"]
    ledger.record(fact, "lần đầu")
    ledger.record(fact, "lần sau")

    assert [used.text for used in ledger.used] == ["lần đầu"]


def test_ids_of_different_catalogues_do_not_meet(catalogues):
    ledger = Ledger()
    ledger.record(catalogues.provinces["04"])
    ledger.record(Relation.read("04", dict(catalogues.relations["AU"])))
    ledger.record(catalogues.provinces["04"])

    assert [(used.catalogue, used.id) for used in ledger.used] == [
        ("provinces", "04"),
        ("relations", "04"),
    ]


def test_fact_of_a_workspace_is_located_there():
    text = "references:\n  nq153:\n    ngay: 01/6/2025\n"
    corrected = load_catalogues(load_yaml_text(text, display="plans/catalogue.yaml"))
    ledger = Ledger()
    ledger.record(corrected.references["nq153"], "Nghị quyết số 153/NQ-CP")

    assert ledger.unconfirmed()[0].location == Location("plans/catalogue.yaml", 3, 5)


def test_days_are_recorded_with_what_the_document_says(catalogues):
    ledger = Ledger()
    for day in select(occasions(catalogues, 2025), chosen=["tnxp", "dang"]):
        ledger.record_occasion(day)
    for day in local_occasions([{"ten_goi": "Ngày của làng", "ngay": "25/8/1954"}], 2025):
        ledger.record_occasion(day)

    (notice,) = ledger.unconfirmed()
    assert len(ledger.used) == 3
    assert "75 năm Ngày truyền thống lực lượng Thanh niên xung phong" in notice.message_text()


def test_uncertain_name_of_a_body_is_to_be_checked(catalogues):
    place = catalogues.provinces["04"]
    sure, doubtful = Ledger(), Ledger()
    sure.record_agency(agency(catalogues, "ban-tuyen-giao-tinh", date(2027, 1, 5), place=place))
    doubtful.record_agency(
        agency(catalogues, "ban-tuyen-giao-tinh", date(2026, 8, 10), place=place)
    )

    assert sure.unconfirmed() == ()
    assert len(doubtful.unconfirmed()) == 1


def test_ledgers_do_not_share(catalogues):
    first, second = Ledger(), Ledger()
    first.record(catalogues.references["nq153"])

    assert second.used == ()
