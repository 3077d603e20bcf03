"""What templates may call: filters, tests, globals and methods by name, each with its limits."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import wraps
from numbers import Number
from typing import Any

from jinja2 import TemplateRuntimeError
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from jinja2.tests import TESTS

from generator.templating.limits import (
    MAX_TEXT,
    MAX_WIDTH,
    OverLimitError,
    check_number,
    check_printable,
    check_text,
    check_width,
    size_of,
    spend,
    spend_letters,
    weigh,
)

GLOBALS = ("range", "dict", "namespace", "cycler", "joiner")

_MAX_GROUPS = 10_000
_MAX_FIGURES = 1_000
_MAX_FORMAT = 200

# Filters that take their value's words, whatever it is.
_OF_TEXT = frozenset((
    "capitalize", "center", "e", "escape", "forceescape", "format", "indent", "lower", "replace",
    "safe", "string", "title", "trim", "truncate", "upper", "wordcount",
))  # fmt: skip
# random, pprint: other words each time. attr: CVE-2025-27516. xmlattr, urlize, tojson: markup.
# striptags, wordwrap: time grows with the square of the text.
_OF_VALUES = frozenset((
    "abs", "batch", "count", "d", "default", "dictsort", "filesizeformat", "first", "float",
    "groupby", "int", "items", "join", "last", "length", "list", "map", "max", "min", "reject",
    "rejectattr", "reverse", "round", "select", "selectattr", "slice", "sort", "sum", "unique",
    "urlencode",
))  # fmt: skip
_TESTS = frozenset((
    "odd", "even", "divisibleby", "defined", "undefined", "none", "boolean", "false", "true",
    "integer", "float", "lower", "upper", "string", "mapping", "number", "sequence", "iterable",
    "callable", "sameas", "escaped", "in", "==", "eq", "equalto", "!=", "ne", ">", "gt",
    "greaterthan", "ge", ">=", "<", "lt", "lessthan", "<=", "le", "filter", "test",
))  # fmt: skip
# Those that look at the kind of a value only.
_FREE_TESTS = frozenset((
    "defined", "undefined", "none", "boolean", "false", "true", "integer", "float", "string",
    "mapping", "number", "sequence", "iterable", "callable", "sameas", "escaped", "filter", "test",
))  # fmt: skip
_ALL_TESTS: Mapping[str, Any] = TESTS
_TEXT_METHODS = frozenset((
    "capitalize", "casefold", "center", "count", "endswith", "find", "format", "format_map",
    "index", "join", "ljust", "lower", "lstrip", "partition", "removeprefix", "removesuffix",
    "replace", "rfind", "rindex", "rjust", "rpartition", "rsplit", "rstrip", "split",
    "splitlines", "startswith", "strip", "swapcase", "title", "upper", "zfill", "isalnum",
    "isalpha", "isascii", "isdecimal", "isdigit", "islower", "isnumeric", "isspace", "istitle",
    "isupper",
))  # fmt: skip
# Methods of Python's own types; of types that are not named here, none.
_METHODS: tuple[tuple[type, frozenset[str]], ...] = (
    (str, _TEXT_METHODS),
    (float, frozenset(("is_integer",))),
    (dict, frozenset(("get", "items", "keys", "values"))),
    (list, frozenset(("count", "index"))),
    (tuple, frozenset(("count", "index"))),
    (date, frozenset(("isocalendar", "isoformat", "isoweekday", "replace", "strftime",
                      "toordinal", "weekday"))),
)  # fmt: skip
_PADDING = frozenset(("center", "ljust", "rjust", "zfill"))

REFUSED_FILTERS = frozenset(FILTERS) - _OF_TEXT - _OF_VALUES


def limited_filters() -> dict[str, Callable[..., Any]]:
    """Return the filters templates may use, each within its limits."""
    return {name: _limited(name, FILTERS[name]) for name in sorted(_OF_TEXT | _OF_VALUES)}


def limited_tests() -> dict[str, Callable[..., Any]]:
    """Return the tests templates may use; they pay for what they compare."""
    return {
        name: test if name in _FREE_TESTS else _weighing(test)
        for name, test in _ALL_TESTS.items()
        if name in _TESTS
    }


def _weighing(test: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(test)
    def weighing(*values: Any) -> Any:
        return test(*map(weigh, values))

    return weighing


def _limited(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    # Jinja hands the context or the environment to some filters before the value.
    given = 1 if hasattr(function, "jinja_pass_arg") else 0
    check = _FILTER_CHECKS.get(name)
    of_text = name in _OF_TEXT

    @wraps(function)
    def limited(*args: Any, **named: Any) -> Any:
        values = [weigh(value) for value in args[given:]]
        named = {key: weigh(value) for key, value in named.items()}
        if of_text:
            check_printable(values[0])
        if check:
            check(values, named)
        return check_text(function(*args[:given], *values, **named))

    return limited


# ---------------------------------------------------------------------- what filters could make

Checker = Callable[[list[Any], dict[str, Any]], None]


def _argument(values: Sequence[Any], named: Mapping[str, Any], place: int, name: str) -> Any:
    """Return an argument of a filter, however it was given; None when it was not."""
    return values[place] if len(values) > place else named.get(name)


def check_replaced(text: Any, old: Any, new: Any) -> None:
    """Refuse to replace when the result would be too long."""
    text, old, new = str(text), str(old), str(new)
    if len(text) + text.count(old) * len(new) > MAX_TEXT:
        raise OverLimitError.text()


def check_joined(items: Sequence[Any], separator: Any) -> None:
    """Refuse to join when the result would be too long, or one of the values has no words."""
    size = len(items) * len(str(separator or ""))
    for item in items:
        check_printable(item)
        size += len(item) if isinstance(item, str) else 1
    if size > MAX_TEXT:
        raise OverLimitError.text()


def check_format(text: str, given: Any) -> None:
    """Refuse a "%" format that could make a text too long, or print what has no words."""
    if "%" not in text:
        return
    if "*" in text or any(len(figures) > len(str(MAX_WIDTH)) - 1 for figures in _figures(text)):
        raise OverLimitError.width()
    values = given if isinstance(given, tuple) else (given,)
    values = (*given.values(),) if isinstance(given, dict) else values
    longest = MAX_WIDTH
    for value in values:
        check_printable(value)
        longest = max(longest, len(value) if isinstance(value, str) else 0)
    if len(text) + text.count("%") * longest > MAX_TEXT:
        raise OverLimitError.text()


def _figures(text: str) -> list[str]:
    return "".join(char if char.isdigit() else " " for char in text).split()


def _check_join(values: list[Any], named: dict[str, Any]) -> None:
    if not isinstance(values[0], str) and _argument(values, named, 2, "attribute") is None:
        values[0] = list(values[0])
        check_joined(values[0], _argument(values, named, 1, "d"))


def _check_format_filter(values: list[Any], named: dict[str, Any]) -> None:
    check_format(str(values[0]), named or tuple(values[1:]))


def _check_replace(values: list[Any], named: dict[str, Any]) -> None:
    check_replaced(
        values[0], _argument(values, named, 1, "old"), _argument(values, named, 2, "new")
    )


def _check_indent(values: list[Any], named: dict[str, Any]) -> None:
    text, width = str(values[0]), _argument(values, named, 1, "width")
    check_width(width)
    size = len(width) if isinstance(width, str) else size_of(width)
    if len(text) + (text.count("\n") + 1) * size > MAX_TEXT:
        raise OverLimitError.text()


def _check_center(values: list[Any], named: dict[str, Any]) -> None:
    check_width(_argument(values, named, 1, "width"))


def _check_round(values: list[Any], named: dict[str, Any]) -> None:
    check_number(values[0])
    check_width(_argument(values, named, 1, "precision"))


def _check_groups(values: list[Any], named: dict[str, Any]) -> None:
    count = size_of(_argument(values, named, 1, "linecount" if "linecount" in named else "slices"))
    if count > _MAX_GROUPS:
        raise OverLimitError.width()
    spend(int(count))


def _check_sum(values: list[Any], named: dict[str, Any]) -> None:
    start = _argument(values, named, 2, "start")
    if not isinstance(start, Number | None):
        raise TemplateRuntimeError(f"cannot add '{type(start).__name__}'")


def _check_int(values: list[Any], named: dict[str, Any]) -> None:
    del named
    if isinstance(values[0], str) and len(values[0]) > _MAX_FIGURES:
        raise OverLimitError.number()


_FILTER_CHECKS: dict[str, Checker] = {
    "batch": _check_groups,
    "center": _check_center,
    "float": _check_int,
    "format": _check_format_filter,
    "indent": _check_indent,
    "int": _check_int,
    "join": _check_join,
    "replace": _check_replace,
    "round": _check_round,
    "slice": _check_groups,
    "sum": _check_sum,
}


# ---------------------------------------------------------------------- methods


class MethodRefusedError(SecurityError):
    """A template calls a method that is not on the list."""

    def __init__(self, method: str) -> None:
        super().__init__(f"method '{method}' is not allowed")
        self.method = method


def check_method(function: Any, args: list[Any]) -> None:
    """Refuse the methods of Python's own types that are not on the list.

    Args:
        function: What is called.
        args: What it is given; lazy values may be made lists.

    Raises:
        SecurityError: When it is not on the list.
        OverLimitError: When it would make a text too long.
    """
    owner = getattr(function, "__self__", None)
    if owner is None or type(owner).__module__ not in ("builtins", "datetime", "markupsafe"):
        return
    name = getattr(function, "__name__", "")
    allowed = next((names for kind, names in _METHODS if isinstance(owner, kind)), frozenset[str]())
    if name not in allowed:
        raise MethodRefusedError(name)
    if isinstance(owner, str):
        spend_letters(len(owner))
        _check_text_method(owner, name, args)
    elif name == "strftime" and len(str(args[0] if args else "")) > _MAX_FORMAT:
        raise OverLimitError.text(_MAX_FORMAT)


def _check_text_method(owner: str, name: str, args: list[Any]) -> None:
    if name in _PADDING:
        check_width(args[0] if args else 0)
    elif name == "replace" and len(args) > 1:
        check_replaced(owner, args[0], args[1])
    elif name == "join" and args and not isinstance(args[0], str):
        args[0] = list(args[0])
        check_joined(args[0], owner)
