"""The guard of the whole suite: what it refuses, to whom, and that it does not stay silent."""

import os
import socket
import subprocess
import sys

import pytest

from tests.network import plugin
from tests.network.plugin import guard

OUTSIDE = ("192.0.2.1", 80)  # RFC 5737: for examples, never anybody's
TRY = "import socket; socket.socket().connect(('192.0.2.1', 80))"


@pytest.fixture
def own_log(tmp_path, monkeypatch):
    """Keep what this test provokes out of the log that fails tests."""
    log = tmp_path / "connections"
    monkeypatch.setenv(guard.LOG, str(log))
    yield log
    monkeypatch.undo()


@pytest.mark.parametrize(
    "reach",
    [
        lambda: socket.create_connection(OUTSIDE, timeout=1),
        lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", OUTSIDE),
        lambda: socket.getaddrinfo("example.org", 80),
        lambda: socket.gethostbyname("example.org"),
        lambda: socket.socket(socket.AF_INET6).connect(("2001:db8::1", 80)),
    ],
    ids=["tcp", "udp", "name", "old-name", "ipv6"],
)
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_another_machine_is_refused_and_noted(reach, own_log):
    with pytest.raises(guard.ConnectionRefusedByTestsError):
        reach()

    assert own_log.read_text("utf-8").startswith("socket.")


def test_this_machine_is_reached(own_log):
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        with socket.create_connection(server.getsockname(), timeout=5):
            pass

    assert not own_log.exists()


def test_a_python_child_is_refused_too(own_log):
    child = subprocess.run([sys.executable, "-c", TRY], capture_output=True, check=False)

    assert b"ConnectionRefusedByTestsError" in child.stderr
    assert "192.0.2.1" in own_log.read_text("utf-8")


def test_a_child_of_a_child_is_refused_too(own_log):
    script = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {TRY!r}])"
    subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)

    assert "192.0.2.1" in own_log.read_text("utf-8")


@pytest.mark.skipif(sys.platform != "linux", reason="namespaces are Linux's")
def test_a_command_run_without_network_sees_loopback_alone(repository):
    script = repository / "scripts" / "without_network.py"
    command = ["cat", "/proc/self/net/dev"]
    listed = subprocess.run(
        [sys.executable, script, *command], capture_output=True, check=True, text=True
    ).stdout
    if "no namespace here" in listed:
        pytest.skip("this system forbids namespaces; programs that are not Python are not held")

    assert [line.split(":")[0].strip() for line in listed.splitlines()[2:]] == ["lo"]


def test_the_suite_says_how_far_its_guard_reaches():
    assert os.environ["PYTHONPATH"].startswith(str(plugin.CHILDREN))
    assert ("every program" in plugin.pytest_report_header()) == (plugin.interfaces() == ("lo",))
