"""Collects the messages of the code and writes ``docs/rules.md`` from them and the rules.

Run from the repository's root: ``.venv/bin/python scripts/document_rules.py``.
"""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent))

from collect_messages import collect

from generator.checks.explain import to_page
from generator.checks.messages import PATH, load_messages
from generator.checks.table import all_rules

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "rules.md"


def messages_text() -> str:
    """Return the messages of the code as the text of their file."""
    return json.dumps(collect(ROOT / "generator"), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    PATH.write_text(messages_text(), encoding="utf-8", newline="\n")
    PAGE.write_text(to_page(all_rules(), load_messages().values()), encoding="utf-8", newline="\n")
    print(f"{PAGE}: {len(all_rules())} + {len(load_messages())}")
