"""Reading many annexes in their order, in this process or in several at once."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from itertools import islice
from pathlib import Path

from generator.budget.consolidate.read import ReadAnnex, read_file
from generator.errors import InputError
from generator.model.money import DonViTinh
from generator.ooxml.damage import reading

CHUNK = 32
# Chunks that wait for each worker: enough to keep it busy, too few to fill the memory.
_WAITING = 3


def read_annexes(
    paths: Iterable[Path],
    unit: DonViTinh | None = None,
    executor: Executor | None = None,
    workers: int = 1,
) -> Iterator[ReadAnnex]:
    """Yield annexes in the order of their files; a file that cannot be read has findings only.

    Args:
        paths: The files.
        unit: Unit of sums where a file does not say.
        executor: Where chunks of files are read; None reads them here.
        workers: How many of the executor's workers there are.
    """
    if executor is None:
        for path in paths:
            yield from read_or_tell(path, unit)
        return
    rest = iter(paths)
    waiting: deque[Future[list[ReadAnnex]]] = deque()
    while True:
        while len(waiting) < workers * _WAITING and (chunk := list(islice(rest, CHUNK))):
            waiting.append(executor.submit(read_chunk, chunk, unit))
        if not waiting:
            return
        yield from waiting.popleft().result()


def read_chunk(paths: Sequence[Path], unit: DonViTinh | None) -> list[ReadAnnex]:
    """Return the annexes of some files."""
    return [annex for path in paths for annex in read_or_tell(path, unit)]


def read_or_tell(path: Path, unit: DonViTinh | None) -> tuple[ReadAnnex, ...]:
    """Return the annexes of a file, or why it cannot be read."""
    try:
        with reading(path.as_posix()):
            return read_file(path, unit=unit)
    except InputError as error:
        return (ReadAnnex(path.as_posix(), path.stem, (), error.findings),)
