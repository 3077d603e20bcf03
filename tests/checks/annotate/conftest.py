"""Lets the tests of this folder use the documents and faults of the others."""

import sys
from pathlib import Path

_CHECKS = Path(__file__).parents[1]
for folder in (_CHECKS, _CHECKS / "mutations", Path(__file__).parent):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
