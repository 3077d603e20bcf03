"""``kehoach rule``: the list of rules, and what each one asks for."""

import click

from generator.cli.commands import argument, choices, define, option
from generator.cli.language import say
from generator.i18n import N_


@define(
    "rule",
    N_(
        "Liệt kê các quy tắc kiểm tra; nêu MÃ (QHI02) thì giải thích một quy tắc, nêu họ (QHI) thì"
        " liệt kê cả họ. Mã của mọi thông báo khác (TPL40, IN, OX) cũng hỏi được."
    ),
)
@argument("rule_id", required=False, metavar=N_("[MÃ]"))
@option(
    "--format", "form", type=choices(("text", "json")), default="text", metavar="[text|json]",
    help=N_("Cách in danh sách."),
)  # fmt: skip
def command(rule_id: str | None, form: str) -> None:
    """Print rules; other messages too where their id or family is asked for."""
    import json

    from generator.checks.explain import describe, list_rules, to_object
    from generator.checks.messages import (
        describe_message,
        list_messages,
        load_messages,
        message_object,
    )
    from generator.checks.table import all_rules
    from generator.cli.language import current

    wanted, language = (rule_id or "").upper(), current()
    rules = [rule for rule in all_rules() if rule.id.startswith(wanted)]
    told = [each for each in load_messages().values() if wanted and each.id.startswith(wanted)]
    if not rules and not told:
        raise click.UsageError(_unknown(wanted))
    if form == "json":
        objects = [
            *(to_object(rule, language) for rule in rules),
            *(message_object(each, language) for each in told),
        ]
        click.echo(json.dumps(objects, ensure_ascii=False, indent=2))
    elif [*(rule.id for rule in rules), *(each.id for each in told)] == [wanted]:
        click.echo(describe(rules[0], language) if rules else describe_message(told[0], language))
    else:
        click.echo(
            "\n".join(filter(None, (list_rules(rules, language), list_messages(told, language))))
        )


def _unknown(wanted: str) -> str:
    from generator.checks.messages import load_messages
    from generator.checks.table import all_rules
    from generator.text.near import find_all_near

    near = find_all_near(wanted, [*(rule.id for rule in all_rules()), *load_messages()])
    text = say(N_("không có quy tắc '{id}'."), id=wanted)
    question = say(N_("Có phải {near}?"), near=", ".join(near))
    return f"{text} {question}" if near else text
