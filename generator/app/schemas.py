"""The JSON Schema files of a workspace, shared by the commands that write them."""

import json
from pathlib import Path

from generator.files.regular import read_regular
from generator.inputs.schema import DIALECT, SCHEMA_NAMES, json_schema, schema_path


def schema_text(name: str) -> str:
    """Return a schema as the text of its file."""
    catalogues = None
    if name == "catalogue":
        from generator.catalogues.corrections import FACTS
        from generator.inputs.fields import fields_of

        catalogues = {catalogue: tuple(fields_of(fact)) for catalogue, fact in FACTS.items()}
    return json.dumps(json_schema(name, catalogues), ensure_ascii=False, indent=2) + "\n"


def schema_files() -> dict[str, bytes]:
    """Return every schema file of a workspace: path and content."""
    return {schema_path(name): schema_text(name).encode("utf-8") for name in SCHEMA_NAMES}


def missing_schemas(root: Path) -> dict[Path, bytes]:
    """Return the schema files that a workspace does not have yet."""
    files = {root / name: content for name, content in schema_files().items()}
    return {path: content for path, content in files.items() if not path.exists()}


def is_schema(path: Path) -> bool:
    """Return whether a file is a schema as kehoach writes them, of whatever version."""
    return f'"$schema": "{DIALECT}"'.encode() in (read_regular(path) or b"")[:200]
