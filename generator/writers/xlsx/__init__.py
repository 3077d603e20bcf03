"""Worksheets as .xlsx files, written as XML: formulas with results, charts, fixed bytes."""
