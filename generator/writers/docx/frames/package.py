"""A frame's package made ready to become a document: its own history left out."""

from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Location, Marked, Severity
from generator.i18n import N_
from generator.ooxml.active_content import ActiveKind, find_active_content
from generator.ooxml.package import (
    CONTENT_TYPES,
    Package,
    content_types_with,
    main_part,
    relationships_part,
    relationships_with,
)
from generator.ooxml.xml import (
    CORE_PROPERTIES_TYPE,
    qn,
    relationship_type,
    to_bytes,
    word_content_type,
    write_core_properties,
)

_NOTE_PARTS = ("footnotes", "endnotes")
_TEXTUAL = (".xml", ".rels", ".htm", ".html", ".txt", ".rtf", ".mht")


def as_document(package: Package) -> Package:
    """Return a frame's package as that of a document, also when it is a Word template."""
    main = main_part(package)
    parts = _without_attached_template(package, main)
    types: dict[str, str] = {}
    if not package.related("", "core-properties"):
        relations = relationships_with(package, "", "core-properties", core_part(package))
        parts[relationships_part("")] = to_bytes(relations)
        parts[core_part(package)] = write_core_properties().encode("utf-8")
        types[core_part(package)] = CORE_PROPERTIES_TYPE
    if package.content_type(main) != word_content_type("document.main"):
        types[main] = word_content_type("document.main")
    if types:
        parts[CONTENT_TYPES] = to_bytes(content_types_with(package, types))
    return package.with_parts(parts)


def core_part(package: Package) -> str:
    """Return the name of the part with the core properties."""
    found = package.related("", "core-properties")
    return found[0] if found else "docProps/core.xml"


def filled_parts(package: Package) -> tuple[str, ...]:
    """Return the parts whose tags are filled in, the main part first, then in Word's order."""
    main = main_part(package)
    related = [
        name for kind in ("header", "footer", *_NOTE_PARTS) for name in package.related(main, kind)
    ]
    return tuple(dict.fromkeys((main, *related)))


def note_parts(package: Package) -> tuple[str, ...]:
    """Return the parts with footnotes and endnotes."""
    main = main_part(package)
    return tuple(name for kind in _NOTE_PARTS for name in package.related(main, kind))


def unfilled_parts(package: Package) -> list[str]:
    """Return the parts with text that nobody fills in."""
    filled = {*filled_parts(package), core_part(package)}
    names = (member.name for member in package.members)
    return [name for name in names if name not in filled and name.lower().endswith(_TEXTUAL)]


def _without_attached_template(package: Package, main: str) -> dict[str, bytes]:
    """Return the settings without the path of the Word template on its author's machine."""
    parts: dict[str, bytes] = {}
    wanted = relationship_type("attachedTemplate")
    for settings in package.related(main, "settings"):
        if not any(entry.type == wanted for entry in package.relationships(settings)):
            continue
        root = package.xml(settings)
        for element in root.findall(qn("w:attachedTemplate")):
            root.remove(element)
        parts[settings] = to_bytes(root)
        relations = relationships_part(settings)
        links = package.xml(relations)
        for entry in links.findall(qn("rel:Relationship")):
            if entry.get("Type") == wanted:
                links.remove(entry)
        parts[relations] = to_bytes(links)
    return parts


def find_active(package: Package) -> Iterator[Diagnostic]:
    """Find what would run or be fetched with every document made from the frame."""
    for each in find_active_content(package):
        remote = each.kind is ActiveKind.REMOTE and bool(each.what)
        # The path of the template on its author's machine is dropped, see above.
        if each.harmless and each.kind is not ActiveKind.EMBEDDED:
            continue
        yield Diagnostic(
            "OX11",
            Severity.ERROR,
            N_("khung lấy nội dung từ bên ngoài tệp: {target}") if remote else each.message,
            Location(package.name, part=each.part, paragraph=each.paragraph),
            {"what": Marked(each.what) if each.what else "", "target": each.target},
            hint=N_("chèn hẳn ảnh hoặc tệp vào khung thay vì liên kết tới")
            if remote
            else N_("xóa chỗ này khỏi khung, gõ thẳng chữ cần in"),
            quote=each.target,
        )
