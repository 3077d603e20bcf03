"""JSON Schemas of the input files, for editors: what a user may type, in Vietnamese.

The models say what a value is once it has been read as text; an editor sees ``15`` as a number
and ``true`` as a boolean, so the schemas allow both ways of typing.
"""

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from generator.model.base import Model
from generator.model.budget import Budget
from generator.model.locality import Locality
from generator.model.plan import Plan

Schema: TypeAlias = dict[str, Any]

DIALECT = "http://json-schema.org/draft-07/schema#"
SCHEMA_DIR = "schema"

MODELS: dict[str, type[Model]] = {"plan": Plan, "locality": Locality, "budget": Budget}
SCHEMA_NAMES = (*MODELS, "catalogue")

DESCRIPTIONS = {
    "plan": "Tệp plans/<địa phương>/<năm>-<loại văn bản>.yaml",
    "locality": "Tệp plans/<địa phương>/locality.yaml",
    "budget": "Tệp budgets/<địa phương>/<năm>.yaml",
    "catalogue": "Tệp plans/catalogue.yaml: bổ sung, sửa dữ kiện của danh mục",
}

CHOICES = {
    "dang": "Văn bản của Đảng",
    "chinh_quyen": "Văn bản của cơ quan nhà nước",
    "trung_uong": "Trung ương",
    "tinh": "Tỉnh, thành phố trực thuộc Trung ương",
    "huyen": "Huyện, quận, thị xã, thành phố thuộc tỉnh (trước ngày 01/7/2025)",
    "xa": "Xã, phường, đặc khu",
    "co_quan": "Cơ quan, đơn vị",
    "dong": "Đồng",
    "nghin_dong": "Nghìn đồng",
    "trieu_dong": "Triệu đồng",
    "ctmtqg": "Chương trình mục tiêu quốc gia",
    "xa_hoi_hoa": "Xã hội hóa, tài trợ",
    "khac": "Nguồn khác",
    "to_chuc_thuc_hien": "Tổ chức thực hiện",
    "noi_nhan": "Nơi nhận",
    "theo_nhom": "Mỗi nhóm đánh lại từ 1",
    "lien_tuc": "Đánh tiếp qua các nhóm",
    "dong_chan": 'Thêm chữ "chẵn" khi số tiền tròn nghìn',
}
"""What the values of the enumerations stand for."""

CATALOGUES = {
    "anniversaries": "Ngày kỷ niệm",
    "relations": "Quan hệ ngoại giao với các nước",
    "references": "Văn bản viện dẫn",
    "pending": "Văn bản cấp trên chưa ban hành",
    "agencies": "Cơ quan, tên gọi theo thời gian",
    "old_names": "Tên cơ quan không còn dùng",
    "provinces": "Tỉnh, thành phố",
    "former_provinces": "Tỉnh, thành phố trước sắp xếp",
    "communes": "Xã, phường, đặc khu",
    "partners": "Địa phương đối tác nước ngoài",
    "place_names": "Địa danh nước ngoài",
    "persons": "Chức danh, tên người",
    "cost_norms": "Định mức chi",
}
"""Titles of the catalogues that a workspace may correct."""

_DECORATION = ("title", "description", "default", "examples")
_CHILD_MAPS = ("properties", "patternProperties", "definitions")


def json_schema(name: str, catalogues: Mapping[str, Iterable[str]] | None = None) -> Schema:
    """Return the JSON Schema of a kind of file.

    Args:
        name: One of ``SCHEMA_NAMES``.
        catalogues: Field names of each catalogue, for "catalogue"; without it only the shape
            of the file is described.
    """
    if name == "catalogue":
        body = _catalogue_schema(catalogues)
    else:
        body = _widen(MODELS[name].model_json_schema(ref_template="#/definitions/{model}"))
    head = {"$schema": DIALECT, "title": body.pop("title"), "description": DESCRIPTIONS[name]}
    return head | body


def schema_path(name: str) -> str:
    """Return where a workspace keeps the schema of a kind of file."""
    return f"{SCHEMA_DIR}/{name}.schema.json"


def modeline(name: str, depth: int) -> str:
    """Return the comment that tells an editor the schema of a file.

    Args:
        name: One of ``SCHEMA_NAMES``.
        depth: Folders between the workspace and the file: 2 for ``plans/cao-bang/2027.yaml``.

    >>> modeline("plan", 2)
    '# yaml-language-server: $schema=../../schema/plan.schema.json'
    """
    return f"# yaml-language-server: $schema={'../' * depth}{schema_path(name)}"


def _widen(node: Schema) -> Schema:
    """Return a schema of typed values as one of what a user types."""
    node = dict(node)
    node.pop("markdown", None)
    if "$defs" in node:
        node["definitions"] = node.pop("$defs")
    if "properties" in node or "enum" in node:
        # Docstrings of the models are for developers.
        node.pop("description", None)
    required = set(node.get("required", ()))
    for group in _CHILD_MAPS:
        if group in node:
            node[group] = {
                key: _widen_property(child, key in required)
                if group == "properties"
                else _widen(child)
                for key, child in node[group].items()
            }
    for key in ("items", "additionalProperties"):
        if isinstance(node.get(key), dict):
            node[key] = _widen(node[key])
    if "anyOf" in node:
        node["anyOf"] = [_widen(child) for child in node["anyOf"]]
    if "patternProperties" in node:
        node.setdefault("additionalProperties", False)
    return _widen_type(node)


def _widen_type(node: Schema) -> Schema:
    if "enum" in node:
        labels = [CHOICES.get(value, value) for value in node["enum"]]
        return {"type": "string", "enum": node["enum"], "enumDescriptions": labels}
    kind = node.get("type")
    if kind == "array" and "minLength" in node:
        node["minItems"] = node.pop("minLength")
    elif kind == "string":
        node["type"] = ["string", "number"]
    elif kind == "integer":
        rules = {key: node.pop(key) for key in ("type", "minimum", "maximum") if key in node}
        node["anyOf"] = [rules, {"type": "string", "pattern": "^[0-9]+$"}]
    return node


def _widen_property(node: Schema, is_required: bool) -> Schema:
    """Return the schema of a key's value, which may be left empty unless it is required."""
    decoration = {key: node[key] for key in _DECORATION if node.get(key) not in (None, "", [])}
    if isinstance(decoration.get("default"), dict):
        del decoration["default"]
    rules = _widen({key: rule for key, rule in node.items() if key not in _DECORATION})
    if "$ref" in rules:
        rules = {"allOf": [rules]}
    if not is_required and {"type": "null"} not in rules.get("anyOf", ()):
        choices = rules.pop("anyOf") if set(rules) == {"anyOf"} else [rules]
        rules = {"anyOf": [*choices, {"type": "null"}]}
    return decoration | rules


def _catalogue_schema(catalogues: Mapping[str, Iterable[str]] | None) -> Schema:
    """Return the schema of corrections: catalogues, below them entries by id."""
    tables: Mapping[str, Iterable[str]] = catalogues or dict.fromkeys(CATALOGUES, ())
    return {
        "title": "Bổ sung danh mục",
        "type": ["object", "null"],
        "properties": {
            name: {
                "title": CATALOGUES.get(name, name),
                "description": "Mỗi mục một mã; chỉ ghi các trường khác với danh mục có sẵn",
                "type": ["object", "null"],
                "additionalProperties": _entry_schema(fields),
            }
            for name, fields in tables.items()
        },
        "additionalProperties": False,
    }


def _entry_schema(fields: Iterable[str]) -> Schema:
    properties: Schema = {field: {} for field in fields}
    if not properties:
        return {"type": "object"}
    return {"type": "object", "properties": properties, "additionalProperties": False}
