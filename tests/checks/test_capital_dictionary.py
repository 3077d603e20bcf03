"""Every pair of the dictionary of capitals beside the project is found by a rule."""

import re
from pathlib import Path

import pytest
from test_domain_cases import make_file

from generator.checks.engine import run
from generator.checks.subject import WordSubject
from generator.checks.table import rules_of

DICTIONARY = Path(__file__).parents[3] / "shared" / "rules" / "rules.md"
RULES = (*rules_of("CAP"), *rules_of("ORT"))
_GROUP = re.compile(r"\((?:\?[:=])?([^()]*)\)")

# A wording that names the body only in company is tried with each of these around it.
FRAMES = (
    "- Thực hiện Nghị quyết của {}.",
    "- Theo Kết luận của {} Việt Nam.",
    "- Triển khai hoạt động của {} 35 tại tỉnh Cao Bằng.",
    "- Kết nghĩa với tỉnh {}.",
    "- Thực hiện ý kiến của {} tỉnh Cao Bằng.",
)

pytestmark = [
    pytest.mark.samples,
    pytest.mark.skipif(not DICTIONARY.is_file(), reason="the dictionary is not here"),
]


def spellings(pattern):
    """Return the wordings a pattern of the dictionary stands for."""
    group = _GROUP.search(pattern)
    if group is None:
        return {each.strip() for each in pattern.split("|")}
    return {
        wording
        for part in group[1].split("|")
        for wording in spellings(pattern[: group.start()] + part + pattern[group.end() :])
    }


def wrong_wordings():
    if not DICTIONARY.is_file():
        return []
    text = DICTIONARY.read_text("utf-8").partition("Dictionary (case sensitive)")[2]
    rows = [line for line in text.partition("\n## ")[0].splitlines() if line.startswith("| `")]
    patterns = [row.split("`")[1].replace("\\|", "|").replace("(?:^|(?<= ))", "") for row in rows]
    assert patterns
    return sorted({wording for pattern in patterns for wording in spellings(pattern)})


@pytest.mark.parametrize("wrong", wrong_wordings())
def test_a_wrong_wording_of_the_dictionary_is_found(wrong):
    body = [frame.format(wrong) for frame in FRAMES]
    found = run(WordSubject(make_file({"regime": "state", "body": body}), "case.docx"), RULES)

    assert any(one.quote in wrong or wrong in one.quote for one in found if len(one.quote) > 2)
