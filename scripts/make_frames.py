"""Makes the packaged Word frames from the standards.

Run from the repository's root: ``.venv/bin/python scripts/make_frames.py [DIR]``.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from generator.standards import STANDARD_IDS, load_standard
from generator.writers.docx.frame import LAYOUTS, frame_name, make_frame

FRAMES_DIR = Path("templates/frames")


def main(frames_dir: Path = FRAMES_DIR) -> None:
    """Write the frame of every standard and layout."""
    frames_dir.mkdir(parents=True, exist_ok=True)
    for standard_id in STANDARD_IDS:
        for layout in LAYOUTS:
            path = frames_dir / frame_name(standard_id, layout)
            path.write_bytes(make_frame(load_standard(standard_id), layout))
            print(path)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
