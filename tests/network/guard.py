"""Refuses every connection of a Python process that does not stay on this machine.

An audit hook sees what any Python module does with sockets, and cannot be taken off again.
What it refused is also written to a file, for code that passes over errors.
"""

import ipaddress
import os
import socket
import sys
from pathlib import Path

LOG = "KEHOACH_TEST_CONNECTIONS"
_PLACES = {"socket.connect": 1, "socket.sendto": 1, "socket.sendmsg": 1, "socket.getaddrinfo": 0,
           "socket.gethostbyname": 0, "socket.gethostbyaddr": 0}  # fmt: skip
_NAMES = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")
_IN_FILE_SYSTEM = getattr(socket, "AF_UNIX", "")


class ConnectionRefusedByTestsError(AssertionError):
    """A test, or what it started, wanted to reach another machine."""


def is_local(address):
    """Return whether an address of a socket, or a host's name, is this machine."""
    if not isinstance(address, (tuple, str)):
        return True  # the path of a socket in the file system, or no address
    if isinstance(address, str) and address.startswith(("/", "\0")):
        return True
    host = address[0] if isinstance(address, tuple) else address
    name = str(host).partition("%")[0]
    try:
        return name in ("", "localhost") or ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def _text(host):
    return host.decode("ascii", "replace") if isinstance(host, bytes) else host


def refuse(event, arguments):
    """Raise for a connection to elsewhere; the hook for ``sys.addaudithook``."""
    if event not in _PLACES or getattr(arguments[0], "family", None) == _IN_FILE_SYSTEM:
        return
    address = arguments[_PLACES[event]]
    if event in _NAMES:
        address = _text(address)
    if address is None or is_local(address):
        return
    message = f"{event} {address!r} by {' '.join(sys.argv)[:200]}"
    log = os.environ.get(LOG)
    if log:
        with Path(log).open("a", encoding="utf-8") as file:
            file.write(message + "\n")
    raise ConnectionRefusedByTestsError(message)


def install():
    """Guard this process, once."""
    if not getattr(sys, "_kehoach_guarded", False):
        sys._kehoach_guarded = True
        sys.addaudithook(refuse)
