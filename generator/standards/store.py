"""The packaged standards: YAML that people edit, and its compiled form that loads quickly.

The compiled form names the YAML it was made from; when that changed, the YAML is read instead.
"""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any
from zlib import crc32

STANDARDS_DIR = Path(__file__).parent
STANDARD_IDS = ("nd30", "hd36", "hd05")
DAYS = ("valid_from", "valid_to")


def read_data(standard_id: str) -> dict[str, Any]:
    """Return what a packaged standard says, with what it takes over from another one."""
    path = STANDARDS_DIR / "compiled" / f"{standard_id}.json"
    if path.exists():
        compiled = json.loads(path.read_bytes())
        if compiled["sources"] == _checksums(compiled["sources"]):
            data: dict[str, Any] = compiled["data"]
            days = {key: date.fromisoformat(data[key]) for key in DAYS if data.get(key)}
            return {**data, **days}
    return parse_yaml(standard_id)[0]


def parse_yaml(standard_id: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return what the YAML of a packaged standard says, and the ids of all files it is from."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: dict[str, Any] = yaml.load(_read_source(standard_id), Loader=loader)  # noqa: S506  (both loaders are safe)
    base = data.pop("extends", None)
    if base is None:
        return data, (standard_id,)
    below, ids = parse_yaml(base)
    return merge(below, data), (standard_id, *ids)


def compile_data(standard_id: str) -> str:
    """Return the compiled form of a packaged standard."""
    data, ids = parse_yaml(standard_id)
    compiled = {"sources": _checksums(ids), "data": data}
    return json.dumps(compiled, ensure_ascii=False, separators=(",", ":"), default=str) + "\n"


def merge(base: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return nested values with changes laid over them, mapping by mapping."""
    merged = dict(base)
    for key, value in changes.items():
        below = merged.get(key)
        if isinstance(below, Mapping) and isinstance(value, Mapping):
            merged[key] = merge(below, value)
        else:
            merged[key] = value
    return merged


def _checksums(ids: Any) -> dict[str, int]:
    """Return a checksum of each file: it tells an edit from none, and costs nothing to load."""
    return {each: crc32(_read_source(each)) for each in ids}


def _read_source(standard_id: str) -> bytes:
    # A checkout on Windows may have CRLF; the checksum is that of the text, not of its line ends.
    return (STANDARDS_DIR / f"{standard_id}.yaml").read_bytes().replace(b"\r\n", b"\n")
