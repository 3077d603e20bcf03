"""What is printed and where: findings to stderr, results to stdout, colours only on a terminal."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TextIO, TypeVar

import click

from generator.cli.language import current, say
from generator.diagnostics import SEVERITY_NAMES, Diagnostic, Severity
from generator.i18n import N_

Item = TypeVar("Item")

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTICE: "cyan"}


def in_colour(stream: TextIO) -> bool:
    """Return whether colours may be written to a stream."""
    return not os.environ.get("NO_COLOR") and stream.isatty()


def print_findings(findings: Iterable[Diagnostic]) -> None:
    """Print findings to stderr, one "place: severity: message (ID)" and a hint line each."""
    for finding in findings:
        click.echo(finding_text(finding, coloured=in_colour(sys.stderr)), err=True)


def finding_text(finding: Diagnostic, *, coloured: bool = False) -> str:
    """Return a finding as it is printed, its severity in colour on a terminal."""
    text = finding.text(current())
    if not coloured:
        return text
    word = f"{say(SEVERITY_NAMES[finding.severity])}:"
    painted = click.style(word, fg=_COLOURS[finding.severity], bold=True)
    place = finding.location.text(current())
    start = len(place) + 2 if place else 0
    return text[:start] + text[start:].replace(word, painted, 1)


def print_count(findings: Sequence[Diagnostic]) -> None:
    """Print how many errors there were, when there were several."""
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    if errors > 1:
        click.echo(say(N_("Có {count} lỗi."), count=errors), err=True)


@contextmanager
def progress(items: Sequence[Item], label: str) -> Iterator[Iterable[Item]]:
    """Give the items one by one behind a bar on stderr; no bar for one item or no terminal."""
    if len(items) < 2 or not sys.stderr.isatty():  # noqa: PLR2004
        yield items
        return
    with click.progressbar(items, label=label, file=sys.stderr, show_pos=True) as bar:
        yield bar
