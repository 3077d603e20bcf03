"""Opening an Office package: parts, relationships, content types, within limits.

Nothing in a package is trusted: sizes are limited while unpacking, names are checked, what
is not a Word file is named for what it is.
"""

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from lxml import etree

from generator.diagnostics import Diagnostic, Location, Severity
from generator.errors import InputError
from generator.i18n import N_
from generator.ooxml.archive import DEFLATED, STORED, Member, pack, write_archive
from generator.ooxml.limits import DEFAULT_LIMITS, MEGABYTE, WORD_LIMITS, Limits
from generator.ooxml.ns import (
    NAMESPACES,
    STRICT_MAIN,
    qn,
    relationship_type,
    word_content_type,
)
from generator.ooxml.xml import count_elements, parse_xml

CONTENT_TYPES = "[Content_Types].xml"
_RE_SAVE = N_("mở tệp bằng Word rồi lưu lại dưới dạng .docx")
_NOT_TRUSTED = N_("không dùng tệp này; xin lại tệp từ nguồn tin cậy")
_LOCAL_HEAD = 30


@dataclass(frozen=True, slots=True)
class Relationship:
    """One relationship of a part; ``target`` is a part name, or an address when external."""

    id: str
    type: str
    target: str
    external: bool = False


class Package:
    """An opened package; reading it twice gives the same."""

    def __init__(
        self, members: Sequence[Member], name: str = "", most_elements: int = WORD_LIMITS.elements
    ) -> None:
        self.name = name
        self.members = tuple(members)
        self._most_elements = most_elements
        self._elements: dict[str, int] = {}
        self._by_name = {member.name: member for member in members}
        self._defaults, self._overrides = self._read_content_types()

    def __contains__(self, part: str) -> bool:
        return part in self._by_name

    def read(self, part: str) -> bytes:
        """Return the data of a part."""
        member = self._by_name[part]
        return member.raw if member.method == STORED else zlib.decompress(member.raw, -15)

    def xml(self, part: str) -> "etree._Element":
        """Return the root of an XML part."""
        data = self.read(part)
        self.count(part, data)
        return parse_xml(data, part, file=self.name)

    def count(self, part: str, data: bytes) -> None:
        """Refuse a part that, with those read before it, has more elements than any real file."""
        self._elements[part] = count_elements(data)
        total = sum(self._elements.values())
        if total > self._most_elements:
            _refuse(
                self.name,
                "OX04",
                N_(
                    "nội dung bên trong tệp nhiều bất thường: phần {part} có khoảng {count} thẻ,"
                    " nhiều nhất {limit}"
                ),
                N_("chia thành nhiều tệp nhỏ; nếu tệp lạ, không dùng và xin lại từ nguồn tin cậy"),
                part=part,
                count=total,
                limit=self._most_elements,
            )

    def content_type(self, part: str) -> str:
        """Return the content type of a part, "" when the package does not say."""
        declared = self._overrides.get(part.lower())
        if declared:
            return declared
        extension = posixpath.basename(part).rpartition(".")[2].lower()
        return self._defaults.get(extension, "")

    def relationships(self, part: str = "") -> tuple[Relationship, ...]:
        """Return the relationships of a part, of the package itself for ""."""
        source = relationships_part(part)
        if source not in self:
            return ()
        return tuple(_read_relationships(self.xml(source), posixpath.dirname(part)))

    def related(self, part: str, kind: str) -> list[str]:
        """Return the parts a part refers to by a kind of relationship, those that exist."""
        wanted = relationship_type(kind)
        return [
            relationship.target
            for relationship in self.relationships(part)
            if relationship.type == wanted and relationship.target in self
        ]

    def with_parts(self, parts: Mapping[str, bytes]) -> "Package":
        """Return the package with parts replaced or, at the end, added."""
        members = [
            pack(member.name, parts[member.name]) if member.name in parts else member
            for member in self.members
        ]
        members += [pack(name, data) for name, data in parts.items() if name not in self]
        return Package(members, self.name, self._most_elements)

    def to_bytes(self) -> bytes:
        """Return the package as a file."""
        return write_archive(self.members)

    def _read_content_types(self) -> tuple[dict[str, str], dict[str, str]]:
        defaults: dict[str, str] = {}
        overrides: dict[str, str] = {}
        if CONTENT_TYPES in self:
            for entry in self.xml(CONTENT_TYPES):
                kind = entry.get("ContentType", "")
                if entry.tag == qn("ct:Default"):
                    defaults[entry.get("Extension", "").lower()] = kind
                elif entry.tag == qn("ct:Override"):
                    overrides[entry.get("PartName", "").lstrip("/").lower()] = kind
        return defaults, overrides


def relationships_part(part: str) -> str:
    """Return the name of the part that holds a part's relationships.

    >>> relationships_part("word/document.xml")
    'word/_rels/document.xml.rels'
    """
    folder, base = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def _read_relationships(root: "etree._Element", folder: str) -> Iterator[Relationship]:
    for entry in root.iter(qn("rel:Relationship")):
        target = entry.get("Target", "")
        external = entry.get("TargetMode") == "External"
        if not external:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        yield Relationship(entry.get("Id", ""), entry.get("Type", ""), target, external)


def open_package(
    source: bytes | Path, *, name: str = "", limits: Limits = DEFAULT_LIMITS
) -> Package:
    """Return the package in a file.

    Args:
        source: The file or its content.
        name: How findings name the file; the path when not given.
        limits: What is too large to be true.

    Raises:
        InputError: When the file cannot be read, is no package, or breaks a limit.
    """
    if isinstance(source, Path):
        name = name or source.as_posix()
        source = read_file(source, name)
    if len(source) > limits.file_bytes:
        _refuse(name, "OX04", N_("tệp lớn bất thường: {size} byte"), _NOT_TRUSTED, size=len(source))
    if not source.startswith(b"PK"):
        _refuse_foreign(source, name)
    return Package(_read_members(source, name, limits), name, limits.elements)


def open_word(source: bytes | Path, *, name: str = "", limits: Limits = WORD_LIMITS) -> Package:
    """Return the package of a Word document or Word template without macros.

    Raises:
        InputError: When the file is something else, named for what it is.
    """
    package = open_package(source, name=name, limits=limits)
    name = package.name
    _refuse_macros(package)
    part = main_part(package)
    if not part:
        _refuse_other_office(package)
    root = package.xml(part)
    if etree.QName(root).namespace == STRICT_MAIN:
        _refuse(
            name,
            "OX09",
            N_("tệp được lưu ở dạng Strict Open XML, chưa hỗ trợ"),
            N_("trong Word chọn Lưu thành: Tài liệu Word (*.docx), không chọn Strict Open XML"),
        )
    if root.tag != qn("w:document") or root.find(qn("w:body")) is None:
        _refuse(
            name, "OX03", N_("phần {part} không phải nội dung văn bản Word"), _RE_SAVE, part=part
        )
    return package


def main_part(package: Package) -> str:
    """Return the name of the part with the text of a Word file, "" when there is none."""
    kinds = (word_content_type("document.main"), word_content_type("template.main"))
    strict = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
    for relationship in package.relationships():
        if relationship.type in (relationship_type("officeDocument"), strict):
            target = relationship.target
            return target if target in package and package.content_type(target) in kinds else ""
    return ""


_NO_FILE = N_("{file} không phải là tệp thường (thiết bị, ống dẫn…)")
_SAVED_FIRST = N_("lưu nội dung thành tệp rồi dùng tệp đó")


def read_file(path: Path, name: str) -> bytes:
    """Return the content of a file.

    Raises:
        InputError: When it cannot be read.
    """
    try:
        # A pipe or a device would be waited for.
        if path.exists() and not path.is_file() and not path.is_dir():
            _refuse(name, "OX01", _NO_FILE, _SAVED_FIRST, file=name)
        return path.read_bytes()
    except OSError as error:
        _refuse(
            name,
            "OX01",
            N_("không đọc được tệp {file}: {reason}"),
            N_("kiểm tra lại đường dẫn và quyền đọc tệp"),
            file=name,
            reason=error.strerror or str(error),
        )


def _read_members(source: bytes, name: str, limits: Limits) -> list[Member]:
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    # zipfile raises several kinds of errors for archives that are damaged or made to harm
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError, struct.error):
        _refuse(name, "OX02", N_("tệp hỏng: không đọc được như một tệp .docx"), _RE_SAVE)
    _check_entries(entries, name, limits)
    members = [_read_member(source, entry, name) for entry in entries]
    _check_growth(members, name, limits)
    for member in members:
        _check_data(member, name)
    return members


def _check_entries(entries: Sequence[zipfile.ZipInfo], name: str, limits: Limits) -> None:
    if len(entries) > limits.members:
        _refuse(
            name, "OX04", N_("tệp có quá nhiều phần: {count}"), _NOT_TRUSTED, count=len(entries)
        )
    seen: set[str] = set()
    for entry in entries:
        path = entry.filename
        if path.lower() in seen:
            _refuse(name, "OX07", N_("tệp có hai phần cùng tên {part}"), _NOT_TRUSTED, part=path)
        seen.add(path.lower())
        if "\\" in path or path.startswith("/") or ".." in path.split("/") or ":" in path:
            _refuse(name, "OX07", N_("tên phần không hợp lệ: {part}"), _NOT_TRUSTED, part=path)
        if entry.flag_bits & 1:
            _refuse(name, "OX08", N_("tệp được bảo vệ bằng mật khẩu"), _REMOVE_PASSWORD)
        if entry.compress_type not in (STORED, DEFLATED):
            _refuse(name, "OX02", N_("tệp hỏng: không đọc được như một tệp .docx"), _RE_SAVE)


def _check_growth(members: Sequence[Member], name: str, limits: Limits) -> None:
    total = sum(member.size for member in members)
    for member in members:
        grows = member.size > MEGABYTE and member.size > limits.ratio * len(member.raw)
        if member.size > limits.member_bytes or grows:
            _refuse(
                name,
                "OX04",
                N_("phần {part} phình ra {size} byte khi giải nén"),
                _NOT_TRUSTED,
                part=member.name,
                size=member.size,
            )
    if total > limits.total_bytes:
        _refuse(name, "OX04", N_("tệp phình ra {size} byte khi giải nén"), _NOT_TRUSTED, size=total)


def _read_member(source: bytes, entry: zipfile.ZipInfo, name: str) -> Member:
    start = entry.header_offset
    head = source[start : start + _LOCAL_HEAD]
    raw = b""
    if len(head) == _LOCAL_HEAD and head.startswith(b"PK\x03\x04"):
        name_size, extra_size = struct.unpack("<2H", head[26:])
        start += _LOCAL_HEAD + name_size + extra_size
        raw = source[start : start + entry.compress_size]
    if len(raw) != entry.compress_size:
        _refuse(name, "OX02", N_("tệp hỏng: không đọc được như một tệp .docx"), _RE_SAVE)
    return Member(entry.filename, entry.compress_type, entry.CRC, entry.file_size, raw)


def _check_data(member: Member, name: str) -> None:
    """Unpack a member no further than it says it is long, and compare its checksum."""
    data = member.raw
    if member.method == DEFLATED:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            data = inflater.decompress(member.raw, member.size + 1)
        except zlib.error:
            data = b""
    if len(data) != member.size or zlib.crc32(data) != member.crc:
        _refuse(
            name,
            "OX02",
            N_("tệp hỏng: phần {part} không giải nén được"),
            _RE_SAVE,
            part=member.name,
        )


_REMOVE_PASSWORD = N_("mở tệp bằng Word, bỏ mật khẩu rồi lưu lại")

# What people hand in instead of a .docx, by the first bytes.
_FOREIGN = (
    (b"\xd0\xcf\x11\xe0", N_("tệp là văn bản Word đời cũ (.doc), không phải .docx")),
    (b"{\\rtf", N_("tệp là RTF, không phải .docx")),
    (b"%PDF", N_("tệp là PDF, không phải .docx")),
    (b"MIME-Version:", N_("tệp là trang web lưu thành một tệp (MHTML), không phải .docx")),
    (b"<", N_("tệp là HTML hoặc XML, không phải .docx")),
)


def _refuse_foreign(source: bytes, name: str) -> NoReturn:
    if not source:
        _refuse(name, "OX02", N_("tệp rỗng"), _RE_SAVE)
    if source.startswith(b"\xd0\xcf\x11\xe0") and "EncryptedPackage".encode("utf-16-le") in source:
        _refuse(name, "OX08", N_("tệp được bảo vệ bằng mật khẩu"), _REMOVE_PASSWORD)
    for magic, message in _FOREIGN:
        if source.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(magic):
            _refuse(name, "OX03", message, _RE_SAVE)
    _refuse(name, "OX03", N_("tệp không phải .docx"), _RE_SAVE)


def _refuse_macros(package: Package) -> None:
    kinds = {package.content_type(member.name) for member in package.members}
    if any("macroEnabled" in kind or "vbaProject" in kind for kind in kinds):
        _refuse(
            package.name,
            "OX10",
            N_("tệp có macro (.docm, .dotm), không được dùng"),
            N_("trong Word chọn Lưu thành: Tài liệu Word (*.docx) để bỏ macro"),
        )


def _refuse_other_office(package: Package) -> NoReturn:
    kinds = " ".join(package.content_type(member.name) for member in package.members)
    if "spreadsheetml" in kinds:
        _refuse(package.name, "OX03", N_("tệp là bảng tính Excel, không phải .docx"), _RE_SAVE)
    if "presentationml" in kinds:
        _refuse(package.name, "OX03", N_("tệp là bản trình chiếu, không phải .docx"), _RE_SAVE)
    if "mimetype" in package:
        _refuse(package.name, "OX03", N_("tệp là OpenDocument, không phải .docx"), _RE_SAVE)
    _refuse(package.name, "OX03", N_("tệp nén này không chứa văn bản Word"), _RE_SAVE)


def _refuse(name: str, rule: str, message: str, hint: str, **params: Any) -> NoReturn:
    location = Location(file=name)
    raise InputError(Diagnostic(rule, Severity.ERROR, message, location, params, hint=hint))


def content_types_with(package: Package, overrides: Mapping[str, str]) -> "etree._Element":
    """Return the content types of a package with those of some parts set."""
    root = package.xml(CONTENT_TYPES)
    for part, kind in overrides.items():
        for entry in root.findall(qn("ct:Override")):
            if entry.get("PartName", "").lstrip("/").lower() == part.lower():
                root.remove(entry)
        etree.SubElement(root, qn("ct:Override"), PartName=f"/{part}", ContentType=kind)
    return root


def relationships_with(package: Package, part: str, kind: str, target: str) -> "etree._Element":
    """Return the relationships of a part with one more, its id not used by another."""
    source = relationships_part(part)
    if source in package:
        root = package.xml(source)
    else:
        root = etree.Element(qn("rel:Relationships"), nsmap={None: NAMESPACES["rel"]})
    used = {entry.get("Id") for entry in root}
    free = next(key for key in (f"rId{n}" for n in range(1, len(used) + 2)) if key not in used)
    relative = posixpath.relpath("/" + target, posixpath.join("/", posixpath.dirname(part)))
    attributes = {"Id": free, "Type": relationship_type(kind), "Target": relative}
    etree.SubElement(root, qn("rel:Relationship"), attributes)
    return root
