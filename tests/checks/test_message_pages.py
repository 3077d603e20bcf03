"""Every id that the code can print is explained: a rule by its texts, others by their messages."""

import ast
import re

import pytest

from generator.checks.messages import FAMILIES, load_messages
from generator.checks.table import all_rules

RULE_IDS = {rule.id for rule in all_rules()}


@pytest.fixture(scope="module")
def ids(repository):
    """Every id that stands as a value in the code."""
    paths = (repository / "generator").rglob("*.py")
    trees = (ast.parse(path.read_text("utf-8")) for path in paths)
    values = (
        node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)
    )
    return {value for value in values if re.fullmatch(r"[A-Z]{2,4}\d{2}", str(value))}


def test_every_id_of_the_code_is_a_rule_or_has_a_message(ids):
    assert len(ids | RULE_IDS) > 300
    assert ids - RULE_IDS - set(load_messages()) == set()


def test_every_message_says_what_it_means_and_what_to_do():
    for message in load_messages().values():
        assert message.family in FAMILIES, f"{message.id}: add a row to FAMILIES"
        assert message.meaning().strip(), message.id
        assert message.advice().strip(), message.id


def test_the_command_answers_for_every_id(ids, kehoach):
    listed = set()
    for family in sorted({each.rstrip("0123456789") for each in ids}):
        result = kehoach("rule", family)
        assert result.exit_code == 0, family
        listed |= {line.split()[0] for line in result.stdout.splitlines()}

    assert ids <= listed


@pytest.mark.parametrize(
    ("rule_id", "said"),
    [
        ("tpl40", "mẫu viết sai"),
        ("LAY01", "rút bớt hoặc thêm một vài dòng phía trên"),
        ("IN01", "kiểm tra lại thư mục và tên tệp"),
        ("OX05", "không phải XML hợp lệ"),
        ("CHK01", "nội dung bên trong hỏng"),
        ("PDF05", "cài LibreOffice"),
        ("BUD27", "khai báo du_toan trong tệp kế hoạch nếu cần"),
        ("XLS01", "bỏ xlsx khỏi --format"),
    ],
)
def test_an_id_of_another_command_is_explained(kehoach, rule_id, said):
    result = kehoach("rule", rule_id)

    assert result.exit_code == 0
    assert result.stdout.startswith(rule_id.upper())
    assert said in result.stdout
    assert "Cách xử lý: " in result.stdout
