"""A compiled Word frame as plain data, and its copy on disk.

The copy is JSON that goes through the sandbox again when it is read: whoever can write to the
cache folder can spoil a document, but cannot run code. Any doubt about a copy means it is made
anew.
"""

import contextlib
import hashlib
import json
import os
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from generator.inputs.json_file import read_json
from generator.writers.docx.engine_notes import NotesPlan
from generator.writers.docx.engine_source import PartSource
from generator.writers.docx.engine_values import Site, SiteKind

# Raise it whenever the same frame would compile to something else.
ENGINE_VERSION = 3


@dataclass(frozen=True, slots=True)
class PartPlan:
    """A part that is written anew for each document.

    Attributes:
        name: Name of the part.
        source: Its Jinja source.
        verify: Its tags capture passages, so that each result is checked.
        grids: Its tags make columns, so that table grids are fixed.
        pictures: It has pictures, so that their ids are given anew.
        printed: The names whose values its tags print, sorted.
    """

    name: str
    source: PartSource
    verify: bool = False
    grids: bool = False
    pictures: bool = False
    printed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FramePlan:
    """Everything that depends on the frame alone.

    Attributes:
        main: Name of the part with the text.
        core: Name of the part with the core properties.
        parts: Parts written for each document, the main part first.
        replaced: Parts that differ from the frame's in every document.
        notes: How the frame carries footnotes; None when no tag can make one.
    """

    main: str
    core: str
    parts: tuple[PartPlan, ...]
    replaced: dict[str, str]
    notes: NotesPlan | None


def frame_key(source: bytes) -> str:
    """Return the name of a frame's copy: what it is and what compiles it."""
    from importlib.metadata import version

    tools = f"{ENGINE_VERSION} {version('docxtpl')} {version('jinja2')}"
    return hashlib.sha256(tools.encode() + b"\0" + source).hexdigest()


def load_plan(cache_dir: Path, key: str) -> FramePlan | None:
    """Return the copy of a plan, None when there is none that can be trusted."""
    try:
        stored = read_json(cache_dir / f"{key}.json")
        whole = (key, _digest(stored["plan"])) == (stored["key"], stored["sha256"])
        return _from_json(stored["plan"]) if whole else None
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def save_plan(cache_dir: Path, key: str, plan: FramePlan) -> None:
    """Keep a copy of a plan; a folder that cannot be written to is no error."""
    content = json.loads(json.dumps(asdict(plan)))
    stored = {"key": key, "sha256": _digest(content), "plan": content}
    text = json.dumps(stored, ensure_ascii=False)
    with contextlib.suppress(OSError):
        cache_dir.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=cache_dir, suffix=".tmp")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
            Path(temporary).replace(cache_dir / f"{key}.json")
        except OSError:
            Path(temporary).unlink(missing_ok=True)


def _digest(plan: Any) -> str:
    """Return what tells a copy that was damaged on the disk from one that is whole."""
    return hashlib.sha256(json.dumps(plan, sort_keys=True).encode("utf-8")).hexdigest()


def _from_json(stored: dict[str, Any]) -> FramePlan:
    notes = stored["notes"]
    return FramePlan(
        main=_text(stored["main"]),
        core=_text(stored["core"]),
        parts=tuple(_part_from_json(part) for part in stored["parts"]),
        replaced=_texts(stored["replaced"]),
        notes=None if notes is None else NotesPlan(**{**notes, "parts": _texts(notes["parts"])}),
    )


def _part_from_json(stored: dict[str, Any]) -> PartPlan:
    source = stored["source"]
    sites = tuple(Site(**{**site, "kind": SiteKind(site["kind"])}) for site in source["sites"])
    return PartPlan(
        name=_text(stored["name"]),
        source=PartSource(_text(source["source"]), sites),
        verify=stored["verify"] is True,
        grids=stored["grids"] is True,
        pictures=stored["pictures"] is True,
        printed=tuple(map(_text, stored["printed"])),
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _texts(value: dict[str, Any]) -> dict[str, str]:
    return {_text(name): _text(text) for name, text in value.items()}
