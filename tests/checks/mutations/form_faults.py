"""Faults of form: looks, pages, letterhead, signature, recipients, annexes, the package."""

from itertools import pairwise

from bench import MAIN
from lxml import etree
from mutators import (
    all_body_look,
    body,
    body_look,
    body_run,
    component_look,
    component_run,
    element,
    fault,
    remove,
    repeat,
    section,
    swap,
    word_run,
)

from generator.checks.annotate.looks import properties_of, set_properties
from generator.ooxml.xml import qn

MM = 72 / 25.4


def looks(component, rules, size, *, bold=True, count=2):
    """Return the usual faults of a component's look."""
    return [
        fault(f"{component}: size {size}", rules, component_run(component, size_pt=size), count),
        fault(
            f"{component}: {'not ' * bold}bold", rules, component_run(component, bold=not bold),
            count,
        ),
    ]  # fmt: skip


LOOKS = [
    *looks("quoc_hieu", "QHI02", 16),
    fault("quoc_hieu: italic", "QHI02", component_run("quoc_hieu", italic=True), 2),
    fault("quoc_hieu: left", "QHI02", component_look("quoc_hieu", align="left"), 2),
    *looks("tieu_ngu", "TNG02", 11),
    fault("tieu_ngu: italic", "TNG02", component_run("tieu_ngu", italic=True), 2),
    *looks("co_quan_chu_quan", "CQC01 PDH03", 11, bold=False),
    *looks("co_quan_ban_hanh", "CQB01 PDH03", 16),
    *looks("tieu_de_dang", "PDH01", 12),
    *looks("so_ky_hieu", "SKH06 PDH07", 11, bold=False),
    *looks("dia_danh_ngay", "DDN03 PDH08", 11, bold=False),
    fault("date upright", "DDN03 PDH08", component_run("dia_danh_ngay", italic=False), 3),
    *looks("ten_loai", "TLO02 TLO03", 12, count=3),
    fault("type name left", "TLO02 TLO03", component_look("ten_loai", align="left"), 3),
    *looks("trich_yeu", "TYE01 TYE03", 11, count=3),
    fault("summary italic", "TYE01 TYE03", component_run("trich_yeu", italic=True), 2),
    fault("letter's summary 16", "TYC01 TYC03", component_run("trich_yeu_cong_van", size_pt=16), 2),
    *looks("quyen_han", "SIG04 SIG05", 11, count=3),
    fault("position italic", "SIG04 SIG05", component_run("chuc_vu", italic=True), 3),
    fault("recipients' label 16", "NNH01 NNH05", component_run("noi_nhan_label", size_pt=16), 3),
    fault("recipients 15", "NNH02 NNH06", component_run("noi_nhan_list", size_pt=15), 3),
    fault("one paragraph 12", "BOD01 BOD02", body_run(size_pt=12), 4),
    fault("one paragraph 16", "BOD01 BOD02", body_run(size_pt=16), 3),
    fault("one word 12", "BOD01 BOD02", word_run(size_pt=12), 4),
    fault("paragraph left", "BOD03", body_look(align="left"), 4),
    fault("paragraph centred", "BOD03", body_look(align="center"), 3),
    fault("first line 25 mm", "BOD04 BOD05 BOD06", body_look(first_line_pt=25 * MM), 4),
    fault("first line 0", "BOD04 BOD05 BOD06", body_look(first_line_pt=0), 3),
    fault("no space after", "BOD07", body_look(after_pt=0, before_pt=0), 4),
    fault("double spacing", "BOD08 BOD09", body_look(line_rule="auto", line=2.0), 3),
    fault("all double", "BOD08 BOD09", all_body_look(line_rule="auto", line=2.0), 2),
    fault("paragraph in Arial", "FON01", body_run(font="Arial"), 4),
    fault("word in Calibri", "FON01", word_run(font="Calibri"), 3),
    fault("paragraph in .VnTime", "FON02", body_run(font=".VnTime"), 3),
    fault("paragraph in VNI-Times", "FON02", body_run(font="VNI-Times"), 2),
    fault("variant of the font", "FON05", body_run(font="TimesNewRomanPSMT"), 3),
    fault("red paragraph", "FON04", body_run(color="FF0000"), 3),
    fault("yellow word", "FON04", word_run(highlight="yellow"), 4),
    fault("condensed text", "FON06", body_run(scale_percent=80), 3),
    fault("underlined word", "FON07", word_run(underline="single"), 3),
    fault("title may stand alone", "BOD12", component_look("de_muc_1", keep_next=False), 3),
]


# ------------------------------------------------------------------ pages


def _landscape(draft):
    size = draft.sections()[0].find(qn("w:pgSz"))
    width, height = size.get(qn("w:w")), size.get(qn("w:h"))
    size.set(qn("w:w"), height)
    size.set(qn("w:h"), width)
    size.set(qn("w:orient"), "landscape")


def _no_title_page(draft):
    for properties in draft.sections()[:1]:
        for found in properties.findall(qn("w:titlePg")):
            properties.remove(found)
        for found in properties.findall(qn("w:headerReference")):
            if found.get(qn("w:type")) == "first":
                properties.remove(found)


def _number_type(**values):
    def change(draft):
        properties = draft.sections()[0]
        found = properties.find(qn("w:pgNumType"))
        if found is None:
            found = etree.Element(qn("w:pgNumType"))
            properties.find(qn("w:pgMar")).addnext(found)
        for key, value in values.items():
            found.set(qn(f"w:{key}"), value)

    return change


def _header_paragraph(draft):
    for name in sorted(draft.clean.subject.file.headers):
        for paragraph in draft.part(name).iter(qn("w:p")):
            if any(True for _ in paragraph.iter(qn("w:instrText"), qn("w:fldSimple"))):
                return paragraph
    return None


def _header_look(name, **values):
    """Give the page number another look."""

    def change(draft):
        paragraph = _header_paragraph(draft)
        targets = [paragraph] if name == "w:pPr" else list(paragraph.iter(qn("w:r")))
        for target in targets:
            set_properties(properties_of(target, name), values)

    return element(change, when=lambda clean: _header_paragraph(clean.draft()) is not None)


def _no_page_number(draft):
    for properties in draft.sections():
        for found in properties.findall(qn("w:headerReference")):
            properties.remove(found)


def _rows_do_not_repeat(draft):
    for found in list(draft.part(MAIN).iter(qn("w:tblHeader"))):
        found.getparent().remove(found)


def _has_annex_table(clean):
    return next(clean.root.iter(qn("w:tblHeader")), None) is not None


def _wide_table(draft):
    table = next(draft.part(MAIN).iter(qn("w:tblHeader"))).getparent().getparent().getparent()
    for column in table.find(qn("w:tblGrid")):
        column.set(qn("w:w"), str(int(column.get(qn("w:w"))) * 3 // 2))


def _small_table(draft):
    for each in draft.clean.subject.paragraphs:
        if each.in_table and each.zone.value == "annex" and each.text.strip():
            draft.run(each, 0, len(each.text), size_pt=7)


def _many_pages(clean):
    return sum(len(each.text) for each in clean.subject.prose) > 9000


PAGES = [
    *(
        fault(
            f"{side} margin {size} mm", f"PAG0{place} PAG08",
            section(**{f"margin_{side}_pt": size * MM}), 2,
        )
        for place, side in enumerate(("top", "bottom", "left", "right"), start=4)
        for size in (10, 45)
    ),
    fault("Letter paper", "PAG01", section(page_width_pt=612, page_height_pt=792), 3),
    fault("landscape document", "PAG02", element(_landscape), 3),
    fault("page number 10", "NUM04 NUM05", _header_look("w:rPr", size_pt=10), 3),
    fault("page number italic", "NUM04 NUM05", _header_look("w:rPr", italic=True), 2),
    fault("page number right", "NUM03", _header_look("w:pPr", align="right"), 3),
    fault("number on page one", "NUM06", element(_no_title_page), 3),
    fault("roman page numbers", "NUM07", element(_number_type(fmt="lowerRoman")), 3),
    fault("pages from 5", "NUM07", element(_number_type(start="5")), 3),
    fault("no page number", "NUM01", element(_no_page_number, when=_many_pages), 3),
    fault("table head not repeated", "TAB02 BUD16",
          element(_rows_do_not_repeat, when=_has_annex_table), 3),
    fault("table wider than the page", "PAG11", element(_wide_table, when=_has_annex_table), 2),
    fault("table in size 7", "TAB03", element(_small_table, when=_has_annex_table), 2),
]  # fmt: skip


# ------------------------------------------------------------------ head and foot


def _remove_line(component):
    """Take away the drawn line below a component."""

    def sites(clean):
        spans = clean.spans(component)
        below = spans[-1].paragraph.index + 1 if spans else 0
        paragraphs = clean.subject.paragraphs
        if not spans or below >= len(paragraphs) or paragraphs[below].text.strip():
            return []
        return [lambda draft: draft.remove(paragraphs[below])]

    return sites


HEAD = [
    fault("national name mistyped", "QHI01", swap("NGHĨA", "NGHỈA", "quoc_hieu"), 3),
    fault("national name without a word", "QHI01 GEN04", swap(" XÃ HỘI", "", "quoc_hieu"), 2),
    fault("dashes in the motto", "TNG01", swap(" - ", " – ", "tieu_ngu"), 3),
    fault("motto without spaces", "TNG01", swap(" - ", "-", "tieu_ngu"), 2),
    fault("line below the motto gone", "TNG03", _remove_line("tieu_ngu"), 3),
    fault("line below the body gone", "CQB02", _remove_line("co_quan_ban_hanh"), 3),
    fault("line below the summary gone", "TYE02", _remove_line("trich_yeu"), 2),
    fault("line below the party title gone", "PDH02", _remove_line("tieu_de_dang"), 3),
    fault("star gone", "PDH04", remove("dau_sao"), 3),
    fault("star is a line", "PDH04", swap(r"\*", "-------", "dau_sao"), 3),
    fault("dashes below the summary gone", "TYE04", remove("trich_yeu_rule"), 3),
    fault("number without colon", "SKH01", swap("Số:", "Số", "so_ky_hieu", regime="state"), 3),
    fault("number with colon", "PDH06", swap("Số", "Số:", "so_ky_hieu", regime="party"), 3),
    fault("hyphen before the symbol", "SKH03", swap("/", "-", "so_ky_hieu", regime="state"), 3),
    fault("slash before the symbol", "PDH06", swap("-(?=[HK])", "/", "so_ky_hieu",
                                                   regime="party"), 3),
    fault("symbol of another type", "SKH04 PDH09", swap("(?<=[/-])(KH|HD|QĐ)(?=[/-])", "BC",
                                                        "so_ky_hieu"), 4),
    fault("letter's symbol with CV", "SKH05", swap("/(?=BTTTT)", "/CV-", "so_ky_hieu"), 1),
    fault("date without comma", "DDN01", swap(", ngày", " ngày", "dia_danh_ngay"), 3),
    fault("date in figures", "DDN01", swap(r"ngày +(\d*) *tháng (\d+) năm (\d+)",
                                           r"ngày 12/\2/\3", "dia_danh_ngay"), 3),
    fault("month 03", "DDN02", swap(r"tháng 0?\d", "tháng 03", "dia_danh_ngay"), 3),
    fault("day not in the calendar", "DDN05", swap(r"ngày +\d* *tháng \d+",
                                                   "ngày 31 tháng 4", "dia_danh_ngay"), 3),
    fault("another place", "DDN04", swap("^[^,]+", "Cà Mau", "dia_danh_ngay"), 3),
    fault("type name in small letters", "TLO02 TLO03",
          swap(".+", lambda match: match[0].capitalize(), "ten_loai"), 3),
    fault("type name gone", "TLO01", remove("ten_loai"), 3),
    fault("stop after the summary", "TYE05", swap("$", ".", "trich_yeu"), 3),
    fault("capital in the party's summary", "TYE03",
          swap("^.", lambda match: match[0].upper(), "trich_yeu", regime="party"), 3),
    fault("addressee without colon", "KGU02",
          swap("Kính gửi:", "Kính gửi", "kinh_gui_label", regime="state"), 1),
    fault("both titles", "GEN01",
          swap(".+", "ĐẢNG CỘNG SẢN VIỆT NAM", "co_quan_ban_hanh", regime="state"), 2),
    fault("body lines bold in the head", "CQC01 PDH03",
          component_run("co_quan_chu_quan", bold=True, size_pt=13), 2),
    fault("indented national name", "HDR04", component_look("quoc_hieu", first_line_pt=36), 2),
    fault("a note above the head", "HDR03",
          lambda clean: [_note_above] if clean.subject.paragraphs else [], 3),
]  # fmt: skip


def _note_above(draft):
    table = next(draft.part(MAIN).iter(qn("w:tbl")))
    paragraph = etree.Element(qn("w:p"))
    run = etree.SubElement(paragraph, qn("w:r"))
    etree.SubElement(run, qn("w:t")).text = "Bản gửi đồng chí Hà xem trước"
    table.addprevious(paragraph)


def _signed(name, *, bold=True):
    """Fill in the signer's name where the clean document leaves it open."""

    def edit(draft):
        last = draft.clean.spans("chuc_vu")[-1].paragraph
        paragraphs = draft.clean.subject.paragraphs
        copied = draft.repeat(last, name)
        target = draft.element(paragraphs[last.index + 2])
        target.addnext(copied)
        for run in copied.iter(qn("w:r")):
            set_properties(properties_of(run, "w:rPr"), {"bold": bold, "caps": False})

    return lambda clean: [edit] if clean.spans("chuc_vu") and not clean.spans("ho_ten") else []


def _labelled(sites):
    """Keep the documents whose only attached part is an annex with its label."""
    return lambda clean: sites(clean) if len(clean.subject.recognised.annexes) == 1 else []


FOOT = [
    fault("T/M in a state document", "SIG02", swap(r"^TM\.", "T/M", "quyen_han"), 3),
    fault("TM. without space", "SIG02", swap(r"^TM\. ", "TM.", "quyen_han"), 2),
    fault("KT without stop", "SIG02", swap(r"^KT\.", "KT", "quyen_han"), 2),
    fault("TM. in a party document", "SIG03", swap("^T/M", "TM.", "quyen_han"), 3),
    fault("K/T with stop", "SIG03", swap("^K/T", "KT.", "quyen_han"), 2),
    fault("not the deputy", "SIG08", swap("PHÓ CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "chuc_vu"), 2),
    fault("name in capitals", "SIG06", _signed("NÔNG THỊ HÀ"), 3),
    fault("degree before the name", "SIG07", _signed("TS. Nông Thị Hà"), 3),
    fault("name not bold", "SIG06", _signed("Nông Thị Hà", bold=False), 3),
    fault("file line without colon", "NNH03",
          swap("^- Lưu: ", "- Lưu ", "noi_nhan_list", regime="state"), 3),
    fault("file line with colon", "NNH06",
          swap("^- Lưu ", "- Lưu: ", "noi_nhan_list", regime="party"), 3),
    fault("file line gone", "NNH03 NNH06", remove("noi_nhan_list", -1), 3),
    fault("recipient's mark", "NNH02 NNH06",
          swap("[;,]$", lambda m: "," if m[0] == ";" else ";", "noi_nhan_list"), 4),
    fault("recipient without mark", "NNH02 NNH06", swap("[;,]$", "", "noi_nhan_list"), 4),
    fault("recipient without dash", "NNH02 NNH06", swap("^- ", "", "noi_nhan_list"), 3),
    fault("recipient twice", "NNH07", repeat("noi_nhan_list", at=1), 3),
    fault("as addressed", "NNH04", swap("Như trên", "Như kính gửi", "noi_nhan_list"), 2),
    fault("closing mark gone", "BOD13", swap(r"\./\.$", ".", "body", regime="state"), 2),
    fault("closing mark in a party document", "BOD14",
          lambda clean: [_party_closing] if clean.party else [], 4),
    fault("annex label in capitals", "PLU02", swap("^Phụ lục", "PHỤ LỤC", "phu_luc_label"), 2),
    fault("annex label 11", "PLU02", component_run("phu_luc_label", size_pt=11), 2),
    fault("annex title not bold", "PLU04",
          _labelled(component_run("phu_luc_title", bold=False)), 2),
    fault("annex title in small letters", "PLU04",
          _labelled(swap("^.+", lambda m: m[0].capitalize(), "phu_luc_title")), 2),
    fault("reference of the annex upright", "PLU04",
          _labelled(component_run("phu_luc_ref", italic=False)), 2),
    fault("annex of another document", "PLU05 BUD11",
          swap(r"số +/", "số 99/", "phu_luc_ref"), 2),
    fault("annex not on a new page", "PLU07",
          lambda clean: [_annex_on_the_page] if clean.spans("phu_luc_label") else [], 2),
    fault("secrecy mark typed", "MRK02", swap("DỰ THẢO", "MẬT", "du_thao"), 3),
]  # fmt: skip


def _party_closing(draft):
    last = draft.clean.subject.body_paragraphs[-1]
    end = len(last.text.rstrip())
    draft.text(last, end - 1, end, "./.")


def _annex_on_the_page(draft):
    label = draft.clean.spans("phu_luc_label")[0].paragraph
    for each in draft.clean.subject.paragraphs[: label.index + 1]:
        element_ = draft.element(each)
        for mark in list(element_.iter(qn("w:pageBreakBefore"))):
            mark.getparent().remove(mark)
        section_ = element_.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
        if section_ is not None:
            section_.getparent().remove(section_)
    draft.look(label, page_break_before=False)
    kind = draft.sections()[-1].find(qn("w:type"))
    if kind is not None:
        kind.set(qn("w:val"), "continuous")


# ------------------------------------------------------------------ titles and numbers


def _empty_paragraphs(clean):
    return [
        lambda draft, each=each: [draft.repeat(each, ""), draft.repeat(each, "")]
        for each in body(clean)[:-1]
    ]


def _plus_below_a_title(clean):
    paragraphs = clean.subject.body_paragraphs
    return [
        lambda draft, each=each: draft.text(each, 0, 2, "+ ")
        for above, each in pairwise(paragraphs)
        if above.component == "de_muc_2" and each.text.startswith("- ")
    ]


STRUCTURE = [
    fault("first title skips a number", "CON01 STR06", swap(r"^II\.", "III.", "de_muc_1"), 3),
    fault("title repeats a number", "CON01 STR06", swap(r"^II\.", "I.", "de_muc_1"), 3),
    fault("second title skips a number", "STR06 CON01", swap(r"^2\.", "3.", "de_muc_2"), 4),
    fault("clause starts at 3", "STR06 CON01", swap(r"^1\.", "3.", "de_muc_2"), 3),
    fault("numbered paragraph skips", "STR06 CON01", swap(r"^2\.", "4.", "doan_danh_so"), 3),
    fault("title not bold", "STR08", component_run("de_muc_1", bold=False, regime="state"), 3),
    fault("I- in a state document", "STR08", swap(r"^I\.", "I-", "de_muc_1", regime="state"), 2),
    fault("I- among I.", "STR09", swap(r"^II\.", "II-", "de_muc_1", regime="party"), 2),
    fault("article without stop", "STR04", swap(r"^(Điều \d)\.", r"\1:", "dieu"), 3),
    fault("article number not bold", "STR04", component_run("dieu", bold=False), 3),
    fault("articles skip", "STR05", swap(r"^Điều 3\.", "Điều 4.", "dieu"), 1),
    fault("plus below nothing", "CON02", _plus_below_a_title, 3),
    fault("round bullets", "STR10 ORT17", swap("^- ", "• ", "gach_dau_dong"), 3),
    fault("long dash as bullet", "ORT17 STR10", swap("^- ", "– ", "gach_dau_dong"), 3),
    fault("two empty paragraphs", "ORT10", _empty_paragraphs, 3),
    fault("basis upright", "CCU01", component_run("can_cu", italic=False), 3),
    fault("basis without its mark", "CCU02", swap(";$", ",", "can_cu"), 3),
    fault("last basis with semicolon", "CCU02", swap(r"\.$", ";", "can_cu"), 1),
]  # fmt: skip


# ------------------------------------------------------------------ the package


def _some_text(draft):
    return next(each for each in draft.clean.subject.body_paragraphs if len(each.text) > 40)


def _comment(draft):
    paragraph = draft.element(_some_text(draft))
    run = etree.SubElement(paragraph, qn("w:r"))
    etree.SubElement(run, qn("w:commentReference"), {qn("w:id"): "1"})


def _tracked(tag):
    def change(draft):
        paragraph = draft.element(_some_text(draft))
        run = next(each for each in paragraph.iter(qn("w:r")))
        wrapper = etree.Element(qn(tag), {qn("w:id"): "9", qn("w:author"): "Hà"})
        run.addprevious(wrapper)
        wrapper.append(run)
        for text in run.findall(qn("w:t")) if tag == "w:del" else ():
            text.tag = qn("w:delText")

    return element(change)


def _language(draft):
    for root in (draft.part(MAIN), draft.part("word/styles.xml")):
        for found in root.iter(qn("w:lang")):
            found.set(qn("w:val"), "en-US")


PACKAGE = [
    fault("a comment left", "GEN02", element(_comment), 3),
    fault("a deletion left", "GEN02", _tracked("w:del"), 3),
    fault("an insertion left", "GEN02", _tracked("w:ins"), 3),
    fault("English as language", "GEN03", element(_language), 3),
]

FORM_FAULTS = [*LOOKS, *PAGES, *HEAD, *FOOT, *STRUCTURE, *PACKAGE]
