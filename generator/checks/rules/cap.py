"""Viết hoa theo Phụ lục II Nghị định 30/2020/NĐ-CP.

Vì sao: viết hoa sai tên cơ quan, tên riêng là lỗi thể thức hay bị trả lại nhất; danh sách cụm từ ở
`generator/checks/data/capitalisation.yaml`.
"""

import re
from collections.abc import Callable, Iterator

from generator.catalogues.load import Catalogues
from generator.checks.paragraph import Zone
from generator.checks.rule import BOTH, Basis, Family, Rule, Texts
from generator.checks.subject import WordSubject
from generator.checks.text.citations import KINDS
from generator.checks.text.kept import kept
from generator.checks.text.prose import LETTER, LOWER, UPPER, Prose, prose_of, report
from generator.checks.text.wording import find_wordings, read_data
from generator.diagnostics import Diagnostic, Severity
from generator.i18n import N_

_MESSAGE = N_("'{found}' viết hoa sai: {note}")
_Check = Callable[[WordSubject], Iterator[Diagnostic]]


def _listed(section: str) -> _Check:
    def check(subject: WordSubject) -> Iterator[Diagnostic]:
        prose = prose_of(subject)
        return report(prose, find_wordings(prose, "capitalisation", section), _MESSAGE)

    return check


def _check_new_year(subject: WordSubject) -> Iterator[Diagnostic]:
    return _listed(f"CAP20_{subject.regime.value}")(subject)


def _wrong(prose: Prose, start: int, end: int, right: str, **details: object) -> Diagnostic:
    found = prose.text[start:end]
    return prose.finding(
        start,
        end,
        _MESSAGE,
        params={"note": right},
        expected=right,
        found=found,
        **{"severity": Severity.WARNING, "replacement": right, **details},
    )


# ------------------------------------------------------------------ sentences

_STOP = re.compile(rf"[.?!] +(?=[{LOWER}])")
_WORD_BEFORE = re.compile(rf"(?P<word>[{LETTER}]+)[”’)]?$")
_NOT_STOPS = frozenset(("tp", "tr", "ts", "ths", "pgs", "gs", "tx", "tt", "đt", "st", "ks", "bs"))
_LIST_MARK = re.compile(r"^\s*(?:[-+–•]\s*|\d+(?:\.\d+)*[.)]\s+|[a-zđ]\)\s*)?")
_OPEN_ENDS = (":", ";", ",", "(")


def _check_sentences(subject: WordSubject) -> Iterator[Diagnostic]:
    prose = prose_of(subject)
    for match in _STOP.finditer(prose.text):
        before = _WORD_BEFORE.search(prose.text, max(0, match.start() - 30), match.start())
        if not before:
            continue
        word, start = before["word"], match.end()
        quiet = len(word) == 1 or word.lower() in _NOT_STOPS or prose.is_address(match.start())
        if quiet or not prose.is_text(start):
            continue
        yield prose.finding(
            before.start("word"),
            _word_end(prose.text, start),
            N_("sau dấu '{mark}' phải viết hoa, hoặc dấu '{mark}' là gõ nhầm dấu phẩy"),
            params={"mark": match[0][0]},
            severity=Severity.ERROR,
        )
    yield from _check_starts(prose)


def _word_end(text: str, start: int) -> int:
    found = re.compile(rf"[{LETTER}]*").match(text, start)
    return found.end() if found else start


def _check_starts(prose: Prose) -> Iterator[Diagnostic]:
    before = ""
    for paragraph, start, text in prose.lines():
        if paragraph.zone is not Zone.BODY or paragraph.in_table or not text.strip():
            before = text.strip() if paragraph.zone is Zone.BODY else before
            continue
        mark = _LIST_MARK.match(text)
        first = mark.end() if mark else 0
        if text[first : first + 1].islower() and before.endswith((".", "!", "?")):
            end = _word_end(prose.text, start + first)
            word = prose.text[start + first : end]
            right = word[:1].upper() + word[1:]
            # A list item under "a)" may go on in small letters; a new paragraph may not.
            dashed = bool(mark and mark[0].strip())
            severity = Severity.NOTICE if dashed else Severity.WARNING
            yield _wrong(prose, start + first, end, right, severity=severity)
        before = text.strip()


# ------------------------------------------------------------------ places

_UNIT = re.compile(
    # The look back comes after the first letter, so that only these capitals are tried.
    rf"(?P<unit>[THXP](?<=[{LOWER},;] .)"
    r"(?:(?<=T)(?:ỉnh|hị xã|hành phố)|(?<=H)uyện|(?<=X)ã|(?<=P)hường)) "
    # "Xã Hội" is a word written in capitals, unless a name goes on ("xã Hội Sơn").
    rf"(?!Hội(?: Chủ\b|(?! [{UPPER}])))(?P<name>[{UPPER}][{LETTER}]+)"
)
_KEPT = ("Hồ", "Đoàn", "Điện", "Trần", "Lê", "Nguyễn", "Võ", "Phan", "Hoàng", "Lý", "Ngô", "Quang")
_ORDINARY = frozenset(
    ("Hòa Bình", "Thái Bình", "Hải Dương", "Ninh Bình", "Bình Định", "Bình Thuận")
)


def _check_units(subject: WordSubject) -> Iterator[Diagnostic]:
    prose = prose_of(subject)
    for match in _UNIT.finditer(prose.text):
        start = match.start("unit")
        if not prose.is_worded(start) or match["name"] in _KEPT or prose.is_quoted(start):
            continue
        unit = match["unit"]
        right = unit[0].lower() + unit[1:]
        yield _wrong(prose, start, match.end("unit"), right)
    yield from _check_provinces(prose)


@kept
def _province_names(catalogues: Catalogues) -> list[tuple[str, str]]:
    """Return the names of provinces of several words, as written and in small letters."""
    names = {one.name for one in catalogues.provinces.values()}
    names |= {one.name for one in catalogues.former_provinces.values()}
    return [(name, name.lower()) for name in sorted(names - _ORDINARY) if " " in name]


def _check_provinces(prose: Prose) -> Iterator[Diagnostic]:
    for name, small in _province_names(prose.subject.catalogues):
        for start in prose.places(small):
            found = prose.text[start : start + len(name)]
            if found == name or found.isupper() or not prose.is_worded(start):
                continue
            named = prose.text[max(0, start - 5) : start].lower() == "tỉnh "
            if found[0].isupper() or named:
                yield _wrong(prose, start, start + len(name), name, severity=Severity.ERROR)


# ------------------------------------------------------------------ words

# The people of other countries are not the Nhân dân the decree speaks of.
_OTHERS = re.compile(rf" (?:các nước|hai nước|hai bên|thế giới|tiến bộ|các dân tộc|[{UPPER}])")
_STATE_LINKS = ("đảng,", "đảng và", "pháp luật của", "chính sách của", "luật pháp của")
_PEOPLE, _STATE = "nhân dân", "nhà nước"


def _check_people(subject: WordSubject) -> Iterator[Diagnostic]:
    prose = prose_of(subject)
    data = read_data("capitalisation")
    for start in prose.places(_PEOPLE):
        end = start + len(_PEOPLE)
        before = prose.lower[max(0, start - 24) : start].rstrip()
        other = _OTHERS.match(prose.text, end) or before.endswith(tuple(data["nhan_dan"]))
        if prose.text[start] == "n" and prose.is_text(start) and not other:
            sure = before.endswith(tuple(data["nhan_dan_sure"]))
            severity = Severity.WARNING if sure else Severity.NOTICE
            yield _wrong(prose, start, end, "Nhân dân", severity=severity)
    for start in prose.places(_STATE):
        end = start + len(_STATE)
        before = prose.lower[max(0, start - 24) : start].rstrip()
        small = prose.text[start] == "n"
        wrong = before.endswith(_STATE_LINKS if small else tuple(data["nha_nuoc"]))
        if wrong and prose.text[start:end] in ("nhà nước", "Nhà nước") and prose.is_text(start):
            yield _wrong(prose, start, end, "Nhà nước" if small else "nhà nước")


_SMALL_KIND = re.compile(rf"(?<=[{LETTER},;(] )(?P<kind>{'|'.join(KINDS)}) số (?=[0-9])")
_LONGEST_KIND = 30


def _check_kinds(subject: WordSubject) -> Iterator[Diagnostic]:
    prose = prose_of(subject)
    for at in prose.places("số"):
        match = _SMALL_KIND.search(prose.text, max(0, at - _LONGEST_KIND), at + 5)
        if match and match.end() == at + 3 and prose.is_worded(at):
            kind = match["kind"]
            yield _wrong(prose, *match.span("kind"), kind[0].upper() + kind[1:])


# ------------------------------------------------------------------ table

_ND30 = "Nghị định 30/2020/NĐ-CP"
_CAP = Family("viết hoa")


def _rule(
    number: int, place: str, name: str, check: _Check, texts: Texts, confidence: str = "A/B"
) -> Rule:
    severity = Severity.ERROR if number in _SURE else Severity.WARNING
    basis = Basis(f"Phụ lục II, Mục {place}", confidence, instrument=_ND30)
    return _CAP.rule(f"CAP{number:02d}", name, severity, BOTH, basis, check, texts)


_SURE = frozenset((1, 2, 4, 8, 9, 10, 14, 22))
_WHY = "Viết hoa là phần của thể thức; một tên viết hai cách là hai tên."

RULES = (
    _rule(1, "I", "dau-cau", _check_sentences, Texts(
        "Viết hoa chữ đầu sau dấu chấm, chấm hỏi, chấm than và đầu đoạn.", _WHY,
        "năng lượng tái tạo. xây dựng kết cấu hạ tầng",
        "năng lượng tái tạo, xây dựng kết cấu hạ tầng")),
    _rule(2, "II.1", "ten-nguoi", _listed("CAP02"), Texts(
        "Tên người viết hoa mọi âm tiết.", _WHY, "Hồ Chí minh, bác Hồ", "Hồ Chí Minh, Bác Hồ")),
    _rule(3, "II.2", "ten-nguoi-nuoc-ngoai", _listed("CAP03"), Texts(
        "Tên người nước ngoài phiên âm viết hoa chữ đầu mỗi thành phần.", _WHY,
        "Các mác", "Các Mác")),
    _rule(4, "III.1.a", "don-vi-hanh-chinh", _check_units, Texts(
        "Danh từ chung chỉ đơn vị hành chính viết thường, tên riêng viết hoa mọi âm tiết.", _WHY,
        "của Tỉnh Quảng trị", "của tỉnh Quảng Trị")),
    _rule(5, "III.1.b", "don-vi-mang-so", _listed("CAP05"), Texts(
        "Đơn vị mang số viết hoa cả danh từ chung.", _WHY, "phường 3", "Phường 3")),
    _rule(6, "III.1.c", "thu-do-thanh-pho", _listed("CAP06"), Texts(
        "Viết: Thủ đô Hà Nội, Thành phố Hồ Chí Minh.", _WHY,
        "thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh")),
    _rule(7, "III.1.d", "dia-hinh", _listed("CAP07"), Texts(
        "Danh từ chỉ địa hình trước tên riêng đầy đủ viết thường.", _WHY,
        "hai Quần đảo Hoàng Sa", "hai quần đảo Hoàng Sa")),
    _rule(8, "III.1.đ", "vung-mien", _listed("CAP08"), Texts(
        "Tên vùng, miền, biển viết hoa mọi âm tiết.", _WHY, "Biển đông, Đông nam Á",
        "Biển Đông, Đông Nam Á")),
    _rule(9, "IV.1.a", "ten-co-quan", _listed("CAP09"), Texts(
        "Tên cơ quan viết hoa chữ đầu các từ chỉ loại hình, chức năng, lĩnh vực.", _WHY,
        "Ban chỉ đạo 35, Mặt trận tổ quốc", "Ban Chỉ đạo 35, Mặt trận Tổ quốc")),
    _rule(10, "IV.1.b", "co-quan-dang", _listed("CAP10"), Texts(
        "Tên cơ quan của Đảng viết hoa theo quy định riêng.", _WHY,
        "Đảng cộng sản Việt Nam", "Đảng Cộng sản Việt Nam")),
    _rule(11, "IV.2", "to-chuc-quoc-te", _listed("CAP11"), Texts(
        "Tên tổ chức nước ngoài đã dịch viết như tên cơ quan Việt Nam; chữ tắt viết hoa.", _WHY,
        "Liên Hợp Quốc, Asean", "Liên hợp quốc, ASEAN")),
    _rule(12, "V.1", "nhan-dan-nha-nuoc", _check_people, Texts(
        "Nhân dân, Nhà nước viết hoa khi đứng riêng; viết thường trong cụm chỉ tính chất.", _WHY,
        "quản lý Nhà nước; các tầng lớp nhân dân", "quản lý nhà nước; các tầng lớp Nhân dân")),
    _rule(13, "V.2", "huan-chuong-danh-hieu", _listed("CAP13"), Texts(
        "Huân chương, danh hiệu viết hoa chữ đầu của loại và của tên.", _WHY,
        "Huân chương lao động", "Huân chương Lao động")),
    _rule(14, "V.3", "chuc-vu", _listed("CAP14"), Texts(
        "Chức vụ gắn với người cụ thể viết hoa; 'đồng chí' giữa câu viết thường.", _WHY,
        "của Đồng chí Tổng bí thư", "của đồng chí Tổng Bí thư")),
    _rule(15, "V.4", "danh-tu-chung", _listed("CAP15"), Texts(
        "'Đảng' viết hoa khi chỉ Đảng Cộng sản Việt Nam; viết thường trong cấp ủy đảng.", _WHY,
        "chủ trương của đảng", "chủ trương của Đảng")),
    _rule(16, "V.5", "ngay-le", _listed("CAP16"), Texts(
        "Tên ngày lễ viết hoa.", _WHY, "ngày quốc khánh", "ngày Quốc khánh")),
    _rule(17, "V.6", "loai-van-ban", _check_kinds, Texts(
        "Tên loại của một văn bản cụ thể viết hoa.", _WHY,
        "triển khai công văn số 1578/BTTTT-TTĐN", "triển khai Công văn số 1578/BTTTT-TTĐN")),
    _rule(18, "V.7", "vien-dan-dieu-khoan", _listed("CAP18"), Texts(
        "Khi viện dẫn: Phần, Chương, Mục, Điều viết hoa; khoản, điểm viết thường.", _WHY,
        "tại điều 4, Khoản 2", "tại Điều 4, khoản 2")),
    _rule(19, "V.8.a", "nam-am-lich", _listed("CAP19"), Texts(
        "Tên năm âm lịch viết hoa mọi âm tiết.", _WHY, "Xuân Mậu thân", "Xuân Mậu Thân")),
    _rule(20, "V.8.b", "tet", _check_new_year, Texts(
        "Viết: tết Nguyên đán, tết Trung thu; văn bản của Đảng viết hoa cả chữ Tết.", _WHY,
        "dịp Tết Nguyên Đán", "dịp tết Nguyên đán")),
    _rule(21, "V.8.c", "thu-va-thang", _listed("CAP21"), Texts(
        "Thứ, tháng viết bằng chữ viết hoa chữ sau.", _WHY, "thứ hai, ngày 01/6/2026",
        "thứ Hai, ngày 01/6/2026")),
    _rule(22, "V.9", "su-kien-lich-su", _listed("CAP22"), Texts(
        "Tên sự kiện, triều đại, tên nước viết hoa.", _WHY,
        "Việt Nam Dân chủ cộng hòa", "Việt Nam Dân chủ Cộng hòa")),
    _rule(23, "V.10", "tac-pham-san-pham", _listed("CAP23"), Texts(
        "Tên báo, tạp chí, mạng xã hội viết hoa như tên gọi.", _WHY,
        "zalo, facebook", "Zalo, Facebook")),
)  # fmt: skip
