"""The packaged data files: YAML that people edit, and its compiled form that loads quickly.

The compiled form names the YAML it was made from; when that changed, the YAML is read instead.
"""

import json
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

DATA_DIR = Path(__file__).parent / "data"
YAML_FILES = (
    "agencies",
    "anniversaries",
    "budget",
    "partners",
    "provinces",
    "references",
    "relations",
)
COMMUNE_FIELDS = ("type", "name", "province", "formed_from")
COMMUNE_SOURCE = "thanglequoc/vietnamese-provinces-database v3.1.0 (danhmuchanhchinh.nso.gov.vn)"


@cache
def read_data(file: str) -> dict[str, Any]:
    """Return what a packaged YAML file says."""
    source = _read_source(file)
    compiled_path = DATA_DIR / "compiled" / f"{file}.json"
    if compiled_path.exists():
        compiled: dict[str, Any] = json.loads(compiled_path.read_bytes())
        if compiled["sha256"] == sha256(source).hexdigest():
            data: dict[str, Any] = compiled["data"]
            return data
    return parse_yaml(source)


def parse_yaml(source: bytes) -> dict[str, Any]:
    """Return the data of a packaged YAML file."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: dict[str, Any] = yaml.load(source, Loader=loader)  # noqa: S506  (both loaders are safe)
    return data


def compile_data(file: str) -> str:
    """Return the compiled form of a packaged YAML file."""
    source = _read_source(file)
    compiled = {"sha256": sha256(source).hexdigest(), "data": parse_yaml(source)}
    return json.dumps(compiled, ensure_ascii=False, separators=(",", ":"), default=str) + "\n"


def _read_source(file: str) -> bytes:
    # A checkout on Windows may have CRLF; the hash is that of the text, not of its line ends.
    return (DATA_DIR / f"{file}.yaml").read_bytes().replace(b"\r\n", b"\n")


def iter_communes() -> Iterator[tuple[str, list[str]]]:
    """Yield the code and the fields of each commune."""
    text = (DATA_DIR / "communes.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            code, *fields = line.split("\t")
            yield code, fields
