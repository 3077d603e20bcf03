"""Turns values into Markdown that means just their text."""

import re

from markupsafe import Markup

from generator.document.markdown import PRIVATE_USE

_NEEDED = re.compile(r"""([!#&()*+\-<>\[\\\]^_`{|}~]|(?<=\d)[.)])""")


def escape_markdown(value: object) -> Markup:
    r"""Return a value as Markdown that prints it and nothing else; newlines become line breaks.

    >>> str(escape_markdown("A*B - 1. [x]"))
    'A\\*B \\- 1\\. \\[x\\]'
    """
    if hasattr(value, "__html__"):
        return Markup(value.__html__())  # noqa: S704  (it is Markdown that was rendered already)
    text = PRIVATE_USE.sub("", str(value))
    escaped = _NEEDED.sub(r"\\\1", text)
    return Markup(escaped.replace("\n", "\\\n"))  # noqa: S704
