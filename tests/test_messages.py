"""Every message is marked, translated with the same places, and compiled."""

import ast
import re
import runpy
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

TONED = re.compile("[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]")


@pytest.fixture(scope="module")
def tool(repository: Path) -> dict[str, Any]:
    return runpy.run_path(str(repository / "scripts" / "make_messages.py"))


@pytest.fixture(scope="module")
def locale_dir(repository: Path) -> Path:
    return repository / "generator" / "locale"


@pytest.fixture(scope="module")
def english(locale_dir: Path) -> Catalog:
    with (locale_dir / "en/LC_MESSAGES/kehoach.po").open("rb") as stream:
        return read_po(stream, locale="en")


def places(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def test_every_message_is_translated(tool: dict[str, Any], english: Catalog) -> None:
    wanted = {message.id for message in tool["collect"]() if message.id}
    given = {message.id for message in english if message.id and message.string}

    assert wanted - given == set(), "run: make messages, then translate"
    assert given - wanted == set(), "run: make messages"


def test_a_translation_has_the_places_of_its_message(english: Catalog) -> None:
    wrong = [
        message.id
        for message in english
        if message.id and message.string and places(message.id) != places(message.string)
    ]

    assert wrong == []


def test_a_translation_is_english(english: Catalog) -> None:
    """Vietnamese stands in a translation only where it is quoted or names a thing."""
    quoted = re.compile(r"Dự thảo lần 2|'[^']*'|“[^”]*”|\([^)]*\)|[A-ZĐ]\S*(?: [A-ZĐ]\S*)*|đồng")
    suspicious = [
        message.string
        for message in english
        if message.id and TONED.search(quoted.sub("", message.string))
    ]

    assert suspicious == []


def test_compiled_catalogues_are_up_to_date(tool: dict[str, Any], locale_dir: Path) -> None:
    sources = sorted(locale_dir.glob("*/LC_MESSAGES/*.po"))

    assert [path.name for path in sources] == ["kehoach.po", "click.po"]
    for path in sources:
        assert path.with_suffix(".mo").read_bytes() == tool["mo_bytes"](path), "run: make messages"


def test_the_template_of_messages_is_up_to_date(tool: dict[str, Any], locale_dir: Path) -> None:
    assert (locale_dir / "kehoach.pot").read_bytes() == tool["po_text"](tool["collect"]())


def test_every_marked_message_is_collected(repository: Path, tool: dict[str, Any]) -> None:
    """Babel finds no message made at run time, and none in an f-string before Python 3.12."""
    trees = [
        ast.parse(path.read_text("utf-8")) for path in (repository / "generator").rglob("*.py")
    ]
    marked = [node for tree in trees for node in ast.walk(tree) if is_marked(node)]
    in_strings = [
        ast.unparse(node)
        for tree in trees
        for text in ast.walk(tree)
        if isinstance(text, ast.JoinedStr)
        for node in ast.walk(text)
        if is_marked(node)
    ]
    collected = {message.id for message in tool["collect"]()}

    assert in_strings == []
    assert [ast.unparse(node) for node in marked if text_of(node) not in collected] == []


def is_marked(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") == "N_"


def text_of(call: ast.Call) -> Any:
    (text,) = call.args
    return getattr(text, "value", None)
