"""The documents of the Word writer's tests are those of the PDF writer's too."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "docx"))
