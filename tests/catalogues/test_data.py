import pickle
import re
from datetime import date
from threading import Thread

import pytest
from pydantic import ValidationError

from generator.catalogues.entries import FACTS, packaged_entries, read_data
from generator.catalogues.load import Catalogues, load_catalogues
from generator.catalogues.model import Confidence
from generator.inputs.yaml import Loaded


@pytest.mark.parametrize("name", FACTS)
def test_every_packaged_entry_says_what_its_class_asks_for(name, catalogues):
    entries = packaged_entries(name)

    assert entries
    assert {*getattr(catalogues, name)} == {*entries}
    for entry_id, values in entries.items():
        assert values["source"], entry_id
        FACTS[name].read(entry_id, values)


@pytest.mark.parametrize("name", FACTS)
def test_every_fact_says_its_source_and_how_sure_it_is(name, catalogues):
    for fact in getattr(catalogues, name).values():
        assert fact.source.strip()
        assert isinstance(fact.confidence, Confidence)
        assert fact.origin is None


def test_nothing_of_the_facts_was_lost(catalogues):
    assert len(catalogues.anniversaries) == 146 + 12
    assert len(catalogues.relations) == 195
    assert len(catalogues.references) == 118 + 3 + 11 + 17
    assert len(catalogues.pending) == 8
    assert len(catalogues.provinces) == 34
    assert len(catalogues.former_provinces) == 63 - 34
    assert len(catalogues.communes) == 3321


def test_relations_are_as_sure_as_they_were_found(catalogues):
    sure = [relation.confidence for relation in catalogues.relations.values()]

    assert sure.count(Confidence.CONFIRMED) == 132
    assert sure.count(Confidence.SINGLE_SOURCE) == 23
    assert sure.count(Confidence.FROM_MEMORY) == 40


def test_links_between_entries_lead_somewhere(catalogues):
    for reference in catalogues.references.values():
        linked = {*reference.amended_by, *reference.partly_replaced_by}
        linked |= {reference.replaced_by} if reference.replaced_by else set()
        assert linked <= set(catalogues.references), reference.id
    for anniversary in catalogues.anniversaries.values():
        assert not anniversary.province or anniversary.province in catalogues.provinces
    for partner in catalogues.partners.values():
        assert partner.heir in catalogues.provinces
        assert partner.quoc_gia in catalogues.relations


def test_a_document_is_in_use_no_earlier_than_it_was_issued(catalogues):
    for reference in catalogues.references.values():
        if reference.valid_from and reference.ngay.exact:
            assert reference.ngay.exact <= reference.valid_from, reference.id
        if reference.valid_from and reference.valid_to:
            assert reference.valid_from <= reference.valid_to, reference.id


def test_facts_cannot_be_changed(catalogues):
    with pytest.raises(TypeError):
        catalogues.anniversaries["tet"] = None
    with pytest.raises(ValidationError, match="frozen"):
        catalogues.anniversaries["tet"].name = "khác"


def test_threads_get_the_same_facts():
    shared: Catalogues = load_catalogues()
    seen = []

    def look():
        seen.append([reference.id for reference in shared.references.values()])

    threads = [Thread(target=look) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(seen) == 8
    assert all(ids == seen[0] for ids in seen)


def test_catalogues_can_be_sent_to_another_process(catalogues):
    assert catalogues.references["kl57"]
    corrected = load_catalogues(Loaded({"provinces": {"04": {"notes": "đã xem"}}}))

    sent = pickle.loads(pickle.dumps(corrected))  # noqa: S301  (our own bytes)

    assert sent.provinces["04"].notes == "đã xem"
    assert pickle.loads(pickle.dumps(catalogues)).references == catalogues.references  # noqa: S301


@pytest.mark.parametrize(
    ("norm", "day", "amount"),
    [
        ("tk_an_A", date(2026, 5, 18), 3_000_000),
        ("tk_an_A", date(2026, 5, 17), 1_500_000),
        ("nb_donvi", date(2026, 6, 30), 234_000),
        ("nb_donvi", date(2026, 7, 1), 253_000),
        ("ctp_luutru", date(2025, 5, 3), 200_000),
        ("tk_o_khac", date(2026, 5, 17), None),
        ("tt_vietTL", date(2026, 1, 1), None),
    ],
)
def test_cost_norm_is_the_one_in_force(catalogues, norm, day, amount):
    assert catalogues.cost_norms[norm].amount_on(day) == amount


_SYMBOL = r"\d+(?:/\d{4}/|-)[A-ZĐ]+(?:[-/][A-ZĐ]+g?)?"
_REPLACES = re.compile(rf"\bthay (?:[A-ZĐ]+ )?({_SYMBOL})(?:[^;.]*? và ({_SYMBOL}))?")
_NO_LONGER = re.compile(r"((?:\d+/\d{4}[^;.]*?)+)(?:superseded|replaced|repealed|no longer)")


def test_every_document_a_note_calls_replaced_is_in_the_catalogue(catalogues):
    found = {
        (symbol, reference.id)
        for reference in catalogues.references.values()
        for match in _REPLACES.finditer(reference.notes)
        for symbol in filter(None, match.groups())
    }

    assert len(found) >= 9
    for symbol, successor in found:
        known = catalogues.references_by_symbol.get(symbol, ())
        assert [one.replaced_by for one in known] == [successor], symbol
        assert all(one.valid_to for one in known), symbol


def test_every_document_the_norms_call_replaced_is_in_the_catalogue(catalogues):
    notes = read_data("budget")["notes"]
    old = {one.previous.circular for one in catalogues.cost_norms.values() if one.previous}
    texts = [match[1] for note in notes for match in _NO_LONGER.finditer(note)]
    numbers = {number for text in (*texts, *old) for number in re.findall(r"\d+/20\d\d", text)}

    assert {"71/2018", "343/2016"} <= numbers
    numbers -= {"06/2023"}  # an amendment of 36/2018, known by its number only
    for number in numbers:
        known = [
            reference
            for symbol, references in catalogues.references_by_symbol.items()
            for reference in references
            if symbol.startswith(f"{number}/")
        ]
        assert known, number
        assert all(one.replaced_by and one.valid_to for one in known), number
