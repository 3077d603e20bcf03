"""Lets the tests of this folder use the sample files of others."""

import sys
from pathlib import Path

FOLDERS = ("word", "forms", "writers/docx")
sys.path[:0] = [str(Path(__file__).parents[1] / folder) for folder in FOLDERS]
