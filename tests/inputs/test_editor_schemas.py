"""The editors' schemas, asked by a small validator of the draft-07 words they use."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml as pyyaml

from generator.catalogues.entries import FACTS
from generator.inputs.fields import fields_of
from generator.inputs.schema import CATALOGUES, DIALECT, SCHEMA_NAMES, json_schema
from generator.inputs.yaml import load_yaml_text
from generator.model.plan import Plan

TABLE = pyyaml.safe_load(Path(__file__).with_name("bad_inputs.yaml").read_text("utf-8"))
NAMES = {
    "plan": "plans/cao-bang/2027-huong-dan.yaml",
    "locality": "plans/cao-bang/locality.yaml",
    "budget": "budgets/cao-bang/2027.yaml",
}
TYPES = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "null": type(None),
    "integer": int,
    "number": (int, float),
}
WORDS = {
    *("$schema", "$ref", "title", "description", "default", "examples", "enumDescriptions"),
    *("definitions", "type", "enum", "anyOf", "allOf", "properties", "patternProperties"),
    *("additionalProperties", "required", "items", "pattern", "minimum", "maximum"),
    *("minItems", "minProperties"),
}


def is_valid(value: Any, schema: Any, root: Any) -> bool:
    """Return whether a value typed in an editor is what a schema allows."""
    if isinstance(schema, bool):
        return schema
    assert set(schema) <= WORDS, set(schema) - WORDS
    if "$ref" in schema:
        return is_valid(value, root["definitions"][schema["$ref"].split("/")[-1]], root)
    return (
        all(is_valid(value, part, root) for part in schema.get("allOf", ()))
        and any(is_valid(value, part, root) for part in schema.get("anyOf", (True,)))
        and has_type(value, schema.get("type", list(TYPES)))
        and value in schema.get("enum", [value])
        and is_valid_scalar(value, schema)
        and is_valid_list(value, schema, root)
        and is_valid_mapping(value, schema, root)
    )


def has_type(value: Any, names: str | list[str]) -> bool:
    names = [names] if isinstance(names, str) else names
    if isinstance(value, bool):
        return "boolean" in names
    return any(isinstance(value, TYPES[name]) for name in names)


def is_valid_scalar(value: Any, schema: Any) -> bool:
    if isinstance(value, str):
        return re.search(schema.get("pattern", ""), value) is not None
    if isinstance(value, int):
        return schema.get("minimum", value) <= value <= schema.get("maximum", value)
    return True


def is_valid_list(value: Any, schema: Any, root: Any) -> bool:
    if not isinstance(value, list):
        return True
    items = schema.get("items", True)
    return len(value) >= schema.get("minItems", 0) and all(is_valid(v, items, root) for v in value)


def is_valid_mapping(value: Any, schema: Any, root: Any) -> bool:
    if not isinstance(value, dict):
        return True
    if len(value) < schema.get("minProperties", 0) or set(schema.get("required", ())) - set(value):
        return False
    for key, item in value.items():
        known = [schema["properties"][key]] if key in schema.get("properties", {}) else []
        known += [
            part for p, part in schema.get("patternProperties", {}).items() if re.search(p, key)
        ]
        parts = known or [schema.get("additionalProperties", True)]
        if not all(is_valid(item, part, root) for part in parts):
            return False
    return True


def check(name: str, text: str) -> bool:
    schema = json_schema(name)
    return is_valid(pyyaml.safe_load(text), schema, schema)


@pytest.mark.parametrize("name", NAMES)
def test_sound_file_is_valid(name: str) -> None:
    assert check(name, TABLE["base"][NAMES[name]])


PLAIN = "nam_ke_hoach: 2027\nloai_van_ban: a\nco_quan_ban_hanh: b\nngay_ban_hanh: 02/2027\n"


@pytest.mark.parametrize(
    "line",
    [
        "so_van_ban: 15",
        'so_van_ban: "15"',
        "so_van_ban: 15a",
        "so_van_ban:",
        "du_thao: true",
        "du_thao: 2",
        "du_thao:",
        "can_cu: kl57",
        "can_cu: [kl57, {loai: a, so_ky_hieu: 1-KL/TW, ngay: 2023}]",
        "nguoi_ky: truong_ban",
        "nguoi_ky: {chuc_vu: A, quyen_han: B}",
        "kinh_gui: [a, b]",
        "trich_yeu: 2027",
        "ngay_ky_niem: {chon: [dang], bo: dang, them: [{ten_goi: a, ngay: 25/8/1954}]}",
        "chu_thich: {mot: Chú thích}",
        "tham_so: {Tên nào cũng được: 2}",
    ],
)
def test_what_the_model_takes_is_valid(line: str) -> None:
    assert Plan.model_validate(load_yaml_text(PLAIN + line).value)
    assert check("plan", f"{PLAIN}{line}\n")


@pytest.mark.parametrize(
    "line",
    [
        "so_van_ban: 15-HD",
        "du_thao: hai",
        "du_thao: 0",
        "nguoi_ky: [a]",
        "la: x",
        "dieu_chinh: {la: x}",
        "chu_thich: {Chú thích: x}",
        "ngay_ky_niem: {them: [{ten_goi: a}]}",
        "to_chuc_thuc_hien: [{co_quan: a, viec: []}]",
        "kinh_gui: {a: b}",
    ],
)
def test_what_the_model_refuses_is_not_valid(line: str) -> None:
    assert not check("plan", f"{PLAIN}{line}\n")


@pytest.mark.parametrize("year", ["1999", "2101", "x"])
def test_year_out_of_range_is_not_valid(year: str) -> None:
    assert not check("plan", PLAIN.replace("2027\n", f"{year}\n", 1))


def title_of(field: Any, schema: Any) -> str:
    """Return the title of a field, or of the group it refers to."""
    if "title" in field:
        return field["title"]
    references = re.findall(r"#/definitions/(\w+)", json.dumps(field))
    return schema["definitions"][references[0]].get("title", "") if references else ""


@pytest.mark.parametrize("name", NAMES)
def test_every_field_has_a_title_and_a_description(name: str) -> None:
    schema = json_schema(name)

    for part in (schema, *schema["definitions"].values()):
        for key, field in part.get("properties", {}).items():
            assert title_of(field, schema), key
            assert field.get("description"), key


@pytest.mark.parametrize("name", SCHEMA_NAMES)
def test_schema_is_draft_seven_and_speaks_no_english(name: str) -> None:
    schema = json_schema(name)

    assert schema["$schema"] == DIALECT
    assert json.loads(json.dumps(schema)) == schema
    texts = [part.get("description", "") for part in schema.get("definitions", {}).values()]
    assert not any(texts)


def test_catalogue_schema_knows_the_catalogues_and_their_fields() -> None:
    assert set(CATALOGUES) == set(FACTS)
    schema = json_schema(
        "catalogue", {name: tuple(fields_of(fact)) for name, fact in FACTS.items()}
    )

    good = {
        "anniversaries": {"dang": {"name": "x"}},
        "references": None,
        "agencies": {"tinh-uy": {"except": ["xa"]}},
    }
    assert is_valid(good, schema, schema)
    assert not is_valid({"anniversary": {}}, schema, schema)
    assert not is_valid({"anniversaries": {"dang": {"nam": "x"}}}, schema, schema)
