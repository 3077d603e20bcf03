"""What importing found: what was recognised and how surely, what was changed, what to look at."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.diagnostics import Diagnostic, Location, Marked, Severity
from generator.document.nodes import Blocks, Bullet, Heading, Table
from generator.document.walk import footnotes
from generator.i18n import N_
from generator.revise import problems
from generator.revise.importer.make import Difference
from generator.revise.importer.plan import Imported
from generator.revise.importer.tidy import shorten
from generator.revise.problems import LIKELY, SURE, UNSURE

_EXTRAS = {
    "picture": problems.PICTURES,
    "object": problems.OBJECTS,
    "endnote": problems.ENDNOTES,
    "comment": problems.COMMENTS,
    "equation": problems.EQUATIONS,
    "deletion": problems.DELETIONS,
    "insertion": problems.INSERTIONS,
    "chunk": problems.CHUNKS,
}
"""What a plan cannot carry, by its kind in ``readers.docx.extras``."""
_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:trang\s*)?\d*(?:\s*/\s*\d*)?[-–—\s]*", re.IGNORECASE)
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
    everything = [blocks, *(annex.blocks for annex in imported.expected.annexes)]
    headings = [each for each in blocks if isinstance(each, Heading)]
    documents, plan = imported.documents, imported.plan
    surely = SURE if imported.recognised.confidence == 1 else LIKELY
    kind = problems.KIND_FOUND.at(
        kind=parts.kind or Marked(N_("văn bản không rõ loại")),
        regime=parts.regime.value,
        issuer=parts.text("co_quan_ban_hanh") or Marked(N_("không rõ cơ quan")),
    )
    read = problems.BLOCKS_FOUND.at(
        sections=len(headings),
        levels=max((each.level for each in headings), default=0),
        bullets=_count(blocks, Bullet),
        notes=sum(len(footnotes(one)) for one in everything),
        tables=sum(_count(one, Table) for one in everything),
        annexes=len(imported.expected.annexes),
    )
    cited = problems.DOCUMENTS_FOUND.at(
        count=len(documents),
        known=sum(each.registered for each in documents),
        calls=sum(each.calls for each in documents),
        mentions=sum(each.mentions for each in documents),
    )
    facts = problems.FACTS_FOUND.at(
        days=len(imported.days.chosen) + len(imported.days.added),
        countries=len(imported.days.countries),
        partners=len(imported.partners),
        duties=len(plan.get("to_chuc_thuc_hien", ())),
        tasks=len(plan.get("nhiem_vu", ())),
        sums=len(plan.get("tham_so", ())),
    )
    return [
        replace(kind, confidence=surely if parts.known_regime and parts.kind else UNSURE),
        replace(read, confidence=SURE),
        replace(cited, confidence=SURE),
        replace(facts, confidence=LIKELY),
    ]


def _count(blocks: Blocks, kind: type) -> int:
    return sum(isinstance(each, kind) for each in blocks)


def _differences(imported: Imported, differences: Iterable[Difference]) -> Iterator[Diagnostic]:
    """Yield where the draft builds other words, and what of the file it cannot carry."""
    place = Location(imported.source.name)
    for wanted, found in differences:
        finding = problems.BUILT_OTHERWISE.at(place, wanted=wanted, found=found)
        yield replace(finding, expected=wanted, found=found)
    for kind, problem in _EXTRAS.items():
        if count := imported.source.extras[kind]:
            yield problem.at(place, count=count)


def _edges(imported: Imported) -> Iterator[Diagnostic]:
    """Yield the lines of headers and footers that say more than the number of the page."""
    word, name = imported.tidied.word, imported.source.name
    used = {
        part
        for section in word.sections
        for parts in (section.headers, section.footers)
        for part in parts.values()
    }
    for part, paragraphs in word.headers.items():
        for paragraph in paragraphs if part in used else ():
            text = " ".join(paragraph.text.split())
            if not _PAGE_NUMBER.fullmatch(text):
                place = Location(name, part=paragraph.part, paragraph=paragraph.number)
                yield problems.EDGE_LINE.at(place, text=shorten(text))


def _kinds(imported: Imported) -> Iterator[Diagnostic]:
    place = Location(imported.source.name)
    name, *others = imported.kinds
    if "ten_loai" in imported.plan:
        yield problems.KIND_GENERIC.at(place, name=imported.plan["ten_loai"], kind=name)
    if others:
        yield problems.KINDS_MANY.at(place, kind=name, others=", ".join(others))


def _frame(imported: Imported) -> Iterator[Diagnostic]:
    parts, place = imported.parts, Location(imported.source.name)
    if not parts.known_regime:
        yield problems.REGIME_ASSUMED.at(place)
    for key, title in _USUAL.items():
        if not parts.lines.get(key):
            yield problems.PART_MISSING.at(place, part=Marked(title))
    for key in imported.plan.get("the_thuc", {}):
        yield replace(problems.PART_TYPED.at(place, part=key), confidence=SURE)
    for paragraph in (*parts.loose[0], *parts.loose[1]):
        source = paragraph.source
        line = Location(imported.source.name, part=source.part, paragraph=source.number)
        yield problems.LINE_UNKNOWN.at(line, text=shorten(paragraph.text))


def _documents(imported: Imported) -> Iterator[Diagnostic]:
    place = Location(imported.source.name)
    for each in imported.documents:
        if not each.registered:
            finding = problems.DOCUMENT_DECLARED.at(place, symbol=each.symbol)
            yield replace(finding, confidence=LIKELY)
        if each.calls < each.mentions:
            count = each.mentions - each.calls
            yield problems.CITED_OTHERWISE.at(place, count=count, symbol=each.symbol)


def _facts(imported: Imported) -> Iterator[Diagnostic]:
    place, days = Location(imported.source.name), imported.days
    for day in days.added:
        finding = problems.DAY_UNKNOWN.at(place, name=day["ten_goi"], day=day["ngay"])
        yield replace(finding, confidence=UNSURE)
    printed = imported.plan.get("ngay_ky_niem", {}).get("chon", ())
    typed = len(days.chosen) + len(days.added) + len(days.countries) - len(printed)
    if typed:
        yield replace(problems.DAYS_TYPED.at(place, count=typed), confidence=SURE)
    for partner in imported.partners:
        unit, name = partner["don_vi"], partner["ten_goi"]
        yield replace(problems.PARTNER_FOUND.at(place, unit=unit, name=name), confidence=LIKELY)


def _repairs(imported: Imported) -> Iterator[Diagnostic]:
    for each in imported.tidied.repairs.findings:
        number = each.location.paragraph
        part = imported.tidied.word.paragraphs[0].part if number else ""
        yield each.at(Location(imported.source.name, part=part, paragraph=number))
