"""Runs a command where only this machine can be reached, if the system allows it.

``python scripts/without_network.py COMMAND...``: a network namespace of its own with nothing but
loopback, for the command and all it starts. It needs Linux; where namespaces are forbidden, as in
some containers, the command runs all the same and that is said.
"""

import ctypes
import os
import sys
from pathlib import Path

_NEW_NETWORK, _NEW_USER = 0x40000000, 0x10000000
_GET_FLAGS, _SET_FLAGS, _UP = 0x8913, 0x8914, 0x1
_REQUEST = "16sH14x"


def main() -> None:
    """Run the command of the command line in place of this program."""
    command = sys.argv[1:]
    if not command:
        sys.exit(__doc__)
    try:
        _leave_network()
    except (OSError, AttributeError) as error:
        print(f"network: no namespace here ({error}); the tests' own guard remains")
    sys.stdout.flush()
    os.execvp(command[0], command)  # noqa: S606  (what was asked for)


def _leave_network() -> None:
    """Move this process into a network of its own, its user and group kept."""
    user, group = os.geteuid(), os.getegid()
    try:
        _unshare(_NEW_NETWORK)
    except OSError:
        _unshare(_NEW_NETWORK | _NEW_USER)
        Path("/proc/self/setgroups").write_text("deny", "utf-8")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1", "utf-8")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1", "utf-8")
    _raise_loopback()


def _unshare(flags: int) -> None:
    library = ctypes.CDLL(None, use_errno=True)
    if library.unshare(flags):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def _raise_loopback() -> None:
    import fcntl
    import socket
    import struct

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        request = struct.pack(_REQUEST, b"lo", 0)
        _, flags = struct.unpack(_REQUEST, fcntl.ioctl(sock, _GET_FLAGS, request))
        fcntl.ioctl(sock, _SET_FLAGS, struct.pack(_REQUEST, b"lo", flags | _UP))


if __name__ == "__main__":
    main()
