"""The annotated copy of a Word file: findings as comments, corrections as tracked changes."""

from generator.checks.annotate.copy import annotate
from generator.checks.annotate.resolve import accept_all, reject_all

__all__ = ["accept_all", "annotate", "reject_all"]
