"""Which model and field of a model stand behind a path of keys and list indexes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.inputs.yaml import ValuePath


@dataclass(frozen=True, slots=True)
class Trace:
    """What the models say of a path.

    Attributes:
        models: Models passed on the way, the outermost first.
        field: The field the path ends at, None inside a list or at an unknown key.
        annotation: Type of the value.
    """

    models: tuple[type[BaseModel], ...]
    field: FieldInfo | None
    annotation: Any

    def bounds(self) -> tuple[Any, Any]:
        """Return the least and the greatest value of the field, None where open."""
        least = most = None
        for rule in self.field.metadata if self.field else ():
            least = getattr(rule, "ge", least)
            most = getattr(rule, "le", most)
        return least, most

    def choices(self) -> tuple[str, ...]:
        """Return the few values the value must be one of."""
        for member in _iter_item_types(self.annotation):
            if get_origin(member) is Literal:
                return tuple(choice for choice in get_args(member) if choice)
            if isinstance(member, type) and issubclass(member, Enum):
                return tuple(str(choice.value) for choice in member)
        return ()

    def example(self) -> str:
        """Return an example of the field that fits on a line, "" without one."""
        examples = (self.field.examples if self.field else None) or [""]
        return "" if isinstance(examples[0], (list, tuple, dict)) else str(examples[0])


def trace_path(model: type[BaseModel], path: ValuePath, branches: Mapping[ValuePath, str]) -> Trace:
    """Follow a path through the models.

    Args:
        model: The model of the whole file.
        path: Keys and list indexes.
        branches: Names of the models chosen where a value may be one of several, by path.
    """
    models = [model]
    field: FieldInfo | None = None
    current: Any = model
    for depth, part in enumerate(path):
        branch = branches.get(path[:depth], "")
        for member in iter_members(current):
            found = _step(member, part, branch)
            if found is not None:
                current, field = found
                break
        else:
            return Trace(tuple(models), None, None)
        inner = _model_in(current, branches.get(path[: depth + 1], ""))
        if inner is not None:
            models.append(inner)
    return Trace(tuple(models), field, current)


def iter_members(annotation: Any) -> Iterator[Any]:
    """Yield the types an annotation is one of."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from iter_members(get_args(annotation)[0])
    elif origin in (Union, UnionType):
        for argument in get_args(annotation):
            yield from iter_members(argument)
    else:
        yield annotation


def _iter_item_types(annotation: Any) -> Iterator[Any]:
    """Yield the types of a value, or of the items when it is a list."""
    for member in iter_members(annotation):
        if get_origin(member) in (tuple, list):
            yield from iter_members(get_args(member)[0])
        else:
            yield member


def fields_of(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Return the fields of a model by the keys that users type."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def groups_with(model: type[BaseModel], key: str) -> list[str]:
    """Return the names of a model's groups that have a key."""
    return [
        name
        for name, field in fields_of(model).items()
        for member in iter_members(field.annotation)
        if _is_model(member) and key in fields_of(member)
    ]


def _step(annotation: Any, part: str | int, branch: str) -> tuple[Any, FieldInfo | None] | None:
    if _is_model(annotation):
        field = fields_of(annotation).get(str(part))
        if field is None or branch not in ("", annotation.__name__):
            return None
        return field.annotation, field
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is dict and isinstance(part, str):
        return arguments[1], None
    if origin in (tuple, list) and isinstance(part, int):
        return arguments[0], None
    return None


def _model_in(annotation: Any, branch: str) -> type[BaseModel] | None:
    models = [member for member in iter_members(annotation) if _is_model(member)]
    named = [member for member in models if member.__name__ == branch]
    return next(iter(named or models), None)


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
