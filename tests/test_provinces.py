"""What ``kehoach new`` writes for any place builds complete documents, no template touched."""

from datetime import date

import pytest
from click.testing import CliRunner

from generator.app.render import render
from generator.catalogues.load import load_catalogues
from generator.catalogues.places import commune_name, name_on
from generator.cli.application import cli
from generator.compose.build import build_document
from generator.diagnostics import Severity
from generator.document.nodes import Bullet, Heading, Orientation, plain_text
from generator.text.metrics import balance_lines
from generator.workspace import Workspace
from tests.invariants import check_package

CATALOGUES = load_catalogues()
PROVINCES = tuple(CATALOGUES.provinces.values())
SPECIAL_ZONE = next(one for one in CATALOGUES.communes.values() if one.type.lower() == "đặc khu")
COMMUNES = (CATALOGUES.communes["04714"], CATALOGUES.communes["00004"], SPECIAL_ZONE)
DAY = date(2027, 1, 1)


@pytest.fixture(scope="module")
def country(tmp_path_factory):
    """Return a workspace with the first plans of every province and of three communes."""
    root = tmp_path_factory.mktemp("country")
    for place in (*PROVINCES, *COMMUNES):
        result = CliRunner().invoke(cli, ["--workspace", str(root), "new", place.code, "2027"])
        assert result.exit_code == 0, result.output
    return Workspace.open(root)


def build(country, folder, name):
    return build_document(country.plans_dir / folder / name, country)


def folder_of(country, place):
    """Return the folder of a place; places of one name have longer ones."""
    return next(
        path.parent.name
        for path in country.plans_dir.glob("*/locality.yaml")
        if f'ma_don_vi: "{place.code}"' in path.read_text(encoding="utf-8")
    )


def titles(built):
    return [
        plain_text(block.inlines)
        for block in built.document.blocks
        if isinstance(block, Heading) and block.level == 1
    ]


def assert_complete(built):
    frame = built.document.frame
    assert frame.chuc_vu
    assert frame.noi_nhan[-1].startswith("- Lưu")
    assert len(frame.noi_nhan) > 1
    assert sum(isinstance(block, Bullet) for block in built.document.blocks) >= 12
    assert [one.text() for one in built.findings if one.severity is not Severity.NOTICE] == []
    assert check_package(render(built, "docx")) == []


@pytest.mark.parametrize("province", PROVINCES, ids=[province.slug for province in PROVINCES])
def test_a_province_gets_a_complete_guidance_and_plan(country, province):
    folder = folder_of(country, province)
    guidance = build(country, folder, "2027-huong-dan.yaml")
    plan = build(country, folder, "2027-ke-hoach.yaml")
    name = name_on(province, DAY)

    assert_complete(guidance)
    assert_complete(plan)
    assert titles(guidance)[0] == titles(plan)[0] == "MỤC ĐÍCH, YÊU CẦU"
    assert titles(guidance)[-1] == titles(plan)[-1] == "TỔ CHỨC THỰC HIỆN"
    head = f"{name.party_committee} {name.proper}".upper()
    assert guidance.document.frame.co_quan_chu_quan == (head,)
    assert plan.document.frame.co_quan_ban_hanh == ("ỦY BAN NHÂN DÂN", name.text.upper())
    assert [annex.orientation for annex in plan.document.annexes] == [Orientation.LANDSCAPE]


@pytest.mark.parametrize("commune", COMMUNES, ids=[commune.slug for commune in COMMUNES])
def test_a_commune_gets_a_guidance_of_its_standing_committee_and_a_plan(country, commune):
    folder = folder_of(country, commune)
    guidance = build(country, folder, "2027-huong-dan.yaml")
    plan = build(country, folder, "2027-ke-hoach.yaml")
    name = commune_name(commune)

    assert_complete(guidance)
    assert_complete(plan)
    assert guidance.document.frame.co_quan_ban_hanh == (f"ĐẢNG ỦY {name.text}".upper(),)
    assert guidance.document.frame.quyen_han == ("T/M BAN THƯỜNG VỤ",)
    assert guidance.document.frame.so_ky_hieu == "Số      -HD/ĐU"


LONG_NAMES = sorted(CATALOGUES.communes.values(), key=lambda one: len(one.name))[-10:]


def heads_of_province(place):
    city = name_on(place, DAY).type == "thành phố"
    name = f"THÀNH PHỐ {place.name}" if city else f"TỈNH {place.name}"
    committee = f"THÀNH ỦY {name}" if city else f"TỈNH ỦY {place.name}"
    return (committee, f"BAN TUYÊN GIÁO {committee}", f"ỦY BAN NHÂN DÂN {name}", f"ĐẢNG BỘ {name}")


def heads_of_commune(place):
    name = f"{place.type} {place.name}"
    return (f"ĐẢNG ỦY {name}", f"ỦY BAN NHÂN DÂN {name}", f"ĐẢNG BỘ {name}")


@pytest.mark.parametrize(
    ("place", "heads"),
    [
        *((place, heads_of_province(place)) for place in PROVINCES),
        *((place, heads_of_commune(place)) for place in LONG_NAMES),
    ],
    ids=lambda value: value.name if hasattr(value, "name") else "",
)
def test_no_head_is_broken_inside_a_word_or_a_name(place, heads):
    words = ("thành phố", "thành ủy", "tỉnh ủy", "tuyên giáo", "nhân dân", "ủy ban", "đảng ủy")
    names = place.name.split(" - ")
    whole = [word.upper() for word in (*words, "đảng bộ", "đặc khu", *names)]
    for head in (text.upper() for text in heads):
        for width in range(180, 260, 5):
            broken = "|".join(balance_lines(head, width, 14, bold=True))
            assert broken.replace("|", " ") == head
            assert all(broken.count(word) == head.count(word) for word in whole), broken
