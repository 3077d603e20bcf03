"""``kehoach rule``: the list of rules, and what each one asks for."""

import click

from generator.cli.commands import argument, choices, define, option
from generator.cli.language import say
from generator.i18n import N_


@define(
    "rule",
    N_(
        "Liệt kê các quy tắc kiểm tra; nêu MÃ (QHI02) thì giải thích một quy tắc, nêu họ (QHI) thì"
        " liệt kê cả họ."
    ),
)
@argument("rule_id", required=False, metavar=N_("[MÃ]"))
@option(
    "--format", "form", type=choices(("text", "json")), default="text", metavar="[text|json]",
    help=N_("Cách in danh sách."),
)  # fmt: skip
def command(rule_id: str | None, form: str) -> None:
    """Print rules."""
    import json

    from generator.checks.explain import describe, list_rules, to_object
    from generator.checks.table import RULES

    wanted = (rule_id or "").upper()
    exact = [rule for rule in RULES if rule.id == wanted]
    chosen = exact or [rule for rule in RULES if rule.id.startswith(wanted)]
    if not chosen:
        raise click.UsageError(_unknown(wanted))
    if form == "json":
        objects = [to_object(rule) for rule in chosen]
        click.echo(json.dumps(objects, ensure_ascii=False, indent=2))
    elif exact:
        click.echo(describe(exact[0]))
    else:
        click.echo(list_rules(chosen))


def _unknown(wanted: str) -> str:
    from difflib import get_close_matches

    from generator.checks.table import RULES

    near = get_close_matches(wanted, [rule.id for rule in RULES], n=3)
    text = say(N_("không có quy tắc '{id}'."), id=wanted)
    return f"{text} {say(N_('Có phải {near}?'), near=', '.join(near))}" if near else text
