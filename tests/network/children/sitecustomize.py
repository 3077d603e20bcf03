"""Python imports this when it starts: the Python programs that tests start are guarded too."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent.parent))
import guard

sys.path.pop()
guard.install()
