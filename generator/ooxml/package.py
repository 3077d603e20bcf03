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

from lxml import etree

from generator.diagnostics import Location, Problem
from generator.errors import InputError
from generator.ooxml.archive import DEFLATED, STORED, Member, pack, write_archive
from generator.ooxml.problems import (
    ARCHIVE,
    BAD_PART_NAME,
    DAMAGED,
    DAMAGED_PART,
    EMPTY,
    FILE_GROWS,
    FILE_TOO_LARGE,
    MACROS,
    MARKUP,
    NO_PLAIN_FILE,
    NO_WORD_FILE,
    NO_WORD_TEXT,
    OLD_WORD,
    OPEN_DOCUMENT,
    PART_GROWS,
    PART_TWICE,
    PASSWORD,
    PDF,
    PRESENTATION,
    RTF,
    STRICT,
    TOO_MANY_ELEMENTS,
    TOO_MANY_PARTS,
    UNREADABLE,
    WEB_ARCHIVE,
    WORKBOOK,
)
from generator.ooxml.xml import (
    NAMESPACES,
    STRICT_MAIN,
    count_elements,
    parse_xml,
    qn,
    relationship_type,
    word_content_type,
)

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a package may be; a real one is far below each of these.

    Attributes:
        file_bytes: Length of the file.
        members: Number of members.
        member_bytes: Unpacked length of one member.
        total_bytes: Unpacked length of all members.
        ratio: How many times a member above 1 MiB may grow when unpacked.
        elements: XML elements of all parts that are read; memory grows with them, not with
            bytes. A document of 500 pages has up to 600,000, a sheet of 100,000 rows of
            twelve cells 2,500,000.
    """

    file_bytes: int = 128 * MEGABYTE
    members: int = 5000
    member_bytes: int = 128 * MEGABYTE
    total_bytes: int = 256 * MEGABYTE
    ratio: int = 300
    elements: int = 3_000_000


DEFAULT_LIMITS = Limits()
WORD_LIMITS = Limits(elements=1_500_000)


CONTENT_TYPES = "[Content_Types].xml"
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
            limit = self._most_elements
            problem = TOO_MANY_ELEMENTS.at(Location(self.name), part=part, count=total, limit=limit)
            raise InputError(problem)

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
        raise InputError(FILE_TOO_LARGE.at(Location(name), size=len(source)))
    if not source.startswith(b"PK"):
        raise InputError(_foreign_problem(source).at(Location(name)))
    return Package(_read_members(source, name, limits), name, limits.elements)


def open_word(source: bytes | Path, *, name: str = "", limits: Limits = WORD_LIMITS) -> Package:
    """Return the package of a Word document or Word template without macros.

    Raises:
        InputError: When the file is something else, named for what it is.
    """
    package = open_package(source, name=name, limits=limits)
    location = Location(package.name)
    if _has_macros(package):
        raise InputError(MACROS.at(location))
    part = main_part(package)
    if not part:
        raise InputError(_other_office_problem(package).at(location))
    root = package.xml(part)
    if etree.QName(root).namespace == STRICT_MAIN:
        raise InputError(STRICT.at(location))
    if root.tag != qn("w:document") or root.find(qn("w:body")) is None:
        raise InputError(NO_WORD_TEXT.at(location, part=part))
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


def read_file(path: Path, name: str) -> bytes:
    """Return the content of a file.

    Raises:
        InputError: When it cannot be read.
    """
    try:
        # A pipe or a device would be waited for.
        if path.exists() and not path.is_file() and not path.is_dir():
            raise InputError(NO_PLAIN_FILE.at(Location(name), file=name))
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(UNREADABLE.at(Location(name), file=name, reason=reason)) from None


def _read_members(source: bytes, name: str, limits: Limits) -> list[Member]:
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    # zipfile raises several kinds of errors for archives that are damaged or made to harm
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError, struct.error):
        raise InputError(DAMAGED.at(Location(name))) from None
    _check_entries(entries, name, limits)
    members = [_read_member(source, entry, name) for entry in entries]
    _check_growth(members, name, limits)
    for member in members:
        _check_data(member, name)
    return members


def _check_entries(entries: Sequence[zipfile.ZipInfo], name: str, limits: Limits) -> None:
    location = Location(name)
    if len(entries) > limits.members:
        raise InputError(TOO_MANY_PARTS.at(location, count=len(entries)))
    seen: set[str] = set()
    for entry in entries:
        path = entry.filename
        if path.lower() in seen:
            raise InputError(PART_TWICE.at(location, part=path))
        seen.add(path.lower())
        if "\\" in path or path.startswith("/") or ".." in path.split("/") or ":" in path:
            raise InputError(BAD_PART_NAME.at(location, part=path))
        if entry.flag_bits & 1:
            raise InputError(PASSWORD.at(location))
        if entry.compress_type not in (STORED, DEFLATED):
            raise InputError(DAMAGED.at(location))


def _check_growth(members: Sequence[Member], name: str, limits: Limits) -> None:
    total = sum(member.size for member in members)
    for member in members:
        grows = member.size > MEGABYTE and member.size > limits.ratio * len(member.raw)
        if member.size > limits.member_bytes or grows:
            raise InputError(PART_GROWS.at(Location(name), part=member.name, size=member.size))
    if total > limits.total_bytes:
        raise InputError(FILE_GROWS.at(Location(name), size=total))


def _read_member(source: bytes, entry: zipfile.ZipInfo, name: str) -> Member:
    start = entry.header_offset
    head = source[start : start + _LOCAL_HEAD]
    raw = b""
    if len(head) == _LOCAL_HEAD and head.startswith(b"PK\x03\x04"):
        name_size, extra_size = struct.unpack("<2H", head[26:])
        start += _LOCAL_HEAD + name_size + extra_size
        raw = source[start : start + entry.compress_size]
    if len(raw) != entry.compress_size:
        raise InputError(DAMAGED.at(Location(name)))
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
        raise InputError(DAMAGED_PART.at(Location(name), part=member.name))


OLE = b"\xd0\xcf\x11\xe0"
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
# What people hand in instead of a .docx, by the first bytes.
_FOREIGN = (
    (OLE, OLD_WORD),
    (b"{\\rtf", RTF),
    (b"%PDF", PDF),
    (b"MIME-Version:", WEB_ARCHIVE),
    (b"<", MARKUP),
)


def _foreign_problem(source: bytes) -> Problem:
    """Return what a file is that is no zip archive."""
    if not source:
        return EMPTY
    if source.startswith(OLE) and ENCRYPTED_PACKAGE in source:
        return PASSWORD
    start = source.lstrip(b"\xef\xbb\xbf \r\n\t")
    return next((row for magic, row in _FOREIGN if start.startswith(magic)), NO_WORD_FILE)


def _has_macros(package: Package) -> bool:
    kinds = {package.content_type(member.name) for member in package.members}
    return any("macroEnabled" in kind or "vbaProject" in kind for kind in kinds)


def _other_office_problem(package: Package) -> Problem:
    """Return what a package is that holds no Word text."""
    kinds = " ".join(package.content_type(member.name) for member in package.members)
    if "spreadsheetml" in kinds:
        return WORKBOOK
    if "presentationml" in kinds:
        return PRESENTATION
    return OPEN_DOCUMENT if "mimetype" in package else ARCHIVE


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
