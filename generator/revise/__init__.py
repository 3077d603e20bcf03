"""Revising: a document of last year, of Word or of older templates becomes a plan of today."""
