"""What importing found: what was recognised and how surely, what was changed, what to look at."""

import re
from collections.abc import Iterable, Iterator

from generator.diagnostics import Diagnostic, Location, Marked, Severity
from generator.document.nodes import Blocks, Bullet, Heading, Table
from generator.document.walk import footnotes
from generator.i18n import N_
from generator.revise.importer.compare import Difference
from generator.revise.importer.plan import Imported
from generator.revise.importer.repairs import REPAIR, shorten

SURE, LIKELY, UNSURE = N_("chắc chắn"), N_("khá chắc"), N_("không chắc")

_EXTRAS = {
    "picture": N_("{count} hình không nhập được"),
    "object": N_("{count} đối tượng nhúng không nhập được"),
    "endnote": N_("{count} chú thích cuối văn bản không nhập được"),
    "comment": N_("{count} nhận xét của người đọc bị bỏ"),
    "equation": N_("{count} công thức không nhập được"),
    "deletion": N_("{count} chỗ đã xóa trong theo dõi sửa đổi bị bỏ"),
    "insertion": N_("{count} chỗ đã thêm trong theo dõi sửa đổi được coi là chữ của văn bản"),
    "chunk": N_("{count} tệp chèn vào không nhập được"),
}
_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:trang\s*)?\d*(?:\s*/\s*\d*)?[-–—\s]*", re.IGNORECASE)
_WARN_FROM = frozenset(("picture", "object", "endnote", "equation", "chunk"))
_USUAL = {
    "co_quan_ban_hanh": N_("cơ quan ban hành"),
    "so_ky_hieu": N_("số, ký hiệu"),
    "dia_danh_ngay": N_("địa danh, ngày tháng"),
    "noi_nhan_list": N_("nơi nhận"),
}


def make_report(imported: Imported, differences: Iterable[Difference]) -> list[Diagnostic]:
    """Return what a person should know, the gravest first."""
    found = [
        *_differences(imported, differences),
        *_extras(imported),
        *_edges(imported),
        *_kinds(imported),
        *_frame(imported),
        *_documents(imported),
        *_facts(imported),
        *_repairs(imported),
    ]
    order = list(Severity)
    return sorted(found, key=lambda one: order.index(one.severity))


def summarise(imported: Imported) -> list[Diagnostic]:
    """Return what was recognised, a line each."""
    parts, blocks = imported.parts, imported.expected.blocks
    notes = [note for one in _all_blocks(imported) for note in footnotes(one)]
    headings = [each for each in blocks if isinstance(each, Heading)]
    documents = imported.documents
    surely = SURE if imported.recognised.confidence == 1 else LIKELY
    return [
        _line(
            N_("{kind}, hệ thống {regime}: {issuer}"),
            surely if parts.known_regime and parts.kind else UNSURE,
            kind=parts.kind or Marked(N_("văn bản không rõ loại")),
            regime=parts.regime.value,
            issuer=parts.text("co_quan_ban_hanh") or Marked(N_("không rõ cơ quan")),
        ),
        _line(
            N_(
                "{sections} mục ({levels} cấp), {bullets} gạch đầu dòng, {notes} chú thích,"
                " {tables} bảng, {annexes} phụ lục"
            ),
            SURE,
            sections=len(headings),
            levels=max((each.level for each in headings), default=0),
            bullets=sum(isinstance(each, Bullet) for each in blocks),
            notes=len(notes),
            tables=sum(isinstance(each, Table) for one in _all_blocks(imported) for each in one),
            annexes=len(imported.expected.annexes),
        ),
        _line(
            N_(
                "{count} văn bản viện dẫn, {known} có trong danh mục; {calls}/{mentions} chỗ nêu"
                " thành viện dẫn"
            ),
            SURE,
            count=len(documents),
            known=sum(each.registered for each in documents),
            calls=sum(each.calls for each in documents),
            mentions=sum(each.mentions for each in documents),
        ),
        _line(
            N_(
                "{days} ngày kỷ niệm, {countries} nước, {partners} đối tác, {duties} phân công,"
                " {tasks} nhiệm vụ, {sums} số tiền"
            ),
            LIKELY,
            days=len(imported.days.chosen) + len(imported.days.added),
            countries=len(imported.days.countries),
            partners=len(imported.partners),
            duties=len(imported.plan.get("to_chuc_thuc_hien", ())),
            tasks=len(imported.plan.get("nhiem_vu", ())),
            sums=len(imported.plan.get("tham_so", ())),
        ),
    ]


def _all_blocks(imported: Imported) -> Iterator[Blocks]:
    yield imported.expected.blocks
    for annex in imported.expected.annexes:
        yield annex.blocks


def _line(message: str, confidence: str, **params: object) -> Diagnostic:
    return Diagnostic("IMP20", Severity.NOTICE, message, Location(), params, confidence=confidence)


def _differences(imported: Imported, differences: Iterable[Difference]) -> Iterator[Diagnostic]:
    for each in differences:
        yield Diagnostic(
            "IMP30",
            Severity.WARNING,
            N_("văn bản làm lại khác tệp gốc: '{wanted}' thành '{found}'"),
            Location(imported.source.name),
            {"wanted": each.wanted, "found": each.found},
            N_("sửa đoạn này trong kế hoạch"),
            expected=each.wanted,
            found=each.found,
        )


def _extras(imported: Imported) -> Iterator[Diagnostic]:
    name = imported.source.name
    for kind, message in _EXTRAS.items():
        count = imported.source.extras[kind]
        if count:
            severity = Severity.WARNING if kind in _WARN_FROM else Severity.NOTICE
            yield Diagnostic("IMP31", severity, message, Location(name), {"count": count})


def _edges(imported: Imported) -> Iterator[Diagnostic]:
    """Yield the lines of headers and footers that say more than the number of the page."""
    word = imported.tidied.word
    used = {
        part
        for section in word.sections
        for parts in (section.headers, section.footers)
        for part in parts.values()
    }
    texts = [
        (each, " ".join(each.text.split()))
        for part, paragraphs in word.headers.items()
        if part in used
        for each in paragraphs
    ]
    for paragraph, text in texts:
        if not _PAGE_NUMBER.fullmatch(text):
            yield Diagnostic(
                "IMP42",
                Severity.WARNING,
                N_("dòng ở đầu trang hoặc chân trang không được nhập: '{text}'"),
                Location(imported.source.name, part=paragraph.part, paragraph=paragraph.number),
                {"text": shorten(text)},
                N_("kế hoạch không có chỗ cho dòng này; ghi lại ở văn bản khi phát hành"),
            )


def _kinds(imported: Imported) -> Iterator[Diagnostic]:
    place = Location(imported.source.name)
    name, *others = imported.kinds
    if "ten_loai" in imported.plan:
        yield Diagnostic(
            "IMP43",
            Severity.NOTICE,
            N_("chưa có mẫu riêng cho loại '{name}'; kế hoạch dùng loại chung {kind}"),
            place,
            {"name": imported.plan["ten_loai"], "kind": name},
            N_("tên loại ghi ở ten_loai trong kế hoạch; soát lại"),
        )
    if others:
        yield Diagnostic(
            "IMP44",
            Severity.WARNING,
            N_("có nhiều mẫu của loại văn bản này, đã lấy {kind}; còn: {others}"),
            place,
            {"kind": name, "others": ", ".join(others)},
            N_("sửa loai_van_ban trong kế hoạch nếu cần"),
        )


def _frame(imported: Imported) -> Iterator[Diagnostic]:
    parts, name = imported.parts, imported.source.name
    if not parts.known_regime:
        yield Diagnostic(
            "IMP32",
            Severity.WARNING,
            N_("không rõ văn bản của Đảng hay của cơ quan nhà nước, coi là của cơ quan nhà nước"),
            Location(name),
            hint=N_("sửa he_thong trong locality.yaml và loai_van_ban trong kế hoạch nếu sai"),
        )
    for key, title in _USUAL.items():
        if not parts.lines.get(key):
            yield Diagnostic(
                "IMP33",
                Severity.WARNING,
                N_("tệp không có {part}"),
                Location(name),
                {"part": Marked(title)},
                N_("điền vào kế hoạch trước khi dùng cho năm sau"),
            )
    for key in imported.plan.get("the_thuc", {}):
        yield Diagnostic(
            "IMP34",
            Severity.NOTICE,
            N_("'{part}' ghi khác thể thức nên được giữ nguyên văn trong the_thuc"),
            Location(name),
            {"part": key},
            N_("bỏ khóa này để in theo thể thức"),
            confidence=SURE,
        )
    for group in parts.loose:
        for paragraph in group:
            yield Diagnostic(
                "IMP35",
                Severity.WARNING,
                N_("dòng không rõ là phần nào, được đưa vào nội dung: '{text}'"),
                Location(name, part=paragraph.source.part, paragraph=paragraph.source.number),
                {"text": shorten(paragraph.text)},
            )


def _documents(imported: Imported) -> Iterator[Diagnostic]:
    place = Location(imported.source.name)
    for each in imported.documents:
        if not each.registered:
            yield Diagnostic(
                "IMP36",
                Severity.NOTICE,
                N_("văn bản '{symbol}' không có trong danh mục, khai báo theo chữ trong tệp"),
                place,
                {"symbol": each.symbol},
                N_("soát lại loại, ngày, cơ quan, trích yếu trong kế hoạch"),
                confidence=LIKELY,
            )
        if each.calls < each.mentions:
            yield Diagnostic(
                "IMP37",
                Severity.WARNING,
                N_("{count} chỗ nêu '{symbol}' viết khác cách viện dẫn nên giữ nguyên chữ"),
                place,
                {"count": each.mentions - each.calls, "symbol": each.symbol},
                N_("sửa chữ cho đúng rồi thay bằng vien_dan"),
            )


def _facts(imported: Imported) -> Iterator[Diagnostic]:
    place = Location(imported.source.name)
    for day in imported.days.added:
        yield Diagnostic(
            "IMP38",
            Severity.NOTICE,
            N_("ngày kỷ niệm '{name}' ({day}) không có trong danh mục"),
            place,
            {"name": day["ten_goi"], "day": day["ngay"]},
            N_("soát lại tên và ngày gốc"),
            confidence=UNSURE,
        )
    days = len(imported.days.chosen) + len(imported.days.added) + len(imported.days.countries)
    typed = days - len(imported.plan.get("ngay_ky_niem", {}).get("chon", ()))
    if typed:
        yield Diagnostic(
            "IMP41",
            Severity.NOTICE,
            N_("{count} ngày kỷ niệm giữ nguyên chữ, không lấy từ danh mục"),
            place,
            {"count": typed},
            N_("năm sau sửa trong câu, hoặc thay bằng ky_niem và khai báo ngay_ky_niem"),
            confidence=SURE,
        )
    for partner in imported.partners:
        yield Diagnostic(
            "IMP39",
            Severity.NOTICE,
            N_("đối tác được nhận ra: {unit} {name}"),
            place,
            {"unit": partner["don_vi"], "name": partner["ten_goi"]},
            confidence=LIKELY,
        )


def _repairs(imported: Imported) -> Iterator[Diagnostic]:
    name = imported.source.name
    for each in imported.tidied.repairs.found:
        part = imported.tidied.word.paragraphs[0].part if each.paragraph else ""
        yield Diagnostic(
            REPAIR,
            Severity.NOTICE,
            each.kind,
            Location(name, part=part, paragraph=each.paragraph),
            {"detail": each.detail},
            quote=each.before,
            found=each.before,
            expected=each.after,
            confidence=LIKELY,
        )
