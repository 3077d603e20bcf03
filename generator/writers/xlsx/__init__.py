"""Worksheets as .xlsx files: formulas with results, charts, the same bytes for the same sheets."""
