"""Install the Debian packages make needs: as root with apt-get, otherwise name them.

Runs on the system's own Python before anything is installed, so it uses the standard library
only and must still be understood by a Python that is too old for the project.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys

OLDEST = (3, 11)


def is_installed(package: str) -> bool:
    """Return whether a package is there, with or without its windows."""
    if package == "python3-venv":
        return has_module("ensurepip") and has_module("venv")
    return is_present(package) or is_present(package + "-nogui")


def is_present(package: str) -> bool:
    """Return whether dpkg has installed a package of exactly this name."""
    result = subprocess.run(
        ["dpkg-query", "--show", "--showformat=${Status}", package],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    return result.stdout.endswith(b" installed")


def fitting(package: str) -> str:
    """Return the package without windows, which needs less, unless LibreOffice has them already."""
    if package.startswith("libreoffice-") and not is_present("libreoffice-core"):
        return package + "-nogui"
    return package


def has_module(name: str) -> bool:
    """Return whether this Python has a module."""
    try:
        __import__(name)
    except ImportError:
        return False
    return True


def install(packages: list[str]) -> bool:
    """Install packages with apt-get, the lists of packages fetched first; return success."""
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    print("installing Debian packages:", *packages, flush=True)
    update = ["apt-get", "update", "-qq"]
    get = ["apt-get", "install", "-qq", "-y", "--no-install-recommends", *packages]
    return all(
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False).returncode
        == 0
        for command in (update, get)
    )


def main() -> int:
    """Install what is missing; return an exit code."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("packages", nargs="*")
    parser.add_argument("--python", action="store_true", help="check the version of Python too")
    parser.add_argument("--optional", action="store_true", help="go on without the packages")
    options = parser.parse_args()
    if options.python and sys.version_info < OLDEST:
        needed, present = ".".join(map(str, OLDEST)), sys.version.split()[0]
        print(f"kehoach needs Python {needed} or newer, {sys.executable} is {present}.")
        print("Name another one, for instance: make PYTHON=python3.12 run")
        return 1
    if shutil.which("dpkg-query") is None:
        return 0
    missing = [fitting(package) for package in options.packages if not is_installed(package)]
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if not missing or (is_root and install(missing)):
        return 0
    effect = "tests that need them are skipped; " if options.optional else ""
    print(f"missing Debian packages, {effect}install with: sudo apt-get install", *missing)
    return 0 if options.optional else 1


if __name__ == "__main__":
    sys.exit(main())
