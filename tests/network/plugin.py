"""The network guard of the whole suite: for this process, its workers and their children."""

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
import guard

sys.path.pop(0)
CHILDREN = Path(__file__).parent / "children"


def interfaces():
    """Return the network interfaces of this process, () where the system does not list them."""
    try:
        lines = Path("/proc/self/net/dev").read_text("utf-8").splitlines()[2:]
    except OSError:
        return ()
    return tuple(line.partition(":")[0].strip() for line in lines)


def pytest_configure(config):
    if guard.LOG not in os.environ:
        log = Path(config.rootpath, ".pytest_cache", f"connections-{os.getpid()}")
        log.parent.mkdir(exist_ok=True)
        log.write_bytes(b"")
        os.environ[guard.LOG] = str(log)
        config.stash[_LOG] = log
    paths = [str(CHILDREN), os.environ.get("PYTHONPATH", "")]
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
    guard.install()


def pytest_unconfigure(config):
    log = config.stash.get(_LOG, None)
    if log is not None:
        log.unlink(missing_ok=True)


def pytest_report_header():
    if interfaces() == ("lo",):
        return "network: none but loopback, for every program"
    return "network: refused to Python programs; other programs are not held (no namespace here)"


@pytest.fixture(autouse=True)
def _no_connection_to_elsewhere():
    """Fail the test during which something wanted to reach another machine."""
    log = Path(os.environ[guard.LOG])
    before = log.stat().st_size if log.exists() else 0
    yield
    text = log.read_text("utf-8") if log.exists() else ""
    assert len(text.encode()) == before, text[-2000:]


_LOG = pytest.StashKey()
