"""Zip members kept as they are stored, and a zip writer whose output depends on its input alone.

Word files are zip archives. Members that do not change are copied without unpacking them,
and dates are fixed, so that the same document has the same bytes on every day and machine.
"""

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

STORED = 0
DEFLATED = 8

_LEVEL = 1
_VERSION = 20
_UTF8_NAME = 0x800
_TIME = 0
_DATE = 0x21  # 1 January 1980, the first day a zip archive can name
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")


@dataclass(frozen=True, slots=True)
class Member:
    """One member of an archive, as stored.

    Attributes:
        name: Path inside the archive, "/" between its parts.
        method: STORED or DEFLATED.
        crc: CRC-32 of the unpacked data.
        size: Length of the unpacked data.
        raw: The stored data.
    """

    name: str
    method: int
    crc: int
    size: int
    raw: bytes


def pack(name: str, data: bytes) -> Member:
    """Return data as a deflated member."""
    raw = zlib.compress(data, _LEVEL, wbits=-zlib.MAX_WBITS)
    return Member(name, DEFLATED, zlib.crc32(data), len(data), raw)


def _head_and_entry(member: Member, offset: int) -> tuple[bytes, bytes]:
    name = member.name.encode("utf-8")
    flags = 0 if member.name.isascii() else _UTF8_NAME
    packed = len(member.raw)
    head = _LOCAL.pack(
        b"PK\x03\x04", _VERSION, flags, member.method, _TIME, _DATE,
        member.crc, packed, member.size, len(name), 0,
    )  # fmt: skip
    entry = _CENTRAL.pack(
        b"PK\x01\x02", _VERSION, _VERSION, flags, member.method, _TIME, _DATE,
        member.crc, packed, member.size, len(name), 0, 0, 0, 0, 0, offset,
    )  # fmt: skip
    return head + name, entry + name


def write_archive(members: Sequence[Member]) -> bytes:
    """Return an archive of members, in their order."""
    body: list[bytes] = []
    directory: list[bytes] = []
    start = 0
    for member in members:
        head, entry = _head_and_entry(member, start)
        body += (head, member.raw)
        directory.append(entry)
        start += len(head) + len(member.raw)
    size = sum(map(len, directory))
    end = _END.pack(b"PK\x05\x06", 0, 0, len(members), len(members), size, start, 0)
    return b"".join((*body, *directory, end))
