"""Fixtures for the tests of rules."""

import pytest
from clean_documents import clean_file


@pytest.fixture(scope="session")
def clean():
    """Return a function that gives a clean document by name."""
    return clean_file
