"""How large an Office file may be, so that none fills the memory of a machine."""

from dataclasses import dataclass

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
