"""Writes ``docs/rules.md`` from the table of rules.

Run from the repository's root: ``.venv/bin/python scripts/document_rules.py``.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from generator.checks.explain import to_page
from generator.checks.table import RULES

PAGE = Path(__file__).parent.parent / "docs" / "rules.md"

if __name__ == "__main__":
    PAGE.write_text(to_page(RULES), encoding="utf-8")
    print(f"{PAGE}: {len(RULES)}")
