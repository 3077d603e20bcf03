"""The real samples: known errors are found, true statements are left alone."""

from functools import cache
from pathlib import Path

import pytest
import yaml

from generator.checks.engine import run
from generator.checks.subject import WordSubject
from generator.diagnostics import Severity
from generator.readers.docx import read_docx

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
ROWS = yaml.safe_load((Path(__file__).parent / "domain_rows.yaml").read_text("utf-8"))
TOTAL = {"A": 43, "B": 30}  # rows of the list, grades C and X left out
WANTED = {"A": 0.85, "B": 0.5}

# What stands in the samples and is right: nothing may be said against the number or the name.
TRUE_STATEMENTS = [
    ("dang-uy-so-gddt-2024", "70 năm Chiến thắng Điện Biên Phủ (7/5/1954 - 7/5/2024)"),
    ("dang-uy-so-gddt-2024", "70 năm Ngày ký Hiệp định Genève"),
    ("dang-uy-so-gddt-2024", "(21/7/1954 - 21/7/2024)"),
    ("dang-uy-so-gddt-2024", "Quân đội nhân dân Việt Nam (22/12/1944 - 22/12/2024)"),
    ("dang-uy-so-gddt-2024", "35 năm"),
    ("dang-uy-so-gddt-2024", "(22/12/1989 - 22/12/2024)"),
    ("dang-uy-so-gddt-2024", "45 năm Ngày Chiến thắng chiến tranh bảo vệ biên giới Tây Nam"),
    ("dang-uy-so-gddt-2024", "50 năm Hoàng Sa, 36 năm Gạc Ma"),
    ("dang-uy-so-gddt-2024", "25 năm phân định biên giới trên đất liền và 15 năm ký kết"),
    ("bo-tttt-2024", "95 năm ngày thành lập Đảng (3/2/1930 - 3/2/2025)"),
    ("bo-tttt-2024", "135 năm ngày sinh của Bác Hồ kính yêu (19/5/1890 - 19/5/2025)"),
    ("bo-tttt-2024", "80 năm ngày truyền thống Công an nhân dân Việt Nam (19/8/1945 - 19/8/2025)"),
    ("bo-tttt-2024", "20 năm Ngày hội Toàn dân bảo vệ an ninh Tổ quốc (19/8/2005 - 19/8/2025)"),
    ("bo-tttt-2024", "(30/4/1975 - 30/4/2025)"),
    ("bo-tttt-2024", "(2/9/1945 - 2/9/2025)"),
    ("bo-tttt-2024", "6 tỉnh, gồm: Đồng Tháp, Long An, Thanh Hóa, Kiên Giang"),
    ("bo-tttt-2024", "sơ kết 05 năm thực hiện Quyết định số 1191/QĐ-TTg"),
]  # fmt: skip

pytestmark = [
    pytest.mark.samples,
    pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample documents are not here"),
]


@cache
def subject_of(sample):
    return WordSubject(read_docx(SAMPLES / f"{sample}.docx"), sample)


@cache
def findings_of(sample):
    return tuple(run(subject_of(sample)))


def is_found(row):
    _, _, sample, rules, quote = row
    return any(one.id in rules and quote in one.quote for one in findings_of(sample))


@pytest.mark.parametrize("grade", ["A", "B"])
def test_enough_known_errors_are_found(grade):
    rows = [row for row in ROWS if row[1] == grade]
    missing = [row for row in rows if not is_found(row)]

    assert len(rows) - len(missing) >= WANTED[grade] * TOTAL[grade], missing


def test_every_row_said_to_be_found_is_found():
    assert [row for row in ROWS if not is_found(row)] == []


@pytest.mark.parametrize(("sample", "statement"), TRUE_STATEMENTS)
def test_nothing_is_said_against_a_true_statement(sample, statement):
    for one in findings_of(sample):
        if one.severity is Severity.NOTICE or one.location.paragraph == 0:
            continue
        paragraph = next(
            each
            for each in subject_of(sample).all_paragraphs
            if (each.source.part, each.source.number) == (one.location.part, one.location.paragraph)
        )
        first = paragraph.text.find(statement)
        start = one.location.column - 1
        overlaps = first >= 0 and start < first + len(statement) and first < start + len(one.quote)
        whole = len(one.quote) > len(statement) * 2  # about the paragraph, not the statement
        assert not overlaps or whole, one.text()


EVALUATION = Path(__file__).parents[2] / "docs" / "checker-evaluation.md"


def judged():
    """Return the judged findings of the evaluation: sample, rule, place, verdict."""
    cells = [line.strip("| ").split(" | ") for line in EVALUATION.read_text("utf-8").splitlines()]
    return [row[:4] for row in cells if len(row) == 5 and row[3] in ("đúng", "sai")]


@pytest.mark.parametrize("sample", sorted(path.stem for path in SAMPLES.glob("*.docx")))
def test_the_evaluation_judges_every_error(sample):
    places = {(rule, place) for name, rule, place, _ in judged() if name == sample}
    errors = [one for one in findings_of(sample) if one.severity is Severity.ERROR]

    def place(one):
        text = one.quote or one.message_text()
        return text.replace("|", "/").replace("\n", " ")[:60].strip()

    assert {(one.id, place(one)) for one in errors} - places == set()


def test_errors_are_right_nine_times_in_ten():
    rows = judged()

    assert rows
    assert sum(row[3] == "đúng" for row in rows) >= 0.9 * len(rows)
