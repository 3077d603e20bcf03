"""YAML files that come with the program, read quickly: every value is text, as in users' files."""

from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path
from typing import Any

import yaml

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_packaged(path: Path) -> dict[str, Any]:
    """Return what a packaged YAML file says; whoever asks gives the texts their type.

    Only the parser's events are used: PyYAML's own way to values takes three times as long,
    and every run of the program reads some of these files.
    """
    events = yaml.parse(path.read_bytes(), Loader=_LOADER)
    document = next(event for event in events if isinstance(event, yaml.MappingStartEvent))
    values: dict[str, Any] = _read_value(document, events)
    return values


def _read_value(event: Any, events: Iterator[Any]) -> Any:
    """Return the value that begins with an event, taking the rest of it from the events."""
    if isinstance(event, yaml.ScalarEvent):
        return None if event.value == "null" and not event.style else event.value
    inside = takewhile(_is_inside, events)
    if isinstance(event, yaml.MappingStartEvent):
        return {key.value: _read_value(next(events), events) for key in inside}
    return [_read_value(item, events) for item in inside]


def _is_inside(event: Any) -> bool:
    return not isinstance(event, yaml.CollectionEndEvent)
