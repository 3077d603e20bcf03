import pytest

from generator.catalogues.load import load_catalogues


@pytest.fixture(scope="session")
def catalogues():
    return load_catalogues()
