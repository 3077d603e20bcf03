"""Writes ``docs/rules.md`` from the rules and the tables of problems.

Run from the repository's root: ``.venv/bin/python scripts/document_rules.py``.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from generator.checks.explain import to_page
from generator.checks.messages import load_messages
from generator.checks.table import all_rules

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "rules.md"


if __name__ == "__main__":
    PAGE.write_text(to_page(all_rules(), load_messages().values()), encoding="utf-8", newline="\n")
    print(f"{PAGE}: {len(all_rules())} + {len(load_messages())}")
