"""The table of all rules, literal and in the order of their families."""

from generator.checks.rule import Rule
from generator.checks.rules import (
    addressee,
    annex,
    body_look,
    date_line,
    font,
    general,
    language,
    legal_basis,
    letterhead,
    mark,
    number_line,
    page,
    page_number,
    recipients,
    signature,
    structure,
    title,
)

RULES: tuple[Rule, ...] = (
    *general.RULES,
    *page.RULES,
    *page_number.RULES,
    *font.RULES,
    *letterhead.RULES,
    *number_line.RULES,
    *date_line.RULES,
    *title.RULES,
    *addressee.RULES,
    *legal_basis.RULES,
    *body_look.RULES,
    *structure.RULES,
    *signature.RULES,
    *recipients.RULES,
    *annex.RULES,
    *mark.RULES,
    *language.RULES,
)
"""Every rule; other families append their rows."""
