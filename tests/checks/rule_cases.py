"""Cases of the rules, read from the rules' own files."""

from collections.abc import Iterable, Iterator

import yaml

from generator.checks.table import FAMILIES, RULES_DIR

Case = dict[str, object]


def iter_cases(families: Iterable[str] = FAMILIES) -> Iterator[tuple[str, str, Case]]:
    """Yield rule id, name and content of each case."""
    for family in families:
        text = (RULES_DIR / f"{family}.yaml").read_text(encoding="utf-8")
        cases = yaml.load(text.partition("\n---\n")[2], Loader=yaml.CSafeLoader) or {}
        for rule_id, named in cases.items():
            for name, case in named.items():
                yield rule_id, name, case
