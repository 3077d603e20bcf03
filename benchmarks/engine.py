"""The Word engine beside docxtpl: same frame, same data, taken in turns in one run.

docxtpl cannot make footnotes from data; its frame is the same without the note calls, while
ours has them on, as well as the sandbox and the escaping (docxtpl: autoescape=True, no sandbox).
"""

import argparse
import gc
import io
import random
import statistics
import time
import zipfile
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import docx
import docxtpl
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from generator.ooxml.archive import pack, write_archive
from generator.ooxml.package import open_package
from generator.writers.docx.engine import WordTemplate
from tests.invariants import check_package

ITEMS = 60
ROWS = 40
PROSE = """
phối hợp cơ quan đơn vị liên quan tổ chức tuyên truyền giới thiệu tiềm năng thế mạnh hình ảnh
địa phương bạn bè quốc tế kiều bào bảo đảm thiết thực tiết kiệm quy định đối ngoại thông tin
biên giới hữu nghị hợp tác phát triển văn hóa du lịch xúc tiến đầu tư thương mại báo chí cơ sở
hội nhập chủ động sâu rộng nhân dân chính quyền hướng dẫn kiểm tra đôn đốc
"""
WORDS = PROSE.split()
NOTE = "{% if m.ghi_chu %}{{ fn(m.ghi_chu) }}{% endif %}"


def build_frame(*, notes: bool) -> bytes:
    """Return an 8-page frame: letterhead, 60 looped items, signature, annex table."""
    document = docx.Document()
    _prune(document)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(14)
    head = document.add_table(2, 2)
    head.cell(0, 0).text, head.cell(0, 1).text = "{{ co_quan }}", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA"
    head.cell(1, 0).text, head.cell(1, 1).text = "Số: {{ so }}", "{{ noi }}, {{ ngay }}"
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.add_run("{{ ten_loai }}").bold = True
    _add_items(document, NOTE if notes else "")
    sign = document.add_table(1, 2)
    sign.cell(0, 0).text = "Nơi nhận:"
    sign.cell(0, 0).add_paragraph("{%p for n in noi_nhan %}")
    sign.cell(0, 0).add_paragraph("- {{ n }};")
    sign.cell(0, 0).add_paragraph("{%p endfor %}")
    sign.cell(0, 1).text = "{{ chuc_vu }}"
    _add_header(document)
    _add_annex(document)
    out = io.BytesIO()
    document.save(out)
    return _without_effects(out.getvalue())


def _prune(document: Any) -> None:
    """Leave out python-docx's hundred table styles, which no file saved by Word has."""
    for style in list(document.styles.element):
        name = style.get(qn("w:styleId"))
        if style.get(qn("w:type")) == "table" and name not in ("TableNormal", "TableGrid"):
            document.styles.element.remove(style)


def _without_effects(source: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members.pop("word/stylesWithEffects.xml", None)
    for name in ("[Content_Types].xml", "word/_rels/document.xml.rels"):
        parts = members[name].decode().replace("><", ">\0<").split("\0")
        members[name] = "".join(part for part in parts if "stylesWithEffects" not in part).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def _add_items(document: Any, note: str) -> None:
    document.add_paragraph("{%p for m in muc %}")
    forms = (("if", "lon"), ("elif", "nho"), ("elif", "gach"))
    for word, level in forms:
        document.add_paragraph("{%p " + f"{word} m.cap == '{level}'" + " %}")
        paragraph = document.add_paragraph("{{ m.so }} ")
        run = paragraph.add_run("{{ m.text }}" + note)
        run.bold, run.italic = level == "lon", level == "gach"
        run.font.size = Pt(14)
    document.add_paragraph("{%p else %}")
    paragraph = document.add_paragraph("{{ m.text }}" + note)
    paragraph.paragraph_format.first_line_indent = Mm(10)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endfor %}")


def _add_header(document: Any) -> None:
    section = document.sections[0]
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = text or None
        run._r.append(element)  # noqa: SLF001  (python-docx has no call for fields)


def _add_annex(document: Any) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    document.add_paragraph("{{ phu_luc }}").alignment = WD_ALIGN_PARAGRAPH.CENTER
    table = document.add_table(4, 8)
    table.style = "Table Grid"
    for column in range(8):
        table.cell(0, column).text = f"Cột {column + 1}"
        table.cell(2, column).text = f"{{{{ h.c{column} }}}}"
    table.cell(1, 0).text, table.cell(3, 0).text = "{%tr for h in hang %}", "{%tr endfor %}"
    row = table.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001
    row.append(OxmlElement("w:tblHeader"))


def build_context(number: int) -> dict[str, Any]:
    """Return the data of one document; each has its own number in it."""
    words = random.Random(number)  # noqa: S311  (prose that does not repeat, same each run)
    levels = ("lon", "nho", "gach", "thuong")
    items = [
        {
            "cap": levels[n % 4],
            "so": f"{n}.",
            "text": f"Văn bản {number}, mục {n}: {_prose(words, 12 if n % 4 == 0 else 36)}",
            "ghi_chu": f"Xem mục {n} của văn bản {number} <TN&MT>." if n % 4 == 3 else "",
        }
        for n in range(ITEMS)
    ]
    return {
        "co_quan": f"ỦY BAN NHÂN DÂN XÃ SỐ {number}",
        "so": f"{number}/KH-UBND",
        "noi": "Cao Bằng",
        "ngay": "ngày 05 tháng 02 năm 2027",
        "ten_loai": "KẾ HOẠCH",
        "muc": items,
        "noi_nhan": [f"Cơ quan {n}" for n in range(8)],
        "chuc_vu": "CHỦ TỊCH",
        "phu_luc": "Phụ lục",
        "hang": [{f"c{c}": f"{number}.{n}.{c}" for c in range(8)} for n in range(ROWS)],
    }


def _prose(words: random.Random, count: int) -> str:
    """Return text as hard to deflate as real prose, which a repeated sentence is not."""
    return " ".join(words.choice(WORDS) for _ in range(count)) + " & kiều bào."


def by_docxtpl(source: bytes, context: Mapping[str, Any]) -> bytes:
    """Return a document as docxtpl makes it: a fresh object each time, as its manual says."""
    template = docxtpl.DocxTemplate(io.BytesIO(source))
    template.render(dict(context), autoescape=True)
    out = io.BytesIO()
    template.save(out)
    return out.getvalue()


def _floor(document: bytes, frame: bytes) -> Callable[[], bytes]:
    """Return what cannot be saved: deflate the changed parts again and write the file."""
    package = open_package(document)
    own = {member.name: member for member in open_package(frame).members}
    changed = {
        member.name: package.read(member.name)
        for member in package.members
        if member.name not in own or own[member.name].crc != member.crc
    }
    kept = [member for member in package.members if member.name not in changed]
    return lambda: write_archive([*kept, *(pack(name, data) for name, data in changed.items())])


def _timed(work: Callable[[], bytes]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def measure(rounds: int, per_round: int) -> dict[str, Any]:
    """Return the times of both engines and of the floor, taken in turns."""
    plain, noted = build_frame(notes=False), build_frame(notes=True)
    template = WordTemplate.compile(noted)
    sample = template.render(build_context(0))
    theirs = by_docxtpl(plain, build_context(0))
    assert check_package(sample) == []
    floor = _floor(sample, noted)
    times: dict[str, list[float]] = {"docxtpl": [], "engine": [], "floor": []}
    for number in range(rounds):
        context = build_context(number)
        works = {
            "docxtpl": partial(by_docxtpl, plain, context),
            "engine": partial(template.render, context),
            "floor": floor,
        }
        gc.collect()
        for name, work in works.items():
            count = 1 if name == "docxtpl" else per_round
            times[name].append(statistics.median(_timed(work) for _ in range(count)))
    return {"times": times, "sizes": (len(sample), len(theirs)), "notes": _count_notes(sample)}


def _count_notes(document: bytes) -> int:
    return open_package(document).read("word/footnotes.xml").count(b"<w:footnote w:id=")


def main() -> None:
    """Print the comparison."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--per-round", type=int, default=9)
    parser.add_argument("--at-least", type=float, default=0, help="fail below this ratio")
    options = parser.parse_args()
    result = measure(options.rounds, options.per_round)
    times = result["times"]
    ratio = statistics.median(
        theirs / ours for theirs, ours in zip(times["docxtpl"], times["engine"], strict=True)
    )
    for name, seconds in times.items():
        middle = statistics.median(seconds)
        print(f"{name:8} {middle * 1000:8.3f} ms/document {1 / middle:8.0f} documents/s")
    share = statistics.median(times["floor"]) / statistics.median(times["engine"])
    ours, theirs = result["sizes"]
    print(f"engine / docxtpl: {ratio:.1f} times its documents per second")
    print(f"floor (deflate and write of the same bytes): {share:.0%} of the engine's time")
    print(f"size: engine {ours} bytes with {result['notes']} footnotes, docxtpl {theirs} without")
    if ratio < options.at_least:
        raise SystemExit(f"below {options.at_least:.0f} times")


if __name__ == "__main__":
    main()
