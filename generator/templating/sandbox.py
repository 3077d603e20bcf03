"""The sandbox of body templates and of Word frames: safe, and never more than a budget allows."""

import re
from collections.abc import Callable, Iterable
from functools import update_wrapper
from types import BuiltinMethodType, MethodType, ModuleType
from typing import Any

from jinja2 import TemplateSyntaxError, nodes
from jinja2.parser import Parser
from jinja2.runtime import Context, markup_join
from jinja2.sandbox import (
    ImmutableSandboxedEnvironment,
    SandboxedEscapeFormatter,
    SandboxedFormatter,
)
from markupsafe import Markup

from generator.templating import limits
from generator.templating.allowed import (
    GLOBALS,
    check_format,
    check_joined,
    check_method,
    limited_filters,
    limited_tests,
)
from generator.templating.generate import COST, LimitedGenerator, add_costs, check_depth
from generator.templating.limits import (
    MAX_BITS,
    MAX_TEXT,
    OverLimitError,
    check_number,
    check_printable,
    check_text,
    size_of,
    spend,
    spend_letters,
    weigh,
)

_CALL_STEPS = 10
_FUNCTION_STEPS = 100
_WIDE = re.compile(r"\d{4,}")


class LimitedEnvironment(ImmutableSandboxedEnvironment):
    """Jinja with names by allow-list, in which all work is counted."""

    code_generator_class = LimitedGenerator
    intercepted_binops = frozenset(("+", "-", "*", "/", "//", "**", "%"))
    concat: Callable[[Iterable[str]], str] = staticmethod(limits.concat)
    weigh = staticmethod(weigh)

    def __init__(self, **options: Any) -> None:
        super().__init__(optimized=False, **options)
        vars(self).update(
            filters={**limited_filters(), COST: spend},
            tests=limited_tests(),
            globals={name: self.globals[name] for name in GLOBALS},
        )

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Return the tree of a source that is neither wrong nor too deep for Python."""
        parser = None
        try:
            parser = Parser(self, source, name, filename)
            tree = parser.parse()
        except (RecursionError, ValueError) as error:
            line = parser.stream.current.lineno if parser else 1
            reason = "nested too deep" if isinstance(error, RecursionError) else str(error)
            raise TemplateSyntaxError(reason, line, name, filename) from None
        check_depth(tree, name, filename)
        return tree

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,
    ) -> str:
        add_costs(source)
        return super()._generate(source, name, filename, defer_init)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Refuse modules and the methods of types too: nothing in them was given as data."""
        if isinstance(obj, ModuleType | type) or isinstance(value, ModuleType):
            return False
        return super().is_safe_attribute(obj, attr, value)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Refuse sums and texts that would fill the memory."""
        if isinstance(left, str) and operator == "%":
            check_format(left, right)
        else:
            check_number(left)
            check_number(right)
        if operator == "**" and _bits(left) * size_of(right) > MAX_BITS:
            raise OverLimitError.number()
        if operator == "*" and (_is_long(left, right) or _is_long(right, left)):
            raise OverLimitError.text()
        result = super().call_binop(context, operator, weigh(left), weigh(right))
        check_number(result)
        return check_text(result)

    def call(self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: PYI063
        """Pay for a call and for what it is given, and refuse what is not on the list."""
        own = type(__obj).__module__.startswith("jinja2")
        spend(_CALL_STEPS if own else _FUNCTION_STEPS)
        values = [weigh(value) for value in args]
        kwargs = {name: weigh(value) for name, value in kwargs.items()}
        check_method(__obj, values)
        return check_text(super().call(__context, __obj, *values, **kwargs))

    def join_values(self, values: Iterable[Any]) -> str:
        """Return the text that ``~`` makes of values."""
        checked = self.check_joined(values)
        joined: str = markup_join(checked) if self.autoescape else "".join(map(str, checked))
        return joined

    def check_joined(self, values: Iterable[Any]) -> list[Any]:
        """Return values that may be joined, paid for."""
        weighed = [weigh(value) for value in values]
        check_joined(weighed, "")
        return weighed

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """Return the ``format`` method of a text with its fields looked at, None for others."""
        if not isinstance(value, MethodType | BuiltinMethodType):
            return None
        text = value.__self__
        if value.__name__ not in ("format", "format_map") or not isinstance(text, str):
            return None
        takes_mapping = value.__name__ == "format_map"

        def formatted(*args: Any, **kwargs: Any) -> str:
            if takes_mapping:
                args, kwargs = (), dict(*args)
            made = _formatter(self, text).vformat(text, args, kwargs)
            return type(text)(made)

        return update_wrapper(formatted, value)


class _LimitedFields:
    """Looks at each field of a format: its width, its value, and the text so far."""

    size = 0

    def format_field(self, value: Any, format_spec: str) -> Any:
        """Return a field's text."""
        if _WIDE.search(format_spec):
            raise OverLimitError.width()
        check_printable(value)
        check_number(value)
        text = super().format_field(value, format_spec)  # type: ignore[misc]
        self.size += len(text)
        if self.size > MAX_TEXT:
            raise OverLimitError.text()
        spend_letters(len(text) + limits.PIECE_LETTERS)
        return text


class _TextFormatter(_LimitedFields, SandboxedFormatter):
    pass


class _MarkupFormatter(_LimitedFields, SandboxedEscapeFormatter):
    pass


def _formatter(environment: LimitedEnvironment, text: str) -> SandboxedFormatter:
    if isinstance(text, Markup):
        return _MarkupFormatter(environment, escape=text.escape)
    return _TextFormatter(environment)


def _bits(value: Any) -> int:
    return value.bit_length() if isinstance(value, int) else 0


def _is_long(text: Any, times: Any) -> bool:
    return isinstance(text, str | list | tuple) and len(text) * size_of(times) > MAX_TEXT
