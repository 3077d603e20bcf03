"""The table of all rules, literal and in the order of their families."""

from generator.checks.rule import Rule

RULES: tuple[Rule, ...] = ()
